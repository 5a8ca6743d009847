/* From glyphs at places to strings with widths: what both passes over the pages need to
 * know of a glyph. */
#ifndef PDF_TYPESET_H
#define PDF_TYPESET_H

#include "job.h"

struct pdf_glyph_place {
    double along;   /* pt along the line from the run's origin; downwards unless
                       horizontal */
    double across;  /* pt to the side: upwards, or to the right unless horizontal */
    double advance; /* the font's own along the line, 1/1000 em */
    int32_t extra;  /* how much wider it is set, 1/1000 em */
};

/* The direction in which the run's font writes: a sideways run is a horizontal one to
 * it. */
enum page_direction pdf_typeset_writing(const struct page_run *run);

struct pdf_glyph_place pdf_typeset_glyph(const struct pdf_job *job,
                                         const struct page *page, size_t run,
                                         size_t glyph);

/* The text that one glyph of a run stands for. A cluster's text is dealt out over its
 * glyphs, a code point each and the rest to the last. Glyphs beyond that get a word
 * joiner, as each must have a text (ISO 19005-3, 6.2.11.7.2); such a cluster needs
 * /ActualText. Variation selectors and format characters at the end go to blanks after
 * it, where a font can have one. */
struct pdf_cluster {
    size_t begin, end;    /* glyphs of the run */
    struct str text;      /* of the glyphs */
    struct str invisible; /* of the blanks after the last glyph; may be empty */
    bool spelled;         /* needs /ActualText */
};
struct str pdf_typeset_text(const struct pdf_job *job, const struct page_run *run,
                            size_t glyph, struct pdf_cluster *cluster);

/* The font that has the blanks of a run: its own, or where that is CFF, which takes no
 * glyphs in addition, the first TrueType font that is open. NO_FONT where none is. */
#define PDF_NO_FONT UINT32_MAX
uint32_t pdf_typeset_blank_font(const struct pdf_job *job, const struct page_run *run);

/* The use of the blank for the invisible character at `*at`, which moves on, in that
 * font. */
struct pdf_use pdf_typeset_blank(struct pdf_job *job, const struct page_run *run,
                                 struct str invisible, size_t *at);

#endif
