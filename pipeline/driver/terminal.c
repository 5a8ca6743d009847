#include "terminal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/host.h"
#include "base/utf8.h"
#include "message.h"

static const struct diag_pos nowhere = {0, 0};

/* SGR sequences (ECMA-48, 8.3.117). */
#define PLAIN "\033[0m"
#define BOLD "\033[1m"
#define GREEN "\033[1;32m"

static bool wants_color(enum option_color color, int descriptor)
{
    const char *no_color = host_environment("NO_COLOR");
    const char *term = host_environment("TERM");
    if (color != COLOR_AUTO)
        return color == COLOR_ALWAYS;
    if ((no_color && *no_color) || (term && strcmp(term, "dumb") == 0))
        return false;
    return isatty(descriptor) == 1;
}

void terminal_open(struct terminal *terminal, enum option_color color,
                   enum option_verbosity verbosity)
{
    struct winsize size = {0};
    bool is_terminal = isatty(STDERR_FILENO) == 1;
    *terminal = (struct terminal){
        .verbosity = verbosity,
        .color = wants_color(color, STDERR_FILENO),
        .progress = is_terminal && verbosity != VERBOSITY_QUIET,
    };
    if (is_terminal && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0)
        terminal->columns = size.ws_col;
}

struct terminal terminal_for_product(const struct terminal *terminal,
                                     enum option_color color)
{
    struct terminal product = *terminal;
    product.color = wants_color(color, STDOUT_FILENO);
    if (!terminal_output_is_terminal())
        product.columns = 0;
    return product;
}

/* A character as it may be shown: text is other people's, and a control character would
 * command the terminal. Tabs stay, the caret's row repeats them. */
static uint32_t shown(uint32_t c)
{
    bool control = (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0);
    bool turns = c == 0x061C || c == 0x200E || c == 0x200F ||
                 (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return control || turns ? '?' : c;
}

static void add_shown(struct buf *out, struct str text)
{
    for (size_t at = 0; at < text.len;)
        buf_add_code_point(out, shown(utf8_next(text, &at)));
}

/* The line with that number, without its end; empty where there is none. */
static struct str line_of(struct terminal_listing *listing, uint32_t number)
{
    struct str text = listing->text;
    if (number <= listing->line) {
        listing->line = 0;
        listing->at = 0;
    }
    while (listing->at <= text.len) {
        size_t from = listing->at, to = from;
        while (to < text.len && text.ptr[to] != '\n' && text.ptr[to] != '\r')
            to++;
        if (listing->line + 1 == number)
            return str_slice(text, from, to);
        if (to + 1 < text.len && text.ptr[to] == '\r' && text.ptr[to + 1] == '\n')
            to++;
        listing->at = to + 1;
        listing->line++;
    }
    return (struct str){0};
}

/* A paragraph is one line of the source; more of it than this tells nobody more. */
#define LINE_CELLS_MAX 4000

/* The part of a line that is shown: from `from` on, at most `cells` wide. */
struct window {
    size_t from, to, column; /* byte offsets; of the column's character */
    bool cut_before, cut_after;
};

static unsigned cells_of(uint32_t c)
{
    return utf8_cells(shown(c));
}

/* Chooses the window so that the column lies in its first two thirds. */
static struct window window_of(struct str line, uint32_t column, unsigned columns)
{
    struct window window = {.to = line.len};
    size_t at = 0;
    unsigned before = 0;
    for (uint32_t i = 1; i < column && at < line.len; i++)
        before += cells_of(utf8_next(line, &at));
    window.column = at;
    if (columns < 20) /* no terminal, or one too narrow to cut for */
        columns = LINE_CELLS_MAX;
    unsigned room = columns - 5; /* an ellipsis of two cells on either side */
    unsigned skip = before > room * 2 / 3 ? before - room / 2 : 0, skipped = 0;
    for (at = 0; at < line.len && skipped < skip;)
        skipped += cells_of(utf8_next(line, &at));
    window.from = at;
    window.cut_before = at > 0;
    unsigned used = 0;
    while (at < line.len) {
        size_t next = at;
        used += cells_of(utf8_next(line, &next));
        if (used > room)
            break;
        at = next;
    }
    window.to = at;
    window.cut_after = at < line.len;
    return window;
}

static void add_source_line(const struct terminal *terminal, struct str line,
                            uint32_t column, struct buf *out)
{
    struct window window = window_of(line, column, terminal->columns);
    if (window.cut_before)
        buf_add_cstr(out, "…");
    add_shown(out, str_slice(line, window.from, window.to));
    if (window.cut_after)
        buf_add_cstr(out, "…");
    buf_add_byte(out, '\n');
    if (window.cut_before)
        buf_add_cstr(out, "  ");
    for (size_t at = window.from; at < window.column;) {
        uint32_t c = utf8_next(line, &at);
        for (unsigned i = cells_of(c); i > 0; i--)
            buf_add_byte(out, c == '\t' ? '\t' : ' ');
    }
    buf_add_cstr(out, terminal->color ? GREEN "^" PLAIN "\n" : "^\n");
}

static void add_place(const struct terminal_message *entry, struct buf *out)
{
    add_shown(out, entry->file.len > 0 ? entry->file : STR("gijiroku"));
    if (entry->pos.line > 0)
        buf_printf(out, ":%u", entry->pos.line);
    if (entry->pos.line > 0 && entry->pos.column > 0)
        buf_printf(out, ":%u", entry->pos.column);
    buf_add_cstr(out, ": ");
}

void terminal_add_message(const struct terminal *terminal,
                          const struct terminal_message *entry,
                          struct terminal_listing *listing, struct buf *out)
{
    static const struct {
        const char *word, *color;
    } severities[] = {
        [DIAG_NOTE] = {N_("note"), "\033[1;36m"},
        [DIAG_WARNING] = {N_("warning"), "\033[1;35m"},
        [DIAG_ERROR] = {N_("error"), "\033[1;31m"},
    };
    bool color = terminal->color;
    buf_add_cstr(out, color ? BOLD : "");
    add_place(entry, out);
    buf_add_cstr(out, color ? severities[entry->severity].color : "");
    buf_printf(out, "%s:%s ", _(severities[entry->severity].word), color ? PLAIN : "");
    add_shown(out, entry->text);
    buf_printf(out, " [%s]\n", entry->rule);
    if (!listing || entry->pos.line == 0 || !str_equal(listing->file, entry->file))
        return;
    struct str line = line_of(listing, entry->pos.line);
    if (entry->pos.column > 0 && line.len > 0)
        add_source_line(terminal, line, entry->pos.column, out);
}

/* The least severity that is printed. */
static enum diag_severity threshold(enum option_verbosity verbosity)
{
    static const enum diag_severity least[] = {
        [VERBOSITY_NORMAL] = DIAG_WARNING,
        [VERBOSITY_QUIET] = DIAG_ERROR,
        [VERBOSITY_VERBOSE] = DIAG_NOTE,
    };
    return least[verbosity];
}

void terminal_list_diag(const struct terminal *terminal, const struct diag *diag,
                        size_t from, struct terminal_listing *listing, struct buf *out)
{
    for (size_t i = from; i < diag_count(diag); i++) {
        const struct diag_entry *entry = diag_lookup(diag, i);
        const struct terminal_message message = {entry->file, entry->pos,
                                                 entry->severity, entry->message,
                                                 diag_rule(entry->code)};
        if (entry->severity >= threshold(terminal->verbosity))
            terminal_add_message(terminal, &message, listing, out);
    }
}

void terminal_put(struct terminal *terminal, struct str text)
{
    if (text.len == 0)
        return;
    terminal_progress_end(terminal);
    fwrite(text.ptr, 1, text.len, stderr);
}

size_t terminal_print_diag(struct terminal *terminal, const struct diag *diag,
                           size_t from, struct terminal_listing *listing)
{
    struct buf out = BUF_INIT;
    terminal_list_diag(terminal, diag, from, listing, &out);
    terminal_put(terminal, buf_str(&out));
    buf_free(&out);
    return diag_count(diag);
}

void terminal_say(struct terminal *terminal, const char *format, ...)
{
    if (terminal->verbosity == VERBOSITY_QUIET)
        return;
    char text[1024]; /* a line for people; a longer one is cut */
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    struct buf out = BUF_INIT;
    add_shown(&out, (struct str){text, n < 0 ? 0 : strlen(text)});
    buf_add_byte(&out, '\n');
    terminal_progress_end(terminal);
    fwrite(out.ptr, 1, out.len, stderr);
    buf_free(&out);
}

void terminal_progress(struct terminal *terminal, size_t number, size_t count,
                       struct str name)
{
    /* A single document is done before anyone could read the line. */
    if (!terminal->progress || count < 2)
        return;
    struct buf out = BUF_INIT;
    buf_printf(&out, "\r\033[K[%zu/%zu] ", number, count);
    size_t head = out.len - strlen("\r\033[K");
    unsigned columns = terminal->columns > 0 ? terminal->columns : 80;
    unsigned room = columns > head ? columns - (unsigned)head : 0;
    for (size_t at = 0; at < name.len;) {
        uint32_t c = utf8_next(name, &at);
        if (cells_of(c) >= room)
            break;
        room -= cells_of(c);
        buf_add_code_point(&out, shown(c));
    }
    fwrite(out.ptr, 1, out.len, stderr);
    fflush(stderr);
    buf_free(&out);
    terminal->progress_shown = true;
}

void terminal_progress_end(struct terminal *terminal)
{
    if (terminal->progress_shown)
        fputs("\r\033[K", stderr);
    terminal->progress_shown = false;
}

bool terminal_output_is_terminal(void)
{
    return isatty(STDOUT_FILENO) == 1;
}

enum status terminal_write_product(struct str product, struct diag *diag)
{
    errno = 0;
    if (fwrite(product.ptr, 1, product.len, stdout) == product.len &&
        fflush(stdout) == 0)
        return STATUS_OK;
    diag_report(diag, DIAG_OUTPUT_UNWRITABLE, nowhere,
                "cannot write to standard output: %s; the product is not whole",
                strerror(errno));
    return STATUS_IO;
}
