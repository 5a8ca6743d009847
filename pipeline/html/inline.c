#include <string.h>

#include <nettle/base64.h>
#include <nettle/sha2.h>

#include "transform.h"

#define PLACEHOLDER "(inline)"

/* " 'sha256-…'" of a script's text: https://www.w3.org/TR/CSP3/#grammardef-hash-source
 */
static bool add_hash(xmlNodePtr script, struct buf *out)
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    char text[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1] = "";
    xmlChar *content = xmlNodeGetContent(script);
    if (!content)
        return false;
    sha256_init(&context);
    sha256_update(&context, strlen((const char *)content), content);
    sha256_digest(&context, sizeof(digest), digest);
    base64_encode_raw(text, sizeof(digest), digest);
    xmlFree(content);
    buf_printf(out, "%s'sha256-%s'", out->len > 0 ? " " : "", text);
    return out->status == STATUS_OK;
}

static bool is_named(xmlNodePtr node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

/* The attribute of the head's policy that has the placeholder; NULL where there is
 * none. */
static xmlAttrPtr find_policy(xmlNodePtr meta)
{
    xmlAttrPtr content = xmlHasProp(meta, (const xmlChar *)"content");
    if (!content || !content->children || !content->children->content ||
        !strstr((const char *)content->children->content, PLACEHOLDER))
        return NULL;
    return xmlHasProp(meta, (const xmlChar *)"http-equiv") ? content : NULL;
}

static enum status fill(xmlAttrPtr policy, const struct buf *hashes)
{
    const char *old = (const char *)policy->children->content;
    const char *at = strstr(old, PLACEHOLDER);
    struct buf filled = BUF_INIT;
    buf_add(&filled, (struct str){old, (size_t)(at - old)});
    buf_add_cstr(&filled, hashes->len > 0 ? hashes->ptr : "'none'");
    buf_add_cstr(&filled, at + strlen(PLACEHOLDER));
    enum status status = filled.status;
    if (status == STATUS_OK)
        xmlNodeSetContent((xmlNodePtr)policy, (const xmlChar *)filled.ptr);
    buf_free(&filled);
    return status;
}

enum status inline_permit(xmlDocPtr page)
{
    xmlNodePtr head = xmlFirstElementChild(xmlDocGetRootElement(page));
    xmlAttrPtr policy = NULL;
    struct buf hashes = BUF_INIT;
    enum status status = STATUS_OK;
    for (xmlNodePtr node = head ? head->children : NULL; node && status == STATUS_OK;
         node = node->next) {
        if (is_named(node, "meta") && !policy)
            policy = find_policy(node);
        else if (is_named(node, "script") &&
                 !xmlHasProp(node, (const xmlChar *)"src") && !add_hash(node, &hashes))
            status = STATUS_NOMEM;
    }
    if (status == STATUS_OK && policy)
        status = fill(policy, &hashes);
    buf_free(&hashes);
    return status;
}
