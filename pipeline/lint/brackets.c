/* unpaired-bracket: 「『（【 without its other half. A quotation may passage over
 * paragraphs, so what a block leaves open may be closed by a later one; only what is
 * never paired is reported. */
#include "base/utf8.h"
#include "linter.h"

/* A quotation longer than this many blocks is an opening bracket that was forgotten,
 * followed by a closing one that has lost its own. */
#define BLOCKS_MAX 40

/* Deeper nesting is no text; what lies deeper is not looked at. */
#define NESTING_MAX 64

/* Pairs of one kind stand on one line; either width of a round bracket pairs with
 * either. */
static const uint32_t openings[] = {0x300C, 0x300E, 0xFF08, '(',    0x3010,
                                    0x3014, 0xFF3B, '[',    0x3008, 0x300A,
                                    0xFF5B, '{',    0};
static const uint32_t closings[] = {0x300D, 0x300F, 0xFF09, ')',    0x3011,
                                    0x3015, 0xFF3D, ']',    0x3009, 0x300B,
                                    0xFF5D, '}',    0};

struct opening {
    uint32_t close; /* what would close it, narrow where there are two widths */
    struct lint_place place;
    size_t block; /* number of the block */
};

struct brackets {
    struct opening *open; /* left open by earlier blocks, oldest first */
    size_t count, capacity;
    size_t block;
    /* 会長）… : some write speakers so. Once in a document it is a slip. */
    struct lint_place speaker;
    size_t speaker_count;
};

static uint32_t partner(const uint32_t *from, const uint32_t *to, uint32_t c)
{
    for (size_t i = 0; from[i] != 0; i++)
        if (from[i] == c)
            return character_narrow(to[i]);
    return 0;
}

static void leave_open(struct linter *linter, struct brackets *brackets,
                       struct opening opening)
{
    struct opening *open = linter_grow(linter, brackets->open, brackets->count,
                                       &brackets->capacity, sizeof(*open));
    if (!open)
        return;
    brackets->open = open;
    open[brackets->count++] = opening;
}

/* Closes the latest bracket that an earlier block left open. */
static bool close_earlier(struct brackets *brackets, uint32_t close)
{
    for (size_t i = brackets->count; i > 0; i--) {
        const struct opening *opening = &brackets->open[i - 1];
        if (brackets->block - opening->block > BLOCKS_MAX)
            return false;
        if (opening->close != close)
            continue;
        for (size_t j = i; j < brackets->count; j++)
            brackets->open[j - 1] = brackets->open[j];
        brackets->count--;
        return true;
    }
    return false;
}

static bool is_numeral(const struct passage *passage, size_t at)
{
    uint32_t c = passage->text[at];
    return passage->classes[at] == CHARACTER_DIGIT ||
           passage->classes[at] == CHARACTER_LATIN || (c >= 0x2160 && c <= 0x217F) ||
           (c >= 0x2460 && c <= 0x24FF);
}

/* 1）, a）, ア）, 注1）: a mark of an item needs no opening bracket. */
static bool is_mark(const struct passage *passage, size_t close)
{
    size_t from = close;
    while (from > 0 && close - from < 3 && is_numeral(passage, from - 1))
        from--;
    if (from < close)
        return true;
    return close == 1 ||
           (close >= 2 && passage->classes[close - 1] == CHARACTER_KATAKANA &&
            passage->classes[close - 2] != CHARACTER_KATAKANA);
}

/* A speaker's label is no longer, with post and name. */
#define SPEAKER_MAX 12

static bool ends_speaker(const struct passage *passage, size_t close)
{
    return close > 0 && close <= SPEAKER_MAX &&
           character_is_kanji(passage->classes[close - 1]);
}

static void report(struct linter *linter, const struct lint_place *place)
{
    linter_report(linter, LINT_UNPAIRED_BRACKET, place, 1, "\"%.*s\" has no other half",
                  STR_ARGS(place->before));
}

struct level {
    uint32_t close;
    size_t at;
};
struct stack {
    struct level levels[NESTING_MAX];
    size_t count;
};

static void leave_from(struct linter *linter, struct brackets *brackets,
                       const struct passage *passage, const struct stack *stack,
                       size_t from)
{
    for (size_t i = from; i < stack->count; i++) {
        size_t at = stack->levels[i].at;
        leave_open(
            linter, brackets,
            (struct opening){stack->levels[i].close,
                             linter_place(linter, passage, at, at + 1, (struct str){0}),
                             brackets->block});
    }
}

static void close_at(struct linter *linter, struct brackets *brackets,
                     const struct passage *passage, struct stack *stack, size_t at)
{
    uint32_t close = character_narrow(passage->text[at]);
    size_t level = stack->count;
    while (level > 0 && stack->levels[level - 1].close != close)
        level--;
    if (level > 0) {
        leave_from(linter, brackets, passage, stack, level);
        stack->count = level - 1;
        return;
    }
    if ((close == ')' && is_mark(passage, at)) || close_earlier(brackets, close))
        return;
    struct lint_place place =
        linter_place(linter, passage, at, at + 1, (struct str){0});
    if (close == ')' && ends_speaker(passage, at)) {
        brackets->speaker = place;
        brackets->speaker_count++;
        return;
    }
    report(linter, &place);
}

/* Old openings can no longer be closed: they are reported and forgotten, so that the
 * list stays short. */
static void settle(struct linter *linter, struct brackets *brackets, size_t blocks_max)
{
    size_t kept = 0;
    for (size_t i = 0; i < brackets->count; i++) {
        if (brackets->block - brackets->open[i].block >= blocks_max)
            report(linter, &brackets->open[i].place);
        else
            brackets->open[kept++] = brackets->open[i];
    }
    brackets->count = kept;
}

static void look(struct linter *linter, void *state, const struct passage *passage)
{
    struct brackets *brackets = state;
    struct stack stack;
    stack.count = 0;
    brackets->block++;
    if (brackets->count > 0)
        settle(linter, brackets, BLOCKS_MAX);
    if (!passage_has(passage, CHARACTER_BRACKET))
        return;
    for (size_t i = 0; i < passage->length; i++) {
        if (passage->classes[i] != CHARACTER_BRACKET)
            continue;
        uint32_t close = partner(openings, closings, passage->text[i]);
        if (close == 0)
            close_at(linter, brackets, passage, &stack, i);
        else if (stack.count < NESTING_MAX)
            stack.levels[stack.count++] = (struct level){close, i};
    }
    leave_from(linter, brackets, passage, &stack, 0);
}

static void finish(struct linter *linter, void *state)
{
    const struct brackets *brackets = state;
    settle(linter, state, 0);
    if (brackets->speaker_count == 1)
        report(linter, &brackets->speaker);
}

const struct rule rule_unpaired_bracket = {
    .state_size = sizeof(struct brackets),
    .look = look,
    .finish = finish,
};
