/* read(write(doc)) == doc, and what is written is what libxml2's own reader sees. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "model/sample.h"
#include "xml/random_doc.h"
#include "xml/xml.h"

static void round_trip(const struct doc *doc)
{
    struct buf xml = BUF_INIT, again = BUF_INIT, why = BUF_INIT;
    struct diag *diag = diag_new(NULL);
    struct doc *back = NULL;
    assert_int_equal(xml_write(doc, &xml, diag), STATUS_OK);
    assert_true(xml_recognise(buf_str(&xml)));
    enum status status = xml_read(buf_str(&xml), diag, &back);
    for (size_t i = 0; i < diag_count(diag); i++)
        print_error("%u:%u: %s\n", diag_lookup(diag, i)->pos.line,
                    diag_lookup(diag, i)->pos.column,
                    diag_lookup(diag, i)->message.ptr);
    assert_int_equal(status, STATUS_OK);
    if (!doc_equal(doc, back, DOC_COMPARE_ALL, &why))
        fail_msg("%s\n%s", why.ptr, xml.ptr);
    assert_int_equal(xml_write(back, &again, diag), STATUS_OK);
    assert_string_equal(xml.ptr, again.ptr);
    doc_free(back);
    diag_free(diag);
    buf_free(&xml);
    buf_free(&again);
    buf_free(&why);
}

static void sample_goes_round(void **state)
{
    (void)state;
    struct doc *doc = sample_new(true);
    round_trip(doc);
    doc_free(doc);
}

static void empty_document_goes_round(void **state)
{
    (void)state;
    struct doc *doc = doc_new();
    round_trip(doc);
    doc_free(doc);
}

static void documents_by_chance_go_round(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 60; seed++) {
        struct doc *doc = random_doc(seed);
        round_trip(doc);
        doc_free(doc);
    }
}

/* The same sample as one file, so that a change of the vocabulary is seen. */
static void sample_is_the_golden_file(void **state)
{
    (void)state;
    struct doc *doc = sample_new(false);
    struct buf xml = BUF_INIT, golden = BUF_INIT;
    assert_int_equal(xml_write(doc, &xml, NULL), STATUS_OK);
    const char *path = TEST_GOLDEN "/xml/every-kind.xml";
    if (getenv("ACCEPT"))
        assert_int_equal(host_write_file(path, buf_str(&xml), NULL), STATUS_OK);
    assert_int_equal(host_read_file(path, 0, &golden, NULL), STATUS_OK);
    assert_string_equal(buf_str(&xml).ptr, buf_str(&golden).ptr);
    buf_free(&xml);
    buf_free(&golden);
    doc_free(doc);
}

static struct doc *read_ok(const char *xml)
{
    struct doc *doc = NULL;
    assert_int_equal(xml_read(str_from(xml), NULL, &doc), STATUS_OK);
    return doc;
}

#define AROUND(body)                                                                   \
    "<minutes xmlns='urn:gijiroku:minutes:1' "                                         \
    "version='1'><meeting/><source/><body>" body "</body><changes/></minutes>"

/* Another program's indentation, CDATA, comments and character references are no text.
 */
static void foreign_layout_is_no_text(void **state)
{
    (void)state;
    struct doc *plain = read_ok(AROUND("<p line='1' column='1'>議事<lb line='2' "
                                       "column='1'/>概要&lt;</p>"));
    struct doc *foreign = read_ok(
        "\xEF\xBB\xBF" AROUND("\n <!-- x -->\n <p line='1' column='1'>\n\t議<!-- -->"
                              "&#20107;\n\t<lb line='2' column='1'/>\n"
                              "概<![CDATA[要<]]>\n </p><?pi x?>\n"));
    struct buf why = BUF_INIT;
    if (!doc_equal(plain, foreign, DOC_COMPARE_ALL, &why))
        fail_msg("%s", why.ptr);
    buf_free(&why);
    doc_free(plain);
    doc_free(foreign);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample_goes_round),
        cmocka_unit_test(empty_document_goes_round),
        cmocka_unit_test(documents_by_chance_go_round),
        cmocka_unit_test(sample_is_the_golden_file),
        cmocka_unit_test(foreign_layout_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
