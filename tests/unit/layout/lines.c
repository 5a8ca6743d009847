/* Lines as a reader with a ruler sees them: positions of glyphs against the rules of
 * JLREQ, over pseudo-random text at measures of 10 to 60 characters. The rules are
 * written here a second time, from the norm, as characters and not as classes. */
#include <math.h>

#include "common.h"

#define SIZE 10.0
#define PARAGRAPHS 60
#define GLYPHS_MAX 40000

static const char *const no_start =
    "」』）】〕〉》、。，．・：；？！ーぁぃぅぇぉっゃゅょ"
    "ァィゥェォッャュョヵヶ々ゝ";
static const char *const no_end = "「『（【〔〈《";
static const char *const closing = "」』）】〕〉》、。，．";

/* What a sentence is made of; doubled words are more frequent. */
static const char *const words[] = {
    "の",   "に",   "を",       "は",           "が",       "と", "で",      "会議",
    "委員", "政府", "情報",     "、",           "、",       "。", "「",      "」",
    "（",   "）",   "サイバー", "セキュリティ", "キャッチ", "・", "AI",      "DX",
    "2025", "10",   "ISAC",     "SBOM",         "ー",       "々", "っ",      "？",
    "、「", "」、", "。」",     "）。",         "……",       "――", "した",    "ている",
    "こと", "対策", "（1）",    "第",           "年",       "IT", "強化",    "連携",
    "重要", "％",   "５０",     "：",           "『",       "』", "１００％"};
#define WORD_COUNT (sizeof words / sizeof words[0])

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static bool in(const char *set, uint32_t c)
{
    struct str all = str_from(set);
    for (size_t at = 0; at < all.len;) {
        if (utf8_next(all, &at) == c) {
            return true;
        }
    }
    return false;
}

static bool is_plain(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
           (c >= 0x30A1 && c <= 0x30FA);
}

static bool is_latin(uint32_t c)
{
    return c < 0x80 && c > ' ';
}

struct seen {
    uint32_t c; /* first code point of the glyph's text */
    uint32_t page, line, tag;
    double x, advance;
};

struct faults {
    size_t starts, ends, edges, gaps, uneven, words;
    size_t full_lines;
};

static size_t see(const struct pages *pages, struct seen *out)
{
    size_t count = 0;
    for (uint32_t p = 0; p < pages->page_count; p++) {
        for (size_t r = 0; r < pages->pages[p].run_count; r++) {
            const struct page_run *run = &pages->pages[p].runs[r];
            for (size_t g = 0; run->tag != 0 && g < run->glyph_count; g++) {
                const struct page_glyph *glyph = &run->glyphs[g];
                size_t at = 0;
                if (glyph->text.len == 0) {
                    continue;
                }
                assert_true(count < GLYPHS_MAX);
                assert_int_not_equal(glyph->glyph_id, 0);
                out[count++] = (struct seen){utf8_next(glyph->text, &at),
                                             p,
                                             run->line,
                                             run->tag,
                                             run->x + (double)glyph->x,
                                             (double)glyph->advance};
            }
        }
    }
    return count;
}

/* The right edges that JLREQ 3.1.9 allows a last character. */
static bool edge_is(const struct seen *last, double right)
{
    double full = last->x + last->advance - right;
    double half = last->x + last->advance / 2 - right;
    double dot = last->x + last->advance * 3 / 4 - right;
    bool marks = in(closing, last->c);
    return fabs(full) < 0.01 || (marks && fabs(half) < 0.01) ||
           (last->c == 0x30FB && fabs(dot) < 0.01) ||
           (last->c == 0xFF1A && fabs(dot) < 0.01);
}

static void check_line(const struct seen *line, size_t count, bool first, bool last,
                       double right, struct faults *faults)
{
    faults->starts += !first && in(no_start, line[0].c);
    faults->ends += !last && in(no_end, line[count - 1].c);
    faults->full_lines += !last;
    faults->edges += !last && !edge_is(&line[count - 1], right);
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i + 1 < count; i++) {
        double gap = line[i + 1].x - line[i].x - line[i].advance;
        bool plain = is_plain(line[i].c) && is_plain(line[i + 1].c);
        bool mixed = (is_plain(line[i].c) && is_latin(line[i + 1].c)) ||
                     (is_latin(line[i].c) && is_plain(line[i + 1].c));
        /* 3.2.6 with 3.8.3: an eighth at least; plain characters are never squeezed. */
        faults->gaps += (mixed && gap < SIZE / 8 - 0.01) || (plain && gap < -0.01);
        if (plain) {
            least = fmin(least, gap);
            most = fmax(most, gap);
        }
    }
    faults->uneven += most - least > 0.01;
}

static void check_lines(const struct seen *seen, size_t count, double right,
                        struct faults *faults)
{
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && seen[end].tag == seen[i].tag &&
               seen[end].line == seen[i].line && seen[end].page == seen[i].page) {
            end++;
        }
        bool first = i == 0 || seen[i - 1].tag != seen[i].tag;
        bool last = end == count || seen[end].tag != seen[i].tag;
        check_line(&seen[i], end - i, first, last, right, faults);
        if (!last && is_latin(seen[end - 1].c) && is_latin(seen[end].c)) {
            faults->words++;
        }
        i = end;
    }
}

static void random_para(struct buf *text, uint32_t *random)
{
    size_t count = 20 + next_random(random) % 80;
    buf_add_cstr(text, "会議");
    for (size_t i = 0; i < count; i++) {
        buf_add_cstr(text, words[next_random(random) % WORD_COUNT]);
    }
}

static struct pages *compose(struct layout_fonts *fonts, const struct doc *doc,
                             int characters, struct diag *diag)
{
    char yaml[200];
    snprintf(yaml, sizeof yaml,
             "page: {width: 400, height: 297}\n"
             "body: {size: 10, characters: %d, lines: 30, pitch: 17}\n",
             characters);
    struct layout_template *t = template_from(yaml);
    struct pages *pages;
    assert_int_equal(layout_compose(doc, t, fonts, NULL, diag, &pages), STATUS_OK);
    layout_template_close(t);
    return pages;
}

static double right_edge(int characters)
{
    return (400 * 72 / 25.4 + characters * SIZE) / 2;
}

static struct seen seen[GLYPHS_MAX];

static void test_random_text(void **state)
{
    struct layout_fonts *fonts = *state;
    uint32_t random = 7;
    size_t full_lines = 0;
    for (int characters = 10; characters <= 60; characters += 5) {
        struct doc *doc = doc_new();
        struct diag *diag = diag_new(NULL);
        struct buf whole = BUF_INIT, shown = BUF_INIT;
        for (uint32_t i = 1; i <= PARAGRAPHS; i++) {
            struct buf text = BUF_INIT;
            random_para(&text, &random);
            add_para(doc, buf_str(&text), (struct diag_pos){i, 1});
            buf_add(&whole, buf_str(&text));
            buf_free(&text);
        }
        struct pages *pages = compose(fonts, doc, characters, diag);
        size_t count = see(pages, seen);
        struct faults faults = {0};
        check_lines(seen, count, right_edge(characters), &faults);
        assert_int_equal(faults.starts, 0);
        assert_int_equal(faults.ends, 0);
        assert_int_equal(faults.edges, 0);
        assert_int_equal(faults.gaps, 0);
        assert_int_equal(faults.uneven, 0);
        /* At ten characters the random words are at times wider than the line. */
        assert_true(faults.words == 0 || characters < 20);
        assert_int_equal(diag_count(diag), 0);
        full_lines += faults.full_lines;
        text_of_pages(pages, &shown);
        assert_true(str_equal(buf_str(&whole), buf_str(&shown)));
        buf_free(&whole);
        buf_free(&shown);
        pages_free(pages);
        diag_free(diag);
        doc_free(doc);
    }
    assert_true(full_lines > 1500);
}

/* The checker finds each fault when it is put in by hand. */
static void test_checker_can_fail(void **state)
{
    struct layout_fonts *fonts = *state;
    struct doc *doc = doc_new();
    add_para(
        doc,
        STR("会議の情報を政府が連携して強化する対策を、委員とともにAIで進めることと"
            "したい。そのための連携が重要である。"),
        (struct diag_pos){1, 1});
    struct pages *pages = compose(fonts, doc, 20, NULL);
    size_t count = see(pages, seen);
    double right = right_edge(20);
    struct faults faults = {0};
    check_lines(seen, count, right, &faults);
    assert_int_equal(faults.edges + faults.starts + faults.ends + faults.gaps, 0);
    check_lines(seen, count, right + 0.02, &faults);
    assert_true(faults.edges > 0);
    seen[3].x += 0.02;
    check_lines(seen, count, right, &faults);
    assert_true(faults.uneven > 0);
    for (size_t i = 1; i < count; i++) {
        if (seen[i].line != seen[i - 1].line) {
            seen[i].c = 0x3002;
            seen[i - 1].c = 0x300C;
        }
    }
    check_lines(seen, count, right, &faults);
    assert_true(faults.starts > 0 && faults.ends > 0);
    pages_free(pages);
    doc_free(doc);
}

/* What cannot be divided is divided only where it is wider than the line. */
static void test_long_words(void **state)
{
    struct layout_fonts *fonts = *state;
    struct doc *doc = doc_new();
    struct diag *diag = diag_new(NULL);
    add_para(doc,
             STR("https://www.example.go.jp/kaigi/2025/09/19/gijiroku.html を参照"),
             (struct diag_pos){1, 1});
    add_para(
        doc,
        STR("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOP"),
        (struct diag_pos){2, 1});
    add_para(doc, STR("「「「「「「「「「「「「「「「「「「「「「「「「「"),
             (struct diag_pos){3, 1});
    struct pages *pages = compose(fonts, doc, 10, diag);
    size_t count = see(pages, seen);
    for (size_t i = 0; i < count; i++) {
        assert_true(seen[i].x + seen[i].advance < right_edge(10) + SIZE / 2);
    }
    assert_int_equal(diag_count(diag), 0);
    pages_free(pages);
    diag_free(diag);
    doc_free(doc);
}

/* 3.1.4: the half ems of neighbours merge. */
static void test_merged_marks(void **state)
{
    struct layout_fonts *fonts = *state;
    static const struct {
        const char *text;
        double em; /* from the first origin to the second */
    } rows[] = {
        {"」「", 0.5}, {"、「", 0.5}, {"。）", 0.5}, {"（「", 0.5},
        {"」、", 0.5}, {"」」", 0.5}, {"会議", 1},   {"、会", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct doc *doc = doc_new();
        char text[40];
        snprintf(text, sizeof text, "会%s", rows[i].text);
        add_para(doc, str_from(text), (struct diag_pos){1, 1});
        struct pages *pages = compose(fonts, doc, 20, NULL);
        assert_int_equal(see(pages, seen), 3);
        assert_true(fabs(seen[2].x - seen[1].x - rows[i].em * SIZE) < 1e-3);
        pages_free(pages);
        doc_free(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_text),
        cmocka_unit_test(test_checker_can_fail),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_merged_marks),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
