/* One document on its way: bytes → doc → XML → pages, each made when first asked for
 * and once only. A job shares nothing that changes with any other job. */
#ifndef DRIVER_JOB_H
#define DRIVER_JOB_H

#include "base/buf.h"
#include "base/diag.h"
#include "input.h"
#include "layout/page.h"
#include "model/model.h"
#include "summary.h"
#include "terminal.h"
#include "workshop.h"

/* More formats than the table of writers will ever have. */
#define JOB_FORMATS_MAX 16

/* One of the things on the way, and how its making ended. */
struct job_step {
    bool done;
    enum status status;
};
enum job_product { JOB_SOURCE, JOB_DOC, JOB_XML, JOB_PAGES, JOB_PRODUCT_COUNT };

struct job {
    const struct worker *worker;
    const struct input *input;
    struct diag *diag;
    struct buf source; /* the bytes as read */
    struct doc *doc;
    struct buf xml;
    struct pages *pages;
    bool in_site; /* its files stand beside each other, below an index */
    struct summary_neighbours neighbours; /* in the site */
    struct job_step steps[JOB_PRODUCT_COUNT];
    size_t published[JOB_FORMATS_MAX]; /* bytes, by row of the table of writers: the
                                          document's files in the site so far, which its
                                          page links to; 0: none */
};

/* STATUS_NOMEM. The job reports to its own sink, under the input's path. */
enum status job_open(struct job *job, const struct worker *worker,
                     const struct input *input);
void job_close(struct job *job);

/* Each lends what it made until job_close. The failure of a stage is reported once and
 * returned at every call. */
enum status job_source(struct job *job, struct str *out);
enum status job_doc(struct job *job, const struct doc **out);
enum status job_xml(struct job *job, struct str *out);
enum status job_pages(struct job *job, const struct pages **out);

/* Whether the document could be read and nothing in it forbids publication: STATUS_OK,
 * or the status of what went wrong. */
enum status job_publishable(struct job *job);

/* Prints the job's diagnostics with the lines of its source. */
void job_print_diag(struct job *job, struct terminal *terminal);

#endif
