/* The record of what --fix changed, beside the file: for each time the SHA-256 of the
 * bytes before and after, and every change with rule, line, column, before and after,
 * in the lines and columns of the text before it. */
#ifndef DRIVER_LINT_RECORD_H
#define DRIVER_LINT_RECORD_H

#include "lint_fix.h"

/* Appends "<file>.changes.json". */
void lint_record_path(struct str file, struct buf *out);

/* Appends the record `existing` (empty: none yet), found at `path`, with the passes of
 * `fix` behind what it holds. STATUS_SYNTAX, reported, where it is not such a record.
 */
enum status lint_record_add(const struct lint_mending *fix, struct str name,
                            const char *path, struct str existing, struct buf *out,
                            struct diag *diag);

/* Undoes the writing of a record: NULL stands for none. */
void lint_record_put_back(const char *path, const struct buf *before,
                          struct diag *diag);

#endif
