#include "shard.h"

#include <stdlib.h>

#include "output.h"

/* Digits up to the end or a slash; 0 where there is something else. */
static unsigned read_number(const char **at)
{
    unsigned number = 0;
    for (; **at >= '0' && **at <= '9' && number <= SHARD_COUNT_MAX; (*at)++)
        number = number * 10 + (unsigned)(**at - '0');
    return number;
}

enum status shard_parse(const char *text, struct manifest_shard *out, struct diag *diag)
{
    *out = (struct manifest_shard){0};
    if (!text)
        return STATUS_OK;
    const char *at = text;
    unsigned number = read_number(&at);
    if (*at++ == '/') {
        unsigned count = read_number(&at);
        if (*at == '\0' && number >= 1 && number <= count && count <= SHARD_COUNT_MAX) {
            *out = (struct manifest_shard){number, count};
            return STATUS_OK;
        }
    }
    diag_report(diag, DIAG_USAGE, (struct diag_pos){0, 0},
                "--shard takes K/N, the K-th of N parts with N up to %d, not '%s'",
                SHARD_COUNT_MAX, text);
    return STATUS_USAGE;
}

bool shard_has(struct manifest_shard shard, struct str slug)
{
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    if (shard.count == 0)
        return true;
    output_hash(slug, sha256);
    sha256[8] = '\0'; /* 32 bits divide evenly enough */
    return strtoul(sha256, NULL, 16) % shard.count == shard.number - 1;
}

void shard_filter(struct manifest_shard shard, struct input_list *inputs)
{
    size_t kept = 0;
    for (size_t i = 0; i < inputs->count; i++)
        if (shard_has(shard, inputs->items[i].slug))
            inputs->items[kept++] = inputs->items[i];
    inputs->count = kept;
}
