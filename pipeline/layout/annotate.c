#include "annotate.h"

#include <math.h>

/* A base longer than this may be divided: no line would hold it. */
#define WHOLE_BASE_MAX 8

void annotate(struct para *para, enum annotation_kind kind, size_t base_first,
              struct str text, struct diag_pos pos, const struct text_style *style)
{
    size_t first = para->item_count;
    if (first <= base_first || text.len == 0) {
        return;
    }
    para_add(para, text, pos, style);
    struct annotation annotation = {.kind = kind,
                                    .base_first = base_first,
                                    .base_last = first - 1,
                                    .first = para->beside_count,
                                    .count = para->item_count - first};
    if (para_reserve(para, (void **)&para->beside, &para->beside_capacity,
                     para->beside_count + annotation.count, sizeof *para->beside) &&
        para_reserve(para, (void **)&para->annotations, &para->annotation_capacity,
                     para->annotation_count + 1, sizeof *para->annotations)) {
        for (size_t i = first; i < para->item_count; i++) {
            para->beside[para->beside_count++] = para->items[i];
        }
        para->annotations[para->annotation_count++] = annotation;
    }
    /* A blank behind the notation is one behind the base. */
    if (para->item_count > first &&
        para->items[para->item_count - 1].gap.white.len > 0) {
        para->items[first - 1].gap.white = para->items[para->item_count - 1].gap.white;
    }
    para->item_count = first;
}

double annotation_width(const struct para *para, const struct annotation *annotation)
{
    double width = 0;
    for (size_t i = 0; i < annotation->count; i++) {
        width += para->beside[annotation->first + i].body;
    }
    return width;
}

static void fix_gap(struct item *item, double more)
{
    struct gap *gap = &item->gap;
    gap->natural += more;
    gap->min = gap->max = gap->natural;
    gap->reduction = JLREQ_REDUCE_NEVER;
    gap->expansion = JLREQ_EXPAND_NEVER;
}

/* 3.3.8: ruby may stand over kana beside its base, or over the blank of a mark; by half
 * a character of it, so that two of them do not meet. */
static double overhang(const struct para *para, const struct annotation *annotation)
{
    size_t first = annotation->base_first, last = annotation->base_last;
    if (first == 0 || last + 1 >= para->item_count) {
        return 0;
    }
    const struct item *beside[] = {&para->items[first - 1], &para->items[last + 1]};
    for (int i = 0; i < 2; i++) {
        uint8_t class = beside[i]->class;
        bool kana = class == JLREQ_HIRAGANA || class == JLREQ_KATAKANA ||
                    class == JLREQ_SMALL_KANA || class == JLREQ_PROLONGED;
        bool blank = para->items[i == 0 ? first - 1 : last].gap.natural >=
                     beside[i]->size / 2 - 1e-6;
        if (!kana && !blank) {
            return 0;
        }
    }
    return para->beside[annotation->first].size / 2;
}

/* 3.3.6: a base narrower than its ruby is spread, half as much at its ends as inside.
 */
static void spread(struct para *para, const struct annotation *annotation)
{
    struct item *items = para->items;
    size_t first = annotation->base_first, last = annotation->base_last;
    double width = items[last].body;
    for (size_t i = first; i < last; i++) {
        width += items[i].body + items[i].gap.natural;
    }
    double lack = annotation_width(para, annotation) - width;
    lack -= 2 * fmin(fmax(lack, 0) / 2, overhang(para, annotation));
    double step = lack / (double)(last - first + 1);
    bool whole = last - first < WHOLE_BASE_MAX;
    for (size_t i = first; i < last; i++) {
        fix_gap(&items[i], fmax(step, 0));
        items[i].gap.kind = whole ? (uint8_t)GAP_FORBIDDEN : items[i].gap.kind;
    }
    if (lack > 0 && first > 0) {
        fix_gap(&items[first - 1], step / 2);
    }
    if (lack > 0 && last + 1 < para->item_count) {
        fix_gap(&items[last], step / 2);
    }
}

void annotate_settle(struct para *para)
{
    for (size_t i = 0; i < para->annotation_count; i++) {
        if (para->annotations[i].kind == ANNOTATION_RUBY) {
            spread(para, &para->annotations[i]);
        }
    }
}
