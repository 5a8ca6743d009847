/* The one door to the output folder. Every published file goes through it, so that the
 * manifest knows them all. Paths are relative to the folder, with slashes. */
#ifndef DRIVER_OUTPUT_H
#define DRIVER_OUTPUT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"

#define OUTPUT_SHA256_DIGITS 64

struct output_file {
    struct str path;
    size_t size; /* bytes */
    char sha256[OUTPUT_SHA256_DIGITS + 1];
};

struct output {
    struct arena *arena;       /* owns the paths */
    const char *folder;        /* borrowed */
    struct output_file *files; /* in the order of writing */
    size_t count, capacity;
};

/* STATUS_NOMEM. Makes nothing yet. Release with output_close. */
enum status output_open(struct output *output, const char *folder);
void output_close(struct output *output);

/* Writes a file whole or not at all and remembers it. STATUS_IO is reported. */
enum status output_put(struct output *output, struct str path, struct str content,
                       struct diag *diag);

/* Removes what an earlier run left at a path that this run could not renew: an older
 * text beside newer ones would be a false record. Reported where there was something.
 */
void output_withdraw(struct output *output, struct str path, struct diag *diag);

/* The SHA-256 of `bytes` in lower-case hexadecimal, terminated (FIPS 180-4). */
void output_hash(struct str bytes, char out[OUTPUT_SHA256_DIGITS + 1]);

#endif
