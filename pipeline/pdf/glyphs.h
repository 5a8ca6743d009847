/* Which glyphs of one font a document uses, in which forms and for which text.
 *
 * A *slot* is what gets a CID of its own: a glyph, set in one direction, with one
 * widening. The widening is why: a quarter em between 第 and 1 that is a mere jump of
 * the pen reads as a space to every program that extracts text (poppler takes 0.1 em
 * for one, pdf.js 0.102, mutool 0.15). Where the jump is part of the glyph's advance,
 * no program sees it. So a glyph before a gap is set from a copy of it with a wider
 * advance.
 *
 * A *blank* has neither outline nor advance. It carries a variation selector or a
 * format character (U+200B): mutool garbles a selector that shares an entry of the
 * Unicode map with its base character, pdf.js drops what ends in a format character,
 * and no program garbles one that stands alone. It is written as glyph 0, which no text
 * uses, with the character for its widening.
 *
 * A slot that stands for several texts (葛 and 葛+U+E0100 where the font has no other
 * glyph) takes one *variant* a text: each variant is a font dictionary with its own
 * ToUnicode map over the same descendant font. */
#ifndef PDF_GLYPHS_H
#define PDF_GLYPHS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "layout/page.h"

struct pdf_slot {
    uint32_t glyph_id;
    int32_t extra; /* of the advance, in 1/1000 em; of a blank: its character */
    enum page_direction direction;
    uint32_t next;       /* slot of the same glyph, from 1; 0 ends */
    uint32_t first_text; /* index into texts */
    uint32_t cid;        /* of a CFF font its own; else in the order of first use */
    uint32_t gid;        /* in the embedded program; known when the subset is made */
};

struct pdf_text {
    struct str text; /* in the arena */
    uint32_t next;   /* index into texts, from 1; 0 ends */
};

struct pdf_glyphs {
    struct arena *arena;  /* borrowed */
    const uint32_t *cids; /* by glyph id, borrowed; NULL: in the order of first use */
    uint32_t *first;      /* by glyph id: slot, from 1 */
    uint32_t glyph_count;
    struct pdf_slot *slots;
    size_t slot_count, slot_capacity;
    struct pdf_text *texts;
    size_t text_count, text_capacity;
    uint32_t variants[2]; /* by direction: how many are used */
    enum status status;
};

/* STATUS_NOMEM in ->status when memory is short, STATUS_LIMIT when CIDs run out.
 * pdf_glyphs_free releases. */
void pdf_glyphs_init(struct pdf_glyphs *glyphs, uint32_t glyph_count,
                     const uint32_t *cids, struct arena *arena);
void pdf_glyphs_free(struct pdf_glyphs *glyphs);

struct pdf_use {
    uint32_t slot;
    uint32_t variant;
};

/* The slot and variant of a use, made at its first. `glyph_id` is below glyph_count. */
struct pdf_use pdf_glyphs_use(struct pdf_glyphs *glyphs, uint32_t glyph_id,
                              int32_t extra, enum page_direction direction,
                              struct str text);

#endif
