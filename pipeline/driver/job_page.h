/* --report: a build as a page of Markdown, for the summary of a CI job. */
#ifndef DRIVER_JOB_PAGE_H
#define DRIVER_JOB_PAGE_H

#include "batch.h"

/* Adds the row of a document that was made, or could not be. */
void job_page_add(struct buf *rows, const struct input *input,
                  const struct product *product);

/* Writes the page: figures, then the rows. STATUS_IO, reported. */
enum status job_page_write(const char *path, const struct batch *batch);

#endif
