/* Findings of a document that is built by hand, and the text that mending makes. */
#include "check.h"

#include "lint/lint.h"

static struct doc *paragraph(const char *first, const char *second)
{
    struct doc *doc = doc_new();
    struct doc_node *para = doc_add(doc, doc->root, DOC_PARA, (struct diag_pos){1, 2});
    doc_add_text(doc, para, str_from(first), (struct diag_pos){1, 2});
    doc_add_text(doc, para, str_from(second), (struct diag_pos){2, 1});
    assert_int_equal(doc->status, STATUS_OK);
    return doc;
}

static void check(const struct doc *doc, const char *text, const char *wanted,
                  size_t count)
{
    struct lint_options options;
    struct lint *lint;
    struct lint_findings findings;
    struct lint_edits edits;
    struct buf out = BUF_INIT;
    bool chosen[LINT_RULE_COUNT];
    lint_defaults(&options);
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++)
        chosen[rule] = lint_rule_fix(rule) != LINT_FIX_NONE;
    assert_int_equal(lint_open(&options, &lint), STATUS_OK);
    assert_int_equal(lint_check(lint, doc, &findings), STATUS_OK);
    assert_int_equal(lint_mend(str_from(text), &findings, chosen, &out, &edits),
                     STATUS_OK);
    assert_string_equal(out.ptr, wanted);
    assert_int_equal(edits.count, count);
    lint_edits_free(&edits);
    lint_findings_free(&findings);
    lint_close(lint);
    buf_free(&out);
}

static void test_places_of_a_joined_paragraph(void **state)
{
    struct doc *doc = paragraph("木の I S A C と", "水の O T と");
    (void)state;
    check(doc, " 木の I S A C と\r\n水の O T と\r\n", " 木の ISAC と\r\n水の OT と\r\n",
          2);
    check(doc, " 木の I S A C と\r水の O T と", " 木の ISAC と\r水の OT と", 2);
    doc_free(doc);
}

/* What goes over the end of a line is told, and not mended. */
static void test_across_lines(void **state)
{
    struct doc *doc = paragraph("木の I S ", "A C と");
    (void)state;
    check(doc, " 木の I S \nA C と", " 木の I S \nA C と", 0);
    doc_free(doc);
}

/* A text that is not the document's own is left alone. */
static void test_another_text(void **state)
{
    struct doc *doc = paragraph("木の I S A C と", "水");
    (void)state;
    check(doc, " 木の変わった文と\n水", " 木の変わった文と\n水", 0);
    check(doc, "", "", 0);
    doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_of_a_joined_paragraph),
        cmocka_unit_test(test_across_lines),
        cmocka_unit_test(test_another_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
