/* manifest.json: what was published and what it was made from. It is for people and
 * other programs, and it is the memory of the next build. */
#ifndef DRIVER_MANIFEST_H
#define DRIVER_MANIFEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "record.h"
#include "setup.h"

/* One of the parts into which a set of documents is divided; `count` 0: it is whole. */
struct manifest_shard {
    unsigned number; /* from 1 */
    unsigned count;
};

struct manifest {
    struct arena *arena; /* owns the strings of a manifest that was read */
    struct manifest_shard shard;
    struct setup setup;
    char site_key[OUTPUT_SHA256_DIGITS + 1]; /* of all that the site's own files tell */
    struct record *records;                  /* sorted by slug */
    size_t record_count;
    struct output_file *site_files; /* what the site has beside its documents; of a
                                       manifest that was read: sorted by path */
    size_t site_file_count;
    struct str *left; /* paths of what earlier builds left and this one does not make */
    size_t left_count;
};

/* Appends the file's name: manifest.json, or manifest-2-of-5.json. */
void manifest_add_name(struct manifest_shard shard, struct buf *out);

/* What counts of findings are called in it. */
const char *manifest_severity_key(enum diag_severity severity);

/* Appends the file's bytes. STATUS_NOMEM. */
enum status manifest_write(const struct manifest *manifest, struct buf *out);

/* Reads a manifest. What could not have been written by this program is left out, paths
 * that lead out of the folder above all. STATUS_SYNTAX where it is no manifest of ours;
 * `out` is empty then. Release with manifest_close. */
enum status manifest_read(struct str json, struct manifest *out);
void manifest_close(struct manifest *manifest);

/* NULL where there is none. */
struct record *manifest_lookup(const struct manifest *manifest, struct str slug);

#endif
