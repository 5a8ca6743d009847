#include "syntax.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

static const char hex_digits[] = "0123456789ABCDEF";

void pdf_add_integer(struct buf *out, int64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        buf_add_byte(out, '-');
    buf_add_bytes(out, digits + at, sizeof digits - at);
}

void pdf_add_milli(struct buf *out, int64_t thousandths)
{
    if (thousandths < 0) {
        buf_add_byte(out, '-');
        thousandths = -thousandths;
    }
    int64_t whole = thousandths / 1000;
    unsigned part = (unsigned)(thousandths % 1000);
    if (whole || !part)
        pdf_add_integer(out, whole);
    if (!part)
        return;
    char digits[4] = {'.', (char)('0' + part / 100), (char)('0' + part / 10 % 10),
                      (char)('0' + part % 10)};
    size_t n = 4;
    while (digits[n - 1] == '0')
        n--;
    buf_add_bytes(out, digits, n);
}

int64_t pdf_milli(double value)
{
    if (!(value > INT32_MIN)) /* catches NaN too */
        value = INT32_MIN;
    if (value > INT32_MAX)
        value = INT32_MAX;
    return llround(value * 1000);
}

void pdf_add_real(struct buf *out, double value)
{
    pdf_add_milli(out, pdf_milli(value));
}

void pdf_add_reference(struct buf *out, uint32_t object)
{
    pdf_add_integer(out, object);
    buf_add_cstr(out, " 0 R");
}

void pdf_add_name(struct buf *out, struct str name)
{
    buf_add_byte(out, '/');
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (c > 0x20 && c < 0x7F && !strchr("()<>[]{}/%#", c)) {
            buf_add_byte(out, (char)c);
        } else {
            char escape[3] = {'#', hex_digits[c >> 4], hex_digits[c & 15]};
            buf_add_bytes(out, escape, 3);
        }
    }
}

void pdf_add_bytes(struct buf *out, struct str bytes)
{
    buf_add_byte(out, '(');
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        if (c == '(' || c == ')' || c == '\\')
            buf_add_byte(out, '\\');
        if (c == '\r') /* a bare one would be read as a line feed */
            buf_add_cstr(out, "\\r");
        else
            buf_add_byte(out, c);
    }
    buf_add_byte(out, ')');
}

static size_t utf16_units(uint32_t code_point, uint16_t units[2])
{
    if (code_point < 0x10000) {
        units[0] = (uint16_t)code_point;
        return 1;
    }
    units[0] = (uint16_t)(0xD800 + ((code_point - 0x10000) >> 10));
    units[1] = (uint16_t)(0xDC00 + ((code_point - 0x10000) & 0x3FF));
    return 2;
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

void pdf_add_text_raw(struct buf *out, struct str utf8)
{
    if (is_ascii(utf8)) {
        buf_add(out, utf8);
        return;
    }
    buf_add_bytes(out, "\xFE\xFF", 2);
    for (size_t at = 0; at < utf8.len;) {
        uint16_t units[2];
        size_t n = utf16_units(utf8_next(utf8, &at), units);
        for (size_t i = 0; i < n; i++) {
            buf_add_byte(out, (char)(units[i] >> 8));
            buf_add_byte(out, (char)(units[i] & 0xFF));
        }
    }
}

void pdf_add_text(struct buf *out, struct str utf8)
{
    struct buf raw = BUF_INIT;
    pdf_add_text_raw(&raw, utf8);
    if (raw.status != STATUS_OK && out->status == STATUS_OK)
        out->status = raw.status;
    pdf_add_bytes(out, buf_str(&raw));
    buf_free(&raw);
}

void pdf_add_utf16_hex(struct buf *out, struct str utf8)
{
    for (size_t at = 0; at < utf8.len;) {
        uint16_t units[2];
        uint32_t c = utf8_next(utf8, &at);
        size_t n = c == 0xFEFF ? 0 : utf16_units(c, units);
        for (size_t i = 0; i < n; i++) {
            char digits[4] = {
                hex_digits[units[i] >> 12], hex_digits[units[i] >> 8 & 15],
                hex_digits[units[i] >> 4 & 15], hex_digits[units[i] & 15]};
            buf_add_bytes(out, digits, 4);
        }
    }
}

void pdf_add_xml(struct buf *out, struct str utf8)
{
    for (size_t at = 0; at < utf8.len;) {
        size_t from = at;
        uint32_t c = utf8_next(utf8, &at);
        if (c == '&')
            buf_add_cstr(out, "&amp;");
        else if (c == '<')
            buf_add_cstr(out, "&lt;");
        else if (c == '>')
            buf_add_cstr(out, "&gt;");
        else if (c == '\r')
            buf_add_cstr(out, "&#13;");
        else if ((c >= 0x20 || c == '\t' || c == '\n') && c != 0xFFFE && c != 0xFFFF)
            buf_add(out, str_slice(utf8, from, at));
    }
}
