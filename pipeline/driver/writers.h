/* The table of formats. A new format is a stage and a row here. */
#ifndef DRIVER_WRITERS_H
#define DRIVER_WRITERS_H

#include "base/diag.h"
#include "base/status.h"
#include "job.h"

enum writer_content { WRITER_TEXT, WRITER_BINARY };

/* Which command offers the format. */
enum writer_use {
    WRITER_CONVERTS = 1 << 0,
    WRITER_BUILDS = 1 << 1,
    WRITER_WITH_PAGE = 1 << 2,    /* made where a page of the site is, for search */
    WRITER_BUILDS_ASKED = 1 << 3, /* built where it is named */
};

/* When a build writes the format: with its document, or once all documents are known,
 * for it names others. */
enum writer_turn { WRITER_TURN_DOCUMENT, WRITER_TURN_SITE };

struct writer {
    const char *name;
    const char *title;      /* for people, in links */
    const char *ending;     /* of the file, with its dot */
    const char *site_name;  /* the file's name in the site; NULL: slug and ending */
    const char *media_type; /* IANA */
    enum writer_content content;
    enum writer_turn turn;
    unsigned uses;  /* of enum writer_use */
    unsigned needs; /* of enum workshop_tool */
    enum status (*write)(struct job *job, struct buf *out);
    const char *summary; /* msgid */
};

const struct writer *writer_rows(size_t *count);

/* Makes what the stylesheet of that name makes, for a name that -f of 'convert' gives
 * and the table has not. */
extern const struct writer writer_by_stylesheet;

/* A choice of formats, in the order in which they are written. */
struct writer_set {
    const struct writer *items[RECORD_FORMATS_MAX];
    size_t count;
    unsigned needs;
};

/* Reads "xml,pdf" into a set, in the table's order whatever the order of the names; all
 * that the use has for NULL. STATUS_USAGE, reported, for a name that does not exist. */
enum status writer_set_parse(const char *list, enum writer_use use,
                             struct writer_set *out, struct diag *diag);

/* The format of that name; NULL where the table has none for the use. */
const struct writer *writer_lookup(struct str name, enum writer_use use);

/* The format whose files end as `path` does; NULL where there is none. */
const struct writer *writer_lookup_ending(struct str path);

#endif
