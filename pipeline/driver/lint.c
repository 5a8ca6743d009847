/* lint: findings of every input, as one product. */
#include <stdlib.h>

#include "base/host.h"
#include "commands.h"
#include "job.h"
#include "lint_report.h"
#include "lint_setup.h"
#include "message.h"

#define DEFAULT_INPUT "input"

static const struct diag_pos nowhere = {0, 0};

struct linting {
    struct command_context *context;
    struct input_list inputs;
    struct workshop workshop;
    struct worker worker;
    struct lint_setup setup;
    struct lint_report report;
    struct explanations explanations; /* where the format tells of the rules */
    enum outcome outcome;
    size_t finding_count, document_count;
};

static enum status open_inputs(struct linting *linting)
{
    static const char *const default_inputs[] = {DEFAULT_INPUT};
    const struct options *options = linting->context->options;
    struct diag *diag = linting->context->diag;
    bool named = options->input_count > 0;
    if (!named && host_kind_of(DEFAULT_INPUT) != HOST_FOLDER) {
        diag_report(diag, DIAG_INPUT_NONE, nowhere,
                    "there is no folder '%s' here, and no input was named",
                    DEFAULT_INPUT);
        return STATUS_USAGE;
    }
    enum status status = input_list_open_to_read(
        named ? options->inputs : default_inputs, named ? options->input_count : 1,
        &linting->inputs, diag);
    linting->outcome = outcome_of(status, diag);
    return STATUS_OK;
}

static enum status open_linting(struct linting *linting)
{
    struct command_context *context = linting->context;
    const struct options *options = context->options;
    enum status status =
        lint_report_open(&linting->report, options->format, context->terminal,
                         options->color, context->diag);
    if (status == STATUS_OK)
        status = open_inputs(linting);
    if (status == STATUS_OK)
        status = workshop_open(&linting->workshop, 0, options, context->resources,
                               context->diag);
    if (status == STATUS_OK)
        status = worker_open(&linting->worker, &linting->workshop);
    if (status == STATUS_OK)
        status = lint_setup_open(&linting->setup, linting->workshop.project,
                                 context->resources, context->diag);
    if (status == STATUS_OK && linting->report.format->explains) {
        status = explanations_open(&linting->explanations, context->resources,
                                   context->diag);
        linting->report.explanations = &linting->explanations;
    }
    return status;
}

/* Notes are told to those who ask for them, as those of other commands are. */
static bool is_told(const struct linting *linting, const struct job *job,
                    const struct lint_finding *finding)
{
    enum option_verbosity verbosity = linting->context->options->verbosity;
    if (finding->severity == LINT_NOTE && verbosity != VERBOSITY_VERBOSE)
        return false;
    return !lint_setup_ignores(linting->workshop.project, job->input->path, finding);
}

static enum status report_document(struct linting *linting, struct job *job,
                                   const struct lint_findings *findings)
{
    struct terminal_listing listing = {.file = job->input->path};
    struct buf text = BUF_INIT;
    struct lint_told *told = calloc(findings->count + 1, sizeof(*told));
    struct lint_report_document document = {job->input->path, told, 0, &listing};
    enum status status = told ? lint_fingerprint(findings, told) : STATUS_NOMEM;
    if (status != STATUS_OK) {
        free(told);
        return status;
    }
    for (size_t i = 0; i < findings->count; i++)
        if (is_told(linting, job, told[i].finding))
            told[document.count++] = told[i];
    if (document.count > 0 && job_text(job, &text) == STATUS_OK)
        listing.text = buf_str(&text);
    status = lint_report_add(&linting->report, &document);
    if (document.count > 0)
        linting->outcome = outcome_worse(linting->outcome, OUTCOME_FINDINGS);
    linting->finding_count += document.count;
    linting->document_count++;
    buf_free(&text);
    free(told);
    return status;
}

static void tell_diag(struct linting *linting, struct job *job)
{
    struct buf out = BUF_INIT;
    job_list_diag(job, linting->context->terminal, &out);
    terminal_put(linting->context->terminal, buf_str(&out));
    buf_free(&out);
}

static void lint_document(struct linting *linting, const struct input *input)
{
    struct job job;
    struct lint_findings findings = {0};
    const struct doc *doc;
    enum status status = job_open(&job, &linting->worker, input);
    if (status == STATUS_OK)
        status = job_doc(&job, &doc);
    if (status == STATUS_OK)
        status = lint_check(linting->setup.lint, doc, &findings);
    if (status == STATUS_OK)
        status = report_document(linting, &job, &findings);
    linting->outcome = outcome_worse(
        linting->outcome, job.diag ? outcome_of(status, job.diag) : OUTCOME_SYSTEM);
    if (job.diag)
        tell_diag(linting, &job);
    lint_findings_free(&findings);
    job_close(&job);
}

static enum status write_product(struct linting *linting)
{
    const struct command_context *context = linting->context;
    enum status status = lint_report_finish(&linting->report);
    struct str product = buf_str(&linting->report.out);
    if (status != STATUS_OK)
        return status;
    if (context->options->output)
        return host_write_file(context->options->output, product, context->diag);
    return terminal_write_product(product, context->diag);
}

static void say_summary(const struct linting *linting)
{
    terminal_say(linting->context->terminal,
                 ngettext("%zu finding", "%zu findings", linting->finding_count),
                 linting->finding_count);
}

enum outcome command_lint(struct command_context *context)
{
    struct linting linting = {.context = context};
    enum status status = open_linting(&linting);
    command_tell(context);
    if (status == STATUS_OK) {
        for (size_t i = 0; i < linting.inputs.count; i++) {
            terminal_progress(context->terminal, i + 1, linting.inputs.count,
                              linting.inputs.items[i].path);
            lint_document(&linting, &linting.inputs.items[i]);
        }
        terminal_progress_end(context->terminal);
        status = write_product(&linting);
        if (status == STATUS_OK)
            say_summary(&linting);
    }
    if (status != STATUS_OK)
        linting.outcome =
            outcome_worse(linting.outcome, outcome_of(status, context->diag));
    lint_report_close(&linting.report);
    explanations_close(&linting.explanations);
    lint_setup_close(&linting.setup);
    worker_close(&linting.worker);
    workshop_close(&linting.workshop);
    input_list_free(&linting.inputs);
    return linting.outcome;
}
