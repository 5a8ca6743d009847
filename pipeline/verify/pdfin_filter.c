/* Filters: ISO 32000-1, 7.4. Those of images alone (DCT, JPX, CCITT, JBIG2) carry no
 * text and are not known here. */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/diag.h" /* N_ */
#include "pdfin.h"

/* Filters behind each other; files have one or two. */
#define FILTERS_MAX 8

static bool has_room(const struct pdfin *file, const struct buf *out)
{
    return out->status == STATUS_OK && out->len <= PDFIN_DECODED_MAX - file->decoded;
}

static bool inflate_data(struct pdfin *file, struct str data, struct buf *out)
{
    unsigned char chunk[16384];
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)data.ptr,
                       .avail_in = (uInt)data.len};
    if (data.len > UINT32_MAX || inflateInit(&stream) != Z_OK)
        return false;
    int result = Z_OK;
    while (result == Z_OK && has_room(file, out)) {
        stream.next_out = chunk;
        stream.avail_out = sizeof(chunk);
        result = inflate(&stream, Z_NO_FLUSH);
        buf_add_bytes(out, chunk, sizeof(chunk) - stream.avail_out);
    }
    inflateEnd(&stream);
    return result == Z_STREAM_END;
}

/* 7.4.4.2: codes of 9 to 12 bits, 256 clears, 257 ends. */
struct lzw {
    struct {
        uint16_t before; /* code of the sequence without its last byte */
        uint16_t length;
        unsigned char last;
    } entries[4096];
    unsigned count;
};

static void lzw_add(struct lzw *lzw, unsigned code, struct buf *out)
{
    char sequence[4096];
    unsigned length = code < 256 ? 1 : lzw->entries[code].length;
    for (unsigned i = length; i > 0; i--) {
        sequence[i - 1] = (char)(code < 256 ? code : lzw->entries[code].last);
        code = code < 256 ? code : lzw->entries[code].before;
    }
    buf_add_bytes(out, sequence, length);
}

static unsigned char lzw_first(const struct lzw *lzw, unsigned code)
{
    while (code >= 256)
        code = lzw->entries[code].before;
    return (unsigned char)code;
}

static bool lzw_decode(struct pdfin *file, struct str data, unsigned early,
                       struct buf *out)
{
    struct lzw *lzw = calloc(1, sizeof(*lzw));
    uint32_t bits = 0;
    unsigned have = 0, width = 9, previous = 256;
    bool ended = false, good = lzw != NULL;
    if (lzw)
        lzw->count = 258;
    for (size_t at = 0; good && !ended && at < data.len && has_room(file, out);) {
        bits = bits << 8 | (unsigned char)data.ptr[at++];
        have += 8;
        if (have < width)
            continue;
        unsigned code = bits >> (have - width) & ((1u << width) - 1);
        have -= width;
        if (code == 257) {
            ended = true;
        } else if (code == 256) {
            lzw->count = 258;
            width = 9;
            previous = 256;
        } else if (previous == 256) {
            good = code < 256;
            if (good)
                lzw_add(lzw, code, out);
            previous = code;
        } else if (code > lzw->count || (code >= 4096)) {
            good = false;
        } else {
            if (lzw->count < 4096) {
                lzw->entries[lzw->count].before = (uint16_t)previous;
                lzw->entries[lzw->count].length =
                    (uint16_t)(previous < 256 ? 2 : lzw->entries[previous].length + 1);
                lzw->entries[lzw->count].last =
                    lzw_first(lzw, code == lzw->count ? previous : code);
                lzw->count++;
            }
            good = code < lzw->count;
            if (good)
                lzw_add(lzw, code, out);
            previous = code;
            while (width < 12 && lzw->count + early >= 1u << width)
                width++;
        }
    }
    free(lzw);
    return good;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool decode_hexadecimal(struct str data, struct buf *out)
{
    int high = -1;
    for (size_t at = 0; at < data.len && data.ptr[at] != '>'; at++) {
        int digit = hex_digit(data.ptr[at]);
        if (digit < 0)
            continue;
        if (high >= 0)
            buf_add_byte(out, (char)(high << 4 | digit));
        high = high >= 0 ? -1 : digit;
    }
    if (high >= 0)
        buf_add_byte(out, (char)(high << 4));
    return true;
}

/* 7.4.3: five digits of base 85 for four bytes. */
static bool decode_base85(struct str data, struct buf *out)
{
    uint32_t group[5];
    size_t n = 0;
    for (size_t at = 0; at < data.len && data.ptr[at] != '~'; at++) {
        char c = data.ptr[at];
        if (c == 'z' && n == 0) {
            buf_add_bytes(out, "\0\0\0\0", 4);
            continue;
        }
        if (c <= ' ')
            continue;
        if (c < '!' || c > 'u')
            return false;
        group[n++] = (uint32_t)(c - '!');
        if (n < 5)
            continue;
        uint32_t word = 0;
        for (n = 0; n < 5; n++)
            word = word * 85 + group[n];
        for (n = 4; n > 0; n--)
            buf_add_byte(out, (char)(word >> 8 * (n - 1) & 0xFF));
        n = 0;
    }
    if (n == 1)
        return false;
    uint32_t word = 0;
    for (size_t i = 0; n > 0 && i < 5; i++)
        word = word * 85 + (i < n ? group[i] : 84);
    for (size_t i = 4; n > 0 && i > 5 - n; i--)
        buf_add_byte(out, (char)(word >> 8 * (i - 1) & 0xFF));
    return true;
}

static bool decode_runs(struct pdfin *file, struct str data, struct buf *out)
{
    for (size_t at = 0; at < data.len && has_room(file, out);) {
        size_t length = (unsigned char)data.ptr[at++];
        if (length == 128)
            return true;
        if (length < 128) {
            if (length + 1 > data.len - at)
                return false;
            buf_add(out, str_slice(data, at, at + length + 1));
            at += length + 1;
        } else if (at < data.len) {
            for (size_t i = 0; i < 257 - length; i++)
                buf_add_byte(out, data.ptr[at]);
            at++;
        }
    }
    return true;
}

/* ---- predictors: 7.4.4.4 ---- */

static unsigned char paeth(int left, int up, int corner)
{
    int guess = left + up - corner;
    int to_left = abs(guess - left), to_up = abs(guess - up);
    int to_corner = abs(guess - corner);
    if (to_left <= to_up && to_left <= to_corner)
        return (unsigned char)left;
    return (unsigned char)(to_up <= to_corner ? up : corner);
}

/* Undoes the PNG filter of one row in place; `before` is the row above, undone. */
static bool undo_png(unsigned char kind, unsigned char *row,
                     const unsigned char *before, size_t length, size_t pixel)
{
    for (size_t i = 0; i < length; i++) {
        int left = i >= pixel ? row[i - pixel] : 0, up = before ? before[i] : 0;
        int corner = before && i >= pixel ? before[i - pixel] : 0, add;
        switch (kind) {
        case 0:
            add = 0;
            break;
        case 1:
            add = left;
            break;
        case 2:
            add = up;
            break;
        case 3:
            add = (left + up) / 2;
            break;
        case 4:
            add = paeth(left, up, corner);
            break;
        default:
            return false;
        }
        row[i] = (unsigned char)(row[i] + add);
    }
    return true;
}

static bool undo_predictor(const struct pdfin_value *parameters, struct buf *data)
{
    int64_t predictor = pdfin_integer(pdfin_lookup(parameters, "Predictor"), 1);
    int64_t colors = pdfin_integer(pdfin_lookup(parameters, "Colors"), 1);
    int64_t bits = pdfin_integer(pdfin_lookup(parameters, "BitsPerComponent"), 8);
    int64_t columns = pdfin_integer(pdfin_lookup(parameters, "Columns"), 1);
    if (predictor <= 1)
        return true;
    if (colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 ||
        columns > INT32_MAX)
        return false;
    size_t pixel = (size_t)((colors * bits + 7) / 8);
    size_t length = (size_t)((colors * bits * columns + 7) / 8);
    unsigned char *bytes = (unsigned char *)data->ptr;
    if (predictor == 2) { /* TIFF: only whole bytes are met */
        for (size_t i = 0; bits == 8 && i < data->len; i++)
            if (i % length >= pixel)
                bytes[i] = (unsigned char)(bytes[i] + bytes[i - pixel]);
        return bits == 8;
    }
    size_t kept = 0;
    for (size_t at = 0; at + 1 < data->len;) {
        size_t rest = data->len - at - 1, row = rest < length ? rest : length;
        unsigned char kind = bytes[at];
        memmove(bytes + kept, bytes + at + 1, row);
        if (!undo_png(kind, bytes + kept, kept >= length ? bytes + kept - length : NULL,
                      row, pixel))
            return false;
        kept += row;
        at += row + 1;
    }
    data->len = kept;
    if (data->ptr)
        data->ptr[kept] = '\0';
    return true;
}

bool pdfin_unfold(struct pdfin *file, const struct pdfin_value *filter,
                  const struct pdfin_value *parameters, struct str data,
                  struct buf *out)
{
    bool good = false;
    if (pdfin_is_name(filter, "FlateDecode") || pdfin_is_name(filter, "Fl"))
        good = inflate_data(file, data, out) && undo_predictor(parameters, out);
    else if (pdfin_is_name(filter, "LZWDecode") || pdfin_is_name(filter, "LZW"))
        good =
            lzw_decode(file, data,
                       pdfin_integer(pdfin_lookup(parameters, "EarlyChange"), 1) != 0,
                       out) &&
            undo_predictor(parameters, out);
    else if (pdfin_is_name(filter, "ASCIIHexDecode") || pdfin_is_name(filter, "AHx"))
        good = decode_hexadecimal(data, out);
    else if (pdfin_is_name(filter, "ASCII85Decode") || pdfin_is_name(filter, "A85"))
        good = decode_base85(data, out);
    else if (pdfin_is_name(filter, "RunLengthDecode") || pdfin_is_name(filter, "RL"))
        good = decode_runs(file, data, out);
    return good && has_room(file, out);
}

/* ---- streams ---- */

/* The data of a stream as it stands in the file. */
static struct str raw_data(struct pdfin *file, const struct pdfin_value *stream)
{
    static const struct str mark = STR_INIT("endstream");
    int64_t length = pdfin_integer(pdfin_get(file, stream, "Length"), -1);
    struct str rest = str_slice(file->bytes, stream->stream, file->bytes.len);
    if (length >= 0 && (size_t)length <= rest.len) {
        struct pdfin_lexer lexer = {
            .bytes = rest, .at = (size_t)length, .arena = file->arena};
        pdfin_skip_space(&lexer);
        if (str_starts(str_slice(rest, lexer.at, rest.len), mark))
            return str_slice(rest, 0, (size_t)length);
    }
    size_t end = str_find(rest, mark, 0); /* a wrong length: 7.3.8.2 */
    if (end == SIZE_MAX)
        pdfin_fail(file, STATUS_SYNTAX,
                   N_("a stream of the PDF has no end; it was not compared"));
    return str_slice(rest, 0, end == SIZE_MAX ? 0 : end);
}

void pdfin_stream(struct pdfin *file, const struct pdfin_value *stream, struct buf *out)
{
    if (file->status != STATUS_OK || stream->stream == 0)
        return;
    struct str data = raw_data(file, stream);
    const struct pdfin_value *filters = pdfin_get(file, stream, "Filter");
    const struct pdfin_value *parameters = pdfin_get(file, stream, "DecodeParms");
    size_t count = filters->type == PDFIN_ARRAY  ? filters->count
                   : filters->type == PDFIN_NULL ? 0
                                                 : 1;
    struct buf rooms[2] = {BUF_INIT, BUF_INIT};
    bool good = count <= FILTERS_MAX;
    for (size_t i = 0; i < count && good; i++) {
        bool array = filters->type == PDFIN_ARRAY;
        struct buf *room = &rooms[i % 2];
        buf_clear(room);
        good = pdfin_unfold(file, array ? pdfin_item(file, filters, i) : filters,
                            array ? pdfin_item(file, parameters, i) : parameters, data,
                            room);
        data = buf_str(room);
    }
    enum status memory =
        rooms[0].status == STATUS_NOMEM || rooms[1].status == STATUS_NOMEM
            ? STATUS_NOMEM
            : STATUS_OK;
    if (memory != STATUS_OK)
        pdfin_fail(file, memory, NULL);
    else if (!good)
        pdfin_fail(file, STATUS_SYNTAX,
                   N_("a stream of the PDF cannot be unfolded; it was not compared"));
    else
        buf_add(out, data);
    file->decoded += data.len;
    if (file->decoded > PDFIN_DECODED_MAX)
        pdfin_fail(file, STATUS_LIMIT,
                   N_("the PDF unfolds to more than any minutes; it was not compared"));
    buf_free(&rooms[0]);
    buf_free(&rooms[1]);
}
