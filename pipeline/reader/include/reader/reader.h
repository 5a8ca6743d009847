/* Minutes as offices write them, into the document: bytes → UTF-8 → lines → minutes.
 *
 * Nothing is dropped: what no recogniser understands stays a paragraph where it stood.
 * Facts that the text does not state stay empty. Reading takes time linear in the size
 * of the input. */
#ifndef READER_READER_H
#define READER_READER_H

#include "base/diag.h"
#include "base/status.h"
#include "model/model.h"

/* All zero is the default. */
struct reader_options {
    struct str name;     /* of the file, for doc->source; folders are cut off */
    struct str encoding; /* overrules the detection: an IANA name; empty: detect */
};

/* Builds `*out`, which the caller releases with doc_free. Explains to `diag` (may be
 * NULL). Bytes that do not decode and control characters do not stop the reading; they
 * are reported, the former as errors.
 * STATUS_SYNTAX: empty or binary input. STATUS_LIMIT: over 2^32 lines or 1 GiB.
 * STATUS_USAGE: an encoding that is not known. STATUS_NOMEM. `*out` is NULL then. */
enum status reader_read(struct str bytes, const struct reader_options *options,
                        struct diag *diag, struct doc **out);

/* Appends the text as reader_read decodes it, whose lines and columns its positions
 * count; for showing a line. Reports nothing. */
enum status reader_decode(struct str bytes, const struct reader_options *options,
                          struct buf *out);

/* The way back: appends `text`, an edited form of what reader_decode made of `bytes`,
 * in the encoding and with the byte order mark of `bytes`. STATUS_SYNTAX where the
 * encoding lacks a character of it, or would not give `bytes` themselves back: writing
 * the text would then change more than was edited. STATUS_USAGE, STATUS_NOMEM. */
enum status reader_encode(struct str text, struct str bytes,
                          const struct reader_options *options, struct buf *out);

/* The IANA name of an encoding that `--encoding` may name, as the detection reports
 * it; empty where the name is not known. Case, "-" and "_" do not matter. */
struct str reader_encoding_lookup(struct str name);

#endif
