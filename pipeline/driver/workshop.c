#include "workshop.h"

#include <stdlib.h>
#include <time.h>

#include "base/host.h"
#include "html/html.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "reader/reader.h"
#include "suggest.h"

static const struct diag_pos nowhere = {0, 0};

static enum status choose_encoding(struct workshop *workshop, const char *asked,
                                   struct diag *diag)
{
    if (!asked)
        return STATUS_OK;
    workshop->encoding = reader_encoding_lookup(str_from(asked));
    if (workshop->encoding.len > 0)
        return STATUS_OK;
    diag_report(diag, DIAG_USAGE, nowhere,
                "there is no encoding '%s'; there are UTF-8, UTF-16LE, UTF-16BE, "
                "Shift_JIS, EUC-JP and ISO-2022-JP",
                asked);
    return STATUS_USAGE;
}

/* https://reproducible-builds.org/specs/source-date-epoch/: decimal digits alone; a
 * value that is malformed stops the program. */
static enum status read_epoch(struct workshop *workshop, struct diag *diag)
{
    const char *epoch = host_environment("SOURCE_DATE_EPOCH");
    if (!epoch || !*epoch)
        return STATUS_OK;
    time_t seconds = 0;
    const char *at = epoch;
    for (; *at >= '0' && *at <= '9' && at - epoch < 12; at++)
        seconds = seconds * 10 + (*at - '0');
    struct tm tm;
    if (*at || !gmtime_r(&seconds, &tm) || tm.tm_year > 9999 - 1900) {
        diag_report(diag, DIAG_USAGE, nowhere,
                    "SOURCE_DATE_EPOCH is '%s', not a number of seconds since 1970",
                    epoch);
        return STATUS_USAGE;
    }
    strftime(workshop->date, sizeof(workshop->date), "%Y-%m-%dT%H:%M:%SZ", &tm);
    return STATUS_OK;
}

enum status worker_open(struct worker *worker, const struct workshop *workshop)
{
    *worker = (struct worker){workshop, pdf_context_open()};
    return worker->pdf ? STATUS_OK : STATUS_NOMEM;
}

void worker_close(struct worker *worker)
{
    pdf_context_close(worker->pdf);
    *worker = (struct worker){0};
}
