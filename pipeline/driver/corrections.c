#include "corrections.h"

#include <stdlib.h>

#include "base/host.h"
#include "html/html.h"
#include "project/project.h"
#include "uri.h"

/* "before-2025-10-03.txt": the ending is the kept file's. */
static void add_name(const struct project_correction *correction, struct buf *out)
{
    struct str path = correction->before.text;
    size_t dot = path.len;
    while (dot > 0 && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/')
        dot--;
    buf_printf(out, "before-%.*s", STR_ARGS(correction->date));
    if (dot > 0 && path.ptr[dot - 1] == '.')
        buf_add(out, str_slice(path, dot - 1, path.len));
}

static int latest_first(const void *a, const void *b)
{
    const struct html_correction *x = a, *y = b;
    int order = str_compare(y->date, x->date);
    return order != 0 ? order : str_compare(x->text, y->text);
}

struct corrections corrections_of(const struct project *project, struct str slug,
                                  struct arena *arena)
{
    struct html_correction *items =
        arena_alloc(arena, (project->correction_count + 1) * sizeof(*items));
    size_t count = 0;
    for (size_t i = 0; items && i < project->correction_count; i++) {
        const struct project_correction *correction = &project->corrections[i];
        struct buf name = BUF_INIT, href = BUF_INIT;
        if (!str_equal(correction->document, slug))
            continue;
        if (correction->before.text.len > 0) {
            add_name(correction, &name);
            uri_add_segment(buf_str(&name), &href);
        }
        items[count++] = (struct html_correction){correction->date, correction->text,
                                                  arena_copy(arena, buf_str(&href))};
        buf_free(&name);
        buf_free(&href);
    }
    if (count > 1)
        qsort(items, count, sizeof(*items), latest_first);
    return (struct corrections){items, count};
}

static bool is_published(const struct publication *publication, struct str slug)
{
    for (size_t i = 0; i < publication->document_count; i++)
        if (str_equal(publication->documents[i].record.summary.slug, slug))
            return true;
    return false;
}

static enum status write_before(struct publication *publication,
                                const struct project *project,
                                const struct project_correction *correction,
                                struct diag *diag)
{
    struct buf path = BUF_INIT, bytes = BUF_INIT;
    struct str kept = correction->before.text;
    enum status status = STATUS_OK;
    if (host_kind_of(kept.ptr) != HOST_FILE) {
        diag_set_file(diag, project->file);
        diag_report(diag, DIAG_CONFIG_VALUE, correction->before.pos,
                    "there is no file \"%.*s\"", STR_ARGS(kept));
        diag_set_file(diag, STR(""));
        return STATUS_SYNTAX;
    }
    buf_printf(&path, "%.*s/", STR_ARGS(correction->document));
    add_name(correction, &path);
    status = path.status == STATUS_OK ? host_read_file(kept.ptr, 0, &bytes, diag)
                                      : path.status;
    if (status == STATUS_OK)
        status = publication_put(publication, buf_str(&path), buf_str(&bytes), diag);
    buf_free(&path);
    buf_free(&bytes);
    return status;
}

enum status corrections_write(struct publication *publication,
                              const struct project *project, struct diag *diag)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < project->correction_count && status == STATUS_OK; i++) {
        const struct project_correction *correction = &project->corrections[i];
        if (correction->before.text.len > 0 &&
            is_published(publication, correction->document))
            status = write_before(publication, project, correction, diag);
    }
    return status;
}
