#include <jansson.h>

#include "base/utf8.h"
#include "fonts.h"
#include "message.h"

/* OpenType 1.9, OS/2: the bits of fsType that matter to a subset in a PDF. */
enum {
    RIGHTS_USAGE = 0x000F,
    RIGHTS_RESTRICTED = 0x0002,
    RIGHTS_PREVIEW = 0x0004,
    RIGHTS_EDITABLE = 0x0008,
    RIGHTS_NO_SUBSETTING = 0x0100,
    RIGHTS_BITMAP_ONLY = 0x0200,
};

struct rights_row {
    unsigned mask, value;
    const char *name;
    const char *words; /* msgid */
};
static const struct rights_row rights_rows[] = {
    {RIGHTS_BITMAP_ONLY, RIGHTS_BITMAP_ONLY, "bitmap-only",
     N_("only bitmaps may be embedded")},
    {RIGHTS_NO_SUBSETTING, RIGHTS_NO_SUBSETTING, "no-subsetting",
     N_("only the whole font may be embedded")},
    {RIGHTS_USAGE, RIGHTS_RESTRICTED, "restricted", N_("may not be embedded")},
    {RIGHTS_USAGE, RIGHTS_PREVIEW, "preview-print",
     N_("may be embedded to view and print")},
    {RIGHTS_USAGE, RIGHTS_EDITABLE, "editable", N_("may be embedded, also to edit")},
    {0, 0, "installable", N_("may be embedded")},
};

static const struct rights_row *rights_of(unsigned rights)
{
    const struct rights_row *row = rights_rows;
    while ((rights & row->mask) != row->value)
        row++;
    return row;
}

const char *fonts_rights_name(unsigned rights)
{
    return rights_of(rights)->name;
}

/* ---- text ---- */

/* Characters that are listed of one font; the rest is counted. */
#define SHOWN_MAX 60

static void add_line(struct buf *out, const char *name, struct str value)
{
    buf_printf(out, "  %s: %.*s\n", name, STR_ARGS(value));
}

/* A code point as it can be read: what is no sign by itself, by its number. */
static void add_character(struct buf *out, uint32_t c)
{
    bool bare = utf8_cells(c) == 0 || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xE0000;
    if (bare)
        buf_printf(out, "<U+%04X>", (unsigned)c);
    else
        buf_add_code_point(out, c);
}

static void add_characters(struct buf *out, const struct fonts_row *row)
{
    uint32_t at = 0, c;
    size_t shown = 0;
    buf_printf(out, "  %s: %zu", _("characters"), row->character_count);
    while (shown < SHOWN_MAX && fonts_next_character(row, &at, &c)) {
        buf_add_cstr(out, shown++ == 0 ? "  " : "");
        add_character(out, c);
    }
    buf_add_cstr(out, shown < row->character_count ? "…\n" : "\n");
}

static const char *lock_words(enum font_lock_answer answer)
{
    switch (answer) {
    case FONT_LOCK_NONE:
        return _("there is no lock file");
    case FONT_LOCK_SAME:
        return _("as in the lock file");
    case FONT_LOCK_CHANGED:
        return _("another than in the lock file");
    case FONT_LOCK_NEW:
        return _("not in the lock file");
    }
    return "";
}

static void add_row(struct buf *out, const struct fonts_census *census,
                    const struct fonts_row *row)
{
    const struct layout_face *face = &row->face;
    buf_add(out, face->family);
    for (size_t i = 0; i < face->role_count; i++)
        buf_printf(out, "%s%s", i == 0 ? " (" : ", ", face->roles[i]);
    buf_add_cstr(out, face->role_count > 0 ? ")\n" : "\n");
    if (face->state == LAYOUT_FACE_ABSENT) {
        buf_printf(out, "  %s\n", _("not installed: passed over"));
        return;
    }
    struct buf rights = BUF_INIT;
    buf_printf(&rights, "%s (OS/2 fsType %u)", _(rights_of(face->rights)->words),
               face->rights);
    if (face->state == LAYOUT_FACE_FORBIDDEN)
        buf_printf(&rights, "; %s", _("it is not used"));
    add_line(out, _("file"), face->font.file);
    add_line(out, _("rights"), buf_str(&rights));
    add_line(out, "SHA-256", str_from(row->sha256));
    add_line(out, _("lock"), str_from(lock_words(row->lock)));
    if (census->has_inputs)
        add_characters(out, row);
    buf_free(&rights);
}

static void add_code_points(struct buf *out, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        buf_add_cstr(out, at > 0 ? " U+" : "U+");
        buf_printf(out, "%04X", (unsigned)utf8_next(text, &at));
    }
}

enum status fonts_write_text(const struct fonts_census *census, struct buf *out)
{
    for (size_t i = 0; i < census->row_count; i++)
        add_row(out, census, &census->rows[i]);
    for (size_t i = 0; i < census->lack_count; i++) {
        const struct fonts_lack *lack = &census->lacks[i];
        buf_printf(out, "%.*s:%u:%u: ", STR_ARGS(lack->file), (unsigned)lack->pos.line,
                   (unsigned)lack->pos.column);
        buf_add(out, lack->character);
        buf_add_cstr(out, " (");
        add_code_points(out, lack->character);
        buf_printf(out, "): %s\n", _("no font has it"));
    }
    return out->status;
}

/* ---- JSON ---- */

static json_t *text_of(struct str s)
{
    return s.len > 0 ? json_stringn(s.ptr, s.len) : json_null();
}

static json_t *roles_of(const struct layout_face *face)
{
    json_t *roles = json_array();
    for (size_t i = 0; i < face->role_count; i++)
        json_array_append_new(roles, json_string(face->roles[i]));
    return roles;
}

static json_t *characters_of(const struct fonts_row *row)
{
    json_t *characters = json_array();
    struct buf one = BUF_INIT;
    for (uint32_t at = 0, c; fonts_next_character(row, &at, &c);) {
        buf_clear(&one);
        buf_add_code_point(&one, c);
        json_array_append_new(characters, text_of(buf_str(&one)));
    }
    buf_free(&one);
    return characters;
}

static json_t *row_json(const struct fonts_census *census, const struct fonts_row *row)
{
    static const char *const states[] = {[LAYOUT_FACE_OPEN] = "open",
                                         [LAYOUT_FACE_ABSENT] = "absent",
                                         [LAYOUT_FACE_FORBIDDEN] = "forbidden"};
    static const char *const locks[] = {[FONT_LOCK_SAME] = "same",
                                        [FONT_LOCK_CHANGED] = "changed",
                                        [FONT_LOCK_NEW] = "new"};
    const struct layout_face *face = &row->face;
    bool absent = face->state == LAYOUT_FACE_ABSENT;
    json_t *out = json_pack("{s:o, s:o, s:s, s:o, s:o}", "family",
                            text_of(face->family), "roles", roles_of(face), "state",
                            states[face->state], "file", text_of(face->font.file),
                            "name", text_of(face->font.postscript_name));
    json_object_set_new(out, "fs_type",
                        absent ? json_null() : json_integer(face->rights));
    json_object_set_new(out, "embedding",
                        absent ? json_null()
                               : json_string(fonts_rights_name(face->rights)));
    json_object_set_new(out, "sha256", text_of(str_from(row->sha256)));
    json_object_set_new(out, "lock",
                        row->lock == FONT_LOCK_NONE ? json_null()
                                                    : json_string(locks[row->lock]));
    if (census->has_inputs)
        json_object_set_new(out, "characters", characters_of(row));
    return out;
}

static json_t *lack_json(const struct fonts_lack *lack)
{
    struct buf points = BUF_INIT;
    add_code_points(&points, lack->character);
    json_t *out = json_pack(
        "{s:o, s:I, s:I, s:o, s:o}", "file", text_of(lack->file), "line",
        (json_int_t)lack->pos.line, "column", (json_int_t)lack->pos.column, "character",
        text_of(lack->character), "code_points", text_of(buf_str(&points)));
    buf_free(&points);
    return out;
}

enum status fonts_write_json(const struct fonts_census *census, struct buf *out)
{
    json_t *fonts = json_array(), *missing = json_array();
    for (size_t i = 0; i < census->row_count; i++)
        json_array_append_new(fonts, row_json(census, &census->rows[i]));
    for (size_t i = 0; i < census->lack_count; i++)
        json_array_append_new(missing, lack_json(&census->lacks[i]));
    json_t *all = json_pack("{s:o, s:o}", "fonts", fonts, "missing", missing);
    char *text = all ? json_dumps(all, JSON_INDENT(2)) : NULL;
    json_decref(all);
    if (!text)
        return STATUS_NOMEM;
    buf_add_cstr(out, text);
    buf_add_byte(out, '\n');
    free(text);
    return out->status;
}
