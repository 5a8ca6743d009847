/* The flow of a document: blocks become rows, rows become pages. A row is what no page
 * break divides: a line, a row of a table.
 *
 * Until a row has its place on a page (paginate.c), x runs along the lines from the
 * start of the measure and y across them, towards the line before; 0 is the middle of
 * the row's first line. So the same flow is set in horizontal and in vertical lines. */
#ifndef LAYOUT_FLOW_H
#define LAYOUT_FLOW_H

#include "line.h"
#include "model/model.h"
#include "notes.h"

/* The ideographic em box lies 0.88 em above and 0.12 em below the baseline, in all
 * fonts of the stack (OS/2 typographic ascender of Japanese fonts). */
#define BASELINE_BELOW_MIDDLE 0.38

/* Sets of runs, boxes, tags … grow in ordinary memory and are copied to the pages'
 * arena in the end. */
struct run_list {
    struct page_run *items;
    size_t count, capacity;
};

/* Lines drawn along a row, half a grid line off. */
enum row_rule {
    ROW_RULE_ABOVE = 1 << 0,
    ROW_RULE_BELOW = 1 << 1,
    ROW_RULE_FOOT = 1 << 2, /* below, where its column ends there */
};

struct row {
    size_t first_run, run_count;   /* y: from the row's first grid line's middle */
    double before, after;          /* grid lines kept free */
    int lines;                     /* grid lines taken */
    int set_lines;                 /* lines of text in it */
    double middle;                 /* grid lines from its first line to its text's */
    bool keep;                     /* stays with the next row */
    bool widow;                    /* too short to stand alone at the head of a page */
    uint8_t rules;                 /* set of enum row_rule */
    double rule_left, rule_length; /* pt, along the line */
    uint32_t head; /* the aside to show above it at the head of a column; 0: none */
    uint32_t note, note_count; /* the first of the footnotes that it calls; 0: none */
};

/* A reference to a footnote that has not come yet. */
struct reference {
    const struct doc_node *note;
    const char *place; /* of its text in the source */
    size_t row;        /* counted from the document's first; SIZE_MAX: not known yet */
};

struct anchor {
    struct str id, title; /* of the bookmark; empty: none */
    uint32_t level;
    size_t row; /* that it stands at, counted from the document's first */
    double x;
};

/* Anchors that have their page. */
struct placed {
    struct page_destination *destinations;
    size_t destination_count, destination_capacity;
    struct page_bookmark *bookmarks;
    size_t bookmark_count, bookmark_capacity;
};

/* Columns of attendees, the same for all groups of a field, pt. */
struct columns {
    double before, name, rest; /* widths; 0: no such column */
    double gap;                /* between the name and what follows */
};

/* A line whose setting is to be told (explain.c): it holds one of these places of the
 * source's text. */
struct watch {
    const char **places;
    size_t count;
    struct layout_line *out; /* out->text is empty until the line has come */
};

struct flow {
    const struct doc *doc;
    const struct layout_template *layout_template;
    struct layout_fonts *fonts;
    struct diag *diag;
    struct pages *pages;          /* being made */
    const struct page_sink *sink; /* NULL: the pages are kept */
    struct arena *arena;          /* of the pages */
    struct arena *glyphs;         /* of rows without a page; the pages' own where those
                                     are kept */
    struct para para;
    struct line_builder builder;
    double *x;
    size_t x_capacity;
    struct run_list runs;
    struct row *rows; /* those that have no page yet */
    size_t row_count, row_capacity;
    size_t row_base; /* rows that have one */
    size_t page_count;
    size_t total;     /* of pages, for running heads that tell it; 0: not counted yet */
    bool is_counting; /* makes no pages */
    struct page *kept;
    size_t kept_capacity;
    struct placed placed;
    struct anchor *anchors;
    size_t anchor_count, anchor_capacity;
    struct aside *asides; /* aside.h */
    size_t aside_count, aside_capacity;
    struct reference *references;
    size_t reference_count, reference_capacity;
    struct page_tag *tags;
    size_t tag_count, tag_capacity;
    uint32_t *face_font;          /* index into pages.fonts + 1; 0: not used yet */
    struct page_font *page_fonts; /* room for all faces, so that none moves */
    size_t font_count;
    struct notes notes;
    struct columns columns; /* of columns_field */
    const struct doc_node *columns_field;
    double label_width; /* of the numbers of label_head's fields */
    const struct doc_node *label_head;
    struct watch *watch; /* NULL: none */
    enum status status;  /* sticky */
};

/* flow_close releases, after a failure too. Set doc, layout_template, fonts, diag and
 * arena before. */
enum status flow_open(struct flow *flow);
void flow_close(struct flow *flow);

/* Grows an array to hold one more; false (and the status) when memory is short. */
bool flow_reserve(struct flow *flow, void **array, size_t *capacity, size_t count,
                  size_t size);

uint32_t flow_tag(struct flow *flow, enum page_tag_type type, uint32_t parent,
                  struct str id);

/* A Link element that leads to an id of the document. */
uint32_t flow_link(struct flow *flow, struct str id, uint32_t parent);

/* The next row stands at this id. */
void flow_anchor(struct flow *flow, struct str id, double x, struct str title,
                 uint32_t level);

/* Appends all leaves below `node` to the paragraph being built. White space that the
 * source has between leaves becomes a blank. */
void flow_add_text(struct flow *flow, const struct doc_node *node,
                   const struct text_style *style);

/* The same for the siblings [first, end), and blanks between them. `tag` 0 measures. */
void flow_add_nodes(struct flow *flow, const struct doc_node *first,
                    const struct doc_node *end, const struct style *style,
                    uint32_t tag);

/* Whether the source leaves a blank between the text before and `node` (1 em of it
 * is kept). */
bool flow_same_line(const struct doc_node *a, const struct doc_node *b);
bool flow_blank_between(const struct doc_node *a, const struct doc_node *b);

/* Runs of the line, origin (x, y) of its left end; they are appended to flow->runs. How
 * the line was fitted. */
struct line_fit flow_emit_line(struct flow *flow, const struct line *line,
                               double measure, enum line_fill fill, int align, double x,
                               double y, uint32_t nth);

/* A box of text: where the paragraph that is being built goes. */
struct box {
    const struct style *style;
    double left, width; /* pt, from the start of the lines */
    double first;       /* indent of the first line, pt */
    int align;
    /* Runs of a marker that hangs before the first line; already in flow->runs. */
    size_t marker_run, marker_count;
};

/* Closes the paragraph and appends its rows. */
void flow_end_para(struct flow *flow, const struct box *box);

struct row *flow_add_row(struct flow *flow);

/* Rows to pages. flow_advance makes those that no later row can change; it is called
 * between blocks, and cheap. flow_finish makes the last ones. */
void flow_advance(struct flow *flow);
void flow_finish(struct flow *flow);

/* Brings flow->pages up to date with the fonts and tags so far. */
void flow_show(struct flow *flow);

/* Composes the whole document once more for the number of its pages alone (compose.c).
 * 0 when memory is short. */
size_t flow_count_pages(const struct flow *flow);

/* The walk over the document (blocks.c) and over tables (columns.c). */
void flow_blocks(struct flow *flow, const struct doc_node *parent, double indent,
                 uint32_t tag);

struct columns columns_of_attendees(struct flow *flow, const struct doc_node *field);
/* Sets a run of persons that begins with `first`; returns the first node behind. */
const struct doc_node *flow_attendees(struct flow *flow, const struct doc_node *first,
                                      const struct columns *columns, double indent,
                                      uint32_t parent);
void flow_table(struct flow *flow, const struct doc_node *table, double indent,
                uint32_t parent);

/* Natural width of the nodes [first, end) as one line, pt. */
double flow_measure(struct flow *flow, const struct doc_node *first,
                    const struct doc_node *end, const struct style *style);
/* Rounded up to half a character, so that columns stand on the grid. */
double flow_on_grid(const struct flow *flow, double width);

/* The measure: what a line may take, pt. */
double flow_text_width(const struct flow *flow);

#endif
