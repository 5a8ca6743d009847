/* The facts of the meeting, from title, head items and clock lines. */
#include "model/facts.h"
#include "build.h"
#include "number.h"
#include "when.h"

/* ---- title, kind, session, organ ---- */

static const char *const kinds[] = {
    "議事概要",   "議事要旨",   "議事録",       "会議録",       "議事要録",
    "速記録",     "会議要旨",   "会議概要",     "会議記録",     "摘録",
    "要点記録",   "会議結果",   "議事内容",     "発言要旨",     "発言録",
    "審議概要",   "議事メモ",   "会議結果概要", "議事録概要",   "議事要約",
    "会議報告",   "結果概要",   "開催結果",     "概要",         "要旨",
    "記録",       "記者会見録", "記者会見概要", "記者会見要旨", "会議結果報告書",
    "会見録",     "会見概要",   "会見要旨",     "抄録",         "会議要録",
    "議事要点録", "会議要点録", "議事要点",     "発言概要",     "議事抄録",
    "会議の概要", "会議の記録", "会議の結果",   "議事の概要",   "議事の要旨",
    "議事速報",   "審議要旨",   "審議要録",     "会議メモ",
};

/* 会議録の公開に関する研究 is about records, and none. */
static bool goes_on_as_prose(struct str rest)
{
    uint32_t c = text_first(rest);
    return text_is_hiragana(c) || text_one_of(c, "作公閲署等");
}

/* Where `word`, its letters apart, begins that ends `s`; s.len where it does not. */
static size_t ends_spaced(struct str s, struct str word)
{
    size_t at = s.len, k = word.len;
    while (k > 0) {
        uint32_t wanted = utf8_prev(word, &k);
        struct str rest = utf8_trim(str_slice(s, 0, at));
        at = rest.len;
        if (at == 0 || utf8_prev(s, &at) != wanted)
            return s.len;
    }
    return at;
}

/* 議事概要, 会議録（概要）, 議事録（案）: the kind that ends or stands in a title line.
 */
static struct str find_kind(struct str title)
{
    size_t best = SIZE_MAX, length = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct str word = str_from(kinds[i]);
        size_t at = str_find(title, word, 0);
        if (at != SIZE_MAX &&
            (best == SIZE_MAX || at < best || (at == best && word.len > length))) {
            best = at;
            length = word.len;
        }
    }
    if (best == SIZE_MAX) {
        struct squeezed squeezed;
        text_squeeze(title, &squeezed); /* 会　議　録 */
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
            if (str_equal(squeezed.str, str_from(kinds[i])))
                return title;
            size_t from = ends_spaced(title, str_from(kinds[i]));
            if (from < title.len && (best == SIZE_MAX || from < best))
                best = from; /* 第12回会合　議 事 概 要 */
        }
        return best == SIZE_MAX ? (struct str){0} : text_from(title, best);
    }
    struct str rest = text_from(title, best + length);
    if (goes_on_as_prose(rest))
        return (struct str){0};
    uint32_t open = text_first(rest);
    if (open == 0xFF08 || open == '(') {
        size_t end = text_bracketed(rest, 0);
        struct str inside = text_inside(str_slice(rest, 0, end));
        if (text_has(inside, "概要") || text_has(inside, "要旨") ||
            text_has(inside, "案") || text_has(inside, "抄") ||
            text_has(inside, "要約"))
            length += end;
    }
    return str_slice(title, best, best + length);
}

/* 第１回; not 第１号 (of a record) nor 第１日. */
static bool find_session(struct str title, uint32_t *value, struct str *printed)
{
    size_t at = 0;
    while ((at = str_find(title, STR("第"), at)) != SIZE_MAX) {
        struct str s = text_skip_space(text_from(title, at + STR("第").len));
        size_t used = number_read_any(s, value);
        struct str rest = text_skip_space(text_from(s, used));
        if (used != 0 && text_take(&rest, "回")) {
            *printed = str_slice(title, at, title.len - rest.len);
            return true;
        }
        at++;
    }
    return false;
}

static bool ends_body(struct str s)
{
    static const char *const ends[] = {
        "会議",           "委員会",
        "審議会",         "検討会",
        "研究会",         "協議会",
        "審査会",         "議会",
        "部会",           "分科会",
        "フォーラム",     "懇談会",
        "懇話会",         "本部",
        "チーム",         "グループ",
        "ＷＧ",           "WG",
        "タスクフォース", "会",
        "パネル",         "ラウンドテーブル",
        "機構",           "ネットワーク",
        "ミーティング",   "プラットフォーム",
        "作業班",         "小委員会",
        "分科会",         "専門班",
    };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (text_ends(s, ends[i]))
            return true;
    }
    return false;
}

/* 令和６年, 令和６年度, 平成18年 in front */
static struct str strip_year(struct str s)
{
    static const char *const eras[] = {"令和", "平成", "昭和", "大正", "明治", ""};
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++) {
        struct str rest = s;
        uint32_t year;
        if (!text_take(&rest, eras[i]))
            continue;
        rest = text_skip_space(rest);
        size_t used = number_read_any(rest, &year);
        if (used == 0 && text_begins(rest, "元"))
            used = STR("元").len;
        rest = text_from(rest, used);
        if (used != 0 && text_take(&rest, "年")) {
            text_take(&rest, "度");
            rest = text_skip_space(rest);
            struct str month = rest; /* 令和6年11月 定例教育委員会 */
            used = number_read_any(month, &year);
            month = text_from(month, used);
            if (used != 0 && text_take(&month, "月"))
                rest = text_skip_space(month);
            struct str body = rest;
            if ((text_take(&body, "定例") || text_take(&body, "臨時")) &&
                !text_one_of(text_first(body), "会議") && ends_body(body) &&
                text_length_up_to(body, 4) >= 4)
                rest = body;
            return rest;
        }
    }
    return s;
}

/* What only says which meeting of the body it is. */
static struct str strip_meeting(struct str s)
{
    static const char *const ends[] = {
        "定例会",   "臨時会",   "本会議",   "会合",     "会議",      "緊急議会",
        "定例議会", "臨時議会", "定例会議", "臨時会議", "定期総会",  "臨時総会",
        "定例総会", "総会",     "全体会議", "打合せ",   "打ち合わせ"};
    for (size_t i = 8; i < sizeof ends / sizeof *ends; i++) {
        struct str head = s; /* 農業委員会総会 → 農業委員会; 総会 alone stays */
        if (text_ends(s, ends[i])) {
            head = utf8_trim(str_slice(s, 0, s.len - str_from(ends[i]).len));
            return ends_body(head) && text_length_up_to(head, 3) >= 3 ? head : s;
        }
    }
    for (size_t i = 0; i < 8; i++) {
        if (!text_ends(s, ends[i]))
            continue;
        struct str head = str_slice(s, 0, s.len - str_from(ends[i]).len);
        /* 函館市議会定例会 → 函館市議会; 専門家会議 stays */
        if (text_ends(head, "議会") || head.len == 0 || i < 2)
            return utf8_trim(head);
    }
    return s;
}

#define EDGES "－―-—–・：:　「」『』"

/* （第３回） leaves a bracket at either side. */
static struct str strip_edges(struct str s)
{
    for (;;) {
        struct str before = s;
        s = utf8_trim(s);
        while (s.len > 0 && text_one_of(text_first(s), EDGES "）)")) {
            size_t at = 0;
            utf8_next(s, &at);
            s = text_from(s, at);
        }
        size_t end = s.len;
        if (s.len > 0 && text_one_of(utf8_prev(s, &end), EDGES "（(の"))
            s = str_slice(s, 0, end);
        if (s.len == before.len)
            return s;
    }
}

/* A word that says which meeting it is, and no more. */
static bool is_meeting(struct str s)
{
    static const char *const words[] = {"総会",     "定期総会", "臨時総会", "通常総会",
                                        "定例会",   "臨時会",   "例会",     "定例会議",
                                        "臨時会議", "会議",     "定例総会", "全体会"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal(s, str_from(words[i])))
            return true;
    }
    return false;
}

/* The candidate for the body's name in a stretch between session and kind. */
static struct str organ_in(struct str s)
{
    /* 青空広域連合議会令和５年８月定例会 */
    static const char *const eras[] = {"令和", "平成", "昭和"};
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++) {
        size_t at = str_find(s, str_from(eras[i]), 0);
        uint32_t year;
        if (at != SIZE_MAX && at > 0 &&
            number_read_any(text_from(s, at + str_from(eras[i]).len), &year) != 0) {
            struct str body = organ_in(str_slice(s, 0, at));
            if (body.len > 0)
                return body;
        }
    }
    s = strip_meeting(strip_year(strip_edges(s)));
    s = strip_edges(s);
    size_t behind;
    if (text_begins(s, "国会") && text_gap(s, 1, &behind) == STR("国会").len)
        s = text_from(s, behind); /* 第二百一回国会　予算委員会 */
    size_t open = str_find(s, STR("（"), 0);
    if (open != SIZE_MAX && text_bracketed(s, open) == s.len)
        s = strip_meeting(strip_edges(str_slice(s, 0, open)));
    size_t wide;
    size_t first = text_gap(s, 2, &wide);
    struct str meeting = str_slice(s, 0, first);
    size_t narrow, word = text_gap(s, 1, &narrow);
    if (word < s.len && is_meeting(str_slice(s, 0, word)))
        return organ_in(text_from(s, narrow));
    if (first < s.len && (text_has(meeting, "例会") || text_has(meeting, "臨時会")))
        return organ_in(text_from(s, wide));
    /* みどり町内会　令和６年度定期総会 */
    struct str last = strip_year(text_from(s, wide));
    if (first < s.len && is_meeting(last))
        return organ_in(meeting);
    if (ends_body(s) && text_length_up_to(s, 3) >= 3)
        return s;
    /* of several words the one that names a body */
    size_t after;
    size_t gap = text_gap(s, 1, &after);
    if (gap == s.len)
        return (struct str){0};
    struct str tail = organ_in(text_from(s, after));
    struct str head = organ_in(str_slice(s, 0, gap));
    return tail.len > 0 ? tail : head;
}

static struct str find_organ(struct str title)
{
    uint32_t ignored;
    struct str printed = {0}, kind = find_kind(title);
    struct str before = title, behind = {0};
    if (kind.len > 0) {
        before = str_slice(title, 0, (size_t)(kind.ptr - title.ptr));
        behind = text_from(title, before.len + kind.len);
    }
    /* 予算委員会議録: one letter of the body begins the kind */
    if (text_ends(before, "委員") && text_begins(kind, "会"))
        before = str_slice(title, 0, before.len + STR("会").len);
    if (find_session(before, &ignored, &printed)) {
        size_t at = (size_t)(printed.ptr - before.ptr);
        struct str head = organ_in(str_slice(before, 0, at));
        struct str tail = organ_in(text_from(before, at + printed.len));
        if (head.len > 0 && tail.len > 0)
            return head.len >= tail.len ? head : tail;
        return head.len > 0 ? head : tail;
    }
    struct str organ = organ_in(before);
    return organ.len > 0 ? organ : organ_in(behind);
}

static void set(struct builder *b, struct doc_fact *fact, struct str value,
                struct diag_pos pos)
{
    if (fact->value.len > 0 || value.len == 0)
        return;
    fact->value = doc_copy(b->doc, value);
    fact->pos = pos;
}

/* ○令和６年…会議録: the mark is no part of the title. */
static struct str strip_mark(struct str title)
{
    size_t at = 0;
    uint32_t c = title.len > 0 ? utf8_next(title, &at) : 0;
    return text_one_of(c, "○◯〇◎●■◆□◇★☆▼▽") ? text_skip_space(text_from(title, at))
                                            : title;
}

/* A line that names body or session and kind is the title by itself; else its lines
 * together are. */
static void gather_title(struct builder *b)
{
    struct doc_facts *facts = &b->doc->facts;
    struct buf all = BUF_INIT, line = BUF_INIT;
    struct diag_pos pos = {0, 0};
    bool whole = false;
    for (struct doc_node *n = b->doc->root->first; n != NULL && !whole; n = n->next) {
        if (n->kind != DOC_TITLE)
            continue;
        uint32_t session;
        struct str printed;
        buf_clear(&line);
        doc_text(n, DOC_SEPARATE_NOTHING, &line);
        struct str text = buf_str(&line);
        whole = find_kind(text).len > 0 &&
                (find_session(text, &session, &printed) ||
                 (find_organ(text).len > 0 &&
                  !find_session(buf_str(&all), &session, &printed)));
        if (whole || all.len == 0)
            pos = n->pos;
        if (whole)
            buf_clear(&all);
        if (all.len > 0)
            buf_add_byte(&all, ' ');
        buf_add(&all, text);
    }
    struct str title = strip_mark(buf_str(&all));
    if (text_ends(title, "本文")) /* a mark of the site, not of the record */
        title = utf8_trim(str_slice(title, 0, title.len - STR("本文").len));
    uint32_t session;
    struct str printed;
    set(b, &facts->title, title, pos);
    set(b, &facts->kind, find_kind(title), pos);
    set(b, &facts->organ, find_organ(title), pos);
    if (find_session(title, &session, &printed)) {
        buf_clear(&line);
        buf_printf(&line, "%u", (unsigned)session);
        set(b, &facts->session, buf_str(&line), pos);
    }
    if (all.status != STATUS_OK || line.status != STATUS_OK)
        b->doc->status = STATUS_NOMEM;
    buf_free(&all);
    buf_free(&line);
}

/* ---- head items ---- */

static void field_value(const struct doc_node *field, struct buf *out)
{
    for (const struct doc_node *n = field->first; n != NULL; n = n->next) {
        if (n->kind != DOC_PARA && n->kind != DOC_LIST)
            continue;
        if (out->len > 0)
            buf_add_byte(out, ' ');
        doc_text(n, DOC_SEPARATE_NOTHING, out);
    }
}

static struct diag_pos value_pos(const struct doc_node *field)
{
    const struct doc_node *para = doc_child(field, DOC_PARA);
    return para != NULL ? para->pos : field->pos;
}

static void set_time(struct builder *b, struct doc_fact *fact, int minutes,
                     struct diag_pos pos)
{
    char text[6];
    if (minutes < 0)
        return;
    when_format(minutes, text);
    set(b, fact, str_from(text), pos);
}

/* A fact stated twice and differently: the first is kept, both places are named. */
static bool conflicts(const struct doc_fact *fact, struct str other)
{
    return fact->value.len > 0 && other.len > 0 && !str_equal(fact->value, other);
}

/* 13月, 2月30日, 午後15時70分: printed, but no day or time of day. */
static void check_possible(struct builder *b, struct str value, const struct when *when,
                           struct diag_pos pos)
{
    struct str look = str_slice(value, 0, TEXT_LOOK_MAX);
    size_t year = str_find(look, STR("年"), 0);
    size_t month = year == SIZE_MAX ? year : str_find(look, STR("月"), year);
    size_t day = month == SIZE_MAX ? month : str_find(look, STR("日"), month);
    uint32_t digits;
    bool dated =
        day != SIZE_MAX && day - month <= 30 && month - year <= 30 &&
        number_read_any(text_skip_space(text_from(look, month + 3)), &digits) != 0;
    if (dated && when->date[0] == '\0')
        diag_report(b->diag, DIAG_FACT_IMPOSSIBLE, pos,
                    "there is no such day: %.*s; the date is left open",
                    STR_ARGS(str_slice(look, 0, day + 3)));
    if (when->start >= 0 && when->end >= 0 && when->end < when->start)
        diag_report(
            b->diag, DIAG_FACT_IMPOSSIBLE, pos,
            "the meeting ends before it begins; both times are kept as printed");
}

/* （月） beside a date that is no Monday. */
static void check_weekday(struct builder *b, struct str value, const struct when *when,
                          struct diag_pos pos)
{
    static const char *const names[] = {"月", "火", "水", "木", "金", "土", "日"};
    int weekday = when_weekday(when);
    size_t day = str_find(value, STR("日"), 0);
    if (weekday < 0 || day == SIZE_MAX)
        return;
    struct str rest = text_skip_space(text_from(value, day + STR("日").len));
    if (!text_take(&rest, "（") && !text_take(&rest, "("))
        return;
    rest = text_skip_space(rest);
    for (int i = 0; i < 7; i++) {
        struct str behind = rest;
        if (!text_take(&behind, names[i]))
            continue;
        text_take(&behind, "曜日");
        text_take(&behind, "曜");
        bool closed = text_one_of(text_first(text_skip_space(behind)), "）)・");
        if (closed && i != weekday)
            diag_report(b->diag, DIAG_FACT_CONFLICT, pos,
                        "%s is not the day of the week printed beside it; the date is "
                        "kept",
                        when->date);
    }
}

static void gather_when(struct builder *b, const struct doc_node *field,
                        struct str value)
{
    struct when when = when_read(value);
    struct diag_pos pos = value_pos(field);
    check_possible(b, value, &when, pos);
    check_weekday(b, value, &when, pos);
    const struct doc_fact *date = &b->doc->facts.date;
    if (conflicts(date, str_from(when.date)))
        diag_report(b->diag, DIAG_FACT_CONFLICT, pos,
                    "the date is %s here but %.*s in line %u; the latter is kept",
                    when.date, STR_ARGS(date->value), (unsigned)date->pos.line);
    struct str name = field->as.field.name;
    bool closes = (text_has(value, "散会") || text_has(value, "閉会") ||
                   text_has(name, "散会") || text_has(name, "閉会")) &&
                  !text_has(value, "開会") && !text_has(value, "開議") &&
                  !text_has(name, "開会") && !text_has(name, "開議");
    set(b, &b->doc->facts.date, str_from(when.date), pos);
    set_time(b, closes && when.end < 0 ? &b->doc->facts.end : &b->doc->facts.start,
             when.start, pos);
    set_time(b, &b->doc->facts.end, when.end, pos);
}

/* 令和４年１１月８日（火）１５時から　市役所第一会議室: below 日時及び場所 what neither
 * dates nor times nor a remark is the place. */
static void gather_place(struct builder *b, const struct doc_node *field)
{
    for (const struct doc_node *n = field->first; n != NULL; n = n->next) {
        struct buf text = BUF_INIT;
        if (n->kind == DOC_PARA)
            doc_text(n, DOC_SEPARATE_NOTHING, &text);
        struct str rest = utf8_trim(buf_str(&text));
        while (rest.len > 0) {
            size_t after, gap = text_gap(rest, 2, &after);
            struct str part = utf8_trim(str_slice(rest, 0, gap));
            struct when when = when_read(part);
            bool timed = when.date[0] != '\0' || when.start >= 0;
            rest = timed ? text_from(rest, after) : rest;
            if (timed)
                continue;
            set(b, &b->doc->facts.place, rest, n->pos);
            break;
        }
        buf_free(&text);
    }
}

static void gather_body(struct builder *b, const struct doc_node *field,
                        struct str value)
{
    struct doc_facts *facts = &b->doc->facts;
    struct diag_pos pos = value_pos(field);
    uint32_t session;
    struct str printed;
    if (find_session(value, &session, &printed) && facts->session.value.len == 0) {
        char digits[16];
        size_t n = 0;
        for (uint32_t d = 1; d <= session; d *= 10)
            digits[n++] = (char)('0' + session / d % 10);
        for (size_t i = 0; i < n / 2; i++) {
            char swap = digits[i];
            digits[i] = digits[n - 1 - i];
            digits[n - 1 - i] = swap;
        }
        set(b, &facts->session, (struct str){digits, n}, pos);
    }
    struct str organ = find_organ(value);
    set(b, &facts->organ, organ.len > 0 ? organ : value, pos);
}

/* 議事日程と同じ: the list stands elsewhere, this item has none. */
static bool refers_elsewhere(struct str value)
{
    return text_ends(value, "と同じ") || text_ends(value, "のとおり") ||
           text_ends(value, "に同じ") || text_ends(value, "のとおり。");
}

static void gather_field(struct builder *b, struct doc_node *field)
{
    struct buf value = BUF_INIT;
    field_value(field, &value);
    struct str text = utf8_trim(buf_str(&value));
    if (field->as.field.key == DOC_FIELD_DATE_TIME) {
        gather_when(b, field, text);
        if (text_has(field->as.field.name, "場所"))
            gather_place(b, field);
    } else if (field->as.field.key == DOC_FIELD_PLACE)
        set(b, &b->doc->facts.place, text, value_pos(field));
    else if (field->as.field.key == DOC_FIELD_AGENDA && refers_elsewhere(text))
        field->as.field.key = DOC_FIELD_OTHER;
    else if (field->as.field.key == DOC_FIELD_BODY && text.len > 0)
        gather_body(b, field, text);
    buf_free(&value);
}

static bool clock_conflicts(const struct doc_fact *fact, int minutes, char text[6])
{
    text[0] = '\0';
    if (minutes >= 0)
        when_format(minutes, text);
    return conflicts(fact, str_from(text));
}

/* What the head states against what the lines between the turns do. */
static void check_clock(struct builder *b)
{
    char text[6];
    const struct doc_fact *start = &b->doc->facts.start, *end = &b->doc->facts.end;
    if (clock_conflicts(start, b->opened, text))
        diag_report(b->diag, DIAG_FACT_CONFLICT, b->opened_at,
                    "the meeting begins at %s here but at %.*s in line %u; the latter "
                    "is kept",
                    text, STR_ARGS(start->value), (unsigned)start->pos.line);
    if (clock_conflicts(end, b->closed, text))
        diag_report(b->diag, DIAG_FACT_CONFLICT, b->closed_at,
                    "the meeting ends at %s here but at %.*s in line %u; the latter is "
                    "kept",
                    text, STR_ARGS(end->value), (unsigned)end->pos.line);
}

/* 散会いたします。　（午前十一時三十二分）: the time stands behind what the chair says.
 */
static void read_said_clock(struct builder *b, const struct doc_node *para)
{
    static const char *const ends[] = {"散会", "閉会", "閉議", "終了"};
    static const char *const opens[] = {"開会", "開議", "会議を開きます"};
    struct buf buf = BUF_INIT;
    doc_text_trimmed(para, &buf);
    struct str text = buf_str(&buf);
    struct str tail = text.len > 80 ? text_from(text, text.len - 80) : text;
    size_t open = SIZE_MAX;
    for (size_t at = 0; (at = str_find(tail, STR("（"), at)) != SIZE_MAX; at++)
        open = at;
    bool closed = open != SIZE_MAX && text_bracketed(tail, open) == tail.len;
    struct str inside = closed ? text_inside(text_from(tail, open)) : STR("");
    struct when when = when_read(inside);
    struct str said = str_slice(text, 0, text.len - (tail.len - (closed ? open : 0)));
    if (closed && when.start >= 0 && when.date[0] == '\0' && inside.len <= 45 &&
        said.len <= TEXT_LOOK_MAX && !text_has(said, "休憩")) {
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            if (text_has(said, ends[i])) {
                b->closed = when.start;
                b->closed_at = para->pos;
            }
        }
        for (size_t i = 0; i < sizeof opens / sizeof *opens && b->opened < 0; i++) {
            if (text_has(said, opens[i])) {
                b->opened = when.start;
                b->opened_at = para->pos;
            }
        }
    }
    buf_free(&buf);
}

static void gather_said_clocks(struct builder *b)
{
    struct doc_iter iter = doc_iter_new(b->doc->root);
    const struct doc_node *para;
    while ((para = doc_next(&iter, DOC_PARA)) != NULL) {
        const struct doc_node *last = para->last;
        if (para->parent->kind == DOC_SPEECH && last != NULL &&
            last->kind == DOC_TEXT &&
            text_one_of(text_last(utf8_trim(last->as.text)), "）)"))
            read_said_clock(b, para);
    }
}

/* The next step through sections, fields and groups: what is said holds none, and is
 * most of the tree. */
static enum doc_event next_of_head(struct doc_iter *iter)
{
    enum doc_event event = doc_iter_next(iter);
    if (event == DOC_ENTER &&
        (iter->node->kind == DOC_SPEECH || iter->node->kind == DOC_LIST ||
         iter->node->kind == DOC_PARA))
        doc_iter_skip(iter);
    return event;
}

/* Those who answered the call are those who are there, unless these are listed too. */
static void settle_called(struct builder *b)
{
    bool listed = false;
    for (int pass = 0; pass < 2; pass++) {
        struct doc_iter iter = doc_iter_new(b->doc->root);
        while (next_of_head(&iter) != DOC_END) {
            const struct doc_node *node = iter.node;
            if (iter.event != DOC_ENTER || node->kind != DOC_GROUP ||
                doc_child(node, DOC_PERSON) == NULL)
                continue;
            struct str name = node->as.group.name;
            listed |= text_has(name, "出席議員");
            if (pass == 1 && listed && text_has(name, "応招") &&
                !text_has(name, "不応招"))
                ((struct doc_node *)node)->as.group.presence = DOC_CALLED;
        }
    }
}

void facts_gather(struct builder *b)
{
    gather_title(b);
    settle_called(b);
    /* what 日時 names before a date that stands alone, as that of the convocation may
     */
    for (int pass = 0; pass < 2; pass++) {
        struct doc_iter iter = doc_iter_new(b->doc->root);
        while (next_of_head(&iter) != DOC_END) {
            const struct doc_node *node = iter.node;
            if (iter.event == DOC_ENTER && node->kind == DOC_FIELD &&
                (node->as.field.name.len == 0) == (pass == 1))
                gather_field(b, (struct doc_node *)node);
        }
    }
    gather_said_clocks(b);
    check_clock(b);
    set_time(b, &b->doc->facts.start, b->opened, b->opened_at);
    set_time(b, &b->doc->facts.end, b->closed, b->closed_at);
    shape_check(b);
}
