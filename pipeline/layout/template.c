#include "template.h"

#include <math.h>
#include <stdlib.h>

#include "base/host.h"
#include "sheet/sheet.h"

#define POINTS_PER_MM (72 / 25.4)

static const char *const align_names[] = {"justify", "start", "center", "end", NULL};
static const char *const profile_names[] = {"jlreq", "jisx4051", NULL};
static const char *const bracket_names[] = {"flush", "half-em", "pulled-in", NULL};
static const char *const start_names[] = {"strict", "relaxed", NULL};

static const char *const archive_names[] = {"a-3a", "a-2a", NULL};
/* PAGE_HORIZONTAL, PAGE_VERTICAL */
static const char *const direction_names[] = {"horizontal", "vertical", NULL};

#define AT(field) offsetof(struct layout_template, field)
#define NUMBER(key, field, low, high)                                                  \
    {                                                                                  \
        .name = key, .type = SHEET_NUMBER, .offset = field, .min = low, .max = high    \
    }
#define INTEGER(key, field, low, high)                                                 \
    {                                                                                  \
        .name = key, .type = SHEET_INTEGER, .offset = field, .min = low, .max = high   \
    }
#define CHOICE(key, field, names)                                                      \
    {                                                                                  \
        .name = key, .type = SHEET_CHOICE, .offset = field, .choices = names           \
    }
#define MAP(key, field, rows)                                                          \
    {                                                                                  \
        .name = key, .type = SHEET_MAP, .offset = field, .keys = rows,                 \
        .key_count = sizeof rows / sizeof rows[0]                                      \
    }

#define IN(field) offsetof(struct style, field)
static const struct sheet_key style_keys[] = {
    CHOICE("font", IN(font), font_role_names),
    NUMBER("size", IN(size), 4, 72),
    INTEGER("lines", IN(lines), 1, 10),
    NUMBER("before", IN(before), 0, 20),
    NUMBER("after", IN(after), 0, 20),
    NUMBER("indent", IN(indent), 0, 40),
    NUMBER("first", IN(first), -40, 40),
    NUMBER("end", IN(end), 0, 40),
    NUMBER("body", IN(body), 0, 40),
    CHOICE("align", IN(align), align_names),
    {.name = "keep", .type = SHEET_SWITCH, .offset = IN(keep)},
};
#undef IN

#define STYLE(key, id) MAP(key, sizeof(struct style) * (id), style_keys)
static const struct sheet_key styles_keys[] = {
    STYLE("title", STYLE_TITLE),
    STYLE("field", STYLE_FIELD),
    STYLE("field-term", STYLE_FIELD_TERM),
    STYLE("group", STYLE_GROUP),
    STYLE("attendee", STYLE_ATTENDEE),
    STYLE("heading-1", STYLE_HEADING_1),
    STYLE("heading-2", STYLE_HEADING_2),
    STYLE("heading-3", STYLE_HEADING_3),
    STYLE("heading-4", STYLE_HEADING_4),
    STYLE("paragraph", STYLE_PARAGRAPH),
    STYLE("run-in", STYLE_RUN_IN),
    STYLE("item", STYLE_ITEM),
    STYLE("speaker", STYLE_SPEAKER),
    STYLE("speech", STYLE_SPEECH),
    STYLE("note", STYLE_NOTE),
    STYLE("stage", STYLE_STAGE),
    STYLE("rule", STYLE_RULE),
    STYLE("closing", STYLE_CLOSING),
    STYLE("cell", STYLE_CELL),
    STYLE("running-head", STYLE_RUNNING_HEAD),
    STYLE("folio", STYLE_FOLIO),
};

#define IN(field) offsetof(struct margin_text, field)
static const struct sheet_key margin_keys[] = {
    {.name = "text", .type = SHEET_TEXT, .offset = IN(pattern)},
    NUMBER("distance", IN(distance), 0, 200),
    CHOICE("align", IN(align), align_names),
    {.name = "first-page", .type = SHEET_SWITCH, .offset = IN(first_page)},
};
#undef IN

static const struct sheet_key page_keys[] = {
    NUMBER("width", AT(width), 50, 1000),
    NUMBER("height", AT(height), 50, 1000),
    NUMBER("top", AT(top), 0, 500),
};
static const struct sheet_key body_keys[] = {
    NUMBER("size", AT(size), 4, 72),
    INTEGER("characters", AT(characters), 5, TEMPLATE_CHARACTERS_MAX),
    INTEGER("lines", AT(lines), 5, TEMPLATE_LINES_MAX),
    NUMBER("pitch", AT(pitch), 4, 200),
    CHOICE("profile", AT(profile), profile_names),
    CHOICE("line-start", AT(start), start_names),
    CHOICE("opening-bracket", AT(bracket), bracket_names),
    {.name = "hanging", .type = SHEET_SWITCH, .offset = AT(hanging)},
    {.name = "ruby", .type = SHEET_SWITCH, .offset = AT(ruby)},
    NUMBER("punctuation-max", AT(punctuation_max), 0.25, 0.5),
    INTEGER("last-line-min", AT(last_line_min), 0, 40),
    INTEGER("last-page-min", AT(last_page_min), 0, TEMPLATE_LINES_MAX),
    CHOICE("direction", AT(direction), direction_names),
    INTEGER("columns", AT(columns), 1, TEMPLATE_COLUMNS_MAX),
    NUMBER("column-gap", AT(columns_gap), 0, 20),
    {.name = "column-rule", .type = SHEET_SWITCH, .offset = AT(columns_rule)},
    INTEGER("tate-chu-yoko", AT(across_max), 0, 4),
};
static const struct sheet_key list_keys[] = {
    NUMBER("marker-gap", AT(marker_gap), 0, 10),
};
static const struct sheet_key table_keys[] = {
    NUMBER("column-gap", AT(column_gap), 0, 20),
    NUMBER("name-max", AT(name_max), 1, TEMPLATE_CHARACTERS_MAX),
};
static const struct sheet_key file_keys[] = {
    CHOICE("archive", AT(archive), archive_names),
    {.name = "linearized", .type = SHEET_SWITCH, .offset = AT(linearized)},
};
static const struct sheet_key template_keys[] = {
    MAP("file", 0, file_keys),
    MAP("page", 0, page_keys),
    MAP("body", 0, body_keys),
    MAP("lists", 0, list_keys),
    MAP("tables", 0, table_keys),
    MAP("running-head", AT(head), margin_keys),
    MAP("folio", AT(folio), margin_keys),
    MAP("styles", AT(styles), styles_keys),
};

/* What holds where a template says nothing: A4, plain text on the grid. */
static void set_defaults(struct layout_template *t)
{
    t->width = 210;
    t->height = 297;
    t->top = -1;
    t->size = 10.5;
    t->characters = 40;
    t->lines = 37;
    t->pitch = 17.85;
    t->columns = 1;
    t->columns_gap = 2;
    t->across_max = 2;
    t->punctuation_max = 0.25;
    t->marker_gap = 0.5;
    t->column_gap = 2;
    t->name_max = 12;
    t->last_line_min = 2;
    t->last_page_min = 4;
    t->head = (struct margin_text){.distance = 24, .align = ALIGN_END};
    t->folio =
        (struct margin_text){.distance = 28, .align = ALIGN_CENTER, .first_page = true};
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        t->styles[i].lines = 1;
    }
    /* JLREQ 4.1.7: what names the text that follows stays with it. */
    static const enum style_name names[] = {
        STYLE_TITLE,     STYLE_FIELD_TERM, STYLE_GROUP,     STYLE_HEADING_1,
        STYLE_HEADING_2, STYLE_HEADING_3,  STYLE_HEADING_4, STYLE_SPEAKER};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        t->styles[names[i]].keep = true;
    }
}

struct text_area template_text_area(const struct layout_template *t)
{
    double measure = t->characters * t->size, gap = t->columns_gap * t->size;
    double along = t->columns * (measure + gap) - gap;
    double across = (t->lines - 1) * t->pitch + t->size;
    bool vertical = t->direction == PAGE_VERTICAL;
    return (struct text_area){.width = vertical ? across : along,
                              .height = vertical ? along : across,
                              .step = measure + gap};
}

static void report_size(struct diag *diag, const char *what, double area, double page)
{
    diag_report(diag, DIAG_TEMPLATE_VALUE, (struct diag_pos){1, 1},
                "the text area is %g pt %s, the page only %g pt; expected a text area "
                "(characters and size, lines and pitch) that fits the page",
                area, what, page);
}

static enum status finish(struct layout_template *t, struct diag *diag)
{
    t->width *= POINTS_PER_MM;
    t->height *= POINTS_PER_MM;
    t->top = t->top < 0 ? -1 : t->top * POINTS_PER_MM;
    struct text_area area = template_text_area(t);
    if (area.width > t->width) {
        report_size(diag, "wide", area.width, t->width);
        return STATUS_SYNTAX;
    }
    if (area.height + fmax(t->top, 0) > t->height) {
        report_size(diag, "high", area.height + fmax(t->top, 0), t->height);
        return STATUS_SYNTAX;
    }
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        if (t->styles[i].size <= 0) {
            t->styles[i].size = t->size;
        }
    }
    return STATUS_OK;
}

enum status layout_template_read(struct str name, struct str yaml, struct diag *diag,
                                 struct layout_template **out)
{
    *out = NULL;
    diag_set_file(diag, name);
    struct arena *arena = arena_new();
    struct layout_template *t = arena != NULL ? arena_alloc(arena, sizeof *t) : NULL;
    if (t == NULL) {
        arena_free(arena);
        return STATUS_NOMEM;
    }
    t->arena = arena;
    set_defaults(t);
    struct sheet sheet;
    enum status status = sheet_open(&sheet, yaml, SHEET_FOR_TEMPLATE, arena, diag);
    if (status == STATUS_OK) {
        sheet_read_map(&sheet, sheet_root(&sheet), template_keys,
                       sizeof template_keys / sizeof template_keys[0], t);
        status = sheet.faulty ? STATUS_SYNTAX : finish(t, diag);
    }
    sheet_close(&sheet);
    if (status == STATUS_OK && arena_failed(arena)) {
        status = STATUS_NOMEM;
    }
    if (status != STATUS_OK) {
        arena_free(arena);
        return status;
    }
    *out = t;
    return STATUS_OK;
}

enum status layout_template_open(const char *path, struct diag *diag,
                                 struct layout_template **out)
{
    *out = NULL;
    struct buf yaml = BUF_INIT;
    enum status status = host_read_file(path, 0, &yaml, diag);
    if (status == STATUS_OK) {
        status = layout_template_read(str_from(path), buf_str(&yaml), diag, out);
    }
    buf_free(&yaml);
    return status;
}

void layout_template_close(struct layout_template *layout_template)
{
    if (layout_template != NULL) {
        arena_free(layout_template->arena);
    }
}
