/* The facts as YAML. Texts are always quoted: unquoted, YAML 1.1 reads 10:15 as 615 and
 * a title of "No" as false. Date and number are not, so that generators sort by them.
 */
#include <yaml.h>

#include "tree.h"

struct row {
    const char *key;
    struct str value;
    yaml_scalar_style_t style;
};

static int write_to_buf(void *user, unsigned char *bytes, size_t n)
{
    struct buf *out = user;
    buf_add_bytes(out, bytes, n);
    return out->status == STATUS_OK;
}

static bool emit_scalar(yaml_emitter_t *emitter, struct str value,
                        yaml_scalar_style_t style)
{
    yaml_event_t event;
    int quoted = style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    return yaml_scalar_event_initialize(&event, NULL, NULL,
                                        (const yaml_char_t *)value.ptr, (int)value.len,
                                        !quoted, quoted, style) &&
           yaml_emitter_emit(emitter, &event);
}

static bool emit_rows(yaml_emitter_t *emitter, const struct row *rows, size_t count)
{
    yaml_event_t event;
    if (!yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING) ||
        !yaml_emitter_emit(emitter, &event) ||
        !yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1) ||
        !yaml_emitter_emit(emitter, &event) ||
        !yaml_mapping_start_event_initialize(&event, NULL, NULL, 1,
                                             YAML_BLOCK_MAPPING_STYLE) ||
        !yaml_emitter_emit(emitter, &event))
        return false;
    for (size_t i = 0; i < count; i++)
        if (rows[i].value.len > 0 &&
            (!emit_scalar(emitter, str_from(rows[i].key), YAML_PLAIN_SCALAR_STYLE) ||
             !emit_scalar(emitter, rows[i].value, rows[i].style)))
            return false;
    return yaml_mapping_end_event_initialize(&event) &&
           yaml_emitter_emit(emitter, &event) &&
           yaml_document_end_event_initialize(&event, 1) &&
           yaml_emitter_emit(emitter, &event) &&
           yaml_stream_end_event_initialize(&event) &&
           yaml_emitter_emit(emitter, &event);
}

enum status front_matter_write(const struct doc *doc, struct buf *out)
{
    const struct doc_facts *facts = &doc->facts;
    const yaml_scalar_style_t text = YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    const struct row rows[] = {
        {"title", facts->title.value, text},
        {"organ", facts->organ.value, text},
        {"session", facts->session.value, YAML_PLAIN_SCALAR_STYLE},
        {"kind", facts->kind.value, text},
        {"date", facts->date.value, YAML_PLAIN_SCALAR_STYLE},
        {"start", facts->start.value, text},
        {"end", facts->end.value, text},
        {"place", facts->place.value, text},
        {"lang", STR("ja"), YAML_PLAIN_SCALAR_STYLE},
        {"source", doc->source.name, text},
    };
    yaml_emitter_t emitter;
    if (!yaml_emitter_initialize(&emitter))
        return STATUS_NOMEM;
    yaml_emitter_set_output(&emitter, write_to_buf, out);
    yaml_emitter_set_unicode(&emitter, 1);
    yaml_emitter_set_width(&emitter, -1);
    buf_add_cstr(out, "---\n");
    bool done = emit_rows(&emitter, rows, sizeof(rows) / sizeof(*rows));
    buf_add_cstr(out, "---\n\n");
    yaml_emitter_delete(&emitter);
    if (out->status != STATUS_OK)
        return out->status;
    return done ? STATUS_OK : STATUS_NOMEM;
}
