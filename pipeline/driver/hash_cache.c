#include "hash_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The coarsest clock of a file system in use (FAT's) ticks every two seconds. */
#define GRAIN INT64_C(2000000000)

/* Files of 100,000 documents in six formats; a larger cache is none of ours. */
#define ENTRIES_MAX 1000000

/* A cache that keeps all forgets all when it has grown past this. */
#define KEPT_MAX 1000

/* In the byte order of the machine: the file never leaves it. */
struct entry {
    struct host_stamp stamp;
    char sha256[OUTPUT_SHA256_DIGITS];
};

static const char magic[] = "gijiroku file hashes 1\n";

/* What stands before the entries. */
struct head {
    char magic[sizeof(magic) + 7];
    char sha256[OUTPUT_SHA256_DIGITS]; /* of the entries */
};

struct hash_cache {
    struct buf path; /* empty: there is nowhere to keep it */
    enum hash_cache_keep keep;
    struct buf file;       /* as read */
    struct entry *entries; /* sorted by stamp */
    bool *used;
    size_t count;
    pthread_mutex_t lock; /* guards `used` and what is below */
    struct entry *added;
    size_t added_count, added_capacity;
};

static int compare(const struct host_stamp *x, const struct host_stamp *y)
{
    if (x->device != y->device)
        return x->device < y->device ? -1 : 1;
    return (x->inode > y->inode) - (x->inode < y->inode);
}

static int by_stamp(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return compare(&x->stamp, &y->stamp);
}

static void read_entries(struct hash_cache *cache)
{
    struct head head;
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    if (cache->path.len == 0 || host_kind_of(cache->path.ptr) != HOST_FILE ||
        host_read_file(cache->path.ptr,
                       sizeof(head) + ENTRIES_MAX * sizeof(struct entry), &cache->file,
                       NULL) != STATUS_OK ||
        cache->file.len < sizeof(head))
        return;
    memcpy(&head, cache->file.ptr, sizeof(head));
    struct str rest = {cache->file.ptr + sizeof(head), cache->file.len - sizeof(head)};
    if (memcmp(head.magic, magic, sizeof(magic)) != 0 ||
        rest.len % sizeof(struct entry) != 0)
        return;
    output_hash(rest, sha256);
    if (memcmp(sha256, head.sha256, sizeof(head.sha256)) != 0)
        return;
    size_t count = rest.len / sizeof(struct entry);
    cache->entries = malloc(rest.len + 1);
    cache->used = calloc(count + 1, sizeof(*cache->used));
    if (!cache->entries || !cache->used)
        return;
    if (rest.len > 0)
        memcpy(cache->entries, rest.ptr, rest.len);
    cache->count = count;
}

struct hash_cache *hash_cache_open(const char *name, enum hash_cache_keep keep)
{
    struct hash_cache *cache = calloc(1, sizeof(*cache));
    if (!cache || pthread_mutex_init(&cache->lock, NULL) != 0) {
        free(cache);
        return NULL;
    }
    cache->keep = keep;
    host_cache_folder(&cache->path);
    if (cache->path.len > 0)
        buf_printf(&cache->path, "gijiroku/%s", name);
    if (cache->path.status != STATUS_OK)
        buf_clear(&cache->path);
    read_entries(cache);
    buf_free(&cache->file);
    return cache;
}

bool hash_cache_lookup(struct hash_cache *cache, const struct host_stamp *stamp,
                       char out[OUTPUT_SHA256_DIGITS + 1])
{
    const struct entry wanted = {.stamp = *stamp};
    const struct entry *found =
        cache->count > 0
            ? bsearch(&wanted, cache->entries, cache->count, sizeof(wanted), by_stamp)
            : NULL;
    if (!found || !host_stamp_equal(&found->stamp, stamp))
        return false;
    memcpy(out, found->sha256, OUTPUT_SHA256_DIGITS);
    out[OUTPUT_SHA256_DIGITS] = '\0';
    pthread_mutex_lock(&cache->lock);
    cache->used[found - cache->entries] = true;
    pthread_mutex_unlock(&cache->lock);
    return true;
}

/* Whether the file could change now and show the same stamp. A time with a fraction of
 * a millisecond comes from a clock whose grain is no more than a tick of the kernel. */
static bool may_change_unseen(const struct host_stamp *stamp,
                              enum hash_cache_source source)
{
    if (source == HASH_CACHE_WRITTEN && stamp->changed % 1000000 != 0)
        return false;
    int64_t latest =
        stamp->changed > stamp->modified ? stamp->changed : stamp->modified;
    return host_wall_clock() - latest < GRAIN;
}

void hash_cache_add(struct hash_cache *cache, const struct host_stamp *stamp,
                    enum hash_cache_source source,
                    const char sha256[OUTPUT_SHA256_DIGITS + 1])
{
    if (cache->path.len == 0 || may_change_unseen(stamp, source))
        return;
    pthread_mutex_lock(&cache->lock);
    if (cache->added_count == cache->added_capacity) {
        size_t capacity = cache->added_capacity ? cache->added_capacity * 2 : 64;
        struct entry *added = realloc(cache->added, capacity * sizeof(*added));
        if (added) {
            cache->added = added;
            cache->added_capacity = capacity;
        }
    }
    if (cache->added_count < cache->added_capacity) {
        struct entry *entry = &cache->added[cache->added_count++];
        entry->stamp = *stamp;
        memcpy(entry->sha256, sha256, OUTPUT_SHA256_DIGITS);
    }
    pthread_mutex_unlock(&cache->lock);
}

static int by_stamp_and_time(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = compare(&x->stamp, &y->stamp);
    if (order != 0)
        return order;
    return (x->stamp.changed > y->stamp.changed) -
           (x->stamp.changed < y->stamp.changed);
}

/* What is to be kept, sorted, of each file the latest; returns the number. */
static size_t gather(const struct hash_cache *cache, struct entry *all)
{
    size_t count = 0, kept = 0;
    bool keep_all = cache->keep == HASH_CACHE_KEEP_ALL && cache->count < KEPT_MAX;
    for (size_t i = 0; i < cache->count; i++)
        if (keep_all || cache->used[i])
            all[count++] = cache->entries[i];
    for (size_t i = 0; i < cache->added_count; i++)
        all[count++] = cache->added[i];
    if (count > 0)
        qsort(all, count, sizeof(*all), by_stamp_and_time);
    for (size_t i = 0; i < count; i++)
        if (i + 1 == count || by_stamp(&all[i], &all[i + 1]) != 0)
            all[kept++] = all[i];
    return kept;
}

static void save(const struct hash_cache *cache)
{
    struct entry *all = calloc(cache->count + cache->added_count + 1, sizeof(*all));
    struct head head = {0};
    struct buf file = BUF_INIT;
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    if (!all)
        return;
    struct str entries = {(const char *)all, gather(cache, all) * sizeof(*all)};
    output_hash(entries, sha256);
    memcpy(head.magic, magic, sizeof(magic));
    memcpy(head.sha256, sha256, sizeof(head.sha256));
    buf_add_bytes(&file, &head, sizeof(head));
    buf_add(&file, entries);
    if (file.status == STATUS_OK)
        host_write_file(cache->path.ptr, buf_str(&file), NULL);
    buf_free(&file);
    free(all);
}

void hash_cache_close(struct hash_cache *cache)
{
    if (!cache)
        return;
    if (cache->added_count > 0 && cache->added_count <= ENTRIES_MAX)
        save(cache);
    pthread_mutex_destroy(&cache->lock);
    buf_free(&cache->path);
    free(cache->entries);
    free(cache->used);
    free(cache->added);
    free(cache);
}
