/* What the tests of layout share: fonts, templates, documents by hand. */
#ifndef LAYOUT_COMMON_H
#define LAYOUT_COMMON_H

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "check.h"
#include "layout/layout.h"

#define FONTS TEST_FIXTURES "/../../fonts"
#define TEMPLATE(name) TEST_FIXTURES "/../../templates/pdf/" name ".yaml"
#define GAIYO TEMPLATE("gaiyo")

static inline struct layout_fonts *fonts_for_test(void)
{
    struct layout_fonts *fonts;
    assert_int_equal(layout_fonts_open(FONTS, NULL, &fonts), STATUS_OK);
    return fonts;
}

static inline struct layout_template *template_from(const char *yaml)
{
    struct layout_template *out;
    enum status status =
        layout_template_read(STR("test.yaml"), str_from(yaml), NULL, &out);
    assert_int_equal(status, STATUS_OK);
    return out;
}

static inline void add_para(struct doc *doc, struct str text, struct diag_pos pos)
{
    struct doc_node *para = doc_add(doc, doc->root, DOC_PARA, pos);
    doc_add_text(doc, para, text, pos);
}

/* All text of the pages in the order of their runs, artifacts and white space left
 * out. */
static inline void text_of_pages(const struct pages *pages, struct buf *out)
{
    for (size_t p = 0; p < pages->page_count; p++) {
        const struct page *page = &pages->pages[p];
        for (size_t r = 0; r < page->run_count; r++) {
            const struct page_run *run = &page->runs[r];
            for (size_t g = 0; run->tag != 0 && g < run->glyph_count; g++) {
                struct str text = run->glyphs[g].text;
                for (size_t at = 0; at < text.len;) {
                    uint32_t c = utf8_next(text, &at);
                    if (!utf8_is_space(c)) {
                        buf_add_code_point(out, c);
                    }
                }
            }
        }
    }
}

/* Set-up and tear-down of a group of tests that share the fonts as their state. */
static inline int open_fonts(void **state)
{
    *state = fonts_for_test();
    return 0;
}

static inline int close_fonts(void **state)
{
    layout_fonts_close(*state);
    return 0;
}

#endif
