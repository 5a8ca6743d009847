#include "project/project.h"

#include <string.h>

#include "base/host.h"
#include "base/utf8.h"
#include "sheet/sheet.h"

/* What the keys are read into, before it is checked as a whole. */
struct draft {
    struct sheet_text publisher_name, publisher_url;
    struct sheet_text licence_text, licence_url;
    struct sheet_text site, look, templates, pdf_template, baseline;
    int writing;
    struct sheet_list bodies, corrections;
    struct sheet_entries rules;
    struct sheet_texts dictionaries, ignores;
};

struct draft_body {
    struct str name, reading, roster;
};

struct draft_correction {
    struct str document, text;
    struct sheet_text date, before;
};

/* Licences that one word names. */
static const struct {
    struct str name, text, url;
} licences[] = {
    {STR_INIT("PDL1.0"), STR_INIT("公共データ利用規約（第1.0版）"),
     STR_INIT("https://www.digital.go.jp/resources/open_data/"
              "public_data_license_v1.0")},
    {STR_INIT("CC-BY-4.0"), STR_INIT("クリエイティブ・コモンズ 表示 4.0 国際"),
     STR_INIT("https://creativecommons.org/licenses/by/4.0/deed.ja")},
};

#define AT(field) offsetof(struct draft, field)
#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define PLACED(key, field)                                                             \
    {                                                                                  \
        .name = key, .type = SHEET_PLACED, .offset = AT(field)                         \
    }
#define MAP(key, rows)                                                                 \
    {                                                                                  \
        .name = key, .type = SHEET_MAP, .keys = rows, .key_count = COUNT(rows)         \
    }

static const struct sheet_key publisher_keys[] = {
    {.name = "name",
     .type = SHEET_PLACED,
     .offset = AT(publisher_name),
     .required = true},
    PLACED("url", publisher_url),
};

static const struct sheet_key licence_keys[] = {
    {.name = "text",
     .type = SHEET_PLACED,
     .offset = AT(licence_text),
     .required = true},
    PLACED("url", licence_url),
};

/* A map of text and address, or the short name of a well-known licence. */
static void read_licence(struct sheet *sheet, const struct sheet_node *node,
                         const struct sheet_key *key, void *field)
{
    struct draft *draft = field;
    (void)key;
    struct str name = sheet_text_of(node);
    if (!name.ptr) {
        sheet_read_map(sheet, node, licence_keys, COUNT(licence_keys), draft);
        return;
    }
    for (size_t i = 0; i < COUNT(licences); i++) {
        if (str_equal(name, licences[i].name)) {
            draft->licence_text =
                (struct sheet_text){licences[i].text, sheet_pos(node)};
            draft->licence_url = (struct sheet_text){licences[i].url, sheet_pos(node)};
            return;
        }
    }
    sheet_expected(sheet, node, "PDL1.0, CC-BY-4.0, or a map of text and url");
}

static const struct sheet_key site_keys[] = {
    PLACED("url", site),
    PLACED("look", look),
    {.name = "writing",
     .type = SHEET_CHOICE,
     .offset = AT(writing),
     .choices = (const char *const[]){"horizontal", "vertical", NULL}},
};
static const struct sheet_key pdf_keys[] = {PLACED("template", pdf_template)};

static const struct sheet_key body_keys[] = {
    {.name = "name",
     .type = SHEET_TEXT,
     .offset = offsetof(struct draft_body, name),
     .required = true},
    {.name = "reading",
     .type = SHEET_TEXT,
     .offset = offsetof(struct draft_body, reading)},
    {.name = "roster",
     .type = SHEET_TEXT,
     .offset = offsetof(struct draft_body, roster)},
};

static const struct sheet_key correction_keys[] = {
    {.name = "document",
     .type = SHEET_TEXT,
     .offset = offsetof(struct draft_correction, document),
     .required = true},
    {.name = "date",
     .type = SHEET_PLACED,
     .offset = offsetof(struct draft_correction, date),
     .required = true},
    {.name = "text",
     .type = SHEET_TEXT,
     .offset = offsetof(struct draft_correction, text),
     .required = true},
    {.name = "before",
     .type = SHEET_PLACED,
     .offset = offsetof(struct draft_correction, before)},
};

static const struct sheet_key lint_keys[] = {
    {.name = "rules", .type = SHEET_ENTRIES, .offset = AT(rules)},
    {.name = "dictionaries", .type = SHEET_TEXTS, .offset = AT(dictionaries)},
    PLACED("baseline", baseline),
    {.name = "ignore", .type = SHEET_TEXTS, .offset = AT(ignores)},
};

static const struct sheet_key keys[] = {
    MAP("publisher", publisher_keys),
    {.name = "licence", .type = SHEET_OTHER, .read = read_licence},
    MAP("site", site_keys),
    PLACED("templates", templates),
    MAP("pdf", pdf_keys),
    {.name = "bodies",
     .type = SHEET_LIST,
     .offset = AT(bodies),
     .keys = body_keys,
     .key_count = COUNT(body_keys),
     .item_size = sizeof(struct draft_body)},
    {.name = "corrections",
     .type = SHEET_LIST,
     .offset = AT(corrections),
     .keys = correction_keys,
     .key_count = COUNT(correction_keys),
     .item_size = sizeof(struct draft_correction)},
    MAP("lint", lint_keys),
};

struct reading {
    struct project *project;
    struct diag *diag;
    bool faulty;
};

/* A path of the configuration is relative to the configuration's folder. */
static struct str resolve(const struct project *project, struct str path)
{
    struct buf whole = BUF_INIT;
    if (path.len == 0)
        return path;
    if (path.ptr[0] != '/')
        buf_add(&whole, project->folder);
    buf_add(&whole, path);
    struct str resolved = arena_copy(project->arena, buf_str(&whole));
    buf_free(&whole);
    return resolved;
}

/* RFC 3986, 3: a scheme that a browser follows, and a host. */
static bool is_address(struct str url)
{
    size_t scheme = str_starts(url, STR("https://"))  ? 8
                    : str_starts(url, STR("http://")) ? 7
                                                      : 0;
    if (scheme == 0 || url.len == scheme || url.ptr[scheme] == '/')
        return false;
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] <= 0x20 || strchr("\"<>\\^`{|}", url.ptr[i]))
            return false;
    return true;
}

static struct str take_address(struct reading *reading, struct sheet_text url)
{
    if (url.pos.line > 0 && !is_address(url.text)) {
        reading->faulty = true;
        diag_report(reading->diag, DIAG_CONFIG_VALUE, url.pos,
                    "\"%.*s\" is no address; expected https:// or http:// and a host",
                    STR_ARGS(url.text));
    }
    return url.text;
}

/* The address of the site is a folder's: what is below it is appended. */
static struct str take_site(struct reading *reading, struct sheet_text url)
{
    struct str site = take_address(reading, url);
    if (memchr(site.ptr ? site.ptr : "", '?', site.len) ||
        memchr(site.ptr ? site.ptr : "", '#', site.len)) {
        reading->faulty = true;
        diag_report(reading->diag, DIAG_CONFIG_VALUE, url.pos,
                    "the address of the site names a folder; \"%.*s\" has a query or a "
                    "fragment",
                    STR_ARGS(site));
    }
    if (site.len == 0 || str_ends(site, STR("/")))
        return site;
    struct buf whole = BUF_INIT;
    buf_add(&whole, site);
    buf_add_byte(&whole, '/');
    site = arena_copy(reading->project->arena, buf_str(&whole));
    buf_free(&whole);
    return site;
}

static void take_bodies(struct reading *reading, const struct sheet_list *list)
{
    struct project *project = reading->project;
    const struct draft_body *drafts = list->items;
    project->bodies =
        arena_alloc(project->arena, (list->count + 1) * sizeof(*project->bodies));
    project->body_count = project->bodies ? list->count : 0;
    for (size_t i = 0; i < project->body_count; i++)
        project->bodies[i] = (struct project_body){drafts[i].name, drafts[i].reading,
                                                   resolve(project, drafts[i].roster)};
}

/* ISO 8601: 2025-10-03. */
static bool is_date(struct str date)
{
    static const char shape[] = "dddd-dd-dd";
    if (date.len != sizeof(shape) - 1)
        return false;
    for (size_t i = 0; i < date.len; i++)
        if (shape[i] == 'd' ? date.ptr[i] < '0' || date.ptr[i] > '9'
                            : date.ptr[i] != shape[i])
            return false;
    int month = (date.ptr[5] - '0') * 10 + date.ptr[6] - '0';
    int day = (date.ptr[8] - '0') * 10 + date.ptr[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static void take_corrections(struct reading *reading, const struct sheet_list *list)
{
    struct project *project = reading->project;
    const struct draft_correction *drafts = list->items;
    struct project_correction *corrections =
        arena_alloc(project->arena, (list->count + 1) * sizeof(*corrections));
    project->corrections = corrections;
    project->correction_count = corrections ? list->count : 0;
    for (size_t i = 0; i < project->correction_count; i++) {
        const struct draft_correction *draft = &drafts[i];
        corrections[i] = (struct project_correction){
            draft->document,
            draft->date.text,
            draft->text,
            {resolve(project, draft->before.text), draft->before.pos}};
        if (draft->date.pos.line == 0 || is_date(draft->date.text))
            continue;
        reading->faulty = true;
        diag_report(reading->diag, DIAG_CONFIG_VALUE, draft->date.pos,
                    "\"%.*s\" is no date; expected one like 2025-10-03",
                    STR_ARGS(draft->date.text));
    }
}

static void take_rules(struct reading *reading, const struct sheet_entries *entries)
{
    static const char *const names[] = {"off", "note", "warning", "error"};
    struct project *project = reading->project;
    struct project_rule *rules =
        arena_alloc(project->arena, (entries->count + 1) * sizeof(*rules));
    project->lint.rules = rules;
    project->lint.rule_count = rules ? entries->count : 0;
    for (size_t i = 0; i < project->lint.rule_count; i++) {
        const struct sheet_entry *entry = &entries->items[i];
        enum project_severity severity = PROJECT_OFF;
        while (severity <= PROJECT_ERROR &&
               !str_equal(entry->value.text, str_from(names[severity])))
            severity++;
        rules[i] = (struct project_rule){{entry->name.text, entry->name.pos}, severity};
        if (severity > PROJECT_ERROR) {
            reading->faulty = true;
            diag_report(reading->diag, DIAG_CONFIG_VALUE, entry->value.pos,
                        "\"%.*s\" is no severity; expected off, note, warning or error",
                        STR_ARGS(entry->value.text));
        }
    }
}

/* "FILE RULE" or "FILE:LINE RULE". File names may hold spaces: the rule is the last
 * word. */
static bool parse_ignore(struct sheet_text entry, struct project_ignore *out)
{
    size_t space = entry.text.len;
    while (space > 0 && entry.text.ptr[space - 1] != ' ')
        space--;
    struct str file = utf8_trim(str_slice(entry.text, 0, space));
    struct str rule = str_slice(entry.text, space, entry.text.len);
    size_t digits = file.len;
    uint32_t line = 0;
    while (digits > 0 && file.ptr[digits - 1] >= '0' && file.ptr[digits - 1] <= '9')
        digits--;
    if (digits < file.len && digits > 0 && file.ptr[digits - 1] == ':') {
        if (file.len - digits > 9)
            return false;
        for (size_t i = digits; i < file.len; i++)
            line = line * 10 + (uint32_t)(file.ptr[i] - '0');
        file = str_slice(file, 0, digits - 1);
        if (line == 0)
            return false;
    }
    *out = (struct project_ignore){file, line, {rule, entry.pos}};
    return file.len > 0 && rule.len > 0;
}

static void take_ignores(struct reading *reading, const struct sheet_texts *texts)
{
    struct project *project = reading->project;
    struct project_ignore *ignores =
        arena_alloc(project->arena, (texts->count + 1) * sizeof(*ignores));
    project->lint.ignores = ignores;
    project->lint.ignore_count = ignores ? texts->count : 0;
    for (size_t i = 0; i < project->lint.ignore_count; i++) {
        if (parse_ignore(texts->items[i], &ignores[i]))
            continue;
        reading->faulty = true;
        diag_report(reading->diag, DIAG_CONFIG_VALUE, texts->items[i].pos,
                    "\"%.*s\" cannot stand here; expected FILE:LINE RULE, or FILE RULE",
                    STR_ARGS(texts->items[i].text));
    }
}

static void take_dictionaries(struct reading *reading, const struct sheet_texts *texts)
{
    struct project *project = reading->project;
    struct project_text *items =
        arena_alloc(project->arena, (texts->count + 1) * sizeof(*items));
    project->lint.dictionaries = items;
    project->lint.dictionary_count = items ? texts->count : 0;
    for (size_t i = 0; i < project->lint.dictionary_count; i++)
        items[i] = (struct project_text){resolve(project, texts->items[i].text),
                                         texts->items[i].pos};
}

/* A name without slash and ending is one of the program's own templates. */
static struct str take_template(const struct project *project, struct str asked)
{
    bool path = memchr(asked.ptr ? asked.ptr : "", '/', asked.len) != NULL ||
                str_ends(asked, STR(".yaml"));
    return path ? resolve(project, asked) : asked;
}

static void take(struct reading *reading, const struct draft *draft)
{
    struct project *project = reading->project;
    project->publisher.name = draft->publisher_name.text;
    project->publisher.url = take_address(reading, draft->publisher_url);
    project->licence.text = draft->licence_text.text;
    project->licence.url = take_address(reading, draft->licence_url);
    project->site = take_site(reading, draft->site);
    project->templates = (struct project_text){resolve(project, draft->templates.text),
                                               draft->templates.pos};
    project->look = (struct project_text){draft->look.text, draft->look.pos};
    project->writing = (enum project_writing)draft->writing;
    project->pdf_template = take_template(project, draft->pdf_template.text);
    project->lint.baseline = resolve(project, draft->baseline.text);
    take_bodies(reading, &draft->bodies);
    take_corrections(reading, &draft->corrections);
    take_rules(reading, &draft->rules);
    take_dictionaries(reading, &draft->dictionaries);
    take_ignores(reading, &draft->ignores);
}

static void set_place(struct project *project, struct str path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    project->file = arena_copy(project->arena, path);
    project->folder = str_slice(project->file, 0, end);
}

static enum status read_keys(struct project *project, struct str yaml,
                             struct diag *diag)
{
    struct sheet sheet;
    struct draft draft = {0};
    struct reading reading = {project, diag, false};
    enum status status =
        sheet_open(&sheet, yaml, SHEET_FOR_CONFIGURATION, project->arena, diag);
    if (status == STATUS_OK) {
        sheet_read_map(&sheet, sheet_root(&sheet), keys, COUNT(keys), &draft);
        take(&reading, &draft);
        if (sheet.faulty || reading.faulty)
            status = STATUS_SYNTAX;
    }
    sheet_close(&sheet);
    return status == STATUS_OK && arena_failed(project->arena) ? STATUS_NOMEM : status;
}

static struct project *project_new(void)
{
    struct arena *arena = arena_new();
    struct project *project = arena ? arena_alloc(arena, sizeof(*project)) : NULL;
    if (!project) {
        arena_free(arena);
        return NULL;
    }
    project->arena = arena;
    return project;
}

enum status project_read(struct str path, struct str yaml, struct diag *diag,
                         struct project **out)
{
    *out = NULL;
    struct project *project = project_new();
    if (!project)
        return STATUS_NOMEM;
    diag_set_file(diag, path);
    set_place(project, path);
    enum status status = read_keys(project, yaml, diag);
    diag_set_file(diag, STR(""));
    if (status == STATUS_OK)
        *out = project;
    else
        project_close(project);
    return status;
}

enum status project_open(const char *path, struct diag *diag, struct project **out)
{
    *out = NULL;
    if (!*path) {
        *out = project_new();
        return *out ? STATUS_OK : STATUS_NOMEM;
    }
    struct buf yaml = BUF_INIT;
    enum status status = host_read_file(path, 0, &yaml, diag);
    if (status == STATUS_OK)
        status = project_read(str_from(path), buf_str(&yaml), diag, out);
    buf_free(&yaml);
    return status;
}

void project_close(struct project *project)
{
    if (project)
        arena_free(project->arena);
}

enum status project_find(const char *input, struct buf *path)
{
    struct buf folder = BUF_INIT;
    buf_add_cstr(&folder, strcmp(input, "-") == 0 ? "." : input);
    if (folder.status == STATUS_OK && host_kind_of(folder.ptr) != HOST_FOLDER) {
        while (folder.len > 0 && folder.ptr[folder.len - 1] != '/')
            folder.ptr[--folder.len] = '\0';
    }
    enum status status = folder.status;
    if (status == STATUS_OK)
        status = host_find_upwards(folder.ptr, PROJECT_FILE, path);
    buf_free(&folder);
    return status;
}

/* Whether two texts are the same, white space aside. */
static bool same_name(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    for (;;) {
        uint32_t x = 0, y = 0;
        while (i < a.len && utf8_is_space(x = utf8_next(a, &i)))
            x = 0;
        while (j < b.len && utf8_is_space(y = utf8_next(b, &j)))
            y = 0;
        if (x != y || x == 0)
            return x == y;
    }
}

const struct project_body *project_body_lookup(const struct project *project,
                                               struct str name)
{
    for (size_t i = 0; i < project->body_count; i++)
        if (same_name(project->bodies[i].name, name))
            return &project->bodies[i];
    return NULL;
}
