#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "base/suggest.h"

static const struct diag_pos nowhere = {0, 0};

static const struct option_command_row command_table[] = {
    {COMMAND_BUILD, "build", N_("[INPUT…] [-o DIR]"),
     N_("publish minutes as XML, Markdown, HTML and PDF"),
     N_("INPUT is a file, a folder or - (standard input); without one, the folder\n"
        "input/. Each document goes to a folder of its own below DIR (output/).")},
    {COMMAND_WATCH, "watch", N_("[INPUT…] [-o DIR]"),
     N_("build, and again whenever a source changes, until Ctrl-C"),
     N_("INPUT and DIR are those of 'build'. The configuration, the templates and the\n"
        "fonts are watched too.")},
    {COMMAND_MERGE, "merge", N_("[DIR…] [-o DIR]"),
     N_("unite the parts that 'build --shard' made into one site"),
     N_("Each DIR is the output folder of one or more parts; without one, output/.\n"
        "Without -o, the only DIR becomes the site. All parts must be there, whole "
        "and\n"
        "made the same way. What comes out is what one build would have made.")},
    {COMMAND_CONVERT, "convert", N_("INPUT -f FORMAT [-o FILE]"),
     N_("turn one document into one format, on standard output"),
     N_("INPUT is a file or - (standard input): plain text in any Japanese encoding,\n"
        "or gijiroku's own XML. Without -f, the ending of FILE decides.")},
    {COMMAND_INSPECT, "inspect", N_("INPUT [-o FILE]"),
     N_("print the facts of one document as JSON"),
     N_("Title, body, session, date, times, place, attendees, agenda, speeches, "
        "counts,\n"
        "and every change between source and text. A fact that the text does not "
        "state\n"
        "is null.")},
    {COMMAND_LINT, "lint", N_("[INPUT…]"),
     N_("tell what should be looked at before publication"),
     N_("INPUT is a file, a folder or - (standard input); without one, the folder\n"
        "input/. Nothing is changed without --fix or --fix-rule.")},
    {COMMAND_EXPLAIN, "explain", N_("[RULE…]"), N_("tell what a rule of lint means"),
     N_("What it finds, why, an example, and the norm behind it. Without RULE, the "
        "list\n"
        "of rules.")},
    {COMMAND_FONTS, "fonts", N_("[INPUT…]"),
     N_("show the fonts, their rights and what they set"),
     N_("Each font of the stack with its embedding rights and SHA-256; with INPUT, "
        "which\n"
        "font sets which characters, and the characters that no font has.")},
    {COMMAND_VERIFY, "verify", N_("DIR… [--format text|json]"),
     N_("read again what was published; prove that nothing is lost"),
     N_("DIR is a folder that 'build' wrote, or the folder of one document. Markdown,\n"
        "HTML and PDF are read again and compared with the record in the XML, "
        "character\n"
        "for character; the files with the SHA-256 in manifest.json.")},
};

const struct option_command_row *option_command_rows(size_t *count)
{
    *count = sizeof(command_table) / sizeof(command_table[0]);
    return command_table;
}

enum option_id {
    OPTION_OUTPUT,
    OPTION_FORMAT,
    OPTION_ENCODING,
    OPTION_TEMPLATE,
    OPTION_CONFIG,
    OPTION_JOBS,
    OPTION_FORCE,
    OPTION_CHECK,
    OPTION_DIFF,
    OPTION_PRUNE,
    OPTION_SHARD,
    OPTION_DEPS,
    OPTION_REPORT,
    OPTION_TIMINGS,
    OPTION_EXPLAIN_LINE,
    OPTION_WRITE_LOCK,
    OPTION_FIX,
    OPTION_FIX_RULE,
    OPTION_BASELINE,
    OPTION_WRITE_BASELINE,
    OPTION_TEST_DICTIONARY,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_COLOR,
    OPTION_HELP,
    OPTION_VERSION,
};

static const struct option_row option_table[] = {
    {OPTION_OUTPUT, 'o', "output", N_("DIR"),
     COMMAND_BUILD | COMMAND_MERGE | COMMAND_WATCH, N_("the output folder (output)")},
    {OPTION_OUTPUT, 'o', "output", N_("FILE"),
     COMMAND_CONVERT | COMMAND_INSPECT | COMMAND_FONTS,
     N_("write to FILE instead of standard output")},
    {OPTION_FORMAT, 'f', "format", N_("LIST"), COMMAND_BUILD | COMMAND_WATCH,
     N_("the formats, with commas between (xml,md,html,pdf)")},
    {OPTION_FORMAT, 'f', "format", N_("FORMAT"), COMMAND_CONVERT,
     N_("the format, one of those below")},
    {OPTION_OUTPUT, 'o', "output", N_("FILE"), COMMAND_LINT,
     N_("write the findings to FILE instead of standard output")},
    {OPTION_FORMAT, 'f', "format", N_("FORMAT"), COMMAND_LINT,
     N_("how findings are written: text, json, sarif or github (text)")},
    {OPTION_FORMAT, 'f', "format", N_("FORMAT"), COMMAND_FONTS,
     N_("text or json (text)")},
    {OPTION_FORMAT, 'f', "format", N_("FORMAT"), COMMAND_VERIFY,
     N_("how the report is written: text or json (text)")},
    {OPTION_ENCODING, 0, "encoding", N_("NAME"), COMMAND_READING,
     N_("the text's encoding, in place of what its content shows")},
    {OPTION_TEMPLATE, 0, "template", N_("FILE"),
     COMMAND_BUILD | COMMAND_CONVERT | COMMAND_FONTS | COMMAND_WATCH,
     N_("the page template of the PDF")},
    {OPTION_EXPLAIN_LINE, 0, "explain-line", N_("PAGE:LINE"), COMMAND_CONVERT,
     N_("tell how that line of the PDF was set, in place of making it")},
    {OPTION_CONFIG, 0, "config", N_("FILE"), COMMAND_READING,
     N_("the configuration, in place of the nearest gijiroku.yaml")},
    {OPTION_JOBS, 'j', "jobs", N_("N"), COMMAND_BUILD | COMMAND_MERGE | COMMAND_WATCH,
     N_("documents made at once (one a processor)")},
    {OPTION_FORCE, 0, "force", NULL, COMMAND_BUILD,
     N_("make everything anew, changed or not")},
    {OPTION_CHECK, 0, "check", NULL, COMMAND_BUILD,
     N_("write nothing; list what is not up to date")},
    {OPTION_DIFF, 0, "diff", NULL, COMMAND_BUILD | COMMAND_WATCH,
     N_("say why something is made")},
    {OPTION_PRUNE, 0, "prune", NULL, COMMAND_BUILD | COMMAND_MERGE | COMMAND_WATCH,
     N_("remove what earlier builds left and this one does not make")},
    {OPTION_SHARD, 0, "shard", N_("K/N"), COMMAND_BUILD,
     N_("make the K-th of N parts; 'merge' unites them")},
    {OPTION_DEPS, 0, "deps", N_("FILE"), COMMAND_BUILD,
     N_("write what the site is made from, for Make and Ninja")},
    {OPTION_REPORT, 0, "report", N_("FILE"), COMMAND_BUILD,
     N_("write a summary in Markdown, for the page of a CI job")},
    {OPTION_TIMINGS, 0, "timings", NULL, COMMAND_BUILD, N_("say where the time went")},
    {OPTION_WRITE_LOCK, 0, "write-lock", NULL, COMMAND_FONTS,
     N_("write the fonts' hashes to fonts/fonts.lock, which build compares")},
    {OPTION_FIX, 0, "fix", NULL, COMMAND_LINT,
     N_("mend in the files what is safe, and record it beside them")},
    {OPTION_FIX_RULE, 0, "fix-rule", N_("LIST"), COMMAND_LINT,
     N_("mend what these rules find too, with commas between")},
    {OPTION_DIFF, 0, "diff", NULL, COMMAND_LINT,
     N_("show what --fix would change, and change nothing")},
    {OPTION_BASELINE, 0, "baseline", N_("FILE"), COMMAND_LINT,
     N_("let pass what this file lists")},
    {OPTION_WRITE_BASELINE, 0, "write-baseline", N_("FILE"), COMMAND_LINT,
     N_("list what is found now in a file, to let it pass later")},
    {OPTION_TEST_DICTIONARY, 0, "test-dictionary", NULL, COMMAND_LINT,
     N_("run the tests of dictionaries: of INPUT, or of those in use")},
    {OPTION_QUIET, 'q', "quiet", NULL, COMMAND_ALL, N_("print errors alone")},
    {OPTION_VERBOSE, 'v', "verbose", NULL, COMMAND_ALL,
     N_("print notes too, such as what was not understood")},
    {OPTION_COLOR, 0, "color", N_("WHEN"), COMMAND_ALL,
     N_("colour in messages: auto, always or never (auto)")},
    {OPTION_HELP, 'h', "help", NULL, COMMAND_ALL, N_("print this help")},
    {OPTION_VERSION, 0, "version", NULL, COMMAND_ALL, N_("print the version")},
};
enum { OPTION_ROWS = sizeof(option_table) / sizeof(option_table[0]) };

const struct option_row *option_rows(size_t *count)
{
    *count = OPTION_ROWS;
    return option_table;
}

/* The state of one reading. */
struct parser {
    struct options *out;
    struct diag *diag;
    char **argv;
    int argc;
    int at; /* the word being read */
};

static const struct option_row *find_long(struct str name)
{
    for (size_t i = 0; i < OPTION_ROWS; i++)
        if (str_equal(name, str_from(option_table[i].name)))
            return &option_table[i];
    return NULL;
}

static const struct option_row *find_letter(char letter)
{
    for (size_t i = 0; i < OPTION_ROWS; i++)
        if (option_table[i].letter == letter)
            return &option_table[i];
    return NULL;
}

static enum status refuse_long(struct parser *parser, struct str name)
{
    struct suggest suggest = suggest_new(name);
    for (size_t i = 0; i < OPTION_ROWS; i++)
        suggest_offer(&suggest, option_table[i].name);
    if (suggest.best)
        diag_report(parser->diag, DIAG_USAGE, nowhere,
                    "there is no option '--%.*s'; did you mean '--%s'?", STR_ARGS(name),
                    suggest.best);
    else
        diag_report(parser->diag, DIAG_USAGE, nowhere, "there is no option '--%.*s'",
                    STR_ARGS(name));
    return STATUS_USAGE;
}

static enum status set_color(struct parser *parser, const char *value)
{
    static const char *const names[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};
    for (enum option_color color = COLOR_AUTO; color <= COLOR_NEVER; color++) {
        if (strcmp(value, names[color]) == 0) {
            parser->out->color = color;
            return STATUS_OK;
        }
    }
    diag_report(parser->diag, DIAG_USAGE, nowhere,
                "--color takes auto, always or never, not '%s'", value);
    return STATUS_USAGE;
}

/* Threads that any machine may have; more is a slip of the finger. */
#define JOBS_MAX 1024

static enum status set_jobs(struct parser *parser, const char *value)
{
    size_t jobs = 0;
    const char *at = value;
    for (; *at >= '0' && *at <= '9' && jobs <= JOBS_MAX; at++)
        jobs = jobs * 10 + (size_t)(*at - '0');
    parser->out->jobs = jobs;
    if (*at == '\0' && jobs >= 1 && jobs <= JOBS_MAX)
        return STATUS_OK;
    diag_report(parser->diag, DIAG_USAGE, nowhere,
                "--jobs takes a number from 1 to %d, not '%s'", JOBS_MAX, value);
    return STATUS_USAGE;
}

static enum status apply(struct parser *parser, const struct option_row *row,
                         const char *value)
{
    struct options *out = parser->out;
    switch ((enum option_id)row->id) {
    case OPTION_OUTPUT:
        out->output = value;
        break;
    case OPTION_FORMAT:
        out->format = value;
        break;
    case OPTION_ENCODING:
        out->encoding = value;
        break;
    case OPTION_TEMPLATE:
        out->template = value;
        break;
    case OPTION_CONFIG:
        out->config = value;
        break;
    case OPTION_JOBS:
        return set_jobs(parser, value);
    case OPTION_FORCE:
        out->switches |= SWITCH_FORCE;
        break;
    case OPTION_CHECK:
        out->switches |= SWITCH_CHECK;
        break;
    case OPTION_DIFF:
        out->switches |= SWITCH_DIFF;
        break;
    case OPTION_PRUNE:
        out->switches |= SWITCH_PRUNE;
        break;
    case OPTION_DEPS:
        out->deps = value;
        break;
    case OPTION_REPORT:
        out->report = value;
        break;
    case OPTION_TIMINGS:
        out->switches |= SWITCH_TIMINGS;
        break;
    case OPTION_SHARD:
        out->shard = value;
        break;
    case OPTION_EXPLAIN_LINE:
        out->explain_line = value;
        break;
    case OPTION_WRITE_LOCK:
        out->switches |= SWITCH_WRITE_LOCK;
        break;
    case OPTION_FIX:
        out->switches |= SWITCH_FIX;
        break;
    case OPTION_FIX_RULE:
        out->fix_rules = value;
        break;
    case OPTION_BASELINE:
        out->baseline = value;
        break;
    case OPTION_WRITE_BASELINE:
        out->write_baseline = value;
        break;
    case OPTION_TEST_DICTIONARY:
        out->switches |= SWITCH_TEST_DICTIONARY;
        break;
    case OPTION_QUIET:
        out->verbosity = VERBOSITY_QUIET;
        break;
    case OPTION_VERBOSE:
        out->verbosity = VERBOSITY_VERBOSE;
        break;
    case OPTION_COLOR:
        return set_color(parser, value);
    case OPTION_HELP:
        out->request = REQUEST_HELP;
        break;
    case OPTION_VERSION:
        if (out->request == REQUEST_RUN)
            out->request = REQUEST_VERSION;
        break;
    }
    return STATUS_OK;
}

/* The next word as the value of an option. */
static enum status next_value(struct parser *parser, const char *option,
                              const char **value)
{
    if (parser->at + 1 >= parser->argc) {
        diag_report(parser->diag, DIAG_USAGE, nowhere,
                    "the option '%s' needs a value after it", option);
        return STATUS_USAGE;
    }
    *value = parser->argv[++parser->at];
    return STATUS_OK;
}

static enum status check_value(struct parser *parser, const struct option_row *row,
                               const char *value)
{
    if (*value)
        return STATUS_OK;
    diag_report(parser->diag, DIAG_USAGE, nowhere, "the value of '--%s' is empty",
                row->name);
    return STATUS_USAGE;
}

/* --name, --name=value, --name value */
static enum status parse_long(struct parser *parser, const char *word)
{
    const char *equals = strchr(word, '=');
    struct str name = {word + 2,
                       equals ? (size_t)(equals - word) - 2 : strlen(word + 2)};
    const struct option_row *row = find_long(name);
    const char *value = equals ? equals + 1 : NULL;
    enum status status = STATUS_OK;
    if (!row)
        return refuse_long(parser, name);
    if (!row->argument && value) {
        diag_report(parser->diag, DIAG_USAGE, nowhere,
                    "the option '--%s' takes no value", row->name);
        return STATUS_USAGE;
    }
    if (row->argument && !value)
        status = next_value(parser, word, &value);
    if (row->argument && status == STATUS_OK)
        status = check_value(parser, row, value);
    return status == STATUS_OK ? apply(parser, row, value) : status;
}

/* -q, -qv, -fxml, -f xml */
static enum status parse_letters(struct parser *parser, const char *word)
{
    for (const char *letter = word + 1; *letter; letter++) {
        const struct option_row *row = find_letter(*letter);
        const char option[] = {'-', *letter, '\0'};
        const char *value = NULL;
        enum status status = STATUS_OK;
        if (!row) {
            diag_report(parser->diag, DIAG_USAGE, nowhere, "there is no option '%s'",
                        (unsigned char)*letter < 0x80 ? option : word);
            return STATUS_USAGE;
        }
        if (row->argument && letter[1])
            value = letter + 1;
        else if (row->argument)
            status = next_value(parser, option, &value);
        if (row->argument && status == STATUS_OK)
            status = check_value(parser, row, value);
        if (status == STATUS_OK)
            status = apply(parser, row, value);
        if (status != STATUS_OK || row->argument)
            return status;
    }
    return STATUS_OK;
}

static enum status refuse_command(struct parser *parser, const char *word)
{
    struct suggest suggest = suggest_new(str_from(word));
    size_t count;
    const struct option_command_row *rows = option_command_rows(&count);
    for (size_t i = 0; i < count; i++)
        suggest_offer(&suggest, rows[i].name);
    if (suggest.best)
        diag_report(parser->diag, DIAG_USAGE, nowhere,
                    "there is no command '%s'; did you mean '%s'?", word, suggest.best);
    else if (host_kind_of(word) != HOST_MISSING)
        diag_report(parser->diag, DIAG_USAGE, nowhere,
                    "there is no command '%s'; to publish it: gijiroku build '%s'",
                    word, word);
    else
        diag_report(parser->diag, DIAG_USAGE, nowhere, "there is no command '%s'",
                    word);
    return STATUS_USAGE;
}

static enum status parse_plain(struct parser *parser, const char *word)
{
    size_t count;
    const struct option_command_row *rows = option_command_rows(&count);
    if (parser->out->command != COMMAND_NONE) {
        parser->out->inputs[parser->out->input_count++] = word;
        return STATUS_OK;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, rows[i].name) == 0) {
            parser->out->command = rows[i].command;
            return STATUS_OK;
        }
    }
    return refuse_command(parser, word);
}

/* Whether the command knows every option that was given. Looked at last, for an option
 * may stand before its command. */
static enum status check_applicable(const struct options *options, struct diag *diag)
{
    const struct {
        bool given;
        enum option_id id;
    } given[] = {
        {options->output, OPTION_OUTPUT},
        {options->format, OPTION_FORMAT},
        {options->encoding, OPTION_ENCODING},
        {options->template, OPTION_TEMPLATE},
        {options->config, OPTION_CONFIG},
        {options->jobs > 0, OPTION_JOBS},
        {options->shard, OPTION_SHARD},
        {options->deps, OPTION_DEPS},
        {options->report, OPTION_REPORT},
        {options->switches & SWITCH_TIMINGS, OPTION_TIMINGS},
        {options->switches & SWITCH_FORCE, OPTION_FORCE},
        {options->switches & SWITCH_CHECK, OPTION_CHECK},
        {options->switches & SWITCH_DIFF, OPTION_DIFF},
        {options->switches & SWITCH_PRUNE, OPTION_PRUNE},
        {options->explain_line, OPTION_EXPLAIN_LINE},
        {options->switches & SWITCH_WRITE_LOCK, OPTION_WRITE_LOCK},
        {options->switches & SWITCH_FIX, OPTION_FIX},
        {options->fix_rules, OPTION_FIX_RULE},
        {options->baseline, OPTION_BASELINE},
        {options->write_baseline, OPTION_WRITE_BASELINE},
        {options->switches & SWITCH_TEST_DICTIONARY, OPTION_TEST_DICTIONARY},
    };
    for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++) {
        const char *name = NULL;
        bool known = false;
        for (size_t j = 0; j < OPTION_ROWS; j++) {
            if (option_table[j].id != (int)given[i].id)
                continue;
            name = option_table[j].name;
            known = known || (option_table[j].commands & (unsigned)options->command);
        }
        if (given[i].given && !known) {
            diag_report(diag, DIAG_USAGE, nowhere,
                        "this command takes no option '--%s'", name);
            return STATUS_USAGE;
        }
    }
    return STATUS_OK;
}

enum status options_parse(int argc, char **argv, struct options *out, struct diag *diag)
{
    struct parser parser = {out, diag, argv, argc, 1};
    enum status status = STATUS_OK;
    bool options_ended = false;
    *out = (struct options){0};
    out->inputs = calloc((size_t)argc + 1, sizeof(*out->inputs));
    if (!out->inputs)
        return STATUS_NOMEM;
    for (; parser.at < argc && status == STATUS_OK; parser.at++) {
        const char *word = argv[parser.at];
        if (!options_ended && strcmp(word, "--") == 0)
            options_ended = true;
        else if (!options_ended && strncmp(word, "--", 2) == 0)
            status = parse_long(&parser, word);
        else if (!options_ended && word[0] == '-' && word[1])
            status = parse_letters(&parser, word);
        else
            status = parse_plain(&parser, word);
    }
    if (status == STATUS_OK && out->request == REQUEST_RUN &&
        out->command != COMMAND_NONE)
        status = check_applicable(out, diag);
    return status;
}

void options_free(struct options *options)
{
    free(options->inputs);
    options->inputs = NULL;
}
