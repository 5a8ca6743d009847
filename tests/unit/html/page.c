/* Pages, read back by libxml2's HTML parser: the text of main is the text of the
 * document, whatever it holds. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>

#include "base/host.h"
#include "base/utf8.h"
#include "html/html.h"
#include "model/model.h"
#include "xml/xml.h"

static const struct diag_pos nowhere = {0};
static struct html_stylesheet *page_sheet, *index_sheet, *body_sheet, *feed_sheet;

/* A library of folders, the first before the others; HTML_PROGRAM is the last alone. */
struct folders {
    const char *roots[2];
};

static bool find(void *user, struct str name, enum html_layer layer, struct buf *path)
{
    const struct folders *folders = user;
    for (size_t i = layer == HTML_PROGRAM ? 1 : 0; i < 2; i++) {
        if (!folders->roots[i])
            continue;
        buf_clear(path);
        buf_printf(path, "%s/%.*s", folders->roots[i], STR_ARGS(name));
        if (host_kind_of(path->ptr) == HOST_FILE)
            break;
    }
    return true;
}

static struct folders program = {{NULL, TEST_TEMPLATES}};
static const struct html_library library = {find, &program};

static int open_sheets(void **state)
{
    (void)state;
    return html_open(&library, "html/page.xsl", NULL, &page_sheet) ||
           html_open(&library, "site/index.html.xsl", NULL, &index_sheet) ||
           html_open(&library, "site/body.xsl", NULL, &body_sheet) ||
           html_open(&library, "site/feed.xml.xsl", NULL, &feed_sheet);
}

static int close_sheets(void **state)
{
    (void)state;
    html_close(page_sheet);
    html_close(index_sheet);
    html_close(body_sheet);
    html_close(feed_sheet);
    return 0;
}

/* ---- building ---- */

static struct doc_node *add(struct doc *doc, struct doc_node *parent,
                            enum doc_kind kind, const char *text)
{
    struct doc_node *node = doc_add(doc, parent, kind, nowhere);
    if (text)
        doc_add_text(doc, node, str_from(text), nowhere);
    return node;
}

static struct doc_node *add_item(struct doc *doc, struct doc_node *list,
                                 const char *label, const char *text)
{
    struct doc_node *item = add(doc, list, DOC_ITEM, NULL);
    if (label)
        add(doc, item, DOC_LABEL, label);
    add(doc, item, DOC_PARA, text);
    return item;
}

/* One node of every kind, all saying `text`. */
static struct doc *every_kind(const char *text)
{
    struct doc *doc = doc_new();
    add(doc, doc->root, DOC_TITLE, text);
    add(doc, doc->root, DOC_TITLE, text);
    struct doc_node *field = add(doc, doc->root, DOC_FIELD, NULL);
    add(doc, field, DOC_LABEL, "1.");
    add(doc, field, DOC_TERM, text);
    add(doc, field, DOC_PARA, text);
    field = add(doc, doc->root, DOC_FIELD, NULL);
    field->as.field.key = DOC_FIELD_ATTENDANCE;
    add(doc, field, DOC_TERM, text);
    struct doc_node *group = add(doc, field, DOC_GROUP, NULL);
    add(doc, group, DOC_TERM, text);
    struct doc_node *person = add(doc, group, DOC_PERSON, NULL);
    add(doc, person, DOC_POST, text);
    add(doc, person, DOC_NAME, text);
    doc_add_text(doc, person, STR("君"), nowhere);
    person = add(doc, group, DOC_PERSON, NULL);
    doc_add_text(doc, person, STR("○"), nowhere);
    add(doc, person, DOC_NAME, text);
    doc_add_text(doc, person, STR("（"), nowhere);
    add(doc, person, DOC_AFFILIATION, text);
    doc_add_text(doc, person, STR("）"), nowhere);
    add(doc, person, DOC_MARK, text);
    person = add(doc, group, DOC_PERSON, NULL);
    doc_add_text(doc, person, STR("ほか"), nowhere);
    add(doc, person, DOC_AFFILIATION, text);
    add(doc, group, DOC_PARA, text);
    person = add(doc, group, DOC_PERSON, NULL);
    add(doc, person, DOC_NAME, text);
    struct doc_node *section = add(doc, doc->root, DOC_SECTION, NULL);
    section->as.section.level = 1;
    add(doc, section, DOC_LABEL, "（１）");
    add(doc, section, DOC_HEADING, text);
    struct doc_node *list = add(doc, section, DOC_LIST, NULL);
    struct doc_node *item = add_item(doc, list, "-", text);
    add_item(doc, add(doc, item, DOC_LIST, NULL), NULL, text);
    add(doc, item, DOC_PARA, text);
    add_item(doc, list, "（ア）", text);
    struct doc_node *speech = add(doc, section, DOC_SPEECH, NULL);
    add(doc, speech, DOC_SPEAKER, text);
    struct doc_node *para = add(doc, speech, DOC_PARA, text);
    struct doc_node *ref = add(doc, para, DOC_NOTE_REF, text);
    ref->as.note.key = STR("注１");
    struct doc_node *note = add(doc, section, DOC_NOTE, NULL);
    note->as.note.key = STR("注１");
    add(doc, note, DOC_LABEL, "※");
    add(doc, note, DOC_PARA, text);
    struct doc_node *table = add(doc, section, DOC_TABLE, NULL);
    struct doc_node *row = add(doc, table, DOC_ROW, NULL);
    add(doc, row, DOC_CELL, text);
    add(doc, row, DOC_CELL, text);
    add(doc, add(doc, table, DOC_ROW, NULL), DOC_CELL, text);
    section = add(doc, doc->root, DOC_SECTION, NULL);
    section->as.section.level = 1;
    section->as.section.run_in = true;
    add(doc, section, DOC_LABEL, "(9)");
    add(doc, section, DOC_PARA, text);
    add(doc, doc->root, DOC_STAGE, text);
    add(doc, doc->root, DOC_RULE, text);
    add(doc, doc->root, DOC_CLOSING, text);
    doc->facts.title.value = str_from(text);
    doc->facts.organ.value = str_from(text);
    doc->facts.place.value = str_from(text);
    doc->facts.date.value = STR("2025-09-19");
    doc_assign_ids(doc);
    return doc;
}

static const struct html_link links[] = {
    {STR_INIT("a%20b.pdf"), STR_INIT("PDF"), STR_INIT("application/pdf"), 1025},
};

static const struct html_params params = {
    .root = STR_INIT("../"),
    .source_sha256 = STR_INIT("0123"),
    .generator = STR_INIT("gijiroku \"0\" & <1>"),
    .links = links,
    .link_count = 1,
};

static char *write_page(const struct doc *doc, size_t *len)
{
    struct buf xml = BUF_INIT, out = BUF_INIT;
    struct diag *diag = diag_new(NULL);
    assert_int_equal(xml_write(doc, &xml, diag), STATUS_OK);
    enum status status = html_write(page_sheet, buf_str(&xml), &params, &out, diag);
    for (size_t i = 0; i < diag_count(diag); i++)
        print_message("%.*s\n", STR_ARGS(diag_lookup(diag, i)->message));
    assert_int_equal(status, STATUS_OK);
    diag_free(diag);
    buf_free(&xml);
    return buf_take(&out, len);
}

/* ---- reading ---- */

static htmlDocPtr parse(const char *page, size_t len)
{
    return htmlReadMemory(page, (int)len, NULL, "UTF-8",
                          HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
}

static int count(htmlDocPtr page, const char *xpath)
{
    xmlXPathContextPtr context = xmlXPathNewContext(page);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)xpath, context);
    assert_non_null(found);
    int n = xmlXPathNodeSetIsEmpty(found->nodesetval) ? 0 : found->nodesetval->nodeNr;
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return n;
}

static char *evaluate(htmlDocPtr page, const char *xpath)
{
    xmlXPathContextPtr context = xmlXPathNewContext(page);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)xpath, context);
    assert_non_null(found);
    char *text = (char *)xmlXPathCastToString(found);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return text;
}

static char *squeeze(struct str s)
{
    struct buf out = BUF_INIT;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        if (!utf8_is_space(c))
            buf_add_code_point(&out, c);
    }
    return buf_take(&out, NULL);
}

/* ---- tests ---- */

static const char *const texts[] = {
    "委員",
    "<script>alert('1')</script>",
    "</main><main>",
    "</title></head>",
    "]]>",
    "<!-- -->",
    "&amp; & &copy; &#60; &",
    "\"引用\" 'と' `x`",
    "\xE2\x80\xAE逆順",
    "𠮷田 葛󠄀飾 髙﨑 齐田 ① ㈱ 神",
    "<?php ?>",
    "{$x} {{y}} ${z}",
    "a\tb  c　d",
    "javascript:alert(1)",
    "e\xCC\x81\xEF\xBF\xBD",
    "\xC2\x85\xC2\xA0",
};

static void assert_page_holds(const char *text)
{
    struct doc *doc = every_kind(text);
    assert_int_equal(doc->status, STATUS_OK);
    size_t len;
    char *page = write_page(doc, &len);
    htmlDocPtr tree = parse(page, len);
    struct buf want = BUF_INIT;
    doc_text(doc->root, DOC_SEPARATE_NOTHING, &want);
    char *expected = squeeze(buf_str(&want));
    char *main_text = evaluate(tree, "string(//main)");
    char *got = squeeze(str_from(main_text));
    assert_string_equal(got, expected);
    assert_int_equal(count(tree, "//main"), 1);
    assert_int_equal(count(tree, "//h1"), 1);
    assert_int_equal(
        count(tree,
              "//script[not(@type='application/ld+json')] | //main//script | //style | "
              "//@style"),
        0);
    assert_int_equal(count(tree, "//@*[starts-with(name(), 'on')]"), 0);
    /* every local link has its place, every id once */
    assert_int_equal(
        count(tree, "//a[starts-with(@href, '#')][not(//@id = substring(@href, 2))]"),
        0);
    assert_int_equal(count(tree, "//@id[. = ../preceding::*/@id or "
                                 ". = ../ancestor::*/@id]"),
                     0);
    assert_true(count(tree, "//main//@id") > 10);
    free(got);
    free(expected);
    xmlFree(main_text);
    buf_free(&want);
    xmlFreeDoc(tree);
    free(page);
    doc_free(doc);
}

static void text_of_main(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        assert_page_holds(texts[i]);
}

static void long_title(void **state)
{
    (void)state;
    struct buf title = BUF_INIT, words = BUF_INIT;
    for (int i = 0; i < 500; i++) {
        buf_add_cstr(&title, "長");
        buf_add_cstr(&words, i % 2 ? "語 " : "　");
    }
    assert_page_holds(title.ptr);
    buf_add_cstr(&words, "終");
    assert_page_holds(words.ptr);
    words.len = 2 * 180; /* short enough to be set in words */
    words.ptr[words.len] = '\0';
    assert_page_holds(words.ptr);
    buf_free(&title);
    buf_free(&words);
}

static size_t occurrences(const char *page, const char *what)
{
    size_t n = 0;
    for (const char *at = page; (at = strstr(at, what)); at++)
        n++;
    return n;
}

/* What an HTML5 parser would stumble over, or a reader of the bytes. */
static void serialisation(void **state)
{
    (void)state;
    struct doc *doc = every_kind("委員 & 会");
    size_t len;
    char *page = write_page(doc, &len);
    const char *start = "<!DOCTYPE html>\n<html lang=\"ja\">";
    assert_memory_equal(page, start, strlen(start));
    assert_int_equal(occurrences(page, "charset"), 1);
    assert_int_equal(occurrences(page, "xmlns"), 0);
    assert_int_equal(occurrences(page, "<?xml"), 0);
    assert_int_equal(occurrences(page, "/>"), 0);
    assert_int_equal(occurrences(page, "&#"), 0);
    assert_int_equal(occurrences(page, "</br>"), 0);
    assert_true(strstr(page, "委員 &amp; 会") != NULL);
    assert_int_equal(len, strlen(page));
    assert_true(page[len - 1] == '\n');
    free(page);
    doc_free(doc);
}

static void same_bytes_again(void **state)
{
    (void)state;
    struct doc *doc = every_kind("委員");
    size_t len_a, len_b;
    char *a = write_page(doc, &len_a), *b = write_page(doc, &len_b);
    assert_int_equal(len_a, len_b);
    assert_memory_equal(a, b, len_a);
    free(a);
    free(b);
    doc_free(doc);
}

/* Headings begin at h1 and never leap; none is deeper than h6. */
static void headings_in_order(void **state)
{
    (void)state;
    struct doc *doc = doc_new();
    add(doc, doc->root, DOC_TITLE, "題");
    struct doc_node *parent = doc->root;
    for (uint32_t level = 1; level <= 9; level++) {
        parent = add(doc, parent, DOC_SECTION, NULL);
        parent->as.section.level = level;
        add(doc, parent, DOC_HEADING, "見出し");
    }
    doc_assign_ids(doc);
    size_t len;
    char *page = write_page(doc, &len);
    htmlDocPtr tree = parse(page, len);
    for (int level = 1; level <= 5; level++) {
        char xpath[32];
        snprintf(xpath, sizeof(xpath), "//main//h%d", level);
        assert_int_equal(count(tree, xpath), 1);
    }
    assert_int_equal(count(tree, "//main//h6"), 5);
    xmlFreeDoc(tree);
    free(page);
    doc_free(doc);
}

static void attendees_and_facts(void **state)
{
    (void)state;
    struct doc *doc = every_kind("委員");
    size_t len;
    char *page = write_page(doc, &len);
    htmlDocPtr tree = parse(page, len);
    /* a run of three with its caption, and the one after the paragraph */
    assert_int_equal(count(tree, "//table[@class = 'attendees seats']"), 1);
    assert_int_equal(count(tree, "//table[caption]//tr"), 3);
    assert_int_equal(count(tree, "//table[caption]//tr[count(td) = 2]"), 3);
    assert_int_equal(count(tree, "//table[caption]//th[@scope = 'row']"), 3);
    assert_int_equal(count(tree, "//table[contains(@class, 'attendees')]"), 1);
    assert_int_equal(count(tree, "//ul[@class = 'persons']/li"), 1);
    assert_int_equal(count(tree, "//header//dl//time[@datetime = '2025-09-19']"), 1);
    assert_int_equal(count(tree, "//header//a[@href = 'a%20b.pdf']"), 1);
    assert_int_equal(count(tree, "//header//a[contains(., '2KB')]"), 1);
    assert_int_equal(count(tree, "//a[@class = 'skip'][@href = '#main']"), 1);
    assert_int_equal(count(tree, "//meta[@http-equiv = 'Content-Security-Policy']"
                                 "[contains(@content, \"default-src 'none'\")]"),
                     1);
    /* a link has a name: its text or a label */
    assert_int_equal(count(tree, "//a[not(@aria-label)][normalize-space() = '']"), 0);
    xmlFreeDoc(tree);
    free(page);
    doc_free(doc);
}

static const struct html_entry entries[] = {
    {STR_INIT("b/index.html"), STR_INIT("b"), STR_INIT("新しい"), STR_INIT("甲"),
     STR_INIT("2"), STR_INIT("議事録"), STR_INIT("2025-03-04"), NULL, 0},
    {STR_INIT("a/index.html"), STR_INIT("a"), STR_INIT("<古い>"), STR_INIT("甲"),
     STR_INIT("1"), STR_INIT("議事録"), STR_INIT("2024-01-02"), NULL, 0},
    {.href = STR_INIT("c/index.html"), .slug = STR_INIT("c & d")},
};
static const struct html_body bodies[] = {
    {.name = STR_INIT("甲"),
     .href = STR_INIT("bodies/%E7%94%B2/index.html"),
     .entries = entries,
     .entry_count = 2},
    {.entries = entries + 2, .entry_count = 1},
};

static char *write_site(const struct html_stylesheet *sheet,
                        const struct html_params *site_params, size_t body, size_t *len)
{
    struct html_site *site = NULL;
    struct buf out = BUF_INIT;
    assert_int_equal(html_site_open(bodies, 2, site_params, &site), STATUS_OK);
    assert_int_equal(html_site_write(site, sheet, STR("../../"), body, &out, NULL),
                     STATUS_OK);
    html_site_close(site);
    return buf_take(&out, len);
}

static void says(htmlDocPtr tree, const char *xpath, const char *expected)
{
    char *text = evaluate(tree, xpath);
    assert_string_equal(text, expected);
    xmlFree(text);
}

static void index_of_the_site(void **state)
{
    (void)state;
    size_t len;
    char *page = write_site(index_sheet, &params, HTML_NO_BODY, &len);
    htmlDocPtr tree = parse(page, len);
    assert_int_equal(count(tree, "//main//h2"), 2);
    assert_int_equal(count(tree, "//main/section[1]//h3"), 2);
    assert_int_equal(count(tree, "//main//li"), 3);
    says(tree, "string((//main//li//a)[1])", "新しい");
    says(tree, "string((//main//li//a)[2])", "<古い>");
    says(tree, "normalize-space((//main//li//a)[3])", "c & d");
    says(tree, "string((//main//li//a)[1]/@href)", "../../b/index.html");
    says(tree, "string(//main//h3)", "2025年（令和7年）");
    xmlFreeDoc(tree);
    free(page);
}

static void page_of_a_body(void **state)
{
    (void)state;
    size_t len;
    char *page = write_site(body_sheet, &params, 0, &len);
    htmlDocPtr tree = parse(page, len);
    says(tree, "string(//h1)", "甲の議事録");
    assert_int_equal(count(tree, "//main//li"), 2);
    assert_int_equal(count(tree, "//main/h2"), 2);
    xmlFreeDoc(tree);
    free(page);
    /* Of none, nothing is made. */
    page = write_site(body_sheet, &params, HTML_NO_BODY, &len);
    assert_int_equal(len, 0);
    free(page);
}

/* RFC 4287, 4.1: what a feed and its entries must have. */
static void feed_of_the_site(void **state)
{
    (void)state;
    size_t len;
    struct html_params configured = params;
    configured.site = STR("https://city.example/minutes/");
    char *feed = write_site(feed_sheet, &configured, HTML_NO_BODY, &len);
    assert_non_null(strstr(feed, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    assert_non_null(strstr(feed, "<updated>2025-03-04T00:00:00+09:00</updated>"));
    assert_non_null(strstr(feed, "<id>https://city.example/minutes/a/</id>"));
    assert_non_null(strstr(feed, "<title>&lt;古い&gt;</title>"));
    assert_null(strstr(feed, "c &amp; d")); /* it has no date */
    free(feed);
}

/* ---- stylesheets of others ---- */

static char folder[] = "/tmp/gijiroku-html-XXXXXX";

static struct folders publisher = {{folder, TEST_TEMPLATES}};
static const struct html_library own = {find, &publisher};

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"sheet.xsl", "part.xsl", "secret.xml",
                                        "html/words.xsl"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        char path[128];
        snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
        unlink(path);
    }
    char path[128];
    snprintf(path, sizeof(path), "%s/html", folder);
    rmdir(path);
    return rmdir(folder);
}

#define XSL_BEGIN                                                                      \
    "<xsl:stylesheet version=\"1.0\" "                                                 \
    "xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">\n"
#define XSL_END "</xsl:stylesheet>\n"

static void put(const char *name, const char *content)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    assert_int_equal(host_write_file(path, str_from(content), NULL), STATUS_OK);
}

/* Opens sheet.xsl; the first diagnostic's file and line on failure. */
static enum status open_sheet(struct html_stylesheet **out, char *file, uint32_t *line)
{
    struct diag *diag = diag_new(NULL);
    enum status status = html_open(&own, "sheet.xsl", diag, out);
    if (diag_count(diag) > 0) {
        const struct diag_entry *entry = diag_lookup(diag, 0);
        assert_int_equal(entry->code, DIAG_STYLESHEET);
        snprintf(file, 128, "%.*s", STR_ARGS(entry->file));
        *line = entry->pos.line;
    }
    diag_free(diag);
    return status;
}

static void faults_have_a_place(void **state)
{
    (void)state;
    static const struct {
        const char *sheet, *part, *file;
        uint32_t line;
    } rows[] = {
        {XSL_BEGIN "<xsl:template match=\"/\">\n</xsl:stylesheet>\n", "", "sheet.xsl",
         3},
        {XSL_BEGIN "\n<xsl:template match=\"a[\"/>\n" XSL_END, "", "sheet.xsl", 3},
        {XSL_BEGIN "<xsl:template match=\"/\">\n\n<xsl:value-of select=\"1 +\"/>"
                   "</xsl:template>" XSL_END,
         "", "sheet.xsl", 4},
        {XSL_BEGIN "<xsl:import href=\"part.xsl\"/>" XSL_END,
         XSL_BEGIN "\n\n\n<xsl:template match=\"a[\"/>" XSL_END, "part.xsl", 5},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct html_stylesheet *sheet = NULL;
        char file[128] = "";
        uint32_t line = 0;
        put("sheet.xsl", rows[i].sheet);
        put("part.xsl", rows[i].part);
        assert_int_equal(open_sheet(&sheet, file, &line), STATUS_SYNTAX);
        assert_null(sheet);
        assert_int_equal(line, rows[i].line);
        assert_true(str_ends(str_from(file), str_from(rows[i].file)));
    }
}

/* A publisher's file stands before the program's for whatever imports it, and may
 * extend it. */
static void one_part_is_replaced(void **state)
{
    (void)state;
    char path[128];
    struct html_stylesheet *sheet = NULL;
    snprintf(path, sizeof(path), "%s/html", folder);
    assert_int_equal(mkdir(path, 0777), 0);
    put("html/words.xsl",
        XSL_BEGIN "<xsl:import href=\"program:/html/words.xsl\"/>"
                  "<xsl:variable name=\"word-home\">表紙</xsl:variable>" XSL_END);
    assert_int_equal(html_open(&own, "site/body.xsl", NULL, &sheet), STATUS_OK);
    size_t len;
    char *page = write_site(sheet, &params, 0, &len);
    htmlDocPtr tree = parse(page, len);
    says(tree, "string(//nav//a)", "表紙");
    says(tree, "string(//a[@class='skip'])", "本文へ移動");
    xmlFreeDoc(tree);
    free(page);
    html_close(sheet);
}

/* What a publisher's stylesheet says without stopping is no fault. */
static void messages_do_not_stop(void **state)
{
    (void)state;
    struct html_stylesheet *sheet = NULL;
    char file[128];
    uint32_t line;
    put("sheet.xsl",
        XSL_BEGIN "<xsl:output method=\"html\"/><xsl:template match=\"/\">"
                  "<xsl:message>言</xsl:message><p>文</p></xsl:template>" XSL_END);
    assert_int_equal(open_sheet(&sheet, file, &line), STATUS_OK);
    struct buf out = BUF_INIT;
    assert_int_equal(html_write(sheet, STR("<minutes/>"), &params, &out, NULL),
                     STATUS_OK);
    assert_string_equal(out.ptr, "<!DOCTYPE html>\n<p>文</p>\n");
    buf_free(&out);
    html_close(sheet);
}

/* A stylesheet that reads beside its input, or never ends, makes no page. */
static void running_is_fenced(void **state)
{
    (void)state;
    char reads[512];
    snprintf(reads, sizeof(reads),
             XSL_BEGIN "<xsl:template match=\"/\"><p><xsl:value-of "
                       "select=\"document('file://%s/secret.xml')\"/>"
                       "</p></xsl:template>" XSL_END,
             folder);
    const char *const sheets[] = {
        reads,
        XSL_BEGIN "<xsl:template match=\"/\"><p><xsl:call-template name=\"x\"/></p>"
                  "</xsl:template><xsl:template name=\"x\"><xsl:call-template "
                  "name=\"x\"/></xsl:template>" XSL_END,
        XSL_BEGIN "<xsl:template match=\"/\"><xsl:message terminate=\"yes\">"
                  "止</xsl:message></xsl:template>" XSL_END,
        XSL_BEGIN "<xsl:template match=\"/\"/>" XSL_END,
    };
    put("secret.xml", "<s>secret</s>");
    for (size_t i = 0; i < sizeof(sheets) / sizeof(*sheets); i++) {
        struct html_stylesheet *sheet = NULL;
        char file[128];
        uint32_t line;
        put("sheet.xsl", sheets[i]);
        assert_int_equal(open_sheet(&sheet, file, &line), STATUS_OK);
        struct diag *diag = diag_new(NULL);
        struct buf out = BUF_INIT;
        enum status status = html_write(sheet, STR("<minutes/>"), &params, &out, diag);
        assert_int_equal(status, STATUS_SYNTAX);
        assert_int_equal(diag_lookup(diag, 0)->code, DIAG_STYLESHEET);
        assert_int_equal(out.len, 0);
        buf_free(&out);
        diag_free(diag);
        html_close(sheet);
    }
}

/* Refused before anything is asked of the network. */
static void imports_not_from_the_network(void **state)
{
    (void)state;
    struct html_stylesheet *sheet = NULL;
    put("sheet.xsl",
        XSL_BEGIN "<xsl:import href=\"http://127.0.0.1:9/x.xsl\"/>" XSL_END);
    struct diag *diag = diag_new(NULL);
    assert_int_equal(html_open(&own, "sheet.xsl", diag, &sheet), STATUS_SYNTAX);
    struct str message = diag_lookup(diag, 0)->message;
    assert_int_not_equal(str_find(message, STR("unable to load"), 0), SIZE_MAX);
    diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_of_main),      cmocka_unit_test(long_title),
        cmocka_unit_test(serialisation),     cmocka_unit_test(same_bytes_again),
        cmocka_unit_test(headings_in_order), cmocka_unit_test(attendees_and_facts),
        cmocka_unit_test(index_of_the_site), cmocka_unit_test(page_of_a_body),
        cmocka_unit_test(feed_of_the_site),
    };
    const struct CMUnitTest others[] = {
        cmocka_unit_test(faults_have_a_place),
        cmocka_unit_test(one_part_is_replaced),
        cmocka_unit_test(messages_do_not_stop),
        cmocka_unit_test(running_is_fenced),
        cmocka_unit_test(imports_not_from_the_network),
    };
    int failed = cmocka_run_group_tests(tests, open_sheets, close_sheets);
    return failed + cmocka_run_group_tests(others, make_folder, remove_folder);
}
