/* Minutes as GitHub Flavored Markdown: YAML front matter with the facts, then the
 * record as a cmark-gfm tree written by cmark-gfm's own renderer.
 *
 * How the text of the file maps to the text of the document (for verify, and for anyone
 * who wants to prove that nothing was lost):
 *  1. Front matter is what stands between a first line "---" and the next line "---".
 *     It holds facts, no text of the record. Drop it.
 *  2. Parse the rest with cmark-gfm and its table extension. The other extensions may
 * be on or off; they make no difference to the text.
 *  3. The literals of the text nodes in document order, white space removed, equal the
 *     text of the leaves (DOC_TEXT) in tree order, white space removed, with one
 *     exception: a list item's label that is exactly "-" is Markdown's own bullet and
 *     not in the text, unless it is all that the item says.
 *  4. Tables of attendees have an empty header row, because GFM demands a header row
 * and the record prints none. */
#ifndef MARKDOWN_MARKDOWN_H
#define MARKDOWN_MARKDOWN_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/model.h"

enum markdown_front_matter {
    MARKDOWN_FRONT_MATTER_YAML, /* for static site generators */
    MARKDOWN_FRONT_MATTER_NONE,
};

/* Zero is the default. */
struct markdown_options {
    enum markdown_front_matter front_matter;
};

/* Appends the document to `out`. The result is parsed again before it is handed out; if
 * structure or text came back different, nothing is appended, DIAG_FORMAT_UNFAITHFUL
 * says where, and the status is STATUS_SYNTAX. `options` may be NULL. May be called
 * from several threads at once. */
enum status markdown_write(const struct doc *doc,
                           const struct markdown_options *options, struct buf *out,
                           struct diag *diag);

#endif
