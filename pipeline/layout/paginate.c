/* Which row stands in which column of which page, on the grid of the text area. */
#include <stdlib.h>

#include "imposition.h"

/* Whether a column may begin with this row. */
static bool may_begin(const struct flow *flow, size_t row)
{
    return !flow->rows[row - 1].keep && !flow->rows[row].widow;
}

static double room_before(const struct flow *flow, size_t row)
{
    const struct row *r = &flow->rows[row];
    double after = flow->rows[row - 1].after;
    return r->before > after ? r->before : after;
}

/* Fills one column from row `first`; the first row of the next. */
static size_t fill_column(const struct flow *flow, size_t first, uint32_t nth,
                          struct place *places)
{
    double used = 0, lines = flow->layout_template->lines;
    uint32_t columns = (uint32_t)flow->layout_template->columns;
    size_t row = first;
    while (row < flow->row_count) {
        double at = used + (row > first ? room_before(flow, row) : 0);
        if (row > first && at + flow->rows[row].lines > lines + 1e-9) {
            break;
        }
        places[row] = (struct place){nth / columns, nth % columns, at};
        used = at + flow->rows[row].lines;
        row++;
    }
    if (row == flow->row_count) {
        return row;
    }
    /* What must stay together goes to the next column together, unless a whole one is
     * too small for it. */
    size_t begin = row;
    while (begin > first && !may_begin(flow, begin)) {
        begin--;
    }
    return begin > first ? begin : row;
}

enum status flow_paginate(struct flow *flow, struct pages *pages)
{
    size_t rows = flow->row_count;
    struct place *places = calloc(rows + 1, sizeof *places);
    if (places == NULL) {
        return flow->status = STATUS_NOMEM;
    }
    uint32_t columns = 0;
    for (size_t first = 0; first < rows;) {
        first = fill_column(flow, first, columns++, places);
    }
    imposition_make_pages(flow, places, pages);
    free(places);
    return flow->status;
}
