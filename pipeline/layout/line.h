/* The breaks of a paragraph, chosen together for the least badness (Knuth and Plass,
 * Breaking paragraphs into lines, 1981) with the reductions and expansions of JLREQ
 * 3.8.3 and 3.8.4 as glue; then the places of the items of each line. */
#ifndef LAYOUT_LINE_H
#define LAYOUT_LINE_H

#include "para.h"

/* Whether a line is stretched to the measure or keeps its natural width. */
enum line_fill { LINE_FULL, LINE_LAST };

struct line {
    size_t first, last; /* items, both in the line */
    double lead;   /* from the line's start to its first body; may be negative, pt */
    bool overfull; /* a single item wider than the measure */
};

/* What becomes of the blank behind a mark at the line end (3.1.9), or of the mark. */
enum line_tail {
    LINE_TAIL_KEPT,
    LINE_TAIL_DROPPED,
    LINE_TAIL_HUNG, /* the mark itself stands outside the measure */
};

/* How one line was fitted: the share of each step that was used, 0 to 1, and what every
 * place was given. For the explanation of a line as well. */
struct line_fit {
    double reduced[JLREQ_REDUCTION_COUNT];
    double expanded[JLREQ_EXPANSION_COUNT];
    double evenly; /* further pt at every place that may be stretched at all */
    bool anywhere; /* `evenly` is given between all items: nothing else was left */
    enum line_tail tail;
    double cost;
};

struct measure {
    double first, rest; /* pt, of the first and of the other lines */
    double indent; /* pt by which the first line begins further in than the others */
    enum line_fill fill; /* LINE_LAST: no line is stretched; blanks are broken first */
};

/* Buffers of the builder, reused from paragraph to paragraph. */
struct line_builder {
    void *sums, *states;
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

/* Fits one line and gives the left edge of each item's body, from the line's start, to
 * `x` (last - first + 1 values). A last line keeps its natural width where it can. */
struct line_fit line_place(const struct para *para, const struct line *line,
                           double measure, enum line_fill fill, double *x);

#endif
