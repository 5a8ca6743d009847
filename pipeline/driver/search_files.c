#include "search_files.h"

#include <stdlib.h>
#include <string.h>

#include "search/search.h"
#include "uri.h"

static struct str text_file(const struct publication_document *document)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    for (size_t i = 0; i < count; i++)
        if (rows[i].uses & WRITER_WITH_PAGE)
            return document->record.files[i].path;
    return (struct str){0};
}

bool search_files_has(const struct publication_document *document)
{
    return text_file(document).len > 0;
}

/* The oldest first, so that a new document is numbered behind the others. */
static int by_age(const void *a, const void *b)
{
    const struct publication_document *const *x = a, *const *y = b;
    int order = str_compare((*x)->record.summary.date, (*y)->record.summary.date);
    return order != 0
               ? order
               : str_compare((*x)->record.summary.slug, (*y)->record.summary.slug);
}

static enum status add_document(const struct publication *publication,
                                const struct publication_document *document,
                                struct search_index *index, struct diag *diag)
{
    struct buf bytes = BUF_INIT;
    enum status status =
        output_get(&publication->output, text_file(document), &bytes, diag);
    if (status == STATUS_OK)
        status = search_index_add(index, buf_str(&bytes));
    buf_free(&bytes);
    return status;
}

static struct search_document describe(const struct publication_document *document,
                                       struct arena *arena)
{
    struct buf href = BUF_INIT;
    uri_add_segment(document->record.summary.slug, &href);
    buf_add_cstr(&href, "/index.html");
    struct search_document described = {
        .slug = document->record.summary.slug,
        .href = arena_copy(arena, buf_str(&href)),
        .title = document->record.summary.title,
        .date = document->record.summary.date,
        .organ = document->record.summary.organ,
    };
    buf_free(&href);
    return described;
}

struct sink {
    struct publication *publication;
    struct diag *diag;
};

static enum status put(void *user, struct str name, struct str bytes)
{
    struct sink *sink = user;
    return publication_put(sink->publication, name, bytes, sink->diag);
}

static enum status write_index(struct publication *publication,
                               const struct publication_document **sorted, size_t count,
                               struct diag *diag)
{
    struct search_index *index = NULL;
    struct search_document *documents = calloc(count, sizeof(*documents));
    struct sink sink = {publication, diag};
    enum status status = documents ? search_index_open(&index) : STATUS_NOMEM;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = add_document(publication, sorted[i], index, diag);
        documents[i] = describe(sorted[i], publication->arena);
    }
    if (status == STATUS_OK && arena_failed(publication->arena))
        status = STATUS_NOMEM;
    if (status == STATUS_OK)
        status = search_index_write(index, documents, count, put, &sink);
    search_index_close(index);
    free(documents);
    return status;
}

enum status search_files_write(struct publication *publication, struct diag *diag)
{
    size_t total = publication->document_count, count = 0;
    const struct publication_document **sorted = calloc(total + 1, sizeof(*sorted));
    if (!sorted)
        return STATUS_NOMEM;
    for (size_t i = 0; i < total; i++)
        if (search_files_has(&publication->documents[i]))
            sorted[count++] = &publication->documents[i];
    enum status status = STATUS_OK;
    if (count > 0) {
        qsort(sorted, count, sizeof(const struct publication_document *), by_age);
        status = write_index(publication, sorted, count, diag);
    }
    free(sorted);
    return status;
}
