#include <string.h>

#include <libxml/HTMLtree.h>
#include <libxslt/imports.h>
#include <libxslt/xsltutils.h>

#include "transform.h"

static int append(void *user, const char *bytes, int n)
{
    struct buf *out = user;
    buf_add_bytes(out, bytes, (size_t)n);
    return out->status == STATUS_OK ? n : -1;
}

/* libxml2 would put a second declaration of the encoding into a whole document's head;
 * dumping the root element alone does not. */
static bool add_html(xmlDocPtr result, xmlNodePtr root, xmlOutputBufferPtr output)
{
    if (!result->encoding) /* else everything beyond ASCII becomes a reference */
        result->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    xmlOutputBufferWriteString(output, "<!DOCTYPE html>\n");
    htmlNodeDumpFormatOutput(output, result, root, "UTF-8", 0);
    return xmlOutputBufferWriteString(output, "\n") >= 0;
}

bool serialise_has_method(const struct html_stylesheet *stylesheet, const char *name)
{
    const xmlChar *method; /* <xsl:output> of an import counts too */
    XSLT_GET_IMPORT_PTR(method, stylesheet->compiled, method);
    return method && strcmp((const char *)method, name) == 0;
}

enum status serialise(xmlDocPtr result, const struct html_stylesheet *stylesheet,
                      struct buf *out)
{
    xmlNodePtr root = xmlDocGetRootElement(result);
    xmlOutputBufferPtr output = xmlOutputBufferCreateIO(append, NULL, out, NULL);
    if (!output)
        return STATUS_NOMEM;
    bool made = serialise_has_method(stylesheet, "html")
                    ? root && add_html(result, root, output)
                    : xsltSaveResultTo(output, result, stylesheet->compiled) >= 0;
    made = xmlOutputBufferClose(output) >= 0 && made;
    if (out->status != STATUS_OK)
        return out->status;
    return made ? STATUS_OK : STATUS_NOMEM;
}
