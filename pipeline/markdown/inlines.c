/* Text and links of one block. */
#include <string.h>

#include "base/utf8.h"
#include "tree.h"

/* Characters of the source between the end of one leaf and the beginning of the next.
 */
static bool source_sets_apart(const struct doc_node *a, const struct doc_node *b)
{
    if (a->pos.line != b->pos.line)
        return a->parent != b->parent; /* a joined line brings its own space */
    return a->pos.column + utf8_length(a->as.text) < b->pos.column;
}

void run_add(struct run *run, const struct doc_node *node)
{
    if (!node)
        return;
    struct doc_iter iter = doc_iter_new(node);
    while (doc_iter_next(&iter) != DOC_END) {
        if (iter.event != DOC_ENTER || iter.node->kind != DOC_TEXT)
            continue;
        if (run->last && source_sets_apart(run->last, iter.node))
            buf_add_byte(&run->text, ' ');
        buf_add(&run->text, iter.node->as.text);
        run->last = iter.node;
    }
}

bool run_is_empty(const struct run *run)
{
    return !run->last;
}

void run_free(struct run *run)
{
    buf_free(&run->text);
}

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c);
}

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The length of what RFC 3986 allows in an address, without the punctuation that more
 * likely belongs to the sentence around it, nor a bracket that was opened outside. */
static size_t address_length(struct str s)
{
    size_t end = 0, open = 0, closed = 0;
    while (end < s.len &&
           (is_alnum(s.ptr[end]) || is_one_of(s.ptr[end], "-._~:/?#@!$&'()*+,;=%"))) {
        open += s.ptr[end] == '(';
        closed += s.ptr[end] == ')';
        end++;
    }
    while (end > 0 && (is_one_of(s.ptr[end - 1], ".,:;!?'*_~&") ||
                       (s.ptr[end - 1] == ')' && closed > open))) {
        closed -= s.ptr[end - 1] == ')';
        end--;
    }
    return end;
}

/* What GitHub's autolink extension would take for the beginning of an address. */
static const struct opening {
    struct str text;
    size_t breaker; /* offset of the character whose escaping stops the extension */
    const char *scheme;
} openings[] = {
    {STR_INIT("https://"), 5, ""},
    {STR_INIT("http://"), 4, ""},
    {STR_INIT("ftp://"), 3, ""},
    {STR_INIT("www."), 3, "http://"},
};

static bool equal_ascii_case(struct str s, struct str lower)
{
    for (size_t i = 0; i < lower.len; i++) {
        char c = s.ptr[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c) != lower.ptr[i])
            return false;
    }
    return true;
}

static const struct opening *opening_at(struct str s, size_t at)
{
    if (!is_one_of(s.ptr[at], "hHfFw"))
        return NULL;
    struct str rest = str_slice(s, at, s.len);
    for (size_t i = 0; i < sizeof(openings) / sizeof(*openings); i++)
        if (rest.len > openings[i].text.len && equal_ascii_case(rest, openings[i].text))
            return &openings[i];
    return NULL;
}

static void append_literal(cmark_node *parent, cmark_node_type type, struct str s,
                           struct buf *scratch)
{
    if (s.len == 0)
        return;
    buf_clear(scratch);
    buf_add(scratch, s);
    cmark_node *node = cmark_node_new(type);
    cmark_node_set_literal(node, scratch->ptr);
    cmark_node_append_child(parent, node);
}

/* A link whose text is its address as printed. Without ";" cmark writes <address>; with
 * it, that form could decode an entity, so an address that differs in spelling only
 * (&amp;) makes cmark write [text](address). */
static void append_link(cmark_node *parent, const char *scheme, struct str text,
                        struct buf *scratch)
{
    cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
    bool angle = *scheme == '\0' && !memchr(text.ptr, ';', text.len);
    buf_clear(scratch);
    buf_add_cstr(scratch, scheme);
    for (size_t i = 0; i < text.len; i++) {
        buf_add_byte(scratch, text.ptr[i]);
        if (text.ptr[i] == '&' && !angle)
            buf_add_cstr(scratch, "amp;");
    }
    cmark_node_set_url(link, scratch->ptr);
    append_literal(link, CMARK_NODE_TEXT, text, scratch);
    cmark_node_append_child(parent, link);
}

/* Addresses become links of their own: left bare, GitHub would end them at the next
 * space, and Japanese has none. An opening that is no address is escaped, so that no
 * reader sees one; cmark prints a raw node as it is, and reading it gives the
 * character.
 */
static void append_text(cmark_node *parent, struct str s, struct buf *scratch)
{
    size_t done = 0;
    for (size_t at = 0; at < s.len; at++) {
        const struct opening *opening = opening_at(s, at);
        if (!opening)
            continue;
        bool in_word = at > 0 && is_alnum(s.ptr[at - 1]);
        size_t length = address_length(str_slice(s, at, s.len));
        if (!in_word && length > opening->text.len &&
            is_alnum(s.ptr[at + opening->text.len])) {
            append_literal(parent, CMARK_NODE_TEXT, str_slice(s, done, at), scratch);
            append_link(parent, opening->scheme, str_slice(s, at, at + length),
                        scratch);
            done = at + length;
            at = done - 1;
            continue;
        }
        size_t breaker = at + opening->breaker;
        char escaped[] = {'\\', s.ptr[breaker]};
        append_literal(parent, CMARK_NODE_TEXT, str_slice(s, done, breaker), scratch);
        append_literal(parent, CMARK_NODE_HTML_INLINE, (struct str){escaped, 2},
                       scratch);
        done = at = breaker + 1;
        at--;
    }
    append_literal(parent, CMARK_NODE_TEXT, str_slice(s, done, s.len), scratch);
}

/* cmark drops ASCII white space at the ends of a block, and delimiters of strong text
 * must not touch white space of any kind. */
static struct str trim_for(struct str s, enum run_style style)
{
    if (style == RUN_STRONG)
        return utf8_trim(s);
    size_t from = 0, to = s.len;
    while (from < to && is_one_of(s.ptr[from], " \t\v\f"))
        from++;
    while (to > from && is_one_of(s.ptr[to - 1], " \t\v\f"))
        to--;
    return str_slice(s, from, to);
}

void run_flush(struct run *run, cmark_node *block, enum run_style style)
{
    struct buf scratch = BUF_INIT;
    struct str text = trim_for(buf_str(&run->text), style);
    if (text.len > 0) {
        if (cmark_node_first_child(block))
            append_literal(block, CMARK_NODE_TEXT, STR(" "), &scratch);
        cmark_node *parent = block;
        if (style == RUN_STRONG) {
            parent = cmark_node_new(CMARK_NODE_STRONG);
            cmark_node_append_child(block, parent);
        }
        append_text(parent, text, &scratch);
    }
    buf_clear(&run->text);
    buf_free(&scratch);
}
