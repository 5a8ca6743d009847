#include "sign.h"

struct sign sign_read(struct str line)
{
    static bool (*const recognisers[])(struct str, struct sign *) = {
        rule_read, clock_read, closing_read, stage_read, note_read,
    };
    for (size_t i = 0; i < sizeof recognisers / sizeof *recognisers; i++) {
        struct sign sign = {.kind = SIGN_NONE, .minutes = -1};
        if (line.len > 0 && recognisers[i](line, &sign))
            return sign;
    }
    return (struct sign){.kind = SIGN_NONE, .minutes = -1};
}
