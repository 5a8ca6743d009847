/* libFuzzer: whatever the bytes claim to be, verify ends without a fault and within its
 * limits. The first byte chooses the format. Seeds: small PDFs, pages, Markdown, each
 * with 'p', 'h' or 'm' before it. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "verify/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_pdf(const struct verify_file *file, const struct doc *doc,
                     struct verify_report *report)
{
    struct verify_pdf *pdf;
    verify_pdf_open(file, report, &pdf);
    if (pdf)
        verify_pdf_compare(pdf, doc, report);
    for (size_t i = 0; i < verify_pdf_attachment_count(pdf); i++) {
        struct verify_file attachment = verify_pdf_attachment(pdf, i);
        verify_attachment(file, &attachment, file, report);
    }
    verify_pdf_close(pdf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const struct verify_file file = {STR("fuzz"), {(const char *)data + 1, size - 1}};
    struct verify_file files[VERIFY_FORMAT_COUNT] = {0};
    struct verify_report report;
    struct doc *doc = doc_new();
    struct diag *diag = diag_new(NULL);
    if (!doc || !diag || verify_report_open(&report, diag) != STATUS_OK)
        abort();
    if (data[0] == 'p')
        read_pdf(&file, doc, &report);
    files[data[0] == 'h' ? VERIFY_HTML : VERIFY_MARKDOWN] = file;
    if (data[0] != 'p')
        verify_formats(doc, files, &report);
    verify_report_close(&report);
    diag_free(diag);
    doc_free(doc);
    return 0;
}
