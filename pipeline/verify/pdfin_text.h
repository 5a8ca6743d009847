/* The text of a PDF: what its pages say, and in which order its structure tree has it.
 * ISO 32000-1, 9.4, 14.6 to 14.8. */
#ifndef VERIFY_PDFIN_TEXT_H
#define VERIFY_PDFIN_TEXT_H

#include "pdfin_font.h"
#include "record.h"

enum { PDFIN_ARTIFACT = -2, PDFIN_UNTAGGED = -1 };

/* Text that follows each other on one line of a page, of one marked-content sequence.
 */
struct pdfin_chunk {
    uint32_t stream; /* object number of the form it stands in; 0: of the page itself */
    int32_t mcid;    /* or PDFIN_ARTIFACT, PDFIN_UNTAGGED */
    uint32_t order;
    struct verify_place place;
    size_t from, to;             /* of page.said */
    size_t shown_from, shown_to; /* of page.shown */
    bool placed;                 /* the structure tree has it */
};

/* Two readings: what the page says, an /ActualText in place of its glyphs (14.9.4), and
 * what the glyphs say that it shows. */
struct pdfin_page {
    uint32_t number; /* of the object */
    const struct pdfin_value *dict, *resources;
    struct buf said, shown;
    struct pdfin_chunk *chunks; /* as painted; sorted by pdfin_page_sort */
    size_t count, capacity;
};

struct pdfin_pages {
    struct pdfin_page *items; /* in order */
    size_t count, capacity;
};

/* Lists the pages. Faults are the file's, here and below. */
void pdfin_pages_open(struct pdfin *file, struct pdfin_pages *pages);
void pdfin_pages_free(struct pdfin_pages *pages);

/* Interprets the content of the page with that index. */
void pdfin_page_read(struct pdfin *file, struct pdfin_fonts *fonts,
                     struct pdfin_pages *pages, size_t index);

/* Brings the chunks into the order of their identifiers. */
void pdfin_page_sort(struct pdfin_page *page);

/* Gathers the text in the order of the structure tree, and of what no element places:
 * artifacts and stray text, a line each. Without a tree the text is that of the pages.
 */
struct pdfin_reading {
    struct record said, shown;
    struct record artifacts, stray;
};
void pdfin_read_structure(struct pdfin *file, struct pdfin_pages *pages,
                          struct pdfin_reading *out);

#endif
