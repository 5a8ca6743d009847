/* What both JSON writers share. */
#ifndef JSON_H
#define JSON_H

#include <jansson.h>

#include "model/model.h"

/* A JSON string, null where it is empty. New reference. */
json_t *json_text(struct str s);
/* The same from a buffer, which is cleared. */
json_t *json_take_text(struct buf *buf);
/* Decimal digits as a number, null where there are none or too many. */
json_t *json_digits(struct str digits);

/* Appends `value`, indented by 2 with a final line end, takes its reference, reports.
 */
enum status json_write(json_t *value, struct buf *out);

#endif
