#include "output.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <string.h>

#include "base/host.h"
#include "base/meter.h"
#include "hash_cache.h"

static const struct diag_pos nowhere = {0, 0};

_Static_assert(OUTPUT_SHA256_DIGITS == BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE),
               "two digits a byte");

void output_hash(struct str bytes, char out[OUTPUT_SHA256_DIGITS + 1])
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    sha256_digest(&context, sizeof(digest), digest);
    base16_encode_update(out, sizeof(digest), digest);
    out[OUTPUT_SHA256_DIGITS] = '\0';
}

static void add_path(const struct output *output, struct str path, struct buf *out)
{
    buf_add_cstr(out, output->folder);
    buf_add_byte(out, '/');
    buf_add(out, path);
}

typedef enum status write_fn(const char *path, struct str content, struct diag *diag);

static enum status put(const struct output *output, struct str path, struct str content,
                       write_fn *write, struct output_file *out, struct diag *diag)
{
    struct buf full = BUF_INIT;
    add_path(output, path, &full);
    enum status status = full.status;
    enum meter_work work = meter_turn(METER_WRITE);
    if (status == STATUS_OK)
        status = write(full.ptr, content, diag);
    if (status == STATUS_OK) {
        *out = (struct output_file){.path = path, .size = content.len};
        output_hash(content, out->sha256);
        if (output->hashes)
            host_stamp_of(full.ptr, &out->stamp);
    }
    meter_turn(work);
    buf_free(&full);
    return status;
}

enum status output_put(const struct output *output, struct str path, struct str content,
                       struct output_file *out, struct diag *diag)
{
    return put(output, path, content, host_write_file, out, diag);
}

enum status output_put_one_of_many(const struct output *output, struct str path,
                                   struct str content, struct output_file *out,
                                   struct diag *diag)
{
    return put(output, path, content, host_write_file_of_many, out, diag);
}

void output_flush(const struct output *output)
{
    enum meter_work work = meter_turn(METER_WRITE);
    host_flush_folder(output->folder);
    meter_turn(work);
}

enum status output_get(const struct output *output, struct str path, struct buf *out,
                       struct diag *diag)
{
    struct buf full = BUF_INIT;
    add_path(output, path, &full);
    enum status status = full.status;
    if (status == STATUS_OK)
        status = host_read_file(full.ptr, 0, out, diag);
    buf_free(&full);
    return status;
}

void output_withdraw(const struct output *output, struct str path, struct diag *diag)
{
    struct buf full = BUF_INIT;
    add_path(output, path, &full);
    if (full.status == STATUS_OK && host_remove_file(full.ptr))
        diag_report(
            diag, DIAG_OUTPUT_WITHDRAWN, nowhere,
            "'%s' was of an earlier text and could not be renewed; it was removed",
            full.ptr);
    buf_free(&full);
}

bool output_path_valid(struct str path)
{
    size_t from = 0;
    for (size_t at = 0; at <= path.len; at++) {
        if (at < path.len && path.ptr[at] == '\0')
            return false;
        if (at < path.len && path.ptr[at] != '/')
            continue;
        struct str part = str_slice(path, from, at);
        if (part.len == 0 || str_equal(part, STR(".")) || str_equal(part, STR("..")))
            return false;
        from = at + 1;
    }
    return true;
}

enum status output_hash_file(const char *path, struct hash_cache *hashes,
                             char out[OUTPUT_SHA256_DIGITS + 1], struct diag *diag)
{
    struct host_stamp before, after;
    struct buf content = BUF_INIT;
    bool stamped = hashes && host_stamp_of(path, &before) == STATUS_OK;
    if (stamped && hash_cache_lookup(hashes, &before, out))
        return STATUS_OK;
    enum status status = host_read_file(path, 0, &content, diag);
    if (status == STATUS_OK) {
        output_hash(buf_str(&content), out);
        if (stamped && host_stamp_of(path, &after) == STATUS_OK &&
            host_stamp_equal(&before, &after))
            hash_cache_add(hashes, &after, HASH_CACHE_FOUND, out);
    }
    buf_free(&content);
    return status;
}

enum output_state output_examine(const struct output *output,
                                 const struct output_file *file)
{
    struct buf full = BUF_INIT;
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    enum output_state state = OUTPUT_MISSING;
    add_path(output, file->path, &full);
    if (full.status == STATUS_OK && host_kind_of(full.ptr) == HOST_FILE) {
        state = OUTPUT_ALTERED;
        if (output_hash_file(full.ptr, output->hashes, sha256, NULL) == STATUS_OK &&
            strcmp(sha256, file->sha256) == 0)
            state = OUTPUT_AS_WRITTEN;
    }
    buf_free(&full);
    return state;
}

bool output_exists(const struct output *output, struct str path)
{
    struct buf full = BUF_INIT;
    add_path(output, path, &full);
    bool exists = full.status == STATUS_OK && host_kind_of(full.ptr) != HOST_MISSING;
    buf_free(&full);
    return exists;
}

void output_remember(const struct output *output, const struct output_file *file)
{
    struct buf full = BUF_INIT;
    struct host_stamp now;
    if (!output->hashes || file->stamp.inode == 0)
        return;
    add_path(output, file->path, &full);
    if (full.status == STATUS_OK && host_stamp_of(full.ptr, &now) == STATUS_OK &&
        host_stamp_equal(&now, &file->stamp))
        hash_cache_add(output->hashes, &now, HASH_CACHE_WRITTEN, file->sha256);
    buf_free(&full);
}

bool output_remove(const struct output *output, struct str path)
{
    struct buf full = BUF_INIT;
    add_path(output, path, &full);
    bool removed = full.status == STATUS_OK && host_remove_file(full.ptr);
    while (full.len > 0 && full.ptr[full.len - 1] != '/')
        full.ptr[--full.len] = '\0';
    if (removed && full.len > strlen(output->folder) + 1)
        host_remove_folder(full.ptr);
    buf_free(&full);
    return removed;
}
