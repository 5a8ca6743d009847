/* spaced-latin: I S A C. Extraction from PDF leaves the letter spacing of Latin letters
 * behind as spaces. */
#include "linter.h"

static bool is_letter(const struct passage *passage, size_t at)
{
    return at < passage->length && passage->classes[at] == CHARACTER_LATIN;
}

static bool is_word(const struct passage *passage, size_t at)
{
    return at < passage->length && (passage->classes[at] == CHARACTER_LATIN ||
                                    passage->classes[at] == CHARACTER_DIGIT);
}

/* The letter after the one at `at`, spaced from it and alone; 0 where there is none. */
static size_t next_letter(const struct passage *passage, size_t at)
{
    bool spaced = passage_at(passage, at + 1) == ' ' && is_letter(passage, at + 2) &&
                  !is_word(passage, at + 3);
    return spaced && character_is_wide(passage->text[at]) ==
                         character_is_wide(passage->text[at + 2])
               ? at + 2
               : 0;
}

/* A B C are three things, not an abbreviation. */
static bool is_alphabet(const struct passage *passage, size_t from, size_t last)
{
    for (size_t i = from; i < last; i += 2)
        if (passage->text[i + 2] != passage->text[i] + 1)
            return false;
    return true;
}

static bool is_capital(uint32_t c)
{
    c = character_narrow(c);
    return c >= 'A' && c <= 'Z';
}

/* Two letters alone are an abbreviation only as capitals, and not in a foreign
 * sentence. */
static bool is_abbreviation(const struct passage *passage, size_t from, size_t last)
{
    bool foreign =
        (from >= 2 && passage->text[from - 1] == ' ' && is_word(passage, from - 2)) ||
        (passage_at(passage, last + 1) == ' ' && is_word(passage, last + 2));
    if (last - from > 2)
        return true;
    return !foreign && is_capital(passage->text[from]) &&
           is_capital(passage->text[last]);
}

static void look(struct linter *linter, void *state, const struct passage *passage)
{
    (void)state;
    for (size_t i = 0; i < passage->length; i++) {
        if (!is_letter(passage, i) || (i > 0 && is_word(passage, i - 1)))
            continue;
        size_t last = i;
        for (size_t next; (next = next_letter(passage, last)) > 0;)
            last = next;
        if (last == i || is_alphabet(passage, i, last) ||
            !is_abbreviation(passage, i, last))
            continue;
        struct buf after = BUF_INIT;
        for (size_t j = i; j <= last; j += 2)
            buf_add_code_point(&after, passage->text[j]);
        struct lint_place place =
            linter_place(linter, passage, i, last + 1, buf_str(&after));
        linter_report(linter, LINT_SPACED_LATIN, &place, 1,
                      "\"%.*s\" is spaced letter by letter; \"%.*s\" is meant",
                      STR_ARGS(place.before), STR_ARGS(buf_str(&after)));
        buf_free(&after);
        i = last;
    }
}

const struct rule rule_spaced_latin = {.needs = NEEDS(LATIN), .look = look};
