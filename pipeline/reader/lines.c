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

/* Bytes that may end a stretch: \f, \v and the first of U+0085, U+2028, U+2029. Counted
 * without a branch, so that the compiler takes many at once. */
static size_t count_breaks(struct str raw)
{
    size_t n = 0;
    for (size_t i = 0; i < raw.len; i++) {
        unsigned char c = (unsigned char)raw.ptr[i];
        n += (c == '\f') | (c == '\v') | (c == 0xC2) | (c == 0xE2);
    }
    return n;
}

static void add_line(struct cutter *cutter, struct str raw)
{
    uint32_t column = 1, from_column = 1;
    size_t from = 0;
    cutter->number++;
    for (size_t at = count_breaks(raw) > 0 ? 0 : raw.len; at < raw.len; column++) {
        size_t start = at;
        if (breaks_stretch(utf8_next(raw, &at))) {
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

/* Walks the lines of a text; `feed` is the next line feed, looked for once, however
 * many carriage returns end the lines before it. */
struct walker {
    struct str text;
    size_t from, feed;
    unsigned seen; /* SEEN_… of the ends so far */
};

static struct walker walk(struct str text)
{
    return (struct walker){.text = text, .feed = SIZE_MAX};
}

/* The next line without its end; false behind the last. */
static bool take_line(struct walker *walker, struct str *raw)
{
    struct str text = walker->text;
    size_t from = walker->from;
    if (from >= text.len)
        return false;
    if (walker->feed == SIZE_MAX || walker->feed < from) {
        const char *feed = memchr(text.ptr + from, '\n', text.len - from);
        walker->feed = feed ? (size_t)(feed - text.ptr) : text.len;
    }
    size_t end = walker->feed;
    const char *back = memchr(text.ptr + from, '\r', end - from);
    if (back != NULL)
        end = (size_t)(back - text.ptr);
    *raw = str_slice(text, from, end);
    bool pair = back != NULL && end + 1 == walker->feed && walker->feed < text.len;
    if (end < text.len)
        walker->seen |= pair ? SEEN_CRLF : back != NULL ? SEEN_CR : SEEN_LF;
    walker->from = end + 1 + pair;
    return true;
}

/* An upper bound of the stretches with text in them. */
static size_t count_stretches(struct str text)
{
    struct walker walker = walk(text);
    struct str raw;
    size_t n = 1;
    while (take_line(&walker, &raw)) {
        size_t at = 0;
        while (at < raw.len && (unsigned char)raw.ptr[at] <= ' ')
            at++;
        n += at < raw.len ? 1 + count_breaks(raw) : 0;
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
    struct walker walker = walk(text);
    struct str raw;
    while (take_line(&walker, &raw))
        add_line(&cutter, raw);
    out->total = cutter.number;
    out->newline = newline_name(walker.seen);
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
