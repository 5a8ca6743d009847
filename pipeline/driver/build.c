/* build: every input in every format, and the site around them. */
#include "base/host.h"
#include "batch.h"
#include "deps.h"
#include "job_page.h"
#include "message.h"
#include "shard.h"

#define DEFAULT_INPUT "input"
#define DEFAULT_OUTPUT "output"

static const struct diag_pos nowhere = {0, 0};

static enum status list_inputs(const struct options *options, struct input_list *inputs,
                               struct diag *diag)
{
    static const char *const default_inputs[] = {DEFAULT_INPUT};
    if (options->input_count > 0)
        return input_list_open(options->inputs, options->input_count, inputs, diag);
    if (host_kind_of(DEFAULT_INPUT) == HOST_FOLDER)
        return input_list_open(default_inputs, 1, inputs, diag);
    diag_report(diag, DIAG_INPUT_NONE, nowhere,
                "there is no folder '%s' here, and no input was named", DEFAULT_INPUT);
    return STATUS_USAGE;
}

/* Pages are made by 'merge', from the XML. */
static enum status check_shard(const struct batch_plan *plan, struct diag *diag)
{
    bool has_xml = false;
    for (size_t i = 0; i < plan->formats.count; i++)
        has_xml =
            has_xml || str_equal(str_from(plan->formats.items[i]->name), STR("xml"));
    if (plan->shard.count == 0 || has_xml || !(plan->formats.needs & WORKSHOP_PAGE))
        return STATUS_OK;
    diag_report(diag, DIAG_USAGE, nowhere,
                "the parts need the format xml: 'merge' makes the pages from it");
    return STATUS_USAGE;
}

static enum status plan_build(const struct options *options, struct batch_plan *plan,
                              struct diag *diag)
{
    *plan = (struct batch_plan){
        .folder = options->output ? options->output : DEFAULT_OUTPUT,
        .mode = options->switches & SWITCH_CHECK ? PRODUCT_EXAMINE : PRODUCT_MAKE,
    };
    enum status status =
        writer_set_parse(options->format, WRITER_BUILDS, &plan->formats, diag);
    if (status == STATUS_OK)
        status = shard_parse(options->shard, &plan->shard, diag);
    if (status == STATUS_OK)
        status = check_shard(plan, diag);
    plan->tools = plan->formats.needs | WORKSHOP_SITE;
    return status;
}

static void say_unchanged(const struct batch *batch)
{
    struct terminal *terminal = batch->context->terminal;
    if (batch->unchanged == 0)
        return;
    terminal_say(terminal,
                 ngettext("%zu document had not changed",
                          "%zu documents had not changed", batch->unchanged),
                 batch->unchanged);
    if (batch->findings_of_old > 0)
        terminal_say(
            terminal,
            ngettext("%zu finding in what had not changed; --force tells it "
                     "again",
                     "%zu findings in what had not changed; --force tells them "
                     "again",
                     batch->findings_of_old),
            batch->findings_of_old);
}

static void say_summary(const struct batch *batch)
{
    struct terminal *terminal = batch->context->terminal;
    size_t published = batch->publication.document_count;
    size_t left = batch->input_count - published;
    if (batch->order.mode == PRODUCT_EXAMINE)
        return;
    if (published > 0 && batch->publication.shard.count == 0)
        terminal_say(terminal,
                     ngettext("%zu document published: %s/index.html",
                              "%zu documents published: %s/index.html", published),
                     published, batch->folder);
    else if (published > 0)
        terminal_say(terminal,
                     ngettext("%zu document of part %u of %u made: %s",
                              "%zu documents of part %u of %u made: %s", published),
                     published, batch->publication.shard.number,
                     batch->publication.shard.count, batch->folder);
    say_unchanged(batch);
    if (left > 0)
        terminal_say(terminal,
                     ngettext("%zu document could not be published",
                              "%zu documents could not be published", left),
                     left);
}

static enum status run(struct batch *batch, const struct input_list *inputs)
{
    struct command_context *context = batch->context;
    command_tell(context);
    enum status status = batch_make_documents(batch, inputs->items, inputs->count);
    bool whole = batch->publication.shard.count == 0;
    /* Of what --check found stale nobody knows what its neighbours will say. */
    bool known = batch->order.mode == PRODUCT_MAKE || batch->made == 0;
    if (status == STATUS_OK && whole && known)
        status = batch_make_pages(batch);
    if (status == STATUS_OK)
        status = batch_finish(batch);
    const char *deps = context->options->deps;
    if (status == STATUS_OK && deps && batch->order.mode == PRODUCT_MAKE)
        status = deps_write(deps, batch);
    const char *report = context->options->report;
    if (status == STATUS_OK && report)
        status = job_page_write(report, batch);
    if (status == STATUS_OK) {
        say_summary(batch);
        batch_say_timings(batch);
    }
    return status;
}

enum outcome command_build(struct command_context *context)
{
    struct batch_plan plan;
    struct batch batch = {.lock = HOST_LOCK_NONE};
    struct input_list inputs = {0};
    enum outcome outcome = OUTCOME_CLEAN;
    enum status status = plan_build(context->options, &plan, context->diag);
    if (status == STATUS_OK) {
        /* What is wrong with one input is told and stops no other. */
        enum status listed = list_inputs(context->options, &inputs, context->diag);
        outcome = outcome_of(listed, context->diag);
        shard_filter(plan.shard, &inputs);
        plan.tasks_max = inputs.count;
    }
    if (status == STATUS_OK && (inputs.count > 0 || plan.shard.count > 0)) {
        status = batch_open(&batch, context, &plan);
        if (status == STATUS_OK)
            status = run(&batch, &inputs);
        outcome = outcome_worse(outcome, batch.outcome);
    }
    if (status != STATUS_OK)
        outcome = outcome_worse(outcome, outcome_of(status, context->diag));
    batch_close(&batch);
    input_list_free(&inputs);
    return outcome;
}
