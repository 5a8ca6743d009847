#include "workshop.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/host.h"
#include "config.h"
#include "font_hashes.h"
#include "html/html.h"
#include "layout/layout.h"
#include "message.h"
#include "pdf/pdf.h"
#include "project/project.h"
#include "reader/reader.h"
#include "site.h"

/* The look of a document unless --template says otherwise. */
#define DEFAULT_TEMPLATE "gaiyo"

/* Of the templates: each NAME.xsl makes a format called NAME. */
#define FORMATS_FOLDER "formats"

static const struct diag_pos nowhere = {0, 0};

static enum status choose_encoding(struct workshop *workshop, const char *asked,
                                   struct diag *diag)
{
    if (!asked)
        return STATUS_OK;
    workshop->encoding = reader_encoding_lookup(str_from(asked));
    if (workshop->encoding.len > 0)
        return STATUS_OK;
    diag_report(diag, DIAG_USAGE, nowhere,
                "there is no encoding '%s'; there are UTF-8, UTF-16LE, UTF-16BE, "
                "Shift_JIS, EUC-JP and ISO-2022-JP",
                asked);
    return STATUS_USAGE;
}

/* https://reproducible-builds.org/specs/source-date-epoch/: decimal digits alone; a
 * value that is malformed stops the program. */
static enum status read_epoch(struct workshop *workshop, struct diag *diag)
{
    const char *epoch = host_environment("SOURCE_DATE_EPOCH");
    if (!epoch || !*epoch)
        return STATUS_OK;
    time_t seconds = 0;
    const char *at = epoch;
    for (; *at >= '0' && *at <= '9' && at - epoch < 12; at++)
        seconds = seconds * 10 + (*at - '0');
    struct tm tm;
    if (*at || !gmtime_r(&seconds, &tm) || tm.tm_year > 9999 - 1900) {
        diag_report(diag, DIAG_USAGE, nowhere,
                    "SOURCE_DATE_EPOCH is '%s', not a number of seconds since 1970",
                    epoch);
        return STATUS_USAGE;
    }
    strftime(workshop->date, sizeof(workshop->date), "%Y-%m-%dT%H:%M:%SZ", &tm);
    return STATUS_OK;
}

/* One run has one configuration: the one that governs every input. */
static enum status find_project(const struct options *options, struct buf *path,
                                struct diag *diag)
{
    static const char *const here[] = {"-"};
    bool named = options->input_count > 0;
    const char *const *inputs = named ? (const char *const *)options->inputs : here;
    size_t count = named ? options->input_count : 1;
    struct buf other = BUF_INIT;
    enum status status = project_find(inputs[0], path);
    for (size_t i = 1; i < count && status == STATUS_OK; i++) {
        buf_clear(&other);
        status = project_find(inputs[i], &other);
        if (status != STATUS_OK || str_equal(buf_str(path), buf_str(&other)))
            continue;
        diag_report(diag, DIAG_USAGE, nowhere,
                    "'%s' and '%s' are under different configurations (%s); run them "
                    "apart, or name one with --config",
                    inputs[0], inputs[i], PROJECT_FILE);
        status = STATUS_USAGE;
    }
    buf_free(&other);
    return status;
}

static enum status open_project(struct workshop *workshop,
                                const struct options *options, struct diag *diag)
{
    struct buf path = BUF_INIT;
    enum status status = STATUS_OK;
    if (options->config)
        buf_add_cstr(&path, options->config);
    else
        status = find_project(options, &path, diag);
    if (status == STATUS_OK)
        status = path.status;
    if (status == STATUS_OK)
        status = project_open(path.ptr ? path.ptr : "", diag, &workshop->project);
    buf_free(&path);
    return status;
}

static enum status open_page(struct workshop *workshop, struct diag *diag)
{
    const struct html_library library = templates_library(&workshop->templates);
    return html_open(&library, "html/page.xsl", diag, &workshop->page);
}

struct workshop_format {
    struct str name; /* terminated, of the project's arena */
    struct html_stylesheet *stylesheet;
};

struct opening {
    struct workshop *workshop;
    struct diag *diag;
};

static enum status open_format(struct str name, void *user)
{
    struct opening *opening = user;
    struct workshop *workshop = opening->workshop;
    const struct html_library library = templates_library(&workshop->templates);
    if (!str_ends(name, STR(".xsl")))
        return STATUS_OK;
    struct workshop_format *formats =
        realloc(workshop->formats, (workshop->format_count + 1) * sizeof(*formats));
    if (!formats)
        return STATUS_NOMEM;
    workshop->formats = formats;
    struct workshop_format *format = &formats[workshop->format_count++];
    format->name = arena_copy(workshop->project->arena,
                              str_slice(name, 0, name.len - strlen(".xsl")));
    format->stylesheet = NULL;
    struct buf path = BUF_INIT;
    buf_printf(&path, FORMATS_FOLDER "/%.*s", STR_ARGS(name));
    enum status status = path.status;
    if (status == STATUS_OK)
        status = html_open(&library, path.ptr, opening->diag, &format->stylesheet);
    buf_free(&path);
    return status;
}

const struct html_stylesheet *workshop_format(const struct workshop *workshop,
                                              const char *name)
{
    for (size_t i = 0; i < workshop->format_count; i++)
        if (str_equal(workshop->formats[i].name, str_from(name)))
            return workshop->formats[i].stylesheet;
    return NULL;
}

static void close_formats(struct workshop *workshop)
{
    for (size_t i = 0; i < workshop->format_count; i++)
        html_close(workshop->formats[i].stylesheet);
    free(workshop->formats);
}

/* --template names a file, or one of the templates that come with the program. */
static enum status open_template(struct workshop *workshop, const char *asked,
                                 struct diag *diag)
{
    struct buf path = BUF_INIT, name = BUF_INIT;
    buf_printf(&name, "pdf/%s.yaml", asked ? asked : DEFAULT_TEMPLATE);
    bool is_path = asked && host_kind_of(asked) != HOST_MISSING;
    bool found = !is_path && templates_find(&workshop->templates, buf_str(&name),
                                            HTML_NEAREST, &path);
    if (asked && (!found || host_kind_of(path.ptr) != HOST_FILE)) {
        buf_clear(&path); /* the name the user gave is the one to report */
        buf_add_cstr(&path, asked);
    }
    enum status status = path.status;
    if (status == STATUS_OK)
        status = layout_template_open(path.ptr, diag, &workshop->template);
    workshop->template_path = path;
    buf_free(&name);
    return status;
}

/* The command line before the configuration; NULL where neither asks. */
static const char *asked_template(const struct workshop *workshop,
                                  const struct options *options)
{
    struct str configured = workshop->project->pdf_template;
    if (options->template)
        return options->template;
    return configured.len > 0 ? configured.ptr : NULL;
}

static enum status open_fonts(struct workshop *workshop,
                              const struct resources *resources, struct diag *diag)
{
    struct buf path = BUF_INIT;
    resources_path(resources, "fonts", &path);
    enum status status = path.status;
    if (status == STATUS_OK)
        status = layout_fonts_open(path.ptr, diag, &workshop->fonts);
    buf_clear(&path);
    resources_path(resources, FONT_LOCK_FILE, &path);
    if (status == STATUS_OK)
        status = path.status;
    if (status == STATUS_OK)
        status = font_lock_open(&workshop->lock, path.ptr, diag);
    buf_free(&path);
    return status;
}

enum status workshop_open(struct workshop *workshop, unsigned tools,
                          const struct options *options,
                          const struct resources *resources, struct diag *diag)
{
    *workshop = (struct workshop){.translate = message_translate,
                                  .asked_format = options->format};
    enum status status = choose_encoding(workshop, options->encoding, diag);
    if (status == STATUS_OK)
        status = read_epoch(workshop, diag);
    if (status == STATUS_OK)
        status = open_project(workshop, options, diag);
    if (status == STATUS_OK)
        status =
            templates_open(&workshop->templates, workshop->project, resources, diag);
    if (status == STATUS_OK && (tools & WORKSHOP_PAGE))
        status = open_page(workshop, diag);
    if (status == STATUS_OK && (tools & WORKSHOP_FORMATS))
        status = templates_list(&workshop->templates, FORMATS_FOLDER, open_format,
                                &(struct opening){workshop, diag}, diag);
    if (status == STATUS_OK && (tools & WORKSHOP_SITE))
        status = site_open(&workshop->templates, diag, &workshop->site);
    if (status == STATUS_OK && (tools & WORKSHOP_FONTS))
        status = open_template(workshop, asked_template(workshop, options), diag);
    if (status == STATUS_OK && (tools & WORKSHOP_FONTS))
        status = open_fonts(workshop, resources, diag);
    if (status == STATUS_OK && (tools & WORKSHOP_FONTS)) {
        workshop->hashes = font_hashes_open(workshop->fonts);
        status = workshop->hashes ? STATUS_OK : STATUS_NOMEM;
    }
    diag_set_file(diag, STR("")); /* what comes next is not about the tools' files */
    return status;
}

void workshop_close(struct workshop *workshop)
{
    html_close(workshop->page);
    site_close(workshop->site);
    close_formats(workshop);
    buf_free(&workshop->template_path);
    font_hashes_close(workshop->hashes); /* before the fonts that it reads */
    layout_template_close(workshop->template);
    layout_fonts_close(workshop->fonts);
    templates_close(&workshop->templates);
    font_lock_close(&workshop->lock);
    project_close(workshop->project);
    *workshop = (struct workshop){0};
}

struct html_params workshop_params(const struct workshop *workshop)
{
    const struct project *project = workshop->project;
    return (struct html_params){
        .site = project->site,
        .publisher = project->publisher.name,
        .publisher_url = project->publisher.url,
        .licence = project->licence.text,
        .licence_url = project->licence.url,
        .writing =
            project->writing == PROJECT_VERTICAL ? STR("vertical") : (struct str){0},
        .updated = str_from(workshop->date),
        .generator = STR(CONFIG_GENERATOR),
    };
}

enum status workshop_compose(const struct workshop *workshop, const struct doc *doc,
                             const struct page_sink *sink, struct diag *diag,
                             struct pages **out)
{
    return layout_compose(doc, workshop->template, workshop->fonts, sink, diag, out);
}

enum status workshop_explain_line(const struct workshop *workshop,
                                  const struct doc *doc, size_t page, size_t line,
                                  struct diag *diag, struct layout_line *out)
{
    return layout_explain_line(doc, workshop->template, workshop->fonts, diag, page,
                               line, out);
}

enum status worker_open(struct worker *worker, const struct workshop *workshop)
{
    *worker = (struct worker){workshop, pdf_context_open()};
    return worker->pdf ? STATUS_OK : STATUS_NOMEM;
}

void worker_close(struct worker *worker)
{
    pdf_context_close(worker->pdf);
    *worker = (struct worker){0};
}
