/* Where the program's own files are: templates, font configuration, messages. */
#ifndef DRIVER_RESOURCES_H
#define DRIVER_RESOURCES_H

#include "base/buf.h"

struct resources {
    struct buf data;   /* the folder that holds templates/, fonts/, schema/ */
    struct buf locale; /* the folder that holds ja/LC_MESSAGES/gijiroku.mo */
};

/* Looks, in this order: the environment's GIJIROKU_DATADIR (data alone); share/ beside
 * the program (the build tree); ../share from the program (an installation, moved or
 * not); the installation folder the program was configured for. Release with
 * resources_close. */
enum status resources_open(struct resources *resources);
void resources_close(struct resources *resources);

/* Appends "<data>/<name>". */
void resources_path(const struct resources *resources, const char *name,
                    struct buf *out);

#endif
