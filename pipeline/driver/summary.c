#include "summary.h"

#include <stdlib.h>

struct summary summary_of(struct str slug, const struct doc *doc)
{
    const struct doc_facts *facts = &doc->facts;
    return (struct summary){
        .slug = slug,
        .title = facts->title.value,
        .organ = facts->organ.value,
        .session = facts->session.value,
        .kind = facts->kind.value,
        .date = facts->date.value,
    };
}

struct summary summary_copy(struct summary summary, struct arena *arena)
{
    return (struct summary){
        .slug = arena_copy(arena, summary.slug),
        .title = arena_copy(arena, summary.title),
        .organ = arena_copy(arena, summary.organ),
        .session = arena_copy(arena, summary.session),
        .kind = arena_copy(arena, summary.kind),
        .date = arena_copy(arena, summary.date),
    };
}

/* Digits without a limit to their number: the longer is the greater. */
static int compare_numbers(struct str a, struct str b)
{
    if (a.len != b.len)
        return a.len < b.len ? -1 : 1;
    return str_compare(a, b);
}

int summary_compare(const void *a, const void *b)
{
    const struct summary *x = a, *y = b;
    int order = str_compare(x->organ, y->organ);
    if (order == 0)
        order = str_compare(x->date, y->date);
    if (order == 0)
        order = compare_numbers(x->session, y->session);
    return order != 0 ? order : str_compare(x->slug, y->slug);
}

enum status summary_list_add(struct summary_list *list, struct summary summary)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 16;
        struct summary *items = realloc(list->items, capacity * sizeof(*items));
        if (!items)
            return STATUS_NOMEM;
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = summary;
    return STATUS_OK;
}

void summary_list_free(struct summary_list *list)
{
    free(list->items);
    *list = (struct summary_list){0};
}

void summary_list_sort(struct summary_list *list)
{
    if (list->count > 0)
        qsort(list->items, list->count, sizeof(*list->items), summary_compare);
}

static bool same_body(const struct summary *a, const struct summary *b)
{
    return a->organ.len > 0 && str_equal(a->organ, b->organ);
}

struct summary_neighbours summary_neighbours(const struct summary_list *list,
                                             const struct summary *of)
{
    struct summary_neighbours found = {0};
    const struct summary *at = list->count > 0 ? bsearch(of, list->items, list->count,
                                                         sizeof(*of), summary_compare)
                                               : NULL;
    if (!at)
        return found;
    size_t index = (size_t)(at - list->items);
    if (index > 0 && same_body(at - 1, at))
        found.previous = at - 1;
    if (index + 1 < list->count && same_body(at + 1, at))
        found.next = at + 1;
    return found;
}
