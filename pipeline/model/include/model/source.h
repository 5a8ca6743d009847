/* The way back: from a document to the text that it was read from.
 *
 * The leaves and the removed page furniture tell every character that is no white
 * space, with its place; what is left is the white space between them. Most of it can
 * be foretold: blank lines are empty, the second paragraph is indented like the first.
 * What the forecast misses is recorded in doc->source.layout, so that for every text t
 * source(read(t)) == t, but for encoding and line ends. */
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

#include "model/model.h"

/* Records the layout of `text`, which the document was read from: UTF-8 as decoded, no
 * byte order mark. STATUS_NOMEM; STATUS_SYNTAX, and nothing is recorded, where a leaf
 * does not stand at its place in the text. Linear. */
enum status doc_record_layout(struct doc *doc, struct str text);

/* Appends the source as it was read, with LF for every line end. Bytes that were no
 * text come back as U+FFFD. STATUS_SYNTAX where no layout was recorded, or places are
 * missing or stand in a wrong order, as in XML that was written by hand; `out` then
 * holds a part. */
enum status doc_write_source(const struct doc *doc, struct buf *out);

#endif
