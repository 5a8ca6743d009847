/* One document on its way: bytes → doc → XML → pages, each made when first asked for
 * and once only. A job shares nothing that changes with any other job. */
#ifndef DRIVER_JOB_H
#define DRIVER_JOB_H

#include "base/buf.h"
#include "base/diag.h"
#include "input.h"
#include "layout/page.h"
#include "model/model.h"
#include "record.h"
#include "terminal.h"
#include "workshop.h"

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
    struct pages *pages;         /* without the pages: a sink took them */
    const struct record *record; /* what the site has of the document so far, which its
                                    page links to; NULL: it stands on its own */
    struct summary_neighbours neighbours; /* in the site */
    struct job_step steps[JOB_PRODUCT_COUNT];
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

/* Composes the document and hands its pages to `sink`, once; afterwards lends what is
 * known of all of them. */
enum status job_pages(struct job *job, const struct page_sink *sink,
                      const struct pages **out);

/* Appends the source as text, whose lines and columns positions count; nothing for a
 * document that came from XML. */
enum status job_text(struct job *job, struct buf *out);

/* Whether the document could be read and nothing in it forbids publication: STATUS_OK,
 * or the status of what went wrong. */
enum status job_publishable(struct job *job);

/* Gives the job the XML that it would make, so that nothing is read or understood
 * again. Takes the content of `xml`. */
void job_take_xml(struct job *job, struct buf *xml);

/* Reads the document for its XML once more, without telling again what is wrong in it.
 */
enum status job_repeat_xml(struct job *job);

/* Appends the job's diagnostics with the lines of its source, as the terminal shows
 * them. */
void job_list_diag(struct job *job, const struct terminal *terminal, struct buf *out);

#endif
