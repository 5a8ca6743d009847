/* The configuration: what is read, and where its mistakes are. */
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/host.h"
#include "project/project.h"

static struct project *read_good(const char *path, const char *yaml)
{
    struct diag *diag = diag_new(NULL);
    struct project *project;
    assert_int_equal(project_read(str_from(path), str_from(yaml), diag, &project),
                     STATUS_OK);
    assert_int_equal(diag_count(diag), 0);
    diag_free(diag);
    return project;
}

#define SAME(actual, expected) assert_true(str_equal(actual, STR(expected)))

static void test_whole(void **state)
{
    (void)state;
    struct project *project =
        read_good("site/gijiroku.yaml", "publisher:\n"
                                        "  name: 水鏡市\n"
                                        "  url: https://www.city.example.jp/\n"
                                        "licence: PDL1.0\n"
                                        "site: {url: 'https://www.city.example.jp/g'}\n"
                                        "templates: look\n"
                                        "pdf: {template: look/a4.yaml}\n"
                                        "bodies:\n"
                                        "  - name: 水鏡市審査会\n"
                                        "    reading: みかがみししんさかい\n"
                                        "    roster: rosters/shinsa.yaml\n"
                                        "  - {name: 水鏡市議会}\n"
                                        "lint:\n"
                                        "  rules: {wave-dash: 'off', pua: error}\n"
                                        "  dictionaries: [words.yaml, /etc/w.yaml]\n"
                                        "  baseline: old.json\n"
                                        "  ignore:\n"
                                        "    - minutes/a b.txt:97 doubled-kana\n"
                                        "    - minutes/old.txt no-ending\n");
    SAME(project->folder, "site/");
    SAME(project->publisher.name, "水鏡市");
    SAME(project->licence.text, "公共データ利用規約（第1.0版）");
    SAME(project->site, "https://www.city.example.jp/g/");
    SAME(project->templates.text, "site/look");
    SAME(project->pdf_template, "site/look/a4.yaml");
    assert_int_equal(project->body_count, 2);
    SAME(project->bodies[0].reading, "みかがみししんさかい");
    SAME(project->bodies[0].roster, "site/rosters/shinsa.yaml");
    SAME(project->bodies[1].roster, "");
    assert_int_equal(project->lint.rule_count, 2);
    assert_int_equal(project->lint.rules[0].severity, PROJECT_OFF);
    assert_int_equal(project->lint.rules[0].name.pos.line, 14);
    assert_int_equal(project->lint.rules[0].name.pos.column, 11);
    assert_int_equal(project->lint.rules[1].severity, PROJECT_ERROR);
    SAME(project->lint.dictionaries[0].text, "site/words.yaml");
    SAME(project->lint.dictionaries[1].text, "/etc/w.yaml");
    assert_int_equal(project->lint.ignore_count, 2);
    SAME(project->lint.ignores[0].file, "minutes/a b.txt");
    assert_int_equal(project->lint.ignores[0].line, 97);
    SAME(project->lint.ignores[0].rule.text, "doubled-kana");
    assert_int_equal(project->lint.ignores[1].line, 0);
    assert_ptr_equal(project_body_lookup(project, STR("水鏡市　審査会")),
                     &project->bodies[0]);
    assert_null(project_body_lookup(project, STR("水鏡市審査")));
    project_close(project);
}

static void test_nothing_stated(void **state)
{
    (void)state;
    struct project *project;
    assert_int_equal(project_open("", NULL, &project), STATUS_OK);
    assert_int_equal(project->licence.text.len, 0);
    assert_int_equal(project->site.len, 0);
    assert_int_equal(project->body_count, 0);
    project_close(project);
    /* The name of a template that comes with the program is no path. */
    project = read_good("gijiroku.yaml", "pdf: {template: kaigiroku}\n");
    SAME(project->pdf_template, "kaigiroku");
    SAME(project->licence.text, "");
    project_close(project);
}

struct mistake {
    const char *yaml;
    uint32_t line, column;
    const char *told; /* part of the message */
};

static const struct mistake mistakes[] = {
    {"publsher: {name: a}\n", 1, 1, "did you mean \"publisher\"?"},
    {"publisher:\n  nmae: a\n  name: a\n", 2, 3, "did you mean \"name\"?"},
    {"publisher: {url: 'https://a.example/'}\n", 1, 12, "\"name\" is missing"},
    {"publisher: {name: a, url: www.a.example}\n", 1, 27, "no address"},
    {"licence: MIT\n", 1, 10, "PDL1.0"},
    {"licence: {url: 'https://a.example/'}\n", 1, 10, "\"text\" is missing"},
    {"site: {url: 'https://a.example/?q=1'}\n", 1, 13, "query"},
    {"site: {url: 'ftp://a.example/'}\n", 1, 13, "https://"},
    {"bodies: {name: a}\n", 1, 9, "a list of maps"},
    {"bodies:\n  - {reading: あ}\n", 2, 5, "\"name\" is missing"},
    {"lint: {rules: {pua: loud}}\n", 1, 21, "note, warning or error"},
    {"lint: {rules: {pua: error, pua: note}}\n", 1, 28, "twice"},
    {"lint: {ignore: [a.txt]}\n", 1, 17, "FILE:LINE RULE"},
    {"lint: {ignore: ['a.txt:0 pua']}\n", 1, 17, "FILE:LINE RULE"},
    {"site: {url: 'https://a.example/'}\nsite: {url: 'https://b.example/'}\n", 2, 1,
     "twice"},
};

static void test_mistakes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        const struct mistake *m = &mistakes[i];
        struct diag *diag = diag_new(NULL);
        struct project *project;
        assert_int_equal(
            project_read(STR("gijiroku.yaml"), str_from(m->yaml), diag, &project),
            STATUS_SYNTAX);
        assert_null(project);
        assert_int_equal(diag_count(diag), 1);
        const struct diag_entry *entry = diag_lookup(diag, 0);
        if (entry->pos.line != m->line || entry->pos.column != m->column ||
            str_find(entry->message, str_from(m->told), 0) == SIZE_MAX)
            fail_msg("%s%u:%u: %.*s", m->yaml, entry->pos.line, entry->pos.column,
                     STR_ARGS(entry->message));
        assert_int_equal(entry->code, DIAG_CONFIG_VALUE);
        SAME(entry->file, "gijiroku.yaml");
        diag_free(diag);
    }
}

static void test_found_upwards(void **state)
{
    (void)state;
    char folder[] = "/tmp/gijiroku-project-XXXXXX";
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("a", 0777), 0);
    assert_int_equal(mkdir("a/b", 0777), 0);
    assert_int_equal(host_write_file("a/b/x.txt", STR("x"), NULL), STATUS_OK);
    struct buf path = BUF_INIT;
    assert_int_equal(project_find("a/b/x.txt", &path), STATUS_OK);
    assert_int_equal(path.len, 0);
    assert_int_equal(host_write_file("a/gijiroku.yaml", STR("{}\n"), NULL), STATUS_OK);
    assert_int_equal(project_find("a/b/x.txt", &path), STATUS_OK);
    assert_string_equal(path.ptr, "a/gijiroku.yaml");
    buf_clear(&path);
    assert_int_equal(project_find("a/b", &path), STATUS_OK);
    assert_string_equal(path.ptr, "a/gijiroku.yaml");
    buf_clear(&path);
    assert_int_equal(project_find("-", &path), STATUS_OK);
    assert_int_equal(path.len, 0);
    /* From below, the way leads up and out of the working directory. */
    assert_int_equal(chdir("a/b"), 0);
    assert_int_equal(project_find("x.txt", &path), STATUS_OK);
    assert_true(str_ends(buf_str(&path), STR("/a/gijiroku.yaml")));
    buf_free(&path);
    unlink("x.txt");
    unlink("../gijiroku.yaml");
    assert_int_equal(chdir("../.."), 0);
    rmdir("a/b");
    rmdir("a");
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_nothing_stated),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_found_upwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
