/* Folding, text files and the lists of the index. That a page finds with them what is
 * there, tests/web/search.mjs tries in a browser. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/search.h"

static const struct diag_pos nowhere = {0};

static void folding(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded;
    } rows[] = {
        {"サイバー", "さいばー"},
        {"ｻｲﾊﾞｰ", "さいばー"},
        {"ﾊﾟｰｾﾝﾄ", "ぱーせんと"},
        {"サイハ\u3099ー", "さいばー"}, /* as macOS writes names of files */
        {"ＰＤＦ／Ａ", "pdf/a"},
        {"PDF/A", "pdf/a"},
        {"①㈱㌔", "1(株)きろ"},
        {"⽇本", "日本"}, /* Kangxi radicals, which extractions leave */
        {"赤荻　真 由\n美", "赤荻真由美"},
        {"葛\U000E0100城", "葛城"},
        {"か\u200Bな\u202Eな", "かなな"},
        {"〜", "〜"},
        {"Äé", "äé"},
        {"A\u0301", "á"},
        {"ヷヽ", "ヷゝ"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buf out = BUF_INIT;
        assert_int_equal(search_fold(str_from(rows[i].text), &out), STATUS_OK);
        assert_true(str_equal(buf_str(&out), str_from(rows[i].folded)));
        buf_free(&out);
    }
}

/* ---- text files ---- */

static struct doc_node *add(struct doc *doc, struct doc_node *parent,
                            enum doc_kind kind, const char *text)
{
    struct doc_node *node = doc_add(doc, parent, kind, nowhere);
    if (text)
        doc_add_text(doc, node, str_from(text), nowhere);
    return node;
}

static struct doc *small_doc(const char *sentence)
{
    struct doc *doc = doc_new();
    add(doc, doc->root, DOC_TITLE, "題名");
    struct doc_node *section = add(doc, doc->root, DOC_SECTION, NULL);
    section->as.section.number = STR("1");
    section->as.section.level = 1;
    add(doc, section, DOC_LABEL, "１");
    add(doc, section, DOC_HEADING, "件名");
    struct doc_node *list = add(doc, section, DOC_LIST, NULL);
    struct doc_node *item = add(doc, list, DOC_ITEM, NULL);
    add(doc, item, DOC_LABEL, "・");
    add(doc, item, DOC_PARA, sentence);
    doc_assign_ids(doc);
    return doc;
}

static void passages(void **state)
{
    (void)state;
    struct doc *doc = small_doc("彼は「\"はい\\」と\t言った。</script>");
    struct buf out = BUF_INIT;
    assert_int_equal(search_write_text(doc, STR("a\"b"), &out), STATUS_OK);
    assert_true(str_starts(buf_str(&out), STR("gijiroku.text(\"a\\\"b\",[\n"
                                              "[\"\",\"題名\"],\n"
                                              "[\"s1\",\"１ 件名\"],\n"
                                              "[\"s1-")));
    assert_non_null(strstr(
        out.ptr, "\",\"・ 彼は「\\\"はい\\\\」と\\u0009言った。</script>\"],\n])\n"));
    buf_free(&out);
    doc_free(doc);
}

/* ---- the index ---- */

#define DOCUMENTS 1000

/* The first term is in each document, the second in every third, … */
static const struct {
    const char *text;
    uint32_t every;
} words[] = {{"あ", 1}, {"い", 3}, {"う", 7}, {"え", 50}, {"お", 999}};

struct collected {
    struct buf pairs; /* of all shards */
    size_t files;
};

static enum status collect(void *user, struct str name, struct str bytes)
{
    struct collected *collected = user;
    if (str_starts(name, STR("search/pairs/")))
        buf_add(&collected->pairs, bytes);
    collected->files++;
    return STATUS_OK;
}

static uint32_t value_of(char digit)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return (uint32_t)(strchr(digits, digit) - digits);
}

/* Marks the documents of a list as the page reads it. */
static void decode(const char *list, unsigned char found[DOCUMENTS + 6])
{
    uint32_t number = 0, value = 0, shift = 0;
    if (*list == '*') {
        for (list++; *list != '\\'; list++)
            for (uint32_t bit = 0; bit < 6; bit++, number++)
                found[number] = value_of(*list) >> bit & 1;
        return;
    }
    for (; *list != '\\'; list++) {
        uint32_t digit = value_of(*list);
        value |= (digit & 31) << shift;
        shift += 5;
        if (digit & 32)
            continue;
        number += value;
        found[number] = 1;
        value = shift = 0;
    }
}

static void lists_hold_what_was_added(void **state)
{
    (void)state;
    struct search_index *index = NULL;
    struct collected collected = {0};
    assert_int_equal(search_index_open(&index), STATUS_OK);
    for (uint32_t number = 0; number < DOCUMENTS; number++) {
        struct buf file = BUF_INIT;
        buf_add_cstr(&file, "gijiroku.text(\"x\",[\n");
        for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
            if (number % words[i].every == 0)
                buf_printf(&file, "[\"\",\"、%s\"],\n[\"p\",\"%s\"],\n", words[i].text,
                           words[i].text);
        buf_add_cstr(&file, "])\n");
        assert_int_equal(search_index_add(index, buf_str(&file)), STATUS_OK);
        buf_free(&file);
    }
    static const struct search_document documents[DOCUMENTS];
    assert_int_equal(
        search_index_write(index, documents, DOCUMENTS, collect, &collected),
        STATUS_OK);
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        unsigned char found[DOCUMENTS + 6] = {0};
        char term[16];
        snprintf(term, sizeof(term), "、%s ", words[i].text);
        const char *list = strstr(collected.pairs.ptr, term);
        assert_non_null(list);
        decode(list + strlen(term), found);
        for (uint32_t number = 0; number < DOCUMENTS; number++)
            assert_int_equal(found[number], number % words[i].every == 0);
    }
    assert_null(strstr(collected.pairs.ptr, "あい ")); /* passages are apart */
    buf_free(&collected.pairs);
    search_index_close(index);
}

static void what_is_no_text_file_is_refused(void **state)
{
    (void)state;
    struct search_index *index = NULL;
    assert_int_equal(search_index_open(&index), STATUS_OK);
    assert_int_equal(search_index_add(index, STR("")), STATUS_SYNTAX);
    assert_int_equal(search_index_add(index, STR("<html>")), STATUS_SYNTAX);
    static const char *const cut[] = {"gijiroku.text(\"a\",[\n[\"b\",\"c",
                                      "gijiroku.text(\"a\",[\n[\"b",
                                      "gijiroku.text(\"a\",[\n[",
                                      "gijiroku.text(\"a\",[\n[\"b\",\"c\\",
                                      "gijiroku.text(\"a\",[\n[\"b\",\"c\\u00",
                                      "gijiroku.text(\"a\",[\n"};
    for (size_t i = 0; i < sizeof(cut) / sizeof(*cut); i++) {
        size_t len = strlen(cut[i]);
        char *exact = malloc(len); /* so that a sanitizer sees a step too far */
        assert_non_null(exact);
        memcpy(exact, cut[i], len);
        enum status status = search_index_add(index, (struct str){exact, len});
        assert_true(status == STATUS_OK || status == STATUS_SYNTAX);
        free(exact);
    }
    search_index_close(index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folding),
        cmocka_unit_test(passages),
        cmocka_unit_test(lists_hold_what_was_added),
        cmocka_unit_test(what_is_no_text_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
