#include "check.h"

#include "base/suggest.h"

/* The definition of the distance, without a table: the second route. */
static size_t slow(struct str a, struct str b)
{
    if (a.len == 0 || b.len == 0)
        return a.len + b.len;
    struct str a1 = str_slice(a, 1, a.len), b1 = str_slice(b, 1, b.len);
    size_t best = slow(a1, b1) + (a.ptr[0] != b.ptr[0]);
    size_t drop = slow(a1, b) + 1, insert = slow(a, b1) + 1;
    best = drop < best ? drop : best;
    best = insert < best ? insert : best;
    if (a.len > 1 && b.len > 1 && a.ptr[0] == b.ptr[1] && a.ptr[1] == b.ptr[0]) {
        size_t swap = slow(str_slice(a, 2, a.len), str_slice(b, 2, b.len)) + 1;
        best = swap < best ? swap : best;
    }
    return best;
}

static void distance_is_the_definition(void **state)
{
    static const char *const words[] = {"",       "a",   "build", "bulid", "biuld",
                                        "inspct", "pdf", "fdp",   "htlm",  "html"};
    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        for (size_t j = 0; j < sizeof(words) / sizeof(words[0]); j++) {
            struct str a = str_from(words[i]), b = str_from(words[j]);
            assert_int_equal(suggest_distance(a, b), slow(a, b));
        }
}

static void long_words_are_far(void **state)
{
    char word[SUGGEST_LENGTH_MAX + 1];
    (void)state;
    for (size_t i = 0; i < sizeof(word); i++)
        word[i] = 'a';
    struct str s = {word, sizeof(word)};
    assert_true(suggest_distance(s, s) == SIZE_MAX);
}

static const char *suggestion(const char *asked)
{
    struct suggest suggest = suggest_new(str_from(asked));
    suggest_offer(&suggest, "build");
    suggest_offer(&suggest, "convert");
    suggest_offer(&suggest, "inspect");
    return suggest.best;
}

static void slips_are_understood(void **state)
{
    (void)state;
    assert_string_equal(suggestion("bulid"), "build");
    assert_string_equal(suggestion("konvert"), "convert");
    assert_string_equal(suggestion("insp"), "inspect");
    assert_null(suggestion("x"));
    assert_null(suggestion("publish"));
    assert_null(suggestion(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance_is_the_definition),
        cmocka_unit_test(long_words_are_far),
        cmocka_unit_test(slips_are_understood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
