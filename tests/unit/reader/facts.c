/* The facts of documents against their reviewed .expect.json. Prints, a document, how
 * many are right; arguments name other folders than the fixtures, "corpus" the real
 * minutes beside the source tree. A fact that is wrong is named with what was expected
 * and found. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "files.h"
#include "model/facts.h"

/* Where the documents stand; NULL: beside what is expected of them. */
static const char *documents_in;

static size_t all_right, all_wrong;
static size_t right, wrong;

static void squeeze(struct str s, struct buf *out)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        if (!utf8_is_space(c))
            buf_add_code_point(out, c);
    }
}

static bool same(struct str found, const char *expected)
{
    struct buf a = BUF_INIT, b = BUF_INIT;
    squeeze(found, &a);
    squeeze(str_from(expected ? expected : ""), &b);
    bool equal = str_equal(buf_str(&a), buf_str(&b));
    buf_free(&a);
    buf_free(&b);
    return equal;
}

static void judge(bool good, const char *what, struct str found, const char *expected)
{
    right += good;
    wrong += !good;
    if (!good)
        printf("    %s: found \"%.*s\", expected \"%s\"\n", what, STR_ARGS(found),
               expected ? expected : "");
}

static void judge_count(const char *what, size_t found, size_t expected)
{
    char a[32], b[32];
    snprintf(a, sizeof a, "%zu", found);
    snprintf(b, sizeof b, "%zu", expected);
    judge(found == expected, what, str_from(a), b);
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void judge_fact(const json_t *json, const char *key, struct str found)
{
    const char *alternative;
    char name[64], digits[32];
    const json_t *value = json_object_get(json, key);
    const char *expected = json_string_value(value);
    if (json_is_integer(value)) {
        snprintf(digits, sizeof digits, "%lld", (long long)json_integer_value(value));
        expected = digits;
    }
    snprintf(name, sizeof name, "%s_alt", key);
    alternative = text_of(json, name);
    judge(same(found, expected) || (alternative && same(found, alternative)), key,
          found, expected);
}

static void judge_notes(const json_t *person, const struct doc_node *node)
{
    struct buf found = BUF_INIT, expected = BUF_INIT;
    const struct doc_node *note = NULL;
    const json_t *value;
    size_t i;
    while ((note = doc_person_note(node, note)) != NULL) {
        buf_add(&found, note->as.mark.value);
        buf_add_byte(&found, ';');
    }
    json_array_foreach(json_object_get(person, "notes"), i, value)
    {
        buf_add_cstr(&expected, json_string_value(value));
        buf_add_byte(&expected, ';');
    }
    buf_add_byte(&expected, '\0');
    judge(same(buf_str(&found), expected.ptr), "notes", buf_str(&found), expected.ptr);
    buf_free(&found);
    buf_free(&expected);
}

static void judge_person(const json_t *person, const struct doc_node *node)
{
    struct buf part = BUF_INIT;
    doc_person_part(node, DOC_NAME, &part);
    const char *name = text_of(person, "name"), *other = text_of(person, "name_alt");
    judge((name && str_equal(buf_str(&part), str_from(name))) ||
              (other && str_equal(buf_str(&part), str_from(other))),
          "name", buf_str(&part), name);
    judge_fact(person, "group", doc_person_group(node));
    buf_clear(&part);
    doc_person_part(node, DOC_AFFILIATION, &part);
    judge_fact(person, "affiliation", buf_str(&part));
    buf_free(&part);
    judge_notes(person, node);
}

static void judge_attendees(const json_t *json, const struct doc *doc)
{
    const json_t *people = json_object_get(json, "attendees");
    const json_t *absent = json_object_get(json, "absent");
    size_t present = 0, missing = 0;
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *n; (n = doc_next(&iter, DOC_PERSON)) != NULL;) {
        if (doc_person_presence(n) == DOC_CALLED || doc_child(n, DOC_NAME) == NULL)
            continue;
        if (doc_person_presence(n) == DOC_ABSENT) {
            struct buf name = BUF_INIT;
            doc_person_part(n, DOC_NAME, &name);
            const char *expected = json_string_value(json_array_get(absent, missing++));
            judge(same(buf_str(&name), expected), "absent", buf_str(&name), expected);
            buf_free(&name);
            continue;
        }
        const json_t *person = json_array_get(people, present++);
        if (person != NULL)
            judge_person(person, n);
    }
    judge_count("attendees", present, json_array_size(people));
    judge_count("absent", missing, json_array_size(absent));
}

static void judge_agenda(const json_t *json, const struct doc *doc)
{
    const json_t *agenda = json_object_get(json, "agenda");
    size_t count = 0;
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *n; (n = doc_next(&iter, DOC_SECTION)) != NULL;) {
        if (!doc_is_agenda_entry(n))
            continue;
        const json_t *entry = json_array_get(agenda, count++);
        struct buf text = BUF_INIT;
        doc_label_text(n, &text);
        if (entry != NULL)
            judge_fact(entry, "label", buf_str(&text));
        buf_clear(&text);
        doc_title_text(n, &text);
        if (entry != NULL) {
            judge_fact(entry, "title", buf_str(&text));
            judge(n->as.section.run_in ==
                      json_is_true(json_object_get(entry, "run_in")),
                  "run_in", buf_str(&text), text_of(entry, "title"));
            if (json_object_get(entry, "line") != NULL)
                judge_count("line of the entry", n->pos.line,
                            (size_t)json_integer_value(json_object_get(entry, "line")));
        } else {
            printf("    no entry: \"%.*s\" in line %u\n", STR_ARGS(buf_str(&text)),
                   (unsigned)n->pos.line);
        }
        buf_free(&text);
    }
    judge_count("agenda", count, json_array_size(agenda));
}

/* An entry is an item by its first paragraph, or a paragraph of a list without items.
 */
static bool is_listed(const struct doc_node *para)
{
    const struct doc_node *field = doc_ancestor(para, DOC_FIELD);
    const struct doc_node *item = para->parent;
    return field != NULL && field->as.field.key == DOC_FIELD_AGENDA &&
           (item->kind != DOC_ITEM || doc_child(item, DOC_PARA) == para);
}

static void judge_agenda_list(const json_t *json, const struct doc *doc)
{
    const json_t *list = json_object_get(json, "agenda_list");
    size_t count = 0;
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *n; (n = doc_next(&iter, DOC_PARA)) != NULL;) {
        if (!is_listed(n))
            continue;
        const json_t *entry = json_array_get(list, count++);
        struct buf text = BUF_INIT;
        doc_text_trimmed(n, &text);
        judge_fact(entry, "title", buf_str(&text));
        buf_clear(&text);
        if (n->parent->kind == DOC_ITEM)
            doc_label_text(n->parent, &text);
        if (entry != NULL && json_object_get(entry, "label") != NULL)
            judge_fact(entry, "label", buf_str(&text));
        buf_free(&text);
    }
    judge_count("agenda_list", count, json_array_size(list));
}

/* Speakers with their turns: each name and each count. */
static void judge_turns(const json_t *json, const struct doc *doc)
{
    size_t turns = 0;
    json_t *found = json_object();
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *n; (n = doc_next(&iter, DOC_SPEECH)) != NULL; turns++) {
        struct str name = n->as.speech.speaker;
        const json_t *before = json_object_getn(found, name.ptr, name.len);
        json_object_setn_new(found, name.ptr, name.len,
                             json_integer(json_integer_value(before) + 1));
    }
    const char *name;
    json_t *count;
    json_object_foreach(json_object_get(json, "speakers"), name, count)
    {
        judge_count(name, (size_t)json_integer_value(json_object_get(found, name)),
                    (size_t)json_integer_value(count));
    }
    judge_count("speakers", json_object_size(found),
                json_object_size(json_object_get(json, "speakers")));
    judge_count("speech_count", turns,
                (size_t)json_integer_value(json_object_get(json, "speech_count")));
    json_decref(found);
}

static void judge_speeches(const json_t *json, const struct doc *doc)
{
    const json_t *speakers = json_object_get(json, "speakers"), *value;
    size_t count = 0, i;
    if (json_is_object(speakers)) {
        judge_turns(json, doc);
        return;
    }
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *n; (n = doc_next(&iter, DOC_SPEECH)) != NULL; count++) {
        bool known = false;
        json_array_foreach(speakers, i, value) known |=
            same(n->as.speech.speaker, json_string_value(value));
        judge(known, "speaker", n->as.speech.speaker, "one of the speakers");
    }
    judge_count("speech_count", count,
                (size_t)json_integer_value(json_object_get(json, "speech_count")));
}

/* Items of the proceedings and appendices; those of the head's own lists are not
 * counted, those of its agenda are agenda_list. */
static void judge_items(const json_t *json, const struct doc *doc)
{
    size_t count = 0;
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *n; (n = doc_next(&iter, DOC_ITEM)) != NULL;)
        count += doc_ancestor(n, DOC_FIELD) == NULL;
    judge_count("list_items", count,
                (size_t)json_integer_value(json_object_get(json, "list_items")));
}

static void judge_joins(const json_t *json, const struct doc *doc)
{
    const json_t *joins = json_object_get(json, "paragraph_joins");
    size_t count = 0;
    for (size_t i = 0; i < doc->change_count; i++) {
        const struct doc_change *change = &doc->changes[i];
        if (!str_equal(change->rule, STR("page-split")) &&
            !str_equal(change->rule, STR("line-wrap")))
            continue;
        const json_t *line = json_array_get(joins, count++);
        if (line != NULL)
            judge_count("line of the join", change->pos.line,
                        (size_t)json_integer_value(line));
    }
    judge_count("joins", count, json_array_size(joins));
}

static void judge_document(const json_t *json, const struct doc *doc)
{
    judge_fact(json, "title", doc->facts.title.value);
    judge_fact(json, "organ", doc->facts.organ.value);
    judge_fact(json, "session", doc->facts.session.value);
    judge_fact(json, "kind", doc->facts.kind.value);
    judge_fact(json, "date", doc->facts.date.value);
    judge_fact(json, "start", doc->facts.start.value);
    judge_fact(json, "end", doc->facts.end.value);
    judge_fact(json, "place", doc->facts.place.value);
    judge_fact(json, "newline", doc->source.newline);
    judge_count("lines", doc->source.lines,
                (size_t)json_integer_value(json_object_get(json, "lines")));
    judge_attendees(json, doc);
    judge_agenda(json, doc);
    if (json_object_get(json, "agenda_list") != NULL)
        judge_agenda_list(json, doc);
    judge_speeches(json, doc);
    if (json_object_get(json, "list_items") != NULL)
        judge_items(json, doc);
    if (json_object_get(json, "paragraph_joins") != NULL)
        judge_joins(json, doc);
}

static void visit(const char *path)
{
    struct buf source = BUF_INIT;
    const char *name = documents_in ? strrchr(path, '/') : path;
    size_t stem = strlen(name) - strlen(".expect.json");
    buf_add_cstr(&source, documents_in ? documents_in : "");
    buf_add(&source, (struct str){name, stem});
    buf_add_cstr(&source, ".txt");
    json_error_t error;
    json_t *json = json_load_file(path, 0, &error);
    struct buf bytes = files_load(source.ptr);
    const struct reader_options options = {.name = buf_str(&source)};
    struct doc *doc;
    printf("%s\n", source.ptr);
    right = wrong = 0;
    if (json == NULL ||
        reader_read(buf_str(&bytes), &options, NULL, &doc) != STATUS_OK) {
        printf("    not read: %s\n", json ? "the document" : error.text);
        wrong = 1;
    } else {
        judge_document(json, doc);
        doc_free(doc);
    }
    printf("    %zu right, %zu wrong\n", right, wrong);
    all_right += right;
    all_wrong += wrong;
    json_decref(json);
    buf_free(&bytes);
    buf_free(&source);
}

int main(int argc, char **argv)
{
    size_t documents = 0;
    if (argc == 2 && strcmp(argv[1], "corpus") == 0) {
        documents_in = files_corpus();
        if (documents_in == NULL)
            return FILES_SKIP;
        documents += files_each(TEST_FIXTURES "/corpus-facts", ".expect.json", visit);
    } else if (argc > 1) {
        for (int i = 1; i < argc; i++)
            documents += files_each(argv[i], ".expect.json", visit);
    } else {
        documents += files_each(TEST_FIXTURES "/written", ".expect.json", visit);
        documents += files_each(TEST_FIXTURES "/reader", ".expect.json", visit);
    }
    printf("%zu documents: %zu right, %zu wrong\n", documents, all_right, all_wrong);
    return documents > 0 && all_wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
