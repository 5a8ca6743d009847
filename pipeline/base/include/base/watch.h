/* Waiting for files to change (inotify). */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include "base/status.h"

struct watch;

/* STATUS_IO where the system watches nothing. watch_close releases; NULL is allowed.
 * From now on SIGINT and SIGTERM end the wait instead of the process; a second one ends
 * the process. */
enum status watch_open(struct watch **out);
void watch_close(struct watch *watch);

/* Watches the plain files of a folder, but not those whose names begin with a dot. A
 * folder that is watched already, or does not exist, is no error. STATUS_NOMEM. */
enum status watch_add_folder(struct watch *watch, const char *path);

/* The same for the folder that a file lies in. */
enum status watch_add_folder_of(struct watch *watch, const char *file);

enum watch_end { WATCH_CHANGED, WATCH_STOPPED, WATCH_FAILED };

/* Waits until something has changed and then been at rest for `quiet` milliseconds, or
 * until a signal asks for the end. */
enum watch_end watch_wait(struct watch *watch, int quiet);

#endif
