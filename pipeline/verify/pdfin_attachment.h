/* The files that a PDF carries. */
#ifndef VERIFY_PDFIN_ATTACHMENT_H
#define VERIFY_PDFIN_ATTACHMENT_H

#include "pdfin.h"

/* Ours have two: the record and the source. */
#define PDFIN_ATTACHMENTS_MAX 64

struct pdfin_attachment {
    struct str name; /* owned by the file's arena */
    struct buf content;
};

struct pdfin_attachments {
    struct pdfin_attachment items[PDFIN_ATTACHMENTS_MAX];
    size_t count;
};

/* Reads them all. Faults are the file's. */
void pdfin_attachments_open(struct pdfin *file, struct pdfin_attachments *out);
void pdfin_attachments_free(struct pdfin_attachments *attachments);

#endif
