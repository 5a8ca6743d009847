#include "resources.h"

#include "base/host.h"
#include "config.h"

/* The folder is ours if it holds this. */
static bool holds(const struct buf *folder, const char *name)
{
    struct buf path = BUF_INIT;
    buf_add(&path, buf_str(folder));
    buf_add_cstr(&path, name);
    bool found = path.status == STATUS_OK && host_kind_of(path.ptr) == HOST_FOLDER;
    buf_free(&path);
    return found;
}

/* Sets `out` to the first share/ folder that holds `leaf` (with its slash). */
static void find(struct str program, const char *leaf, const char *probe,
                 struct buf *out)
{
    static const char *const beside[] = {"/share", "/../share"};
    for (size_t i = 0; program.len > 0 && i < sizeof(beside) / sizeof(beside[0]); i++) {
        buf_clear(out);
        buf_add(out, program);
        buf_add_cstr(out, beside[i]);
        buf_add_cstr(out, leaf);
        if (holds(out, probe))
            return;
    }
    buf_clear(out);
    buf_add_cstr(out, CONFIG_SHARE_FOLDER);
    buf_add_cstr(out, leaf);
}

enum status resources_open(struct resources *resources)
{
    struct buf program = BUF_INIT;
    *resources = (struct resources){0};
    enum status status = host_program_folder(&program);
    const char *asked = host_environment("GIJIROKU_DATADIR");
    find(buf_str(&program), "/locale", "/ja", &resources->locale);
    if (asked && *asked)
        buf_add_cstr(&resources->data, asked);
    else
        find(buf_str(&program), "/gijiroku", "/templates", &resources->data);
    buf_free(&program);
    if (resources->locale.status != STATUS_OK)
        status = resources->locale.status;
    return resources->data.status != STATUS_OK ? resources->data.status : status;
}

void resources_close(struct resources *resources)
{
    buf_free(&resources->data);
    buf_free(&resources->locale);
}

void resources_path(const struct resources *resources, const char *name,
                    struct buf *out)
{
    buf_add(out, buf_str(&resources->data));
    buf_add_byte(out, '/');
    buf_add_cstr(out, name);
}
