/* Mistakes in a template: file, line, column and what was expected. */
#include "common.h"

struct mistake {
    const char *yaml;
    enum diag_code code;
    uint32_t line, column;
    const char *expected; /* part of the message */
};

static const struct mistake mistakes[] = {
    {"body: {size: 10.5, charcters: 40}", DIAG_TEMPLATE_VALUE, 1, 20, "characters"},
    {"body:\n  size: ten\n", DIAG_TEMPLATE_VALUE, 2, 9, "a number from 4 to 72"},
    {"body:\n  lines: 36.5\n", DIAG_TEMPLATE_VALUE, 2, 10, "a whole number"},
    {"body:\n  size: 400\n", DIAG_TEMPLATE_VALUE, 2, 9, "a number from 4 to 72"},
    {"styles:\n  title: {align: middle}\n", DIAG_TEMPLATE_VALUE, 2, 18, "center"},
    {"styles:\n  title: {keep: 1}\n", DIAG_TEMPLATE_VALUE, 2, 17, "true or false"},
    {"styles: [1]\n", DIAG_TEMPLATE_VALUE, 1, 9, "a map"},
    {"body: {characters: 100}\n", DIAG_TEMPLATE_VALUE, 1, 1, "fits the page"},
    {"body: {columns: 2}\n", DIAG_TEMPLATE_VALUE, 1, 1, "fits the page"},
    {"body: {direction: tate}\n", DIAG_TEMPLATE_VALUE, 1, 19, "vertical"},
    {"body: {size: 10.5\n", DIAG_TEMPLATE_SYNTAX, 2, 1, "YAML"},
    {"", DIAG_TEMPLATE_SYNTAX, 1, 1, "empty"},
};

static void test_mistakes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        const struct mistake *m = &mistakes[i];
        struct diag *diag = diag_new(NULL);
        struct layout_template *t;
        assert_int_equal(
            layout_template_read(STR("t.yaml"), str_from(m->yaml), diag, &t),
            STATUS_SYNTAX);
        assert_null(t);
        assert_int_equal(diag_count(diag), 1);
        const struct diag_entry *entry = diag_lookup(diag, 0);
        assert_int_equal(entry->code, m->code);
        assert_int_equal(entry->pos.line, m->line);
        assert_int_equal(entry->pos.column, m->column);
        assert_true(str_equal(entry->file, STR("t.yaml")));
        assert_true(str_find(entry->message, str_from(m->expected), 0) != SIZE_MAX);
        diag_free(diag);
    }
}

static void test_shipped(void **state)
{
    (void)state;
    static const char *const paths[] = {TEMPLATE("gaiyo"), TEMPLATE("kaigiroku"),
                                        TEMPLATE("tategaki")};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct diag *diag = diag_new(NULL);
        struct layout_template *t;
        assert_int_equal(layout_template_open(paths[i], diag, &t), STATUS_OK);
        assert_int_equal(diag_count(diag), 0);
        layout_template_close(t);
        diag_free(diag);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_shipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
