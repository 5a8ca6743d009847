/* The character identifiers of a CFF table (Adobe Technical Note 5176). */
#ifndef PDF_CFF_H
#define PDF_CFF_H

#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

/* The CID of each glyph: what a PDF reader takes for the character code of a
 * CIDFontType0. A name-keyed font has none; there the glyph index serves (ISO 32000-1,
 * 9.7.4.2). `cids` has room for `count` glyphs. STATUS_SYNTAX when the table breaks off
 * or has another number of glyphs. */
enum status pdf_cff_read_cids(struct str table, uint32_t *cids, size_t count);

/* Whether the table is that of a CID-keyed font. False for a broken one. */
bool pdf_cff_is_cid_keyed(struct str table);

#endif
