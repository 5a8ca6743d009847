/* Corrections that the configuration tells of. */
#ifndef DRIVER_CORRECTIONS_H
#define DRIVER_CORRECTIONS_H

#include "publication.h"

/* Those of a document, the latest first. The array and its strings belong to `arena`,
 * which is asked afterwards whether it failed. */
struct corrections {
    const struct html_correction *items;
    size_t count;
};
struct corrections corrections_of(const struct project *project, struct str slug,
                                  struct arena *arena);

/* Copies the earlier texts that the configuration keeps beside the documents that this
 * site has. One that is not there is reported with its place in the configuration. */
enum status corrections_write(struct publication *publication,
                              const struct project *project, struct diag *diag);

#endif
