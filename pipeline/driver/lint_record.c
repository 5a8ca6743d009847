#include "lint_record.h"

#include <jansson.h>
#include <unistd.h>

#include "base/host.h"
#include "lint_report.h"

static const struct diag_pos nowhere = {0, 0};

void lint_record_path(struct str file, struct buf *out)
{
    buf_add(out, file);
    buf_add_cstr(out, ".changes.json");
}

static json_t *text_of(struct str text)
{
    return json_stringn(text.ptr ? text.ptr : "", text.len);
}

static json_t *change_of(const struct lint_edit *edit)
{
    return json_pack("{s:s, s:I, s:I, s:o, s:o}", "rule", lint_rule_name(edit->rule),
                     "line", (json_int_t)edit->place->pos.line, "column",
                     (json_int_t)edit->place->pos.column, "before",
                     text_of(edit->place->before), "after",
                     text_of(edit->place->after));
}

static json_t *pass_of(struct str before, const struct lint_fix_pass *pass)
{
    char from[OUTPUT_SHA256_DIGITS + 1], to[OUTPUT_SHA256_DIGITS + 1];
    json_t *changes = json_array();
    for (size_t i = 0; i < pass->edits.count; i++)
        json_array_append_new(changes, change_of(&pass->edits.items[i]));
    output_hash(before, from);
    output_hash(buf_str(&pass->bytes), to);
    return json_pack("{s:s, s:s, s:o}", "sha256-before", from, "sha256-after", to,
                     "changes", changes);
}

enum status lint_record_add(const struct lint_mending *fix, struct str name,
                            const char *path, struct str existing, struct buf *out,
                            struct diag *diag)
{
    json_error_t error;
    json_t *root = existing.len > 0
                       ? json_loadb(existing.ptr, existing.len, 0, &error)
                       : json_pack("{s:o, s:[]}", "file", text_of(name), "fixes");
    json_t *fixes = json_object_get(root, "fixes");
    if (existing.len > 0 && !json_is_array(fixes)) {
        json_decref(root);
        diag_report(diag, DIAG_LINT_FIX, nowhere,
                    "'%s' is no record of changes; nothing was changed", path);
        return STATUS_SYNTAX;
    }
    struct str before = buf_str(&fix->bytes);
    for (size_t i = 0; i < fix->count; i++) {
        json_array_append_new(fixes, pass_of(before, &fix->passes[i]));
        before = buf_str(&fix->passes[i].bytes);
    }
    return lint_report_dump(root, out);
}

void lint_record_put_back(const char *path, const struct buf *before, struct diag *diag)
{
    if (before)
        host_write_file(path, buf_str(before), diag);
    else
        unlink(path);
}
