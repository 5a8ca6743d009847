#include <stdlib.h>
#include <string.h>

#include "model/model.h"

struct doc *doc_new(void)
{
    struct doc *doc = calloc(1, sizeof(*doc));
    if (!doc)
        return NULL;
    doc->spare.spare = true;
    doc->arena = arena_new();
    if (doc->arena)
        doc->root = arena_alloc(doc->arena, sizeof(*doc->root));
    if (!doc->root) {
        doc_free(doc);
        return NULL;
    }
    doc->root->kind = DOC_MINUTES;
    return doc;
}

void doc_free(struct doc *doc)
{
    if (!doc)
        return;
    arena_free(doc->arena);
    free(doc);
}

static struct doc_node *give_up(struct doc *doc, enum status status, enum doc_kind kind)
{
    if (doc->status == STATUS_OK)
        doc->status = status;
    doc->spare = (struct doc_node){.kind = kind, .spare = true};
    return &doc->spare;
}

static bool too_deep(const struct doc_node *node)
{
    unsigned depth = 0;
    for (; node; node = node->parent)
        depth++;
    return depth >= DOC_DEPTH_MAX;
}

struct doc_node *doc_add(struct doc *doc, struct doc_node *parent, enum doc_kind kind,
                         struct diag_pos pos)
{
    if (parent->spare)
        return give_up(doc, STATUS_NOMEM, kind);
    if (too_deep(parent))
        return give_up(doc, STATUS_LIMIT, kind);
    struct doc_node *node = arena_alloc(doc->arena, sizeof(*node));
    if (!node)
        return give_up(doc, STATUS_NOMEM, kind);
    node->kind = kind;
    node->pos = pos;
    doc_append(parent, node);
    return node;
}

void doc_add_text(struct doc *doc, struct doc_node *parent, struct str text,
                  struct diag_pos pos)
{
    if (!text.len)
        return;
    struct doc_node *node = doc_add(doc, parent, DOC_TEXT, pos);
    if (!node->spare)
        node->as.text = doc_copy(doc, text);
}

void doc_unlink(struct doc_node *node)
{
    if (!node->parent)
        return;
    if (node->prev)
        node->prev->next = node->next;
    else
        node->parent->first = node->next;
    if (node->next)
        node->next->prev = node->prev;
    else
        node->parent->last = node->prev;
    node->parent = node->prev = node->next = NULL;
}

/* A spare node is never linked: it is handed out many times, and a second link would
 * close a circle. */
void doc_append(struct doc_node *parent, struct doc_node *node)
{
    if (parent->spare || node->spare)
        return;
    node->parent = parent;
    node->prev = parent->last;
    node->next = NULL;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
}

void doc_insert_before(struct doc_node *sibling, struct doc_node *node)
{
    if (sibling->spare || node->spare)
        return;
    node->parent = sibling->parent;
    node->prev = sibling->prev;
    node->next = sibling;
    if (sibling->prev)
        sibling->prev->next = node;
    else
        sibling->parent->first = node;
    sibling->prev = node;
}

void doc_record_change(struct doc *doc, struct str rule, struct diag_pos pos,
                       struct str before, struct str after)
{
    if (doc->change_count == doc->change_capacity) {
        size_t capacity = doc->change_capacity ? doc->change_capacity * 2 : 8;
        struct doc_change *changes =
            arena_alloc(doc->arena, capacity * sizeof(*changes));
        if (!changes) {
            give_up(doc, STATUS_NOMEM, DOC_TEXT);
            return;
        }
        if (doc->change_count)
            memcpy(changes, doc->changes, doc->change_count * sizeof(*changes));
        doc->changes = changes;
        doc->change_capacity = capacity;
    }
    doc->changes[doc->change_count++] = (struct doc_change){
        doc_copy(doc, rule), pos, doc_copy(doc, before), doc_copy(doc, after)};
}

struct str doc_copy(struct doc *doc, struct str s)
{
    struct str copy = arena_copy(doc->arena, s);
    if (s.len && !copy.len)
        give_up(doc, STATUS_NOMEM, DOC_TEXT);
    return copy;
}
