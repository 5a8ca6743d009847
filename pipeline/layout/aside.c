#include "aside.h"

#include <stdlib.h>
#include <string.h>

/* How far a note may lie behind its reference, in siblings: bounds the search. */
#define NOTE_DISTANCE_MAX 64
/* A note that takes more of a column than this is no footnote and stays in the text. */
#define NOTE_SHARE_MAX 3

uint32_t aside_add(struct flow *flow, size_t first, enum aside_take take)
{
    size_t count = flow->row_count - first;
    size_t first_run = count > 0 ? flow->rows[first].first_run : flow->runs.count;
    size_t run_count = flow->runs.count - first_run;
    struct row *rows = arena_alloc(flow->arena, (count + 1) * sizeof *rows);
    struct page_run *runs = arena_alloc(flow->arena, (run_count + 1) * sizeof *runs);
    if (rows == NULL || runs == NULL ||
        !flow_reserve(flow, (void **)&flow->asides, &flow->aside_capacity,
                      flow->aside_count, sizeof *flow->asides)) {
        flow->status = STATUS_NOMEM;
        return 0;
    }
    struct aside aside = {.rows = rows,
                          .row_count = count,
                          .runs = runs,
                          .run_count = run_count,
                          .behind = flow->row_base + first};
    for (size_t i = 0; i < count; i++) {
        rows[i] = flow->rows[first + i];
        rows[i].first_run -= first_run;
        aside.lines += rows[i].lines;
    }
    for (size_t i = 0; i < run_count; i++) {
        runs[i] = flow->runs.items[first_run + i];
        size_t size = runs[i].glyph_count * sizeof *runs[i].glyphs;
        struct page_glyph *glyphs = arena_alloc(flow->arena, size);
        if (glyphs == NULL) {
            flow->status = STATUS_NOMEM;
            return 0;
        }
        runs[i].glyphs = memcpy(glyphs, runs[i].glyphs, size);
    }
    if (take == ASIDE_TAKE) {
        flow->row_count = first;
        flow->runs.count = first_run;
    }
    flow->asides[flow->aside_count++] = aside;
    return (uint32_t)flow->aside_count;
}

/* ---- footnotes ---- */

static const struct doc_node *note_behind(const struct doc_node *node, struct str key)
{
    const struct doc_node *next = node->next;
    for (size_t i = 0; next != NULL && i < NOTE_DISTANCE_MAX; i++, next = next->next) {
        if (next->kind == DOC_NOTE && str_equal(next->as.note.key, key)) {
            return next;
        }
    }
    return NULL;
}

const struct doc_node *aside_note_of(const struct doc_node *reference)
{
    struct str key = reference->as.note.key;
    for (const struct doc_node *node = reference->parent; node != NULL && key.len > 0;
         node = node->parent) {
        const struct doc_node *note = note_behind(node, key);
        if (note != NULL || node->kind == DOC_SECTION || node->kind == DOC_SPEECH ||
            node->kind == DOC_CELL) {
            return note;
        }
    }
    return NULL;
}

void aside_refer(struct flow *flow, const struct doc_node *note, const char *place)
{
    if (flow_reserve(flow, (void **)&flow->references, &flow->reference_capacity,
                     flow->reference_count, sizeof *flow->references)) {
        flow->references[flow->reference_count++] =
            (struct reference){.note = note, .place = place, .row = SIZE_MAX};
    }
}

static bool line_holds(const struct para *para, const struct line *line,
                       const char *place)
{
    for (size_t i = line->first; i <= line->last; i++) {
        struct str text = para->items[i].text;
        if (place >= text.ptr && place < text.ptr + text.len) {
            return true;
        }
    }
    return false;
}

void aside_find_references(struct flow *flow, const struct line *line)
{
    for (size_t i = flow->reference_count; i > 0; i--) {
        struct reference *reference = &flow->references[i - 1];
        if (reference->row != SIZE_MAX) {
            break;
        }
        if (line_holds(&flow->para, line, reference->place)) {
            reference->row = flow->row_base + flow->row_count - 1;
        }
    }
}

void aside_end_para(struct flow *flow)
{
    while (flow->reference_count > 0 &&
           flow->references[flow->reference_count - 1].row == SIZE_MAX) {
        flow->reference_count--;
    }
}

/* The row that refers to the note; NULL where it has its page already. */
static struct row *row_of(struct flow *flow, const struct doc_node *note)
{
    for (size_t i = 0; i < flow->reference_count; i++) {
        const struct reference *reference = &flow->references[i];
        if (reference->note == note && reference->row != SIZE_MAX &&
            reference->row >= flow->row_base) {
            return &flow->rows[reference->row - flow->row_base];
        }
    }
    return NULL;
}

static void forget(struct flow *flow, const struct doc_node *note)
{
    size_t kept = 0;
    for (size_t i = 0; i < flow->reference_count; i++) {
        if (flow->references[i].note != note) {
            flow->references[kept++] = flow->references[i];
        }
    }
    flow->reference_count = kept;
}

/* Anchors of the rows taken stand at the row that refers to them, in order. */
static void move_anchors(struct flow *flow, size_t from, size_t to)
{
    for (size_t i = 0; i < flow->anchor_count; i++) {
        struct anchor moved = flow->anchors[i];
        if (moved.row < from) {
            continue;
        }
        moved.row = to;
        size_t at = i;
        for (; at > 0 && flow->anchors[at - 1].row > to; at--) {
            flow->anchors[at] = flow->anchors[at - 1];
        }
        flow->anchors[at] = moved;
    }
}

void aside_take_note(struct flow *flow, const struct doc_node *note, size_t first)
{
    struct row *row = row_of(flow, note);
    size_t from = first - flow->row_base;
    int lines = 0;
    for (size_t i = from; i < flow->row_count; i++) {
        lines += flow->rows[i].lines;
    }
    forget(flow, note);
    bool fits = row != NULL && lines > 0 &&
                (lines + aside_note_lines(flow, row)) * NOTE_SHARE_MAX <=
                    flow->layout_template->lines;
    /* The notes of one row follow each other. */
    if (!fits ||
        (row->note > 0 && row->note + row->note_count != flow->aside_count + 1)) {
        return;
    }
    size_t at = flow->row_base + (size_t)(row - flow->rows);
    uint32_t number = aside_add(flow, from, ASIDE_TAKE);
    if (number == 0) {
        return;
    }
    move_anchors(flow, first, at);
    row->note = row->note > 0 ? row->note : number;
    row->note_count++;
}

int aside_note_lines(const struct flow *flow, const struct row *row)
{
    int lines = 0;
    for (uint32_t i = 0; i < row->note_count; i++) {
        lines += flow->asides[row->note - 1 + i].lines;
    }
    return lines;
}
