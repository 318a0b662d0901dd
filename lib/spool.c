/* SPDX-License-Identifier: ISC */
#include "spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct spool {
    struct run *run;
    int descriptor;
    struct output *output;
    struct writer writer;
};

struct spool *spool_new(struct run *run)
{
    struct buffer path = {0};
    const char *directory = getenv("TMPDIR");
    buffer_printf(&path, "%s/antt.XXXXXX", directory && *directory ? directory : "/tmp");
    buffer_text(&path);
    int descriptor = mkstemp(path.bytes);
    if (descriptor < 0) {
        diag_report(&run->diag, SEVERITY_TROUBLE, &(struct place){.file = path.bytes}, "write-failed", "cannot create a temporary file: %s", strerror(errno));
        buffer_free(&path);
        return NULL;
    }
    unlink(path.bytes);
    buffer_free(&path);
    struct spool *spool = mem_new(1, sizeof *spool);
    spool->run = run;
    spool->descriptor = descriptor;
    spool->output = output_to_descriptor(descriptor, "temporary file", &run->diag);
    spool->writer.output = spool->output;
    return spool;
}

void spool_free(struct spool *spool)
{
    if (!spool)
        return;
    output_discard(spool->output); /* closes the descriptor */
    writer_free(&spool->writer);
    free(spool);
}

void spool_add(struct spool *spool, const struct record *record)
{
    writer_pass(&spool->writer, &record->frame);
}

bool spool_replay(struct spool *spool, const struct run_handler *handler, void *state)
{
    struct run *run = spool->run;
    if (!output_flush(spool->output) || run->diag.status == STATUS_TROUBLE)
        return false;
    if (lseek(spool->descriptor, 0, SEEK_SET) != 0) {
        diag_report(&run->diag, SEVERITY_TROUBLE, &(struct place){.file = "temporary file"}, "unreadable", "%s", strerror(errno));
        return false;
    }
    return run_descriptor(run, spool->descriptor, "<stdin>", handler, state);
}
