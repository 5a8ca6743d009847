/* The index that searches the site: over the text files that stand beside the pages. */
#ifndef DRIVER_SEARCH_FILES_H
#define DRIVER_SEARCH_FILES_H

#include "publication.h"

/* Whether a document has a text file, and so can be found. */
bool search_files_has(const struct publication_document *document);

/* Writes the index over the documents published so far, from their text files in the
 * output folder. Nothing where none has one. */
enum status search_files_write(struct publication *publication, struct diag *diag);

#endif
