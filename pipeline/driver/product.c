#include "product.h"

#include <stdlib.h>
#include <string.h>

#include "base/meter.h"
#include "job.h"
#include "xml/xml.h"

static struct product *product_new(void)
{
    struct product *product = calloc(1, sizeof(*product));
    if (product)
        product->arena = arena_new();
    if (product && !product->arena) {
        free(product);
        return NULL;
    }
    return product;
}

void product_free(struct product *product)
{
    if (!product)
        return;
    buf_free(&product->messages);
    buf_free(&product->xml);
    arena_free(product->arena);
    free(product);
}

/* "<slug>/<slug>.pdf", or "<slug>/index.html". */
static struct str path_of(const struct input *input, const struct writer *writer,
                          struct arena *arena)
{
    struct buf path = BUF_INIT;
    buf_add(&path, input->slug);
    buf_add_byte(&path, '/');
    if (writer->site_name) {
        buf_add_cstr(&path, writer->site_name);
    } else {
        buf_add(&path, input->slug);
        buf_add_cstr(&path, writer->ending);
    }
    struct str kept = arena_copy(arena, buf_str(&path));
    buf_free(&path);
    return kept;
}

static enum status write_format(const struct product_order *order, struct job *job,
                                const struct writer *writer, struct str path,
                                struct output_file *file)
{
    struct buf out = BUF_INIT;
    enum status status = writer->write(job, &out);
    if (status == STATUS_OK)
        status = out.status;
    if (status == STATUS_OK)
        status =
            output_put_one_of_many(order->output, path, buf_str(&out), file, job->diag);
    else
        output_withdraw(order->output, path, job->diag);
    buf_free(&out);
    return status;
}

/* Writes the formats of one turn into the product's record; the worst status. */
static enum status write_turn(const struct product_order *order, struct job *job,
                              enum writer_turn turn, struct product *product)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < order->formats->count; i++) {
        const struct writer *writer = order->formats->items[i];
        if (writer->turn != turn)
            continue;
        struct str path = path_of(job->input, writer, product->arena);
        struct output_file *file = &product->record.files[writer - rows];
        enum status status = write_format(order, job, writer, path, file);
        if (status != STATUS_OK && worst != STATUS_IO && worst != STATUS_NOMEM)
            worst = status;
    }
    return arena_failed(product->arena) ? STATUS_NOMEM : worst;
}

static void describe(const struct job *job, const struct doc *doc,
                     struct product *product)
{
    struct arena *arena = product->arena;
    struct record *record = &product->record;
    struct str source = buf_str(&job->source);
    record->summary = summary_copy(summary_of(job->input->slug, doc), arena);
    record->origin = xml_recognise(source) ? RECORD_FROM_XML : RECORD_FROM_TEXT;
    record->source = arena_copy(arena, job->input->name);
    record->encoding = arena_copy(arena, doc->source.encoding);
    output_hash(source, record->source_sha256);
}

static void describe_fonts(const struct job *job, struct product *product)
{
    const struct pages *pages = job->pages;
    size_t count = pages ? pages->font_count : 0;
    struct record_font *fonts = arena_alloc(product->arena, count * sizeof(*fonts) + 1);
    for (size_t i = 0; fonts && i < count; i++) {
        fonts[i].file = arena_copy(product->arena, pages->fonts[i].file);
        fonts[i].postscript_name =
            arena_copy(product->arena, pages->fonts[i].postscript_name);
        fonts[i].data = pages->fonts[i].data;
    }
    product->record.fonts = fonts;
    product->record.font_count = fonts ? count : 0;
}

static bool writes(const struct writer_set *formats, const char *name)
{
    for (size_t i = 0; i < formats->count; i++)
        if (strcmp(formats->items[i]->name, name) == 0)
            return true;
    return false;
}

/* Standard input cannot be read again. */
static enum status keep_xml(const struct product_order *order, struct job *job,
                            struct product *product)
{
    struct str xml;
    if (!str_equal(job->input->path, STR("-")) || writes(order->formats, "xml"))
        return STATUS_OK;
    enum status status = job_xml(job, &xml);
    if (status == STATUS_OK)
        buf_add(&product->xml, xml);
    return status == STATUS_OK ? product->xml.status : status;
}

static enum status make_document(const struct product_order *order, struct job *job,
                                 struct product *product)
{
    const struct doc *doc;
    enum status status = job_publishable(job);
    if (status == STATUS_OK)
        status = job_doc(job, &doc);
    if (status != STATUS_OK)
        return status;
    product->publishable = true;
    describe(job, doc, product);
    job->record = &product->record;
    status = write_turn(order, job, WRITER_TURN_DOCUMENT, product);
    describe_fonts(job, product);
    enum status kept = keep_xml(order, job, product);
    return status == STATUS_OK ? kept : status;
}

static void conclude(const struct product_order *order, struct job *job,
                     enum status status, struct product *product)
{
    product->outcome = outcome_of(status, job->diag);
    for (size_t i = 0; i < diag_count(job->diag); i++)
        product->record.findings[diag_lookup(job->diag, i)->severity]++;
    job_list_diag(job, order->terminal, &product->messages);
    job_close(job);
}

struct product *product_make_document(const struct product_order *order,
                                      const struct worker *worker,
                                      const struct input *input)
{
    const struct record *old = manifest_lookup(order->examination->old, input->slug);
    struct product *product = product_new();
    struct job job;
    if (!product)
        return NULL;
    enum meter_work work = meter_turn(METER_EXAMINE);
    product->stale = examine_document(order->examination, input, old);
    meter_turn(work);
    if (product->stale.why == STALE_NOT) {
        product->record = *old;
        product->publishable = true;
        product->outcome =
            old->findings[DIAG_WARNING] > 0 ? OUTCOME_FINDINGS : OUTCOME_CLEAN;
        return product;
    }
    if (order->mode == PRODUCT_EXAMINE)
        return product;
    if (job_open(&job, worker, input) != STATUS_OK) {
        product_free(product);
        return NULL;
    }
    enum status status = make_document(order, &job, product);
    conclude(order, &job, status, product);
    return product;
}

/* The XML as it was published, so that the document need not be read again. */
static enum status fetch_xml(const struct product_order *order,
                             const struct record *record, struct job *job,
                             struct buf *xml)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && xml->len == 0; i++)
        if (strcmp(rows[i].name, "xml") == 0 && record->files[i].path.len > 0)
            status = output_get(order->output, record->files[i].path, xml, job->diag);
    if (status == STATUS_OK && xml->len > 0)
        job_take_xml(job, xml);
    else if (status == STATUS_OK)
        status = job_repeat_xml(job);
    return status;
}

struct product *product_make_page(const struct product_order *order,
                                  const struct worker *worker,
                                  const struct input *input,
                                  const struct record *record,
                                  struct summary_neighbours neighbours,
                                  enum stale_why why, struct buf *xml)
{
    const struct record *old = manifest_lookup(order->examination->old, input->slug);
    struct product *product = product_new();
    struct job job;
    if (!product)
        return NULL;
    product->stale.why = why;
    enum meter_work work = meter_turn(METER_EXAMINE);
    if (why == STALE_NOT)
        product->stale = examine_page(order->examination, record, old);
    meter_turn(work);
    if (product->stale.why == STALE_NOT || order->mode == PRODUCT_EXAMINE)
        return product;
    if (job_open(&job, worker, input) != STATUS_OK) {
        product_free(product);
        return NULL;
    }
    job.record = record;
    job.neighbours = neighbours;
    enum status status = fetch_xml(order, record, &job, xml);
    if (status == STATUS_OK)
        status = write_turn(order, &job, WRITER_TURN_SITE, product);
    conclude(order, &job, status, product);
    return product;
}
