#include "encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/utf8.h"

/* Plausibility is judged on this much: more tells nothing new. */
#define SAMPLE_MAX ((size_t)1 << 16)

/* The first faults are reported one by one, the rest are counted. */
#define REPORTS_MAX 20

static const struct {
    const char *alias, *name, *iconv;
} names[] = {
    {"utf8", "UTF-8", NULL},
    {"utf16", "UTF-16LE", "UTF-16LE"},
    {"utf16le", "UTF-16LE", "UTF-16LE"},
    {"utf16be", "UTF-16BE", "UTF-16BE"},
    {"shiftjis", "Shift_JIS", "CP932"},
    {"sjis", "Shift_JIS", "CP932"},
    {"cp932", "Shift_JIS", "CP932"},
    {"windows31j", "Shift_JIS", "CP932"},
    {"ms932", "Shift_JIS", "CP932"},
    {"eucjp", "EUC-JP", "EUC-JP-MS"},
    {"ujis", "EUC-JP", "EUC-JP-MS"},
    {"iso2022jp", "ISO-2022-JP", "ISO-2022-JP-3"},
    {"jis", "ISO-2022-JP", "ISO-2022-JP-3"},
};

static struct encoding row(const char *alias, size_t bom, bool guessed)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i].alias, alias) == 0)
            return (struct encoding){names[i].name, names[i].iconv, bom, guessed};
    }
    return (struct encoding){NULL, NULL, 0, false};
}

static size_t mark_of(struct str bytes, const char **alias)
{
    static const struct {
        const char *mark;
        size_t length;
        const char *alias;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, "utf8"},
        {"\xFF\xFE", 2, "utf16le"},
        {"\xFE\xFF", 2, "utf16be"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (str_starts(bytes, (struct str){marks[i].mark, marks[i].length})) {
            *alias = marks[i].alias;
            return marks[i].length;
        }
    }
    return 0;
}

struct encoding encoding_named(struct str name, struct str bytes)
{
    char plain[24] = "";
    size_t n = 0;
    for (size_t i = 0; i < name.len && n + 1 < sizeof plain; i++) {
        char c = name.ptr[i];
        if (c != '-' && c != '_' && c != ' ')
            plain[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    plain[n] = '\0';
    const char *marked = NULL;
    size_t bom = mark_of(bytes, &marked);
    if (strcmp(plain, "utf16") == 0 && bom == 2)
        return row(marked, bom, false);
    struct encoding encoding = row(plain, 0, false);
    if (encoding.name != NULL && marked != NULL) {
        struct encoding other = row(marked, bom, false);
        if (strcmp(other.name, encoding.name) == 0)
            encoding.bom = bom;
    }
    return encoding;
}

/* How much a text looks Japanese, in points a code point; at most 100. */
static long score_code_point(uint32_t c)
{
    if ((c >= 0x3041 && c <= 0x30FE) || c == 0x3001 || c == 0x3002 || c == 0x3000)
        return 100;
    if (c == '\n' || c == '\r' || c == '\t' || (c >= 0x20 && c < 0x7F))
        return 60;
    if (c >= 0x4E00 && c <= 0x9FFF)
        return 70;
    if (c >= 0xFF01 && c <= 0xFF5E)
        return 70;
    if (c >= 0x2000 && c <= 0x27FF)
        return 30;
    if (c >= 0xFF61 && c <= 0xFF9F)
        return -60; /* half-width kana: what EUC read as CP932 is full of */
    return -100;
}

/* UTF-16 without a mark: NUL beside ASCII, or Japanese in one byte order. */
static long score_utf16(struct str s, int high)
{
    long total = 0;
    size_t units = s.len / 2;
    for (size_t i = 0; i < units; i++) {
        unsigned char a = (unsigned char)s.ptr[2 * i + (size_t)high];
        unsigned char b = (unsigned char)s.ptr[2 * i + 1 - (size_t)high];
        uint32_t c = (uint32_t)a << 8 | b;
        total += c >= 0xD800 && c <= 0xDFFF ? 0 : score_code_point(c);
    }
    return units > 0 ? total / (long)units : -1000;
}

/* The score of the sample read in an encoding; -1000 where it is not valid. */
static long score_iconv(struct str sample, const char *name, bool cut)
{
    iconv_t cd = iconv_open("UTF-8", name);
    if (cd == (iconv_t)-1)
        return -1000;
    char buffer[4096];
    char *in = (char *)(uintptr_t)sample.ptr; /* iconv does not write there */
    size_t left = sample.len;
    long total = 0, count = 0, bad = 0;
    while (left > 0) {
        char *to = buffer;
        size_t room = sizeof buffer;
        size_t made = iconv(cd, &in, &left, &to, &room);
        int error = errno;
        struct str text = {buffer, (size_t)(to - buffer)};
        for (size_t at = 0; at < text.len; count++)
            total += score_code_point(utf8_next(text, &at));
        if (made != (size_t)-1 || error == E2BIG)
            continue;
        if (cut && left < 8)
            break;
        bad++;
        in++;
        left--;
    }
    iconv_close(cd);
    if (count == 0)
        return -1000;
    /* a fault or two is damage; many are another encoding */
    return total / count - bad * 400 / (count + 1) - (bad > 0 ? 5 : 0);
}

static long score_encoding(struct str sample, size_t whole, const struct encoding *e)
{
    const char *iconv = e->iconv != NULL ? e->iconv : "UTF-8";
    if (strncmp(iconv, "UTF-16", 6) != 0)
        return score_iconv(sample, iconv, sample.len < whole);
    bool little = strcmp(iconv, "UTF-16LE") == 0;
    return whole % 2 == 0 ? score_utf16(sample, little) : -1000;
}

static bool has_jis_escape(struct str s)
{
    static const char *const escapes[] = {"\x1B$B", "\x1B$@", "\x1B$(D", "\x1B$(Q"};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        if (str_find(s, str_from(escapes[i]), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

static size_t count_nuls(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += s.ptr[i] == '\0';
    return n;
}

struct encoding encoding_detect(struct str bytes)
{
    const char *alias = NULL;
    size_t bom = mark_of(bytes, &alias);
    if (bom > 0)
        return row(alias, bom, false);
    struct str sample = str_slice(bytes, 0, SAMPLE_MAX);
    size_t valid = utf8_first_invalid(bytes);
    bool is_utf8 = valid == bytes.len;
    if (is_utf8 && has_jis_escape(sample))
        return row("iso2022jp", 0, true);
    if (is_utf8 && count_nuls(sample) == 0)
        return row("utf8", 0, false);
    /* The likeliest wins, and every encoding is heard: CP932 of even length makes
     * ideographs in UTF-16 too, and only a comparison tells them apart. */
    static const char *const candidates[] = {"utf8", "shiftjis", "eucjp", "utf16le",
                                             "utf16be"};
    size_t best = 0;
    long most = -1000;
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        struct encoding encoding = row(candidates[i], 0, true);
        long score = score_encoding(sample, bytes.len, &encoding);
        if (score > most) {
            most = score;
            best = i;
        }
    }
    return row(candidates[best], 0, best != 0 || !is_utf8);
}

/* ---- decoding ---- */

struct decoding {
    struct doc *doc;
    struct diag *diag;
    struct buf *out;
    const struct encoding *encoding;
    struct diag_pos pos; /* behind what is counted of `out` */
    size_t counted;
    size_t faults;
};

/* Moves the position to the end of the output; each byte is counted once. */
static void count(struct decoding *d)
{
    for (; d->counted < d->out->len; d->counted++) {
        unsigned char c = (unsigned char)d->out->ptr[d->counted];
        bool pair = c == '\n' && d->counted > 0 && d->out->ptr[d->counted - 1] == '\r';
        if ((c == '\n' && !pair) || c == '\r') {
            d->pos.line++;
            d->pos.column = 1;
        } else if (!pair && (c & 0xC0) != 0x80) {
            d->pos.column++;
        }
    }
}

static void add_fault(struct decoding *d, struct str bytes, size_t offset)
{
    char hex[3 * 8];
    static const char digits[] = "0123456789ABCDEF";
    size_t n = 0;
    for (size_t i = 0; i < bytes.len && n + 2 < sizeof hex; i++) {
        hex[n++] = digits[(unsigned char)bytes.ptr[i] >> 4];
        hex[n++] = digits[(unsigned char)bytes.ptr[i] & 15];
    }
    count(d);
    doc_record_change(d->doc, STR("encoding-invalid"), d->pos, (struct str){hex, n},
                      STR("\xEF\xBF\xBD"));
    if (d->faults++ < REPORTS_MAX)
        diag_report(d->diag, DIAG_ENCODING_INVALID, d->pos,
                    "byte %.*s at offset %zu is not %s; replaced by U+FFFD", (int)n,
                    hex, offset, d->encoding->name);
    buf_add_code_point(d->out, UTF8_REPLACEMENT);
}

static void decode_utf8(struct decoding *d, struct str bytes, size_t base)
{
    for (size_t at = 0; at < bytes.len;) {
        struct str rest = str_slice(bytes, at, bytes.len);
        size_t valid = utf8_first_invalid(rest);
        buf_add(d->out, str_slice(rest, 0, valid));
        at += valid;
        if (at == bytes.len)
            break;
        size_t end = at;
        utf8_next(bytes, &end);
        add_fault(d, str_slice(bytes, at, end), base + at);
        at = end;
    }
}

static enum status decode_iconv(struct decoding *d, struct str bytes, size_t base)
{
    iconv_t cd = iconv_open("UTF-8", d->encoding->iconv);
    if (cd == (iconv_t)-1)
        return STATUS_USAGE;
    char buffer[8192];
    char *in = (char *)(uintptr_t)bytes.ptr; /* iconv does not write there */
    size_t left = bytes.len;
    while (left > 0 && d->out->status == STATUS_OK) {
        char *to = buffer;
        size_t room = sizeof buffer;
        size_t made = iconv(cd, &in, &left, &to, &room);
        int error = errno;
        buf_add_bytes(d->out, buffer, (size_t)(to - buffer));
        if (made != (size_t)-1 || error == E2BIG)
            continue;
        size_t unit = strncmp(d->encoding->iconv, "UTF-16", 6) == 0 && left > 1 ? 2 : 1;
        size_t offset = (size_t)(in - bytes.ptr);
        add_fault(d, str_slice(bytes, offset, offset + unit), base + offset);
        in += unit;
        left -= unit;
    }
    iconv_close(cd);
    return d->out->status;
}

enum status encoding_decode(struct str bytes, const struct encoding *encoding,
                            struct doc *doc, struct diag *diag, struct buf *out)
{
    struct decoding d = {doc, diag, out, encoding, {1, 1}, out->len, 0};
    struct str text = str_slice(bytes, encoding->bom, bytes.len);
    enum status status = STATUS_OK;
    if (encoding->iconv == NULL)
        decode_utf8(&d, text, encoding->bom);
    else
        status = decode_iconv(&d, text, encoding->bom);
    if (d.faults > REPORTS_MAX)
        diag_report(diag, DIAG_ENCODING_INVALID, (struct diag_pos){0, 0},
                    "%zu bytes in all are not %s; each replaced by U+FFFD", d.faults,
                    encoding->name);
    return status != STATUS_OK ? status : out->status;
}

/* ---- encoding ---- */

enum status encoding_encode(struct str text, const struct encoding *encoding,
                            struct buf *out)
{
    if (encoding->iconv == NULL) {
        buf_add(out, text);
        return out->status;
    }
    iconv_t cd = iconv_open(encoding->iconv, "UTF-8");
    if (cd == (iconv_t)-1)
        return STATUS_USAGE;
    char buffer[8192];
    char *in = (char *)(uintptr_t)text.ptr; /* iconv does not write there */
    size_t left = text.len;
    enum status status = STATUS_OK;
    for (bool flushed = false; !flushed && status == STATUS_OK;) {
        char *to = buffer;
        size_t room = sizeof buffer;
        flushed = left == 0; /* then the way back to ASCII is asked for (ISO 2022) */
        size_t made = flushed ? iconv(cd, NULL, NULL, &to, &room)
                              : iconv(cd, &in, &left, &to, &room);
        int error = errno;
        buf_add_bytes(out, buffer, (size_t)(to - buffer));
        if (made == (size_t)-1 && error != E2BIG)
            status = STATUS_SYNTAX;
    }
    iconv_close(cd);
    return status != STATUS_OK ? status : out->status;
}
