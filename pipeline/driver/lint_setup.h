/* The rules as configuration and command line ask for them. */
#ifndef DRIVER_LINT_SETUP_H
#define DRIVER_LINT_SETUP_H

#include "lint/lint.h"
#include "options.h"
#include "project/project.h"
#include "resources.h"

struct project_dictionary;
struct project_roster;

struct lint_setup {
    struct lint_options options;
    struct lint *lint;
    struct arena *arena;                      /* owns terms and rosters */
    struct project_dictionary **dictionaries; /* users' own first, the program's last */
    size_t dictionary_count;
    struct project_roster **rosters;
    size_t roster_count;
};

/* Reports what is wrong. Release with lint_setup_close, after a failure too. */
enum status lint_setup_open(struct lint_setup *setup, const struct project *project,
                            const struct resources *resources, struct diag *diag);
void lint_setup_close(struct lint_setup *setup);

/* A term of a dictionary as lint takes it; lists belong to the arena, texts to the
 * dictionary. */
struct project_term;
struct lint_term lint_setup_term(struct arena *arena, const struct project_term *term);

/* The rules that --fix and --fix-rule choose. STATUS_USAGE, reported, for a name that
 * does not exist or a rule that mends nothing. */
enum status lint_setup_choose(const struct options *options,
                              bool chosen[LINT_RULE_COUNT], struct diag *diag);

/* Whether the configuration lets a finding pass: it is of that rule, in that file
 * (`path`, as the user named it), on that line. */
bool lint_setup_ignores(const struct project *project, struct str path,
                        const struct lint_finding *finding);

#endif
