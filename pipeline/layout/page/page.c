#include "layout/page.h"

void pages_free(struct pages *pages)
{
    if (pages != NULL) {
        arena_free(pages->arena);
    }
}
