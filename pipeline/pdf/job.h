/* One call of pdf_write: what its parts share. */
#ifndef PDF_JOB_H
#define PDF_JOB_H

#include "context.h"
#include "file.h"
#include "font.h"
#include "names.h"
#include "structure.h"

struct pdf_job {
    const struct pages *pages;
    const struct pdf_options *options;
    struct pdf_context *context;
    struct arena *arena;
    struct diag *diag;
    struct pdf_file file;
    struct pdf_font *fonts; /* one for each of the pages' fonts */
    struct pdf_structure structure;
    uint32_t *page_numbers;        /* object numbers of the pages */
    struct pdf_name *destinations; /* sorted, those that reached a page */
    size_t destination_count;
    uint32_t resources; /* object number of the resources of all pages */
    struct str title;   /* never empty */
    struct str date;    /* may be empty */
    struct buf scratch;
};

/* metadata.c: numbers of the metadata stream, the information dictionary and the output
 * intent's dictionary. */
uint32_t pdf_metadata_add_xmp(struct pdf_job *job);
uint32_t pdf_metadata_add_info(struct pdf_job *job);
uint32_t pdf_metadata_add_intent(struct pdf_job *job);

/* attach.c: the files; appends catalog entries (/AF) and gives the number of the name
 * tree's root, 0 where there are no attachments. STATUS_USAGE as pdf_write says. */
enum status pdf_attach_add(struct pdf_job *job, struct buf *catalog, uint32_t *names);

/* navigation.c. First of all the destinations, which the others look up. */
void pdf_navigation_find_destinations(struct pdf_job *job);
uint32_t pdf_navigation_add_destinations(struct pdf_job *job);
void pdf_navigation_add_labels(struct pdf_job *job, struct buf *catalog);
void pdf_navigation_add_outline(struct pdf_job *job, struct buf *catalog);
/* The links of one page, added to its libharu object. */
void pdf_navigation_add_links(struct pdf_job *job, size_t page, HPDF_Page object);

/* content.c: registers the glyphs of all pages; then writes the pages. */
enum status pdf_content_register(struct pdf_job *job);
void pdf_content_write(struct pdf_job *job);

#endif
