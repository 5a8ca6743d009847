/* convert and inspect: one document, one product. */
#include <string.h>

#include "base/host.h"
#include "commands.h"
#include "explain_line.h"
#include "job.h"
#include "message.h"
#include "text/text.h"
#include "writers.h"

static const struct diag_pos nowhere = {0, 0};

/* The one input that these commands take. */
static enum status only_input(const struct command_context *context,
                              struct input_list *list)
{
    const struct options *options = context->options;
    if (options->input_count != 1) {
        diag_report(context->diag, DIAG_USAGE, nowhere,
                    "this command takes one input, not %zu; 'build' takes any number",
                    options->input_count);
        return STATUS_USAGE;
    }
    if (host_kind_of(options->inputs[0]) == HOST_FOLDER) {
        diag_report(context->diag, DIAG_USAGE, nowhere,
                    "'%s' is a folder; 'build' takes folders", options->inputs[0]);
        return STATUS_USAGE;
    }
    return input_list_open(options->inputs, 1, list, context->diag);
}

/* Writes one product of a job: what `make` gives, to -o or to standard output. */
typedef enum status make_fn(struct job *job, const void *how, struct buf *out);

static enum outcome run_job(struct command_context *context, unsigned tools,
                            make_fn *make, const void *how)
{
    const struct options *options = context->options;
    struct input_list list = {0};
    struct workshop workshop = {0};
    struct worker worker = {0};
    struct job job = {0};
    struct buf product = BUF_INIT, messages = BUF_INIT;
    enum outcome outcome;

    enum status status = only_input(context, &list);
    if (status == STATUS_OK)
        status =
            workshop_open(&workshop, tools, options, context->resources, context->diag);
    if (status == STATUS_OK)
        status = worker_open(&worker, &workshop);
    if (status == STATUS_OK)
        status = job_open(&job, &worker, &list.items[0]);
    outcome = outcome_of(status, context->diag);
    if (status != STATUS_OK)
        goto out;
    status = make(&job, how, &product);
    outcome = outcome_of(status, job.diag);
    if (status == STATUS_OK && options->output)
        status = host_write_file(options->output, buf_str(&product), context->diag);
    else if (status == STATUS_OK)
        status = terminal_write_product(buf_str(&product), context->diag);
    if (status != STATUS_OK)
        outcome = outcome_worse(outcome, outcome_of(status, job.diag));
    job_list_diag(&job, context->terminal, &messages);
    terminal_put(context->terminal, buf_str(&messages));
out:
    buf_free(&messages);
    buf_free(&product);
    job_close(&job);
    worker_close(&worker);
    workshop_close(&workshop);
    input_list_free(&list);
    return outcome;
}

/* A name that neither the table nor the templates have. */
static enum status refuse_format(struct job *job)
{
    const struct workshop *workshop = job->worker->workshop;
    struct writer_set set;
    return writer_set_parse(workshop->asked_format, WRITER_CONVERTS, &set, job->diag);
}

static enum status make_format(struct job *job, const void *how, struct buf *out)
{
    const struct writer *writer = how;
    if (writer == &writer_by_stylesheet &&
        !workshop_format(job->worker->workshop, job->worker->workshop->asked_format))
        return refuse_format(job);
    enum status status = job_publishable(job);
    return status == STATUS_OK ? writer->write(job, out) : status;
}

/* The format that -f or the ending of -o names; NULL, reported, where neither does. */
static const struct writer *choose_writer(const struct command_context *context)
{
    const struct options *options = context->options;
    const struct writer *writer = NULL;
    struct writer_set set;
    if (options->format) {
        if (!strchr(options->format, ',') &&
            !writer_lookup(str_from(options->format), WRITER_CONVERTS))
            return &writer_by_stylesheet;
        if (writer_set_parse(options->format, WRITER_CONVERTS, &set, context->diag) !=
            STATUS_OK)
            return NULL;
        if (set.count == 1)
            return set.items[0];
        diag_report(context->diag, DIAG_USAGE, nowhere,
                    "'convert' makes one format at a time; 'build' makes several");
        return NULL;
    }
    if (options->output)
        writer = writer_lookup_ending(str_from(options->output));
    if (!writer)
        diag_report(context->diag, DIAG_USAGE, nowhere,
                    "the format is missing: -f xml, md, html, pdf, txt, json, akn or "
                    "source");
    return writer;
}

/* --explain-line is about the pages: no other format has them. */
static enum outcome explain_line(struct command_context *context)
{
    struct explain_line_place place;
    const char *format = context->options->format;
    if (format && strcmp(format, "pdf") != 0) {
        diag_report(context->diag, DIAG_USAGE, nowhere,
                    "--explain-line is about the PDF; leave -f %s out", format);
        return OUTCOME_REFUSED;
    }
    if (explain_line_parse(context->options->explain_line, &place, context->diag) !=
        STATUS_OK)
        return OUTCOME_REFUSED;
    return run_job(context, WORKSHOP_FONTS, explain_line_make, &place);
}

enum outcome command_convert(struct command_context *context)
{
    if (context->options->explain_line)
        return explain_line(context);
    const struct writer *writer = choose_writer(context);
    if (!writer)
        return OUTCOME_REFUSED;
    if (writer->content == WRITER_BINARY && !context->options->output &&
        terminal_output_is_terminal()) {
        diag_report(
            context->diag, DIAG_USAGE, nowhere,
            "%s is no text for a terminal; name a file with -o, or redirect the "
            "output",
            writer->name);
        return OUTCOME_REFUSED;
    }
    return run_job(context, writer->needs, make_format, writer);
}

/* Facts are shown of what cannot be published, too: that is when they are wanted. */
static enum status make_facts(struct job *job, const void *how, struct buf *out)
{
    const struct doc *doc;
    enum status status = job_doc(job, &doc);
    (void)how;
    return status == STATUS_OK ? text_write_facts_json(doc, job->diag, out) : status;
}

enum outcome command_inspect(struct command_context *context)
{
    return run_job(context, 0, make_facts, NULL);
}
