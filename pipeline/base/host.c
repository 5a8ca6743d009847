#define _GNU_SOURCE /* realpath, syncfs */

#include "base/host.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host_stamp.h"

static const struct diag_pos nowhere = {0, 0};

enum host_flush { HOST_FLUSH_NOW, HOST_FLUSH_LATER };

static enum status unreadable(struct diag *diag, const char *path)
{
    diag_report(diag, DIAG_INPUT_UNREADABLE, nowhere, "cannot read '%s': %s", path,
                strerror(errno));
    return STATUS_IO;
}

static enum status read_all(int fd, const char *path, struct buf *out,
                            struct diag *diag)
{
    char chunk[65536];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof(chunk));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return unreadable(diag, path);
        if (n == 0)
            break;
        buf_add_bytes(out, chunk, (size_t)n);
        if (out->status == STATUS_LIMIT) {
            size_t max = out->max ? out->max : BUF_MAX_DEFAULT;
            diag_report(diag, DIAG_INPUT_TOO_LARGE, nowhere,
                        "'%s' is larger than %zu bytes; nothing was read", path, max);
        }
        if (out->status != STATUS_OK)
            return out->status;
    }
    return STATUS_OK;
}

enum status host_read_file(const char *path, size_t max, struct buf *out,
                           struct diag *diag)
{
    out->max = max;
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, path, out, diag);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return unreadable(diag, path);
    enum status status = read_all(fd, path, out, diag);
    close(fd);
    return status;
}

/* Makes the folders above the last slash of `path`, which it changes and restores. */
static bool make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made)
            return false;
    }
    return true;
}

static bool write_all(int fd, struct str content)
{
    while (content.len > 0) {
        ssize_t n = write(fd, content.ptr, content.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        content.ptr += n;
        content.len -= (size_t)n;
    }
    return true;
}

/* A device or a pipe has no content to keep whole: it takes the bytes as they come. */
static enum status write_through(const char *path, struct str content,
                                 struct diag *diag)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool written = fd >= 0 && write_all(fd, content);
    int error = errno;
    if (fd >= 0 && close(fd) != 0 && written) {
        written = false;
        error = errno;
    }
    if (written)
        return STATUS_OK;
    diag_report(diag, DIAG_OUTPUT_UNWRITABLE, nowhere, "cannot write '%s': %s", path,
                strerror(error));
    return STATUS_IO;
}

static enum status write_file(const char *path, struct str content, enum host_flush how,
                              struct diag *diag)
{
    enum status status = STATUS_IO;
    if (host_kind_of(path) == HOST_OTHER)
        return write_through(path, content, diag);
    int fd = -1;
    struct buf temporary = BUF_INIT;
    buf_add_cstr(&temporary, path);
    size_t suffix = temporary.len;
    buf_printf(&temporary, ".tmp-%ld", (long)getpid());
    if (temporary.status != STATUS_OK)
        return temporary.status;
    if (!make_folders(temporary.ptr))
        goto out;
    fd = open(temporary.ptr, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        goto out;
    if (!write_all(fd, content) || (how == HOST_FLUSH_NOW && fsync(fd) != 0))
        goto out;
    int closed = close(fd);
    fd = -1;
    if (closed != 0 || rename(temporary.ptr, path) != 0)
        goto out;
    status = STATUS_OK;
out:
    if (status != STATUS_OK) {
        int error = errno;
        if (fd >= 0)
            close(fd);
        unlink(temporary.ptr);
        diag_report(diag, DIAG_OUTPUT_UNWRITABLE, nowhere,
                    "cannot write '%.*s': %s; nothing was left there", (int)suffix,
                    temporary.ptr, strerror(error));
    }
    buf_free(&temporary);
    return status;
}

enum status host_write_file(const char *path, struct str content, struct diag *diag)
{
    return write_file(path, content, HOST_FLUSH_NOW, diag);
}

enum status host_write_file_of_many(const char *path, struct str content,
                                    struct diag *diag)
{
    return write_file(path, content, HOST_FLUSH_LATER, diag);
}

void host_flush_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    syncfs(fd);
    close(fd);
}

enum host_kind host_kind_of(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return HOST_MISSING;
    if (S_ISREG(st.st_mode))
        return HOST_FILE;
    return S_ISDIR(st.st_mode) ? HOST_FOLDER : HOST_OTHER;
}

/* The part of an absolute path below the working directory; the whole where it does not
 * lie there. */
static const char *as_seen_from_here(const char *path)
{
    char *here = realpath(".", NULL);
    size_t n = here ? strlen(here) : 0;
    bool below = n > 1 && strncmp(path, here, n) == 0 && path[n] == '/';
    free(here);
    return below ? path + n + 1 : path;
}

enum status host_find_upwards(const char *from, const char *name, struct buf *out)
{
    char *folder = realpath(*from ? from : ".", NULL);
    if (!folder)
        return errno == ENOMEM ? STATUS_NOMEM : STATUS_OK;
    struct buf path = BUF_INIT;
    for (size_t end = strlen(folder);; end--) {
        while (end > 0 && folder[end] != '/' && folder[end] != '\0')
            end--;
        folder[end] = '\0';
        buf_clear(&path);
        buf_printf(&path, "%s/%s", folder, name);
        if (path.status != STATUS_OK || host_kind_of(path.ptr) == HOST_FILE)
            break;
        buf_clear(&path);
        if (end == 0)
            break;
    }
    if (path.status == STATUS_OK && path.len > 0)
        buf_add_cstr(out, as_seen_from_here(path.ptr));
    enum status status = path.status != STATUS_OK ? path.status : out->status;
    buf_free(&path);
    free(folder);
    return status;
}

enum status host_real_path(const char *path, struct buf *out)
{
    char *real = realpath(path, NULL);
    if (real)
        buf_add_cstr(out, real);
    free(real);
    return out->status;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

enum status host_list_folder(const char *path,
                             enum status (*visit)(const char *path, void *user),
                             void *user, struct diag *diag)
{
    struct dirent **entries;
    int n = scandir(path, &entries, visible, by_bytes);
    if (n < 0)
        return unreadable(diag, path);
    enum status status = STATUS_OK;
    for (int i = 0; i < n; i++) {
        struct buf name = BUF_INIT;
        buf_printf(&name, "%s/%s", path, entries[i]->d_name);
        free(entries[i]);
        if (status == STATUS_OK)
            status = name.status;
        if (status == STATUS_OK && host_kind_of(name.ptr) == HOST_FILE)
            status = visit(name.ptr, user);
        buf_free(&name);
    }
    free(entries);
    return status;
}

/* Nesting of folders; the site has two levels. */
#define TREE_DEPTH_MAX 16

struct tree_walk {
    enum status (*visit)(const char *path, void *user);
    void *user;
    struct diag *diag;
};

static enum status walk_tree(const struct tree_walk *walk, const char *path,
                             unsigned depth)
{
    struct dirent **entries = NULL;
    if (depth > TREE_DEPTH_MAX) {
        diag_report(walk->diag, DIAG_LIMIT_EXCEEDED, nowhere,
                    "'%s' lies more than %d folders deep; it was left out", path,
                    TREE_DEPTH_MAX);
        return STATUS_LIMIT;
    }
    enum status status = host_list_folder(path, walk->visit, walk->user, walk->diag);
    int n = status == STATUS_OK ? scandir(path, &entries, visible, by_bytes) : 0;
    if (n < 0)
        return unreadable(walk->diag, path);
    for (int i = 0; i < n; i++) {
        struct buf name = BUF_INIT;
        buf_printf(&name, "%s/%s", path, entries[i]->d_name);
        free(entries[i]);
        if (status == STATUS_OK)
            status = name.status;
        if (status == STATUS_OK && host_kind_of(name.ptr) == HOST_FOLDER)
            status = walk_tree(walk, name.ptr, depth + 1);
        buf_free(&name);
    }
    free(entries);
    return status;
}

enum status host_list_tree(const char *path,
                           enum status (*visit)(const char *path, void *user),
                           void *user, struct diag *diag)
{
    const struct tree_walk walk = {visit, user, diag};
    return walk_tree(&walk, path, 0);
}

enum status host_map_file(const char *path, struct host_map *out)
{
    enum status status = STATUS_IO;
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return STATUS_IO;
    if (fstat(fd, &st) == 0 && st.st_size > 0) {
        void *data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (data != MAP_FAILED) {
            *out = (struct host_map){data, (size_t)st.st_size, host_stamp_from(&st)};
            status = STATUS_OK;
        }
    }
    close(fd);
    return status;
}

void host_unmap_file(struct host_map *map)
{
    if (map->data)
        munmap((void *)map->data, map->size);
    *map = (struct host_map){0};
}

const char *host_environment(const char *name)
{
    return getenv(name);
}

enum status host_program_folder(struct buf *out)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
    if (n <= 0)
        return STATUS_OK;
    path[n] = '\0';
    char *slash = strrchr(path, '/');
    if (slash)
        buf_add_bytes(out, path, (size_t)(slash - path));
    return out->status;
}
