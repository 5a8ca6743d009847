#include "imposition.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

/* Of a line between columns, pt: 表罫, the thinnest that prints safely. */
#define RULE_WIDTH 0.4

/* ---- the paper ---- */

/* Where the text area lies, pt from the lower left corner of the paper. */
struct area {
    double left, top, width, height;
    double step; /* from column to column, along the lines */
};

static struct area area_of(const struct layout_template *t)
{
    struct text_area text = template_text_area(t);
    return (struct area){.left = (t->width - text.width) / 2,
                         .top = t->height -
                                (t->top < 0 ? (t->height - text.height) / 2 : t->top),
                         .width = text.width,
                         .height = text.height,
                         .step = text.step};
}

struct point {
    double x, y;
};

/* `line` in grid lines from the head of the column; x along it and y across it. */
static struct point point_of(const struct layout_template *t, const struct place *place,
                             double line, double x, double y)
{
    struct area area = area_of(t);
    double along = place->column * area.step + x;
    double across = t->size / 2 + line * t->pitch - y;
    return t->direction == PAGE_VERTICAL
               ? (struct point){area.left + area.width - across, area.top - along}
               : (struct point){area.left + along, area.top - across};
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
    struct str copy = arena_copy(flow->glyphs, utf8_trim(buf_str(&text)));
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
    double width = area_of(flow->layout_template).width;
    struct measure measure = {.first = width, .rest = width, .fill = LINE_LAST};
    if (line_break(&flow->builder, &flow->para, &measure) != STATUS_OK) {
        flow->status = STATUS_NOMEM;
        return;
    }
    flow_emit_line(flow, &flow->builder.lines[0], measure.rest, LINE_LAST,
                   margin->align, area_of(flow->layout_template).left, y, 0);
}

/* ---- pages ---- */

static void set_margins(struct flow *flow, size_t page, size_t count)
{
    const struct layout_template *t = flow->layout_template;
    struct area area = area_of(t);
    /* Running heads and folios are horizontal beside vertical lines, too (JLREQ 2.6.1).
     */
    flow->para.direction = PAGE_HORIZONTAL;
    set_margin(flow, &t->head, &t->styles[STYLE_RUNNING_HEAD],
               area.top + t->head.distance, page, count);
    set_margin(flow, &t->folio, &t->styles[STYLE_FOLIO],
               area.top - area.height - t->folio.distance, page, count);
    flow->para.direction = (enum page_direction)t->direction;
}

/* Lines between the columns. */
static void make_rules(struct flow *flow, struct page *page, uint32_t columns)
{
    const struct layout_template *t = flow->layout_template;
    struct area area = area_of(t);
    if (!t->columns_rule || columns < 2) {
        return;
    }
    struct page_box *boxes = arena_alloc(flow->glyphs, (columns - 1) * sizeof *boxes);
    if (boxes == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    for (uint32_t i = 0; i + 1 < columns; i++) {
        double along = (i + 1) * area.step - t->columns_gap * t->size / 2;
        boxes[i] =
            t->direction == PAGE_VERTICAL
                ? (struct page_box){area.left, area.top - along, area.width, RULE_WIDTH}
                : (struct page_box){area.left + along, area.top - area.height,
                                    RULE_WIDTH, area.height};
    }
    page->boxes = boxes;
    page->box_count = columns - 1;
}

/* The rectangle that a run of a Link takes. */
static struct page_link link_of(const struct page_run *run)
{
    const struct page_glyph *last = &run->glyphs[run->glyph_count - 1];
    double length = (double)(last->x + last->advance) * run->scale;
    double below = run->size / 2 - BASELINE_BELOW_MIDDLE * run->size;
    struct page_link link = {.tag = run->tag};
    switch (run->direction) {
    case PAGE_HORIZONTAL:
        link.x = run->x;
        link.y = run->y - below;
        link.width = length;
        link.height = run->size;
        break;
    case PAGE_VERTICAL:
        length = fabs((double)last->y) + run->size;
        link.x = run->x - run->size / 2;
        link.y = run->y - length;
        link.width = run->size;
        link.height = length;
        break;
    case PAGE_SIDEWAYS:
        link.x = run->x - below;
        link.y = run->y - length;
        link.width = run->size;
        link.height = length;
        break;
    }
    return link;
}

static void make_links(struct flow *flow, struct page *page)
{
    size_t count = 0;
    for (size_t i = 0; i < page->run_count; i++) {
        count += flow->tags[page->runs[i].tag].type == PAGE_TAG_LINK;
    }
    struct page_link *out = arena_alloc(flow->glyphs, (count + 1) * sizeof *out);
    if (out == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    page->links = out;
    page->link_count = count;
    for (size_t i = 0; i < page->run_count; i++) {
        if (flow->tags[page->runs[i].tag].type == PAGE_TAG_LINK) {
            *out++ = link_of(&page->runs[i]);
        }
    }
}

static void make_page(struct flow *flow, struct page *page, const struct place *places,
                      size_t first, size_t end)
{
    size_t number = flow->page_count + 1;
    size_t margin_run = flow->runs.count;
    set_margins(flow, number, flow->total);
    size_t runs = flow->runs.count - margin_run;
    for (size_t i = first; i < end; i++) {
        runs += flow->rows[i].run_count;
    }
    struct page_run *out = arena_alloc(flow->glyphs, (runs + 1) * sizeof *out);
    struct buf text = BUF_INIT;
    buf_printf(&text, "%zu", number);
    *page = (struct page){.width = flow->layout_template->width,
                          .height = flow->layout_template->height,
                          .label = arena_copy(flow->glyphs, buf_str(&text)),
                          .runs = out,
                          .run_count = runs};
    buf_free(&text);
    if (out == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    make_rules(flow, page, end > first ? places[end - 1].column + 1 : 0);
    uint32_t line = 1;
    for (size_t i = first; i < end; i++) {
        const struct row *row = &flow->rows[i];
        for (size_t r = 0; r < row->run_count; r++) {
            *out = flow->runs.items[row->first_run + r];
            struct point at = point_of(flow->layout_template, &places[i],
                                       places[i].line + row->middle, out->x, out->y);
            out->x = at.x;
            out->y = at.y;
            out->line += line;
            out++;
        }
        line += (uint32_t)row->set_lines;
    }
    memcpy(out, &flow->runs.items[margin_run],
           (flow->runs.count - margin_run) * sizeof *out);
    flow->runs.count = margin_run;
    make_links(flow, page);
}

/* Anchors behind the last row stand at it. */
static const struct place *place_of_anchor(const struct flow *flow,
                                           const struct place *places,
                                           const struct anchor *anchor, size_t end)
{
    size_t row = anchor->row - flow->row_base;
    return &places[row < end ? row : end - 1];
}

/* The anchors of the rows before `end` get their destination. */
static void place_anchors(struct flow *flow, const struct place *places, size_t end)
{
    const struct layout_template *t = flow->layout_template;
    struct placed *placed = &flow->placed;
    bool is_last = end == flow->row_count;
    size_t i = 0;
    for (; i < flow->anchor_count && end > 0; i++) {
        const struct anchor *anchor = &flow->anchors[i];
        if (anchor->row - flow->row_base >= end && !is_last) {
            break;
        }
        const struct place *place = place_of_anchor(flow, places, anchor, end);
        struct point at = point_of(t, place, place->line, anchor->x, t->pitch / 2);
        if (!flow_reserve(flow, (void **)&placed->destinations,
                          &placed->destination_capacity, placed->destination_count,
                          sizeof *placed->destinations) ||
            !flow_reserve(flow, (void **)&placed->bookmarks, &placed->bookmark_capacity,
                          placed->bookmark_count, sizeof *placed->bookmarks)) {
            return;
        }
        if (anchor->level > 0) {
            placed->bookmarks[placed->bookmark_count++] = (struct page_bookmark){
                anchor->title, anchor->level, (uint32_t)placed->destination_count};
        }
        placed->destinations[placed->destination_count++] = (struct page_destination){
            anchor->id, (uint32_t)flow->page_count, at.x, at.y};
    }
    if (i > 0) {
        flow->anchor_count -= i;
        memmove(flow->anchors, flow->anchors + i,
                flow->anchor_count * sizeof *flow->anchors);
    }
}

void imposition_make_page(struct flow *flow, const struct place *places, size_t first,
                          size_t end)
{
    struct page page = {0};
    if (flow->is_counting) {
        flow->page_count++;
        return;
    }
    make_page(flow, &page, places, first, end);
    place_anchors(flow, places, end);
    if (flow->status != STATUS_OK) {
        return;
    }
    if (flow->sink != NULL) {
        flow_show(flow);
        flow->status = flow->sink->take(flow->sink->user, flow->pages, &page);
    } else if (flow_reserve(flow, (void **)&flow->kept, &flow->kept_capacity,
                            flow->page_count, sizeof *flow->kept)) {
        flow->kept[flow->page_count] = page;
    }
    flow->page_count++;
}
