/* What --help and --version print. */
#ifndef DRIVER_HELP_H
#define DRIVER_HELP_H

#include "base/buf.h"
#include "options.h"

/* The help of one command, or of the program for COMMAND_NONE. */
void help_write(enum option_command command, struct buf *out);

void help_write_version(struct buf *out);

#endif
