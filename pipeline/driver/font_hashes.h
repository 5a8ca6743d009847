/* The SHA-256 of the fonts in use: remembered from run to run, and otherwise made
 * beside the work, for hashing a few large font files takes as long as setting a
 * document. */
#ifndef DRIVER_FONT_HASHES_H
#define DRIVER_FONT_HASHES_H

#include "base/status.h"
#include "layout/page.h"
#include "output.h"

struct font_hashes;
struct layout_fonts;

/* NULL when memory is short. font_hashes_close waits for what is under way and
 * releases; NULL is allowed. The fonts must live until then. */
struct font_hashes *font_hashes_open(struct layout_fonts *fonts);
void font_hashes_close(struct font_hashes *hashes);

/* Begins to hash those files of the pages' fonts that no one has asked for.
 * Thread-safe; does not wait. */
void font_hashes_begin(struct font_hashes *hashes, const struct pages *pages);

/* The same for one font. */
void font_hashes_begin_font(struct font_hashes *hashes, const struct page_font *font);

/* Waits for the hash of the file at `data`. STATUS_NOMEM where it could not be begun.
 */
enum status font_hashes_wait(struct font_hashes *hashes, const unsigned char *data,
                             char out[OUTPUT_SHA256_DIGITS + 1]);

#endif
