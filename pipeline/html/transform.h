/* Inside the stage: trees through stylesheets. */
#ifndef TRANSFORM_H
#define TRANSFORM_H

#include <libxml/tree.h>
#include <libxslt/xsltInternals.h>

#include "html/html.h"

struct html_stylesheet {
    xsltStylesheetPtr compiled;
};

/* Collects the messages of one call: libxslt hands them over in pieces. */
struct messages {
    struct buf text;
    struct buf file; /* of the first error that tells one; an import, perhaps */
    int line;
};
void messages_collect(void *messages, const char *format, ...);

/* The messages on one line. */
const char *messages_joined(struct messages *messages);
void messages_free(struct messages *messages);

/* A struct str as libxml2 wants it: terminated, in a scratch buffer that the next call
 * overwrites. */
const xmlChar *transform_text(struct buf *scratch, struct str s);

/* Adds an attribute unless the value is empty. False when memory is short. */
bool transform_attribute(xmlNodePtr node, const char *name, struct str value,
                         struct buf *scratch);

/* Adds a <correction> for each, in the namespace of `parent`. */
bool transform_corrections(xmlNodePtr parent, const struct html_correction *corrections,
                           size_t count, struct buf *scratch);

/* Puts the parameters below `parent` as <publication> in its namespace. */
bool transform_params(xmlNodePtr parent, const struct html_params *params);

/* Runs the stylesheet over the tree and appends the result. */
enum transform_result { TRANSFORM_MUST_MAKE_SOMETHING, TRANSFORM_MAY_MAKE_NOTHING };
enum status transform_run(const struct html_stylesheet *stylesheet, xmlDocPtr input,
                          enum transform_result expected, struct buf *out,
                          struct diag *diag);

/* Appends a result tree in the way that the stylesheet's <xsl:output> asks for. HTML is
 * HTML5: its own document type, no element that closes itself but the void ones, no
 * declaration of encoding beside the page's. */
enum status serialise(xmlDocPtr result, const struct html_stylesheet *stylesheet,
                      struct buf *out);

/* Whether that is the method ("html", "xml", "text"). */
bool serialise_has_method(const struct html_stylesheet *stylesheet, const char *name);

/* Names the inline scripts and data of the page's head by their hashes where its
 * Content-Security-Policy says "(inline)"; 'none' where there are none. The record's
 * text is never among them: it stands in the body. STATUS_NOMEM. */
enum status inline_permit(xmlDocPtr page);

#endif
