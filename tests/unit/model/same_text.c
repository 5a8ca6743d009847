/* The comparison behind the promise, against a slow one that squeezes both texts first.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "check.h"
#include "model/same_text.h"

static void squeeze(struct str s, struct buf *out)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        if (!utf8_is_space(c))
            buf_add_code_point(out, c);
    }
}

static void equal_and_different(void **state)
{
    (void)state;
    struct text_difference d;
    assert_true(text_is_same(STR(""), STR(" \n"), &d));
    assert_true(text_is_same(STR("議 事"), STR("議\xE3\x80\x80事\n"), NULL));
    assert_false(text_is_same(STR("議事"), STR("議"), &d));
    assert_int_equal(d.characters, 1);
    assert_int_equal(d.at_a, 3);
    assert_int_equal(d.at_b, 3);
    /* U+FA19 and U+795E look alike and are not the same; nor is what NFC would join. */
    assert_false(text_is_same(STR("\xEF\xA8\x99"), STR("神"), NULL));
    assert_false(text_is_same(STR("が"), STR("か\xE3\x82\x99"), NULL));
    assert_false(text_is_same(STR("a\xE2\x80\x8B"), STR("a"), NULL)); /* U+200B */
}

static void against_squeezed(void **state)
{
    (void)state;
    static const char *const pieces[] = {"議", "事", " ", "\xE3\x80\x80", "\n", "a"};
    srand(1);
    for (int round = 0; round < 20000; round++) {
        struct buf a = BUF_INIT, b = BUF_INIT, want = BUF_INIT, got = BUF_INIT;
        for (int i = rand() % 6; i > 0; i--)
            buf_add_cstr(&a, pieces[rand() % 6]);
        for (int i = rand() % 6; i > 0; i--)
            buf_add_cstr(&b, pieces[rand() % 6]);
        squeeze(buf_str(&a), &want);
        squeeze(buf_str(&b), &got);
        assert_int_equal(text_is_same(buf_str(&a), buf_str(&b), NULL),
                         str_equal(buf_str(&want), buf_str(&got)));
        buf_free(&a);
        buf_free(&b);
        buf_free(&want);
        buf_free(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_and_different),
        cmocka_unit_test(against_squeezed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
