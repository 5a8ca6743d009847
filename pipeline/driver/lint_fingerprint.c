#include <stdlib.h>
#include <string.h>

#include "lint_report.h"
#include "output.h"

_Static_assert(LINT_FINGERPRINT_DIGITS <= OUTPUT_SHA256_DIGITS, "half of it");

static void hash(const struct lint_finding *finding, unsigned number, char *out)
{
    char digest[OUTPUT_SHA256_DIGITS + 1];
    struct buf text = BUF_INIT;
    buf_printf(&text, "%s\n%u\n", lint_rule_name(finding->rule), number);
    buf_add(&text, finding->places[0].context);
    output_hash(buf_str(&text), digest);
    buf_free(&text);
    memcpy(out, digest, LINT_FINGERPRINT_DIGITS);
    out[LINT_FINGERPRINT_DIGITS] = '\0';
}

/* Findings of one rule in the same context, in their order. */
static int by_context(const void *a, const void *b)
{
    const struct lint_told *const *x = a, *const *y = b;
    const struct lint_finding *f = (*x)->finding, *g = (*y)->finding;
    if (f->rule != g->rule)
        return f->rule < g->rule ? -1 : 1;
    int order = str_compare(f->places[0].context, g->places[0].context);
    return order != 0 ? order : (*x > *y) - (*x < *y);
}

enum status lint_fingerprint(const struct lint_findings *findings,
                             struct lint_told *told)
{
    struct lint_told **sorted = calloc(findings->count + 1, sizeof(*sorted));
    unsigned number = 0;
    if (!sorted)
        return STATUS_NOMEM;
    for (size_t i = 0; i < findings->count; i++) {
        told[i].finding = &findings->items[i];
        sorted[i] = &told[i];
    }
    qsort(sorted, findings->count, sizeof(*sorted), by_context);
    for (size_t i = 0; i < findings->count; i++) {
        const struct lint_finding *here = sorted[i]->finding;
        const struct lint_finding *last = i > 0 ? sorted[i - 1]->finding : NULL;
        bool again = last && last->rule == here->rule &&
                     str_equal(last->places[0].context, here->places[0].context);
        number = again ? number + 1 : 1;
        hash(here, number, sorted[i]->fingerprint);
    }
    free(sorted);
    return STATUS_OK;
}
