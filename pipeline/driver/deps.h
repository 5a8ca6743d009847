/* --deps: what the outputs are made from, for Make and Ninja. */
#ifndef DRIVER_DEPS_H
#define DRIVER_DEPS_H

#include "batch.h"

/* Writes a rule "manifest: source…" in Make's syntax, which Ninja reads too: the
 * manifest is written last, so it stands for all that a build makes. Sources are the
 * inputs, the configuration, the template and the stylesheets. STATUS_IO, reported. */
enum status deps_write(const char *path, const struct batch *batch);

#endif
