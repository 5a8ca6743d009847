/* The trie of words against the plainest search there is. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon.h"

enum { WORDS = 400, WORD_MAX = 5, TEXT = 4000 };

/* Numerical Recipes' generator: the same words in every run. */
static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

struct word {
    uint32_t text[WORD_MAX];
    size_t length;
};

static uint32_t longest(const struct word *words, const uint32_t *text, size_t at,
                        size_t *length)
{
    uint32_t best = LEXICON_NONE;
    *length = 0;
    for (uint32_t i = 0; i < WORDS; i++) {
        const struct word *w = &words[i];
        if (w->length > *length && w->length <= TEXT - at &&
            memcmp(w->text, text + at, w->length * sizeof(*text)) == 0) {
            best = i;
            *length = w->length;
        }
    }
    return best;
}

static void test_longest_match(void **state)
{
    static struct word words[WORDS];
    static uint32_t text[TEXT];
    uint32_t seed = 7;
    (void)state;
    struct lexicon *lexicon = lexicon_new();
    for (uint32_t i = 0; i < WORDS; i++) {
        words[i].length = 1 + next(&seed) % WORD_MAX;
        for (size_t j = 0; j < words[i].length; j++)
            words[i].text[j] = 0x20BB0 + next(&seed) % 6;
        assert_int_equal(lexicon_add(lexicon, words[i].text, words[i].length, i), 0);
    }
    for (size_t i = 0; i < TEXT; i++)
        text[i] = 0x20BB0 + next(&seed) % 7;
    for (size_t i = 0; i < TEXT; i++) {
        size_t expected, length = 0;
        uint32_t value = longest(words, text, i, &expected);
        assert_int_equal(lexicon_match(lexicon, text, TEXT, i, &length), value);
        if (value != LEXICON_NONE)
            assert_int_equal(length, expected);
    }
    lexicon_free(lexicon);
}

static void test_first_value_stays(void **state)
{
    const uint32_t word[] = {0x53CA, 0x3073};
    size_t length;
    (void)state;
    struct lexicon *lexicon = lexicon_new();
    assert_int_equal(lexicon_add(lexicon, word, 2, 3), 0);
    assert_int_equal(lexicon_add(lexicon, word, 2, 4), 0);
    assert_int_equal(lexicon_match(lexicon, word, 2, 0, &length), 3);
    assert_int_equal(lexicon_match(lexicon, word, 1, 0, &length), LEXICON_NONE);
    assert_true(lexicon_begins(lexicon, 0x53CA));
    assert_false(lexicon_begins(lexicon, 0x3073));
    lexicon_free(lexicon);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_longest_match),
        cmocka_unit_test(test_first_value_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
