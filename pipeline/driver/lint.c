/* lint: findings of every input, as one product. */
#include <stdlib.h>

#include "base/host.h"
#include "commands.h"
#include "job.h"
#include "lint_baseline.h"
#include "lint_dictionary.h"
#include "lint_fix.h"
#include "lint_report.h"
#include "lint_setup.h"
#include "message.h"
#include "project/dictionary.h"

#define DEFAULT_INPUT "input"

static const struct diag_pos nowhere = {0, 0};

struct linting {
    struct command_context *context;
    struct input_list inputs;
    struct workshop workshop;
    struct worker worker;
    struct lint_setup setup;
    struct lint_report report;
    struct lint_baseline baseline;
    bool chosen[LINT_RULE_COUNT];     /* the rules that mend */
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

/* The command line before the configuration. A baseline that is written is of all that
 * is found. */
static const char *baseline_path(const struct linting *linting)
{
    const struct options *options = linting->context->options;
    if (options->write_baseline)
        return NULL;
    return options->baseline ? options->baseline
                             : linting->workshop.project->lint.baseline.ptr;
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
    if (status == STATUS_OK)
        status = lint_setup_choose(options, linting->chosen, context->diag);
    if (status == STATUS_OK)
        status = lint_baseline_open(&linting->baseline, baseline_path(linting),
                                    options->write_baseline != NULL, context->diag);
    if (status == STATUS_OK && linting->report.format->explains) {
        status = explanations_open(&linting->explanations, context->resources,
                                   context->diag);
        linting->report.explanations = &linting->explanations;
    }
    return status;
}

/* One input of the run. */
struct looking {
    struct linting *linting;
    const struct input *input;
};

/* Whether configuration or baseline let the finding pass. A lint_passes_fn. */
static bool passes(const struct lint_told *told, void *user)
{
    const struct looking *looking = user;
    const struct linting *linting = looking->linting;
    return lint_setup_ignores(linting->workshop.project, looking->input->path,
                              told->finding) ||
           lint_baseline_passes(&linting->baseline, looking->input->name, told);
}

/* Notes are told to those who ask for them, as those of other commands are. */
static bool is_told(struct linting *linting, const struct input *input,
                    const struct lint_told *told)
{
    enum option_verbosity verbosity = linting->context->options->verbosity;
    struct looking looking = {linting, input};
    if ((told->finding->severity == LINT_NOTE && verbosity != VERBOSITY_VERBOSE) ||
        passes(told, &looking))
        return false;
    lint_baseline_add(&linting->baseline, input->name, told);
    return true;
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
        if (is_told(linting, job->input, &told[i]))
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

static bool fixes(const struct options *options)
{
    return (options->switches & (SWITCH_FIX | SWITCH_DIFF)) || options->fix_rules;
}

static void say_changes(struct linting *linting, const struct lint_mending *fix,
                        const struct input *input)
{
    for (size_t i = 0; i < fix->count; i++) {
        const struct lint_edits *edits = &fix->passes[i].edits;
        for (size_t j = 0; j < edits->count; j++) {
            const struct lint_place *place = edits->items[j].place;
            terminal_say(linting->context->terminal,
                         _("%.*s:%u:%u: mended: \"%.*s\" is now \"%.*s\" [%s]"),
                         STR_ARGS(input->path), place->pos.line, place->pos.column,
                         STR_ARGS(place->before), STR_ARGS(place->after),
                         lint_rule_name(edits->items[j].rule));
        }
    }
}

/* Mends the file, or shows how it would be. What is left to find is told of the file as
 * it then is. */
static void fix_document(struct linting *linting, const struct input *input)
{
    struct command_context *context = linting->context;
    struct lint_mending fix;
    struct looking looking = {linting, input};
    diag_set_file(context->diag, input->path);
    enum status status =
        lint_fix_open(&fix, linting->setup.lint, input, linting->workshop.encoding,
                      linting->chosen, passes, &looking, context->diag);
    if (status == STATUS_OK && (context->options->switches & SWITCH_DIFF)) {
        lint_fix_diff(&fix, input, &linting->report.out);
    } else if (status == STATUS_OK) {
        status = lint_fix_write(&fix, input, context->diag);
        if (status == STATUS_OK)
            say_changes(linting, &fix, input);
    }
    diag_set_file(context->diag, STR(""));
    linting->outcome =
        outcome_worse(linting->outcome, outcome_of(status, context->diag));
    if ((context->options->switches & SWITCH_DIFF) && fix.count > 0)
        linting->outcome = outcome_worse(linting->outcome, OUTCOME_FINDINGS);
    lint_fix_close(&fix);
    command_tell(context);
}

static void look_at(struct linting *linting, const struct input *input)
{
    bool differs = (linting->context->options->switches & SWITCH_DIFF) != 0;
    if (fixes(linting->context->options))
        fix_document(linting, input);
    if (!differs)
        lint_document(linting, input);
}

/* --test-dictionary: of the files named, or of the dictionaries in use. */
static enum status test_dictionaries(struct linting *linting)
{
    struct command_context *context = linting->context;
    const struct options *options = context->options;
    struct lint_dictionary_result result = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < options->input_count && status == STATUS_OK; i++) {
        struct project_dictionary *dictionary;
        status =
            project_dictionary_open(options->inputs[i], context->diag, &dictionary);
        if (status == STATUS_OK)
            status = lint_dictionary_test(dictionary, &result, context->diag);
        if (status == STATUS_OK)
            project_dictionary_close(dictionary);
    }
    for (size_t i = 0; options->input_count == 0 && status == STATUS_OK &&
                       i < linting->setup.dictionary_count;
         i++)
        status = lint_dictionary_test(linting->setup.dictionaries[i], &result,
                                      context->diag);
    command_tell(context);
    if (status == STATUS_OK)
        terminal_say(context->terminal, _("%zu terms, %zu texts tried, %zu failed"),
                     result.terms, result.tests, result.failed);
    return status;
}

/* The configuration that governs dictionaries named as inputs need not be one. */
static enum outcome run_dictionary_tests(struct command_context *context)
{
    struct linting linting = {.context = context};
    enum status status = STATUS_OK;
    if (context->options->input_count == 0) {
        status = workshop_open(&linting.workshop, 0, context->options,
                               context->resources, context->diag);
        if (status == STATUS_OK)
            status = lint_setup_open(&linting.setup, linting.workshop.project,
                                     context->resources, context->diag);
    }
    if (status == STATUS_OK)
        status = test_dictionaries(&linting);
    lint_setup_close(&linting.setup);
    workshop_close(&linting.workshop);
    return outcome_of(status, context->diag);
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
    if (context->options->switches & SWITCH_TEST_DICTIONARY)
        return run_dictionary_tests(context);
    struct linting linting = {.context = context};
    enum status status = open_linting(&linting);
    command_tell(context);
    if (status == STATUS_OK) {
        for (size_t i = 0; i < linting.inputs.count; i++) {
            terminal_progress(context->terminal, i + 1, linting.inputs.count,
                              linting.inputs.items[i].path);
            look_at(&linting, &linting.inputs.items[i]);
        }
        terminal_progress_end(context->terminal);
        status = write_product(&linting);
        if (status == STATUS_OK && context->options->write_baseline)
            status = lint_baseline_write(
                &linting.baseline, context->options->write_baseline, context->diag);
        if (status == STATUS_OK && !(context->options->switches & SWITCH_DIFF))
            say_summary(&linting);
    }
    if (status != STATUS_OK)
        linting.outcome =
            outcome_worse(linting.outcome, outcome_of(status, context->diag));
    lint_report_close(&linting.report);
    explanations_close(&linting.explanations);
    lint_baseline_close(&linting.baseline);
    lint_setup_close(&linting.setup);
    worker_close(&linting.worker);
    workshop_close(&linting.workshop);
    input_list_free(&linting.inputs);
    return linting.outcome;
}
