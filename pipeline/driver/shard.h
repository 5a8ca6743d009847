/* A set of documents in parts, so that several machines may share the work without
 * talking to each other. */
#ifndef DRIVER_SHARD_H
#define DRIVER_SHARD_H

#include "base/diag.h"
#include "input.h"
#include "manifest.h"

/* More parts than any scheduler starts at once. */
#define SHARD_COUNT_MAX 10000

/* "2/5" → the second of five. STATUS_USAGE, reported. NULL is the whole. */
enum status shard_parse(const char *text, struct manifest_shard *out,
                        struct diag *diag);

/* Whether the document of that slug belongs to the part. It depends on nothing else:
 * what is added or removed moves no other document. */
bool shard_has(struct manifest_shard shard, struct str slug);

/* Leaves the inputs of the part. */
void shard_filter(struct manifest_shard shard, struct input_list *inputs);

#endif
