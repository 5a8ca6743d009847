/* What each lint rule means, in both languages, from templates/lint/rules.yaml. */
#ifndef DRIVER_EXPLANATIONS_H
#define DRIVER_EXPLANATIONS_H

#include "lint/lint.h"
#include "resources.h"

struct explanation_text {
    struct str title, what, why, norm;
};

struct explanation {
    struct explanation_text ja, en;
    struct str bad, good; /* examples */
};

struct explanations {
    struct arena *arena;
    struct explanation rules[LINT_RULE_COUNT];
};

/* Every rule has one; what is wrong is reported. Release with explanations_close, after
 * a failure too. */
enum status explanations_open(struct explanations *explanations,
                              const struct resources *resources, struct diag *diag);
void explanations_close(struct explanations *explanations);

#endif
