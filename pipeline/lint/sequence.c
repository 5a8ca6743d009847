#include "sequence.h"

static bool is_inside(const struct doc_node *node, const struct doc_node *parent)
{
    while (node && node != parent)
        node = node->parent;
    return node != NULL;
}

static void close_left(struct linter *linter, struct sequences *sequences,
                       const struct doc_node *node, sequence_done_fn *done)
{
    while (sequences->open && !is_inside(node, sequences->open->parent)) {
        done(linter, sequences->open);
        sequences->open = sequences->open->next;
    }
}

static struct sequence *sequence_for(struct linter *linter, struct sequences *sequences,
                                     const struct doc_node *block,
                                     const struct label *label)
{
    for (struct sequence *s = sequences->open; s && s->parent == block->parent;
         s = s->next)
        if (s->kind == block->kind && label_same_shape(&s->entries[0].label, label))
            return s;
    struct sequence *made = linter_alloc(linter, sizeof(*made));
    if (!made)
        return NULL;
    *made = (struct sequence){
        .parent = block->parent, .kind = block->kind, .next = sequences->open};
    sequences->open = made;
    return made;
}

void sequences_look(struct linter *linter, struct sequences *sequences,
                    const struct passage *passage, sequence_done_fn *done)
{
    struct label label = label_of(passage);
    if (label.style == LABEL_NONE)
        return;
    close_left(linter, sequences, passage->block->parent, done);
    struct sequence *sequence = sequence_for(linter, sequences, passage->block, &label);
    if (!sequence)
        return;
    struct sequence_entry *entries =
        linter_grow(linter, sequence->entries, sequence->count, &sequence->capacity,
                    sizeof(*entries));
    if (!entries) {
        if (sequence->count == 0) /* one without entries must not stay */
            sequences->open = sequence->next;
        return;
    }
    sequence->entries = entries;
    entries[sequence->count++] = (struct sequence_entry){
        label, linter_place(linter, passage, label.from, label.to, (struct str){0}),
        passage->block};
}

void sequences_finish(struct linter *linter, struct sequences *sequences,
                      sequence_done_fn *done)
{
    close_left(linter, sequences, NULL, done);
}
