#include "notes.h"

#include <stdlib.h>

static bool has_key(const struct doc_node *node)
{
    return (node->kind == DOC_NOTE || node->kind == DOC_NOTE_REF) &&
           node->as.note.key.len > 0;
}

static struct str id_around(const struct doc_node *node)
{
    while (node != NULL && node->id.len == 0) {
        node = node->parent;
    }
    return node != NULL ? node->id : (struct str){0};
}

static size_t collect(const struct doc *doc, struct note_pair *out)
{
    size_t count = 0;
    struct doc_iter iter = doc_iter_new(doc->root);
    for (enum doc_event event; (event = doc_iter_next(&iter)) != DOC_END;) {
        if (event != DOC_ENTER || !has_key(iter.node)) {
            continue;
        }
        if (out != NULL) {
            struct note_pair pair = {.key = iter.node->as.note.key, .order = count};
            *(iter.node->kind == DOC_NOTE ? &pair.note : &pair.reference) =
                id_around(iter.node);
            out[count] = pair;
        }
        count++;
    }
    return count;
}

static int by_key(const void *a, const void *b)
{
    const struct note_pair *x = a, *y = b;
    int order = str_compare(x->key, y->key);
    return order != 0 ? order : (x->order > y->order) - (x->order < y->order);
}

/* Of one key, the first note and the first reference. */
static size_t unite(struct note_pair *pairs, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !str_equal(pairs[kept - 1].key, pairs[i].key)) {
            pairs[kept++] = pairs[i];
            continue;
        }
        struct note_pair *pair = &pairs[kept - 1];
        pair->note = pair->note.len > 0 ? pair->note : pairs[i].note;
        pair->reference =
            pair->reference.len > 0 ? pair->reference : pairs[i].reference;
    }
    return kept;
}

enum status notes_find(const struct doc *doc, struct arena *arena, struct notes *out)
{
    *out = (struct notes){0};
    size_t count = collect(doc, NULL);
    if (count == 0) {
        return STATUS_OK;
    }
    out->pairs = arena_alloc(arena, count * sizeof *out->pairs);
    if (out->pairs == NULL) {
        return STATUS_NOMEM;
    }
    collect(doc, out->pairs);
    qsort(out->pairs, count, sizeof *out->pairs, by_key);
    out->count = unite(out->pairs, count);
    return STATUS_OK;
}

const struct note_pair *notes_lookup(const struct notes *notes, struct str key)
{
    size_t from = 0, to = notes->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_compare(notes->pairs[middle].key, key);
        if (order == 0) {
            return &notes->pairs[middle];
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return NULL;
}
