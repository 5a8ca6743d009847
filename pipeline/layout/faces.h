/* The faces of the fallback stack: found by fontconfig, opened on first need, then
 * immutable. */
#ifndef LAYOUT_FACES_H
#define LAYOUT_FACES_H

#include <hb.h>
#include <pthread.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/host.h"
#include "base/status.h"
#include "layout/layout.h"
#include "layout/page.h"

enum face_state {
    FACE_UNOPENED,
    FACE_OPEN,
    FACE_ABSENT,    /* not installed, or not readable as a font */
    FACE_FORBIDDEN, /* its rights do not allow embedding and subsetting */
};

struct face {
    struct str family;
    enum face_state state; /* guarded by the fonts' lock until FACE_OPEN */
    struct host_map map;
    hb_face_t *hb_face;
    hb_font_t *hb_font;    /* scaled to the face's units */
    unsigned rights;       /* OS/2 fsType */
    struct page_font info; /* what pages say of it */
};

/* Which faces set a role, in the order of asking: indices into fonts.faces. */
struct face_role {
    uint32_t latin;
    const uint32_t *stack;
    size_t stack_count;
};

enum font_role { FONT_MINCHO, FONT_GOTHIC, FONT_ROLE_COUNT };
extern const char *const font_role_names[FONT_ROLE_COUNT + 1];

struct layout_fonts {
    struct arena *arena;
    void *config; /* FcConfig */
    pthread_mutex_t lock;
    struct face *faces;
    size_t face_count;
    struct face_role roles[FONT_ROLE_COUNT];
};

/* The face, opened; NULL where it is absent. A face whose rights forbid its use is
 * reported once a job (`diag` may be NULL) and counts as absent. Thread-safe. */
const struct face *face_open(struct layout_fonts *fonts, uint32_t index,
                             struct diag *diag);

#endif
