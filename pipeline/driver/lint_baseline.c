#include "lint_baseline.h"

#include <jansson.h>

#include "base/host.h"

static enum status read_known(struct lint_baseline *baseline, const char *path,
                              struct diag *diag)
{
    struct buf bytes = BUF_INIT;
    json_error_t error = {.line = 0};
    enum status status = host_read_file(path, 0, &bytes, diag);
    json_t *root =
        status == STATUS_OK ? json_loadb(bytes.ptr, bytes.len, 0, &error) : NULL;
    buf_free(&bytes);
    if (status != STATUS_OK)
        return status;
    baseline->known = json_incref(json_object_get(root, "findings"));
    json_decref(root);
    if (json_is_object(baseline->known))
        return STATUS_OK;
    diag_set_file(diag, str_from(path));
    diag_report(diag, DIAG_CONFIG_SYNTAX,
                (struct diag_pos){error.line > 0 ? (uint32_t)error.line : 0, 0},
                "this is no baseline; make one with --write-baseline");
    diag_set_file(diag, STR(""));
    return STATUS_SYNTAX;
}

enum status lint_baseline_open(struct lint_baseline *baseline, const char *path,
                               bool writes, struct diag *diag)
{
    *baseline = (struct lint_baseline){0};
    if (writes)
        baseline->written = json_object();
    if (writes && !baseline->written)
        return STATUS_NOMEM;
    return path && *path ? read_known(baseline, path, diag) : STATUS_OK;
}

void lint_baseline_close(struct lint_baseline *baseline)
{
    json_decref(baseline->known);
    json_decref(baseline->written);
    *baseline = (struct lint_baseline){0};
}

/* Standard input has no name. */
static struct str key_of(struct str name)
{
    return name.len > 0 ? name : STR("-");
}

bool lint_baseline_passes(const struct lint_baseline *baseline, struct str name,
                          const struct lint_told *told)
{
    struct str key = key_of(name);
    const json_t *file = json_object_getn(baseline->known, key.ptr, key.len);
    return json_object_get(file, told->fingerprint) != NULL;
}

void lint_baseline_add(struct lint_baseline *baseline, struct str name,
                       const struct lint_told *told)
{
    struct str key = key_of(name);
    if (!baseline->written)
        return;
    if (!json_object_getn(baseline->written, key.ptr, key.len))
        json_object_setn_new(baseline->written, key.ptr, key.len, json_object());
    json_object_set_new(json_object_getn(baseline->written, key.ptr, key.len),
                        told->fingerprint,
                        json_string(lint_rule_name(told->finding->rule)));
}

enum status lint_baseline_write(struct lint_baseline *baseline, const char *path,
                                struct diag *diag)
{
    struct buf out = BUF_INIT;
    json_t *root = json_pack("{s:O}", "findings", baseline->written);
    char *text = root ? json_dumps(root, JSON_INDENT(2) | JSON_SORT_KEYS) : NULL;
    json_decref(root);
    if (!text)
        return STATUS_NOMEM;
    buf_printf(&out, "%s\n", text);
    free(text);
    enum status status = out.status;
    if (status == STATUS_OK)
        status = host_write_file(path, buf_str(&out), diag);
    buf_free(&out);
    return status;
}
