#include "names.h"

static const char *const kind_names[DOC_KIND_COUNT] = {
#define DOC_KIND(id, name, content) [DOC_##id] = name,
#include "model/doc_kinds.def"
#undef DOC_KIND
};

static const enum doc_content kind_contents[DOC_KIND_COUNT] = {
#define DOC_KIND(id, name, content) [DOC_##id] = content,
#include "model/doc_kinds.def"
#undef DOC_KIND
};

const char *const doc_field_key_names[DOC_FIELD_KEY_COUNT] = {
    [DOC_FIELD_OTHER] = "other",       [DOC_FIELD_DATE_TIME] = "date-time",
    [DOC_FIELD_PLACE] = "place",       [DOC_FIELD_ATTENDANCE] = "attendance",
    [DOC_FIELD_AGENDA] = "agenda",     [DOC_FIELD_MATERIALS] = "materials",
    [DOC_FIELD_OPENNESS] = "openness", [DOC_FIELD_AUDIENCE] = "audience",
    [DOC_FIELD_BODY] = "body",         [DOC_FIELD_CHAIR] = "chair",
    [DOC_FIELD_CONTACT] = "contact",
};

const char *const doc_presence_names[DOC_PRESENCE_COUNT] = {
    [DOC_PRESENT] = "present",
    [DOC_ABSENT] = "absent",
    [DOC_OBSERVER] = "observer",
    [DOC_CALLED] = "called",
};

const char *const doc_manner_names[DOC_MANNER_COUNT] = {
    [DOC_IN_PERSON] = "in-person", [DOC_ONLINE] = "online",
    [DOC_BY_PROXY] = "by-proxy",   [DOC_PARTLY] = "partly",
    [DOC_NOT_THERE] = "not-there",
};

const char *const doc_section_role_names[DOC_SECTION_ROLE_COUNT] = {
    [DOC_SECTION_AGENDA] = "agenda", [DOC_SECTION_PROCEEDINGS] = "proceedings",
    [DOC_SECTION_HEAD] = "head",     [DOC_SECTION_APPENDIX] = "appendix",
    [DOC_SECTION_OTHER] = "other",
};

const char *const doc_attribution_names[DOC_ATTRIBUTION_COUNT] = {
    [DOC_NAMED] = "named",
    [DOC_PARTIAL] = "partial",
    [DOC_WITHHELD] = "withheld",
};

const char *const doc_mark_kind_names[DOC_MARK_KIND_COUNT] = {
    [DOC_MARK_OFFICE] = "office",
    [DOC_MARK_MANNER] = "manner",
    [DOC_MARK_OTHER] = "other",
};

const char *const doc_align_names[DOC_ALIGN_COUNT] = {
    [DOC_ALIGN_START] = "start",
    [DOC_ALIGN_CENTER] = "center",
    [DOC_ALIGN_END] = "end",
};

static unsigned lookup(const char *const *names, unsigned count, struct str name)
{
    unsigned i = 0;
    while (i < count && !str_equal(str_from(names[i]), name))
        i++;
    return i;
}

enum doc_content doc_kind_content(enum doc_kind kind)
{
    return kind_contents[kind];
}

bool doc_kind_is_block(enum doc_kind kind)
{
    return kind <= DOC_CELL;
}

#define NAME_AND_LOOKUP(what, names, count)                                            \
    const char *doc_##what##_name(enum doc_##what value)                               \
    {                                                                                  \
        return names[value];                                                           \
    }                                                                                  \
    enum doc_##what doc_##what##_lookup(struct str name)                               \
    {                                                                                  \
        return (enum doc_##what)lookup(names, count, name);                            \
    }

NAME_AND_LOOKUP(kind, kind_names, DOC_KIND_COUNT)
NAME_AND_LOOKUP(field_key, doc_field_key_names, DOC_FIELD_KEY_COUNT)
NAME_AND_LOOKUP(presence, doc_presence_names, DOC_PRESENCE_COUNT)
NAME_AND_LOOKUP(manner, doc_manner_names, DOC_MANNER_COUNT)
NAME_AND_LOOKUP(section_role, doc_section_role_names, DOC_SECTION_ROLE_COUNT)
NAME_AND_LOOKUP(attribution, doc_attribution_names, DOC_ATTRIBUTION_COUNT)
NAME_AND_LOOKUP(mark_kind, doc_mark_kind_names, DOC_MARK_KIND_COUNT)
NAME_AND_LOOKUP(align, doc_align_names, DOC_ALIGN_COUNT)
