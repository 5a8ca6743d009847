/* Buffers, strings, arenas and diagnostics: invariants under use and after errors. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

static void buffer_grows_and_hands_over(void **state)
{
    (void)state;
    struct buf buf = BUF_INIT;
    assert_string_equal(buf_str(&buf).ptr, "");
    for (int i = 0; i < 1000; i++)
        buf_printf(&buf, "%d,", i);
    assert_int_equal(buf.status, STATUS_OK);
    assert_int_equal(strlen(buf.ptr), buf.len);
    size_t len;
    char *text = buf_take(&buf, &len);
    assert_true(str_starts((struct str){text, len}, STR("0,1,2,3,")));
    assert_true(str_ends((struct str){text, len}, STR("998,999,")));
    assert_int_equal(buf.len, 0);
    free(text);
}

static void buffer_error_is_sticky(void **state)
{
    (void)state;
    struct buf buf = {.max = 4};
    buf_add_cstr(&buf, "abc");
    buf_add_cstr(&buf, "de");
    assert_int_equal(buf.status, STATUS_LIMIT);
    buf_add_byte(&buf, 'd'); /* would fit, but comes after the error */
    assert_true(str_equal(buf_str(&buf), STR("abc")));
    assert_null(buf_take(&buf, NULL));
    buf_clear(&buf);
    buf_add_cstr(&buf, "wxyz");
    assert_int_equal(buf.status, STATUS_OK);
    buf_free(&buf);
}

static void strings(void **state)
{
    (void)state;
    struct str s = STR("abcabd");
    assert_int_equal(str_find(s, STR("abd"), 0), 3);
    assert_int_equal(str_find(s, STR("abc"), 1), SIZE_MAX);
    assert_int_equal(str_find(s, STR(""), 6), 6);
    assert_true(str_equal(str_slice(s, 4, 100), STR("bd")));
    assert_int_equal(str_slice(s, 9, 3).len, 0);
    assert_true(str_compare(STR("ab"), STR("abc")) < 0);
    assert_true(str_equal((struct str){0}, STR("")));
}

static void arena_is_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t n = 1; n < 200000; n = n * 3 + 1) {
        unsigned char *p = arena_alloc(arena, n);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, n);
    }
    assert_false(arena_failed(arena));
    assert_null(arena_alloc(arena, SIZE_MAX / 2));
    assert_true(arena_failed(arena));
    arena_free(arena);
    arena_free(NULL);
}

static const char *shout(const char *msgid)
{
    return strcmp(msgid, "kept %d") == 0 ? "残した %d" : msgid;
}

static void diagnostics_are_translated_and_counted(void **state)
{
    (void)state;
    struct diag *diag = diag_new(shout);
    diag_set_file(diag, STR("a.txt"));
    diag_report(diag, DIAG_INPUT_EMPTY, (struct diag_pos){3, 7}, "kept %d", 5);
    diag_set_file(diag, STR("b.txt"));
    diag_report(diag, DIAG_FACT_CONFLICT, (struct diag_pos){0, 0}, "%s", "x");
    assert_int_equal(diag_count(diag), 2);
    const struct diag_entry *first = diag_lookup(diag, 0);
    assert_true(str_equal(first->message, STR("残した 5")));
    assert_true(str_equal(first->file, STR("a.txt")));
    assert_int_equal(first->pos.column, 7);
    assert_int_equal(diag_count_severity(diag, DIAG_ERROR), 1);
    assert_int_equal(diag_count_severity(diag, DIAG_WARNING), 1);
    diag_report(NULL, DIAG_INPUT_EMPTY, (struct diag_pos){0, 0}, "nobody listens");
    diag_free(diag);
}

static void long_messages_are_cut_between_characters(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    for (int i = 0; i < 500; i++)
        buf_add_cstr(&text, "議");
    struct diag *diag = diag_new(NULL);
    diag_report(diag, DIAG_USAGE, (struct diag_pos){0, 0}, "%s", text.ptr);
    struct str message = diag_lookup(diag, 0)->message;
    assert_true(message.len > 1000 && message.len % 3 == 0);
    assert_true(str_starts(buf_str(&text), message));
    diag_free(diag);
    buf_free(&text);
}

static void rule_names_are_unique(void **state)
{
    (void)state;
    for (enum diag_code code = 0; code < DIAG_CODE_COUNT; code++)
        assert_int_equal(diag_code_lookup(str_from(diag_rule(code))), code);
    assert_int_equal(diag_code_lookup(STR("no-such-rule")), DIAG_CODE_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buffer_grows_and_hands_over),
        cmocka_unit_test(buffer_error_is_sticky),
        cmocka_unit_test(strings),
        cmocka_unit_test(arena_is_zeroed_and_aligned),
        cmocka_unit_test(diagnostics_are_translated_and_counted),
        cmocka_unit_test(long_messages_are_cut_between_characters),
        cmocka_unit_test(rule_names_are_unique),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
