#include "model/model.h"

#define BIT(kind) (1u << (kind))

_Static_assert(DOC_KIND_COUNT <= 32, "a set of kinds is 32 bits");

/* What running minutes are made of, wherever they stand. */
#define FLOW                                                                           \
    (BIT(DOC_LIST) | BIT(DOC_NOTE) | BIT(DOC_TABLE) | BIT(DOC_PARA) | BIT(DOC_STAGE) | \
     BIT(DOC_RULE))
/* What only stands in the document itself, its sections and the items of its head. */
#define PARTS                                                                          \
    (FLOW | BIT(DOC_FIELD) | BIT(DOC_GROUP) | BIT(DOC_SECTION) | BIT(DOC_SPEECH) |     \
     BIT(DOC_CLOSING))
#define RUNNING (BIT(DOC_TEXT) | BIT(DOC_NOTE_REF))

static const unsigned allowed[DOC_KIND_COUNT] = {
    [DOC_MINUTES] = PARTS | BIT(DOC_TITLE),
    [DOC_FIELD] =
        FLOW | BIT(DOC_LABEL) | BIT(DOC_TERM) | BIT(DOC_GROUP) | BIT(DOC_FIELD),
    [DOC_GROUP] =
        FLOW | BIT(DOC_LABEL) | BIT(DOC_TERM) | BIT(DOC_GROUP) | BIT(DOC_PERSON),
    [DOC_SECTION] = PARTS | BIT(DOC_LABEL) | BIT(DOC_HEADING),
    [DOC_SPEECH] = FLOW | BIT(DOC_SPEAKER),
    [DOC_LIST] = BIT(DOC_ITEM),
    [DOC_ITEM] = FLOW | BIT(DOC_LABEL),
    [DOC_NOTE] = FLOW | BIT(DOC_LABEL),
    [DOC_TABLE] = BIT(DOC_ROW),
    [DOC_ROW] = BIT(DOC_CELL),
    [DOC_TITLE] = RUNNING,
    [DOC_PERSON] = RUNNING | BIT(DOC_LABEL) | BIT(DOC_NAME) | BIT(DOC_AFFILIATION) |
                   BIT(DOC_POST) | BIT(DOC_MARK),
    [DOC_PARA] = RUNNING,
    [DOC_STAGE] = RUNNING,
    [DOC_RULE] = BIT(DOC_TEXT),
    [DOC_CLOSING] = RUNNING,
    [DOC_CELL] = RUNNING,
    [DOC_LABEL] = BIT(DOC_TEXT),
    [DOC_TERM] = RUNNING | BIT(DOC_MARK),
    [DOC_HEADING] = RUNNING,
    [DOC_SPEAKER] =
        RUNNING | BIT(DOC_NAME) | BIT(DOC_AFFILIATION) | BIT(DOC_POST) | BIT(DOC_MARK),
    [DOC_NAME] = RUNNING,
    [DOC_AFFILIATION] = RUNNING,
    [DOC_POST] = BIT(DOC_TEXT),
    [DOC_MARK] = BIT(DOC_TEXT),
    [DOC_NOTE_REF] = BIT(DOC_TEXT),
};

bool doc_child_allowed(enum doc_kind parent, enum doc_kind child)
{
    return (allowed[parent] & BIT(child)) != 0;
}

unsigned doc_child_rank(enum doc_kind parent, enum doc_kind child)
{
    if (parent == DOC_PERSON)
        return 0;
    switch (child) {
    case DOC_LABEL:
        return 1;
    case DOC_TERM:
    case DOC_HEADING:
    case DOC_SPEAKER:
        return 2;
    default:
        return 0;
    }
}
