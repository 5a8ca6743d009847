/* The fonts of one file: subset, embedded, with widths and Unicode maps. */
#ifndef PDF_FONT_H
#define PDF_FONT_H

#include "context.h"
#include "file.h"
#include "glyphs.h"

struct pdf_font {
    const struct page_font *page_font;
    struct pdf_face face;
    struct pdf_glyphs glyphs; /* first == NULL: the font sets nothing */
};

/* Opens the face at the font's first use, and refuses what may not be embedded.
 * Reports. STATUS_SYNTAX, STATUS_NOMEM. */
enum status pdf_font_open(struct pdf_font *font, const struct page_font *page_font,
                          struct pdf_context *context, struct arena *arena,
                          struct diag *diag);
void pdf_font_close(struct pdf_font *font);

/* The advance along the line that a slot has in the file, in 1/1000 em. */
double pdf_font_slot_advance(const struct pdf_font *font, const struct pdf_slot *slot,
                             enum page_direction direction);

/* The font's own advance along the line, in 1/1000 em. */
double pdf_font_advance(const struct pdf_font *font, uint32_t glyph_id,
                        enum page_direction direction);

/* The vertical origin of a glyph seen from its horizontal one, in 1/1000 em. */
void pdf_font_origin(const struct pdf_font *font, uint32_t glyph_id, double *x,
                     double *y);

/* Subsets and embeds; appends "/H0 7 0 R/H0.1 8 0 R" for the font resources. Reports.
 * STATUS_SYNTAX, STATUS_NOMEM, STATUS_LIMIT. */
enum status pdf_font_write(struct pdf_font *font, size_t index, struct pdf_file *file,
                           struct buf *resources, struct diag *diag);

/* The resource name of a variant: /H0, /H0.1, /V0. */
void pdf_font_add_name(struct buf *out, size_t index, enum page_direction direction,
                       uint32_t variant);

/* The part of it that makes the embedded program: a TrueType file or a bare CFF table,
 * the caller's to destroy. Gives each slot its glyph there. */
enum status pdf_font_subset(struct pdf_font *font, hb_blob_t **program);

#endif
