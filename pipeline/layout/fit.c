#include "fit.h"

#include <math.h>

/* JLREQ 3.8.4 c: other places are stretched by up to a quarter em. */
#define OTHER_MAX 0.25

/* What it costs to use a step up: the order of 3.8.3 and 3.8.4 in figures. Between
 * plain kanji and kana any stretching is seen, so that comes dear. */
struct step {
    enum fit_slot slot;
    double cost, flat, linear; /* by the square of the share, at all, by the share */
};
static const struct step reductions[JLREQ_REDUCTION_COUNT] = {
    [JLREQ_REDUCE_WORD_SPACE] = {FIT_REDUCE_WORD_SPACE, 1.8, 0.2, 0},
    [JLREQ_REDUCE_MIDDLE_DOT] = {FIT_REDUCE_MIDDLE_DOT, 3.6, 0.4, 0},
    [JLREQ_REDUCE_BRACKET] = {FIT_REDUCE_BRACKET, 5.4, 0.6, 0},
    [JLREQ_REDUCE_LATIN] = {FIT_REDUCE_LATIN, 27, 3, 0},
};
/* Widening the space between Japanese and Latin at all costs in proportion: so that it
 * is narrowed as often, and a quarter em on average. */
static const struct step expansions[JLREQ_EXPANSION_COUNT] = {
    [JLREQ_EXPAND_WORD_SPACE] = {FIT_EXPAND_WORD_SPACE, 2, 0, 0},
    [JLREQ_EXPAND_LATIN] = {FIT_EXPAND_LATIN, 150, 0, 50},
    [JLREQ_EXPAND_PUNCTUATION] = {FIT_EXPAND_PUNCTUATION, 60, 0, 0},
    [JLREQ_EXPAND_PLAIN] = {FIT_EXPAND_PLAIN, 3000, 3000, 0},
};
#define WIDE_COST                                                                      \
    600.0 /* of passing the quarter em at punctuation; as much again, full */
#define EVEN_COST 20000.0 /* of passing the quarter em everywhere */
#define EVEN_COST_EM 1e5  /* for each em at a place, squared */
/* Of taking the blank of a mark at the line end away; of hanging the mark. */
static const double tail_cost[] = {0, 0.2, 1.0};

static bool gap_is_open(const struct gap *gap)
{
    return gap->expansion != JLREQ_EXPAND_NEVER;
}

static double room_to_expand(const struct item *item)
{
    const struct gap *gap = &item->gap;
    return gap->expansion >= JLREQ_EXPAND_PUNCTUATION ? OTHER_MAX * item->size
                                                      : gap->max - gap->natural;
}

void fit_add(struct fit_width *width, struct fit_room *room, const struct item *item)
{
    const struct gap *gap = &item->gap;
    width->natural += item->body + gap->natural;
    width->least += item->body + gap->min;
    if (gap->reduction != JLREQ_REDUCE_NEVER) {
        room->of[reductions[gap->reduction].slot] += gap->natural - gap->min;
    }
    if (gap_is_open(gap)) {
        room->of[expansions[gap->expansion].slot] += room_to_expand(item);
        room->of[FIT_OPEN] += 1;
    }
}

struct fit_room fit_room_between(const struct fit_room *from, const struct fit_room *to)
{
    struct fit_room room;
    for (int i = 0; i < FIT_SLOT_COUNT; i++) {
        room.of[i] = to->of[i] - from->of[i];
    }
    return room;
}

double fit_tail_least(const struct item *last)
{
    return last->hangs ? last->body : last->tail_stays ? -last->tail : 0;
}

/* ---- steps ---- */

static double use(const struct fit_line *line, const struct step *step, double *need,
                  struct line_fit *fit)
{
    double room = step->cost > 0 ? line->room.of[step->slot] : 0;
    if (room <= FIT_EPSILON || *need <= FIT_EPSILON) {
        return 0;
    }
    double share = fmin(1, *need / room);
    fit->cost += step->flat + (step->linear + step->cost * share) * share;
    *need -= share * room;
    return share;
}

/* False where the line cannot be made so narrow. */
static bool reduce(const struct fit_line *line, double excess, struct line_fit *fit)
{
    for (int step = 1; step < JLREQ_REDUCTION_COUNT && excess > FIT_EPSILON; step++) {
        fit->reduced[step] = use(line, &reductions[step], &excess, fit);
    }
    return excess <= FIT_EPSILON;
}

/* Beyond the quarter em of 3.8.4 c, where the template lets punctuation take more and
 * plain text need not be parted at all then; what is still lacking. */
static double widen_punctuation(const struct fit_line *line, double lack,
                                struct line_fit *fit)
{
    double room = line->room.of[FIT_EXPAND_PUNCTUATION] * line->wide;
    if (lack <= FIT_EPSILON || lack > room) {
        return lack;
    }
    double share = lack / room;
    fit->wide = share * line->wide;
    fit->cost += WIDE_COST * (1 + share * share);
    return 0;
}

static void expand(const struct fit_line *line, double lack, struct line_fit *fit)
{
    for (int step = 1; step < JLREQ_EXPANSION_COUNT && lack > FIT_EPSILON; step++) {
        if (step == JLREQ_EXPAND_PLAIN) {
            lack = widen_punctuation(line, lack, fit);
        }
        fit->expanded[step] = use(line, &expansions[step], &lack, fit);
    }
    if (lack > FIT_EPSILON) {
        double open = line->room.of[FIT_OPEN];
        fit->anywhere = open < 0.5;
        double places = fit->anywhere ? (double)line->gap_count : open;
        fit->evenly = places > 0 ? lack / places : 0;
        double ems = (places > 0 ? fit->evenly : lack) / line->last->size;
        fit->cost += EVEN_COST + EVEN_COST_EM * ems * ems;
    }
}

static bool fit_with_tail(const struct fit_line *line, double measure,
                          enum line_tail tail, struct line_fit *fit)
{
    *fit = (struct line_fit){.tail = tail};
    const struct item *last = line->last;
    fit->cost = last->tail > 0 ? tail_cost[tail] : 0;
    double width = line->width + (tail == LINE_TAIL_KEPT   ? last->tail
                                  : tail == LINE_TAIL_HUNG ? -last->body
                                                           : 0);
    if (width > measure + FIT_EPSILON) {
        return reduce(line, width - measure, fit);
    }
    if (line->fill == LINE_FULL && width < measure - FIT_EPSILON) {
        expand(line, measure - width, fit);
    }
    return true;
}

/* The cheapest of the treatments of a mark at the line end (3.1.9). */
bool fit_line(const struct fit_line *line, double measure, struct line_fit *fit)
{
    const struct item *last = line->last;
    bool found = fit_with_tail(line, measure, LINE_TAIL_KEPT, fit);
    if (found && fit->cost <= 0) {
        return true;
    }
    bool may[] = {false, last->tail > 0 && !last->tail_stays,
                  last->hangs && line->width > measure + FIT_EPSILON};
    for (enum line_tail tail = LINE_TAIL_DROPPED; tail <= LINE_TAIL_HUNG; tail++) {
        struct line_fit other;
        if (may[tail] && fit_with_tail(line, measure, tail, &other) &&
            (!found || other.cost < fit->cost)) {
            *fit = other;
            found = true;
        }
    }
    return found;
}

double fit_gap(const struct item *item, const struct line_fit *fit)
{
    const struct gap *gap = &item->gap;
    double width = gap->natural;
    double wide = gap->expansion == JLREQ_EXPAND_PUNCTUATION ? fit->wide : 0;
    width -= (gap->natural - gap->min) * fit->reduced[gap->reduction];
    width += room_to_expand(item) * (fit->expanded[gap->expansion] + wide);
    return width + (fit->anywhere || gap_is_open(gap) ? fit->evenly : 0);
}
