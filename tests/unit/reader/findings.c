/* Where a text contradicts itself or states what cannot be, the place is named exactly;
 * a text without contradictions is told of nothing. */
#include "check.h"

#include <string.h>

#include "reader/reader.h"

struct wanted {
    enum diag_code code;
    uint32_t line, column;
};

static size_t found_of(const struct diag *diag, const struct wanted *wanted)
{
    size_t found = 0;
    for (size_t i = 0; i < diag_count(diag); i++) {
        const struct diag_entry *entry = diag_lookup(diag, i);
        found += entry->code == wanted->code && entry->pos.line == wanted->line &&
                 entry->pos.column == wanted->column;
    }
    return found;
}

static size_t count_of(const struct diag *diag, enum diag_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < diag_count(diag); i++)
        count += diag_lookup(diag, i)->code == code;
    return count;
}

/* Exactly the findings of those kinds that are wanted; `wanted` ends with line 0. */
static void check_text(const char *text, const struct wanted *wanted)
{
    static const enum diag_code kinds[] = {DIAG_FACT_CONFLICT, DIAG_FACT_IMPOSSIBLE,
                                           DIAG_SHAPE_UNKNOWN};
    struct diag *diag = diag_new(NULL);
    struct doc *doc = NULL;
    size_t expected = 0, found = 0;
    assert_int_equal(reader_read(str_from(text), NULL, diag, &doc), STATUS_OK);
    for (; wanted[expected].line != 0; expected++)
        assert_int_equal(found_of(diag, &wanted[expected]), 1);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        found += count_of(diag, kinds[i]);
    assert_int_equal(found, expected);
    doc_free(doc);
    diag_free(diag);
}

#define HEAD "青空市公園審議会議事録\n\n"
#define TALK "○甲野会長　始めます。\n○乙山委員　はい。\n"

static void test_conflicts(void **state)
{
    (void)state;
    check_text(HEAD "日時：令和７年５月１２日（火）１４時から\n" TALK,
               (const struct wanted[]){{DIAG_FACT_CONFLICT, 3, 4}, {0, 0, 0}});
    check_text(HEAD "日時：令和７年５月１２日（月）１４時から１５時まで\n\n"
                    "　午後３時開会\n" TALK "午後４時閉会\n",
               (const struct wanted[]){
                   {DIAG_FACT_CONFLICT, 5, 2}, {DIAG_FACT_CONFLICT, 8, 1}, {0, 0, 0}});
}

static void test_impossible(void **state)
{
    (void)state;
    check_text(HEAD "日時：令和７年２月３０日（日）１４時から\n" TALK,
               (const struct wanted[]){{DIAG_FACT_IMPOSSIBLE, 3, 4}, {0, 0, 0}});
}

static void test_quiet(void **state)
{
    (void)state;
    check_text(HEAD "日時：令和７年５月１２日（月曜日）１４時から１５時まで\n\n"
                    "午後２時開会\n" TALK "午後３時閉会\n",
               (const struct wanted[]){{0, 0, 0}});
}

static void test_shape(void **state)
{
    (void)state;
    check_text("ここは何も変わらない。\nただの文である。\n",
               (const struct wanted[]){{DIAG_SHAPE_UNKNOWN, 1, 1}, {0, 0, 0}});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conflicts),
        cmocka_unit_test(test_impossible),
        cmocka_unit_test(test_quiet),
        cmocka_unit_test(test_shape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
