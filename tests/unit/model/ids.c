/* Identifiers: from numbers and texts, unique, unmoved by insertions. */
#include "check.h"

#include "model/facts.h"
#include "number.h"
#include "sample.h"

static void labels_have_numbers(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"（６）", "6", "6"},       {"(10)", "10", "10"},   {"第１", "1", "1"},
        {"４．", "4", "4"},         {"Ⅱ", "2", "2"},        {"2－1", "2-1", "2-1"},
        {"１．２．", "1-2", "1-2"}, {"①", "1", "1"},        {"十二", "12", "12"},
        {"第二十三", "23", "23"},   {"一〇", "10", "10"},   {"【議題1】", "1", "1"},
        {"ア", "ア", "a"},          {"（サ）", "サ", "sa"}, {"Ａ", "A", "A"},
        {"ａ）", "a", "a"},         {"○", "", ""},          {"・", "", ""},
        {"参考", "", ""},           {"㊿", "50", "50"},     {"百三", "103", "103"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buf number = BUF_INIT, id = BUF_INIT;
        doc_number_of_label(str_from(cases[i][0]), &number);
        assert_string_equal(buf_str(&number).ptr, cases[i][1]);
        doc_number_to_id(buf_str(&number), &id);
        assert_string_equal(buf_str(&id).ptr, cases[i][2]);
        buf_free(&number);
        buf_free(&id);
    }
}

static const struct doc_node *by_id(const struct doc *doc, struct str id)
{
    struct doc_iter iter = doc_iter_new(doc->root);
    while (doc_iter_next(&iter) != DOC_END)
        if (iter.event == DOC_ENTER && id.len && str_equal(iter.node->id, id))
            return iter.node;
    return NULL;
}

static void sections_take_the_path_of_their_numbers(void **state)
{
    (void)state;
    struct doc *doc = sample_new(false);
    assert_non_null(by_id(doc, STR("s4")));
    assert_non_null(by_id(doc, STR("s4-6")));
    assert_true(by_id(doc, STR("s4-7"))->as.section.run_in);
    assert_int_equal(by_id(doc, STR("f-attendance"))->kind, DOC_FIELD);
    doc_free(doc);
}

static void equal_remarks_are_told_apart(void **state)
{
    (void)state;
    struct doc *doc = sample_new(false);
    struct doc_iter iter = doc_iter_new(doc->root);
    const struct doc_node *first = doc_next(&iter, DOC_ITEM);
    const struct doc_node *second = doc_next(&iter, DOC_ITEM);
    assert_true(str_starts(second->id, first->id));
    assert_true(str_ends(second->id, STR("_2")));
    doc_free(doc);
}

static void nothing_moves_when_something_is_inserted(void **state)
{
    (void)state;
    struct doc *before = sample_new(false), *after = sample_new(true);
    struct doc_iter iter = doc_iter_new(before->root);
    size_t ids = 0;
    while (doc_iter_next(&iter) != DOC_END) {
        if (iter.event != DOC_ENTER || !iter.node->id.len)
            continue;
        const struct doc_node *twin = by_id(after, iter.node->id);
        if (!twin)
            fail_msg("%.*s is gone", STR_ARGS(iter.node->id));
        struct buf a = BUF_INIT, b = BUF_INIT;
        doc_text_trimmed(iter.node->last, &a);
        doc_text_trimmed(twin->last, &b);
        if (iter.node->kind != DOC_SECTION)
            assert_string_equal(a.ptr, b.ptr);
        buf_free(&a);
        buf_free(&b);
        ids++;
    }
    assert_true(ids > 10);
    doc_free(before);
    doc_free(after);
}

static void every_kind_that_needs_one_has_one(void **state)
{
    (void)state;
    struct doc *doc = sample_new(false);
    struct doc_iter iter = doc_iter_new(doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        bool expected = false;
        switch (iter.node->kind) {
        case DOC_FIELD:
        case DOC_GROUP:
        case DOC_SECTION:
        case DOC_SPEECH:
        case DOC_ITEM:
        case DOC_NOTE:
        case DOC_TABLE:
            expected = true;
            break;
        case DOC_PARA:
            expected = iter.node->parent->kind == DOC_SPEECH ||
                       iter.node->parent->kind == DOC_SECTION ||
                       iter.node->parent->kind == DOC_MINUTES;
            break;
        default:
            break;
        }
        assert_int_equal(iter.node->id.len > 0, expected);
    }
    doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_have_numbers),
        cmocka_unit_test(sections_take_the_path_of_their_numbers),
        cmocka_unit_test(equal_remarks_are_told_apart),
        cmocka_unit_test(nothing_moves_when_something_is_inserted),
        cmocka_unit_test(every_kind_that_needs_one_has_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
