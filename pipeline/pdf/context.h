/* What outlives a document: opened faces with the figures that PDF asks of a font. */
#ifndef PDF_CONTEXT_H
#define PDF_CONTEXT_H

#include <hb.h>
#include <libdeflate.h>

#include "pdf/pdf.h"

/* Lengths in 1/1000 em, as in a font descriptor (ISO 32000-1, 9.8). */
struct pdf_face {
    const unsigned char *data; /* with size and index: whose face this is */
    size_t size;
    unsigned index;
    hb_face_t *face;
    hb_font_t *font; /* at units per em */
    hb_face_t *bare; /* the tables that an embedded font has, to subset from */
    double units_per_em;
    double bbox[4];
    double cap_height;
    double italic_angle; /* degrees, counter-clockwise */
    double stem_v;
    unsigned embedding; /* OS/2 fsType */
    uint32_t *cids;     /* of each glyph of a CFF font; NULL for TrueType */
};

struct pdf_context {
    struct libdeflate_compressor *deflate;
    struct pdf_face *faces;
    size_t face_count;
};

/* The face of a font, opened at its first use; the context keeps what it refers to.
 * STATUS_NOMEM; STATUS_SYNTAX when the file holds no such face. */
enum status pdf_context_lookup(struct pdf_context *context,
                               const struct page_font *font, struct pdf_face *face);

#endif
