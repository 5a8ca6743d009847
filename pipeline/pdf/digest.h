/* MD5, which PDF asks for: the file's ID (ISO 32000-1, 14.4), the checksum of an
 * attachment (7.11.4), and what subset tags are made of. Not a security measure. */
#ifndef PDF_DIGEST_H
#define PDF_DIGEST_H

#include <hpdf.h>

#include "base/str.h"

struct digest {
    unsigned char bytes[16];
    char hex[33];
};

/* HPDF_MD5Update counts in 32 bits: data goes in parts. */
static inline struct digest digest_of(struct str data)
{
    struct digest digest;
    struct HPDF_MD5Context context;
    HPDF_MD5Init(&context);
    for (size_t at = 0; at < data.len;) {
        size_t n = data.len - at;
        if (n > 1u << 24)
            n = 1u << 24;
        HPDF_MD5Update(&context, (const HPDF_BYTE *)data.ptr + at, (HPDF_UINT32)n);
        at += n;
    }
    HPDF_MD5Final(digest.bytes, &context);
    for (size_t i = 0; i < 16; i++) {
        digest.hex[2 * i] = "0123456789ABCDEF"[digest.bytes[i] >> 4];
        digest.hex[2 * i + 1] = "0123456789ABCDEF"[digest.bytes[i] & 15];
    }
    digest.hex[32] = '\0';
    return digest;
}

#endif
