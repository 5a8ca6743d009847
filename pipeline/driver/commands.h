/* The commands behind the words. Each takes the parsed command line and returns the
 * outcome; what concerns no document goes to `diag`. */
#ifndef DRIVER_COMMANDS_H
#define DRIVER_COMMANDS_H

#include "options.h"
#include "outcome.h"
#include "resources.h"
#include "terminal.h"

struct command_context {
    const struct options *options;
    const struct resources *resources;
    struct terminal *terminal;
    struct diag *diag;
    size_t told; /* entries of `diag` that are printed already */
};

/* Prints what has come to the context's sink since the last call. */
void command_tell(struct command_context *context);

enum outcome command_build(struct command_context *context);
enum outcome command_watch(struct command_context *context);
enum outcome command_merge(struct command_context *context);
enum outcome command_convert(struct command_context *context);
enum outcome command_inspect(struct command_context *context);
enum outcome command_lint(struct command_context *context);
enum outcome command_explain(struct command_context *context);
enum outcome command_fonts(struct command_context *context);
enum outcome command_verify(struct command_context *context);

#endif
