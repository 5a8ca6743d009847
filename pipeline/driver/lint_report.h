/* Findings as text, JSON, SARIF or annotations. */
#ifndef DRIVER_LINT_REPORT_H
#define DRIVER_LINT_REPORT_H

#include "explanations.h"
#include "lint/lint.h"
#include "terminal.h"

/* Hexadecimal digits of half a SHA-256: no two findings of a project share them. */
#define LINT_FINGERPRINT_DIGITS 32

/* A finding that is reported. */
struct lint_told {
    const struct lint_finding *finding;
    char fingerprint[LINT_FINGERPRINT_DIGITS + 1];
};

/* Fills `told` (of findings->count) with all findings in their order. The fingerprint
 * is the same in an edited text as long as what stands around the place is.
 * STATUS_NOMEM.
 */
enum status lint_fingerprint(const struct lint_findings *findings,
                             struct lint_told *told);

/* The findings of one document that are reported. */
struct lint_report_document {
    struct str path; /* as the user named it */
    const struct lint_told *told;
    size_t count;
    struct terminal_listing *listing; /* the text that the places are in */
};

struct lint_report {
    const struct lint_report_format *format;
    struct terminal terminal;                /* how text is shown */
    void *state;                             /* of the format */
    const struct explanations *explanations; /* set by the caller, if the format
                                                explains */
    struct buf out;
};

/* A row of the table of formats. */
struct lint_report_format {
    const char *name;
    enum status (*add)(struct lint_report *report,
                       const struct lint_report_document *document);
    enum status (*finish)(struct lint_report *report);
    void (*close)(struct lint_report *report);
    bool explains; /* tells of the rules: needs explanations */
};

extern const struct lint_report_format lint_report_json, lint_report_sarif;

/* NULL stands for text. STATUS_USAGE, reported, for a format that is not there. Release
 * with lint_report_close, after a failure too. */
enum status lint_report_open(struct lint_report *report, const char *format,
                             const struct terminal *terminal, enum option_color color,
                             struct diag *diag);
void lint_report_close(struct lint_report *report);

enum status lint_report_add(struct lint_report *report,
                            const struct lint_report_document *document);

/* Completes the product in report->out. */
enum status lint_report_finish(struct lint_report *report);

/* Appends a value, indented by 2 with a final line end, and takes its reference; NULL
 * stands for memory that was short. For formats that are JSON. */
struct json_t;
enum status lint_report_dump(struct json_t *value, struct buf *out);

#endif
