/* Embedded files: ISO 32000-1, 7.9.6 and 7.11.4. */
#include <stdlib.h>

#include "base/diag.h" /* N_ */
#include "pdfin_attachment.h"

/* Nodes of the name tree within each other. */
#define NAMES_DEPTH_MAX 64

struct walk {
    struct pdfin *file;
    struct pdfin_visits visits;
    struct pdfin_attachments *out;
};

static void add(struct walk *walk, const struct pdfin_value *specification)
{
    struct pdfin *file = walk->file;
    struct pdfin_attachments *out = walk->out;
    const struct pdfin_value *name = pdfin_get(file, specification, "UF");
    const struct pdfin_value *files = pdfin_get(file, specification, "EF");
    const struct pdfin_value *stream = pdfin_get(file, files, "F");
    struct buf text = BUF_INIT;
    if (name->type != PDFIN_STRING)
        name = pdfin_get(file, specification, "F");
    if (!stream->stream)
        stream = pdfin_get(file, files, "UF");
    if (!stream->stream || name->type != PDFIN_STRING)
        return;
    if (out->count == PDFIN_ATTACHMENTS_MAX) {
        pdfin_fail(file, STATUS_LIMIT,
                   N_("the PDF carries more files than any minutes; it was not "
                      "compared"));
        return;
    }
    struct pdfin_attachment *attachment = &out->items[out->count++];
    pdfin_add_text(name->as.text, &text);
    attachment->name = arena_copy(file->arena, buf_str(&text));
    pdfin_stream(file, stream, &attachment->content);
    if (text.status != STATUS_OK || attachment->content.status != STATUS_OK ||
        arena_failed(file->arena))
        pdfin_fail(file, STATUS_NOMEM, NULL);
    buf_free(&text);
}

/* Bounded by NAMES_DEPTH_MAX. */
static void walk_names(struct walk *walk, const struct pdfin_value *node,
                       unsigned depth)
{
    struct pdfin *file = walk->file;
    if (depth > NAMES_DEPTH_MAX || !pdfin_visit(&walk->visits, node) ||
        file->status != STATUS_OK)
        return;
    const struct pdfin_value *dict = pdfin_resolve(file, node);
    const struct pdfin_value *names = pdfin_get(file, dict, "Names");
    const struct pdfin_value *kids = pdfin_get(file, dict, "Kids");
    for (uint32_t i = 1; names->type == PDFIN_ARRAY && i < names->count; i += 2)
        add(walk, pdfin_item(file, names, i));
    for (uint32_t i = 0; kids->type == PDFIN_ARRAY && i < kids->count; i++)
        walk_names(walk, &kids->as.items[i], depth + 1);
}

void pdfin_attachments_open(struct pdfin *file, struct pdfin_attachments *out)
{
    struct walk walk = {.file = file, .out = out};
    const struct pdfin_value *root = pdfin_get(file, file->trailer, "Root");
    const struct pdfin_value *names = pdfin_get(file, root, "Names");
    if (file->status == STATUS_OK && pdfin_visits_open(file, &walk.visits))
        walk_names(&walk, pdfin_lookup(names, "EmbeddedFiles"), 0);
    pdfin_visits_free(&walk.visits);
}

void pdfin_attachments_free(struct pdfin_attachments *attachments)
{
    for (size_t i = 0; i < attachments->count; i++)
        buf_free(&attachments->items[i].content);
    attachments->count = 0;
}
