/* SPDX-License-Identifier: ISC */
#include "run.h"

#include "run_options.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PROGRESS_AFTER_MS = 2000, PROGRESS_EVERY_MS = 500, PROGRESS_CHECK = 256 };

static void take_unit(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    (void)run, (void)kind, (void)record, (void)state; /* every unit record is taken in before the handler sees it */
}

static bool read_units(struct run *run)
{
    static const struct run_handler handler = {take_unit};
    for (size_t i = 0; i < run->unit_files.count; i++)
        if (!run_file(run, run->unit_files.items[i], &handler, NULL))
            return false;
    if (run->unit_files.count == 0 || units_count(run->units) > 0)
        return true;
    diag_report(&run->diag, SEVERITY_TROUBLE, &(struct place){.file = run->unit_files.items[0]}, "unreadable",
                "there is no unit record in it, so no code could be checked");
    return false;
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool run_start(struct run *run, const struct program *program, int argc, char **argv)
{
    return run_start_observed(run, program, NULL, argc, argv);
}

bool run_start_observed(struct run *run, const struct program *program, const struct run_observer *observer, int argc,
                        char **argv)
{
    *run = (struct run){.program = program,
                        .diag.program = program->name,
                        .document_limit = STREAM_DOCUMENT_LIMIT,
                        .passes = true,
                        .passes_empty = true,
                        .observer = observer};
    output_hold_descriptors();
    output_catch_signals();
    run->out = output_to_descriptor(STDOUT_FILENO, "<stdout>", &run->diag);
    run->writer.output = run->out;
    run->reader = reader_new(&run->diag);
    run->started = milliseconds();
    if (!run_read_command_line(run, argc, argv))
        return false;
    const char *sealed = getenv("ANTT_SEALED");
    if (sealed && *sealed && strcmp(sealed, "0") != 0 && strcmp(sealed, "1") != 0) {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "ANTT_SEALED: '%s' is neither 1 nor 0", sealed);
        return false;
    }
    run->sealed |= sealed && strcmp(sealed, "1") == 0;
    run->units = units_new();
    if (!run_may_replace(run, run->rejects_path))
        return false;
    if (run->rejects_path && !(run->rejects.output = output_to_file(run->rejects_path, 0600, &run->diag)))
        return false;
    run->diag.copy = run->rejects.output ? &run->comments : NULL;
    return read_units(run);
}

bool run_going(const struct run *run)
{
    return !output_failed(run->out);
}

void run_pass(struct run *run, const struct record *record)
{
    writer_pass(&run->writer, &record->frame);
}

void run_pass_with(struct run *run, const struct record *record, const char *key, struct text block)
{
    writer_pass_with(&run->writer, record, key, block);
}

static void comment_out(const struct buffer *messages, struct buffer *comments)
{
    struct text rest = {messages->bytes, messages->length}, line;
    while (rest.length && text_next_part(&rest, '\n', &line)) {
        buffer_puts(comments, "# ");
        buffer_append(comments, line.bytes, line.length);
        buffer_putc(comments, '\n');
    }
}

void run_reject(struct run *run, const struct frame *frame)
{
    struct buffer comments = {0};
    if (!frame->continued)
        run->rejected++;
    if (!run->rejects.output || run->aside)
        return;
    if (frame->continued) {
        writer_continue(&run->rejects, frame);
        return;
    }
    comment_out(&run->comments, &comments);
    writer_pass_under(&run->rejects, (struct text){comments.bytes, comments.length}, frame);
    buffer_free(&comments);
}

static void show_progress(struct run *run)
{
    int64_t now = milliseconds(), spent = now - run->started;
    if (spent < PROGRESS_AFTER_MS || now - run->shown < PROGRESS_EVERY_MS)
        return;
    run->shown = now;
    diag_say(&run->diag, "%s: %zu bytes, %zu records, %" PRId64 " records a second", run->program->name, run->bytes,
             run->records, (int64_t)run->records * 1000 / spent);
}

/* A seal closes what came before it in its file; more may follow that has a seal of its own. */
static void check_seal(struct run *run, const struct record *record)
{
    const struct node *records = node_get(record->root, text_of("records"));
    struct place place = record_first_place(record);
    int64_t count;
    if (!records || records->type != NODE_SCALAR || !text_integer(records->value, &count) || count < 0 ||
        (size_t)count != run->seal.documents)
        diag_report(&run->diag, SEVERITY_TROUBLE, &place, "bad-seal",
                    "%zu records came before this seal, which says otherwise: the stream is not whole",
                    run->seal.documents);
    run->seal = (struct seal_watch){.seen = true, .last = true};
}

static void name_subject(struct run *run, const struct kind *kind, const struct record *record)
{
    buffer_clear(&run->subject);
    if (!kind)
        return;
    kind_append_name(kind, record, &run->subject);
    run->diag.subject = buffer_text(&run->subject);
}

static void count_document(struct run *run)
{
    run->documents++;
    run->seal.documents++;
    run->seal.last = false;
}

static void take_record(struct run *run, struct record *record)
{
    const struct kind *kind = kinds_find(run->kinds, record->kind);
    if (text_is(record->kind, "end")) {
        check_seal(run, record);
        return;
    }
    run->records++;
    count_document(run);
    name_subject(run, kind, record);
    if (kind && strcmp(kind->name, "unit") == 0)
        units_add(run->units, record);
    run->handler->record(run, kind, record, run->state);
}

static void refuse_oversize(struct run *run, const struct frame *frame)
{
    struct place place = {frame->file, frame->line, 1};
    if (!frame->continued) {
        diag_report(&run->diag, SEVERITY_ERROR, &place, "too-long",
                    "a document longer than %zu bytes; --max-document sets the limit", run->document_limit);
        count_document(run);
    }
    run_reject(run, frame);
}

static void take_frame(struct run *run, const struct frame *frame)
{
    struct record record;
    run->bytes += frame->bytes.length;
    run->diag.subject = NULL;
    if (!frame->continued)
        buffer_clear(&run->comments);
    if (frame->oversize) {
        refuse_oversize(run, frame);
        return;
    }
    switch (reader_read(run->reader, frame, &record)) {
    case READ_RECORD:
        take_record(run, &record);
        break;
    case READ_EMPTY:
        if (run->passes && run->passes_empty)
            writer_pass_empty(&run->writer, frame);
        break;
    case READ_BROKEN:
        count_document(run);
        run_reject(run, frame);
        break;
    }
    run->diag.subject = NULL;
}

void run_before_wait(void *context)
{
    struct run *run = context;
    output_flush(run->out);
}

void run_did(struct run *run, size_t bytes)
{
    run->bytes += bytes;
    if (++run->records % PROGRESS_CHECK == 0 && (run->progress || diag_is_watched()))
        show_progress(run);
}

void run_reject_bytes(struct run *run, struct text bytes)
{
    if (run->rejects.output)
        output_write(run->rejects.output, bytes.bytes, bytes.length);
}

static bool read_trouble(struct run *run, const char *name, const char *what)
{
    diag_report(&run->diag, SEVERITY_TROUBLE, &(struct place){.file = name}, "unreadable", "%s: %s", what,
                strerror(errno));
    return false;
}

static bool read_stream(struct run *run, int descriptor, const char *name)
{
    struct stream *stream = stream_open(descriptor, name, run->document_limit, 0);
    struct frame frame;
    enum stream_result result;
    const struct run_observer *observer = run->observer;
    size_t records = run->records;
    bool progress = run->progress || diag_is_watched();
    run->seal = (struct seal_watch){0};
    if (observer) {
        observer->begin(observer->context, name, run->aside);
        stream_observe(stream, observer->bytes, observer->context);
    }
    stream_before_wait(stream, run_before_wait, run);
    while ((result = stream_next(stream, &frame)) == STREAM_FRAME && run_going(run)) {
        take_frame(run, &frame);
        if (progress && run->records % PROGRESS_CHECK == 0)
            show_progress(run);
    }
    stream_close(stream);
    if (observer)
        observer->end(observer->context, run->records - records);
    bool was_sealed = run->seal.last;
    if (descriptor == STDIN_FILENO && run->sealed && result == STREAM_END && !was_sealed)
        diag_report(
            &run->diag, SEVERITY_TROUBLE, &(struct place){.file = name}, "bad-seal",
            "the stream ends without its seal, which --sealed or ANTT_SEALED=1 wants: the program that wrote it "
            "did not come to its end, or wrote none");
    return result != STREAM_FAILED || read_trouble(run, name, "cannot read");
}

bool run_descriptor(struct run *run, int descriptor, const char *name, const struct run_handler *handler, void *state)
{
    const struct run_handler *outer = run->handler;
    void *outer_state = run->state;
    size_t documents = run->documents, rejected = run->rejected;
    bool was_aside = run->aside;
    run->aside |=
        handler != outer; /* baselines, units: neither counted nor kept for --rejects, and their seal is theirs */
    run->handler = handler;
    run->state = state;
    bool read = run->aside || !run->read
                    ? read_stream(run, descriptor, name)
                    : run->read(run, descriptor, name, state) || read_trouble(run, name, "cannot read");
    if (run->aside) {
        run->documents = documents;
        run->rejected = rejected;
    } else {
        run->renews_seal |= run->seal.seen;
    }
    run->aside = was_aside;
    run->handler = outer;
    run->state = outer_state;
    return read;
}

bool run_file(struct run *run, const char *path, const struct run_handler *handler, void *state)
{
    bool standard_input = strcmp(path, "-") == 0, passes = run->passes;
    int descriptor = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return read_trouble(run, path, "cannot open");
    bool own = handler == run->handler && run_is_own_output(run, descriptor, path);
    run->passes = passes && handler == run->handler; /* what stands beside the stream is not part of it */
    bool read = !own && run_descriptor(run, descriptor, standard_input ? "<stdin>" : path, handler, state);
    run->passes = passes;
    if (!standard_input)
        close(descriptor);
    return read;
}

void run_records(struct run *run, const struct run_handler *handler, void *state)
{
    run->handler = handler;
    run->state = state;
    if (run->operand_count == 0)
        run_file(run, "-", handler, state);
    for (size_t i = 0; i < run->operand_count && run_going(run); i++)
        run_file(run, run->operands[i], handler, state);
}

static void write_seal(struct run *run)
{
    struct buffer seal = {0};
    buffer_printf(&seal, "---\nrecord: end\nrecords: %zu\n", run->writer.records);
    writer_document(&run->writer, (struct text){seal.bytes, seal.length});
    buffer_free(&seal);
}

static void finish_rejects(struct run *run)
{
    if (!run->rejects.output)
        return;
    if (run->diag.status == STATUS_TROUBLE)
        output_discard(run->rejects.output);
    else
        output_commit(run->rejects.output);
    run->rejects.output = NULL;
}

static void free_run(struct run *run)
{
    writer_free(&run->writer);
    writer_free(&run->rejects);
    buffer_free(&run->comments);
    buffer_free(&run->subject);
    reader_free(run->reader);
    units_free(run->units);
    kinds_free(run->kinds);
    defs_close(run->defs);
    free(run->unit_files.items);
    free(run->definition_directories.items);
}

int run_finish(struct run *run)
{
    run->diag.subject = NULL;
    run->diag.copy = NULL;
    if (run->rejects.output)
        output_flush(run->rejects.output); /* a seal says that nothing failed */
    bool writes = run->passes && (run->handler || run->writer.records);
    if ((run->sealed || run->renews_seal) && writes && run->diag.status != STATUS_TROUBLE)
        write_seal(run);
    output_flush(run->out);
    if (output_closed(run->out)) {
        output_discard(run->rejects.output);
        output_end_by_closed_pipe();
    }
    output_commit(run->out);
    finish_rejects(run);
    free_run(run);
    return (int)run->diag.status;
}
