#include "manifest.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "writers.h"

static const char *const origin_names[] = {
    [RECORD_FROM_TEXT] = "text", [RECORD_FROM_XML] = "xml"};

void manifest_add_name(struct manifest_shard shard, struct buf *out)
{
    if (shard.count > 0)
        buf_printf(out, "manifest-%u-of-%u.json", shard.number, shard.count);
    else
        buf_add_cstr(out, "manifest.json");
}

const char *manifest_severity_key(enum diag_severity severity)
{
    static const char *const keys[] = {
        [DIAG_NOTE] = "notes", [DIAG_WARNING] = "warnings", [DIAG_ERROR] = "errors"};
    return keys[severity];
}

/* null where the text does not state it. */
static json_t *string_or_null(struct str s)
{
    return s.len > 0 ? json_stringn(s.ptr, s.len) : json_null();
}

static void set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

static json_t *formats_of(const struct record *record)
{
    json_t *files = json_object();
    size_t count;
    const struct writer *rows = writer_rows(&count);
    for (size_t i = 0; i < count; i++)
        if (record->files[i].path.len > 0)
            set(files, rows[i].name, string_or_null(record->files[i].path));
    return files;
}

static json_t *source_of(const struct record *record)
{
    json_t *source = json_object();
    set(source, "name", string_or_null(record->source));
    set(source, "type", json_string(origin_names[record->origin]));
    set(source, "encoding", string_or_null(record->encoding));
    set(source, "sha256", json_string(record->source_sha256));
    return source;
}

static json_t *findings_of(const struct record *record)
{
    json_t *findings = json_object();
    for (enum diag_severity i = DIAG_NOTE; i <= DIAG_ERROR; i++)
        set(findings, manifest_severity_key(i),
            json_integer((json_int_t)record->findings[i]));
    return findings;
}

static json_t *font_names_of(const struct record *record)
{
    json_t *fonts = json_array();
    for (size_t i = 0; i < record->font_count; i++)
        json_array_append_new(fonts, string_or_null(record->fonts[i].postscript_name));
    return fonts;
}

static json_t *documents_of(const struct manifest *manifest)
{
    json_t *documents = json_array();
    for (size_t i = 0; i < manifest->record_count; i++) {
        const struct record *record = &manifest->records[i];
        const struct summary *summary = &record->summary;
        json_t *document = json_object();
        set(document, "slug", string_or_null(summary->slug));
        set(document, "title", string_or_null(summary->title));
        set(document, "organ", string_or_null(summary->organ));
        set(document, "session", string_or_null(summary->session));
        set(document, "kind", string_or_null(summary->kind));
        set(document, "date", string_or_null(summary->date));
        set(document, "source", source_of(record));
        set(document, "formats", formats_of(record));
        set(document, "fonts", font_names_of(record));
        set(document, "findings", findings_of(record));
        if (record->page_key[0])
            set(document, "page", json_string(record->page_key));
        json_array_append_new(documents, document);
    }
    return documents;
}

static int by_file(const void *a, const void *b)
{
    const struct record_font *const *x = a, *const *y = b;
    int order = str_compare((*x)->file, (*y)->file);
    return order != 0 ? order
                      : str_compare((*x)->postscript_name, (*y)->postscript_name);
}

/* The fonts of all documents, each once. NULL when memory is short. */
static json_t *fonts_of(const struct manifest *manifest)
{
    size_t count = 0, at = 0;
    for (size_t i = 0; i < manifest->record_count; i++)
        count += manifest->records[i].font_count;
    const struct record_font **all = calloc(count + 1, sizeof(*all));
    json_t *fonts = all ? json_array() : NULL;
    for (size_t i = 0; all && i < manifest->record_count; i++)
        for (size_t j = 0; j < manifest->records[i].font_count; j++)
            all[at++] = &manifest->records[i].fonts[j];
    if (at > 0)
        qsort(all, at, sizeof(*all), by_file);
    for (size_t i = 0; i < at; i++) {
        if (i > 0 && by_file(&all[i - 1], &all[i]) == 0)
            continue;
        json_t *font = json_object();
        set(font, "file", string_or_null(all[i]->file));
        set(font, "name", string_or_null(all[i]->postscript_name));
        set(font, "sha256", json_string(all[i]->sha256));
        json_array_append_new(fonts, font);
    }
    free(all);
    return fonts;
}

static int by_path(const void *a, const void *b)
{
    const struct output_file *const *x = a, *const *y = b;
    return str_compare((*x)->path, (*y)->path);
}

/* Every file but the manifest, by path. NULL when memory is short. */
static json_t *files_of(const struct manifest *manifest)
{
    size_t count = manifest->site_file_count, at = 0;
    count += manifest->record_count * RECORD_FORMATS_MAX;
    const struct output_file **all = calloc(count + 1, sizeof(*all));
    json_t *files = all ? json_array() : NULL;
    for (size_t i = 0; all && i < manifest->site_file_count; i++)
        all[at++] = &manifest->site_files[i];
    for (size_t i = 0; all && i < manifest->record_count; i++)
        for (size_t j = 0; j < RECORD_FORMATS_MAX; j++)
            if (manifest->records[i].files[j].path.len > 0)
                all[at++] = &manifest->records[i].files[j];
    if (at > 0)
        qsort(all, at, sizeof(*all), by_path);
    for (size_t i = 0; i < at; i++) {
        json_t *file = json_object();
        set(file, "path", string_or_null(all[i]->path));
        set(file, "size", json_integer((json_int_t)all[i]->size));
        set(file, "sha256", json_string(all[i]->sha256));
        json_array_append_new(files, file);
    }
    free(all);
    return files;
}

static json_t *setup_of(const struct setup *setup)
{
    json_t *parts = json_object();
    for (enum setup_part part = 0; part < SETUP_PART_COUNT; part++)
        if (setup->parts[part][0])
            set(parts, setup_part_key(part), json_string(setup->parts[part]));
    return parts;
}

static json_t *left_of(const struct manifest *manifest)
{
    json_t *left = json_array();
    for (size_t i = 0; i < manifest->left_count; i++)
        json_array_append_new(left, string_or_null(manifest->left[i]));
    return left;
}

enum status manifest_write(const struct manifest *manifest, struct buf *out)
{
    json_t *root = json_pack("{s:{s:s, s:s}}", "generator", "name", "gijiroku",
                             "version", CONFIG_VERSION);
    if (manifest->shard.count > 0)
        set(root, "shard",
            json_pack("{s:i, s:i}", "number", manifest->shard.number, "count",
                      manifest->shard.count));
    set(root, "setup", setup_of(&manifest->setup));
    if (manifest->site_key[0])
        set(root, "site", json_string(manifest->site_key));
    set(root, "documents", documents_of(manifest));
    set(root, "fonts", fonts_of(manifest));
    set(root, "files", files_of(manifest));
    if (manifest->left_count > 0)
        set(root, "left", left_of(manifest));
    char *text = root ? json_dumps(root, JSON_INDENT(2)) : NULL;
    json_decref(root);
    if (!text)
        return STATUS_NOMEM;
    buf_add_cstr(out, text);
    buf_add_byte(out, '\n');
    free(text);
    return out->status;
}
