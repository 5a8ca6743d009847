/* Fitting one line into its measure: the reductions of JLREQ 3.8.3, then the expansions
 * of 3.8.4, each step as far as it is needed; and what that costs. */
#ifndef LAYOUT_FIT_H
#define LAYOUT_FIT_H

#include "para.h"

/* Two lengths this near are the same length, pt. */
#define FIT_EPSILON 1e-7

/* Whether a line is stretched to the measure or keeps its natural width. */
enum line_fill { LINE_FULL, LINE_LAST };

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
    double wide;   /* quarter ems that punctuation takes beyond that of 3.8.4 c */
    double evenly; /* further pt at every place that may be stretched at all */
    bool anywhere; /* `evenly` is given between all items: nothing else was left */
    enum line_tail tail;
    double cost;
};

/* Room for the steps that gaps have: those of the line end are not theirs. */
enum fit_slot {
    FIT_REDUCE_WORD_SPACE,
    FIT_REDUCE_MIDDLE_DOT,
    FIT_REDUCE_BRACKET,
    FIT_REDUCE_LATIN,
    FIT_EXPAND_WORD_SPACE,
    FIT_EXPAND_LATIN,
    FIT_EXPAND_PUNCTUATION,
    FIT_EXPAND_PLAIN,
    FIT_OPEN, /* a count: places that may be stretched at all */
    FIT_SLOT_COUNT
};

/* A stretch of items and of the gaps behind them, pt. */
struct fit_width {
    double natural, least; /* least: with all that may be reduced */
};
struct fit_room {
    double of[FIT_SLOT_COUNT];
};
void fit_add(struct fit_width *width, struct fit_room *room, const struct item *item);

/* A line: its items and the gaps inside it. */
struct fit_line {
    double width;
    struct fit_room room;
    size_t gap_count;
    const struct item *last;
    enum line_fill fill;
    double wide; /* quarter ems beyond the first that punctuation may take */
};

/* Room between two sums. */
struct fit_room fit_room_between(const struct fit_room *from,
                                 const struct fit_room *to);

/* How much narrower than with its body alone `last` can end a line, pt; negative where
 * its blank stays. */
double fit_tail_least(const struct item *last);

/* The cheapest way to set the line. False where it does not fit. */
bool fit_line(const struct fit_line *line, double measure, struct line_fit *fit);

/* The width of the gap behind `item` in a line so fitted, pt. */
double fit_gap(const struct item *item, const struct line_fit *fit);

#endif
