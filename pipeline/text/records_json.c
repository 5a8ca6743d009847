/* The shape of the records that 国会会議録検索システム's interface hands out: one
 * meetingRecord with its speechRecords. A turn is a record; so is what stands between
 * turns, up to the next entry of the agenda, with no speaker, for minutes often
 * withhold the speakers and nothing may be lost. */
#include "base/utf8.h"
#include "json.h"
#include "model/facts.h"
#include "plain.h"
#include "text/text.h"

struct records {
    json_t *array;
    const struct doc_node *owner; /* of the record that is being gathered; NULL: none */
    struct buf text;
    struct plain plain; /* into `text` */
    bool failed;
};

static void set(struct records *r, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        r->failed = true;
}

/* What a leaf belongs to: a turn, else an entry of the agenda, else the document. */
static const struct doc_node *owner_of(const struct doc_node *leaf)
{
    const struct doc_node *node = leaf->parent;
    const struct doc_node *speech = doc_ancestor(leaf, DOC_SPEECH);
    if (speech)
        return speech;
    while (node->parent && !doc_is_agenda_entry(node))
        node = node->parent;
    return node;
}

static void end_record(struct records *r)
{
    if (!r->owner)
        return;
    json_t *object = json_object();
    const struct doc_node *speech = r->owner->kind == DOC_SPEECH ? r->owner : NULL;
    struct str none = {0};
    struct str speaker = !speech                      ? none
                         : speech->as.speech.name.len ? speech->as.speech.name
                                                      : speech->as.speech.speaker;
    set(r, object, "speechID", json_text(r->owner->id));
    set(r, object, "speechOrder", json_integer((json_int_t)json_array_size(r->array)));
    set(r, object, "speaker", json_text(speaker));
    set(r, object, "speakerYomi", json_null());
    set(r, object, "speakerGroup", json_null());
    set(r, object, "speakerPosition",
        json_text(speech ? speech->as.speech.role : none));
    set(r, object, "speakerRole", json_null());
    set(r, object, "speech", json_text(utf8_trim(buf_str(&r->text))));
    set(r, object, "startPage", json_null());
    set(r, object, "speechURL", json_null());
    if (json_array_append_new(r->array, object) != 0 || r->text.status != STATUS_OK)
        r->failed = true;
    buf_clear(&r->text);
}

static json_t *speech_records(struct records *r, const struct doc *doc)
{
    r->array = json_array();
    struct doc_iter iter = doc_iter_new(doc->root);
    for (const struct doc_node *leaf; (leaf = doc_next(&iter, DOC_TEXT));) {
        const struct doc_node *owner = owner_of(leaf);
        if (owner != r->owner) {
            end_record(r);
            r->owner = owner;
            r->plain = (struct plain){.out = &r->text};
        }
        plain_add_leaf(&r->plain, leaf);
    }
    end_record(r);
    return r->array;
}

enum status text_write_records_json(const struct doc *doc, struct buf *out)
{
    struct records r = {0};
    json_t *root = json_object(), *meeting = json_object(), *meetings = json_array();
    set(&r, meeting, "issueID", json_null());
    set(&r, meeting, "imageKind", json_text(doc->facts.kind.value));
    set(&r, meeting, "session", json_digits(doc->facts.session.value));
    set(&r, meeting, "nameOfHouse", json_null());
    set(&r, meeting, "nameOfMeeting", json_text(doc->facts.organ.value));
    set(&r, meeting, "issue", json_null());
    set(&r, meeting, "date", json_text(doc->facts.date.value));
    set(&r, meeting, "closing", json_null());
    set(&r, meeting, "speechRecord", speech_records(&r, doc));
    set(&r, meeting, "meetingURL", json_null());
    set(&r, meeting, "pdfURL", json_null());
    if (json_array_append_new(meetings, meeting) != 0)
        r.failed = true;
    set(&r, root, "numberOfRecords", json_integer(1));
    set(&r, root, "numberOfReturn", json_integer(1));
    set(&r, root, "startRecord", json_integer(1));
    set(&r, root, "nextRecordPosition", json_null());
    set(&r, root, "meetingRecord", meetings);
    if (r.failed) {
        json_decref(root);
        root = NULL;
    }
    buf_free(&r.text);
    return json_write(root, out);
}
