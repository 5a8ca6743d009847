#include "file.h"

#include <stdlib.h>
#include <string.h>

#include "digest.h"
#include "syntax.h"

/* Objects in one object stream. More compresses little better, and a reader inflates
 * the whole stream to get at one of them. */
#define OBJECTS_IN_STREAM 256u

/* Leaves of libharu's page tree: its arrays end at 32,767 entries. */
#define PAGES_IN_NODE 128u

/* ISO 19005-3, 6.1.13. */
#define OBJECTS_MAX 8388607u

enum status pdf_file_open(struct pdf_file *file, struct arena *arena,
                          struct libdeflate_compressor *deflate)
{
    *file = (struct pdf_file){.arena = arena, .deflate = deflate};
    file->doc = HPDF_New(NULL, NULL);
    if (!file->doc || HPDF_SetPagesConfiguration(file->doc, PAGES_IN_NODE) != HPDF_OK)
        file->status = STATUS_NOMEM;
    return file->status;
}

void pdf_file_close(struct pdf_file *file)
{
    if (file->doc)
        HPDF_Free(file->doc);
    free(file->objects);
    buf_free(&file->scratch);
    *file = (struct pdf_file){0};
}

void pdf_file_fail(struct pdf_file *file, enum status status)
{
    if (file->status == STATUS_OK)
        file->status = status;
}

static struct pdf_object *slot(struct pdf_file *file, uint32_t number)
{
    if (number == 0 || number > OBJECTS_MAX) {
        pdf_file_fail(file, number ? STATUS_LIMIT : STATUS_NOMEM);
        return NULL;
    }
    if (number >= file->object_capacity) {
        size_t capacity = file->object_capacity ? file->object_capacity : 256;
        while (capacity <= number)
            capacity *= 2;
        struct pdf_object *objects = realloc(file->objects, capacity * sizeof *objects);
        if (!objects) {
            pdf_file_fail(file, STATUS_NOMEM);
            return NULL;
        }
        memset(objects + file->object_capacity, 0,
               (capacity - file->object_capacity) * sizeof *objects);
        file->objects = objects;
        file->object_capacity = capacity;
    }
    return file->objects + number;
}

uint32_t pdf_file_number(const void *object)
{
    const HPDF_Obj_Header *header = object;
    return header ? header->obj_id & 0x00FFFFFFu : 0;
}

void *pdf_file_lookup(const struct pdf_file *file, uint32_t number)
{
    HPDF_XrefEntry entry = number ? HPDF_Xref_GetEntry(file->doc->xref, number) : NULL;
    return entry ? entry->obj : NULL;
}

uint32_t pdf_file_reserve(struct pdf_file *file)
{
    if (file->status != STATUS_OK)
        return 0;
    HPDF_Null place = HPDF_Null_New(file->doc->mmgr);
    if (!place || HPDF_Xref_Add(file->doc->xref, place) != HPDF_OK) {
        pdf_file_fail(file, STATUS_NOMEM);
        return 0;
    }
    return pdf_file_number(place);
}

void pdf_file_set(struct pdf_file *file, uint32_t number, const struct buf *body)
{
    struct pdf_object *object = slot(file, number);
    if (!object)
        return;
    object->kind = PDF_BODY_OWN;
    object->body = pdf_file_keep(file, body);
}

void pdf_file_set_stream(struct pdf_file *file, uint32_t number, struct str entries,
                         struct str data, enum pdf_filter filter)
{
    struct pdf_object *object = slot(file, number);
    if (!object)
        return;
    struct buf body = BUF_INIT;
    buf_add(&body, entries);
    object->kind = PDF_BODY_STREAM;
    if (filter == PDF_DEFLATE) {
        size_t bound = libdeflate_zlib_compress_bound(file->deflate, data.len);
        char *packed = malloc(bound ? bound : 1);
        size_t len = packed ? libdeflate_zlib_compress(file->deflate, data.ptr,
                                                       data.len, packed, bound)
                            : 0;
        if (!len)
            pdf_file_fail(file, STATUS_NOMEM);
        object->stream = arena_copy(file->arena, (struct str){packed, len});
        free(packed);
        buf_add_cstr(&body, "/Filter/FlateDecode");
    } else {
        object->stream = arena_copy(file->arena, data);
    }
    buf_add_cstr(&body, "/Length ");
    pdf_add_integer(&body, (int64_t)object->stream.len);
    object->body = pdf_file_keep(file, &body);
    buf_free(&body);
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

void pdf_file_omit(struct pdf_file *file, uint32_t number)
{
    struct pdf_object *object = slot(file, number);
    if (object)
        object->kind = PDF_BODY_ABSENT;
}

/* ---- The file ---- */

/* Where an object stands: 7.5.8.3, table 18. */
struct place {
    unsigned type;    /* 0 free, 1 in the file, 2 in an object stream */
    uint64_t where;   /* offset, or number of the object stream */
    uint32_t ordinal; /* within the object stream */
};

struct assembly {
    struct pdf_file *file;
    struct buf *out;
    size_t start; /* of the file in `out` */
    struct place *places;
    uint32_t count;       /* of numbers, 0 and object streams included */
    struct buf head;      /* of the object stream being filled */
    struct buf values;    /* and its objects */
    uint32_t filled;      /* with so many */
    uint32_t stream;      /* its number */
    uint32_t next_stream; /* the next free number */
};

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

static void write_stream(struct assembly *a, uint32_t number, struct str entries,
                         struct str data)
{
    a->places[number] = (struct place){1, a->out->len - a->start, 0};
    pdf_add_integer(a->out, number);
    buf_add_cstr(a->out, " 0 obj\n<<");
    buf_add(a->out, entries);
    buf_add_cstr(a->out, ">>\nstream\n");
    buf_add(a->out, data);
    buf_add_cstr(a->out, "\nendstream\nendobj\n");
}

/* Deflates and writes a stream that is made last of all. */
static void write_packed(struct assembly *a, uint32_t number, struct buf *entries,
                         struct str data)
{
    struct libdeflate_compressor *deflate = a->file->deflate;
    size_t bound = libdeflate_zlib_compress_bound(deflate, data.len);
    char *packed = malloc(bound);
    size_t len =
        packed ? libdeflate_zlib_compress(deflate, data.ptr, data.len, packed, bound)
               : 0;
    if (!len)
        pdf_file_fail(a->file, STATUS_NOMEM);
    buf_add_cstr(entries, "/Filter/FlateDecode/Length ");
    pdf_add_integer(entries, (int64_t)len);
    if (entries->status != STATUS_OK)
        pdf_file_fail(a->file, entries->status);
    write_stream(a, number, buf_str(entries), (struct str){packed, len});
    free(packed);
}

static void flush_objects(struct assembly *a)
{
    if (!a->filled)
        return;
    struct buf entries = BUF_INIT;
    buf_add_cstr(&entries, "/Type/ObjStm/N ");
    pdf_add_integer(&entries, a->filled);
    buf_add_cstr(&entries, "/First ");
    pdf_add_integer(&entries, (int64_t)a->head.len);
    buf_add(&a->head, buf_str(&a->values));
    if (a->values.status != STATUS_OK)
        pdf_file_fail(a->file, a->values.status);
    if (a->head.status != STATUS_OK)
        pdf_file_fail(a->file, a->head.status);
    write_packed(a, a->stream, &entries, buf_str(&a->head));
    buf_free(&entries);
    buf_clear(&a->head);
    buf_clear(&a->values);
    a->filled = 0;
}

static void write_object(struct assembly *a, uint32_t number)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(a->file->doc->xref, number);
    struct pdf_object own = {0};
    if (number < a->file->object_capacity)
        own = a->file->objects[number];
    if (own.kind == PDF_BODY_ABSENT || !entry || !entry->obj)
        return;
    if (own.kind == PDF_BODY_STREAM) {
        write_stream(a, number, own.body, own.stream);
        return;
    }
    if (!a->filled)
        a->stream = a->next_stream++;
    a->places[number] = (struct place){2, a->stream, a->filled++};
    pdf_add_integer(&a->head, number);
    buf_add_byte(&a->head, ' ');
    pdf_add_integer(&a->head, (int64_t)a->values.len);
    buf_add_byte(&a->head, ' ');
    if (own.kind == PDF_BODY_OWN)
        buf_add(&a->values, own.body);
    else
        write_value(a->file, entry->obj, &a->values);
    buf_add_byte(&a->values, '\n');
    if (a->filled == OBJECTS_IN_STREAM)
        flush_objects(a);
}

/* Free numbers form a list that begins and ends at 0 (7.5.4). */
static void link_free(struct assembly *a)
{
    uint32_t last = 0;
    for (uint32_t i = a->count; i-- > 0;) {
        if (a->places[i].type)
            continue;
        a->places[i] = (struct place){0, last, i ? 0 : 65535};
        last = i;
    }
}

/* Bytes of a row of the cross-reference: type, offset (a buf ends below 4 GiB),
 * ordinal. */
enum { TYPE_BYTES = 1, WHERE_BYTES = 4, ORDINAL_BYTES = 2, ROW_BYTES = 7 };

static void put(unsigned char *at, unsigned bytes, uint64_t value)
{
    for (unsigned i = 0; i < bytes; i++)
        at[i] = (unsigned char)(value >> 8 * (bytes - 1 - i));
}

/* 7.5.8.2. The rows pass the PNG filter Up (RFC 2083, 6.4), which suits columns. */
static void write_cross_reference(struct assembly *a, uint32_t number, uint32_t catalog,
                                  uint32_t info)
{
    struct digest id =
        digest_of((struct str){a->out->ptr + a->start, a->out->len - a->start});
    size_t offset = a->out->len - a->start;
    link_free(a);
    a->places[number] = (struct place){1, offset, 0};
    unsigned char above[ROW_BYTES] = {0};
    struct buf rows = BUF_INIT;
    for (uint32_t i = 0; i < a->count; i++) {
        struct place p = a->places[i];
        unsigned char row[ROW_BYTES];
        put(row, TYPE_BYTES, p.type);
        put(row + TYPE_BYTES, WHERE_BYTES, p.where);
        put(row + TYPE_BYTES + WHERE_BYTES, ORDINAL_BYTES, p.ordinal);
        buf_add_byte(&rows, 2);
        for (unsigned b = 0; b < ROW_BYTES; b++)
            buf_add_byte(&rows, (char)(unsigned char)(row[b] - above[b]));
        memcpy(above, row, sizeof above);
    }
    if (rows.status != STATUS_OK)
        pdf_file_fail(a->file, rows.status);
    struct buf entries = BUF_INIT;
    buf_printf(&entries,
               "/Type/XRef/Size %u/W[%d %d %d]/Root %u 0 R/Info %u 0 R"
               "/ID[<%s><%s>]/DecodeParms<</Predictor 12/Columns %d>>",
               (unsigned)a->count, TYPE_BYTES, WHERE_BYTES, ORDINAL_BYTES,
               (unsigned)catalog, (unsigned)info, id.hex, id.hex, ROW_BYTES);
    write_packed(a, number, &entries, buf_str(&rows));
    buf_free(&entries);
    buf_free(&rows);
    buf_add_cstr(a->out, "startxref\n");
    pdf_add_integer(a->out, (int64_t)offset);
    buf_add_cstr(a->out, "\n%%EOF\n");
}

/* A limit for the numbers that are needed: libharu's objects, one object stream for
 * each OBJECTS_IN_STREAM of them, the cross-reference stream. */
static uint32_t numbers_max(uint32_t objects)
{
    return objects + objects / OBJECTS_IN_STREAM + 3;
}

enum status pdf_file_write(struct pdf_file *file, uint32_t catalog, uint32_t info,
                           struct buf *out)
{
    if (arena_failed(file->arena))
        pdf_file_fail(file, STATUS_NOMEM);
    if (file->status != STATUS_OK)
        return file->status;
    uint32_t objects = file->doc->xref->entries->count;
    if (objects > OBJECTS_MAX) {
        pdf_file_fail(file, STATUS_LIMIT);
        return file->status;
    }
    struct assembly a = {.file = file,
                         .out = out,
                         .start = out->len,
                         .next_stream = objects,
                         .places = calloc(numbers_max(objects), sizeof *a.places)};
    if (!a.places) {
        pdf_file_fail(file, STATUS_NOMEM);
        return file->status;
    }
    /* 7.5.2: four bytes above 127 tell transfer programs that this is no text. */
    buf_add_cstr(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    for (uint32_t i = 1; i < objects; i++)
        write_object(&a, i);
    flush_objects(&a);
    a.count = a.next_stream + 1;
    write_cross_reference(&a, a.next_stream, catalog, info);
    if (HPDF_GetError(file->doc) != HPDF_OK)
        pdf_file_fail(file, STATUS_NOMEM);
    if (out->status != STATUS_OK)
        pdf_file_fail(file, out->status);
    if (file->status != STATUS_OK && out->ptr) { /* nothing half written */
        out->len = a.start;
        out->ptr[out->len] = '\0';
    }
    buf_free(&a.head);
    buf_free(&a.values);
    free(a.places);
    return file->status;
}
