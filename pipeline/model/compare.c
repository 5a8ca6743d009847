#include "base/utf8.h"
#include "model/attributes.h"

struct comparison {
    enum doc_compare how;
    struct buf *why; /* may be NULL */
};

#define DIFFER(comparison, ...)                                                        \
    do {                                                                               \
        if ((comparison)->why)                                                         \
            buf_printf((comparison)->why, __VA_ARGS__);                                \
        return false;                                                                  \
    } while (0)

static bool same_pos(const struct comparison *c, struct diag_pos a, struct diag_pos b)
{
    return c->how == DOC_COMPARE_WITHOUT_POSITIONS ||
           (a.line == b.line && a.column == b.column);
}

static bool same_attributes(const struct comparison *c, const struct doc_node *a,
                            const struct doc_node *b)
{
    size_t count;
    const struct doc_attribute *rows = doc_attributes(a->kind, &count);
    for (size_t i = 0; i < count; i++) {
        char digits_a[11], digits_b[11];
        struct str in_a = doc_attribute_text(a, &rows[i], digits_a);
        struct str in_b = doc_attribute_text(b, &rows[i], digits_b);
        if (!str_equal(in_a, in_b))
            DIFFER(c, "%u:%u: %s: %s is \"%.*s\", then \"%.*s\"", a->pos.line,
                   a->pos.column, doc_kind_name(a->kind), rows[i].name, STR_ARGS(in_a),
                   STR_ARGS(in_b));
    }
    return true;
}

static bool same_node(const struct comparison *c, const struct doc_node *a,
                      const struct doc_node *b)
{
    if (a->kind != b->kind)
        DIFFER(c, "%u:%u: %s, then %s", a->pos.line, a->pos.column,
               doc_kind_name(a->kind), doc_kind_name(b->kind));
    if (!same_pos(c, a->pos, b->pos))
        DIFFER(c, "%s at %u:%u, then at %u:%u", doc_kind_name(a->kind), a->pos.line,
               a->pos.column, b->pos.line, b->pos.column);
    if (!str_equal(a->id, b->id))
        DIFFER(c, "%u:%u: %s: id is \"%.*s\", then \"%.*s\"", a->pos.line,
               a->pos.column, doc_kind_name(a->kind), STR_ARGS(a->id), STR_ARGS(b->id));
    return same_attributes(c, a, b);
}

/* Compares the leaf under `*a` with that under `*b`; without positions the whole run of
 * leaves that begins there. Moves both to the last leaf that was compared. */
static bool same_text(const struct comparison *c, struct doc_iter *a,
                      struct doc_iter *b)
{
    struct str in_a = a->node->as.text, in_b = b->node->as.text;
    struct diag_pos pos = a->node->pos;
    bool runs = c->how == DOC_COMPARE_WITHOUT_POSITIONS;
    for (;;) {
        size_t n = in_a.len < in_b.len ? in_a.len : in_b.len;
        if (!str_equal(str_slice(in_a, 0, n), str_slice(in_b, 0, n)))
            break;
        in_a = str_slice(in_a, n, in_a.len);
        in_b = str_slice(in_b, n, in_b.len);
        if (!in_a.len && !in_b.len &&
            (!runs || !a->node->next || !b->node->next ||
             a->node->next->kind != DOC_TEXT || b->node->next->kind != DOC_TEXT))
            break;
        if (!in_a.len && runs && a->node->next && a->node->next->kind == DOC_TEXT) {
            a->node = a->node->next;
            in_a = a->node->as.text;
        } else if (!in_a.len) {
            break;
        }
        if (!in_b.len && runs && b->node->next && b->node->next->kind == DOC_TEXT) {
            b->node = b->node->next;
            in_b = b->node->as.text;
        } else if (!in_b.len) {
            break;
        }
    }
    if (in_a.len || in_b.len)
        DIFFER(c, "%u:%u: text \"%.*s\", then \"%.*s\"", pos.line, pos.column,
               STR_ARGS(in_a), STR_ARGS(in_b));
    return true;
}

static bool same_tree(const struct comparison *c, const struct doc *a,
                      const struct doc *b)
{
    struct doc_iter in_a = doc_iter_new(a->root), in_b = doc_iter_new(b->root);
    for (;;) {
        enum doc_event event_a = doc_iter_next(&in_a), event_b = doc_iter_next(&in_b);
        if (event_a != event_b) {
            const struct doc_node *more = event_a == DOC_ENTER ? in_a.node : in_b.node;
            const struct doc_node *parent = more ? more->parent : NULL;
            DIFFER(c, "%u:%u: a %s in %s only in the %s document",
                   more ? more->pos.line : 0, more ? more->pos.column : 0,
                   more ? doc_kind_name(more->kind) : "node",
                   parent ? doc_kind_name(parent->kind) : "nothing",
                   event_a == DOC_ENTER ? "first" : "second");
        }
        if (event_a == DOC_END)
            return true;
        if (event_a != DOC_ENTER)
            continue;
        if (!same_node(c, in_a.node, in_b.node))
            return false;
        if (in_a.node->kind == DOC_TEXT && !same_text(c, &in_a, &in_b))
            return false;
    }
}

static bool same_facts(const struct comparison *c, const struct doc *a,
                       const struct doc *b)
{
    for (size_t i = 0; i < doc_fact_row_count; i++) {
        const struct doc_fact *in_a = doc_fact_lookup(&a->facts, &doc_fact_rows[i]);
        const struct doc_fact *in_b = doc_fact_lookup(&b->facts, &doc_fact_rows[i]);
        if (!str_equal(in_a->value, in_b->value))
            DIFFER(c, "fact %s: \"%.*s\", then \"%.*s\"", doc_fact_rows[i].name,
                   STR_ARGS(in_a->value), STR_ARGS(in_b->value));
        if (in_a->value.len && !same_pos(c, in_a->pos, in_b->pos))
            DIFFER(c, "fact %s at %u:%u, then at %u:%u", doc_fact_rows[i].name,
                   in_a->pos.line, in_a->pos.column, in_b->pos.line, in_b->pos.column);
    }
    return true;
}

static bool same_source(const struct comparison *c, const struct doc *a,
                        const struct doc *b)
{
    const struct doc_source *in_a = &a->source, *in_b = &b->source;
    if (!str_equal(in_a->name, in_b->name) ||
        !str_equal(in_a->encoding, in_b->encoding) ||
        !str_equal(in_a->newline, in_b->newline) || in_a->bom != in_b->bom ||
        in_a->lines != in_b->lines || !str_equal(in_a->layout, in_b->layout))
        DIFFER(c, "source %.*s %.*s %.*s %d %u %.*s, then %.*s %.*s %.*s %d %u %.*s",
               STR_ARGS(in_a->name), STR_ARGS(in_a->encoding), STR_ARGS(in_a->newline),
               in_a->bom, in_a->lines, STR_ARGS(in_a->layout), STR_ARGS(in_b->name),
               STR_ARGS(in_b->encoding), STR_ARGS(in_b->newline), in_b->bom,
               in_b->lines, STR_ARGS(in_b->layout));
    if (a->change_count != b->change_count)
        DIFFER(c, "%zu changes, then %zu", a->change_count, b->change_count);
    for (size_t i = 0; i < a->change_count; i++) {
        const struct doc_change *x = &a->changes[i], *y = &b->changes[i];
        if (!str_equal(x->rule, y->rule) || !same_pos(c, x->pos, y->pos) ||
            !str_equal(x->before, y->before) || !str_equal(x->after, y->after))
            DIFFER(c, "change %zu: %.*s at %u:%u, then %.*s at %u:%u", i,
                   STR_ARGS(x->rule), x->pos.line, x->pos.column, STR_ARGS(y->rule),
                   y->pos.line, y->pos.column);
    }
    return true;
}

bool doc_equal(const struct doc *a, const struct doc *b, enum doc_compare how,
               struct buf *why)
{
    const struct comparison c = {how, why};
    return same_facts(&c, a, b) && same_tree(&c, a, b) &&
           (how == DOC_COMPARE_WITHOUT_POSITIONS || same_source(&c, a, b));
}
