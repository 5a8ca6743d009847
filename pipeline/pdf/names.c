#include "names.h"

#include <stdlib.h>

#include "syntax.h"

/* Names in one leaf of a name tree. Readers search the leaves' limits first. */
#define NAMES_IN_LEAF 64u

static int compare_names(const void *a, const void *b)
{
    const struct pdf_name *x = a, *y = b;
    int order = str_compare(x->key, y->key);
    return order ? order : (x->owner > y->owner) - (x->owner < y->owner);
}

size_t pdf_names_sort(struct pdf_name *names, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 0; i < count; i++)
        if (!kept || !str_equal(names[kept - 1].key, names[i].key))
            names[kept++] = names[i];
    return kept;
}

static uint32_t add_leaf(struct pdf_file *file, const struct pdf_name *names,
                         size_t count, bool root, pdf_name_spell *spell,
                         const void *user)
{
    struct buf *out = &file->scratch;
    buf_clear(out);
    buf_add_cstr(out, "<<");
    if (!root) {
        buf_add_cstr(out, "/Limits[");
        pdf_add_bytes(out, names[0].key);
        pdf_add_bytes(out, names[count - 1].key);
        buf_add_byte(out, ']');
    }
    buf_add_cstr(out, "/Names[");
    for (size_t i = 0; i < count; i++) {
        pdf_add_bytes(out, names[i].key);
        spell(user, names[i].owner, out);
        buf_add_byte(out, '\n');
    }
    buf_add_cstr(out, "]>>");
    return pdf_file_add(file, out);
}

uint32_t pdf_names_add(struct pdf_file *file, const struct pdf_name *names,
                       size_t count, pdf_name_spell *spell, const void *user)
{
    if (count <= NAMES_IN_LEAF)
        return add_leaf(file, names, count, true, spell, user);
    struct buf kids = BUF_INIT;
    for (size_t i = 0; i < count; i += NAMES_IN_LEAF) {
        size_t n = count - i < NAMES_IN_LEAF ? count - i : NAMES_IN_LEAF;
        buf_add_cstr(&kids, i ? " " : "<</Kids[");
        pdf_add_reference(&kids, add_leaf(file, names + i, n, false, spell, user));
    }
    buf_add_cstr(&kids, "]>>");
    uint32_t root = pdf_file_add(file, &kids);
    buf_free(&kids);
    return root;
}

const struct pdf_name *pdf_names_lookup(const struct pdf_name *names, size_t count,
                                        struct str key)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_compare(names[middle].key, key);
        if (order == 0)
            return names + middle;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}
