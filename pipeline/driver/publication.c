#include "publication.h"

#include <stdlib.h>

#include "font_hashes.h"
#include "site.h"

enum status publication_open(struct publication *publication, const char *folder)
{
    *publication = (struct publication){.arena = arena_new()};
    if (!publication->arena)
        return STATUS_NOMEM;
    return output_open(&publication->output, folder);
}

void publication_close(struct publication *publication)
{
    output_close(&publication->output);
    summary_list_free(&publication->expected);
    free(publication->documents);
    free(publication->fonts);
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

static enum status remember_font(struct publication *publication,
                                 const struct page_font *font)
{
    for (size_t i = 0; i < publication->font_count; i++)
        if (publication->fonts[i].data == font->data &&
            str_equal(publication->fonts[i].postscript_name, font->postscript_name))
            return STATUS_OK;
    if (!reserve((void **)&publication->fonts, publication->font_count,
                 &publication->font_capacity, sizeof(*publication->fonts)))
        return STATUS_NOMEM;
    publication->fonts[publication->font_count++] = (struct publication_font){
        .file = arena_copy(publication->arena, font->file),
        .postscript_name = arena_copy(publication->arena, font->postscript_name),
        .data = font->data,
    };
    return STATUS_OK;
}

static enum status remember_fonts(struct publication *publication,
                                  const struct pages *pages)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; pages && i < pages->font_count && status == STATUS_OK; i++)
        status = remember_font(publication, &pages->fonts[i]);
    return status;
}

static enum status remember_document(struct publication *publication,
                                     const struct job *job,
                                     const struct publication_document *files)
{
    struct arena *arena = publication->arena;
    if (!reserve((void **)&publication->documents, publication->document_count,
                 &publication->document_capacity, sizeof(*publication->documents)))
        return STATUS_NOMEM;
    struct publication_document *document =
        &publication->documents[publication->document_count++];
    *document = *files;
    document->summary = summary_copy(summary_of(job->input->slug, job->doc), arena);
    document->source = arena_copy(arena, job->input->name);
    document->encoding = arena_copy(arena, job->doc->source.encoding);
    output_hash(buf_str(&job->source), document->source_sha256);
    return arena_failed(arena) ? STATUS_NOMEM : STATUS_OK;
}

/* "<slug>/<slug>.pdf", or "<slug>/index.html". */
static struct str path_of(struct publication *publication, const struct job *job,
                          const struct writer *writer)
{
    struct buf path = BUF_INIT;
    buf_add(&path, job->input->slug);
    buf_add_byte(&path, '/');
    if (writer->site_name) {
        buf_add_cstr(&path, writer->site_name);
    } else {
        buf_add(&path, job->input->slug);
        buf_add_cstr(&path, writer->ending);
    }
    struct str kept = arena_copy(publication->arena, buf_str(&path));
    buf_free(&path);
    return kept;
}

static enum status write_format(struct publication *publication, struct job *job,
                                const struct writer *writer, struct str path,
                                size_t *size)
{
    struct buf out = BUF_INIT;
    enum status status = writer->write(job, &out);
    if (status == STATUS_OK)
        status = out.status;
    if (status == STATUS_OK)
        status = output_put(&publication->output, path, buf_str(&out), job->diag);
    else
        output_withdraw(&publication->output, path, job->diag);
    *size = out.len;
    buf_free(&out);
    return status;
}

enum status publication_expect(struct publication *publication, struct job *job)
{
    const struct doc *doc;
    enum status status = job_publishable(job);
    if (status == STATUS_OK)
        status = job_doc(job, &doc);
    if (status != STATUS_OK)
        return status;
    struct summary summary =
        summary_copy(summary_of(job->input->slug, doc), publication->arena);
    if (arena_failed(publication->arena))
        return STATUS_NOMEM;
    return summary_list_add(&publication->expected, summary);
}

enum status publication_add(struct publication *publication, struct job *job,
                            const struct writer_set *formats)
{
    size_t row_count;
    const struct writer *rows = writer_rows(&row_count);
    struct publication_document files = {0};
    const struct doc *doc;
    enum status worst = job_doc(job, &doc);
    bool published = false;
    if (worst != STATUS_OK)
        return worst;
    const struct summary own = summary_of(job->input->slug, doc);
    job->neighbours = summary_neighbours(&publication->expected, &own);
    job->in_site = true;
    for (size_t i = 0; i < formats->count; i++) {
        size_t row = (size_t)(formats->items[i] - rows);
        struct str path = path_of(publication, job, formats->items[i]);
        size_t size;
        enum status status =
            write_format(publication, job, formats->items[i], path, &size);
        if (status == STATUS_OK) {
            job->published[row] = size;
            files.files[row] = path;
            published = true;
        } else if (worst != STATUS_IO && worst != STATUS_NOMEM) {
            worst = status;
        }
    }
    if (!published)
        return worst;
    enum status status = remember_document(publication, job, &files);
    if (status == STATUS_OK)
        status = remember_fonts(publication, job->pages);
    return status != STATUS_OK ? status : worst;
}

static int by_slug(const void *a, const void *b)
{
    const struct publication_document *x = a, *y = b;
    return str_compare(x->summary.slug, y->summary.slug);
}

static int by_file(const void *a, const void *b)
{
    const struct publication_font *x = a, *y = b;
    int order = str_compare(x->file, y->file);
    return order != 0 ? order : str_compare(x->postscript_name, y->postscript_name);
}

static int by_path(const void *a, const void *b)
{
    const struct output_file *x = a, *y = b;
    return str_compare(x->path, y->path);
}

/* The order of making must not show in what is made. */
static void sort(struct publication *publication)
{
    struct output *output = &publication->output;
    if (publication->document_count > 0)
        qsort(publication->documents, publication->document_count,
              sizeof(*publication->documents), by_slug);
    if (publication->font_count > 0)
        qsort(publication->fonts, publication->font_count, sizeof(*publication->fonts),
              by_file);
    if (output->count > 0)
        qsort(output->files, output->count, sizeof(*output->files), by_path);
}

enum status publication_finish(struct publication *publication,
                               const struct workshop *workshop, struct diag *diag)
{
    struct buf manifest = BUF_INIT;
    sort(publication);
    enum status status = site_write(publication, workshop, diag);
    sort(publication);
    for (size_t i = 0; i < publication->font_count && status == STATUS_OK; i++)
        status = font_hashes_wait(workshop->hashes, publication->fonts[i].data,
                                  publication->fonts[i].sha256);
    if (status == STATUS_OK)
        status = manifest_write(publication, &manifest);
    if (status == STATUS_OK)
        status = output_put(&publication->output, STR("manifest.json"),
                            buf_str(&manifest), diag);
    buf_free(&manifest);
    return status;
}
