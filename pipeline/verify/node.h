/* A step through a tree of libxml2. */
#ifndef VERIFY_NODE_H
#define VERIFY_NODE_H

#include <libxml/tree.h>

/* The next node in document order, below `root`; NULL at the end. */
const xmlNode *node_next(const xmlNode *node, const xmlNode *root);

#endif
