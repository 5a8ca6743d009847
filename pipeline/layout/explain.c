#include "explain.h"

#include <math.h>
#include <stdlib.h>

/* How far from a line's end other ends are told, items. */
#define ENDS_BEFORE 2
#define ENDS_AFTER 3
_Static_assert(ENDS_BEFORE + ENDS_AFTER < LAYOUT_BREAKS_MAX, "the set holds all");

/* ---- steps ---- */

static void note(struct layout_line *out, enum layout_step_kind kind, double ems)
{
    if (fabs(ems) < 1e-6) {
        return;
    }
    if (out->step_count == 0 || out->steps[out->step_count - 1].kind != kind) {
        out->steps[out->step_count++] =
            (struct layout_step){.kind = kind, .least = ems};
    }
    struct layout_step *step = &out->steps[out->step_count - 1];
    step->places++;
    step->least = fmin(step->least, ems);
    step->most = fmax(step->most, ems);
}

static double reduced(const struct item *item, enum jlreq_reduction step,
                      const struct line_fit *fit)
{
    const struct gap *gap = &item->gap;
    return gap->reduction == step
               ? (gap->natural - gap->min) * fit->reduced[step] / item->size
               : 0;
}

/* Without what it was given evenly. */
static double expanded(const struct item *item, enum jlreq_expansion step,
                       const struct line_fit *fit)
{
    struct line_fit alone = *fit;
    alone.evenly = 0;
    return item->gap.expansion == step
               ? fmax(0, fit_gap(item, &alone) - item->gap.natural) / item->size
               : 0;
}

static double evenly(const struct item *item, const struct line_fit *fit)
{
    return fit->anywhere || item->gap.expansion != JLREQ_EXPAND_NEVER
               ? fit->evenly / item->size
               : 0;
}

static void note_steps(const struct para *para, const struct line *line,
                       const struct line_fit *fit, struct layout_line *out)
{
    static const struct {
        enum layout_step_kind kind;
        enum jlreq_reduction step;
    } reductions[] = {{LAYOUT_REDUCED_WORD_SPACE, JLREQ_REDUCE_WORD_SPACE},
                      {LAYOUT_REDUCED_MIDDLE_DOT, JLREQ_REDUCE_MIDDLE_DOT},
                      {LAYOUT_REDUCED_PUNCTUATION, JLREQ_REDUCE_BRACKET},
                      {LAYOUT_REDUCED_LATIN, JLREQ_REDUCE_LATIN}};
    static const struct {
        enum layout_step_kind kind;
        enum jlreq_expansion step;
    } expansions[] = {{LAYOUT_EXPANDED_WORD_SPACE, JLREQ_EXPAND_WORD_SPACE},
                      {LAYOUT_EXPANDED_LATIN, JLREQ_EXPAND_LATIN},
                      {LAYOUT_EXPANDED_PUNCTUATION, JLREQ_EXPAND_PUNCTUATION},
                      {LAYOUT_EXPANDED_PLAIN, JLREQ_EXPAND_PLAIN}};
    const struct item *items = para->items, *last = &items[line->last];
    if (last->tail > 0 && fit->tail != LINE_TAIL_KEPT) {
        bool hung = fit->tail == LINE_TAIL_HUNG;
        note(out, hung ? LAYOUT_LINE_END_HUNG : LAYOUT_LINE_END_DROPPED,
             (hung ? last->body + last->tail : last->tail) / last->size);
    }
    for (size_t s = 0; s < sizeof reductions / sizeof reductions[0]; s++) {
        for (size_t i = line->first; i < line->last; i++) {
            note(out, reductions[s].kind, reduced(&items[i], reductions[s].step, fit));
        }
    }
    for (size_t s = 0; s < sizeof expansions / sizeof expansions[0]; s++) {
        for (size_t i = line->first; i < line->last; i++) {
            note(out, expansions[s].kind, expanded(&items[i], expansions[s].step, fit));
        }
    }
    for (size_t i = line->first; i < line->last; i++) {
        note(out, LAYOUT_EXPANDED_EVENLY, evenly(&items[i], fit));
    }
}

/* ---- ends ---- */

static enum layout_break_kind why_forbidden(enum jlreq_class before,
                                            enum jlreq_class after)
{
    if (before == JLREQ_OPENING || before == JLREQ_LATIN_OPENING ||
        before == JLREQ_SIGN_OPENING) {
        return LAYOUT_BREAK_END;
    }
    bool starts = after != JLREQ_POSTFIX &&
                  jlreq_pair_of(JLREQ_IDEOGRAPHIC, after)->breaking != JLREQ_BREAK_FREE;
    return starts ? LAYOUT_BREAK_START : LAYOUT_BREAK_INSEPARABLE;
}

static enum layout_break_kind kind_of(const struct item *item)
{
    switch ((enum gap_break)item->gap.kind) {
    case GAP_FREE:
        return LAYOUT_BREAK_FREE;
    case GAP_LATE:
        return LAYOUT_BREAK_ADDRESS;
    case GAP_WORD:
        return LAYOUT_BREAK_WORD;
    case GAP_NUMBER:
        return LAYOUT_BREAK_NUMBER;
    case GAP_FORBIDDEN:
    case GAP_BREAK_COUNT:
        break;
    }
    return why_forbidden((enum jlreq_class)item->class,
                         (enum jlreq_class)item[1].class);
}

static void note_ends(const struct para *para, const struct line *line, double measure,
                      enum line_fill fill, struct layout_line *out)
{
    double chosen = line_end_at(para, line, line->last, measure, fill).cost;
    size_t from =
        line->last > line->first + ENDS_BEFORE ? line->last - ENDS_BEFORE : line->first;
    for (size_t i = from; i <= line->last + ENDS_AFTER && i + 1 < para->item_count;
         i++) {
        const struct item *item = &para->items[i];
        struct line_end end = line_end_at(para, line, i, measure, fill);
        out->breaks[out->break_count++] =
            (struct layout_break){.before = arena_copy(out->arena, item->text),
                                  .after = arena_copy(out->arena, item[1].text),
                                  .kind = kind_of(item),
                                  .lack = end.lack / item->size,
                                  .fits = isfinite(end.cost),
                                  .chosen = i == line->last,
                                  .dearer_here = end.cost > chosen};
    }
}

static bool is_watched(const struct watch *watch, const struct para *para,
                       const struct line *line)
{
    for (size_t i = line->first; i <= line->last; i++) {
        for (size_t p = 0; p < watch->count; p++) {
            if (para->items[i].text.ptr == watch->places[p]) {
                return true;
            }
        }
    }
    return false;
}

void explain_watch(struct flow *flow, const struct line *line, double measure,
                   enum line_fill fill, const struct line_fit *fit)
{
    const struct para *para = &flow->para;
    if (flow->watch == NULL || flow->watch->out->text.len > 0 ||
        !is_watched(flow->watch, para, line)) {
        return;
    }
    struct layout_line *out = flow->watch->out;
    struct buf text = BUF_INIT;
    for (size_t i = line->first; i <= line->last; i++) {
        buf_add(&text, para->items[i].text);
        if (i < line->last) {
            buf_add(&text, para->items[i].gap.white);
        }
    }
    out->text = arena_copy(out->arena, buf_str(&text));
    if (text.status != STATUS_OK) {
        flow->status = text.status;
    }
    buf_free(&text);
    out->size = para->items[line->last].size;
    out->measure = (measure - line->lead) / out->size;
    out->natural = out->measure -
                   line_end_at(para, line, line->last, measure, fill).lack / out->size;
    out->justified = fill == LINE_FULL;
    note_steps(para, line, fit, out);
    if (line->last + 1 < para->item_count) {
        note_ends(para, line, measure, fill, out);
    }
}

/* ---- finding the line ---- */

static size_t lines_of(const struct page *page)
{
    uint32_t lines = 0;
    for (size_t r = 0; r < page->run_count; r++) {
        lines = page->runs[r].line > lines ? page->runs[r].line : lines;
    }
    return lines;
}

/* Where the source's text is that the line shows: a place for each of its runs. */
static enum status find_places(const struct pages *pages, size_t page, size_t line,
                               struct watch *watch, struct diag *diag)
{
    const struct diag_pos nowhere = {0};
    if (page < 1 || page > pages->page_count) {
        diag_report(diag, DIAG_USAGE, nowhere, "there is no page %zu; there are %zu",
                    page, pages->page_count);
        return STATUS_USAGE;
    }
    const struct page *at = &pages->pages[page - 1];
    if (line < 1 || line > lines_of(at)) {
        diag_report(diag, DIAG_USAGE, nowhere,
                    "there is no line %zu on page %zu; there are %zu", line, page,
                    lines_of(at));
        return STATUS_USAGE;
    }
    watch->places = calloc(at->run_count, sizeof *watch->places);
    if (watch->places == NULL) {
        return STATUS_NOMEM;
    }
    for (size_t r = 0; r < at->run_count; r++) {
        if (at->runs[r].line == line && at->runs[r].glyph_count > 0) {
            watch->places[watch->count++] = at->runs[r].glyphs[0].text.ptr;
        }
    }
    return STATUS_OK;
}

/* Sets the document again, up to the rows. */
static enum status set_again(const struct doc *doc,
                             const struct layout_template *layout_template,
                             struct layout_fonts *fonts, struct watch *watch)
{
    struct flow flow = {.doc = doc,
                        .layout_template = layout_template,
                        .fonts = fonts,
                        .arena = watch->out->arena,
                        .watch = watch};
    flow.status = flow_open(&flow);
    if (flow.status == STATUS_OK) {
        flow_blocks(&flow, doc->root, 0, 1);
    }
    enum status status = flow.status;
    flow_close(&flow);
    return status;
}

enum status layout_explain_line(const struct doc *doc,
                                const struct layout_template *layout_template,
                                struct layout_fonts *fonts, struct diag *diag,
                                size_t page, size_t line, struct layout_line *out)
{
    *out = (struct layout_line){.arena = arena_new()};
    struct watch watch = {.out = out};
    struct pages *pages = NULL;
    enum status status = out->arena == NULL ? STATUS_NOMEM : STATUS_OK;
    if (status == STATUS_OK) {
        status = layout_compose(doc, layout_template, fonts, NULL, diag, &pages);
    }
    if (status == STATUS_OK) {
        status = find_places(pages, page, line, &watch, diag);
    }
    if (status == STATUS_OK) {
        status = set_again(doc, layout_template, fonts, &watch);
    }
    if (status == STATUS_OK && arena_failed(out->arena)) {
        status = STATUS_NOMEM;
    }
    free(watch.places);
    pages_free(pages);
    if (status != STATUS_OK) {
        layout_line_close(out);
    }
    return status;
}

void layout_line_close(struct layout_line *line)
{
    arena_free(line->arena);
    line->arena = NULL;
}
