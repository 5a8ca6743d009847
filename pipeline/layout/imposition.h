/* From rows with their places to finished pages: the last step, and the only one that
 * knows where lines run on the paper. */
#ifndef LAYOUT_IMPOSITION_H
#define LAYOUT_IMPOSITION_H

#include "flow.h"

/* Where a row came to stand. */
struct place {
    uint32_t page, column;
    double line; /* grid lines from the head of the column */
};

/* Makes the pages, with running heads, folios, destinations and bookmarks. `places` has
 * one for each row, in order. Faults go to flow->status. */
void imposition_make_pages(struct flow *flow, const struct place *places,
                           struct pages *pages);

#endif
