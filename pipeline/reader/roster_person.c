/* Persons and their groups in the tree. */
#include "roster.h"

/* The group that persons can be added to: nothing stands behind it in the field. */
struct doc_node *roster_open_group(struct builder *b)
{
    if (b->group != NULL && b->group != b->field->last)
        b->group = NULL;
    return b->group;
}

struct doc_node *roster_ensure_group(struct builder *b, const struct line *line,
                                     struct str at)
{
    if (roster_open_group(b) == NULL) {
        build_close_lists(b);
        b->group = build_node(b, b->field, DOC_GROUP, line, at);
        /* below a rule stand others than those whom the field names */
        if (!b->ruled)
            b->group->as.group.name = b->field->as.field.name;
        b->group->as.group.presence = term_presence(b->field->as.field.name);
    }
    return b->group;
}

static struct str unwrap(struct str mark)
{
    if (text_closing_bracket(text_first(mark)) != 0)
        return utf8_trim(text_inside(mark));
    text_take(&mark, "※");
    return utf8_trim(mark);
}

void roster_add_mark(struct builder *b, struct doc_node *person,
                     const struct line *line, struct str text)
{
    if (text_has(text, "音順") || text_has(text, "敬称") || text_has(text, "◎") ||
        text_has(text, "○")) {
        build_text(b, person, line, text); /* says nothing of the person */
        return;
    }
    struct doc_node *mark = build_leaf(b, person, DOC_MARK, line, text);
    struct str value = unwrap(text);
    enum doc_manner manner;
    if (mark == NULL)
        return;
    mark->as.mark.value = doc_copy(b->doc, value);
    mark->as.mark.kind = speaker_role(value).len > 0 ? DOC_MARK_OFFICE : DOC_MARK_OTHER;
    if (person_is_manner(value, &manner)) {
        mark->as.mark.kind = DOC_MARK_MANNER;
        person->as.person.manner = manner;
    } else if (text_ends(value, "代理")) {
        mark->as.mark.kind = DOC_MARK_OFFICE;
    }
}

/* （代理：丙川　進）, （代理出席　次長　丙川　進）: who came in place of the person
 * before it; the part that names it in `out`, false where none does. */
static bool proxy_in(struct str mark, struct parts *out)
{
    static const char *const words[] = {"代理出席者", "代理出席", "代理者", "代理"};
    static const struct roster_shape beside = {.beside_term = true};
    struct str inside = unwrap(mark), rest = {0};
    size_t i = 0;
    for (; i < sizeof words / sizeof *words; i++) {
        rest = inside;
        if (text_take(&rest, words[i]))
            break;
    }
    if (i == sizeof words / sizeof *words)
        return false;
    struct str behind = text_skip_space(rest);
    bool apart = behind.len != rest.len;
    apart |=
        text_take(&behind, "：") || text_take(&behind, ":") || text_take(&behind, "・");
    behind = utf8_trim(behind);
    if (!apart || behind.len == 0)
        return false;
    person_cut(behind, 0, &beside, false, out);
    size_t names = 0;
    for (size_t k = 0; k < out->count; k++) {
        names += out->all[k].kind == DOC_NAME && person_is_name(out->all[k].text);
        if (out->all[k].kind == DOC_MARK)
            return false;
    }
    return names == 1 && out->rest.len == 0;
}

/* The one who is represented is absent, the proxy is listed in that place. */
static struct doc_node *add_proxy(struct builder *b, struct doc_node *person,
                                  const struct line *line, struct str mark,
                                  const struct parts *parts)
{
    size_t from = (size_t)(parts->all[0].text.ptr - mark.ptr), to = from;
    person->as.person.manner = DOC_NOT_THERE;
    struct doc_node *proxy =
        build_node(b, roster_ensure_group(b, line, mark), DOC_PERSON, line, mark);
    struct doc_node *note =
        build_leaf(b, proxy, DOC_MARK, line, str_slice(mark, 0, from));
    if (note != NULL) {
        note->as.mark.value = doc_copy(b->doc, STR("代理"));
        note->as.mark.kind = DOC_MARK_MANNER;
    }
    proxy->as.person.manner = DOC_BY_PROXY;
    for (size_t i = 0; i < parts->count; i++) {
        enum doc_kind kind = parts->all[i].kind;
        build_leaf(b, proxy, kind == DOC_POST ? DOC_AFFILIATION : kind, line,
                   parts->all[i].text);
        to = (size_t)(parts->all[i].text.ptr - mark.ptr) + parts->all[i].text.len;
    }
    build_text(b, proxy, line, text_from(mark, to));
    return proxy;
}

/* Adds the parts of one line; `*person` is the one at hand, across lines. */
void roster_add_parts(struct builder *b, const struct line *line,
                      const struct parts *parts, struct doc_node **person)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->all[i];
        if (part->starts || *person == NULL)
            *person = build_node(b, roster_ensure_group(b, line, part->text),
                                 DOC_PERSON, line, part->text);
        struct parts proxy;
        if (part->kind == DOC_MARK && proxy_in(part->text, &proxy)) {
            *person = add_proxy(b, *person, line, part->text, &proxy);
        } else if (part->kind == DOC_MARK) {
            roster_add_mark(b, *person, line, part->text);
        } else if (part->kind == DOC_TEXT) {
            build_text(b, *person, line, part->text);
        } else {
            struct doc_node *node =
                build_leaf(b, *person, part->kind, line, part->text);
            if (part->kind == DOC_POST && node != NULL && !person_is_seat(part->text) &&
                !person_is_ditto(part->text)) {
                struct squeezed value;
                text_squeeze(part->text, &value);
                node->as.mark.value = doc_copy(b->doc, value.str);
            }
        }
    }
    if (parts->rest.len > 0)
        build_text(b, *person, line, parts->rest);
}

bool roster_has_name(const struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (parts->all[i].kind == DOC_NAME)
            return true;
    }
    return false;
}
