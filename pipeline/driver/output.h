/* The one door to the output folder: every published file goes through it. Paths are
 * relative to the folder, with slashes. */
#ifndef DRIVER_OUTPUT_H
#define DRIVER_OUTPUT_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/host.h"
#include "base/status.h"

#define OUTPUT_SHA256_DIGITS 64

struct output_file {
    struct str path;
    size_t size; /* bytes */
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    struct host_stamp stamp; /* as it was when this run wrote it; zero: it did not */
};

struct hash_cache;

struct output {
    const char *folder;        /* borrowed */
    struct hash_cache *hashes; /* of what lies there, and of the sources; borrowed, may
                                  be NULL */
};

/* Writes a file whole or not at all and tells what it is; the path is the caller's.
 * STATUS_IO is reported. Any thread may write, each other files. One of many is safe
 * from a loss of power once output_flush returns. */
enum status output_put_one_of_many(const struct output *output, struct str path,
                                   struct str content, struct output_file *out,
                                   struct diag *diag);
void output_flush(const struct output *output);
enum status output_put(const struct output *output, struct str path, struct str content,
                       struct output_file *out, struct diag *diag);

/* Reads a file back. STATUS_IO, reported. */
enum status output_get(const struct output *output, struct str path, struct buf *out,
                       struct diag *diag);

/* Removes what an earlier run left at a path that this run could not renew: an older
 * text beside newer ones would be a false record. Reported where there was something.
 */
void output_withdraw(const struct output *output, struct str path, struct diag *diag);

/* Whether a file is there and still what it was. */
enum output_state { OUTPUT_AS_WRITTEN, OUTPUT_MISSING, OUTPUT_ALTERED };
enum output_state output_examine(const struct output *output,
                                 const struct output_file *file);

/* Remembers a file that this run wrote, if it is still as it was written, so that the
 * next need not read it. */
void output_remember(const struct output *output, const struct output_file *file);

bool output_exists(const struct output *output, struct str path);

/* Removes a file, and its folder if that is empty then. Whether it was there. */
bool output_remove(const struct output *output, struct str path);

/* Whether a path leads to something in the folder: relative, without "." and "..". */
bool output_path_valid(struct str path);

/* The SHA-256 of a file by its stamp, or read. STATUS_IO, reported. `hashes` may be
 * NULL. */
enum status output_hash_file(const char *path, struct hash_cache *hashes,
                             char out[OUTPUT_SHA256_DIGITS + 1], struct diag *diag);

/* The SHA-256 of `bytes` in lower-case hexadecimal, terminated (FIPS 180-4). */
void output_hash(struct str bytes, char out[OUTPUT_SHA256_DIGITS + 1]);

#endif
