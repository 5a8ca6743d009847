/* Notation of ruby and emphasis dots: what is one, and what is words in brackets. */
#include "ruby.h"

#include <string.h>

#include "check.h"

static void expect_piece(struct str text, size_t from, size_t to, const char *want)
{
    assert_int_equal(to - from, strlen(want));
    assert_memory_equal(text.ptr + from, want, to - from);
}

static void expect(const char *source, const char *base, const char *note,
                   const char *whole)
{
    struct str text = str_from(source);
    struct ruby ruby;
    if (base == NULL) {
        assert_false(ruby_find(text, 0, &ruby));
        return;
    }
    assert_true(ruby_find(text, 0, &ruby));
    expect_piece(text, ruby.base_begin, ruby.base_end, base);
    expect_piece(text, ruby.note_begin, ruby.note_end, note);
    expect_piece(text, ruby.begin, ruby.end, whole);
}

static void test_notation(void **state)
{
    (void)state;
    expect("この漢字《かんじ》は", "漢字", "かんじ", "漢字《かんじ》");
    expect("佐々木《ささき》", "佐々木", "ささき", "佐々木《ささき》");
    expect("𠮷田《よしだ》", "𠮷田", "よしだ", "𠮷田《よしだ》");
    expect("この｜お茶《ちゃ》", "お茶", "ちゃ", "｜お茶《ちゃ》");
    expect("｜ICT《情報通信》", "ICT", "情報通信", "｜ICT《情報通信》");
    expect("｜甲、乙《おつ》", "甲、乙", "おつ", "｜甲、乙《おつ》");
    expect("《《強調》》する", "強調", "", "《《強調》》");
}

static void test_brackets(void **state)
{
    (void)state;
    expect("資料は《公開》とする", NULL, NULL, NULL);
    expect("議題《その他》", NULL, NULL, NULL); /* kanji inside */
    expect("かな《かな》", NULL, NULL, NULL);   /* nothing to read */
    expect("漢字《》", NULL, NULL, NULL);
    expect("漢字《かんじ", NULL, NULL, NULL);
    expect("《《強調》", NULL, NULL, NULL);
    expect("《》《》｜", NULL, NULL, NULL);
}

/* Behind what is no notation the next is found; a bar goes with one bracket alone. */
static void test_next(void **state)
{
    (void)state;
    expect("《公開》の議事《ぎじ》", "議事", "ぎじ", "議事《ぎじ》");
    expect("｜甲《》乙《おつ》", "乙", "おつ", "乙《おつ》");
    struct ruby ruby;
    struct str text = STR("甲《こう》乙《おつ》");
    assert_true(ruby_find(text, 0, &ruby));
    assert_true(ruby_find(text, ruby.end, &ruby));
    expect_piece(text, ruby.begin, ruby.end, "乙《おつ》");
    assert_false(ruby_find(text, ruby.end, &ruby));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notation),
        cmocka_unit_test(test_brackets),
        cmocka_unit_test(test_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
