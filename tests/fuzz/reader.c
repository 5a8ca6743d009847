/* libFuzzer: whatever the bytes, reading ends without a fault, and what was read passes
 * the integrity check. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "model/model.h"
#include "reader/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct reader_options options = {.name = STR_INIT("fuzz.txt")};
    struct doc *doc;
    if (reader_read((struct str){(const char *)data, size}, &options, NULL, &doc) !=
        STATUS_OK)
        return 0;
    struct buf why = BUF_INIT;
    if (doc_check(doc, &why) != STATUS_OK)
        abort();
    buf_free(&why);
    doc_free(doc);
    return 0;
}
