#include "deps.h"

#include "base/host.h"
#include "project/project.h"

/* A path as a word of Make: blanks, # and : behind a backslash, $ doubled (GNU
 * Make 4.3, "Rule Syntax"); Ninja's reader undoes the same. No name may hold a line
 * end: such a path is left out. */
static void add_word(struct str path, struct buf *out)
{
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        if (c == ' ' || c == '\t' || c == '#' || c == ':')
            buf_add_byte(out, '\\');
        else if (c == '$')
            buf_add_byte(out, '$');
        buf_add_byte(out, c);
    }
}

static void add_source(struct str path, struct buf *out)
{
    bool has_line_end = str_find(path, STR("\n"), 0) != SIZE_MAX;
    if (path.len == 0 || str_equal(path, STR("-")) || has_line_end)
        return;
    buf_add_cstr(out, " \\\n  ");
    add_word(path, out);
}

/* One folder of the templates' tree. */
struct folder {
    const struct templates *templates;
    const char *name;
    struct buf *out;
};

static enum status add_listed(struct str name, void *user)
{
    struct folder *folder = user;
    struct buf whole = BUF_INIT, path = BUF_INIT;
    buf_printf(&whole, "%s/%.*s", folder->name, STR_ARGS(name));
    if (whole.status == STATUS_OK &&
        templates_find(folder->templates, buf_str(&whole), HTML_NEAREST, &path))
        add_source(buf_str(&path), folder->out);
    buf_free(&whole);
    buf_free(&path);
    return folder->out->status;
}

static void add_templates(const struct workshop *workshop, struct buf *out)
{
    static const char *const folders[] = {"html", "site", "formats"};
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        struct folder folder = {&workshop->templates, folders[i], out};
        templates_list(&workshop->templates, folders[i], add_listed, &folder, NULL);
    }
}

enum status deps_write(const char *path, const struct batch *batch)
{
    const struct workshop *workshop = &batch->workshop;
    struct buf rule = BUF_INIT, target = BUF_INIT;
    buf_printf(&target, "%s/", batch->folder);
    manifest_add_name(batch->publication.shard, &target);
    add_word(buf_str(&target), &rule);
    buf_add_byte(&rule, ':');
    for (size_t i = 0; i < batch->input_count; i++)
        add_source(batch->inputs[i].path, &rule);
    add_source(workshop->project->file, &rule);
    add_source(buf_str(&workshop->template_path), &rule);
    add_templates(workshop, &rule);
    buf_add_byte(&rule, '\n');
    enum status status = target.status != STATUS_OK ? target.status : rule.status;
    if (status == STATUS_OK)
        status = host_write_file(path, buf_str(&rule), batch->context->diag);
    buf_free(&target);
    buf_free(&rule);
    return status;
}
