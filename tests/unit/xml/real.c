/* What the reader makes of whole minutes is sound and goes through XML
 * unchanged. */
#include "check.h"

#include "base/host.h"
#include "reader/reader.h"
#include "xml/xml.h"

static void goes_through(const char *path)
{
    struct buf bytes = BUF_INIT, xml = BUF_INIT, why = BUF_INIT;
    struct doc *doc = NULL, *back = NULL;
    const struct reader_options options = {.name = str_from(path)};
    assert_int_equal(host_read_file(path, 0, &bytes, NULL), STATUS_OK);
    assert_int_equal(reader_read(buf_str(&bytes), &options, NULL, &doc), STATUS_OK);
    if (doc_check(doc, &why) != STATUS_OK)
        fail_msg("%s: %s", path, why.ptr);
    assert_int_equal(xml_write(doc, &xml, NULL), STATUS_OK);
    assert_int_equal(xml_read(buf_str(&xml), NULL, &back), STATUS_OK);
    if (!doc_equal(doc, back, DOC_COMPARE_ALL, &why))
        fail_msg("%s: %s", path, why.ptr);
    doc_free(doc);
    doc_free(back);
    buf_free(&bytes);
    buf_free(&xml);
    buf_free(&why);
}

static enum status visit(const char *path, void *count)
{
    if (str_ends(str_from(path), STR(".txt"))) {
        goes_through(path);
        ++*(size_t *)count;
    }
    return STATUS_OK;
}

static void whole_minutes_go_through(void **state)
{
    (void)state;
    static const char *const folders[] = {TEST_FIXTURES "/written",
                                          TEST_FIXTURES "/reader",
                                          TEST_FIXTURES "/../../input"};
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        size_t count = 0;
        assert_int_equal(host_list_folder(folders[i], visit, &count, NULL), STATUS_OK);
        assert_true(count > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_minutes_go_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
