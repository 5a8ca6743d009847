#include "batch.h"

#include <stdlib.h>

#include "base/host.h"
#include "job_page.h"
#include "message.h"
#include "pool.h"

static enum status open_workers(struct batch *batch, size_t tasks_max)
{
    size_t count = batch->context->options->jobs;
    if (count == 0)
        count = host_processors();
    if (count > tasks_max)
        count = tasks_max;
    batch->workers = calloc(count + 1, sizeof(*batch->workers));
    if (!batch->workers)
        return STATUS_NOMEM;
    if (batch->context->options->switches & SWITCH_TIMINGS) {
        batch->meters = calloc(count + 1, sizeof(*batch->meters));
        for (size_t i = 0; batch->meters && i < count; i++)
            batch->meters[i] = timings_meter();
    }
    enum status status = STATUS_OK;
    for (; batch->worker_count < count && status == STATUS_OK; batch->worker_count++)
        status = worker_open(&batch->workers[batch->worker_count], &batch->workshop);
    return status;
}

static void say_waiting(void *user)
{
    struct batch *batch = user;
    terminal_say(batch->context->terminal,
                 _("another build is at work in '%s'; waiting for its end"),
                 batch->folder);
}

static enum status lock_folder(struct batch *batch, const struct batch_plan *plan)
{
    enum host_lock_kind kind =
        plan->shard.count > 0 ? HOST_LOCK_TOGETHER : HOST_LOCK_ALONE;
    if (plan->mode == PRODUCT_EXAMINE)
        return STATUS_OK;
    enum status status = host_lock_folder(batch->folder, kind, say_waiting, batch,
                                          &batch->lock, batch->context->diag);
    if (status == STATUS_OK && kind == HOST_LOCK_ALONE)
        host_sweep_folder(batch->folder);
    return status;
}

/* The work of the caller's own thread, until meter_attach(NULL). */
static void measure(struct batch *batch, enum meter_work work)
{
    if (!(batch->context->options->switches & SWITCH_TIMINGS))
        return;
    meter_attach(&batch->meter);
    meter_turn(work);
}

enum status batch_open(struct batch *batch, struct command_context *context,
                       const struct batch_plan *plan)
{
    const struct options *options = context->options;
    struct publication *publication = &batch->publication;
    *batch = (struct batch){
        .context = context,
        .folder = plan->folder,
        .lock = HOST_LOCK_NONE,
        .formats = plan->formats,
        .meter = timings_meter(),
    };
    measure(batch, METER_OPEN);
    enum status status = workshop_open(&batch->workshop, plan->tools, options,
                                       context->resources, context->diag);
    if (status == STATUS_OK)
        status = open_workers(batch, plan->tasks_max);
    if (status == STATUS_OK)
        status = lock_folder(batch, plan);
    if (status == STATUS_OK)
        status = publication_open(publication, plan->folder, plan->shard);
    if (status == STATUS_OK)
        status = setup_describe(&batch->workshop, &batch->formats, &publication->setup,
                                context->diag);
    batch->examination = (struct examination){
        .output = &publication->output,
        .formats = &batch->formats,
        .setup = &publication->setup,
        .old = &publication->old,
        .mode = options->switches & SWITCH_FORCE ? EXAMINE_NOTHING : EXAMINE_ALL,
    };
    batch->order = (struct product_order){
        .output = &publication->output,
        .formats = &batch->formats,
        .terminal = context->terminal,
        .examination = &batch->examination,
        .mode = plan->mode,
    };
    meter_attach(NULL);
    return status;
}

void batch_close(struct batch *batch)
{
    publication_close(&batch->publication);
    host_unlock_folder(&batch->lock, batch->folder);
    for (size_t i = 0; i < batch->worker_count; i++)
        worker_close(&batch->workers[i]);
    free(batch->workers);
    free(batch->meters);
    workshop_close(&batch->workshop);
    buf_free(&batch->stale_list);
    buf_free(&batch->report_rows);
}

/* "output/a: the source changed", of a document or a file of the site. */
static void tell_stale(struct batch *batch, struct str name, const struct stale *stale)
{
    struct buf line = BUF_INIT;
    bool reasons = batch->context->options->switches & SWITCH_DIFF;
    buf_printf(&line, "%s/%.*s", batch->folder, STR_ARGS(name));
    if (reasons) {
        buf_add_cstr(&line, ": ");
        examine_explain(stale, &line);
    }
    if (batch->order.mode == PRODUCT_EXAMINE) {
        buf_add(&batch->stale_list, buf_str(&line));
        buf_add_byte(&batch->stale_list, '\n');
        batch->outcome = outcome_worse(batch->outcome, OUTCOME_FINDINGS);
    } else if (reasons && line.status == STATUS_OK) {
        terminal_say(batch->context->terminal, "%s", line.ptr);
    }
    buf_free(&line);
}

/* What every result tells, whatever it is of. NULL: memory was short. */
static void tell_product(struct batch *batch, struct str slug,
                         const struct product *product)
{
    if (!product) {
        batch->status = STATUS_NOMEM;
        return;
    }
    if (product->stale.why != STALE_NOT && product->stale.why != STALE_DOCUMENT)
        tell_stale(batch, slug, &product->stale);
    /* --check tells whether anything is stale, not what an earlier build found. */
    if (batch->order.mode == PRODUCT_MAKE)
        batch->outcome = outcome_worse(batch->outcome, product->outcome);
    terminal_put(batch->context->terminal, buf_str(&product->messages));
}

static void *make_document(void *user, size_t thread, size_t task)
{
    struct batch *batch = user;
    if (batch->meters)
        meter_attach(&batch->meters[thread]);
    void *product = product_make_document(&batch->order, &batch->workers[thread],
                                          &batch->inputs[task]);
    meter_attach(NULL);
    return product;
}

static void take_document(void *user, size_t task, void *result)
{
    struct batch *batch = user;
    struct product *product = result;
    const struct input *input = &batch->inputs[task];
    tell_product(batch, input->slug, product);
    terminal_progress(batch->context->terminal, task + 1, batch->input_count,
                      input->path);
    if (product && product->stale.why == STALE_NOT) {
        batch->unchanged++;
        batch->findings_of_old += product->record.findings[DIAG_WARNING];
    } else if (product) {
        batch->made++;
    }
    if (product && product->stale.why != STALE_NOT && batch->context->options->report)
        job_page_add(&batch->report_rows, input, product);
    if (product && product->publishable) {
        enum status status = publication_add(&batch->publication, input, product);
        if (status != STATUS_OK)
            batch->status = status;
    }
    product_free(product);
}

enum status batch_make_documents(struct batch *batch, const struct input *inputs,
                                 size_t count)
{
    struct pool pool = {batch->worker_count, count, make_document, take_document,
                        batch};
    batch->inputs = inputs;
    batch->input_count = count;
    enum status status = pool_run(&pool);
    terminal_progress_end(batch->context->terminal);
    return status == STATUS_OK ? batch->status : status;
}

static void *make_page(void *user, size_t thread, size_t task)
{
    struct batch *batch = user;
    struct publication *publication = &batch->publication;
    struct publication_document *document = &publication->documents[task];
    if (batch->meters)
        meter_attach(&batch->meters[thread]);
    void *product = product_make_page(
        &batch->order, &batch->workers[thread], document->input, &document->record,
        summary_neighbours(&publication->order, &document->record.summary),
        document->stale == STALE_NOT ? STALE_NOT : STALE_DOCUMENT, &document->xml);
    meter_attach(NULL);
    return product;
}

static void take_page(void *user, size_t task, void *result)
{
    struct batch *batch = user;
    struct product *product = result;
    tell_product(batch, batch->publication.documents[task].record.summary.slug,
                 product);
    if (product) {
        enum status status = publication_extend(&batch->publication, task, product);
        if (status != STATUS_OK)
            batch->status = status;
    }
    product_free(product);
}

enum status batch_make_pages(struct batch *batch)
{
    struct publication *publication = &batch->publication;
    enum status status = publication_settle(publication);
    if (status != STATUS_OK || !(batch->formats.needs & WORKSHOP_PAGE))
        return status;
    struct pool pool = {batch->worker_count, publication->document_count, make_page,
                        take_page, batch};
    status = pool_run(&pool);
    return status == STATUS_OK ? batch->status : status;
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Documents of the earlier build that are no longer among the inputs, and what was left
 * before that. */
static enum status tell_removed(struct batch *batch)
{
    const struct manifest *old = &batch->publication.old;
    const struct stale removed = {.why = STALE_REMOVED};
    struct str *slugs = calloc(batch->input_count + 1, sizeof(*slugs));
    if (!slugs)
        return STATUS_NOMEM;
    for (size_t i = 0; i < batch->input_count; i++)
        slugs[i] = batch->inputs[i].slug;
    if (batch->input_count > 0)
        qsort(slugs, batch->input_count, sizeof(*slugs), by_bytes);
    for (size_t i = 0; i < old->record_count; i++) {
        struct str slug = old->records[i].summary.slug;
        if (batch->input_count == 0 ||
            !bsearch(&slug, slugs, batch->input_count, sizeof(*slugs), by_bytes))
            tell_stale(batch, slug, &removed);
    }
    for (size_t i = 0; i < old->left_count; i++)
        tell_stale(batch, old->left[i], &removed);
    free(slugs);
    return STATUS_OK;
}

/* What --check says beside the documents. */
static enum status examine_site(struct batch *batch)
{
    struct publication *publication = &batch->publication;
    const struct stale stale = {.why = STALE_DOCUMENT};
    if (publication->shard.count == 0 &&
        (batch->made > 0 || !publication_site_current(publication)))
        tell_stale(batch, STR("index.html"), &stale);
    enum status status = tell_removed(batch);
    if (status == STATUS_OK)
        status =
            terminal_write_product(buf_str(&batch->stale_list), batch->context->diag);
    return status;
}

void batch_say_timings(struct batch *batch)
{
    struct meter all = batch->meter;
    if (!batch->meters)
        return;
    for (size_t i = 0; i < batch->worker_count; i++)
        meter_add(&all, &batch->meters[i]);
    timings_say(batch->context->terminal, &all, batch->made);
}

enum status batch_finish(struct batch *batch)
{
    bool prune = batch->context->options->switches & SWITCH_PRUNE;
    if (batch->order.mode == PRODUCT_EXAMINE)
        return examine_site(batch);
    measure(batch, METER_SITE);
    enum status status = publication_finish(
        &batch->publication, &batch->workshop,
        prune ? PUBLICATION_REMOVE_LEFT : PUBLICATION_KEEP_LEFT, batch->context->diag);
    meter_attach(NULL);
    if (status == STATUS_OK && (batch->publication.left_count > 0 ||
                                batch->publication.changed_font_count > 0))
        batch->outcome = outcome_worse(batch->outcome, OUTCOME_FINDINGS);
    return status;
}
