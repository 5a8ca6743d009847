/* What both JSON formats need beyond jansson. */
#ifndef TEXT_JSON_H
#define TEXT_JSON_H

#include <jansson.h>

#include "base/buf.h"
#include "base/str.h"

/* A JSON string; null for an empty one, which is how a fact is told that the text does
 * not state. New reference. */
json_t *json_fact(struct str s);

/* A JSON string, empty or not. New reference. */
json_t *json_text(struct str s);

/* Appends `value` (stolen; NULL is a failed allocation) with a line end. */
enum status json_print(json_t *value, struct buf *out);

#endif
