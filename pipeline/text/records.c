/* Records in the shape of the Diet's minutes, 発言単位. */
#include "text/text.h"

#include "json.h"
#include "model/facts.h"

/* The speaker that the Diet's records give to what stands before the first turn. */
static const struct str head_speaker = STR_INIT("会議録情報");

struct records {
    json_t *list;
    struct buf text; /* of the stretch between two turns */
    bool failed;
};

static void set(struct records *r, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        r->failed = true;
}

static void add_record(struct records *r, const struct doc_node *speech,
                       struct str speaker, struct str text)
{
    json_t *record = json_object();
    struct str none = {0};
    set(r, record, "speechID", json_fact(speech ? speech->id : none));
    set(r, record, "speechOrder", json_integer((json_int_t)json_array_size(r->list)));
    set(r, record, "speaker", json_fact(speaker));
    set(r, record, "speakerYomi", json_null());
    set(r, record, "speakerGroup", json_null());
    set(r, record, "speakerPosition",
        json_fact(speech ? speech->as.speech.role : none));
    set(r, record, "speakerRole", json_null());
    set(r, record, "speech", json_text(text));
    set(r, record, "startPage", json_null());
    if (json_array_append_new(r->list, record) != 0)
        r->failed = true;
}

/* Ends a stretch without a speaker. */
static void flush(struct records *r)
{
    if (r->text.len > 0)
        add_record(r, NULL,
                   json_array_size(r->list) == 0 ? head_speaker : (struct str){0},
                   buf_str(&r->text));
    r->failed |= r->text.status != STATUS_OK;
    buf_clear(&r->text);
}

static void add_speech(struct records *r, const struct doc_node *speech)
{
    flush(r);
    struct str name = speech->as.speech.name;
    doc_text(speech, DOC_SEPARATE_BLOCKS, &r->text);
    add_record(r, speech, name.len ? name : speech->as.speech.speaker,
               buf_str(&r->text));
    r->failed |= r->text.status != STATUS_OK;
    buf_clear(&r->text);
}

/* Whether a turn stands somewhere below. */
static bool holds_speech(const struct doc_node *node)
{
    struct doc_iter iter = doc_iter_new(node);
    return doc_next(&iter, DOC_SPEECH) != NULL;
}

static void walk(struct records *r, const struct doc_node *node)
{
    for (const struct doc_node *child = node->first; child; child = child->next) {
        if (child->kind == DOC_SPEECH) {
            add_speech(r, child);
        } else if (child->first && holds_speech(child)) {
            walk(r, child); /* depth: DOC_DEPTH_MAX */
        } else {
            if (r->text.len > 0)
                buf_add_byte(&r->text, '\n');
            doc_text(child, DOC_SEPARATE_BLOCKS, &r->text);
        }
    }
}

enum status text_write_records_json(const struct doc *doc, struct buf *out)
{
    const struct doc_facts *facts = &doc->facts;
    struct records r = {.list = json_array()};
    json_t *root = json_object();
    walk(&r, doc->root);
    flush(&r);
    size_t count = json_array_size(r.list);
    set(&r, root, "nameOfMeeting", json_fact(facts->organ.value));
    set(&r, root, "issue", json_fact(facts->session.value));
    set(&r, root, "imageKind", json_fact(facts->kind.value));
    set(&r, root, "date", json_fact(facts->date.value));
    set(&r, root, "title", json_fact(facts->title.value));
    set(&r, root, "numberOfRecords", json_integer((json_int_t)count));
    set(&r, root, "speechRecord", r.list);
    buf_free(&r.text);
    if (r.failed) {
        json_decref(root);
        return STATUS_NOMEM;
    }
    return json_print(root, out);
}
