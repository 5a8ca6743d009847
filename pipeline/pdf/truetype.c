#include "truetype.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* OpenType 1.9, glyf: a composite with its component at an offset of two bytes. */
#define COMPOSITE_BYTES 16u
#define ARGS_ARE_XY_VALUES 0x0002u

struct tables {
    hb_face_t *face;
    hb_blob_t *head, *hhea, *maxp, *loca, *glyf, *hmtx;
    unsigned glyph_count, metric_count;
    bool long_loca;
};

static hb_blob_t *table(hb_face_t *face, const char *name)
{
    return hb_face_reference_table(face, HB_TAG((uint8_t)name[0], (uint8_t)name[1],
                                                (uint8_t)name[2], (uint8_t)name[3]));
}

static unsigned get16(hb_blob_t *blob, size_t offset)
{
    unsigned length = 0;
    const unsigned char *data = (const unsigned char *)hb_blob_get_data(blob, &length);
    if (offset + 2 > length)
        return 0;
    return (unsigned)data[offset] << 8 | data[offset + 1];
}

static void add16(struct buf *out, unsigned value)
{
    buf_add_byte(out, (char)(value >> 8 & 0xFF));
    buf_add_byte(out, (char)(value & 0xFF));
}

static void add32(struct buf *out, size_t value)
{
    add16(out, (unsigned)(value >> 16 & 0xFFFF));
    add16(out, (unsigned)(value & 0xFFFF));
}

static void set16(struct buf *out, size_t offset, unsigned value)
{
    if (out->status != STATUS_OK || offset + 2 > out->len)
        return;
    out->ptr[offset] = (char)(value >> 8);
    out->ptr[offset + 1] = (char)(value & 0xFF);
}

static size_t location(const struct tables *t, unsigned glyph)
{
    if (!t->long_loca)
        return (size_t)get16(t->loca, (size_t)glyph * 2) * 2;
    return (size_t)get16(t->loca, (size_t)glyph * 4) << 16 |
           get16(t->loca, (size_t)glyph * 4 + 2);
}

static bool open_tables(struct tables *t, hb_blob_t *subset)
{
    t->face = hb_face_create(subset, 0);
    t->head = table(t->face, "head");
    t->hhea = table(t->face, "hhea");
    t->maxp = table(t->face, "maxp");
    t->loca = table(t->face, "loca");
    t->glyf = table(t->face, "glyf");
    t->hmtx = table(t->face, "hmtx");
    t->glyph_count = get16(t->maxp, 4);
    t->metric_count = get16(t->hhea, 34);
    t->long_loca = get16(t->head, 50) != 0;
    size_t entries = (size_t)t->glyph_count + 1;
    size_t metrics =
        (size_t)t->metric_count * 4 + ((size_t)t->glyph_count - t->metric_count) * 2;
    return hb_blob_get_length(t->head) >= 54 && hb_blob_get_length(t->hhea) >= 36 &&
           hb_blob_get_length(t->maxp) >= 32 && t->glyph_count > 0 &&
           t->metric_count > 0 && t->metric_count <= t->glyph_count &&
           hb_blob_get_length(t->loca) >= entries * (t->long_loca ? 4 : 2) &&
           hb_blob_get_length(t->hmtx) >= metrics &&
           location(t, t->glyph_count) <= hb_blob_get_length(t->glyf);
}

static void close_tables(struct tables *t)
{
    hb_blob_destroy(t->head);
    hb_blob_destroy(t->hhea);
    hb_blob_destroy(t->maxp);
    hb_blob_destroy(t->loca);
    hb_blob_destroy(t->glyf);
    hb_blob_destroy(t->hmtx);
    hb_face_destroy(t->face);
}

static void copy_blob(struct buf *out, hb_blob_t *blob)
{
    unsigned length = 0;
    const char *data = hb_blob_get_data(blob, &length);
    buf_add_bytes(out, data, length);
}

static unsigned side_bearing(const struct tables *t, unsigned glyph)
{
    if (glyph < t->metric_count)
        return get16(t->hmtx, (size_t)glyph * 4 + 2);
    return get16(t->hmtx,
                 (size_t)t->metric_count * 4 + (size_t)(glyph - t->metric_count) * 2);
}

static unsigned advance(const struct tables *t, unsigned glyph)
{
    unsigned last = t->metric_count - 1;
    return get16(t->hmtx, (size_t)(glyph < last ? glyph : last) * 4);
}

/* New glyf and loca, the latter always of the long kind. Padding before the first copy
 * counts to the glyph before it, which is allowed. */
static void extend_outlines(const struct tables *t, const struct pdf_copy *copies,
                            size_t count, struct buf *glyf, struct buf *loca)
{
    copy_blob(glyf, t->glyf);
    while (glyf->len % 4)
        buf_add_byte(glyf, 0);
    for (unsigned g = 0; g < t->glyph_count; g++)
        add32(loca, location(t, g));
    for (size_t i = 0; i < count; i++) {
        add32(loca, glyf->len);
        size_t from = location(t, copies[i].glyph_id);
        if (copies[i].glyph_id == 0 || location(t, copies[i].glyph_id + 1) < from + 10)
            continue; /* no outline: a space */
        add16(glyf, 0xFFFF);
        for (size_t edge = 0; edge < 4; edge++)
            add16(glyf, get16(t->glyf, from + 2 + 2 * edge));
        add16(glyf, ARGS_ARE_XY_VALUES);
        add16(glyf, copies[i].glyph_id);
        add16(glyf, 0);
    }
    add32(loca, glyf->len);
}

static void extend_metrics(const struct tables *t, const struct pdf_copy *copies,
                           size_t count, struct buf *hmtx, struct buf *hhea)
{
    unsigned widest = get16(t->hhea, 10);
    for (unsigned g = 0; g < t->glyph_count; g++) {
        add16(hmtx, advance(t, g));
        add16(hmtx, side_bearing(t, g));
    }
    for (size_t i = 0; i < count; i++) {
        unsigned wide = (unsigned)copies[i].advance;
        if (widest < wide)
            widest = wide;
        add16(hmtx, wide);
        add16(hmtx, side_bearing(t, copies[i].glyph_id));
    }
    copy_blob(hhea, t->hhea);
    set16(hhea, 10, widest);
    set16(hhea, 34, t->glyph_count + (unsigned)count);
}

static unsigned larger(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

static void extend_limits(const struct tables *t, size_t count, struct buf *maxp)
{
    copy_blob(maxp, t->maxp);
    set16(maxp, 4, t->glyph_count + (unsigned)count);
    set16(maxp, 10, larger(get16(t->maxp, 6), get16(t->maxp, 10))); /* points */
    set16(maxp, 12, larger(get16(t->maxp, 8), get16(t->maxp, 12))); /* contours */
    set16(maxp, 28, larger(1, get16(t->maxp, 28)));                 /* components */
    set16(maxp, 30, get16(t->maxp, 30) + 1);                        /* depth */
}

static bool add_table(hb_face_t *builder, const char *name, const struct buf *content)
{
    hb_blob_t *blob = hb_blob_create(content->ptr, (unsigned)content->len,
                                     HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_bool_t done = hb_face_builder_add_table(
        builder,
        HB_TAG((uint8_t)name[0], (uint8_t)name[1], (uint8_t)name[2], (uint8_t)name[3]),
        blob);
    hb_blob_destroy(blob);
    return done && content->status == STATUS_OK;
}

enum { GLYF, HEAD, HHEA, HMTX, LOCA, MAXP, TABLES };
static const char *const table_names[TABLES] = {"glyf", "head", "hhea",
                                                "hmtx", "loca", "maxp"};

static enum status build(const struct buf content[TABLES], hb_blob_t **out)
{
    enum status status = STATUS_OK;
    hb_face_t *builder = hb_face_builder_create();
    for (size_t i = 0; i < TABLES; i++)
        if (!add_table(builder, table_names[i], content + i))
            status = STATUS_NOMEM;
    if (status == STATUS_OK) {
        *out = hb_face_reference_blob(builder);
        if (hb_blob_get_length(*out) == 0) {
            hb_blob_destroy(*out);
            *out = NULL;
            status = STATUS_NOMEM;
        }
    }
    hb_face_destroy(builder);
    return status;
}

enum status pdf_truetype_extend(hb_blob_t *subset, const struct pdf_copy *copies,
                                size_t count, hb_blob_t **out)
{
    struct tables t = {0};
    struct buf content[TABLES] = {0};
    enum status status = STATUS_SYNTAX;
    *out = NULL;
    if (!open_tables(&t, subset))
        goto out;
    if (t.glyph_count + count > UINT16_MAX) {
        status = STATUS_LIMIT;
        goto out;
    }
    for (size_t i = 0; i < count; i++)
        if (copies[i].glyph_id >= t.glyph_count)
            goto out;
    extend_outlines(&t, copies, count, &content[GLYF], &content[LOCA]);
    extend_metrics(&t, copies, count, &content[HMTX], &content[HHEA]);
    extend_limits(&t, count, &content[MAXP]);
    copy_blob(&content[HEAD], t.head);
    set16(&content[HEAD], 50, 1);
    status = build(content, out);
out:
    for (size_t i = 0; i < TABLES; i++)
        buf_free(content + i);
    close_tables(&t);
    hb_blob_destroy(subset);
    return status;
}
