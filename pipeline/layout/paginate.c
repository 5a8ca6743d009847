/* Rows to pages, on the grid of the text area. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "flow.h"

/* Where a row came to stand. */
struct place {
    uint32_t page;
    double line; /* grid lines from the head of the page */
};

/* ---- which row on which page ---- */

/* Whether a page may begin with this row. */
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

/* Fills one page from row `first`; the first row of the next page. */
static size_t fill_page(const struct flow *flow, size_t first, uint32_t page,
                        struct place *places)
{
    double used = 0, lines = flow->layout_template->lines;
    size_t row = first;
    while (row < flow->row_count) {
        double at = used + (row > first ? room_before(flow, row) : 0);
        if (row > first && at + flow->rows[row].lines > lines + 1e-9) {
            break;
        }
        places[row] = (struct place){page, at};
        used = at + flow->rows[row].lines;
        row++;
    }
    if (row == flow->row_count) {
        return row;
    }
    /* What must stay together goes to the next page together, unless a whole page is
     * too small for it. */
    size_t begin = row;
    while (begin > first && !may_begin(flow, begin)) {
        begin--;
    }
    return begin > first ? begin : row;
}

/* ---- what is printed in the margins ---- */

static void add_name(const struct flow *flow, struct str name, size_t page,
                     size_t page_count, struct buf *out)
{
    const struct doc_facts *facts = &flow->doc->facts;
    if (str_equal(name, STR("title"))) {
        buf_add(out, facts->title.value);
    } else if (str_equal(name, STR("organ"))) {
        buf_add(out, facts->organ.value);
    } else if (str_equal(name, STR("page"))) {
        buf_printf(out, "%zu", page);
    } else if (str_equal(name, STR("pages"))) {
        buf_printf(out, "%zu", page_count);
    }
}

/* The pattern with its {names} filled in. */
static struct str fill_pattern(struct flow *flow, struct str pattern, size_t page,
                               size_t page_count)
{
    struct buf text = BUF_INIT;
    for (size_t at = 0; at < pattern.len;) {
        size_t end =
            pattern.ptr[at] == '{' ? str_find(pattern, STR("}"), at) : SIZE_MAX;
        if (end == SIZE_MAX) {
            buf_add_byte(&text, pattern.ptr[at++]);
            continue;
        }
        add_name(flow, str_slice(pattern, at + 1, end), page, page_count, &text);
        at = end + 1;
    }
    struct str copy = arena_copy(flow->arena, utf8_trim(buf_str(&text)));
    buf_free(&text);
    return copy;
}

static void set_margin(struct flow *flow, const struct margin_text *margin,
                       const struct style *style, double y, size_t page, size_t count)
{
    if (margin->pattern.len == 0 || (page == 1 && !margin->first_page)) {
        return;
    }
    struct text_style text = {style->font, style->size, 0};
    para_begin(&flow->para);
    para_add(&flow->para, fill_pattern(flow, margin->pattern, page, count),
             (struct diag_pos){0}, &text);
    para_end(&flow->para);
    if (flow->para.item_count == 0) {
        return;
    }
    /* A title too long for the margin is cut to what one line holds. */
    struct measure measure = {flow_text_width(flow), flow_text_width(flow), LINE_LAST};
    if (line_break(&flow->builder, &flow->para, &measure) != STATUS_OK) {
        flow->status = STATUS_NOMEM;
        return;
    }
    flow_emit_line(flow, &flow->builder.lines[0], measure.rest, LINE_LAST,
                   margin->align, flow_text_left(flow), y, 0);
}

/* ---- pages ---- */

static double line_middle(const struct flow *flow, double line)
{
    const struct layout_template *t = flow->layout_template;
    return t->height - t->top - t->size / 2 - line * t->pitch;
}

static void set_margins(struct flow *flow, size_t page, size_t count)
{
    const struct layout_template *t = flow->layout_template;
    double bottom = t->height - t->top - (t->lines - 1) * t->pitch - t->size;
    set_margin(flow, &t->head, &t->styles[STYLE_RUNNING_HEAD],
               t->height - t->top + t->head.distance, page, count);
    set_margin(flow, &t->folio, &t->styles[STYLE_FOLIO], bottom - t->folio.distance,
               page, count);
}

static void make_page(struct flow *flow, struct page *page, const struct place *places,
                      size_t first, size_t end, size_t number, size_t count)
{
    size_t margin_run = flow->runs.count;
    set_margins(flow, number, count);
    size_t runs = flow->runs.count - margin_run;
    for (size_t i = first; i < end; i++) {
        runs += flow->rows[i].run_count;
    }
    struct page_run *out = arena_alloc(flow->arena, (runs + 1) * sizeof *out);
    struct buf text = BUF_INIT;
    buf_printf(&text, "%zu", number);
    *page = (struct page){.width = flow->layout_template->width,
                          .height = flow->layout_template->height,
                          .label = arena_copy(flow->arena, buf_str(&text)),
                          .runs = out,
                          .run_count = runs};
    buf_free(&text);
    if (out == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    uint32_t line = 1;
    for (size_t i = first; i < end; i++) {
        const struct row *row = &flow->rows[i];
        double y = line_middle(flow, places[i].line + row->middle);
        for (size_t r = 0; r < row->run_count; r++) {
            *out = flow->runs.items[row->first_run + r];
            out->y += y;
            out->line += line;
            out++;
        }
        line += (uint32_t)row->set_lines;
    }
    memcpy(out, &flow->runs.items[margin_run],
           (flow->runs.count - margin_run) * sizeof *out);
    flow->runs.count = margin_run;
}

static void make_destinations(struct flow *flow, struct pages *pages,
                              const struct place *places)
{
    size_t count = flow->row_count > 0 ? flow->anchor_count : 0, marks = 0;
    struct page_destination *out = arena_alloc(flow->arena, (count + 1) * sizeof *out);
    struct page_bookmark *bookmarks =
        arena_alloc(flow->arena, (count + 1) * sizeof *bookmarks);
    if (out == NULL || bookmarks == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct anchor *anchor = &flow->anchors[i];
        size_t row = anchor->row < flow->row_count ? anchor->row : flow->row_count - 1;
        double y =
            line_middle(flow, places[row].line) + flow->layout_template->pitch / 2;
        out[i] = (struct page_destination){anchor->id, places[row].page, anchor->x, y};
        if (anchor->level > 0) {
            bookmarks[marks++] =
                (struct page_bookmark){anchor->title, anchor->level, (uint32_t)i};
        }
    }
    pages->destinations = out;
    pages->destination_count = count;
    pages->bookmarks = bookmarks;
    pages->bookmark_count = marks;
}

enum status flow_paginate(struct flow *flow, struct pages *pages)
{
    size_t rows = flow->row_count;
    struct place *places = calloc(rows + 1, sizeof *places);
    size_t *starts = calloc(rows + 2, sizeof *starts);
    size_t count = 0;
    struct page *out = NULL;
    if (places != NULL && starts != NULL) {
        for (size_t first = 0; first < rows || count == 0;) {
            first = fill_page(flow, first, (uint32_t)count, places);
            starts[++count] = first;
        }
        out = arena_alloc(flow->arena, count * sizeof *out);
    }
    if (out == NULL) {
        flow->status = STATUS_NOMEM;
    }
    for (size_t i = 0; i < count && flow->status == STATUS_OK; i++) {
        make_page(flow, &out[i], places, starts[i], starts[i + 1], i + 1, count);
    }
    if (flow->status == STATUS_OK) {
        make_destinations(flow, pages, places);
    }
    pages->pages = out;
    pages->page_count = count;
    free(places);
    free(starts);
    return flow->status;
}
