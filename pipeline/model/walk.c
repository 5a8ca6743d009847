#include "model/model.h"

/* Before the first step `node` is NULL and the event DOC_LEAVE; after the last one
 * `node` is NULL and the event DOC_END. */
struct doc_iter doc_iter_new(const struct doc_node *root)
{
    return (struct doc_iter){.root = root, .event = DOC_LEAVE};
}

enum doc_event doc_iter_next(struct doc_iter *iter)
{
    if (!iter->node) {
        if (iter->event == DOC_END)
            return DOC_END;
        iter->node = iter->root;
        return iter->event = DOC_ENTER;
    }
    if (iter->event == DOC_ENTER) {
        if (!iter->node->first)
            return iter->event = DOC_LEAVE;
        iter->node = iter->node->first;
        return DOC_ENTER;
    }
    if (iter->node == iter->root) {
        iter->node = NULL;
        return iter->event = DOC_END;
    }
    if (iter->node->next) {
        iter->node = iter->node->next;
        return iter->event = DOC_ENTER;
    }
    iter->node = iter->node->parent;
    return iter->event = DOC_LEAVE;
}

/* The innermost block, and the innermost label, that hold a leaf. */
static const struct doc_node *block_of(const struct doc_node *node)
{
    while (node->parent && !doc_kind_is_block(node->kind))
        node = node->parent;
    return node;
}

void doc_text(const struct doc_node *node, enum doc_separator separator,
              struct buf *out)
{
    const struct doc_node *last = NULL; /* leaf */
    struct doc_iter iter = doc_iter_new(node);
    while (doc_iter_next(&iter) != DOC_END) {
        if (iter.event != DOC_ENTER || iter.node->kind != DOC_TEXT)
            continue;
        if (separator == DOC_SEPARATE_BLOCKS && last &&
            block_of(last) != block_of(iter.node) && last->parent->kind != DOC_LABEL)
            buf_add_byte(out, '\n');
        buf_add(out, iter.node->as.text);
        last = iter.node;
    }
}

const struct doc_node *doc_child(const struct doc_node *node, enum doc_kind kind)
{
    for (const struct doc_node *child = node->first; child; child = child->next)
        if (child->kind == kind)
            return child;
    return NULL;
}

const struct doc_node *doc_ancestor(const struct doc_node *node, enum doc_kind kind)
{
    for (node = node->parent; node; node = node->parent)
        if (node->kind == kind)
            return node;
    return NULL;
}
