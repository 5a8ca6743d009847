/* One build at a time in an output folder, and what a killed one left there. */
#define _GNU_SOURCE /* flock, nftw */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/host.h"

static const struct diag_pos nowhere = {0, 0};

static bool is_scrap(const char *name)
{
    const char *mark = NULL;
    for (const char *at = name; (at = strstr(at, ".tmp-")); at++)
        mark = at;
    if (!mark)
        return false;
    const char *digits = mark + strlen(".tmp-");
    return *digits && digits[strspn(digits, "0123456789")] == '\0';
}

static int remove_scrap(const char *path, const struct stat *st, int type,
                        struct FTW *place)
{
    (void)st;
    if (type == FTW_F && is_scrap(path + place->base))
        unlink(path);
    return 0;
}

/* Descriptors that the walk may hold open at once. */
#define SWEEP_DESCRIPTORS 16

void host_sweep_folder(const char *folder)
{
    nftw(folder, remove_scrap, SWEEP_DESCRIPTORS, FTW_PHYS);
}

/* Whether the descriptor still is the folder of that name: it may have been removed and
 * made again while we waited. */
static bool is_current(int fd, const char *path)
{
    struct stat held, named;
    return fstat(fd, &held) == 0 && stat(path, &named) == 0 &&
           held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

static bool make_folders(const char *path)
{
    char *copy = strdup(path);
    bool made = copy != NULL;
    for (char *at = copy; made && *at; at++) {
        if (*at != '/' || at == copy)
            continue;
        *at = '\0';
        made = mkdir(copy, 0777) == 0 || errno == EEXIST || errno == EISDIR;
        *at = '/';
    }
    free(copy);
    return made && (mkdir(path, 0777) == 0 || errno == EEXIST);
}

/* Locks of folders are not to be had on every file system: NFS wants a descriptor that
 * may write. */
static bool cannot_lock(int error)
{
    return error == EBADF || error == ENOLCK || error == EOPNOTSUPP || error == EINVAL;
}

/* Whether the lock is held, or cannot be. */
static bool take(int fd, int how, void (*waits)(void *user), void *user, bool *told)
{
    if (flock(fd, how | LOCK_NB) == 0 || cannot_lock(errno))
        return true;
    if (errno != EWOULDBLOCK)
        return false;
    if (!*told && waits)
        waits(user);
    *told = true;
    while (flock(fd, how) != 0)
        if (errno != EINTR)
            return false;
    return true;
}

enum status host_lock_folder(const char *folder, enum host_lock_kind kind,
                             void (*waits)(void *user), void *user,
                             struct host_lock *out, struct diag *diag)
{
    int how = kind == HOST_LOCK_ALONE ? LOCK_EX : LOCK_SH;
    bool told = false;
    int fd = -1;
    *out = (struct host_lock){-1, host_kind_of(folder) == HOST_MISSING};
    while (make_folders(folder)) {
        fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0 && errno == ENOENT)
            continue; /* removed between the two */
        if (fd < 0 || !take(fd, how, waits, user, &told))
            break;
        if (is_current(fd, folder)) {
            out->descriptor = fd;
            return STATUS_OK;
        }
        close(fd);
        fd = -1;
    }
    diag_report(diag, DIAG_OUTPUT_UNWRITABLE, nowhere,
                "cannot write to the output folder '%s': %s; nothing was written",
                folder, strerror(errno));
    if (fd >= 0)
        close(fd);
    return STATUS_IO;
}

void host_unlock_folder(struct host_lock *lock, const char *folder)
{
    if (lock->descriptor < 0)
        return;
    if (lock->made)
        rmdir(folder);
    close(lock->descriptor);
    *lock = (struct host_lock)HOST_LOCK_NONE;
}
