/* The breaks of a paragraph, chosen together for the least badness (Knuth and Plass,
 * Breaking paragraphs into lines, 1981) with the reductions and expansions of JLREQ
 * 3.8.3 and 3.8.4 as glue; then the places of the items of each line. */
#ifndef LAYOUT_LINE_H
#define LAYOUT_LINE_H

#include "fit.h"

struct line {
    size_t first, last; /* items, both in the line */
    double lead;   /* from the line's start to its first body; may be negative, pt */
    bool overfull; /* a single item wider than the measure */
};

struct measure {
    double first, rest; /* pt, of the first and of the other lines */
    double indent; /* pt by which the first line begins further in than the others */
    enum line_fill fill; /* LINE_LAST: no line is stretched; blanks are broken first */
};

/* Buffers of the builder, reused from paragraph to paragraph. */
struct line_builder {
    struct fit_width *widths; /* before each item */
    struct fit_room *rooms;   /* likewise */
    struct line_state *states;
    size_t *breaks;
    size_t capacity;
    struct line *lines;
    size_t line_count, line_capacity;
};
void line_builder_close(struct line_builder *builder);

/* Breaks a paragraph that para_end has closed into builder->lines. Linear in the number
 * of items. STATUS_NOMEM at worst. */
enum status line_break(struct line_builder *builder, const struct para *para,
                       const struct measure *measure);

/* How a line of the paragraph that ends with item `last` is set. A line before a blank
 * of the source as wide as two characters keeps its natural width, as before a tab. */
enum line_fill line_fill_of(const struct para *para, size_t last, enum line_fill fill);

/* Fits one line and gives the left edge of each item's body, from the line's start, to
 * `x` (last - first + 1 values). A last line keeps its natural width where it can. */
struct line_fit line_place(const struct para *para, const struct line *line,
                           double measure, enum line_fill fill, double *x);

/* The same line, were it to end with item `last`: what it costs, INFINITY where it does
 * not fit, and how much it lacks to the measure by its natural width, pt; the blank
 * behind a mark that ends it is counted. */
struct line_end {
    double cost, lack;
};
struct line_end line_end_at(const struct para *para, const struct line *line,
                            size_t last, double measure, enum line_fill fill);

#endif
