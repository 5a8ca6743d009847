/* Diagnostics: where, what, and what was done instead. Library code reports here and
 * never prints. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum diag_severity {
    DIAG_NOTE,    /* told on -v */
    DIAG_WARNING, /* a finding: published, but someone should look */
    DIAG_ERROR,   /* this document, or this format of it, is not published */
};

/* One row a diagnostic in base/diag_codes.def. */
enum diag_code {
#define DIAG_CODE(id, rule, severity) DIAG_##id,
#include "base/diag_codes.def"
#undef DIAG_CODE
    DIAG_CODE_COUNT
};

/* A place in a source. Line and column count from 1, the column in code points (a byte
 * order mark is no text and moves nothing); 0 stands for "the document as a whole". */
struct diag_pos {
    uint32_t line;
    uint32_t column;
};

struct diag_entry {
    enum diag_code code;
    enum diag_severity severity;
    struct str file;    /* as the user named it */
    struct str message; /* translated, without file, position or rule */
    struct str english; /* the same in English: products do not depend on the locale */
    struct diag_pos pos;
};

/* Turns an English message format into the user's language; returns its argument where
 * there is no translation. Must be safe to call from several threads. */
typedef const char *diag_translate_fn(const char *msgid);

/* Collects the diagnostics of one job. Not shared between threads. */
struct diag;

/* NULL when memory is short. `translate` may be NULL. diag_free releases. */
struct diag *diag_new(diag_translate_fn *translate);
void diag_free(struct diag *diag);

/* The file that the next reports are about; copied. */
void diag_set_file(struct diag *diag, struct str file);

/* Marks a message format for xgettext where it is not the argument of diag_report. */
#define N_(msgid) (msgid)

/* Records one diagnostic. A missing `diag` (NULL) is allowed and swallows it. */
void diag_report(struct diag *diag, enum diag_code code, struct diag_pos pos,
                 const char *msgid, ...) __attribute__((format(printf, 4, 5)));

size_t diag_count(const struct diag *diag);
size_t diag_count_severity(const struct diag *diag, enum diag_severity severity);

/* The i-th entry in the order of report, borrowed until the next report. */
const struct diag_entry *diag_lookup(const struct diag *diag, size_t index);

/* The public name of a code ("encoding-invalid") and the word for a severity. */
const char *diag_rule(enum diag_code code);
const char *diag_severity_name(enum diag_severity severity);

/* The code with that public name; DIAG_CODE_COUNT where there is none. */
enum diag_code diag_code_lookup(struct str rule);

#endif
