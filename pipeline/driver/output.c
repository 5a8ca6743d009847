#include "output.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/host.h"

static const struct diag_pos nowhere = {0, 0};

_Static_assert(OUTPUT_SHA256_DIGITS == BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE),
               "two digits a byte");

enum status output_open(struct output *output, const char *folder)
{
    *output = (struct output){.arena = arena_new(), .folder = folder};
    return output->arena ? STATUS_OK : STATUS_NOMEM;
}

void output_close(struct output *output)
{
    arena_free(output->arena);
    free(output->files);
    *output = (struct output){0};
}

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

static enum status remember(struct output *output, struct str path, struct str content)
{
    if (output->count == output->capacity) {
        size_t capacity = output->capacity ? output->capacity * 2 : 64;
        struct output_file *files = realloc(output->files, capacity * sizeof(*files));
        if (!files)
            return STATUS_NOMEM;
        output->files = files;
        output->capacity = capacity;
    }
    struct output_file *file = &output->files[output->count++];
    *file = (struct output_file){arena_copy(output->arena, path), content.len, {0}};
    output_hash(content, file->sha256);
    return arena_failed(output->arena) ? STATUS_NOMEM : STATUS_OK;
}

enum status output_put(struct output *output, struct str path, struct str content,
                       struct diag *diag)
{
    struct buf full = BUF_INIT;
    add_path(output, path, &full);
    enum status status = full.status;
    if (status == STATUS_OK)
        status = host_write_file(full.ptr, content, diag);
    if (status == STATUS_OK)
        status = remember(output, path, content);
    buf_free(&full);
    return status;
}

void output_withdraw(struct output *output, struct str path, struct diag *diag)
{
    struct buf full = BUF_INIT;
    add_path(output, path, &full);
    if (full.status == STATUS_OK && unlink(full.ptr) == 0)
        diag_report(
            diag, DIAG_OUTPUT_WITHDRAWN, nowhere,
            "'%s' was of an earlier text and could not be renewed; it was removed",
            full.ptr);
    buf_free(&full);
}
