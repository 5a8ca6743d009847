#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "manifest.h"
#include "writers.h"

/* The state of one reading. */
struct reading {
    struct manifest *out;
    struct output_file *files; /* all of the manifest, sorted by path */
    size_t file_count;
    struct record_font *fonts;
    size_t font_count;
};

static struct str text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value)
               ? (struct str){json_string_value(value), json_string_length(value)}
               : (struct str){0};
}

static struct str kept_text(struct reading *reading, const json_t *object,
                            const char *key)
{
    struct str text = text_of(object, key);
    return text.len > 0 ? arena_copy(reading->out->arena, text) : (struct str){0};
}

/* A hash, or a list of formats in the place of one; empty where it is too long. */
static void copy_key(struct str text, char out[OUTPUT_SHA256_DIGITS + 1])
{
    if (text.len > OUTPUT_SHA256_DIGITS)
        text.len = 0;
    if (text.len > 0)
        memcpy(out, text.ptr, text.len);
    out[text.len] = '\0';
}

static void *room_for(struct reading *reading, const json_t *list, size_t size)
{
    return arena_alloc(reading->out->arena, json_array_size(list) * size + 1);
}

static int by_path(const void *a, const void *b)
{
    const struct output_file *x = a, *y = b;
    return str_compare(x->path, y->path);
}

static void read_files(struct reading *reading, const json_t *list)
{
    reading->files = room_for(reading, list, sizeof(*reading->files));
    for (size_t i = 0; reading->files && i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        struct output_file file = {.path = kept_text(reading, item, "path")};
        file.size = (size_t)json_integer_value(json_object_get(item, "size"));
        copy_key(text_of(item, "sha256"), file.sha256);
        if (output_path_valid(file.path))
            reading->files[reading->file_count++] = file;
    }
    if (reading->file_count > 0)
        qsort(reading->files, reading->file_count, sizeof(*reading->files), by_path);
}

static struct output_file *find_file(const struct reading *reading, struct str path)
{
    const struct output_file wanted = {.path = path};
    return reading->file_count > 0
               ? bsearch(&wanted, reading->files, reading->file_count, sizeof(wanted),
                         by_path)
               : NULL;
}

static void read_fonts(struct reading *reading, const json_t *list)
{
    reading->fonts = room_for(reading, list, sizeof(*reading->fonts));
    for (size_t i = 0; reading->fonts && i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        struct record_font font = {.file = kept_text(reading, item, "file")};
        font.postscript_name = kept_text(reading, item, "name");
        copy_key(text_of(item, "sha256"), font.sha256);
        reading->fonts[reading->font_count++] = font;
    }
}

static void read_fonts_of(struct reading *reading, const json_t *list,
                          struct record *record)
{
    record->fonts = room_for(reading, list, sizeof(*record->fonts));
    for (size_t i = 0; record->fonts && i < json_array_size(list); i++) {
        const json_t *name = json_array_get(list, i);
        struct str wanted = {json_string_value(name), json_string_length(name)};
        for (size_t j = 0; wanted.ptr && j < reading->font_count; j++) {
            if (!str_equal(reading->fonts[j].postscript_name, wanted))
                continue;
            record->fonts[record->font_count++] = reading->fonts[j];
            break;
        }
    }
}

/* A file belongs to a document, and then no longer to the site itself. */
static void read_formats(struct reading *reading, const json_t *formats,
                         struct record *record)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    for (size_t i = 0; i < count; i++) {
        struct output_file *file = find_file(reading, text_of(formats, rows[i].name));
        if (file)
            record->files[i] = *file;
    }
}

static bool read_record(struct reading *reading, const json_t *item,
                        struct record *record)
{
    const json_t *source = json_object_get(item, "source");
    const json_t *findings = json_object_get(item, "findings");
    *record = (struct record){0};
    record->summary = (struct summary){
        .slug = kept_text(reading, item, "slug"),
        .title = kept_text(reading, item, "title"),
        .organ = kept_text(reading, item, "organ"),
        .session = kept_text(reading, item, "session"),
        .kind = kept_text(reading, item, "kind"),
        .date = kept_text(reading, item, "date"),
    };
    record->source = kept_text(reading, source, "name");
    record->encoding = kept_text(reading, source, "encoding");
    record->origin = str_equal(text_of(source, "type"), STR("xml")) ? RECORD_FROM_XML
                                                                    : RECORD_FROM_TEXT;
    copy_key(text_of(source, "sha256"), record->source_sha256);
    copy_key(text_of(item, "page"), record->page_key);
    for (enum diag_severity i = DIAG_NOTE; i <= DIAG_ERROR; i++)
        record->findings[i] = (size_t)json_integer_value(
            json_object_get(findings, manifest_severity_key(i)));
    read_fonts_of(reading, json_object_get(item, "fonts"), record);
    read_formats(reading, json_object_get(item, "formats"), record);
    return record->summary.slug.len > 0 && record_published(record);
}

static int by_slug(const void *a, const void *b)
{
    const struct record *x = a, *y = b;
    return str_compare(x->summary.slug, y->summary.slug);
}

static void read_records(struct reading *reading, const json_t *list)
{
    struct manifest *out = reading->out;
    out->records = room_for(reading, list, sizeof(*out->records));
    for (size_t i = 0; out->records && i < json_array_size(list); i++)
        if (read_record(reading, json_array_get(list, i),
                        &out->records[out->record_count]))
            out->record_count++;
    if (out->record_count > 0)
        qsort(out->records, out->record_count, sizeof(*out->records), by_slug);
}

/* What no document has. */
static void take_site_files(struct reading *reading)
{
    struct manifest *out = reading->out;
    bool *owned = calloc(reading->file_count + 1, sizeof(*owned));
    out->site_files =
        arena_alloc(out->arena, reading->file_count * sizeof(*out->site_files) + 1);
    for (size_t i = 0; owned && i < out->record_count; i++)
        for (size_t j = 0; j < RECORD_FORMATS_MAX; j++)
            if (out->records[i].files[j].path.len > 0)
                owned[find_file(reading, out->records[i].files[j].path) -
                      reading->files] = true;
    for (size_t i = 0; owned && out->site_files && i < reading->file_count; i++)
        if (!owned[i])
            out->site_files[out->site_file_count++] = reading->files[i];
    free(owned);
}

static void read_left(struct reading *reading, const json_t *list)
{
    struct manifest *out = reading->out;
    out->left = room_for(reading, list, sizeof(*out->left));
    for (size_t i = 0; out->left && i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        struct str path = {json_string_value(item), json_string_length(item)};
        if (path.ptr && output_path_valid(path))
            out->left[out->left_count++] = arena_copy(out->arena, path);
    }
}

static unsigned number_of(const json_t *object, const char *key)
{
    json_int_t number = json_integer_value(json_object_get(object, key));
    return number > 0 && number <= UINT16_MAX ? (unsigned)number : 0;
}

static void read_root(struct reading *reading, const json_t *root)
{
    struct manifest *out = reading->out;
    const json_t *setup = json_object_get(root, "setup");
    const json_t *shard = json_object_get(root, "shard");
    for (enum setup_part part = 0; part < SETUP_PART_COUNT; part++)
        copy_key(text_of(setup, setup_part_key(part)), out->setup.parts[part]);
    copy_key(text_of(root, "site"), out->site_key);
    out->shard =
        (struct manifest_shard){number_of(shard, "number"), number_of(shard, "count")};
    read_files(reading, json_object_get(root, "files"));
    read_fonts(reading, json_object_get(root, "fonts"));
    read_records(reading, json_object_get(root, "documents"));
    take_site_files(reading);
    read_left(reading, json_object_get(root, "left"));
}

enum status manifest_read(struct str json, struct manifest *out)
{
    *out = (struct manifest){.arena = arena_new()};
    if (!out->arena)
        return STATUS_NOMEM;
    json_t *root = json_loadb(json.ptr ? json.ptr : "", json.len, 0, NULL);
    struct str name = text_of(json_object_get(root, "generator"), "name");
    enum status status = str_equal(name, STR("gijiroku")) ? STATUS_OK : STATUS_SYNTAX;
    if (status == STATUS_OK) {
        struct reading reading = {.out = out};
        read_root(&reading, root);
        status = arena_failed(out->arena) ? STATUS_NOMEM : STATUS_OK;
    }
    json_decref(root);
    if (status != STATUS_OK)
        manifest_close(out);
    return status;
}

void manifest_close(struct manifest *manifest)
{
    arena_free(manifest->arena);
    *manifest = (struct manifest){0};
}

struct record *manifest_lookup(const struct manifest *manifest, struct str slug)
{
    const struct record wanted = {.summary = {.slug = slug}};
    return manifest->record_count > 0
               ? bsearch(&wanted, manifest->records, manifest->record_count,
                         sizeof(wanted), by_slug)
               : NULL;
}
