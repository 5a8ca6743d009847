#include "help.h"

#include "base/utf8.h"
#include "config.h"
#include "message.h"
#include "writers.h"

/* Where the explanations begin. */
#define INDENT 28

static unsigned cells(struct str s)
{
    unsigned n = 0;
    for (size_t at = 0; at < s.len;)
        n += utf8_cells(utf8_next(s, &at));
    return n;
}

/* "  left    right", right on a line of its own where left is too long. */
static void add_row(struct buf *out, struct str left, const char *right)
{
    unsigned used = cells(left) + 2;
    buf_add_cstr(out, "  ");
    buf_add(out, left);
    if (used + 1 >= INDENT) {
        buf_add_byte(out, '\n');
        used = 0;
    }
    for (; used < INDENT; used++)
        buf_add_byte(out, ' ');
    buf_add_cstr(out, right);
    buf_add_byte(out, '\n');
}

static void add_commands(struct buf *out)
{
    size_t count;
    const struct option_command_row *rows = option_command_rows(&count);
    buf_add_cstr(out, _("Commands:\n"));
    for (size_t i = 0; i < count; i++)
        add_row(out, str_from(rows[i].name), _(rows[i].summary));
}

static void add_option(struct buf *out, const struct option_row *row)
{
    struct buf left = BUF_INIT;
    if (row->letter)
        buf_printf(&left, "-%c, ", row->letter);
    else
        buf_add_cstr(&left, "    ");
    buf_printf(&left, "--%s", row->name);
    if (row->argument)
        buf_printf(&left, " %s", _(row->argument));
    add_row(out, buf_str(&left), _(row->help));
    buf_free(&left);
}

/* The options of a command; for COMMAND_NONE those that every command has. */
static void add_options(struct buf *out, enum option_command command)
{
    size_t count;
    const struct option_row *rows = option_rows(&count);
    buf_add_cstr(out, command == COMMAND_NONE ? _("Options of every command:\n")
                                              : _("Options:\n"));
    for (size_t i = 0; i < count; i++) {
        bool shown = command == COMMAND_NONE ? rows[i].commands == COMMAND_ALL
                                             : (rows[i].commands & (unsigned)command);
        if (shown)
            add_option(out, &rows[i]);
    }
}

static void add_formats(struct buf *out, unsigned use)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    buf_add_cstr(out, _("Formats:\n"));
    for (size_t i = 0; i < count; i++)
        if (rows[i].uses & use)
            add_row(out, str_from(rows[i].name), _(rows[i].summary));
}

static void add_exit_status(struct buf *out)
{
    buf_add_cstr(out, _("Exit status:\n"));
    add_row(out, STR("0"), _("clean"));
    add_row(out, STR("1"), _("published, with findings"));
    add_row(out, STR("2"), _("wrong usage, or an input that cannot be published"));
    add_row(out, STR("3"), _("the system failed: disk full, unreadable file"));
}

static void write_program(struct buf *out)
{
    buf_printf(out, _("Usage: gijiroku COMMAND [OPTION…] [INPUT…]\n"));
    buf_add_cstr(out, "\n");
    buf_add_cstr(out, _("Turns minutes of public bodies from plain text into XML, "
                        "Markdown, HTML and PDF.\n"));
    buf_add_cstr(out, "\n");
    add_commands(out);
    buf_add_cstr(out, "\n");
    add_options(out, COMMAND_NONE);
    buf_add_cstr(out, "\n");
    add_exit_status(out);
    buf_add_cstr(out, "\n");
    buf_add_cstr(out, _("'gijiroku COMMAND --help' tells more of a command.\n"));
}

static void write_command(const struct option_command_row *row, struct buf *out)
{
    buf_printf(out, _("Usage: gijiroku %s %s\n"), row->name, _(row->synopsis));
    buf_add_cstr(out, "\n");
    buf_add_cstr(out, _(row->summary));
    buf_add_cstr(out, "\n\n");
    buf_add_cstr(out, _(row->details));
    buf_add_cstr(out, "\n\n");
    add_options(out, row->command);
    if (row->command == COMMAND_BUILD || row->command == COMMAND_CONVERT) {
        buf_add_cstr(out, "\n");
        add_formats(out,
                    row->command == COMMAND_BUILD ? WRITER_BUILDS : WRITER_CONVERTS);
    }
}

void help_write(enum option_command command, struct buf *out)
{
    size_t count;
    const struct option_command_row *rows = option_command_rows(&count);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].command == command) {
            write_command(&rows[i], out);
            return;
        }
    }
    write_program(out);
}

void help_write_version(struct buf *out)
{
    buf_add_cstr(out, "gijiroku " CONFIG_VERSION "\n");
}
