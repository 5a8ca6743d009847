#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

/* A trie whose edges lie in one hash table (open addressing, linear probing). Words are
 * short (LINT_FORM_MAX), so a look-up costs a bounded number of probes; most places are
 * turned away by the bits of first characters. */
struct edge {
    uint64_t key; /* node << 32 | code point; 0: free, for no edge leads on U+0000 */
    uint32_t node;
};

struct lexicon {
    struct edge *edges;
    size_t edge_count, edge_capacity; /* a power of two */
    uint32_t *values;                 /* of each node */
    size_t node_count, node_capacity;
    uint32_t first[65536 / 32]; /* code points modulo 65536 that begin words */
};

struct lexicon *lexicon_new(void)
{
    struct lexicon *lexicon = calloc(1, sizeof(*lexicon));
    if (!lexicon)
        return NULL;
    lexicon->edge_capacity = 256;
    lexicon->node_capacity = 128;
    lexicon->edges = calloc(lexicon->edge_capacity, sizeof(*lexicon->edges));
    lexicon->values = malloc(lexicon->node_capacity * sizeof(*lexicon->values));
    if (!lexicon->edges || !lexicon->values) {
        lexicon_free(lexicon);
        return NULL;
    }
    lexicon->values[0] = LEXICON_NONE;
    lexicon->node_count = 1;
    return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    free(lexicon->edges);
    free(lexicon->values);
    free(lexicon);
}

/* Fibonacci hashing: the golden ratio of 64 bits spreads neighbouring keys. */
static size_t slot_of(uint64_t key, size_t capacity)
{
    return (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (capacity - 1);
}

static struct edge *find(struct edge *edges, size_t capacity, uint64_t key)
{
    size_t slot = slot_of(key, capacity);
    while (edges[slot].key != 0 && edges[slot].key != key)
        slot = (slot + 1) & (capacity - 1);
    return &edges[slot];
}

static uint64_t key_of(uint32_t node, uint32_t c)
{
    return (uint64_t)node << 32 | c;
}

static enum status grow_edges(struct lexicon *lexicon)
{
    size_t capacity = lexicon->edge_capacity * 2;
    struct edge *edges = calloc(capacity, sizeof(*edges));
    if (!edges)
        return STATUS_NOMEM;
    for (size_t i = 0; i < lexicon->edge_capacity; i++)
        if (lexicon->edges[i].key != 0)
            *find(edges, capacity, lexicon->edges[i].key) = lexicon->edges[i];
    free(lexicon->edges);
    lexicon->edges = edges;
    lexicon->edge_capacity = capacity;
    return STATUS_OK;
}

/* The node behind an edge, made where it is missing; 0 when memory is short. */
static uint32_t step(struct lexicon *lexicon, uint32_t node, uint32_t c)
{
    struct edge *edge = find(lexicon->edges, lexicon->edge_capacity, key_of(node, c));
    if (edge->key != 0)
        return edge->node;
    if (lexicon->node_count == lexicon->node_capacity) {
        size_t capacity = lexicon->node_capacity * 2;
        uint32_t *values = realloc(lexicon->values, capacity * sizeof(*values));
        if (!values)
            return 0;
        lexicon->values = values;
        lexicon->node_capacity = capacity;
    }
    if (2 * (lexicon->edge_count + 1) > lexicon->edge_capacity) {
        if (grow_edges(lexicon) != STATUS_OK)
            return 0;
        edge = find(lexicon->edges, lexicon->edge_capacity, key_of(node, c));
    }
    uint32_t made = (uint32_t)lexicon->node_count++;
    lexicon->values[made] = LEXICON_NONE;
    *edge = (struct edge){key_of(node, c), made};
    lexicon->edge_count++;
    return made;
}

enum status lexicon_add(struct lexicon *lexicon, const uint32_t *word, size_t length,
                        uint32_t value)
{
    uint32_t node = 0;
    for (size_t i = 0; i < length; i++) {
        node = step(lexicon, node, word[i]);
        if (node == 0)
            return STATUS_NOMEM;
    }
    lexicon->first[(word[0] & 0xFFFF) / 32] |= 1u << (word[0] & 31);
    if (lexicon->values[node] == LEXICON_NONE)
        lexicon->values[node] = value;
    return STATUS_OK;
}

bool lexicon_begins(const struct lexicon *lexicon, uint32_t c)
{
    return (lexicon->first[(c & 0xFFFF) / 32] >> (c & 31) & 1) != 0;
}

uint32_t lexicon_match(const struct lexicon *lexicon, const uint32_t *text,
                       size_t length, size_t at, size_t *matched)
{
    uint32_t best = LEXICON_NONE, node = 0;
    if (!lexicon_begins(lexicon, text[at]))
        return LEXICON_NONE;
    for (size_t i = at; i < length; i++) {
        const struct edge *edge =
            find(lexicon->edges, lexicon->edge_capacity, key_of(node, text[i]));
        if (edge->key == 0)
            break;
        node = edge->node;
        if (lexicon->values[node] != LEXICON_NONE) {
            best = lexicon->values[node];
            *matched = i + 1 - at;
        }
    }
    return best;
}
