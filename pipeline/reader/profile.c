#include "profile.h"

#include <stdlib.h>

#include "label.h"
#include "sign.h"
#include "term.h"

/* Lines wider than this are not wrapped by a page. */
#define WIDEST 200

/* ---- the wrap column ---- */

/* Short lines are headings, names, ends of paragraphs: they say nothing of a wrap. */
#define LONG 40

struct widths {
    size_t lines; /* long ones */
    size_t at[WIDEST + 2];
    size_t open[WIDEST + 2]; /* prose that stops in the middle of a sentence */
};

static void count_width(const struct line *line, struct widths *widths)
{
    uint32_t width = line->cells > WIDEST ? WIDEST + 1 : line->cells;
    if (line->furniture || line->sign == SIGN_RULE || width < LONG)
        return;
    widths->lines++;
    widths->at[width]++;
    widths->open[width] += !line->sentence && !text_has(line->text, "\t") &&
                           (text_has(line->text, "、") || text_has(line->text, "。") ||
                            text_is_hiragana(text_last(line->text)));
}

/* Lines are wrapped where at least a third of the long ones end within four cells of
 * the same column, most of these in mid-sentence, and hardly any goes beyond. */
static uint32_t find_wrap(const struct lines *lines)
{
    struct widths widths = {0};
    for (size_t i = 0; i < lines->count; i++)
        count_width(&lines->all[i], &widths);
    size_t beyond = widths.at[WIDEST + 1];
    for (uint32_t width = WIDEST; width >= LONG; width--) {
        size_t near_width = 0, open = 0;
        for (uint32_t w = width; w + 4 > width; w--) {
            near_width += widths.at[w];
            open += widths.open[w];
        }
        if (near_width * 3 >= widths.lines && near_width >= 5 &&
            open * 2 >= near_width && beyond * 33 <= widths.lines)
            return width;
        beyond += widths.at[width];
    }
    return 0;
}

/* ---- speakers ---- */

struct tally {
    size_t count[SPEAKER_STYLE_COUNT];
    size_t letters[2]; /* questions and answers */
    uint32_t marks[PROFILE_MARKS_MAX];
    size_t sure[PROFILE_MARKS_MAX];
};

static void count_mark(struct tally *tally, uint32_t mark)
{
    for (int i = 0; i < PROFILE_MARKS_MAX; i++) {
        if (tally->marks[i] == 0)
            tally->marks[i] = mark;
        if (tally->marks[i] == mark) {
            tally->sure[i]++;
            return;
        }
    }
}

/* Prose: what a turn consists of and a roster or heading does not. */
static bool is_prose(struct str text)
{
    return text_ends_sentence(text) ||
           (text_length_up_to(text, 31) > 30 && text_has(text, "、"));
}

static void count_speaker(const struct lines *lines, size_t i, struct tally *tally)
{
    struct speaker speaker = lines_speaker(&lines->all[i]);
    size_t next = lines_next(lines, i + 1);
    bool prose_below = next < lines->count && lines->all[next].blank == 0 &&
                       is_prose(lines->all[next].text);
    switch (speaker.style) {
    case SPEAKER_MARKED:
        if (speaker.sure && !term_is_whole(speaker.called))
            count_mark(tally, speaker.mark);
        break;
    case SPEAKER_LETTER:
        tally->letters[text_one_of(text_first(speaker.called), "ＡA答")]++;
        break;
    case SPEAKER_COLON:
    case SPEAKER_GAP:
        tally->count[speaker.style] += is_prose(speaker.rest);
        break;
    case SPEAKER_ALONE:
        tally->count[SPEAKER_ALONE] += prose_below && !term_is_whole(speaker.called);
        break;
    case SPEAKER_BOXED:
        tally->count[SPEAKER_BOXED] +=
            speaker.rest.len > 0 ? is_prose(speaker.rest) : prose_below;
        break;
    case SPEAKER_BRACKETED:
        tally->count[SPEAKER_BRACKETED] +=
            speaker.rest.len > 0 ? is_prose(speaker.rest) : prose_below;
        break;
    case SPEAKER_NONE:
    case SPEAKER_STYLE_COUNT:
        break;
    }
}

/* One speaker makes no style: a shape that occurs once is something else. */
static void decide_styles(const struct tally *tally, struct profile *out)
{
    size_t kept = 0;
    for (int i = 0; i < PROFILE_MARKS_MAX && tally->marks[i] != 0; i++) {
        if (tally->sure[i] >= 2)
            out->marks[kept++] = tally->marks[i];
    }
    /* ◆ once beside ○ a hundred times is still a speaker. */
    for (int i = 0; kept > 0 && i < PROFILE_MARKS_MAX && tally->marks[i] != 0; i++) {
        if (tally->sure[i] == 1 && kept < PROFILE_MARKS_MAX)
            out->marks[kept++] = tally->marks[i];
    }
    out->styles[SPEAKER_MARKED] = kept > 0;
    out->styles[SPEAKER_LETTER] = tally->letters[0] > 0 && tally->letters[1] > 0;
    out->styles[SPEAKER_COLON] = tally->count[SPEAKER_COLON] >= 2;
    out->styles[SPEAKER_GAP] = tally->count[SPEAKER_GAP] >= 2;
    out->styles[SPEAKER_ALONE] = tally->count[SPEAKER_ALONE] >= 2 && kept == 0;
    out->styles[SPEAKER_BOXED] = tally->count[SPEAKER_BOXED] >= 2;
    out->styles[SPEAKER_BRACKETED] = tally->count[SPEAKER_BRACKETED] >= 2;
}

bool profile_speaks(const struct profile *profile, const struct speaker *speaker)
{
    if (speaker->style == SPEAKER_NONE)
        return false;
    /* In brackets on a line of its own: it heads the replies below it. */
    if (speaker->style == SPEAKER_BRACKETED && speaker->rest.len == 0)
        return true;
    if (!profile->styles[speaker->style])
        return false;
    if (speaker->style != SPEAKER_MARKED)
        return true;
    for (int i = 0; i < PROFILE_MARKS_MAX && profile->marks[i] != 0; i++) {
        if (profile->marks[i] == speaker->mark)
            return true;
    }
    return false;
}

/* ---- speakers that only their print shows ---- */

struct guess {
    struct str called;
    size_t line;
    uint8_t style;
    bool prose; /* what follows is a sentence */
};

static int compare_guesses(const void *a, const void *b)
{
    const struct guess *x = a, *y = b;
    int order = str_compare(x->called, y->called);
    return order != 0 ? order : (int)x->style - (int)y->style;
}

/* In brackets or behind a mark a label stands out; before a colon or a gap it must come
 * again: 例：…です。 */
static bool stands_out(enum speaker_style style)
{
    return style == SPEAKER_BRACKETED || style == SPEAKER_BOXED ||
           style == SPEAKER_MARKED;
}

static bool guess_line(const struct profile *profile, const struct lines *lines,
                       size_t i, struct guess *out)
{
    static const enum speaker_style styles[] = {
        SPEAKER_MARKED, SPEAKER_BRACKETED, SPEAKER_BOXED, SPEAKER_COLON, SPEAKER_GAP};
    const struct line *line = &lines->all[i];
    size_t next = lines_next(lines, i + 1);
    for (size_t k = 0; k < sizeof styles / sizeof *styles; k++) {
        if (!profile->styles[styles[k]])
            continue;
        struct speaker speaker = speaker_guess(line->text, styles[k]);
        if (speaker.style == SPEAKER_NONE || !profile_speaks(profile, &speaker))
            continue;
        bool below = speaker.rest.len == 0 && next < lines->count &&
                     lines->all[next].blank == 0 && lines->all[next].sentence &&
                     lines->all[next].style == SPEAKER_NONE &&
                     lines->all[next].label == LABEL_NONE;
        bool prose = text_ends_sentence(speaker.rest) || below;
        if (prose || (stands_out(styles[k]) && speaker.rest.len > 0 &&
                      styles[k] != SPEAKER_MARKED)) {
            *out = (struct guess){speaker.called, i, (uint8_t)styles[k], prose};
            return true;
        }
    }
    return false;
}

/* Heads are shorter. */
#define HEAD_MAX 60 /* lines */

/* Whether a line above the first that `guess` calls prints the name among others. */
static bool is_named_above(const struct lines *lines, const struct guess *guess)
{
    for (size_t i = 0; i < guess->line && i < HEAD_MAX; i++) {
        struct str text = str_slice(lines->all[i].text, 0, TEXT_LOOK_MAX);
        if (str_find(text, guess->called, 0) != SIZE_MAX && !lines->all[i].sentence &&
            text.len > guess->called.len)
            return true;
    }
    return false;
}

/* 雲井：…: surnames alone, which the roster prints. */
static size_t add_surnames(const struct lines *lines, struct guess *guesses)
{
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->all[i];
        if (line->furniture || line->sign != SIGN_NONE || line->style != SPEAKER_NONE ||
            line->label != LABEL_NONE)
            continue;
        struct speaker speaker = speaker_guess(line->text, SPEAKER_COLON);
        if (speaker.style == SPEAKER_NONE || !text_ends_sentence(speaker.rest) ||
            text_length_up_to(speaker.called, 6) > 5)
            continue;
        struct guess guess = {speaker.called, i, SPEAKER_COLON, true};
        if (is_named_above(lines, &guess) && term_read(line->text).class == TERM_NONE)
            guesses[count++] = guess;
    }
    return count;
}

enum status profile_guess_speakers(struct profile *profile, struct lines *lines,
                                   struct arena *scratch)
{
    size_t count = 0;
    struct guess *guesses = arena_alloc(scratch, (lines->count + 1) * sizeof *guesses);
    if (guesses == NULL)
        return STATUS_NOMEM;
    bool spoken = false;
    for (int i = 0; i < SPEAKER_STYLE_COUNT; i++)
        spoken |= profile->styles[i];
    if (!spoken)
        count = add_surnames(lines, guesses);
    if (count >= 3)
        profile->styles[SPEAKER_COLON] = true;
    for (size_t i = 0; i < count && count >= 3; i++) {
        lines->all[guesses[i].line].style = SPEAKER_COLON;
        lines->all[guesses[i].line].guessed = true;
    }
    count = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->all[i];
        bool free = !line->furniture && line->sign == SIGN_NONE &&
                    (line->style == SPEAKER_NONE || line->style == SPEAKER_ALONE) &&
                    line->label != LABEL_NUMBER;
        if (free && guess_line(profile, lines, i, &guesses[count]) &&
            term_read(line->text).class == TERM_NONE)
            count++;
    }
    qsort(guesses, count, sizeof *guesses, compare_guesses);
    for (size_t i = 0; i < count;) {
        size_t end = i, prose = 0;
        while (end < count && compare_guesses(&guesses[i], &guesses[end]) == 0)
            prose += guesses[end++].prose;
        if (prose < (stands_out(guesses[i].style) ? 1 : 2)) {
            i = end;
            continue;
        }
        for (; i < end; i++) {
            lines->all[guesses[i].line].style = guesses[i].style;
            lines->all[guesses[i].line].guessed = true;
        }
    }
    return STATUS_OK;
}

struct speaker profile_speaker(const struct line *line)
{
    return line->guessed ? speaker_guess(line->text, line->style) : lines_speaker(line);
}

/* ---- bullets ---- */

struct bullet {
    uint32_t mark;
    size_t count, heading;
};

/* A bullet heads what follows when its text is short, no sentence, and what follows is
 * neither its like nor farther in. */
static void count_bullet(const struct lines *lines, size_t i, struct bullet *bullets)
{
    const struct line *line = &lines->all[i];
    size_t next = lines_next(lines, i + 1);
    int b = 0;
    while (b < PROFILE_MARKS_MAX && bullets[b].mark != 0 &&
           bullets[b].mark != (line->shape & 0x1FFFFFu))
        b++;
    if (b == PROFILE_MARKS_MAX)
        return;
    bullets[b].mark = line->shape & 0x1FFFFFu;
    bullets[b].count++;
    bool ahead = next < lines->count && lines->all[next].shape != line->shape &&
                 lines->all[next].sign == SIGN_NONE;
    bullets[b].heading += ahead && !line->sentence && !text_has(line->text, "、") &&
                          text_length_up_to(line->text, 41) <= 40;
}

static void decide_bullets(const struct bullet *bullets, struct profile *out)
{
    static const char32_t headers[] = U"■□◆◇●○◯〇◎▽▼△▲★☆";
    size_t kept = 0;
    for (int i = 0; i < PROFILE_MARKS_MAX && bullets[i].mark != 0; i++) {
        if (text_is_in(bullets[i].mark, headers) &&
            bullets[i].heading * 10 >= bullets[i].count * 7)
            out->heading_bullets[kept++] = bullets[i].mark;
    }
}

void profile_gather(const struct lines *lines, struct profile *out)
{
    struct tally tally = {{0}, {0}, {0}, {0}};
    struct bullet bullets[PROFILE_MARKS_MAX] = {{0, 0, 0}};
    size_t bullet_count = 0, bullet_sentences = 0, starts = 0, indents = 0;
    *out = (struct profile){0};
    out->wrap = find_wrap(lines);
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->all[i];
        if (line->furniture)
            continue;
        if (line->style != SPEAKER_NONE)
            count_speaker(lines, i, &tally);
        if (line->label == LABEL_BULLET && line->sign == SIGN_NONE) {
            count_bullet(lines, i, bullets);
            bullet_count++;
            bullet_sentences += line->sentence;
        }
        size_t next = lines_next(lines, i + 1);
        if (next < lines->count && line->sentence && line->cells + 6 < out->wrap &&
            lines->all[next].blank == 0 && lines->all[next].label == LABEL_NONE &&
            lines->all[next].sign == SIGN_NONE &&
            lines->all[next].style == SPEAKER_NONE) {
            starts++;
            indents += lines->all[next].indent > 0;
        }
    }
    decide_styles(&tally, out);
    decide_bullets(bullets, out);
    out->bullets_end = bullet_sentences * 10 >= bullet_count * 7;
    out->indented = indents * 2 > starts;
}
