/* The files of the site that belong to no single document. */
#ifndef DRIVER_SITE_H
#define DRIVER_SITE_H

#include "publication.h"

/* Writes the style sheet and the index over the documents published so far. */
enum status site_write(struct publication *publication, const struct workshop *workshop,
                       struct diag *diag);

#endif
