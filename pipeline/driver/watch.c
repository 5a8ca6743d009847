/* watch: build, and again whenever a source changes. */
#include "base/watch.h"

#include "base/host.h"
#include "commands.h"
#include "message.h"
#include "project/project.h"
#include "templates.h"

#define DEFAULT_INPUT "input"

/* An editor writes a file in several steps; this many milliseconds after the last of
 * them a build begins. */
#define QUIET 100

static const struct diag_pos nowhere = {0, 0};

static enum status add_input(struct watch *watch, const char *input)
{
    return host_kind_of(input) == HOST_FOLDER ? watch_add_folder(watch, input)
                                              : watch_add_folder_of(watch, input);
}

static enum status add_folder_below(struct watch *watch, const char *root,
                                    const char *name)
{
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s%s", root, name);
    enum status status = path.status;
    if (status == STATUS_OK)
        status = watch_add_folder(watch, path.ptr);
    buf_free(&path);
    return status;
}

/* Templates in all their layers, and the fonts. */
static enum status add_resources(struct watch *watch, const struct project *project,
                                 const struct resources *resources)
{
    static const char *const folders[] = {"html", "site", "formats", "pdf"};
    struct templates templates = {0};
    enum status status = add_folder_below(
        watch, resources->data.ptr ? resources->data.ptr : "", "/fonts");
    templates_open(&templates, project, resources, NULL);
    for (size_t i = 0; i < templates.count; i++)
        for (size_t j = 0; j < sizeof(folders) / sizeof(folders[0]); j++)
            if (status == STATUS_OK)
                status = add_folder_below(watch, templates.roots[i].ptr, folders[j]);
    templates_close(&templates);
    return status;
}

/* The configuration, and what it or the command line names. */
static enum status add_project(struct watch *watch, const struct options *options,
                               const struct resources *resources, const char *input)
{
    struct buf path = BUF_INIT;
    struct project *project = NULL;
    enum status status = STATUS_OK;
    if (options->config)
        buf_add_cstr(&path, options->config);
    else
        status = project_find(input, &path);
    if (status == STATUS_OK && path.len > 0)
        status = watch_add_folder_of(watch, path.ptr);
    /* What is wrong in it the build tells. */
    if (status == STATUS_OK &&
        project_open(path.ptr ? path.ptr : "", NULL, &project) != STATUS_OK)
        status = project_open("", NULL, &project);
    if (status == STATUS_OK)
        status = add_resources(watch, project, resources);
    if (status == STATUS_OK && options->template)
        status = watch_add_folder_of(watch, options->template);
    if (status == STATUS_OK && project && project->pdf_template.len > 0)
        status = watch_add_folder_of(watch, project->pdf_template.ptr);
    project_close(project);
    buf_free(&path);
    return status;
}

static enum status add_all(struct watch *watch, const struct command_context *context)
{
    static const char *const default_inputs[] = {DEFAULT_INPUT};
    const struct options *options = context->options;
    bool named = options->input_count > 0;
    const char *const *inputs =
        named ? (const char *const *)options->inputs : default_inputs;
    size_t count = named ? options->input_count : 1;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = add_input(watch, inputs[i]);
    return status == STATUS_OK
               ? add_project(watch, options, context->resources, inputs[0])
               : status;
}

/* One build with diagnostics of its own. */
static enum outcome build_once(struct command_context *context)
{
    struct command_context once = *context;
    int64_t begun = host_clock();
    once.diag = diag_new(message_translate);
    once.told = 0;
    if (!once.diag)
        return OUTCOME_SYSTEM;
    enum outcome outcome = command_build(&once);
    command_tell(&once);
    diag_free(once.diag);
    terminal_say(context->terminal,
                 _("done in %.2f s; watching for changes, Ctrl-C ends"),
                 (double)(host_clock() - begun) / 1e9);
    return outcome;
}

enum outcome command_watch(struct command_context *context)
{
    struct watch *watch;
    enum watch_end end = WATCH_CHANGED;
    for (size_t i = 0; i < context->options->input_count; i++) {
        if (str_equal(str_from(context->options->inputs[i]), STR("-"))) {
            diag_report(context->diag, DIAG_USAGE, nowhere,
                        "standard input cannot be watched");
            return OUTCOME_REFUSED;
        }
    }
    enum status status = watch_open(&watch);
    if (status == STATUS_OK)
        status = add_all(watch, context);
    while (status == STATUS_OK && end == WATCH_CHANGED) {
        build_once(context);
        end = watch_wait(watch, QUIET);
    }
    if (status != STATUS_OK || end == WATCH_FAILED) {
        diag_report(context->diag, DIAG_INPUT_UNREADABLE, nowhere,
                    "the system watches no files here (inotify)");
        status = STATUS_IO;
    }
    watch_close(watch);
    return outcome_of(status, context->diag);
}
