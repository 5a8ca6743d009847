#include "publication.h"

#include <stdlib.h>

#include "font_hashes.h"
#include "site.h"

enum status publication_open(struct publication *publication, const char *folder)
{
    *publication =
        (struct publication){.arena = arena_new(), .output = {.folder = folder}};
    return publication->arena ? STATUS_OK : STATUS_NOMEM;
}

void publication_close(struct publication *publication)
{
    for (size_t i = 0; i < publication->document_count; i++)
        buf_free(&publication->documents[i].xml);
    summary_list_free(&publication->order);
    free(publication->documents);
    free(publication->site_files);
    arena_free(publication->arena);
    *publication = (struct publication){0};
}

/* Room for one more element; false when memory is short. */
static bool reserve(void **items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    size_t wanted = *capacity ? *capacity * 2 : 16;
    void *grown = realloc(*items, wanted * size);
    if (!grown)
        return false;
    *items = grown;
    *capacity = wanted;
    return true;
}

enum status publication_add(struct publication *publication, const struct input *input,
                            struct product *product)
{
    if (!reserve((void **)&publication->documents, publication->document_count,
                 &publication->document_capacity, sizeof(*publication->documents)))
        return STATUS_NOMEM;
    publication->documents[publication->document_count++] =
        (struct publication_document){
            .record = record_copy(&product->record, publication->arena),
            .input = input,
            .xml = product->xml,
        };
    product->xml = (struct buf)BUF_INIT;
    return arena_failed(publication->arena) ? STATUS_NOMEM : STATUS_OK;
}

static int by_slug(const void *a, const void *b)
{
    const struct publication_document *x = a, *y = b;
    return str_compare(x->record.summary.slug, y->record.summary.slug);
}

enum status publication_settle(struct publication *publication)
{
    enum status status = STATUS_OK;
    size_t count = publication->document_count;
    if (count > 0)
        qsort(publication->documents, count, sizeof(*publication->documents), by_slug);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = summary_list_add(&publication->order,
                                  publication->documents[i].record.summary);
    summary_list_sort(&publication->order);
    return status;
}

enum status publication_extend(struct publication *publication, size_t document,
                               const struct product *product)
{
    struct record *record = &publication->documents[document].record;
    for (size_t i = 0; i < RECORD_FORMATS_MAX; i++) {
        const struct output_file *file = &product->record.files[i];
        if (file->path.len == 0)
            continue;
        record->files[i] = *file;
        record->files[i].path = arena_copy(publication->arena, file->path);
    }
    for (size_t i = 0; i <= DIAG_ERROR; i++)
        record->findings[i] += product->record.findings[i];
    return arena_failed(publication->arena) ? STATUS_NOMEM : STATUS_OK;
}

enum status publication_put(struct publication *publication, struct str path,
                            struct str content, struct diag *diag)
{
    if (!reserve((void **)&publication->site_files, publication->site_file_count,
                 &publication->site_file_capacity, sizeof(*publication->site_files)))
        return STATUS_NOMEM;
    struct output_file *file = &publication->site_files[publication->site_file_count];
    enum status status = output_put(&publication->output, path, content, file, diag);
    if (status == STATUS_OK)
        publication->site_file_count++;
    return status;
}

static void drop_unpublished(struct publication *publication)
{
    size_t kept = 0;
    for (size_t i = 0; i < publication->document_count; i++)
        if (record_published(&publication->documents[i].record))
            publication->documents[kept++] = publication->documents[i];
    publication->document_count = kept;
}

static enum status complete_fonts(struct publication *publication,
                                  struct font_hashes *hashes)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < publication->document_count; i++) {
        struct record *record = &publication->documents[i].record;
        for (size_t j = 0; j < record->font_count && status == STATUS_OK; j++)
            if (record->fonts[j].data)
                status = font_hashes_wait(hashes, record->fonts[j].data,
                                          record->fonts[j].sha256);
    }
    return status;
}

enum status publication_finish(struct publication *publication,
                               const struct workshop *workshop, struct diag *diag)
{
    struct buf manifest = BUF_INIT;
    struct output_file file;
    drop_unpublished(publication);
    /* An index of nothing would replace one that is good. */
    if (publication->document_count == 0)
        return STATUS_OK;
    enum status status = site_write(publication, workshop, diag);
    if (status == STATUS_OK)
        status = complete_fonts(publication, workshop->hashes);
    if (status == STATUS_OK)
        status = manifest_write(publication, &manifest);
    if (status == STATUS_OK)
        status = output_put(&publication->output, STR("manifest.json"),
                            buf_str(&manifest), &file, diag);
    buf_free(&manifest);
    return status;
}
