/* The facts of a document as JSON. */
#include "text/text.h"

#include "base/utf8.h"
#include "json.h"
#include "model/facts.h"

/* jansson reports a failed allocation through a return value that is easiest to check
 * once: a half-built tree is never printed. */
struct facts {
    bool failed;
};

static void set(struct facts *f, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        f->failed = true;
}

static void add(struct facts *f, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        f->failed = true;
}

typedef void text_of(const struct doc_node *node, struct buf *out);

/* What `get` says of a node; null where it says nothing. */
static json_t *node_text(struct facts *f, const struct doc_node *node, text_of *get)
{
    struct buf text = BUF_INIT;
    get(node, &text);
    f->failed |= text.status != STATUS_OK;
    json_t *value = json_fact(buf_str(&text));
    buf_free(&text);
    return value;
}

static void name_of(const struct doc_node *person, struct buf *out)
{
    doc_person_part(person, DOC_NAME, out);
}

static void affiliation_of(const struct doc_node *person, struct buf *out)
{
    doc_person_part(person, DOC_AFFILIATION, out);
}

/* The nearest section with a printed label, so that a turn can be found again. */
static void section_label_of(const struct doc_node *node, struct buf *out)
{
    for (node = doc_ancestor(node, DOC_SECTION); node && out->len == 0;
         node = doc_ancestor(node, DOC_SECTION)) {
        doc_label_text(node, out);
        if (out->len == 0)
            doc_title_text(node, out);
    }
}

static json_t *person(struct facts *f, const struct doc_node *node)
{
    json_t *object = json_object(), *notes = json_array();
    set(f, object, "name", node_text(f, node, name_of));
    set(f, object, "group", json_fact(doc_person_group(node)));
    set(f, object, "affiliation", node_text(f, node, affiliation_of));
    for (const struct doc_node *note = doc_person_note(node, NULL); note;
         note = doc_person_note(node, note))
        add(f, notes, json_text(note->as.mark.value));
    set(f, object, "notes", notes);
    set(f, object, "manner", json_string(doc_manner_name(node->as.person.manner)));
    set(f, object, "line", json_integer(node->pos.line));
    return object;
}

static void people(struct facts *f, const struct doc *doc, json_t *root)
{
    json_t *present = json_array(), *absent = json_array();
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *node; (node = doc_next(&iter, DOC_PERSON));) {
        if (doc_person_presence(node) == DOC_ABSENT)
            add(f, absent, node_text(f, node, name_of));
        else
            add(f, present, person(f, node));
    }
    set(f, root, "attendees", present);
    set(f, root, "absent", absent);
}

static json_t *agenda(struct facts *f, const struct doc *doc)
{
    json_t *entries = json_array();
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *node; (node = doc_next(&iter, DOC_SECTION));) {
        if (!doc_is_agenda_entry(node))
            continue;
        json_t *entry = json_object();
        set(f, entry, "label", node_text(f, node, doc_label_text));
        set(f, entry, "title", node_text(f, node, doc_title_text));
        set(f, entry, "level", json_integer(node->as.section.level));
        if (node->as.section.run_in)
            set(f, entry, "run_in", json_true());
        set(f, entry, "line", json_integer(node->pos.line));
        add(f, entries, entry);
    }
    return entries;
}

static bool in_agenda_field(const struct doc_node *node)
{
    const struct doc_node *field = doc_ancestor(node, DOC_FIELD);
    return field && field->as.field.key == DOC_FIELD_AGENDA;
}

static void entry_text(const struct doc_node *item, struct buf *out)
{
    for (const struct doc_node *child = item->first; child; child = child->next)
        if (child->kind != DOC_LABEL && child->kind != DOC_LIST)
            doc_text_trimmed(child, out);
}

/* The 議題 of the head, apart from the headings of the proceedings. */
static json_t *agenda_list(struct facts *f, const struct doc *doc)
{
    json_t *entries = json_array();
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *node; (node = doc_next(&iter, DOC_ITEM));) {
        if (!in_agenda_field(node))
            continue;
        json_t *entry = json_object();
        set(f, entry, "label", node_text(f, node, doc_label_text));
        set(f, entry, "title", node_text(f, node, entry_text));
        set(f, entry, "line", json_integer(node->pos.line));
        add(f, entries, entry);
    }
    if (json_array_size(entries) > 0)
        return entries;
    json_decref(entries);
    return json_null();
}

static json_t *speeches(struct facts *f, const struct doc *doc)
{
    json_t *turns = json_array();
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *node; (node = doc_next(&iter, DOC_SPEECH));) {
        json_t *turn = json_object();
        set(f, turn, "speaker", json_fact(node->as.speech.speaker));
        set(f, turn, "role", json_fact(node->as.speech.role));
        set(f, turn, "name", json_fact(node->as.speech.name));
        set(f, turn, "attribution",
            json_string(doc_attribution_name(node->as.speech.attribution)));
        set(f, turn, "section", node_text(f, node, section_label_of));
        set(f, turn, "line", json_integer(node->pos.line));
        add(f, turns, turn);
    }
    return turns;
}

/* Labels with a letter or a digit number; all others are bullets. */
static bool is_number(struct str label)
{
    for (size_t at = 0; at < label.len;) {
        uint32_t c = utf8_next(label, &at);
        if (utf8_is_spaced_script(c) || (c >= 0xFF10 && c <= 0xFF19) || /* ０–９ */
            (c >= 0xFF21 && c <= 0xFF5A && !(c > 0xFF3A && c < 0xFF41)) || /* Ａ–ｚ */
            (c >= 0x2160 && c <= 0x217F) ||                                /* Ⅰ */
            (c >= 0x2460 && c <= 0x24FF) ||                                /* ① */
            (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) || /* ア */
            (c >= 0x3220 && c <= 0x32B0) || (c >= 0x4E00 && c <= 0x9FFF)) /* ㈠ 一 */
            return true;
    }
    return false;
}

static void count_mark(struct facts *f, json_t *by_mark, const struct doc_node *item)
{
    struct buf mark = BUF_INIT;
    doc_label_text(item, &mark);
    const char *key = is_number(buf_str(&mark)) ? "number" : buf_str(&mark).ptr;
    json_t *old = json_object_get(by_mark, key);
    set(f, by_mark, key, json_integer(json_integer_value(old) + 1));
    f->failed |= mark.status != STATUS_OK;
    buf_free(&mark);
}

static json_t *counts(struct facts *f, const struct doc *doc)
{
    size_t paragraphs = 0, items = 0, characters = 0;
    json_t *by_mark = json_object(), *object = json_object();
    struct doc_iter iter = doc_iter_new(doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        if (iter.event != DOC_ENTER)
            continue;
        if (iter.node->kind == DOC_TEXT)
            characters += utf8_length(iter.node->as.text);
        else if (iter.node->kind == DOC_PARA)
            paragraphs++;
        else if (iter.node->kind == DOC_ITEM && !in_agenda_field(iter.node)) {
            items++;
            count_mark(f, by_mark, iter.node);
        }
    }
    set(f, object, "paragraphs", json_integer((json_int_t)paragraphs));
    set(f, object, "items", json_integer((json_int_t)items));
    set(f, object, "items_by_mark", by_mark);
    set(f, object, "characters", json_integer((json_int_t)characters));
    return object;
}

static void place(struct facts *f, json_t *object, struct diag_pos pos)
{
    set(f, object, "line", pos.line ? json_integer(pos.line) : json_null());
    set(f, object, "column", pos.line ? json_integer(pos.column) : json_null());
}

static json_t *changes(struct facts *f, const struct doc *doc)
{
    json_t *records = json_array();
    for (size_t i = 0; i < doc->change_count; i++) {
        const struct doc_change *change = &doc->changes[i];
        json_t *record = json_object();
        set(f, record, "rule", json_text(change->rule));
        place(f, record, change->pos);
        set(f, record, "before", json_text(change->before));
        set(f, record, "after", json_text(change->after));
        add(f, records, record);
    }
    return records;
}

static json_t *diagnostics_list(struct facts *f, const struct diag *diagnostics)
{
    json_t *list = json_array();
    for (size_t i = 0; diagnostics && i < diag_count(diagnostics); i++) {
        const struct diag_entry *entry = diag_lookup(diagnostics, i);
        json_t *object = json_object();
        set(f, object, "rule", json_string(diag_rule(entry->code)));
        set(f, object, "severity", json_string(diag_severity_name(entry->severity)));
        place(f, object, entry->pos);
        set(f, object, "message", json_text(entry->english));
        add(f, list, object);
    }
    return list;
}

/* The session is a number in JSON; the fact holds its decimal digits. */
static json_t *session(struct str digits)
{
    json_int_t value = 0;
    for (size_t i = 0; i < digits.len; i++)
        value = value * 10 + (digits.ptr[i] - '0');
    return digits.len ? json_integer(value) : json_null();
}

static void meeting(struct facts *f, const struct doc *doc, json_t *root)
{
    const struct doc_facts *facts = &doc->facts;
    set(f, root, "title", json_fact(facts->title.value));
    set(f, root, "organ", json_fact(facts->organ.value));
    set(f, root, "session", session(facts->session.value));
    set(f, root, "kind", json_fact(facts->kind.value));
    set(f, root, "date", json_fact(facts->date.value));
    set(f, root, "start", json_fact(facts->start.value));
    set(f, root, "end", json_fact(facts->end.value));
    set(f, root, "place", json_fact(facts->place.value));
}

enum status text_write_facts_json(const struct doc *doc, const struct diag *diagnostics,
                                  struct buf *out)
{
    struct facts f = {0};
    json_t *root = json_object();
    meeting(&f, doc, root);
    people(&f, doc, root);
    set(&f, root, "agenda", agenda(&f, doc));
    set(&f, root, "agenda_list", agenda_list(&f, doc));
    set(&f, root, "speeches", speeches(&f, doc));
    set(&f, root, "counts", counts(&f, doc));
    set(&f, root, "encoding", json_fact(doc->source.encoding));
    set(&f, root, "newline", json_fact(doc->source.newline));
    set(&f, root, "lines", json_integer(doc->source.lines));
    set(&f, root, "changes", changes(&f, doc));
    set(&f, root, "diagnostics", diagnostics_list(&f, diagnostics));
    if (f.failed) {
        json_decref(root);
        return STATUS_NOMEM;
    }
    return json_print(root, out);
}
