/* The walk over the document: each kind of block to its rows and structure elements. */
#include "aside.h"

#include <math.h>

#include "base/utf8.h"

/* A label wider than this, in characters, runs in: its text does not hang. */
#define HANG_MAX 10.0
/* A bookmark made of a sentence shows so many characters of it. */
#define BOOKMARK_MAX 30

typedef void block_fn(struct flow *flow, const struct doc_node *node, double indent,
                      uint32_t tag);

static const struct str no_text = {0};

static const struct style *style_of(const struct flow *flow, enum style_name name)
{
    return &flow->layout_template->styles[name];
}

static struct box box_of(const struct flow *flow, const struct style *style,
                         double indent)
{
    double size = flow->layout_template->size;
    double left = indent + style->indent * size;
    return (struct box){.style = style,
                        .left = left,
                        .width = flow_text_width(flow) - left - style->end * size,
                        .first = style->first * size,
                        .align = style->align};
}

/* Text with a label before it. */
struct labelled {
    const struct doc_node *label, *label_end; /* label == label_end: none */
    const struct style *label_style;
    uint32_t label_tag;
    const struct doc_node *body; /* its children are the text; NULL: none */
    uint32_t body_tag;
    double least_hang; /* pt; lists align their texts */
};

static const struct doc_node *last_of_label(const struct labelled *l)
{
    return l->label_end != NULL ? l->label_end->prev : l->label->parent->last;
}

/* The width of one part of a label with the blank behind it, on the grid: so stand the
 * names of the head's fields below each other, whatever the width of their numbers. */
static double part_width(struct flow *flow, const struct labelled *l,
                         const struct doc_node *part)
{
    double width = flow_measure(flow, part, part->next, l->label_style);
    const struct doc_node *next = part->next != l->label_end ? part->next : l->body;
    if (next != NULL && flow_blank_between(part, next)) {
        width += flow->layout_template->marker_gap * flow->layout_template->size;
    }
    return flow_on_grid(flow, width);
}

/* The widest number of the fields of one head. */
static double field_label_width(struct flow *flow, const struct labelled *l)
{
    const struct doc_node *head = l->label->parent->parent;
    if (flow->label_head != head) {
        flow->label_head = head;
        flow->label_width = 0;
        for (const struct doc_node *node = head->first; node != NULL;
             node = node->next) {
            const struct doc_node *label = doc_child(node, DOC_LABEL);
            if (node->kind == DOC_FIELD && label != NULL && label->next != NULL) {
                struct labelled field = {.label = label,
                                         .label_end = label->next,
                                         .label_style = l->label_style,
                                         .body = label->next};
                flow->label_width =
                    fmax(flow->label_width, part_width(flow, &field, label));
            }
        }
    }
    return flow->label_width;
}

static double width_of_part(struct flow *flow, const struct labelled *l,
                            const struct doc_node *part)
{
    bool number = part->kind == DOC_LABEL && part->parent->kind == DOC_FIELD &&
                  part->parent->parent != NULL;
    return number ? field_label_width(flow, l) : part_width(flow, l, part);
}

static double hang_of(struct flow *flow, const struct labelled *l)
{
    double width = 0;
    for (const struct doc_node *part = l->label; part != l->label_end;
         part = part->next) {
        width += width_of_part(flow, l, part);
    }
    return fmax(width, l->least_hang);
}

static void set_label(struct flow *flow, const struct labelled *l, struct box *box)
{
    box->marker_run = flow->runs.count;
    double left = box->left;
    for (const struct doc_node *part = l->label; part != l->label_end;
         part = part->next) {
        double width = width_of_part(flow, l, part);
        para_begin(&flow->para);
        flow_add_nodes(flow, part, part->next, l->label_style, l->label_tag);
        para_end(&flow->para);
        if (flow->para.item_count > 0) {
            struct line line = {.last = flow->para.item_count - 1};
            flow_emit_line(flow, &line, box->width, LINE_LAST, ALIGN_START, left, 0, 0);
        }
        left += width;
    }
    box->marker_count = flow->runs.count - box->marker_run;
}

/* Sets label and text; the text hangs by the label. Returns the hang, pt. */
static double set_labelled(struct flow *flow, const struct labelled *l, struct box box)
{
    bool labelled = l->label != l->label_end;
    double hang = labelled ? hang_of(flow, l) : 0;
    bool hangs = hang <= HANG_MAX * flow->layout_template->size &&
                 hang * 2 < box.width && box.align == ALIGN_JUSTIFY;
    if (labelled && l->body != NULL && hangs) {
        set_label(flow, l, &box);
        box.left += hang;
        box.width -= hang;
        box.first = 0;
        para_begin(&flow->para);
    } else {
        para_begin(&flow->para);
        if (labelled) {
            flow_add_nodes(flow, l->label, l->label_end, l->label_style, l->label_tag);
            box.first = 0;
        }
        if (labelled && l->body != NULL &&
            flow_blank_between(last_of_label(l), l->body)) {
            para_add_space(&flow->para, box.style->size);
        }
        hang = 0;
    }
    if (l->body != NULL) {
        flow_add_nodes(flow, l->body->first, NULL, box.style, l->body_tag);
    }
    flow_end_para(flow, &box);
    return hang;
}

static const struct doc_node *skip(const struct doc_node *node, enum doc_kind kind)
{
    return node != NULL && node->kind == kind ? node->next : node;
}

/* The first block, where the source prints it on the label's line. */
static const struct doc_node *runs_in(const struct doc_node *label_end,
                                      const struct doc_node *parent)
{
    const struct doc_node *before = label_end != NULL ? label_end->prev : parent->last;
    return label_end != NULL && label_end->kind == DOC_PARA && before != NULL &&
                   flow_same_line(before, label_end)
               ? label_end
               : NULL;
}

static void set_rest(struct flow *flow, const struct doc_node *from, double indent,
                     uint32_t tag);

/* ---- plain blocks ---- */

static enum style_name para_style(const struct doc_node *node)
{
    for (const struct doc_node *p = node->parent; p != NULL; p = p->parent) {
        switch (p->kind) {
        case DOC_ITEM:
            return STYLE_ITEM;
        case DOC_FIELD:
            return STYLE_FIELD;
        case DOC_GROUP:
            return STYLE_ATTENDEE;
        case DOC_NOTE:
            return STYLE_NOTE;
        case DOC_SPEECH:
            return STYLE_SPEECH;
        case DOC_SECTION:
            return p->as.section.run_in ? STYLE_RUN_IN : STYLE_PARAGRAPH;
        default:
            break;
        }
    }
    return STYLE_PARAGRAPH;
}

static int align_of(const struct doc_node *node, const struct style *style)
{
    return node->as.para.align == DOC_ALIGN_CENTER ? ALIGN_CENTER
           : node->as.para.align == DOC_ALIGN_END  ? ALIGN_END
                                                   : style->align;
}

static void set_plain(struct flow *flow, const struct doc_node *node,
                      enum style_name name, double indent, uint32_t parent)
{
    uint32_t tag = flow_tag(flow, PAGE_TAG_P, parent, node->id);
    struct box box = box_of(flow, style_of(flow, name), indent);
    box.align = align_of(node, box.style);
    if (box.align != ALIGN_JUSTIFY) {
        box.first = 0;
    }
    flow_anchor(flow, node->id, box.left, no_text, 0);
    para_begin(&flow->para);
    flow_add_nodes(flow, node->first, NULL, box.style, tag);
    flow_end_para(flow, &box);
}

static void block_para(struct flow *flow, const struct doc_node *node, double indent,
                       uint32_t parent)
{
    set_plain(flow, node, para_style(node), indent, parent);
}

static void block_stage(struct flow *flow, const struct doc_node *node, double indent,
                        uint32_t parent)
{
    set_plain(flow, node, STYLE_STAGE, indent, parent);
}

static void block_closing(struct flow *flow, const struct doc_node *node, double indent,
                          uint32_t parent)
{
    set_plain(flow, node, STYLE_CLOSING, indent, parent);
}

static void block_title(struct flow *flow, const struct doc_node *node, double indent,
                        uint32_t parent)
{
    /* The printed lines of a title are one heading. */
    bool goes_on = node->prev != NULL && node->prev->kind == DOC_TITLE;
    uint32_t tag = goes_on ? (uint32_t)flow->tag_count - 1
                           : flow_tag(flow, PAGE_TAG_H1, parent, node->id);
    struct box box = box_of(flow, style_of(flow, STYLE_TITLE), indent);
    flow_anchor(flow, node->id, box.left, no_text, 0);
    para_begin(&flow->para);
    flow_add_nodes(flow, node->first, NULL, box.style, tag);
    flow_end_para(flow, &box);
    if (node->next != NULL && node->next->kind == DOC_TITLE && flow->row_count > 0) {
        flow->rows[flow->row_count - 1].after = 0;
    }
}

/* A ruled line: never longer than the measure, never broken. */
static void block_rule(struct flow *flow, const struct doc_node *node, double indent,
                       uint32_t parent)
{
    uint32_t tag = flow_tag(flow, PAGE_TAG_P, parent, node->id);
    struct box box = box_of(flow, style_of(flow, STYLE_RULE), indent);
    flow_anchor(flow, node->id, box.left, no_text, 0);
    para_begin(&flow->para);
    flow_add_nodes(flow, node->first, NULL, box.style, tag);
    para_end(&flow->para);
    struct row *row = flow->para.item_count > 0 ? flow_add_row(flow) : NULL;
    if (row == NULL) {
        return;
    }
    double width = para_width(&flow->para), scale = fmin(1, box.width / width);
    struct line line = {.last = flow->para.item_count - 1};
    size_t first = flow->runs.count;
    flow_emit_line(flow, &line, width, LINE_LAST, ALIGN_START, box.left, 0, 0);
    for (size_t i = first; i < flow->runs.count; i++) {
        struct page_run *run = &flow->runs.items[i];
        struct page_glyph *glyphs =
            arena_alloc(flow->glyphs, run->glyph_count * sizeof *glyphs);
        for (size_t g = 0; glyphs != NULL && g < run->glyph_count; g++) {
            glyphs[g] = run->glyphs[g];
            glyphs[g].x *= (float)scale;
        }
        run->x = box.left + (run->x - box.left) * scale;
        run->scale = scale;
        run->glyphs = glyphs;
        flow->status = glyphs == NULL ? STATUS_NOMEM : flow->status;
    }
    row->set_lines = row->lines = 1;
    row->before = box.style->before;
    row->after = box.style->after;
    row->run_count = flow->runs.count - first;
}

/* ---- labelled blocks ---- */

static void block_field(struct flow *flow, const struct doc_node *node, double indent,
                        uint32_t parent)
{
    uint32_t tag = flow_tag(flow, PAGE_TAG_DIV, parent, node->id);
    const struct doc_node *term_node = skip(node->first, DOC_LABEL);
    const struct doc_node *label_end = skip(term_node, DOC_TERM);
    const struct doc_node *body = runs_in(label_end, node);
    uint32_t text_tag = flow_tag(flow, PAGE_TAG_P, tag, no_text);
    const struct style *term = style_of(flow, STYLE_FIELD_TERM);
    const struct style *style = body != NULL ? style_of(flow, STYLE_FIELD) : term;
    struct box box = box_of(flow, style, indent);
    flow_anchor(flow, node->id, box.left, no_text, 0);
    if (body != NULL) {
        flow_anchor(flow, body->id, box.left, no_text, 0);
    }
    if (node->first != label_end) {
        struct labelled l = {node->first, label_end, term, text_tag, body, text_tag, 0};
        if (body == NULL && term_node != label_end) {
            l.label_end = l.body = term_node;
        }
        set_labelled(flow, &l, box);
    }
    const struct doc_node *rest =
        node->first != label_end && body != NULL ? body->next : label_end;
    set_rest(flow, rest, indent + term->body * flow->layout_template->size, tag);
}

static void block_group(struct flow *flow, const struct doc_node *node, double indent,
                        uint32_t parent)
{
    uint32_t tag = flow_tag(flow, PAGE_TAG_DIV, parent, node->id);
    const struct doc_node *label_end = skip(skip(node->first, DOC_LABEL), DOC_TERM);
    const struct style *style = style_of(flow, STYLE_GROUP);
    struct box box = box_of(flow, style, indent);
    flow_anchor(flow, node->id, box.left, no_text, 0);
    const struct doc_node *body = runs_in(label_end, node);
    if (node->first != label_end) {
        uint32_t text_tag = flow_tag(flow, PAGE_TAG_P, tag, no_text);
        struct labelled l = {node->first, label_end, style, text_tag,
                             body,        text_tag,  0};
        set_labelled(flow, &l, box);
    }
    const struct doc_node *rest =
        node->first != label_end && body != NULL ? body->next : label_end;
    set_rest(flow, rest, indent, tag);
}

static uint32_t section_depth(const struct doc_node *node)
{
    uint32_t depth = 0;
    for (const struct doc_node *p = node; p != NULL; p = p->parent) {
        depth += p->kind == DOC_SECTION;
    }
    return depth;
}

/* Label and heading; of a sentence its beginning. */
static struct str bookmark_of(struct flow *flow, const struct doc_node *node,
                              const struct doc_node *end)
{
    struct buf text = BUF_INIT;
    for (const struct doc_node *child = node->first; child != end;
         child = child->next) {
        if (child != node->first && flow_blank_between(child->prev, child)) {
            buf_add_byte(&text, ' ');
        }
        doc_text(child, DOC_SEPARATE_NOTHING, &text);
    }
    struct str whole = buf_str(&text);
    size_t at = 0;
    for (size_t n = 0; at < whole.len && n < BOOKMARK_MAX; n++) {
        utf8_next(whole, &at);
    }
    if (node->as.section.run_in && at < whole.len) {
        text.len = at;
        buf_add_cstr(&text, "…");
    }
    struct str copy = arena_copy(flow->arena, buf_str(&text));
    buf_free(&text);
    return copy;
}

static bool has_heading(const struct doc_node *section)
{
    const struct doc_node *rest = skip(section->first, DOC_LABEL);
    return rest != section->first ? rest == NULL || rest->kind != DOC_PARA
                                  : rest != NULL && rest->kind == DOC_HEADING;
}

/* One level below the nearest heading above it: none is skipped (PDF/UA-1, 7.4.2). */
static enum page_tag_type heading_type(const struct doc_node *section)
{
    unsigned level = has_heading(section) ? 0 : 1;
    for (const struct doc_node *p = section; p != NULL; p = p->parent) {
        level +=
            p->kind == DOC_SECTION ? has_heading(p) : doc_child(p, DOC_TITLE) != NULL;
    }
    return (enum page_tag_type)(PAGE_TAG_H1 + (level > 6 ? 6 : level) - 1);
}

static void block_section(struct flow *flow, const struct doc_node *node, double indent,
                          uint32_t parent)
{
    uint32_t tag = flow_tag(flow, PAGE_TAG_SECT, parent, node->id);
    const struct doc_node *label_end = skip(node->first, DOC_LABEL);
    const struct doc_node *heading =
        label_end != NULL && label_end->kind == DOC_HEADING ? label_end : NULL;
    const struct doc_node *body = heading;
    if (heading == NULL && label_end != NULL && label_end->kind == DOC_PARA) {
        body = label_end;
    }
    uint32_t depth = section_depth(node);
    uint32_t level = depth > 4 ? 4 : depth;
    bool run_in = heading == NULL && body != NULL;
    const struct style *heading_style =
        style_of(flow, (enum style_name)(STYLE_HEADING_1 + level - 1));
    const struct style *style = run_in ? style_of(flow, STYLE_RUN_IN) : heading_style;
    struct box box = box_of(flow, style, indent);
    struct str title = bookmark_of(flow, node, body != NULL ? body->next : label_end);
    flow_anchor(flow, node->id, box.left, title, title.len > 0 ? depth : 0);
    const struct doc_node *rest = label_end;
    if (body != NULL || node->first != label_end) {
        uint32_t text_tag = flow_tag(flow, run_in ? PAGE_TAG_P : heading_type(node),
                                     tag, run_in ? body->id : no_text);
        if (run_in) {
            flow_anchor(flow, body->id, box.left, no_text, 0);
        }
        struct labelled l = {node->first, label_end, style, text_tag,
                             body,        text_tag,  0};
        set_labelled(flow, &l, box);
        rest = body != NULL ? body->next : label_end;
    }
    double under = run_in ? 0 : heading_style->body * flow->layout_template->size;
    set_rest(flow, rest, indent + under, tag);
}

static void block_speech(struct flow *flow, const struct doc_node *node, double indent,
                         uint32_t parent)
{
    uint32_t tag = flow_tag(flow, PAGE_TAG_DIV, parent, node->id);
    const struct doc_node *label_end = skip(node->first, DOC_SPEAKER);
    const struct style *speaker = style_of(flow, STYLE_SPEAKER);
    const struct doc_node *body = runs_in(label_end, node);
    struct box box =
        box_of(flow, body != NULL ? style_of(flow, STYLE_SPEECH) : speaker, indent);
    flow_anchor(flow, node->id, box.left, no_text, 0);
    const struct doc_node *rest = label_end;
    if (node->first != label_end) {
        uint32_t text_tag = flow_tag(flow, PAGE_TAG_P, tag, no_text);
        size_t row = flow->row_count;
        box.first = 0;
        struct text_style label = {
            .role = speaker->font, .size = box.style->size, .tag = text_tag};
        para_begin(&flow->para);
        flow_add_text(flow, node->first, &label);
        size_t label_items = flow->para.item_count;
        if (body != NULL) {
            flow_anchor(flow, body->id, box.left, no_text, 0);
            if (flow_blank_between(node->first, body)) {
                para_add_space(&flow->para, box.style->size);
            }
            flow_add_nodes(flow, body->first, NULL, box.style, text_tag);
            rest = body->next;
        }
        flow_end_para(flow, &box);
        if (row < flow->row_count) {
            flow->rows[row].before = speaker->before;
        }
        /* Lines that the label fills are not parted from what is said. */
        for (size_t i = 0; row + i + 1 < flow->row_count; i++) {
            flow->rows[row + i].keep |= flow->builder.lines[i].last < label_items;
        }
    }
    set_rest(flow, rest, indent, tag);
}

static void block_note(struct flow *flow, const struct doc_node *node, double indent,
                       uint32_t parent)
{
    uint32_t tag = flow_tag(flow, node->id.len > 0 ? PAGE_TAG_NOTE : PAGE_TAG_DIV,
                            parent, node->id);
    const struct doc_node *label_end = skip(node->first, DOC_LABEL);
    const struct doc_node *body =
        label_end != NULL && label_end->kind == DOC_PARA ? label_end : NULL;
    uint32_t text_tag =
        flow_tag(flow, PAGE_TAG_P, tag, body != NULL ? body->id : no_text);
    const struct style *style = style_of(flow, STYLE_NOTE);
    struct box box = box_of(flow, style, indent);
    flow_anchor(flow, node->id, box.left, no_text, 0);
    if (body != NULL) {
        flow_anchor(flow, body->id, box.left, no_text, 0);
    }
    struct labelled l = {node->first, label_end, style, text_tag, body, text_tag, 0};
    const struct note_pair *pair = notes_lookup(&flow->notes, node->as.note.key);
    if (node->first != label_end && pair != NULL && pair->reference.len > 0) {
        l.label_tag = flow_link(flow, pair->reference, text_tag);
    }
    size_t first = flow->row_base + flow->row_count;
    double hang = set_labelled(flow, &l, box);
    set_rest(flow, body != NULL ? body->next : label_end, indent + hang, tag);
    aside_take_note(flow, node, first);
}

/* ---- lists ---- */

static struct labelled item_label(struct flow *flow, const struct doc_node *item)
{
    struct labelled l = {.label = item->first,
                         .label_end = skip(item->first, DOC_LABEL),
                         .label_style = style_of(flow, STYLE_ITEM)};
    l.body = l.label_end != NULL && l.label_end->kind == DOC_PARA ? l.label_end : NULL;
    return l;
}

static void set_item(struct flow *flow, const struct doc_node *item, double indent,
                     uint32_t list, double hang)
{
    uint32_t tag = flow_tag(flow, PAGE_TAG_LI, list, item->id);
    struct labelled l = item_label(flow, item);
    if (l.label != l.label_end) {
        l.label_tag = flow_tag(flow, PAGE_TAG_LBL, tag, no_text);
    }
    uint32_t body = flow_tag(flow, PAGE_TAG_LBODY, tag, no_text);
    struct box box = box_of(flow, style_of(flow, STYLE_ITEM), indent);
    flow_anchor(flow, item->id, box.left, no_text, 0);
    l.least_hang = hang;
    double taken = hang;
    if (l.body != NULL || l.label != l.label_end) {
        if (l.body != NULL) {
            l.body_tag = flow_tag(flow, PAGE_TAG_P, body, l.body->id);
            flow_anchor(flow, l.body->id, box.left, no_text, 0);
        }
        taken = set_labelled(flow, &l, box);
    }
    set_rest(flow, l.body != NULL ? l.body->next : l.label_end, box.left + taken, body);
}

static void block_list(struct flow *flow, const struct doc_node *node, double indent,
                       uint32_t parent)
{
    uint32_t tag = flow_tag(flow, PAGE_TAG_L, parent, node->id);
    double hang = 0, most = HANG_MAX / 2 * flow->layout_template->size;
    for (const struct doc_node *item = node->first; item != NULL; item = item->next) {
        struct labelled l = item_label(flow, item);
        double width = l.label != l.label_end ? hang_of(flow, &l) : 0;
        hang = width <= most ? fmax(hang, width) : hang;
    }
    flow_anchor(flow, node->id, indent, no_text, 0);
    for (const struct doc_node *item = node->first;
         item != NULL && flow->status == STATUS_OK; item = item->next) {
        flow_advance(flow);
        set_item(flow, item, indent, tag, hang);
    }
}

/* ---- the table of kinds ---- */

static void block_blocks(struct flow *flow, const struct doc_node *node, double indent,
                         uint32_t parent)
{
    set_rest(flow, node->first, indent, parent);
}

static block_fn *const block_fns[DOC_KIND_COUNT] = {
    [DOC_MINUTES] = block_blocks,  [DOC_FIELD] = block_field,
    [DOC_GROUP] = block_group,     [DOC_SECTION] = block_section,
    [DOC_SPEECH] = block_speech,   [DOC_LIST] = block_list,
    [DOC_NOTE] = block_note,       [DOC_TABLE] = flow_table,
    [DOC_TITLE] = block_title,     [DOC_PARA] = block_para,
    [DOC_STAGE] = block_stage,     [DOC_RULE] = block_rule,
    [DOC_CLOSING] = block_closing,
};

static const struct doc_node *attendance_of(const struct doc_node *node)
{
    const struct doc_node *field = doc_ancestor(node, DOC_FIELD);
    const struct doc_node *group = doc_ancestor(node, DOC_GROUP);
    return field != NULL ? field : group != NULL ? group : node->parent;
}

static void set_rest(struct flow *flow, const struct doc_node *from, double indent,
                     uint32_t tag)
{
    const struct doc_node *node = from;
    while (node != NULL && flow->status == STATUS_OK) {
        flow_advance(flow);
        if (node->kind == DOC_PERSON) {
            const struct doc_node *field = attendance_of(node);
            if (field != flow->columns_field) {
                flow->columns = columns_of_attendees(flow, field);
                flow->columns_field = field;
            }
            node = flow_attendees(flow, node, &flow->columns, indent, tag);
            continue;
        }
        block_fn *set = block_fns[node->kind];
        if (set != NULL) {
            set(flow, node, indent, tag);
        } else {
            /* An inline among blocks: its text is kept as a paragraph. */
            set_plain(flow, node, STYLE_PARAGRAPH, indent, tag);
        }
        node = node->next;
    }
}

void flow_blocks(struct flow *flow, const struct doc_node *parent, double indent,
                 uint32_t tag)
{
    set_rest(flow, parent->first, indent, tag);
}
