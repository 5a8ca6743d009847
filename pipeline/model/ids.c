/* Identifiers that stay when something else is inserted or removed.
 *
 *   section with a number      its enclosing section's id and the number: s4-6
 *   field of a known key       f-date-time
 *   everything else            the enclosing section's or field's id, a letter for the
 *                              kind and 32 bits of FNV-1a over its own text:
 * s4-6-i1b2c3d4e
 *
 * The own text leaves out white space (so that a new line break moves nothing), labels
 * (a number moves when an item is inserted before it) and what has an id of its own.
 * Equal ids get _2, _3 in document order; "-2" would read as the next step of a path.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/model.h"
#include "number.h"

/* The letter of each kind that has an id; 0: none. */
static const char letters[DOC_KIND_COUNT] = {
    [DOC_FIELD] = 'f', [DOC_GROUP] = 'g', [DOC_SECTION] = 'h', [DOC_SPEECH] = 't',
    [DOC_ITEM] = 'i',  [DOC_NOTE] = 'n',  [DOC_TABLE] = 'b',   [DOC_PARA] = 'p',
};

struct id_slot {
    struct str id;
    uint32_t hash;
    unsigned next; /* number of the next node with this id; 0 before the first */
};

/* The ids given so far: open addressing, at most half full. */
struct id_set {
    struct id_slot *slots;
    size_t mask, count;
};

static uint32_t fnv1a(uint32_t hash, struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * 16777619u;
    return hash;
}
#define FNV1A_START 2166136261u

static bool set_grow(struct id_set *set)
{
    size_t old = set->slots ? set->mask + 1 : 0, size = old ? old * 2 : 256;
    struct id_slot *slots = calloc(size, sizeof(*slots));
    if (!slots)
        return false;
    for (size_t i = 0; i < old; i++)
        if (set->slots[i].id.len) {
            size_t at = set->slots[i].hash & (size - 1);
            while (slots[at].id.len)
                at = (at + 1) & (size - 1);
            slots[at] = set->slots[i];
        }
    free(set->slots);
    set->slots = slots;
    set->mask = size - 1;
    return true;
}

/* The slot that holds `id`, or the free one where it belongs. */
static struct id_slot *set_find(struct id_set *set, struct str id)
{
    uint32_t hash = fnv1a(FNV1A_START, id);
    size_t at = hash & set->mask;
    while (set->slots[at].id.len &&
           (set->slots[at].hash != hash || !str_equal(set->slots[at].id, id)))
        at = (at + 1) & set->mask;
    set->slots[at].hash = hash;
    return &set->slots[at];
}

static bool has_id(const struct doc_node *node)
{
    if (node->kind == DOC_PARA)
        return node->parent->kind == DOC_MINUTES || node->parent->kind == DOC_SECTION ||
               node->parent->kind == DOC_SPEECH;
    return letters[node->kind] != 0;
}

static uint32_t hash_text(uint32_t hash, const struct doc_node *node)
{
    struct doc_iter iter = doc_iter_new(node);
    while (doc_iter_next(&iter) != DOC_END) {
        const struct doc_node *leaf = iter.node;
        if (iter.event != DOC_ENTER || leaf->kind != DOC_TEXT ||
            leaf->parent->kind == DOC_LABEL)
            continue;
        struct str text = leaf->as.text;
        for (size_t at = 0, from = 0; at < text.len;) {
            size_t before = at;
            bool space = utf8_is_space(utf8_next(text, &at));
            if (space || at == text.len)
                hash = fnv1a(hash, str_slice(text, from, space ? before : at));
            if (space)
                from = at;
        }
    }
    return hash;
}

/* Of a node with a printed head that head, and of a speech the first thing said too,
 * for one speaker has many turns; of others everything that has no id of its own. */
static uint32_t own_hash(const struct doc_node *node)
{
    uint32_t hash = FNV1A_START;
    bool hashed = false;
    for (const struct doc_node *child = node->first; child; child = child->next) {
        if (child->kind == DOC_LABEL)
            continue;
        bool head = doc_child_rank(node->kind, child->kind) == 2;
        if (node->kind == DOC_ITEM && child->kind == DOC_LIST && hashed)
            continue;
        hash = hash_text(hash, child);
        hashed = true;
        if (head && node->kind != DOC_SPEECH)
            break;
        if (!head && (node->kind == DOC_SPEECH || node->kind == DOC_SECTION ||
                      node->kind == DOC_GROUP))
            break;
    }
    return hash;
}

static const struct doc_node *enclosing(const struct doc_node *node)
{
    for (node = node->parent; node; node = node->parent)
        if (node->kind == DOC_SECTION || node->kind == DOC_FIELD)
            return node;
    return NULL;
}

static void number_section(struct doc *doc, struct doc_node *section)
{
    const struct doc_node *label = doc_child(section, DOC_LABEL);
    if (section->as.section.number.len || !label)
        return;
    struct buf text = BUF_INIT, number = BUF_INIT;
    doc_text(label, DOC_SEPARATE_NOTHING, &text);
    doc_number_of_label(buf_str(&text), &number);
    section->as.section.number = doc_copy(doc, buf_str(&number));
    buf_free(&text);
    buf_free(&number);
}

static void propose(const struct doc_node *node, struct buf *out)
{
    if (node->kind == DOC_FIELD && node->as.field.key != DOC_FIELD_OTHER) {
        buf_printf(out, "f-%s", doc_field_key_name(node->as.field.key));
        return;
    }
    const struct doc_node *base = enclosing(node);
    if (base && base->id.len) {
        buf_add(out, base->id);
        buf_add_byte(out, '-');
    }
    if (node->kind == DOC_SECTION && node->as.section.number.len) {
        size_t before = out->len;
        if (!before)
            buf_add_byte(out, 's');
        doc_number_to_id(node->as.section.number, out);
        if (out->len > before + !before)
            return;
        out->len = before; /* nothing of the number is ASCII */
    }
    buf_add_byte(out, letters[node->kind]);
    uint32_t hash = own_hash(node);
    for (int shift = 28; shift >= 0; shift -= 4)
        buf_add_byte(out, "0123456789abcdef"[hash >> shift & 15]);
}

static void assign(struct doc *doc, struct id_set *set, struct doc_node *node,
                   struct buf *id)
{
    if (set->count * 2 >= set->mask && !set_grow(set)) {
        doc->status = STATUS_NOMEM;
        return;
    }
    buf_clear(id);
    propose(node, id);
    size_t len = id->len;
    struct id_slot *slot = set_find(set, buf_str(id)), *first = slot;
    unsigned n = first->next > 0 ? first->next : 2;
    for (; slot->id.len; n++) {
        id->len = len;
        buf_printf(id, "_%u", n);
        slot = set_find(set, buf_str(id));
    }
    first->next = n; /* where the numbers below are known to be given */
    node->id = slot->id = doc_copy(doc, buf_str(id));
    set->count++;
    if (id->status != STATUS_OK && doc->status == STATUS_OK)
        doc->status = id->status;
}

void doc_assign_ids(struct doc *doc)
{
    struct id_set set = {0};
    struct buf id = BUF_INIT;
    struct doc_node *node = doc->root;
    while (node && doc->status == STATUS_OK) {
        if (node->kind == DOC_SECTION)
            number_section(doc, node);
        if (node->parent && has_id(node))
            assign(doc, &set, node, &id);
        if (node->first) {
            node = node->first;
            continue;
        }
        while (node && !node->next)
            node = node->parent;
        if (node)
            node = node->next;
    }
    free(set.slots);
    buf_free(&id);
}
