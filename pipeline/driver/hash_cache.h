/* SHA-256 of files that were hashed before, by the files' stamps: kept in the user's
 * cache folder, so that what has not changed need not be read. It is never trusted
 * where a stamp differs, and losing it costs time alone. Safe to share between threads.
 */
#ifndef DRIVER_HASH_CACHE_H
#define DRIVER_HASH_CACHE_H

#include "base/host.h"
#include "output.h"

struct hash_cache;

/* What a saved cache keeps beside what was asked for in this run. */
enum hash_cache_keep { HASH_CACHE_KEEP_ALL, HASH_CACHE_KEEP_USED };

/* Opens the cache of that name; it is empty where there is none, or none that is whole.
 * NULL when memory is short. */
struct hash_cache *hash_cache_open(const char *name, enum hash_cache_keep keep);

/* Whether the hash of a file with that stamp is known. */
bool hash_cache_lookup(struct hash_cache *cache, const struct host_stamp *stamp,
                       char out[OUTPUT_SHA256_DIGITS + 1]);

/* Remembers a hash, unless the file is so young that it may yet change within the grain
 * of its file system's clock and show the same stamp. One that this program wrote and
 * holds a lock on is changed by nobody else. */
enum hash_cache_source { HASH_CACHE_FOUND, HASH_CACHE_WRITTEN };
void hash_cache_add(struct hash_cache *cache, const struct host_stamp *stamp,
                    enum hash_cache_source source,
                    const char sha256[OUTPUT_SHA256_DIGITS + 1]);

/* Writes what is new, if anything is, and releases; NULL is allowed. Failures are
 * silent: the next run hashes again. */
void hash_cache_close(struct hash_cache *cache);

#endif
