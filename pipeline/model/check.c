/* The integrity check: links first, because everything else walks along them. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/attributes.h"

struct check {
    struct buf *why;
    bool faulty;
    struct diag_pos end; /* behind the last leaf; line 0: no leaf with a place yet */
    uint32_t lines;      /* of the source; 0: unknown */
    const struct doc_node **with_id;
    size_t id_count, id_capacity;
    bool nomem;
};

#define FAULT(check, node, ...)                                                        \
    do {                                                                               \
        (check)->faulty = true;                                                        \
        buf_printf((check)->why, "%u:%u: %s: ", (node)->pos.line, (node)->pos.column,  \
                   (unsigned)(node)->kind < DOC_KIND_COUNT                             \
                       ? doc_kind_name((node)->kind)                                   \
                       : "unknown kind");                                              \
        buf_printf((check)->why, __VA_ARGS__);                                         \
        buf_add_byte((check)->why, '\n');                                              \
    } while (0)

/* Whether the subtree is a tree of bounded depth with links that agree. Recursion ends
 * at DOC_DEPTH_MAX, so that a circle downwards ends too; one sideways is caught by the
 * `prev` link, which can only name one node. */
static bool check_links(struct check *c, const struct doc_node *node, unsigned depth)
{
    if ((unsigned)node->kind >= DOC_KIND_COUNT) {
        FAULT(c, node, "kind %u does not exist", (unsigned)node->kind);
        return false;
    }
    if (depth > DOC_DEPTH_MAX) {
        FAULT(c, node, "deeper than %d nodes", DOC_DEPTH_MAX);
        return false;
    }
    const struct doc_node *prev = NULL;
    for (const struct doc_node *child = node->first; child; child = child->next) {
        if (child->parent != node || child->prev != prev || child->spare) {
            FAULT(c, child, "not linked to its parent or neighbour");
            return false;
        }
        if (!check_links(c, child, depth + 1))
            return false;
        prev = child;
    }
    if (node->last != prev) {
        FAULT(c, node, "its last child is not the end of its children");
        return false;
    }
    return true;
}

static void check_children(struct check *c, const struct doc_node *node)
{
    unsigned rank = 0; /* of the child before; 3 behind the head of the node */
    for (const struct doc_node *child = node->first; child; child = child->next) {
        if (!doc_child_allowed(node->kind, child->kind))
            FAULT(c, child, "may not stand in %s", doc_kind_name(node->kind));
        unsigned own = doc_child_rank(node->kind, child->kind);
        if (own && own <= rank)
            FAULT(c, child, "must stand before the rest of %s, once",
                  doc_kind_name(node->kind));
        rank = own ? own : node->kind == DOC_PERSON ? 0 : 3;
    }
    if (!node->first && node->kind != DOC_MINUTES && node->kind != DOC_CELL &&
        node->kind != DOC_TEXT)
        FAULT(c, node, "is empty");
}

static bool before(struct diag_pos a, struct diag_pos b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static bool valid_text(struct str s)
{
    return utf8_first_invalid(s) == s.len;
}

static void check_leaf(struct check *c, const struct doc_node *leaf)
{
    struct str text = leaf->as.text;
    size_t at = 0;
    if (!text.len) {
        FAULT(c, leaf, "is empty");
        return;
    }
    if (!valid_text(text)) {
        FAULT(c, leaf, "is not UTF-8");
        return;
    }
    if (utf8_is_space(utf8_next(text, &at)))
        FAULT(c, leaf, "begins with white space");
    if (memchr(text.ptr, '\n', text.len) || memchr(text.ptr, '\r', text.len))
        FAULT(c, leaf, "holds a line end");
    if (!leaf->pos.line)
        return;
    if (c->end.line && before(leaf->pos, c->end))
        FAULT(c, leaf, "stands before %u:%u, where the text before it ends",
              c->end.line, c->end.column);
    if (c->lines && leaf->pos.line > c->lines)
        FAULT(c, leaf, "the source has only %u lines", c->lines);
    c->end = leaf->pos;
    c->end.column += (uint32_t)utf8_length(text);
}

static void check_attributes(struct check *c, const struct doc_node *node)
{
    size_t count;
    const struct doc_attribute *rows = doc_attributes(node->kind, &count);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].type == DOC_ATTRIBUTE_ENUM &&
            doc_attribute_number(node, &rows[i]) >= rows[i].name_count)
            FAULT(c, node, "%s has no such value", rows[i].name);
        if (rows[i].type == DOC_ATTRIBUTE_STR &&
            !valid_text(doc_attribute_str(node, &rows[i])))
            FAULT(c, node, "%s is not UTF-8", rows[i].name);
    }
    if (node->kind == DOC_SECTION &&
        (node->as.section.level < 1 || node->as.section.level > DOC_DEPTH_MAX))
        FAULT(c, node, "level %u", node->as.section.level);
}

static bool is_ascii_ncname(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char x = s.ptr[i];
        bool letter = (x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z') || x == '_';
        if (!letter && (i == 0 || !((x >= '0' && x <= '9') || x == '-' || x == '.')))
            return false;
    }
    return s.len > 0;
}

static void keep_id(struct check *c, const struct doc_node *node)
{
    if (!node->id.len)
        return;
    if (!is_ascii_ncname(node->id))
        FAULT(c, node, "id \"%.*s\" is no ASCII name", STR_ARGS(node->id));
    if (c->id_count == c->id_capacity) {
        size_t capacity = c->id_capacity ? c->id_capacity * 2 : 128;
        const struct doc_node **grown =
            realloc(c->with_id, capacity * sizeof(*c->with_id));
        if (!grown) {
            c->nomem = true;
            return;
        }
        c->with_id = grown;
        c->id_capacity = capacity;
    }
    c->with_id[c->id_count++] = node;
}

static int compare_ids(const void *a, const void *b)
{
    return str_compare((*(const struct doc_node *const *)a)->id,
                       (*(const struct doc_node *const *)b)->id);
}

static void check_ids(struct check *c)
{
    if (c->id_count)
        qsort(c->with_id, c->id_count, sizeof(*c->with_id), compare_ids);
    for (size_t i = 1; i < c->id_count; i++)
        if (str_equal(c->with_id[i - 1]->id, c->with_id[i]->id))
            FAULT(c, c->with_id[i], "id \"%.*s\" is given twice",
                  STR_ARGS(c->with_id[i]->id));
}

static const struct doc_node *first_leaf(const struct doc_node *node)
{
    struct doc_iter iter = doc_iter_new(node);
    while (doc_iter_next(&iter) != DOC_END)
        if (iter.node->kind == DOC_TEXT)
            return iter.node;
    return NULL;
}

static void check_start(struct check *c, const struct doc_node *node)
{
    if (node->kind == DOC_MINUTES || node->kind == DOC_TEXT)
        return;
    const struct doc_node *leaf = first_leaf(node);
    if (leaf &&
        (leaf->pos.line != node->pos.line || leaf->pos.column != node->pos.column))
        FAULT(c, node, "its text begins at %u:%u", leaf->pos.line, leaf->pos.column);
}

/* A value in which every 9 of `shape` is a digit and the rest is as in `shape`. */
static bool has_shape(struct str value, const char *shape)
{
    if (value.len != strlen(shape))
        return false;
    for (size_t i = 0; i < value.len; i++) {
        bool digit = value.ptr[i] >= '0' && value.ptr[i] <= '9';
        if (shape[i] == '9' ? !digit : value.ptr[i] != shape[i])
            return false;
    }
    return true;
}

static void check_facts(struct check *c, const struct doc *doc)
{
    for (size_t i = 0; i < doc_fact_row_count; i++) {
        const struct doc_fact *fact = doc_fact_lookup(&doc->facts, &doc_fact_rows[i]);
        if (!valid_text(fact->value))
            FAULT(c, doc->root, "fact %s is not UTF-8", doc_fact_rows[i].name);
    }
    const struct doc_facts *facts = &doc->facts;
    if (facts->date.value.len && !has_shape(facts->date.value, "9999-99-99"))
        FAULT(c, doc->root, "fact date is not YYYY-MM-DD");
    if (facts->start.value.len && !has_shape(facts->start.value, "99:99"))
        FAULT(c, doc->root, "fact start is not HH:MM");
    if (facts->end.value.len && !has_shape(facts->end.value, "99:99"))
        FAULT(c, doc->root, "fact end is not HH:MM");
    for (size_t i = 0; i < facts->session.value.len; i++)
        if (facts->session.value.ptr[i] < '0' || facts->session.value.ptr[i] > '9') {
            FAULT(c, doc->root, "fact session is not a decimal number");
            break;
        }
    for (size_t i = 1; i < doc->change_count; i++)
        if (before(doc->changes[i].pos, doc->changes[i - 1].pos))
            FAULT(c, doc->root, "change %zu stands before the one before it", i);
}

enum status doc_check(const struct doc *doc, struct buf *why)
{
    if (doc->status != STATUS_OK)
        return doc->status;
    struct check c = {.why = why, .lines = doc->source.lines};
    if (doc->root->kind != DOC_MINUTES || doc->root->parent)
        FAULT(&c, doc->root, "is not the root of a document");
    if (!check_links(&c, doc->root, 1))
        return STATUS_SYNTAX;
    struct doc_iter iter = doc_iter_new(doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        if (iter.event != DOC_ENTER)
            continue;
        if (iter.node->kind == DOC_TEXT)
            check_leaf(&c, iter.node);
        check_children(&c, iter.node);
        check_attributes(&c, iter.node);
        check_start(&c, iter.node);
        keep_id(&c, iter.node);
    }
    check_ids(&c);
    check_facts(&c, doc);
    free(c.with_id);
    if (c.nomem)
        return STATUS_NOMEM;
    return c.faulty ? STATUS_SYNTAX : STATUS_OK;
}
