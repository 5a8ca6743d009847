#include "fold.h"

#include <stdlib.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "search/search.h"

#define IGNORED 0u
#define NOT_SIMPLE UINT32_MAX

void points_free(struct points *points)
{
    free(points->items);
    *points = (struct points){0};
}

/* Room for `count` points; what was there is lost. */
static bool reserve(struct points *points, size_t count)
{
    points->count = 0;
    if (count <= points->capacity)
        return true;
    free(points->items);
    points->items = malloc(count * sizeof(*points->items));
    points->capacity = points->items ? count : 0;
    return points->items != NULL;
}

/* Most of Japanese text composes with nothing and maps by arithmetic; anything else
 * goes through the tables. Combining marks are not simple, nor are then their bases. */
static inline uint32_t fold_simple(uint32_t c)
{
    if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
        (c >= 0x3001 && c <= 0x3020) || c == 0x30FB || c == 0x30FC)
        return c;
    if (c >= 0x30A1 && c <= 0x30F6)
        return c - 0x60; /* katakana, as hiragana */
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0; /* full width */
    else if (c == 0x3000)
        return IGNORED;
    if (c >= 0x80)
        return NOT_SIMPLE;
    return c <= 0x20 || c == 0x7F ? IGNORED : c >= 'A' && c <= 'Z' ? c + 0x20 : c;
}

/* False where the text is not all simple. Almost all characters have three bytes. */
static bool fold_all_simple(struct str text, struct points *out)
{
    const unsigned char *s = (const unsigned char *)text.ptr;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = s[at];
        if (c < 0x80)
            at++;
        else if ((c & 0xF0) == 0xE0) {
            c = (c & 0x0F) << 12 | (s[at + 1] & 0x3Fu) << 6 | (s[at + 2] & 0x3Fu);
            at += 3;
        } else
            return false;
        c = fold_simple(c);
        if (c == NOT_SIMPLE)
            return false;
        if (c != IGNORED)
            out->items[out->count++] = c;
    }
    return true;
}

static uint32_t fold_composed(uint32_t c)
{
    if ((c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD || c == 0x30FE)
        return c - 0x60; /* the latter are marks of repetition */
    if (utf8_is_space(c) || c < 0x20 || c == 0x7F || c == 0xAD ||
        (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) ||
        (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
        (c >= 0x2060 && c <= 0x206F))
        return IGNORED;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

/* https://www.unicode.org/reports/tr15/: NFKC */
static enum status fold_by_tables(struct str text, struct points *out)
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t size =
        utf8proc_map((const utf8proc_uint8_t *)text.ptr, (utf8proc_ssize_t)text.len,
                     &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    if (size < 0)
        return size == UTF8PROC_ERROR_NOMEM ? STATUS_NOMEM : STATUS_LIMIT;
    struct str whole = {(const char *)composed, (size_t)size};
    bool room = reserve(out, whole.len);
    for (size_t at = 0; room && at < whole.len;) {
        uint32_t c = fold_composed(utf8_next(whole, &at));
        if (c != IGNORED)
            out->items[out->count++] = c;
    }
    free(composed);
    return room ? STATUS_OK : STATUS_NOMEM;
}

enum status fold_points(struct str text, struct points *out)
{
    if (!reserve(out, text.len + 1))
        return STATUS_NOMEM;
    return fold_all_simple(text, out) ? STATUS_OK : fold_by_tables(text, out);
}

enum status search_fold(struct str text, struct buf *out)
{
    struct points points = {0};
    enum status status = fold_points(text, &points);
    for (size_t i = 0; status == STATUS_OK && i < points.count; i++)
        buf_add_code_point(out, points.items[i]);
    points_free(&points);
    return status == STATUS_OK ? out->status : status;
}
