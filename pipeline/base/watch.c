#define _GNU_SOURCE /* inotify, ppoll */
#include "base/watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

/* What never comes to rest is taken as it is after this many quiet times. */
#define RESTLESS 20

struct watch {
    int fd;
};

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
    (void)signal_number;
    stopped = 1;
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

enum status watch_open(struct watch **out)
{
    struct watch *watch = calloc(1, sizeof(*watch));
    *out = NULL;
    if (!watch)
        return STATUS_NOMEM;
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd < 0) {
        free(watch);
        return STATUS_IO;
    }
    catch_signals();
    *out = watch;
    return STATUS_OK;
}

void watch_close(struct watch *watch)
{
    if (!watch)
        return;
    close(watch->fd);
    free(watch);
}

enum status watch_add_folder(struct watch *watch, const char *path)
{
    const uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE |
                            IN_ONLYDIR | IN_ATTRIB;
    if (inotify_add_watch(watch->fd, path, events) >= 0)
        return STATUS_OK;
    return errno == ENOMEM || errno == ENOSPC ? STATUS_NOMEM : STATUS_OK;
}

enum status watch_add_folder_of(struct watch *watch, const char *file)
{
    const char *slash = strrchr(file, '/');
    char *folder = slash ? strndup(file, (size_t)(slash - file) + 1) : strdup(".");
    if (!folder)
        return STATUS_NOMEM;
    enum status status = watch_add_folder(watch, folder);
    free(folder);
    return status;
}

/* Takes all events that are there. Whether one of them matters. */
static bool drain(const struct watch *watch)
{
    _Alignas(struct inotify_event) char events[4096];
    bool matters = false;
    ssize_t n;
    while ((n = read(watch->fd, events, sizeof(events))) > 0) {
        for (ssize_t at = 0; at < n;) {
            const struct inotify_event *event = (const void *)(events + at);
            bool named = event->len > 0 && event->name[0] != '.';
            bool lost = event->mask & IN_Q_OVERFLOW;
            matters = matters || lost || (named && !(event->mask & IN_ISDIR));
            at += (ssize_t)(sizeof(*event) + event->len);
        }
    }
    return matters;
}

/* The signals are let in here alone: none comes between the look at the flag and the
 * wait. */
static int wait_for_event(const struct watch *watch, int milliseconds)
{
    struct pollfd descriptor = {.fd = watch->fd, .events = POLLIN};
    struct timespec timeout = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    sigset_t asked, before, waiting;
    sigemptyset(&asked);
    sigaddset(&asked, SIGINT);
    sigaddset(&asked, SIGTERM);
    sigprocmask(SIG_BLOCK, &asked, &before);
    waiting = before;
    sigdelset(&waiting, SIGINT);
    sigdelset(&waiting, SIGTERM);
    int n = 0;
    if (!stopped)
        n = ppoll(&descriptor, 1, milliseconds < 0 ? NULL : &timeout, &waiting);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return n;
}

enum watch_end watch_wait(struct watch *watch, int quiet)
{
    bool changed = false;
    for (int rounds = 0; rounds < RESTLESS;) {
        int n = wait_for_event(watch, changed ? quiet : -1);
        if (stopped)
            return WATCH_STOPPED;
        if (n < 0 && errno != EINTR)
            return WATCH_FAILED;
        if (n == 0)
            break; /* at rest */
        changed = drain(watch) || changed;
        rounds += changed;
    }
    return WATCH_CHANGED;
}
