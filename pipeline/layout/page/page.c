#include "layout/page.h"

void pages_forget_ways(struct pages *pages)
{
    arena_free(pages->ways);
    pages->ways = NULL;
    pages->tags = NULL;
    pages->destinations = NULL;
    pages->bookmarks = NULL;
    pages->tag_count = pages->destination_count = pages->bookmark_count = 0;
}

void pages_free(struct pages *pages)
{
    if (pages != NULL) {
        arena_free(pages->ways);
        arena_free(pages->arena);
    }
}
