/* Writes the hand-made sample: the well-formed file from which the conformance tests
 * make their broken ones. Usage: pdf_fixture OUT.pdf [a2a | odd] */
#include <stdio.h>

#include <string.h>

#include "sample.h"

int main(int argc, char **argv)
{
    struct sample sample;
    struct buf out = BUF_INIT;
    struct diag *diag = diag_new(NULL);
    struct pdf_attachment attachment = {.name = STR("議事概要.xml"),
                                        .mime = STR("application/xml"),
                                        .description = STR("構造化データ"),
                                        .bytes = STR("<minutes/>\n")};
    struct pdf_options options = {.attachments = &attachment,
                                  .attachment_count = 1,
                                  .producer = STR("gijiroku test")};
    if (argc < 2 || !diag)
        return 2;
    if (argc > 2 && strcmp(argv[2], "a2a") == 0) {
        options.conformance = PDF_A2A_UA1;
        options.attachment_count = 0;
    }
    sample_open(&sample);
    sample_build(&sample);
    if (argc > 2 && strcmp(argv[2], "odd") == 0)
        sample_add_odd(&sample);
    enum status status = pdf_write(&sample.pages, &options, &out, diag);
    for (size_t i = 0; i < diag_count(diag); i++)
        fprintf(stderr, "%.*s\n", STR_ARGS(diag_lookup(diag, i)->message));
    if (status == STATUS_OK)
        status = host_write_file(argv[1], buf_str(&out), diag);
    sample_close(&sample);
    buf_free(&out);
    diag_free(diag);
    return status == STATUS_OK ? 0 : 1;
}
