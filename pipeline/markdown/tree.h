/* Inside the Markdown stage: from document nodes to cmark nodes. */
#ifndef MARKDOWN_TREE_H
#define MARKDOWN_TREE_H

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "base/buf.h"
#include "model/model.h"

/* The table extension exports its node types, but no installed header declares them. */
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL;

/* One inline run under construction: leaves go in, nodes come out. Between two leaves
 * that the source sets apart stands one space. */
struct run {
    struct buf text;
    const struct doc_node *last; /* the leaf that was added last */
};

enum run_style { RUN_PLAIN, RUN_STRONG };

/* Adds all leaves below `node`; NULL adds nothing. */
void run_add(struct run *run, const struct doc_node *node);

/* Appends what was gathered to `block` and begins the next stretch of the same run.
 * Strong text is safe at the beginning of a block only, where its delimiters flank
 * whatever the text is (CommonMark 6.2): nothing or a space stands outside of them. */
void run_flush(struct run *run, cmark_node *block, enum run_style style);

bool run_is_empty(const struct run *run);
void run_free(struct run *run);

/* Whether any leaf stands below the node. NULL: no. */
bool has_text(const struct doc_node *node);

/* The label, term, heading or speaker with which a node begins; NULL where it has none.
 * `rest` is set to the first child after them. */
struct lead {
    const struct doc_node *label, *term, *rest;
};
struct lead lead_of(const struct doc_node *node);

/* Whether `a` ends on the line on which `b` begins. */
bool same_line(const struct doc_node *a, const struct doc_node *b);

/* The label that Markdown's own bullet stands for: "-", before more text. */
bool label_is_bullet(const struct doc_node *item);

/* Appends an empty block; NULL never (cmark aborts when memory is short). */
cmark_node *append_block(cmark_node *parent, cmark_node_type type);

/* Appends all the text below `node` as one paragraph; nothing where there is none. */
void append_paragraph(cmark_node *parent, const struct doc_node *node);

enum row_use { ROW_BODY, ROW_HEADER };
cmark_node *append_table(cmark_node *parent, uint16_t columns);
cmark_node *append_row(cmark_node *table, enum row_use use);
cmark_node *append_cell(cmark_node *row);

/* Appends the list to which an item belongs that is added to `parent` now: the list
 * that stands last in it, or a new one. Two lists side by side become one, because
 * cmark would keep them apart with a comment that the record does not hold. */
cmark_node *append_list(cmark_node *parent);

/* Appends the persons from `first` on that stand side by side, as a table or, where
 * they are names only, as a list. Returns the first node after them. */
const struct doc_node *append_persons(cmark_node *parent, const struct doc_node *first);

/* Appends a table of the record. */
void append_record_table(cmark_node *parent, const struct doc_node *table);

/* Appends the children of the root. */
void append_document(cmark_node *document, const struct doc_node *root);

/* Appends the front matter; a status of memory only. */
enum status front_matter_write(const struct doc *doc, struct buf *out);

/* Reads `markdown` (without front matter) as GitHub does, and compares it with the tree
 * that was written and with the leaves of the document. False: `why` says what differs.
 */
bool reread_equal(struct str markdown, cmark_node *tree, const struct doc *doc,
                  struct buf *why);

#endif
