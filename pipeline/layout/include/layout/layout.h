/* From a document to pages of positioned glyphs, by a template. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "base/diag.h"
#include "base/host.h"
#include "base/status.h"
#include "layout/page.h"
#include "model/model.h"

/* The faces of the fallback stack. Immutable for its users and safe to share between
 * threads; faces open themselves on first need. */
struct layout_fonts;

/* Opens the stack that a folder describes: fonts.conf (fontconfig: where to look) and
 * stack.yaml (which families, in which order). Faults are reported under the name of
 * the file they stand in (diag_set_file). STATUS_SYNTAX for a faulty description or a
 * first family that is missing, STATUS_IO for unreadable files. layout_fonts_close
 * releases (NULL is allowed); pages made with the fonts must be freed before. */
enum status layout_fonts_open(const char *folder, struct diag *diag,
                              struct layout_fonts **out);
void layout_fonts_close(struct layout_fonts *fonts);

/* The stamp of the file that a font of the pages is mapped from; NULL where `data` is
 * none of these fonts'. Thread-safe. */
const struct host_stamp *layout_fonts_stamp(struct layout_fonts *fonts,
                                            const unsigned char *data);

/* Appends what tells these fonts from others: the description of the stack, and of each
 * family the file and its table directory, where a checksum stands for every table
 * (OpenType 1.9, "Organization of an OpenType Font"). Opens every face. Thread-safe.
 * STATUS_NOMEM. */
enum status layout_fonts_identify(struct layout_fonts *fonts, struct buf *out);

/* Geometry and styles of pages. Immutable, shareable. */
struct layout_template;

/* Reads a template (YAML). Mistakes are reported under its name (diag_set_file) with
 * line, column and what was expected; then STATUS_SYNTAX. layout_template_close
 * releases (NULL is allowed). */
enum status layout_template_open(const char *path, struct diag *diag,
                                 struct layout_template **out);
/* The same from memory. */
enum status layout_template_read(struct str name, struct str yaml, struct diag *diag,
                                 struct layout_template **out);
void layout_template_close(struct layout_template *layout_template);

/* Sets a document. The document and the fonts must outlive the pages, which
 * pages_free releases. A character that no font has is reported with its place
 * (DIAG_GLYPH_MISSING), then STATUS_SYNTAX; a font whose rights forbid embedding
 * likewise (DIAG_FONT_RIGHTS). */
enum status layout_compose(const struct doc *doc,
                           const struct layout_template *layout_template,
                           struct layout_fonts *fonts, struct diag *diag,
                           struct pages **out);

#endif
