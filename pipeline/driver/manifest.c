#include <jansson.h>
#include <stdlib.h>

#include "config.h"
#include "publication.h"

/* null where the text does not state it. */
static json_t *string_or_null(struct str s)
{
    return s.len > 0 ? json_stringn(s.ptr, s.len) : json_null();
}

static json_t *formats_of(const struct record *record)
{
    json_t *files = json_object();
    size_t count;
    const struct writer *rows = writer_rows(&count);
    for (size_t i = 0; i < count; i++)
        if (record->files[i].path.len > 0)
            json_object_set_new(files, rows[i].name,
                                string_or_null(record->files[i].path));
    return files;
}

static json_t *documents_of(const struct publication *publication)
{
    json_t *documents = json_array();
    for (size_t i = 0; i < publication->document_count; i++) {
        const struct record *record = &publication->documents[i].record;
        json_array_append_new(
            documents, json_pack("{s:o, s:o, s:o, s:{s:o, s:o, s:s}, s:o}", "slug",
                                 string_or_null(record->summary.slug), "title",
                                 string_or_null(record->summary.title), "date",
                                 string_or_null(record->summary.date), "source", "name",
                                 string_or_null(record->source), "encoding",
                                 string_or_null(record->encoding), "sha256",
                                 record->source_sha256, "formats", formats_of(record)));
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
static json_t *fonts_of(const struct publication *publication)
{
    size_t count = 0, at = 0;
    for (size_t i = 0; i < publication->document_count; i++)
        count += publication->documents[i].record.font_count;
    const struct record_font **all = calloc(count + 1, sizeof(*all));
    json_t *fonts = all ? json_array() : NULL;
    for (size_t i = 0; all && i < publication->document_count; i++)
        for (size_t j = 0; j < publication->documents[i].record.font_count; j++)
            all[at++] = &publication->documents[i].record.fonts[j];
    if (at > 0)
        qsort(all, at, sizeof(*all), by_file);
    for (size_t i = 0; i < at; i++)
        if (i == 0 || by_file(&all[i - 1], &all[i]) != 0)
            json_array_append_new(fonts,
                                  json_pack("{s:o, s:o, s:s}", "file",
                                            string_or_null(all[i]->file), "name",
                                            string_or_null(all[i]->postscript_name),
                                            "sha256", all[i]->sha256));
    free(all);
    return fonts;
}

static int by_path(const void *a, const void *b)
{
    const struct output_file *const *x = a, *const *y = b;
    return str_compare((*x)->path, (*y)->path);
}

/* Every file but the manifest, by path. NULL when memory is short. */
static json_t *files_of(const struct publication *publication)
{
    size_t count = publication->site_file_count, at = 0;
    count += publication->document_count * RECORD_FORMATS_MAX;
    const struct output_file **all = calloc(count + 1, sizeof(*all));
    json_t *files = all ? json_array() : NULL;
    for (size_t i = 0; all && i < publication->site_file_count; i++)
        all[at++] = &publication->site_files[i];
    for (size_t i = 0; all && i < publication->document_count; i++)
        for (size_t j = 0; j < RECORD_FORMATS_MAX; j++)
            if (publication->documents[i].record.files[j].path.len > 0)
                all[at++] = &publication->documents[i].record.files[j];
    if (at > 0)
        qsort(all, at, sizeof(*all), by_path);
    for (size_t i = 0; i < at; i++)
        json_array_append_new(files, json_pack("{s:o, s:I, s:s}", "path",
                                               string_or_null(all[i]->path), "size",
                                               (json_int_t)all[i]->size, "sha256",
                                               all[i]->sha256));
    free(all);
    return files;
}

enum status manifest_write(const struct publication *publication, struct buf *out)
{
    json_t *manifest =
        json_pack("{s:{s:s, s:s}, s:o, s:o, s:o}", "generator", "name", "gijiroku",
                  "version", CONFIG_VERSION, "documents", documents_of(publication),
                  "fonts", fonts_of(publication), "files", files_of(publication));
    char *text = manifest ? json_dumps(manifest, JSON_INDENT(2)) : NULL;
    json_decref(manifest);
    if (!text)
        return STATUS_NOMEM;
    buf_add_cstr(out, text);
    buf_add_byte(out, '\n');
    free(text);
    return out->status;
}
