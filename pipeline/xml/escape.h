/* Characters that XML 1.0 cannot hold. */
#ifndef ESCAPE_H
#define ESCAPE_H

#include "base/buf.h"

/* Whether XML 1.0 (production 2, Char) holds the code point. */
bool escape_is_xml_char(uint32_t code_point);

/* A value for an attribute: \uXXXX for what XML cannot hold, \\ for a backslash.
 * Escaping of <, & and quotes is left to the XML library. */
void escape_attribute(struct str value, struct buf *out);

/* The other way round; false on a backslash that begins neither. */
bool escape_read_attribute(struct str written, struct buf *out);

#endif
