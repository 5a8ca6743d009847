/* Inside the stage: folded text as code points. */
#ifndef SEARCH_FOLD_H
#define SEARCH_FOLD_H

#include "base/status.h"
#include "base/str.h"

#include <stdint.h>

struct points {
    uint32_t *items;
    size_t count, capacity;
};

/* Sets `out` to the folded text. STATUS_NOMEM, STATUS_LIMIT. */
enum status fold_points(struct str text, struct points *out);
void points_free(struct points *points);

#endif
