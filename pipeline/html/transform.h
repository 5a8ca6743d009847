/* Inside the stage: trees through stylesheets. */
#ifndef TRANSFORM_H
#define TRANSFORM_H

#include <libxml/tree.h>

#include "html/html.h"

/* A struct str as libxml2 wants it: terminated, in a scratch buffer that the next call
 * overwrites. */
const xmlChar *transform_text(struct buf *scratch, struct str s);

/* Adds an attribute unless the value is empty. False when memory is short. */
bool transform_attribute(xmlNodePtr node, const char *name, struct str value,
                         struct buf *scratch);

/* Puts the parameters below `parent` as <publication> in its namespace. */
bool transform_params(xmlNodePtr parent, const struct html_params *params);

/* Runs the stylesheet over the tree and appends the result as HTML. */
enum status transform_run(const struct html_stylesheet *stylesheet, xmlDocPtr input,
                          struct buf *out, struct diag *diag);

/* Appends a result tree as HTML5: its own document type, no XML declaration, no element
 * that closes itself but the void ones, no declaration of encoding beside the page's.
 */
enum status serialise_html(xmlDocPtr result, struct buf *out);

/* Names the inline scripts and data of the page's head by their hashes where its
 * Content-Security-Policy says "(inline)"; 'none' where there are none. The record's
 * text is never among them: it stands in the body. STATUS_NOMEM. */
enum status inline_permit(xmlDocPtr page);

#endif
