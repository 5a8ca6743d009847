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

/* A stylesheet of a megabyte is none; libxml2 counts bytes in int. */
#define STYLESHEET_MAX ((size_t)1 << 20)

struct html_stylesheet {
    xsltStylesheetPtr compiled;
};

/* Collects the messages of one call: libxslt hands them over in pieces. */
struct messages {
    struct buf text;
    struct buf file; /* of the first error that tells one; an import, perhaps */
    int line;
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

/* libxslt traces the templates of a runaway stylesheet through its global handler,
 * which would print; the error itself reaches the handler of the run. */
static void swallow(void *user, const char *format, ...)
{
    (void)user;
    (void)format;
}

static void collect_parse(void *user, xmlErrorPtr error)
{
    struct messages *messages = user;
    if (!messages->line) {
        messages->line = error->line;
        if (error->file)
            buf_add_cstr(&messages->file, error->file);
    }
    if (error->message)
        buf_add_cstr(&messages->text, error->message);
}

/* libxslt tells places in words only: "… error: file page.xsl line 12 element if". */
static void find_place(struct messages *messages)
{
    struct str text = buf_str(&messages->text);
    size_t file = str_find(text, STR(" file "), 0);
    size_t line = str_find(text, STR(" line "), 0);
    if (messages->line || line == SIZE_MAX)
        return;
    messages->line = atoi(text.ptr + line + strlen(" line "));
    if (file < line)
        buf_add(&messages->file, str_slice(text, file + strlen(" file "), line));
}

/* The messages on one line. */
static const char *joined(struct messages *messages)
{
    struct buf *text = &messages->text;
    if (text->len > 0 && text->ptr[text->len - 1] == '\n')
        text->ptr[--text->len] = '\0';
    for (size_t i = 0; i < text->len; i++)
        if (text->ptr[i] == '\n')
            text->ptr[i] = ';';
    return text->len > 0 ? text->ptr : "libxslt gives no reason";
}

static enum status report_compilation(struct messages *messages, const char *path,
                                      struct diag *diag)
{
    find_place(messages);
    struct diag_pos pos = {messages->line > 0 ? (uint32_t)messages->line : 0,
                           messages->line > 0};
    diag_set_file(diag,
                  messages->file.len > 0 ? buf_str(&messages->file) : str_from(path));
    diag_report(diag, DIAG_STYLESHEET, pos,
                "the stylesheet cannot be used: %s; no page was made from it",
                joined(messages));
    return STATUS_SYNTAX;
}

/* While it runs, the file at hand is the document; libxslt's words name the place in
 * the stylesheet. */
static enum status report_run(struct messages *messages, struct diag *diag)
{
    diag_report(diag, DIAG_STYLESHEET, (struct diag_pos){0},
                "the stylesheet stopped: %s; this page was not made", joined(messages));
    return STATUS_SYNTAX;
}

static xsltSecurityPrefsPtr forbid(const xsltSecurityOption *options, size_t count)
{
    xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();
    for (size_t i = 0; prefs && i < count; i++)
        xsltSetSecurityPrefs(prefs, options[i], xsltSecurityForbid);
    return prefs;
}

/* Imports stand beside the stylesheet; none comes from the network. */
static xsltSecurityPrefsPtr forbid_network(void)
{
    static const xsltSecurityOption options[] = {XSLT_SECPREF_READ_NETWORK,
                                                 XSLT_SECPREF_WRITE_NETWORK};
    return forbid(options, sizeof(options) / sizeof(options[0]));
}

/* A stylesheet is a publisher's own, yet it has no business outside its input. */
static xsltSecurityPrefsPtr forbid_everything(void)
{
    static const xsltSecurityOption options[] = {
        XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
        XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
    return forbid(options, sizeof(options) / sizeof(options[0]));
}

/* NULL with messages where it does not compile. */
static xsltStylesheetPtr compile(struct str bytes, const char *path,
                                 struct messages *messages)
{
    xsltStylesheetPtr compiled = NULL;
    xsltSecurityPrefsPtr prefs = forbid_network();
    xsltSetDefaultSecurityPrefs(prefs);
    xmlSetStructuredErrorFunc(messages, collect_parse);
    xsltSetGenericErrorFunc(messages, collect);
    xmlDocPtr tree = xmlReadMemory(bytes.ptr, (int)bytes.len, path, NULL,
                                   XSLT_PARSE_OPTIONS | XML_PARSE_NONET);
    if (prefs && tree)
        compiled = xsltParseStylesheetDoc(tree); /* takes the tree when it succeeds */
    if (!compiled)
        xmlFreeDoc(tree);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xsltSetGenericErrorFunc(NULL, swallow);
    xsltSetDefaultSecurityPrefs(NULL);
    xsltFreeSecurityPrefs(prefs);
    return compiled;
}

enum status html_open(const char *path, struct diag *diag, struct html_stylesheet **out)
{
    *out = NULL;
    struct buf bytes = BUF_INIT;
    enum status status = host_read_file(path, STYLESHEET_MAX, &bytes, diag);
    if (status != STATUS_OK) {
        buf_free(&bytes);
        return status;
    }
    struct messages messages = {0};
    struct html_stylesheet *stylesheet = calloc(1, sizeof(*stylesheet));
    if (!stylesheet) {
        buf_free(&bytes);
        return STATUS_NOMEM;
    }
    stylesheet->compiled = compile(buf_str(&bytes), path, &messages);
    if (!stylesheet->compiled || stylesheet->compiled->errors > 0) {
        status = report_compilation(&messages, path, diag);
        html_close(stylesheet);
    } else {
        *out = stylesheet;
    }
    buf_free(&bytes);
    buf_free(&messages.text);
    buf_free(&messages.file);
    return status;
}

void html_close(struct html_stylesheet *stylesheet)
{
    if (!stylesheet)
        return;
    xsltFreeStylesheet(stylesheet->compiled);
    free(stylesheet);
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
    bool ran = result && context->state == XSLT_STATE_OK;
    if (ran && !xmlDocGetRootElement(result))
        buf_add_cstr(&messages.text, "it makes no element");
    if (!ran || !xmlDocGetRootElement(result))
        status = report_run(&messages, diag);
    else
        status = inline_permit(result);
    if (status == STATUS_OK)
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

static bool add_neighbour(xmlNodePtr publication, const char *name,
                          const struct html_neighbour *neighbour, struct buf *scratch)
{
    if (neighbour->href.len == 0)
        return true;
    xmlNodePtr node =
        xmlNewChild(publication, publication->ns, (const xmlChar *)name, NULL);
    return node && transform_attribute(node, "href", neighbour->href, scratch) &&
           transform_attribute(node, "title", neighbour->title, scratch) &&
           transform_attribute(node, "session", neighbour->session, scratch) &&
           transform_attribute(node, "date", neighbour->date, scratch);
}

bool transform_params(xmlNodePtr parent, const struct html_params *params)
{
    xmlNodePtr node =
        xmlNewChild(parent, parent->ns, (const xmlChar *)"publication", NULL);
    struct buf scratch = BUF_INIT;
    bool made =
        node && transform_attribute(node, "style", params->style, &scratch) &&
        transform_attribute(node, "home", params->home, &scratch) &&
        transform_attribute(node, "address", params->address, &scratch) &&
        transform_attribute(node, "publisher", params->publisher, &scratch) &&
        transform_attribute(node, "publisher-url", params->publisher_url, &scratch) &&
        transform_attribute(node, "licence", params->licence, &scratch) &&
        transform_attribute(node, "licence-url", params->licence_url, &scratch) &&
        transform_attribute(node, "source-sha256", params->source_sha256, &scratch) &&
        transform_attribute(node, "generator", params->generator, &scratch) &&
        add_neighbour(node, "previous", &params->previous, &scratch) &&
        add_neighbour(node, "next", &params->next, &scratch);
    for (size_t i = 0; made && i < params->link_count; i++)
        made = add_link(node, &params->links[i], &scratch);
    buf_free(&scratch);
    return made;
}
