/* Notes and the references to them, paired by key: each leads to the other. */
#ifndef LAYOUT_NOTES_H
#define LAYOUT_NOTES_H

#include "base/arena.h"
#include "model/model.h"

/* Ids of the first note of a key, and of the block that the first reference to it
 * stands in; empty where there is none. */
struct note_pair {
    struct str key, note, reference;
    size_t order; /* in the document */
};

struct notes {
    struct note_pair *pairs; /* by key, in an arena */
    size_t count;
};

/* STATUS_NOMEM. */
enum status notes_find(const struct doc *doc, struct arena *arena, struct notes *out);

/* NULL where no note and no reference has the key. */
const struct note_pair *notes_lookup(const struct notes *notes, struct str key);

#endif
