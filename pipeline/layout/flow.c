#include "flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "aside.h"
#include "base/utf8.h"
#include "explain.h"

bool flow_reserve(struct flow *flow, void **array, size_t *capacity, size_t count,
                  size_t size)
{
    if (count < *capacity) {
        return true;
    }
    size_t wanted = *capacity * 2 + 64;
    void *grown = realloc(*array, wanted * size);
    if (grown == NULL) {
        flow->status = STATUS_NOMEM;
        return false;
    }
    *array = grown;
    *capacity = wanted;
    return true;
}

double flow_text_width(const struct flow *flow)
{
    return flow->layout_template->characters * flow->layout_template->size;
}

uint32_t flow_tag(struct flow *flow, enum page_tag_type type, uint32_t parent,
                  struct str id)
{
    if (!flow_reserve(flow, (void **)&flow->tags, &flow->tag_capacity, flow->tag_count,
                      sizeof *flow->tags)) {
        return 0;
    }
    flow->tags[flow->tag_count] =
        (struct page_tag){.type = type, .parent = parent, .id = id};
    return (uint32_t)flow->tag_count++;
}

void flow_anchor(struct flow *flow, struct str id, double x, struct str title,
                 uint32_t level)
{
    if (id.len > 0 &&
        flow_reserve(flow, (void **)&flow->anchors, &flow->anchor_capacity,
                     flow->anchor_count, sizeof *flow->anchors)) {
        flow->anchors[flow->anchor_count++] =
            (struct anchor){id, title, level, flow->row_base + flow->row_count, x};
    }
}

struct row *flow_add_row(struct flow *flow)
{
    if (!flow_reserve(flow, (void **)&flow->rows, &flow->row_capacity, flow->row_count,
                      sizeof *flow->rows)) {
        return NULL;
    }
    struct row *row = &flow->rows[flow->row_count++];
    *row = (struct row){.first_run = flow->runs.count, .lines = 1};
    return row;
}

/* ---- text ---- */

static const struct doc_node *last_leaf(const struct doc_node *node)
{
    while (node != NULL && node->last != NULL) {
        node = node->last;
    }
    return node != NULL && node->kind == DOC_TEXT ? node : NULL;
}

static const struct doc_node *first_leaf(const struct doc_node *node)
{
    while (node != NULL && node->first != NULL) {
        node = node->first;
    }
    return node != NULL && node->kind == DOC_TEXT ? node : NULL;
}

bool flow_same_line(const struct doc_node *a, const struct doc_node *b)
{
    const struct doc_node *before = last_leaf(a), *after = first_leaf(b);
    return before != NULL && after != NULL && before->pos.line == after->pos.line;
}

static bool blank_between_leaves(const struct doc_node *before,
                                 const struct doc_node *after)
{
    return before->pos.line == after->pos.line &&
           before->pos.column + utf8_length(before->as.text) < after->pos.column;
}

bool flow_blank_between(const struct doc_node *a, const struct doc_node *b)
{
    const struct doc_node *before = last_leaf(a), *after = first_leaf(b);
    return before != NULL && after != NULL && blank_between_leaves(before, after);
}

static void add_piece(struct flow *flow, const struct doc_node *leaf, size_t from,
                      size_t to, const struct text_style *style)
{
    struct diag_pos pos = leaf->pos;
    pos.column += (uint32_t)utf8_length(str_slice(leaf->as.text, 0, from));
    if (to > from) {
        para_add(&flow->para, str_slice(leaf->as.text, from, to), pos, style);
    }
}

/* A Link element; `scheme` stands before what it leads to. */
static uint32_t link_tag(struct flow *flow, const char *scheme, struct str address,
                         uint32_t parent)
{
    struct buf target = BUF_INIT;
    buf_add_cstr(&target, scheme);
    buf_add(&target, address);
    uint32_t tag = flow_tag(flow, PAGE_TAG_LINK, parent, (struct str){0});
    if (target.status != STATUS_OK) {
        flow->status = target.status;
    } else if (tag > 0) {
        flow->tags[tag].target = arena_copy(flow->arena, buf_str(&target));
    }
    buf_free(&target);
    return tag;
}

uint32_t flow_link(struct flow *flow, struct str id, uint32_t parent)
{
    return link_tag(flow, "#", id, parent);
}

/* The style of a leaf that refers to a note: ISO 32000-1, 14.8.4.4.1, Reference. */
static struct text_style style_of_reference(struct flow *flow,
                                            const struct doc_node *leaf,
                                            const struct text_style *style)
{
    struct text_style out = *style;
    const struct doc_node *owner = leaf->parent;
    if (style->tag == 0) {
        return out;
    }
    const struct note_pair *pair = notes_lookup(&flow->notes, owner->as.note.key);
    if (pair != NULL && pair->note.len > 0) {
        uint32_t reference =
            flow_tag(flow, PAGE_TAG_REFERENCE, style->tag, (struct str){0});
        out.tag = flow_link(flow, pair->note, reference);
    }
    return out;
}

/* A reference to a note stands small and high (JLREQ 4.2.3, 合印), and leads to the
 * note. */
#define REFERENCE_SIZE 0.65
#define REFERENCE_RISE 0.4

static void add_reference(struct flow *flow, const struct doc_node *leaf,
                          const struct text_style *style)
{
    struct text_style small = style_of_reference(flow, leaf, style);
    const struct doc_node *note = aside_note_of(leaf->parent);
    small.size = style->size * REFERENCE_SIZE;
    small.rise = style->size * REFERENCE_RISE;
    small.class = JLREQ_REFERENCE_MARK;
    if (style->tag > 0 && note != NULL) {
        aside_refer(flow, note, leaf->as.text.ptr);
    }
    add_piece(flow, leaf, 0, leaf->as.text.len, &small);
}

/* Text that is only measured has no tag, and no links. */
static void add_leaf(struct flow *flow, const struct doc_node *leaf,
                     const struct text_style *style)
{
    struct str text = leaf->as.text;
    struct address address;
    size_t at = 0;
    if (leaf->parent->kind == DOC_NOTE_REF) {
        add_reference(flow, leaf, style);
        return;
    }
    while (style->tag > 0 && address_find(text, at, &address)) {
        struct text_style link = *style;
        link.tag = link_tag(flow, address.mail ? "mailto:" : "",
                            str_slice(text, address.begin, address.end), style->tag);
        add_piece(flow, leaf, at, address.begin, style);
        add_piece(flow, leaf, address.begin, address.end, &link);
        at = address.end;
    }
    add_piece(flow, leaf, at, text.len, style);
}

void flow_add_text(struct flow *flow, const struct doc_node *node,
                   const struct text_style *style)
{
    struct doc_iter iter = doc_iter_new(node);
    const struct doc_node *before = NULL;
    for (enum doc_event event; (event = doc_iter_next(&iter)) != DOC_END;) {
        if (event != DOC_ENTER || iter.node->kind != DOC_TEXT) {
            continue;
        }
        if (before != NULL && blank_between_leaves(before, iter.node)) {
            para_add_space(&flow->para, style->size);
        }
        add_leaf(flow, iter.node, style);
        before = iter.node;
    }
    if (flow->para.status != STATUS_OK) {
        flow->status = flow->para.status;
    }
}

void flow_add_nodes(struct flow *flow, const struct doc_node *first,
                    const struct doc_node *end, const struct style *style, uint32_t tag)
{
    struct text_style text = {.role = style->font, .size = style->size, .tag = tag};
    for (const struct doc_node *node = first; node != end; node = node->next) {
        if (node != first && flow_blank_between(node->prev, node)) {
            para_add_space(&flow->para, style->size);
        }
        flow_add_text(flow, node, &text);
    }
}

/* ---- runs ---- */

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
    size_t used;
    double y;
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
        run->y = y - width * run->scale / 2;
    }
}

static void begin_run(struct run_writer *w, const struct item *item, double x)
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

static size_t glyphs_of_line(const struct para *para, const struct line *line)
{
    size_t count = 0;
    for (size_t i = line->first; i <= line->last; i++) {
        count += para->items[i].glyph_count + (para->items[i].gap.white.len > 0);
    }
    return count;
}

struct line_fit flow_emit_line(struct flow *flow, const struct line *line,
                               double measure, enum line_fill fill, int align, double x,
                               double y, uint32_t nth)
{
    const struct para *para = &flow->para;
    size_t count = line->last - line->first + 1;
    struct run_writer w = {.flow = flow, .y = y, .nth = nth};
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
    for (size_t i = line->first; i <= line->last; i++) {
        const struct item *item = &para->items[i];
        double at = start + flow->x[i - line->first];
        if (w.run == NULL || !continues_run(item - 1, item)) {
            begin_run(&w, item, at + item->shift);
        }
        if (w.run == NULL) {
            break;
        }
        put_item(&w, item, at);
        if (i < line->last) {
            put_white(&w, item, at + item->body);
        }
    }
    return fit;
}

/* ---- paragraphs ---- */

static void report_overfull(struct flow *flow, const struct line *line)
{
    const struct item *item = &flow->para.items[line->first];
    diag_report(flow->diag, DIAG_LINE_OVERFULL, (struct diag_pos){0},
                "\"%.*s\" is wider than the line that it stands on",
                STR_ARGS(item->text));
}

static void end_row(struct flow *flow, struct row *row, const struct box *box, size_t i)
{
    const struct style *style = box->style;
    size_t count = flow->builder.line_count;
    row->lines = style->lines;
    row->set_lines = 1;
    row->middle = (style->lines - 1) / 2.0;
    row->before = i == 0 ? style->before : 0;
    row->after = i + 1 == count ? style->after : 0;
    /* The lines of a heading stay together, too. */
    row->keep = style->keep;
    const struct line *line = &flow->builder.lines[i];
    row->widow =
        count > 1 && i + 1 == count &&
        (int)(line->last - line->first + 1) < flow->layout_template->last_line_min;
    row->run_count = flow->runs.count - row->first_run;
}

void flow_end_para(struct flow *flow, const struct box *box)
{
    para_end(&flow->para);
    double least = flow->layout_template->size;
    bool ragged = box->align != ALIGN_JUSTIFY;
    struct measure measure = {.first = fmax(box->width - box->first, least),
                              .rest = fmax(box->width, least),
                              .indent = box->first,
                              .fill = ragged ? LINE_LAST : LINE_FULL};
    enum status status = line_break(&flow->builder, &flow->para, &measure);
    if (status != STATUS_OK) {
        flow->status = status;
        return;
    }
    size_t count = flow->builder.line_count;
    for (size_t i = 0; i < count && flow->status == STATUS_OK; i++) {
        const struct line *line = &flow->builder.lines[i];
        struct row *row = flow_add_row(flow);
        if (row == NULL) {
            return;
        }
        if (i == 0 && box->marker_count > 0) {
            row->first_run = box->marker_run;
        }
        if (line->overfull) {
            report_overfull(flow, line);
        }
        double room = i == 0 ? measure.first : measure.rest;
        enum line_fill fill = ragged || i + 1 == count ? LINE_LAST : LINE_FULL;
        struct line_fit fit =
            flow_emit_line(flow, line, room, fill, box->align,
                           box->left + (i == 0 ? box->first : 0), 0, 0);
        explain_watch(flow, line, room, fill, &fit);
        aside_find_references(flow, line);
        end_row(flow, row, box, i);
    }
}
