#include "postings.h"

#include <stdlib.h>
#include <string.h>

/* A chunk: the offset of the next (4 bytes), its capacity (4 bytes), its bytes. Each is
 * twice as large as the one before, so that short lists, which are most, waste little
 * and long ones have few. */
#define CHUNK_HEAD 8u
#define CHUNK_FIRST 8u
#define CHUNK_LARGEST 512u

static size_t hash(uint64_t term, size_t slot_count)
{
    return (size_t)(term * 0x9E3779B97F4A7C15u >> 20) & (slot_count - 1);
}

static struct posting *find(struct posting *slots, size_t slot_count, uint64_t term)
{
    size_t at = hash(term, slot_count);
    while (slots[at].term && slots[at].term != term)
        at = (at + 1) & (slot_count - 1);
    return &slots[at];
}

/* Keeps the table at most half full, with `more` terms too. */
static bool grow_table(struct postings *postings, size_t more)
{
    size_t wanted = postings->slot_count ? postings->slot_count : 1u << 12;
    while ((postings->used + more) * 2 > wanted)
        wanted *= 2;
    if (wanted == postings->slot_count)
        return true;
    struct posting *slots = calloc(wanted, sizeof(*slots));
    if (!slots)
        return false;
    for (size_t i = 0; i < postings->slot_count; i++)
        if (postings->slots[i].term)
            *find(slots, wanted, postings->slots[i].term) = postings->slots[i];
    free(postings->slots);
    postings->slots = slots;
    postings->slot_count = wanted;
    return true;
}

static uint32_t read_word(const struct postings *postings, size_t offset)
{
    uint32_t word;
    memcpy(&word, postings->pool + offset, sizeof(word));
    return word;
}

static void write_word(struct postings *postings, size_t offset, uint32_t word)
{
    memcpy(postings->pool + offset, &word, sizeof(word));
}

/* The offset of a new chunk; 0 where memory is short. Offset 0 is no chunk's. */
static uint32_t add_chunk(struct postings *postings, uint32_t capacity)
{
    size_t from = postings->pool_len ? postings->pool_len : CHUNK_HEAD;
    size_t end = from + CHUNK_HEAD + capacity;
    if (end > UINT32_MAX)
        return 0;
    if (end > postings->pool_capacity) {
        size_t wanted =
            postings->pool_capacity ? postings->pool_capacity * 2 : 1u << 16;
        unsigned char *pool = realloc(postings->pool, wanted);
        if (!pool)
            return 0;
        postings->pool = pool;
        postings->pool_capacity = wanted;
    }
    postings->pool_len = end;
    write_word(postings, from, 0);
    write_word(postings, from + 4, capacity);
    return (uint32_t)from;
}

static bool add_byte(struct postings *postings, struct posting *posting,
                     unsigned char byte)
{
    uint32_t capacity = posting->tail ? read_word(postings, posting->tail + 4) : 0;
    if (posting->used == capacity) {
        uint32_t wanted = !capacity                  ? CHUNK_FIRST
                          : capacity < CHUNK_LARGEST ? capacity * 2
                                                     : capacity;
        uint32_t chunk = add_chunk(postings, wanted);
        if (!chunk)
            return false;
        if (posting->tail)
            write_word(postings, posting->tail, chunk);
        else
            posting->head = chunk;
        posting->tail = chunk;
        posting->used = 0;
    }
    postings->pool[posting->tail + CHUNK_HEAD + posting->used++] = byte;
    return true;
}

static bool add_number(struct postings *postings, struct posting *posting,
                       uint64_t term, uint32_t number)
{
    if (!posting->term) {
        posting->term = term;
        postings->used++;
    }
    uint32_t difference = posting->count ? number - posting->last : number;
    bool added = true;
    for (; added && difference >= 0x80; difference >>= 7)
        added = add_byte(postings, posting, (unsigned char)(difference | 0x80));
    posting->last = number;
    posting->count++;
    return added && add_byte(postings, posting, (unsigned char)difference);
}

/* No cache holds the table and the pool of ten thousand documents: both are asked for
 * ahead of their use. */
#define AHEAD 8

void postings_add(struct postings *postings, const uint64_t *terms, size_t count,
                  uint32_t number)
{
    if (postings->status != STATUS_OK)
        return;
    if (!grow_table(postings, count)) {
        postings->status = STATUS_NOMEM;
        return;
    }
    struct posting *slots = postings->slots;
    for (size_t i = 0; i < count + 2 * AHEAD; i++) {
        if (i < count)
            __builtin_prefetch(&slots[hash(terms[i], postings->slot_count)], 1);
        if (i >= AHEAD && i < count + AHEAD) {
            size_t at = hash(terms[i - AHEAD], postings->slot_count);
            __builtin_prefetch(postings->pool + slots[at].tail, 1);
        }
        if (i < 2 * AHEAD)
            continue;
        uint64_t term = terms[i - 2 * AHEAD];
        if (!add_number(postings, find(slots, postings->slot_count, term), term,
                        number))
            postings->status = STATUS_NOMEM;
    }
}

void postings_free(struct postings *postings)
{
    free(postings->slots);
    free(postings->pool);
    *postings = (struct postings){0};
}

/* ---- printing ---- */

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* Reads a list from its beginning. */
struct cursor {
    const struct postings *postings;
    uint32_t chunk, at;
};

static unsigned char next_byte(struct cursor *cursor)
{
    if (cursor->at == read_word(cursor->postings, cursor->chunk + 4)) {
        cursor->chunk = read_word(cursor->postings, cursor->chunk);
        cursor->at = 0;
    }
    return cursor->postings->pool[cursor->chunk + CHUNK_HEAD + cursor->at++];
}

static uint32_t next_difference(struct cursor *cursor)
{
    uint32_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = next_byte(cursor);
        value |= (uint32_t)(byte & 0x7F) << shift;
        if (!(byte & 0x80))
            return value;
    }
}

/* Five bits a digit, the least first; 32 says that more follow. */
static void print_difference(uint32_t value, struct buf *out)
{
    for (; value >= 32; value >>= 5)
        buf_add_byte(out, digits[32 | (value & 31)]);
    buf_add_byte(out, digits[value]);
}

static void print_bits(struct cursor cursor, uint32_t count, struct buf *out)
{
    uint32_t number = 0, digit = 0, bits = 0;
    buf_add_byte(out, '*');
    for (uint32_t i = 0; i < count; i++) {
        number += next_difference(&cursor);
        for (; digit < number / 6; digit++, bits = 0)
            buf_add_byte(out, digits[bits]);
        bits |= 1u << number % 6;
    }
    buf_add_byte(out, digits[bits]);
}

void postings_print(const struct postings *postings, const struct posting *posting,
                    uint32_t total, struct buf *out)
{
    struct cursor cursor = {postings, posting->head, 0};
    if (posting->count > total / 6) { /* a difference has one digit at least */
        print_bits(cursor, posting->count, out);
        return;
    }
    for (uint32_t i = 0; i < posting->count; i++)
        print_difference(next_difference(&cursor), out);
}
