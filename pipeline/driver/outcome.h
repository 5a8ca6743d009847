/* The exit status: a contract that other people's scripts rest on. */
#ifndef DRIVER_OUTCOME_H
#define DRIVER_OUTCOME_H

#include "base/diag.h"
#include "base/status.h"

/* Ordered by gravity: the outcome of a run is the worst of its parts. */
enum outcome {
    OUTCOME_CLEAN = 0,
    OUTCOME_FINDINGS = 1,
    OUTCOME_REFUSED = 2, /* wrong usage, or an input that cannot be published */
    OUTCOME_SYSTEM = 3,  /* disk full, unreadable file, no memory */
};

enum outcome outcome_worse(enum outcome a, enum outcome b);

/* The outcome of a piece of work that ended with `status` and left `diag` behind. */
enum outcome outcome_of(enum status status, const struct diag *diag);

#endif
