#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "postings.h"
#include "script.h"
#include "search/search.h"

/* A shard is what one pair of a query loads. */
#define SHARD_BYTES 24000u
#define SHARDS_MAX 4096u

/* Documents whose titles are loaded together. */
#define BLOCK_DOCUMENTS 200u

struct search_index {
    struct postings postings;
    uint32_t documents;
    struct buf passage; /* scratch, as is the next */
    struct points folded;
    uint64_t *seen; /* the terms of the document at hand: a hash set, and a list */
    uint64_t *terms;
    size_t seen_slots, term_count;
};

enum status search_index_open(struct search_index **out)
{
    *out = calloc(1, sizeof(**out));
    return *out ? STATUS_OK : STATUS_NOMEM;
}

void search_index_close(struct search_index *index)
{
    if (!index)
        return;
    postings_free(&index->postings);
    buf_free(&index->passage);
    points_free(&index->folded);
    free(index->seen);
    free(index->terms);
    free(index);
}

/* ---- one document ---- */

/* Whether the term is new to the set, which it is in afterwards. */
static bool remember(uint64_t *seen, size_t slots, uint64_t term)
{
    size_t at = (size_t)(term * 0x9E3779B97F4A7C15u >> 32) & (slots - 1);
    while (seen[at] && seen[at] != term)
        at = (at + 1) & (slots - 1);
    bool known = seen[at] != 0;
    seen[at] = term;
    return !known;
}

/* Keeps the set at most half full with `more` terms too. */
static bool reserve_terms(struct search_index *index, size_t more)
{
    size_t slots = index->seen_slots ? index->seen_slots : 1u << 14;
    while ((index->term_count + more) * 2 > slots)
        slots *= 2;
    if (slots == index->seen_slots)
        return true;
    uint64_t *seen = calloc(slots, sizeof(*seen));
    uint64_t *terms = realloc(index->terms, slots / 2 * sizeof(*terms));
    if (terms)
        index->terms = terms;
    if (!seen || !terms) {
        free(seen);
        return false;
    }
    for (size_t i = 0; i < index->term_count; i++)
        remember(seen, slots, terms[i]);
    free(index->seen);
    index->seen = seen;
    index->seen_slots = slots;
    return true;
}

static void add_term(struct search_index *index, uint64_t term)
{
    if (remember(index->seen, index->seen_slots, term))
        index->terms[index->term_count++] = term;
}

static enum status add_passage(struct search_index *index)
{
    const struct points *folded = &index->folded;
    uint64_t last = 0;
    if (!reserve_terms(index, folded->count * 2))
        return STATUS_NOMEM;
    for (size_t i = 0; i < folded->count; i++) {
        add_term(index, (uint64_t)folded->items[i] << 32);
        if (last)
            add_term(index, last << 32 | folded->items[i]);
        last = folded->items[i];
    }
    return STATUS_OK;
}

/* The next passage of a text file into index->passage; false at the end. */
static bool next_passage(struct search_index *index, struct str file, size_t *at)
{
    const char *line = memchr(file.ptr + *at, '\n', file.len - *at);
    *at = line ? (size_t)(line - file.ptr) + 2 : file.len;
    if (*at >= file.len || line[1] != '[')
        return false;
    buf_clear(&index->passage);
    if (!script_read_string(file, at, &index->passage) || *at >= file.len)
        return false;
    *at += 1; /* the comma */
    buf_clear(&index->passage);
    return script_read_string(file, at, &index->passage);
}

enum status search_index_add(struct search_index *index, struct str text_file)
{
    if (!str_starts(text_file, STR("gijiroku.text(\"")))
        return STATUS_SYNTAX;
    if (index->seen)
        memset(index->seen, 0, index->seen_slots * sizeof(*index->seen));
    index->term_count = 0;
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && next_passage(index, text_file, &at);) {
        status = fold_points(buf_str(&index->passage), &index->folded);
        if (status == STATUS_OK)
            status = add_passage(index);
    }
    postings_add(&index->postings, index->terms, index->term_count, index->documents);
    index->documents++;
    if (status == STATUS_OK)
        status = index->passage.status;
    return status == STATUS_OK ? index->postings.status : status;
}

/* ---- the files ---- */

static int by_term(const void *a, const void *b)
{
    const struct posting *x = *(const struct posting *const *)a;
    const struct posting *y = *(const struct posting *const *)b;
    return x->term < y->term ? -1 : x->term > y->term;
}

/* search.js has the same arithmetic, in 32 bits. */
static uint32_t shard_of(uint64_t term, uint32_t shards)
{
    uint32_t first = (uint32_t)(term >> 32), second = (uint32_t)term;
    uint32_t mixed = (first * 31u + second) * 2654435761u;
    return (mixed >> 16) % shards;
}

/* All lists in the order of their terms; the caller frees. NULL: memory is short. */
static const struct posting **sorted_postings(const struct postings *postings)
{
    const struct posting **sorted = calloc(postings->used + 1, sizeof(*sorted));
    size_t count = 0;
    for (size_t i = 0; sorted && i < postings->slot_count; i++)
        if (postings->slots[i].term)
            sorted[count++] = &postings->slots[i];
    if (sorted)
        qsort(sorted, count, sizeof(*sorted), by_term);
    return sorted;
}

static uint32_t choose_shards(const struct postings *postings)
{
    uint32_t shards = 1;
    size_t bytes = postings->used * 8 + postings->pool_len / 2;
    while (shards < SHARDS_MAX && bytes / shards > SHARD_BYTES)
        shards *= 2;
    return shards;
}

static void print_term(uint64_t term, struct buf *out)
{
    uint32_t parts[] = {(uint32_t)(term >> 32), (uint32_t)term};
    for (size_t i = 0; i < 2 && parts[i]; i++) {
        if (parts[i] == '"' || parts[i] == '\\')
            buf_add_byte(out, '\\');
        buf_add_code_point(out, parts[i]);
    }
}

static enum status put_shards(const struct search_index *index, uint32_t shards,
                              search_put_fn *put, void *user)
{
    const struct posting **sorted = sorted_postings(&index->postings);
    struct buf *files = calloc(shards, sizeof(*files));
    enum status status = sorted && files ? STATUS_OK : STATUS_NOMEM;
    for (size_t i = 0; status == STATUS_OK && i < index->postings.used; i++) {
        struct buf *file = &files[shard_of(sorted[i]->term, shards)];
        print_term(sorted[i]->term, file);
        buf_add_byte(file, ' ');
        postings_print(&index->postings, sorted[i], index->documents, file);
        buf_add_cstr(file, "\\n");
        status = file->status;
    }
    for (uint32_t i = 0; status == STATUS_OK && i < shards; i++) {
        struct buf name = BUF_INIT, whole = BUF_INIT;
        buf_printf(&name, "search/pairs/%lu.js", (unsigned long)i);
        buf_printf(&whole, "gijiroku.pairs(%lu,\"", (unsigned long)i);
        buf_add(&whole, buf_str(&files[i]));
        buf_add_cstr(&whole, "\")\n");
        status = whole.status == STATUS_OK ? put(user, buf_str(&name), buf_str(&whole))
                                           : whole.status;
        buf_free(&name);
        buf_free(&whole);
    }
    for (uint32_t i = 0; files && i < shards; i++)
        buf_free(&files[i]);
    free(files);
    free(sorted);
    return status;
}

static void print_document(const struct search_document *document, struct buf *out)
{
    const struct str fields[] = {document->slug, document->href, document->title,
                                 document->date, document->organ};
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        buf_add_byte(out, i ? ',' : '[');
        script_add_string(fields[i], out);
    }
    buf_add_cstr(out, "],\n");
}

static enum status put_documents(const struct search_document *documents, size_t count,
                                 search_put_fn *put, void *user)
{
    enum status status = STATUS_OK;
    for (size_t from = 0; from < count && status == STATUS_OK;
         from += BLOCK_DOCUMENTS) {
        struct buf name = BUF_INIT, file = BUF_INIT;
        buf_printf(&name, "search/documents/%zu.js", from / BLOCK_DOCUMENTS);
        buf_printf(&file, "gijiroku.documents(%zu,[\n", from / BLOCK_DOCUMENTS);
        for (size_t i = from; i < count && i < from + BLOCK_DOCUMENTS; i++)
            print_document(&documents[i], &file);
        buf_add_cstr(&file, "])\n");
        status = file.status == STATUS_OK ? put(user, buf_str(&name), buf_str(&file))
                                          : file.status;
        buf_free(&name);
        buf_free(&file);
    }
    return status;
}

enum status search_index_write(const struct search_index *index,
                               const struct search_document *documents, size_t count,
                               search_put_fn *put, void *user)
{
    uint32_t shards = choose_shards(&index->postings);
    struct buf head = BUF_INIT;
    buf_printf(&head,
               "gijiroku.index({\"documents\":%zu,\"block\":%u,\"pairs\":%lu})\n",
               count, BLOCK_DOCUMENTS, (unsigned long)shards);
    enum status status = head.status;
    if (status == STATUS_OK)
        status = put(user, STR("search/index.js"), buf_str(&head));
    if (status == STATUS_OK)
        status = put_documents(documents, count, put, user);
    if (status == STATUS_OK)
        status = put_shards(index, shards, put, user);
    buf_free(&head);
    return status;
}
