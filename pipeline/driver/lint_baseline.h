/* A baseline: findings of old minutes that are let pass. JSON, by file name and
 * fingerprint, so that it stays right when lines move. */
#ifndef DRIVER_LINT_BASELINE_H
#define DRIVER_LINT_BASELINE_H

#include "lint_report.h"

struct lint_baseline {
    struct json_t *known; /* {file: {fingerprint: rule}}; NULL: none is read */
    struct json_t
        *written; /* the same, of what is found now; NULL: none is asked for */
};

/* Reads `path` (NULL or empty: none). Reports what is wrong. Release with
 * lint_baseline_close, after a failure too. */
enum status lint_baseline_open(struct lint_baseline *baseline, const char *path,
                               bool writes, struct diag *diag);
void lint_baseline_close(struct lint_baseline *baseline);

/* Whether the finding, of a file of that name, is let pass. */
bool lint_baseline_passes(const struct lint_baseline *baseline, struct str name,
                          const struct lint_told *told);

/* Remembers a finding for writing, if that is asked for. */
void lint_baseline_add(struct lint_baseline *baseline, struct str name,
                       const struct lint_told *told);

enum status lint_baseline_write(struct lint_baseline *baseline, const char *path,
                                struct diag *diag);

#endif
