#include "font_lock.h"

#include "base/host.h"
#include "output.h"

static bool is_hash(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return s.len == OUTPUT_SHA256_DIGITS;
}

/* "HASH  FILE"; sha256sum writes " *" before a file that it read as binary. */
static bool read_line(struct str line, struct font_lock_entry *entry)
{
    struct str hash = str_slice(line, 0, OUTPUT_SHA256_DIGITS);
    struct str between = str_slice(line, hash.len, hash.len + 2);
    *entry = (struct font_lock_entry){str_slice(line, hash.len + 2, line.len), hash};
    return is_hash(hash) && entry->file.len > 0 &&
           (str_equal(between, STR("  ")) || str_equal(between, STR(" *")));
}

static enum status read_lines(struct font_lock *lock, struct str text,
                              struct diag *diag)
{
    uint32_t number = 0;
    size_t most = 1;
    for (size_t i = 0; i < text.len; i++)
        most += text.ptr[i] == '\n';
    lock->entries = arena_alloc(lock->arena, most * sizeof *lock->entries);
    if (!lock->entries)
        return STATUS_NOMEM;
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find(text, STR("\n"), at);
        struct str line = str_slice(text, at, end < text.len ? end : text.len);
        at += line.len + 1;
        number++;
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (!read_line(line, &lock->entries[lock->count])) {
            diag_set_file(diag, lock->path);
            diag_report(diag, DIAG_CONFIG_SYNTAX, (struct diag_pos){number, 1},
                        "expected a SHA-256, two blanks and the name of a font file");
            return STATUS_SYNTAX;
        }
        lock->count++;
    }
    return STATUS_OK;
}

enum status font_lock_open(struct font_lock *lock, const char *path, struct diag *diag)
{
    struct buf text = BUF_INIT;
    *lock = (struct font_lock){0};
    if (host_kind_of(path) == HOST_MISSING)
        return STATUS_OK;
    lock->arena = arena_new();
    if (!lock->arena)
        return STATUS_NOMEM;
    lock->path = arena_copy(lock->arena, str_from(path));
    enum status status = host_read_file(path, 0, &text, diag);
    if (status == STATUS_OK)
        status = read_lines(lock, arena_copy(lock->arena, buf_str(&text)), diag);
    buf_free(&text);
    return status == STATUS_OK && arena_failed(lock->arena) ? STATUS_NOMEM : status;
}

void font_lock_close(struct font_lock *lock)
{
    arena_free(lock->arena);
    *lock = (struct font_lock){0};
}

enum font_lock_answer font_lock_ask(const struct font_lock *lock, struct str file,
                                    const char *sha256)
{
    if (!lock->arena)
        return FONT_LOCK_NONE;
    for (size_t i = 0; i < lock->count; i++)
        if (str_equal(lock->entries[i].file, file))
            return str_equal(lock->entries[i].sha256, str_from(sha256))
                       ? FONT_LOCK_SAME
                       : FONT_LOCK_CHANGED;
    return FONT_LOCK_NEW;
}

enum font_lock_answer font_lock_check(const struct font_lock *lock, struct str file,
                                      const char *sha256, struct diag *diag)
{
    enum font_lock_answer answer = font_lock_ask(lock, file, sha256);
    switch (answer) {
    case FONT_LOCK_CHANGED:
        diag_report(diag, DIAG_FONT_CHANGED, (struct diag_pos){0, 0},
                    "the font %.*s is another than the one of %.*s: pages may be set "
                    "another way. If that is meant: gijiroku fonts --write-lock",
                    STR_ARGS(file), STR_ARGS(lock->path));
        break;
    case FONT_LOCK_NEW:
        diag_report(diag, DIAG_FONT_CHANGED, (struct diag_pos){0, 0},
                    "the font %.*s is not in %.*s. If it is meant: gijiroku fonts "
                    "--write-lock",
                    STR_ARGS(file), STR_ARGS(lock->path));
        break;
    case FONT_LOCK_NONE:
    case FONT_LOCK_SAME:
        break;
    }
    return answer;
}
