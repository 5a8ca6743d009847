/* Which row stands in which column of which page, on the grid of the text area. Pages
 * are made as soon as no later row can change them, and their rows forgotten. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "base/str.h"
#include "imposition.h"

/* So many pages may get a line more each, to draw an almost empty last one back. */
#define RESCUE_MAX 3
/* Pages that wait for the end of the document: it may change them. */
#define PAGES_HELD (RESCUE_MAX + 1)
/* Rows that gather before pages are made of them, in pages of one-line rows. Few, for
 * they cost memory; but a running head that tells the number of pages needs a second
 * pass over a document that has more. */
#define PAGES_GATHERED (PAGES_HELD + 4)
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

/* Grid lines that a column keeps free below for the footnotes that a row adds. */
static int room_of_notes(const struct flow *flow, size_t row, int notes)
{
    int lines = aside_note_lines(flow, &flow->rows[row]);
    return lines > 0 && notes == 0 ? lines + ASIDE_RULE_LINES : lines;
}

/* Fills one column of so many lines from row `first`; the first row of the next. */
static size_t fill_column(const struct flow *flow, size_t first, uint32_t column,
                          int lines, struct place *places)
{
    uint32_t head = first < flow->row_count ? flow->rows[first].head : 0;
    double used = head > 0 ? flow->asides[head - 1].lines : 0;
    int notes = 0;
    size_t row = first;
    while (row < flow->row_count) {
        double at = used + (row > first ? room_before(flow, row) : 0);
        int below = notes + room_of_notes(flow, row, notes);
        if (row > first && at + flow->rows[row].lines + below > lines + 1e-9) {
            break;
        }
        places[row] = (struct place){column, at, lines};
        used = at + flow->rows[row].lines;
        notes = below;
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
static size_t fill_page(const struct flow *flow, size_t first, int lines,
                        struct place *places)
{
    size_t row = first;
    for (int i = 0; i < flow->layout_template->columns && row < flow->row_count; i++) {
        row = fill_column(flow, row, (uint32_t)i, lines, places);
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

/* Where the rows that have no page yet would stand. */
struct plan {
    struct place *places; /* of each row */
    size_t *ends;         /* of each page: the first row of the next */
    size_t count;         /* of pages */
};

static void plan_close(struct plan *plan)
{
    free(plan->places);
    free(plan->ends);
}

/* Plans the pages from `page` on; those before `last` have `more` lines beyond the
 * template's. */
static void plan_from(const struct flow *flow, struct plan *plan, size_t page,
                      size_t last, int more)
{
    size_t row = page > 0 ? plan->ends[page - 1] : 0;
    for (plan->count = page; row < flow->row_count; plan->count++) {
        int lines = flow->layout_template->lines + (plan->count < last ? more : 0);
        row = fill_page(flow, row, lines, plan->places);
        plan->ends[plan->count] = row;
    }
}

static enum status plan_open(struct flow *flow, struct plan *plan)
{
    *plan = (struct plan){.places = calloc(flow->row_count + 1, sizeof *plan->places),
                          .ends = calloc(flow->row_count + 1, sizeof *plan->ends)};
    if (plan->places == NULL || plan->ends == NULL) {
        return flow->status = STATUS_NOMEM;
    }
    plan_from(flow, plan, 0, 0, 0);
    return STATUS_OK;
}

/* Whether the margin holds another line, clear of the folio. */
static bool has_room_below(const struct layout_template *t)
{
    struct text_area area = template_text_area(t);
    bool vertical = t->direction == PAGE_VERTICAL;
    double margin = vertical     ? (t->width - area.width) / 2
                    : t->top < 0 ? (t->height - area.height) / 2
                                 : t->height - area.height - t->top;
    double folio = !vertical && t->folio.pattern.len > 0
                       ? t->folio.distance - t->styles[STYLE_FOLIO].size / 2
                       : margin;
    return t->pitch < fmin(margin, folio);
}

/* Grid lines that are taken on the last page. */
static int lines_of_last(const struct flow *flow, const struct plan *plan)
{
    int lines = 0;
    for (size_t i = plan->ends[plan->count - 2]; i < flow->row_count; i++) {
        lines += flow->rows[i].lines + aside_note_lines(flow, &flow->rows[i]);
    }
    return lines;
}

/* A last page that holds next to nothing is drawn back onto those before it, where a
 * line more on each of the last few is enough. */
static void rescue_last_page(const struct flow *flow, struct plan *plan)
{
    const struct layout_template *t = flow->layout_template;
    size_t count = plan->count;
    if (count < 2 || lines_of_last(flow, plan) >= t->last_page_min ||
        !has_room_below(t)) {
        return;
    }
    for (size_t more = 1; more <= RESCUE_MAX && more < count; more++) {
        plan_from(flow, plan, count - 1 - more, count - 1, 1);
        if (plan->count < count) {
            return;
        }
        plan_from(flow, plan, count - 1 - more, 0, 0);
    }
}

/* Makes the first `count` pages of the plan. */
static void make_pages(struct flow *flow, const struct plan *plan, size_t count)
{
    size_t first = 0;
    for (size_t i = 0; i < count && flow->status == STATUS_OK; i++) {
        imposition_make_page(flow, plan->places, first, plan->ends[i]);
        first = plan->ends[i];
    }
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
    struct plan plan;
    if (plan_open(flow, &plan) == STATUS_OK && plan.count > PAGES_HELD) {
        make_pages(flow, &plan, plan.count - PAGES_HELD);
    }
    plan_close(&plan);
}

void flow_finish(struct flow *flow)
{
    struct plan plan;
    if (flow->row_base + flow->row_count == 0) {
        flow->total = 1;
        imposition_make_page(flow, NULL, 0, 0); /* an empty one */
        return;
    }
    if (plan_open(flow, &plan) == STATUS_OK) {
        rescue_last_page(flow, &plan);
        flow->total = flow->total == 0 ? flow->page_count + plan.count : flow->total;
        make_pages(flow, &plan, plan.count);
    }
    plan_close(&plan);
}
