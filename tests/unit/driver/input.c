#include "check.h"

#include "input.h"

static void the_slug_is_the_name_without_its_ending(void **state)
{
    static const char *const names[][2] = {
        {"minutes.txt", "minutes"}, {"2025.09.19.txt", "2025.09.19"},
        {"minutes", "minutes"},     {".hidden", ".hidden"},
        {"議事録.txt", "議事録"},   {"a.", "a"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        assert_true(
            str_equal(input_slug(str_from(names[i][0])), str_from(names[i][1])));
}

static void the_second_of_a_slug_is_left_out(void **state)
{
    static const char *const words[] = {"x/b.txt", "y/a.txt", "z/b.xml", "b", "-"};
    struct input_list list;
    struct diag *diag = diag_new(NULL);
    (void)state;
    assert_int_equal(input_list_open(words, 5, &list, diag), STATUS_USAGE);
    assert_int_equal(list.count, 3);
    assert_true(str_equal(list.items[0].path, STR("x/b.txt")));
    assert_true(str_equal(list.items[1].path, STR("y/a.txt")));
    assert_true(str_equal(list.items[2].slug, STR("standard-input")));
    assert_int_equal(list.items[2].name.len, 0);
    assert_int_equal(diag_count(diag), 2);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(diag_lookup(diag, i)->code, DIAG_INPUT_DUPLICATE);
    assert_true(str_equal(diag_lookup(diag, 0)->file, STR("z/b.xml")));
    assert_true(str_equal(diag_lookup(diag, 1)->file, STR("b")));
    input_list_free(&list);
    diag_free(diag);
}

static void names_that_cannot_be_published_are_left_out(void **state)
{
    static const char *const words[] = {"style.css.txt",  "\xff.txt", "good.txt",
                                        "index.html.txt", "x/...",    "gone/"};
    struct input_list list;
    struct diag *diag = diag_new(NULL);
    (void)state;
    assert_int_equal(input_list_open(words, 6, &list, diag), STATUS_USAGE);
    assert_int_equal(list.count, 1);
    assert_true(str_equal(list.items[0].slug, STR("good")));
    assert_int_equal(diag_count(diag), 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(diag_lookup(diag, i)->code, DIAG_INPUT_NAME);
    input_list_free(&list);
    diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_slug_is_the_name_without_its_ending),
        cmocka_unit_test(the_second_of_a_slug_is_left_out),
        cmocka_unit_test(names_that_cannot_be_published_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
