/* Applying what findings would mend, to the text that their places are in. */
#include <stdlib.h>

#include "base/utf8.h"
#include "linter.h"

struct edit {
    const struct lint_finding *finding;
    const struct lint_place *place;
};

static int by_place(const void *a, const void *b)
{
    const struct edit *x = a, *y = b;
    const struct diag_pos p = x->place->pos, q = y->place->pos;
    if (p.line != q.line)
        return p.line < q.line ? -1 : 1;
    if (p.column != q.column)
        return p.column < q.column ? -1 : 1;
    return x->finding->rule < y->finding->rule ? -1
                                               : x->finding->rule > y->finding->rule;
}

static size_t gather(const struct lint_findings *findings, const bool *chosen,
                     struct edit *edits)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct lint_finding *finding = &findings->items[i];
        for (size_t j = 0; chosen[finding->rule] && j < finding->place_count; j++) {
            if (!finding->places[j].after.ptr)
                continue;
            if (edits)
                edits[count] = (struct edit){finding, &finding->places[j]};
            count++;
        }
    }
    return count;
}

/* A walk through the text that knows its line and column. */
struct walk {
    struct str text;
    size_t at;
    struct diag_pos pos; /* of what is at `at` */
};

static bool is_before(struct diag_pos a, struct diag_pos b)
{
    return a.line != b.line ? a.line < b.line : a.column < b.column;
}

static void step(struct walk *walk)
{
    uint32_t c = utf8_next(walk->text, &walk->at);
    bool pair =
        c == '\r' && walk->at < walk->text.len && walk->text.ptr[walk->at] == '\n';
    walk->pos.column++;
    if ((c == '\n' || c == '\r') && !pair) {
        walk->pos.line++;
        walk->pos.column = 1;
    }
}

enum status lint_mend(struct str text, const struct lint_findings *findings,
                      const bool chosen[LINT_RULE_COUNT], struct buf *out,
                      struct lint_edits *made)
{
    size_t count = gather(findings, chosen, NULL), edited = 0;
    struct edit *edits = calloc(count + 1, sizeof(*edits));
    *made = (struct lint_edits){calloc(count + 1, sizeof(*made->items)), 0};
    struct walk walk = {text, 0, {1, 1}};
    if (!edits || !made->items) {
        free(edits);
        return STATUS_NOMEM;
    }
    gather(findings, chosen, edits);
    qsort(edits, count, sizeof(*edits), by_place);
    for (size_t i = 0; i < count; i++) {
        const struct lint_place *place = edits[i].place;
        /* One that overlaps the last is left for the next time. */
        while (walk.at < text.len && is_before(walk.pos, place->pos))
            step(&walk);
        if (is_before(place->pos, walk.pos) ||
            !str_starts(str_slice(text, walk.at, text.len), place->before))
            continue;
        buf_add(out, str_slice(text, edited, walk.at));
        buf_add(out, place->after);
        for (size_t end = walk.at + place->before.len; walk.at < end;)
            step(&walk);
        edited = walk.at;
        made->items[made->count++] = (struct lint_edit){edits[i].finding->rule, place};
    }
    buf_add(out, str_slice(text, edited, text.len));
    free(edits);
    return out->status;
}

void lint_edits_free(struct lint_edits *edits)
{
    free(edits->items);
    *edits = (struct lint_edits){0};
}
