/* The structure tree: ISO 32000-1, 14.7 and 14.8. Built while the pages are written, as
 * the content comes, and put out at the end. */
#ifndef PDF_STRUCTURE_H
#define PDF_STRUCTURE_H

#include "file.h"
#include "layout/page.h"

enum pdf_kid_kind { PDF_KID_ELEMENT, PDF_KID_CONTENT, PDF_KID_ANNOTATION };

struct pdf_kid {
    uint32_t next;      /* of the same parent, from 1; 0 ends */
    uint32_t value;     /* tag, content identifier, or object number */
    uint32_t kind : 2;  /* enum pdf_kid_kind */
    uint32_t page : 30; /* index */
};

/* A long document has hundreds of thousands. */
struct pdf_element {
    uint32_t number;              /* object; 0 before it has a place in the tree */
    uint32_t first_kid, last_kid; /* from 1 */
    uint32_t last_tag;            /* the last child as the pages list them; 0: none */
    uint32_t next_tag;            /* the next child of the same parent */
    uint32_t cursor;              /* the next child without a place; 0: none */
    uint8_t type;                 /* of the tag; of a heading without a gap above it */
    uint8_t numbering;            /* of a list with labels: its row, from 1 */
    bool is_named;                /* the tag's id is its own */
    bool has_annotation;
};

struct pdf_structure {
    const struct pages *pages;
    struct pdf_file *file;
    struct pdf_element *elements; /* by tag */
    size_t element_count, element_capacity;
    struct pdf_kid *kids;
    size_t kid_count, kid_capacity;
    unsigned headings[PAGE_TAG_H6 - PAGE_TAG_H1 + 1]; /* open ones, as the tags have
                                                         them */
    unsigned heading_depth;
    uint32_t root;   /* object number */
    uint32_t *marks; /* elements of this page's content, by identifier */
    size_t mark_count, mark_capacity;
    struct buf parents; /* the number tree's /Nums */
    uint32_t key_count; /* keys of it given away */
};

/* Name of a structure type, which is that of the marked content too. */
const char *pdf_structure_type(const struct pdf_structure *structure, uint32_t tag);

/* STATUS_NOMEM; close releases in any case. */
enum status pdf_structure_open(struct pdf_structure *structure,
                               const struct pages *pages, struct pdf_file *file);
void pdf_structure_close(struct pdf_structure *structure);

/* Takes in the tags that the pages have got since the last time. STATUS_USAGE for tags
 * that break page.h. */
enum status pdf_structure_extend(struct pdf_structure *structure);

/* The identifier (MCID) of new content of `tag` on the page being written. */
uint32_t pdf_structure_mark(struct pdf_structure *structure, uint32_t page,
                            uint32_t tag);

/* Ends a page: its row in the parent tree, whose key is the page's index. */
void pdf_structure_end_page(struct pdf_structure *structure, uint32_t page);

/* Hangs an annotation under its Link element; gives its /StructParent. After the last
 * page. */
uint32_t pdf_structure_annotate(struct pdf_structure *structure, uint32_t page,
                                uint32_t tag, uint32_t annotation);

/* Tells a list's numbering from the text of its first label. */
void pdf_structure_note_label(struct pdf_structure *structure, uint32_t tag,
                              struct str text);

/* Sees to it that an element, and with it its parents, has a place and a number. */
void pdf_structure_place(struct pdf_structure *structure, uint32_t tag);

/* All elements. `page_numbers` are the pages' objects. The number of the structure
 * tree's root. */
uint32_t pdf_structure_write(struct pdf_structure *structure,
                             const uint32_t *page_numbers);

#endif
