/* Rules over single characters: what PDF extraction, OCR and encodings leave behind. */
#include <stdlib.h>

#include "base/utf8.h"
#include "people.h"

/* Places of one kind of character, for findings that count it through a document. */
struct tally {
    uint32_t c;
    struct place_list places;
};
struct tallies {
    struct tally *items; /* in order of `c` */
    size_t count, capacity;
};

/* A text with more distinct characters of one odd kind is in another language, or not
 * what it was decoded as; the first ones tell that. Bounds the cost of inserting. */
#define TALLIES_MAX 1024

static struct tally *tally_of(struct linter *linter, struct tallies *tallies,
                              uint32_t c)
{
    size_t low = 0, high = tallies->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (tallies->items[middle].c < c)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < tallies->count && tallies->items[low].c == c)
        return &tallies->items[low];
    if (tallies->count == TALLIES_MAX)
        return NULL;
    struct tally *items = linter_grow(linter, tallies->items, tallies->count,
                                      &tallies->capacity, sizeof(*items));
    if (!items)
        return NULL;
    tallies->items = items;
    for (size_t i = tallies->count; i > low; i--)
        items[i] = items[i - 1];
    tallies->count++;
    items[low] = (struct tally){.c = c};
    return &items[low];
}

static void count_class(struct linter *linter, struct tallies *tallies,
                        const struct passage *passage, enum character_class class)
{
    for (size_t i = 0; i < passage->length; i++) {
        if (passage->classes[i] != class)
            continue;
        struct tally *tally = tally_of(linter, tallies, passage->text[i]);
        if (tally)
            place_list_add(linter, &tally->places,
                           linter_place(linter, passage, i, i + 1, (struct str){0}));
    }
}

/* Where a name is addressed in running text nothing is mended. */
static struct lint_place place_outside_names(struct linter *linter,
                                             const struct passage *passage, size_t from,
                                             size_t to, struct str after)
{
    struct str none = {0};
    return linter_place(linter, passage, from, to,
                        people_is_addressed(passage, from, to) ? none : after);
}

/* ---- radical ---- */

static void look_radical(struct linter *linter, void *state,
                         const struct passage *passage)
{
    (void)state;
    for (size_t i = 0; i < passage->length; i++) {
        if (passage->classes[i] != CHARACTER_RADICAL)
            continue;
        char bytes[4];
        struct str after = {bytes,
                            utf8_encode(character_of_radical(passage->text[i]), bytes)};
        struct lint_place place = place_outside_names(linter, passage, i, i + 1, after);
        linter_report(linter, LINT_RADICAL, &place, 1,
                      "\"%.*s\" (U+%04X) is a radical, no kanji; \"%.*s\" (U+%04X) is "
                      "meant",
                      STR_ARGS(place.before), (unsigned)passage->text[i],
                      STR_ARGS(after),
                      (unsigned)character_of_radical(passage->text[i]));
    }
}

const struct rule rule_radical = {.needs = NEEDS(RADICAL), .look = look_radical};

/* ---- compat-ideograph ---- */

static void look_compatibility(struct linter *linter, void *state,
                               const struct passage *passage)
{
    count_class(linter, state, passage, CHARACTER_COMPATIBILITY);
}

static void finish_compatibility(struct linter *linter, void *state)
{
    const struct tallies *tallies = state;
    for (size_t i = 0; i < tallies->count; i++) {
        const struct tally *tally = &tallies->items[i];
        uint32_t c = character_of_compatibility(tally->c);
        char bytes[4];
        struct str other = {bytes, utf8_encode(c, bytes)};
        linter_report(linter, LINT_COMPAT_IDEOGRAPH, tally->places.items,
                      tally->places.count,
                      "U+%04X is a compatibility ideograph: other programs may turn it "
                      "into \"%.*s\" (U+%04X); make sure which one is right",
                      (unsigned)tally->c, STR_ARGS(other), (unsigned)c);
    }
}

const struct rule rule_compat_ideograph = {
    .needs = NEEDS(COMPATIBILITY),
    .state_size = sizeof(struct tallies),
    .look = look_compatibility,
    .finish = finish_compatibility,
};

/* ---- non-jis-kanji ---- */

static void look_outside(struct linter *linter, void *state,
                         const struct passage *passage)
{
    count_class(linter, state, passage, CHARACTER_KANJI_OUTSIDE);
}

static void add_hints(uint32_t c, struct buf *out)
{
    const uint32_t *hints = character_hints(c);
    for (size_t i = 0; i < CHARACTER_HINTS_MAX && hints[i] != 0; i++) {
        if (i > 0)
            buf_add_cstr(out, "/");
        buf_add_code_point(out, hints[i]);
    }
}

static void finish_outside(struct linter *linter, void *state)
{
    const struct tallies *tallies = state;
    struct buf hints = BUF_INIT;
    for (size_t i = 0; i < tallies->count; i++) {
        const struct tally *tally = &tallies->items[i];
        struct str text = tally->places.items[0].before;
        buf_clear(&hints);
        add_hints(tally->c, &hints);
        if (hints.len > 0)
            linter_report(
                linter, LINT_NON_JIS_KANJI, tally->places.items, tally->places.count,
                "\"%.*s\" (U+%04X) is no kanji of JIS X 0213; perhaps %.*s",
                STR_ARGS(text), (unsigned)tally->c, STR_ARGS(buf_str(&hints)));
        else
            linter_report(linter, LINT_NON_JIS_KANJI, tally->places.items,
                          tally->places.count,
                          "\"%.*s\" (U+%04X) is no kanji of JIS X 0213; make sure that "
                          "it is meant",
                          STR_ARGS(text), (unsigned)tally->c);
    }
    if (hints.status != STATUS_OK)
        linter->status = hints.status;
    buf_free(&hints);
}

const struct rule rule_non_jis_kanji = {
    .needs = NEEDS(KANJI_OUTSIDE),
    .state_size = sizeof(struct tallies),
    .look = look_outside,
    .finish = finish_outside,
};

/* ---- pua ---- */

static void look_private(struct linter *linter, void *state,
                         const struct passage *passage)
{
    count_class(linter, state, passage, CHARACTER_PRIVATE);
}

static void finish_private(struct linter *linter, void *state)
{
    const struct tallies *tallies = state;
    for (size_t i = 0; i < tallies->count; i++)
        linter_report(
            linter, LINT_PUA, tallies->items[i].places.items,
            tallies->items[i].places.count,
            "U+%04X is for private use: each machine shows another character; "
            "put in the one that is meant",
            (unsigned)tallies->items[i].c);
}

const struct rule rule_pua = {
    .needs = NEEDS(PRIVATE),
    .state_size = sizeof(struct tallies),
    .look = look_private,
    .finish = finish_private,
};

/* ---- invisible ---- */

/* Emoji are joined by U+200D (UTS #51, 2.3), and nothing is lost in looks without it
 * elsewhere in Japanese or Latin text. */
static bool joins_emoji(const struct passage *passage, size_t at)
{
    return passage->text[at] == 0x200D && at > 0 &&
           (passage->text[at - 1] >= 0x1F000 || passage->text[at - 1] == 0xFE0F) &&
           passage_at(passage, at + 1) >= 0x2190;
}

/* A variation selector with nothing before it that could vary. */
static bool is_stray_selector(const struct passage *passage, size_t at)
{
    if (passage->classes[at] != CHARACTER_SELECTOR)
        return false;
    if (at == 0)
        return true;
    switch (passage->classes[at - 1]) {
    case CHARACTER_SELECTOR:
    case CHARACTER_HIRAGANA:
    case CHARACTER_KATAKANA:
    case CHARACTER_LATIN:
    case CHARACTER_INVISIBLE:
        return true;
    default:
        return passage->text[at - 1] == PASSAGE_GAP;
    }
}

static bool is_invisible(const struct passage *passage, size_t at)
{
    return (passage->classes[at] == CHARACTER_INVISIBLE && !joins_emoji(passage, at)) ||
           is_stray_selector(passage, at);
}

static void look_invisible(struct linter *linter, void *state,
                           const struct passage *passage)
{
    (void)state;
    for (size_t i = 0; i < passage->length; i++) {
        if (!is_invisible(passage, i))
            continue;
        size_t end = i + 1;
        while (end < passage->length && is_invisible(passage, end))
            end++;
        struct lint_place place = place_outside_names(linter, passage, i, end, STR(""));
        linter_report(linter, LINT_INVISIBLE, &place, 1,
                      "an invisible character, U+%04X", (unsigned)passage->text[i]);
        i = end - 1;
    }
}

const struct rule rule_invisible = {
    .needs = NEEDS(INVISIBLE) | NEEDS(SELECTOR),
    .look = look_invisible,
};

/* ---- halfwidth-kana ---- */

static void look_halfwidth(struct linter *linter, void *state,
                           const struct passage *passage)
{
    (void)state;
    for (size_t i = 0; i < passage->length; i++) {
        if (passage->classes[i] != CHARACTER_HALFWIDTH_KANA)
            continue;
        size_t end = i + 1;
        while (end < passage->length &&
               passage->classes[end] == CHARACTER_HALFWIDTH_KANA)
            end++;
        struct lint_place place =
            linter_place(linter, passage, i, end, (struct str){0});
        linter_report(linter, LINT_HALFWIDTH_KANA, &place, 1,
                      "\"%.*s\" is in half-width kana", STR_ARGS(place.before));
        i = end - 1;
    }
}

const struct rule rule_halfwidth_kana = {
    .needs = NEEDS(HALFWIDTH_KANA),
    .look = look_halfwidth,
};
