#include "characters.h"

struct character_range {
    uint32_t first, last;
    enum character_class class;
};
struct character_pair {
    uint32_t from, to;
};
struct character_hint {
    uint32_t from;
    uint32_t to[CHARACTER_HINTS_MAX];
};

#include "character_tables.inc"
#include "lookalike_tables.inc"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* CJK Unified Ideographs with Extension A, as the bits of kanji_known are laid out. */
#define KANJI_FIRST 0x3400u
#define KANJI_LAST 0x9FFFu
/* Yijing hexagrams stand between the two blocks. */
#define HEXAGRAM_FIRST 0x4DC0u
#define HEXAGRAM_LAST 0x4DFFu
/* Extensions B and later (planes 2 and 3). */
#define SUPPLEMENT_FIRST 0x20000u
#define SUPPLEMENT_LAST 0x3FFFDu

static bool known_above(uint32_t c)
{
    size_t low = 0, high = COUNT(kanji_known_above);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (kanji_known_above[middle] < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < COUNT(kanji_known_above) && kanji_known_above[low] == c;
}

static enum character_class class_in_ranges(uint32_t c)
{
    size_t low = 0, high = COUNT(character_ranges);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (character_ranges[middle].last < c)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < COUNT(character_ranges) && character_ranges[low].first <= c)
        return character_ranges[low].class;
    if (known_above(c))
        return CHARACTER_KANJI;
    return c >= SUPPLEMENT_FIRST && c <= SUPPLEMENT_LAST ? CHARACTER_KANJI_OUTSIDE
                                                         : CHARACTER_OTHER;
}

enum character_class character_class(uint32_t c)
{
    if (c >= 0x3041 && c <= 0x3096)
        return CHARACTER_HIRAGANA;
    if (c >= KANJI_FIRST && c <= KANJI_LAST) {
        if (kanji_known[(c - KANJI_FIRST) / 32] >> (c - KANJI_FIRST) % 32 & 1)
            return CHARACTER_KANJI;
        return c >= HEXAGRAM_FIRST && c <= HEXAGRAM_LAST ? CHARACTER_OTHER
                                                         : CHARACTER_KANJI_OUTSIDE;
    }
    if (c >= 0x3000 && c <= 0x3002) /* the commonest of what has no row */
        return CHARACTER_OTHER;
    return class_in_ranges(c);
}

static uint32_t lookup_pair(const struct character_pair *pairs, size_t count,
                            uint32_t c)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (pairs[middle].from < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && pairs[low].from == c ? pairs[low].to : 0;
}

uint32_t character_of_radical(uint32_t c)
{
    return lookup_pair(radicals, COUNT(radicals), c);
}

uint32_t character_of_compatibility(uint32_t c)
{
    return lookup_pair(compatibility, COUNT(compatibility), c);
}

uint32_t character_skeleton(uint32_t c)
{
    if (c >= 0xF900 && (c <= 0xFAFF || c >= 0x2F800)) {
        uint32_t plain = character_of_compatibility(c);
        c = plain ? plain : c;
    }
    if (!(lookalike_filter[c % 1024 / 32] >> c % 32 & 1))
        return c;
    uint32_t same = lookup_pair(lookalikes, COUNT(lookalikes), c);
    return same ? same : c;
}

const uint32_t *character_hints(uint32_t c)
{
    static const uint32_t none[CHARACTER_HINTS_MAX];
    size_t low = 0, high = COUNT(hints);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (hints[middle].from < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < COUNT(hints) && hints[low].from == c ? hints[low].to : none;
}
