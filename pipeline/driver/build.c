/* build: every input in every format, and the site around them. */
#include "base/host.h"
#include "commands.h"
#include "message.h"
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
    struct worker worker;
    struct publication publication;
    enum outcome outcome;
};

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
        status = worker_open(&build->worker, &build->workshop);
    if (status == STATUS_OK)
        status = publication_open(&build->publication, build->folder);
    return status;
}

/* Reads every document once for what the pages of others say of it; standard input
 * can be read but once, and has no place among the others. What is wrong with one is
 * told when it is built. */
static enum status survey(struct build *build)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < build->inputs.count && status == STATUS_OK; i++) {
        const struct input *input = &build->inputs.items[i];
        struct job job;
        if (str_equal(input->path, STR("-")))
            continue;
        status = job_open(&job, &build->worker, input);
        if (status == STATUS_OK &&
            publication_expect(&build->publication, &job) == STATUS_NOMEM)
            status = STATUS_NOMEM;
        job_close(&job);
    }
    summary_list_sort(&build->publication.expected);
    return status;
}

static void build_document(struct build *build, const struct input *input)
{
    struct job job;
    enum status status = job_open(&job, &build->worker, input);
    if (status == STATUS_OK) {
        status = job_publishable(&job);
        if (status == STATUS_OK)
            status = publication_add(&build->publication, &job, &build->formats);
        build->outcome = outcome_worse(build->outcome, outcome_of(status, job.diag));
        job_print_diag(&job, build->context->terminal);
    } else {
        build->outcome = OUTCOME_SYSTEM;
    }
    job_close(&job);
}

static void say_summary(const struct build *build)
{
    size_t published = build->publication.document_count;
    size_t left = build->inputs.count - published;
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
    if (status == STATUS_OK && build.inputs.count > 1 &&
        (build.formats.needs & WORKSHOP_PAGE))
        status = survey(&build);
    if (status == STATUS_OK) {
        for (size_t i = 0; i < build.inputs.count; i++) {
            terminal_progress(context->terminal, i + 1, build.inputs.count,
                              build.inputs.items[i].path);
            build_document(&build, &build.inputs.items[i]);
        }
        terminal_progress_end(context->terminal);
        /* An index of nothing would replace one that is good. */
        if (build.publication.document_count > 0) {
            status =
                publication_finish(&build.publication, &build.workshop, context->diag);
            if (status == STATUS_OK)
                say_summary(&build);
        }
    }
    if (status != STATUS_OK)
        build.outcome = outcome_worse(build.outcome, outcome_of(status, context->diag));
    publication_close(&build.publication);
    worker_close(&build.worker);
    workshop_close(&build.workshop);
    input_list_free(&build.inputs);
    return build.outcome;
}
