/* The files of the site that belong to no single document. Which there are, the folder
 * site/ of the templates says: NAME.html.xsl, NAME.xml.xsl and the like make NAME.html
 * and NAME.xml of the list of documents, body.xsl makes a page for each body, and what
 * is no stylesheet is copied. */
#ifndef DRIVER_SITE_H
#define DRIVER_SITE_H

#include "publication.h"

/* The templates of the site, opened. Release with site_close (NULL is allowed). */
struct site;
enum status site_open(const struct templates *templates, struct diag *diag,
                      struct site **out);
void site_close(struct site *site);

/* Writes all of them, over the documents published so far. */
enum status site_write(struct publication *publication, const struct workshop *workshop,
                       struct diag *diag);

#endif
