#include "driver/driver.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "commands.h"
#include "help.h"
#include "message.h"

/* A closed standard descriptor would be taken by the first file that is opened, and
 * messages would land in a product. Reading and writing what stands in for it fails. */
static void guard_standard_descriptors(void)
{
    static const int wrong_way[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", wrong_way[fd]); /* the lowest free one: fd */
}

void command_tell(struct command_context *context)
{
    context->told =
        terminal_print_diag(context->terminal, context->diag, context->told, NULL);
}

static enum outcome print_about(const struct options *options, struct diag *diag)
{
    struct buf out = BUF_INIT;
    if (options->request == REQUEST_VERSION)
        help_write_version(&out);
    else
        help_write(options->command, &out);
    enum status status = out.status;
    if (status == STATUS_OK)
        status = terminal_write_product(buf_str(&out), diag);
    buf_free(&out);
    return outcome_of(status, diag);
}

static enum outcome run(struct command_context *context)
{
    if (context->options->request != REQUEST_RUN)
        return print_about(context->options, context->diag);
    switch (context->options->command) {
    case COMMAND_BUILD:
        return command_build(context);
    case COMMAND_WATCH:
        return command_watch(context);
    case COMMAND_MERGE:
        return command_merge(context);
    case COMMAND_CONVERT:
        return command_convert(context);
    case COMMAND_INSPECT:
        return command_inspect(context);
    case COMMAND_LINT:
        return command_lint(context);
    case COMMAND_EXPLAIN:
        return command_explain(context);
    case COMMAND_FONTS:
        return command_fonts(context);
    case COMMAND_VERIFY:
        return command_verify(context);
    case COMMAND_NONE:
    case COMMAND_READING:
    case COMMAND_ALL:
        break;
    }
    return OUTCOME_REFUSED;
}

static enum outcome refuse(const struct options *options, struct terminal *terminal,
                           struct diag *diag)
{
    size_t count;
    const struct option_command_row *rows = option_command_rows(&count);
    const char *name = NULL;
    for (size_t i = 0; i < count; i++)
        if (rows[i].command == options->command)
            name = rows[i].name;
    terminal_print_diag(terminal, diag, 0, NULL);
    if (name)
        terminal_say(terminal, _("'gijiroku %s --help' tells more."), name);
    else
        terminal_say(terminal, _("'gijiroku --help' tells more."));
    return OUTCOME_REFUSED;
}

int driver_main(int argc, char **argv)
{
    struct resources resources;
    struct options options = {0};
    struct terminal terminal;
    enum outcome outcome = OUTCOME_SYSTEM;

    guard_standard_descriptors();
    /* A broken pipe and a file past its limit are errors like any other, and told. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    enum status status = resources_open(&resources);
    message_open(status == STATUS_OK ? resources.locale.ptr : "");
    struct diag *diag = diag_new(message_translate);
    if (status != STATUS_OK || !diag)
        goto out;
    status = options_parse(argc, argv, &options, diag);
    terminal_open(&terminal, options.color, options.verbosity);
    if (status == STATUS_OK && options.request == REQUEST_RUN &&
        options.command == COMMAND_NONE) {
        diag_report(diag, DIAG_USAGE, (struct diag_pos){0, 0},
                    "a command is missing: build, convert, inspect, lint, explain, "
                    "fonts or verify");
        status = STATUS_USAGE;
    }
    if (status == STATUS_OK) {
        struct command_context context = {&options, &resources, &terminal, diag, 0};
        outcome = run(&context);
        command_tell(&context);
    } else if (status == STATUS_USAGE) {
        outcome = refuse(&options, &terminal, diag);
    }
out:
    options_free(&options);
    diag_free(diag);
    resources_close(&resources);
    return (int)outcome;
}
