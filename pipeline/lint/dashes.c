/* wave-dash and minus-dash: one character of JIS X 0208 that became two in Unicode,
 * because tables of Shift_JIS differ (CP932 against JIS). Both in one document show
 * that parts of it went different ways; a search finds only half. */
#include "base/utf8.h"
#include "linter.h"

enum { KINDS_MAX = 4 };

struct dashes {
    struct place_list places[KINDS_MAX];
};

static const uint32_t waves[] = {0x301C, 0xFF5E, 0};
/* MINUS SIGN and FULLWIDTH HYPHEN-MINUS are one character of JIS; HYPHEN and EN DASH
 * look the same to a reader. */
static const uint32_t minuses[] = {0x2212, 0xFF0D, 0x2010, 0x2013, 0};

static size_t kind_of(const uint32_t *kinds, uint32_t c)
{
    size_t i = 0;
    while (kinds[i] != 0 && kinds[i] != c)
        i++;
    return i;
}

/* Several in a row are a line or a dash, not a sign. */
static bool is_alone(const struct passage *passage, size_t at)
{
    return passage_at(passage, at - 1) != passage->text[at] &&
           passage_at(passage, at + 1) != passage->text[at];
}

static void look(struct linter *linter, struct dashes *dashes,
                 const struct passage *passage, const uint32_t *kinds,
                 enum character_class class)
{
    if (passage->block->kind == DOC_RULE)
        return;
    for (size_t i = 0; i < passage->length; i++) {
        size_t kind =
            passage->classes[i] == class ? kind_of(kinds, passage->text[i]) : 0;
        if (passage->classes[i] != class || kinds[kind] == 0 || !is_alone(passage, i))
            continue;
        place_list_add(linter, &dashes->places[kind],
                       linter_place(linter, passage, i, i + 1, STR("?")));
    }
}

/* Only what JIS does not tell apart can be exchanged without changing what was said. */
static bool exchangeable(uint32_t a, uint32_t b)
{
    return (a == 0x301C && b == 0xFF5E) || (a == 0xFF5E && b == 0x301C) ||
           (a == 0x2212 && b == 0xFF0D) || (a == 0xFF0D && b == 0x2212);
}

static void set_after(struct linter *linter, struct place_list *places,
                      struct str after)
{
    struct str copy = arena_copy(linter->out->arena, after);
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].after.ptr)
            places->items[i].after = after.ptr ? copy : (struct str){0};
}

/* Whether the document uses one more than the other; of equally many the first one. */
static bool is_more_usual(const struct place_list *a, const struct place_list *b)
{
    if (a->count != b->count || a->count == 0)
        return a->count > b->count;
    const struct diag_pos p = a->items[0].pos, q = b->items[0].pos;
    return p.line != q.line ? p.line < q.line : p.column < q.column;
}

static void finish(struct linter *linter, struct dashes *dashes, const uint32_t *kinds,
                   enum lint_rule rule)
{
    size_t usual = 0;
    for (size_t i = 1; kinds[i] != 0; i++)
        if (is_more_usual(&dashes->places[i], &dashes->places[usual]))
            usual = i;
    char bytes[4];
    struct str other = {bytes, utf8_encode(kinds[usual], bytes)};
    for (size_t i = 0; kinds[i] != 0; i++) {
        struct place_list *places = &dashes->places[i];
        if (i == usual || places->count == 0)
            continue;
        set_after(linter, places,
                  exchangeable(kinds[i], kinds[usual]) ? other : (struct str){0});
        linter_report(linter, rule, places->items, places->count,
                      "\"%.*s\" (U+%04X) here, \"%.*s\" (U+%04X) elsewhere in this "
                      "document (%zu against %zu)",
                      STR_ARGS(places->items[0].before), (unsigned)kinds[i],
                      STR_ARGS(other), (unsigned)kinds[usual], places->count,
                      dashes->places[usual].count);
    }
}

static void look_wave(struct linter *linter, void *state, const struct passage *passage)
{
    look(linter, state, passage, waves, CHARACTER_WAVE);
}

static void finish_wave(struct linter *linter, void *state)
{
    finish(linter, state, waves, LINT_WAVE_DASH);
}

const struct rule rule_wave_dash = {
    .needs = NEEDS(WAVE),
    .state_size = sizeof(struct dashes),
    .look = look_wave,
    .finish = finish_wave,
};

static void look_minus(struct linter *linter, void *state,
                       const struct passage *passage)
{
    look(linter, state, passage, minuses, CHARACTER_DASH);
}

static void finish_minus(struct linter *linter, void *state)
{
    finish(linter, state, minuses, LINT_MINUS_DASH);
}

const struct rule rule_minus_dash = {
    .needs = NEEDS(DASH),
    .state_size = sizeof(struct dashes),
    .look = look_minus,
    .finish = finish_minus,
};
