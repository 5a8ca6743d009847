#include "examine.h"

#include <string.h>

#include "message.h"

/* The first file of a turn that is missing, altered or was never made. */
static struct stale examine_files(const struct examination *examination,
                                  const struct record *record, enum writer_turn turn)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    for (size_t i = 0; i < examination->formats->count; i++) {
        const struct writer *writer = examination->formats->items[i];
        const struct output_file *file = &record->files[writer - rows];
        if (writer->turn != turn)
            continue;
        if (file->path.len == 0)
            return (struct stale){.why = STALE_UNFINISHED};
        enum output_state state = output_examine(examination->output, file);
        if (state != OUTPUT_AS_WRITTEN)
            return (struct stale){
                state == OUTPUT_MISSING ? STALE_MISSING : STALE_ALTERED, 0, file->path};
    }
    return (struct stale){0};
}

static bool source_differs(const struct examination *examination,
                           const struct input *input, const struct record *old)
{
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    return str_equal(input->path, STR("-")) || !str_equal(input->name, old->source) ||
           output_hash_file(input->path.ptr, examination->output->hashes, sha256,
                            NULL) != STATUS_OK ||
           strcmp(sha256, old->source_sha256) != 0;
}

struct stale examine_document(const struct examination *examination,
                              const struct input *input, const struct record *old)
{
    if (!old)
        return (struct stale){.why = STALE_NEW};
    if (examination->mode == EXAMINE_NOTHING)
        return (struct stale){.why = STALE_FORCED};
    enum setup_part part = setup_compare(&examination->old->setup, examination->setup,
                                         WRITER_TURN_DOCUMENT);
    if (part != SETUP_PART_COUNT)
        return (struct stale){.why = STALE_SETUP, .part = part};
    if (source_differs(examination, input, old))
        return (struct stale){.why = STALE_SOURCE};
    if (old->findings[DIAG_ERROR] > 0)
        return (struct stale){.why = STALE_UNFINISHED};
    return examine_files(examination, old, WRITER_TURN_DOCUMENT);
}

struct stale examine_page(const struct examination *examination,
                          const struct record *record, const struct record *old)
{
    if (!old)
        return (struct stale){.why = STALE_NEW};
    if (examination->mode == EXAMINE_NOTHING)
        return (struct stale){.why = STALE_FORCED};
    enum setup_part part =
        setup_compare(&examination->old->setup, examination->setup, WRITER_TURN_SITE);
    if (part != SETUP_PART_COUNT)
        return (struct stale){.why = STALE_SETUP, .part = part};
    if (strcmp(record->page_key, old->page_key) != 0)
        return (struct stale){.why = STALE_NEIGHBOURS};
    return examine_files(examination, old, WRITER_TURN_SITE);
}

void examine_explain(const struct stale *stale, struct buf *out)
{
    static const char *const reasons[] = {
        [STALE_NOT] = N_("nothing changed"),
        [STALE_FORCED] = N_("everything is made anew (--force)"),
        [STALE_NEW] = N_("it is new here"),
        [STALE_SOURCE] = N_("the source changed"),
        [STALE_UNFINISHED] = N_("a format could not be made the last time"),
        [STALE_DOCUMENT] = N_("the document changed"),
        [STALE_REMOVED] = N_("its source is no longer among the inputs"),
        [STALE_NEIGHBOURS] = N_("the documents before and after it changed"),
    };
    switch (stale->why) {
    case STALE_SETUP:
        buf_printf(out, _("%s changed"), _(setup_part_name(stale->part)));
        break;
    case STALE_MISSING:
        buf_printf(out, _("'%.*s' is missing"), STR_ARGS(stale->path));
        break;
    case STALE_ALTERED:
        buf_printf(out, _("'%.*s' was altered"), STR_ARGS(stale->path));
        break;
    default:
        buf_add_cstr(out, _(reasons[stale->why]));
    }
}
