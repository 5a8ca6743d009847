/* The door: every encoding told from content, damage named by place, what is no text
 * refused. The copies are made by iconv here, so that the detection sees the bytes of
 * another hand. */
#include "check.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "files.h"

static struct buf convert(struct str text, const char *to)
{
    struct buf out = BUF_INIT;
    iconv_t cd = iconv_open(to, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    char *in = (char *)(uintptr_t)text.ptr;
    size_t left = text.len, room = text.len * 3 + 16;
    char *bytes = malloc(room), *end = bytes;
    assert_int_equal(iconv(cd, &in, &left, &end, &room), 0);
    assert_int_equal(iconv(cd, NULL, NULL, &end, &room), 0);
    buf_add_bytes(&out, bytes, (size_t)(end - bytes));
    free(bytes);
    iconv_close(cd);
    return out;
}

static const char minutes[] =
    "第3回 青空町産業会議 議事概要\n\n1. 日時：令和7年5月8日（木）10時00分～11時30分\n"
    "2. 場所：青空町役場　第１会議室\n3. 出席者\n（委員）\n甲野 太郎\t㈱青空工業 "
    "取締役\n"
    "乙山 花子\t青空大学 教授【座長】\n4. 議事概要\n（１）開会\n"
    "- 資料①に基づき、～の方針（たたき台）を説明した。\n以上\n";

static struct doc *read_as(struct str bytes, const char *encoding, struct diag *diag)
{
    struct doc *doc;
    const struct reader_options options = {.encoding = str_from(encoding)};
    assert_int_equal(reader_read(bytes, &options, diag, &doc), STATUS_OK);
    return doc;
}

static void test_detection(void **state)
{
    (void)state;
    static const struct {
        const char *iconv, *name;
    } rows[] = {{"UTF-8", "UTF-8"},       {"UTF-16LE", "UTF-16LE"},
                {"UTF-16BE", "UTF-16BE"}, {"CP932", "Shift_JIS"},
                {"EUC-JP-MS", "EUC-JP"},  {"ISO-2022-JP-3", "ISO-2022-JP"}};
    struct doc *whole = read_as(str_from(minutes), "", NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf bytes = convert(str_from(minutes), rows[i].iconv);
        struct buf why = BUF_INIT;
        struct doc *doc = read_as(buf_str(&bytes), "", NULL);
        assert_true(str_equal(doc->source.encoding, str_from(rows[i].name)));
        doc->source.encoding = whole->source.encoding;
        if (!doc_equal(doc, whole, DOC_COMPARE_ALL, &why))
            fail_msg("%s: %s", rows[i].name, why.ptr);
        doc_free(doc);
        buf_free(&bytes);
        buf_free(&why);
    }
    assert_true(str_equal(whole->facts.date.value, STR("2025-05-08")));
    doc_free(whole);
}

/* Full-width text makes ideographs of UTF-16 out of the bytes of any double-byte
 * encoding, if their number is even: both parities of each are tried. */
static void test_full_width(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "議事録\n\n　委員会を開き、審議した。\n　原案のとおり可決した。\n",
        "議事録\n\n　委員会を開き、審議した。\n　原案のとおり可決した。\n\n",
        "会議録\r\n○議長（甲野太郎君）　ただいまから会議を開きます。\r\n",
        "会議録\r\n○議長（甲野太郎君）　ただいまから会議を開きます。\r\n\n",
        "アイウエオ、カタカナのみのテキスト。",
    };
    static const struct {
        const char *iconv, *name;
    } rows[] = {{"UTF-16LE", "UTF-16LE"}, {"UTF-16BE", "UTF-16BE"},
                {"CP932", "Shift_JIS"},   {"EUC-JP-MS", "EUC-JP"},
                {"UTF-8", "UTF-8"},       {"ISO-2022-JP-3", "ISO-2022-JP"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
            struct buf bytes = convert(str_from(texts[i]), rows[k].iconv);
            struct doc *doc = read_as(buf_str(&bytes), "", NULL);
            if (!str_equal(doc->source.encoding, str_from(rows[k].name)))
                fail_msg("text %zu in %s was read as %.*s", i, rows[k].name,
                         (int)doc->source.encoding.len, doc->source.encoding.ptr);
            doc_free(doc);
            buf_free(&bytes);
        }
    }
}

static void test_override(void **state)
{
    (void)state;
    struct buf bytes = convert(str_from(minutes), "CP932");
    struct doc *doc = read_as(buf_str(&bytes), "windows-31j", NULL);
    assert_true(str_equal(doc->facts.place.value, STR("青空町役場　第１会議室")));
    doc_free(doc);
    const struct reader_options odd = {.encoding = STR_INIT("latin-9")};
    assert_int_equal(reader_read(buf_str(&bytes), &odd, NULL, &doc), STATUS_USAGE);
    buf_free(&bytes);
    assert_true(str_equal(reader_encoding_lookup(STR("SJIS")), STR("Shift_JIS")));
    assert_int_equal(reader_encoding_lookup(STR("klingon")).len, 0);
}

static void test_damage(void **state)
{
    (void)state;
    struct diag *diag = diag_new(NULL);
    struct doc *doc =
        read_as(STR("議事概要\n\n一行目の\xFF文字。\n二行目\xE3\x81。\n"), "", diag);
    assert_int_equal(doc->change_count, 2);
    assert_true(str_equal(doc->changes[0].rule, STR("encoding-invalid")));
    assert_int_equal(doc->changes[0].pos.line, 3);
    assert_int_equal(doc->changes[0].pos.column, 5);
    assert_true(str_equal(doc->changes[0].before, STR("FF")));
    assert_true(str_equal(doc->changes[1].before, STR("E381")));
    assert_int_equal(doc->changes[1].pos.line, 4);
    assert_int_equal(doc->changes[1].pos.column, 4);
    assert_int_equal(diag_count_severity(diag, DIAG_ERROR), 2);
    doc_free(doc);
    diag_free(diag);
}

static void refuse(struct str bytes, enum diag_code code)
{
    struct diag *diag = diag_new(NULL);
    struct doc *doc;
    assert_int_equal(reader_read(bytes, NULL, diag, &doc), STATUS_SYNTAX);
    assert_null(doc);
    assert_int_equal(diag_lookup(diag, diag_count(diag) - 1)->code, code);
    diag_free(diag);
}

static void test_no_text(void **state)
{
    (void)state;
    refuse(STR(""), DIAG_INPUT_EMPTY);
    refuse(STR(" \n　\n\xEF\xBB\xBF"), DIAG_INPUT_EMPTY);
    refuse(STR("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\2\3\4\5\6"), DIAG_INPUT_BINARY);
    refuse(STR("\x7F"
               "ELF\2\1\1\0\0\0\0\0\0\0\0\0"),
           DIAG_INPUT_BINARY);
}

/* A line of a megabyte, thousands of headings: no more a byte than any other. */
static void test_size(void **state)
{
    (void)state;
    struct buf bytes = BUF_INIT;
    buf_add_cstr(&bytes, "委員：");
    for (int i = 0; i < 100000; i++)
        buf_add_cstr(&bytes, "甲野委員、");
    buf_add_cstr(&bytes, "\n\n議事概要\n");
    for (int i = 0; i < 2000; i++)
        buf_printf(&bytes, "（%d）議題\n説明があった。\n", i % 90 + 1);
    struct doc *doc = read_as(buf_str(&bytes), "", NULL);
    struct buf why = BUF_INIT;
    assert_int_equal(doc_check(doc, &why), STATUS_OK);
    buf_free(&why);
    buf_free(&bytes);
    doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_detection), cmocka_unit_test(test_full_width),
        cmocka_unit_test(test_override),  cmocka_unit_test(test_damage),
        cmocka_unit_test(test_no_text),   cmocka_unit_test(test_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
