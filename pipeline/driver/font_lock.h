/* The lock file of the fonts: the SHA-256 of each file, so that a font that was
 * replaced is noticed before pages come out another way. Its lines are those of
 * sha256sum, "HASH  FILE"; "#" begins a comment. */
#ifndef DRIVER_FONT_LOCK_H
#define DRIVER_FONT_LOCK_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"

/* Below the resources. */
#define FONT_LOCK_FILE "fonts/fonts.lock"

struct font_lock_entry {
    struct str file; /* without folders */
    struct str sha256;
};

struct font_lock {
    struct arena *arena; /* NULL: there is no lock */
    struct str path;
    struct font_lock_entry *entries;
    size_t count;
};

/* Reads the file; a missing one is no lock. STATUS_SYNTAX, reported, for a line that is
 * none. Release with font_lock_close, after a failure too. */
enum status font_lock_open(struct font_lock *lock, const char *path, struct diag *diag);
void font_lock_close(struct font_lock *lock);

enum font_lock_answer {
    FONT_LOCK_NONE,
    FONT_LOCK_SAME,
    FONT_LOCK_CHANGED,
    FONT_LOCK_NEW
};

/* What the lock says of a file. FONT_LOCK_NONE without a lock. */
enum font_lock_answer font_lock_ask(const struct font_lock *lock, struct str file,
                                    const char *sha256);

/* The same, and reports (DIAG_FONT_CHANGED) a font that is not as the lock has it. */
enum font_lock_answer font_lock_check(const struct font_lock *lock, struct str file,
                                      const char *sha256, struct diag *diag);

#endif
