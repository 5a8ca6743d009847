/* Spelling of values: by hand from the norm. */
#include "check.h"

#include <math.h>

#include "syntax.h"

static void check_real(double value, const char *want)
{
    struct buf out = BUF_INIT;
    pdf_add_real(&out, value);
    assert_string_equal(out.ptr, want);
    buf_free(&out);
}

static void reals_are_short(void **state)
{
    (void)state;
    check_real(0, "0");
    check_real(-0.0001, "0");
    check_real(10.5, "10.5");
    check_real(-0.25, "-.25");
    check_real(595.2756, "595.276");
    check_real(1000, "1000");
    check_real(-12.0004, "-12");
    check_real(NAN, "-2147483648");
    check_real(1e300, "2147483647");
}

static void check_bytes(struct str bytes, const char *want)
{
    struct buf out = BUF_INIT;
    pdf_add_bytes(&out, bytes);
    assert_string_equal(out.ptr, want);
    buf_free(&out);
}

static void strings_are_escaped(void **state)
{
    (void)state;
    check_bytes(STR("a(b)c\\d\r\n"), "(a\\(b\\)c\\\\d\\r\n)");
    check_bytes(STR(""), "()");
}

static void texts_take_utf16_when_needed(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    pdf_add_text(&out, STR("Title (1)"));
    assert_string_equal(out.ptr, "(Title \\(1\\))");
    buf_clear(&out);
    pdf_add_text(&out, STR("𠮷"));
    assert_int_equal(out.len, 8);
    assert_memory_equal(out.ptr, "(\xFE\xFF\xD8\x42\xDF\xB7)", 8);
    buf_clear(&out);
    pdf_add_utf16_hex(&out, STR("A\xEF\xBB\xBF葛\xF3\xA0\x84\x80"));
    assert_string_equal(out.ptr, "0041845BDB40DD00");
    buf_free(&out);
}

static void names_are_escaped(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    pdf_add_name(&out, STR("application/xml#1 あ"));
    assert_string_equal(out.ptr, "/application#2Fxml#231#20#E3#81#82");
    buf_free(&out);
}

static void xml_drops_what_it_cannot_hold(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    pdf_add_xml(&out, STR("<a&b>\x01\x0C\xEF\xBF\xBF終"));
    assert_string_equal(out.ptr, "&lt;a&amp;b&gt;終");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reals_are_short),
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(texts_take_utf16_when_needed),
        cmocka_unit_test(names_are_escaped),
        cmocka_unit_test(xml_drops_what_it_cannot_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
