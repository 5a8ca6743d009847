/* Shared by the files of the door alone. */
#ifndef BASE_HOST_STAMP_H
#define BASE_HOST_STAMP_H

#include <sys/stat.h>

#include "base/host.h"

struct host_stamp host_stamp_from(const struct stat *st);

#endif
