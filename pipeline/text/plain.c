/* Document → normalised plain text.
 *
 * What the reader makes of a text depends on what stands on one line, on gaps and on
 * indents; so these are kept as the positions tell them (a gap of three columns is
 * three full-width spaces), and everything else is made regular. Where positions are
 * unknown, every block gets a line and lists are indented by depth. */
#include "plain.h"

#include "base/utf8.h"
#include "model/facts.h"
#include "text/text.h"

/* A gap or indent wider than a page's line says no more than one as wide. */
#define SPACES_MAX 40

/* The child of a block that a leaf is in: paragraph, label, heading, person, cell. Its
 * leaves are one printed line here, however many they were. */
static const struct doc_node *unit_of(const struct doc_node *leaf)
{
    while (leaf->parent && doc_kind_content(leaf->parent->kind) != DOC_BLOCKS)
        leaf = leaf->parent;
    return leaf;
}

static bool is_head(const struct doc_node *unit)
{
    return doc_child_rank(unit->parent->kind, unit->kind) > 0;
}

static void add_spaces(struct plain *p, uint32_t count)
{
    for (uint32_t n = count < SPACES_MAX ? count : SPACES_MAX; n; n--)
        buf_add_cstr(p->out, "\xE3\x80\x80");
}

static uint32_t end_column(const struct doc_node *leaf)
{
    return leaf->pos.column + (uint32_t)utf8_length(leaf->as.text);
}

static bool has_parent(const struct doc_node *node, enum doc_kind kind)
{
    return node->parent && node->parent->kind == kind;
}

/* Between two leaves of one source line with white space between them. */
static void add_gap(struct plain *p, const struct doc_node *leaf, uint32_t width)
{
    const struct doc_node *from = unit_of(p->last), *to = unit_of(leaf);
    if (to->kind == DOC_CELL || (to == from && to->kind == DOC_PERSON &&
                                 p->last->parent != to && leaf->parent != to)) {
        buf_add_byte(p->out, '\t');
        return;
    }
    size_t at = p->last->as.text.len;
    if (from->kind == DOC_LABEL && utf8_prev(p->last->as.text, &at) < 0x80)
        buf_add_byte(p->out, ' ');
    else
        add_spaces(p, width);
}

static unsigned list_depth(const struct doc_node *node)
{
    unsigned depth = 0;
    for (; node; node = node->parent)
        depth += node->kind == DOC_LIST;
    return depth;
}

/* Entries of one list, one group or one table follow each other line by line, though a
 * page's end may have put a blank line between them. */
static bool belongs_together(const struct doc_node *a, const struct doc_node *b)
{
    while (a && has_parent(a, DOC_ITEM))
        a = a->parent;
    while (b && has_parent(b, DOC_ITEM))
        b = b->parent;
    return a->parent == b->parent && a->kind == b->kind &&
           (a->kind == DOC_ITEM || a->kind == DOC_PERSON || a->kind == DOC_ROW);
}

static void add_line_end(struct plain *p, const struct doc_node *leaf)
{
    const struct doc_node *from = unit_of(p->last), *to = unit_of(leaf);
    bool known = p->last->pos.line && leaf->pos.line;
    bool apart = known ? leaf->pos.line > p->last->pos.line + 1
                       : !is_head(from) && to->kind != DOC_PERSON && !list_depth(to) &&
                             to->kind != DOC_TITLE;
    buf_add_byte(p->out, '\n');
    if (apart && !belongs_together(from, to))
        buf_add_byte(p->out, '\n');
    if (leaf->pos.line)
        add_spaces(p, leaf->pos.column - 1);
    else if (list_depth(to) > 1)
        add_spaces(p, list_depth(to) - 1);
}

/* Without positions: a label and what it labels, a person's parts and a row's cells
 * share a line; a term or speaker does where it ends with a colon. */
static bool shares_line(const struct doc_node *last, const struct doc_node *leaf)
{
    const struct doc_node *from = unit_of(last), *to = unit_of(leaf);
    if (last->pos.line && leaf->pos.line)
        return last->pos.line == leaf->pos.line;
    if (from->kind == DOC_LABEL ||
        (from->kind == DOC_CELL && from->parent == to->parent))
        return true;
    return from->kind == DOC_TERM && (to->kind == DOC_PARA || to->kind == DOC_PERSON) &&
           (str_ends(last->as.text, STR("：")) || str_ends(last->as.text, STR(":")));
}

void plain_add_leaf(struct plain *p, const struct doc_node *leaf)
{
    const struct doc_node *last = p->last;
    bool known = last && last->pos.line && leaf->pos.line;
    if (!last) {
        if (leaf->pos.column)
            add_spaces(p, leaf->pos.column - 1);
    } else if (known && leaf->pos.line == last->pos.line) {
        if (leaf->pos.column > end_column(last))
            add_gap(p, leaf, leaf->pos.column - end_column(last));
    } else if (unit_of(leaf) == unit_of(last)) {
        bool parts = unit_of(leaf)->kind == DOC_PERSON && leaf->parent != last->parent;
        if (parts && leaf->parent != unit_of(leaf) && leaf->parent->kind != DOC_MARK)
            add_gap(p, leaf, 1);
    } else if (shares_line(last, leaf)) {
        if (unit_of(last)->kind != DOC_TERM)
            add_gap(p, leaf, 1);
    } else {
        add_line_end(p, leaf);
    }
    buf_add(p->out, leaf->as.text);
    p->last = leaf;
}

enum status text_write(const struct doc *doc, struct buf *out)
{
    struct plain p = {.out = out};
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *leaf; (leaf = doc_next(&iter, DOC_TEXT));)
        plain_add_leaf(&p, leaf);
    if (p.last)
        buf_add_byte(out, '\n');
    return out->status;
}
