/* What a publisher changes without a compiler. A template has a name in the tree of
 * templates/ ("html/page.xsl"), and the nearest file of that name is used: the
 * project's own, then that of the look it chose, then the program's. */
#ifndef DRIVER_TEMPLATES_H
#define DRIVER_TEMPLATES_H

#include "base/diag.h"
#include "base/status.h"
#include "html/html.h"
#include "project/project.h"
#include "resources.h"

#define TEMPLATES_LAYERS_MAX 3

struct templates {
    struct buf
        roots[TEMPLATES_LAYERS_MAX]; /* folders with their slash, nearest first */
    size_t count;
    size_t own; /* so many of them are the project's */
};

/* A folder that is not there is reported with its place in the configuration. Release
 * with templates_close, after a failure too. */
enum status templates_open(struct templates *templates, const struct project *project,
                           const struct resources *resources, struct diag *diag);
void templates_close(struct templates *templates);

/* Sets the path of a template: of the nearest file, or where the program's own ought to
 * be. False where the name leads out of the tree. */
bool templates_find(const struct templates *templates, struct str name,
                    enum html_layer layer, struct buf *path);

/* The templates as stylesheets want them; borrows them. */
struct html_library templates_library(const struct templates *templates);

/* The names of the files in a folder of the tree ("site"), of all layers, each once,
 * sorted by byte order. `visit` gets the name without the folder. */
enum status templates_list(const struct templates *templates, const char *folder,
                           enum status (*visit)(struct str name, void *user),
                           void *user, struct diag *diag);

#endif
