/* UTF-8, as checked once at the door. Inside, every struct str is valid UTF-8, so
 * utf8_next never fails there. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include "base/str.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* Decodes the code point at `*offset` and moves past it. On ill-formed bytes returns
 * UTF8_REPLACEMENT and moves past the maximal subpart (Unicode 15, 3.9, table 3-7).
 * `*offset` must be below `s.len`. */
uint32_t utf8_next(struct str s, size_t *offset);

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
bool utf8_is_space(uint32_t code_point);

/* Strips white space (utf8_is_space) from both ends. */
struct str utf8_trim(struct str s);

/* Terminal cells: 2 for East Asian Wide, Fullwidth and Ambiguous (Japanese terminals
 * draw ambiguous characters wide), 0 for combining marks and variation selectors,
 * else 1. */
unsigned utf8_cells(uint32_t code_point);

/* Letters of a script that is written with spaces between words (Latin, Greek,
 * Cyrillic) and ASCII digits: a line break between two of these stands for a space. */
bool utf8_is_spaced_script(uint32_t code_point);

#endif
