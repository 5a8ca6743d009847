/* build: every input in every format, and the site around them. */
#include <stdlib.h>

#include "base/host.h"
#include "commands.h"
#include "message.h"
#include "pool.h"
#include "publication.h"

#define DEFAULT_INPUT "input"
#define DEFAULT_OUTPUT "output"

/* The state of one build. */
struct build {
    struct command_context *context;
    const char *folder; /* of the output */
    struct writer_set formats;
    struct input_list inputs;
    struct workshop workshop;
    struct worker *workers; /* one a thread */
    size_t worker_count;
    struct publication publication;
    struct product_order order;
    enum outcome outcome;
    enum status status; /* of the build itself, while results are taken */
};

static enum status open_workers(struct build *build)
{
    size_t count = build->context->options->jobs;
    if (count == 0)
        count = host_processors();
    if (count > build->inputs.count)
        count = build->inputs.count;
    build->workers = calloc(count, sizeof(*build->workers));
    if (!build->workers)
        return STATUS_NOMEM;
    enum status status = STATUS_OK;
    for (; build->worker_count < count && status == STATUS_OK; build->worker_count++)
        status = worker_open(&build->workers[build->worker_count], &build->workshop);
    return status;
}

static enum status open_build(struct build *build)
{
    static const char *const default_inputs[] = {DEFAULT_INPUT};
    const struct options *options = build->context->options;
    struct diag *diag = build->context->diag;
    bool named = options->input_count > 0;

    enum status status =
        writer_set_parse(options->format, WRITER_BUILDS, &build->formats, diag);
    if (status != STATUS_OK)
        return status;
    if (!named && host_kind_of(DEFAULT_INPUT) != HOST_FOLDER) {
        diag_report(diag, DIAG_INPUT_NONE, (struct diag_pos){0, 0},
                    "there is no folder '%s' here, and no input was named",
                    DEFAULT_INPUT);
        return STATUS_USAGE;
    }
    /* What is wrong with one input is told and stops no other. */
    status = input_list_open(named ? options->inputs : default_inputs,
                             named ? options->input_count : 1, &build->inputs, diag);
    build->outcome = outcome_of(status, diag);
    if (build->inputs.count == 0)
        return STATUS_OK;
    status = workshop_open(&build->workshop, build->formats.needs | WORKSHOP_SITE,
                           options, build->context->resources, diag);
    if (status == STATUS_OK)
        status = open_workers(build);
    if (status == STATUS_OK)
        status = publication_open(&build->publication, build->folder);
    build->order = (struct product_order){&build->publication.output, &build->formats,
                                          build->context->terminal};
    return status;
}

static void close_build(struct build *build)
{
    publication_close(&build->publication);
    for (size_t i = 0; i < build->worker_count; i++)
        worker_close(&build->workers[i]);
    free(build->workers);
    workshop_close(&build->workshop);
    input_list_free(&build->inputs);
}

/* What every result tells, whatever it is of. NULL: memory was short. */
static void tell_product(struct build *build, const struct product *product)
{
    if (!product) {
        build->status = STATUS_NOMEM;
        return;
    }
    build->outcome = outcome_worse(build->outcome, product->outcome);
    terminal_put(build->context->terminal, buf_str(&product->messages));
}

static void *make_document(void *user, size_t thread, size_t task)
{
    struct build *build = user;
    return product_make_document(&build->order, &build->workers[thread],
                                 &build->inputs.items[task]);
}

static void take_document(void *user, size_t task, void *result)
{
    struct build *build = user;
    struct product *product = result;
    const struct input *input = &build->inputs.items[task];
    tell_product(build, product);
    terminal_progress(build->context->terminal, task + 1, build->inputs.count,
                      input->path);
    if (product && product->publishable) {
        enum status status = publication_add(&build->publication, input, product);
        if (status != STATUS_OK)
            build->status = status;
    }
    product_free(product);
}

static void *make_page(void *user, size_t thread, size_t task)
{
    struct build *build = user;
    struct publication_document *document = &build->publication.documents[task];
    return product_make_page(
        &build->order, &build->workers[thread], document->input, &document->record,
        summary_neighbours(&build->publication.order, &document->record.summary),
        &document->xml);
}

static void take_page(void *user, size_t task, void *result)
{
    struct build *build = user;
    struct product *product = result;
    tell_product(build, product);
    if (product) {
        enum status status = publication_extend(&build->publication, task, product);
        if (status != STATUS_OK)
            build->status = status;
    }
    product_free(product);
}

/* Pages name the documents around them: they come when all documents are known. */
static enum status make_all(struct build *build)
{
    struct pool pool = {build->worker_count, build->inputs.count, make_document,
                        take_document, build};
    enum status status = pool_run(&pool);
    terminal_progress_end(build->context->terminal);
    if (status == STATUS_OK)
        status = build->status;
    if (status == STATUS_OK)
        status = publication_settle(&build->publication);
    if (status != STATUS_OK || !(build->formats.needs & WORKSHOP_PAGE))
        return status;
    pool = (struct pool){build->worker_count, build->publication.document_count,
                         make_page, take_page, build};
    status = pool_run(&pool);
    return status == STATUS_OK ? build->status : status;
}

static void say_summary(const struct build *build)
{
    size_t published = build->publication.document_count;
    size_t left = build->inputs.count - published;
    if (published == 0)
        return;
    terminal_say(build->context->terminal,
                 ngettext("%zu document published: %s/index.html",
                          "%zu documents published: %s/index.html", published),
                 published, build->folder);
    if (left > 0)
        terminal_say(build->context->terminal,
                     ngettext("%zu document could not be published",
                              "%zu documents could not be published", left),
                     left);
}

enum outcome command_build(struct command_context *context)
{
    const struct options *options = context->options;
    struct build build = {
        .context = context,
        .folder = options->output ? options->output : DEFAULT_OUTPUT,
    };
    enum status status = open_build(&build);
    command_tell(context);
    if (status == STATUS_OK && build.inputs.count > 0) {
        status = make_all(&build);
        if (status == STATUS_OK)
            status =
                publication_finish(&build.publication, &build.workshop, context->diag);
        if (status == STATUS_OK)
            say_summary(&build);
    }
    if (status != STATUS_OK)
        build.outcome = outcome_worse(build.outcome, outcome_of(status, context->diag));
    close_build(&build);
    return build.outcome;
}
