/* Markdown, read back by cmark-gfm: library and program, and by libyaml. The documents
 * are made of what Markdown would take for its own. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <yaml.h>

#include "base/utf8.h"
#include "markdown/markdown.h"

/* ---- building ---- */

static const struct diag_pos nowhere = {0};

/* Where the next leaf stands. Zero: each right after the one before. One: each with a
 * space before it. Two: each on a line of its own. */
static unsigned setting;
static struct diag_pos here;

static struct diag_pos next_place(void)
{
    if (setting == 1)
        here.column += 1000;
    if (setting == 2)
        here = (struct diag_pos){here.line + 1, 1};
    return setting == 0 ? nowhere : here;
}

static struct doc_node *add(struct doc *doc, struct doc_node *parent,
                            enum doc_kind kind, const char *text)
{
    struct doc_node *node = doc_add(doc, parent, kind, nowhere);
    if (text) {
        node->pos = next_place();
        doc_add_text(doc, node, str_from(text), node->pos);
    }
    return node;
}

static struct doc_node *add_item(struct doc *doc, struct doc_node *list,
                                 const char *label, const char *text)
{
    struct doc_node *item = add(doc, list, DOC_ITEM, NULL);
    if (label)
        add(doc, item, DOC_LABEL, label);
    if (text)
        add(doc, item, DOC_PARA, text);
    return item;
}

static void add_person(struct doc *doc, struct doc_node *group, const char *name,
                       const char *affiliation, const char *mark)
{
    struct doc_node *person = add(doc, group, DOC_PERSON, NULL);
    add(doc, person, DOC_NAME, name);
    if (affiliation)
        add(doc, person, DOC_AFFILIATION, affiliation);
    if (mark)
        add(doc, person, DOC_MARK, mark);
}

static char *write_markdown(const struct doc *doc, enum markdown_front_matter front)
{
    struct markdown_options options = {.front_matter = front};
    struct diag *diag = diag_new(NULL);
    struct buf out = BUF_INIT;
    enum status status = markdown_write(doc, &options, &out, diag);
    for (size_t i = 0; i < diag_count(diag); i++)
        print_message("%.*s\n", STR_ARGS(diag_lookup(diag, i)->message));
    assert_int_equal(status, STATUS_OK);
    diag_free(diag);
    return buf_take(&out, NULL);
}

/* ---- reading: the library, all of GitHub's extensions on ---- */

static cmark_node *parse(const char *markdown, bool extended)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    const char *names[] = {"table", "autolink", "strikethrough", "tasklist"};
    for (size_t i = 0; i < (extended ? 4u : 1u); i++)
        cmark_parser_attach_syntax_extension(parser,
                                             cmark_find_syntax_extension(names[i]));
    cmark_parser_feed(parser, markdown, strlen(markdown));
    cmark_node *tree = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return tree;
}

static void add_squeezed(struct buf *out, struct str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        if (!utf8_is_space(c))
            buf_add_code_point(out, c);
    }
}

static char *text_of(cmark_node *tree)
{
    struct buf out = BUF_INIT;
    cmark_iter *iter = cmark_iter_new(tree);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        const char *literal = cmark_node_get_literal(node);
        if (event == CMARK_EVENT_ENTER && literal)
            add_squeezed(&out, str_from(literal));
    }
    cmark_iter_free(iter);
    buf_add(&out, STR(""));
    return out.ptr ? buf_take(&out, NULL) : calloc(1, 1);
}

static char *text_of_document(const struct doc *doc)
{
    struct buf text = BUF_INIT, out = BUF_INIT;
    doc_text(doc->root, DOC_SEPARATE_NOTHING, &text);
    add_squeezed(&out, buf_str(&text));
    buf_free(&text);
    return out.ptr ? buf_take(&out, NULL) : calloc(1, 1);
}

/* The text of the document, whichever dialect reads it. For documents without "-". */
static void assert_text_kept(const struct doc *doc)
{
    char *markdown = write_markdown(doc, MARKDOWN_FRONT_MATTER_NONE);
    char *want = text_of_document(doc);
    for (int extended = 0; extended < 2; extended++) {
        cmark_node *tree = parse(markdown, extended);
        char *got = text_of(tree);
        assert_string_equal(got, want);
        free(got);
        cmark_node_free(tree);
    }
    free(want);
    free(markdown);
}

/* ---- tests ---- */

/* Every line means something in Markdown, HTML or YAML. */
static const char *const traps[] = {
    "1. 日時",
    "1.",
    "12) 場所",
    "1",
    "2025. 9. 19",
    "- 項目",
    "-",
    "---",
    "--- ---",
    "+ 加算",
    "+",
    "* 星",
    "***",
    "* * *",
    "_",
    "___",
    "**強調**",
    "*斜体*と_下線_",
    "# 見出し",
    "####### 七",
    "#",
    "C# と F#",
    "> 引用",
    ">",
    "= 等号",
    "===",
    "`code`",
    "``` fence",
    "~~~",
    "~~取消~~",
    "<script>alert('1')</script>",
    "<!-- comment -->",
    "<a href=x>",
    "<https://x.example/>",
    "</main>",
    "]]>",
    "&",
    "&amp;",
    "&lt;b&gt;",
    "&#1234;",
    "&copy",
    "A&B",
    "[x]: y",
    "[文字](先)",
    "![図](x.png)",
    "[ ] todo",
    "[^1]",
    "a | b",
    "| --- | --- |",
    "|",
    "\\",
    "\\|",
    "\\*",
    "末尾\\",
    "a\tb",
    "全角　空白",
    "二つ  の空白",
    "！？!?",
    "\"引用\" 'と'",
    "\xE2\x80\xAE逆順",
    "𠮷田 葛󠄀飾 髙﨑 齐田 ① ㈱",
    "https://example.jp/a_b?c=1&d=2（以下同じ。）",
    "（https://example.jp/(a)）を参照",
    "http://例え.jp/_x_",
    "https://",
    "www.",
    "www.example.jp/_a_を見る。",
    "www.日本.jp_x",
    "xhttps://example.jp/_a_",
    "HTTPS://EXAMPLE.JP/&copy;=1;",
    "a@example.jp へ",
    "a_b.c-d@example.jp_",
    "mailto:a_b@example.jp",
    "https://example.jp/&amp;x;y",
    "ftp://example.jp/~a/*b*",
    "：」、。・",
    "（注１）",
    "「**」",
    "&http://",
    "&www.",
    ":--",
    "%YAML 1.1",
    "{{ liquid }}",
    "$x_1$ と $y_2$",
    "㋿\xEF\xBF\xBD",
    "!",
    "![",
    "1.\t表",
    "e\xCC\x81",
    "\x7F",
    "\x01",
    "1234567890. 長い番号",
    "1\\. 番号",
    "<",
    "<>",
    "&;",
};
#define TRAP_COUNT (sizeof(traps) / sizeof(*traps))

static void each_trap_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < TRAP_COUNT; i++) {
        static const enum doc_kind kinds[] = {DOC_PARA, DOC_STAGE, DOC_CLOSING,
                                              DOC_RULE, DOC_TITLE};
        for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
            struct doc *doc = doc_new();
            add(doc, doc->root, kinds[k], traps[i]);
            add(doc, doc->root, DOC_PARA, "===");
            assert_text_kept(doc);
            doc_free(doc);
        }
    }
}

/* Two traps in one line, as two leaves. */
static void each_pair_of_traps(void **state)
{
    (void)state;
    for (size_t i = 0; i < TRAP_COUNT; i++) {
        struct doc *doc = doc_new();
        for (size_t k = 0; k < TRAP_COUNT; k++) {
            struct doc_node *para = add(doc, doc->root, DOC_PARA, traps[i]);
            doc_add_text(doc, para, str_from(traps[k]), nowhere);
        }
        assert_text_kept(doc);
        doc_free(doc);
    }
}

static void traps_in_every_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < TRAP_COUNT * 3; i++) {
        const char *trap = traps[i / 3];
        setting = (unsigned)(i % 3);
        struct doc *doc = doc_new();
        struct doc_node *field = add(doc, doc->root, DOC_FIELD, NULL);
        add(doc, field, DOC_LABEL, trap);
        add(doc, field, DOC_TERM, trap);
        add(doc, field, DOC_PARA, trap);
        struct doc_node *group = add(doc, field, DOC_GROUP, NULL);
        add(doc, group, DOC_TERM, trap);
        add_person(doc, group, trap, trap, trap);
        add_person(doc, group, trap, NULL, NULL);
        struct doc_node *section = add(doc, doc->root, DOC_SECTION, NULL);
        add(doc, section, DOC_LABEL, trap);
        add(doc, section, DOC_HEADING, trap);
        struct doc_node *speech = add(doc, section, DOC_SPEECH, NULL);
        add(doc, speech, DOC_SPEAKER, trap);
        add(doc, speech, DOC_PARA, trap);
        struct doc_node *list = add(doc, speech, DOC_LIST, NULL);
        struct doc_node *item = add_item(doc, list, "・", trap);
        struct doc_node *inner = add(doc, item, DOC_LIST, NULL);
        add_item(doc, inner, "○", trap);
        add_item(doc, inner, NULL, trap);
        add(doc, item, DOC_PARA, trap);
        struct doc_node *table = add(doc, section, DOC_TABLE, NULL);
        struct doc_node *row = add(doc, table, DOC_ROW, NULL);
        add(doc, row, DOC_CELL, trap);
        add(doc, row, DOC_CELL, trap);
        row = add(doc, table, DOC_ROW, NULL);
        add(doc, row, DOC_CELL, trap);
        assert_text_kept(doc);
        doc_free(doc);
    }
    setting = 0;
}

/* "-" is the bullet; side by side, lists need no comment between them. */
static void lists(void **state)
{
    (void)state;
    struct doc *doc = doc_new();
    struct doc_node *list = add(doc, doc->root, DOC_LIST, NULL);
    add_item(doc, list, "-", "一");
    struct doc_node *item = add_item(doc, list, "-", "二");
    add_item(doc, add(doc, item, DOC_LIST, NULL), "-", "二の一");
    add_item(doc, list, "-", NULL);
    add_item(doc, add(doc, doc->root, DOC_LIST, NULL), "○", "三");
    add(doc, doc->root, DOC_PARA, "後");
    char *markdown = write_markdown(doc, MARKDOWN_FRONT_MATTER_NONE);
    assert_string_equal(markdown,
                        "  - 一\n  - 二\n      - 二の一\n  - \\-\n  - ○三\n\n後\n");
    free(markdown);
    doc_free(doc);
}

/* An item that only holds a list, and blocks after it. */
static void list_that_opens_an_item(void **state)
{
    (void)state;
    struct doc *doc = doc_new();
    struct doc_node *item =
        add_item(doc, add(doc, doc->root, DOC_LIST, NULL), NULL, NULL);
    struct doc_node *inner = add(doc, item, DOC_LIST, NULL);
    add_item(doc, inner, "ア", "甲");
    add_item(doc, inner, "イ", "乙");
    add(doc, item, DOC_PARA, "続き");
    assert_text_kept(doc);
    doc_free(doc);
}

static void deep_lists(void **state)
{
    (void)state;
    struct doc *doc = doc_new();
    struct doc_node *parent = doc->root;
    for (int depth = 0; depth < 12; depth++) {
        parent = add_item(doc, add(doc, parent, DOC_LIST, NULL), "・", "1. 深い");
        if (depth % 3 == 2)
            add(doc, parent, DOC_PARA, "- 段落");
    }
    assert_int_equal(doc->status, STATUS_OK);
    assert_text_kept(doc);
    doc_free(doc);
}

static void deep_sections(void **state)
{
    (void)state;
    struct doc *doc = doc_new();
    struct doc_node *parent = doc->root;
    for (int depth = 0; depth < 9; depth++) {
        parent = add(doc, parent, DOC_SECTION, NULL);
        add(doc, parent, DOC_LABEL, "1.");
        add(doc, parent, DOC_HEADING, "題");
    }
    char *markdown = write_markdown(doc, MARKDOWN_FRONT_MATTER_NONE);
    assert_non_null(strstr(markdown, "## 1.題\n"));
    assert_non_null(strstr(markdown, "\n###### 1.題\n"));
    assert_null(strstr(markdown, "#######"));
    free(markdown);
    doc_free(doc);
}

/* The columns follow the printed order; names alone are a list. */
static void attendees(void **state)
{
    (void)state;
    struct doc *doc = doc_new();
    struct doc_node *group = add(doc, doc->root, DOC_GROUP, NULL);
    add_person(doc, group, "赤荻 真由美", "株式会社甲|乙", "【議長】");
    struct doc_node *person = add(doc, group, DOC_PERSON, NULL);
    add(doc, person, DOC_POST, "会長");
    add(doc, person, DOC_NAME, "𠮷武 静夫");
    doc_add_text(doc, person, STR("君"), nowhere);
    person = add(doc, group, DOC_PERSON, NULL);
    add(doc, person, DOC_AFFILIATION, "総務課長ほか２名");
    char *markdown = write_markdown(doc, MARKDOWN_FRONT_MATTER_NONE);
    assert_string_equal(markdown, "|  |  |  |\n| --- | --- | --- |\n"
                                  "|  | 赤荻 真由美 | 株式会社甲\\|乙【議長】 |\n"
                                  "| 会長 | 𠮷武 静夫君 |  |\n"
                                  "|  | 総務課長ほか２名 |  |\n");
    free(markdown);
    doc_free(doc);

    doc = doc_new();
    group = add(doc, doc->root, DOC_GROUP, NULL);
    add_person(doc, group, "平山たかお", NULL, NULL);
    add_person(doc, group, "北尾ゆか", NULL, NULL);
    markdown = write_markdown(doc, MARKDOWN_FRONT_MATTER_NONE);
    assert_string_equal(markdown, "  - 平山たかお\n  - 北尾ゆか\n");
    free(markdown);
    doc_free(doc);
}

/* Where the source sets two leaves apart, so does Markdown; a value beside its term
 * stays beside it. */
static void places(void **state)
{
    (void)state;
    struct doc *doc = doc_new();
    struct doc_node *field = doc_add(doc, doc->root, DOC_FIELD, nowhere);
    struct doc_node *label = doc_add(doc, field, DOC_LABEL, nowhere);
    doc_add_text(doc, label, STR("1."), (struct diag_pos){3, 1});
    struct doc_node *term = doc_add(doc, field, DOC_TERM, nowhere);
    doc_add_text(doc, term, STR("日時："), (struct diag_pos){3, 4});
    struct doc_node *para = doc_add(doc, field, DOC_PARA, (struct diag_pos){3, 7});
    doc_add_text(doc, para, STR("令和7年"), (struct diag_pos){3, 7});
    field = doc_add(doc, doc->root, DOC_FIELD, nowhere);
    label = doc_add(doc, field, DOC_LABEL, nowhere);
    doc_add_text(doc, label, STR("（２）"), (struct diag_pos){4, 1});
    term = doc_add(doc, field, DOC_TERM, nowhere);
    doc_add_text(doc, term, STR("場所"), (struct diag_pos){4, 4});
    para = doc_add(doc, field, DOC_PARA, (struct diag_pos){5, 3});
    doc_add_text(doc, para, STR("会議室"), (struct diag_pos){5, 3});
    char *markdown = write_markdown(doc, MARKDOWN_FRONT_MATTER_NONE);
    assert_string_equal(markdown, "**1. 日時：** 令和7年\n\n## （２）場所\n\n会議室\n");
    free(markdown);
    doc_free(doc);
}

/* A character that ends a C string cannot be written; it is refused, not dropped. */
static void nul_is_refused(void **state)
{
    (void)state;
    struct doc *doc = doc_new();
    struct doc_node *para = doc_add(doc, doc->root, DOC_PARA, nowhere);
    doc_add_text(doc, para, (struct str){"前\0後", sizeof("前\0後") - 1}, nowhere);
    struct diag *diag = diag_new(NULL);
    struct buf out = BUF_INIT;
    buf_add_cstr(&out, "kept");
    assert_int_equal(markdown_write(doc, NULL, &out, diag), STATUS_SYNTAX);
    assert_int_equal(diag_lookup(diag, 0)->code, DIAG_FORMAT_UNFAITHFUL);
    assert_string_equal(out.ptr, "kept");
    buf_free(&out);
    diag_free(diag);
    doc_free(doc);
}

/* ---- front matter, read by libyaml ---- */

static void assert_yaml(const char *markdown, const char *const expected[])
{
    yaml_parser_t parser;
    yaml_token_t token;
    assert_true(yaml_parser_initialize(&parser));
    const char *end = strstr(markdown + 4, "\n---\n");
    assert_non_null(end);
    yaml_parser_set_input_string(&parser, (const unsigned char *)markdown,
                                 (size_t)(end + 1 - markdown));
    size_t at = 0;
    for (bool more = true; more;) {
        assert_true(yaml_parser_scan(&parser, &token));
        if (token.type == YAML_SCALAR_TOKEN) {
            assert_non_null(expected[at]);
            assert_string_equal((const char *)token.data.scalar.value, expected[at++]);
        }
        more = token.type != YAML_STREAM_END_TOKEN;
        yaml_token_delete(&token);
    }
    assert_null(expected[at]);
    yaml_parser_delete(&parser);
}

static void front_matter(void **state)
{
    (void)state;
    static const char title[] =
        "\"𠮷\" : # 'x' \\ \xE2\x80\xAE \xE2\x80\xA8 - {a} &b *c\t%";
    struct doc *doc = doc_new();
    doc->facts.title.value = str_from(title);
    doc->facts.session.value = STR("1");
    doc->facts.date.value = STR("2025-09-19");
    doc->facts.start.value = STR("08:30");
    doc->source.name = STR("no");
    add(doc, doc->root, DOC_PARA, "本文");
    char *markdown = write_markdown(doc, MARKDOWN_FRONT_MATTER_YAML);
    assert_memory_equal(markdown, "---\ntitle: ", 11);
    assert_non_null(strstr(markdown, "\ndate: 2025-09-19\n"));
    assert_non_null(strstr(markdown, "\nstart: \"08:30\"\n"));
    assert_non_null(strstr(markdown, "\n---\n\n本文\n"));
    const char *const expected[] = {"title",      title,   "session", "1",    "date",
                                    "2025-09-19", "start", "08:30",   "lang", "ja",
                                    "source",     "no",    NULL};
    assert_yaml(markdown, expected);
    free(markdown);
    doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_trap_alone),
        cmocka_unit_test(each_pair_of_traps),
        cmocka_unit_test(traps_in_every_place),
        cmocka_unit_test(lists),
        cmocka_unit_test(list_that_opens_an_item),
        cmocka_unit_test(deep_lists),
        cmocka_unit_test(deep_sections),
        cmocka_unit_test(attendees),
        cmocka_unit_test(places),
        cmocka_unit_test(nul_is_refused),
        cmocka_unit_test(front_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
