#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>

#include "base/host.h"
#include "transform.h"

/* A stylesheet that calls itself without end stops here; real ones nest a few dozen. */
#define TEMPLATE_DEPTH_MAX 500

struct html_stylesheet {
    xsltStylesheetPtr compiled;
};

/* Collects the messages of one call: libxslt hands them over in pieces. */
struct messages {
    struct buf text;
    int line; /* of the first error that tells one */
};

static void collect(void *user, const char *format, ...)
{
    struct messages *messages = user;
    char piece[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(piece, sizeof(piece), format, args);
    va_end(args);
    buf_add_cstr(&messages->text, piece);
}

static void collect_parse(void *user, xmlErrorPtr error)
{
    struct messages *messages = user;
    if (!messages->line)
        messages->line = error->line;
    if (error->message)
        buf_add_cstr(&messages->text, error->message);
}

/* The messages on one line, as a diagnostic. libxslt writes "… line 12 element …". */
static enum status report(struct messages *messages, struct diag *diag)
{
    struct str text = buf_str(&messages->text);
    size_t at = str_find(text, STR(" line "), 0);
    if (!messages->line && at != SIZE_MAX)
        messages->line = atoi(text.ptr + at + strlen(" line "));
    for (size_t i = 0; i < messages->text.len; i++)
        if (messages->text.ptr[i] == '\n')
            messages->text.ptr[i] = i + 1 < messages->text.len ? ';' : ' ';
    struct diag_pos pos = {messages->line > 0 ? (uint32_t)messages->line : 0,
                           messages->line > 0};
    diag_report(diag, DIAG_STYLESHEET, pos,
                "the stylesheet cannot be used: %s; no page was made from it",
                text.len ? text.ptr : "libxslt gives no reason");
    return STATUS_SYNTAX;
}

enum status html_open(const char *path, struct diag *diag, struct html_stylesheet **out)
{
    *out = NULL;
    struct buf bytes = BUF_INIT;
    enum status status = host_read_file(path, 0, &bytes, diag);
    if (status != STATUS_OK) {
        buf_free(&bytes);
        return status;
    }
    diag_set_file(diag, str_from(path));
    struct messages messages = {0};
    struct html_stylesheet *stylesheet = calloc(1, sizeof(*stylesheet));
    xmlSetStructuredErrorFunc(&messages, collect_parse);
    xsltSetGenericErrorFunc(&messages, collect);
    xmlDocPtr tree = xmlReadMemory(bytes.ptr, (int)bytes.len, path, NULL,
                                   XSLT_PARSE_OPTIONS | XML_PARSE_NONET);
    if (stylesheet && tree)
        stylesheet->compiled = xsltParseStylesheetDoc(tree); /* takes the tree */
    xmlSetStructuredErrorFunc(NULL, NULL);
    xsltSetGenericErrorFunc(NULL, NULL);
    buf_free(&bytes);
    if (!stylesheet) {
        xmlFreeDoc(tree);
        status = STATUS_NOMEM;
    } else if (!stylesheet->compiled || stylesheet->compiled->errors > 0) {
        if (!stylesheet->compiled)
            xmlFreeDoc(tree);
        status = report(&messages, diag);
    }
    buf_free(&messages.text);
    if (status != STATUS_OK) {
        html_close(stylesheet);
        return status;
    }
    *out = stylesheet;
    return STATUS_OK;
}

void html_close(struct html_stylesheet *stylesheet)
{
    if (!stylesheet)
        return;
    xsltFreeStylesheet(stylesheet->compiled);
    free(stylesheet);
}

/* A stylesheet is a publisher's own, yet it has no business outside its input. */
static xsltSecurityPrefsPtr forbid_everything(void)
{
    static const xsltSecurityOption options[] = {
        XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
        XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
    xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();
    for (size_t i = 0; prefs && i < sizeof(options) / sizeof(options[0]); i++)
        xsltSetSecurityPrefs(prefs, options[i], xsltSecurityForbid);
    return prefs;
}

enum status transform_run(const struct html_stylesheet *stylesheet, xmlDocPtr input,
                          struct buf *out, struct diag *diag)
{
    enum status status = STATUS_NOMEM;
    struct messages messages = {0};
    xmlDocPtr result = NULL;
    xsltSecurityPrefsPtr prefs = forbid_everything();
    xsltTransformContextPtr context =
        xsltNewTransformContext(stylesheet->compiled, input);
    if (!prefs || !context)
        goto out;
    xsltSetCtxtSecurityPrefs(prefs, context);
    xsltSetTransformErrorFunc(context, &messages, collect);
    context->maxTemplateDepth = TEMPLATE_DEPTH_MAX;
    result =
        xsltApplyStylesheetUser(stylesheet->compiled, input, NULL, NULL, NULL, context);
    if (!result || context->state != XSLT_STATE_OK)
        status = report(&messages, diag);
    else
        status = serialise_html(result, out);
out:
    xmlFreeDoc(result);
    xsltFreeTransformContext(context);
    xsltFreeSecurityPrefs(prefs);
    buf_free(&messages.text);
    return status;
}

const xmlChar *transform_text(struct buf *scratch, struct str s)
{
    buf_clear(scratch);
    buf_add(scratch, s);
    return (const xmlChar *)buf_str(scratch).ptr;
}

bool transform_attribute(xmlNodePtr node, const char *name, struct str value,
                         struct buf *scratch)
{
    return value.len == 0 || xmlNewProp(node, (const xmlChar *)name,
                                        transform_text(scratch, value)) != NULL;
}

static bool add_link(xmlNodePtr publication, const struct html_link *link,
                     struct buf *scratch)
{
    xmlNodePtr node =
        xmlNewChild(publication, publication->ns, (const xmlChar *)"link", NULL);
    struct buf size = BUF_INIT;
    buf_printf(&size, "%zu", link->size);
    bool made = node && transform_attribute(node, "href", link->href, scratch) &&
                transform_attribute(node, "name", link->name, scratch) &&
                transform_attribute(node, "type", link->media_type, scratch) &&
                transform_attribute(node, "size", buf_str(&size), scratch);
    buf_free(&size);
    return made;
}

bool transform_params(xmlNodePtr parent, const struct html_params *params)
{
    xmlNodePtr node =
        xmlNewChild(parent, parent->ns, (const xmlChar *)"publication", NULL);
    struct buf scratch = BUF_INIT;
    bool made =
        node && transform_attribute(node, "style", params->style, &scratch) &&
        transform_attribute(node, "home", params->home, &scratch) &&
        transform_attribute(node, "source-sha256", params->source_sha256, &scratch) &&
        transform_attribute(node, "generator", params->generator, &scratch);
    for (size_t i = 0; made && i < params->link_count; i++)
        made = add_link(node, &params->links[i], &scratch);
    buf_free(&scratch);
    return made;
}
