#include "site.h"

#include <stdlib.h>

#include "config.h"
#include "html/html.h"
#include "uri.h"

/* The page of a document, or its first file where it has no page. */
static struct str main_file(const struct publication_document *document)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    struct str first = {0};
    for (size_t i = 0; i < count; i++) {
        if (document->record.files[i].path.len > 0 && rows[i].site_name)
            return document->record.files[i].path;
        if (first.len == 0)
            first = document->record.files[i].path;
    }
    return first;
}

static enum status write_index(const struct publication *publication,
                               const struct workshop *workshop, struct buf *out,
                               struct diag *diag)
{
    size_t count = publication->document_count;
    enum status status = STATUS_NOMEM;
    struct html_entry *entries = calloc(count, sizeof(*entries));
    struct buf href = BUF_INIT;
    if (!entries)
        goto out;
    for (size_t i = 0; i < count; i++) {
        const struct publication_document *document = &publication->documents[i];
        buf_clear(&href);
        uri_add_path(main_file(document), &href);
        entries[i] = (struct html_entry){
            .href = arena_copy(publication->arena, buf_str(&href)),
            .slug = document->record.summary.slug,
            .title = document->record.summary.title,
            .organ = document->record.summary.organ,
            .session = document->record.summary.session,
            .kind = document->record.summary.kind,
            .date = document->record.summary.date,
        };
    }
    if (arena_failed(publication->arena) || href.status != STATUS_OK)
        goto out;
    const struct html_params params = {
        .style = STR("style.css"),
        .generator = STR(CONFIG_GENERATOR),
    };
    status = html_write_index(workshop->index, entries, count, &params, out, diag);
out:
    free(entries);
    buf_free(&href);
    return status;
}

enum status site_write(struct publication *publication, const struct workshop *workshop,
                       struct diag *diag)
{
    struct buf index = BUF_INIT;
    enum status status =
        publication_put(publication, STR("style.css"), buf_str(&workshop->style), diag);
    if (status == STATUS_OK)
        status = write_index(publication, workshop, &index, diag);
    if (status == STATUS_OK)
        status = publication_put(publication, STR("index.html"), buf_str(&index), diag);
    buf_free(&index);
    return status;
}
