/* The one door to the output folder: every published file goes through it. Paths are
 * relative to the folder, with slashes. */
#ifndef DRIVER_OUTPUT_H
#define DRIVER_OUTPUT_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/status.h"

#define OUTPUT_SHA256_DIGITS 64

struct output_file {
    struct str path;
    size_t size; /* bytes */
    char sha256[OUTPUT_SHA256_DIGITS + 1];
};

struct output {
    const char *folder; /* borrowed */
};

/* Writes a file whole or not at all and tells what it is; the path is the caller's.
 * STATUS_IO is reported. Any thread may write, each other files. */
enum status output_put(const struct output *output, struct str path, struct str content,
                       struct output_file *out, struct diag *diag);

/* Reads a file back. STATUS_IO, reported. */
enum status output_get(const struct output *output, struct str path, struct buf *out,
                       struct diag *diag);

/* Removes what an earlier run left at a path that this run could not renew: an older
 * text beside newer ones would be a false record. Reported where there was something.
 */
void output_withdraw(const struct output *output, struct str path, struct diag *diag);

/* The SHA-256 of `bytes` in lower-case hexadecimal, terminated (FIPS 180-4). */
void output_hash(struct str bytes, char out[OUTPUT_SHA256_DIGITS + 1]);

#endif
