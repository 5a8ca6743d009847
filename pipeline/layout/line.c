#include "line.h"

#include <math.h>
#include <stdlib.h>

#include "base/meter.h"

#define OVERFULL_COST 1e12
/* A word is divided rather than that all places of a line gain half an em beyond the
 * quarter, a number only rather than three. */
static const double break_cost[GAP_BREAK_COUNT] = {
    [GAP_LATE] = 200, [GAP_WORD] = 4.5e4, [GAP_NUMBER] = 1e6, [GAP_FORBIDDEN] = 1e9};
/* A last line of a single character and its mark (luatexja #22). */
#define SHORT_LAST_COST 400.0
#define SHORT_LAST_EM 2.0
/* Lines looser than this, in em, are not tried once a tighter one is known. */
#define LOOSE_EM 3.0
/* Ragged lines: what an em of room costs, squared, and a break where no blank is. */
#define RAGGED_COST 0.2
#define RAGGED_BREAK_COST 60.0

struct line_state {
    double cost;
    size_t previous; /* index into breaks; SIZE_MAX: the start */
};

void line_builder_close(struct line_builder *builder)
{
    free(builder->widths);
    free(builder->rooms);
    free(builder->states);
    free(builder->breaks);
    free(builder->lines);
}

/* ---- choosing breaks ---- */

static bool resize(void **array, size_t count, size_t size)
{
    void *grown = realloc(*array, count * size);
    *array = grown != NULL ? grown : *array;
    return grown != NULL;
}

static bool grow(struct line_builder *builder, size_t items)
{
    if (items + 1 <= builder->capacity) {
        return true;
    }
    size_t count = items + 1 + items / 2;
    bool grown = resize((void **)&builder->widths, count, sizeof *builder->widths) &&
                 resize((void **)&builder->rooms, count, sizeof *builder->rooms) &&
                 resize((void **)&builder->states, count, sizeof *builder->states) &&
                 resize((void **)&builder->breaks, count, sizeof *builder->breaks);
    builder->capacity = grown ? count : builder->capacity;
    return grown;
}

static void sum_up(struct line_builder *builder, const struct para *para)
{
    builder->widths[0] = (struct fit_width){0};
    builder->rooms[0] = (struct fit_room){0};
    for (size_t i = 0; i + 1 < para->item_count; i++) {
        builder->widths[i + 1] = builder->widths[i];
        builder->rooms[i + 1] = builder->rooms[i];
        fit_add(&builder->widths[i + 1], &builder->rooms[i + 1], &para->items[i]);
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

/* Quarter ems beyond the first that punctuation may take. */
static double line_wide(const struct para *para)
{
    return para->layout_template->punctuation_max / 0.25 - 1;
}

/* The room that the bodies of a line have. */
static double room_of(const struct para *para, const struct measure *measure,
                      size_t first)
{
    return (first == 0 ? measure->first : measure->rest) -
           lead_of(para, measure, first);
}

struct search {
    const struct para *para;
    const struct measure *measure;
    const struct line_builder *builder;
    double wide; /* as in struct fit_line */
    size_t break_count;
};

static size_t line_start_after(const struct search *s, size_t k)
{
    return k == SIZE_MAX ? 0 : s->builder->breaks[k] + 1;
}

/* A line that may be: from behind a break to another. */
struct candidate {
    size_t first, last; /* items */
    double measure;     /* that its bodies have, pt */
    double width;       /* natural, pt */
    double lack;        /* em */
    bool fits;          /* when all that may be is reduced */
};

static struct candidate candidate_of(const struct search *s, size_t k, size_t b)
{
    size_t first = line_start_after(s, k), last = s->builder->breaks[b];
    const struct item *item = &s->para->items[last];
    const struct fit_width *from = &s->builder->widths[first],
                           *to = &s->builder->widths[last];
    struct candidate c = {.first = first,
                          .last = last,
                          .measure = room_of(s->para, s->measure, first),
                          .width = to->natural - from->natural + item->body};
    c.lack = (c.measure - c.width) / item->size;
    c.fits = to->least - from->least + item->body - fit_tail_least(item) <=
             c.measure + FIT_EPSILON;
    return c;
}

/* A fixed blank this wide, em, sets apart what stands on both sides of it. */
#define TAB_EM 2.0

enum line_fill line_fill_of(const struct para *para, size_t last, enum line_fill fill)
{
    const struct item *item = &para->items[last];
    bool apart =
        item->gap.white.len > 0 && item->gap.min >= TAB_EM * item->size - FIT_EPSILON;
    return last + 1 == para->item_count || apart ? LINE_LAST : fill;
}

/* INFINITY where the line does not fit. */
static double line_cost(const struct search *s, const struct candidate *c)
{
    const struct item *item = &s->para->items[c->last];
    bool is_last = c->last + 1 == s->para->item_count;
    bool ragged = s->measure->fill == LINE_LAST;
    if (!c->fits) {
        return c->first == c->last ? OVERFULL_COST : INFINITY;
    }
    struct fit_line line = {.width = c->width,
                            .room = fit_room_between(&s->builder->rooms[c->first],
                                                     &s->builder->rooms[c->last]),
                            .gap_count = c->last - c->first,
                            .last = item,
                            .fill = line_fill_of(s->para, c->last, s->measure->fill),
                            .wide = s->wide};
    struct line_fit fit;
    if (!fit_line(&line, c->measure, &fit)) {
        return INFINITY;
    }
    double cost = fit.cost + break_cost[is_last ? GAP_FREE : item->gap.kind];
    if (ragged && !is_last) {
        cost += RAGGED_COST * c->lack * c->lack +
                (item->gap.white.len > 0 ? 0 : RAGGED_BREAK_COST);
    }
    if (is_last && c->first > 0 && c->width < SHORT_LAST_EM * item->size) {
        cost += SHORT_LAST_COST;
    }
    return cost;
}

/* The best way to break `b`. `widest` is the start of the widest line still possible;
 * it only moves forward, so that the whole is linear. */
static struct line_state best_way(const struct search *s, size_t b, size_t *widest)
{
    struct line_state best = {INFINITY, SIZE_MAX};
    bool is_last = s->builder->breaks[b] + 1 == s->para->item_count;
    bool ragged = s->measure->fill == LINE_LAST, leading = true;
    for (size_t k = *widest; k == SIZE_MAX || k < b; k++) {
        double before = k == SIZE_MAX ? 0 : s->builder->states[k].cost;
        struct candidate c = candidate_of(s, k, b);
        leading &= !c.fits;
        if (leading) {
            *widest = k + 1;
        }
        if (before < best.cost) {
            double cost = before + line_cost(s, &c);
            best = cost < best.cost ? (struct line_state){cost, k} : best;
        }
        if (!ragged && c.lack > LOOSE_EM && !is_last && isfinite(best.cost)) {
            break;
        }
    }
    *widest = *widest != SIZE_MAX && *widest > b ? b : *widest;
    return best;
}

static void search_breaks(const struct search *s)
{
    size_t widest = SIZE_MAX;
    for (size_t b = 0; b < s->break_count; b++) {
        s->builder->states[b] = best_way(s, b, &widest);
    }
}

/* The dearest line of the best way. */
static double worst_line(const struct search *s)
{
    const struct line_state *states = s->builder->states;
    double worst = 0;
    for (size_t k = s->break_count - 1; k != SIZE_MAX; k = states[k].previous) {
        double before =
            states[k].previous == SIZE_MAX ? 0 : states[states[k].previous].cost;
        worst = fmax(worst, states[k].cost - before);
    }
    return worst;
}

static enum status take_lines(struct line_builder *builder, const struct search *s)
{
    size_t count = 0;
    const struct line_state *states = builder->states;
    for (size_t k = s->break_count - 1; k != SIZE_MAX; k = states[k].previous) {
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
    for (size_t k = s->break_count - 1; k != SIZE_MAX; k = states[k].previous) {
        size_t first = line_start_after(s, states[k].previous);
        double measure = room_of(s->para, s->measure, first);
        builder->lines[--count] = (struct line){
            .first = first,
            .last = builder->breaks[k],
            .lead = lead_of(s->para, s->measure, first),
            .overfull = first == builder->breaks[k] &&
                        s->para->items[first].body > measure + FIT_EPSILON};
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
    enum meter_work work = meter_turn(METER_BREAK);
    sum_up(builder, para);
    struct search search = {
        .para = para, .measure = measure, .builder = builder, .wide = line_wide(para)};
    /* Breaks inside words and against the rules only where a line would otherwise be
     * worse than such a break. */
    for (int worst = GAP_LATE; worst < GAP_BREAK_COUNT; worst++) {
        search.break_count = collect_breaks(builder, para, (enum gap_break)worst);
        search_breaks(&search);
        if (worst + 1 == GAP_BREAK_COUNT ||
            worst_line(&search) < break_cost[worst + 1]) {
            break;
        }
    }
    enum status status = take_lines(builder, &search);
    meter_turn(work);
    return status;
}

/* ---- placing ---- */

/* The items of a line and the gaps between them, added up. */
static struct fit_line line_of(const struct para *para, size_t first, size_t last,
                               enum line_fill fill)
{
    struct fit_width width = {0};
    struct fit_line line = {.gap_count = last - first,
                            .last = &para->items[last],
                            .fill = fill,
                            .wide = line_wide(para)};
    for (size_t i = first; i < last; i++) {
        fit_add(&width, &line.room, &para->items[i]);
    }
    line.width = width.natural + line.last->body;
    return line;
}

struct line_end line_end_at(const struct para *para, const struct line *line,
                            size_t last, double measure, enum line_fill fill)
{
    struct fit_line other = line_of(para, line->first, last, fill);
    struct line_fit fit;
    double room = measure - line->lead;
    bool fits = fit_line(&other, room, &fit);
    return (struct line_end){.cost = fits ? fit.cost : INFINITY,
                             .lack = room - other.width - other.last->tail};
}

struct line_fit line_place(const struct para *para, const struct line *line,
                           double measure, enum line_fill fill, double *x)
{
    struct fit_line room = line_of(para, line->first, line->last, fill);
    struct line_fit fit;
    fit_line(&room, measure - line->lead, &fit);
    double pen = line->lead;
    for (size_t i = line->first; i <= line->last; i++) {
        x[i - line->first] = pen;
        pen += para->items[i].body + fit_gap(&para->items[i], &fit);
    }
    return fit;
}
