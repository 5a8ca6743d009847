#include "model/attributes.h"

#include <stdio.h>
#include <string.h>

#include "names.h"

#define AT(member) .offset = offsetof(struct doc_node, as.member)
#define ENUM(name, member, table, count)                                               \
    {                                                                                  \
        name, DOC_ATTRIBUTE_ENUM, AT(member), .names = table, .name_count = count      \
    }
#define IMPLIED_ENUM(name, member, table, count)                                       \
    {                                                                                  \
        name, DOC_ATTRIBUTE_ENUM, AT(member), .implied = true, .names = table,         \
                                              .name_count = count                      \
    }
#define TEXT(name, member)                                                             \
    {                                                                                  \
        name, DOC_ATTRIBUTE_STR, AT(member), .implied = true                           \
    }
#define FLAG(name, member)                                                             \
    {                                                                                  \
        name, DOC_ATTRIBUTE_BOOL, AT(member), .implied = true                          \
    }

/* Rows read and write every enum through this type. */
_Static_assert(sizeof(enum doc_field_key) == sizeof(uint32_t), "enum is not 32 bits");

static const struct doc_attribute field_rows[] = {
    ENUM("key", field.key, doc_field_key_names, DOC_FIELD_KEY_COUNT),
    TEXT("name", field.name),
};
static const struct doc_attribute group_rows[] = {
    TEXT("name", group.name),
    ENUM("presence", group.presence, doc_presence_names, DOC_PRESENCE_COUNT),
};
static const struct doc_attribute person_rows[] = {
    IMPLIED_ENUM("manner", person.manner, doc_manner_names, DOC_MANNER_COUNT),
};
static const struct doc_attribute mark_rows[] = {
    ENUM("kind", mark.kind, doc_mark_kind_names, DOC_MARK_KIND_COUNT),
    TEXT("value", mark.value),
};
static const struct doc_attribute post_rows[] = {
    TEXT("value", mark.value),
};
static const struct doc_attribute section_rows[] = {
    {"level", DOC_ATTRIBUTE_UINT, AT(section.level)},
    TEXT("number", section.number),
    ENUM("role", section.role, doc_section_role_names, DOC_SECTION_ROLE_COUNT),
    FLAG("run-in", section.run_in),
};
static const struct doc_attribute speech_rows[] = {
    TEXT("speaker", speech.speaker),
    TEXT("role", speech.role),
    TEXT("name", speech.name),
    ENUM("attribution", speech.attribution, doc_attribution_names,
         DOC_ATTRIBUTION_COUNT),
    FLAG("resumed", speech.resumed),
};
static const struct doc_attribute para_rows[] = {
    IMPLIED_ENUM("align", para.align, doc_align_names, DOC_ALIGN_COUNT),
};
static const struct doc_attribute note_rows[] = {
    TEXT("key", note.key),
};
static const struct doc_attribute cell_rows[] = {
    FLAG("header", cell.header),
};

#define ROWS(table)                                                                    \
    {                                                                                  \
        table, sizeof(table) / sizeof(table)[0]                                        \
    }
static const struct {
    const struct doc_attribute *rows;
    size_t count;
} by_kind[DOC_KIND_COUNT] = {
    [DOC_FIELD] = ROWS(field_rows),   [DOC_GROUP] = ROWS(group_rows),
    [DOC_PERSON] = ROWS(person_rows), [DOC_MARK] = ROWS(mark_rows),
    [DOC_POST] = ROWS(post_rows),     [DOC_SECTION] = ROWS(section_rows),
    [DOC_SPEECH] = ROWS(speech_rows), [DOC_PARA] = ROWS(para_rows),
    [DOC_STAGE] = ROWS(para_rows),    [DOC_CLOSING] = ROWS(para_rows),
    [DOC_NOTE] = ROWS(note_rows),     [DOC_NOTE_REF] = ROWS(note_rows),
    [DOC_CELL] = ROWS(cell_rows),
};

const struct doc_attribute *doc_attributes(enum doc_kind kind, size_t *count)
{
    *count = by_kind[kind].count;
    return by_kind[kind].rows;
}

struct str doc_attribute_str(const struct doc_node *node,
                             const struct doc_attribute *row)
{
    struct str value;
    memcpy(&value, (const char *)node + row->offset, sizeof(value));
    return value;
}

uint32_t doc_attribute_number(const struct doc_node *node,
                              const struct doc_attribute *row)
{
    const char *at = (const char *)node + row->offset;
    uint32_t value = 0;
    bool flag = false;
    if (row->type == DOC_ATTRIBUTE_BOOL) {
        memcpy(&flag, at, sizeof(flag));
        return flag;
    }
    memcpy(&value, at, sizeof(value));
    return value;
}

void doc_attribute_set_str(struct doc_node *node, const struct doc_attribute *row,
                           struct str value)
{
    memcpy((char *)node + row->offset, &value, sizeof(value));
}

void doc_attribute_set_number(struct doc_node *node, const struct doc_attribute *row,
                              uint32_t value)
{
    char *at = (char *)node + row->offset;
    bool flag = value != 0;
    if (row->type == DOC_ATTRIBUTE_BOOL)
        memcpy(at, &flag, sizeof(flag));
    else
        memcpy(at, &value, sizeof(value));
}

struct str doc_attribute_text(const struct doc_node *node,
                              const struct doc_attribute *row, char digits[11])
{
    if (row->type == DOC_ATTRIBUTE_STR)
        return doc_attribute_str(node, row);
    uint32_t value = doc_attribute_number(node, row);
    if (row->type == DOC_ATTRIBUTE_BOOL)
        return str_from(value ? "true" : "false");
    if (row->type == DOC_ATTRIBUTE_ENUM && value < row->name_count)
        return str_from(row->names[value]);
    snprintf(digits, 11, "%lu", (unsigned long)value);
    return str_from(digits);
}

#define FACT(name)                                                                     \
    {                                                                                  \
#name, offsetof(struct doc_facts, name)                                        \
    }
const struct doc_fact_row doc_fact_rows[] = {
    FACT(title), FACT(organ), FACT(kind), FACT(session),
    FACT(date),  FACT(start), FACT(end),  FACT(place),
};
const size_t doc_fact_row_count = sizeof(doc_fact_rows) / sizeof(doc_fact_rows[0]);

const struct doc_fact *doc_fact_lookup(const struct doc_facts *facts,
                                       const struct doc_fact_row *row)
{
    return (const struct doc_fact *)(const void *)((const char *)facts + row->offset);
}
