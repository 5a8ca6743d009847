/* Plain text and JSON hold the whole text in order; the facts are those of the sample.
 */
#include "check.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "model/facts.h"
#include "model/sample.h"
#include "text/text.h"

/* All text without white space: the contract's measure of "nothing lost". */
static void squeeze(struct str s, struct buf *out)
{
    for (size_t at = 0, from = 0; at < s.len; from = at)
        if (!utf8_is_space(utf8_next(s, &at)))
            buf_add(out, str_slice(s, from, at));
}

static void squeeze_doc(const struct doc *doc, struct buf *out)
{
    struct buf text = BUF_INIT;
    doc_text(doc->root, DOC_SEPARATE_BLOCKS, &text);
    squeeze(buf_str(&text), out);
    buf_free(&text);
}

static void forget_positions(struct doc *doc)
{
    struct doc_node *node = doc->root;
    while (node) {
        node->pos = (struct diag_pos){0};
        if (node->first) {
            node = node->first;
            continue;
        }
        while (node && !node->next)
            node = node->parent;
        node = node ? node->next : NULL;
    }
}

static void expect_golden(const char *name, struct str text)
{
    struct buf path = BUF_INIT, golden = BUF_INIT;
    buf_printf(&path, "%s/text/%s", TEST_GOLDEN, name);
    if (getenv("ACCEPT"))
        assert_int_equal(host_write_file(path.ptr, text, NULL), STATUS_OK);
    assert_int_equal(host_read_file(path.ptr, 0, &golden, NULL), STATUS_OK);
    assert_string_equal(text.ptr, buf_str(&golden).ptr);
    buf_free(&path);
    buf_free(&golden);
}

static void plain_text_holds_everything(void **state)
{
    (void)state;
    for (int known = 0; known < 2; known++) {
        struct doc *doc = sample_new(false);
        struct buf text = BUF_INIT, a = BUF_INIT, b = BUF_INIT;
        if (!known)
            forget_positions(doc);
        assert_int_equal(text_write(doc, &text), STATUS_OK);
        squeeze(buf_str(&text), &a);
        squeeze_doc(doc, &b);
        assert_string_equal(a.ptr, b.ptr);
        expect_golden(known ? "every-kind.txt" : "without-positions.txt",
                      buf_str(&text));
        buf_free(&text);
        buf_free(&a);
        buf_free(&b);
        doc_free(doc);
    }
}

static json_t *parse(const struct buf *text)
{
    json_error_t error;
    json_t *value = json_loadb(text->ptr, text->len, 0, &error);
    if (!value)
        fail_msg("line %d: %s", error.line, error.text);
    return value;
}

static const char *in_japanese(const char *msgid)
{
    (void)msgid;
    return "訳 %s";
}

static void facts_are_those_of_the_sample(void **state)
{
    (void)state;
    struct doc *doc = sample_new(false);
    struct diag *diag = diag_new(in_japanese);
    struct buf text = BUF_INIT;
    diag_report(diag, DIAG_LINE_NOT_UNDERSTOOD, (struct diag_pos){7, 0}, "\"%s\"", "x");
    assert_int_equal(text_write_facts_json(doc, diag, &text), STATUS_OK);
    json_t *root = parse(&text);
    assert_int_equal(json_array_size(json_object_get(root, "attendees")), 1);
    assert_int_equal(json_array_size(json_object_get(root, "absent")), 1);
    assert_int_equal(json_array_size(json_object_get(root, "agenda")), 2);
    assert_int_equal(json_array_size(json_object_get(root, "changes")), 2);
    assert_int_equal(json_array_size(json_object_get(root, "diagnostics")), 1);
    expect_golden("facts.json", buf_str(&text));
    json_decref(root);
    buf_free(&text);
    diag_free(diag);
    doc_free(doc);
}

/* Order and names of the keys are a contract (cli.md); unstated facts are null. */
static void an_empty_document_states_nothing(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "title",   "organ",       "session",  "kind",      "date",
        "start",   "end",         "place",    "attendees", "absent",
        "agenda",  "agenda_list", "speeches", "counts",    "list_items_by_mark",
        "changes", "diagnostics", "encoding", "bom",       "newline",
        "lines",
    };
    struct doc *doc = doc_new();
    struct buf text = BUF_INIT;
    assert_int_equal(text_write_facts_json(doc, NULL, &text), STATUS_OK);
    json_t *root = parse(&text), *value;
    const char *key;
    size_t i = 0;
    json_object_foreach(root, key, value)
    {
        assert_string_equal(key, keys[i]);
        if (i < 8)
            assert_true(json_is_null(value));
        i++;
    }
    assert_int_equal(i, sizeof(keys) / sizeof(keys[0]));
    json_decref(root);
    buf_clear(&text);
    assert_int_equal(text_write(doc, &text), STATUS_OK);
    assert_int_equal(text.len, 0);
    buf_free(&text);
    doc_free(doc);
}

static enum status write_facts(const struct doc *doc, struct buf *out)
{
    return text_write_facts_json(doc, NULL, out);
}

static void a_full_buffer_is_told(void **state)
{
    (void)state;
    struct doc *doc = sample_new(false);
    enum status (*const writers[])(const struct doc *, struct buf *) = {text_write,
                                                                        write_facts};
    for (size_t i = 0; i < 2; i++) {
        struct buf out = {.max = 100};
        assert_int_equal(writers[i](doc, &out), STATUS_LIMIT);
        buf_free(&out);
    }
    doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_holds_everything),
        cmocka_unit_test(facts_are_those_of_the_sample),
        cmocka_unit_test(an_empty_document_states_nothing),
        cmocka_unit_test(a_full_buffer_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
