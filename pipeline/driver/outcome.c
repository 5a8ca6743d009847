#include "outcome.h"

enum outcome outcome_worse(enum outcome a, enum outcome b)
{
    return a > b ? a : b;
}

enum outcome outcome_of(enum status status, const struct diag *diag)
{
    switch (status) {
    case STATUS_NOMEM:
    case STATUS_IO:
        return OUTCOME_SYSTEM;
    case STATUS_LIMIT:
    case STATUS_SYNTAX:
    case STATUS_USAGE:
        return OUTCOME_REFUSED;
    case STATUS_OK:
        break;
    }
    if (diag_count_severity(diag, DIAG_ERROR) > 0)
        return OUTCOME_REFUSED;
    return diag_count_severity(diag, DIAG_WARNING) > 0 ? OUTCOME_FINDINGS
                                                       : OUTCOME_CLEAN;
}
