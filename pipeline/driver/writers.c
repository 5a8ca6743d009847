#include "writers.h"

#include <string.h>

#include "base/suggest.h"

static const struct diag_pos nowhere = {0, 0};

/* Whether a command takes the format where it is named. */
static bool serves(const struct writer *row, enum writer_use use)
{
    unsigned uses =
        use == WRITER_BUILDS ? WRITER_BUILDS | WRITER_BUILDS_ASKED : (unsigned)use;
    return (row->uses & uses) != 0;
}

static enum status refuse(struct str name, enum writer_use use, struct diag *diag)
{
    struct buf known = BUF_INIT;
    struct suggest suggest = suggest_new(name);
    size_t count;
    const struct writer *rows = writer_rows(&count);
    for (size_t i = 0; i < count; i++) {
        if (!serves(&rows[i], use))
            continue;
        suggest_offer(&suggest, rows[i].name);
        buf_printf(&known, "%s%s", known.len > 0 ? ", " : "", rows[i].name);
    }
    if (suggest.best)
        diag_report(diag, DIAG_USAGE, nowhere,
                    "there is no format '%.*s' here; did you mean '%s'?",
                    STR_ARGS(name), suggest.best);
    else
        diag_report(diag, DIAG_USAGE, nowhere,
                    "there is no format '%.*s' here; there are %s", STR_ARGS(name),
                    known.status == STATUS_OK ? known.ptr : "?");
    buf_free(&known);
    return STATUS_USAGE;
}

/* The row with that name and use; -1 where there is none. */
static int find(struct str name, enum writer_use use)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    for (size_t i = 0; i < count; i++)
        if (serves(&rows[i], use) && str_equal(name, str_from(rows[i].name)))
            return (int)i;
    return -1;
}

const struct writer *writer_lookup(struct str name, enum writer_use use)
{
    size_t count;
    int row = find(name, use);
    return row < 0 ? NULL : &writer_rows(&count)[row];
}

/* The rows that accompany a page. */
static unsigned with_page(void)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    unsigned set = 0;
    for (size_t i = 0; i < count; i++)
        set |= rows[i].uses & WRITER_WITH_PAGE ? 1u << i : 0;
    return set;
}

enum status writer_set_parse(const char *list, enum writer_use use,
                             struct writer_set *out, struct diag *diag)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    unsigned chosen = 0;
    *out = (struct writer_set){0};
    for (size_t i = 0; !list && i < count; i++)
        chosen |= rows[i].uses & (unsigned)use ? 1u << i : 0;
    for (const char *at = list; at; at = *at ? at + 1 : NULL) {
        struct str name = {at, strcspn(at, ",")};
        int row = find(name, use);
        if (row < 0)
            return refuse(name, use, diag);
        chosen |= 1u << row;
        at += name.len;
        if (!*at)
            break;
    }
    for (size_t i = 0; i < count && use == WRITER_BUILDS; i++)
        if ((chosen & 1u << i) && (rows[i].needs & WORKSHOP_PAGE))
            chosen |= with_page();
    for (size_t i = 0; i < count; i++) {
        if (chosen & 1u << i) {
            out->items[out->count++] = &rows[i];
            out->needs |= rows[i].needs;
        }
    }
    return STATUS_OK;
}

const struct writer *writer_lookup_ending(struct str path)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    for (size_t i = 0; i < count; i++)
        if ((rows[i].uses & WRITER_CONVERTS) &&
            str_ends(path, str_from(rows[i].ending)))
            return &rows[i];
    return NULL;
}
