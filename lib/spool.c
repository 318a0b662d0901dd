/* SPDX-License-Identifier: ISC */
#include "spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where a record was read, if that does not follow from where the one before it was. */
struct origin {
    size_t record; /* counted from 0 */
    const char *file;
    size_t line;
};

struct spool {
    struct run *run;
    int descriptor;
    struct output *output;
    struct writer writer;
    bool diverted; /* `writer` is the run's own, which waits */
    struct origin *origins;
    size_t origin_count, origin_capacity;
    struct origin next;                /* where the next record stands if it follows the last one */
    const struct run_handler *handler; /* of the replay */
    void *state;
};

struct spool *spool_new(struct run *run)
{
    int descriptor;
    struct output *output = output_to_unnamed(&run->diag, &descriptor);
    if (!output)
        return NULL;
    struct spool *spool = mem_new(1, sizeof *spool);
    spool->run = run;
    spool->descriptor = descriptor;
    spool->output = output;
    spool->writer.output = spool->output;
    return spool;
}

void spool_free(struct spool *spool)
{
    if (!spool)
        return;
    output_discard(spool->output); /* closes the descriptor */
    writer_free(&spool->writer);
    free(spool->origins);
    free(spool);
}

static size_t count_lines(struct text bytes)
{
    size_t lines = 0;
    for (const char *at = bytes.bytes, *end = at + bytes.length; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        lines++;
    return lines;
}

void spool_add(struct spool *spool, const struct record *record)
{
    const struct frame *frame = &record->frame;
    struct writer *writer = spool->diverted ? &spool->run->writer : &spool->writer;
    /* A line that the writer puts before it. */
    bool marked = writer->state == WRITER_OPEN && frame->start == FRAME_BARE;
    struct origin here = {spool->next.record, frame->file, frame->line - marked};
    if (here.file != spool->next.file || here.line != spool->next.line) {
        spool->origins = mem_grow(spool->origins, &spool->origin_capacity, spool->origin_count + 1, sizeof here);
        spool->origins[spool->origin_count++] = here;
    }
    spool->next = (struct origin){here.record + 1, frame->file, frame->line + count_lines(frame->bytes)};
    writer_pass(writer, frame);
}

static void swap_writers(struct spool *spool)
{
    struct writer writer = spool->run->writer;
    spool->run->writer = spool->writer;
    spool->writer = writer;
    spool->diverted = !spool->diverted;
}

void spool_divert(struct spool *spool)
{
    if (!spool->diverted)
        swap_writers(spool);
}

/* Puts the record back to where it was read, and shows it. */
static void show(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct spool *spool = state;
    struct origin *here = &spool->next;
    if (spool->origin_count && spool->origins->record == here->record) {
        *here = *spool->origins++;
        spool->origin_count--;
    }
    size_t lines = count_lines(record->frame.bytes);
    if (here->file) {
        record->frame.file = here->file;
        record->frame.line = here->line;
    }
    here->record++;
    here->line += lines;
    spool->handler->record(run, kind, record, spool->state);
}

static const struct run_handler showing = {show};

static bool show_all(struct spool *spool, const struct run_handler *handler, void *state)
{
    struct run *run = spool->run;
    if (lseek(spool->descriptor, 0, SEEK_SET) != 0) {
        diag_report(&run->diag, SEVERITY_TROUBLE, &(struct place){.file = "temporary file"}, "unreadable", "%s",
                    strerror(errno));
        return false;
    }
    struct origin *origins = spool->origins;
    spool->next = (struct origin){0};
    spool->handler = handler;
    spool->state = state;
    size_t limit = run->document_limit;
    run->document_limit += 64; /* markers that the writer put before documents that filled it */
    bool read = run_descriptor(run, spool->descriptor, "<stdin>", &showing, spool);
    run->document_limit = limit;
    spool->origins = origins; /* from which the replay walked away */
    return read;
}

static bool close_spool(struct spool *spool)
{
    if (spool->diverted)
        swap_writers(spool);
    return output_flush(spool->output);
}

bool spool_replay(struct spool *spool, const struct run_handler *handler, void *state)
{
    return close_spool(spool) && spool->run->diag.status != STATUS_TROUBLE && show_all(spool, handler, state);
}

bool spool_release(struct spool *spool, const struct run_handler *handler, void *state)
{
    struct run *run = spool->run;
    size_t documents = run->documents;
    if (!close_spool(spool))
        return false;
    run->handler = &showing; /* so that it does not stand aside */
    bool read = show_all(spool, handler, state);
    run->documents = documents; /* which have been counted */
    return read;
}
