/* Labels of one shape on the children of one parent, in their order. */
#ifndef LINT_SEQUENCE_H
#define LINT_SEQUENCE_H

#include "label.h"
#include "linter.h"

struct sequence_entry {
    struct label label;
    struct lint_place place; /* without `after` */
    const struct doc_node *block;
};

struct sequence {
    const struct doc_node *parent;
    enum doc_kind kind;
    struct sequence_entry *entries;
    size_t count, capacity;
    struct sequence *next; /* the one opened before it */
};

/* Sequences whose parent is still being read, innermost first; zero at first. */
struct sequences {
    struct sequence *open;
};

typedef void sequence_done_fn(struct linter *linter, const struct sequence *sequence);

/* Adds the label that the passage begins with, if it has one, and hands over the
 * sequences that are complete. */
void sequences_look(struct linter *linter, struct sequences *sequences,
                    const struct passage *passage, sequence_done_fn *done);
void sequences_finish(struct linter *linter, struct sequences *sequences,
                      sequence_done_fn *done);

#endif
