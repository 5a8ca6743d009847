/* lint --fix and --diff: what the rules mend, in the file itself or as a difference. */
#ifndef DRIVER_LINT_FIX_H
#define DRIVER_LINT_FIX_H

#include "input.h"
#include "lint_setup.h"
#include "output.h"

/* One time through the text. Mending may uncover what was hidden: a text is gone
 * through until nothing is left. */
struct lint_fix_pass {
    struct buf bytes; /* of the file after it */
    struct buf text;  /* the same decoded */
    struct doc *doc;  /* the findings' own: of the text before it */
    struct lint_findings findings;
    struct lint_edits edits;
};

/* Texts settle after the second time; more is two rules at odds. */
#define LINT_FIX_PASSES_MAX 6

/* What is let pass is not mended either. */
struct lint_told;
typedef bool lint_passes_fn(const struct lint_told *told, void *user);

struct lint_mending {
    struct buf bytes; /* of the file as it was */
    struct buf text;
    struct lint_fix_pass passes[LINT_FIX_PASSES_MAX];
    size_t count; /* passes that changed something */
};

/* Reads the file and mends it in memory. What forbids it is reported: XML, standard
 * input where it is to be written, an encoding that would not come back. Release with
 * lint_fix_close, after a failure too. */
enum status lint_fix_open(struct lint_mending *fix, const struct lint *lint,
                          const struct input *input, struct str encoding,
                          const bool chosen[LINT_RULE_COUNT], lint_passes_fn *passes,
                          void *user, struct diag *diag);
void lint_fix_close(struct lint_mending *fix);

/* Writes the mended file, whole or not at all, and before it the record of what is
 * changed, "<file>.changes.json", to what is recorded there already. */
enum status lint_fix_write(const struct lint_mending *fix, const struct input *input,
                           struct diag *diag);

/* Appends the difference in the unified format. */
void lint_fix_diff(const struct lint_mending *fix, const struct input *input,
                   struct buf *out);

#endif
