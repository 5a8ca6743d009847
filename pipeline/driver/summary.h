/* What is known of each document before any page is made: enough to order them, to
 * list them, and to link each to the one before and after it. */
#ifndef DRIVER_SUMMARY_H
#define DRIVER_SUMMARY_H

#include "base/arena.h"
#include "base/status.h"
#include "model/model.h"

/* A document in a list. Facts are empty where the text does not state them. */
struct summary {
    struct str slug; /* the name of its folder; tells documents apart */
    struct str title, organ, session, kind, date;
};

/* What a document says of itself; the strings are borrowed. */
struct summary summary_of(struct str slug, const struct doc *doc);

/* The same with strings of the arena; whether it failed is for the caller to ask. */
struct summary summary_copy(struct summary summary, struct arena *arena);

/* The order of a list: by body, then from the first meeting to the last (by date, by
 * number), then by slug. For qsort and bsearch. */
int summary_compare(const void *a, const void *b);

struct summary_list {
    struct summary *items;
    size_t count, capacity;
};

/* STATUS_NOMEM. The strings are borrowed. Release with summary_list_free. */
enum status summary_list_add(struct summary_list *list, struct summary summary);
void summary_list_free(struct summary_list *list);

/* Into summary_compare's order. */
void summary_list_sort(struct summary_list *list);

/* The documents of the same body before and after one, in a sorted list; NULL where
 * there is none, or where no body is stated. */
struct summary_neighbours {
    const struct summary *previous, *next;
};
struct summary_neighbours summary_neighbours(const struct summary_list *list,
                                             const struct summary *of);

#endif
