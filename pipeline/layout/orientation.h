/* Characters in vertical lines: which stand upright and which lie on their side
 * (JLREQ 2.3.2, 3.2.5; Unicode UTR #50), and the glyphs of those that stand. */
#ifndef LAYOUT_ORIENTATION_H
#define LAYOUT_ORIENTATION_H

#include <hb.h>
#include <stdbool.h>
#include <stdint.h>

enum orientation {
    ORIENTATION_SIDEWAYS,         /* turned by 90 degrees, clockwise */
    ORIENTATION_UPRIGHT,          /* with its vertical glyph where there is one */
    ORIENTATION_UPRIGHT_BY_GLYPH, /* upright by a vertical glyph, else sideways */
};

enum orientation orientation_of(uint32_t code_point);

/* A glyph that stands upright. Lengths in the font's units. */
struct upright {
    uint32_t glyph;
    int32_t x, y;    /* its origin from the middle of the line and the head of its body;
                        y goes up */
    int32_t advance; /* down the line */
};

/* Finds the vertical form (GSUB vert) of `glyph`, which the font has for `code_point`.
 * False where the character lies on its side. `buffer` is scratch. */
bool orientation_stand(hb_font_t *font, uint32_t code_point, uint32_t glyph,
                       hb_buffer_t *buffer, struct upright *out);

/* Where a glyph that has been chosen stands. */
struct upright orientation_place(hb_font_t *font, uint32_t glyph);

#endif
