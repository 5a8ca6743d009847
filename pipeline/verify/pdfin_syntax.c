/* Objects: ISO 32000-1, 7.2 and 7.3. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdfin.h"

const struct pdfin_value pdfin_null = {.type = PDFIN_NULL};

static bool is_space(unsigned char c)
{
    return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool is_delimiter(unsigned char c)
{
    return c && strchr("()<>[]{}/%", c);
}

static bool is_regular(unsigned char c)
{
    return !is_space(c) && !is_delimiter(c);
}

static int hex_digit(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte `ahead` of the reading position; 0, which is white space, past the end. */
static unsigned char peek(const struct pdfin_lexer *lexer, size_t ahead)
{
    size_t at = lexer->at + ahead;
    return at < lexer->bytes.len ? (unsigned char)lexer->bytes.ptr[at] : 0;
}

void pdfin_skip_space(struct pdfin_lexer *lexer)
{
    while (lexer->at < lexer->bytes.len) {
        unsigned char c = peek(lexer, 0);
        if (c == '%')
            while (lexer->at < lexer->bytes.len && peek(lexer, 0) != '\n' &&
                   peek(lexer, 0) != '\r')
                lexer->at++;
        else if (is_space(c))
            lexer->at++;
        else
            break;
    }
}

void pdfin_lexer_free(struct pdfin_lexer *lexer)
{
    free(lexer->stack);
    lexer->stack = NULL;
    lexer->count = lexer->capacity = 0;
}

static bool push(struct pdfin_lexer *lexer, struct pdfin_value value)
{
    if (lexer->count == lexer->capacity) {
        size_t capacity = lexer->capacity ? lexer->capacity * 2 : 64;
        struct pdfin_value *stack =
            realloc(lexer->stack, capacity * sizeof(*lexer->stack));
        if (!stack) {
            lexer->faulty = true;
            return false;
        }
        lexer->stack = stack;
        lexer->capacity = capacity;
    }
    lexer->stack[lexer->count++] = value;
    return true;
}

/* Decoded text never outgrows its spelling, so that is how much room it gets. */
static char *make_room(struct pdfin_lexer *lexer, size_t bytes)
{
    char *room = arena_alloc(lexer->arena, bytes + 1);
    if (!room)
        lexer->faulty = true;
    return room;
}

/* 7.3.4.2; the position is behind the "(". */
static bool read_literal(struct pdfin_lexer *lexer, struct pdfin_value *out)
{
    size_t end = lexer->at, depth = 1;
    for (; end < lexer->bytes.len && depth > 0; end++) {
        char c = lexer->bytes.ptr[end];
        if (c == '\\')
            end++;
        else if (c == '(')
            depth++;
        else if (c == ')')
            depth--;
    }
    if (depth > 0 || end > lexer->bytes.len)
        return false;
    char *text = make_room(lexer, end - lexer->at);
    if (!text)
        return false;
    size_t n = 0;
    const char *from = lexer->bytes.ptr;
    for (size_t at = lexer->at; at + 1 < end; at++) {
        char c = from[at];
        if (c == '\r') { /* a line end of any kind is \n */
            at += at + 2 < end && from[at + 1] == '\n';
            text[n++] = '\n';
            continue;
        }
        if (c != '\\') {
            text[n++] = c;
            continue;
        }
        c = from[++at];
        static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
        const char *letter = c ? strchr(letters, c) : NULL;
        if (letter) {
            text[n++] = meant[letter - letters];
        } else if (c >= '0' && c <= '7') {
            unsigned code = 0;
            for (size_t digits = 0;
                 digits < 3 && at + 1 < end && from[at] >= '0' && from[at] <= '7';
                 digits++)
                code = code * 8 + (unsigned)(from[at++] - '0');
            at--;
            text[n++] = (char)(code & 0xFF);
        } else if (c == '\r') {
            at += at + 2 < end && from[at + 1] == '\n';
        } else if (c != '\n') {
            text[n++] = c;
        }
    }
    lexer->at = end;
    *out = (struct pdfin_value){.type = PDFIN_STRING, .as.text = {text, n}};
    return true;
}

/* 7.3.4.3; the position is behind the "<". */
static bool read_hexadecimal(struct pdfin_lexer *lexer, struct pdfin_value *out)
{
    const char *close =
        memchr(lexer->bytes.ptr + lexer->at, '>', lexer->bytes.len - lexer->at);
    if (!close)
        return false;
    size_t end = (size_t)(close - lexer->bytes.ptr), n = 0;
    char *text = make_room(lexer, (end - lexer->at) / 2 + 1);
    if (!text)
        return false;
    int high = -1;
    for (size_t at = lexer->at; at < end; at++) {
        unsigned char c = (unsigned char)lexer->bytes.ptr[at];
        int digit = hex_digit(c);
        if (digit < 0 && !is_space(c))
            return false;
        if (digit < 0)
            continue;
        if (high >= 0)
            text[n++] = (char)(high << 4 | digit);
        high = high >= 0 ? -1 : digit;
    }
    if (high >= 0)
        text[n++] = (char)(high << 4);
    lexer->at = end + 1;
    *out = (struct pdfin_value){.type = PDFIN_STRING, .as.text = {text, n}};
    return true;
}

/* 7.3.5; the position is behind the "/". */
static bool read_name(struct pdfin_lexer *lexer, struct pdfin_value *out)
{
    size_t from = lexer->at, n = 0;
    bool escaped = false;
    while (lexer->at < lexer->bytes.len && is_regular(peek(lexer, 0)))
        escaped |= lexer->bytes.ptr[lexer->at++] == '#';
    struct str spelled = str_slice(lexer->bytes, from, lexer->at);
    *out = (struct pdfin_value){.type = PDFIN_NAME, .as.text = spelled};
    if (!escaped)
        return true; /* lives as long as the bytes */
    char *text = make_room(lexer, spelled.len);
    if (!text)
        return false;
    for (size_t i = 0; i < spelled.len; i++) {
        int high = -1, low = -1;
        if (spelled.ptr[i] == '#' && i + 2 < spelled.len) {
            high = hex_digit((unsigned char)spelled.ptr[i + 1]);
            low = hex_digit((unsigned char)spelled.ptr[i + 2]);
        }
        if (high >= 0 && low >= 0) {
            text[n++] = (char)(high << 4 | low);
            i += 2;
        } else {
            text[n++] = spelled.ptr[i];
        }
    }
    out->as.text = (struct str){text, n};
    return true;
}

/* 7.3.3. No number of a file needs more digits than a double holds. */
static bool read_number(struct str word, double *out)
{
    size_t at = word.len > 0 && (word.ptr[0] == '+' || word.ptr[0] == '-');
    double value = 0, unit = 1;
    bool digits = false, fraction = false;
    for (; at < word.len; at++) {
        char c = word.ptr[at];
        if (c == '.' && !fraction) {
            fraction = true;
            continue;
        }
        if (c < '0' || c > '9')
            return false;
        digits = true;
        if (fraction)
            value += (unit /= 10) * (c - '0');
        else
            value = value * 10 + (c - '0');
    }
    *out = word.ptr[0] == '-' ? -value : value;
    return digits;
}

static struct pdfin_value read_word(struct pdfin_lexer *lexer)
{
    size_t from = lexer->at;
    while (lexer->at < lexer->bytes.len && is_regular(peek(lexer, 0)))
        lexer->at++;
    struct str word = str_slice(lexer->bytes, from, lexer->at);
    struct pdfin_value value = {.type = PDFIN_KEYWORD, .as.text = word};
    double number;
    if (read_number(word, &number))
        value = (struct pdfin_value){.type = PDFIN_NUMBER, .as.number = number};
    else if (str_equal(word, STR("true")) || str_equal(word, STR("false")))
        value = (struct pdfin_value){.type = PDFIN_BOOLEAN,
                                     .as.number = word.ptr[0] == 't'};
    else if (str_equal(word, STR("null")))
        value = pdfin_null;
    return value;
}

/* Puts what was pushed since `base` into the arena. */
static bool close_group(struct pdfin_lexer *lexer, size_t base, enum pdfin_type type,
                        struct pdfin_value *out)
{
    size_t count = lexer->count - base;
    if (type == PDFIN_DICT) {
        count /= 2;
        for (size_t i = base; i + 1 < lexer->count; i += 2)
            if (lexer->stack[i].type != PDFIN_NAME)
                return false;
    }
    if (count > UINT32_MAX / 2)
        return false;
    size_t bytes = (lexer->count - base) * sizeof(*lexer->stack);
    struct pdfin_value *items = arena_alloc(lexer->arena, bytes + 1);
    if (!items)
        return false;
    if (bytes > 0)
        memcpy(items, lexer->stack + base, bytes);
    lexer->count = base;
    *out =
        (struct pdfin_value){.type = type, .count = (uint32_t)count, .as.items = items};
    return true;
}

/* "12 0 R": the two numbers are on the stack already. */
static bool make_reference(struct pdfin_lexer *lexer, size_t base)
{
    if (lexer->count < base + 2)
        return false;
    struct pdfin_value *pair = lexer->stack + lexer->count - 2;
    int64_t number = pdfin_integer(&pair[0], -1);
    int64_t generation = pdfin_integer(&pair[1], -1);
    if (number < 0 || number > PDFIN_OBJECTS_MAX || generation < 0 ||
        generation > UINT16_MAX)
        return false;
    pair[0] =
        (struct pdfin_value){.type = PDFIN_REFERENCE,
                             .as.reference = {(uint32_t)number, (uint32_t)generation}};
    lexer->count--;
    return true;
}

static bool read_value(struct pdfin_lexer *lexer, struct pdfin_value *out,
                       unsigned depth);

/* The elements of an array or a dictionary, up to its end. Bounded by
 * PDFIN_DEPTH_MAX. */
static bool read_group(struct pdfin_lexer *lexer, enum pdfin_type type,
                       struct pdfin_value *out, unsigned depth)
{
    size_t base = lexer->count;
    if (depth >= PDFIN_DEPTH_MAX)
        return false;
    for (;;) {
        pdfin_skip_space(lexer);
        if (lexer->at >= lexer->bytes.len)
            return false;
        if (type == PDFIN_ARRAY && peek(lexer, 0) == ']') {
            lexer->at++;
            return close_group(lexer, base, type, out);
        }
        if (type == PDFIN_DICT && peek(lexer, 0) == '>' && peek(lexer, 1) == '>') {
            lexer->at += 2;
            return (lexer->count - base) % 2 == 0 &&
                   close_group(lexer, base, type, out);
        }
        struct pdfin_value value;
        if (!read_value(lexer, &value, depth + 1))
            return false;
        bool done = pdfin_is_keyword(&value, "R") ? make_reference(lexer, base)
                                                  : push(lexer, value);
        if (!done)
            return false;
    }
}

static bool read_value(struct pdfin_lexer *lexer, struct pdfin_value *out,
                       unsigned depth)
{
    pdfin_skip_space(lexer);
    switch (peek(lexer, 0)) {
    case '/':
        lexer->at++;
        return read_name(lexer, out);
    case '(':
        lexer->at++;
        return read_literal(lexer, out);
    case '[':
        lexer->at++;
        return read_group(lexer, PDFIN_ARRAY, out, depth);
    case '<':
        if (peek(lexer, 1) == '<') {
            lexer->at += 2;
            return read_group(lexer, PDFIN_DICT, out, depth);
        }
        lexer->at++;
        return read_hexadecimal(lexer, out);
    case '{': /* of PostScript functions, in CMaps too: words like others */
    case '}':
        *out = (struct pdfin_value){
            .type = PDFIN_KEYWORD,
            .as.text = str_slice(lexer->bytes, lexer->at, lexer->at + 1)};
        lexer->at++;
        return true;
    case ')':
    case ']':
    case '>':
        return false;
    default:
        *out = read_word(lexer);
        return true;
    }
}

bool pdfin_next(struct pdfin_lexer *lexer, struct pdfin_value *out)
{
    if (lexer->faulty)
        return false;
    pdfin_skip_space(lexer);
    if (lexer->at >= lexer->bytes.len)
        return false;
    lexer->count = 0;
    if (!read_value(lexer, out, 0))
        lexer->faulty = true;
    return !lexer->faulty;
}

bool pdfin_is_name(const struct pdfin_value *value, const char *name)
{
    return value->type == PDFIN_NAME && str_equal(value->as.text, str_from(name));
}

bool pdfin_is_keyword(const struct pdfin_value *value, const char *word)
{
    return value->type == PDFIN_KEYWORD && str_equal(value->as.text, str_from(word));
}

int64_t pdfin_integer(const struct pdfin_value *value, int64_t otherwise)
{
    /* Beyond 2^53 a double counts in steps. */
    const double limit = 9007199254740992.0;
    if (value->type != PDFIN_NUMBER || !(value->as.number >= -limit) ||
        !(value->as.number <= limit))
        return otherwise;
    int64_t whole = (int64_t)value->as.number;
    return (double)whole == value->as.number ? whole : otherwise;
}

const struct pdfin_value *pdfin_lookup(const struct pdfin_value *dict, const char *key)
{
    if (dict->type == PDFIN_DICT)
        for (uint32_t i = 0; i < dict->count; i++)
            if (pdfin_is_name(&dict->as.items[2 * i], key))
                return &dict->as.items[2 * i + 1];
    return &pdfin_null;
}

void pdfin_add_utf16(struct str units, struct buf *out)
{
    for (size_t at = 0; at + 1 < units.len; at += 2) {
        const unsigned char *unit = (const unsigned char *)units.ptr + at;
        uint32_t c = (uint32_t)unit[0] << 8 | unit[1];
        if (c >= 0xD800 && c < 0xDC00 && at + 3 < units.len) {
            uint32_t low = (uint32_t)unit[2] << 8 | unit[3];
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        buf_add_code_point(out, c); /* half a pair becomes U+FFFD */
    }
}

/* PDFDocEncoding, where it is not Latin-1, is punctuation (D.2); no record needs it. */
void pdfin_add_text(struct str string, struct buf *out)
{
    if (str_starts(string, STR("\xFE\xFF"))) {
        pdfin_add_utf16(str_slice(string, 2, string.len), out);
        return;
    }
    if (str_starts(string, STR("\xEF\xBB\xBF"))) {
        struct str text = str_slice(string, 3, string.len);
        if (utf8_first_invalid(text) == text.len) {
            buf_add(out, text);
            return;
        }
    }
    for (size_t i = 0; i < string.len; i++)
        buf_add_code_point(out, (unsigned char)string.ptr[i]);
}
