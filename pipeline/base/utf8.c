#include "base/utf8.h"

#include <stdlib.h>

/* The well-formed byte sequences of Unicode 15, table 3-7, by first byte: how many
 * bytes follow and the bounds of the second. */
static int sequence(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (first < 0x80)
        return 0;
    if (first < 0xC2)
        return -1;
    if (first < 0xE0)
        return 1;
    if (first < 0xF0) {
        if (first == 0xE0)
            *low = 0xA0;
        else if (first == 0xED)
            *high = 0x9F; /* no surrogates */
        return 2;
    }
    if (first < 0xF5) {
        if (first == 0xF0)
            *low = 0x90;
        else if (first == 0xF4)
            *high = 0x8F;
        return 3;
    }
    return -1;
}

/* Decodes one code point; returns false on an ill-formed sequence and then moves past
 * its maximal subpart. */
static bool decode(struct str s, size_t *offset, uint32_t *code_point)
{
    unsigned char first = (unsigned char)s.ptr[(*offset)++];
    unsigned char low, high;
    int follow = sequence(first, &low, &high);
    if (follow == 0) {
        *code_point = first;
        return true;
    }
    if (follow < 0)
        return false;
    uint32_t value = first & (0x3Fu >> follow);
    for (int i = 0; i < follow; i++) {
        if (*offset >= s.len)
            return false;
        unsigned char byte = (unsigned char)s.ptr[*offset];
        if (byte < low || byte > high)
            return false;
        value = value << 6 | (byte & 0x3F);
        (*offset)++;
        low = 0x80;
        high = 0xBF;
    }
    *code_point = value;
    return true;
}

uint32_t utf8_next_rare(struct str s, size_t *offset)
{
    uint32_t code_point;
    return decode(s, offset, &code_point) ? code_point : UTF8_REPLACEMENT;
}

uint32_t utf8_prev(struct str s, size_t *offset)
{
    do
        (*offset)--;
    while (*offset > 0 && ((unsigned char)s.ptr[*offset] & 0xC0) == 0x80);
    size_t at = *offset;
    return utf8_next(s, &at);
}

/* Moves past a well-formed sequence of one or three bytes at hand (but E0 and ED). */
static bool is_common(struct str s, size_t *offset)
{
    const unsigned char *p = (const unsigned char *)s.ptr + *offset;
    if (p[0] < 0x80) {
        ++*offset;
        return true;
    }
    if ((p[0] & 0xF0) != 0xE0 || p[0] == 0xE0 || p[0] == 0xED || s.len - *offset < 3 ||
        (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80)
        return false;
    *offset += 3;
    return true;
}

size_t utf8_first_invalid(struct str s)
{
    size_t offset = 0;
    while (offset < s.len) {
        while (offset < s.len && is_common(s, &offset))
            ;
        if (offset == s.len)
            break;
        size_t start = offset;
        uint32_t ignored;
        if (!decode(s, &offset, &ignored))
            return start;
    }
    return s.len;
}

size_t utf8_encode(uint32_t code_point, char out[4])
{
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = UTF8_REPLACEMENT;
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xC0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xE0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

size_t utf8_length(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

struct str utf8_trim(struct str s)
{
    size_t from = 0, to = s.len;
    while (from < to) {
        size_t after = from;
        if (!utf8_is_space(utf8_next(s, &after)))
            break;
        from = after;
    }
    while (to > from) {
        size_t before = to;
        if (!utf8_is_space(utf8_prev(s, &before)))
            break;
        to = before;
    }
    return str_slice(s, from, to);
}

struct range {
    uint32_t first, last;
};

static int compare_range(const void *key, const void *element)
{
    uint32_t c = *(const uint32_t *)key;
    const struct range *range = element;
    return (c > range->last) - (c < range->first);
}

static bool in_ranges(uint32_t c, const struct range *ranges, size_t n)
{
    return bsearch(&c, ranges, n, sizeof(*ranges), compare_range) != NULL;
}

/* A coarse reading of EastAsianWidth.txt (W, F, A) and of Mn/Me/Cf: carets under source
 * lines need no more, and no typesetting rests on it. */
static const struct range wide[] = {
    {0x00A7, 0x00A8}, {0x00B0, 0x00B1},   {0x00B4, 0x00B4},   {0x00B6, 0x00B6},
    {0x00D7, 0x00D7}, {0x00F7, 0x00F7},   {0x0391, 0x03C9},   {0x0401, 0x0451},
    {0x1100, 0x115F}, {0x2010, 0x2027},   {0x2030, 0x203B},   {0x2103, 0x2103},
    {0x2116, 0x2116}, {0x2121, 0x2122},   {0x2150, 0x218B},   {0x2190, 0x21FF},
    {0x2200, 0x22FF}, {0x2312, 0x2312},   {0x2460, 0x24FF},   {0x2500, 0x257F},
    {0x2580, 0x25FF}, {0x2600, 0x266F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},
    {0x3400, 0x4DBF}, {0x4E00, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xE000, 0xFAFF}, {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFD},
};

static const struct range zero[] = {
    {0x0300, 0x036F}, {0x200B, 0x200F},   {0x202A, 0x202E}, {0x2060, 0x2064},
    {0x2066, 0x206F}, {0x20D0, 0x20FF},   {0x3099, 0x309A}, {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

unsigned utf8_cells_rare(uint32_t c)
{
    if (in_ranges(c, zero, sizeof(zero) / sizeof(zero[0])))
        return 0;
    return in_ranges(c, wide, sizeof(wide) / sizeof(wide[0])) ? 2 : 1;
}

bool utf8_is_spaced_script(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
               (c >= 'a' && c <= 'z');
    return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
           (c >= 0x370 && c <= 0x52F) || (c >= 0x1E00 && c <= 0x1FFF);
}
