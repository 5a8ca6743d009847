/* Making a site of many documents: what the commands that do so have in common. The
 * order of writing is documents, pages, the site's own files, removals, manifest; each
 * file appears whole, so that a run that is killed is made good by the next. */
#ifndef DRIVER_BATCH_H
#define DRIVER_BATCH_H

#include "commands.h"
#include "publication.h"
#include "timings.h"

struct batch {
    struct command_context *context;
    const char *folder; /* of the output */
    struct host_lock lock;
    struct writer_set formats;
    struct workshop workshop;
    struct worker *workers; /* one a thread */
    struct meter *meters;   /* of the threads; NULL: nobody asked for timings */
    struct meter meter;     /* of what comes before and after */
    size_t worker_count;
    struct publication publication;
    struct examination examination;
    struct product_order order;
    const struct input *inputs;
    size_t input_count;
    size_t made;            /* documents that were made anew, or would be */
    size_t unchanged;       /* documents that were not */
    size_t findings_of_old; /* warnings of the unchanged ones, which nothing prints */
    struct buf stale_list;  /* of --check: one line for each thing that is stale */
    struct buf report_rows; /* of --report */
    enum outcome outcome;
    enum status status; /* of the run itself, while results are taken */
};

/* What to open a batch with. */
struct batch_plan {
    const char *folder;
    struct manifest_shard shard;
    struct writer_set formats;
    unsigned tools;   /* of enum workshop_tool */
    size_t tasks_max; /* more threads than that would have nothing to do */
    enum product_mode mode;
};

/* Locks the folder, unless nothing will be written, and opens what is needed. Reports
 * what fails. Release with batch_close, after a failure too. */
enum status batch_open(struct batch *batch, struct command_context *context,
                       const struct batch_plan *plan);
void batch_close(struct batch *batch);

/* Makes what is stale of these documents. STATUS_NOMEM; what is wrong with a document
 * is printed and counts for the outcome. */
enum status batch_make_documents(struct batch *batch, const struct input *inputs,
                                 size_t count);

/* Pages name the documents around them: they are made when all documents are known. */
enum status batch_make_pages(struct batch *batch);

/* Writes what the site has beside its documents. */
enum status batch_finish(struct batch *batch);

/* --timings; nothing without it. */
void batch_say_timings(struct batch *batch);

#endif
