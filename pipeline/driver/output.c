#include "output.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/host.h"

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

enum status output_put(const struct output *output, struct str path, struct str content,
                       struct output_file *out, struct diag *diag)
{
    struct buf full = BUF_INIT;
    add_path(output, path, &full);
    enum status status = full.status;
    if (status == STATUS_OK)
        status = host_write_file(full.ptr, content, diag);
    if (status == STATUS_OK) {
        *out = (struct output_file){.path = path, .size = content.len};
        output_hash(content, out->sha256);
    }
    buf_free(&full);
    return status;
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
    if (full.status == STATUS_OK && unlink(full.ptr) == 0)
        diag_report(
            diag, DIAG_OUTPUT_WITHDRAWN, nowhere,
            "'%s' was of an earlier text and could not be renewed; it was removed",
            full.ptr);
    buf_free(&full);
}
