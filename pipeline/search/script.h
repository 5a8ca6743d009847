/* Inside the stage: strings of JavaScript. */
#ifndef SEARCH_SCRIPT_H
#define SEARCH_SCRIPT_H

#include "base/buf.h"

/* Appends text as a string of JavaScript and JSON, quotes included (RFC 8259, 7). */
void script_add_string(struct str text, struct buf *out);

/* Appends what such a string at `*offset` stands for, and moves past it. False where
 * there is none. Knows the escapes that script_add_string writes. */
bool script_read_string(struct str script, size_t *offset, struct buf *out);

#endif
