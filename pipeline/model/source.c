#include "model/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Widths of gaps that are told apart; wider ones share one forecast. */
#define WIDTHS 64
/* The kinds of leaves' parents, and the edge of a line. */
#define SIDES (DOC_KIND_COUNT + 1)
#define EDGE DOC_KIND_COUNT

/* ---- anchors: what is known with its place ---- */

struct anchor {
    struct diag_pos pos;
    struct str text;    /* without white space at its end */
    uint32_t length;    /* code points of it */
    enum doc_kind side; /* of the leaf's parent; EDGE for furniture */
};

struct anchors {
    struct anchor *items;
    size_t count, capacity;
    enum status status;
};

static void add_anchor(struct anchors *anchors, struct diag_pos pos, struct str text,
                       enum doc_kind side)
{
    size_t end = text.len;
    for (size_t at = end; at > 0 && utf8_is_space(utf8_prev(text, &at));)
        end = at;
    text = str_slice(text, 0, end);
    if (text.len == 0)
        return;
    if (pos.line == 0 || pos.column == 0)
        anchors->status = STATUS_SYNTAX;
    if (anchors->count == anchors->capacity) {
        size_t capacity = anchors->capacity ? anchors->capacity * 2 : 256;
        struct anchor *items = realloc(anchors->items, capacity * sizeof(*items));
        if (!items) {
            anchors->status = STATUS_NOMEM;
            return;
        }
        anchors->items = items;
        anchors->capacity = capacity;
    }
    anchors->items[anchors->count++] =
        (struct anchor){pos, text, (uint32_t)utf8_length(text), side};
}

static int by_place(const void *a, const void *b)
{
    const struct anchor *x = a, *y = b;
    if (x->pos.line != y->pos.line)
        return x->pos.line < y->pos.line ? -1 : 1;
    return x->pos.column < y->pos.column ? -1 : x->pos.column > y->pos.column;
}

static enum status gather_anchors(const struct doc *doc, struct anchors *out)
{
    struct doc_iter iter = doc_iter_new(doc->root);
    while (doc_iter_next(&iter) != DOC_END)
        if (iter.event == DOC_ENTER && iter.node->kind == DOC_TEXT)
            add_anchor(out, iter.node->pos, iter.node->as.text,
                       iter.node->parent->kind);
    for (size_t i = 0; i < doc->change_count; i++)
        if (str_equal(doc->changes[i].rule, STR("page-furniture")))
            add_anchor(out, doc->changes[i].pos, doc->changes[i].before,
                       (enum doc_kind)EDGE);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof(*out->items), by_place);
    return out->status;
}

/* ---- the forecast ---- */

/* What stood last in a gap of its kind. Another string must come twice in a row before
 * it is expected, so that one stray blank costs one correction and not two. */
struct habit {
    struct str expected, rival;
    bool known, rivalled; /* whether those were seen */
};

/* Where a gap lies. `width` is 0 at the end of a line, whose width nothing tells. */
struct gap {
    uint32_t line, ordinal; /* ordinal of the gap on its line, from 0 */
    unsigned left, right;   /* kinds on either side */
    uint32_t width;         /* code points */
};

struct shape {
    struct arena *arena; /* owns the strings of the habits */
    struct habit *habits;
    uint32_t corrected; /* line of the last correction */
    /* Recording: */
    struct buf *tokens;
    /* Reading back: */
    struct str rest; /* tokens to come */
    uint32_t next_line, next_ordinal;
    struct str next; /* runs of the next correction */
    bool more;
    struct buf scratch;
    enum status status;
};

static struct habit *habit_of(struct shape *shape, const struct gap *gap)
{
    uint32_t width = gap->width < WIDTHS ? gap->width : WIDTHS - 1;
    return &shape->habits[(gap->left * SIDES + gap->right) * WIDTHS + width];
}

/* The forecast: what the habit says where it fits, else full-width spaces. */
static struct str foretell(struct shape *shape, const struct gap *gap)
{
    struct str expected = habit_of(shape, gap)->expected;
    if (gap->width == 0 || utf8_length(expected) == gap->width)
        return expected; /* at the end of a line nothing, before there is a habit */
    buf_clear(&shape->scratch);
    for (uint32_t i = 0; i < gap->width; i++)
        buf_add_code_point(&shape->scratch, 0x3000);
    if (shape->scratch.status != STATUS_OK)
        shape->status = shape->scratch.status;
    return buf_str(&shape->scratch);
}

static void learn(struct shape *shape, const struct gap *gap, struct str actual)
{
    struct habit *habit = habit_of(shape, gap);
    bool first = !habit->known && gap->width > 0;
    bool twice = habit->rivalled && str_equal(habit->rival, actual);
    if (str_equal(habit->expected, actual)) {
        habit->known = true;
        habit->rivalled = false;
        return;
    }
    habit->rival = twice ? habit->rival : arena_copy(shape->arena, actual);
    habit->rivalled = true;
    if (first || twice) {
        habit->expected = habit->rival;
        habit->known = true;
    }
    if (arena_failed(shape->arena))
        shape->status = STATUS_NOMEM;
}

static enum status open_shape(struct shape *shape)
{
    shape->arena = arena_new();
    shape->habits = calloc((size_t)SIDES * SIDES * WIDTHS, sizeof(*shape->habits));
    shape->corrected = 1;
    return shape->arena && shape->habits ? STATUS_OK : STATUS_NOMEM;
}

static void close_shape(struct shape *shape)
{
    free(shape->habits);
    arena_free(shape->arena);
    buf_free(&shape->scratch);
}

/* ---- corrections ----
 *
 * "12.1:f2s 3:-": twelve lines after the last correction, in gap 1 of the line, two
 * full-width spaces and a space; three lines further, in gap 0, nothing. A run is a
 * letter and how often it stands, x and hexadecimal digits and "." for any other
 * character. Last of all stands "." or, where the last line has no line end, "$"; so
 * that a layout is never empty. */

static const struct {
    char letter;
    uint32_t character;
} letters[] = {{'s', ' '}, {'f', 0x3000}, {'t', '\t'}, {'n', 0xA0}};

static void add_runs(struct str blanks, struct buf *out)
{
    if (blanks.len == 0)
        buf_add_byte(out, '-');
    for (size_t at = 0; at < blanks.len;) {
        uint32_t c = utf8_next(blanks, &at);
        size_t count = 1;
        for (size_t next = at; next < blanks.len && utf8_next(blanks, &next) == c;
             at = next)
            count++;
        size_t i = 0;
        while (i < sizeof(letters) / sizeof(*letters) && letters[i].character != c)
            i++;
        if (i < sizeof(letters) / sizeof(*letters))
            buf_add_byte(out, letters[i].letter);
        else
            buf_printf(out, "x%lX.", (unsigned long)c);
        if (count > 1)
            buf_printf(out, "%zu", count);
    }
}

static void record(struct shape *shape, const struct gap *gap, struct str actual)
{
    buf_printf(shape->tokens, "%s%lu", shape->tokens->len > 0 ? " " : "",
               (unsigned long)(gap->line - shape->corrected));
    if (gap->ordinal > 0)
        buf_printf(shape->tokens, ".%lu", (unsigned long)gap->ordinal);
    buf_add_byte(shape->tokens, ':');
    add_runs(actual, shape->tokens);
    shape->corrected = gap->line;
}

/* Takes decimal digits off the front; `otherwise` where there are none. */
static uint32_t take_number(struct str *s, uint32_t otherwise)
{
    uint64_t value = 0;
    size_t n = 0;
    for (; n < s->len && s->ptr[n] >= '0' && s->ptr[n] <= '9'; n++)
        if (value <= UINT32_MAX)
            value = value * 10 + (uint64_t)(s->ptr[n] - '0');
    *s = str_slice(*s, n, s->len);
    return n == 0 ? otherwise : value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

/* Makes the next correction ready. */
static void advance(struct shape *shape)
{
    struct str *rest = &shape->rest;
    size_t end = str_find(*rest, STR(" "), 0);
    struct str token = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end == SIZE_MAX ? rest->len : end + 1, rest->len);
    shape->more = token.len > 0 && token.ptr[0] != '$' && token.ptr[0] != '.';
    if (!shape->more)
        return;
    uint32_t step = take_number(&token, 0);
    shape->next_line =
        step > UINT32_MAX - shape->corrected ? UINT32_MAX : shape->corrected + step;
    shape->next_ordinal = 0;
    if (str_starts(token, STR("."))) {
        token = str_slice(token, 1, token.len);
        shape->next_ordinal = take_number(&token, 0);
    }
    shape->next = str_slice(token, 1, token.len); /* behind ":" */
}

/* More blanks in one gap than any line has characters. */
#define RUN_MAX 67108864u

static void read_runs(struct shape *shape, struct str runs, struct buf *out)
{
    while (runs.len > 0 && runs.ptr[0] != '-') {
        char letter = runs.ptr[0];
        uint32_t c = UTF8_REPLACEMENT;
        runs = str_slice(runs, 1, runs.len);
        for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
            if (letters[i].letter == letter)
                c = letters[i].character;
        if (letter == 'x') {
            size_t dot = str_find(runs, STR("."), 0);
            struct buf digits = BUF_INIT;
            buf_add(&digits, str_slice(runs, 0, dot));
            c = digits.ptr ? (uint32_t)strtoul(digits.ptr, NULL, 16) : c;
            buf_free(&digits);
            runs = str_slice(runs, dot == SIZE_MAX ? runs.len : dot + 1, runs.len);
        } else if (c == UTF8_REPLACEMENT) {
            shape->status = STATUS_SYNTAX;
            return;
        }
        uint32_t count = take_number(&runs, 1);
        if (count > RUN_MAX) {
            shape->status = STATUS_LIMIT;
            return;
        }
        for (uint32_t i = 0; i < count; i++)
            buf_add_code_point(out, c);
    }
}

/* ---- recording ---- */

static void compare_gap(struct shape *shape, const struct gap *gap, struct str actual)
{
    if (!str_equal(foretell(shape, gap), actual))
        record(shape, gap, actual);
    learn(shape, gap, actual);
}

/* The line at `*at`, without its end; moves behind that. */
static struct str next_line(struct str text, size_t *at, bool *ended)
{
    size_t from = *at, to = from;
    while (to < text.len && text.ptr[to] != '\n' && text.ptr[to] != '\r')
        to++;
    *ended = to < text.len;
    *at = to + *ended;
    if (*ended && text.ptr[to] == '\r' && *at < text.len && text.ptr[*at] == '\n')
        ++*at;
    return str_slice(text, from, to);
}

/* Records the gaps of a line; false where an anchor does not stand at its place. */
static bool compare_line(struct shape *shape, uint32_t number, struct str line,
                         const struct anchor *anchors, size_t count)
{
    struct gap gap = {.line = number, .left = EDGE};
    uint32_t column = 1;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const struct anchor *anchor = &anchors[i];
        size_t from = at;
        uint32_t begin = column;
        while (column < anchor->pos.column && at < line.len) {
            utf8_next(line, &at);
            column++;
        }
        if (column != anchor->pos.column ||
            !str_starts(str_slice(line, at, line.len), anchor->text))
            return false;
        gap.right = anchor->side;
        gap.width = column - begin;
        if (gap.width > 0) {
            compare_gap(shape, &gap, str_slice(line, from, at));
            gap.ordinal++;
        }
        gap.left = anchor->side;
        at += anchor->text.len;
        column += anchor->length;
    }
    gap.right = EDGE;
    gap.width = 0;
    compare_gap(shape, &gap, str_slice(line, at, line.len));
    return true;
}

enum status doc_record_layout(struct doc *doc, struct str text)
{
    struct anchors anchors = {0};
    struct buf tokens = BUF_INIT;
    struct shape shape = {.tokens = &tokens};
    size_t at = 0, next = 0;
    uint32_t number = 0;
    bool ended = true, fits = true;
    enum status status = gather_anchors(doc, &anchors);
    if (status == STATUS_OK)
        status = open_shape(&shape);
    while (status == STATUS_OK && fits && at < text.len) {
        struct str line = next_line(text, &at, &ended);
        size_t first = next;
        number++;
        while (next < anchors.count && anchors.items[next].pos.line == number)
            next++;
        fits = compare_line(&shape, number, line, anchors.items + first, next - first);
    }
    buf_printf(&tokens, "%s%c", tokens.len > 0 ? " " : "", ended ? '.' : '$');
    if (status == STATUS_OK && (!fits || next < anchors.count))
        status = STATUS_SYNTAX;
    if (status == STATUS_OK)
        status = shape.status != STATUS_OK ? shape.status : tokens.status;
    if (status == STATUS_OK) {
        doc->source.layout = doc_copy(doc, buf_str(&tokens));
        status = doc->status;
    }
    close_shape(&shape);
    buf_free(&tokens);
    free(anchors.items);
    return status;
}

/* ---- reading back ---- */

static void write_gap(struct shape *shape, const struct gap *gap, struct buf *out)
{
    size_t from = out->len;
    if (shape->more && shape->next_line == gap->line &&
        shape->next_ordinal == gap->ordinal) {
        read_runs(shape, shape->next, out);
        shape->corrected = gap->line;
        advance(shape);
    } else {
        buf_add(out, foretell(shape, gap));
    }
    struct buf actual = BUF_INIT; /* `out` may move */
    buf_add(&actual, str_slice(buf_str(out), from, out->len));
    learn(shape, gap, buf_str(&actual));
    if (actual.status != STATUS_OK)
        shape->status = actual.status;
    buf_free(&actual);
}

static void write_line(struct shape *shape, uint32_t number,
                       const struct anchor *anchors, size_t count, struct buf *out)
{
    struct gap gap = {.line = number, .left = EDGE};
    uint32_t column = 1;
    for (size_t i = 0; i < count; i++) {
        const struct anchor *anchor = &anchors[i];
        if (anchor->pos.column < column || anchor->pos.column - column > RUN_MAX) {
            shape->status = STATUS_SYNTAX;
            return;
        }
        gap.right = anchor->side;
        gap.width = anchor->pos.column - column;
        if (gap.width > 0) {
            write_gap(shape, &gap, out);
            gap.ordinal++;
        }
        gap.left = anchor->side;
        buf_add(out, anchor->text);
        column = anchor->pos.column + anchor->length;
    }
    gap.right = EDGE;
    gap.width = 0;
    write_gap(shape, &gap, out);
}

enum status doc_write_source(const struct doc *doc, struct buf *out)
{
    struct anchors anchors = {0};
    struct shape shape = {.rest = doc->source.layout};
    size_t next = 0;
    enum status status =
        doc->source.layout.len > 0 ? gather_anchors(doc, &anchors) : STATUS_SYNTAX;
    if (status == STATUS_OK)
        status = open_shape(&shape);
    if (status == STATUS_OK)
        advance(&shape);
    for (uint32_t number = 1; status == STATUS_OK && number <= doc->source.lines;
         number++) {
        size_t first = next;
        while (next < anchors.count && anchors.items[next].pos.line == number)
            next++;
        write_line(&shape, number, anchors.items + first, next - first, out);
        if (number < doc->source.lines || !str_ends(doc->source.layout, STR("$")))
            buf_add_byte(out, '\n');
        status = shape.status != STATUS_OK ? shape.status : out->status;
    }
    if (status == STATUS_OK && next < anchors.count)
        status = STATUS_SYNTAX;
    close_shape(&shape);
    free(anchors.items);
    return status;
}
