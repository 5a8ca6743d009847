/* One file being written: what its parts share. */
#ifndef PDF_JOB_H
#define PDF_JOB_H

#include "context.h"
#include "file.h"
#include "font.h"
#include "names.h"
#include "structure.h"

/* What is kept of a page that is written. */
struct pdf_page {
    uint32_t number, contents; /* object numbers */
    uint32_t parent;           /* node of the page tree */
    double width, height;      /* pt */
};

/* A link waits for the last page: until then nobody knows whether its target reached
 * one. */
struct pdf_link {
    struct page_link link;
    uint32_t page;
    struct str contents; /* what a screen reader says, in the arena */
};

/* Where the page labels have got to. */
struct pdf_labels {
    struct buf rows; /* the number tree's /Nums */
    struct buf prefix;
    uint32_t next; /* number that would go on; 0: none */
};

struct pdf_job {
    const struct pages *pages;
    const struct pdf_options *options;
    struct pdf_context *context;
    struct arena *arena;
    struct diag *diag;
    struct pdf_file file;
    struct pdf_font *fonts; /* one for each of the pages' fonts so far */
    size_t font_count;
    struct pdf_structure structure;
    struct pdf_page *written;
    size_t page_count, page_capacity;
    struct pdf_link *links;
    size_t link_count, link_capacity;
    struct pdf_labels labels;
    struct pdf_name *destinations; /* sorted, those that reached a page */
    size_t destination_count;
    uint32_t resources; /* object number of the resources of all pages */
    bool has_ended;     /* what follows is known */
    uint32_t structure_root, destination_root; /* object numbers; 0: none */
    struct buf catalog;                        /* entries of it */
    struct str title;                          /* never empty */
    struct str date;                           /* may be empty */
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

/* navigation.c. With each page: its label and its links. */
void pdf_navigation_take_label(struct pdf_job *job, struct str label);
void pdf_navigation_take_links(struct pdf_job *job, const struct page *page);

/* After the last page: first the destinations, which the others look up. */
void pdf_navigation_find_destinations(struct pdf_job *job);
uint32_t pdf_navigation_add_destinations(struct pdf_job *job);
void pdf_navigation_add_labels(struct pdf_job *job, struct buf *catalog);
void pdf_navigation_add_outline(struct pdf_job *job, struct buf *catalog);
/* The annotations of a page, from link `*next` on, which moves past them: references
 * appended to `out`. */
void pdf_navigation_add_links(struct pdf_job *job, uint32_t page, size_t *next,
                              struct buf *out);

/* content.c: a page's stream, and what is kept of the page. Reports. */
enum status pdf_content_add_page(struct pdf_job *job, const struct page *page);

#endif
