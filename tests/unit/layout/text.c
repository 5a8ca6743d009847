/* Characters: classes, fallback by cluster, what has no glyph, what is invisible. */
#include "common.h"
#include "jlreq.h"

static struct pages *compose(struct layout_fonts *fonts, struct str text,
                             struct diag *diag, enum status expected)
{
    struct layout_template *t;
    assert_int_equal(layout_template_open(GAIYO, NULL, &t), STATUS_OK);
    struct doc *doc = doc_new();
    add_para(doc, text, (struct diag_pos){7, 3});
    struct pages *pages;
    assert_int_equal(layout_compose(doc, t, fonts, NULL, diag, &pages), expected);
    struct buf shown = BUF_INIT;
    if (pages != NULL) {
        text_of_pages(pages, &shown);
        assert_true(str_equal(text, buf_str(&shown)));
    }
    buf_free(&shown);
    layout_template_close(t);
    /* The test looks at fonts and glyph ids only: texts went with the document. */
    doc_free(doc);
    return pages;
}

static void test_classes(void **state)
{
    (void)state;
    static const struct {
        uint32_t c;
        enum jlreq_class class;
    } rows[] = {
        {0x300C, JLREQ_OPENING},     {0x300D, JLREQ_CLOSING},
        {0x3001, JLREQ_COMMA},       {0x3002, JLREQ_FULL_STOP},
        {0x30FB, JLREQ_MIDDLE_DOT},  {0x2026, JLREQ_INSEPARABLE},
        {0x3005, JLREQ_ITERATION},   {0x30FC, JLREQ_PROLONGED},
        {0x3063, JLREQ_SMALL_KANA},  {0x30E5, JLREQ_SMALL_KANA},
        {0x3042, JLREQ_HIRAGANA},    {0x30A2, JLREQ_KATAKANA},
        {0x6F22, JLREQ_IDEOGRAPHIC}, {0x20BB7, JLREQ_IDEOGRAPHIC},
        {'A', JLREQ_LATIN},          {'7', JLREQ_DIGIT},
        {0xFF1F, JLREQ_DIVIDING},    {0x2103, JLREQ_POSTFIX},
        {0x3000, JLREQ_SPACE},       {0xFF05, JLREQ_POSTFIX},
        {0x2460, JLREQ_IDEOGRAPHIC}, {0xFF11, JLREQ_WIDE_WORD},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(jlreq_class_of(rows[i].c), rows[i].class);
    }
}

static struct str font_of(const struct pages *pages, size_t run)
{
    return pages->fonts[pages->pages[0].runs[run].font].postscript_name;
}

static void test_fallback(void **state)
{
    struct layout_fonts *fonts = *state;
    struct pages *pages = compose(
        fonts, STR("𠮷田は葛󠄀飾の髙﨑と齐田①㈱"), NULL, STATUS_OK);
    /* BIZ UDMincho lacks 𠮷; a face of the stack sets it alone, the rest stays. */
    assert_false(str_equal(font_of(pages, 0), STR("BIZUDMincho-Regular")));
    assert_true(str_equal(font_of(pages, 1), STR("BIZUDMincho-Regular")));
    pages_free(pages);
}

static void test_missing_glyph(void **state)
{
    struct layout_fonts *fonts = *state;
    struct diag *diag = diag_new(NULL);
    struct pages *pages =
        compose(fonts, STR("会議\U000F0000の\U00012000"), diag, STATUS_SYNTAX);
    assert_null(pages);
    assert_int_equal(diag_count(diag), 2);
    const struct diag_entry *entry = diag_lookup(diag, 0);
    assert_int_equal(entry->code, DIAG_GLYPH_MISSING);
    assert_int_equal(entry->pos.line, 7);
    assert_int_equal(entry->pos.column, 5);
    assert_int_equal(diag_lookup(diag, 1)->pos.column, 7);
    diag_free(diag);
}

/* A selector that no font knows goes with its base; nothing invisible is lost. */
static void test_invisible(void **state)
{
    struct layout_fonts *fonts = *state;
    static const char *const texts[] = {"あ\U000E01EFい",   "zero\u200Bwidth",
                                        "\u200B始め",       "終り\u2060",
                                        "soft\u00ADhyphen", "か\u3099"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        pages_free(compose(fonts, str_from(texts[i]), NULL, STATUS_OK));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_fallback),
        cmocka_unit_test(test_missing_glyph),
        cmocka_unit_test(test_invisible),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
