#include "templates.h"

#include <stdlib.h>

#include "base/host.h"

#define DEFAULT_LOOK "plain"

static enum status add_root(struct templates *templates, struct buf *root)
{
    templates->roots[templates->count++] = *root;
    return root->status;
}

static enum status refuse(const struct project *project, struct diag_pos pos,
                          struct str named, struct diag *diag)
{
    diag_set_file(diag, project->file);
    diag_report(diag, DIAG_CONFIG_VALUE, pos, "there is no folder \"%.*s\"",
                STR_ARGS(named));
    diag_set_file(diag, STR(""));
    return STATUS_SYNTAX;
}

enum status templates_open(struct templates *templates, const struct project *project,
                           const struct resources *resources, struct diag *diag)
{
    enum status status = STATUS_OK;
    *templates = (struct templates){0};
    if (project->templates.text.len > 0) {
        struct buf root = BUF_INIT;
        buf_add(&root, project->templates.text);
        buf_add_byte(&root, '/');
        status = add_root(templates, &root);
        templates->own = 1;
        if (status == STATUS_OK && host_kind_of(root.ptr) != HOST_FOLDER)
            return refuse(project, project->templates.pos, project->templates.text,
                          diag);
    }
    if (status == STATUS_OK) {
        struct str look = project->look.text;
        struct buf root = BUF_INIT;
        resources_path(resources, "templates/looks/", &root);
        buf_add(&root, look.len > 0 ? look : STR(DEFAULT_LOOK));
        buf_add_byte(&root, '/');
        status = add_root(templates, &root);
        if (status == STATUS_OK && look.len > 0 &&
            host_kind_of(root.ptr) != HOST_FOLDER)
            return refuse(project, project->look.pos, look, diag);
    }
    if (status == STATUS_OK) {
        struct buf root = BUF_INIT;
        resources_path(resources, "templates/", &root);
        status = add_root(templates, &root);
    }
    return status;
}

void templates_close(struct templates *templates)
{
    for (size_t i = 0; i < templates->count; i++)
        buf_free(&templates->roots[i]);
    *templates = (struct templates){0};
}

bool templates_find(const struct templates *templates, struct str name,
                    enum html_layer layer, struct buf *path)
{
    if (str_find(name, STR(".."), 0) !=
        SIZE_MAX) /* names do not lead out of the tree */
        return false;
    for (size_t i = layer == HTML_PROGRAM ? templates->own : 0; i < templates->count;
         i++) {
        buf_clear(path);
        buf_add(path, buf_str(&templates->roots[i]));
        buf_add(path, name);
        if (path->status == STATUS_OK && host_kind_of(path->ptr) == HOST_FILE)
            break;
    }
    return path->status == STATUS_OK;
}

static bool find(void *user, struct str name, enum html_layer layer, struct buf *path)
{
    return templates_find(user, name, layer, path);
}

struct html_library templates_library(const struct templates *templates)
{
    return (struct html_library){find, (void *)templates};
}

struct names {
    struct arena *arena;
    struct str *items;
    size_t count, capacity;
};

static enum status add_name(const char *path, void *user)
{
    struct names *names = user;
    struct str name = str_from(path);
    size_t from = name.len;
    while (from > 0 && path[from - 1] != '/')
        from--;
    if (names->count == names->capacity) {
        size_t capacity = names->capacity ? names->capacity * 2 : 32;
        struct str *items = realloc(names->items, capacity * sizeof(*items));
        if (!items)
            return STATUS_NOMEM;
        names->items = items;
        names->capacity = capacity;
    }
    names->items[names->count++] =
        arena_copy(names->arena, str_slice(name, from, name.len));
    return arena_failed(names->arena) ? STATUS_NOMEM : STATUS_OK;
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

enum status templates_list(const struct templates *templates, const char *folder,
                           enum status (*visit)(struct str name, void *user),
                           void *user, struct diag *diag)
{
    struct names names = {.arena = arena_new()};
    struct buf path = BUF_INIT;
    enum status status = names.arena ? STATUS_OK : STATUS_NOMEM;
    for (size_t i = 0; i < templates->count && status == STATUS_OK; i++) {
        buf_clear(&path);
        buf_add(&path, buf_str(&templates->roots[i]));
        buf_add_cstr(&path, folder);
        status = path.status;
        if (status == STATUS_OK && host_kind_of(path.ptr) == HOST_FOLDER)
            status = host_list_folder(path.ptr, add_name, &names, diag);
    }
    if (names.count > 0)
        qsort(names.items, names.count, sizeof(*names.items), by_bytes);
    for (size_t i = 0; i < names.count && status == STATUS_OK; i++)
        if (i == 0 || !str_equal(names.items[i], names.items[i - 1]))
            status = visit(names.items[i], user);
    free(names.items);
    arena_free(names.arena);
    buf_free(&path);
    return status;
}
