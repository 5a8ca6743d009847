/* How a function ends. The explanation goes to a diagnostics sink, never here. */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

enum status {
    STATUS_OK = 0,
    STATUS_NOMEM,  /* an allocation failed */
    STATUS_LIMIT,  /* a named limit was passed */
    STATUS_SYNTAX, /* the input (minutes, XML, template) is not what it must be */
    STATUS_IO,     /* the system failed: disk full, unreadable file */
    STATUS_USAGE,  /* the caller asked for what does not exist */
};

/* The English word for `status`, for diagnostics. Static; never NULL. */
const char *status_name(enum status status);

#endif
