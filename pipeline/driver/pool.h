/* Many like tasks on several threads, their results taken in the order of the tasks. */
#ifndef DRIVER_POOL_H
#define DRIVER_POOL_H

#include <stddef.h>

#include "base/status.h"

struct pool {
    size_t threads; /* at least 1; with 1 everything happens on the caller's thread */
    size_t count;   /* tasks */
    /* Does a task on the thread of that number, from 0, and returns its result, which
     * may be NULL. */
    void *(*work)(void *user, size_t thread, size_t task);
    /* Takes a result; called on the caller's thread, task after task. */
    void (*take)(void *user, size_t task, void *result);
    void *user;
};

/* Returns when every result is taken. Results that wait for an earlier one are few
 * whatever the number of tasks. Where threads are not to be had fewer are used.
 * STATUS_NOMEM: nothing was done. */
enum status pool_run(const struct pool *pool);

#endif
