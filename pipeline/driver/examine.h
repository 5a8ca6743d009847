/* Whether what an earlier build published of a document is what this one would. */
#ifndef DRIVER_EXAMINE_H
#define DRIVER_EXAMINE_H

#include "input.h"
#include "manifest.h"

enum stale_why {
    STALE_NOT,
    STALE_FORCED,
    STALE_NEW,        /* nothing of it is published */
    STALE_SOURCE,     /* its text is another */
    STALE_SETUP,      /* made with something that is another now */
    STALE_UNFINISHED, /* a format could not be made the last time */
    STALE_MISSING,    /* a file is not there */
    STALE_ALTERED,    /* a file is not what was written */
    STALE_DOCUMENT,   /* of a page: its document was made anew */
    STALE_REMOVED,    /* its source is no longer among the inputs */
    STALE_NEIGHBOURS, /* of a page: the documents before and after it */
};

struct stale {
    enum stale_why why;
    enum setup_part part; /* of STALE_SETUP */
    struct str path;      /* of the file; borrowed from the record */
};

/* What an examination compares with. */
struct examination {
    const struct output *output;
    const struct writer_set *formats;
    const struct setup *setup; /* of this build */
    const struct manifest *old;
    enum examination_mode {
        EXAMINE_ALL,
        EXAMINE_NOTHING
    } mode; /* the latter: --force */
};

/* Of the formats of the documents' turn. `old` is the document's record in the earlier
 * build, NULL where there is none. Thread-safe. */
struct stale examine_document(const struct examination *examination,
                              const struct input *input, const struct record *old);

/* Of the formats of the site's turn, of a document whose others are as they were. */
struct stale examine_page(const struct examination *examination,
                          const struct record *record, const struct record *old);

/* Appends the reason in the user's language, without a full stop. */
void examine_explain(const struct stale *stale, struct buf *out);

#endif
