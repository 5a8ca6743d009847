#include "sequence.h"

#include "label.h"
#include "sign.h"

/* Runs open inside one another; deeper numbering than this exists nowhere. */
#define OPEN_MAX 32

/* A number may be skipped in a run, but a jump starts another. */
#define JUMP_MAX 3

#define HEADING_MAX 60 /* characters */

struct run {
    uint32_t shape, value, indent;
    bool wide; /* printed with full-width figures or brackets */
    uint32_t count, sentences, apart, blank;
    size_t last;     /* line of the last member */
    uint32_t spoken; /* members that a speaker follows */
    bool agenda;
};

struct runs {
    struct run *all;
    uint32_t *of_line; /* run of each line + 1; 0 for none */
    size_t count;
    size_t open[OPEN_MAX];
    size_t depth;
};

bool sequence_is_cut(const struct lines *lines, size_t i)
{
    size_t next = lines_next(lines, i + 1);
    return next > i + 1 && next < lines->count &&
           lines->all[next].label == LABEL_NONE &&
           text_is_hiragana(text_first(lines->all[next].text)) &&
           !lines->all[i].sentence;
}

static bool is_sentence(const struct line *line, struct str rest,
                        const struct profile *profile)
{
    if (line->sentence)
        return true;
    bool wrapped = profile->wrap > 0 && line->cells + 4 >= profile->wrap;
    return (wrapped && text_has(rest, "、")) ||
           text_length_up_to(rest, HEADING_MAX + 1) > HEADING_MAX;
}

static bool is_wide(const struct label *label)
{
    return text_first(label->text) > 0x7F;
}

/* Whether the label is the next of the run; `alike`: printed as its members are. */
static bool goes_on(const struct run *run, const struct label *label, uint32_t indent,
                    bool alike)
{
    return run->shape == label->shape && label->value > run->value &&
           label->value <= run->value + JUMP_MAX &&
           (!alike || (run->wide == is_wide(label) && run->indent == indent));
}

/* The run that `label` continues, after closing what is open inside it. One that is
 * printed alike comes before another of the shape. */
static struct run *find_run(struct runs *runs, const struct label *label,
                            uint32_t indent)
{
    for (int alike = 1; alike >= 0; alike--) {
        for (size_t d = runs->depth; d > 0; d--) {
            struct run *run = &runs->all[runs->open[d - 1]];
            if (goes_on(run, label, indent, alike == 1)) {
                runs->depth = d;
                return run;
            }
            /* 1 again: another run beside it, or inside where it is printed otherwise
             */
            if (run->shape == label->shape && run->indent == indent &&
                run->wide == is_wide(label)) {
                runs->depth = d - 1;
                alike = 0;
                break;
            }
        }
    }
    if (runs->depth == OPEN_MAX)
        runs->depth--;
    struct run *run = &runs->all[runs->count];
    *run = (struct run){.shape = label->shape,
                        .indent = indent,
                        .wide = is_wide(label),
                        .agenda = label_names_agenda(label)};
    runs->open[runs->depth++] = runs->count++;
    return run;
}

static void add_member(struct lines *lines, size_t i, const struct profile *profile,
                       struct runs *runs)
{
    struct label label = label_read(lines->all[i].text);
    struct run *run = find_run(runs, &label, lines->all[i].indent);
    size_t next = lines_next(lines, i + 1);
    run->sentences +=
        is_sentence(&lines->all[i], label.rest, profile) || sequence_is_cut(lines, i);
    run->apart += run->count > 0 && lines_next(lines, run->last + 1) != i;
    run->blank += lines->all[i].blank > 0;
    run->value = label.value;
    run->last = i;
    run->count++;
    if (next < lines->count) {
        struct speaker speaker = profile_speaker(&lines->all[next]);
        run->spoken += profile_speaks(profile, &speaker);
    }
    runs->of_line[i] = (uint32_t)(run - runs->all) + 1;
}

/* A single numbered line heads what follows when a blank line or a speaker sets it
 * apart and it is no sentence. */
static enum verdict judge(const struct lines *lines, const struct run *run)
{
    if (run->agenda)
        return VERDICT_HEADING;
    if (run->sentences * 2 > run->count)
        return VERDICT_ITEM;
    if (run->apart > 0 || run->spoken > 0)
        return VERDICT_HEADING;
    size_t next = lines_next(lines, run->last + 1);
    /* each set apart, and another numbering below the last */
    if (run->count > 1 && run->blank == run->count && run->sentences == 0 &&
        next < lines->count && lines->all[next].label == LABEL_NUMBER &&
        lines->all[next].shape != lines->all[run->last].shape)
        return VERDICT_HEADING;
    if (run->count > 1 || run->sentences > 0 || next == lines->count)
        return VERDICT_ITEM;
    const struct line *line = &lines->all[run->last];
    return line->blank > 0 || lines->all[next].blank > 0 ||
                   lines->all[next].label != LABEL_NONE
               ? VERDICT_HEADING
               : VERDICT_ITEM;
}

enum status sequence_judge(struct lines *lines, const struct profile *profile,
                           struct arena *scratch)
{
    size_t numbered = 0;
    for (size_t i = 0; i < lines->count; i++)
        numbered += lines->all[i].label == LABEL_NUMBER;
    struct runs runs = {0};
    runs.all = arena_alloc(scratch, (numbered + 1) * sizeof *runs.all);
    runs.of_line = arena_alloc(scratch, (lines->count + 1) * sizeof *runs.of_line);
    if (runs.all == NULL || runs.of_line == NULL)
        return STATUS_NOMEM;
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->all[i];
        if (line->label == LABEL_NUMBER && !line->furniture && line->sign == SIGN_NONE)
            add_member(lines, i, profile, &runs);
    }
    for (size_t i = 0; i < lines->count; i++) {
        if (runs.of_line[i] != 0) {
            const struct run *run = &runs.all[runs.of_line[i] - 1];
            lines->all[i].verdict = (uint8_t)judge(lines, run);
            lines->all[i].heads_turns = run->spoken == run->count && run->count > 1;
        }
    }
    return STATUS_OK;
}
