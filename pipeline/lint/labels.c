/* Rules over printed labels: number-width-mix, number-gap, item-style. */
#include "base/utf8.h"
#include "sequence.h"

/* ---- number-width-mix: （１）（２）… then (6) ---- */

/* The label in the other width. */
static void add_other_width(const struct sequence_entry *entry, struct buf *out)
{
    struct str text = entry->place.before;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        if (character_is_wide(c))
            c -= 0xFEE0;
        else if (c > ' ' && c < 0x7F)
            c += 0xFEE0;
        buf_add_code_point(out, c);
    }
}

/* Brackets or digits are what has two widths; letters and kana are not exchanged. */
static bool has_widths(const struct label *label)
{
    return label->style == LABEL_ARABIC && !label->mixed;
}

static void report_width(struct linter *linter, const struct sequence *sequence,
                         const struct sequence_entry *entry, bool wide_is_right)
{
    struct str usual = {0};
    struct buf other = BUF_INIT;
    struct lint_place place = entry->place;
    for (size_t i = 0; i < sequence->count && !usual.ptr; i++)
        if (has_widths(&sequence->entries[i].label) &&
            sequence->entries[i].label.wide == wide_is_right)
            usual = sequence->entries[i].place.before;
    add_other_width(entry, &other);
    place.after = arena_copy(linter->out->arena, buf_str(&other));
    buf_free(&other);
    linter_report(linter, LINT_NUMBER_WIDTH_MIX, &place, 1,
                  "\"%.*s\" is of another width than \"%.*s\" of the same sequence",
                  STR_ARGS(place.before), STR_ARGS(usual));
}

static void check_widths(struct linter *linter, const struct sequence *sequence)
{
    size_t wide = 0, narrow = 0;
    const struct label *first = NULL;
    for (size_t i = 0; i < sequence->count; i++) {
        const struct label *label = &sequence->entries[i].label;
        if (!has_widths(label))
            continue;
        first = first ? first : label;
        wide += label->wide;
        narrow += !label->wide;
    }
    if (wide == 0 || narrow == 0)
        return;
    /* Of equally many, those of the width that came first are right. */
    bool wide_is_right = wide == narrow ? first->wide : wide > narrow;
    for (size_t i = 0; i < sequence->count; i++) {
        const struct sequence_entry *entry = &sequence->entries[i];
        if (has_widths(&entry->label) && entry->label.wide != wide_is_right)
            report_width(linter, sequence, entry, wide_is_right);
    }
}

static void look_width(struct linter *linter, void *state,
                       const struct passage *passage)
{
    sequences_look(linter, state, passage, check_widths);
}

static void finish_width(struct linter *linter, void *state)
{
    sequences_finish(linter, state, check_widths);
}

const struct rule rule_number_width_mix = {
    .needs = NEEDS(DIGIT),
    .state_size = sizeof(struct sequences),
    .look = look_width,
    .finish = finish_width,
};

/* ---- number-gap: 1, 2, 4 ---- */

/* A sequence with more breaks than this share of its labels is not one that someone
 * counts: case numbers, references. */
#define BREAKS_SHARE 4

/* Whether the label goes on from the one before; a 1 begins anew. */
static bool goes_on(const struct sequence *sequence, size_t i)
{
    uint32_t value = sequence->entries[i].label.value;
    return value == sequence->entries[i - 1].label.value + 1 || value == 1;
}

static void check_gaps(struct linter *linter, const struct sequence *sequence)
{
    size_t breaks = 0;
    for (size_t i = 1; i < sequence->count; i++)
        breaks += !goes_on(sequence, i);
    if (sequence->count < 3 || sequence->entries[0].label.value != 1 ||
        sequence->entries[1].label.value != 2 ||
        breaks * BREAKS_SHARE > sequence->count)
        return;
    for (size_t i = 1; i < sequence->count; i++) {
        const struct sequence_entry *entry = &sequence->entries[i];
        struct str last = sequence->entries[i - 1].place.before;
        if (goes_on(sequence, i))
            continue;
        if (entry->label.value == sequence->entries[i - 1].label.value)
            linter_report(linter, LINT_NUMBER_GAP, &entry->place, 1,
                          "\"%.*s\" stands here again", STR_ARGS(entry->place.before));
        else
            linter_report(linter, LINT_NUMBER_GAP, &entry->place, 1,
                          "\"%.*s\" does not follow \"%.*s\"",
                          STR_ARGS(entry->place.before), STR_ARGS(last));
    }
}

static void look_gap(struct linter *linter, void *state, const struct passage *passage)
{
    sequences_look(linter, state, passage, check_gaps);
}

static void finish_gap(struct linter *linter, void *state)
{
    sequences_finish(linter, state, check_gaps);
}

const struct rule rule_number_gap = {
    .state_size = sizeof(struct sequences),
    .look = look_gap,
    .finish = finish_gap,
};

/* ---- item-style: 第１ → １ → （１） → ア → （ア） → ａ → （ａ） ---- */

#define LAST_RANK 7

/* The rank in that order; 0 for labels that it does not name. */
static unsigned rank_of(const struct label *label)
{
    bool open = label->open != 0;
    if (label->close == ')' && !open)
        return 0;
    switch (label->style) {
    case LABEL_ARABIC:
        return label->ordinal ? 1 : open ? 3 : 2;
    case LABEL_KATAKANA:
        return open ? 5 : 4;
    case LABEL_LATIN:
        return open ? 7 : 6;
    default:
        return 0;
    }
}

/* The sections around the one being read whose labels have a rank. Items of lists are
 * not looked at: what a speaker counts off, and 日程第１, follow no order. */
struct styles {
    struct {
        const struct doc_node *block;
        unsigned rank;
        struct str label;
    } around[DOC_DEPTH_MAX];
    size_t count;
    /* Each is told once a document: it is the way it is numbered, not one slip. */
    bool told[LAST_RANK + 1][LAST_RANK + 1]; /* lower below upper */
    bool told_dot;
};

static void leave_blocks(struct styles *styles, const struct doc_node *block)
{
    while (styles->count > 0) {
        const struct doc_node *node = block->parent;
        while (node && node != styles->around[styles->count - 1].block)
            node = node->parent;
        if (node)
            return;
        styles->count--;
    }
}

static void check_order(struct linter *linter, struct styles *styles, unsigned rank,
                        const struct label *label, const struct lint_place *place)
{
    /* A level begins with its 1; another number belongs to a sequence further out. */
    if (styles->count == 0 || label->value != 1 || label->ordinal)
        return;
    unsigned upper = styles->around[styles->count - 1].rank;
    if (rank >= upper || styles->told[rank][upper])
        return;
    styles->told[rank][upper] = true;
    linter_report(linter, LINT_ITEM_STYLE, place, 1,
                  "\"%.*s\" stands below \"%.*s\"; the order is 第１, １, （１）, ア, "
                  "（ア）, ａ, （ａ）",
                  STR_ARGS(place->before),
                  STR_ARGS(styles->around[styles->count - 1].label));
}

static void look_style(struct linter *linter, void *state,
                       const struct passage *passage)
{
    struct styles *styles = state;
    struct label label = label_of(passage);
    unsigned rank = label.style == LABEL_NONE ? 0 : rank_of(&label);
    if (rank == 0)
        return;
    struct lint_place place =
        linter_place(linter, passage, label.from, label.to, (struct str){0});
    leave_blocks(styles, passage->block);
    if (passage->block->kind == DOC_SECTION)
        check_order(linter, styles, rank, &label, &place);
    if (label.close == '.' && !styles->told_dot) {
        styles->told_dot = true;
        linter_report(linter, LINT_ITEM_STYLE, &place, 1,
                      "\"%.*s\": a number of an item takes no dot",
                      STR_ARGS(place.before));
        linter_last_is_note(linter);
    }
    if (styles->count < DOC_DEPTH_MAX && passage->block->kind == DOC_SECTION) {
        styles->around[styles->count].block = passage->block;
        styles->around[styles->count].rank = rank;
        styles->around[styles->count++].label = place.before;
    }
}

const struct rule rule_item_style = {
    .state_size = sizeof(struct styles),
    .look = look_style,
};
