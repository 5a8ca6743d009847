/* The document as plain text and as JSON. Each function appends to `out`; after
 * STATUS_NOMEM or STATUS_LIMIT that holds a part. There is nothing else to report. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "model/model.h"

/* Format txt: UTF-8, LF, one printed line a block, cuts mended, blank lines single,
 * gaps and indents as wide as in the source in full-width spaces, a tab between the
 * columns of attendees and tables. Reading it gives the same document but for
 * positions. */
enum status text_write(const struct doc *doc, struct buf *out);

/* Format source: the text as it was read, in UTF-8, with its own line ends and byte
 * order mark (model/source.h); bytes that were no UTF-8 stand again where they stood.
 * STATUS_SYNTAX, reported, where the document does not know its source's layout. */
enum status text_write_source(const struct doc *doc, struct diag *diag,
                              struct buf *out);

/* `gijiroku inspect`: the facts. `diagnostics` may be NULL; their messages are given in
 * English, for a product does not depend on the locale. */
enum status text_write_facts_json(const struct doc *doc, const struct diag *diagnostics,
                                  struct buf *out);

#endif
