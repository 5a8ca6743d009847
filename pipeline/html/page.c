#include <limits.h>

#include <libxml/parser.h>

#include "transform.h"

enum status html_write(const struct html_stylesheet *stylesheet, struct str xml,
                       const struct html_params *params, struct buf *out,
                       struct diag *diag)
{
    if (xml.len > INT_MAX) /* libxml2 counts in int */
        return STATUS_LIMIT;
    /* Our own XML, valid when it was written: errors here are faults of the caller. */
    xmlDocPtr tree = xmlReadMemory(xml.ptr, (int)xml.len, NULL, "UTF-8",
                                   XML_PARSE_NONET | XML_PARSE_HUGE |
                                       XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlNodePtr root = tree ? xmlDocGetRootElement(tree) : NULL;
    enum status status = root ? STATUS_NOMEM : STATUS_SYNTAX;
    if (root && transform_params(root, params))
        status =
            transform_run(stylesheet, tree, TRANSFORM_MUST_MAKE_SOMETHING, out, diag);
    xmlFreeDoc(tree);
    return status;
}
