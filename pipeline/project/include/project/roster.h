/* The members of a body, as its office keeps them: YAML, named in the configuration. */
#ifndef PROJECT_ROSTER_H
#define PROJECT_ROSTER_H

#include "project/project.h"

struct project_roster {
    struct arena *arena;
    struct project_text *members; /* names as they are right, 宍戸 常寿 */
    size_t count;
};

/* Reads a roster; every mistake is reported with its place. Release with
 * project_roster_close. STATUS_SYNTAX, STATUS_IO, STATUS_NOMEM; `*out` is NULL then. */
enum status project_roster_open(const char *path, struct diag *diag,
                                struct project_roster **out);
void project_roster_close(struct project_roster *roster);

#endif
