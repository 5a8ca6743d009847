#include "ruby.h"

#include "base/utf8.h"

#define OPEN 0x300Au  /* 《 */
#define CLOSE 0x300Bu /* 》 */
#define BAR 0xFF5Cu   /* ｜ */

/* What 《 reads without a bar before the base: kanji, and the marks that repeat them.
 */
static bool is_kanji(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
           (c >= 0xE0100 && c <= 0xE01EF) || c == 0x3005 || c == 0x3006 || c == 0x30F6;
}

static bool is_kana(uint32_t c)
{
    return (c >= 0x3041 && c <= 0x309F) || (c >= 0x30A1 && c <= 0x30FF);
}

/* The end of what goes up to 》, at most `most` characters; 0 for none. Without a bar
 * the ruby is kana, lest words in brackets are taken for it. */
static size_t find_close(struct str text, size_t from, size_t most, bool only_kana)
{
    size_t at = from;
    for (size_t n = 0; at < text.len && n <= most; n++) {
        size_t before = at;
        uint32_t c = utf8_next(text, &at);
        if (c == CLOSE) {
            return n > 0 ? before : 0;
        }
        if (c == OPEN || (only_kana && !is_kana(c))) {
            return 0;
        }
    }
    return 0;
}

static size_t kanji_before(struct str text, size_t from, size_t open)
{
    size_t at = open;
    for (size_t n = 0; at > from && n < RUBY_BASE_MAX; n++) {
        size_t before = at;
        if (!is_kanji(utf8_prev(text, &before))) {
            break;
        }
        at = before;
    }
    return at;
}

static bool starts_with(struct str text, size_t at, uint32_t c)
{
    return at < text.len && utf8_next(text, &at) == c;
}

static bool find_dots(struct str text, size_t open, struct ruby *out)
{
    const size_t mark = 3; /* bytes of 《 and 》 */
    size_t close = find_close(text, open + 2 * mark, RUBY_TEXT_MAX, false);
    if (close == 0 || !starts_with(text, close + mark, CLOSE)) {
        return false;
    }
    *out = (struct ruby){.kind = RUBY_DOTS,
                         .begin = open,
                         .base_begin = open + 2 * mark,
                         .base_end = close,
                         .note_begin = close,
                         .note_end = close,
                         .end = close + 2 * mark};
    return true;
}

/* `bar`: where the base begins behind ｜; SIZE_MAX for none. */
static bool find_text(struct str text, size_t from, size_t bar, size_t open,
                      struct ruby *out)
{
    const size_t mark = 3;
    bool barred = bar != SIZE_MAX && bar < open &&
                  utf8_length(str_slice(text, bar, open)) <= RUBY_BASE_MAX;
    size_t base = barred ? bar : kanji_before(text, from, open);
    size_t close = find_close(text, open + mark, RUBY_TEXT_MAX, !barred);
    if (base == open || close == 0) {
        return false;
    }
    *out = (struct ruby){.kind = RUBY_TEXT,
                         .begin = barred ? bar - mark : base,
                         .base_begin = base,
                         .base_end = open,
                         .note_begin = open + mark,
                         .note_end = close,
                         .end = close + mark};
    return true;
}

bool ruby_find(struct str text, size_t from, struct ruby *out)
{
    size_t bar = SIZE_MAX;
    for (size_t at = from; at < text.len;) {
        size_t here = at;
        uint32_t c = utf8_next(text, &at);
        if (c == BAR) {
            bar = at;
        } else if (c == OPEN && starts_with(text, at, OPEN)) {
            if (find_dots(text, here, out)) {
                return true;
            }
            utf8_next(text, &at);
        } else if (c == OPEN) {
            if (find_text(text, from, bar, here, out)) {
                return true;
            }
            bar = SIZE_MAX;
        }
    }
    return false;
}
