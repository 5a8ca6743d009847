/* The schema, compiled once a process. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include <libxml/xmlschemas.h>
#include <stddef.h>

#define XML_NAMESPACE "urn:gijiroku:minutes:1"

/* The bytes of schema/gijiroku-minutes-1.xsd. */
extern const unsigned char schema_bytes[];
extern const size_t schema_size;

/* Shared, never freed and never changed after the first call, which any thread may
 * make. NULL when memory was short. */
xmlSchemaPtr schema_lookup(void);

#endif
