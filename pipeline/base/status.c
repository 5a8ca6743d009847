#include "base/status.h"

const char *status_name(enum status status)
{
    static const char *const names[] = {
        [STATUS_OK] = "ok",           [STATUS_NOMEM] = "out of memory",
        [STATUS_LIMIT] = "limit",     [STATUS_SYNTAX] = "syntax",
        [STATUS_IO] = "input/output", [STATUS_USAGE] = "usage",
    };
    return names[status];
}
