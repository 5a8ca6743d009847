#include "text.h"

#include <string.h>

uint32_t text_last(struct str s)
{
    size_t offset = s.len;
    return s.len > 0 ? utf8_prev(s, &offset) : 0;
}

struct str text_skip_space(struct str s)
{
    size_t from = 0;
    while (from < s.len) {
        size_t next = from;
        if (!utf8_is_space(utf8_next(s, &next)))
            break;
        from = next;
    }
    return text_from(s, from);
}

bool text_has(struct str s, const char *needle)
{
    struct str look = str_slice(s, 0, TEXT_LOOK_MAX);
    return str_find(look, str_from(needle), 0) != SIZE_MAX;
}

void text_squeeze(struct str s, struct squeezed *out)
{
    size_t length = 0;
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        bool space = utf8_is_space(utf8_next(s, &at));
        if (space)
            continue;
        if (length + (at - from) > sizeof out->bytes)
            break;
        memcpy(out->bytes + length, s.ptr + from, at - from);
        length += at - from;
    }
    out->str = (struct str){out->bytes, length};
}

size_t text_length_up_to(struct str s, size_t most)
{
    size_t n = 0;
    for (size_t at = 0; at < s.len && n < most; n++)
        utf8_next(s, &at);
    return n;
}

bool text_is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

bool text_is_hiragana(uint32_t c)
{
    return c >= 0x3041 && c <= 0x309F;
}

bool text_is_katakana(uint32_t c)
{
    return (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC ||
           (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xFF66 && c <= 0xFF9F);
}

bool text_is_kanji(uint32_t c)
{
    return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
           c == 0x3005 || c == 0x3006 || (c >= 0x2E80 && c <= 0x2FD5);
}

bool text_ends_sentence(struct str s)
{
    size_t offset = s.len;
    for (int brackets = 0; offset > 0 && brackets < 3; brackets++) {
        uint32_t c = utf8_prev(s, &offset);
        if (text_one_of(c, "。．！？!?｡"))
            return true;
        if (!text_one_of(c, "」』）)〕】"))
            return false;
    }
    return false;
}

uint32_t text_closing_bracket(uint32_t open)
{
    static const uint32_t pairs[][2] = {
        {'(', ')'},       {0xFF08, 0xFF09}, {'[', ']'},       {0xFF3B, 0xFF3D},
        {0x3010, 0x3011}, {0x3014, 0x3015}, {0x3008, 0x3009}, {0x300A, 0x300B},
        {0x300C, 0x300D}, {0x300E, 0x300F}, {0xFF1C, 0xFF1E}, {'<', '>'},
        {0x2039, 0x203A}, {0x3016, 0x3017}, {0x2E28, 0x2E29}, {0x226A, 0x226B},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i][0] == open)
            return pairs[i][1];
    }
    return 0;
}

/* （ and ( close each other: mixed widths are common in typed minutes. */
static bool closes(uint32_t wanted, uint32_t c)
{
    if (c == wanted)
        return true;
    return (wanted == ')' && c == 0xFF09) || (wanted == 0xFF09 && c == ')');
}

size_t text_bracketed(struct str s, size_t from)
{
    struct str look = str_slice(s, 0, from + TEXT_LOOK_MAX);
    size_t at = from;
    if (at >= look.len)
        return 0;
    uint32_t open = utf8_next(look, &at);
    uint32_t close = text_closing_bracket(open);
    if (close == 0)
        return 0;
    for (unsigned depth = 1; at < look.len;) {
        size_t before = at;
        uint32_t c = utf8_next(look, &at);
        if (at > look.len || before == at)
            return 0;
        if (closes(close, c)) {
            if (--depth == 0)
                return at;
        } else if (c == open) {
            depth++;
        }
    }
    return 0;
}

struct str text_inside(struct str s)
{
    size_t from = 0, to = s.len;
    if (s.len == 0)
        return s;
    utf8_next(s, &from);
    utf8_prev(s, &to);
    return str_slice(s, from, to);
}

size_t text_gap(struct str s, unsigned least, size_t *after)
{
    struct str look = str_slice(s, 0, TEXT_LOOK_MAX);
    for (size_t at = 0; at < look.len;) {
        size_t from = at;
        uint32_t c = utf8_next(look, &at);
        if (text_one_of(c, "（(")) {
            size_t behind = text_bracketed(s, from);
            if (behind != 0)
                at = behind;
            if (at >= look.len)
                break;
            continue;
        }
        unsigned width = 0;
        size_t end = at;
        while (utf8_is_space(c)) {
            width += c == '\t' ? 4 : c == 0x3000 ? 2 : 1;
            at = end;
            if (end >= look.len)
                break;
            c = utf8_next(look, &end);
        }
        if (width >= least && width > 0) {
            *after = at;
            return from;
        }
    }
    *after = s.len;
    return s.len;
}
