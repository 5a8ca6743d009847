#include "publication.h"

#include <stdlib.h>
#include <string.h>

#include "font_hashes.h"
#include "font_lock.h"
#include "hash_cache.h"
#include "shard.h"
#include "site.h"

static const struct diag_pos nowhere = {0, 0};

/* More files than the stack has families. */
#define FONTS_TOLD_MAX 64

/* ---- the earlier build ---- */

/* The name of the cache of this folder's hashes: folders may lie anywhere. */
static struct hash_cache *open_hashes(const char *folder)
{
    struct buf path = BUF_INIT;
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    struct hash_cache *hashes = NULL;
    if (host_real_path(folder, &path) == STATUS_OK && path.len > 0) {
        output_hash(buf_str(&path), sha256);
        buf_clear(&path);
        buf_printf(&path, "output-%.16s", sha256);
        hashes = path.status == STATUS_OK
                     ? hash_cache_open(path.ptr, HASH_CACHE_KEEP_USED)
                     : NULL;
    }
    buf_free(&path);
    return hashes;
}

static enum status read_old(struct publication *publication,
                            struct manifest_shard shard)
{
    struct buf path = BUF_INIT;
    struct buf *bytes = &publication->old_bytes;
    enum status status = STATUS_OK;
    buf_printf(&path, "%s/", publication->output.folder);
    manifest_add_name(shard, &path);
    if (path.status == STATUS_OK && host_kind_of(path.ptr) == HOST_FILE &&
        host_read_file(path.ptr, 0, bytes, NULL) == STATUS_OK)
        status = manifest_read(buf_str(bytes), &publication->old);
    buf_free(&path);
    return status == STATUS_NOMEM ? status : STATUS_OK;
}

/* A part that was never made alone begins with what the whole has of it. */
static enum status read_whole(struct publication *publication)
{
    struct manifest *old = &publication->old;
    enum status status = read_old(publication, (struct manifest_shard){0});
    size_t kept = 0;
    for (size_t i = 0; i < old->record_count; i++)
        if (shard_has(publication->shard, old->records[i].summary.slug))
            old->records[kept++] = old->records[i];
    old->record_count = kept;
    old->site_file_count = 0;
    old->left_count = 0;
    buf_clear(&publication->old_bytes); /* they are not of the part's manifest */
    return status;
}

enum status publication_open(struct publication *publication, const char *folder,
                             struct manifest_shard shard)
{
    *publication = (struct publication){
        .arena = arena_new(),
        .output = {.folder = folder, .hashes = open_hashes(folder)},
        .shard = shard,
    };
    if (!publication->arena)
        return STATUS_NOMEM;
    enum status status = read_old(publication, shard);
    if (status == STATUS_OK && shard.count > 0 && !publication->old.arena)
        status = read_whole(publication);
    return status;
}

void publication_close(struct publication *publication)
{
    for (size_t i = 0; i < publication->document_count; i++)
        buf_free(&publication->documents[i].xml);
    summary_list_free(&publication->order);
    hash_cache_close(publication->output.hashes);
    manifest_close(&publication->old);
    buf_free(&publication->old_bytes);
    free(publication->documents);
    free(publication->site_files);
    arena_free(publication->arena);
    *publication = (struct publication){0};
}

/* ---- documents ---- */

/* Room for one more element; false when memory is short. */
static bool reserve(void **items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    size_t wanted = *capacity ? *capacity * 2 : 16;
    void *grown = realloc(*items, wanted * size);
    if (!grown)
        return false;
    *items = grown;
    *capacity = wanted;
    return true;
}

enum status publication_add(struct publication *publication, const struct input *input,
                            struct product *product)
{
    if (!reserve((void **)&publication->documents, publication->document_count,
                 &publication->document_capacity, sizeof(*publication->documents)))
        return STATUS_NOMEM;
    struct publication_document *document =
        &publication->documents[publication->document_count++];
    *document = (struct publication_document){
        .record = product->record,
        .input = input,
        .xml = product->xml,
        .stale = product->stale.why,
    };
    product->xml = (struct buf)BUF_INIT;
    publication->unflushed = publication->unflushed || document->stale != STALE_NOT;
    if (document->stale != STALE_NOT)
        document->record = record_copy(&product->record, publication->arena);
    return arena_failed(publication->arena) ? STATUS_NOMEM : STATUS_OK;
}

static int by_slug(const void *a, const void *b)
{
    const struct publication_document *x = a, *y = b;
    return str_compare(x->record.summary.slug, y->record.summary.slug);
}

enum status publication_settle(struct publication *publication)
{
    enum status status = STATUS_OK;
    size_t count = publication->document_count;
    if (count > 0)
        qsort(publication->documents, count, sizeof(*publication->documents), by_slug);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = summary_list_add(&publication->order,
                                  publication->documents[i].record.summary);
    summary_list_sort(&publication->order);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct record *record = &publication->documents[i].record;
        status = record_set_page_key(
            record, summary_neighbours(&publication->order, &record->summary));
    }
    return status;
}

enum status publication_extend(struct publication *publication, size_t document,
                               const struct product *product)
{
    struct record *record = &publication->documents[document].record;
    size_t count;
    const struct writer *rows = writer_rows(&count);
    const struct record *made =
        product->stale.why == STALE_NOT
            ? manifest_lookup(&publication->old, record->summary.slug)
            : &product->record;
    if (!made)
        return STATUS_OK;
    publication->unflushed = publication->unflushed || product->stale.why != STALE_NOT;
    for (size_t i = 0; i < count; i++) {
        const struct output_file *file = &made->files[i];
        if (rows[i].turn != WRITER_TURN_SITE)
            continue;
        record->files[i] = *file;
        if (file->path.len > 0)
            record->files[i].path = arena_copy(publication->arena, file->path);
    }
    return arena_failed(publication->arena) ? STATUS_NOMEM : STATUS_OK;
}

static void drop_unpublished(struct publication *publication)
{
    size_t kept = 0;
    for (size_t i = 0; i < publication->document_count; i++) {
        if (record_published(&publication->documents[i].record))
            publication->documents[kept++] = publication->documents[i];
        else
            buf_free(&publication->documents[i].xml);
    }
    publication->document_count = kept;
}

static enum status complete_fonts(struct publication *publication,
                                  struct font_hashes *hashes)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < publication->document_count; i++) {
        struct record *record = &publication->documents[i].record;
        for (size_t j = 0; j < record->font_count && status == STATUS_OK; j++)
            if (record->fonts[j].data)
                status = font_hashes_wait(hashes, record->fonts[j].data,
                                          record->fonts[j].sha256);
    }
    return status;
}

/* Tells of each file that is not as the lock has it once. */
static void check_fonts(struct publication *publication, const struct font_lock *lock,
                        struct diag *diag)
{
    struct str told[FONTS_TOLD_MAX];
    size_t count = 0;
    for (size_t i = 0; i < publication->document_count; i++) {
        const struct record *record = &publication->documents[i].record;
        for (size_t j = 0; j < record->font_count; j++) {
            struct str file = record->fonts[j].file;
            size_t k = 0;
            while (k < count && !str_equal(told[k], file))
                k++;
            if (k < count || count == FONTS_TOLD_MAX)
                continue;
            told[count++] = file;
            enum font_lock_answer answer =
                font_lock_check(lock, file, record->fonts[j].sha256, diag);
            publication->changed_font_count +=
                answer == FONT_LOCK_CHANGED || answer == FONT_LOCK_NEW;
        }
    }
}

/* ---- the site's own files ---- */

static int by_file_path(const void *a, const void *b)
{
    const struct output_file *x = a, *y = b;
    return str_compare(x->path, y->path);
}

/* Whether the file lies there with that content already, from an earlier build. */
static bool keep_file(const struct publication *publication, struct str path,
                      struct str content, struct output_file *out)
{
    const struct manifest *old = &publication->old;
    const struct output_file wanted = {.path = path};
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    const struct output_file *found =
        old->site_file_count > 0
            ? bsearch(&wanted, old->site_files, old->site_file_count, sizeof(wanted),
                      by_file_path)
            : NULL;
    if (!found || found->size != content.len)
        return false;
    output_hash(content, sha256);
    if (strcmp(sha256, found->sha256) != 0 ||
        output_examine(&publication->output, found) != OUTPUT_AS_WRITTEN)
        return false;
    *out = *found;
    out->path = path;
    return true;
}

enum status publication_put(struct publication *publication, struct str path,
                            struct str content, struct diag *diag)
{
    if (!reserve((void **)&publication->site_files, publication->site_file_count,
                 &publication->site_file_capacity, sizeof(*publication->site_files)))
        return STATUS_NOMEM;
    struct output_file *file = &publication->site_files[publication->site_file_count];
    struct str kept = arena_copy(publication->arena, path);
    if (arena_failed(publication->arena))
        return STATUS_NOMEM;
    enum status status = STATUS_OK;
    if (!keep_file(publication, kept, content, file)) {
        status =
            output_put_one_of_many(&publication->output, kept, content, file, diag);
        publication->unflushed = true;
    }
    if (status == STATUS_OK)
        publication->site_file_count++;
    return status;
}

static void add_record(const struct record *record, struct buf *out)
{
    const struct summary *summary = &record->summary;
    const struct str facts[] = {summary->slug,    summary->title, summary->organ,
                                summary->session, summary->kind,  summary->date};
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
        buf_add(out, facts[i]);
        buf_add_byte(out, '\n');
    }
    for (size_t i = 0; i < RECORD_FORMATS_MAX; i++)
        if (record->files[i].path.len > 0)
            buf_printf(out, "%zu %s\n", i, record->files[i].sha256);
}

/* What the site's own files are made of: the documents, and what makes them. */
static enum status find_site_key(const struct publication *publication,
                                 char out[OUTPUT_SHA256_DIGITS + 1])
{
    struct buf text = BUF_INIT;
    for (enum setup_part part = 0; part < SETUP_PART_COUNT; part++)
        buf_printf(&text, "%s\n", publication->setup.parts[part]);
    for (size_t i = 0; i < publication->document_count; i++)
        add_record(&publication->documents[i].record, &text);
    enum status status = text.status;
    if (status == STATUS_OK)
        output_hash(buf_str(&text), out);
    buf_free(&text);
    return status;
}

bool publication_site_current(struct publication *publication)
{
    const struct manifest *old = &publication->old;
    char key[OUTPUT_SHA256_DIGITS + 1];
    if (find_site_key(publication, key) != STATUS_OK || strcmp(key, old->site_key) != 0)
        return false;
    for (size_t i = 0; i < old->site_file_count; i++)
        if (output_examine(&publication->output, &old->site_files[i]) !=
            OUTPUT_AS_WRITTEN)
            return false;
    return true;
}

static enum status keep_site(struct publication *publication)
{
    const struct manifest *old = &publication->old;
    size_t bytes = old->site_file_count * sizeof(*publication->site_files);
    publication->site_files = malloc(bytes + 1);
    if (!publication->site_files)
        return STATUS_NOMEM;
    if (bytes > 0)
        memcpy(publication->site_files, old->site_files, bytes);
    publication->site_file_count = publication->site_file_capacity =
        old->site_file_count;
    return STATUS_OK;
}

/* ---- what is left of earlier builds ---- */

static int by_path(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* A list of paths, with room for `count` and one more. */
struct paths {
    struct str *items;
    size_t count;
};

static void add_files(struct paths *paths, const struct output_file *files,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (files[i].path.len > 0)
            paths->items[paths->count++] = files[i].path;
}

static struct paths list_made(const struct publication *publication)
{
    size_t documents = publication->document_count;
    struct paths made = {
        calloc(documents * RECORD_FORMATS_MAX + publication->site_file_count + 1,
               sizeof(*made.items)),
        0};
    for (size_t i = 0; made.items && i < documents; i++)
        add_files(&made, publication->documents[i].record.files, RECORD_FORMATS_MAX);
    if (made.items)
        add_files(&made, publication->site_files, publication->site_file_count);
    if (made.count > 0)
        qsort(made.items, made.count, sizeof(*made.items), by_path);
    return made;
}

static struct paths list_old(const struct manifest *old)
{
    struct paths all = {calloc(old->record_count * RECORD_FORMATS_MAX +
                                   old->site_file_count + old->left_count + 1,
                               sizeof(*all.items)),
                        0};
    for (size_t i = 0; all.items && i < old->record_count; i++)
        add_files(&all, old->records[i].files, RECORD_FORMATS_MAX);
    if (all.items)
        add_files(&all, old->site_files, old->site_file_count);
    for (size_t i = 0; all.items && i < old->left_count; i++)
        all.items[all.count++] = old->left[i];
    if (all.count > 0)
        qsort(all.items, all.count, sizeof(*all.items), by_path);
    return all;
}

static bool lists(const struct paths *paths, struct str path)
{
    return paths->count > 0 && bsearch(&path, paths->items, paths->count,
                                       sizeof(*paths->items), by_path) != NULL;
}

enum status publication_take_left(struct publication *publication,
                                  const struct manifest *part)
{
    struct manifest *old = &publication->old;
    size_t count = old->left_count + part->left_count;
    struct str *left = arena_alloc(publication->arena, (count + 1) * sizeof(*left));
    if (!left)
        return STATUS_NOMEM;
    if (old->left_count > 0)
        memcpy(left, old->left, old->left_count * sizeof(*left));
    if (part->left_count > 0)
        memcpy(left + old->left_count, part->left, part->left_count * sizeof(*left));
    old->left = left;
    old->left_count = count;
    return STATUS_OK;
}

enum status publication_find_left(struct publication *publication)
{
    struct paths made = list_made(publication), old = list_old(&publication->old);
    enum status status = STATUS_NOMEM;
    publication->left =
        arena_alloc(publication->arena, (old.count + 1) * sizeof(*publication->left));
    publication->left_count = 0;
    if (!made.items || !old.items || !publication->left)
        goto out;
    for (size_t i = 0; i < old.count; i++) {
        bool again = i > 0 && str_equal(old.items[i - 1], old.items[i]);
        if (!again && !lists(&made, old.items[i]) &&
            output_exists(&publication->output, old.items[i]))
            publication->left[publication->left_count++] =
                arena_copy(publication->arena, old.items[i]);
    }
    status = arena_failed(publication->arena) ? STATUS_NOMEM : STATUS_OK;
out:
    free(made.items);
    free(old.items);
    return status;
}

/* The first part of a path: a document's folder, or a file of the site. */
static struct str top_of(struct str path)
{
    size_t slash = str_find(path, STR("/"), 0);
    return str_slice(path, 0, slash == SIZE_MAX ? path.len : slash);
}

static void tell_left(const struct publication *publication, size_t from, size_t to,
                      struct diag *diag)
{
    struct str top = top_of(publication->left[from]);
    diag_report(diag, DIAG_OUTPUT_LEFT, nowhere,
                "'%s/%.*s' is left of an earlier build (%zu files) and belongs to "
                "nothing that is published now; --prune removes it",
                publication->output.folder, STR_ARGS(top), to - from);
}

static void settle_left(struct publication *publication,
                        enum publication_removal removal, struct diag *diag)
{
    size_t from = 0;
    for (size_t i = 0; i < publication->left_count; i++) {
        if (removal == PUBLICATION_REMOVE_LEFT) {
            output_remove(&publication->output, publication->left[i]);
        } else if (i + 1 == publication->left_count ||
                   !str_equal(top_of(publication->left[i]),
                              top_of(publication->left[i + 1]))) {
            tell_left(publication, from, i + 1, diag);
            from = i + 1;
        }
    }
    if (removal == PUBLICATION_REMOVE_LEFT)
        publication->left_count = 0;
}

/* ---- the end ---- */

static enum status write_manifest(struct publication *publication, struct diag *diag)
{
    struct manifest manifest = {
        .shard = publication->shard,
        .setup = publication->setup,
        .records = calloc(publication->document_count + 1, sizeof(struct record)),
        .record_count = publication->document_count,
        .site_files = publication->site_files,
        .site_file_count = publication->site_file_count,
        .left = publication->left,
        .left_count = publication->left_count,
    };
    struct buf bytes = BUF_INIT, name = BUF_INIT;
    struct output_file file;
    if (!manifest.records)
        return STATUS_NOMEM;
    for (size_t i = 0; i < publication->document_count; i++)
        manifest.records[i] = publication->documents[i].record;
    manifest_add_name(publication->shard, &name);
    enum status status = name.status;
    if (status == STATUS_OK && publication->shard.count == 0)
        status = find_site_key(publication, manifest.site_key);
    if (status == STATUS_OK)
        status = manifest_write(&manifest, &bytes);
    if (status == STATUS_OK &&
        !str_equal(buf_str(&bytes), buf_str(&publication->old_bytes)))
        status = output_put(&publication->output, buf_str(&name), buf_str(&bytes),
                            &file, diag);
    free(manifest.records);
    buf_free(&bytes);
    buf_free(&name);
    return status;
}

static void remember_files(const struct publication *publication)
{
    for (size_t i = 0; i < publication->document_count; i++)
        for (size_t j = 0; j < RECORD_FORMATS_MAX; j++)
            output_remember(&publication->output,
                            &publication->documents[i].record.files[j]);
    for (size_t i = 0; i < publication->site_file_count; i++)
        output_remember(&publication->output, &publication->site_files[i]);
}

static void flush(struct publication *publication)
{
    if (publication->unflushed)
        output_flush(&publication->output);
    publication->unflushed = false;
}

enum status publication_finish(struct publication *publication,
                               const struct workshop *workshop,
                               enum publication_removal removal, struct diag *diag)
{
    enum status status = STATUS_OK;
    drop_unpublished(publication);
    /* What the index and the manifest will name is to be there before they are. */
    flush(publication);
    if (publication->shard.count == 0) {
        /* An index of nothing would replace one that is good. */
        if (publication->document_count == 0)
            return STATUS_OK;
        status = publication_site_current(publication)
                     ? keep_site(publication)
                     : site_write(publication, workshop, diag);
    }
    if (status == STATUS_OK)
        status = complete_fonts(publication, workshop->hashes);
    if (status == STATUS_OK)
        check_fonts(publication, &workshop->lock, diag);
    if (status == STATUS_OK)
        status = publication_find_left(publication);
    if (status != STATUS_OK)
        return status;
    flush(publication);
    settle_left(publication, removal, diag);
    status = write_manifest(publication, diag);
    if (status == STATUS_OK)
        remember_files(publication);
    return status;
}
