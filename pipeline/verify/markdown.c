/* Markdown as GitHub reads it. The rules by which its text is the record's stand in
 * markdown/markdown.h. */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <threads.h>
#include <yaml.h>

#include "base/utf8.h"
#include "record.h"

/* cmark-gfm keeps one table of extensions for the process, filled without a lock. */
static once_flag extensions_ready = ONCE_FLAG_INIT;

/* Cuts off what stands between a first line "---" and the next, which goes to `front`;
 * how many lines that were. */
static uint32_t cut_front_matter(struct str *bytes, struct str *front)
{
    static const struct str fence = STR_INIT("---\n");
    uint32_t lines = 1;
    if (!str_starts(*bytes, fence))
        return 0;
    for (size_t at = fence.len; at < bytes->len; lines++) {
        struct str rest = str_slice(*bytes, at, bytes->len);
        size_t end = str_find(rest, STR("\n"), 0);
        at = end == SIZE_MAX ? bytes->len : at + end + 1;
        if (str_starts(rest, fence)) {
            *front = str_slice(*bytes, fence.len, (size_t)(rest.ptr - bytes->ptr));
            *bytes = str_slice(*bytes, at, bytes->len);
            return lines + 1;
        }
    }
    return 0;
}

/* The scalars of a mapping, as names and values of facts. */
static void add_facts(struct str yaml, struct record *out)
{
    yaml_parser_t parser;
    yaml_event_t event;
    struct buf key = BUF_INIT;
    bool done = yaml.len == 0 || !yaml_parser_initialize(&parser), named = false;
    if (done)
        return;
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.ptr, yaml.len);
    while (!done && yaml_parser_parse(&parser, &event)) {
        if (event.type == YAML_SCALAR_EVENT) {
            struct str scalar = {(const char *)event.data.scalar.value,
                                 event.data.scalar.length};
            if (named)
                record_add_fact(out, buf_str(&key), scalar);
            buf_clear(&key);
            buf_add(&key, scalar);
            named = !named;
        }
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    buf_free(&key);
}

static cmark_node *parse(struct str bytes)
{
    call_once(&extensions_ready, cmark_gfm_core_extensions_ensure_registered);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, bytes.ptr, bytes.len);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

enum status record_of_markdown(struct str bytes, struct record *out, const char **why)
{
    if (utf8_first_invalid(bytes) < bytes.len) {
        *why = N_("bytes that are not UTF-8 stand in it; it was not compared");
        return STATUS_SYNTAX;
    }
    struct str front = {0};
    uint32_t before = cut_front_matter(&bytes, &front), line = 0;
    add_facts(front, out);
    cmark_node *document = parse(bytes);
    cmark_iter *iter = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER)
            continue;
        cmark_node_type type = cmark_node_get_type(node);
        uint32_t start = (uint32_t)cmark_node_get_start_line(node);
        if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK && start > 0)
            line = start;
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            line++;
        const char *literal = cmark_node_get_literal(node);
        if (!literal || !*literal)
            continue;
        if (out->count == 0 || out->marks[out->count - 1].place.line != before + line)
            record_mark(out, (struct verify_place){0, before + line, 1});
        record_add(out, str_from(literal));
    }
    cmark_iter_free(iter);
    cmark_node_free(document);
    return record_status(out);
}
