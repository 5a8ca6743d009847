#include "speaker.h"

#include <threads.h>

#include "number.h"
#include "words.h"

/* Offices that end a label. PERSONAL: what stands before it is a person's name; behind
 * the others it may be the name of a unit (総務部長 against 長船部長). WHOLE: never the
 * end of a longer label. */
enum nature { PERSONAL, OFFICE, BODY, WHOLE };

static const struct role {
    const char *word;
    enum nature nature;
} roles[] = {
    /* the longer of two that end alike comes first */
    {"内閣総理大臣", PERSONAL},
    {"大臣政務官", PERSONAL},
    {"国務大臣", PERSONAL},
    {"副大臣", OFFICE},
    {"総理大臣", PERSONAL},
    {"大臣", OFFICE},
    {"政務官", OFFICE},
    {"政府特別補佐人", PERSONAL},
    {"政府参考人", PERSONAL},
    {"参考人", PERSONAL},
    {"公述人", PERSONAL},
    {"証人", PERSONAL},
    {"職務代理者", PERSONAL},
    {"職務代理", PERSONAL},
    {"専門委員", PERSONAL},
    {"臨時委員", PERSONAL},
    {"副委員長", PERSONAL},
    {"委員長代理", PERSONAL},
    {"委員長", PERSONAL},
    {"監査委員", PERSONAL},
    {"委員", PERSONAL},
    {"副議長", PERSONAL},
    {"議長代理", PERSONAL},
    {"議長", PERSONAL},
    {"議員", PERSONAL},
    {"副座長", PERSONAL},
    {"座長代理", PERSONAL},
    {"座長", PERSONAL},
    {"副会長", PERSONAL},
    {"会長代理", PERSONAL},
    {"会長", PERSONAL},
    {"副部会長", PERSONAL},
    {"部会長代理", PERSONAL},
    {"部会長", PERSONAL},
    {"分科会長", PERSONAL},
    {"主査代理", PERSONAL},
    {"構成員", PERSONAL},
    {"会員", PERSONAL},
    {"幹事長", PERSONAL},
    {"幹事", PERSONAL},
    {"組合長", PERSONAL},
    {"アドバイザー", PERSONAL},
    {"コーディネーター", PERSONAL},
    {"ファシリテーター", PERSONAL},
    {"理事長", PERSONAL},
    {"理事", PERSONAL},
    {"監事", PERSONAL},
    {"評議員", PERSONAL},
    {"教授", PERSONAL},
    {"准教授", PERSONAL},
    {"先生", PERSONAL},
    {"弁護士", PERSONAL},
    {"オブザーバー", PERSONAL},
    {"オブザーバ", PERSONAL},
    {"副市長", OFFICE},
    {"市長", OFFICE},
    {"副区長", OFFICE},
    {"区長", OFFICE},
    {"副町長", OFFICE},
    {"町長", OFFICE},
    {"副村長", OFFICE},
    {"村長", OFFICE},
    {"副知事", OFFICE},
    {"知事", OFFICE},
    {"教育長", OFFICE},
    {"消防長", OFFICE},
    {"助役", OFFICE},
    {"収入役", OFFICE},
    {"政策監", OFFICE},
    {"部長", OFFICE},
    {"局長", OFFICE},
    {"次長", OFFICE},
    {"課長補佐", OFFICE},
    {"総括補佐", OFFICE},
    {"課長", OFFICE},
    {"室長", OFFICE},
    {"係長", OFFICE},
    {"班長", OFFICE},
    {"所長", OFFICE},
    {"署長", OFFICE},
    {"館長", OFFICE},
    {"園長", OFFICE},
    {"校長", OFFICE},
    {"院長", OFFICE},
    {"社長", OFFICE},
    {"総裁", OFFICE},
    {"長官", OFFICE},
    {"審議官", OFFICE},
    {"統括官", OFFICE},
    {"参事官", OFFICE},
    {"参事", OFFICE},
    {"企画官", OFFICE},
    {"調整官", OFFICE},
    {"調査官", OFFICE},
    {"専門官", OFFICE},
    {"推進官", OFFICE},
    {"政策官", OFFICE},
    {"補佐官", OFFICE},
    {"補佐人", OFFICE},
    {"補佐", OFFICE},
    {"担当官", OFFICE},
    {"主幹", OFFICE},
    {"主査", OFFICE},
    {"主任", OFFICE},
    {"主事", OFFICE},
    {"技師", OFFICE},
    {"技監", OFFICE},
    {"指定管理者", BODY},
    {"管理者", OFFICE},
    {"管理監", OFFICE},
    {"危機管理監", OFFICE},
    {"戦略監", OFFICE},
    {"総括監", OFFICE},
    {"サイバー官", OFFICE},
    {"本部長", OFFICE},
    {"審議監", OFFICE},
    {"理事官", OFFICE},
    {"管理官", OFFICE},
    {"監察官", OFFICE},
    {"検査官", OFFICE},
    {"研究官", OFFICE},
    {"研究員", OFFICE},
    {"審査官", OFFICE},
    {"総括官", OFFICE},
    {"支部長", OFFICE},
    {"支所長", OFFICE},
    {"書記長", OFFICE},
    {"書記", OFFICE},
    {"専門員", OFFICE},
    {"事務官", OFFICE},
    {"顧問", OFFICE},
    {"代表", OFFICE},
    {"担当者", OFFICE},
    {"マネージャー", OFFICE},
    {"リーダー", OFFICE},
    {"局次長", OFFICE},
    {"室次長", OFFICE},
    {"統括", OFFICE},
    {"担当", OFFICE},
    {"事務局員", BODY},
    {"事務局", BODY},
    {"執行部", BODY},
    {"理事者", BODY},
    {"当局", BODY},
    {"提案者", BODY},
    {"提出者", BODY},
    {"発表者", BODY},
    {"応募者", BODY},
    {"候補者", BODY},
    {"審査員", BODY},
    {"来場者", BODY},
    {"来賓", BODY},
    {"記者", BODY},
    {"司会者", BODY},
    {"司会", BODY},
    {"進行", BODY},
    {"説明者", BODY},
    {"説明員", BODY},
    {"発言者", BODY},
    {"質問者", BODY},
    {"回答者", BODY},
    {"参加者", BODY},
    {"出席者", BODY},
    {"傍聴者", BODY},
    {"事業者", BODY},
    {"申請者", BODY},
    {"申立人", BODY},
    {"請求人", BODY},
    {"審査請求人", BODY},
    {"処分庁", BODY},
    {"審査庁", BODY},
    {"実施機関", BODY},
    {"担当課", BODY},
    {"所管課", BODY},
    {"市民", BODY},
    {"住民", BODY},
    {"市", WHOLE},
    {"コンサルタント", BODY},
    {"受託者", BODY},
    {"一同", BODY},
    {"委員会", BODY},
    {"問", WHOLE},
    {"答", WHOLE},
    {"質問", WHOLE},
    {"回答", WHOLE},
    {"意見", WHOLE},
    {"意見・質問", WHOLE},
    {"質問・意見", WHOLE},
    {"意見等", WHOLE},
    {"質疑", WHOLE},
    {"応答", WHOLE},
    {"回答等", WHOLE},
};

/* What only the name of a unit ends with or holds. */
static const char *const units[] = {
    "部",   "課",     "局",     "室",       "省",   "庁",   "府",   "会",     "所",
    "院",   "校",     "園",     "センター", "推進", "政策", "担当", "事業",   "管理",
    "総務", "企画",   "財政",   "財務",     "教育", "議会", "建設", "福祉",   "環境",
    "経済", "産業",   "農",     "水道",     "土木", "住宅", "都市", "生活",   "保健",
    "医療", "保育",   "学校",   "生涯",     "文化", "観光", "港湾", "防災",   "危機",
    "会計", "税",     "情報",   "デジタル", "戦略", "計画", "地域", "市民",   "区民",
    "町民", "子ども", "こども", "交通",     "統括", "人事", "消防", "施設",   "内閣",
    "国家", "技術",   "区",     "市",       "刑事", "警務", "警備", "公安",   "秘書",
    "広報", "契約",   "用地",   "道路",     "河川", "下水", "衛生", "国保",   "年金",
    "収納", "納税",   "戸籍",   "社会",     "介護", "高齢", "障害", "障がい", "健康",
    "商工", "労働",   "雇用",   "国際",     "協働", "自治", "行政", "監査",   "選挙",
    "図書", "給食",   "青少年", "スポーツ", "緑地", "公園", "建築", "営繕",   "庶務",
};

/* Honorifics make a name of whatever stands before them. */
static const char *const honorifics[] = {"君", "氏", "さん", "様", "殿"};

#define LABEL_MAX 90 /* bytes: 30 characters */

static struct words roles_by_first, roles_by_last;
static once_flag roles_indexed = ONCE_FLAG_INIT;

static void index_roles(void)
{
    size_t count = sizeof roles / sizeof *roles;
    words_index(&roles_by_first, roles, sizeof *roles, count, WORDS_BY_FIRST);
    words_index(&roles_by_last, roles, sizeof *roles, count, WORDS_BY_LAST);
}

static const struct role *find_role(struct str label)
{
    const struct words *w = &roles_by_last;
    call_once(&roles_indexed, index_roles);
    uint16_t i = words_match(w, words_candidate(w, label), label);
    while (i != WORDS_NONE && roles[i].nature == WHOLE && label.len > w->word[i].len)
        i = words_match(w, w->next[i], label);
    return i != WORDS_NONE ? &roles[i] : NULL;
}

struct str speaker_role(struct str label)
{
    const struct role *role = find_role(label);
    size_t length = role ? str_from(role->word).len : 0;
    return text_from(label, label.len - length);
}

/* The bytes of `word` at the front of `s`, white space between its letters allowed. */
static size_t take_spaced(struct str s, struct str word)
{
    size_t at = 0;
    for (size_t i = 0; i < word.len;) {
        uint32_t wanted = utf8_next(word, &i);
        struct str rest = text_skip_space(text_from(s, at));
        size_t used = 0;
        if (rest.len == 0 || utf8_next(rest, &used) != wanted)
            return 0;
        at = s.len - rest.len + used;
    }
    return at;
}

size_t speaker_spaced_role(struct str s)
{
    const struct words *w = &roles_by_first;
    size_t longest = 0;
    call_once(&roles_indexed, index_roles);
    for (uint16_t i = words_candidate(w, text_skip_space(s)); i != WORDS_NONE;
         i = w->next[i]) {
        size_t used = roles[i].nature == WHOLE ? 0 : take_spaced(s, w->word[i]);
        uint32_t behind = text_first(text_from(s, used));
        if (used > longest && (utf8_is_space(behind) || text_one_of(behind, "：:")))
            longest = used;
    }
    return longest;
}

static bool holds_unit(struct str s)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (text_has(s, units[i]))
            return true;
    }
    return false;
}

static struct str strip_honorific(struct str name, bool *stripped)
{
    *stripped = false;
    for (size_t i = 0; i < sizeof honorifics / sizeof *honorifics; i++) {
        struct str word = str_from(honorifics[i]);
        if (str_ends(name, word) && name.len > word.len) {
            *stripped = true;
            return utf8_trim(str_slice(name, 0, name.len - word.len));
        }
    }
    return name;
}

static bool is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xFF21 && c <= 0xFF3A);
}

/* Ａ委員, 委員Ａ, Ａ氏, Ａ: withheld on purpose. */
static bool is_pseudonym(struct str label)
{
    bool stripped;
    struct str rest = strip_honorific(label, &stripped);
    struct str role = speaker_role(rest);
    struct str head = str_slice(rest, 0, rest.len - role.len);
    if (role.len == 0) {
        size_t before = rest.len;
        if (is_letter(utf8_prev(rest, &before)) && before > 0)
            return speaker_role(str_slice(rest, 0, before)).len == before;
    }
    return text_length_up_to(head, 2) == 1 && is_letter(text_first(head));
}

/* ９番, 27番議員: a seat */
static bool is_seat(struct str s)
{
    uint32_t value;
    size_t used = number_read_any(s, &value);
    return used != 0 && text_begins(text_from(s, used), "番");
}

static bool could_be_name(struct str s)
{
    size_t length = text_length_up_to(s, 14);
    if (length == 0 || length > 12)
        return false;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        if (!text_is_kanji(c) && !text_is_hiragana(c) && !text_is_katakana(c) &&
            !is_letter(c) && !(c >= 'a' && c <= 'z') && !utf8_is_space(c) &&
            !text_one_of(c, "・（）()ヶヵ"))
            return false;
    }
    return !text_ends(s, "の") && !text_has(s, "について") && !text_has(s, "から");
}

/* X（Y）: 議長（塚本利光君）, 小菅（事務局） */
static bool judge_bracketed(struct str label, struct speaker *out)
{
    uint32_t last = text_last(label);
    size_t open = str_find(label, STR("（"), 0);
    if (open == SIZE_MAX)
        open = str_find(label, STR("("), 0);
    if ((last != 0xFF09 && last != ')') || open == SIZE_MAX || open == 0 ||
        text_bracketed(label, open) != label.len)
        return false;
    bool honoured;
    struct str before = utf8_trim(str_slice(label, 0, open));
    struct str inside = utf8_trim(text_inside(text_from(label, open)));
    struct str name = strip_honorific(inside, &honoured);
    if (honoured || ((find_role(before) != NULL || is_seat(before)) &&
                     could_be_name(inside) && find_role(inside) == NULL)) {
        out->role = before;
        out->name = name;
    } else if (is_seat(before) && find_role(inside) != NULL) {
        struct str role = speaker_role(inside); /* ６番（本庄委員） */
        out->role = before;
        out->name = utf8_trim(str_slice(inside, 0, inside.len - role.len));
    } else if (find_role(inside) != NULL && could_be_name(before)) {
        out->role = inside;
        out->name = find_role(before) ? (struct str){0} : before;
    } else {
        return false;
    }
    out->attribution = DOC_NAMED;
    return true;
}

static void judge_plain(struct str label, const struct role *role, struct speaker *out)
{
    struct str printed = speaker_role(label);
    struct str before = utf8_trim(str_slice(label, 0, label.len - printed.len));
    bool personal = role->nature == PERSONAL;
    if (before.len == 0 || role->nature >= BODY) {
        out->role = label;
        out->attribution = DOC_PARTIAL;
    } else if ((personal && text_length_up_to(before, 7) <= 6) ||
               ((personal || text_length_up_to(before, 5) <= 4) &&
                !holds_unit(before))) {
        /* 市原委員: 市 is in a name too */
        out->attribution = DOC_NAMED;
        out->role = printed;
        out->name = before;
    } else {
        /* 金子産業振興課長 and 産業振興課長 look alike without a list of names. */
        out->attribution = DOC_PARTIAL;
    }
}

/* 会　長, 回　答, 生 駒 委 員: the letters of the label stand apart. */
static bool is_spaced_label(struct str label)
{
    struct squeezed squeezed;
    text_squeeze(label, &squeezed);
    if (squeezed.str.len == label.len || text_length_up_to(squeezed.str, 9) > 8)
        return false;
    for (struct str rest = label; rest.len > 0;) {
        size_t after, gap = text_gap(rest, 1, &after);
        if (text_length_up_to(str_slice(rest, 0, gap), 3) > 2)
            return false;
        rest = text_from(rest, after);
    }
    return find_role(squeezed.str) != NULL && could_be_name(squeezed.str);
}

bool speaker_judge(struct str label, struct speaker *out)
{
    label = utf8_trim(label);
    out->role = out->name = (struct str){0};
    out->called = label;
    if (label.len == 0 || label.len > LABEL_MAX)
        return false;
    for (size_t at = 0; at < label.len;) {
        if (text_one_of(utf8_next(label, &at), "、。「，"))
            return false;
    }
    if (is_pseudonym(label)) {
        out->attribution = DOC_WITHHELD;
        out->role = speaker_role(label);
        return true;
    }
    if (judge_bracketed(label, out))
        return true;
    bool honoured;
    struct str name = strip_honorific(label, &honoured);
    if (honoured && could_be_name(name)) {
        out->name = name;
        out->attribution = DOC_NAMED;
        return true;
    }
    const struct role *role = find_role(label);
    if (role == NULL && is_spaced_label(label)) {
        out->role = label;
        out->attribution = DOC_PARTIAL;
        return true;
    }
    if (role == NULL || text_has(label, "について") || text_has(label, "する") ||
        text_has(label, "から") || text_has(label, "による"))
        return is_seat(label) && text_ends(label, "番");
    judge_plain(label, role, out);
    return true;
}

/* ---- the styles ---- */

/* Whether white space or a colon stands near enough to the front to end a label. */
static bool has_border(struct str line)
{
    struct str look = str_slice(line, 0, LABEL_MAX + 4);
    for (size_t at = 0; at < look.len;) {
        uint32_t c = utf8_next(look, &at);
        if (utf8_is_space(c) || c == ':' || c == 0xFF1A)
            return true;
    }
    return false;
}

static bool finish(struct str line, size_t end, struct str called,
                   enum speaker_style style, struct speaker *out)
{
    if (!speaker_judge(called, out))
        return false;
    out->style = style;
    out->label = utf8_trim(str_slice(line, 0, end));
    out->rest = utf8_trim(text_from(line, end));
    return true;
}

/* ○議長（甲野太郎君）本日は…: nothing but the bracket ends the label. */
static struct str up_to_bracket(struct str s)
{
    size_t open = str_find(str_slice(s, 0, LABEL_MAX), STR("（"), 0);
    size_t close = open == SIZE_MAX ? 0 : text_bracketed(s, open);
    return str_slice(s, 0, close);
}

static bool read_marked(struct str line, struct speaker *out)
{
    size_t at = 0;
    uint32_t mark = utf8_next(line, &at);
    if (!text_one_of(mark, "○◯〇◎◆●▽△□■◇▲▼☆★"))
        return false;
    struct str body = text_from(line, at);
    struct str rest = text_skip_space(body);
    bool spaced = rest.len != body.len;
    size_t start = line.len - rest.len, after;
    out->mark = mark;
    for (unsigned least = 2; least > 0; least--) {
        size_t gap = text_gap(rest, least, &after);
        struct str label = str_slice(rest, 0, gap);
        /* ◯議会運営委員長（神長基子）〔登壇〕 */
        size_t note = str_find(label, STR("〔"), 0);
        if (note != SIZE_MAX)
            label = str_slice(label, 0, note);
        if (finish(line, start + label.len, label, SPEAKER_MARKED, out)) {
            /* ○乙山委員 それでは…: one space parts the label from prose alone */
            out->sure = !spaced && (least == 2 || text_last(label) == 0xFF09 ||
                                    text_length_up_to(out->rest, 9) > 8);
            return true;
        }
    }
    struct str label = up_to_bracket(rest);
    if (label.len > 0 && finish(line, start + label.len, label, SPEAKER_MARKED, out)) {
        out->sure = !spaced;
        return out->name.len > 0;
    }
    return false;
}

/* （政府側出席者 木村統括官）: the last word is who speaks. */
static struct str last_word(struct str s)
{
    size_t at = s.len;
    while (at > 0) {
        size_t before = at;
        if (utf8_is_space(utf8_prev(s, &before)))
            break;
        at = before;
    }
    return text_from(s, at);
}

static bool read_wrapped(struct str line, struct speaker *out)
{
    uint32_t open = text_first(line);
    enum speaker_style style = text_one_of(open, "【［")        ? SPEAKER_BOXED
                               : text_one_of(open, "（(〔＜〈") ? SPEAKER_BRACKETED
                                                                : SPEAKER_NONE;
    size_t end = style == SPEAKER_NONE ? 0 : text_bracketed(line, 0);
    if (end == 0)
        return false;
    struct str inside = utf8_trim(text_inside(str_slice(line, 0, end)));
    struct str word = last_word(inside);
    if (word.len < inside.len && speaker_role(inside).len > 0 &&
        finish(line, end, word, style, out) && style == SPEAKER_BRACKETED &&
        out->rest.len == 0)
        return true;
    return finish(line, end, inside, style, out);
}

static bool read_letter(struct str line, struct speaker *out)
{
    static const char *const letters[] = {"Ｑ", "Ａ", "Q", "A", "問", "答"};
    struct str s = line;
    size_t i = 0;
    if (!text_one_of(text_first(s), "ＱＡQA問答"))
        return false;
    while (i < sizeof letters / sizeof *letters && !text_take(&s, letters[i]))
        i++;
    if (i == sizeof letters / sizeof *letters)
        return false;
    uint32_t value;
    s = text_from(s, number_read(s, NUMBER_DIGIT, &value));
    struct str called = str_slice(line, 0, line.len - s.len);
    size_t at = 0;
    uint32_t c = s.len > 0 ? utf8_next(s, &at) : 0;
    if (!text_one_of(c, "．.:：）)　\t") && !(c == ' ' && s.len > 1))
        return false;
    out->style = SPEAKER_LETTER;
    out->called = called;
    out->label = utf8_trim(str_slice(line, 0, line.len - s.len + at));
    out->rest = utf8_trim(text_from(s, at));
    out->attribution = DOC_PARTIAL;
    out->role = out->name = (struct str){0};
    return out->rest.len > 0;
}

/* 会　長　それでは…, 委  員: … */
static bool read_spaced(struct str line, struct speaker *out)
{
    size_t role = speaker_spaced_role(str_slice(line, 0, LABEL_MAX));
    struct str label = str_slice(line, 0, role), rest = text_from(line, role);
    size_t after;
    if (role == 0 || text_gap(label, 1, &after) == label.len)
        return false;
    struct str behind = text_skip_space(rest);
    bool colon = text_take(&behind, "：") || text_take(&behind, ":");
    if (!colon && text_gap(rest, 2, &after) != 0)
        return false;
    out->style = colon ? SPEAKER_COLON : SPEAKER_GAP;
    out->called = label;
    out->label = utf8_trim(str_slice(line, 0, line.len - behind.len));
    out->rest = utf8_trim(behind);
    out->role = label;
    out->name = (struct str){0};
    out->attribution = DOC_PARTIAL;
    return out->rest.len > 0;
}

static bool read_colon(struct str line, struct speaker *out)
{
    struct str look = str_slice(line, 0, LABEL_MAX + 4);
    size_t colon = str_find(look, STR("："), 0), length = STR("：").len;
    if (colon == SIZE_MAX) {
        colon = str_find(look, STR(":"), 0);
        length = 1;
    }
    /* 会長）　それでは */
    size_t close = str_find(look, STR("）"), 0);
    if (colon == SIZE_MAX && close != SIZE_MAX && close > 0 &&
        !text_has(str_slice(look, 0, close), "（") && text_first(look) != 0xFF08) {
        colon = close;
        length = STR("）").len;
    }
    if (colon == SIZE_MAX || colon == 0)
        return false;
    return finish(line, colon + length, str_slice(line, 0, colon), SPEAKER_COLON, out);
}

static bool read_gap(struct str line, struct speaker *out)
{
    for (unsigned least = 2; least > 0; least--) {
        size_t after, gap = text_gap(line, least, &after);
        if (gap < line.len && gap <= LABEL_MAX &&
            finish(line, gap, str_slice(line, 0, gap), SPEAKER_GAP, out))
            return true;
    }
    return false;
}

static bool read_alone(struct str line, struct speaker *out)
{
    return line.len <= LABEL_MAX && finish(line, line.len, line, SPEAKER_ALONE, out);
}

struct speaker speaker_read(struct str line)
{
    static const struct {
        bool (*read)(struct str, struct speaker *);
        bool bordered; /* needs a border behind the label */
    } readers[] = {
        {read_marked, false}, {read_wrapped, false}, {read_letter, false},
        {read_spaced, true},  {read_colon, true},    {read_gap, true},
        {read_alone, false},
    };
    enum { UNSEEN, WITHOUT, WITH } border = UNSEEN;
    for (size_t i = 0; i < sizeof readers / sizeof *readers && line.len > 0; i++) {
        struct speaker speaker = {.style = SPEAKER_NONE};
        if (readers[i].bordered && border == UNSEEN)
            border = has_border(line) ? WITH : WITHOUT;
        if (!(readers[i].bordered && border == WITHOUT) &&
            readers[i].read(line, &speaker))
            return speaker;
    }
    return (struct speaker){.style = SPEAKER_NONE};
}

/* ---- by print alone ---- */

#define GUESS_MAX 16 /* characters of a label that names nobody known */

/* Words that begin remarks: what they open is no turn. */
static bool begins_remark(struct str s)
{
    static const char *const words[] = {
        "理由",   "結論", "参考", "補足", "注",   "例",     "資料",     "主な", "概要",
        "説明",   "質疑", "結果", "要旨", "内容", "備考",   "別紙",     "目的", "背景",
        "課題",   "論点", "対応", "方針", "今後", "その",   "また",     "以下", "上記",
        "前回",   "次回", "日時", "場所", "時間", "期間",   "案件",     "議題", "議案",
        "報告",   "採決", "休憩", "再開", "条件", "対象",   "現状",     "経緯", "提案",
        "趣旨",   "確認", "決定", "審議", "協議", "まとめ", "ポイント", "電話", "電子",
        "メール", "住所", "担当",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_begins(s, words[i]))
            return true;
    }
    return false;
}

static bool could_be_called(struct str s)
{
    size_t length = text_length_up_to(s, GUESS_MAX + 1);
    if (length < 2 || length > GUESS_MAX || begins_remark(s) || text_has(s, "について"))
        return false;
    bool letters = false;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        bool letter = text_is_kanji(c) || text_is_katakana(c) || is_letter(c);
        letters |= letter;
        if (!letter && !text_is_hiragana(c) && !(c >= 'a' && c <= 'z') &&
            !text_is_digit(c) && !text_one_of(c, "・（）() "))
            return false;
    }
    return letters;
}

struct speaker speaker_guess(struct str line, enum speaker_style style)
{
    static const struct speaker none = {.style = SPEAKER_NONE};
    struct speaker speaker = {.style = style, .attribution = DOC_PARTIAL};
    size_t at = 0, end = 0, after = 0;
    uint32_t first = line.len > 0 ? utf8_next(line, &at) : 0;
    struct str look = str_slice(line, 0, LABEL_MAX + 4);
    switch (style) {
    case SPEAKER_BOXED:
    case SPEAKER_BRACKETED:
        if (!text_is_in(first, style == SPEAKER_BOXED ? U"【［" : U"（(〔＜〈"))
            return none;
        end = text_bracketed(line, 0);
        speaker.called = utf8_trim(text_inside(str_slice(line, 0, end)));
        break;
    case SPEAKER_COLON:
        end = str_find(look, STR("："), 0);
        after = STR("：").len;
        if (end == SIZE_MAX) {
            end = str_find(look, STR(":"), 0);
            after = 1;
        }
        if (end == SIZE_MAX)
            return none;
        speaker.called = utf8_trim(str_slice(line, 0, end));
        end += after;
        break;
    case SPEAKER_GAP:
        end = text_gap(look, 2, &after);
        end = end == look.len ? 0 : end;
        speaker.called = str_slice(line, 0, end);
        break;
    case SPEAKER_MARKED:
        if (!text_one_of(first, "○◯〇◎◆●▽△□■◇▲▼☆★"))
            return none;
        speaker.mark = first;
        end = at + text_gap(text_from(line, at), 2, &after);
        end = end == line.len ? 0 : end;
        speaker.called = str_slice(line, at, end > at ? end : at);
        break;
    case SPEAKER_NONE:
    case SPEAKER_LETTER:
    case SPEAKER_ALONE:
    case SPEAKER_STYLE_COUNT:
        return none;
    }
    if (end == 0 || !could_be_called(speaker.called))
        return none;
    speaker.label = utf8_trim(str_slice(line, 0, end));
    speaker.rest = utf8_trim(text_from(line, end));
    return speaker;
}
