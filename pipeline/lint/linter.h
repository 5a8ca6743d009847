/* Inside of lint: what a rule is, and what it may use while it looks at a document. */
#ifndef LINT_LINTER_H
#define LINT_LINTER_H

#include "characters.h"
#include "lexicon.h"
#include "lint/lint.h"
#include "passage.h"

struct lint {
    const struct lint_options *options;
    struct arena *arena;
    struct lexicon *terms; /* values: indices into `forms` */
    struct variant_form *forms;
    struct variant_term *contexts; /* one for each term of the options */
    size_t form_count;
    struct lexicon *kana; /* values: indices of slips */
};

struct linter {
    const struct lint *lint;
    const struct doc *doc;
    struct lint_findings *out;
    void *states[LINT_RULE_COUNT]; /* of the rules' own kinds, zero at first */
    struct people *people;         /* NULL until a rule asks (people_of) */
    enum status status;
};

/* A rule is called with every passage in which one of its classes occurs, in document
 * order, then once at the end. Either function may be missing. */
struct rule {
    uint32_t needs; /* a bit for each enum character_class; 0: any passage */
    size_t state_size;
    void (*look)(struct linter *linter, void *state, const struct passage *passage);
    void (*finish)(struct linter *linter, void *state);
};

#define NEEDS(class) (1u << CHARACTER_##class)

extern const struct rule rule_spaced_latin, rule_radical, rule_compat_ideograph,
    rule_non_jis_kanji, rule_invisible, rule_pua, rule_halfwidth_kana, rule_wave_dash,
    rule_minus_dash, rule_number_width_mix, rule_variant_term, rule_doubled_kana,
    rule_unpaired_bracket, rule_number_gap, rule_item_style, rule_confusable_name,
    rule_role_roster, rule_date_weekday, rule_time_range, rule_missing_fact,
    rule_no_ending;

/* ---- places and reports; memory belongs to the findings ---- */

struct place_list {
    struct lint_place *items;
    size_t count, capacity;
};

/* The place of a stretch of a passage. `after` (ptr NULL: none) is copied; it is left
 * out where the stretch belongs to a name or cannot be mended as one piece. */
struct lint_place linter_place(struct linter *linter, const struct passage *passage,
                               size_t from, size_t to, struct str after);

/* A place in the document that is no stretch of a passage; `context` tells it from
 * others of its rule. */
struct lint_place linter_place_at(struct linter *linter, struct diag_pos pos,
                                  struct str context);
void place_list_add(struct linter *linter, struct place_list *list,
                    struct lint_place place);

/* Reports one finding; the places are copied. */
void linter_report(struct linter *linter, enum lint_rule rule,
                   const struct lint_place *places, size_t count, const char *msgid,
                   ...) __attribute__((format(printf, 5, 6)));

/* The same for a message without arguments, whose place is one. */
void linter_report_plain(struct linter *linter, enum lint_rule rule,
                         const struct lint_place *place, const char *msgid);

/* Makes the last report a note, unless the rule was given a severity of its own. */
void linter_last_is_note(struct linter *linter);

void *linter_alloc(struct linter *linter, size_t bytes);

/* For doubling an array that lives in the arena. */
void *linter_grow(struct linter *linter, void *items, size_t count, size_t *capacity,
                  size_t item_size);

/* ---- what lint_open prepares ---- */

enum status variants_prepare(struct lint *lint);
enum status kana_prepare(struct lint *lint);

/* Code points of a text that the options hold, owned by the arena. */
struct word {
    const uint32_t *text;
    size_t length;
};
struct word word_of(struct arena *arena, struct str text);

/* Whether the word stands in the passage at `at`, or ends there. */
bool word_starts(const struct passage *passage, size_t at, struct word word);
bool word_ends(const struct passage *passage, size_t at, struct word word);

#endif
