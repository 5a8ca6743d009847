#include "base/suggest.h"

#include <stdint.h>

struct suggest suggest_new(struct str asked)
{
    return (struct suggest){.asked = asked, .best_distance = SIZE_MAX};
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t suggest_distance(struct str a, struct str b)
{
    /* Optimal string alignment: three rows of the usual table. */
    size_t rows[3][SUGGEST_LENGTH_MAX + 1];
    if (a.len > SUGGEST_LENGTH_MAX || b.len > SUGGEST_LENGTH_MAX)
        return SIZE_MAX;
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *spare = before;
        before = last;
        last = row;
        row = spare;
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = last[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
            row[j] = least(change, least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
                a.ptr[i - 2] == b.ptr[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[b.len];
}

void suggest_offer(struct suggest *suggest, const char *name)
{
    /* A slip or two in a word; never a word that shares almost nothing. A beginning of
     * three letters or more is as good as one slip. */
    struct str candidate = str_from(name);
    size_t allowed = suggest->asked.len < 4 ? 1 : suggest->asked.len < 8 ? 2 : 3;
    size_t distance = suggest_distance(suggest->asked, candidate);
    if (distance > allowed && suggest->asked.len >= 3 &&
        str_starts(candidate, suggest->asked))
        distance = 1;
    if (distance <= allowed && distance < suggest->best_distance) {
        suggest->best = name;
        suggest->best_distance = distance;
    }
}
