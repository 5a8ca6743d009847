#include <libxml/HTMLtree.h>

#include "transform.h"

static int append(void *user, const char *bytes, int n)
{
    struct buf *out = user;
    buf_add_bytes(out, bytes, (size_t)n);
    return out->status == STATUS_OK ? n : -1;
}

/* libxml2 would put a second declaration of the encoding into a whole document's head;
 * dumping the root element alone does not. */
enum status serialise_html(xmlDocPtr result, struct buf *out)
{
    xmlNodePtr root = xmlDocGetRootElement(result);
    buf_add_cstr(out, "<!DOCTYPE html>\n");
    xmlOutputBufferPtr output = xmlOutputBufferCreateIO(append, NULL, out, NULL);
    if (!output || !root) {
        xmlOutputBufferClose(output);
        return STATUS_NOMEM;
    }
    if (!result->encoding) /* else everything beyond ASCII becomes a reference */
        result->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    htmlNodeDumpFormatOutput(output, result, root, "UTF-8", 0);
    int failed = xmlOutputBufferClose(output) < 0;
    buf_add_byte(out, '\n');
    if (out->status != STATUS_OK)
        return out->status;
    return failed ? STATUS_NOMEM : STATUS_OK;
}
