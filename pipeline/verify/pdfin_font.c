#include "pdfin_font.h"

#include <stdlib.h>

#include "base/diag.h" /* N_ */

/* D.2, WinAnsiEncoding from 0x80 to 0x9F; the rest is Latin-1. */
static const uint16_t win_ansi[32] = {
    0x20AC, 0x2022, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x2022, 0x017D, 0x2022,
    0x2022, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x2022, 0x017E, 0x0178,
};

/* Adobe Glyph List, of ASCII what its letters do not name. */
static const struct {
    const char *name;
    char character;
} glyph_names[] = {
    {"space", ' '},       {"exclam", '!'},       {"quotedbl", '"'},
    {"numbersign", '#'},  {"dollar", '$'},       {"percent", '%'},
    {"ampersand", '&'},   {"quotesingle", '\''}, {"parenleft", '('},
    {"parenright", ')'},  {"asterisk", '*'},     {"plus", '+'},
    {"comma", ','},       {"hyphen", '-'},       {"period", '.'},
    {"slash", '/'},       {"zero", '0'},         {"one", '1'},
    {"two", '2'},         {"three", '3'},        {"four", '4'},
    {"five", '5'},        {"six", '6'},          {"seven", '7'},
    {"eight", '8'},       {"nine", '9'},         {"colon", ':'},
    {"semicolon", ';'},   {"less", '<'},         {"equal", '='},
    {"greater", '>'},     {"question", '?'},     {"at", '@'},
    {"bracketleft", '['}, {"backslash", '\\'},   {"bracketright", ']'},
    {"asciicircum", '^'}, {"underscore", '_'},   {"grave", '`'},
    {"braceleft", '{'},   {"bar", '|'},          {"braceright", '}'},
    {"asciitilde", '~'},
};

/* "uni2F00", "u2F00", "A"; 0 for a name that says nothing known. */
static uint32_t character_of_name(struct str name)
{
    size_t digits = str_starts(name, STR("uni")) ? 3 : 1;
    if (name.len == 1)
        return (unsigned char)name.ptr[0];
    if (name.ptr[0] == 'u' && name.len >= digits + 4 && name.len <= digits + 6) {
        uint32_t code = 0;
        size_t at = digits;
        for (; at < name.len; at++) {
            char c = name.ptr[at];
            if (c >= '0' && c <= '9')
                code = code * 16 + (uint32_t)(c - '0');
            else if (c >= 'A' && c <= 'F')
                code = code * 16 + (uint32_t)(c - 'A' + 10);
            else
                break;
        }
        if (at == name.len)
            return code;
    }
    for (size_t i = 0; i < sizeof(glyph_names) / sizeof(*glyph_names); i++)
        if (str_equal(name, str_from(glyph_names[i].name)))
            return (unsigned char)glyph_names[i].character;
    return 0;
}

static void read_simple(struct pdfin *file, struct pdfin_font *font)
{
    const struct pdfin_value *encoding = pdfin_get(file, font->dict, "Encoding");
    const struct pdfin_value *differences = pdfin_get(file, encoding, "Differences");
    for (uint32_t code = 0x20; code < 256; code++)
        font->simple[code] = code >= 0x80 && code < 0xA0 ? win_ansi[code - 0x80] : code;
    int64_t code = 0;
    for (uint32_t i = 0; differences->type == PDFIN_ARRAY && i < differences->count;
         i++) {
        const struct pdfin_value *item = pdfin_item(file, differences, i);
        code = pdfin_integer(item, code);
        if (item->type != PDFIN_NAME)
            continue;
        if (code >= 0 && code < 256 && item->as.text.len > 0)
            font->simple[code] = character_of_name(item->as.text);
        code++;
    }
}

static void read_cmap(struct pdfin *file, const struct pdfin_value *stream,
                      struct pdfin_cmap *out)
{
    struct buf bytes = BUF_INIT;
    pdfin_stream(file, stream, &bytes);
    /* Its names and strings are copied: the bytes do not last. */
    struct str kept = arena_copy(file->arena, buf_str(&bytes));
    if (arena_failed(file->arena))
        pdfin_fail(file, STATUS_NOMEM, NULL);
    if (file->status == STATUS_OK && !pdfin_cmap_read(kept, file->arena, out))
        pdfin_fail(file, STATUS_SYNTAX,
                   N_("a character map of the PDF is broken; it was not compared"));
    buf_free(&bytes);
}

/* 9.7.5.2: the predefined CMaps whose codes can be told apart without their tables. */
static enum pdfin_coding coding_of(struct str name)
{
    if (str_find(name, STR("UTF16"), 0) != SIZE_MAX ||
        str_find(name, STR("UCS2"), 0) != SIZE_MAX)
        return PDFIN_CODES_UTF16;
    if (str_find(name, STR("RKSJ"), 0) != SIZE_MAX)
        return PDFIN_CODES_SHIFT_JIS;
    return PDFIN_CODES_IDENTITY;
}

static void read_composite(struct pdfin *file, struct pdfin_font *font)
{
    const struct pdfin_value *encoding = pdfin_get(file, font->dict, "Encoding");
    font->coding = PDFIN_CODES_IDENTITY;
    if (encoding->type == PDFIN_NAME) {
        font->coding = coding_of(encoding->as.text);
        font->vertical = str_ends(encoding->as.text, STR("-V")) ||
                         str_equal(encoding->as.text, STR("V"));
    } else if (encoding->stream) {
        read_cmap(file, encoding, &font->encoding);
        font->coding = PDFIN_CODES_OF_CMAP;
        font->vertical = font->encoding.vertical;
    }
}

struct pdfin_font *pdfin_font_lookup(struct pdfin *file, struct pdfin_fonts *fonts,
                                     const struct pdfin_value *dict)
{
    if (dict->type != PDFIN_DICT)
        return NULL;
    for (struct pdfin_font *font = fonts->first; font; font = font->next)
        if (font->dict == dict)
            return font;
    struct pdfin_font *font = calloc(1, sizeof(*font));
    if (!font) {
        pdfin_fail(file, STATUS_NOMEM, NULL);
        return NULL;
    }
    font->next = fonts->first;
    fonts->first = font;
    font->dict = dict;
    if (pdfin_is_name(pdfin_get(file, dict, "Subtype"), "Type0"))
        read_composite(file, font);
    else
        read_simple(file, font);
    const struct pdfin_value *unicode = pdfin_get(file, dict, "ToUnicode");
    if (unicode->stream) {
        read_cmap(file, unicode, &font->unicode);
        font->has_unicode = true;
    }
    return file->status == STATUS_OK ? font : NULL;
}

void pdfin_fonts_free(struct pdfin_fonts *fonts)
{
    for (struct pdfin_font *next, *font = fonts->first; font; font = next) {
        next = font->next;
        pdfin_cmap_free(&font->encoding);
        pdfin_cmap_free(&font->unicode);
        free(font);
    }
    fonts->first = NULL;
}

/* ---- strings ---- */

static bool in_space(const struct pdfin_code_space *space, uint32_t code)
{
    for (unsigned shift = 0; shift < space->bytes * 8; shift += 8)
        if ((code >> shift & 0xFF) < (space->low >> shift & 0xFF) ||
            (code >> shift & 0xFF) > (space->high >> shift & 0xFF))
            return false;
    return true;
}

static unsigned length_by_spaces(const struct pdfin_cmap *cmap, struct str rest)
{
    uint32_t code = 0;
    for (unsigned n = 1; n <= 4 && n <= rest.len; n++) {
        code = code << 8 | (unsigned char)rest.ptr[n - 1];
        for (size_t i = 0; i < cmap->space_count; i++)
            if (cmap->spaces[i].bytes == n && in_space(&cmap->spaces[i], code))
                return n;
    }
    return 1;
}

static unsigned code_length(const struct pdfin_font *font, struct str rest)
{
    unsigned char first = (unsigned char)rest.ptr[0];
    switch (font->coding) {
    case PDFIN_CODES_SIMPLE:
        return 1;
    case PDFIN_CODES_IDENTITY:
        return 2;
    case PDFIN_CODES_UTF16:
        return first >= 0xD8 && first < 0xDC ? 4 : 2;
    case PDFIN_CODES_SHIFT_JIS:
        return (first >= 0x81 && first <= 0x9F) || first >= 0xE0 ? 2 : 1;
    case PDFIN_CODES_OF_CMAP:
        return length_by_spaces(&font->encoding, rest);
    }
    return 1;
}

static const struct pdfin_mapping *find_mapping(const struct pdfin_cmap *cmap,
                                                uint32_t code)
{
    size_t low = 0, high = cmap->mapping_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cmap->mappings[middle].low <= code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || cmap->mappings[low - 1].high < code)
        return NULL;
    return &cmap->mappings[low - 1];
}

/* The text of the first code of a range, its last unit raised by `step`. */
static void add_target(struct str target, uint32_t step, struct buf *out)
{
    if (step == 0 || target.len < 2) {
        pdfin_add_utf16(target, out);
        return;
    }
    size_t at = target.len - 2;
    uint32_t unit = ((uint32_t)(unsigned char)target.ptr[at] << 8 |
                     (unsigned char)target.ptr[at + 1]) +
                    step;
    char last[4];
    size_t n = 0;
    if (at >= 2 && unit >= 0xDC00) { /* the pair goes on as one */
        last[n++] = target.ptr[at - 2];
        last[n++] = target.ptr[at - 1];
        at -= 2;
    }
    last[n++] = (char)(unit >> 8 & 0xFF);
    last[n++] = (char)(unit & 0xFF);
    pdfin_add_utf16(str_slice(target, 0, at), out);
    pdfin_add_utf16((struct str){last, n}, out);
}

void pdfin_font_add_text(const struct pdfin_font *font, struct str string,
                         struct buf *out)
{
    for (size_t at = 0; at < string.len;) {
        struct str rest = str_slice(string, at, string.len);
        unsigned length = code_length(font, rest);
        if (length > rest.len)
            length = (unsigned)rest.len;
        uint32_t code = 0;
        for (unsigned i = 0; i < length; i++)
            code = code << 8 | (unsigned char)rest.ptr[i];
        at += length;
        const struct pdfin_mapping *mapping =
            font->has_unicode ? find_mapping(&font->unicode, code) : NULL;
        if (mapping)
            add_target(mapping->target, code - mapping->low, out);
        else if (font->coding == PDFIN_CODES_UTF16)
            pdfin_add_utf16(str_slice(rest, 0, length), out);
        else if (font->coding == PDFIN_CODES_SIMPLE && font->simple[code])
            buf_add_code_point(out, font->simple[code]);
        else
            buf_add_code_point(out, 0xFFFD);
    }
}
