/* From rows with their places to finished pages: the last step, and the only one that
 * knows where lines run on the paper. */
#ifndef LAYOUT_IMPOSITION_H
#define LAYOUT_IMPOSITION_H

#include "flow.h"

/* Where a row came to stand on its page. */
struct place {
    uint32_t column;
    double line; /* grid lines from the head of the column */
    int lines;   /* that its column has on this page */
};

/* Makes the next page of the rows [first, end), with running head, folio and the
 * destinations and bookmarks that stand there, and hands it to the sink or keeps it.
 * `places` has one for each row of the flow. Faults go to flow->status. */
void imposition_make_page(struct flow *flow, const struct place *places, size_t first,
                          size_t end);

#endif
