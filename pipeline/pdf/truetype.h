/* A subset TrueType font with copies of glyphs that differ in their advance alone. */
#ifndef PDF_TRUETYPE_H
#define PDF_TRUETYPE_H

#include <stddef.h>

#include <hb.h>

#include "base/status.h"

struct pdf_copy {
    uint32_t glyph_id; /* of the subset; 0, which no text uses: without outline */
    int32_t advance;   /* font units */
};

/* The font `subset` with `count` composite glyphs appended, each one component: the
 * glyph it copies. Takes `subset` over; `*out` is the caller's (hb_blob_destroy).
 * STATUS_SYNTAX for a font whose tables do not agree. */
enum status pdf_truetype_extend(hb_blob_t *subset, const struct pdf_copy *copies,
                                size_t count, hb_blob_t **out);

#endif
