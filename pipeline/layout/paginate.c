/* Which row stands in which column of which page, on the grid of the text area. Pages
 * are made as soon as no later row can change them, and their rows forgotten. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "imposition.h"

/* Rows that gather before pages are made of them, in pages of one-line rows. Few, for
 * they cost memory; but a running head that tells the number of pages needs a second
 * pass over a document that has more. */
#define PAGES_GATHERED 2
#define PAGES_GATHERED_FOR_TOTAL 64

/* Whether a column may begin with this row. */
static bool may_begin(const struct flow *flow, size_t row)
{
    return !flow->rows[row - 1].keep && !flow->rows[row].widow;
}

static double room_before(const struct flow *flow, size_t row)
{
    const struct row *r = &flow->rows[row];
    double after = flow->rows[row - 1].after;
    return r->before > after ? r->before : after;
}

/* Fills one column from row `first`; the first row of the next. */
static size_t fill_column(const struct flow *flow, size_t first, uint32_t column,
                          struct place *places)
{
    double used = 0, lines = flow->layout_template->lines;
    size_t row = first;
    while (row < flow->row_count) {
        double at = used + (row > first ? room_before(flow, row) : 0);
        if (row > first && at + flow->rows[row].lines > lines + 1e-9) {
            break;
        }
        places[row] = (struct place){column, at};
        used = at + flow->rows[row].lines;
        row++;
    }
    if (row == flow->row_count) {
        return row;
    }
    /* What must stay together goes to the next column together, unless a whole one is
     * too small for it. */
    size_t begin = row;
    while (begin > first && !may_begin(flow, begin)) {
        begin--;
    }
    return begin > first ? begin : row;
}

/* Fills the columns of one page; the first row of the next page. */
static size_t fill_page(const struct flow *flow, size_t first, struct place *places)
{
    size_t row = first;
    for (int i = 0; i < flow->layout_template->columns && row < flow->row_count; i++) {
        row = fill_column(flow, row, (uint32_t)i, places);
    }
    return row;
}

/* Moves the glyphs of the rows that are left to an arena of their own and releases the
 * rest. They are less than a page, so each glyph moves once or twice at most. */
static void renew_glyphs(struct flow *flow)
{
    if (flow->glyphs == flow->arena) {
        return;
    }
    struct arena *arena = arena_new();
    if (arena == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    for (size_t i = 0; i < flow->runs.count; i++) {
        struct page_run *run = &flow->runs.items[i];
        size_t size = run->glyph_count * sizeof *run->glyphs;
        struct page_glyph *glyphs = arena_alloc(arena, size);
        if (glyphs == NULL) {
            flow->status = STATUS_NOMEM;
            break;
        }
        run->glyphs = memcpy(glyphs, run->glyphs, size);
    }
    if (flow->status != STATUS_OK) {
        arena_free(arena);
        return;
    }
    arena_free(flow->glyphs);
    flow->glyphs = arena;
}

/* Forgets the rows before `first`, which have their pages. */
static void forget_rows(struct flow *flow, size_t first)
{
    size_t left = flow->row_count - first;
    size_t run = left > 0 ? flow->rows[first].first_run : flow->runs.count;
    memmove(flow->rows, flow->rows + first, left * sizeof *flow->rows);
    memmove(flow->runs.items, flow->runs.items + run,
            (flow->runs.count - run) * sizeof *flow->runs.items);
    flow->runs.count -= run;
    for (size_t i = 0; i < left; i++) {
        flow->rows[i].first_run -= run;
    }
    flow->row_base += first;
    flow->row_count = left;
    renew_glyphs(flow);
}

/* `is_last`: no more rows will come. */
static void make_pages(struct flow *flow, bool is_last)
{
    struct place *places = calloc(flow->row_count + 1, sizeof *places);
    if (places == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    size_t first = 0;
    while (flow->status == STATUS_OK && first < flow->row_count) {
        size_t end = fill_page(flow, first, places);
        if (end == flow->row_count && !is_last) {
            break;
        }
        imposition_make_page(flow, places, first, end);
        first = end;
    }
    free(places);
    if (flow->status == STATUS_OK && first > 0) {
        forget_rows(flow, first);
    }
}

static bool tells_total(const struct layout_template *t)
{
    return str_find(t->head.pattern, STR("{pages}"), 0) != SIZE_MAX ||
           str_find(t->folio.pattern, STR("{pages}"), 0) != SIZE_MAX;
}

void flow_advance(struct flow *flow)
{
    const struct layout_template *t = flow->layout_template;
    bool waits = flow->total == 0 && tells_total(t);
    size_t gathered = waits ? PAGES_GATHERED_FOR_TOTAL : PAGES_GATHERED;
    size_t rows = (size_t)t->lines * (size_t)t->columns * gathered;
    bool is_kept =
        flow->sink == NULL && !flow->is_counting; /* nothing is gained then */
    if (is_kept || flow->row_count <= rows || flow->status != STATUS_OK) {
        return;
    }
    if (waits) {
        flow->total = flow_count_pages(flow);
        if (flow->total == 0) {
            flow->status = STATUS_NOMEM;
            return;
        }
    }
    make_pages(flow, false);
}

/* The number of pages that the rows left over make. */
static size_t count_rest(struct flow *flow)
{
    struct place *places = calloc(flow->row_count + 1, sizeof *places);
    size_t count = 0;
    if (places == NULL) {
        flow->status = STATUS_NOMEM;
        return 0;
    }
    for (size_t first = 0; first < flow->row_count; count++) {
        first = fill_page(flow, first, places);
    }
    free(places);
    return count;
}

void flow_finish(struct flow *flow)
{
    if (flow->total == 0) {
        flow->total = flow->page_count + count_rest(flow);
    }
    if (flow->row_base + flow->row_count == 0) {
        imposition_make_page(flow, NULL, 0, 0); /* an empty one */
        return;
    }
    make_pages(flow, true);
}
