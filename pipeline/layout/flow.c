#include "flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "annotate.h"
#include "aside.h"
#include "base/utf8.h"
#include "explain.h"
#include "ruby.h"

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
static void add_plain(struct flow *flow, const struct doc_node *leaf, size_t from,
                      size_t to, const struct text_style *style)
{
    struct str text = str_slice(leaf->as.text, 0, to);
    struct address address;
    size_t at = from;
    while (style->tag > 0 && address_find(text, at, &address)) {
        struct text_style link = *style;
        link.tag = link_tag(flow, address.mail ? "mailto:" : "",
                            str_slice(text, address.begin, address.end), style->tag);
        add_piece(flow, leaf, at, address.begin, style);
        add_piece(flow, leaf, address.begin, address.end, &link);
        at = address.end;
    }
    add_piece(flow, leaf, at, to, style);
}

/* The size of ruby and of dots, in that of their base (JLREQ 3.3.3, 3.4.2). */
#define RUBY_SIZE 0.5

static uint32_t tag_below(struct flow *flow, enum page_tag_type type, uint32_t parent)
{
    return parent > 0 ? flow_tag(flow, type, parent, (struct str){0}) : 0;
}

static void add_note(struct flow *flow, const struct doc_node *leaf,
                     enum annotation_kind kind, size_t base, size_t from, size_t to,
                     const struct text_style *style)
{
    struct diag_pos pos = leaf->pos;
    pos.column += (uint32_t)utf8_length(str_slice(leaf->as.text, 0, from));
    annotate(&flow->para, kind, base, str_slice(leaf->as.text, from, to), pos, style);
}

static void add_ruby(struct flow *flow, const struct doc_node *leaf,
                     const struct ruby *ruby, const struct text_style *style)
{
    bool dots = ruby->kind == RUBY_DOTS;
    uint32_t parent = dots ? style->tag : tag_below(flow, PAGE_TAG_RUBY, style->tag);
    struct text_style text = *style;
    text.tag = dots ? parent : tag_below(flow, PAGE_TAG_RB, parent);
    size_t base = flow->para.item_count;
    add_piece(flow, leaf, ruby->base_begin, ruby->base_end, &text);
    text.size *= RUBY_SIZE;
    text.tag = style->tag;
    add_note(flow, leaf, ANNOTATION_HIDDEN_BEFORE, base, ruby->begin, ruby->base_begin,
             &text);
    if (dots) {
        bool vertical = flow->para.direction == PAGE_VERTICAL;
        struct text_style dot = {.role = style->role, .size = text.size};
        annotate(&flow->para, ANNOTATION_DOTS, base,
                 vertical ? STR("\xEF\xB9\x85") : STR("\xE2\x80\xA2"), leaf->pos, &dot);
        add_note(flow, leaf, ANNOTATION_HIDDEN, base, ruby->note_end, ruby->end, &text);
        return;
    }
    text.tag = tag_below(flow, PAGE_TAG_RP, parent);
    add_note(flow, leaf, ANNOTATION_HIDDEN, base, ruby->base_end, ruby->note_begin,
             &text);
    text.tag = tag_below(flow, PAGE_TAG_RT, parent);
    add_note(flow, leaf, ANNOTATION_RUBY, base, ruby->note_begin, ruby->note_end,
             &text);
    text.tag = tag_below(flow, PAGE_TAG_RP, parent);
    add_note(flow, leaf, ANNOTATION_HIDDEN, base, ruby->note_end, ruby->end, &text);
}

static void add_leaf(struct flow *flow, const struct doc_node *leaf,
                     const struct text_style *style)
{
    struct str text = leaf->as.text;
    struct ruby ruby;
    size_t at = 0;
    if (leaf->parent->kind == DOC_NOTE_REF) {
        add_reference(flow, leaf, style);
        return;
    }
    while (flow->layout_template->ruby && ruby_find(text, at, &ruby)) {
        add_plain(flow, leaf, at, ruby.begin, style);
        add_ruby(flow, leaf, &ruby, style);
        at = ruby.end;
    }
    add_plain(flow, leaf, at, text.len, style);
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
        enum line_fill fill = line_fill_of(&flow->para, line->last, measure.fill);
        struct line_fit fit =
            flow_emit_line(flow, line, room, fill, box->align,
                           box->left + (i == 0 ? box->first : 0), 0, 0);
        explain_watch(flow, line, room, fill, &fit);
        aside_find_references(flow, line);
        end_row(flow, row, box, i);
    }
    aside_end_para(flow);
}
