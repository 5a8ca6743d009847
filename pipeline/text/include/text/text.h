/* The document as plain text and as JSON. Each function appends to `out`; on another
 * status than STATUS_OK (STATUS_NOMEM, STATUS_LIMIT: reported) it holds a part. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "model/model.h"

/* Format txt: UTF-8, LF, one printed line a block, cuts mended, blank lines single,
 * gaps and indents as wide as in the source in full-width spaces, a tab between the
 * columns of attendees and tables. Reading it gives the same document but for
 * positions. */
enum status text_write(const struct doc *doc, struct buf *out, struct diag *diag);

/* `gijiroku inspect`: the facts, with the diagnostics of `diag` (may be NULL). */
enum status text_write_facts_json(const struct doc *doc, struct buf *out,
                                  struct diag *diag);

/* Format json: the record shape of 国会会議録検索システム. Joined, the speeches are the
 * whole text; what the source does not state is null. */
enum status text_write_records_json(const struct doc *doc, struct buf *out,
                                    struct diag *diag);

#endif
