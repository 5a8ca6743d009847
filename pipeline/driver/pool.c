#include "pool.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

/* Tasks a thread that may be done before the first unfinished one: enough that a long
 * document holds nobody up, few enough that their results are no burden. */
#define POOL_AHEAD 16

struct slot {
    void *result;
    bool done;
};

struct run {
    const struct pool *pool;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t done;  /* the next result in order may be there */
    pthread_cond_t room;  /* a slot was emptied */
    size_t next;          /* the first task that nobody has begun */
    size_t taken;         /* results taken */
    struct slot *slots;   /* of task i: slots[i % slot_count] */
    size_t slot_count;
};

struct thread {
    struct run *run;
    size_t number;
    pthread_t id;
};

static void *serve(void *user)
{
    struct thread *thread = user;
    struct run *run = thread->run;
    const struct pool *pool = run->pool;
    pthread_mutex_lock(&run->lock);
    for (;;) {
        while (run->next < pool->count && run->next >= run->taken + run->slot_count)
            pthread_cond_wait(&run->room, &run->lock);
        if (run->next >= pool->count)
            break;
        size_t task = run->next++;
        pthread_mutex_unlock(&run->lock);
        void *result = pool->work(pool->user, thread->number, task);
        pthread_mutex_lock(&run->lock);
        run->slots[task % run->slot_count] = (struct slot){result, true};
        pthread_cond_signal(&run->done);
    }
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

static void take_all(struct run *run)
{
    const struct pool *pool = run->pool;
    pthread_mutex_lock(&run->lock);
    while (run->taken < pool->count) {
        struct slot *slot = &run->slots[run->taken % run->slot_count];
        while (!slot->done)
            pthread_cond_wait(&run->done, &run->lock);
        void *result = slot->result;
        pthread_mutex_unlock(&run->lock);
        pool->take(pool->user, run->taken, result);
        pthread_mutex_lock(&run->lock);
        *slot = (struct slot){0};
        run->taken++;
        pthread_cond_broadcast(&run->room);
    }
    pthread_mutex_unlock(&run->lock);
}

static void run_alone(const struct pool *pool)
{
    for (size_t task = 0; task < pool->count; task++)
        pool->take(pool->user, task, pool->work(pool->user, 0, task));
}

static enum status run_threads(const struct pool *pool, size_t count)
{
    struct run run = {.pool = pool, .slot_count = count * POOL_AHEAD};
    struct thread *threads = calloc(count, sizeof(*threads));
    run.slots = calloc(run.slot_count, sizeof(*run.slots));
    enum status status = STATUS_NOMEM;
    size_t started = 0;
    if (!threads || !run.slots)
        goto out;
    pthread_mutex_init(&run.lock, NULL);
    pthread_cond_init(&run.done, NULL);
    pthread_cond_init(&run.room, NULL);
    for (; started < count; started++) {
        threads[started].run = &run;
        threads[started].number = started;
        if (pthread_create(&threads[started].id, NULL, serve, &threads[started]) != 0)
            break;
    }
    if (started > 0)
        take_all(&run);
    else
        run_alone(pool);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i].id, NULL);
    pthread_cond_destroy(&run.room);
    pthread_cond_destroy(&run.done);
    pthread_mutex_destroy(&run.lock);
    status = STATUS_OK;
out:
    free(run.slots);
    free(threads);
    return status;
}

enum status pool_run(const struct pool *pool)
{
    size_t count = pool->threads < pool->count ? pool->threads : pool->count;
    if (count > 1)
        return run_threads(pool, count);
    run_alone(pool);
    return STATUS_OK;
}
