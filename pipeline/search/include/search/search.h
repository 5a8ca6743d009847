/* Search over all documents of a site, without a server: files of JavaScript data that
 * a page loads as it needs them. (Scripts, not JSON: a page that lies on a disk may
 * load those.)
 *
 * A document has a text file: its passages, each with the id of the node that it is in.
 * The index over all of them says for each pair of neighbouring characters, and for
 * each character, which documents hold it. It is split into many small files by a hash
 * of the pair. A query loads those of its own pairs, intersects their lists, and then
 * looks at the texts of the documents that it shows.
 *
 * Text is compared folded: compatibility forms composed (NFKC), so that full width and
 * half width are one; lower case; katakana as hiragana; without white space, variation
 * selectors and other characters that are not seen. templates/site/search.js folds
 * queries in the same way. */
#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include "base/buf.h"
#include "model/model.h"

/* Appends the folded text. STATUS_NOMEM. */
enum status search_fold(struct str text, struct buf *out);

/* Appends the text file of a document: gijiroku.text("SLUG",[["ID","TEXT"],…]). */
enum status search_write_text(const struct doc *doc, struct str slug, struct buf *out);

/* What the list of results says of a document. */
struct search_document {
    struct str slug, href, title, date, organ; /* empty: not stated */
};

struct search_index;

/* STATUS_NOMEM. Release with search_index_close (NULL is allowed). */
enum status search_index_open(struct search_index **out);
void search_index_close(struct search_index *index);

/* Adds a document by its text file. Documents are numbered from 0 as they are added,
 * the oldest first: a new one then changes the files of its own pairs alone.
 * STATUS_SYNTAX where the bytes are no text file; STATUS_NOMEM. */
enum status search_index_add(struct search_index *index, struct str text_file);

/* Hands out the files of the index, each as a name ("search/index.js") and its bytes.
 * `documents` are those that were added, in that order. */
typedef enum status search_put_fn(void *user, struct str name, struct str bytes);
enum status search_index_write(const struct search_index *index,
                               const struct search_document *documents, size_t count,
                               search_put_fn *put, void *user);

#endif
