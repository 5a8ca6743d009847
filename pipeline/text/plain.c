/* Normalised plain text. */
#include "text/text.h"

#include "base/utf8.h"
#include "model/facts.h"

struct plain {
    struct buf *out;
    unsigned indent; /* full-width spaces before a block that begins a line */
    bool fresh;      /* nothing on this line yet */
};

static void new_line(struct plain *p)
{
    if (!p->fresh)
        buf_add_byte(p->out, '\n');
    p->fresh = true;
}

/* An empty line, unless one is there or nothing stands above it. */
static void blank_line(struct plain *p)
{
    new_line(p);
    struct str text = buf_str(p->out);
    if (text.len > 0 && !str_ends(text, STR("\n\n")))
        buf_add_byte(p->out, '\n');
}

static void begin(struct plain *p)
{
    for (unsigned i = 0; p->fresh && i < p->indent; i++)
        buf_add_cstr(p->out, "\u3000");
    p->fresh = false;
}

/* The text of inlines; what was joined is joined. */
static void inlines(struct plain *p, const struct doc_node *node)
{
    begin(p);
    doc_text(node, DOC_SEPARATE_NOTHING, p->out);
}

/* What stands between a label and its text where both share a line: nothing after a
 * closing bracket or a colon, a space after ASCII, a full-width one after all else. */
static void gap(struct plain *p)
{
    static const char *const tight[] = {"）", "】", "］", "〕", "｝", "》",
                                        "〉", "：", "．", "、", "・"};
    struct str text = buf_str(p->out);
    for (size_t i = 0; i < sizeof(tight) / sizeof(tight[0]); i++)
        if (str_ends(text, str_from(tight[i])))
            return;
    if (text.len > 0 && (unsigned char)text.ptr[text.len - 1] < 0x80)
        buf_add_byte(p->out, ' ');
    else
        buf_add_cstr(p->out, "\u3000");
}

static bool same_line(const struct doc_node *a, const struct doc_node *b)
{
    return a->pos.line == b->pos.line;
}

/* The last line that a node reaches: that of its last leaf. */
static const struct doc_node *last_leaf(const struct doc_node *node)
{
    while (node->last)
        node = node->last;
    return node;
}

/* Prints leading label, term, heading or speaker; what follows on the same line of the
 * source stays on it. Returns the first child behind them. */
static const struct doc_node *head(struct plain *p, const struct doc_node *node)
{
    const struct doc_node *child = node->first;
    while (child && doc_child_rank(node->kind, child->kind) > 0) {
        const struct doc_node *next = child->next;
        inlines(p, child);
        if (next && same_line(last_leaf(child), next))
            gap(p);
        else if (next)
            new_line(p);
        child = next;
    }
    return child;
}

static void block(struct plain *p, const struct doc_node *node);

static void person(struct plain *p, const struct doc_node *node)
{
    const struct doc_node *prev = NULL;
    begin(p);
    for (const struct doc_node *child = node->first; child; child = child->next) {
        bool joined = child->kind == DOC_TEXT || (prev && prev->kind == DOC_TEXT);
        if (prev && !joined && child->kind == DOC_AFFILIATION && prev->kind == DOC_NAME)
            buf_add_byte(p->out, '\t');
        else if (prev && !joined && child->kind != DOC_MARK && prev->kind != DOC_MARK)
            buf_add_cstr(p->out, "\u3000");
        if (child->kind == DOC_TEXT)
            buf_add(p->out, child->as.text);
        else
            doc_text(child, DOC_SEPARATE_NOTHING, p->out);
        prev = child;
    }
    new_line(p);
}

static void row(struct plain *p, const struct doc_node *node)
{
    begin(p);
    for (const struct doc_node *cell = node->first; cell; cell = cell->next) {
        doc_text(cell, DOC_SEPARATE_NOTHING, p->out);
        if (cell->next)
            buf_add_byte(p->out, '\t');
    }
    new_line(p);
}

/* Whether an empty line stands between two neighbours. Lists, rows of attendees and the
 * paragraphs of one turn are told from others by having none. */
static bool apart(const struct doc_node *parent, const struct doc_node *a,
                  const struct doc_node *b)
{
    if (parent->kind == DOC_LIST || parent->kind == DOC_ITEM ||
        parent->kind == DOC_TABLE || parent->kind == DOC_NOTE ||
        parent->kind == DOC_SPEECH)
        return false;
    if (a->kind == DOC_PERSON || a->kind == DOC_TITLE || a->kind == DOC_NOTE)
        return b->kind != a->kind;
    if (parent->kind == DOC_FIELD)
        return a->kind == DOC_GROUP || b->kind == DOC_GROUP;
    return !(a->kind == DOC_LIST && b->kind == DOC_NOTE);
}

/* The children from `child` on; the first may go on on the line of its head. */
static void children(struct plain *p, const struct doc_node *node,
                     const struct doc_node *child)
{
    for (; child; child = child->next) {
        if (child->prev && doc_child_rank(node->kind, child->prev->kind) == 0 &&
            apart(node, child->prev, child))
            blank_line(p);
        block(p, child);
    }
}

/* A block with a head whose further blocks are indented by one, so that they are seen
 * to belong to it. */
static void headed(struct plain *p, const struct doc_node *node, unsigned step)
{
    const struct doc_node *first = head(p, node);
    p->indent += step;
    children(p, node, first);
    p->indent -= step;
    new_line(p);
}

static void section(struct plain *p, const struct doc_node *node)
{
    const struct doc_node *first = head(p, node);
    if (first && !node->as.section.run_in)
        blank_line(p);
    children(p, node, first);
}

static void group(struct plain *p, const struct doc_node *node)
{
    const struct doc_node *first = head(p, node);
    if (first && p->fresh && node->first != first)
        blank_line(p);
    children(p, node, first);
    new_line(p);
}

static void block(struct plain *p, const struct doc_node *node)
{
    switch (node->kind) {
    case DOC_PERSON:
        person(p, node);
        break;
    case DOC_ROW:
        row(p, node);
        break;
    case DOC_SECTION:
        section(p, node);
        break;
    case DOC_GROUP:
        group(p, node);
        break;
    case DOC_FIELD:
        headed(p, node, 0);
        break;
    case DOC_SPEECH:
    case DOC_ITEM:
    case DOC_NOTE:
        headed(p, node, 1);
        break;
    case DOC_MINUTES:
    case DOC_LIST:
    case DOC_TABLE:
        children(p, node, node->first);
        break;
    default: /* all that hold inlines alone */
        inlines(p, node);
        new_line(p);
        break;
    }
}

enum status text_write(const struct doc *doc, struct buf *out)
{
    struct plain p = {.out = out, .fresh = true};
    block(&p, doc->root);
    new_line(&p);
    return out->status;
}
