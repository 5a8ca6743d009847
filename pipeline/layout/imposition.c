#include "imposition.h"

#include "aside.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

/* Of a line between columns, pt: 表罫, the thinnest that prints safely. */
#define RULE_WIDTH 0.4
/* Of the rule above footnotes, in the measure. */
#define FOOT_RULE_SHARE (1.0 / 3)

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
    struct text_style text = {.role = style->font, .size = style->size};
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

/* Runs and boxes of a page as they are put down. */
struct sheet_writer {
    struct flow *flow;
    struct page_run *out;
    uint32_t line; /* number of the next line of text */
    struct page_box *boxes;
    size_t box_count;
};

/* A line of so many pt from a point along the lines of text. */
static struct page_box rule_from(const struct layout_template *t, struct point at,
                                 double length)
{
    return t->direction == PAGE_VERTICAL
               ? (struct page_box){at.x, at.y - length, RULE_WIDTH, length}
               : (struct page_box){at.x, at.y, length, RULE_WIDTH};
}

static void put_rules(struct sheet_writer *w, const struct row *row,
                      const struct place *place, bool at_foot)
{
    const struct layout_template *t = w->flow->layout_template;
    const double lines[] = {place->line - 0.5, place->line + row->lines - 0.5};
    bool drawn[] = {(row->rules & ROW_RULE_ABOVE) != 0,
                    (row->rules & ROW_RULE_BELOW) != 0 ||
                        ((row->rules & ROW_RULE_FOOT) != 0 && at_foot)};
    for (int i = 0; i < 2; i++) {
        if (drawn[i]) {
            struct point at = point_of(t, place, lines[i], row->rule_left, 0);
            w->boxes[w->box_count++] = rule_from(t, at, row->rule_length);
        }
    }
}

static void put_run(struct sheet_writer *w, const struct page_run *run,
                    const struct place *place, double line)
{
    *w->out = *run;
    struct point at = point_of(w->flow->layout_template, place, line, run->x, run->y);
    w->out->x = at.x;
    w->out->y = at.y;
    w->out->line += w->line;
    w->out++;
}

static void put_row(struct sheet_writer *w, const struct row *row,
                    const struct page_run *runs, const struct place *place)
{
    for (size_t r = 0; r < row->run_count; r++) {
        put_run(w, &runs[row->first_run + r], place, place->line + row->middle);
    }
    w->line += (uint32_t)row->set_lines;
}

static void put_aside(struct sheet_writer *w, const struct aside *aside,
                      struct place place)
{
    for (size_t i = 0; i < aside->row_count; i++) {
        put_rules(w, &aside->rows[i], &place, false);
        put_row(w, &aside->rows[i], aside->runs, &place);
        place.line += aside->rows[i].lines;
    }
}

/* The head of a table once more: decoration, for its text stands where it begins. */
static void put_head(struct sheet_writer *w, const struct row *row,
                     const struct place *place)
{
    struct place top = {place->column, 0, place->lines};
    struct page_run *first = w->out;
    uint32_t line = w->line;
    put_aside(w, &w->flow->asides[row->head - 1], top);
    for (; first < w->out; first++) {
        first->tag = 0;
        first->line = 0;
    }
    w->line = line;
}

static bool begins_column(const struct place *places, size_t i, size_t first)
{
    return i == first || places[i].column != places[i - 1].column;
}

static bool shows_head(const struct flow *flow, const struct place *places, size_t i,
                       size_t first)
{
    return flow->rows[i].head > 0 && places[i].line > 0 &&
           begins_column(places, i, first);
}

/* ---- footnotes ---- */

/* A footnote of a page, in the order of the rows that call them. */
struct foot {
    const struct aside *aside;
    struct place place;
};

/* Where the footnotes of the rows [first, end) stand. The arena's; NULL for none. */
static struct foot *place_feet(struct flow *flow, const struct place *places,
                               size_t first, size_t end, size_t *count)
{
    *count = 0;
    for (size_t i = first; i < end; i++) {
        *count += flow->rows[i].note_count;
    }
    struct foot *feet =
        *count > 0 ? arena_alloc(flow->glyphs, *count * sizeof *feet) : NULL;
    size_t n = 0;
    for (size_t i = first; feet != NULL && i < end; i++) {
        for (uint32_t k = 0; k < flow->rows[i].note_count; k++, n++) {
            feet[n] = (struct foot){&flow->asides[flow->rows[i].note - 1 + k],
                                    {places[i].column, 0, places[i].lines}};
        }
    }
    for (size_t from = n; from > 0; from--) {
        struct foot *foot = &feet[from - 1];
        bool last = from == n || foot[1].place.column != foot->place.column;
        double below = last ? foot->place.lines : foot[1].place.line;
        foot->place.line = below - foot->aside->lines;
    }
    *count = n;
    return feet;
}

/* In the order of the source: a note's text follows the row that it stands behind. */
static void put_rows(struct sheet_writer *w, const struct place *places, size_t first,
                     size_t end, const struct foot *feet, size_t foot_count)
{
    struct flow *flow = w->flow;
    size_t foot = 0;
    for (size_t i = first; i < end; i++) {
        for (; foot < foot_count && feet[foot].aside->behind <= flow->row_base + i;
             foot++) {
            put_aside(w, feet[foot].aside, feet[foot].place);
        }
        if (shows_head(flow, places, i, first)) {
            put_head(w, &flow->rows[i], &places[i]);
        }
        put_rules(w, &flow->rows[i], &places[i],
                  i + 1 == end || begins_column(places, i + 1, first));
        put_row(w, &flow->rows[i], flow->runs.items, &places[i]);
    }
    for (; foot < foot_count; foot++) {
        put_aside(w, feet[foot].aside, feet[foot].place);
    }
}

static size_t runs_of(const struct flow *flow, const struct place *places, size_t first,
                      size_t end, const struct foot *feet, size_t foot_count)
{
    size_t runs = 0;
    for (size_t i = first; i < end; i++) {
        runs += flow->rows[i].run_count;
        if (shows_head(flow, places, i, first)) {
            runs += flow->asides[flow->rows[i].head - 1].run_count;
        }
    }
    for (size_t i = 0; i < foot_count; i++) {
        runs += feet[i].aside->run_count;
    }
    return runs;
}

/* Room for the rules of a page: two of a row, two of a head that is shown again in each
 * column, one behind a column, one above its footnotes. */
static size_t rules_of(const struct flow *flow, size_t first, size_t end,
                       uint32_t columns, const struct foot *feet, size_t foot_count)
{
    size_t rules = 4 * (size_t)columns + 1;
    for (size_t i = first; i < end; i++) {
        rules += flow->rows[i].rules != 0 ? 2 : 0;
    }
    for (size_t i = 0; i < foot_count; i++) {
        rules += 2 * feet[i].aside->row_count;
    }
    return rules;
}

/* Lines between the columns, and above the footnotes of each. */
static struct page_box column_rule(const struct layout_template *t, uint32_t column)
{
    struct area area = area_of(t);
    double along = (column + 1) * area.step - t->columns_gap * t->size / 2;
    return t->direction == PAGE_VERTICAL
               ? (struct page_box){area.left, area.top - along, area.width, RULE_WIDTH}
               : (struct page_box){area.left + along, area.top - area.height,
                                   RULE_WIDTH, area.height};
}

static void put_column_rules(struct sheet_writer *w, uint32_t columns,
                             const struct foot *feet, size_t foot_count)
{
    const struct layout_template *t = w->flow->layout_template;
    for (uint32_t i = 0; t->columns_rule && i + 1 < columns; i++) {
        w->boxes[w->box_count++] = column_rule(t, i);
    }
    for (size_t i = 0; i < foot_count; i++) {
        if (i == 0 || feet[i].place.column != feet[i - 1].place.column) {
            struct point at = point_of(t, &feet[i].place,
                                       feet[i].place.line - ASIDE_RULE_LINES, 0, 0);
            w->boxes[w->box_count++] =
                rule_from(t, at, t->characters * t->size * FOOT_RULE_SHARE);
        }
    }
}

static void make_page(struct flow *flow, struct page *page, const struct place *places,
                      size_t first, size_t end)
{
    size_t number = flow->page_count + 1, foot_count;
    size_t margin_run = flow->runs.count;
    set_margins(flow, number, flow->total);
    size_t margin_count = flow->runs.count - margin_run;
    struct foot *feet = place_feet(flow, places, first, end, &foot_count);
    size_t runs = margin_count + runs_of(flow, places, first, end, feet, foot_count);
    struct page_run *out = arena_alloc(flow->glyphs, (runs + 1) * sizeof *out);
    struct buf text = BUF_INIT;
    buf_printf(&text, "%zu", number);
    *page = (struct page){.width = flow->layout_template->width,
                          .height = flow->layout_template->height,
                          .label = arena_copy(flow->glyphs, buf_str(&text)),
                          .runs = out,
                          .run_count = runs};
    buf_free(&text);
    uint32_t columns = end > first ? places[end - 1].column + 1 : 0;
    struct sheet_writer w = {.flow = flow, .out = out, .line = 1};
    w.boxes = arena_alloc(flow->glyphs,
                          rules_of(flow, first, end, columns, feet, foot_count) *
                              sizeof *w.boxes);
    if (out == NULL || w.boxes == NULL) {
        flow->status = STATUS_NOMEM;
        return;
    }
    put_column_rules(&w, columns, feet, foot_count);
    put_rows(&w, places, first, end, feet, foot_count);
    memcpy(w.out, &flow->runs.items[margin_run], margin_count * sizeof *out);
    flow->runs.count = margin_run;
    page->boxes = w.boxes;
    page->box_count = w.box_count;
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
