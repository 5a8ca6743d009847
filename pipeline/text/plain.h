/* Leaf after leaf into plain text, with the line ends, gaps and indents between them.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include "model/model.h"

struct plain {
    struct buf *out;
    const struct doc_node *last; /* leaf; NULL before the first */
};

void plain_add_leaf(struct plain *plain, const struct doc_node *leaf);

#endif
