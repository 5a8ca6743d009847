/* Memory that is released all at once. One arena belongs to one document or one job;
 * it is not shared between threads. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena;

/* NULL when memory is short. The caller releases with arena_free (NULL is allowed). */
struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* Zeroed memory aligned for any type, owned by the arena. NULL when memory is short;
 * the arena remembers (arena_failed), so a caller may check once at the end. */
void *arena_alloc(struct arena *arena, size_t bytes);

/* A copy owned by the arena. Terminated by a NUL that `len` does not count. Empty when
 * memory is short. */
struct str arena_copy(struct arena *arena, struct str s);

/* Whether any allocation from this arena has failed. */
bool arena_failed(const struct arena *arena);

/* Bytes taken from the system so far. */
size_t arena_size(const struct arena *arena);

#endif
