/* Two pages built by hand, with the characters, the gaps and the tags that matter. Set
 * by HarfBuzz directly, so that nothing of the layout stage is needed. */
#ifndef UNIT_PDF_SAMPLE_H
#define UNIT_PDF_SAMPLE_H

#include <hb.h>
#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "base/utf8.h"
#include "pdf/pdf.h"

enum { SAMPLE_MINCHO, SAMPLE_MJ, SAMPLE_CFF, SAMPLE_FONTS };
enum { SAMPLE_RUNS = 256, SAMPLE_TAGS = 64, SAMPLE_LINKS = 4 };

static const char *const sample_files[SAMPLE_FONTS] = {
    "/usr/share/fonts/truetype/bizud-mincho/BIZUDMincho-Regular.ttf",
    "/usr/share/fonts/truetype/ipamj/ipamjm.ttf",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
};
static const char *const sample_names[SAMPLE_FONTS] = {
    "BIZUDMincho-Regular", "IPAmjMincho", "NotoSerifCJKjp-Regular"};

struct sample {
    struct host_map maps[SAMPLE_FONTS];
    hb_font_t *shapers[SAMPLE_FONTS];
    struct page_font fonts[SAMPLE_FONTS];
    struct page_tag tags[SAMPLE_TAGS];
    struct page_run runs[2][SAMPLE_RUNS];
    struct page_link links[2][SAMPLE_LINKS];
    struct page_box box;
    struct page page[2];
    struct page_destination destinations[3];
    struct page_bookmark bookmarks[3];
    struct pages pages;
    uint32_t line;
};

static uint32_t sample_tag(struct sample *s, enum page_tag_type type, uint32_t parent)
{
    s->tags[s->pages.tag_count] = (struct page_tag){.type = type, .parent = parent};
    return (uint32_t)s->pages.tag_count++;
}

static void sample_open(struct sample *s)
{
    *s = (struct sample){0};
    for (int i = 0; i < SAMPLE_FONTS; i++) {
        if (host_map_file(sample_files[i], &s->maps[i]) != STATUS_OK)
            abort();
        hb_blob_t *blob =
            hb_blob_create((const char *)s->maps[i].data, (unsigned)s->maps[i].size,
                           HB_MEMORY_MODE_READONLY, NULL, NULL);
        hb_face_t *face = hb_face_create(blob, 0);
        s->shapers[i] = hb_font_create(face);
        s->fonts[i] =
            (struct page_font){.data = s->maps[i].data,
                               .size = s->maps[i].size,
                               .file = str_from(strrchr(sample_files[i], '/') + 1),
                               .postscript_name = str_from(sample_names[i]),
                               .units_per_em = hb_face_get_upem(face),
                               .ascent = 0.88,
                               .descent = -0.12,
                               .cff = i == SAMPLE_CFF};
        hb_face_destroy(face);
        hb_blob_destroy(blob);
    }
    for (int p = 0; p < 2; p++)
        s->page[p] = (struct page){.width = 595.276,
                                   .height = 841.89,
                                   .runs = s->runs[p],
                                   .links = s->links[p]};
    s->pages = (struct pages){.arena = arena_new(),
                              .pages = s->page,
                              .page_count = 2,
                              .fonts = s->fonts,
                              .font_count = SAMPLE_FONTS,
                              .tags = s->tags,
                              .destinations = s->destinations,
                              .bookmarks = s->bookmarks,
                              .language = STR("ja-JP"),
                              .title = STR("第1回会合 & 議事概要"),
                              .author = STR("推進<会議>"),
                              .date = STR("2025-09-19")};
    sample_tag(s, PAGE_TAG_ARTIFACT, 0);
    sample_tag(s, PAGE_TAG_DOCUMENT, 0);
}

static void sample_close(struct sample *s)
{
    for (int i = 0; i < SAMPLE_FONTS; i++) {
        hb_font_destroy(s->shapers[i]);
        host_unmap_file(&s->maps[i]);
    }
    arena_free(s->pages.arena);
}

/* The first font that has the character in its variant. */
static uint32_t sample_font(const struct sample *s, uint32_t c, uint32_t selector)
{
    hb_codepoint_t glyph;
    for (uint32_t f = 0; f < SAMPLE_FONTS; f++)
        if (selector ? hb_font_get_variation_glyph(s->shapers[f], c, selector, &glyph)
                     : hb_font_get_nominal_glyph(s->shapers[f], c, &glyph))
            return f;
    abort();
}

static bool sample_is_latin(uint32_t c)
{
    return c > 0x20 && c < 0x7F;
}

/* Glyphs of one character with its selector, which come as one cluster. */
static struct page_run *sample_character(struct sample *s, int page,
                                         struct page_run *run, uint32_t tag,
                                         struct str text, double *x, double y,
                                         double size, double gap)
{
    size_t at = 0;
    uint32_t c = utf8_next(text, &at);
    uint32_t selector = at < text.len ? utf8_next(text, &at) : 0;
    uint32_t font = c == 0x20BB7 ? SAMPLE_CFF : sample_font(s, c, selector);
    struct arena *arena = s->pages.arena;
    if (!run || run->font != font) {
        run = s->runs[page] + s->page[page].run_count++;
        if (s->page[page].run_count > SAMPLE_RUNS)
            abort();
        *run = (struct page_run){
            .font = font,
            .size = size,
            .scale = 1,
            .x = *x,
            .y = y,
            .tag = tag,
            .line = tag ? s->line : 0,
            .glyphs = arena_alloc(arena, 64 * sizeof(struct page_glyph))};
    }
    hb_codepoint_t glyph = 0;
    if (selector)
        hb_font_get_variation_glyph(s->shapers[font], c, selector, &glyph);
    else
        hb_font_get_nominal_glyph(s->shapers[font], c, &glyph);
    double advance = hb_font_get_glyph_h_advance(s->shapers[font], glyph) * size /
                     s->fonts[font].units_per_em;
    if (run->glyph_count == 64)
        abort();
    struct page_glyph *glyphs = (struct page_glyph *)(uintptr_t)run->glyphs;
    glyphs[run->glyph_count++] = (struct page_glyph){.glyph_id = glyph,
                                                     .text = arena_copy(arena, text),
                                                     .x = (float)(*x - run->x),
                                                     .advance = (float)advance};
    *x += advance + gap * size;
    return run;
}

/* One line with a quarter em between Japanese and Latin, and `spread` em between all
 * others. */
static double sample_line(struct sample *s, int page, uint32_t tag, double x, double y,
                          double size, double spread, const char *terminated)
{
    struct str text = str_from(terminated);
    struct page_run *run = NULL;
    s->line++;
    for (size_t at = 0; at < text.len;) {
        size_t from = at, after;
        uint32_t c = utf8_next(text, &at);
        after = at;
        uint32_t next = at < text.len ? utf8_next(text, &after) : 0;
        if (next >= 0xE0100 && next <= 0xE01EF) {
            at = after;
            next = at < text.len ? utf8_next(text, &after) : 0;
        }
        bool mixed =
            next > 0x20 && c > 0x20 && sample_is_latin(c) != sample_is_latin(next);
        run = sample_character(s, page, run, tag, str_slice(text, from, at), &x, y,
                               size, mixed ? 0.25 : spread);
    }
    return x;
}

static void sample_list(struct sample *s, uint32_t parent, double y)
{
    uint32_t list = sample_tag(s, PAGE_TAG_L, parent);
    static const char *const items[] = {"第1回会合は2025年に", "サイバー①㈱髙﨑、𠮷田"};
    for (int i = 0; i < 2; i++, y -= 18) {
        uint32_t item = sample_tag(s, PAGE_TAG_LI, list);
        sample_line(s, 0, sample_tag(s, PAGE_TAG_LBL, item), 88, y, 10.5, 0, "○");
        s->line--;
        sample_line(s, 0, sample_tag(s, PAGE_TAG_LBODY, item), 98.5, y, 10.5, 0,
                    items[i]);
    }
}

static void sample_table(struct sample *s, uint32_t parent, double y)
{
    uint32_t table = sample_tag(s, PAGE_TAG_TABLE, parent);
    static const char *const rows[][2] = {{"髙﨑 一郎", "株式会社ABC 部長"},
                                          {"𠮷田 二郎", ""}};
    for (int i = 0; i < 2; i++, y -= 18) {
        uint32_t row = sample_tag(s, PAGE_TAG_TR, table);
        uint32_t head = sample_tag(s, PAGE_TAG_TH, row);
        s->tags[head].scope = PAGE_SCOPE_ROW;
        sample_line(s, 1, head, 88, y, 10.5, 0, rows[i][0]);
        s->line--;
        sample_line(s, 1, sample_tag(s, PAGE_TAG_TD, row), 200, y, 10.5, 0, rows[i][1]);
    }
}

static void sample_build(struct sample *s)
{
    uint32_t sect = sample_tag(s, PAGE_TAG_SECT, 1);
    uint32_t heading = sample_tag(s, PAGE_TAG_H1, sect);
    s->tags[heading].id = STR("s1");
    sample_line(s, 0, 0, 88, 800, 8, 0, "議事概要 第1回");
    sample_line(s, 0, heading, 88, 760, 16, 0, "第1回会合(議事概要)");
    /* Spread as a badly justified line is: more than a tenth of an em everywhere. */
    sample_line(
        s, 0, sample_tag(s, PAGE_TAG_P, sect), 88, 730, 10.5, 0.11,
        "令和7年9月19日、葛󠄀飾区の葛飾区役所4号館でNISCが開い"
        "た"
        "。");
    sample_list(s, sect, 700);

    uint32_t p = sample_tag(s, PAGE_TAG_P, sect);
    uint32_t link = sample_tag(s, PAGE_TAG_LINK, p);
    s->tags[link].target = STR("https://example.jp/");
    double x = sample_line(s, 0, p, 88, 650, 10.5, 0, "詳しくは") + 10.5 / 4;
    s->line--;
    double end = sample_line(s, 0, link, x, 650, 10.5, 0, "https://example.jp/");
    s->links[0][0] = (struct page_link){link, x, 648, end - x, 12};
    s->line--;
    sample_line(s, 0, p, end + 10.5 / 4, 650, 10.5, 0, "を見よ。");

    uint32_t split = sample_tag(s, PAGE_TAG_P, sect);
    sample_line(s, 0, split, 88, 600, 10.5, 0, "この段落は次の");
    sample_line(s, 0, 0, 290, 40, 9, 0, "- 1 -");
    s->line = 0;
    sample_line(s, 1, 0, 88, 800, 8, 0, "議事概要 第1回");
    sample_line(s, 1, split, 88, 760, 10.5, 0, "ページへ続く。");
    sample_table(s, sect, 730);
    uint32_t note = sample_tag(s, PAGE_TAG_NOTE, sect);
    uint32_t back = sample_tag(s, PAGE_TAG_LINK, note);
    s->tags[back].target = STR("#s1");
    end = sample_line(s, 1, back, 88, 650, 9, 0, "（注）");
    s->links[1][0] = (struct page_link){back, 88, 648, end - 88, 10};
    s->line--;
    sample_line(s, 1, note, end, 650, 9, 0.07, "第1回は3時間半。");
    sample_line(s, 1, 0, 290, 40, 9, 0, "- 2 -");

    s->page[0].link_count = s->page[1].link_count = 1;
    s->box = (struct page_box){88, 665, 420, 0.5};
    s->page[0].boxes = &s->box;
    s->page[0].box_count = 1;
    s->page[0].label = STR("1");
    s->page[1].label = STR("2");
    s->destinations[0] = (struct page_destination){STR("s1"), 0, 88, 776};
    s->destinations[1] = (struct page_destination){STR("p-2"), 1, 88, 770};
    s->pages.destination_count = 2;
    s->bookmarks[0] = (struct page_bookmark){STR("第1回会合"), 1, 0};
    s->bookmarks[1] = (struct page_bookmark){STR("Appendix (2)"), 2, 1};
    s->pages.bookmark_count = 2;
}

static void sample_vertical(struct sample *s, uint32_t tag)
{
    static const char *const characters[] = {"縦", "書", "き", "、", "1"};
    struct page_run *run = s->runs[1] + s->page[1].run_count++;
    struct page_glyph *glyphs = arena_alloc(s->pages.arena, 5 * sizeof *glyphs);
    double y = 0;
    for (int i = 0; i < 5; i++) {
        struct str text = str_from(characters[i]);
        size_t at = 0;
        hb_codepoint_t glyph = 0;
        hb_position_t ox, oy;
        hb_font_get_nominal_glyph(s->shapers[0], utf8_next(text, &at), &glyph);
        hb_font_get_glyph_v_origin(s->shapers[0], glyph, &ox, &oy);
        glyphs[i] = (struct page_glyph){.glyph_id = glyph,
                                        .text = text,
                                        .x = (float)(-ox * 10.5 / 2048),
                                        .y = (float)(y - oy * 10.5 / 2048),
                                        .advance = 10.5F};
        y -= 10.5 + (i == 3 ? 10.5 / 4 : 0);
    }
    *run = (struct page_run){.font = SAMPLE_MINCHO,
                             .size = 10.5,
                             .scale = 1,
                             .direction = PAGE_VERTICAL,
                             .x = 500,
                             .y = 500,
                             .tag = tag,
                             .line = 99,
                             .glyphs = glyphs,
                             .glyph_count = 5};
}

/* One line of two forms that no layout of plain minutes has: a cluster of two glyphs
 * for one character, then private use, then the same glyph for another text. */
static void sample_cluster(struct sample *s, uint32_t tag)
{
    sample_line(s, 1, tag, 88, 600, 10.5, 0, "難語字字");
    struct page_run *run = s->runs[1] + s->page[1].run_count - 1;
    struct page_glyph *glyphs = (struct page_glyph *)(uintptr_t)run->glyphs;
    glyphs[1].text = (struct str){0};
    glyphs[2].text = STR("\xEE\x80\x80");
    glyphs[3].text = STR("別");
}

/* Appends the odd forms to the second page. */
static inline void sample_add_odd(struct sample *s)
{
    sample_cluster(s, sample_tag(s, PAGE_TAG_P, 2));
    sample_vertical(s, sample_tag(s, PAGE_TAG_P, 2));
}

#endif
