#include "lines.h"

#include <string.h>

#include "label.h"
#include "sign.h"
#include "speaker.h"

enum { SEEN_LF = 1, SEEN_CRLF = 2, SEEN_CR = 4 };

/* Characters that end a stretch of text without ending what editors call a line: they
 * may not stand inside a leaf. */
static bool breaks_stretch(uint32_t c)
{
    return c == '\f' || c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

struct cutter {
    struct lines *out;
    size_t capacity;
    uint32_t number, blank;
};

static void add_stretch(struct cutter *cutter, struct str raw, uint32_t column)
{
    uint32_t indent = 0;
    size_t at = 0;
    while (at < raw.len) {
        size_t next = at;
        uint32_t c = utf8_next(raw, &next);
        if (!utf8_is_space(c))
            break;
        indent = c == '\t' ? (indent / 8 + 1) * 8 : indent + utf8_cells(c);
        column++;
        at = next;
    }
    struct str text = utf8_trim(text_from(raw, at));
    if (text.len == 0) {
        cutter->blank += cutter->blank < UINT16_MAX;
        return;
    }
    uint32_t cells = indent;
    for (size_t i = 0; i < text.len;)
        cells += utf8_cells(utf8_next(text, &i));
    cutter->out->all[cutter->out->count++] = (struct line){
        .text = text,
        .number = cutter->number,
        .column = column,
        .indent = indent,
        .cells = cells,
        .blank = (uint16_t)cutter->blank,
        .sentence = text_ends_sentence(text),
    };
    cutter->blank = 0;
}

static void add_line(struct cutter *cutter, struct str raw)
{
    uint32_t column = 1, from_column = 1;
    size_t from = 0;
    cutter->number++;
    for (size_t at = 0; at < raw.len; column++) {
        size_t start = at;
        /* None of them is ASCII text: a byte test spares most of the decoding. */
        unsigned char byte = (unsigned char)raw.ptr[at];
        uint32_t c = utf8_next(raw, &at);
        if ((byte == '\f' || byte == '\v' || byte == 0xC2 || byte == 0xE2) &&
            breaks_stretch(c)) {
            add_stretch(cutter, str_slice(raw, from, start), from_column);
            from = at;
            from_column = column + 1;
        }
    }
    add_stretch(cutter, text_from(raw, from), from_column);
}

static const char *newline_name(unsigned seen)
{
    return seen == 0           ? "none"
           : seen == SEEN_LF   ? "LF"
           : seen == SEEN_CRLF ? "CRLF"
           : seen == SEEN_CR   ? "CR"
                               : "mixed";
}

/* An upper bound of the stretches with text in them: each needs an end. */
static size_t count_stretches(struct str text)
{
    size_t n = 1;
    bool content = false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool end =
            c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0xC2 || c == 0xE2;
        n += end && content;
        content = c == 0xC2 || c == 0xE2 || (content && !end) || (!end && c > ' ');
    }
    return n;
}

enum status lines_cut(struct str text, struct arena *arena, struct lines *out)
{
    *out = (struct lines){0};
    if (text.len >= UINT32_MAX)
        return STATUS_LIMIT;
    out->all = arena_alloc(arena, count_stretches(text) * sizeof *out->all);
    if (out->all == NULL)
        return STATUS_NOMEM;
    struct cutter cutter = {.out = out};
    unsigned seen = 0;
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c != '\n' && c != '\r')
            continue;
        bool pair = c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
        seen |= pair ? SEEN_CRLF : c == '\n' ? SEEN_LF : SEEN_CR;
        add_line(&cutter, str_slice(text, from, i));
        i += pair;
        from = i + 1;
    }
    if (from < text.len)
        add_line(&cutter, text_from(text, from));
    out->total = cutter.number;
    out->newline = newline_name(seen);
    return STATUS_OK;
}

enum status lines_scan(struct lines *lines, struct arena *arena)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct line *line = &lines->all[i];
        struct label label = label_read(line->text);
        line->sign = (uint8_t)sign_read(line->text).kind;
        line->label = (uint8_t)label.kind;
        line->shape = label.shape;
        struct speaker speaker = speaker_read(line->text);
        line->style = (uint8_t)speaker.style;
        if (speaker.style == SPEAKER_NONE)
            continue;
        struct speaker *kept = arena_alloc(arena, sizeof *kept);
        if (kept == NULL)
            return STATUS_NOMEM;
        *kept = speaker;
        line->speaker = kept;
    }
    return STATUS_OK;
}

size_t lines_next(const struct lines *lines, size_t at)
{
    while (at < lines->count && lines->all[at].furniture)
        at++;
    return at;
}

struct diag_pos lines_position(const struct line *line, const char *ptr)
{
    struct str before = {line->text.ptr, (size_t)(ptr - line->text.ptr)};
    return (struct diag_pos){line->number,
                             line->column + (uint32_t)utf8_length(before)};
}
