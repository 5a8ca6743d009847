#include "typeset.h"

#include <math.h>

#include "base/utf8.h"

/* Gaps are put into advances in steps, so that glyphs differ in few widths. What is
 * left to a jump of the pen stays under 0.0625 em, which no program takes for a space.
 */
#define EXTRA_STEP 125

/* A wider gap is meant as one: the columns of a table. */
#define EXTRA_MAX 1000
#define EXTRA_MIN (-500)

enum page_direction pdf_typeset_writing(const struct page_run *run)
{
    return run->direction == PAGE_VERTICAL ? PAGE_VERTICAL : PAGE_HORIZONTAL;
}

/* A place on the page as the line sees it: along it, and to its side. Horizontal lines
 * go to the right, all others down; their sides are up and to the right. */
static void locate(const struct pdf_font *font, const struct page_run *run, size_t i,
                   double *along, double *across)
{
    const struct page_glyph *glyph = run->glyphs + i;
    double dx = 0, dy = 0;
    *along = *across = 0;
    switch (run->direction) {
    case PAGE_HORIZONTAL:
        *along = run->x + (double)glyph->x;
        *across = run->y + (double)glyph->y;
        break;
    case PAGE_VERTICAL:
        /* The text matrix means the glyph's vertical origin. */
        pdf_font_origin(font, glyph->glyph_id, &dx, &dy);
        *along = -(run->y + (double)glyph->y + dy * run->size / 1000);
        *across = run->x + (double)glyph->x + dx * run->size / 1000;
        break;
    case PAGE_SIDEWAYS:
        *along = -run->y + (double)glyph->x;
        *across = run->x + (double)glyph->y;
        break;
    }
}

/* The next run that goes on in the same line, if any. */
static const struct page_run *following(const struct page *page, size_t run)
{
    const struct page_run *here = page->runs + run;
    if (run + 1 >= page->run_count)
        return NULL;
    const struct page_run *next = here + 1;
    bool same = next->line == here->line && next->direction == here->direction &&
                next->glyph_count > 0 && (next->tag == 0) == (here->tag == 0);
    return same ? next : NULL;
}

static bool find_next(const struct pdf_job *job, const struct page *page, size_t r,
                      size_t i, double *along)
{
    double across;
    const struct page_run *run = page->runs + r;
    if (i + 1 < run->glyph_count) {
        locate(job->fonts + run->font, run, i + 1, along, &across);
        return true;
    }
    const struct page_run *next = following(page, r);
    if (!next)
        return false;
    locate(job->fonts + next->font, next, 0, along, &across);
    return true;
}

static int32_t extra_of(const struct pdf_job *job, const struct page *page, size_t r,
                        size_t i, double along, double advance)
{
    const struct page_run *run = page->runs + r;
    double next;
    if (job->pages->fonts[run->font].cff || !find_next(job, page, r, i, &next))
        return 0;
    double scale = run->direction == PAGE_VERTICAL ? 1 : run->scale;
    double gap = (next - along) * 1000 / (run->size * scale) - advance;
    if (!(gap >= EXTRA_MIN && gap <= EXTRA_MAX))
        return 0;
    int32_t extra = (int32_t)lround(gap / EXTRA_STEP) * EXTRA_STEP;
    return advance + extra > 0 ? extra : 0;
}

struct pdf_glyph_place pdf_typeset_glyph(const struct pdf_job *job,
                                         const struct page *page, size_t r, size_t i)
{
    const struct page_run *run = page->runs + r;
    const struct pdf_font *font = job->fonts + run->font;
    double along, across;
    locate(font, run, i, &along, &across);
    double advance =
        pdf_font_advance(font, run->glyphs[i].glyph_id, pdf_typeset_writing(run));
    bool horizontal = run->direction == PAGE_HORIZONTAL;
    return (struct pdf_glyph_place){
        .along = along - (horizontal ? run->x : -run->y),
        .across = across - (horizontal ? run->y : run->x),
        .advance = advance,
        .extra = extra_of(job, page, r, i, along, advance),
    };
}

/* Private use: characters whose meaning no standard gives (ISO 19005-3, 6.2.11.7.3). */
static bool is_private(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFD);
}

static bool has_private(struct str text)
{
    for (size_t at = 0; at < text.len;)
        if (is_private(utf8_next(text, &at)))
            return true;
    return false;
}

static bool is_selector(uint32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/* General category Cf, as far as text has it (Unicode 15, DerivedGeneralCategory), but
 * for the byte order mark, which no Unicode map may hold. */
static bool is_format(uint32_t c)
{
    return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFFF9 && c <= 0xFFFB);
}

/* Cuts what is invisible off the end of a text that has more. */
static struct str split_invisible(struct str *text)
{
    size_t cut = text->len;
    for (size_t at = cut; at > 0;) {
        uint32_t c = utf8_prev(*text, &at);
        if (at == 0 || !(is_selector(c) || is_format(c)))
            break;
        cut = at;
    }
    struct str invisible = str_slice(*text, cut, text->len);
    text->len = cut;
    return invisible;
}

uint32_t pdf_typeset_blank_font(const struct pdf_job *job, const struct page_run *run)
{
    if (!job->pages->fonts[run->font].cff)
        return run->font;
    for (uint32_t i = 0; i < job->font_count; i++)
        if (job->fonts[i].glyphs.first && !job->pages->fonts[i].cff)
            return i;
    return PDF_NO_FONT;
}

struct pdf_use pdf_typeset_blank(struct pdf_job *job, const struct page_run *run,
                                 struct str invisible, size_t *at)
{
    size_t from = *at;
    uint32_t c = utf8_next(invisible, at);
    uint32_t font = pdf_typeset_blank_font(job, run);
    return pdf_glyphs_use(&job->fonts[font].glyphs, 0, (int32_t)c,
                          pdf_typeset_writing(run), str_slice(invisible, from, *at));
}

struct str pdf_typeset_text(const struct pdf_job *job, const struct page_run *run,
                            size_t glyph, struct pdf_cluster *cluster)
{
    struct pdf_cluster c = {.begin = glyph, .end = glyph + 1};
    while (c.begin && !run->glyphs[c.begin].text.len)
        c.begin--;
    while (c.end < run->glyph_count && !run->glyphs[c.end].text.len)
        c.end++;
    c.text = run->glyphs[c.begin].text;
    size_t glyphs = c.end - c.begin;
    if (pdf_typeset_blank_font(job, run) != PDF_NO_FONT)
        c.invisible = split_invisible(&c.text);
    size_t characters = utf8_length(c.text);
    c.spelled = characters < glyphs || has_private(c.text);
    *cluster = c;

    size_t nth = glyph - c.begin;
    if (nth >= characters)
        return STR("\xE2\x81\xA0"); /* U+2060 */
    size_t from = 0;
    for (size_t i = 0; i < nth; i++)
        utf8_next(c.text, &from);
    size_t to = from;
    if (nth + 1 == glyphs)
        to = c.text.len;
    else
        utf8_next(c.text, &to);
    struct str text = str_slice(c.text, from, to);
    /* A byte order mark may not stand in a Unicode map. */
    if (str_equal(text, STR("\xEF\xBB\xBF")))
        return STR("\xE2\x81\xA0");
    return text;
}
