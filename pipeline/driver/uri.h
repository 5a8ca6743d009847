/* Links from file names. */
#ifndef DRIVER_URI_H
#define DRIVER_URI_H

#include "base/buf.h"

/* Appends a file name as one segment of a path: everything but unreserved characters
 * (RFC 3986, 2.3) is percent-encoded, byte by byte. */
void uri_add_segment(struct str name, struct buf *out);

/* The same for a relative path: its slashes stay. */
void uri_add_path(struct str path, struct buf *out);

/* The same as an IRI (RFC 3987): what is beyond ASCII stays as it is, for links of
 * pages, which browsers encode. */
void uri_add_iri_path(struct str path, struct buf *out);

#endif
