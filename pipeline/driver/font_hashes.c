#include "font_hashes.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "hash_cache.h"
#include "layout/layout.h"

struct entry {
    struct entry *next;
    struct str file; /* the whole file */
    const struct host_stamp *stamp;
    struct hash_cache *cache;
    pthread_t thread;
    bool running;
    char sha256[OUTPUT_SHA256_DIGITS + 1]; /* whole once the thread is joined */
};

struct font_hashes {
    struct layout_fonts *fonts;
    struct hash_cache *cache;
    pthread_mutex_t lock; /* guards the list; entries stay where they are */
    struct entry *first;
};

struct font_hashes *font_hashes_open(struct layout_fonts *fonts)
{
    struct font_hashes *hashes = calloc(1, sizeof(*hashes));
    if (!hashes || pthread_mutex_init(&hashes->lock, NULL) != 0) {
        free(hashes);
        return NULL;
    }
    hashes->fonts = fonts;
    hashes->cache = hash_cache_open("fonts", HASH_CACHE_KEEP_ALL);
    if (hashes->cache)
        return hashes;
    font_hashes_close(hashes);
    return NULL;
}

static void join(struct entry *entry)
{
    if (entry->running)
        pthread_join(entry->thread, NULL);
    entry->running = false;
}

void font_hashes_close(struct font_hashes *hashes)
{
    if (!hashes)
        return;
    for (struct entry *entry = hashes->first, *next; entry; entry = next) {
        next = entry->next;
        join(entry);
        free(entry);
    }
    hash_cache_close(hashes->cache);
    pthread_mutex_destroy(&hashes->lock);
    free(hashes);
}

static struct entry *find(const struct font_hashes *hashes, const unsigned char *data)
{
    struct entry *entry = hashes->first;
    while (entry && entry->file.ptr != (const char *)data)
        entry = entry->next;
    return entry;
}

static void *run(void *user)
{
    struct entry *entry = user;
    output_hash(entry->file, entry->sha256);
    if (entry->stamp)
        hash_cache_add(entry->cache, entry->stamp, HASH_CACHE_FOUND, entry->sha256);
    return NULL;
}

static void begin(struct font_hashes *hashes, const struct page_font *font)
{
    struct entry *entry = find(hashes, font->data) ? NULL : calloc(1, sizeof(*entry));
    if (!entry)
        return;
    entry->file = (struct str){(const char *)font->data, font->size};
    entry->stamp = layout_fonts_stamp(hashes->fonts, font->data);
    entry->cache = hashes->cache;
    if (!entry->stamp ||
        !hash_cache_lookup(hashes->cache, entry->stamp, entry->sha256)) {
        entry->running = pthread_create(&entry->thread, NULL, run, entry) == 0;
        if (!entry->running)
            run(entry);
    }
    entry->next = hashes->first;
    hashes->first = entry;
}

void font_hashes_begin(struct font_hashes *hashes, const struct pages *pages)
{
    pthread_mutex_lock(&hashes->lock);
    for (size_t i = 0; i < pages->font_count; i++)
        begin(hashes, &pages->fonts[i]);
    pthread_mutex_unlock(&hashes->lock);
}

void font_hashes_begin_font(struct font_hashes *hashes, const struct page_font *font)
{
    pthread_mutex_lock(&hashes->lock);
    begin(hashes, font);
    pthread_mutex_unlock(&hashes->lock);
}

enum status font_hashes_wait(struct font_hashes *hashes, const unsigned char *data,
                             char out[OUTPUT_SHA256_DIGITS + 1])
{
    pthread_mutex_lock(&hashes->lock);
    struct entry *entry = find(hashes, data);
    if (entry) {
        join(entry);
        memcpy(out, entry->sha256, sizeof(entry->sha256));
    }
    pthread_mutex_unlock(&hashes->lock);
    return entry ? STATUS_OK : STATUS_NOMEM;
}
