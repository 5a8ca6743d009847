#include "cff.h"

/* Operators of a Top DICT: Note 5176, table 9 and 10. */
enum { OPERATOR_CHARSET = 15, OPERATOR_CHAR_STRINGS = 17, OPERATOR_ROS = 12 << 8 | 30 };

struct reader {
    const unsigned char *bytes;
    size_t len;
    size_t at;
    bool failed; /* read past the end */
};

struct top {
    long charset, char_strings; /* offsets from the table's start; 0: not given */
    bool cid_keyed;
};

static unsigned take(struct reader *r, unsigned bytes)
{
    unsigned value = 0;
    if (r->failed || bytes > r->len - r->at) {
        r->failed = true;
        return 0;
    }
    for (unsigned i = 0; i < bytes; i++)
        value = value << 8 | r->bytes[r->at++];
    return value;
}

static void seek(struct reader *r, size_t at)
{
    if (at > r->len)
        r->failed = true;
    else
        r->at = at;
}

/* Moves past an INDEX; the first object's range and the number of objects. */
static unsigned skip_index(struct reader *r, size_t *from, size_t *to)
{
    unsigned count = take(r, 2);
    if (!count)
        return 0;
    unsigned size = take(r, 1);
    if (size < 1 || size > 4)
        r->failed = true;
    size_t offsets = r->at;
    size_t data = offsets + ((size_t)count + 1) * size - 1;
    size_t first = take(r, size);
    size_t second = take(r, size);
    *from = data + first;
    *to = data + second;
    seek(r, offsets + (size_t)count * size);
    seek(r, data + take(r, size));
    return count;
}

/* One operand (table 3), or the operator that ends the operands. */
static bool is_operator(struct reader *r, long *value)
{
    unsigned b = take(r, 1);
    if (b == 28) {
        unsigned v = take(r, 2);
        *value = (long)v - (v & 0x8000 ? 0x10000 : 0);
    } else if (b == 29) {
        *value = (long)(int32_t)take(r, 4);
    } else if (b == 30) { /* a real: nibbles until 0xF */
        while (!r->failed) {
            unsigned pair = take(r, 1);
            if ((pair & 15) == 15 || pair >> 4 == 15)
                break;
        }
        *value = 0;
    } else if (b >= 32 && b <= 246) {
        *value = (long)b - 139;
    } else if (b >= 247 && b <= 250) {
        *value = (long)(b - 247) * 256 + (long)take(r, 1) + 108;
    } else if (b >= 251 && b <= 254) {
        *value = -(long)(b - 251) * 256 - (long)take(r, 1) - 108;
    } else {
        *value = b == 12 ? (long)(12u << 8 | take(r, 1)) : (long)b;
        return true;
    }
    return false;
}

static bool read_top(struct reader *r, struct top *top)
{
    *top = (struct top){0};
    size_t from = 0, to = 0;
    take(r, 2); /* version */
    seek(r, take(r, 1));
    skip_index(r, &from, &to); /* names */
    if (!skip_index(r, &from, &to))
        return false;
    seek(r, from);
    long operand = 0;
    while (!r->failed && r->at < to) {
        long value = 0;
        if (!is_operator(r, &value)) {
            operand = value;
            continue;
        }
        if (value == OPERATOR_CHARSET)
            top->charset = operand;
        else if (value == OPERATOR_CHAR_STRINGS)
            top->char_strings = operand;
        else if (value == OPERATOR_ROS)
            top->cid_keyed = true;
        operand = 0;
    }
    return !r->failed && top->char_strings > 0 && top->charset >= 0;
}

bool pdf_cff_is_cid_keyed(struct str table)
{
    struct reader r = {.bytes = (const unsigned char *)table.ptr, .len = table.len};
    struct top top;
    return read_top(&r, &top) && top.cid_keyed;
}

/* Charsets (chapter 13): format 0 lists, formats 1 and 2 give ranges. */
static void read_charset(struct reader *r, uint32_t *cids, size_t count)
{
    unsigned format = take(r, 1);
    cids[0] = 0;
    for (size_t glyph = 1; glyph < count && !r->failed;) {
        uint32_t cid = take(r, 2);
        unsigned more = 0;
        if (format == 1 || format == 2)
            more = take(r, format);
        for (unsigned i = 0; i <= more && glyph < count; i++)
            cids[glyph++] = cid + i;
    }
    if (format > 2)
        r->failed = true;
}

enum status pdf_cff_read_cids(struct str table, uint32_t *cids, size_t count)
{
    struct reader r = {.bytes = (const unsigned char *)table.ptr, .len = table.len};
    struct top top;
    if (!read_top(&r, &top))
        return STATUS_SYNTAX;
    seek(&r, (size_t)top.char_strings);
    if (take(&r, 2) != count || r.failed)
        return STATUS_SYNTAX;
    if (!top.cid_keyed || top.charset < 3) { /* 0 to 2: predefined, of named glyphs */
        for (size_t i = 0; i < count; i++)
            cids[i] = (uint32_t)i;
        return STATUS_OK;
    }
    seek(&r, (size_t)top.charset);
    read_charset(&r, cids, count);
    return r.failed ? STATUS_SYNTAX : STATUS_OK;
}
