/* Where things lie in the site: paths relative to it. */
#ifndef DRIVER_PLACE_H
#define DRIVER_PLACE_H

#include "base/buf.h"

/* Appends the folder of a body's page, without a slash at its end: "bodies/…", by its
 * name. Different names give different folders. */
void place_add_body(struct str name, struct buf *out);

#endif
