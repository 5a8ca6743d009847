#include "site.h"

#include <stdlib.h>

#include "base/host.h"
#include "corrections.h"
#include "html/html.h"
#include "place.h"
#include "project/project.h"
#include "search_files.h"
#include "uri.h"

#define SITE_FOLDER "site"
#define BODY_SHEET "body.xsl"

/* A file of the site that a template makes, or is. */
struct site_file {
    struct str name;              /* of the file, relative to the site */
    struct html_stylesheet *page; /* NULL: `bytes` are copied */
    struct buf bytes;
};

struct site {
    struct arena *arena; /* owns the names */
    const struct templates *templates;
    struct diag *diag; /* while it is opened */
    struct site_file *files;
    size_t count, capacity;
    struct html_stylesheet *body;
};

static enum status open_sheet(struct site *site, struct str name,
                              struct html_stylesheet **out)
{
    const struct html_library library = templates_library(site->templates);
    struct buf whole = BUF_INIT;
    buf_printf(&whole, SITE_FOLDER "/%.*s", STR_ARGS(name));
    enum status status = whole.status;
    if (status == STATUS_OK)
        status = html_open(&library, whole.ptr, site->diag, out);
    buf_free(&whole);
    return status;
}

static enum status read_file(struct site *site, struct str name, struct buf *out)
{
    struct buf whole = BUF_INIT, path = BUF_INIT;
    buf_printf(&whole, SITE_FOLDER "/%.*s", STR_ARGS(name));
    enum status status = whole.status;
    if (status == STATUS_OK &&
        templates_find(site->templates, buf_str(&whole), HTML_NEAREST, &path))
        status = host_read_file(path.ptr, 0, out, site->diag);
    buf_free(&whole);
    buf_free(&path);
    return status;
}

static struct site_file *add_file(struct site *site, struct str name)
{
    if (site->count == site->capacity) {
        size_t capacity = site->capacity ? site->capacity * 2 : 16;
        struct site_file *files = realloc(site->files, capacity * sizeof(*files));
        if (!files)
            return NULL;
        site->files = files;
        site->capacity = capacity;
    }
    struct site_file *file = &site->files[site->count++];
    *file = (struct site_file){.name = arena_copy(site->arena, name)};
    return arena_failed(site->arena) ? NULL : file;
}

/* A stylesheet whose name holds no second ending is a part of others. */
static enum status visit(struct str name, void *user)
{
    struct site *site = user;
    struct str page = str_ends(name, STR(".xsl")) ? str_slice(name, 0, name.len - 4)
                                                  : (struct str){0};
    if (str_equal(name, STR(BODY_SHEET)))
        return open_sheet(site, name, &site->body);
    if (page.len > 0 && str_find(page, STR("."), 0) == SIZE_MAX)
        return STATUS_OK;
    struct site_file *file = add_file(site, page.len > 0 ? page : name);
    if (!file)
        return STATUS_NOMEM;
    return page.len > 0 ? open_sheet(site, name, &file->page)
                        : read_file(site, name, &file->bytes);
}

enum status site_open(const struct templates *templates, struct diag *diag,
                      struct site **out)
{
    struct site *site = calloc(1, sizeof(*site));
    enum status status = STATUS_NOMEM;
    *out = NULL;
    if (!site)
        return STATUS_NOMEM;
    site->arena = arena_new();
    site->templates = templates;
    site->diag = diag;
    if (site->arena)
        status = templates_list(templates, SITE_FOLDER, visit, site, diag);
    if (status == STATUS_OK)
        *out = site;
    else
        site_close(site);
    return status;
}

void site_close(struct site *site)
{
    if (!site)
        return;
    for (size_t i = 0; i < site->count; i++) {
        html_close(site->files[i].page);
        buf_free(&site->files[i].bytes);
    }
    free(site->files);
    html_close(site->body);
    arena_free(site->arena);
    free(site);
}

/* ---- the list of documents, as the stylesheets get it ---- */

/* The page of a document, or its first file where it has no page. */
static struct str main_file(const struct publication_document *document)
{
    size_t count;
    const struct writer *rows = writer_rows(&count);
    struct str first = {0};
    for (size_t i = 0; i < count; i++) {
        struct str path = document->record.files[i].path;
        if (rows[i].uses & WRITER_WITH_PAGE)
            continue;
        if (path.len > 0 && rows[i].site_name)
            return path;
        if (first.len == 0)
            first = path;
    }
    return first;
}

struct listing {
    struct arena *arena;
    struct html_entry *entries;
    struct html_body *bodies;
    size_t body_count;
};

static int newest_last(const void *a, const void *b)
{
    const struct publication_document *const *x = a, *const *y = b;
    return summary_compare(&(*x)->record.summary, &(*y)->record.summary);
}

/* By reading where one is stated, else by name; what names no body comes last. */
static int by_reading(const void *a, const void *b)
{
    const struct html_body *x = a, *y = b;
    if ((x->name.len == 0) != (y->name.len == 0))
        return x->name.len == 0 ? 1 : -1;
    int order = str_compare(x->reading.len > 0 ? x->reading : x->name,
                            y->reading.len > 0 ? y->reading : y->name);
    return order != 0 ? order : str_compare(x->name, y->name);
}

static struct html_entry entry_of(const struct publication_document *document,
                                  const struct project *project, struct arena *arena)
{
    const struct summary *summary = &document->record.summary;
    struct corrections corrections = corrections_of(project, summary->slug, arena);
    struct buf href = BUF_INIT;
    uri_add_path(main_file(document), &href);
    struct html_entry entry = {
        .href = arena_copy(arena, buf_str(&href)),
        .slug = summary->slug,
        .title = summary->title,
        .organ = summary->organ,
        .session = summary->session,
        .kind = summary->kind,
        .date = summary->date,
        .corrections = corrections.items,
        .correction_count = corrections.count,
    };
    buf_free(&href);
    return entry;
}

static void begin_body(struct listing *listing, const struct project *project,
                       struct str name, const struct html_entry *first)
{
    const struct project_body *known = project_body_lookup(project, name);
    struct html_body *body = &listing->bodies[listing->body_count++];
    *body = (struct html_body){.name = name,
                               .reading = known ? known->reading : (struct str){0},
                               .entries = first};
    if (name.len == 0)
        return;
    struct buf path = BUF_INIT, href = BUF_INIT;
    place_add_body(name, &path);
    uri_add_path(buf_str(&path), &href);
    buf_add_cstr(&href, "/index.html");
    body->href = arena_copy(listing->arena, buf_str(&href));
    buf_free(&path);
    buf_free(&href);
}

static enum status list_documents(const struct publication *publication,
                                  const struct project *project,
                                  struct listing *listing)
{
    size_t count = publication->document_count;
    const struct publication_document **sorted = calloc(count + 1, sizeof(*sorted));
    listing->entries = calloc(count + 1, sizeof(*listing->entries));
    listing->bodies = calloc(count + 1, sizeof(*listing->bodies));
    if (!sorted || !listing->entries || !listing->bodies) {
        free(sorted);
        return STATUS_NOMEM;
    }
    for (size_t i = 0; i < count; i++)
        sorted[i] = &publication->documents[i];
    qsort(sorted, count, sizeof(const struct publication_document *), newest_last);
    for (size_t i = 0; i < count; i++) { /* the newest of each body first */
        struct html_entry *entry = &listing->entries[i];
        *entry = entry_of(sorted[count - 1 - i], project, listing->arena);
        if (i == 0 || !str_equal(entry->organ, entry[-1].organ))
            begin_body(listing, project, entry->organ, entry);
        listing->bodies[listing->body_count - 1].entry_count++;
    }
    free(sorted);
    qsort(listing->bodies, listing->body_count, sizeof(*listing->bodies), by_reading);
    return arena_failed(listing->arena) ? STATUS_NOMEM : STATUS_OK;
}

/* ---- writing ---- */

static enum status write_page(struct publication *publication, struct html_site *tree,
                              const struct html_stylesheet *sheet, struct str path,
                              const char *root, size_t body, struct diag *diag)
{
    struct buf out = BUF_INIT;
    enum status status = html_site_write(tree, sheet, str_from(root), body, &out, diag);
    if (status == STATUS_OK)
        status = out.status;
    if (status == STATUS_OK && out.len > 0)
        status = publication_put(publication, path, buf_str(&out), diag);
    buf_free(&out);
    return status;
}

static enum status write_body(struct publication *publication, struct html_site *tree,
                              const struct site *site, const struct html_body *body,
                              size_t index, struct diag *diag)
{
    struct buf path = BUF_INIT;
    if (body->name.len == 0 || !site->body)
        return STATUS_OK;
    place_add_body(body->name, &path);
    buf_add_cstr(&path, "/index.html");
    enum status status = path.status;
    if (status == STATUS_OK)
        status = write_page(publication, tree, site->body, buf_str(&path), "../../",
                            index, diag);
    buf_free(&path);
    return status;
}

static enum status write_all(struct publication *publication, const struct site *site,
                             struct html_site *tree, const struct listing *listing,
                             struct diag *diag)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < site->count && status == STATUS_OK; i++) {
        const struct site_file *file = &site->files[i];
        status = file->page ? write_page(publication, tree, file->page, file->name, "",
                                         HTML_NO_BODY, diag)
                            : publication_put(publication, file->name,
                                              buf_str(&file->bytes), diag);
    }
    for (size_t i = 0; i < listing->body_count && status == STATUS_OK; i++)
        status = write_body(publication, tree, site, &listing->bodies[i], i, diag);
    return status;
}

enum status site_write(struct publication *publication, const struct workshop *workshop,
                       struct diag *diag)
{
    struct listing listing = {.arena = publication->arena};
    struct html_site *tree = NULL;
    struct html_params params = workshop_params(workshop);
    for (size_t i = 0; i < publication->document_count; i++)
        if (search_files_has(&publication->documents[i]))
            params.search = STR("search.html");
    enum status status = list_documents(publication, workshop->project, &listing);
    if (status == STATUS_OK)
        status = html_site_open(listing.bodies, listing.body_count, &params, &tree);
    if (status == STATUS_OK)
        status = write_all(publication, workshop->site, tree, &listing, diag);
    if (status == STATUS_OK)
        status = corrections_write(publication, workshop->project, diag);
    if (status == STATUS_OK)
        status = search_files_write(publication, diag);
    html_site_close(tree);
    free(listing.entries);
    free(listing.bodies);
    return status;
}
