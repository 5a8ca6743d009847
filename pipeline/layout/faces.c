#include "faces.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "sheet/sheet.h"

/* A stack names a handful of families; more is a mistake. */
#define FACES_MAX 64

const char *const font_role_names[FONT_ROLE_COUNT + 1] = {"mincho", "gothic", NULL};

/* ---- the stack's description ---- */

struct role_sheet {
    struct str latin;
    struct sheet_texts families;
};

static const struct sheet_key role_keys[] = {
    {.name = "latin", .type = SHEET_TEXT, .offset = offsetof(struct role_sheet, latin)},
    {.name = "families",
     .type = SHEET_TEXTS,
     .offset = offsetof(struct role_sheet, families)},
};

static const struct sheet_key stack_keys[FONT_ROLE_COUNT] = {
    {.name = "mincho", .type = SHEET_MAP, .keys = role_keys, .key_count = 2},
    {.name = "gothic",
     .type = SHEET_MAP,
     .offset = sizeof(struct role_sheet),
     .keys = role_keys,
     .key_count = 2},
};

static uint32_t face_index(struct layout_fonts *fonts, struct str family)
{
    for (uint32_t i = 0; i < fonts->face_count; i++) {
        if (str_equal(fonts->faces[i].family, family)) {
            return i;
        }
    }
    fonts->faces[fonts->face_count].family = family;
    return (uint32_t)fonts->face_count++;
}

static enum status take_roles(struct layout_fonts *fonts,
                              const struct role_sheet *sheets, struct diag *diag)
{
    size_t total = 0;
    for (size_t i = 0; i < FONT_ROLE_COUNT; i++) {
        total += sheets[i].families.count + 1;
        if (sheets[i].families.count == 0) {
            diag_report(diag, DIAG_TEMPLATE_VALUE, (struct diag_pos){1, 1},
                        "the role \"%s\" has no families", font_role_names[i]);
            return STATUS_SYNTAX;
        }
    }
    if (total > FACES_MAX) {
        diag_report(diag, DIAG_LIMIT_EXCEEDED, (struct diag_pos){1, 1},
                    "more than %d families in the stack", FACES_MAX);
        return STATUS_LIMIT;
    }
    fonts->faces = arena_alloc(fonts->arena, total * sizeof *fonts->faces);
    for (size_t i = 0; fonts->faces != NULL && i < FONT_ROLE_COUNT; i++) {
        size_t count = sheets[i].families.count;
        uint32_t *stack = arena_alloc(fonts->arena, count * sizeof *stack);
        for (size_t j = 0; stack != NULL && j < count; j++) {
            stack[j] = face_index(fonts, sheets[i].families.items[j].text);
        }
        struct str latin = sheets[i].latin.len > 0 ? sheets[i].latin
                                                   : sheets[i].families.items[0].text;
        fonts->roles[i] = (struct face_role){face_index(fonts, latin), stack, count};
    }
    return arena_failed(fonts->arena) ? STATUS_NOMEM : STATUS_OK;
}

static enum status read_stack(struct layout_fonts *fonts, const char *path,
                              struct diag *diag)
{
    struct buf yaml = BUF_INIT;
    enum status status = host_read_file(path, 0, &yaml, diag);
    if (status != STATUS_OK) {
        buf_free(&yaml);
        return status;
    }
    diag_set_file(diag, str_from(path));
    struct sheet sheet;
    struct role_sheet roles[FONT_ROLE_COUNT] = {0};
    status = sheet_open(&sheet, buf_str(&yaml), SHEET_FOR_TEMPLATE, fonts->arena, diag);
    if (status == STATUS_OK) {
        sheet_read_map(&sheet, sheet_root(&sheet), stack_keys, FONT_ROLE_COUNT, roles);
        status = sheet.faulty ? STATUS_SYNTAX : take_roles(fonts, roles, diag);
    }
    sheet_close(&sheet);
    buf_free(&yaml);
    return status;
}

/* ---- opening ---- */

/* The family's face nearest to the regular weight; upright before slanted. */
static FcPattern *nearest_regular(FcFontSet *set)
{
    FcPattern *best = NULL;
    int best_distance = 0;
    for (int i = 0; i < set->nfont; i++) {
        int weight = FC_WEIGHT_REGULAR, slant = FC_SLANT_ROMAN;
        FcPatternGetInteger(set->fonts[i], FC_WEIGHT, 0, &weight);
        FcPatternGetInteger(set->fonts[i], FC_SLANT, 0, &slant);
        int distance = abs(weight - FC_WEIGHT_REGULAR) + (slant != 0 ? 1000 : 0);
        FcChar8 *file = NULL, *best_file = NULL;
        FcPatternGetString(set->fonts[i], FC_FILE, 0, &file);
        if (best != NULL) {
            FcPatternGetString(best, FC_FILE, 0, &best_file);
        }
        /* Equal ones by name: the order of a folder is no order. */
        if (best == NULL || distance < best_distance ||
            (distance == best_distance &&
             strcmp((char *)file, (char *)best_file) < 0)) {
            best = set->fonts[i];
            best_distance = distance;
        }
    }
    return best;
}

static bool locate(struct layout_fonts *fonts, struct str family, struct buf *file,
                   unsigned *index)
{
    bool found = false;
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *objects =
        FcObjectSetBuild(FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, (char *)NULL);
    FcFontSet *set = NULL;
    struct buf name = BUF_INIT;
    buf_add(&name, family);
    if (pattern != NULL && objects != NULL && name.status == STATUS_OK &&
        FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)name.ptr)) {
        set = FcFontList(fonts->config, pattern, objects);
    }
    FcPattern *best = set != NULL ? nearest_regular(set) : NULL;
    if (best != NULL) {
        FcChar8 *path = NULL;
        int face = 0;
        FcPatternGetInteger(best, FC_INDEX, 0, &face);
        found = FcPatternGetString(best, FC_FILE, 0, &path) == FcResultMatch;
        buf_add_cstr(file, found ? (char *)path : "");
        /* The upper half numbers the instances of a variable font. */
        *index = (unsigned)face & 0xFFFFu;
    }
    if (set != NULL) {
        FcFontSetDestroy(set);
    }
    if (objects != NULL) {
        FcObjectSetDestroy(objects);
    }
    if (pattern != NULL) {
        FcPatternDestroy(pattern);
    }
    buf_free(&name);
    return found && file->status == STATUS_OK;
}

static unsigned be16(const unsigned char *p)
{
    return (unsigned)p[0] << 8 | p[1];
}

/* OpenType OS/2: fsType 2 alone forbids embedding, 0x100 subsetting, 0x200 outlines. */
static bool rights_allow(unsigned rights)
{
    return (rights & 0x0Fu) != 2 && (rights & 0x300u) == 0;
}

static struct str postscript_name(struct layout_fonts *fonts, hb_face_t *hb_face)
{
    char name[128];
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
                        hb_language_from_string("en", -1), &size, name);
    return arena_copy(fonts->arena, (struct str){name, strlen(name)});
}

static void describe(struct layout_fonts *fonts, struct face *face, const char *path,
                     unsigned index)
{
    const char *slash = strrchr(path, '/');
    struct page_font *info = &face->info;
    info->data = face->map.data;
    info->size = face->map.size;
    info->face_index = index;
    info->file = arena_copy(fonts->arena, str_from(slash != NULL ? slash + 1 : path));
    info->postscript_name = postscript_name(fonts, face->hb_face);
    info->units_per_em = hb_face_get_upem(face->hb_face);
    hb_blob_t *cff = hb_face_reference_table(face->hb_face, HB_TAG('C', 'F', 'F', ' '));
    info->cff = hb_blob_get_length(cff) > 0;
    hb_blob_destroy(cff);
    hb_font_extents_t extents = {0};
    hb_font_get_h_extents(face->hb_font, &extents);
    info->ascent = extents.ascender / info->units_per_em;
    info->descent = extents.descender / info->units_per_em;
}

static enum face_state load(struct layout_fonts *fonts, struct face *face)
{
    struct buf path = BUF_INIT;
    unsigned index = 0;
    enum face_state state = FACE_ABSENT;
    if (locate(fonts, face->family, &path, &index) &&
        host_map_file(path.ptr, &face->map) == STATUS_OK) {
        hb_blob_t *blob =
            hb_blob_create((const char *)face->map.data, (unsigned)face->map.size,
                           HB_MEMORY_MODE_READONLY, NULL, NULL);
        face->hb_face = hb_face_create(blob, index);
        hb_blob_destroy(blob);
        face->hb_font = hb_font_create(face->hb_face);
        if (hb_face_get_glyph_count(face->hb_face) > 0) {
            describe(fonts, face, path.ptr, index);
            hb_blob_t *os2 =
                hb_face_reference_table(face->hb_face, HB_TAG('O', 'S', '/', '2'));
            unsigned size;
            const char *table = hb_blob_get_data(os2, &size);
            face->rights = size >= 10 ? be16((const unsigned char *)table + 8) : 0;
            state = rights_allow(face->rights) ? FACE_OPEN : FACE_FORBIDDEN;
            hb_blob_destroy(os2);
        }
        hb_face_make_immutable(face->hb_face);
        hb_font_make_immutable(face->hb_font);
    }
    buf_free(&path);
    return state;
}

const struct face *face_open(struct layout_fonts *fonts, uint32_t index,
                             struct diag *diag)
{
    struct face *face = &fonts->faces[index];
    pthread_mutex_lock(&fonts->lock);
    if (face->state == FACE_UNOPENED) {
        face->state = load(fonts, face);
    }
    enum face_state state = face->state;
    pthread_mutex_unlock(&fonts->lock);
    if (state == FACE_FORBIDDEN) {
        diag_report(diag, DIAG_FONT_RIGHTS, (struct diag_pos){0},
                    "the font \"%.*s\" (%.*s) does not allow embedding a subset; it "
                    "is not used",
                    STR_ARGS(face->family), STR_ARGS(face->info.file));
    }
    return state == FACE_OPEN ? face : NULL;
}

/* ---- what is there ---- */

size_t layout_fonts_count(const struct layout_fonts *fonts)
{
    return fonts->face_count;
}

static bool serves(const struct face_role *role, uint32_t index)
{
    bool is_in = role->latin == index;
    for (size_t i = 0; i < role->stack_count; i++) {
        is_in = is_in || role->stack[i] == index;
    }
    return is_in;
}

struct layout_face layout_fonts_face(struct layout_fonts *fonts, size_t index)
{
    static const enum layout_face_state states[] = {
        [FACE_UNOPENED] = LAYOUT_FACE_ABSENT,
        [FACE_OPEN] = LAYOUT_FACE_OPEN,
        [FACE_ABSENT] = LAYOUT_FACE_ABSENT,
        [FACE_FORBIDDEN] = LAYOUT_FACE_FORBIDDEN,
    };
    const struct face *face = &fonts->faces[index];
    face_open(fonts, (uint32_t)index, NULL);
    struct layout_face out = {.family = face->family,
                              .state = states[face->state],
                              .font = face->info,
                              .rights = face->rights};
    for (size_t i = 0; i < FONT_ROLE_COUNT; i++) {
        if (serves(&fonts->roles[i], (uint32_t)index)) {
            out.roles[out.role_count++] = font_role_names[i];
        }
    }
    return out;
}

/* ---- the whole ---- */

static enum status check_first_families(struct layout_fonts *fonts, struct diag *diag)
{
    for (size_t i = 0; i < FONT_ROLE_COUNT; i++) {
        uint32_t first = fonts->roles[i].stack[0];
        if (face_open(fonts, first, diag) == NULL) {
            diag_report(diag, DIAG_FONT_MISSING, (struct diag_pos){0},
                        "the first font of the role \"%s\", \"%.*s\", is not "
                        "installed or not usable",
                        font_role_names[i], STR_ARGS(fonts->faces[first].family));
            return STATUS_SYNTAX;
        }
    }
    return STATUS_OK;
}

static enum status configure(struct layout_fonts *fonts, const char *folder,
                             const char *path, struct diag *diag)
{
    fonts->config = FcConfigCreate();
    if (fonts->config == NULL) {
        return STATUS_NOMEM;
    }
    if (!FcConfigParseAndLoad(fonts->config, (const FcChar8 *)path, FcTrue) ||
        !FcConfigBuildFonts(fonts->config) ||
        !FcConfigAppFontAddDir(fonts->config, (const FcChar8 *)folder)) {
        diag_set_file(diag, str_from(path));
        diag_report(diag, DIAG_TEMPLATE_SYNTAX, (struct diag_pos){0},
                    "fontconfig cannot read this configuration");
        return STATUS_SYNTAX;
    }
    return STATUS_OK;
}

enum status layout_fonts_open(const char *folder, struct diag *diag,
                              struct layout_fonts **out)
{
    *out = NULL;
    struct layout_fonts *fonts = calloc(1, sizeof *fonts);
    if (fonts == NULL || pthread_mutex_init(&fonts->lock, NULL) != 0) {
        free(fonts);
        return STATUS_NOMEM;
    }
    fonts->arena = arena_new();
    struct buf stack = BUF_INIT, config = BUF_INIT;
    buf_printf(&stack, "%s/stack.yaml", folder);
    buf_printf(&config, "%s/fonts.conf", folder);
    enum status status = STATUS_NOMEM;
    if (fonts->arena != NULL && stack.status == STATUS_OK &&
        config.status == STATUS_OK) {
        status = read_stack(fonts, stack.ptr, diag);
    }
    if (status == STATUS_OK) {
        status = configure(fonts, folder, config.ptr, diag);
    }
    if (status == STATUS_OK) {
        status = check_first_families(fonts, diag);
    }
    buf_free(&stack);
    buf_free(&config);
    if (status != STATUS_OK) {
        layout_fonts_close(fonts);
        return status;
    }
    *out = fonts;
    return STATUS_OK;
}

/* The table directory of a face; of a collection, the head of the file. */
static struct str directory_of(const struct face *face)
{
    enum { HEAD = 12, RECORD = 16 };
    struct str file = {(const char *)face->map.data, face->map.size};
    size_t tables = file.len >= HEAD ? be16(face->map.data + 4) : 0;
    bool collection = str_starts(file, STR("ttcf"));
    return str_slice(file, 0, collection ? 4096 : HEAD + tables * RECORD);
}

enum status layout_fonts_identify(struct layout_fonts *fonts, struct buf *out)
{
    for (uint32_t i = 0; i < fonts->face_count; i++) {
        const struct face *face = face_open(fonts, i, NULL);
        buf_add(out, fonts->faces[i].family);
        buf_add_byte(out, '\n');
        if (face == NULL) {
            continue;
        }
        buf_printf(out, "%.*s %u %zu\n", STR_ARGS(face->info.file),
                   face->info.face_index, face->map.size);
        buf_add(out, directory_of(face));
        buf_add_byte(out, '\n');
    }
    for (size_t i = 0; i < FONT_ROLE_COUNT; i++) {
        buf_printf(out, "%s %u", font_role_names[i], fonts->roles[i].latin);
        for (size_t j = 0; j < fonts->roles[i].stack_count; j++) {
            buf_printf(out, " %u", fonts->roles[i].stack[j]);
        }
        buf_add_byte(out, '\n');
    }
    return out->status;
}

const struct host_stamp *layout_fonts_stamp(struct layout_fonts *fonts,
                                            const unsigned char *data)
{
    const struct host_stamp *found = NULL;
    pthread_mutex_lock(&fonts->lock);
    for (size_t i = 0; i < fonts->face_count && found == NULL; i++) {
        if (fonts->faces[i].map.data == data) {
            found = &fonts->faces[i].map.stamp;
        }
    }
    pthread_mutex_unlock(&fonts->lock);
    return found;
}

void layout_fonts_close(struct layout_fonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    for (size_t i = 0; i < fonts->face_count; i++) {
        hb_font_destroy(fonts->faces[i].hb_font);
        hb_face_destroy(fonts->faces[i].hb_face);
        if (fonts->faces[i].map.data != NULL) {
            host_unmap_file(&fonts->faces[i].map);
        }
    }
    if (fonts->config != NULL) {
        FcConfigDestroy(fonts->config);
    }
    pthread_mutex_destroy(&fonts->lock);
    arena_free(fonts->arena);
    free(fonts);
}
