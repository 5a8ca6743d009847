/* What all jobs of a run share: opened before the first job, constant while jobs run.
 */
#ifndef DRIVER_WORKSHOP_H
#define DRIVER_WORKSHOP_H

#include <stdint.h>

#include "base/diag.h"
#include "base/status.h"
#include "font_lock.h"
#include "model/model.h"
#include "options.h"
#include "resources.h"
#include "templates.h"

/* What a format needs beside the document. */
enum workshop_tool {
    WORKSHOP_PAGE = 1 << 0,    /* the stylesheet of a document's page */
    WORKSHOP_SITE = 1 << 1,    /* what the site has beside the documents */
    WORKSHOP_FONTS = 1 << 2,   /* faces, and the template of pages */
    WORKSHOP_FORMATS = 1 << 3, /* the formats that stylesheets make */
};

struct html_stylesheet;
struct site;
struct layout_fonts;
struct layout_template;
struct page_sink;
struct pages;
struct pdf_context;
struct font_hashes;
struct project;

struct workshop {
    struct project *project; /* the configuration; never NULL once open */
    diag_translate_fn *translate;
    struct str encoding; /* --encoding; empty: by content */
    struct templates templates;
    struct html_stylesheet *page;
    struct site *site;
    struct workshop_format *formats; /* of the templates' folder formats/ */
    size_t format_count;
    const char *asked_format; /* -f, borrowed from the options; NULL: not given */
    struct layout_fonts *fonts;
    struct layout_template *template;
    struct buf template_path;
    struct font_hashes *hashes;
    struct font_lock lock; /* of the fonts; none where there is no lock file */
    char date[sizeof("-9999-12-31T23:59:59Z")]; /* SOURCE_DATE_EPOCH, ISO 8601; empty:
                                                   unset */
};

/* What one thread keeps from job to job. */
struct worker {
    const struct workshop *workshop;
    struct pdf_context *pdf;
};

/* Opens the tools of that set (enum workshop_tool). What fails is reported. Release
 * with workshop_close, after a failure too. */
enum status workshop_open(struct workshop *workshop, unsigned tools,
                          const struct options *options,
                          const struct resources *resources, struct diag *diag);
void workshop_close(struct workshop *workshop);

/* STATUS_NOMEM. Release with worker_close, after a failure too. */
enum status worker_open(struct worker *worker, const struct workshop *workshop);
void worker_close(struct worker *worker);

/* How a line of the document's pages was set; the caller releases it with
 * layout_line_close. */
struct layout_line;
enum status workshop_explain_line(const struct workshop *workshop,
                                  const struct doc *doc, size_t page, size_t line,
                                  struct diag *diag, struct layout_line *out);

/* The stylesheet of formats/NAME.xsl; NULL where there is none, or WORKSHOP_FORMATS was
 * not opened. */
const struct html_stylesheet *workshop_format(const struct workshop *workshop,
                                              const char *name);

/* What every page is told: whose it is and how it may be used. */
struct html_params workshop_params(const struct workshop *workshop);

/* Composes the pages of a document, as layout_compose does. */
enum status workshop_compose(const struct workshop *workshop, const struct doc *doc,
                             const struct page_sink *sink, struct diag *diag,
                             struct pages **out);

#endif
