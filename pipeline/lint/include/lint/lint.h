/* Lint: what someone should look at before minutes are published. Rules look at the
 * document and report findings; nothing is changed. What may be mended stands with the
 * finding, and lint_mend applies it to the text. */
#ifndef LINT_LINT_H
#define LINT_LINT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/status.h"
#include "model/model.h"

enum lint_rule {
#define LINT_RULE(id, name, severity, fix) LINT_##id,
#include "lint/rules.def"
#undef LINT_RULE
    LINT_RULE_COUNT
};

enum lint_severity {
    LINT_OFF,
    LINT_NOTE, /* told to those who ask for notes */
    LINT_WARNING,
    LINT_ERROR,
};

enum lint_fix {
    LINT_FIX_NONE,
    LINT_FIX_SAFE,       /* by --fix */
    LINT_FIX_ON_REQUEST, /* by --fix-rule alone */
};

const char *lint_rule_name(enum lint_rule rule);
enum lint_severity lint_rule_severity(enum lint_rule rule);
enum lint_fix lint_rule_fix(enum lint_rule rule);
const char *lint_severity_name(enum lint_severity severity);

/* The rule with that name; LINT_RULE_COUNT where there is none. */
enum lint_rule lint_rule_lookup(struct str name);

/* Texts of a list; borrowed. */
struct lint_texts {
    const struct str *items;
    size_t count;
};

/* One notion and the ways it is written; see the dictionaries in templates/lint/. */
struct lint_term {
    struct lint_texts forms;      /* at least two; the first is the one recommended */
    struct lint_texts not_after;  /* what stands before it where it is another word */
    struct lint_texts not_before; /* what follows it there */
    struct lint_texts after;      /* not empty: one of these must stand before it */
    struct lint_texts before;     /* not empty: one of these must follow */
    bool always; /* a form that is not recommended is a finding in itself */
};

/* Longer forms are no words any more; the bound keeps matching linear. */
#define LINT_FORM_MAX 32

struct lint_terms {
    const struct lint_term *items;
    size_t count;
};

/* The members of a body, as its office keeps them. */
struct lint_roster {
    struct str body;
    struct lint_texts members;
};
struct lint_rosters {
    const struct lint_roster *items;
    size_t count;
};

/* One stretch of the text, within one line. */
struct lint_place {
    struct diag_pos pos;
    uint32_t length; /* code points; 0: the place as such */
    struct str before;
    struct str after;   /* what would mend it; ptr NULL: nothing would */
    struct str context; /* with the text around it: tells it from others of its kind,
                           wherever it moves in the document */
};

struct lint_finding {
    enum lint_rule rule;
    enum lint_severity severity;
    struct str message; /* in the user's language */
    struct str english;
    const struct lint_place *places; /* in order; the first is the finding's own */
    size_t place_count;              /* at least 1 */
};

/* What rules were told beside the document. Everything is borrowed. */
struct lint_options {
    enum lint_severity severities[LINT_RULE_COUNT]; /* lint_defaults sets them */
    diag_translate_fn *translate;                   /* may be NULL */
    struct lint_terms terms;
    struct lint_rosters rosters;
};

void lint_defaults(struct lint_options *options);

/* Findings in the order of their places. */
struct lint_findings {
    struct arena *arena; /* owns all texts and places */
    struct lint_finding *items;
    size_t count, capacity;
};

/* The rules made ready for any number of documents: constant, shared by threads. */
struct lint;

/* `options` must outlive the result. STATUS_NOMEM; STATUS_LIMIT for a form that is too
 * long or empty. lint_close releases (NULL is allowed). */
enum status lint_open(const struct lint_options *options, struct lint **out);
void lint_close(struct lint *lint);

/* Looks at a document. STATUS_NOMEM. Release with lint_findings_free, after a failure
 * too. Time is linear in the size of the document. */
enum status lint_check(const struct lint *lint, const struct doc *doc,
                       struct lint_findings *out);
void lint_findings_free(struct lint_findings *findings);

/* What lint_mend changed; the places are those of the findings. */
struct lint_edit {
    enum lint_rule rule;
    const struct lint_place *place;
};
struct lint_edits {
    struct lint_edit *items; /* in the order of the text */
    size_t count;
};

/* Appends the text with what the findings of the chosen rules would mend. `text` is
 * what the document was read from: lines and columns are counted in it. Release the
 * edits with lint_edits_free, after a failure too. STATUS_NOMEM. */
enum status lint_mend(struct str text, const struct lint_findings *findings,
                      const bool chosen[LINT_RULE_COUNT], struct buf *out,
                      struct lint_edits *made);
void lint_edits_free(struct lint_edits *edits);

#endif
