#include "lineup.h"

#include "number.h"
#include "speaker.h"

/* More words than a line of persons has. */
#define WORDS_MAX 60

/* A person has few words: a seat, two posts, the letters of a name, marks. */
#define PERSON_WORDS_MAX 12

/* Costs; a reading of a line may cost COST_MAX for each of its persons. */
#define COST_NONE 1000u
#define COST_MAX 25u

enum word_class {
    WORD_SEAT = 1, /* 1番 */
    WORD_POST = 2,
    WORD_PIECE = 4,   /* of a name */
    WORD_WHOLE = 8,   /* 久遠委員: names a person by itself */
    WORD_MARK = 16,   /* （会長） */
    WORD_SIGN = 32,   /* ◎ in front of a name */
    WORD_HONOUR = 64, /* 君 */
};

struct word {
    struct str text;
    unsigned classes;
    unsigned letters;
    unsigned gap; /* white space before it, a wide one counts 2, a tab 4 */
};

struct lineup {
    struct word words[WORDS_MAX];
    size_t count;
    unsigned narrowest, widest; /* gaps */
    bool post_last;
    bool whole; /* every word that is no mark names a person by itself */
};

/* ---- words ---- */

static bool is_number_alone(struct str s)
{
    uint32_t value;
    return number_read(s, NUMBER_DIGIT, &value) == s.len;
}

/* 公募委員, 学識委員 name a seat and nobody in it. */
static bool is_kind_of_seat(struct str name)
{
    static const char *const words[] = {
        "公募", "学識", "市民", "一般", "特別", "臨時", "専門", "出席", "欠席", "推進",
        "監査", "教育", "農業", "民生", "常任", "代理", "担当", "関係", "各",   "全",
        "両",   "当該", "外部", "議会", "主任", "首席", "主席", "代表", "運営", "審査"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal(name, str_from(words[i])))
            return true;
    }
    return false;
}

static bool names_person(struct str s)
{
    struct speaker speaker;
    return speaker_judge(s, &speaker) && speaker.name.len > 0 &&
           !is_kind_of_seat(speaker.name) && speaker.attribution == DOC_NAMED &&
           text_length_up_to(speaker.name, 6) <= 5;
}

static bool is_letters(struct str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        if (!text_is_kanji(c) && !text_is_hiragana(c) && !text_is_katakana(c) &&
            !text_one_of(c, "・ヶヵ") && !(c >= 0xE0100 && c <= 0xE01EF) &&
            !(c >= 0xFE00 && c <= 0xFE0F))
            return false;
    }
    return true;
}

static unsigned classify(struct str s)
{
    uint32_t first = text_first(s);
    unsigned classes = 0;
    size_t after;
    if (text_closing_bracket(first) != 0)
        return text_bracketed(s, 0) == s.len ? WORD_MARK : 0;
    if (text_length_up_to(s, 2) == 1 && text_one_of(first, PERSON_SIGNS))
        return WORD_SIGN;
    if (str_equal(s, STR("君")) || str_equal(s, STR("氏")))
        return WORD_HONOUR | WORD_PIECE;
    if (person_is_seat(s) || is_number_alone(s) ||
        (text_ends(s, "番") && s.len <= 15 && text_gap(s, 1, &after) < s.len))
        return WORD_SEAT;
    if (text_has(s, "、") || text_has(s, "，"))
        return 0;
    if (person_is_post(s) ||
        (speaker_role(s).len == s.len && text_length_up_to(s, 2) == 2))
        classes |= WORD_POST;
    if (names_person(s))
        classes |= WORD_WHOLE;
    if (!(classes & WORD_POST) && is_letters(s) && person_is_name(s))
        classes |= WORD_PIECE;
    return classes;
}

static bool add_word(struct lineup *lineup, struct str text, unsigned gap)
{
    if (lineup->count == WORDS_MAX)
        return false;
    struct word *word = &lineup->words[lineup->count++];
    *word = (struct word){.text = text, .gap = gap, .classes = classify(text)};
    word->letters = (unsigned)text_length_up_to(text, 30);
    return word->classes != 0;
}

/* 総　務　課　長: single letters that together are an office, and no name yet. */
static size_t spaced_office(struct str s)
{
    struct squeezed squeezed;
    size_t at = 0, found = 0;
    for (int letters = 0; letters < 9 && at < s.len; letters++) {
        size_t after, gap = text_gap(text_from(s, at), 1, &after);
        if (text_length_up_to(str_slice(s, at, at + gap), 2) != 1)
            break;
        text_squeeze(str_slice(s, 0, at + gap), &squeezed);
        if (letters >= 2 && speaker_role(squeezed.str).len >= 6 &&
            person_is_office(squeezed.str) && at + gap < s.len)
            found = at + gap;
        at += after;
    }
    return found;
}

/* Where the word that begins `s` ends: at white space or a bracket. */
static size_t word_end(struct str s)
{
    size_t spaced = speaker_spaced_role(str_slice(s, 0, 60)), at = 0;
    size_t seat = person_spaced_seat(s), office = spaced_office(s);
    uint32_t first = utf8_next(s, &at);
    if (seat > 0 || spaced > 0 || office > 0)
        return seat > 0 ? seat : spaced > office ? spaced : office;
    if (text_closing_bracket(first) != 0)
        return text_bracketed(s, 0);
    if (text_one_of(first, PERSON_SIGNS))
        return at;
    while (at < s.len) {
        size_t next = at;
        uint32_t c = utf8_next(s, &next);
        if (utf8_is_space(c) || text_closing_bracket(c) != 0)
            break;
        at = next;
    }
    return at;
}

static bool cut_words(struct str line, struct lineup *lineup)
{
    unsigned gap = 0;
    lineup->narrowest = COST_NONE;
    for (size_t at = 0; at < line.len;) {
        size_t next = at;
        uint32_t c = utf8_next(line, &next);
        if (utf8_is_space(c)) {
            gap += c == '\t' ? 4 : c == 0x3000 ? 2 : 1;
            at = next;
            continue;
        }
        size_t end = word_end(text_from(line, at));
        if (end == 0 || !add_word(lineup, str_slice(line, at, at + end), gap))
            return false;
        if (lineup->count > 1 && gap > 0) {
            lineup->narrowest = gap < lineup->narrowest ? gap : lineup->narrowest;
            lineup->widest = gap > lineup->widest ? gap : lineup->widest;
        }
        gap = 0;
        at += end;
    }
    lineup->whole = true;
    for (size_t i = 0; i < lineup->count; i++)
        lineup->whole &=
            (lineup->words[i].classes & (WORD_WHOLE | WORD_MARK | WORD_SIGN)) != 0;
    return lineup->count > 1;
}

/* ---- what a person costs ---- */

/* A name of one word. 3 and 3 letters may be two persons or one, 2 are hardly a whole
 * name. */
static unsigned cost_single(const struct word *word)
{
    if (text_has(word->text, "・"))
        return 0;
    return word->letters >= 4 && word->letters <= 5   ? 2
           : word->letters == 3                       ? 6
           : word->letters == 6 || word->letters == 7 ? 12
           : word->letters == 2                       ? 24
                                                      : COST_NONE;
}

static unsigned cost_pair(const struct word *family, const struct word *given)
{
    if (family->letters > 5 || given->letters > 5)
        return COST_NONE;
    if (family->letters == 1 && given->letters == 1)
        return 10;
    if (family->letters == 3 && given->letters == 3)
        return 15;
    return family->letters >= 4 || given->letters >= 4 ? 12 : 0;
}

/* The letters of a name spaced out: all but one word have one letter. */
static unsigned cost_spaced(const struct word *words, size_t count)
{
    unsigned letters = 0, longer = 0;
    for (size_t i = 0; i < count; i++) {
        letters += words[i].letters;
        longer += words[i].letters > 1;
    }
    return longer <= 1 && letters <= 6 ? (count > 4 ? 12u : 4u) : COST_NONE;
}

/* `count` words as a name, the gaps inside it against those around it. */
static unsigned cost_name(const struct lineup *lineup, size_t at, size_t count,
                          size_t behind)
{
    const struct word *words = lineup->words + at;
    unsigned inner = 0, cost;
    for (size_t i = 0; i < count; i++) {
        if (!(words[i].classes & WORD_PIECE) || (words[i].classes & WORD_HONOUR))
            return COST_NONE;
        if (i + 1 < count && text_ends(words[i].text, "君"))
            return COST_NONE;
        if (i > 0 && words[i].gap > inner)
            inner = words[i].gap;
    }
    cost = count == 1   ? cost_single(words)
           : count == 2 ? cost_pair(words, words + 1)
                        : cost_spaced(words, count);
    if (behind < lineup->count && lineup->words[behind].gap < inner)
        cost += 20;
    else if (behind < lineup->count && lineup->words[behind].gap == inner)
        cost += 3;
    if (at > 0 && words[0].gap < inner)
        cost += lineup->words[at - 1].classes & (WORD_POST | WORD_SEAT | WORD_SIGN)
                    ? 2
                    : 20;
    return cost;
}

struct span {
    size_t name, name_count, behind;
    bool whole;
    unsigned cost;
};

static size_t skip_class(const struct lineup *lineup, size_t at, unsigned class,
                         size_t most)
{
    while (most-- > 0 && at < lineup->count && (lineup->words[at].classes & class) != 0)
        at++;
    return at;
}

/* Persons stand apart at the wide gaps of a line, not at its narrow ones. */
static unsigned cost_border(const struct lineup *lineup, size_t at)
{
    const struct word *word = &lineup->words[at];
    bool led = (word->classes & (WORD_SEAT | WORD_SIGN)) != 0;
    if (at == 0 || led || lineup->widest == lineup->narrowest)
        return 0;
    return word->gap <= lineup->narrowest ? 10 : 0;
}

/* The cheapest person of the words from `at` up to `end`, exactly. */
static struct span cost_person(const struct lineup *lineup, size_t at, size_t end)
{
    struct span best = {.cost = COST_NONE};
    size_t from = skip_class(lineup, at, WORD_SIGN, 1);
    from = skip_class(lineup, from, WORD_SEAT, 1);
    from = skip_class(lineup, from, WORD_SIGN, 1);
    size_t posted = lineup->post_last ? from : skip_class(lineup, from, WORD_POST, 2);
    size_t seated = skip_class(lineup, posted, WORD_SEAT, 1);
    if (seated > posted) /* 会長　１番　甲野太郎 */
        from = posted = seated;
    for (size_t name = from; name <= posted && name < end; name++) {
        for (size_t count = 1; count <= 5 && name + count <= end; count++) {
            size_t behind = skip_class(lineup, name + count, WORD_HONOUR, 1);
            if (lineup->post_last)
                behind = skip_class(lineup, behind, WORD_POST, 1);
            behind = skip_class(lineup, behind, WORD_MARK, 4);
            bool whole = lineup->whole && count == 1 &&
                         (lineup->words[name].classes & WORD_WHOLE) != 0;
            unsigned cost = whole ? 4 : cost_name(lineup, name, count, behind);
            cost += cost_border(lineup, at) + (name - from > 1 ? 4 : 0);
            if (behind == end && cost < best.cost)
                best = (struct span){name, count, behind, whole, cost};
        }
    }
    return best;
}

/* ---- the cheapest line-up ---- */

struct plan {
    unsigned cost, persons;
    size_t from; /* where the last person begins */
};

static bool make_plan(const struct lineup *lineup, struct plan *plans)
{
    plans[0] = (struct plan){0, 0, 0};
    for (size_t end = 1; end <= lineup->count; end++) {
        plans[end] = (struct plan){.cost = COST_NONE * WORDS_MAX};
        size_t least = end > PERSON_WORDS_MAX ? end - PERSON_WORDS_MAX : 0;
        for (size_t at = least; at < end; at++) {
            struct span span = cost_person(lineup, at, end);
            unsigned cost = plans[at].cost + span.cost;
            if (span.cost < COST_NONE && cost < plans[end].cost)
                plans[end] = (struct plan){cost, plans[at].persons + 1, at};
        }
    }
    const struct plan *last = &plans[lineup->count];
    return last->persons > 0 && last->cost <= COST_MAX * last->persons;
}

/* ---- parts ---- */

static void add_part(struct parts *out, enum doc_kind kind, struct str line,
                     const struct word *first, const struct word *last, bool *starts)
{
    size_t from = (size_t)(first->text.ptr - line.ptr);
    size_t to = (size_t)(last->text.ptr - line.ptr) + last->text.len;
    struct str text = str_slice(line, from, to);
    if (kind == DOC_NAME)
        person_add_name(text, *starts, out);
    else
        person_add(out, kind, text, *starts);
    *starts = false;
}

/* What a word in front of a name is. */
static enum doc_kind kind_before(const struct word *word)
{
    if (word->classes & WORD_SIGN)
        return DOC_TEXT;
    return word->classes & WORD_SEAT ? DOC_POST : person_post_kind(word->text);
}

static void add_person(const struct lineup *lineup, struct str line, size_t at,
                       size_t end, struct parts *out)
{
    const struct word *words = lineup->words;
    struct span span = cost_person(lineup, at, end);
    bool starts = true;
    for (size_t i = at; i < span.name; i++) {
        size_t last = i;
        enum doc_kind kind = kind_before(&words[i]);
        /* 老人クラブ連合会　会長: of that body */
        if (i > at && kind == DOC_POST && !(words[i].classes & WORD_SEAT) &&
            kind_before(&words[i - 1]) == DOC_AFFILIATION)
            kind = DOC_AFFILIATION;
        /* 循環政策課 調整官: one office, a single space inside */
        while (kind == DOC_AFFILIATION && last + 1 < span.name &&
               words[last + 1].gap == 1 && kind_before(&words[last + 1]) == kind)
            last++;
        add_part(out, kind, line, &words[i], &words[last], &starts);
        i = last;
    }
    add_part(out, DOC_NAME, line, &words[span.name],
             &words[span.name + span.name_count - 1], &starts);
    for (size_t i = span.name + span.name_count; i < end; i++) {
        if (words[i].classes & WORD_MARK)
            person_add_bracket(words[i].text, out);
        else if (words[i].classes & WORD_HONOUR)
            add_part(out, DOC_TEXT, line, &words[i], &words[i], &starts);
        else
            add_part(out, person_post_kind(words[i].text), line, &words[i], &words[i],
                     &starts);
    }
}

bool lineup_cut(struct str line, const struct roster_shape *shape, struct parts *out)
{
    struct lineup lineup = {.count = 0};
    struct plan plans[WORDS_MAX + 1];
    if (line.len > TEXT_LOOK_MAX || !cut_words(line, &lineup))
        return false;
    bool planned = make_plan(&lineup, plans);
    if (!planned && shape->post_last) {
        lineup.post_last = true;
        planned = make_plan(&lineup, plans);
    }
    const struct plan *last = &plans[lineup.count];
    bool seated = false;
    /* two words alone are the two parts of a name as well */
    size_t pieces = 0;
    for (size_t i = 0; i < lineup.count; i++) {
        pieces += (lineup.words[i].classes & WORD_MARK) == 0;
        seated |= (lineup.words[i].classes & WORD_SEAT) != 0;
    }
    bool marked = (pieces > 1 && (pieces < lineup.count || shape->beside_term)) ||
                  (lineup.whole && pieces < lineup.count) ||
                  (pieces > 2 && (lineup.words[0].classes & WORD_POST) != 0);
    if (!planned || (last->persons < 2 && !seated && !marked) ||
        (pieces <= 2 && !lineup.whole && !seated && last->persons > 1))
        return false;
    size_t borders[WORDS_MAX + 1], count = 0;
    for (size_t end = lineup.count; end > 0; end = plans[end].from)
        borders[count++] = end;
    size_t at = 0;
    *out = (struct parts){.count = 0};
    while (count > 0) {
        size_t end = borders[--count];
        add_person(&lineup, line, at, end, out);
        at = end;
    }
    return true;
}
