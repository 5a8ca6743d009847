#include "setup.h"

#include <string.h>

#include "base/host.h"
#include "config.h"
#include "layout/layout.h"
#include "message.h"
#include "project/project.h"

static const struct part_row {
    const char *key, *name;
    unsigned turns; /* of enum writer_turn, as bits: whose files it can change */
} part_table[SETUP_PART_COUNT] = {
    [SETUP_PROGRAM] = {"program", N_("the program"), 3},
    [SETUP_FORMATS] = {"formats", N_("the choice of formats"), 3},
    [SETUP_CONFIGURATION] = {"configuration", N_("the configuration"), 3},
    [SETUP_TEMPLATE] = {"template", N_("the page template"), 1 << WRITER_TURN_DOCUMENT},
    [SETUP_FONTS] = {"fonts", N_("the fonts"), 1 << WRITER_TURN_DOCUMENT},
    [SETUP_STYLESHEETS] = {"stylesheets", N_("the stylesheets"), 1 << WRITER_TURN_SITE},
    [SETUP_FORMAT_STYLESHEETS] = {"format-stylesheets",
                                  N_("the stylesheets of formats"),
                                  1 << WRITER_TURN_DOCUMENT},
};

const char *setup_part_key(enum setup_part part)
{
    return part_table[part].key;
}

const char *setup_part_name(enum setup_part part)
{
    return part_table[part].name;
}

static enum status add_file(const char *path, struct buf *out, struct diag *diag)
{
    struct buf file = BUF_INIT;
    enum status status = host_read_file(path, 0, &file, diag);
    const char *slash = strrchr(path, '/');
    buf_printf(out, "%s %zu\n", slash ? slash + 1 : path, file.len);
    buf_add(out, buf_str(&file));
    buf_free(&file);
    return status == STATUS_OK ? out->status : status;
}

struct folder {
    const struct templates *templates;
    const char *name;
    struct buf *out;
    struct diag *diag;
};

static enum status add_listed(struct str name, void *user)
{
    struct folder *folder = user;
    struct buf whole = BUF_INIT, path = BUF_INIT;
    buf_printf(&whole, "%s/%.*s", folder->name, STR_ARGS(name));
    enum status status = whole.status;
    if (status == STATUS_OK &&
        templates_find(folder->templates, buf_str(&whole), HTML_NEAREST, &path))
        status = add_file(path.ptr, folder->out, folder->diag);
    buf_free(&whole);
    buf_free(&path);
    return status;
}

static enum status describe_program(const struct workshop *workshop, struct buf *out,
                                    struct diag *diag)
{
    (void)workshop;
    (void)diag;
    buf_add_cstr(out, CONFIG_GENERATOR "\n");
    host_program_identity(out);
    return out->status;
}

static enum status describe_configuration(const struct workshop *workshop,
                                          struct buf *out, struct diag *diag)
{
    struct str file = workshop->project->file;
    buf_printf(out, "%.*s\n%s\n", STR_ARGS(workshop->encoding), workshop->date);
    return file.len > 0 ? add_file(file.ptr, out, diag) : out->status;
}

static enum status describe_template(const struct workshop *workshop, struct buf *out,
                                     struct diag *diag)
{
    return workshop->template ? add_file(workshop->template_path.ptr, out, diag)
                              : STATUS_OK;
}

static enum status describe_fonts(const struct workshop *workshop, struct buf *out,
                                  struct diag *diag)
{
    (void)diag;
    return workshop->fonts ? layout_fonts_identify(workshop->fonts, out) : STATUS_OK;
}

static enum status add_folder(const struct workshop *workshop, const char *name,
                              struct buf *out, struct diag *diag)
{
    struct folder folder = {&workshop->templates, name, out, diag};
    return templates_list(folder.templates, name, add_listed, &folder, diag);
}

static enum status describe_stylesheets(const struct workshop *workshop,
                                        struct buf *out, struct diag *diag)
{
    if (!workshop->site)
        return STATUS_OK;
    enum status status = add_folder(workshop, "html", out, diag);
    return status == STATUS_OK ? add_folder(workshop, "site", out, diag) : status;
}

/* They import from html/. */
static enum status describe_format_stylesheets(const struct workshop *workshop,
                                               struct buf *out, struct diag *diag)
{
    if (workshop->format_count == 0)
        return STATUS_OK;
    enum status status = add_folder(workshop, "html", out, diag);
    return status == STATUS_OK ? add_folder(workshop, "formats", out, diag) : status;
}

typedef enum status describe_fn(const struct workshop *workshop, struct buf *out,
                                struct diag *diag);

static describe_fn *const describers[SETUP_PART_COUNT] = {
    [SETUP_PROGRAM] = describe_program,
    [SETUP_CONFIGURATION] = describe_configuration,
    [SETUP_TEMPLATE] = describe_template,
    [SETUP_FONTS] = describe_fonts,
    [SETUP_STYLESHEETS] = describe_stylesheets,
    [SETUP_FORMAT_STYLESHEETS] = describe_format_stylesheets,
};

static void list_formats(const struct writer_set *formats, struct setup *out)
{
    char *at = out->parts[SETUP_FORMATS];
    size_t room = sizeof(out->parts[SETUP_FORMATS]);
    for (size_t i = 0; i < formats->count; i++) {
        size_t length = strlen(formats->items[i]->name);
        if (formats->items[i]->uses & WRITER_WITH_PAGE)
            continue; /* it follows from the others */
        if (length + 2 > room)
            break; /* names are short, and the table's formats are few */
        if (at > out->parts[SETUP_FORMATS])
            *at++ = ',';
        memcpy(at, formats->items[i]->name, length + 1);
        at += length;
        room -= length + 1;
    }
}

enum status setup_describe(const struct workshop *workshop,
                           const struct writer_set *formats, struct setup *out,
                           struct diag *diag)
{
    struct buf text = BUF_INIT;
    enum status status = STATUS_OK;
    *out = (struct setup){0};
    list_formats(formats, out);
    for (size_t i = 0; i < SETUP_PART_COUNT && status == STATUS_OK; i++) {
        if (!describers[i])
            continue;
        buf_clear(&text);
        status = describers[i](workshop, &text, diag);
        if (status == STATUS_OK)
            status = text.status;
        if (status == STATUS_OK && text.len > 0)
            output_hash(buf_str(&text), out->parts[i]);
    }
    buf_free(&text);
    return status;
}

enum setup_part setup_compare(const struct setup *a, const struct setup *b,
                              enum writer_turn turn)
{
    enum setup_part part = 0;
    for (; part < SETUP_PART_COUNT; part++)
        if ((part_table[part].turns & 1u << turn) &&
            strcmp(a->parts[part], b->parts[part]) != 0)
            break;
    return part;
}
