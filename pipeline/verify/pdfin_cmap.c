/* CMaps: ISO 32000-1, 9.7.5 and 9.10.3; Adobe Technical Note 5014. */
#include <stdlib.h>

#include "pdfin_font.h"

/* A code has at most four bytes (Technical Note 5014, 4). */
static bool read_code(const struct pdfin_value *value, uint32_t *code)
{
    struct str s = value->as.text;
    if (value->type != PDFIN_STRING || s.len == 0 || s.len > 4)
        return false;
    *code = 0;
    for (size_t i = 0; i < s.len; i++)
        *code = *code << 8 | (unsigned char)s.ptr[i];
    return true;
}

static void *grow(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t wanted = *capacity ? *capacity * 2 : 64;
    void *grown = realloc(items, wanted * size);
    if (grown)
        *capacity = wanted;
    return grown;
}

static bool add_mapping(struct pdfin_cmap *cmap, uint32_t low, uint32_t high,
                        struct str target)
{
    struct pdfin_mapping *mappings = grow(cmap->mappings, cmap->mapping_count,
                                          &cmap->mapping_capacity, sizeof(*mappings));
    if (!mappings || low > high)
        return false;
    cmap->mappings = mappings;
    mappings[cmap->mapping_count] =
        (struct pdfin_mapping){low, high, (uint32_t)cmap->mapping_count, target};
    cmap->mapping_count++;
    return true;
}

static bool add_space(struct pdfin_cmap *cmap, const struct pdfin_value *low,
                      const struct pdfin_value *high)
{
    struct pdfin_code_space space = {.bytes = (unsigned)low->as.text.len};
    struct pdfin_code_space *spaces =
        grow(cmap->spaces, cmap->space_count, &cmap->space_capacity, sizeof(*spaces));
    if (spaces)
        cmap->spaces = spaces;
    if (!spaces || !read_code(low, &space.low) || !read_code(high, &space.high) ||
        high->as.text.len != space.bytes)
        return false;
    spaces[cmap->space_count++] = space;
    return true;
}

/* The targets of a range: a text, or one for each code. */
static bool add_range(struct pdfin_cmap *cmap, const struct pdfin_value *low_code,
                      const struct pdfin_value *high_code,
                      const struct pdfin_value *target)
{
    uint32_t low, high;
    if (!read_code(low_code, &low) || !read_code(high_code, &high))
        return false;
    if (target->type == PDFIN_STRING)
        return add_mapping(cmap, low, high, target->as.text);
    if (target->type != PDFIN_ARRAY)
        return false;
    for (uint32_t i = 0; i < target->count && low + i <= high; i++) {
        const struct pdfin_value *item = &target->as.items[i];
        if (item->type != PDFIN_STRING ||
            !add_mapping(cmap, low + i, low + i, item->as.text))
            return false;
    }
    return true;
}

/* The rows between "begin…" and "end…", of `width` values each. */
static bool read_rows(struct pdfin_lexer *lexer, struct pdfin_cmap *cmap,
                      unsigned width)
{
    struct pdfin_value row[3];
    for (;;) {
        for (unsigned i = 0; i < width; i++) {
            if (!pdfin_next(lexer, &row[i]))
                return false;
            if (row[i].type == PDFIN_KEYWORD)
                return i == 0;
        }
        uint32_t code;
        bool good = width == 3
                        ? add_range(cmap, &row[0], &row[1], &row[2])
                        : row[1].type == PDFIN_STRING && read_code(&row[0], &code) &&
                              add_mapping(cmap, code, code, row[1].as.text);
        if (!good)
            return false;
    }
}

static bool read_spaces(struct pdfin_lexer *lexer, struct pdfin_cmap *cmap)
{
    struct pdfin_value low, high;
    while (pdfin_next(lexer, &low) && low.type != PDFIN_KEYWORD)
        if (!pdfin_next(lexer, &high) || low.type != PDFIN_STRING ||
            !add_space(cmap, &low, &high))
            return false;
    return !lexer->faulty;
}

static int by_code(const void *a, const void *b)
{
    const struct pdfin_mapping *x = a, *y = b;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* The last definition of a code holds. */
static void settle(struct pdfin_cmap *cmap)
{
    size_t kept = 0;
    if (cmap->mapping_count > 1)
        qsort(cmap->mappings, cmap->mapping_count, sizeof(*cmap->mappings), by_code);
    for (size_t i = 0; i < cmap->mapping_count; i++) {
        if (kept > 0 && cmap->mappings[kept - 1].low == cmap->mappings[i].low)
            kept--;
        cmap->mappings[kept++] = cmap->mappings[i];
    }
    cmap->mapping_count = kept;
}

bool pdfin_cmap_read(struct str bytes, struct arena *arena, struct pdfin_cmap *out)
{
    struct pdfin_lexer lexer = {.bytes = bytes, .arena = arena};
    struct pdfin_value value, before = pdfin_null;
    bool good = true;
    while (good && pdfin_next(&lexer, &value)) {
        if (pdfin_is_keyword(&value, "beginbfchar"))
            good = read_rows(&lexer, out, 2);
        else if (pdfin_is_keyword(&value, "beginbfrange"))
            good = read_rows(&lexer, out, 3);
        else if (pdfin_is_keyword(&value, "begincodespacerange"))
            good = read_spaces(&lexer, out);
        else if (pdfin_is_name(&before, "WMode"))
            out->vertical = pdfin_integer(&value, 0) == 1;
        before = value;
    }
    good = good && !lexer.faulty;
    pdfin_lexer_free(&lexer);
    settle(out);
    return good;
}

void pdfin_cmap_free(struct pdfin_cmap *cmap)
{
    free(cmap->spaces);
    free(cmap->mappings);
    *cmap = (struct pdfin_cmap){0};
}
