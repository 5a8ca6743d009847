#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "model/attributes.h"
#include "model/same_text.h"

enum status verify_report_open(struct verify_report *report, struct diag *diag)
{
    *report = (struct verify_report){.arena = arena_new(), .diag = diag};
    return report->arena ? STATUS_OK : STATUS_NOMEM;
}

void verify_report_close(struct verify_report *report)
{
    arena_free(report->arena);
    free(report->findings);
    *report = (struct verify_report){0};
}

void report_add(struct verify_report *report, struct verify_finding finding)
{
    if (report->count == report->capacity) {
        size_t capacity = report->capacity ? report->capacity * 2 : 16;
        struct verify_finding *findings =
            realloc(report->findings, capacity * sizeof(*findings));
        if (!findings) {
            report->status = STATUS_NOMEM;
            return;
        }
        report->findings = findings;
        report->capacity = capacity;
    }
    finding.entry = diag_count(report->diag) - 1;
    finding.expected = arena_copy(report->arena, finding.expected);
    finding.found = arena_copy(report->arena, finding.found);
    report->findings[report->count++] = finding;
    if (arena_failed(report->arena))
        report->status = STATUS_NOMEM;
}

void report_unreadable(struct verify_report *report, struct str path, const char *why)
{
    diag_set_file(report->diag, path);
    diag_report(report->diag, DIAG_VERIFY_UNREADABLE, (struct diag_pos){0, 0}, why);
    report_add(report, (struct verify_finding){0});
}

static void report_fact(struct verify_report *report, struct str path, const char *name,
                        const struct doc_fact *fact, struct str found)
{
    diag_set_file(report->diag, path);
    diag_report(report->diag, DIAG_VERIFY_FACT, (struct diag_pos){0, 0},
                "'%s' is given as \"%.*s\" where the record has \"%.*s\"", name,
                STR_ARGS(found), STR_ARGS(fact->value));
    report_add(report, (struct verify_finding){.source = fact->pos,
                                               .expected = fact->value,
                                               .found = found});
}

/* A document without a title is titled by its file. */
static bool is_stand_in(const char *name, const struct doc_fact *fact)
{
    return fact->value.len == 0 && strcmp(name, "title") == 0;
}

void report_compare_facts(struct verify_report *report, struct str path,
                          const struct doc *doc, const struct record *found)
{
    for (size_t i = 0; i < found->fact_count; i++) {
        const struct record_fact *stated = &found->facts[i];
        const struct doc_fact *fact = NULL;
        for (size_t row = 0; row < doc_fact_row_count; row++)
            if (strcmp(doc_fact_rows[row].name, stated->name) == 0)
                fact = doc_fact_lookup(&doc->facts, &doc_fact_rows[row]);
        if (fact && !is_stand_in(stated->name, fact) &&
            !text_is_same(fact->value, stated->value, NULL))
            report_fact(report, path, stated->name, fact, stated->value);
    }
}
