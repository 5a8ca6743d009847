#include <jansson.h>
#include <stdlib.h>

#include "config.h"
#include "publication.h"

/* null where the text does not state it. */
static json_t *string_or_null(struct str s)
{
    return s.len > 0 ? json_stringn(s.ptr, s.len) : json_null();
}

static json_t *files_of(const struct publication_document *document)
{
    json_t *files = json_object();
    size_t count;
    const struct writer *rows = writer_rows(&count);
    for (size_t i = 0; i < count; i++)
        if (document->files[i].len > 0)
            json_object_set_new(
                files, rows[i].name,
                json_stringn(document->files[i].ptr, document->files[i].len));
    return files;
}

static json_t *documents_of(const struct publication *publication)
{
    json_t *documents = json_array();
    for (size_t i = 0; i < publication->document_count; i++) {
        const struct publication_document *document = &publication->documents[i];
        json_array_append_new(
            documents,
            json_pack("{s:o, s:o, s:o, s:{s:o, s:o, s:s}, s:o}", "slug",
                      string_or_null(document->summary.slug), "title",
                      string_or_null(document->summary.title), "date",
                      string_or_null(document->summary.date), "source", "name",
                      string_or_null(document->source), "encoding",
                      string_or_null(document->encoding), "sha256",
                      document->source_sha256, "formats", files_of(document)));
    }
    return documents;
}

static json_t *fonts_of(const struct publication *publication)
{
    json_t *fonts = json_array();
    for (size_t i = 0; i < publication->font_count; i++) {
        const struct publication_font *font = &publication->fonts[i];
        json_array_append_new(fonts, json_pack("{s:o, s:o, s:s}", "file",
                                               string_or_null(font->file), "name",
                                               string_or_null(font->postscript_name),
                                               "sha256", font->sha256));
    }
    return fonts;
}

static json_t *outputs_of(const struct publication *publication)
{
    json_t *files = json_array();
    for (size_t i = 0; i < publication->output.count; i++) {
        const struct output_file *file = &publication->output.files[i];
        json_array_append_new(
            files, json_pack("{s:o, s:I, s:s}", "path", string_or_null(file->path),
                             "size", (json_int_t)file->size, "sha256", file->sha256));
    }
    return files;
}

enum status manifest_write(const struct publication *publication, struct buf *out)
{
    json_t *manifest =
        json_pack("{s:{s:s, s:s}, s:o, s:o, s:o}", "generator", "name", "gijiroku",
                  "version", CONFIG_VERSION, "documents", documents_of(publication),
                  "fonts", fonts_of(publication), "files", outputs_of(publication));
    char *text = manifest ? json_dumps(manifest, JSON_INDENT(2)) : NULL;
    json_decref(manifest);
    if (!text)
        return STATUS_NOMEM;
    buf_add_cstr(out, text);
    buf_add_byte(out, '\n');
    free(text);
    return out->status;
}
