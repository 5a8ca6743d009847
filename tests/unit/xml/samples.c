/* Writes documents made by chance as XML: samples SEED prints one. For the checks by
 * other programs. */
#include <stdio.h>
#include <stdlib.h>

#include "xml/random_doc.h"
#include "xml/xml.h"

int main(int argc, char **argv)
{
    struct doc *doc = random_doc(argc > 1 ? strtoull(argv[1], NULL, 10) : 0);
    struct buf out = BUF_INIT;
    enum status status = xml_write(doc, &out, NULL);
    if (status == STATUS_OK)
        fwrite(out.ptr, 1, out.len, stdout);
    buf_free(&out);
    doc_free(doc);
    return status != STATUS_OK;
}
