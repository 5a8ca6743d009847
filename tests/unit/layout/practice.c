/* What a template chooses about lines: where an opening bracket stands at a line start
 * (JLREQ 3.1.5), hanging marks (2.5.1), the profiles' full stops (3.1.9), the relaxed
 * line start (3.1.7), how far punctuation widens. Measured from the glyphs' origins. */
#include <math.h>

#include "common.h"

#define SIZE 10.0
#define CHARACTERS 10

struct glyph {
    uint32_t line;
    double x; /* em from the measure's start */
    bool found;
};

static struct pages *compose(struct layout_fonts *fonts, const char *text,
                             const char *body, const char *styles)
{
    char yaml[300];
    snprintf(yaml, sizeof yaml,
             "page: {width: 100, height: 297}\n"
             "body: {size: 10, characters: 10, lines: 30, pitch: 17, %s}\n"
             "styles: {%s}\n",
             body, styles);
    struct doc *doc = doc_new();
    add_para(doc, str_from(text), (struct diag_pos){1, 1});
    struct layout_template *t = template_from(yaml);
    struct pages *pages;
    assert_int_equal(layout_compose(doc, t, fonts, NULL, NULL, &pages), STATUS_OK);
    layout_template_close(t);
    /* The texts of the glyphs went with the document: they are numbered instead. */
    doc_free(doc);
    return pages;
}

/* Where the nth character of the paragraph stands. */
static struct glyph glyph_of(struct layout_fonts *fonts, const char *text, size_t nth,
                             const char *body, const char *styles)
{
    struct pages *pages = compose(fonts, text, body, styles);
    const struct page *page = &pages->pages[0];
    double left = (page->width - CHARACTERS * SIZE) / 2;
    struct glyph out = {0};
    for (size_t r = 0, n = 0; r < page->run_count; r++) {
        const struct page_run *run = &page->runs[r];
        for (size_t g = 0; run->tag != 0 && g < run->glyph_count; g++, n++) {
            if (n == nth) {
                out = (struct glyph){
                    run->line, (run->x + (double)run->glyphs[g].x - left) / SIZE, true};
            }
        }
    }
    assert_true(out.found);
    pages_free(pages);
    return out;
}

static void expect(struct glyph got, uint32_t line, double x)
{
    assert_int_equal(got.line, line);
    assert_true(fabs(got.x - x) < 1e-4);
}

/* The body of a bracket is the right half of its cell. */
static void test_opening_bracket(void **state)
{
    static const struct {
        const char *body;
        double first, rest; /* origins, em: after an indent of one em; on other lines */
    } rows[] = {{"opening-bracket: flush", 0.5, -0.5},
                {"opening-bracket: half-em", 1, 0},
                {"opening-bracket: pulled-in", 0, -0.5}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect(glyph_of(*state, "「会議」", 0, rows[i].body, "paragraph: {first: 1}"),
               1, rows[i].first);
        expect(glyph_of(*state, "一二三四五六七八九十「会議", 10, rows[i].body, ""), 2,
               rows[i].rest);
    }
    /* Without a choice: flush. */
    expect(glyph_of(*state, "「会議」", 0, "hanging: false", "paragraph: {first: 1}"),
           1, 0.5);
}

static void test_hanging(void **state)
{
    static const char text[] = "一二三四五六七八九十。会議";
    expect(glyph_of(*state, text, 10, "hanging: true", ""), 1, 10);
    assert_int_equal(glyph_of(*state, text, 10, "hanging: false", "").line, 2);
    /* Only full stops and commas hang. */
    assert_int_equal(
        glyph_of(*state, "一二三四五六七八九十」会議", 10, "hanging: true", "").line,
        2);
}

/* JIS X 4051 keeps the half em behind a full stop that ends a line; of a comma both
 * take it away. */
static void test_profiles(void **state)
{
    static const char stop[] = "一、二三四五六七八九。会議";
    static const char comma[] = "一、二三四五六七八九、会議";
    expect(glyph_of(*state, stop, 10, "profile: jlreq", ""), 1, 9.5);
    assert_int_equal(glyph_of(*state, stop, 10, "profile: jisx4051", "").line, 2);
    expect(glyph_of(*state, comma, 10, "profile: jlreq", ""), 1, 9.5);
    expect(glyph_of(*state, comma, 10, "profile: jisx4051", ""), 1, 9.5);
}

static void test_line_start(void **state)
{
    static const char *const texts[] = {"一二三四五六七八九サービス",
                                        "一二三四五六七八九十々会議",
                                        "一二三四五六七八九あっている"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        expect(glyph_of(*state, texts[i], 10, "line-start: relaxed", ""), 2, 0);
        expect(glyph_of(*state, texts[i], 9, "line-start: strict", ""), 2, 0);
    }
    /* A full stop never begins a line. */
    assert_true(
        glyph_of(*state, "一二三四五六七八九十。会議", 10, "line-start: relaxed", "")
            .x > 0);
}

/* A line one em short with two commas: a quarter em each and the rest between plain
 * characters, or half an em each. */
static void test_punctuation_max(void **state)
{
    static const char text[] = "一、二、三四五六七サーー会議";
    expect(glyph_of(*state, text, 2, "hanging: false", ""), 1, 2.25);
    expect(glyph_of(*state, text, 5, "hanging: false", ""), 1, 5.5 + 0.5 / 4);
    expect(glyph_of(*state, text, 2, "punctuation-max: 0.5", ""), 1, 2.5);
    expect(glyph_of(*state, text, 5, "punctuation-max: 0.5", ""), 1, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_opening_bracket), cmocka_unit_test(test_hanging),
        cmocka_unit_test(test_profiles),        cmocka_unit_test(test_line_start),
        cmocka_unit_test(test_punctuation_max),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
