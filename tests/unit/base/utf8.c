/* UTF-8 against a second decoder: the C library's iconv. */
#include "check.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Whether iconv takes the bytes as UTF-8, and what it makes of them. */
static bool iconv_decodes(struct str s, uint32_t *code_points, size_t *count)
{
    iconv_t cd = iconv_open("UTF-32LE", "UTF-8");
    assert_true(cd != (iconv_t)-1);
    char *in = (char *)(uintptr_t)s.ptr, *out = (char *)code_points;
    size_t in_left = s.len, out_left = 64 * sizeof(uint32_t);
    size_t done = iconv(cd, &in, &in_left, &out, &out_left);
    iconv_close(cd);
    *count = 64 - out_left / sizeof(uint32_t);
    return done != (size_t)-1 && in_left == 0;
}

static void compare(struct str s)
{
    uint32_t want[64];
    size_t count;
    bool valid = iconv_decodes(s, want, &count);
    assert_int_equal(utf8_first_invalid(s) == s.len, valid);
    if (!valid)
        return;
    assert_int_equal(utf8_length(s), count);
    size_t offset = 0, before;
    for (size_t i = 0; i < count; i++) {
        before = offset;
        assert_int_equal(utf8_next(s, &offset), want[i]);
        size_t back = offset;
        assert_int_equal(utf8_prev(s, &back), want[i]);
        assert_int_equal(back, before);
    }
    assert_int_equal(offset, s.len);
}

static void all_code_points(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x110000; c++) {
        char bytes[4];
        size_t n = utf8_encode(c, bytes), offset = 0;
        bool scalar = c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
        uint32_t decoded = utf8_next((struct str){bytes, n}, &offset);
        assert_int_equal(decoded, scalar ? c : UTF8_REPLACEMENT);
        assert_int_equal(offset, n);
    }
}

/* Every sequence of up to three bytes out of those where a rule changes. */
static void boundary_sequences(void **state)
{
    (void)state;
    static const unsigned char edge[] = {
        0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
        0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
    const size_t n = sizeof(edge);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            for (size_t k = 0; k < n; k++) {
                char bytes[4] = {(char)edge[i], (char)edge[j], (char)edge[k],
                                 (char)0x80};
                for (size_t len = 1; len <= 4; len++)
                    compare((struct str){bytes, len});
            }
}

static void maximal_subparts(void **state)
{
    (void)state;
    /* Unicode 15, table 3-8: one U+FFFD for each maximal subpart. */
    struct str s = STR("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64");
    static const uint32_t want[] = {0x61,   0xFFFD, 0xFFFD, 0xFFFD, 0x62,
                                    0xFFFD, 0x63,   0xFFFD, 0xFFFD, 0x64};
    size_t offset = 0;
    for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
        assert_int_equal(utf8_next(s, &offset), want[i]);
    assert_int_equal(offset, s.len);
}

static void trimming(void **state)
{
    (void)state;
    assert_true(str_equal(utf8_trim(STR(" \t\u3000あ い\u3000\r\n")), STR("あ い")));
    assert_int_equal(utf8_trim(STR("\u3000 \ufeff")).len, 0);
    assert_int_equal(utf8_trim(STR("")).len, 0);
}

static void cells(void **state)
{
    (void)state;
    assert_int_equal(utf8_cells('a'), 1);
    assert_int_equal(utf8_cells(0x3042), 2);
    assert_int_equal(utf8_cells(0x20BB7), 2);
    assert_int_equal(utf8_cells(0xFF76), 1); /* half-width katakana */
    assert_int_equal(utf8_cells(0xE0100), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_code_points),
        cmocka_unit_test(boundary_sequences),
        cmocka_unit_test(maximal_subparts),
        cmocka_unit_test(trimming),
        cmocka_unit_test(cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
