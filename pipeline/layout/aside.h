/* What a page shows beside the flow of its rows: footnotes at the foot of the column
 * that refers to them, and the head of a table over again where the table goes on. */
#ifndef LAYOUT_ASIDE_H
#define LAYOUT_ASIDE_H

#include "flow.h"

/* Rows taken out of the flow. Their runs and glyphs are the pages' own: an aside may be
 * shown more than once, and after its place in the flow is gone. */
struct aside {
    const struct row *rows; /* first_run counts in `runs` */
    size_t row_count;
    const struct page_run *runs;
    size_t run_count;
    int lines;     /* of the grid */
    size_t behind; /* row, counted from the document's first, that its text follows */
};

/* Copies the rows from `first` (an index of flow->rows) on; its number, 1 and up; 0
 * when memory is short. Where they are taken, the flow goes on without them. */
enum aside_take { ASIDE_COPY, ASIDE_TAKE };
uint32_t aside_add(struct flow *flow, size_t first, enum aside_take take);

/* ---- footnotes ---- */

/* The footnote that a reference calls; NULL where none follows it among its siblings or
 * theirs, up to the turn or section that it stands in. */
const struct doc_node *aside_note_of(const struct doc_node *reference);

/* Remembers that the text at `place` refers to that note, while its line is not known.
 */
void aside_refer(struct flow *flow, const struct doc_node *note, const char *place);

/* Finds the references in a line that became the flow's last row. */
void aside_find_references(struct flow *flow, const struct line *line);

/* Forgets the references of the paragraph that was set that are in none of its lines:
 * those of cells and labels. */
void aside_end_para(struct flow *flow);

/* The rows from `first` (counted from the document's first) on are those of `note`:
 * they go to the foot of the column with its reference, where that has no page yet. */
void aside_take_note(struct flow *flow, const struct doc_node *note, size_t first);

/* Grid lines that the footnotes called by a row take. */
int aside_note_lines(const struct flow *flow, const struct row *row);

/* A line kept free, with a rule in it, above the footnotes of a column. */
#define ASIDE_RULE_LINES 1

#endif
