#include "record.h"

#include "base/buf.h"

struct record record_copy(const struct record *record, struct arena *arena)
{
    struct record copy = *record;
    size_t count = record->font_count;
    struct record_font *fonts = arena_alloc(arena, count * sizeof(*fonts) + 1);
    copy.summary = summary_copy(record->summary, arena);
    copy.source = arena_copy(arena, record->source);
    copy.encoding = arena_copy(arena, record->encoding);
    for (size_t i = 0; i < RECORD_FORMATS_MAX; i++)
        if (record->files[i].path.len > 0)
            copy.files[i].path = arena_copy(arena, record->files[i].path);
    for (size_t i = 0; fonts && i < count; i++) {
        fonts[i] = record->fonts[i];
        fonts[i].file = arena_copy(arena, fonts[i].file);
        fonts[i].postscript_name = arena_copy(arena, fonts[i].postscript_name);
    }
    copy.fonts = fonts;
    copy.font_count = fonts ? count : 0;
    return copy;
}

static void add_summary(const struct summary *summary, struct buf *out)
{
    if (summary)
        buf_printf(out, "%.*s\n%.*s\n%.*s\n%.*s\n", STR_ARGS(summary->slug),
                   STR_ARGS(summary->title), STR_ARGS(summary->session),
                   STR_ARGS(summary->date));
    buf_add_byte(out, '\n');
}

enum status record_set_page_key(struct record *record,
                                struct summary_neighbours neighbours)
{
    struct buf text = BUF_INIT;
    add_summary(neighbours.previous, &text);
    add_summary(neighbours.next, &text);
    enum status status = text.status;
    if (status == STATUS_OK)
        output_hash(buf_str(&text), record->page_key);
    buf_free(&text);
    return status;
}

bool record_published(const struct record *record)
{
    for (size_t i = 0; i < RECORD_FORMATS_MAX; i++)
        if (record->files[i].path.len > 0)
            return true;
    return false;
}
