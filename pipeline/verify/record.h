/* The text of the record as one file has it, and where each stretch of it stands. */
#ifndef VERIFY_RECORD_H
#define VERIFY_RECORD_H

#include "verify/verify.h"

/* From `offset` on, text stands at that place; `character` is that of its first. */
struct record_mark {
    size_t offset;
    struct verify_place place;
};

/* A fact that a format gives beside the record: title, date … (doc_fact_rows). */
struct record_fact {
    const char *name; /* static */
    struct str value; /* owned by the record */
};

/* A page gives a title four times; more than these are not looked at. */
#define RECORD_FACTS_MAX 64

struct record {
    struct buf text;
    struct record_mark *marks; /* by offset */
    size_t count, capacity;
    struct record_fact facts[RECORD_FACTS_MAX];
    size_t fact_count;
    enum status status; /* of marks and facts; sticky */
};

#define RECORD_INIT                                                                    \
    {                                                                                  \
        0                                                                              \
    }

void record_free(struct record *record);

/* What is added from now on stands there. */
void record_mark(struct record *record, struct verify_place place);
void record_add(struct record *record, struct str text);
enum status record_status(const struct record *record);

/* Notes a fact; the value is copied. Names that are none of a fact's are passed over.
 */
void record_add_fact(struct record *record, struct str name, struct str value);

struct verify_place record_place(const struct record *record, size_t offset);

/* ---- readers: each appends the text of its format and the facts beside it,
 * STATUS_SYNTAX where the file is none of that format; `why` is then the message (a
 * msgid) ---- */

enum record_bullets {
    RECORD_BULLETS,   /* every leaf */
    RECORD_NO_BULLETS /* Markdown: without the "-" that is its own (markdown.h) */
};
void record_of_doc(const struct doc *doc, enum record_bullets bullets,
                   struct record *out);

enum status record_of_markdown(struct str bytes, struct record *out, const char **why);
enum status record_of_html(struct str bytes, struct record *out, const char **why);

#endif
