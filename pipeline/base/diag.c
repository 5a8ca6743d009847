#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const struct {
    const char *rule;
    enum diag_severity severity;
} codes[] = {
#define DIAG_CODE(id, rule, severity) [DIAG_##id] = {rule, severity},
#include "base/diag_codes.def"
#undef DIAG_CODE
};

struct diag {
    struct arena *arena; /* owns messages and file names */
    diag_translate_fn *translate;
    struct str file;
    struct diag_entry *entries;
    size_t count, capacity;
    size_t by_severity[DIAG_ERROR + 1]; /* counted even when memory was short */
};

struct diag *diag_new(diag_translate_fn *translate)
{
    struct diag *diag = calloc(1, sizeof(*diag));
    if (!diag)
        return NULL;
    diag->translate = translate;
    diag->arena = arena_new();
    if (!diag->arena) {
        free(diag);
        return NULL;
    }
    return diag;
}

void diag_free(struct diag *diag)
{
    if (!diag)
        return;
    arena_free(diag->arena);
    free(diag->entries);
    free(diag);
}

void diag_set_file(struct diag *diag, struct str file)
{
    if (diag)
        diag->file = arena_copy(diag->arena, file);
}

/* A message is a sentence; a longer one is cut at a character. */
static struct str format_message(struct diag *diag, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
static struct str format_message(struct diag *diag, const char *format, va_list args)
{
    char text[1024];
    int n = vsnprintf(text, sizeof(text), format, args);
    struct str message = {text, n < 0 ? 0 : (size_t)n};
    if (message.len >= sizeof(text)) {
        message.len = sizeof(text) - 1;
        message.len = utf8_first_invalid(message);
    }
    return arena_copy(diag->arena, message);
}

void diag_report(struct diag *diag, enum diag_code code, struct diag_pos pos,
                 const char *msgid, ...)
{
    if (!diag)
        return;
    diag->by_severity[codes[code].severity]++;
    if (diag->count == diag->capacity) {
        size_t capacity = diag->capacity ? diag->capacity * 2 : 16;
        struct diag_entry *entries =
            realloc(diag->entries, capacity * sizeof(*entries));
        if (!entries)
            return;
        diag->entries = entries;
        diag->capacity = capacity;
    }
    const char *format = diag->translate ? diag->translate(msgid) : msgid;
    va_list args, again;
    va_start(args, msgid);
    va_copy(again, args);
    struct str message = format_message(diag, format, args);
    struct str english =
        strcmp(format, msgid) == 0 ? message : format_message(diag, msgid, again);
    va_end(again);
    va_end(args);
    diag->entries[diag->count++] = (struct diag_entry){
        .code = code,
        .severity = codes[code].severity,
        .file = diag->file,
        .message = message,
        .english = english,
        .pos = pos,
    };
}

size_t diag_count(const struct diag *diag)
{
    return diag->count;
}

size_t diag_count_severity(const struct diag *diag, enum diag_severity severity)
{
    return diag->by_severity[severity];
}

const struct diag_entry *diag_lookup(const struct diag *diag, size_t index)
{
    return &diag->entries[index];
}

const char *diag_rule(enum diag_code code)
{
    return codes[code].rule;
}

const char *diag_severity_name(enum diag_severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[severity];
}

enum diag_code diag_code_lookup(struct str rule)
{
    for (enum diag_code code = 0; code < DIAG_CODE_COUNT; code++)
        if (str_equal(rule, str_from(codes[code].rule)))
            return code;
    return DIAG_CODE_COUNT;
}
