/* Hostile and mistaken XML: refused, with the place and the rule. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "xml/xml.h"

#define HEAD                                                                           \
    "<?xml version=\"1.0\"?>\n<minutes xmlns=\"urn:gijiroku:minutes:1\" "              \
    "version=\"1\">\n<meeting/><source/><body>\n"
#define TAIL "\n</body><changes/></minutes>\n"

struct broken {
    const char *xml;
    enum diag_code code;
    uint32_t line, column; /* 0: not looked at */
    const char *says;
};

static const struct broken cases[] = {
    {"", DIAG_XML_SYNTAX, 0, 0, ""},
    {"<", DIAG_XML_SYNTAX, 1, 0, ""},
    {"<minutes", DIAG_XML_SYNTAX, 1, 0, ""},
    {HEAD "<p>議", DIAG_XML_SYNTAX, 4, 0, "not well-formed"},
    {HEAD "<p>議</q>" TAIL, DIAG_XML_SYNTAX, 4, 0, "mismatch"},
    {HEAD "<p>&nbsp;</p>" TAIL, DIAG_XML_SYNTAX, 4, 0, "nbsp"},
    {HEAD "<p>\x01</p>" TAIL, DIAG_XML_SYNTAX, 4, 0, ""},
    {HEAD "<p>\xFF</p>" TAIL, DIAG_XML_SYNTAX, 4, 4, "UTF-8"},
    {"<!DOCTYPE minutes [<!ENTITY a \"b\">]>\n" HEAD TAIL, DIAG_XML_SYNTAX, 1, 0, ""},
    {"<?xml version=\"1.0\"?>\n<!DOCTYPE minutes SYSTEM \"file:///etc/passwd\">\n"
     "<minutes/>",
     DIAG_XML_SYNTAX, 2, 1, "document type"},
    {"<?xml version=\"1.0\"?>\n<!DOCTYPE m [<!ENTITY a \"aaaaaaaaaa\">"
     "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
     "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n<m x='&c;'>&c;</m>",
     DIAG_XML_SYNTAX, 2, 1, "document type"},
    {"<?xml version=\"1.0\"?>\n<minutes/>", DIAG_XML_INVALID, 2, 1, ""},
    {"<html xmlns='http://www.w3.org/1999/xhtml'/>", DIAG_XML_INVALID, 1, 1, ""},
    {HEAD "<list/>" TAIL, DIAG_XML_INVALID, 4, 1, "list"},
    {HEAD "<p>議事<p>x</p></p>" TAIL, DIAG_XML_INVALID, 4, 6, "p"},
    {HEAD "<p/> <q/>" TAIL, DIAG_XML_INVALID, 4, 6, "q"},
    {HEAD "stray" TAIL, DIAG_XML_INVALID, 3, 0, ""},
    {HEAD "<p line=\"-1\"/>" TAIL, DIAG_XML_INVALID, 4, 1, "line"},
    {HEAD "<p line=\"9999999999\"/>" TAIL, DIAG_XML_INVALID, 4, 1, "line"},
    {HEAD "<p align=\"left\"/>" TAIL, DIAG_XML_INVALID, 4, 1, "align"},
    {HEAD "<p colour=\"red\"/>" TAIL, DIAG_XML_INVALID, 4, 1, "colour"},
    {HEAD "<section role=\"agenda\"/>" TAIL, DIAG_XML_INVALID, 4, 1, "level"},
    {HEAD "<item/>" TAIL, DIAG_XML_INVALID, 4, 1, "item"},
    {HEAD "<section level='1' role='other'><p/><label>1</label></section>" TAIL,
     DIAG_XML_INVALID, 4, 37, "label"},
    {HEAD "<p><char code=\"U+D800\"/></p>" TAIL, DIAG_XML_INVALID, 4, 4, "surrogate"},
    {HEAD "<p><char code=\"D\"/></p>" TAIL, DIAG_XML_INVALID, 4, 4, "code"},
    {HEAD "<p xml:id=\"a\"/>\n<p xml:id=\"a\"/>" TAIL, DIAG_XML_INVALID, 5, 1, "twice"},
    {HEAD "<p xml:id=\"1 a\"/>" TAIL, DIAG_XML_INVALID, 0, 0, ""},
    {HEAD "<p>上の行\n下の行</p>" TAIL, DIAG_XML_INVALID, 4, 1, "line end"},
    {HEAD "<note key=\"a\\b\"/>" TAIL, DIAG_XML_INVALID, 4, 1, "backslash"},
};

static void every_fault_is_told_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct broken *c = &cases[i];
        struct diag *diag = diag_new(NULL);
        struct doc *doc = NULL;
        enum status status = xml_read(str_from(c->xml), diag, &doc);
        if (status != STATUS_SYNTAX || diag_count(diag) == 0)
            fail_msg("case %zu: status %d, %zu messages", i, (int)status,
                     diag_count(diag));
        assert_null(doc);
        const struct diag_entry *entry = diag_lookup(diag, 0);
        if (entry->code != c->code || (c->line && entry->pos.line != c->line) ||
            (c->column && entry->pos.column != c->column) ||
            !strstr(entry->message.ptr, c->says))
            fail_msg("case %zu: %u:%u: %s [%s]", i, entry->pos.line, entry->pos.column,
                     entry->message.ptr, diag_rule(entry->code));
        diag_free(diag);
    }
}

static void nested(struct buf *xml, unsigned depth)
{
    static const char item[] = "<list><item>";
    buf_add_cstr(xml, HEAD);
    for (unsigned i = 0; i < depth; i++)
        buf_add_cstr(xml, item);
    for (unsigned i = 0; i < depth; i++)
        buf_add_cstr(xml, "</item></list>");
    buf_add_cstr(xml, TAIL);
}

static void depth_is_limited(void **state)
{
    (void)state;
    static const struct {
        unsigned depth;
        enum status status;
    } depths[] = {{10, STATUS_OK},
                  {DOC_DEPTH_MAX / 2 - 1, STATUS_OK},
                  {DOC_DEPTH_MAX / 2, STATUS_LIMIT},
                  {100, STATUS_LIMIT},
                  {100000, STATUS_SYNTAX}};
    for (size_t i = 0; i < sizeof(depths) / sizeof(depths[0]); i++) {
        struct buf xml = BUF_INIT;
        struct doc *doc = NULL;
        struct diag *diag = diag_new(NULL);
        nested(&xml, depths[i].depth);
        assert_int_equal(xml_read(buf_str(&xml), diag, &doc), depths[i].status);
        assert_int_equal(diag_count(diag) > 0, depths[i].status != STATUS_OK);
        doc_free(doc);
        diag_free(diag);
        buf_free(&xml);
    }
}

/* Every beginning of a file: refused, never a crash, always a message. */
static void truncated_files_are_refused(void **state)
{
    (void)state;
    static const char whole[] = HEAD
        "<section xml:id=\"s1\" level=\"1\" role=\"agenda\" line=\"1\" "
        "column=\"1\"><label>１</label><p>議<char code=\"U+000C\"/></p></section>" TAIL;
    for (size_t n = 0; n < sizeof(whole) - 2; n++) {
        struct diag *diag = diag_new(NULL);
        struct doc *doc = NULL;
        assert_int_equal(xml_read((struct str){whole, n}, diag, &doc), STATUS_SYNTAX);
        assert_true(diag_count(diag) > 0);
        diag_free(diag);
    }
    struct doc *doc = NULL;
    assert_int_equal(xml_read(str_from(whole), NULL, &doc), STATUS_OK);
    doc_free(doc);
}

static void plain_text_is_not_taken_for_xml(void **state)
{
    (void)state;
    assert_false(xml_recognise(STR("")));
    assert_false(xml_recognise(STR("＜議題＞")));
    assert_false(xml_recognise(STR("<議題>")));
    assert_false(xml_recognise(STR("第1回 <minutes")));
    assert_true(xml_recognise(STR("\n <minutes>")));
    assert_true(xml_recognise(STR("\xEF\xBB\xBF<?xml version='1.0'?>")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_is_told_with_its_place),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(truncated_files_are_refused),
        cmocka_unit_test(plain_text_is_not_taken_for_xml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
