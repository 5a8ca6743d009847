/* SARIF 2.1.0 (OASIS Standard, 2020): what code scanning services take. Section numbers
 * are of that document. */
#include <jansson.h>

#include "config.h"
#include "lint_report.h"
#include "uri.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static json_t *text_of(struct str text)
{
    return json_stringn(text.ptr ? text.ptr : "", text.len);
}

static json_t *message_of(struct str text)
{
    return json_pack("{s:o}", "text", text_of(text));
}

static const char *level_of(enum lint_severity severity)
{
    static const char *const levels[] = {"none", "note", "warning", "error"};
    return levels[severity];
}

/* 3.4.3: a relative reference, or a file URI where the path is absolute. */
static json_t *artifact_of(struct str path)
{
    struct buf uri = BUF_INIT;
    if (str_starts(path, STR("/")))
        buf_add_cstr(&uri, "file://");
    uri_add_path(path, &uri);
    json_t *artifact = uri.status == STATUS_OK
                           ? json_pack("{s:o}", "uri", text_of(buf_str(&uri)))
                           : NULL;
    buf_free(&uri);
    return artifact;
}

/* 3.30; columns count code points, as the run's columnKind says. */
static json_t *region_of(const struct lint_place *place)
{
    return json_pack("{s:I, s:I, s:I}", "startLine", (json_int_t)place->pos.line,
                     "startColumn", (json_int_t)place->pos.column, "endColumn",
                     (json_int_t)place->pos.column + place->length);
}

/* 3.28; a place without a line is the file as such. */
static json_t *location_of(struct str path, const struct lint_place *place)
{
    json_t *physical = json_pack("{s:o}", "artifactLocation", artifact_of(path));
    if (physical && place->pos.line > 0 && place->pos.column > 0)
        json_object_set_new(physical, "region", region_of(place));
    return json_pack("{s:o}", "physicalLocation", physical);
}

/* 3.27.22: the other places of the finding. */
static json_t *related_of(struct str path, const struct lint_finding *finding)
{
    json_t *related = json_array();
    for (size_t i = 1; i < finding->place_count; i++) {
        json_t *location = location_of(path, &finding->places[i]);
        if (location)
            json_object_set_new(location, "id", json_integer((json_int_t)i));
        json_array_append_new(related, location);
    }
    return related;
}

/* 3.55: one fix mends all places of the finding. */
static json_t *fixes_of(struct str path, const struct lint_finding *finding)
{
    json_t *replacements = json_array();
    for (size_t i = 0; i < finding->place_count; i++) {
        const struct lint_place *place = &finding->places[i];
        if (place->after.ptr)
            json_array_append_new(replacements,
                                  json_pack("{s:o, s:{s:o}}", "deletedRegion",
                                            region_of(place), "insertedContent", "text",
                                            text_of(place->after)));
    }
    if (json_array_size(replacements) == 0) {
        json_decref(replacements);
        return NULL;
    }
    return json_pack("[{s:[{s:o, s:o}]}]", "artifactChanges", "artifactLocation",
                     artifact_of(path), "replacements", replacements);
}

static json_t *result_of(struct str path, const struct lint_told *told)
{
    const struct lint_finding *finding = told->finding;
    json_t *result = json_pack(
        "{s:s, s:i, s:s, s:o, s:[o], s:{s:s}}", "ruleId", lint_rule_name(finding->rule),
        "ruleIndex", (int)finding->rule, "level", level_of(finding->severity),
        "message", message_of(finding->english), "locations",
        location_of(path, &finding->places[0]), "partialFingerprints",
        "gijirokuContext/v1", told->fingerprint);
    json_t *fixes = fixes_of(path, finding);
    if (result && finding->place_count > 1)
        json_object_set_new(result, "relatedLocations", related_of(path, finding));
    if (result && fixes)
        json_object_set_new(result, "fixes", fixes);
    else
        json_decref(fixes);
    return result;
}

/* 3.49 */
static json_t *rule_of(enum lint_rule rule, const struct explanation *explanation)
{
    const struct explanation_text *text = &explanation->en;
    struct buf help = BUF_INIT;
    buf_printf(&help, "%.*s\n%.*s", STR_ARGS(text->why), STR_ARGS(text->norm));
    json_t *made = json_pack(
        "{s:s, s:o, s:o, s:o, s:{s:s}, s:{s:o, s:o}}", "id", lint_rule_name(rule),
        "shortDescription", message_of(text->title), "fullDescription",
        message_of(text->what), "help", message_of(buf_str(&help)),
        "defaultConfiguration", "level", level_of(lint_rule_severity(rule)),
        "properties", "title-ja", text_of(explanation->ja.title), "description-ja",
        text_of(explanation->ja.what));
    buf_free(&help);
    return made;
}

/* 3.19.23: every rule, whether it found something or not. */
static json_t *rules_of(const struct explanations *explanations)
{
    json_t *rules = json_array();
    for (enum lint_rule rule = 0; rule < LINT_RULE_COUNT; rule++)
        json_array_append_new(rules, rule_of(rule, &explanations->rules[rule]));
    return rules;
}

static enum status add(struct lint_report *report,
                       const struct lint_report_document *document)
{
    if (!report->state)
        report->state = json_array();
    for (size_t i = 0; i < document->count; i++)
        if (json_array_append_new(report->state,
                                  result_of(document->path, &document->told[i])) != 0)
            return STATUS_NOMEM;
    return STATUS_OK;
}

static enum status finish(struct lint_report *report)
{
    json_t *results = report->state ? report->state : json_array();
    report->state = NULL;
    json_t *driver = json_pack("{s:s, s:s, s:o}", "name", "gijiroku", "semanticVersion",
                               CONFIG_VERSION, "rules", rules_of(report->explanations));
    json_t *root = json_pack("{s:s, s:s, s:[{s:{s:o}, s:s, s:o}]}", "$schema", SCHEMA,
                             "version", "2.1.0", "runs", "tool", "driver", driver,
                             "columnKind", "unicodeCodePoints", "results", results);
    return lint_report_dump(root, &report->out);
}

static void close_sarif(struct lint_report *report)
{
    json_decref(report->state);
}

const struct lint_report_format lint_report_sarif = {"sarif", add, finish, close_sarif,
                                                     true};
