/* What the file says of itself: ISO 32000-1, 14.3; ISO 16684-1 (XMP). */
#ifndef PDF_METADATA_H
#define PDF_METADATA_H

#include "base/buf.h"

/* Whether `date` is one that pdf_options allows. */
bool pdf_metadata_is_date(struct str date);

/* (D:20250919) from 2025-09-19, (D:20250919103000+09'00') from a date and time. */
void pdf_metadata_add_date(struct buf *out, struct str date);

#endif
