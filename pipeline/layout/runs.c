/* The glyphs of a line as runs of one face, size and tag, and what stands beside them.
 */
#include <math.h>
#include <stdlib.h>

#include "annotate.h"
#include "base/utf8.h"
#include "flow.h"

static uint32_t font_of_face(struct flow *flow, uint32_t face)
{
    if (flow->face_font[face] == 0) {
        flow->page_fonts[flow->font_count] = flow->fonts->faces[face].info;
        flow->face_font[face] = (uint32_t)++flow->font_count;
    }
    return flow->face_font[face] - 1;
}

struct run_writer {
    struct flow *flow;
    struct page_run *run; /* open; NULL before the first item */
    struct page_glyph *glyphs;
    size_t used, annotation; /* the first that may be in the line */
    double y, left;
    uint32_t nth;
};

static enum page_direction direction_of(const struct item *item)
{
    static const enum page_direction directions[] = {[ITEM_ALONG] = PAGE_HORIZONTAL,
                                                     [ITEM_UPRIGHT] = PAGE_VERTICAL,
                                                     [ITEM_SIDEWAYS] = PAGE_SIDEWAYS,
                                                     [ITEM_ACROSS] = PAGE_HORIZONTAL};
    return directions[item->setting];
}

/* Where a run begins, along the line (x) and across it (y): in the middle of the line
 * where glyphs stand upright, else on the baseline. What is set across the line has its
 * own middle there, and its baseline within the em that it takes. */
static void place_run(struct page_run *run, const struct para *para,
                      const struct item *item, double x, double y)
{
    double drop = BASELINE_BELOW_MIDDLE * item->size;
    run->x = x;
    run->y = item->setting == ITEM_UPRIGHT ? y : y - drop;
    if (item->setting == ITEM_ACROSS) {
        const struct shaped_glyph *last =
            &para->glyphs[item->first_glyph + item->glyph_count - 1];
        double width = last->x + last->advance;
        run->scale = fmin(1, item->body / width);
        run->x = x + item->body / 2 + drop;
        run->y = y + item->rise - width * run->scale / 2;
    }
}

static void begin_run(struct run_writer *w, const struct item *item, double x,
                      bool hidden)
{
    struct flow *flow = w->flow;
    w->run = NULL;
    if (!flow_reserve(flow, (void **)&flow->runs.items, &flow->runs.capacity,
                      flow->runs.count, sizeof *flow->runs.items)) {
        return;
    }
    w->run = &flow->runs.items[flow->runs.count++];
    *w->run = (struct page_run){.font = font_of_face(flow, item->face),
                                .size = item->size,
                                .scale = 1,
                                .direction = direction_of(item),
                                .hidden = hidden,
                                .tag = item->tag,
                                .line = w->nth,
                                .glyphs = &w->glyphs[w->used]};
    place_run(w->run, &flow->para, item, x, w->y);
}

/* The glyph's place seen from its run's: along and across the line, save in a vertical
 * run, which counts to the right and upwards. */
static void put_glyph(struct run_writer *w, const struct shaped_glyph *glyph,
                      struct str text, enum item_setting setting, double x)
{
    struct page_run *run = w->run;
    double along = x - run->x;
    struct page_glyph *out = &w->glyphs[w->used++];
    *out = (struct page_glyph){
        .glyph_id = glyph->id, .text = text, .advance = (float)glyph->advance};
    switch (setting) {
    case ITEM_ALONG:
    case ITEM_SIDEWAYS:
        out->x = (float)(along + glyph->x);
        out->y = (float)glyph->y;
        break;
    case ITEM_UPRIGHT:
        out->x = (float)glyph->x;
        out->y = (float)(glyph->y - along);
        break;
    case ITEM_ACROSS:
        out->x = (float)(glyph->x * run->scale);
        out->y = (float)glyph->y;
        break;
    }
    run->glyph_count++;
}

/* MuPDF reads a glyph's text up to this many characters and makes U+FFFD of more. */
#define WHITE_TEXT_MAX 8

/* The text of a blank: all of it, or where that is too long its first character, which
 * parts words as well. */
static struct str white_text(struct str white)
{
    size_t first = 0;
    utf8_next(white, &first);
    return utf8_length(white) <= WHITE_TEXT_MAX ? white : str_slice(white, 0, first);
}

/* A blank of the source inside a line keeps its text: words stay apart. */
static void put_white(struct run_writer *w, const struct item *item, double x)
{
    const struct face *face = &w->flow->fonts->faces[item->face];
    hb_codepoint_t glyph;
    if (w->run == NULL || item->gap.white.len == 0 ||
        !hb_font_get_nominal_glyph(face->hb_font, ' ', &glyph)) {
        return;
    }
    double unit = item->size / face->info.units_per_em;
    struct shaped_glyph blank = {
        .id = glyph,
        .advance = hb_font_get_glyph_h_advance(face->hb_font, glyph) * unit};
    if (item->setting == ITEM_UPRIGHT) {
        struct upright place = orientation_place(face->hb_font, glyph);
        blank = (struct shaped_glyph){glyph, place.x * unit, place.y * unit,
                                      place.advance * unit};
    } else if (item->setting == ITEM_ACROSS) {
        blank.x = item->body / w->run->scale;
    }
    put_glyph(w, &blank, white_text(item->gap.white), (enum item_setting)item->setting,
              x);
}

static bool continues_run(const struct item *a, const struct item *b)
{
    return a->face == b->face && a->size == b->size && a->tag == b->tag &&
           a->setting == b->setting && b->setting != ITEM_ACROSS;
}

static void put_item(struct run_writer *w, const struct item *item, double x)
{
    const struct para *para = &w->flow->para;
    for (uint32_t g = 0; g < item->glyph_count; g++) {
        put_glyph(w, &para->glyphs[item->first_glyph + g],
                  g == 0 ? item->text : (struct str){0},
                  (enum item_setting)item->setting, x + item->shift);
    }
}

/* Items of an annotation from `x` on, `gap` apart, `rise` above the line's middle. */
static void put_beside(struct run_writer *w, const struct annotation *annotation,
                       double x, double gap, double rise)
{
    const struct para *para = &w->flow->para;
    bool hidden = annotation->kind == ANNOTATION_HIDDEN ||
                  annotation->kind == ANNOTATION_HIDDEN_BEFORE;
    w->y += rise;
    w->run = NULL;
    for (size_t i = 0; i < annotation->count; i++) {
        const struct item *item = &para->beside[annotation->first + i];
        if (w->run == NULL || !continues_run(item - 1, item)) {
            begin_run(w, item, x + item->shift, hidden);
        }
        if (w->run == NULL) {
            break;
        }
        put_item(w, item, x);
        x += item->body + gap;
    }
    w->y -= rise;
    w->run = NULL;
}

/* 3.3.6: ruby narrower than its base is spaced, half as much at its ends as inside;
 * wider ruby stands in the middle, within the line. */
static void put_ruby(struct run_writer *w, const struct annotation *annotation,
                     const struct line *line, const double *x, double right)
{
    const struct para *para = &w->flow->para;
    const struct item *items = para->items;
    double from = x[annotation->base_first - line->first];
    double to =
        x[annotation->base_last - line->first] + items[annotation->base_last].body;
    double slack = to - from - annotation_width(para, annotation);
    double gap = slack > 0 ? slack / (double)annotation->count : 0;
    double start = from + (slack > 0 ? gap / 2 : slack / 2);
    start = fmax(fmin(start, right - (to - from) + slack), w->left);
    double rise =
        (items[annotation->base_last].size + para->beside[annotation->first].size) / 2;
    put_beside(w, annotation, start, gap, rise);
}

static void put_dots(struct run_writer *w, const struct annotation *annotation,
                     const struct line *line, const double *x)
{
    const struct para *para = &w->flow->para;
    for (size_t i = annotation->base_first; i <= annotation->base_last; i++) {
        if (i < line->first || i > line->last || annotation->count == 0) {
            continue;
        }
        const struct item *dot = &para->beside[annotation->first],
                          *base = &para->items[i];
        put_beside(w, annotation,
                   x[i - line->first] + base->shift + (base->size - dot->body) / 2, 0,
                   (base->size + dot->size) / 2);
    }
}

/* The annotations before an item, or behind it. */
static void put_annotations(struct run_writer *w, const struct line *line, size_t item,
                            bool before, const double *x, double right)
{
    const struct para *para = &w->flow->para;
    for (size_t i = w->annotation; i < para->annotation_count; i++) {
        const struct annotation *a = &para->annotations[i];
        if (a->base_first > item) {
            break;
        }
        double at = x[item - line->first];
        if (a->kind == ANNOTATION_HIDDEN_BEFORE && before && a->base_first == item) {
            put_beside(w, a, at, 0, 0);
        } else if (before) {
            continue;
        } else if (a->kind == ANNOTATION_DOTS) {
            if (item == (a->base_last < line->last ? a->base_last : line->last)) {
                put_dots(w, a, line, x);
            }
        } else if (a->base_last != item) {
            continue;
        } else if (a->kind == ANNOTATION_RUBY && a->base_first >= line->first) {
            put_ruby(w, a, line, x, right);
        } else if (a->kind == ANNOTATION_RUBY) {
            put_beside(w, a, x[0], 0, para->items[item].size * 0.75);
        } else if (a->kind == ANNOTATION_HIDDEN) {
            put_beside(w, a, at + para->items[item].body, 0, 0);
        }
    }
}

static bool reserve_places(struct flow *flow, size_t count)
{
    if (count > flow->x_capacity) {
        double *x = realloc(flow->x, count * 2 * sizeof *x);
        if (x == NULL) {
            flow->status = STATUS_NOMEM;
            return false;
        }
        flow->x = x;
        flow->x_capacity = count * 2;
    }
    return true;
}

/* The first annotation that may stand in the line: bases follow each other. */
static size_t first_annotation(const struct para *para, const struct line *line)
{
    size_t low = 0, high = para->annotation_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (para->annotations[middle].base_last < line->first) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static size_t glyphs_of_line(const struct para *para, const struct line *line)
{
    size_t count = 0;
    for (size_t i = line->first; i <= line->last; i++) {
        count += para->items[i].glyph_count + (para->items[i].gap.white.len > 0);
    }
    for (size_t i = first_annotation(para, line);
         i < para->annotation_count && para->annotations[i].base_first <= line->last;
         i++) {
        const struct annotation *a = &para->annotations[i];
        size_t times =
            a->kind == ANNOTATION_DOTS ? a->base_last - a->base_first + 1 : 1;
        for (size_t k = 0; k < a->count; k++) {
            count += times * para->beside[a->first + k].glyph_count;
        }
    }
    return count;
}

static void put_line(struct run_writer *w, const struct line *line, const double *x,
                     double right)
{
    const struct para *para = &w->flow->para;
    for (size_t i = line->first; i <= line->last && w->flow->status == STATUS_OK; i++) {
        const struct item *item = &para->items[i];
        double at = x[i - line->first];
        put_annotations(w, line, i, true, x, right);
        if (w->run == NULL || !continues_run(item - 1, item)) {
            begin_run(w, item, at + item->shift, false);
        }
        if (w->run == NULL) {
            return;
        }
        put_item(w, item, at);
        put_annotations(w, line, i, false, x, right);
        if (i < line->last && item->gap.white.len > 0) {
            if (w->run == NULL) {
                begin_run(w, item, at + item->body, false);
            }
            put_white(w, item, at + item->body);
        }
    }
}

struct line_fit flow_emit_line(struct flow *flow, const struct line *line,
                               double measure, enum line_fill fill, int align, double x,
                               double y, uint32_t nth)
{
    const struct para *para = &flow->para;
    size_t count = line->last - line->first + 1;
    struct run_writer w = {.flow = flow, .y = y, .nth = nth, .left = x};
    w.glyphs = arena_alloc(flow->glyphs, glyphs_of_line(para, line) * sizeof *w.glyphs);
    if (w.glyphs == NULL || !reserve_places(flow, count)) {
        flow->status = STATUS_NOMEM;
        return (struct line_fit){0};
    }
    struct line_fit fit = line_place(para, line, measure, fill, flow->x);
    const struct item *last = &para->items[line->last];
    double slack = measure - flow->x[count - 1] - last->body;
    double start = x + (align == ALIGN_CENTER ? slack / 2
                        : align == ALIGN_END  ? slack
                                              : 0);
    for (size_t i = 0; i < count; i++) {
        flow->x[i] += start;
    }
    w.annotation = first_annotation(para, line);
    put_line(&w, line, flow->x, x + measure);
    return fit;
}
