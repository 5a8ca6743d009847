#include "term.h"

#include <threads.h>

#include "number.h"
#include "speaker.h"
#include "when.h"
#include "words.h"

struct row {
    const char *word;
    enum term_class class;
    enum doc_field_key key;
};

#define FIELD(word, key)                                                               \
    {                                                                                  \
        word, TERM_FIELD, DOC_FIELD_##key                                              \
    }
#define PART(word, class)                                                              \
    {                                                                                  \
        word, TERM_##class, DOC_FIELD_OTHER                                            \
    }

/* Words without white space; whole names only. */
static const struct row rows[] = {
    FIELD("日時", DATE_TIME),
    FIELD("開催日時", DATE_TIME),
    FIELD("会議日時", DATE_TIME),
    FIELD("開会日時", DATE_TIME),
    FIELD("開会", DATE_TIME),
    FIELD("開議", DATE_TIME),
    FIELD("閉会", DATE_TIME),
    FIELD("散会", DATE_TIME),
    FIELD("開議日時", DATE_TIME),
    FIELD("開会・閉会", DATE_TIME),
    FIELD("開会及び閉会", DATE_TIME),
    FIELD("招集年月日", OTHER),
    FIELD("招集日", OTHER),
    FIELD("会議録署名議員", OTHER),
    FIELD("応招議員", ATTENDANCE),
    FIELD("期日", DATE_TIME),
    FIELD("開催日", DATE_TIME),
    FIELD("開催年月日", DATE_TIME),
    FIELD("年月日", DATE_TIME),
    FIELD("会議年月日", DATE_TIME),
    FIELD("開催期日", DATE_TIME),
    FIELD("日程", OTHER),
    FIELD("時間", DATE_TIME),
    FIELD("開催時間", DATE_TIME),
    FIELD("日付", DATE_TIME),
    FIELD("とき", DATE_TIME),
    FIELD("時", DATE_TIME),
    FIELD("日時及び場所", DATE_TIME),
    FIELD("日時・場所", DATE_TIME),
    FIELD("実施日時", DATE_TIME),
    FIELD("会議の日時", DATE_TIME),
    FIELD("場所", PLACE),
    FIELD("於", PLACE),
    FIELD("開催場所", PLACE),
    FIELD("会場", PLACE),
    FIELD("会議場所", PLACE),
    FIELD("開催会場", PLACE),
    FIELD("ところ", PLACE),
    FIELD("招集場所", PLACE),
    FIELD("招集の場所", PLACE),
    FIELD("実施場所", PLACE),
    FIELD("会議の場所", PLACE),
    FIELD("開催の場所", PLACE),
    FIELD("場所等", PLACE),
    FIELD("開催形式", OTHER),
    FIELD("開催方法", OTHER),
    FIELD("開催形態", OTHER),
    FIELD("出席者", ATTENDANCE),
    FIELD("出席", ATTENDANCE),
    FIELD("欠席", ATTENDANCE),
    FIELD("欠席者", ATTENDANCE),
    FIELD("出席状況", ATTENDANCE),
    FIELD("参加者", ATTENDANCE),
    FIELD("出席者等", ATTENDANCE),
    FIELD("出席者名簿", ATTENDANCE),
    FIELD("出席委員", ATTENDANCE),
    FIELD("欠席委員", ATTENDANCE),
    FIELD("出欠状況", ATTENDANCE),
    FIELD("委員の出席状況", ATTENDANCE),
    FIELD("説明員", ATTENDANCE),
    FIELD("説明者", ATTENDANCE),
    FIELD("構成員", ATTENDANCE),
    FIELD("委員", ATTENDANCE),
    FIELD("事務局", ATTENDANCE),
    FIELD("オブザーバー", ATTENDANCE),
    FIELD("参考人", ATTENDANCE),
    FIELD("関係者", ATTENDANCE),
    FIELD("会議出席者", ATTENDANCE),
    FIELD("説明のため出席した者", ATTENDANCE),
    FIELD("職務のため出席した者", ATTENDANCE),
    FIELD("説明のため出席した者の職氏名", ATTENDANCE),
    FIELD("事務局職員", ATTENDANCE),
    FIELD("職務のため出席した事務局職員", ATTENDANCE),
    FIELD("ヒアリング出席者", ATTENDANCE),
    FIELD("議題", AGENDA),
    FIELD("議事日程", AGENDA),
    FIELD("案件", AGENDA),
    FIELD("会議に付した事件", AGENDA),
    FIELD("本日の会議に付した事件", AGENDA),
    FIELD("会議に付した案件", AGENDA),
    FIELD("本日の会議に付した案件", AGENDA),
    FIELD("付議事件", AGENDA),
    FIELD("付議案件", AGENDA),
    FIELD("会議次第", AGENDA),
    FIELD("会議の次第", AGENDA),
    FIELD("委員の出欠", ATTENDANCE),
    FIELD("委員の出欠状況", ATTENDANCE),
    FIELD("出欠", ATTENDANCE),
    FIELD("次第", AGENDA),
    FIELD("議事次第", AGENDA),
    FIELD("会議事項", AGENDA),
    FIELD("審議事項", AGENDA),
    FIELD("協議事項", AGENDA),
    FIELD("審議案件", AGENDA),
    FIELD("追加議事日程", AGENDA),
    FIELD("会議の議題", AGENDA),
    FIELD("議題等", AGENDA),
    FIELD("検討事項", AGENDA),
    FIELD("議案", AGENDA),
    FIELD("本日の議題", AGENDA),
    FIELD("議題及び議事", AGENDA),
    FIELD("本日の日程", AGENDA),
    FIELD("会議案件", AGENDA),
    FIELD("議事", AGENDA),
    FIELD("会議に付された事件", AGENDA),
    FIELD("発表項目", AGENDA),
    FIELD("発表事項", AGENDA),
    FIELD("配付資料", MATERIALS),
    FIELD("配布資料", MATERIALS),
    FIELD("資料", MATERIALS),
    FIELD("会議資料", MATERIALS),
    FIELD("要求資料", MATERIALS),
    FIELD("提出資料", MATERIALS),
    FIELD("資料一覧", MATERIALS),
    FIELD("配付資料一覧", MATERIALS),
    FIELD("配布資料一覧", MATERIALS),
    FIELD("使用資料", MATERIALS),
    FIELD("当日資料", MATERIALS),
    FIELD("添付資料", MATERIALS),
    FIELD("公開・非公開の別", OPENNESS),
    FIELD("公開／非公開", OPENNESS),
    FIELD("公開・非公開の区分", OPENNESS),
    FIELD("会議の公開又は非公開の別", OPENNESS),
    FIELD("公開又は非公開", OPENNESS),
    FIELD("公開の可否", OPENNESS),
    FIELD("公開又は非公開の別", OPENNESS),
    FIELD("会議の公開", OPENNESS),
    FIELD("公開・非公開", OPENNESS),
    FIELD("会議の公開・非公開", OPENNESS),
    FIELD("公開非公開の別", OPENNESS),
    FIELD("会議の公開・非公開の別", OPENNESS),
    FIELD("公開区分", OPENNESS),
    FIELD("公開の別", OPENNESS),
    FIELD("公開状況", OPENNESS),
    FIELD("非公開の理由", OPENNESS),
    FIELD("非公開理由", OPENNESS),
    FIELD("会議の公開の可否", OPENNESS),
    FIELD("会議公開の可否", OPENNESS),
    FIELD("傍聴者", AUDIENCE),
    FIELD("傍聴人", AUDIENCE),
    FIELD("傍聴者数", AUDIENCE),
    FIELD("傍聴人数", AUDIENCE),
    FIELD("傍聴", AUDIENCE),
    FIELD("傍聴人の数", AUDIENCE),
    FIELD("傍聴者の数", AUDIENCE),
    FIELD("傍聴定員", AUDIENCE),
    FIELD("傍聴議員", AUDIENCE),
    FIELD("会議名", BODY),
    FIELD("会議の名称", BODY),
    FIELD("名称", BODY),
    FIELD("審議会名", BODY),
    FIELD("附属機関名", BODY),
    FIELD("審議会等名", BODY),
    FIELD("審議会等の名称", BODY),
    FIELD("附属機関の名称", BODY),
    FIELD("会合名", BODY),
    FIELD("議長", CHAIR),
    FIELD("議長氏名", CHAIR),
    FIELD("委員長氏名", CHAIR),
    FIELD("会長氏名", CHAIR),
    FIELD("座長氏名", CHAIR),
    FIELD("司会", CHAIR),
    FIELD("司会者", CHAIR),
    FIELD("進行", CHAIR),
    FIELD("お問合せ先", CONTACT),
    FIELD("問合せ先", CONTACT),
    FIELD("お問い合わせ先", CONTACT),
    FIELD("問い合わせ先", CONTACT),
    FIELD("連絡先", CONTACT),
    FIELD("事務担当", CONTACT),
    FIELD("担当課", CONTACT),
    FIELD("担当部署", CONTACT),
    FIELD("所管課", CONTACT),
    FIELD("本件担当", CONTACT),
    FIELD("照会先", CONTACT),
    FIELD("問合先", CONTACT),
    FIELD("事務局担当課", CONTACT),
    FIELD("担当", CONTACT),
    FIELD("作成者", OTHER),
    FIELD("記録者", OTHER),
    FIELD("議事録作成者", OTHER),
    FIELD("会議録署名人", OTHER),
    FIELD("会議録署名委員", OTHER),
    PART("議事概要", PROCEEDINGS),
    PART("議事要旨", PROCEEDINGS),
    PART("議事録", PROCEEDINGS),
    PART("議事内容", PROCEEDINGS),
    PART("議事の内容", PROCEEDINGS),
    PART("会議の内容", PROCEEDINGS),
    PART("会議内容", PROCEEDINGS),
    PART("議事の概要", PROCEEDINGS),
    PART("議事の経過", PROCEEDINGS),
    PART("会議の経過", PROCEEDINGS),
    PART("会議経過", PROCEEDINGS),
    PART("会議の経過及び結果", PROCEEDINGS),
    PART("審議の概要", PROCEEDINGS),
    PART("審査の概要", PROCEEDINGS),
    PART("審査概要", PROCEEDINGS),
    PART("審査の経過", PROCEEDINGS),
    PART("協議の概要", PROCEEDINGS),
    PART("協議内容", PROCEEDINGS),
    PART("主な意見", PROCEEDINGS),
    PART("主な発言", PROCEEDINGS),
    PART("会議の記録", PROCEEDINGS),
    PART("質疑の概要", PROCEEDINGS),
    PART("審議概要", PROCEEDINGS),
    PART("審議内容", PROCEEDINGS),
    PART("審議経過", PROCEEDINGS),
    PART("審議の経過", PROCEEDINGS),
    PART("審議の内容", PROCEEDINGS),
    PART("会議要旨", PROCEEDINGS),
    PART("会議の要旨", PROCEEDINGS),
    PART("会議録", PROCEEDINGS),
    PART("発言の要旨", PROCEEDINGS),
    PART("発言要旨", PROCEEDINGS),
    PART("議事要録", PROCEEDINGS),
    PART("議事経過", PROCEEDINGS),
    PART("議事の要旨", PROCEEDINGS),
    PART("会議結果", PROCEEDINGS),
    PART("審議結果", PROCEEDINGS),
    PART("議事及び発言要旨", PROCEEDINGS),
    PART("内容", PROCEEDINGS),
    PART("会議の結果", PROCEEDINGS),
    PART("会議の概要", HEAD),
    PART("会議概要", HEAD),
    PART("開催概要", HEAD),
    PART("開催の概要", HEAD),
    PART("概要", HEAD),
    PART("別紙", APPENDIX),
    PART("別添", APPENDIX),
    PART("別表", APPENDIX),
    PART("参考", APPENDIX),
    PART("附録", APPENDIX),
    PART("付録", APPENDIX),
};

/* Names that vary in front: 出席議員, 欠席理事者, 出席事務局職員. */
static const struct {
    const char *begin, *end;
} people[] = {
    {"出席", "者"},     {"出席", "員"},       {"欠席", "者"},       {"欠席", "員"},
    {"", "出席者"},     {"", "欠席者"},       {"", "出席職員"},     {"", "説明員"},
    {"", "出席委員"},   {"", "欠席委員"},     {"", "出席議員"},     {"", "欠席議員"},
    {"", "出席した者"}, {"", "の職氏名"},     {"", "の氏名"},       {"", "出席者名簿"},
    {"遅参", "員"},     {"早退", "員"},       {"", "参集者"},       {"出席", "職員"},
    {"", "応招議員"},   {"", "出席委員氏名"}, {"", "欠席委員氏名"}, {"", "職・氏名"},
    {"", "員氏名"},     {"", "者氏名"},
};

static struct words people_ends;
static once_flag people_indexed = ONCE_FLAG_INIT;

static void index_people(void)
{
    words_index(&people_ends, &people[0].end, sizeof *people,
                sizeof people / sizeof *people, WORDS_BY_LAST);
}

static bool is_people(struct str name)
{
    const struct words *w = &people_ends;
    call_once(&people_indexed, index_people);
    for (uint16_t i = words_match(w, words_candidate(w, name), name); i != WORDS_NONE;
         i = words_match(w, w->next[i], name)) {
        struct str begin = str_from(people[i].begin);
        if (str_starts(name, begin) && name.len >= w->word[i].len + begin.len &&
            name.len <= 120)
            return true;
    }
    return false;
}

bool term_names_people(struct str name)
{
    static const char *const words[] = {
        "委員",     "事務局", "構成員", "オブザーバー", "出席者", "説明者", "専門委員",
        "臨時委員", "関係者", "府省",   "省庁",         "大臣",   "政務官", "傍聴"};
    struct squeezed squeezed;
    text_squeeze(str_slice(name, 0, 120), &squeezed);
    if (is_people(squeezed.str))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_ends(squeezed.str, words[i]) || text_begins(squeezed.str, words[i]))
            return true;
    }
    return false;
}

bool term_states_presence(struct str name)
{
    struct squeezed squeezed;
    text_squeeze(name, &squeezed);
    return text_has(squeezed.str, "出席") || text_has(squeezed.str, "欠席");
}

enum doc_presence term_presence(struct str printed)
{
    struct squeezed squeezed;
    text_squeeze(printed, &squeezed);
    struct str name = squeezed.str;
    if (text_has(name, "欠席") || text_has(name, "不応招") || text_has(name, "欠員"))
        return DOC_ABSENT;
    if (text_has(name, "オブザーバ") || text_has(name, "傍聴"))
        return DOC_OBSERVER;
    return DOC_PRESENT;
}

/* 令和６年第１回青空町議会定例会議事日程　第２号 */
static bool is_order_of_day(struct str name)
{
    size_t number = str_find(name, STR("議事日程"), 0);
    if (number == SIZE_MAX || text_has(name, "、"))
        return false;
    struct str rest = text_from(name, number + STR("議事日程").len);
    bool bracketed = text_take(&rest, "（");
    uint32_t value;
    if (rest.len == 0 && !bracketed)
        return true;
    if (!text_take(&rest, "第"))
        return false;
    rest = text_from(rest, number_read_any(rest, &value));
    return text_take(&rest, "号") && rest.len == (bracketed ? STR("）").len : 0);
}

/* 議事の概要, 会議の要領, 審議経過, 主な意見: what was dealt with, and how it is told.
 */
static bool is_proceedings(struct str name)
{
    static const char *const matters[] = {
        "会議",         "議事",       "審議",           "協議",
        "検討",         "審査",       "質疑",           "質疑応答",
        "意見交換",     "発言",       "議論",           "討議",
        "懇談",         "委員会",     "総会",           "会見",
        "答弁",         "討論",       "主な質疑",       "主な意見",
        "主な発言",     "主な議論",   "委員の意見",     "委員からの意見",
        "主な質疑応答", "委員の発言", "委員の主な意見", "委員からの主な意見",
        "各委員の意見"};
    static const char *const tellings[] = {
        "概要",         "内容",         "経過",         "要旨",         "要領",
        "大要",         "状況",         "記録",         "結果",         "顛末",
        "てん末",       "要点",         "経緯",         "詳細",         "次第及び経過",
        "経過及び結果", "経過及び概要", "経過及び内容", "概要及び経過", "概要及び結果",
        "内容及び結果", "経過と結果",   "主な内容",     "主な意見",     "等"};
    for (size_t i = 0; i < sizeof matters / sizeof *matters; i++) {
        struct str rest = name;
        if (!text_take(&rest, matters[i]))
            continue;
        if (rest.len == 0)
            return i >= 17; /* 主な質疑 names what is told by itself */
        text_take(&rest, "等");
        text_take(&rest, "の");
        for (size_t k = 0; k < sizeof tellings / sizeof *tellings; k++) {
            if (str_equal(rest, str_from(tellings[k])))
                return true;
        }
    }
    return false;
}

static struct words names;
static once_flag names_indexed = ONCE_FLAG_INIT;

static void index_names(void)
{
    words_index(&names, rows, sizeof *rows, sizeof rows / sizeof *rows, WORDS_BY_FIRST);
}

static const struct row *lookup(struct str name)
{
    static const struct row people_row = FIELD("", ATTENDANCE);
    static const struct row order_row = FIELD("", AGENDA);
    static const struct row proceedings_row = PART("", PROCEEDINGS);
    struct squeezed squeezed;
    text_squeeze(name, &squeezed);
    call_once(&names_indexed, index_names);
    for (uint16_t i = words_candidate(&names, squeezed.str); i != WORDS_NONE;
         i = names.next[i]) {
        if (str_equal(squeezed.str, names.word[i]))
            return &rows[i];
    }
    if (is_order_of_day(squeezed.str))
        return &order_row;
    if (is_proceedings(squeezed.str))
        return &proceedings_row;
    return is_people(squeezed.str) ? &people_row : NULL;
}

static bool accept(struct term *term, struct str name, struct str text, size_t end)
{
    const struct row *row = lookup(name);
    if (row == NULL)
        return false;
    term->class = row->class;
    term->key = row->key;
    term->name = utf8_trim(name);
    term->presence = term_presence(name);
    term->printed = utf8_trim(str_slice(text, 0, end));
    term->value = utf8_trim(text_from(text, end));
    return true;
}

/* （13名）, （敬称略）, （五十音順） behind a name belong to it. */
static size_t past_remarks(struct str text, size_t at)
{
    for (;;) {
        size_t from = at;
        while (from < text.len) {
            size_t next = from;
            if (!utf8_is_space(utf8_next(text, &next)))
                break;
            from = next;
        }
        uint32_t c = text_first(text_from(text, from));
        size_t behind = c == 0xFF08 || c == '(' ? text_bracketed(text, from) : 0;
        if (behind == 0)
            return at;
        /* 議題　（１）会長の選出: a number of what follows, no remark */
        struct str inside = text_inside(str_slice(text, from, behind));
        uint32_t value;
        if (number_read_any(inside, &value) == inside.len && inside.len > 0)
            return at;
        at = behind;
    }
}

static size_t past_colon(struct str text, size_t at, bool *colon)
{
    struct str rest = text_skip_space(text_from(text, at));
    *colon = text_take(&rest, "：") || text_take(&rest, ":");
    return *colon ? text.len - rest.len : at;
}

/* １　開会 heads the opening, 開会　令和６年９月５日 states when it was. */
static bool is_event_alone(const struct term *term)
{
    static const char *const events[] = {"開会", "開議", "閉会", "散会"};
    size_t i = 0;
    struct squeezed name;
    text_squeeze(str_slice(term->name, 0, 60), &name);
    while (i < sizeof events / sizeof *events &&
           !str_equal(name.str, str_from(events[i])))
        i++;
    if (i == sizeof events / sizeof *events)
        return false;
    struct when when = when_read(term->value);
    return when.date[0] == '\0' && when.start < 0;
}

/* 【日時】, ＜委員＞, ［出席者］ */
static bool read_bracketed(struct str text, struct term *term)
{
    uint32_t open = text_first(text);
    if (text_closing_bracket(open) == 0 || text_one_of(open, "「『"))
        return false;
    size_t end = text_bracketed(text, 0);
    if (end == 0)
        return false;
    bool colon;
    struct str inside = text_inside(str_slice(text, 0, end));
    size_t whole = past_colon(text, past_remarks(text, end), &colon);
    if (!accept(term, inside, text, whole) || is_event_alone(term))
        return false;
    term->closed = true;
    return true;
}

static bool read_open(struct str text, struct term *term)
{
    /* The longest name wins: 出席者 の before a gap is tried at every gap. */
    struct str look = str_slice(text, 0, 120);
    bool found = false;
    for (size_t at = 0; at <= look.len;) {
        size_t end = at;
        uint32_t c = at < look.len ? utf8_next(look, &end) : 0;
        bool border = at == text.len || utf8_is_space(c) || text_one_of(c, "（(：:");
        if (border && at > 0) {
            bool colon;
            size_t remarks = past_remarks(text, at);
            size_t whole = past_colon(text, remarks, &colon);
            struct term candidate = {0};
            if (accept(&candidate, str_slice(text, 0, at), text, whole) &&
                !is_event_alone(&candidate)) {
                candidate.closed = colon || candidate.value.len == 0;
                struct str remark = utf8_trim(str_slice(text, at, remarks));
                if (str_equal(remark, STR("（欠席）")) ||
                    str_equal(remark, STR("(欠席)")) ||
                    str_equal(remark, STR("（出席）"))) {
                    /* 委員（欠席） */
                    candidate.name = utf8_trim(str_slice(text, 0, remarks));
                    candidate.presence = term_presence(candidate.name);
                }
                *term = candidate;
                found = true;
                /* 欠席者　辛島委員: a name of three letters is not spaced out */
                size_t after;
                struct str ahead = text_from(text, at);
                if (candidate.key == DOC_FIELD_ATTENDANCE &&
                    text_length_up_to(candidate.name, 3) >= 3 &&
                    text_gap(candidate.name, 1, &after) == candidate.name.len &&
                    text_gap(ahead, 2, &after) == 0 && ahead.len > 0)
                    break;
            }
        }
        if (c == 0 || text_one_of(c, "：:。、"))
            break;
        at = end;
    }
    /* 委　員　長　　甲野太郎 is no 委員 */
    return found && speaker_spaced_role(look) <= term->name.len;
}

/* What the end of a name says of an item whose whole name no row knows: 審査事件,
 * 農地利用最適化推進委員. The first row that fits decides. */
static const struct {
    const char *end;
    enum doc_field_key key;
} tails[] = {
    {"議案", DOC_FIELD_AGENDA},          {"決定事項", DOC_FIELD_OTHER},
    {"確認事項", DOC_FIELD_OTHER},       {"留意事項", DOC_FIELD_OTHER},
    {"連絡事項", DOC_FIELD_OTHER},       {"日時", DOC_FIELD_DATE_TIME},
    {"時刻", DOC_FIELD_DATE_TIME},       {"年月日", DOC_FIELD_DATE_TIME},
    {"期日", DOC_FIELD_DATE_TIME},       {"開催日", DOC_FIELD_DATE_TIME},
    {"及び場所", DOC_FIELD_DATE_TIME},   {"・場所", DOC_FIELD_DATE_TIME},
    {"場所", DOC_FIELD_PLACE},           {"会場", DOC_FIELD_PLACE},
    {"開催地", DOC_FIELD_PLACE},         {"議題", DOC_FIELD_AGENDA},
    {"案件", DOC_FIELD_AGENDA},          {"事件", DOC_FIELD_AGENDA},
    {"事項", DOC_FIELD_AGENDA},          {"次第", DOC_FIELD_AGENDA},
    {"日程", DOC_FIELD_AGENDA},          {"項目", DOC_FIELD_AGENDA},
    {"資料", DOC_FIELD_MATERIALS},       {"資料等", DOC_FIELD_MATERIALS},
    {"資料の名称", DOC_FIELD_MATERIALS}, {"資料名", DOC_FIELD_MATERIALS},
    {"会議名", DOC_FIELD_BODY},          {"会の名称", DOC_FIELD_BODY},
    {"会等の名称", DOC_FIELD_BODY},      {"連絡先", DOC_FIELD_CONTACT},
    {"問合せ先", DOC_FIELD_CONTACT},
};

/* Who is there, by the end of the word; offices of one person are not among them. */
static const char *const crowds[] = {
    "委員",     "議員",   "職員",   "委員等", "出席者等", "事務局", "書記",
    "事務局等", "理事者", "執行部", "当局",   "担当者",   "説明者", "参考人",
    "関係者",   "立会人", "参加者", "来賓",   "説明員",   "構成員", "アドバイザー",
    "幹事",     "顧問",   "監事",   "庶務",   "招へい者", "同席者", "陪席者",
    "随行者",   "応募者", "傍聴者", "職氏名", "名簿",     "出欠",   "理事",
    "ゲスト",   "講師",   "発表者", "有識者", "府省",     "省庁",   "した者",
};

static bool guess_key(struct str name, enum doc_field_key *key)
{
    if (text_has(name, "傍聴")) {
        *key = DOC_FIELD_AUDIENCE;
        return true;
    }
    if (text_has(name, "公開")) {
        *key = DOC_FIELD_OPENNESS;
        return true;
    }
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        if (text_ends(name, tails[i].end)) {
            *key = tails[i].key;
            /* 招集年月日 is not the day of the meeting, 次回の日時 another's */
            if (text_has(name, "招集") || text_has(name, "次回"))
                *key = *key == DOC_FIELD_PLACE && text_has(name, "招集")
                           ? DOC_FIELD_PLACE
                           : DOC_FIELD_OTHER;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof crowds / sizeof *crowds; i++) {
        if (text_ends(name, crowds[i])) {
            *key = DOC_FIELD_ATTENDANCE;
            return true;
        }
    }
    return false;
}

/* 出席議員は次のとおりである。 */
static bool read_sentence(struct str text, struct term *term)
{
    static const char *const ways[] = {"次のとおり",   "左のとおり", "以下のとおり",
                                       "下記のとおり", "次の通り",   "左の通り",
                                       "以下の通り"};
    if (text.len > 240 || !text_ends_sentence(text))
        return false;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        size_t at = str_find(text, str_from(ways[i]), 0);
        if (at == SIZE_MAX || text.len - at > str_from(ways[i]).len + 30)
            continue;
        struct str name = str_slice(text, 0, at), behind = STR("は");
        size_t end = name.len;
        if (utf8_prev(name, &end) == 0x3001) /* 、 */
            name = str_slice(name, 0, end);
        if (!str_ends(name, behind))
            return false;
        name = str_slice(name, 0, name.len - behind.len);
        enum doc_field_key key;
        if (!accept(term, name, text, text.len)) {
            if (!guess_key(name, &key) || text_has(name, "、"))
                return false;
            *term = (struct term){.class = TERM_FIELD, .key = key, .name = name};
            term->printed = text;
            term->presence = term_presence(name);
        }
        term->closed = true;
        return term->class == TERM_FIELD;
    }
    return false;
}

struct term term_read(struct str text)
{
    struct term term = {.class = TERM_NONE};
    if (text.len > 0 && !read_bracketed(text, &term) && !read_open(text, &term) &&
        !read_sentence(text, &term))
        term.class = TERM_NONE;
    return term;
}

/* A name, by its letters: no date, no list, no sentence. */
#define GUESS_MAX 30 /* characters, so many that 説明のため… fits */

static bool could_name_item(struct str name)
{
    size_t length = text_length_up_to(name, GUESS_MAX + 1);
    return length >= 2 && length <= GUESS_MAX && !text_ends_sentence(name) &&
           !text_has(name, "、") && !text_has(name, "。") && !text_has(name, "，") &&
           text_closing_bracket(text_first(name)) == 0;
}

struct term term_guess(struct str text)
{
    struct term term = {.class = TERM_NONE};
    uint32_t open = text_first(text);
    size_t end, after, whole;
    bool colon = false;
    if (text_one_of(open, "【［[〔＜〈")) {
        end = text_bracketed(text, 0);
        if (end == 0)
            return term;
        term.name = utf8_trim(text_inside(str_slice(text, 0, end)));
        whole = past_colon(text, past_remarks(text, end), &colon);
        term.closed = true;
    } else {
        struct str look = str_slice(text, 0, 120);
        size_t wide = str_find(look, STR("："), 0),
               narrow = str_find(look, STR(":"), 0);
        size_t gap = text_gap(look, 2, &after);
        /* 委　員　長 is one word: a gap between single letters does not end it */
        struct str part = str_slice(look, 0, gap);
        while (after < look.len && text_length_up_to(part, 2) == 1) {
            struct str rest = text_from(look, after);
            size_t next, length = text_gap(rest, 2, &next);
            part = str_slice(rest, 0, length);
            if (text_length_up_to(part, 2) != 1)
                break;
            gap = after + length;
            after += next;
        }
        end = wide < narrow ? wide : narrow;
        end = end < gap ? end : gap;
        struct str name = str_slice(text, 0, end);
        size_t remark = str_find(name, STR("（"), 0);
        if (remark != SIZE_MAX && remark > 0 &&
            text_bracketed(name, remark) == name.len)
            name = str_slice(name, 0, remark);
        term.name = utf8_trim(name);
        whole = past_colon(text, past_remarks(text, end), &colon);
        term.closed = colon || whole >= text.len;
    }
    struct squeezed squeezed;
    text_squeeze(term.name, &squeezed);
    if (!could_name_item(squeezed.str))
        return term;
    term.key = DOC_FIELD_OTHER;
    term.guessed = !guess_key(squeezed.str, &term.key);
    struct str value = utf8_trim(text_from(text, whole));
    if (term.key == DOC_FIELD_AGENDA && text_ends(value, "件"))
        term.key = DOC_FIELD_OTHER; /* 抽出案件　総件数　４件 counts them */
    term.class = TERM_FIELD;
    term.presence = term_presence(squeezed.str);
    term.printed = utf8_trim(str_slice(text, 0, whole));
    term.value = utf8_trim(text_from(text, whole));
    return term;
}

bool term_is_whole(struct str text)
{
    struct term term = term_read(text);
    if (term.class == TERM_NONE || term.value.len > 0)
        return false;
    struct str remark = text_from(term.printed, term.name.len);
    return !text_has(remark, "（") || text_has(remark, "名") ||
           text_has(remark, "人") || text_has(remark, "敬称") || text_has(remark, "順");
}
