#include "schema.h"

#include <libxml/parser.h>
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static xmlSchemaPtr schema;

/* Compiling takes about as long as reading a document, so it is done once; validation
 * only reads what is compiled. */
static void compile(void)
{
    xmlInitParser();
    xmlSchemaParserCtxtPtr parser =
        xmlSchemaNewMemParserCtxt((const char *)schema_bytes, (int)schema_size);
    if (!parser)
        return;
    schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
}

xmlSchemaPtr schema_lookup(void)
{
    pthread_once(&once, compile);
    return schema;
}
