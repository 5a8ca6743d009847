/* What kind of character a code point is, as far as rules ask. */
#ifndef LINT_CHARACTERS_H
#define LINT_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum character_class {
    CHARACTER_OTHER,
    CHARACTER_KANJI,         /* that JIS X 0213 or Windows-31J has */
    CHARACTER_KANJI_OUTSIDE, /* a unified ideograph that neither has */
    CHARACTER_RADICAL,
    CHARACTER_COMPATIBILITY, /* an ideograph that normalisation would replace */
    CHARACTER_HIRAGANA,
    CHARACTER_KATAKANA,
    CHARACTER_HALFWIDTH_KANA,
    CHARACTER_LATIN, /* ASCII letters, of either width */
    CHARACTER_DIGIT, /* ASCII digits, of either width */
    CHARACTER_BRACKET,
    CHARACTER_WAVE,
    CHARACTER_DASH,
    CHARACTER_INVISIBLE,
    CHARACTER_SELECTOR, /* a variation selector */
    CHARACTER_PRIVATE,
};

enum character_class character_class(uint32_t c);

static inline bool character_is_kanji(enum character_class class)
{
    return class == CHARACTER_KANJI || class == CHARACTER_KANJI_OUTSIDE ||
           class == CHARACTER_COMPATIBILITY;
}

/* The unified ideograph that a radical, or a compatibility ideograph, stands for; 0
 * where there is none. */
uint32_t character_of_radical(uint32_t c);
uint32_t character_of_compatibility(uint32_t c);

/* One for all that is taken for each other in names: 宍 and 穴 have the same. */
uint32_t character_skeleton(uint32_t c);

#define CHARACTER_HINTS_MAX 3

/* Kanji of JIS X 0208 that may be meant by one outside JIS; ends with 0 unless full. */
const uint32_t *character_hints(uint32_t c);

/* A full-width ASCII character as ASCII; any other as it is. */
static inline uint32_t character_narrow(uint32_t c)
{
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}
static inline bool character_is_wide(uint32_t c)
{
    return c >= 0xFF01 && c <= 0xFF5E;
}

#endif
