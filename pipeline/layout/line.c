#include "line.h"

#include <math.h>
#include <stdlib.h>

/* Two lengths this near are the same length, pt. */
#define EPSILON 1e-7
/* JLREQ 3.8.4 c: other places are stretched by up to a quarter em. */
#define OTHER_MAX 0.25

/* What it costs to use a step up: the order of 3.8.3 and 3.8.4 in figures. Between
 * plain kanji and kana any stretching is seen, so that comes dear. */
static const double reduction_cost[JLREQ_REDUCTION_COUNT] = {0, 2, 0.2, 0.2, 4, 6, 30};
static const double expansion_cost[JLREQ_EXPANSION_COUNT] = {0, 2, 150, 60, 3000};
/* Widening the space between Japanese and Latin at all: so that it is narrowed as
 * often, and a quarter em on average. */
#define LATIN_COST 50.0
#define PLAIN_COST 3000.0 /* of stretching plain places at all */
#define EVEN_COST 20000.0 /* of passing the quarter em */
#define EVEN_COST_EM 1e5  /* for each em at a place, squared */
#define OVERFULL_COST 1e12
static const double break_cost[GAP_BREAK_COUNT] = {0, 200, 1e6, 1e9};
/* Of taking the blank of a mark at the line end away; of hanging the mark. */
#define DROP_COST 0.2
#define HANG_COST 1.0
/* A last line of a single character and its mark (luatexja #22). */
#define SHORT_LAST_COST 400.0
#define SHORT_LAST_EM 2.0
/* Lines looser than this, in em, are not tried once a tighter one is known. */
#define LOOSE_EM 3.0
/* Ragged lines: what an em of room costs, squared, and a break where no blank is. */
#define RAGGED_COST 0.2
#define RAGGED_BREAK_COST 60.0

/* Sums over the items and gaps before an item. */
struct sums {
    double width;
    double reducible[JLREQ_REDUCTION_COUNT];
    double expandable[JLREQ_EXPANSION_COUNT];
    size_t open; /* places that may be stretched at all */
};

struct state {
    double cost;
    size_t previous; /* index into breaks; SIZE_MAX: the start */
};

void line_builder_close(struct line_builder *builder)
{
    free(builder->sums);
    free(builder->states);
    free(builder->breaks);
    free(builder->lines);
}

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

static void add_gap(struct sums *sums, const struct item *item)
{
    const struct gap *gap = &item->gap;
    sums->width += item->body + gap->natural;
    sums->reducible[gap->reduction] += gap->natural - gap->min;
    sums->open += gap_is_open(gap);
    sums->expandable[gap->expansion] += room_to_expand(item);
}

/* What lies inside a line. */
static struct sums difference(const struct sums *from, const struct sums *to,
                              const struct item *last)
{
    struct sums d = {.width = to->width - from->width + last->body,
                     .open = to->open - from->open};
    for (int i = 1; i < JLREQ_REDUCTION_COUNT; i++) {
        d.reducible[i] = to->reducible[i] - from->reducible[i];
    }
    for (int i = 1; i < JLREQ_EXPANSION_COUNT; i++) {
        d.expandable[i] = to->expandable[i] - from->expandable[i];
    }
    return d;
}

/* ---- fitting ---- */

/* False where the line cannot be made so narrow. */
static bool reduce(const struct sums *line, double excess, struct line_fit *fit)
{
    for (int step = 1; step < JLREQ_REDUCTION_COUNT && excess > EPSILON; step++) {
        double room = line->reducible[step];
        if (room <= EPSILON) {
            continue;
        }
        double ratio = fmin(1, excess / room);
        fit->reduced[step] = ratio;
        fit->cost += reduction_cost[step] * (0.1 + 0.9 * ratio * ratio);
        excess -= ratio * room;
    }
    return excess <= EPSILON;
}

static void expand(const struct sums *line, size_t gap_count, double em, double lack,
                   struct line_fit *fit)
{
    for (int step = 1; step < JLREQ_EXPANSION_COUNT && lack > EPSILON; step++) {
        double room = line->expandable[step];
        if (room <= EPSILON) {
            continue;
        }
        double ratio = fmin(1, lack / room);
        fit->expanded[step] = ratio;
        fit->cost += expansion_cost[step] * ratio * ratio +
                     (step == JLREQ_EXPAND_PLAIN   ? PLAIN_COST
                      : step == JLREQ_EXPAND_LATIN ? LATIN_COST * ratio
                                                   : 0);
        lack -= ratio * room;
    }
    if (lack > EPSILON) {
        fit->anywhere = line->open == 0;
        size_t places = fit->anywhere ? gap_count : line->open;
        fit->evenly = places > 0 ? lack / (double)places : 0;
        double ems = places > 0 ? fit->evenly / em : lack / em;
        fit->cost += EVEN_COST + EVEN_COST_EM * ems * ems;
    }
}

static bool fit_with_tail(const struct sums *line, size_t gap_count,
                          const struct item *last, double measure, enum line_fill fill,
                          enum line_tail tail, struct line_fit *fit)
{
    static const double tail_cost[] = {0, DROP_COST, HANG_COST};
    *fit = (struct line_fit){.tail = tail};
    fit->cost = last->tail > 0 ? tail_cost[tail] : 0;
    double width = line->width + (tail == LINE_TAIL_KEPT   ? last->tail
                                  : tail == LINE_TAIL_HUNG ? -last->body
                                                           : 0);
    if (width > measure + EPSILON) {
        return reduce(line, width - measure, fit);
    }
    if (fill == LINE_FULL && width < measure - EPSILON) {
        expand(line, gap_count, last->size, measure - width, fit);
    }
    return true;
}

/* The cheapest of the treatments of a mark at the line end (3.1.9). */
static bool fit_line(const struct sums *line, size_t gap_count, const struct item *last,
                     double measure, enum line_fill fill, struct line_fit *fit)
{
    bool found =
        fit_with_tail(line, gap_count, last, measure, fill, LINE_TAIL_KEPT, fit);
    bool exact = found && fit->cost <= 0;
    bool may[] = {false, last->tail > 0 && !last->tail_stays,
                  last->hangs && line->width > measure + EPSILON};
    for (enum line_tail tail = LINE_TAIL_DROPPED; !exact && tail <= LINE_TAIL_HUNG;
         tail++) {
        struct line_fit other;
        if (may[tail] &&
            fit_with_tail(line, gap_count, last, measure, fill, tail, &other) &&
            (!found || other.cost < fit->cost)) {
            *fit = other;
            found = true;
        }
    }
    return found;
}

/* ---- choosing breaks ---- */

static bool grow(struct line_builder *builder, size_t items)
{
    if (items + 1 <= builder->capacity) {
        return true;
    }
    size_t capacity = items + 1 + items / 2;
    void *sums = realloc(builder->sums, capacity * sizeof(struct sums));
    builder->sums = sums != NULL ? sums : builder->sums;
    void *states = realloc(builder->states, capacity * sizeof(struct state));
    builder->states = states != NULL ? states : builder->states;
    size_t *breaks = realloc(builder->breaks, capacity * sizeof *breaks);
    builder->breaks = breaks != NULL ? breaks : builder->breaks;
    if (sums == NULL || states == NULL || breaks == NULL) {
        return false;
    }
    builder->capacity = capacity;
    return true;
}

static void sum_up(struct line_builder *builder, const struct para *para)
{
    struct sums *sums = builder->sums;
    sums[0] = (struct sums){0};
    for (size_t i = 0; i + 1 < para->item_count; i++) {
        sums[i + 1] = sums[i];
        add_gap(&sums[i + 1], &para->items[i]);
    }
}

static size_t collect_breaks(struct line_builder *builder, const struct para *para,
                             enum gap_break worst)
{
    size_t count = 0;
    for (size_t i = 0; i < para->item_count; i++) {
        if (i + 1 == para->item_count || para->items[i].gap.kind <= (uint8_t)worst) {
            builder->breaks[count++] = i;
        }
    }
    return count;
}

/* Where an opening bracket stands that begins a line (3.1.5): the blank before its
 * body. Lines that are not justified begin at the edge. */
static double lead_of(const struct para *para, const struct measure *measure,
                      size_t first)
{
    double lead = para->items[first].lead;
    if (lead <= 0 || measure->fill != LINE_FULL) {
        return 0;
    }
    switch ((enum line_bracket)para->layout_template->bracket) {
    case LINE_BRACKET_HALF_EM:
        return lead;
    case LINE_BRACKET_PULLED_IN:
        return first == 0 && measure->indent >= lead ? -lead : 0;
    case LINE_BRACKET_FLUSH:
        break;
    }
    return 0;
}

/* The room that the bodies of a line have. */
static double room_of(const struct para *para, const struct measure *measure,
                      size_t first)
{
    return (first == 0 ? measure->first : measure->rest) -
           lead_of(para, measure, first);
}

static double narrowest(const struct sums *line, const struct item *last)
{
    double width = line->width + (last->hangs        ? -last->body
                                  : last->tail_stays ? last->tail
                                                     : 0);
    for (int step = 1; step < JLREQ_REDUCTION_COUNT; step++) {
        width -= line->reducible[step];
    }
    return width;
}

struct search {
    const struct para *para;
    const struct measure *measure;
    const struct sums *sums;
    const size_t *breaks;
    struct state *states;
    size_t break_count;
};

static size_t line_start_after(const struct search *s, size_t k)
{
    return k == SIZE_MAX ? 0 : s->breaks[k] + 1;
}

/* The cost of a line from behind break `k` to break `b`; INFINITY where none fits. Sets
 * `loose` once all later starts would leave the line too empty to try. */
static double line_cost(const struct search *s, size_t k, size_t b, bool *too_wide,
                        bool *loose)
{
    size_t first = line_start_after(s, k), last = s->breaks[b];
    const struct item *items = s->para->items;
    struct sums line = difference(&s->sums[first], &s->sums[last], &items[last]);
    double measure = room_of(s->para, s->measure, first);
    bool is_last = last + 1 == s->para->item_count;
    *too_wide = narrowest(&line, &items[last]) > measure + EPSILON;
    bool ragged = s->measure->fill == LINE_LAST;
    double lack = (measure - line.width) / items[last].size;
    *loose = !ragged && lack > LOOSE_EM;
    if (*too_wide) {
        return first == last ? OVERFULL_COST : INFINITY;
    }
    struct line_fit fit;
    if (!fit_line(&line, last - first, &items[last], measure,
                  is_last || ragged ? LINE_LAST : LINE_FULL, &fit)) {
        return INFINITY;
    }
    double cost = fit.cost + break_cost[is_last ? GAP_FREE : items[last].gap.kind];
    if (ragged && !is_last) {
        cost += RAGGED_COST * lack * lack +
                (items[last].gap.white.len > 0 ? 0 : RAGGED_BREAK_COST);
    }
    if (is_last && first > 0 && line.width < SHORT_LAST_EM * items[last].size) {
        cost += SHORT_LAST_COST;
    }
    return cost;
}

/* The best way to each break. Starts of a line are tried from the widest line on; the
 * widest possible start only moves forward, so the whole is linear. */
static double search_breaks(struct search *s)
{
    size_t widest = SIZE_MAX; /* break before the widest line still possible */
    for (size_t b = 0; b < s->break_count; b++) {
        struct state best = {INFINITY, SIZE_MAX};
        bool is_last = s->breaks[b] + 1 == s->para->item_count;
        bool leading = true;
        for (size_t k = widest; k == SIZE_MAX || k < b; k++) {
            double before = k == SIZE_MAX ? 0 : s->states[k].cost;
            bool too_wide, loose;
            double cost = line_cost(s, k, b, &too_wide, &loose) + before;
            if (too_wide && leading) {
                widest = k + 1;
            } else {
                leading = false;
            }
            if (cost < best.cost) {
                best = (struct state){cost, k};
            }
            if (loose && !is_last && isfinite(best.cost)) {
                break;
            }
        }
        s->states[b] = best;
        if (widest != SIZE_MAX && widest > b) {
            widest = b;
        }
    }
    return s->states[s->break_count - 1].cost;
}

static enum status take_lines(struct line_builder *builder, const struct search *s)
{
    size_t count = 0;
    for (size_t k = s->break_count - 1; k != SIZE_MAX; k = s->states[k].previous) {
        count++;
    }
    if (count > builder->line_capacity) {
        struct line *lines = realloc(builder->lines, count * 2 * sizeof *lines);
        if (lines == NULL) {
            return STATUS_NOMEM;
        }
        builder->lines = lines;
        builder->line_capacity = count * 2;
    }
    builder->line_count = count;
    for (size_t k = s->break_count - 1; k != SIZE_MAX; k = s->states[k].previous) {
        size_t first = line_start_after(s, s->states[k].previous);
        double measure = room_of(s->para, s->measure, first);
        builder->lines[--count] =
            (struct line){.first = first,
                          .last = s->breaks[k],
                          .lead = lead_of(s->para, s->measure, first),
                          .overfull = first == s->breaks[k] &&
                                      s->para->items[first].body > measure + EPSILON};
    }
    return STATUS_OK;
}

enum status line_break(struct line_builder *builder, const struct para *para,
                       const struct measure *measure)
{
    builder->line_count = 0;
    if (para->item_count == 0) {
        return STATUS_OK;
    }
    if (!grow(builder, para->item_count)) {
        return STATUS_NOMEM;
    }
    sum_up(builder, para);
    struct search search = {.para = para,
                            .measure = measure,
                            .sums = builder->sums,
                            .breaks = builder->breaks,
                            .states = builder->states};
    /* Breaks inside words and against the rules only where the lines would otherwise
     * be worse than such a break. */
    for (int worst = GAP_LATE; worst < GAP_BREAK_COUNT; worst++) {
        search.break_count = collect_breaks(builder, para, (enum gap_break)worst);
        double cost = search_breaks(&search);
        if (worst + 1 == GAP_BREAK_COUNT || cost < break_cost[worst + 1]) {
            break;
        }
    }
    return take_lines(builder, &search);
}

/* ---- placing ---- */

static double gap_width(const struct item *item, const struct line_fit *fit)
{
    const struct gap *gap = &item->gap;
    double width = gap->natural;
    width -= (gap->natural - gap->min) * fit->reduced[gap->reduction];
    width += room_to_expand(item) * fit->expanded[gap->expansion];
    return width + (fit->anywhere || gap_is_open(gap) ? fit->evenly : 0);
}

struct line_fit line_place(const struct para *para, const struct line *line,
                           double measure, enum line_fill fill, double *x)
{
    struct sums total = {0};
    for (size_t i = line->first; i < line->last; i++) {
        add_gap(&total, &para->items[i]);
    }
    const struct item *last = &para->items[line->last];
    total.width += last->body;
    struct line_fit fit;
    fit_line(&total, line->last - line->first, last, measure - line->lead, fill, &fit);
    double pen = line->lead;
    for (size_t i = line->first; i <= line->last; i++) {
        x[i - line->first] = pen;
        pen += para->items[i].body + gap_width(&para->items[i], &fit);
    }
    return fit;
}
