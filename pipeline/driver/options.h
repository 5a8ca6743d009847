/* The command line as a value. */
#ifndef DRIVER_OPTIONS_H
#define DRIVER_OPTIONS_H

#include "base/diag.h"
#include "base/status.h"

enum option_command {
    COMMAND_NONE = 0,
    COMMAND_BUILD = 1 << 0,
    COMMAND_CONVERT = 1 << 1,
    COMMAND_INSPECT = 1 << 2,
    COMMAND_MERGE = 1 << 3,
    COMMAND_LINT = 1 << 4,
    COMMAND_EXPLAIN = 1 << 5,
    COMMAND_WATCH = 1 << 8,
    COMMAND_FONTS = 1 << 9,
    COMMAND_VERIFY = 1 << 10,
    COMMAND_READING = COMMAND_BUILD | COMMAND_CONVERT | COMMAND_INSPECT |
                      COMMAND_MERGE | COMMAND_LINT | COMMAND_EXPLAIN | COMMAND_FONTS |
                      COMMAND_WATCH,
    COMMAND_ALL = COMMAND_READING | COMMAND_VERIFY,
};

enum option_request { REQUEST_RUN, REQUEST_HELP, REQUEST_VERSION };
enum option_verbosity { VERBOSITY_NORMAL, VERBOSITY_QUIET, VERBOSITY_VERBOSE };
enum option_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Options without a value. */
enum option_switch {
    SWITCH_FORCE = 1 << 0,
    SWITCH_CHECK = 1 << 1,
    SWITCH_DIFF = 1 << 2,
    SWITCH_PRUNE = 1 << 3,
    SWITCH_TIMINGS = 1 << 4,
    SWITCH_WRITE_LOCK = 1 << 9,
    SWITCH_FIX = 1 << 10,
    SWITCH_TEST_DICTIONARY = 1 << 11,
};

struct options {
    enum option_command command;
    enum option_request request;
    enum option_verbosity verbosity;
    enum option_color color;
    const char *output;         /* -o; NULL when not given, as are those below */
    const char *format;         /* -f, as given */
    const char *encoding;       /* --encoding */
    const char *template;       /* --template */
    const char *config;         /* --config */
    const char *explain_line;   /* --explain-line */
    const char *shard;          /* --shard */
    const char *deps;           /* --deps */
    const char *report;         /* --report */
    const char *fix_rules;      /* --fix-rule */
    const char *baseline;       /* --baseline */
    const char *write_baseline; /* --write-baseline */
    unsigned switches;          /* of enum option_switch */
    size_t jobs;                /* -j; 0: as many as there are processors */
    const char **inputs; /* borrowed from argv; the array belongs to the options */
    size_t input_count;
};

/* A row of the command table. */
struct option_command_row {
    enum option_command command;
    const char *name;
    const char *synopsis; /* msgid, what follows the name */
    const char *summary;  /* msgid, one line */
    const char *details;  /* msgid */
};

/* A row of the option table; one option may have a row for each command. */
struct option_row {
    int id;
    char letter; /* 0: none */
    const char *name;
    const char *argument; /* msgid of the placeholder; NULL: takes none */
    unsigned commands;    /* the commands that know it */
    const char *help;     /* msgid */
};

const struct option_command_row *option_command_rows(size_t *count);
const struct option_row *option_rows(size_t *count);

/* Reads a command line. Options may stand anywhere; "--" ends them, "-" is an input.
 * STATUS_USAGE, with the explanation in `diag`, for what does not exist; `out` then
 * holds what was understood. Release with options_free. */
enum status options_parse(int argc, char **argv, struct options *out,
                          struct diag *diag);
void options_free(struct options *options);

#endif
