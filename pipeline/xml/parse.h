/* Bytes → a libxml2 tree that is well-formed, without document type, and valid. */
#ifndef PARSE_H
#define PARSE_H

#include <libxml/tree.h>

#include "base/diag.h"
#include "base/status.h"

/* `out` is the caller's (xmlFreeDoc) on STATUS_OK. Faults are reported. `bytes` must be
 * valid UTF-8 and at most XML_INPUT_MAX long. */
enum status parse_xml(struct str bytes, struct diag *diag, xmlDocPtr *out);

/* Line and column of the "<" of an element of that tree. */
struct diag_pos parse_pos(struct str bytes, const xmlNode *element);

/* Line and column of a byte. */
struct diag_pos parse_offset_pos(struct str bytes, size_t offset);

#endif
