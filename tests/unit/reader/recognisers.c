/* Each recogniser by itself: what it takes, and the near misses that it must not. */
#include "check.h"

#include "label.h"
#include "number.h"
#include "person.h"
#include "sign.h"
#include "speaker.h"
#include "term.h"
#include "when.h"

#include "furniture.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void equal(struct str found, const char *expected)
{
    struct str wanted = str_from(expected);
    if (!str_equal(found, wanted))
        fail_msg("found \"%.*s\", expected \"%s\"", STR_ARGS(found), expected);
}

static void test_labels(void **state)
{
    (void)state;
    static const struct {
        const char *line, *label, *rest;
        uint32_t value;
    } rows[] = {
        {"第１　会議の概要", "第１", "会議の概要", 1},
        {"（１）挨拶", "（１）", "挨拶", 1},
        {"(6) 意見交換", "(6)", "意見交換", 6},
        {"1. 日時：", "1.", "日時：", 1},
        {"１　日時", "１", "日時", 1},
        {"ア　対象", "ア", "対象", 1},
        {"（イ）委託先", "（イ）", "委託先", 2},
        {"①設備", "①", "設備", 1},
        {"Ⅳ　閉会", "Ⅳ", "閉会", 4},
        {"（三）その他", "（三）", "その他", 3},
        {"日程第１２　議案", "日程第１２", "議案", 12},
        {"日程第１５から日程第１７", "日程第１５から日程第１７", "", 15},
        {"議案第二十号　補正予算について", "議案第二十号", "補正予算について", 20},
        {"第３号議案　役員の選任", "第３号議案", "役員の選任", 3},
        {"議案第１号から議案第３号まで　条例の改正", "議案第１号から議案第３号まで",
         "条例の改正", 1},
        {"請願第４号の２　道路について", "請願第４号の２", "道路について", 4},
        {"〇議題（１）保育所について", "〇議題（１）", "保育所について", 1},
        {"⑵　請願について", "⑵", "請願について", 2},
        {"【議題2】番号の付け方", "【議題2】", "番号の付け方", 2},
        {"・電池の有無", "・", "電池の有無", 0},
        {"- 素案の方向性", "-", "素案の方向性", 0},
        {"→ 画面を分ける", "→", "画面を分ける", 0},
    };
    static const char *const misses[] = {
        "第４回会合",
        "1.5倍になる",
        "１ページ目を御覧ください",
        "日程第１を議題に供します。",
        "第62号議案",
        "議案第１号についてお伺いします。",
        "議案第１号令和６年度予算",
        "第一号機の運転",
        "--- 表",
        "2025年度の予算",
        "-5度まで下がる",
        "アンケートの結果",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct label label = label_read(str_from(rows[i].line));
        equal(label.text, rows[i].label);
        equal(label.rest, rows[i].rest);
        assert_int_equal(label.value, rows[i].value);
    }
    for (size_t i = 0; i < COUNT(misses); i++) {
        if (label_read(str_from(misses[i])).kind != LABEL_NONE)
            fail_msg("a label in \"%s\"", misses[i]);
    }
    assert_int_equal(label_read(STR("（１）甲")).shape, label_read(STR("(4)乙")).shape);
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t value;
    } rows[] = {{"12", 12},   {"１２", 12},       {"1２", 12},   {"十二", 12},
                {"二十", 20}, {"二〇二五", 2025}, {"百三", 103}, {"五十九分", 59}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint32_t value;
        assert_true(number_read_any(str_from(rows[i].text), &value) > 0);
        assert_int_equal(value, rows[i].value);
    }
}

static void test_when(void **state)
{
    (void)state;
    static const struct {
        const char *text, *date;
        int start, end;
    } rows[] = {
        {"令和7年9月19日（金）8時30分～10時15分", "2025-09-19", 510, 615},
        {"令和元年５月１日　午前９時３０分から午後１時まで", "2019-05-01", 570, 780},
        {"平成31年2月13日（水）　午後6時30分〜午後8時10分", "2019-02-13", 1110, 1210},
        {"平成31年2月13日　午後6時30分〜8時10分", "2019-02-13", 1110, 1210},
        {"令和二年六月十日（水曜日）", "2020-06-10", -1, -1},
        {"2024-12-26", "2024-12-26", -1, -1},
        {"2024/11/05 13:34-15:00", "2024-11-05", 814, 900},
        {"令和　６年　２月２２日　正午", "2024-02-22", 720, -1},
        {"令和7年2月30日", "", -1, -1},
        {"平成32年1月1日", "", -1, -1},
        {"２時間の議論", "", -1, -1},
        {"午後13時", "", -1, -1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct when when = when_read(str_from(rows[i].text));
        assert_string_equal(when.date, rows[i].date);
        assert_int_equal(when.start, rows[i].start);
        assert_int_equal(when.end, rows[i].end);
    }
}

static void test_signs(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum sign_kind kind;
    } rows[] = {
        {"──────────", SIGN_RULE},
        {"――――◇―――――", SIGN_RULE},
        {"○午前１０時０３分開会", SIGN_CLOCK},
        {"休憩（午後　１時５５分）", SIGN_CLOCK},
        {"［午前10時 開会］", SIGN_CLOCK},
        {"午前八時五十九分開議", SIGN_CLOCK},
        {"〔「異議なし」と呼ぶ者あり〕", SIGN_STAGE},
        {"（異議なし）", SIGN_STAGE},
        {"― 休　憩 ―", SIGN_STAGE},
        {"〔議員登壇〕（拍手）", SIGN_STAGE},
        {"以　上", SIGN_CLOSING},
        {"（了）", SIGN_CLOSING},
        {"※ 資料2を参照。", SIGN_NOTE},
        {"（注１）条例に定める。", SIGN_NOTE},
        {"（委員）", SIGN_NONE},
        {"以上で終わります。", SIGN_NONE},
        {"注目すべき点がある。", SIGN_NONE},
        {"午後１時に休憩した後、再開した。", SIGN_NONE},
        {"――そうですか", SIGN_NONE},
        {"（事務局）資料の説明", SIGN_NONE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (sign_read(str_from(rows[i].line)).kind != rows[i].kind)
            fail_msg("\"%s\" is read as %d", rows[i].line,
                     (int)sign_read(str_from(rows[i].line)).kind);
    }
}

static void test_terms(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum term_class class;
        enum doc_field_key key;
        const char *value;
    } rows[] = {
        {"日時：令和7年", TERM_FIELD, DOC_FIELD_DATE_TIME, "令和7年"},
        {"日　時　平成31年", TERM_FIELD, DOC_FIELD_DATE_TIME, "平成31年"},
        {"出席委員（13名）", TERM_FIELD, DOC_FIELD_ATTENDANCE, ""},
        {"【開催場所】", TERM_FIELD, DOC_FIELD_PLACE, ""},
        {"欠席事務局職員", TERM_FIELD, DOC_FIELD_ATTENDANCE, ""},
        {"傍聴者　4名", TERM_FIELD, DOC_FIELD_AUDIENCE, "4名"},
        {"議事要旨", TERM_PROCEEDINGS, DOC_FIELD_OTHER, ""},
        {"審査の経過及び概要", TERM_PROCEEDINGS, DOC_FIELD_OTHER, ""},
        {"出席議員は次のとおりである。", TERM_FIELD, DOC_FIELD_ATTENDANCE, ""},
        {"閉会　午後３時", TERM_FIELD, DOC_FIELD_DATE_TIME, "午後３時"},
        {"閉会のあいさつ", TERM_NONE, DOC_FIELD_OTHER, ""},
        {"議論を次のとおり進める。", TERM_NONE, DOC_FIELD_OTHER, ""},
        {"別紙", TERM_APPENDIX, DOC_FIELD_OTHER, ""},
        {"場所を選ばない働き方について", TERM_NONE, DOC_FIELD_OTHER, ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct term term = term_read(str_from(rows[i].line));
        assert_int_equal(term.class, rows[i].class);
        if (term.class == TERM_NONE)
            continue;
        assert_int_equal(term.key, rows[i].key);
        equal(term.value, rows[i].value);
    }
    static const struct {
        const char *line;
        enum term_class class;
        enum doc_field_key key;
        const char *name, *value;
        bool guessed;
    } guesses[] = {
        {"審査事件", TERM_FIELD, DOC_FIELD_AGENDA, "審査事件", "", false},
        {"農地利用最適化推進委員（３人）", TERM_FIELD, DOC_FIELD_ATTENDANCE,
         "農地利用最適化推進委員", "", false},
        {"開会時刻　午前１０時", TERM_FIELD, DOC_FIELD_DATE_TIME, "開会時刻",
         "午前１０時", false},
        {"次回の日時：６月", TERM_FIELD, DOC_FIELD_OTHER, "次回の日時", "６月", false},
        {"審議対象期間　　令和５年", TERM_FIELD, DOC_FIELD_OTHER, "審議対象期間",
         "令和５年", true},
        {"事　務　局　　総務課", TERM_FIELD, DOC_FIELD_ATTENDANCE, "事　務　局",
         "総務課", false},
        {"次のとおり決した。", TERM_NONE, DOC_FIELD_OTHER, "", "", false},
        {"委員長、副委員長", TERM_NONE, DOC_FIELD_OTHER, "", "", false},
    };
    for (size_t i = 0; i < COUNT(guesses); i++) {
        struct term term = term_guess(str_from(guesses[i].line));
        assert_int_equal(term.class, guesses[i].class);
        if (term.class == TERM_NONE)
            continue;
        assert_int_equal(term.key, guesses[i].key);
        assert_int_equal(term.guessed, guesses[i].guessed);
        equal(term.name, guesses[i].name);
        equal(term.value, guesses[i].value);
    }
    assert_true(term_is_whole(STR("出席議員（２６人）")));
    assert_false(term_is_whole(STR("議長（甲野太郎君）")));
}

static void test_speakers(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum speaker_style style;
        const char *called, *role, *name;
        enum doc_attribution attribution;
    } rows[] = {
        {"○議長（甲野太郎君）　開会します。", SPEAKER_MARKED, "議長（甲野太郎君）",
         "議長", "甲野太郎", DOC_NAMED},
        {"◯石田（秀）委員長　次に", SPEAKER_MARKED, "石田（秀）委員長", "委員長",
         "石田（秀）", DOC_NAMED},
        {"○乙山委員　はい。", SPEAKER_MARKED, "乙山委員", "委員", "乙山", DOC_NAMED},
        {"◯９番（丙川花子君）　異議があります。", SPEAKER_MARKED, "９番（丙川花子君）",
         "９番", "丙川花子", DOC_NAMED},
        {"Ａ委員　　型番は何か。", SPEAKER_GAP, "Ａ委員", "委員", "", DOC_WITHHELD},
        {"事務局：次回お示しする。", SPEAKER_COLON, "事務局", "事務局", "",
         DOC_PARTIAL},
        {"（政府側出席者 木村統括官）", SPEAKER_BRACKETED, "木村統括官", "統括官",
         "木村", DOC_NAMED},
        {"小菅（事務局）", SPEAKER_ALONE, "小菅（事務局）", "事務局", "小菅",
         DOC_NAMED},
        {"Ｑ．偏りはないか。", SPEAKER_LETTER, "Ｑ", "", "", DOC_PARTIAL},
        {"（問）困らないのか。", SPEAKER_BRACKETED, "問", "問", "", DOC_PARTIAL},
        {"生 駒 委 員：子どもの来館は。", SPEAKER_COLON, "生 駒 委 員", "生 駒 委 員",
         "", DOC_PARTIAL},
        {"（回　答）技術者が足りない。", SPEAKER_BRACKETED, "回　答", "回　答", "",
         DOC_PARTIAL},
        {"６番（本庄委員）　規模は。", SPEAKER_GAP, "６番（本庄委員）", "６番", "本庄",
         DOC_NAMED},
        {"会長）　始めます。", SPEAKER_COLON, "会長", "会長", "", DOC_PARTIAL},
        {"須賀委員 低いのではないか。", SPEAKER_GAP, "須賀委員", "委員", "須賀",
         DOC_NAMED},
    };
    static const char *const misses[] = {"○会議録署名人選定について",
                                         "◯令和６年５月17日（金）", "〈質疑応答〉",
                                         "復旧の優先順位について"};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct speaker speaker = speaker_read(str_from(rows[i].line));
        assert_int_equal(speaker.style, rows[i].style);
        equal(speaker.called, rows[i].called);
        equal(speaker.role, rows[i].role);
        equal(speaker.name, rows[i].name);
        assert_int_equal(speaker.attribution, rows[i].attribution);
    }
    for (size_t i = 0; i < COUNT(misses); i++)
        assert_int_equal(speaker_read(str_from(misses[i])).style, SPEAKER_NONE);
}

static void test_persons(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        struct roster_shape shape;
        const char *parts; /* n name, a affiliation, p post, m mark, t text */
        const char *name;
    } rows[] = {
        {"甲野 太郎\t青空大学法学部 教授【議長】（オンライン出席）",
         {.name_first = true},
         "namm",
         "甲野 太郎"},
        {"【座長】乙山 花子（青空大学 教授）", {0}, "mntat", "乙山 花子"},
        {"　会長　　　　　丙川　静夫", {0}, "pn", "丙川　静夫"},
        {"１番　丁　田　崇　仁", {0}, "pn", "丁　田　崇　仁"},
        {"理事　戊野　俊郎君　理事　己川　茂之君",
         {.honoured = true},
         "pntpnt",
         "戊野　俊郎"},
        {"資源庁情報室長　庚塚 豊", {0}, "an", "庚塚 豊"},
        {"1番 甲野 藤夫（会長）　2番 乙山 重雄　3番 丙川 松江",
         {0},
         "pnmpnpn",
         "甲野 藤夫"},
        {"甲野　太郎　乙山　花子　丙川　進", {0}, "nnn", "甲野　太郎"},
        {"丁　田　浩　文　　戊　野　健　太", {0}, "nn", "丁　田　浩　文"},
        {"甲野太郎　　乙山花子　　丙川進", {0}, "nnn", "甲野太郎"},
        {"事務局長 己村 学　主事 庚原 いずみ", {0}, "anan", "己村 学"},
        {"三　番　戊　野　　　薫　君", {0}, "pnt", "戊　野　　　薫"},
        {"総　務　課　長　　庚　原　　　充", {0}, "an", "庚　原　　　充"},
        {"◎甲野　太郎　○乙山　花子　丙川　進", {0}, "tntnn", "甲野　太郎"},
        {"会長代理　２番　乙山　花子", {0}, "ppn", "乙山　花子"},
        {"・甲野委員　・乙山委員　・丙川部会長", {0}, "tntntn", "甲野委員"},
        {"甲野委員、乙山委員、丙川、丁田各委員", {0}, "ntntntnt", "甲野委員"},
        {"総務課：甲野課長、乙山主任", {0}, "atntn", "甲野課長"},
        {"企画課（甲野、乙山）、財政課（丙川）", {0}, "atntnttatnt", "甲野"},
        {"（敬称略）　甲野　太郎　乙山　花子", {0}, "tnn", "甲野　太郎"},
    };
    static const char letters[DOC_KIND_COUNT] = {[DOC_NAME] = 'n',
                                                 [DOC_AFFILIATION] = 'a',
                                                 [DOC_POST] = 'p',
                                                 [DOC_MARK] = 'm',
                                                 [DOC_TEXT] = 't'};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct parts parts;
        char found[PERSON_PARTS_MAX + 1] = "";
        struct str name = {0};
        person_cut(utf8_trim(str_from(rows[i].line)), 0, &rows[i].shape, false, &parts);
        for (size_t p = 0; p < parts.count; p++) {
            found[p] = letters[parts.all[p].kind];
            if (found[p] == 'n' && name.len == 0)
                name = parts.all[p].text;
        }
        assert_string_equal(found, rows[i].parts);
        equal(name, rows[i].name);
    }
}

static void test_page_numbers(void **state)
{
    (void)state;
    uint32_t value;
    bool bare;
    assert_true(furniture_is_number(STR("- 3 -"), &value, &bare) && !bare &&
                value == 3);
    assert_true(furniture_is_number(STR("3/12"), &value, &bare) && !bare);
    assert_true(furniture_is_number(STR("１２"), &value, &bare) && bare && value == 12);
    assert_true(furniture_is_number(STR("3 ページ"), &value, &bare) && !bare);
    assert_false(furniture_is_number(STR("3名"), &value, &bare));
    assert_false(furniture_is_number(STR("13/12"), &value, &bare));
    assert_false(furniture_is_number(STR("- 3度"), &value, &bare));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels),  cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_when),    cmocka_unit_test(test_signs),
        cmocka_unit_test(test_terms),   cmocka_unit_test(test_speakers),
        cmocka_unit_test(test_persons), cmocka_unit_test(test_page_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
