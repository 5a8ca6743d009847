#include "file.h"

#include <stdlib.h>
#include <string.h>

#include "base/meter.h"
#include "digest.h"
#include "syntax.h"

/* Objects in one object stream. More compresses little better, and a reader inflates
 * the whole stream to get at one of them. */
#define OBJECTS_IN_STREAM 256u

/* Leaves of libharu's page tree: its arrays end at 32,767 entries. */
#define PAGES_IN_NODE 128u

/* ISO 19005-3, 6.1.13. */
#define OBJECTS_MAX 8388607u

/* The types of 7.5.8.3, and one that becomes free in the end. */
enum pdf_place_kind { PLACE_FREE, PLACE_IN_FILE, PLACE_IN_STREAM, PLACE_OMITTED };

enum status pdf_file_open(struct pdf_file *file, struct arena *arena,
                          struct libdeflate_compressor *deflate, struct buf *out)
{
    *file = (struct pdf_file){
        .arena = arena, .deflate = deflate, .out = out, .start = out->len};
    file->doc = HPDF_New(NULL, NULL);
    if (!file->doc || HPDF_SetPagesConfiguration(file->doc, PAGES_IN_NODE) != HPDF_OK)
        file->status = STATUS_NOMEM;
    /* 7.5.2: four bytes above 127 tell transfer programs that this is no text. */
    buf_add_cstr(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    return file->status;
}

void pdf_file_close(struct pdf_file *file)
{
    if (file->doc)
        HPDF_Free(file->doc);
    free(file->places);
    buf_free(&file->head);
    buf_free(&file->values);
    buf_free(&file->scratch);
    *file = (struct pdf_file){0};
}

void pdf_file_fail(struct pdf_file *file, enum status status)
{
    if (file->status == STATUS_OK)
        file->status = status;
}

uint32_t pdf_file_number(const void *object)
{
    const HPDF_Obj_Header *header = object;
    return header ? header->obj_id & 0x00FFFFFFu : 0;
}

/* libharu numbers its objects by how many there are. It counts from start_offset, which
 * moves on for each number that is ours. */
uint32_t pdf_file_reserve(struct pdf_file *file)
{
    if (file->status != STATUS_OK)
        return 0;
    HPDF_Xref xref = file->doc->xref;
    uint32_t number = xref->start_offset + xref->entries->count;
    if (number > OBJECTS_MAX) {
        pdf_file_fail(file, STATUS_LIMIT);
        return 0;
    }
    xref->start_offset++;
    return number;
}

static struct pdf_place *place_of(struct pdf_file *file, uint32_t number)
{
    if (number == 0 || number > OBJECTS_MAX) {
        pdf_file_fail(file, number ? STATUS_LIMIT : STATUS_NOMEM);
        return NULL;
    }
    if (number >= file->place_capacity) {
        size_t capacity = file->place_capacity ? file->place_capacity : 256;
        while (capacity <= number)
            capacity *= 2;
        struct pdf_place *places = realloc(file->places, capacity * sizeof *places);
        if (!places) {
            pdf_file_fail(file, STATUS_NOMEM);
            return NULL;
        }
        memset(places + file->place_capacity, 0,
               (capacity - file->place_capacity) * sizeof *places);
        file->places = places;
        file->place_capacity = capacity;
    }
    return file->places + number;
}

void pdf_file_omit(struct pdf_file *file, uint32_t number)
{
    struct pdf_place *place = place_of(file, number);
    if (place)
        place->kind = PLACE_OMITTED;
}

/* ---- Streams ---- */

static void write_stream(struct pdf_file *file, uint32_t number, struct str entries,
                         struct str data)
{
    struct pdf_place *place = place_of(file, number);
    if (!place)
        return;
    struct buf *out = file->out;
    *place = (struct pdf_place){(uint32_t)(out->len - file->start), 0, PLACE_IN_FILE};
    pdf_add_integer(out, number);
    buf_add_cstr(out, " 0 obj\n<<");
    buf_add(out, entries);
    buf_add_cstr(out, "/Length ");
    pdf_add_integer(out, (int64_t)data.len);
    buf_add_cstr(out, ">>\nstream\n");
    buf_add(out, data);
    buf_add_cstr(out, "\nendstream\nendobj\n");
    pdf_file_fail(file, out->status);
}

static void write_packed(struct pdf_file *file, uint32_t number, struct str entries,
                         struct str data)
{
    struct buf all = BUF_INIT;
    size_t bound = libdeflate_zlib_compress_bound(file->deflate, data.len);
    char *packed = malloc(bound ? bound : 1);
    enum meter_work work = meter_turn(METER_DEFLATE);
    size_t len = packed ? libdeflate_zlib_compress(file->deflate, data.ptr, data.len,
                                                   packed, bound)
                        : 0;
    meter_turn(work);
    if (!len)
        pdf_file_fail(file, STATUS_NOMEM);
    buf_add(&all, entries);
    buf_add_cstr(&all, "/Filter/FlateDecode");
    pdf_file_fail(file, all.status);
    write_stream(file, number, buf_str(&all), (struct str){packed, len});
    buf_free(&all);
    free(packed);
}

void pdf_file_set_stream(struct pdf_file *file, uint32_t number, struct str entries,
                         struct str data, enum pdf_filter filter)
{
    if (filter == PDF_DEFLATE)
        write_packed(file, number, entries, data);
    else
        write_stream(file, number, entries, data);
}

/* ---- Object streams ---- */

static void flush_objects(struct pdf_file *file)
{
    if (!file->filled)
        return;
    struct buf entries = BUF_INIT;
    buf_add_cstr(&entries, "/Type/ObjStm/N ");
    pdf_add_integer(&entries, file->filled);
    buf_add_cstr(&entries, "/First ");
    pdf_add_integer(&entries, (int64_t)file->head.len);
    buf_add(&file->head, buf_str(&file->values));
    pdf_file_fail(file, entries.status);
    pdf_file_fail(file, file->values.status);
    pdf_file_fail(file, file->head.status);
    write_packed(file, file->stream, buf_str(&entries), buf_str(&file->head));
    buf_free(&entries);
    buf_clear(&file->head);
    buf_clear(&file->values);
    file->filled = 0;
}

/* The next object of an object stream begins where `values` ends. */
static void begin_object(struct pdf_file *file, uint32_t number)
{
    if (!file->filled)
        file->stream = pdf_file_reserve(file);
    struct pdf_place *place = place_of(file, number);
    if (!place)
        return;
    *place = (struct pdf_place){file->stream, (uint16_t)file->filled, PLACE_IN_STREAM};
    pdf_add_integer(&file->head, number);
    buf_add_byte(&file->head, ' ');
    pdf_add_integer(&file->head, (int64_t)file->values.len);
    buf_add_byte(&file->head, ' ');
}

static void end_object(struct pdf_file *file)
{
    buf_add_byte(&file->values, '\n');
    if (++file->filled == OBJECTS_IN_STREAM)
        flush_objects(file);
}

void pdf_file_set(struct pdf_file *file, uint32_t number, const struct buf *body)
{
    pdf_file_fail(file, body->status);
    if (file->status != STATUS_OK)
        return;
    begin_object(file, number);
    buf_add(&file->values, buf_str(body));
    end_object(file);
}

uint32_t pdf_file_add(struct pdf_file *file, const struct buf *body)
{
    uint32_t number = pdf_file_reserve(file);
    pdf_file_set(file, number, body);
    return number;
}

uint32_t pdf_file_add_stream(struct pdf_file *file, struct str entries, struct str data,
                             enum pdf_filter filter)
{
    uint32_t number = pdf_file_reserve(file);
    pdf_file_set_stream(file, number, entries, data, filter);
    return number;
}

struct str pdf_file_keep(struct pdf_file *file, const struct buf *buf)
{
    pdf_file_fail(file, buf->status);
    return arena_copy(file->arena, buf_str(buf));
}

/* ---- The end of the file ---- */

static HPDF_STATUS write_to_buf(HPDF_Stream stream, const HPDF_BYTE *bytes,
                                HPDF_UINT size)
{
    buf_add_bytes(stream->attr, bytes, size);
    return HPDF_OK;
}

/* The value of an object as libharu spells it. */
static void write_value(struct pdf_file *file, void *object, struct buf *out)
{
    HPDF_Stream stream = HPDF_CallbackWriter_New(file->doc->mmgr, write_to_buf, out);
    if (!stream || HPDF_Obj_WriteValue(object, stream, NULL) != HPDF_OK)
        pdf_file_fail(file, STATUS_NOMEM);
    if (stream)
        HPDF_Stream_Free(stream);
}

/* What libharu made and nothing took the place of. */
static void write_libharu(struct pdf_file *file)
{
    HPDF_List entries = file->doc->xref->entries;
    for (HPDF_UINT i = 1; i < entries->count && file->status == STATUS_OK; i++) {
        HPDF_XrefEntry entry = HPDF_List_ItemAt(entries, i);
        uint32_t number = pdf_file_number(entry->obj);
        struct pdf_place *place = place_of(file, number);
        if (!place || place->kind != PLACE_FREE)
            continue;
        begin_object(file, number);
        write_value(file, entry->obj, &file->values);
        end_object(file);
    }
}

/* Bytes of a row of the cross-reference: type, offset (a buf ends below 4 GiB),
 * ordinal. */
enum { TYPE_BYTES = 1, WHERE_BYTES = 4, ORDINAL_BYTES = 2, ROW_BYTES = 7 };

static void put(unsigned char *at, unsigned bytes, uint32_t value)
{
    for (unsigned i = 0; i < bytes; i++)
        at[i] = (unsigned char)(value >> 8 * (bytes - 1 - i));
}

/* Free numbers form a list that begins and ends at 0 (7.5.4). */
static void link_free(struct pdf_file *file, uint32_t count)
{
    uint32_t last = 0;
    for (uint32_t i = count; i-- > 0;) {
        struct pdf_place *place = file->places + i;
        if (place->kind == PLACE_IN_FILE || place->kind == PLACE_IN_STREAM)
            continue;
        *place = (struct pdf_place){last, i ? 0 : UINT16_MAX, PLACE_FREE};
        last = i;
    }
}

/* 7.5.8.2. The rows pass the PNG filter Up (RFC 2083, 6.4), which suits columns. */
static void write_cross_reference(struct pdf_file *file, uint32_t catalog,
                                  uint32_t info)
{
    size_t offset = file->out->len - file->start;
    struct digest id = digest_of((struct str){file->out->ptr + file->start, offset});
    uint32_t number = pdf_file_reserve(file);
    struct pdf_place *place = place_of(file, number);
    if (!place)
        return;
    *place = (struct pdf_place){(uint32_t)offset, 0, PLACE_IN_FILE};
    link_free(file, number + 1);
    unsigned char above[ROW_BYTES] = {0};
    struct buf rows = BUF_INIT;
    for (uint32_t i = 0; i <= number; i++) {
        struct pdf_place p = file->places[i];
        unsigned char row[ROW_BYTES];
        put(row, TYPE_BYTES, p.kind);
        put(row + TYPE_BYTES, WHERE_BYTES, p.where);
        put(row + TYPE_BYTES + WHERE_BYTES, ORDINAL_BYTES, p.ordinal);
        buf_add_byte(&rows, 2);
        for (unsigned b = 0; b < ROW_BYTES; b++)
            buf_add_byte(&rows, (char)(unsigned char)(row[b] - above[b]));
        memcpy(above, row, sizeof above);
    }
    struct buf entries = BUF_INIT;
    buf_printf(&entries,
               "/Type/XRef/Size %u/W[%d %d %d]/Root %u 0 R/Info %u 0 R"
               "/ID[<%s><%s>]/DecodeParms<</Predictor 12/Columns %d>>",
               (unsigned)number + 1, TYPE_BYTES, WHERE_BYTES, ORDINAL_BYTES,
               (unsigned)catalog, (unsigned)info, id.hex, id.hex, ROW_BYTES);
    pdf_file_fail(file, rows.status);
    pdf_file_fail(file, entries.status);
    write_packed(file, number, buf_str(&entries), buf_str(&rows));
    buf_free(&entries);
    buf_free(&rows);
    buf_add_cstr(file->out, "startxref\n");
    pdf_add_integer(file->out, (int64_t)offset);
    buf_add_cstr(file->out, "\n%%EOF\n");
}

enum status pdf_file_finish(struct pdf_file *file, uint32_t catalog, uint32_t info)
{
    if (arena_failed(file->arena) || HPDF_GetError(file->doc) != HPDF_OK)
        pdf_file_fail(file, STATUS_NOMEM);
    if (file->status != STATUS_OK)
        return file->status;
    write_libharu(file);
    flush_objects(file);
    if (file->status == STATUS_OK)
        write_cross_reference(file, catalog, info);
    pdf_file_fail(file, file->out->status);
    return file->status;
}
