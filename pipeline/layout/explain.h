/* How one line was set, told in figures. */
#ifndef LAYOUT_EXPLAIN_H
#define LAYOUT_EXPLAIN_H

#include "flow.h"

/* Called for each line of text that is set: notes it where it is the one that is
 * watched. */
void explain_watch(struct flow *flow, const struct line *line, double measure,
                   enum line_fill fill, const struct line_fit *fit);

#endif
