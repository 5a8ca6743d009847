/* A stylesheet over a tree, fenced. */
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>

#include "transform.h"

/* A stylesheet that calls itself without end stops here; real ones nest a few dozen. */
#define TEMPLATE_DEPTH_MAX 500

/* While it runs, the file at hand is the document; libxslt's words name the place in
 * the stylesheet. */
static enum status report_run(struct messages *messages, struct diag *diag)
{
    diag_report(diag, DIAG_STYLESHEET, (struct diag_pos){0},
                "the stylesheet stopped: %s; this page was not made",
                messages_joined(messages));
    return STATUS_SYNTAX;
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

/* Mistakes in expressions: libxslt tells them too, with their place. */
static void swallow(void *user, xmlErrorPtr error)
{
    (void)user;
    (void)error;
}

/* Whether the result holds what its method is about: an element, or text. */
static bool is_something(xmlDocPtr result, const struct html_stylesheet *stylesheet)
{
    bool text = serialise_has_method(stylesheet, "text");
    return text ? result->children != NULL : xmlDocGetRootElement(result) != NULL;
}

enum status transform_run(const struct html_stylesheet *stylesheet, xmlDocPtr input,
                          enum transform_result expected, struct buf *out,
                          struct diag *diag)
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
    xsltSetTransformErrorFunc(context, &messages, messages_collect);
    context->xpathCtxt->error = swallow; /* else it would be printed */
    context->maxTemplateDepth = TEMPLATE_DEPTH_MAX;
    result =
        xsltApplyStylesheetUser(stylesheet->compiled, input, NULL, NULL, NULL, context);
    bool ran = result && context->state == XSLT_STATE_OK;
    bool empty = ran && !is_something(result, stylesheet);
    if (empty && expected == TRANSFORM_MUST_MAKE_SOMETHING)
        buf_add_cstr(&messages.text, "it makes no element");
    if (!ran || (empty && expected == TRANSFORM_MUST_MAKE_SOMETHING))
        status = report_run(&messages, diag);
    else
        status = empty ? STATUS_OK : inline_permit(result);
    if (status == STATUS_OK && !empty)
        status = serialise(result, stylesheet, out);
out:
    xmlFreeDoc(result);
    xsltFreeTransformContext(context);
    xsltFreeSecurityPrefs(prefs);
    messages_free(&messages);
    return status;
}
