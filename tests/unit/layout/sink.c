/* Pages that a sink takes one at a time are the pages that are kept without one. */
#include "common.h"

/* More pages than gather before the first is made, with totals in the folio and
 * without. */
#define PARAGRAPHS 1500

struct taken {
    const struct pages *kept;
    size_t count, runs, links;
    enum status answer;
};

static void same_run(const struct page_run *a, const struct page_run *b)
{
    assert_int_equal(a->font, b->font);
    assert_int_equal(a->tag, b->tag);
    assert_int_equal(a->line, b->line);
    assert_true(a->size == b->size && a->scale == b->scale);
    assert_true(a->x == b->x && a->y == b->y);
    assert_int_equal(a->glyph_count, b->glyph_count);
    for (size_t i = 0; i < a->glyph_count; i++) {
        assert_int_equal(a->glyphs[i].glyph_id, b->glyphs[i].glyph_id);
        assert_true(a->glyphs[i].x == b->glyphs[i].x);
        assert_true(str_equal(a->glyphs[i].text, b->glyphs[i].text));
    }
}

static enum status take(void *user, const struct pages *pages, const struct page *page)
{
    struct taken *taken = user;
    const struct page *kept = &taken->kept->pages[taken->count++];
    assert_true(str_equal(page->label, kept->label));
    assert_int_equal(page->run_count, kept->run_count);
    assert_int_equal(page->link_count, kept->link_count);
    for (size_t i = 0; i < page->run_count; i++) {
        same_run(&page->runs[i], &kept->runs[i]);
        assert_true(page->runs[i].font < pages->font_count);
        assert_true(page->runs[i].tag < pages->tag_count);
    }
    taken->runs += page->run_count;
    taken->links += page->link_count;
    return taken->answer;
}

static struct doc *long_doc(void)
{
    struct doc *doc = doc_new();
    for (uint32_t i = 1; i <= PARAGRAPHS; i++) {
        struct buf text = BUF_INIT;
        struct diag_pos pos = {i, 1};
        buf_printf(&text, "段落%u、資料はhttps://example.jp/%uにある。", i, i);
        for (uint32_t n = 0; n < i % 7; n++) {
            buf_add_cstr(&text, "会議の記録は二行、三行とつづき、");
        }
        add_para(doc, buf_str(&text), pos);
        struct str id = arena_copy(doc->arena, buf_str(&text));
        doc->root->last->id = str_slice(id, 0, str_find(id, STR("、"), 0));
        buf_free(&text);
    }
    return doc;
}

static void check(struct layout_fonts *fonts, const char *yaml)
{
    struct doc *doc = long_doc();
    struct layout_template *t = template_from(yaml);
    struct pages *kept, *streamed;
    assert_int_equal(layout_compose(doc, t, fonts, NULL, NULL, &kept), STATUS_OK);
    struct taken taken = {.kept = kept};
    const struct page_sink sink = {.take = take, .user = &taken};
    assert_int_equal(layout_compose(doc, t, fonts, &sink, NULL, &streamed), STATUS_OK);
    assert_int_equal(taken.count, kept->page_count);
    assert_int_equal(streamed->page_count, kept->page_count);
    assert_true(kept->page_count > 100);
    assert_true(taken.runs > PARAGRAPHS && taken.links >= PARAGRAPHS);
    assert_null(streamed->pages);
    assert_int_equal(streamed->destination_count, kept->destination_count);
    assert_int_equal(kept->destination_count, PARAGRAPHS);
    for (size_t i = 0; i < kept->destination_count; i++) {
        const struct page_destination *a = &kept->destinations[i];
        const struct page_destination *b = &streamed->destinations[i];
        assert_true(str_equal(a->id, b->id));
        assert_true(a->page == b->page && a->x == b->x && a->y == b->y);
    }
    assert_int_equal(streamed->tag_count, kept->tag_count);
    pages_free(streamed);
    pages_free(kept);
    layout_template_close(t);
    doc_free(doc);
}

static void test_same_pages(void **state)
{
    check(*state, "page: {width: 120, height: 150}\n"
                  "body: {size: 10, characters: 24, lines: 18, pitch: 17}\n"
                  "folio: {text: \"{page}\"}\n");
    check(*state, "page: {width: 120, height: 150}\n"
                  "body: {size: 10, characters: 24, lines: 18, pitch: 17}\n"
                  "folio: {text: \"{page} / {pages}\"}\n");
    check(*state, "page: {width: 200, height: 150}\n"
                  "body: {size: 10, characters: 20, lines: 24, pitch: 17, columns: 2,"
                  " column-gap: 2, direction: vertical}\n");
}

static void test_sink_ends_it(void **state)
{
    struct doc *doc = long_doc();
    struct layout_template *t =
        template_from("page: {width: 120, height: 150}\n"
                      "body: {size: 10, characters: 24, lines: 18, pitch: 17}\n");
    struct pages *kept, *streamed;
    assert_int_equal(layout_compose(doc, t, *state, NULL, NULL, &kept), STATUS_OK);
    struct taken taken = {.kept = kept, .answer = STATUS_IO};
    const struct page_sink sink = {.take = take, .user = &taken};
    assert_int_equal(layout_compose(doc, t, *state, &sink, NULL, &streamed), STATUS_IO);
    assert_int_equal(taken.count, 1);
    assert_null(streamed);
    pages_free(kept);
    layout_template_close(t);
    doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_pages),
        cmocka_unit_test(test_sink_ends_it),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
