/* The document as plain text and as JSON. All functions append to `out`, UTF-8, ending
 * with a line end; STATUS_NOMEM or STATUS_LIMIT on failure. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/model.h"

/* Normalised plain text: one block a line, blank lines between blocks, a tab between an
 * attendee's name and affiliation, nested lists indented by full-width spaces. Whether
 * a label shares the line of what follows it is kept. Reading it gives the same
 * document, positions apart. */
enum status text_write(const struct doc *doc, struct buf *out);

/* The facts of the document, as `gijiroku inspect` prints them (the README tells the
 * keys). A fact that the text does not state is null. `diagnostics` may be NULL. */
enum status text_write_facts_json(const struct doc *doc, const struct diag *diagnostics,
                                  struct buf *out);

/* One record a turn and one for each stretch between turns, in the shape of the records
 * of the Diet's minutes (国会会議録検索システム, 発言単位): together they hold the
 * whole text in order. Not stated: null. */
enum status text_write_records_json(const struct doc *doc, struct buf *out);

#endif
