/* --explain-line: how one line of the pages was set, in the user's language. */
#ifndef DRIVER_EXPLAIN_LINE_H
#define DRIVER_EXPLAIN_LINE_H

#include "job.h"

struct explain_line_place {
    size_t page, line; /* from 1 */
};

/* Reads "PAGE:LINE". STATUS_USAGE, reported. */
enum status explain_line_parse(const char *value, struct explain_line_place *out,
                               struct diag *diag);

/* Sets the job's document and describes the line at `place`
 * (const struct explain_line_place *). */
enum status explain_line_make(struct job *job, const void *place, struct buf *out);

#endif
