#include "published.h"

#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "base/utf8.h"
#include "input.h"
#include "manifest.h"

#define MANIFEST "manifest.json"

static const struct diag_pos nowhere = {0, 0};

/* ---- the files and the documents ---- */

static bool reserve(void **items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    size_t wanted = *capacity ? *capacity * 2 : 64;
    void *grown = realloc(*items, wanted * size);
    if (!grown)
        return false;
    *items = grown;
    *capacity = wanted;
    return true;
}

struct listing {
    struct published *published;
    struct diag *diag;
};

static enum status add_file(const char *path, void *user)
{
    struct listing *listing = user;
    struct published *published = listing->published;
    struct str relative = str_from(path + published->folder.len + 1);
    if (utf8_first_invalid(relative) < relative.len) {
        diag_report(listing->diag, DIAG_INPUT_NAME, nowhere,
                    "a file's name is not UTF-8; it was left out");
        return STATUS_OK;
    }
    if (!reserve((void **)&published->files, published->file_count,
                 &published->file_capacity, sizeof(*published->files)))
        return STATUS_NOMEM;
    struct str kept = arena_copy(published->arena, relative);
    published->files[published->file_count++] = (struct published_file){kept, false};
    return arena_failed(published->arena) ? STATUS_NOMEM : STATUS_OK;
}

static int by_path(const void *a, const void *b)
{
    const struct published_file *x = a, *y = b;
    return str_compare(x->path, y->path);
}

static struct published_file *find_file(const struct published *published,
                                        struct str path)
{
    const struct published_file key = {path, false};
    return published->file_count == 0
               ? NULL
               : bsearch(&key, published->files, published->file_count, sizeof(key),
                         by_path);
}

/* The part before the last slash, and the part after it. */
static void split_path(struct str path, struct str *folder, struct str *name)
{
    size_t slash = path.len;
    while (slash > 0 && path.ptr[slash - 1] != '/')
        slash--;
    *folder = str_slice(path, 0, slash > 0 ? slash - 1 : 0);
    *name = str_slice(path, slash, path.len);
}

static const struct str endings[VERIFY_FORMAT_COUNT] = {
    [VERIFY_XML] = STR_INIT(".xml"),
    [VERIFY_MARKDOWN] = STR_INIT(".md"),
    [VERIFY_PDF] = STR_INIT(".pdf"),
};
static const struct str page_name = STR_INIT("index.html");

/* What the site has of its own in its first folder (input.c). */
static bool is_of_site(struct str name)
{
    return str_equal(name, STR("feed.xml")) || str_equal(name, STR("sitemap.xml"));
}

/* The slug that a file gives: its name without ending, where that is its folder's name
 * too. In the folder that was named itself any name will do. Empty: none. */
static struct str slug_of(struct str path)
{
    struct str folder, above, name;
    split_path(path, &folder, &name);
    struct str slug = input_slug(name);
    for (int format = 0; format < VERIFY_FORMAT_COUNT; format++) {
        if (endings[format].len == 0 || !str_ends(name, endings[format]))
            continue;
        if (folder.len == 0)
            return is_of_site(name) ? (struct str){0} : slug;
        struct str parent;
        split_path(folder, &above, &parent);
        return str_equal(parent, slug) ? slug : (struct str){0};
    }
    return (struct str){0};
}

static enum status add_document(struct published *published, struct str path,
                                struct str slug)
{
    struct str folder, name;
    split_path(path, &folder, &name);
    size_t base = folder.len > 0 ? folder.len + 1 : 0;
    if (!reserve((void **)&published->documents, published->document_count,
                 &published->document_capacity, sizeof(*published->documents)))
        return STATUS_NOMEM;
    struct published_document document = {.slug = slug};
    for (int format = 0; format < VERIFY_FORMAT_COUNT; format++) {
        struct buf wanted = BUF_INIT;
        buf_add(&wanted, str_slice(path, 0, base));
        if (endings[format].len > 0) {
            buf_add(&wanted, slug);
            buf_add(&wanted, endings[format]);
        } else {
            buf_add(&wanted, page_name);
        }
        const struct published_file *file = find_file(published, buf_str(&wanted));
        if (file)
            document.paths[format] = file->path;
        enum status status = wanted.status;
        buf_free(&wanted);
        if (status != STATUS_OK)
            return status;
    }
    published->documents[published->document_count++] = document;
    return STATUS_OK;
}

/* A document is met once for each of its files; the first of them adds it. */
static enum status find_documents(struct published *published)
{
    for (size_t i = 0; i < published->file_count; i++) {
        struct str path = published->files[i].path;
        struct str slug = slug_of(path);
        if (slug.len == 0)
            continue;
        bool known = false;
        /* Files of one folder lie together: the last documents are its own. */
        for (size_t d = published->document_count; d > 0 && !known; d--) {
            const struct published_document *document = &published->documents[d - 1];
            struct str folder, other, name;
            bool same = false;
            split_path(path, &folder, &name);
            for (int f = 0; f < VERIFY_FORMAT_COUNT; f++) {
                if (document->paths[f].len == 0)
                    continue;
                split_path(document->paths[f], &other, &name);
                same = str_equal(folder, other);
            }
            if (!same)
                break;
            known = str_equal(document->slug, slug);
        }
        enum status status = known ? STATUS_OK : add_document(published, path, slug);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static int by_slug(const void *a, const void *b)
{
    const struct published_document *x = a, *y = b;
    return str_compare(x->slug, y->slug);
}

enum status published_open(struct published *published, const char *folder,
                           struct diag *diag)
{
    *published = (struct published){.arena = arena_new()};
    if (!published->arena)
        return STATUS_NOMEM;
    struct str name = str_from(folder);
    while (name.len > 1 && name.ptr[name.len - 1] == '/')
        name.len--;
    published->folder = arena_copy(published->arena, name);
    if (arena_failed(published->arena))
        return STATUS_NOMEM;
    struct listing listing = {published, diag};
    enum status status =
        host_list_tree(published->folder.ptr, add_file, &listing, diag);
    if (status != STATUS_OK)
        return status;
    if (published->file_count > 0)
        qsort(published->files, published->file_count, sizeof(*published->files),
              by_path);
    status = find_documents(published);
    if (published->document_count > 0)
        qsort(published->documents, published->document_count,
              sizeof(*published->documents), by_slug);
    return status;
}

void published_close(struct published *published)
{
    free(published->files);
    free(published->documents);
    arena_free(published->arena);
    *published = (struct published){0};
}

struct str published_name(const struct published *published, struct str path)
{
    struct buf full = BUF_INIT;
    buf_add(&full, published->folder);
    buf_add_byte(&full, '/');
    buf_add(&full, path);
    struct str kept = arena_copy(published->arena, buf_str(&full));
    buf_free(&full);
    return kept;
}

enum status published_read(const struct published *published, struct str path,
                           struct buf *out, struct diag *diag)
{
    struct str name = published_name(published, path);
    return arena_failed(published->arena) ? STATUS_NOMEM
                                          : host_read_file(name.ptr, 0, out, diag);
}

/* ---- the manifest ---- */

static enum status check_file(struct published *published,
                              const struct output_file *listed, struct diag *diag)
{
    struct published_file *file = find_file(published, listed->path);
    struct buf content = BUF_INIT;
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    if (listed->path.len == 0)
        return STATUS_OK;
    diag_set_file(diag, published_name(published, listed->path));
    if (!file) {
        diag_report(diag, DIAG_VERIFY_MISSING, nowhere,
                    "the manifest lists this file, and it is not there");
        return STATUS_OK;
    }
    file->listed = true;
    enum status status = published_read(published, listed->path, &content, diag);
    if (status == STATUS_OK) {
        output_hash(buf_str(&content), sha256);
        if (strcmp(listed->sha256, sha256) != 0)
            diag_report(diag, DIAG_VERIFY_ALTERED, nowhere,
                        "its SHA-256 is %s, and the manifest has %s: the file was "
                        "altered after publication",
                        sha256, listed->sha256);
    }
    buf_free(&content);
    return status;
}

static enum status check_files(struct published *published,
                               const struct manifest *manifest, struct diag *diag)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < manifest->record_count; i++)
        for (size_t f = 0; f < RECORD_FORMATS_MAX && status == STATUS_OK; f++)
            status = check_file(published, &manifest->records[i].files[f], diag);
    for (size_t i = 0; i < manifest->site_file_count && status == STATUS_OK; i++)
        status = check_file(published, &manifest->site_files[i], diag);
    return status;
}

/* The manifest itself, and those of the parts that 'merge' united. */
static bool is_manifest(struct str path)
{
    return str_equal(path, STR(MANIFEST)) ||
           (str_starts(path, STR("manifest-")) && str_ends(path, STR(".json")));
}

static void tell_unlisted(struct published *published, const struct manifest *manifest,
                          struct diag *diag)
{
    for (size_t i = 0; i < manifest->left_count; i++) {
        struct published_file *file = find_file(published, manifest->left[i]);
        if (file)
            file->listed = true; /* of an earlier build, and known as that */
    }
    for (size_t f = 0; f < published->file_count; f++) {
        struct str path = published->files[f].path;
        if (published->files[f].listed || is_manifest(path))
            continue;
        diag_set_file(diag, published_name(published, path));
        diag_report(diag, DIAG_VERIFY_UNLISTED, nowhere,
                    "the manifest does not list this file");
    }
}

static void take_sources(struct published *published, const struct manifest *manifest)
{
    for (size_t i = 0; i < published->document_count; i++) {
        struct published_document *document = &published->documents[i];
        const struct record *record = manifest_lookup(manifest, document->slug);
        if (record)
            document->source_sha256 =
                arena_copy(published->arena, str_from(record->source_sha256));
    }
}

enum status published_check_manifest(struct published *published, struct diag *diag)
{
    struct buf content = BUF_INIT;
    struct manifest manifest = {0};
    if (!find_file(published, STR(MANIFEST))) {
        diag_set_file(diag, published->folder);
        diag_report(diag, DIAG_VERIFY_NO_MANIFEST, nowhere,
                    "there is no manifest.json here; no SHA-256 was compared");
        return STATUS_OK;
    }
    enum status status = published_read(published, STR(MANIFEST), &content, diag);
    if (status == STATUS_OK)
        status = manifest_read(buf_str(&content), &manifest);
    if (status == STATUS_SYNTAX) {
        diag_set_file(diag, published_name(published, STR(MANIFEST)));
        diag_report(diag, DIAG_VERIFY_MANIFEST, nowhere,
                    "this is no manifest that gijiroku wrote; no SHA-256 was compared");
        status = STATUS_OK;
    } else if (status == STATUS_OK) {
        status = check_files(published, &manifest, diag);
        tell_unlisted(published, &manifest, diag);
        take_sources(published, &manifest);
        if (arena_failed(published->arena))
            status = STATUS_NOMEM;
    }
    manifest_close(&manifest);
    buf_free(&content);
    return status;
}
