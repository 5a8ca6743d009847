#include "person.h"

#include <stdlib.h>

#include "lineup.h"
#include "number.h"
#include "speaker.h"

/* What the name of an office, a unit or a body ends with, beyond the roles. */
static const char *const ends[] = {
    "省",     "庁",         "局",     "課",       "室",       "部",       "会",
    "所",     "院",         "校",     "園",       "センター", "大学",     "会社",
    "機構",   "協会",       "法人",   "組合",     "連合会",   "事務所",   "財団",
    "銀行",   "病院",       "研究所", "グループ", "本部",     "団体",     "連盟",
    "担当",   "代表取締役", "取締役", "CEO",      "ＣＥＯ",   "公募委員", "学部",
    "研究科", "支部",       "署",     "会計士",   "税理士",   "司法書士", "行政書士",
    "労務士", "弁理士",     "鑑定士", "技術士",   "建築士",   "医師",     "教諭",
    "大学院", "経験者",     "代表",   "公募",     "有識者",   "組織委員", "職員",
};

bool person_is_seat(struct str s)
{
    if (s.len > 40)
        return false;
    uint32_t value;
    struct squeezed squeezed;
    text_squeeze(s, &squeezed);
    size_t used = number_read_any(squeezed.str, &value);
    struct str rest = text_from(squeezed.str, used);
    return used != 0 && (str_equal(rest, STR("番")) || str_equal(rest, STR("番議員")));
}

size_t person_spaced_seat(struct str s)
{
    uint32_t value;
    size_t used = number_read_any(s, &value);
    struct str rest = text_skip_space(text_from(s, used));
    if (used == 0 || value > 200 || !text_take(&rest, "番"))
        return 0;
    return utf8_is_space(text_first(rest)) ? s.len - rest.len : 0;
}

bool person_is_ditto(struct str s)
{
    return str_equal(s, STR("同")) || str_equal(s, STR("〃")) ||
           str_equal(s, STR("々"));
}

bool person_is_post(struct str segment)
{
    size_t length = text_length_up_to(segment, 5);
    if (length < 2)
        return person_is_ditto(segment);
    if (person_is_seat(segment))
        return true;
    uint32_t open = text_first(segment);
    if (text_one_of(open, "（(") && text_bracketed(segment, 0) == segment.len)
        return true; /* （金融担当） */
    struct squeezed squeezed;
    text_squeeze(segment, &squeezed);
    struct str role = speaker_role(squeezed.str);
    if (str_equal(role, STR("議員")) && length > 2)
        return false; /* 下村あきら議員 */
    if (role.len >= 6)
        return true;
    if (text_begins(segment, "株式会社") || text_begins(segment, "一般社団法人"))
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (length >= 4 && text_ends(segment, ends[i]))
            return true;
    }
    if (length >= 4 && text_ends(segment, "長"))
        return true; /* 広域連合長 */
    /* 文化課: of three letters only what ends no name */
    return length == 3 && (text_ends(segment, "課") || text_ends(segment, "局") ||
                           text_ends(segment, "省") || text_ends(segment, "庁"));
}

/* 次のとおり, 応招議員に同じ, 該当なし: letters of names, but nobody is named. */
static bool is_remark(struct str s)
{
    uint32_t value;
    if (text_begins(s, "第") &&
        number_read_any(text_from(s, STR("第").len), &value) != 0)
        return true; /* 第一日 */
    static const char *const tails[] = {"ほか", "なし",   "無し",   "とおり",   "通り",
                                        "同じ", "同上",   "以上",   "省略",     "欠席",
                                        "全員", "出席者", "以下",   "について", "参照",
                                        "未定", "音順",   "順不同", "敬称略",   "様式"};
    static const char *const wholes[] = {"別紙", "別添", "名簿",
                                         "別表", "空席", "欠員"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        if (text_ends(s, tails[i]))
            return true;
    }
    static const char *const inner[] = {"に対", "による", "における",
                                        "に関", "からの", "への"};
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) {
        if (text_begins(s, wholes[i]))
            return true;
    }
    /* 開議の宣告: two letters and two at least */
    size_t of = str_find(s, STR("の"), 0);
    size_t before = of == SIZE_MAX ? 0 : of;
    if (of != SIZE_MAX && of >= 6 && s.len - of >= 9 &&
        text_is_kanji(utf8_prev(s, &before)) &&
        text_is_kanji(text_first(text_from(s, of + STR("の").len))))
        return true;
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        if (text_length_up_to(s, 5) == 5 && text_has(s, inner[i]))
            return true;
    }
    return false;
}

bool person_is_name(struct str segment)
{
    struct squeezed squeezed;
    text_squeeze(segment, &squeezed);
    struct str s = squeezed.str;
    size_t length = text_length_up_to(s, 30);
    bool latin = false;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      (c >= 0xC0 && c <= 0x24F) || (c >= 0xFF21 && c <= 0xFF5A);
        latin |= letter;
        if (!letter && !text_is_kanji(c) && !text_is_hiragana(c) &&
            !text_is_katakana(c) && !text_one_of(c, "・．.ヶヵ") &&
            !(c >= 0xE0100 && c <= 0xE01EF) && !(c >= 0xFE00 && c <= 0xFE0F))
            return false;
    }
    return length >= 1 && length <= (latin ? 28u : 10u) && !is_remark(s);
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

size_t person_known_name(const struct known_names *names, struct str s)
{
    size_t found = 0, at = 0;
    /* longer names are no names of people */
    for (int letters = 0; letters < 10 && at < s.len; letters++) {
        utf8_next(s, &at);
        struct str head = str_slice(s, 0, at);
        if (bsearch(&head, names->all, names->count, sizeof head, compare_names) !=
            NULL)
            found = at;
    }
    return found;
}

/* Whether a word begins `s` that offices and units begin with. */
static bool begins_office(struct str s)
{
    /* Of two characters and more: one alone stands in names too. */
    static const char *const begins[] = {
        "総務",   "企画",     "財政",     "財務",   "産業",           "企業",
        "経営",   "地域",     "水道",     "下水道", "上下水",         "公営",
        "交通",   "自動車",   "高速",     "市民",   "区民",           "町民",
        "住民",   "福祉",     "保健",     "健康",   "医療",           "病院",
        "介護",   "高齢",     "障害",     "障がい", "子育て",         "子ども",
        "こども", "保育",     "環境",     "経済",   "商工",           "観光",
        "農林",   "農業",     "農政",     "水産",   "建設",           "建築",
        "土木",   "道路",     "河川",     "都市",   "住宅",           "港湾",
        "消防",   "教育",     "生涯",     "学校",   "文化",           "スポーツ",
        "選挙",   "監査",     "議会",     "会計",   "危機",           "防災",
        "情報",   "デジタル", "政策",     "行政",   "行財政",         "人事",
        "職員",   "契約",     "税務",     "管財",   "秘書",           "広報",
        "国際",   "人権",     "戸籍",     "生活",   "資源",           "事務局",
        "副市長", "副町長",   "副区長",   "副知事", "教育長",         "次長",
        "部長",   "局長",     "課長",     "室長",   "係長",           "所長",
        "館長",   "主査",     "主幹",     "主任",   "参事",           "理事",
        "統括",   "担当",     "専門",     "審議官", "審議監",         "調整",
        "技術",   "施設",     "内閣",     "厚生",   "文部",           "国土",
        "外務",   "法務",     "防衛",     "金融",   "クリエイティブ", "イノベーション",
        "大臣",   "政務",     "上下水道", "警務",   "刑事",           "警備",
        "公安",   "総合",     "国土",     "地方",   "海上",           "運輸",
        "気象",   "原子力",   "食品",     "畜産",   "森林",           "用地",
        "統計",   "社会",     "労働",     "雇用",   "衛生",           "図書館",
        "給食",   "青少年",   "公園",     "緑地",   "営繕",           "庶務",
        "納税",   "国保",     "年金",     "本部",   "支所",           "出納",
    };
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        if (text_begins(s, begins[i]))
            return true;
    }
    return false;
}

size_t person_joined_name(struct str s)
{
    size_t at = 0;
    if (text_gap(s, 1, &at) < s.len)
        s = str_slice(s, 0, text_gap(s, 1, &at));
    size_t open = str_find(s, STR("（"), 0);
    struct str office = str_slice(s, 0, open == SIZE_MAX ? s.len : open);
    if (!person_is_post(office))
        return 0;
    at = 0;
    for (int letters = 1; letters <= 5 && at < office.len; letters++) {
        utf8_next(office, &at);
        struct str rest = text_from(office, at);
        if (letters >= 3 && begins_office(rest) &&
            person_is_name(str_slice(office, 0, at)) &&
            (speaker_role(rest).len > 0 || person_is_post(rest)))
            return at;
    }
    return 0;
}

bool person_is_manner(struct str inside, enum doc_manner *manner)
{
    static const struct {
        const char *word;
        enum doc_manner manner;
    } rows[] = {
        {"オンライン", DOC_ONLINE}, {"Web", DOC_ONLINE},      {"WEB", DOC_ONLINE},
        {"ＷＥＢ", DOC_ONLINE},     {"ウェブ", DOC_ONLINE},   {"リモート", DOC_ONLINE},
        {"テレビ会議", DOC_ONLINE}, {"代理", DOC_BY_PROXY},   {"欠席", DOC_NOT_THERE},
        {"から出席", DOC_PARTLY},   {"まで出席", DOC_PARTLY}, {"途中", DOC_PARTLY},
        {"のみ", DOC_PARTLY},       {"遅参", DOC_PARTLY},     {"早退", DOC_PARTLY},
        {"から参加", DOC_PARTLY},   {"まで参加", DOC_PARTLY}, {"退席", DOC_PARTLY},
        {"入室", DOC_PARTLY},       {"まで", DOC_PARTLY},
    };
    /* 議長代理 is an office */
    if (text_has(inside, "長代理"))
        return false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (text_has(inside, rows[i].word)) {
            *manner = rows[i].manner;
            return true;
        }
    }
    return false;
}

void person_add(struct parts *out, enum doc_kind kind, struct str text, bool starts)
{
    text = utf8_trim(text);
    if (text.len == 0)
        return;
    if (out->count == PERSON_PARTS_MAX) {
        const char *end = text.ptr + text.len;
        if (out->rest.ptr == NULL)
            out->rest.ptr = text.ptr;
        out->rest.len = (size_t)(end - out->rest.ptr);
        return;
    }
    out->all[out->count++] = (struct part){kind, text, starts};
}

static bool is_mark(struct str bracketed)
{
    enum doc_manner manner;
    uint32_t open = text_first(bracketed);
    if (text_one_of(open, "【［[＜"))
        return true;
    return text_one_of(open, "（(") &&
           (person_is_manner(text_inside(bracketed), &manner) ||
            text_has(bracketed, "音順") || text_has(bracketed, "敬称") ||
            str_equal(text_inside(bracketed), STR("主査")) ||
            person_post_kind(text_inside(bracketed)) == DOC_POST);
}

/* Where the marks at the end of `s` begin: 【座長】（オンライン出席）※午後7時から出席
 */
size_t person_marks_begin(struct str s)
{
    size_t end = s.len;
    size_t note = str_find(str_slice(s, 0, TEXT_LOOK_MAX), STR("※"), 0);
    if (note != SIZE_MAX)
        end = note;
    for (;;) {
        struct str head = utf8_trim(str_slice(s, 0, end));
        size_t found = SIZE_MAX;
        struct str look = str_slice(head, 0, TEXT_LOOK_MAX);
        for (size_t at = 0; at < look.len;) {
            size_t from = at;
            uint32_t c = utf8_next(look, &at);
            if (text_closing_bracket(c) == 0)
                continue;
            size_t behind = text_bracketed(head, from);
            if (behind == head.len && is_mark(str_slice(head, from, behind)))
                found = from;
            if (behind != 0)
                at = behind;
        }
        if (found == SIZE_MAX)
            return end;
        end = found;
    }
}

static void add_marks(struct str s, struct parts *out)
{
    for (s = text_skip_space(s); s.len > 0; s = text_skip_space(s)) {
        size_t end = text_bracketed(s, 0);
        size_t next = str_find(s, STR("【"), 1);
        if (end == 0)
            end = text_begins(s, "※") || next == SIZE_MAX ? s.len : next;
        person_add(out, DOC_MARK, str_slice(s, 0, end), false);
        s = text_from(s, end);
    }
}

/* A name and its honorific: 棚橋　泰文君, 下村あきら議員 */
void person_add_name(struct str name, bool starts, struct parts *out)
{
    static const char *const honorifics[] = {
        "君", "氏", "様", "殿", "議員", "さん", "の各委員", "各委員", "両委員"};
    size_t length = name.len;
    for (size_t i = 0; i < sizeof honorifics / sizeof *honorifics; i++) {
        struct str word = str_from(honorifics[i]);
        if (str_ends(name, word) && name.len > word.len + 3) {
            length = utf8_trim(str_slice(name, 0, name.len - word.len)).len;
            break;
        }
    }
    person_add(out, DOC_NAME, str_slice(name, 0, length), starts);
    person_add(out, DOC_TEXT, text_from(name, length), false);
}

enum doc_kind person_post_kind(struct str post)
{
    static const char *const seats[] = {"委員",
                                        "会長",
                                        "議長",
                                        "座長",
                                        "委員長",
                                        "会長代理",
                                        "理事",
                                        "議長代理",
                                        "座長代理",
                                        "構成員",
                                        "主査",
                                        "部会長",
                                        "副委員長",
                                        "副会長",
                                        "副議長",
                                        "副座長",
                                        "職務代理者",
                                        "会長職務代理者",
                                        "委員長職務代理者",
                                        "会長職務代理",
                                        "委員長代理",
                                        "職務代理",
                                        "部会長代理",
                                        "副部会長",
                                        "議員"};
    struct squeezed squeezed;
    text_squeeze(post, &squeezed);
    if (person_is_seat(post) || person_is_ditto(post))
        return DOC_POST;
    for (size_t i = 0; i < sizeof seats / sizeof *seats; i++) {
        /* 主査 is an office of civil servants more often than of a body */
        if (str_equal(squeezed.str, str_from(seats[i])) && i != 10)
            return DOC_POST;
    }
    return DOC_AFFILIATION;
}

/* 真砂野市: where a member of a joint assembly comes from. */
static bool is_municipality(struct str s)
{
    static const char *const tails[] = {"市", "町", "村",   "区",
                                        "県", "郡", "選出", "地区"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        if (text_ends(s, tails[i]) && text_length_up_to(s, 9) <= 8 &&
            text_length_up_to(s, 3) == 3)
            return true;
    }
    return false;
}

/* 作家, アナウンサー: letters that say none of what brackets say of an attendance. */
static bool is_calling(struct str s)
{
    static const char *const remarks[] = {
        "新任", "再任", "兼務", "出席",   "公務", "対面", "会議室", "会場", "説明",
        "書面", "委任", "別室", "オブザ", "略",   "計",   "名",     "臨時", "退任"};
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++) {
        if (text_has(s, remarks[i]))
            return false;
    }
    return text_length_up_to(s, 13) <= 12 && person_is_name(s) &&
           text_length_up_to(s, 2) == 2;
}

void person_add_bracket(struct str bracket, struct parts *out)
{
    struct str inside = text_inside(bracket);
    enum doc_manner manner;
    if (is_mark(bracket) || person_is_manner(inside, &manner) ||
        person_post_kind(inside) == DOC_POST ||
        (!person_is_post(inside) && !is_municipality(inside) && !is_calling(inside))) {
        person_add(out, DOC_MARK, bracket, false);
        return;
    }
    size_t from = (size_t)(inside.ptr - bracket.ptr);
    person_add(out, DOC_TEXT, str_slice(bracket, 0, from), false);
    person_add(out, DOC_AFFILIATION, inside, false);
    person_add(out, DOC_TEXT, text_from(bracket, from + inside.len), false);
}

/* 芦辺 隼人（公募委員）: the affiliation in brackets behind the name. */
static bool cut_bracketed(struct str s, struct parts *out)
{
    size_t open = str_find(str_slice(s, 0, TEXT_LOOK_MAX), STR("（"), 0);
    if (open == SIZE_MAX)
        open = str_find(str_slice(s, 0, TEXT_LOOK_MAX), STR("("), 0);
    if (open == SIZE_MAX || open == 0 || text_bracketed(s, open) != s.len)
        return false;
    struct str name = utf8_trim(str_slice(s, 0, open));
    struct str bracket = text_from(s, open), inside = text_inside(bracket);
    if (!person_is_name(name) || speaker_role(name).len > 6 ||
        (person_is_post(name) && speaker_role(name).len == 0)) /* a unit */
        return false;
    person_add_name(name, true, out);
    if (person_post_kind(inside) == DOC_POST) {
        person_add(out, DOC_MARK, bracket, false);
        return true;
    }
    size_t from = (size_t)(inside.ptr - bracket.ptr);
    person_add(out, DOC_TEXT, str_slice(bracket, 0, from), false);
    person_add(out, DOC_AFFILIATION, inside, false);
    person_add(out, DOC_TEXT, text_from(bracket, from + inside.len), false);
    return true;
}

/* Where the element of a list that begins at `from` ends: at a comma outside brackets.
 */
static size_t element_end(struct str s, size_t from)
{
    for (size_t at = from; at < s.len;) {
        size_t here = at;
        uint32_t c = utf8_next(s, &at);
        bool apart =
            here > 0 && at < s.len && utf8_is_space(text_first(text_from(s, at)));
        if (text_one_of(c, "、，,") || (apart && text_one_of(c, "／/")))
            return here;
        size_t behind = text_closing_bracket(c) != 0 ? text_bracketed(s, here) : 0;
        at = behind != 0 ? behind : at;
    }
    return s.len;
}

static bool begins_office(struct str s);

/* 市長, 企画部長: nobody is named. */
bool person_is_office(struct str s)
{
    struct str role = speaker_role(s);
    if (text_ends(s, "省") || text_ends(s, "庁"))
        return text_length_up_to(s, 3) >= 3;
    return role.len > 0 && (role.len == s.len || begins_office(s));
}

/* 鬼頭委員, 総務部長　己村聡, 丙川委員（オンライン）; false where it is neither. */
static bool cut_element(struct str element, struct parts *out);

/* 総務課：細谷課長: the unit stands before a colon. */
static bool cut_unit(struct str element, struct parts *out)
{
    struct str look = str_slice(element, 0, TEXT_LOOK_MAX);
    size_t colon = str_find(look, STR("："), 0);
    if (colon == SIZE_MAX || !person_is_post(str_slice(element, 0, colon)))
        return false;
    struct parts saved = *out;
    size_t behind = colon + STR("：").len;
    person_add(out, DOC_AFFILIATION, str_slice(element, 0, colon), true);
    person_add(out, DOC_TEXT, str_slice(element, colon, behind), false);
    size_t named = out->count;
    if (!cut_element(text_skip_space(text_from(element, behind)), out)) {
        *out = saved;
        return false;
    }
    if (named < PERSON_PARTS_MAX)
        out->all[named].starts = false;
    return true;
}

/* 北里の各委員（計６名）: the bracket counts all of them. */
static bool cut_count(struct str element, struct parts *out)
{
    size_t open = str_find(str_slice(element, 0, TEXT_LOOK_MAX), STR("（"), 0);
    if (open == SIZE_MAX || open == 0 || text_bracketed(element, open) != element.len)
        return false;
    struct str inside = text_inside(text_from(element, open));
    if (!text_ends(inside, "名") && !text_ends(inside, "人"))
        return false;
    struct parts saved = *out;
    if (!cut_element(str_slice(element, 0, open), out) || out->count == saved.count)
        return false;
    person_add(out, DOC_TEXT, text_from(element, open), false);
    return true;
}

/* 文化課（礼文、若狭）: a unit and who came from it. */
static bool cut_unit_of(struct str element, struct parts *out)
{
    size_t open = str_find(str_slice(element, 0, TEXT_LOOK_MAX), STR("（"), 0);
    if (open == SIZE_MAX || open == 0 || text_bracketed(element, open) != element.len ||
        !person_is_post(str_slice(element, 0, open)) ||
        person_is_office(str_slice(element, 0, open)))
        return false;
    struct str inside = text_inside(text_from(element, open));
    struct parts saved = *out;
    size_t from = 0;
    enum doc_manner manner;
    if (element_end(inside, 0) == inside.len &&
        (person_is_post(inside) || person_is_manner(inside, &manner) ||
         speaker_role(str_slice(element, 0, open)).len > 0))
        return false; /* 白川課長（オンライン） */
    person_add(out, DOC_AFFILIATION, str_slice(element, 0, open), true);
    person_add(out, DOC_TEXT, str_slice(element, open, open + STR("（").len), false);
    while (from < inside.len) {
        size_t end = element_end(inside, from), behind = end;
        struct str name = utf8_trim(str_slice(inside, from, end));
        bool starts = from > 0;
        /* 課長：関根 */
        size_t colon = str_find(name, STR("："), 0);
        if (colon != SIZE_MAX && colon > 0) {
            size_t past = colon + STR("：").len;
            person_add(out, DOC_AFFILIATION, str_slice(name, 0, colon), starts);
            person_add(out, DOC_TEXT, str_slice(name, colon, past), false);
            name = text_skip_space(text_from(name, past));
            starts = false;
        }
        if (!person_is_name(name)) {
            *out = saved;
            return false;
        }
        person_add(out, DOC_NAME, name, starts);
        if (end < inside.len)
            utf8_next(inside, &behind);
        person_add(out, DOC_TEXT, str_slice(inside, end, behind), false);
        from = behind;
    }
    size_t close = (size_t)(inside.ptr - element.ptr) + inside.len;
    person_add(out, DOC_TEXT, text_from(element, close), false);
    return true;
}

static bool cut_element(struct str element, struct parts *out)
{
    if (cut_unit(element, out) || cut_unit_of(element, out) || cut_count(element, out))
        return true;
    /* 鈴鹿調査官ほか関係官 */
    size_t others = str_find(str_slice(element, 0, TEXT_LOOK_MAX), STR("ほか"), 0);
    if (others != SIZE_MAX && others > 0 &&
        cut_element(utf8_trim(str_slice(element, 0, others)), out)) {
        person_add(out, DOC_TEXT, text_from(element, others), false);
        return true;
    }
    size_t marks = person_marks_begin(element), after;
    struct str body = utf8_trim(str_slice(element, 0, marks));
    size_t gap = text_gap(body, 1, &after);
    struct str shared = speaker_role(body);
    struct str before = str_slice(body, 0, body.len - shared.len);
    if (shared.len > 0 && (text_ends(before, "各") || text_ends(before, "両"))) {
        size_t end = before.len - STR("各").len; /* … 平栗各委員 */
        if (text_ends(str_slice(before, 0, end), "の"))
            end -= STR("の").len;
        person_add(out, DOC_NAME, str_slice(body, 0, end), true);
        person_add(out, DOC_TEXT, text_from(body, end), false);
        add_marks(text_from(element, marks), out);
        return end > 0;
    }
    struct str first = str_slice(body, 0, gap);
    if (gap == body.len && person_is_office(body)) {
        person_add(out, DOC_TEXT, element, false);
        return out->count > 1;
    }
    struct str second = text_from(body, after);
    if (gap < body.len && second.len > 0 && text_length_up_to(first, 5) <= 4 &&
        person_is_name(first) && !person_is_post(first) &&
        text_gap(body, 2, &after) == body.len &&
        speaker_role(second).len == second.len) {
        person_add(out, DOC_NAME, body, true); /* 観世 長官 */
        add_marks(text_from(element, marks), out);
        return true;
    }
    text_gap(body, 1, &after);
    if (gap < body.len && person_is_post(first)) {
        struct str name = text_from(body, after);
        size_t behind, word = text_gap(name, 1, &behind);
        if (word < name.len && (person_is_post(str_slice(name, 0, word)) ||
                                speaker_role(str_slice(name, 0, word)).len == word)) {
            first = str_slice(body, 0, after + word); /* 消費生活課　課長 */
            name = text_from(name, behind);
        }
        struct speaker holder;
        bool named = person_is_post(name) && speaker_judge(name, &holder) &&
                     holder.name.len > 0; /* 協会　己村専務理事 */
        if (!named && (!person_is_name(name) || person_is_post(name)))
            return false;
        person_add(out, person_post_kind(first), first, true);
        if (named)
            person_add(out, DOC_NAME, name, false);
        else
            person_add_name(name, false, out);
    } else if (person_is_name(body) && body.len <= 45) {
        person_add(out, DOC_NAME, body, true);
    } else if (!cut_bracketed(body, out)) {
        return false;
    }
    add_marks(text_from(element, marks), out);
    return true;
}

/* 湯田座長、鬼頭委員、猿渡委員 */
static bool cut_list(struct str s, struct parts *out)
{
    size_t first = element_end(s, 0);
    if (first == s.len)
        return false;
    for (size_t from = 0; from < s.len;) {
        size_t end = element_end(s, from), behind = end;
        struct str element = utf8_trim(str_slice(s, from, end));
        if (element.len > 0 && !cut_element(element, out)) {
            if (from == 0) {
                *out = (struct parts){.count = 0};
                return false;
            }
            person_add(out, DOC_TEXT, element, false); /* ほか３名 */
        }
        if (end < s.len)
            utf8_next(s, &behind);
        person_add(out, DOC_TEXT, str_slice(s, end, behind), false);
        from = behind;
    }
    return true;
}

struct cutting {
    struct parts *out;
    struct str line;
    bool honoured;      /* names end with 君: inner spaces do not end them */
    bool post_last;     /* an office behind a name is that person's */
    bool named, posted; /* the person at hand has a name, an office */
    size_t name_from, name_to;
    size_t letters; /* of the name so far */
};

static void close_name(struct cutting *cutting)
{
    if (cutting->name_to > cutting->name_from) {
        struct str name =
            str_slice(cutting->line, cutting->name_from, cutting->name_to);
        person_add_name(name, !cutting->posted, cutting->out);
        cutting->posted = false;
        cutting->named = true;
    }
    cutting->name_from = cutting->name_to = 0;
    cutting->letters = 0;
}

/* 副委員長 北尾ゆか議員: one ASCII space parts a seat from a name. */
static bool begins_with_seat(struct str segment, size_t *end, size_t *after)
{
    *end = text_gap(segment, 1, after);
    struct str head = str_slice(segment, 0, *end);
    return *after < segment.len && person_is_post(head) &&
           person_post_kind(head) == DOC_POST;
}

static void cut_segment(struct cutting *cutting, size_t from, size_t to, bool in_column)
{
    size_t end, after;
    if (begins_with_seat(str_slice(cutting->line, from, to), &end, &after)) {
        cut_segment(cutting, from, from + end, false); /* holds no space: no deeper */
        from += after;
    }
    struct str segment = str_slice(cutting->line, from, to);
    size_t letters = text_length_up_to(segment, 30);
    bool pending = cutting->name_to > cutting->name_from;
    /* Behind a part of a spaced-out name the column says nothing: 田　畑　浩　文 */
    if (pending && cutting->letters <= 3 && letters <= 3)
        in_column = false;
    if (text_closing_bracket(text_first(segment)) != 0)
        in_column = false; /* （総務省統計局長） */
    if (person_is_seat(segment))
        in_column = false;
    if (cutting->honoured && pending) {
        cutting->name_to = to;
        if (text_ends(segment, "君"))
            close_name(cutting);
        return;
    }
    if (!in_column && person_is_post(segment)) {
        close_name(cutting);
        bool behind = cutting->post_last && cutting->named;
        person_add(cutting->out, person_post_kind(segment), segment,
                   !cutting->posted && !behind);
        cutting->posted = !behind;
        return;
    }
    if (pending && !in_column && cutting->letters + letters <= 9 &&
        (letters <= 3 || cutting->letters <= 3)) {
        cutting->name_to = to;
        cutting->letters += letters;
        return;
    }
    close_name(cutting);
    cutting->name_from = from;
    cutting->name_to = to;
    cutting->letters = letters;
    if (cutting->honoured && text_ends(segment, "君"))
        close_name(cutting);
}

static void cut_columns(struct str s, uint32_t indent, const struct roster_shape *shape,
                        bool open, struct parts *out)
{
    struct cutting cutting = {.out = out, .line = s, .posted = open};
    cutting.post_last = shape->post_last;
    cutting.honoured = text_ends(s, "君") && shape->honoured;
    uint32_t cell = indent;
    for (size_t at = 0; at < s.len;) {
        size_t after;
        size_t end = at + text_gap(text_from(s, at), 2, &after);
        /* 副　市　長 in a column */
        size_t spaced = speaker_spaced_role(text_from(s, at));
        if (at + spaced > end) {
            close_name(&cutting);
            person_add(out, DOC_AFFILIATION, str_slice(s, at, at + spaced),
                       !cutting.posted);
            cutting.posted = true;
            struct str rest = text_skip_space(text_from(s, at + spaced));
            after = s.len - rest.len - at;
            end = at;
        }
        if (end > at)
            cut_segment(&cutting, at, end,
                        shape->name_column != 0 && cell == shape->name_column);
        for (size_t i = at; i < at + after && i < s.len;) {
            uint32_t c = utf8_next(s, &i);
            cell = c == '\t' ? (cell / 8 + 1) * 8 : cell + utf8_cells(c);
        }
        at += after;
    }
    close_name(&cutting);
}

/* 甲野　太郎　　青空大学教授: a name ends before an office or a wider gap than those
 * inside it. */
static size_t name_ends(struct str s, size_t *after)
{
    size_t end = text_gap(s, 2, after),
           letters = text_length_up_to(str_slice(s, 0, end), 9);
    while (*after < s.len && letters <= 3) {
        size_t next, wide;
        struct str rest = text_from(s, *after);
        size_t length = text_gap(rest, 2, &next);
        struct str segment = str_slice(rest, 0, length);
        size_t more = text_length_up_to(segment, 9);
        bool apart = text_gap(str_slice(s, end, *after + 1), 4, &wide) == 0;
        if (apart || more > 3 || person_is_post(segment) || !person_is_name(segment))
            break;
        end = *after + length;
        letters += more;
        *after += next;
    }
    return end;
}

/* A name of two words, then where one works, single spaces between all of them; what is
 * in brackets behind it marks the person. */
static bool cut_name_first(struct str s, struct parts *out)
{
    size_t first, second, third, behind;
    size_t family = text_gap(s, 1, &first);
    struct str rest = text_from(s, first);
    size_t given = text_gap(rest, 1, &second);
    struct str name = str_slice(s, 0, first + given);
    struct str office = text_from(rest, second);
    if (family == s.len || given == rest.len || office.len == 0 ||
        text_length_up_to(str_slice(s, 0, family), 6) > 5 ||
        text_length_up_to(str_slice(rest, 0, given), 8) > 7 || !person_is_name(name) ||
        person_is_post(str_slice(s, 0, family)) ||
        person_is_post(str_slice(rest, 0, given)))
        return false;
    /* the brackets at the end */
    size_t open = office.len;
    for (size_t at = 0; at < office.len && open == office.len;) {
        size_t from = at;
        uint32_t c = utf8_next(office, &at);
        if (from > 0 && text_one_of(c, "（(＜〈"))
            open = from;
    }
    struct str works = utf8_trim(str_slice(office, 0, open));
    size_t word = text_gap(works, 1, &third);
    bool offices = person_is_post(works) || person_is_post(str_slice(works, 0, word));
    if (!offices)
        return false;
    person_add_name(name, true, out);
    person_add(out, person_post_kind(works), works, false);
    for (struct str marks = text_from(office, open); marks.len > 0;
         marks = text_skip_space(text_from(marks, behind))) {
        behind = text_bracketed(marks, 0);
        behind = behind == 0 ? marks.len : behind;
        person_add(out, DOC_MARK, str_slice(marks, 0, behind), false);
    }
    return true;
}

void person_cut(struct str line, uint32_t indent, const struct roster_shape *shape,
                bool open, struct parts *out)
{
    *out = (struct parts){.count = 0};
    if (!open && !shape->name_first && lineup_cut(line, shape, out))
        return;
    struct str s = line;
    bool marked = false;
    while (text_one_of(text_first(s), "【［")) {
        size_t end = text_bracketed(s, 0);
        if (end == 0 || end == s.len)
            break;
        person_add(out, DOC_MARK, str_slice(s, 0, end), !marked);
        marked = true;
        s = text_skip_space(text_from(s, end));
    }
    size_t remark = text_one_of(text_first(s), "（(") ? text_bracketed(s, 0) : 0;
    if (remark != 0 && remark < s.len && is_mark(str_slice(s, 0, remark)) &&
        text_has(str_slice(s, 0, remark), "略")) { /* （敬称略）　甲野　太郎 */
        person_add(out, DOC_TEXT, str_slice(s, 0, remark), !marked);
        struct parts rest;
        person_cut(text_skip_space(text_from(s, remark)), 0, shape, open, &rest);
        for (size_t i = 0; i < rest.count; i++)
            person_add(out, rest.all[i].kind, rest.all[i].text,
                       i > 0 && rest.all[i].starts);
        return;
    }
    /* ◎甲野　太郎: told by a legend elsewhere */
    size_t sign = 0;
    if (text_one_of(s.len > 0 ? utf8_next(s, &sign) : 0, PERSON_SIGNS) &&
        sign < s.len) {
        person_add(out, DOC_TEXT, str_slice(s, 0, sign), !marked);
        marked = true;
        s = text_skip_space(text_from(s, sign));
    }
    /* 一　番　岩　永　　　勲 */
    size_t place = person_spaced_seat(s), narrow;
    if (text_gap(str_slice(s, 0, place), 1, &narrow) < place) {
        person_add(out, DOC_POST, str_slice(s, 0, place), !marked);
        marked = true;
        s = text_skip_space(text_from(s, place));
    }
    /* 会　長　　甲野　太郎 */
    size_t seat = speaker_spaced_role(str_slice(s, 0, 60)), inner;
    struct str spaced = str_slice(s, 0, seat);
    bool seated = text_gap(spaced, 1, &inner) < spaced.len &&
                  text_gap(text_from(s, seat), 2, &inner) == 0;
    if (seated) {
        person_add(out, person_post_kind(spaced), spaced, !marked);
        marked = true;
        s = text_skip_space(text_from(s, seat));
    }
    size_t marks = person_marks_begin(s);
    struct str body = utf8_trim(str_slice(s, 0, marks));
    size_t first = out->count, after;
    size_t gap = text_gap(body, 2, &after);
    if (shape->name_first && gap < body.len && !seated &&
        !person_is_post(str_slice(body, 0, gap))) {
        gap = name_ends(body, &after);
        person_add_name(str_slice(body, 0, gap), true, out);
        person_add(out, person_post_kind(text_from(body, after)),
                   text_from(body, after), false);
    } else if (gap == body.len && !shape->beside_term && cut_name_first(body, out)) {
        ; /* 冠城 左京 潮路大学 情報学部 教授 */
    } else if (!(gap == body.len && cut_bracketed(body, out)) && !cut_list(body, out) &&
               !cut_unit(body, out) && !cut_unit_of(body, out)) {
        cut_columns(body, indent, shape, open, out);
    }
    /* 主査　甲野太郎　青空大学教授: an office of the body beside one elsewhere */
    if (out->count > first + 2 && out->all[first].kind == DOC_AFFILIATION &&
        text_begins(out->all[first].text, "主査") &&
        out->all[first + 2].kind == DOC_AFFILIATION && !out->all[first + 2].starts)
        out->all[first].kind = DOC_POST;
    if (marked && out->count > first)
        out->all[first].starts = false;
    add_marks(text_from(s, marks), out);
}
