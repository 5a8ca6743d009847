#include "base/utf8.h"
#include "json.h"
#include "model/facts.h"
#include "text/text.h"

/* One writing: a missing allocation anywhere makes the whole fail, so it is kept once.
 */
struct facts {
    const struct doc *doc;
    struct buf text;
    bool failed;
};

static void set(struct facts *f, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        f->failed = true;
}

static void append(struct facts *f, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        f->failed = true;
}

static json_t *attendee(struct facts *f, const struct doc_node *person)
{
    json_t *object = json_object(), *notes = json_array();
    doc_person_part(person, DOC_NAME, &f->text);
    set(f, object, "name", json_take_text(&f->text));
    set(f, object, "group", json_text(doc_person_group(person)));
    doc_person_part(person, DOC_AFFILIATION, &f->text);
    set(f, object, "affiliation", json_take_text(&f->text));
    for (const struct doc_node *note = doc_person_note(person, NULL); note;
         note = doc_person_note(person, note))
        append(f, notes, json_text(note->as.mark.value));
    set(f, object, "notes", notes);
    set(f, object, "manner", json_string(doc_manner_name(person->as.person.manner)));
    set(f, object, "line", json_integer(person->pos.line));
    return object;
}

/* Everyone present as objects, or the names of everyone absent. */
static json_t *attendees(struct facts *f, bool absent)
{
    json_t *array = json_array();
    struct doc_iter iter = doc_iter_new(f->doc->root);
    for (const struct doc_node *person; (person = doc_next(&iter, DOC_PERSON));) {
        enum doc_presence presence = doc_person_presence(person);
        if ((presence == DOC_ABSENT) != absent || presence == DOC_CALLED ||
            !doc_child(person, DOC_NAME)) /* an office alone names nobody */
            continue;
        if (!absent) {
            append(f, array, attendee(f, person));
            continue;
        }
        doc_person_part(person, DOC_NAME, &f->text);
        append(f, array, json_take_text(&f->text));
    }
    return array;
}

static json_t *agenda(struct facts *f)
{
    json_t *array = json_array();
    struct doc_iter iter = doc_iter_new(f->doc->root);
    for (const struct doc_node *section; (section = doc_next(&iter, DOC_SECTION));) {
        if (!doc_is_agenda_entry(section))
            continue;
        json_t *object = json_object();
        doc_label_text(section, &f->text);
        set(f, object, "label", json_take_text(&f->text));
        doc_title_text(section, &f->text);
        set(f, object, "title", json_take_text(&f->text));
        set(f, object, "level", json_integer(section->as.section.level));
        set(f, object, "line", json_integer(section->pos.line));
        if (section->as.section.run_in)
            set(f, object, "run_in", json_true());
        append(f, array, object);
    }
    return array;
}

/* The field that holds the node, where that is the agenda; a date inside it is none. */
static const struct doc_node *agenda_field(const struct doc_node *node)
{
    node = doc_ancestor(node, DOC_FIELD);
    return node && node->as.field.key == DOC_FIELD_AGENDA ? node : NULL;
}

/* The entries of the head's list: its items, or its paragraphs where it has none. */
static json_t *agenda_list(struct facts *f)
{
    json_t *array = NULL;
    struct doc_iter iter = doc_iter_new(f->doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        const struct doc_node *node = iter.node;
        if (iter.event != DOC_ENTER || node->kind != DOC_PARA || !agenda_field(node))
            continue;
        json_t *object = json_object();
        if (node->parent->kind == DOC_ITEM && doc_child(node->parent, DOC_PARA) == node)
            doc_label_text(node->parent, &f->text);
        set(f, object, "label", json_take_text(&f->text));
        doc_text_trimmed(node, &f->text);
        set(f, object, "title", json_take_text(&f->text));
        set(f, object, "line", json_integer(node->pos.line));
        if (!array)
            array = json_array();
        append(f, array, object);
    }
    return array ? array : json_null();
}

/* The label of the nearest section that has one; null where none has. */
static json_t *section_label(struct facts *f, const struct doc_node *node)
{
    while ((node = doc_ancestor(node, DOC_SECTION)) && !doc_child(node, DOC_LABEL))
        ;
    if (node)
        doc_label_text(node, &f->text);
    return json_take_text(&f->text);
}

static json_t *speeches(struct facts *f)
{
    json_t *array = json_array();
    struct doc_iter iter = doc_iter_new(f->doc->root);
    for (const struct doc_node *speech; (speech = doc_next(&iter, DOC_SPEECH));) {
        if (!doc_child(speech, DOC_SPEAKER))
            continue; /* goes on without a label: no turn of its own */
        json_t *object = json_object();
        set(f, object, "speaker", json_text(speech->as.speech.speaker));
        set(f, object, "section", section_label(f, speech));
        set(f, object, "role", json_text(speech->as.speech.role));
        set(f, object, "name", json_text(speech->as.speech.name));
        set(f, object, "attribution",
            json_string(doc_attribution_name(speech->as.speech.attribution)));
        set(f, object, "line", json_integer(speech->pos.line));
        append(f, array, object);
    }
    return array;
}

/* Whether a label has a letter or digit, and so counts under "number". */
static bool is_numbered(struct str label)
{
    static const uint32_t letters[][2] = {
        {'0', '9'},       {'A', 'Z'},       {'a', 'z'},       {0x2160, 0x217F},
        {0x2460, 0x24FF}, {0x2776, 0x2793}, {0x3041, 0x3096}, {0x30A1, 0x30FA},
        {0x3220, 0x3247}, {0x3251, 0x325F}, {0x3280, 0x32BF}, {0x3400, 0x9FFF},
        {0xFF10, 0xFF19}, {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A}, {0xFF66, 0xFF9D},
    };
    for (size_t at = 0; at < label.len;) {
        uint32_t c = utf8_next(label, &at);
        for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
            if (c >= letters[i][0] && c <= letters[i][1])
                return true;
    }
    return false;
}

static void count_mark(struct facts *f, json_t *by_mark, const struct doc_node *item)
{
    doc_label_text(item, &f->text);
    const char *mark =
        is_numbered(buf_str(&f->text)) ? "number" : buf_str(&f->text).ptr;
    const json_t *before = json_object_get(by_mark, mark);
    set(f, by_mark, mark, json_integer(json_integer_value(before) + 1));
    buf_clear(&f->text);
}

static bool is_running(const struct doc_node *paragraph)
{
    enum doc_kind parent = paragraph->parent->kind;
    return parent == DOC_MINUTES || parent == DOC_SECTION || parent == DOC_SPEECH;
}

static json_t *counts(struct facts *f, json_t *by_mark)
{
    json_int_t paragraphs = 0, items = 0, notes = 0, characters = 0;
    struct doc_iter iter = doc_iter_new(f->doc->root);
    while (doc_iter_next(&iter) != DOC_END) {
        const struct doc_node *node = iter.node;
        if (iter.event != DOC_ENTER)
            continue;
        if (node->kind == DOC_PARA)
            paragraphs += is_running(node);
        notes += node->kind == DOC_NOTE;
        if (node->kind == DOC_ITEM && !agenda_field(node)) {
            items++;
            count_mark(f, by_mark, node);
        }
        if (node->kind == DOC_TEXT)
            for (size_t at = 0; at < node->as.text.len;)
                characters += !utf8_is_space(utf8_next(node->as.text, &at));
    }
    json_t *object = json_object();
    set(f, object, "paragraphs", json_integer(paragraphs));
    set(f, object, "items", json_integer(items));
    set(f, object, "notes", json_integer(notes));
    set(f, object, "characters", json_integer(characters));
    return object;
}

static json_t *changes(struct facts *f)
{
    json_t *array = json_array();
    for (size_t i = 0; i < f->doc->change_count; i++) {
        const struct doc_change *change = &f->doc->changes[i];
        json_t *object = json_object();
        set(f, object, "rule", json_text(change->rule));
        set(f, object, "line", json_integer(change->pos.line));
        set(f, object, "column", json_integer(change->pos.column));
        set(f, object, "before", json_stringn(change->before.ptr, change->before.len));
        set(f, object, "after", json_stringn(change->after.ptr, change->after.len));
        append(f, array, object);
    }
    return array;
}

static json_t *position(uint32_t value)
{
    return value ? json_integer(value) : json_null();
}

static json_t *diagnostics(struct facts *f, const struct diag *diag)
{
    json_t *array = json_array();
    for (size_t i = 0; diag && i < diag_count(diag); i++) {
        const struct diag_entry *entry = diag_lookup(diag, i);
        json_t *object = json_object();
        set(f, object, "rule", json_string(diag_rule(entry->code)));
        set(f, object, "severity", json_string(diag_severity_name(entry->severity)));
        set(f, object, "line", position(entry->pos.line));
        set(f, object, "column", position(entry->pos.column));
        set(f, object, "message", json_text(entry->english));
        append(f, array, object);
    }
    return array;
}

enum status text_write_facts_json(const struct doc *doc, const struct diag *reported,
                                  struct buf *out)
{
    struct facts f = {.doc = doc};
    json_t *root = json_object(), *by_mark = json_object();
    set(&f, root, "title", json_text(doc->facts.title.value));
    set(&f, root, "organ", json_text(doc->facts.organ.value));
    set(&f, root, "session", json_digits(doc->facts.session.value));
    set(&f, root, "kind", json_text(doc->facts.kind.value));
    set(&f, root, "date", json_text(doc->facts.date.value));
    set(&f, root, "start", json_text(doc->facts.start.value));
    set(&f, root, "end", json_text(doc->facts.end.value));
    set(&f, root, "place", json_text(doc->facts.place.value));
    set(&f, root, "attendees", attendees(&f, false));
    set(&f, root, "absent", attendees(&f, true));
    set(&f, root, "agenda", agenda(&f));
    set(&f, root, "agenda_list", agenda_list(&f));
    set(&f, root, "speeches", speeches(&f));
    set(&f, root, "counts", counts(&f, by_mark));
    set(&f, root, "list_items_by_mark", by_mark);
    set(&f, root, "changes", changes(&f));
    set(&f, root, "diagnostics", diagnostics(&f, reported));
    set(&f, root, "encoding", json_text(doc->source.encoding));
    set(&f, root, "bom", json_boolean(doc->source.bom));
    set(&f, root, "newline", json_text(doc->source.newline));
    set(&f, root, "lines", json_integer(doc->source.lines));
    if (f.failed) {
        json_decref(root);
        root = NULL;
    }
    buf_free(&f.text);
    return json_write(root, out);
}
