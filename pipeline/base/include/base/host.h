/* The only door to the system: files, environment, clock. Everything else is a function
 * of its arguments, which is what makes the same input give the same bytes. */
#ifndef BASE_HOST_H
#define BASE_HOST_H

#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"

/* Reads a whole file, or standard input for "-", at most `max` bytes (0: no more than
 * BUF_MAX_DEFAULT). Reports what went wrong. STATUS_IO or STATUS_LIMIT on failure. */
enum status host_read_file(const char *path, size_t max, struct buf *out,
                           struct diag *diag);

/* Writes a file whole or not at all: a temporary file in the same folder, flushed to
 * the disk's queue, then renamed. The missing folders of `path` are made. Mode 0666
 * less the umask. STATUS_IO on failure, which is reported; nothing is left behind. */
enum status host_write_file(const char *path, struct str content, struct diag *diag);

/* The same for one of many files: it appears whole, but may be lost with the power
 * until host_flush_folder has waited for all that was written below the folder. A wait
 * for each file would take longer than to make it. */
enum status host_write_file_of_many(const char *path, struct str content,
                                    struct diag *diag);
void host_flush_folder(const char *folder);

enum host_kind { HOST_MISSING, HOST_FILE, HOST_FOLDER, HOST_OTHER };
enum host_kind host_kind_of(const char *path);

/* The plain files of a folder, not those of its folders, sorted by byte order; names
 * that begin with a dot are left out. `visit` gets "folder/name". */
enum status host_list_folder(const char *path,
                             enum status (*visit)(const char *path, void *user),
                             void *user, struct diag *diag);

/* The plain files of a folder and of all below it, those of a folder before those of
 * its folders, else as host_list_folder. STATUS_LIMIT, reported, for folders nested
 * deeper than any that we write: a link may lead back up. */
enum status host_list_tree(const char *path,
                           enum status (*visit)(const char *path, void *user),
                           void *user, struct diag *diag);

/* Appends the path of the nearest file called `name` in the folder `from` or one above
 * it, relative to the working directory where it lies below it; nothing where there is
 * none. STATUS_NOMEM. */
enum status host_find_upwards(const char *from, const char *name, struct buf *out);

/* What tells the content of a file from what it was before, without reading it. */
struct host_stamp {
    uint64_t device, inode, size;
    int64_t modified, changed; /* ns since 1970 */
};
/* STATUS_IO, not reported, where there is no such plain file. */
enum status host_stamp_of(const char *path, struct host_stamp *out);
bool host_stamp_equal(const struct host_stamp *a, const struct host_stamp *b);

/* Whether something was there and was removed. A folder must be empty. */
bool host_remove_file(const char *path);
bool host_remove_folder(const char *path);

/* Appends "<folder>/" of the user's caches (XDG Base Directory Specification); nothing
 * where there is none. */
void host_cache_folder(struct buf *out);

/* Nanoseconds of a clock that only goes forward, from an unknown start; and of the
 * clock on the wall, since 1970. Neither reaches a product. */
int64_t host_clock(void);
int64_t host_wall_clock(void);

/* The processors that this process may use, at least 1. */
unsigned host_processors(void);

/* One writer at a time in an output folder, or several that write different files. The
 * lock is the system's, on the folder itself: it ends with the process, however that
 * ends, and leaves nothing behind. */
enum host_lock_kind { HOST_LOCK_ALONE, HOST_LOCK_TOGETHER };
struct host_lock {
    int descriptor; /* -1: none */
    bool made;      /* the folder was not there before */
};
#define HOST_LOCK_NONE                                                                 \
    {                                                                                  \
        .descriptor = -1                                                               \
    }
/* Makes the folder and locks it; `waits` is called once before the wait for another
 * process. A file system that has no such locks lets everybody in. STATUS_IO, reported.
 */
enum status host_lock_folder(const char *folder, enum host_lock_kind kind,
                             void (*waits)(void *user), void *user,
                             struct host_lock *out, struct diag *diag);
/* Removes the folder again if it was made for nothing. */
void host_unlock_folder(struct host_lock *lock, const char *folder);

/* Removes the temporary files that killed processes left in a folder and below it. Only
 * for whoever holds the lock alone. */
void host_sweep_folder(const char *folder);

/* Appends what identifies the running program and the libraries that it was started
 * with: their build IDs, or size and time where they have none. */
void host_program_identity(struct buf *out);

/* The absolute path of what is there, without links; nothing where nothing is. */
enum status host_real_path(const char *path, struct buf *out);

/* A read-only mapping of a file, valid until host_unmap_file. For fonts. */
struct host_map {
    const unsigned char *data;
    size_t size;
    struct host_stamp stamp; /* of the file that is mapped */
};
enum status host_map_file(const char *path, struct host_map *out);
void host_unmap_file(struct host_map *map);

/* Borrowed; NULL when unset. */
const char *host_environment(const char *name);

/* The folder of the running program, without a final slash; empty when unknown.
 * The caller frees `out`. */
enum status host_program_folder(struct buf *out);

#endif
