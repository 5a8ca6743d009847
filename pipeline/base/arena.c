#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

/* A document of 10 kB fits the first block; blocks then double up to a megabyte, which
 * keeps their number logarithmic without wasting more than the document's own size. */
#define ARENA_FIRST_BLOCK ((size_t)32 << 10)
#define ARENA_LARGEST_BLOCK ((size_t)1 << 20)

/* As BUF_MAX_DEFAULT: a larger request is an overflow or a hostile input. */
#define ARENA_REQUEST_MAX ((size_t)1 << 30)

struct block {
    struct block *next;
    size_t size, used; /* bytes of data */
    alignas(max_align_t) unsigned char data[];
};

struct arena {
    struct block *blocks; /* the current one first */
    size_t total;
    bool failed;
};

struct arena *arena_new(void)
{
    return calloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    for (struct block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

static bool grow(struct arena *arena, size_t bytes)
{
    size_t size = arena->blocks ? arena->blocks->size * 2 : ARENA_FIRST_BLOCK;
    if (size > ARENA_LARGEST_BLOCK)
        size = ARENA_LARGEST_BLOCK;
    if (size < bytes)
        size = bytes;
    struct block *block = malloc(sizeof(*block) + size);
    if (!block)
        return false;
    block->next = arena->blocks;
    block->size = size;
    block->used = 0;
    arena->blocks = block;
    arena->total += size;
    return true;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    const size_t align = alignof(max_align_t);
    if (bytes > ARENA_REQUEST_MAX) {
        arena->failed = true;
        return NULL;
    }
    bytes = (bytes + align - 1) / align * align;
    struct block *block = arena->blocks;
    if (!block || block->size - block->used < bytes) {
        if (!grow(arena, bytes)) {
            arena->failed = true;
            return NULL;
        }
        block = arena->blocks;
    }
    void *memory = block->data + block->used;
    block->used += bytes;
    return memset(memory, 0, bytes);
}

struct str arena_copy(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.len + 1);
    if (!copy)
        return (struct str){0};
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    return (struct str){copy, s.len};
}

bool arena_failed(const struct arena *arena)
{
    return arena->failed;
}

size_t arena_size(const struct arena *arena)
{
    return arena->total;
}
