/* The names of the enums, shared by lookups and attribute rows. */
#ifndef NAMES_H
#define NAMES_H

#include "model/model.h"

extern const char *const doc_field_key_names[DOC_FIELD_KEY_COUNT];
extern const char *const doc_presence_names[DOC_PRESENCE_COUNT];
extern const char *const doc_manner_names[DOC_MANNER_COUNT];
extern const char *const doc_section_role_names[DOC_SECTION_ROLE_COUNT];
extern const char *const doc_attribution_names[DOC_ATTRIBUTION_COUNT];
extern const char *const doc_mark_kind_names[DOC_MARK_KIND_COUNT];
extern const char *const doc_align_names[DOC_ALIGN_COUNT];

#endif
