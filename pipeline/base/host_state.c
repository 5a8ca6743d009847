/* The part of the door that looks at files without reading them, and at the machine. */
#define _GNU_SOURCE /* sched_getaffinity */
#include <sched.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/host.h"
#include "host_stamp.h"

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

struct host_stamp host_stamp_from(const struct stat *st)
{
    return (struct host_stamp){
        .device = st->st_dev,
        .inode = st->st_ino,
        .size = (uint64_t)st->st_size,
        .modified = nanoseconds(st->st_mtim),
        .changed = nanoseconds(st->st_ctim),
    };
}

enum status host_stamp_of(const char *path, struct host_stamp *out)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return STATUS_IO;
    *out = host_stamp_from(&st);
    return STATUS_OK;
}

bool host_stamp_equal(const struct host_stamp *a, const struct host_stamp *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->modified == b->modified && a->changed == b->changed;
}

bool host_remove_file(const char *path)
{
    return unlink(path) == 0;
}

bool host_remove_folder(const char *path)
{
    return rmdir(path) == 0;
}

void host_cache_folder(struct buf *out)
{
    const char *cache = host_environment("XDG_CACHE_HOME");
    const char *home = host_environment("HOME");
    if (cache && cache[0] == '/')
        buf_printf(out, "%s/", cache);
    else if (home && home[0] == '/')
        buf_printf(out, "%s/.cache/", home);
}

static int64_t clock_of(clockid_t id)
{
    struct timespec time = {0};
    clock_gettime(id, &time);
    return nanoseconds(time);
}

int64_t host_clock(void)
{
    return clock_of(CLOCK_MONOTONIC);
}

int64_t host_wall_clock(void)
{
    return clock_of(CLOCK_REALTIME);
}

unsigned host_processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof(set), &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? (unsigned)count : 1;
}
