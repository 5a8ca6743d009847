#include "input.h"

#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "base/utf8.h"

static const struct diag_pos nowhere = {0, 0};

/* What the site itself puts into the output folder (cli.md, "Output folder"). */
static const struct str reserved[] = {
    STR_INIT("index.html"),    STR_INIT("feed.xml"),  STR_INIT("sitemap.xml"),
    STR_INIT("manifest.json"), STR_INIT("style.css"), STR_INIT("robots.txt"),
    STR_INIT("404.html"),      STR_INIT("bodies"),    STR_INIT("search"),
    STR_INIT("search.html"),   STR_INIT("search.js"), STR_INIT("look.css"),
    STR_INIT("site.css"),
};

/* A document from standard input has no name; this stands for it. */
static const struct str standard_input = STR_INIT("standard-input");

struct str input_slug(struct str name)
{
    size_t dot = name.len;
    while (dot > 0 && name.ptr[dot - 1] != '.')
        dot--;
    return dot > 1 ? str_slice(name, 0, dot - 1) : name;
}

static struct str base_name(struct str path)
{
    size_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/')
        from--;
    return str_slice(path, from, path.len);
}

/* Whether the name can be a folder, a link and a JSON string. */
static bool check_name(struct input input, struct diag *diag)
{
    diag_set_file(diag, input.path);
    if (utf8_first_invalid(input.name) < input.name.len) {
        diag_report(diag, DIAG_INPUT_NAME, nowhere,
                    "the file's name is not UTF-8; it was left out, rename it");
        return false;
    }
    if (input.slug.len == 0 || str_equal(input.slug, STR(".")) ||
        str_equal(input.slug, STR(".."))) {
        diag_report(diag, DIAG_INPUT_NAME, nowhere,
                    "this name cannot name a folder of the site; the document was left "
                    "out, rename it");
        return false;
    }
    for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
        if (str_equal(input.slug, reserved[i])) {
            diag_report(diag, DIAG_INPUT_NAME, nowhere,
                        "the site itself has a file '%.*s'; this document was left "
                        "out, rename it",
                        STR_ARGS(input.slug));
            return false;
        }
    }
    return true;
}

enum purpose { TO_PUBLISH, TO_READ };

struct gathering {
    struct input_list *list;
    struct diag *diag;
    enum purpose purpose;
    enum status status;
};

static enum status visit(const char *path, void *user)
{
    struct gathering *gathering = user;
    struct input_list *list = gathering->list;
    struct input input = {.path = arena_copy(list->arena, str_from(path))};
    if (strcmp(path, "-") == 0) {
        input.slug = standard_input;
    } else {
        input.name = base_name(input.path);
        input.slug = input_slug(input.name);
    }
    if (arena_failed(list->arena))
        return STATUS_NOMEM;
    bool good = gathering->purpose == TO_READ || check_name(input, gathering->diag);
    diag_set_file(gathering->diag, (struct str){0});
    if (!good) {
        gathering->status = STATUS_USAGE;
        return STATUS_OK;
    }
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 64;
        struct input *items = realloc(list->items, capacity * sizeof(*items));
        if (!items)
            return STATUS_NOMEM;
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = input;
    return STATUS_OK;
}

/* Formats that are written and never read: beside the minutes of a folder they are
 * originals, drafts of pages, notes, the configuration. A file that is named by itself
 * is always read. */
static const struct str never_read[] = {
    STR_INIT(".pdf"), STR_INIT(".html"), STR_INIT(".htm"),
    STR_INIT(".md"),  STR_INIT(".json"), STR_INIT(".yaml"),
};

static enum status visit_in_folder(const char *path, void *user)
{
    struct gathering *gathering = user;
    for (size_t i = 0; i < sizeof(never_read) / sizeof(never_read[0]); i++) {
        if (str_ends(str_from(path), never_read[i])) {
            diag_report(gathering->diag, DIAG_INPUT_SKIPPED, nowhere,
                        "'%s' was left out: of a folder, no %s files are read", path,
                        never_read[i].ptr);
            return STATUS_OK;
        }
    }
    return visit(path, user);
}

static void gather_folder(struct gathering *gathering, const char *folder)
{
    size_t before = gathering->list->count;
    struct buf path = BUF_INIT;
    buf_add_cstr(&path, folder);
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.ptr[--path.len] = '\0';
    enum status status =
        path.status == STATUS_OK
            ? host_list_folder(path.ptr, visit_in_folder, gathering, gathering->diag)
            : path.status;
    buf_free(&path);
    if (status != STATUS_OK) {
        gathering->status = status;
    } else if (gathering->list->count == before && gathering->status == STATUS_OK) {
        diag_report(gathering->diag, DIAG_INPUT_NONE, nowhere,
                    "the folder '%s' holds no file to publish", folder);
        gathering->status = STATUS_USAGE;
    }
}

static int by_slug(const void *a, const void *b)
{
    const struct input *const *x = a, *const *y = b;
    int order = str_compare((*x)->slug, (*y)->slug);
    return order != 0 ? order : (*x > *y) - (*x < *y);
}

/* Two documents of one slug would write over each other: only the first stays. */
static enum status drop_duplicates(struct input_list *list, struct diag *diag)
{
    enum status status = STATUS_OK;
    struct input **sorted = calloc(list->count + 1, sizeof(*sorted));
    if (!sorted)
        return STATUS_NOMEM;
    for (size_t i = 0; i < list->count; i++)
        sorted[i] = &list->items[i];
    qsort(sorted, list->count, sizeof(*sorted), by_slug);
    const struct input *first = NULL;
    for (size_t i = 0; i < list->count; i++) {
        if (!first || !str_equal(first->slug, sorted[i]->slug)) {
            first = sorted[i];
            continue;
        }
        diag_set_file(diag, sorted[i]->path);
        diag_report(diag, DIAG_INPUT_DUPLICATE, nowhere,
                    "'%.*s' goes to the same folder '%.*s'; this one was left out, "
                    "rename it",
                    STR_ARGS(first->path), STR_ARGS(first->slug));
        sorted[i]->path = (struct str){0};
        status = STATUS_USAGE;
    }
    free(sorted);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].path.len > 0)
            list->items[kept++] = list->items[i];
    list->count = kept;
    return status;
}

static enum status list_open(const char *const *words, size_t count,
                             enum purpose purpose, struct input_list *out,
                             struct diag *diag)
{
    struct gathering gathering = {out, diag, purpose, STATUS_OK};
    *out = (struct input_list){.arena = arena_new()};
    if (!out->arena)
        return STATUS_NOMEM;
    for (size_t i = 0; i < count; i++) {
        if (host_kind_of(words[i]) == HOST_FOLDER) {
            gather_folder(&gathering, words[i]);
            continue;
        }
        enum status status = visit(words[i], &gathering);
        if (status != STATUS_OK)
            gathering.status = status;
    }
    enum status duplicates =
        purpose == TO_PUBLISH ? drop_duplicates(out, diag) : STATUS_OK;
    diag_set_file(diag, (struct str){0});
    return duplicates != STATUS_OK ? duplicates : gathering.status;
}

enum status input_list_open(const char *const *words, size_t count,
                            struct input_list *out, struct diag *diag)
{
    return list_open(words, count, TO_PUBLISH, out, diag);
}

enum status input_list_open_to_read(const char *const *words, size_t count,
                                    struct input_list *out, struct diag *diag)
{
    return list_open(words, count, TO_READ, out, diag);
}

void input_list_free(struct input_list *list)
{
    free(list->items);
    arena_free(list->arena);
    *list = (struct input_list){0};
}
