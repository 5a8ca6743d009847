/* A folder that was published, as it lies on the disk: its files, the documents among
 * them, and what its manifest says of both. */
#ifndef DRIVER_PUBLISHED_H
#define DRIVER_PUBLISHED_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"
#include "output.h"
#include "verify/verify.h"

struct published_file {
    struct str path; /* relative to the folder, terminated */
    bool listed;     /* in the manifest */
};

struct published_document {
    struct str slug;
    struct str paths[VERIFY_FORMAT_COUNT]; /* relative; empty: not there */
    struct str source_sha256;              /* by the manifest; empty: not known */
};

struct published {
    struct arena *arena;          /* owns the strings */
    struct str folder;            /* as the user named it, without a final slash */
    struct published_file *files; /* by path */
    size_t file_count, file_capacity;
    struct published_document *documents; /* by slug */
    size_t document_count, document_capacity;
};

/* Lists the folder. What is wrong is reported. Release with published_close, after a
 * failure too. */
enum status published_open(struct published *published, const char *folder,
                           struct diag *diag);
void published_close(struct published *published);

/* Compares the files with manifest.json: each that it lists is there with its SHA-256,
 * and none is there that it does not list. Every fault is told. Where there is no
 * manifest, that is told as a note. Fills source_sha256. STATUS_IO, STATUS_NOMEM. */
enum status published_check_manifest(struct published *published, struct diag *diag);

/* Reads a file of the folder. */
enum status published_read(const struct published *published, struct str path,
                           struct buf *out, struct diag *diag);

/* "folder/path", owned by the arena. */
struct str published_name(const struct published *published, struct str path);

#endif
