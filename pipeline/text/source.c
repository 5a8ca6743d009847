/* The source again: line ends, byte order mark, and the bytes that were no text. */
#include "model/source.h"

#include <string.h>

#include "base/utf8.h"
#include "text/text.h"

static const char *newline_of(const struct doc *doc)
{
    if (str_equal(doc->source.newline, STR("CRLF")))
        return "\r\n";
    return str_equal(doc->source.newline, STR("CR")) ? "\r" : "\n";
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The record of bytes that were no text spells them in hexadecimal digits. */
static void add_bytes(struct str digits, struct buf *out)
{
    for (size_t i = 0; i + 1 < digits.len; i += 2) {
        int high = hex_digit(digits.ptr[i]), low = hex_digit(digits.ptr[i + 1]);
        if (high >= 0 && low >= 0)
            buf_add_byte(out, (char)(high << 4 | low));
    }
}

/* The next record of such bytes, from `*next` on; NULL where there is none. */
static const struct doc_change *next_invalid(const struct doc *doc, size_t *next)
{
    while (*next < doc->change_count)
        if (str_equal(doc->changes[(*next)++].rule, STR("encoding-invalid")))
            return &doc->changes[*next - 1];
    return NULL;
}

/* In the order of the text; in other encodings the bytes would say something else. */
static void add_source(const struct doc *doc, struct str text, struct buf *out)
{
    bool utf8 = str_equal(doc->source.encoding, STR("UTF-8"));
    const char *newline = newline_of(doc);
    size_t next = 0, from = 0;
    struct diag_pos pos = {1, 1};
    const struct doc_change *invalid = utf8 ? next_invalid(doc, &next) : NULL;
    if (utf8 && doc->source.bom)
        buf_add_code_point(out, 0xFEFF);
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        bool end = c == '\n', broken = invalid && pos.line == invalid->pos.line &&
                                       pos.column == invalid->pos.column;
        pos.column++;
        if (!end && !broken)
            continue;
        buf_add(out, str_slice(text, from, start));
        from = at;
        if (broken) {
            add_bytes(invalid->before, out);
            invalid = next_invalid(doc, &next);
        } else {
            buf_add_cstr(out, newline);
            pos = (struct diag_pos){pos.line + 1, 1};
        }
    }
    buf_add(out, str_slice(text, from, text.len));
}

enum status text_write_source(const struct doc *doc, struct diag *diag, struct buf *out)
{
    struct buf text = BUF_INIT;
    enum status status = doc_write_source(doc, &text);
    if (status == STATUS_SYNTAX)
        diag_report(
            diag, DIAG_FORMAT_UNFAITHFUL, (struct diag_pos){0, 0},
            "this document does not hold the layout of its source, which cannot "
            "be had back");
    if (status == STATUS_OK) {
        add_source(doc, buf_str(&text), out);
        status = out->status;
    }
    buf_free(&text);
    return status;
}
