#include "furniture.h"

#include <stdlib.h>

#include "number.h"

/* Lines this near a page number may be running heads. */
#define NEAR 3

bool furniture_is_number(struct str text, uint32_t *value, bool *bare)
{
    if (text.len > 40)
        return false;
    struct squeezed squeezed;
    text_squeeze(text, &squeezed);
    struct str s = squeezed.str;
    static const char32_t dashes[] = U"-－―─–—‐−";
    size_t at = 0;
    bool dashed = s.len > 0 && text_is_in(utf8_next(s, &at), dashes);
    if (dashed)
        s = text_from(s, at);
    else if (!text_take(&s, "P.") && !text_take(&s, "p."))
        text_take(&s, "ページ");
    size_t used = number_read(s, NUMBER_DIGIT, value);
    if (used == 0 || *value > 99999)
        return false;
    *bare = !dashed && s.len == used && squeezed.str.len == used;
    s = text_from(s, used);
    uint32_t total;
    if (text_take(&s, "/") || text_take(&s, "／")) {
        used = number_read(s, NUMBER_DIGIT, &total);
        return used != 0 && used == s.len && *value <= total;
    }
    if (dashed)
        return s.len > 0 && text_is_in(text_first(s), dashes) &&
               text_length_up_to(s, 2) == 1;
    text_take(&s, "ページ");
    text_take(&s, "頁");
    return s.len == 0;
}

struct page {
    size_t line;
    uint32_t value;
    bool bare;
};

/* A bare number between blank lines is a page number when it cuts running text; a
 * number above its title is not one. */
static bool cuts_text(const struct lines *lines, size_t i)
{
    bool after = i + 1 < lines->count && lines->all[i + 1].cells >= 40;
    bool before = i > 0 && !lines->all[i - 1].sentence && lines->all[i - 1].cells >= 40;
    return after || before;
}

static size_t find_pages(const struct lines *lines, struct page *pages)
{
    size_t count = 0, bare_count = 0, cutting = 0, rising = 0;
    for (size_t i = 0; i < lines->count; i++) {
        struct page page = {.line = i};
        const struct line *line = &lines->all[i];
        bool set_apart = line->blank > 0 || i + 1 == lines->count ||
                         lines->all[i + 1].blank > 0 || i == 0;
        if (!furniture_is_number(line->text, &page.value, &page.bare) || !set_apart)
            continue;
        if (count > 0 && page.value == pages[count - 1].value)
            continue; /* page numbers change */
        rising += count > 0 && page.value > pages[count - 1].value;
        bare_count += page.bare;
        cutting += page.bare && cuts_text(lines, i);
        pages[count++] = page;
    }
    if (bare_count > 0 && cutting * 2 < bare_count) {
        size_t kept = 0;
        for (size_t i = 0; i < count; i++) {
            if (!pages[i].bare)
                pages[kept++] = pages[i];
        }
        count = kept;
    }
    /* An extract may be put together anew, but most of its pages follow one another. */
    return count >= 2 && (rising + 1) * 2 > count ? count : 0;
}

static int compare_texts(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The texts that stand near at least half of the page numbers; returns how many. */
static size_t find_heads(const struct lines *lines, const struct page *pages,
                         size_t page_count, struct str *texts)
{
    size_t count = 0, seen = 0;
    for (size_t p = 0; p < page_count; p++) {
        size_t from = pages[p].line > NEAR ? pages[p].line - NEAR : 0;
        /* a line near two page numbers does not recur by that */
        for (size_t i = from > seen ? from : seen;
             i <= pages[p].line + NEAR && i < lines->count; i++) {
            if (i != pages[p].line)
                texts[count++] = lines->all[i].text;
            seen = i + 1;
        }
    }
    qsort(texts, count, sizeof *texts, compare_texts);
    size_t kept = 0;
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && str_equal(texts[i], texts[end]))
            end++;
        if (end - i >= 2 && (end - i) * 2 >= page_count)
            texts[kept++] = texts[i];
        i = end;
    }
    return kept;
}

/* A text that also stands elsewhere is no running head but, say, a speaker. */
static void mark_heads(struct lines *lines, const struct page *pages, size_t page_count,
                       const struct str *heads, size_t head_count, uint32_t *uses)
{
    for (int pass = 0; pass < 2; pass++) {
        size_t p = 0;
        for (size_t i = 0; i < lines->count; i++) {
            const struct str *head = bsearch(&lines->all[i].text, heads, head_count,
                                             sizeof *heads, compare_texts);
            if (head == NULL)
                continue;
            while (p < page_count && pages[p].line + NEAR < i)
                p++;
            bool near_page = i <= NEAR || (p < page_count && i + NEAR >= pages[p].line);
            if (pass == 0)
                uses[head - heads] += !near_page;
            else if (uses[head - heads] == 0)
                lines->all[i].furniture = true;
        }
    }
}

/* ---- a running head and the page number on one line ---- */

struct numbered {
    struct str head;
    size_t line;
    uint32_t value;
    bool bare;
};

/* 会議録　　　　2/3, - 2 -　　会議録 */
static bool read_numbered(const struct line *line, struct numbered *out)
{
    size_t after, last = 0;
    struct str text = line->text;
    if (text.len > 300)
        return false;
    for (size_t at = 0; at < text.len;) {
        size_t gap = text_gap(text_from(text, at), 2, &after);
        if (at + gap >= text.len)
            break;
        if (last == 0 && at == 0) {
            struct str first = str_slice(text, 0, gap);
            if (furniture_is_number(first, &out->value, &out->bare) && !out->bare) {
                out->head = text_from(text, after);
                return true;
            }
        }
        last = at + gap;
        at += after;
    }
    struct str tail = utf8_trim(text_from(text, last));
    out->head = utf8_trim(str_slice(text, 0, last));
    return last > 0 && furniture_is_number(tail, &out->value, &out->bare);
}

static int compare_numbered(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    int order = str_compare(x->head, y->head);
    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* Figures behind the same words that rise by one, page by page: a bare figure thrice,
 * as rows of a table may look so. */
static bool are_pages(const struct numbered *all, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (all[i].value != all[i - 1].value + 1 || all[i].line < all[i - 1].line + 5)
            return false;
    }
    return count >= (all[0].bare ? 3 : 2);
}

static enum status find_numbered(struct lines *lines, struct arena *scratch)
{
    size_t count = 0;
    struct numbered *all = arena_alloc(scratch, (lines->count + 1) * sizeof *all);
    if (all == NULL)
        return STATUS_NOMEM;
    for (size_t i = 0; i < lines->count; i++) {
        all[count].line = i;
        count += read_numbered(&lines->all[i], &all[count]);
    }
    qsort(all, count, sizeof *all, compare_numbered);
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && str_equal(all[i].head, all[end].head))
            end++;
        if (are_pages(all + i, end - i)) {
            for (size_t k = i; k < end; k++)
                lines->all[all[k].line].furniture = true;
        }
        i = end;
    }
    return STATUS_OK;
}

enum status furniture_find(struct lines *lines, struct arena *scratch)
{
    enum status status = find_numbered(lines, scratch);
    if (status != STATUS_OK)
        return status;
    struct page *pages = arena_alloc(scratch, (lines->count + 1) * sizeof *pages);
    if (pages == NULL)
        return STATUS_NOMEM;
    size_t page_count = find_pages(lines, pages);
    if (page_count == 0)
        return STATUS_OK;
    struct str *texts = arena_alloc(scratch, page_count * 2 * NEAR * sizeof *texts);
    uint32_t *uses = arena_alloc(scratch, page_count * 2 * NEAR * sizeof *uses);
    if (texts == NULL || uses == NULL)
        return STATUS_NOMEM;
    size_t head_count = find_heads(lines, pages, page_count, texts);
    mark_heads(lines, pages, page_count, texts, head_count, uses);
    for (size_t i = 0; i < page_count; i++)
        lines->all[pages[i].line].furniture = true;
    return STATUS_OK;
}
