/* Content streams, as far as text needs them: ISO 32000-1, 7.8, 8.10, 9 and 14.6. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h" /* N_ */
#include "base/utf8.h"
#include "pdfin_text.h"

/* Forms within forms; files have two or three. Bounds the recursion. */
#define FORMS_MAX 12
/* q within q, and marked content within another: producers keep below 28 (C.1). */
#define STATES_MAX 512
#define MARKS_MAX 512
/* Operators of a file. A form that is painted by forms that are painted … multiplies.
 */
#define OPERATORS_MAX 200000000u
/* A line is another one when its place across differs by more pt. Ruby and raised
 * figures stand nearer to their line than that. */
#define LINE_STEP 3.0

struct matrix {
    double a, b, c, d, e, f;
};

struct state {
    const struct pdfin_font *font;
    double leading, rendering; /* TL, Tr */
};

struct mark {
    int32_t mcid;
    bool spells; /* has an ActualText, which stands for all within */
};

struct interpreter {
    struct pdfin *file;
    struct pdfin_fonts *fonts;
    struct pdfin_page *page;
    uint32_t page_number;
    uint32_t stream; /* form that is painted */
    struct state states[STATES_MAX];
    size_t depth;
    struct mark marks[MARKS_MAX];
    size_t mark_count, spelling;       /* how many marks spell */
    const struct pdfin_value *pending; /* an ActualText whose first glyph is awaited, so
                                          that it gets its place; or NULL */
    struct matrix line;                /* of the text line: Tlm */
    double across;                     /* where the line is that was counted last */
    uint32_t line_number, character;
    uint32_t operators;
    unsigned forms;
};

static struct state *state(struct interpreter *in)
{
    return &in->states[in->depth];
}

/* ---- what is said ---- */

static int32_t current_mcid(const struct interpreter *in)
{
    int32_t mcid = PDFIN_UNTAGGED;
    for (size_t i = 0; i < in->mark_count; i++) {
        if (in->marks[i].mcid == PDFIN_ARTIFACT)
            return PDFIN_ARTIFACT;
        if (in->marks[i].mcid >= 0)
            mcid = in->marks[i].mcid;
    }
    return mcid;
}

/* The chunk that text goes to now: the last one, unless line or mark are others. */
static struct pdfin_chunk *current_chunk(struct interpreter *in)
{
    struct pdfin_page *page = in->page;
    int32_t mcid = current_mcid(in);
    if (page->count > 0) {
        struct pdfin_chunk *last = &page->chunks[page->count - 1];
        if (last->mcid == mcid && last->stream == in->stream &&
            last->place.line == in->line_number)
            return last;
    }
    if (page->count == page->capacity) {
        size_t capacity = page->capacity ? page->capacity * 2 : 64;
        struct pdfin_chunk *chunks =
            realloc(page->chunks, capacity * sizeof(*page->chunks));
        if (!chunks || page->count >= UINT32_MAX) {
            pdfin_fail(in->file, STATUS_NOMEM, NULL);
            return NULL;
        }
        page->chunks = chunks;
        page->capacity = capacity;
    }
    struct pdfin_chunk *chunk = &page->chunks[page->count];
    *chunk = (struct pdfin_chunk){
        .stream = in->stream,
        .mcid = mcid,
        .order = (uint32_t)page->count,
        .place = {in->page_number, in->line_number, in->character + 1},
        .from = page->said.len,
        .to = page->said.len,
        .shown_from = page->shown.len,
        .shown_to = page->shown.len,
    };
    page->count++;
    return chunk;
}

static void end_chunk(struct interpreter *in, struct pdfin_chunk *chunk)
{
    struct pdfin_page *page = in->page;
    in->character += (uint32_t)utf8_length(
        str_slice(buf_str(&page->said), chunk->to, page->said.len));
    chunk->to = page->said.len;
    chunk->shown_to = page->shown.len;
    if (page->said.status != STATUS_OK || page->shown.status != STATUS_OK)
        pdfin_fail(in->file, STATUS_NOMEM, NULL);
}

/* Whether text begins a line: its place across the direction of writing has changed.
 * Text that runs down the page is turned, or its font is vertical. */
static void count_line(struct interpreter *in)
{
    const struct matrix *m = &in->line;
    bool down =
        fabs(m->b) > fabs(m->a) || (state(in)->font && state(in)->font->vertical);
    double across = down ? m->e : m->f;
    if (in->line_number > 0 && !(fabs(across - in->across) > LINE_STEP))
        return;
    in->across = across;
    in->line_number++;
    in->character = 0;
}

/* Says the ActualText that is waiting. */
static void spell(struct interpreter *in)
{
    if (!in->pending)
        return;
    struct pdfin_chunk *chunk = current_chunk(in);
    if (chunk) {
        pdfin_add_text(in->pending->as.text, &in->page->said);
        end_chunk(in, chunk);
    }
    in->pending = NULL;
}

static void show(struct interpreter *in, const struct pdfin_value *string)
{
    const struct pdfin_font *font = state(in)->font;
    if (string->type != PDFIN_STRING || string->as.text.len == 0)
        return;
    count_line(in);
    spell(in);
    struct pdfin_chunk *chunk = current_chunk(in);
    if (!chunk)
        return;
    if (!font) {
        buf_add_code_point(&in->page->said, 0xFFFD);
    } else if (in->spelling == 0) {
        pdfin_font_add_text(font, string->as.text, &in->page->said);
    }
    /* Text that is painted neither filled nor stroked is not seen (9.3.6). */
    double mode = state(in)->rendering;
    if (font && mode != 3 && mode != 7)
        pdfin_font_add_text(font, string->as.text, &in->page->shown);
    end_chunk(in, chunk);
}

static void show_array(struct interpreter *in, const struct pdfin_value *array)
{
    for (uint32_t i = 0; array->type == PDFIN_ARRAY && i < array->count; i++)
        show(in, &array->as.items[i]);
}

/* ---- marked content: 14.6 ---- */

static void begin_mark(struct interpreter *in, const struct pdfin_value *tag,
                       const struct pdfin_value *properties,
                       const struct pdfin_value *resources)
{
    struct mark mark = {.mcid = PDFIN_UNTAGGED};
    if (in->mark_count == MARKS_MAX) {
        pdfin_fail(in->file, STATUS_LIMIT,
                   N_("marks of the PDF's content stand too deep in each other; it was "
                      "not compared"));
        return;
    }
    if (properties->type == PDFIN_NAME) {
        struct buf name = BUF_INIT;
        buf_add(&name, properties->as.text);
        properties = pdfin_get(in->file, pdfin_get(in->file, resources, "Properties"),
                               buf_str(&name).ptr ? name.ptr : "");
        buf_free(&name);
    }
    int64_t mcid = pdfin_integer(pdfin_get(in->file, properties, "MCID"), -1);
    const struct pdfin_value *spelled = pdfin_get(in->file, properties, "ActualText");
    if (pdfin_is_name(tag, "Artifact"))
        mark.mcid = PDFIN_ARTIFACT;
    else if (mcid >= 0 && mcid <= INT32_MAX)
        mark.mcid = (int32_t)mcid;
    mark.spells = spelled->type == PDFIN_STRING;
    in->marks[in->mark_count++] = mark;
    if (mark.spells && in->spelling++ == 0)
        in->pending = spelled;
}

static void end_mark(struct interpreter *in)
{
    if (in->mark_count == 0)
        return;
    spell(in); /* nothing was shown for it */
    in->mark_count--;
    in->spelling -= in->marks[in->mark_count].spells;
}

/* ---- operators ---- */

static double number(const struct pdfin_value *operands, size_t count, size_t i)
{
    return i < count && operands[i].type == PDFIN_NUMBER ? operands[i].as.number : 0;
}

static void move(struct interpreter *in, double x, double y)
{
    struct matrix *m = &in->line;
    m->e += x * m->a + y * m->c;
    m->f += x * m->b + y * m->d;
}

static void set_font(struct interpreter *in, const struct pdfin_value *name,
                     const struct pdfin_value *resources)
{
    const struct pdfin_value *fonts = pdfin_get(in->file, resources, "Font");
    state(in)->font = NULL;
    if (name->type != PDFIN_NAME || fonts->type != PDFIN_DICT)
        return;
    for (uint32_t i = 0; i < fonts->count; i++)
        if (str_equal(fonts->as.items[2 * i].as.text, name->as.text)) {
            const struct pdfin_value *dict =
                pdfin_resolve(in->file, &fonts->as.items[2 * i + 1]);
            state(in)->font = pdfin_font_lookup(in->file, in->fonts, dict);
            return;
        }
}

static void interpret(struct interpreter *in, struct str content,
                      const struct pdfin_value *resources);

/* 8.10: a form is painted as a content stream of its own. */
static void paint(struct interpreter *in, const struct pdfin_value *name,
                  const struct pdfin_value *resources)
{
    const struct pdfin_value *objects = pdfin_get(in->file, resources, "XObject");
    const struct pdfin_value *entry = &pdfin_null;
    for (uint32_t i = 0; objects->type == PDFIN_DICT && i < objects->count; i++)
        if (str_equal(objects->as.items[2 * i].as.text, name->as.text))
            entry = &objects->as.items[2 * i + 1];
    const struct pdfin_value *form = pdfin_resolve(in->file, entry);
    if (!form->stream || !pdfin_is_name(pdfin_get(in->file, form, "Subtype"), "Form") ||
        entry->type != PDFIN_REFERENCE)
        return;
    if (in->forms >= FORMS_MAX) {
        pdfin_fail(in->file, STATUS_LIMIT,
                   N_("forms of the PDF stand too deep in each other; it was not "
                      "compared"));
        return;
    }
    struct buf content = BUF_INIT;
    pdfin_stream(in->file, form, &content);
    const struct pdfin_value *own = pdfin_get(in->file, form, "Resources");
    uint32_t outer = in->stream;
    struct state kept = *state(in);
    struct matrix line = in->line;
    size_t depth = in->depth;
    /* Where it numbers its content itself, the structure tree names it (14.7.4.2). */
    if (pdfin_lookup(form, "StructParents")->type == PDFIN_NUMBER)
        in->stream = entry->as.reference.number;
    in->forms++;
    if (in->file->status == STATUS_OK)
        interpret(in, buf_str(&content), own->type == PDFIN_DICT ? own : resources);
    in->forms--;
    in->stream = outer;
    in->depth = depth;
    *state(in) = kept;
    in->line = line;
    buf_free(&content);
}

/* 8.9.7: the data of an image in the stream ends at "EI" between white space. */
static void skip_image(struct pdfin_lexer *lexer)
{
    struct pdfin_value value;
    while (pdfin_next(lexer, &value) && !pdfin_is_keyword(&value, "ID"))
        continue;
    for (size_t at = lexer->at; at + 3 < lexer->bytes.len; at++) {
        const char *s = lexer->bytes.ptr + at;
        if (strchr(" \n\r\t", s[0]) && s[0] && s[1] == 'E' && s[2] == 'I' &&
            (strchr(" \n\r\t", s[3]) || !s[3])) {
            lexer->at = at + 3;
            return;
        }
    }
    lexer->at = lexer->bytes.len;
}

static void change_state(struct interpreter *in, char operator)
{
    if (operator== 'Q') {
        in->depth -= in->depth > 0;
        return;
    }
    if (in->depth + 1 == STATES_MAX) {
        pdfin_fail(
            in->file, STATUS_LIMIT,
            N_("states of the PDF's content stand too deep in each other; it was "
               "not compared"));
        return;
    }
    in->states[in->depth + 1] = in->states[in->depth];
    in->depth++;
}

static bool operate_on_text(struct interpreter *in, struct str word,
                            const struct pdfin_value *o, size_t n)
{
    static const struct matrix identity = {1, 0, 0, 1, 0, 0};
    char second = word.len == 2 ? word.ptr[1] : '\0';
    if (word.len == 1 && (word.ptr[0] == '\'' || word.ptr[0] == '"')) {
        move(in, 0, -state(in)->leading);
        if (n > 0)
            show(in, &o[n - 1]);
        return true;
    }
    if (str_equal(word, STR("BT"))) {
        in->line = identity;
        return true;
    }
    if (word.len != 2 || word.ptr[0] != 'T')
        return false;
    switch (second) {
    case 'D':
        state(in)->leading = -number(o, n, 1);
        move(in, number(o, n, 0), number(o, n, 1));
        return true;
    case 'd':
        move(in, number(o, n, 0), number(o, n, 1));
        return true;
    case 'm':
        in->line = (struct matrix){number(o, n, 0), number(o, n, 1), number(o, n, 2),
                                   number(o, n, 3), number(o, n, 4), number(o, n, 5)};
        return true;
    case '*':
        move(in, 0, -state(in)->leading);
        return true;
    case 'L':
        state(in)->leading = number(o, n, 0);
        return true;
    case 'r':
        state(in)->rendering = number(o, n, 0);
        return true;
    case 'j':
        if (n > 0)
            show(in, &o[0]);
        return true;
    case 'J':
        if (n > 0)
            show_array(in, &o[0]);
        return true;
    default:
        return false;
    }
}

static void operate(struct interpreter *in, struct str word,
                    const struct pdfin_value *o, size_t n,
                    const struct pdfin_value *resources)
{
    if (++in->operators > OPERATORS_MAX)
        pdfin_fail(in->file, STATUS_LIMIT,
                   N_("the PDF paints more than any minutes; it was not compared"));
    else if (str_equal(word, STR("Tf")))
        set_font(in, n > 0 ? &o[0] : &pdfin_null, resources);
    else if (str_equal(word, STR("BDC")))
        begin_mark(in, n > 0 ? &o[0] : &pdfin_null, n > 1 ? &o[1] : &pdfin_null,
                   resources);
    else if (str_equal(word, STR("BMC")))
        begin_mark(in, n > 0 ? &o[0] : &pdfin_null, &pdfin_null, resources);
    else if (str_equal(word, STR("EMC")))
        end_mark(in);
    else if (str_equal(word, STR("q")) || str_equal(word, STR("Q")))
        change_state(in, word.ptr[0]);
    else if (str_equal(word, STR("Do")) && n > 0 && o[0].type == PDFIN_NAME)
        paint(in, &o[0], resources);
    else
        operate_on_text(in, word, o, n);
}

/* More operands than any operator takes are dropped from the front. */
enum { OPERANDS_MAX = 32 };

/* Recursion through paint() is bounded by FORMS_MAX. */
static void interpret(struct interpreter *in, struct str content,
                      const struct pdfin_value *resources)
{
    struct pdfin_value operands[OPERANDS_MAX];
    size_t count = 0;
    struct arena *arena = arena_new();
    struct pdfin_lexer lexer = {.bytes = content, .arena = arena};
    if (!arena)
        pdfin_fail(in->file, STATUS_NOMEM, NULL);
    struct pdfin_value value;
    while (in->file->status == STATUS_OK && pdfin_next(&lexer, &value)) {
        if (value.type != PDFIN_KEYWORD) {
            if (count == OPERANDS_MAX)
                memmove(operands, operands + 1, --count * sizeof(*operands));
            operands[count++] = value;
            continue;
        }
        if (pdfin_is_keyword(&value, "BI"))
            skip_image(&lexer);
        else
            operate(in, value.as.text, operands, count, resources);
        count = 0;
    }
    if (lexer.faulty)
        pdfin_fail(in->file, STATUS_SYNTAX,
                   N_("a page of the PDF holds what is no content; it was not "
                      "compared"));
    pdfin_lexer_free(&lexer);
    arena_free(arena);
}

void pdfin_page_read(struct pdfin *file, struct pdfin_fonts *fonts,
                     struct pdfin_pages *pages, size_t index)
{
    struct pdfin_page *page = &pages->items[index];
    struct interpreter *in = calloc(1, sizeof(*in));
    struct buf content = BUF_INIT;
    if (!in) {
        pdfin_fail(file, STATUS_NOMEM, NULL);
        return;
    }
    in->file = file;
    in->fonts = fonts;
    in->page = page;
    in->page_number = (uint32_t)index + 1;
    in->line = (struct matrix){1, 0, 0, 1, 0, 0};
    const struct pdfin_value *contents = pdfin_get(file, page->dict, "Contents");
    if (contents->stream)
        pdfin_stream(file, contents, &content);
    /* 7.8.2: the parts are one stream, and no token crosses from one to the next. */
    for (uint32_t i = 0; contents->type == PDFIN_ARRAY && i < contents->count; i++) {
        pdfin_stream(file, pdfin_item(file, contents, i), &content);
        buf_add_byte(&content, '\n');
    }
    if (content.status != STATUS_OK)
        pdfin_fail(file, STATUS_NOMEM, NULL);
    interpret(in, buf_str(&content), page->resources);
    buf_free(&content);
    free(in);
}

static int by_mark(const void *a, const void *b)
{
    const struct pdfin_chunk *x = a, *y = b;
    if (x->stream != y->stream)
        return x->stream < y->stream ? -1 : 1;
    if (x->mcid != y->mcid)
        return x->mcid < y->mcid ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

void pdfin_page_sort(struct pdfin_page *page)
{
    if (page->count > 1)
        qsort(page->chunks, page->count, sizeof(*page->chunks), by_mark);
}
