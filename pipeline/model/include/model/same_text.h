/* The comparison on which the promise rests: two texts, code point for code point, with
 * white space left out (utf8_is_space). Nothing is folded, nothing normalised. */
#ifndef MODEL_SAME_TEXT_H
#define MODEL_SAME_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Where two texts part. Offsets are those of the first characters that differ, the
 * length where a text ends before the other. */
struct text_difference {
    size_t at_a, at_b;
    size_t characters; /* that are the same before it */
};

/* Whether both say the same; else `out` (may be NULL) tells where they part. Both are
 * valid UTF-8. Linear. */
bool text_is_same(struct str a, struct str b, struct text_difference *out);

/* The same, with one more character left out: U+2060 fills what a PDF's glyphs have no
 * text for. */
bool text_is_same_without(struct str a, struct str b, uint32_t filler,
                          struct text_difference *out);

#endif
