#include "escape.h"

#include "base/utf8.h"

bool escape_is_xml_char(uint32_t c)
{
    return (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xFFFE &&
           c != 0xFFFF;
}

void escape_attribute(struct str value, struct buf *out)
{
    for (size_t at = 0, from = 0; at < value.len; from = at) {
        uint32_t c = utf8_next(value, &at);
        if (c == '\\')
            buf_add_cstr(out, "\\\\");
        else if (escape_is_xml_char(c))
            buf_add(out, str_slice(value, from, at));
        else
            buf_printf(out, "\\u%04lX", (unsigned long)c);
    }
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool escape_read_attribute(struct str written, struct buf *out)
{
    for (size_t at = 0; at < written.len; at++) {
        char c = written.ptr[at];
        if (c != '\\') {
            buf_add_byte(out, c);
            continue;
        }
        struct str rest = str_slice(written, at + 1, written.len);
        if (str_starts(rest, STR("\\"))) {
            buf_add_byte(out, '\\');
            at++;
            continue;
        }
        if (rest.len < 5 || rest.ptr[0] != 'u')
            return false;
        uint32_t code_point = 0;
        for (size_t i = 1; i < 5; i++) {
            int digit = hex_digit(rest.ptr[i]);
            if (digit < 0)
                return false;
            code_point = code_point << 4 | (uint32_t)digit;
        }
        buf_add_code_point(out, code_point);
        at += 5;
    }
    return true;
}
