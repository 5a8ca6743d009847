/* A dictionary of terms that one document writes in one way: YAML, the program's own in
 * templates/lint/terms.yaml, users' own named in the configuration. */
#ifndef PROJECT_DICTIONARY_H
#define PROJECT_DICTIONARY_H

#include "project/project.h"

struct project_texts {
    struct project_text *items;
    size_t count;
};

/* One notion; what the fields mean is documented in gijiroku-lint(5). */
struct project_term {
    struct project_texts forms;
    struct project_texts not_after, not_before, after, before;
    bool always;
    struct project_texts found; /* texts in which it must be found */
    struct project_texts clean; /* texts in which it must not */
};

struct project_dictionary {
    struct arena *arena;
    struct str file;
    struct project_term *terms;
    size_t count;
};

/* Reads a dictionary; every mistake is reported with its place. Release with
 * project_dictionary_close. STATUS_SYNTAX, STATUS_IO, STATUS_NOMEM; `*out` is NULL
 * then.
 */
enum status project_dictionary_open(const char *path, struct diag *diag,
                                    struct project_dictionary **out);
void project_dictionary_close(struct project_dictionary *dictionary);

/* The same from text, as if it had been read from `path`. */
enum status project_dictionary_read(struct str path, struct str yaml, struct diag *diag,
                                    struct project_dictionary **out);

#endif
