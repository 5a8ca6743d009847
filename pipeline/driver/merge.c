/* merge: the parts that 'build --shard' made become one site. */
#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "batch.h"
#include "message.h"
#include "shard.h"

#define DEFAULT_OUTPUT "output"

static const struct diag_pos nowhere = {0, 0};

/* A part that was found. */
struct part {
    const char *folder; /* borrowed from the command line */
    struct str name;    /* of its manifest */
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    struct manifest manifest;
};

struct parts {
    struct arena *arena;
    struct part *items;
    size_t count, capacity;
    size_t merged_before; /* found and put away: a killed run had merged them */
    struct input *inputs; /* one a document */
    size_t document_count;
};

/* What the search for parts needs while it visits a folder. */
struct search {
    struct parts *parts;
    const char *folder;
    struct diag *diag;
};

static bool is_part_name(struct str name)
{
    return str_starts(name, STR("manifest-")) && str_ends(name, STR(".json")) &&
           str_find(name, STR("-of-"), 0) != SIZE_MAX;
}

static enum status add_part(struct search *search, struct str name, struct str bytes,
                            struct manifest *manifest)
{
    struct parts *parts = search->parts;
    if (parts->count == parts->capacity) {
        size_t capacity = parts->capacity ? parts->capacity * 2 : 16;
        struct part *items = realloc(parts->items, capacity * sizeof(*items));
        if (!items)
            return STATUS_NOMEM;
        parts->items = items;
        parts->capacity = capacity;
    }
    struct part *part = &parts->items[parts->count++];
    *part = (struct part){.folder = search->folder, .manifest = *manifest};
    part->name = arena_copy(parts->arena, name);
    output_hash(bytes, part->sha256);
    *manifest = (struct manifest){0};
    return STATUS_OK;
}

static enum status visit(const char *path, void *user)
{
    struct search *search = user;
    const char *slash = strrchr(path, '/');
    struct str name = str_from(slash ? slash + 1 : path);
    struct buf bytes = BUF_INIT;
    struct manifest manifest = {0};
    if (!is_part_name(name))
        return STATUS_OK;
    enum status status = host_read_file(path, 0, &bytes, search->diag);
    if (status == STATUS_OK) {
        status = manifest_read(buf_str(&bytes), &manifest);
        if (status == STATUS_SYNTAX || manifest.shard.count == 0) {
            diag_report(search->diag, DIAG_PART_UNUSABLE, nowhere,
                        "'%s' is no manifest of a part; nothing was merged", path);
            status = STATUS_SYNTAX;
        }
    }
    if (status == STATUS_OK)
        status = add_part(search, name, buf_str(&bytes), &manifest);
    manifest_close(&manifest);
    buf_free(&bytes);
    return status;
}

/* ---- the parts' own manifests ----
 *
 * They have served once the site's manifest is written, and are removed where they lie
 * in the site. Whoever is killed in the midst of that would leave some of the parts
 * without the others: a list of what is merged tells the next run. Its name is that of
 * a temporary file, which every later build sweeps away. */
#define MERGED ".merged.tmp-0"

static enum status write_merged(const struct batch *batch, const struct parts *parts)
{
    struct buf list = BUF_INIT;
    struct output_file file;
    for (size_t i = 0; i < parts->count; i++)
        buf_printf(&list, "%s %.*s\n", parts->items[i].sha256,
                   STR_ARGS(parts->items[i].name));
    enum status status = list.status;
    if (status == STATUS_OK)
        status = output_put(&batch->publication.output, STR(MERGED), buf_str(&list),
                            &file, batch->context->diag);
    buf_free(&list);
    return status;
}

static enum status remove_part_manifests(const struct batch *batch,
                                         const struct parts *parts)
{
    const struct output *output = &batch->publication.output;
    enum status status = write_merged(batch, parts);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < parts->count; i++)
        output_remove(output, parts->items[i].name);
    output_remove(output, STR(MERGED));
    return STATUS_OK;
}

/* Drops the parts that a run merged which was killed before it could remove them. */
static void drop_merged(struct parts *parts, const char *folder)
{
    const struct output output = {.folder = folder};
    struct buf list = BUF_INIT;
    size_t kept = 0;
    if (!output_exists(&output, STR(MERGED)) ||
        output_get(&output, STR(MERGED), &list, NULL) != STATUS_OK)
        goto out;
    for (size_t i = 0; i < parts->count; i++) {
        struct part *part = &parts->items[i];
        if (strcmp(part->folder, folder) != 0 ||
            str_find(buf_str(&list), str_from(part->sha256), 0) == SIZE_MAX) {
            parts->items[kept++] = *part;
            continue;
        }
        output_remove(&output, part->name);
        manifest_close(&part->manifest);
    }
    parts->merged_before = parts->count - kept;
    parts->count = kept;
out:
    buf_free(&list);
}

static int by_number(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    unsigned m = x->manifest.shard.number, n = y->manifest.shard.number;
    return (m > n) - (m < n);
}

/* All parts are there, each once, and were made the same way. */
static enum status check_parts(const struct parts *parts, struct diag *diag)
{
    if (parts->count == 0) {
        diag_report(diag, DIAG_PART_UNUSABLE, nowhere,
                    "there are no parts here: 'build --shard K/N' makes them");
        return STATUS_USAGE;
    }
    const struct manifest *first = &parts->items[0].manifest;
    for (size_t i = 0; i < parts->count; i++) {
        const struct manifest *manifest = &parts->items[i].manifest;
        enum setup_part part = 0;
        while (part < SETUP_PART_COUNT &&
               strcmp(first->setup.parts[part], manifest->setup.parts[part]) == 0)
            part++;
        if (manifest->shard.count != first->shard.count) {
            diag_report(diag, DIAG_PART_UNUSABLE, nowhere,
                        "'%.*s' is a part of another division than '%.*s'; nothing was "
                        "merged",
                        STR_ARGS(parts->items[i].name), STR_ARGS(parts->items[0].name));
            return STATUS_SYNTAX;
        }
        if (manifest->shard.number != i + 1) {
            diag_report(diag, DIAG_PART_UNUSABLE, nowhere,
                        "part %zu of %u is missing, or one is there twice; nothing was "
                        "merged",
                        i + 1, first->shard.count);
            return STATUS_SYNTAX;
        }
        if (part < SETUP_PART_COUNT) {
            diag_report(diag, DIAG_PART_UNUSABLE, nowhere,
                        "part %zu of %u was made with something else than part 1: %s "
                        "differs; nothing was merged",
                        i + 1, first->shard.count, _(setup_part_name(part)));
            return STATUS_SYNTAX;
        }
    }
    if (parts->count == first->shard.count)
        return STATUS_OK;
    diag_report(diag, DIAG_PART_UNUSABLE, nowhere,
                "part %zu of %u is missing, or one is there twice; nothing was merged",
                parts->count + 1, first->shard.count);
    return STATUS_SYNTAX;
}

static enum status find_parts(struct parts *parts, const struct options *options,
                              const char *output, struct diag *diag)
{
    static const char *const default_folders[] = {DEFAULT_OUTPUT};
    bool named = options->input_count > 0;
    const char *const *folders =
        named ? (const char *const *)options->inputs : default_folders;
    size_t count = named ? options->input_count : 1;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct search search = {parts, folders[i], diag};
        status = host_list_folder(folders[i], visit, &search, diag);
    }
    drop_merged(parts, output);
    if (parts->count > 0)
        qsort(parts->items, parts->count, sizeof(*parts->items), by_number);
    for (size_t i = 0; i < parts->count; i++)
        parts->document_count += parts->items[i].manifest.record_count;
    return status;
}

/* Brings a document's file to the output, where it may lie already. */
static enum status bring_file(struct batch *batch, const struct part *part,
                              struct output_file *file)
{
    const struct output *output = &batch->publication.output;
    const struct output from = {.folder = part->folder};
    struct diag *diag = batch->context->diag;
    struct buf content = BUF_INIT;
    char sha256[OUTPUT_SHA256_DIGITS + 1];
    struct output_file written;
    if (output_examine(output, file) == OUTPUT_AS_WRITTEN)
        return STATUS_OK;
    enum status status = output_get(&from, file->path, &content, diag);
    if (status == STATUS_OK) {
        output_hash(buf_str(&content), sha256);
        if (strcmp(sha256, file->sha256) != 0) {
            diag_report(diag, DIAG_PART_UNUSABLE, nowhere,
                        "'%s/%.*s' is not what its part made; make part %u again",
                        part->folder, STR_ARGS(file->path),
                        part->manifest.shard.number);
            status = STATUS_SYNTAX;
        }
    }
    if (status == STATUS_OK)
        status = output_put_one_of_many(output, file->path, buf_str(&content), &written,
                                        diag);
    if (status == STATUS_OK)
        file->stamp = written.stamp;
    buf_free(&content);
    return status;
}

/* Why the pages of a document must be made: anything else than a merge of the same
 * files before. */
static enum stale_why compare(const struct record *record, const struct record *old)
{
    for (size_t i = 0; i < RECORD_FORMATS_MAX; i++)
        if (record->files[i].path.len > 0 &&
            (!old || strcmp(record->files[i].sha256, old->files[i].sha256) != 0))
            return STALE_DOCUMENT;
    return old && strcmp(record->source_sha256, old->source_sha256) == 0
               ? STALE_NOT
               : STALE_DOCUMENT;
}

static enum status bring_document(struct batch *batch, const struct part *part,
                                  struct record *record, struct input *input)
{
    enum status status = STATUS_OK;
    struct product product = {.record = *record};
    for (size_t i = 0; i < RECORD_FORMATS_MAX && status == STATUS_OK; i++)
        if (record->files[i].path.len > 0)
            status = bring_file(batch, part, &product.record.files[i]);
    if (status != STATUS_OK)
        return status;
    *input = (struct input){record->source, record->source, record->summary.slug};
    product.stale.why =
        compare(record, manifest_lookup(&batch->publication.old, record->summary.slug));
    if (record->findings[DIAG_WARNING] > 0)
        batch->outcome = outcome_worse(batch->outcome, OUTCOME_FINDINGS);
    if (record->findings[DIAG_ERROR] > 0)
        batch->outcome = outcome_worse(batch->outcome, OUTCOME_REFUSED);
    return publication_add(&batch->publication, input, &product);
}

static enum status bring_all(struct batch *batch, struct parts *parts)
{
    enum status status = STATUS_OK;
    size_t at = 0;
    parts->inputs = calloc(parts->document_count + 1, sizeof(*parts->inputs));
    if (!parts->inputs)
        return STATUS_NOMEM;
    for (size_t i = 0; i < parts->count && status == STATUS_OK; i++) {
        struct part *part = &parts->items[i];
        for (size_t j = 0; j < part->manifest.record_count && status == STATUS_OK; j++)
            status = bring_document(batch, part, &part->manifest.records[j],
                                    &parts->inputs[at++]);
        if (status == STATUS_OK)
            status = publication_take_left(&batch->publication, &part->manifest);
    }
    return status;
}

/* The site is made with what the parts were made with. */
static enum status check_setup(const struct batch *batch, const struct parts *parts,
                               struct diag *diag)
{
    enum setup_part part = setup_compare(&parts->items[0].manifest.setup,
                                         &batch->publication.setup, WRITER_TURN_SITE);
    if (part == SETUP_PART_COUNT)
        return STATUS_OK;
    diag_report(diag, DIAG_PART_UNUSABLE, nowhere,
                "the parts were made with something else than is here: %s differs; "
                "nothing was merged",
                _(setup_part_name(part)));
    return STATUS_SYNTAX;
}

static enum status run(struct batch *batch, struct parts *parts)
{
    struct diag *diag = batch->context->diag;
    enum status status = check_setup(batch, parts, diag);
    if (status != STATUS_OK)
        return status;
    batch->publication.setup = parts->items[0].manifest.setup;
    status = bring_all(batch, parts);
    if (status == STATUS_OK)
        status = batch_make_pages(batch);
    if (status == STATUS_OK)
        status = batch_finish(batch);
    if (status != STATUS_OK)
        return status;
    status = remove_part_manifests(batch, parts);
    if (status != STATUS_OK)
        return status;
    size_t published = batch->publication.document_count;
    if (published > 0)
        terminal_say(batch->context->terminal,
                     ngettext("%zu document published: %s/index.html",
                              "%zu documents published: %s/index.html", published),
                     published, batch->folder);
    return STATUS_OK;
}

/* Without -o, parts that lie in one folder are merged there. */
static enum status choose_folder(const struct options *options, const char **out,
                                 struct diag *diag)
{
    *out = options->output ? options->output : DEFAULT_OUTPUT;
    if (options->output || options->input_count == 0)
        return STATUS_OK;
    *out = options->inputs[0];
    if (options->input_count == 1)
        return STATUS_OK;
    diag_report(diag, DIAG_USAGE, nowhere,
                "several folders are merged into another one: name it with -o");
    return STATUS_USAGE;
}

enum outcome command_merge(struct command_context *context)
{
    struct parts parts = {.arena = arena_new()};
    struct batch_plan plan = {.mode = PRODUCT_MAKE};
    struct batch batch = {.lock = HOST_LOCK_NONE};
    struct diag *diag = context->diag;
    enum status status = parts.arena ? STATUS_OK : STATUS_NOMEM;
    if (status == STATUS_OK)
        status = choose_folder(context->options, &plan.folder, diag);
    if (status == STATUS_OK)
        status = find_parts(&parts, context->options, plan.folder, diag);
    if (status == STATUS_OK && parts.count == 0 && parts.merged_before > 0)
        goto out;
    if (status == STATUS_OK)
        status = check_parts(&parts, diag);
    if (status == STATUS_OK)
        status = writer_set_parse(parts.items[0].manifest.setup.parts[SETUP_FORMATS],
                                  WRITER_BUILDS, &plan.formats, diag);
    if (status == STATUS_OK) {
        plan.tools = (plan.formats.needs & WORKSHOP_PAGE) | WORKSHOP_SITE;
        plan.tasks_max = parts.document_count;
        status = batch_open(&batch, context, &plan);
    }
    if (status == STATUS_OK)
        status = run(&batch, &parts);
out:;
    enum outcome outcome =
        outcome_worse(batch.outcome, outcome_of(status, context->diag));
    batch_close(&batch);
    for (size_t i = 0; i < parts.count; i++)
        manifest_close(&parts.items[i].manifest);
    free(parts.inputs);
    free(parts.items);
    arena_free(parts.arena);
    return outcome;
}
