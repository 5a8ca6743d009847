/* UTF-8, as checked once at the door. Inside, every struct str is valid UTF-8, so
 * utf8_next never fails there. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "base/str.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* What utf8_next leaves to it: two and four bytes, E0, ED and what is ill-formed. */
uint32_t utf8_next_rare(struct str s, size_t *offset);

/* Decodes the code point at `*offset` and moves past it. On ill-formed bytes returns
 * UTF8_REPLACEMENT and moves past the maximal subpart (Unicode 15, 3.9, table 3-7).
 * `*offset` must be below `s.len`. Inline for what Japanese text consists of. */
static inline uint32_t utf8_next(struct str s, size_t *offset)
{
    const unsigned char *p = (const unsigned char *)s.ptr + *offset;
    if (p[0] < 0x80) {
        ++*offset;
        return p[0];
    }
    if ((p[0] & 0xF0) == 0xE0 && p[0] != 0xE0 && p[0] != 0xED && s.len - *offset >= 3 &&
        (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
        *offset += 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    return utf8_next_rare(s, offset);
}

/* The code point that ends at `*offset`, and moves before it. The string must be valid;
 * `*offset` above 0. */
uint32_t utf8_prev(struct str s, size_t *offset);

/* Offset of the first ill-formed byte; s.len when the whole is valid. */
size_t utf8_first_invalid(struct str s);

/* Writes 1 to 4 bytes into `out` and returns how many. Not a scalar value: U+FFFD. */
size_t utf8_encode(uint32_t code_point, char out[4]);

/* Code points in a valid string. */
size_t utf8_length(struct str s);

/* White space as the fidelity contract counts it: Unicode White_Space, plus U+FEFF. */
static inline bool utf8_is_space(uint32_t c)
{
    if (c < 0x80)
        return c == 0x20 || (c >= 0x09 && c <= 0x0D);
    if (c > 0x3000)
        return c == 0xFEFF;
    return c == 0x3000 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F;
}

/* Strips white space (utf8_is_space) from both ends. */
struct str utf8_trim(struct str s);

/* Terminal cells: 2 for East Asian Wide, Fullwidth and Ambiguous (Japanese terminals
 * draw ambiguous characters wide), 0 for combining marks and variation selectors,
 * else 1. */
unsigned utf8_cells_rare(uint32_t code_point);

static inline unsigned utf8_cells(uint32_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return 1;
    if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3000 && c <= 0x303E) ||
        (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A0 && c <= 0x30FF))
        return 2;
    return utf8_cells_rare(c);
}

/* Letters of a script that is written with spaces between words (Latin, Greek,
 * Cyrillic) and ASCII digits: a line break between two of these stands for a space. */
bool utf8_is_spaced_script(uint32_t code_point);

#endif
