/* Stylesheets and what they import, from the library. */
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxslt/documents.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltutils.h>

#include <libexslt/exslt.h>

#include "base/host.h"
#include "transform.h"

/* A stylesheet of a megabyte is none; libxml2 counts bytes in int. */
#define STYLESHEET_MAX ((size_t)1 << 20)

/* The library's names as URIs, for libxml2 resolves imports as such. Each file is read
 * under the first, so that what it imports is looked up anew. */
#define NEAREST "gijiroku:/"
#define PROGRAM "program:/"

/* What the loader of one html_open needs; libxslt has no place for it but a global. */
static struct {
    const struct html_library *library;
    struct diag *diag;
} loading;

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

/* The path behind a URI of the library; false where it is none, or names nothing. */
static bool find_path(struct str uri, struct buf *path)
{
    enum html_layer layer = HTML_NEAREST;
    size_t skip = strlen(NEAREST);
    if (str_starts(uri, STR(PROGRAM))) {
        layer = HTML_PROGRAM;
        skip = strlen(PROGRAM);
    } else if (!str_starts(uri, STR(NEAREST))) {
        return false;
    }
    return loading.library->find(loading.library->user, str_slice(uri, skip, uri.len),
                                 layer, path);
}

static enum status report_compilation(struct messages *messages, const char *uri,
                                      struct diag *diag)
{
    struct buf path = BUF_INIT;
    find_place(messages);
    struct diag_pos pos = {messages->line > 0 ? (uint32_t)messages->line : 0,
                           messages->line > 0};
    struct str file = messages->file.len > 0 ? buf_str(&messages->file) : str_from(uri);
    diag_set_file(diag, find_path(file, &path) ? buf_str(&path) : file);
    diag_report(diag, DIAG_STYLESHEET, pos,
                "the stylesheet cannot be used: %s; no page was made from it",
                messages_joined(messages));
    buf_free(&path);
    return STATUS_SYNTAX;
}

/* libxslt compares names by address: all parts of a stylesheet intern them in one
 * dictionary, that of the first (NULL there). */
static xmlDocPtr parse(struct str bytes, const char *uri, xmlDictPtr dict)
{
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (!parser)
        return NULL;
    if (dict) {
        xmlDictFree(parser->dict);
        parser->dict = dict;
        xmlDictReference(dict);
    }
    xmlDocPtr tree = xmlCtxtReadMemory(parser, bytes.ptr, (int)bytes.len, uri, NULL,
                                       XSLT_PARSE_OPTIONS | XML_PARSE_NONET);
    xmlFreeParserCtxt(parser);
    return tree;
}

/* A document of the library by its URI; NULL, reported where it cannot be read. */
static xmlDocPtr load(const char *uri, xmlDictPtr dict, enum status *status)
{
    struct buf path = BUF_INIT, bytes = BUF_INIT, name = BUF_INIT;
    xmlDocPtr tree = NULL;
    struct str asked = str_from(uri);
    *status = STATUS_SYNTAX;
    if (!find_path(asked, &path))
        goto out;
    *status = host_read_file(path.ptr, STYLESHEET_MAX, &bytes, loading.diag);
    if (*status != STATUS_OK)
        goto out;
    buf_add_cstr(&name, NEAREST);
    buf_add(&name, str_slice(asked, str_find(asked, STR("/"), 0) + 1, asked.len));
    tree = name.status == STATUS_OK ? parse(buf_str(&bytes), name.ptr, dict) : NULL;
out:
    buf_free(&path);
    buf_free(&bytes);
    buf_free(&name);
    return tree;
}

static xmlDocPtr load_import(const xmlChar *uri, xmlDictPtr dict, int options,
                             void *context, xsltLoadType type)
{
    enum status status;
    (void)options;
    (void)context;
    return type == XSLT_LOAD_STYLESHEET ? load((const char *)uri, dict, &status) : NULL;
}

/* NULL with messages where it does not compile. */
static xsltStylesheetPtr compile(const char *uri, struct messages *messages,
                                 enum status *status)
{
    xsltStylesheetPtr compiled = NULL;
    xmlSetStructuredErrorFunc(messages, collect_parse);
    xsltSetGenericErrorFunc(messages, messages_collect);
    xsltSetLoaderFunc(load_import);
    exsltCommonRegister();
    xmlDocPtr tree = load(uri, NULL, status);
    if (tree)
        compiled = xsltParseStylesheetDoc(tree); /* takes the tree when it succeeds */
    if (!compiled)
        xmlFreeDoc(tree);
    xsltSetLoaderFunc(NULL);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xsltSetGenericErrorFunc(NULL, swallow);
    return compiled;
}

enum status html_open(const struct html_library *library, const char *name,
                      struct diag *diag, struct html_stylesheet **out)
{
    struct messages messages = {0};
    struct buf uri = BUF_INIT;
    enum status status = STATUS_NOMEM;
    struct html_stylesheet *stylesheet = calloc(1, sizeof(*stylesheet));
    *out = NULL;
    loading.library = library;
    loading.diag = diag;
    buf_printf(&uri, NEAREST "%s", name);
    if (!stylesheet || uri.status != STATUS_OK)
        goto out;
    stylesheet->compiled = compile(uri.ptr, &messages, &status);
    if (stylesheet->compiled && stylesheet->compiled->errors == 0) {
        *out = stylesheet;
        stylesheet = NULL;
        status = STATUS_OK;
    } else if (status != STATUS_IO) {
        status = report_compilation(&messages, uri.ptr, diag);
    }
out:
    html_close(stylesheet);
    buf_free(&uri);
    messages_free(&messages);
    return status;
}

void html_close(struct html_stylesheet *stylesheet)
{
    if (!stylesheet)
        return;
    xsltFreeStylesheet(stylesheet->compiled);
    free(stylesheet);
}
