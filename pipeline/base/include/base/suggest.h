/* What the user may have meant. */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include "base/str.h"

struct suggest {
    struct str asked;
    const char *best; /* NULL: nothing is near enough */
    size_t best_distance;
};

struct suggest suggest_new(struct str asked);

/* Offers one name that exists; `name` must outlive the suggestion. */
void suggest_offer(struct suggest *suggest, const char *name);

/* Insertions, deletions, replacements and swaps of neighbours that lead from a to b.
 * Bytes, for the names are ASCII. Above SUGGEST_LENGTH_MAX: SIZE_MAX. */
size_t suggest_distance(struct str a, struct str b);

/* No name of ours is longer; the bound keeps the table on the stack. */
#define SUGGEST_LENGTH_MAX 40

#endif
