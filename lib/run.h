/* SPDX-License-Identifier: ISC
 *
 * run: the one driver of all filters: options, definitions, operands, the loop over documents, rejects, seals, the end.
 *
 *     int main(int argc, char **argv)
 *     {
 *         struct run run;
 *         if (run_start(&run, &program, argc, argv))
 *             run_records(&run, on_record, &state);
 *         return run_finish(&run);
 *     }
 */
#ifndef ANTT_RUN_H
#define ANTT_RUN_H

#include "check.h"
#include "options.h"
#include "reader.h"
#include "writer.h"

struct run {
    const struct program *program;
    struct diag diag;
    struct defs *defs;
    struct kinds *kinds;
    struct units *units; /* of --units, and of the stream as they come */
    struct reader *reader;
    struct output *out;   /* standard output */
    struct writer writer; /* of records to standard output */
    bool passes;          /* records go to standard output; set by run_start, a filter may clear it */
    bool passes_empty;    /* so do documents that are no records */
    /* Reads operands that are no streams of records, set before run_records(); NULL: they are. The descriptor stays the
     * driver's. False with errno when a read failed. */
    bool (*read)(struct run *run, int descriptor, const char *name, void *state);
    char **operands;
    size_t operand_count;
    /* the common options */
    bool sealed, progress, help, version;
    const char *diagnostics, *explain, *rejects_path;
    struct option_list unit_files, definition_directories;
    size_t document_limit;
    /* private to run.c */
    struct writer rejects;
    struct buffer comments, subject;
    struct seal_watch {
        size_t documents;
        bool seen, last;
    } seal;
    size_t bytes, records;
    bool aside;                 /* the stream at hand stands beside the records: units, baselines */
    bool renews_seal;           /* a stream of records came with its seal */
    size_t documents, rejected; /* documents with content, read or not; those kept for --rejects */
    const struct run_handler *handler;
    void *state;
    int64_t started, shown;
    const struct run_observer *observer; /* NULL: nobody; may be set to NULL when nothing more is to be shown */
};

/* Who is shown the bytes of every file as they are read, whatever they are: records, units (aside), baselines (aside).
 */
struct run_observer {
    void (*begin)(void *context, const char *name, bool aside);
    void (*bytes)(void *context, const char *bytes, size_t length);
    void (*end)(void *context, size_t records); /* how many could be read */
    void *context;
};

/* What a filter does with each record that could be read. `kind` is NULL for a kind that no definition has. */
struct run_handler {
    void (*record)(struct run *run, const struct kind *kind, struct record *record, void *state);
};

/* Parses the command line, answers --help, --version and --explain, loads definitions and units. False when there is
 * nothing more to do but run_finish(). */
bool run_start(struct run *run, const struct program *program, int argc, char **argv);
/* The same with an observer, which must live until run_finish(). */
bool run_start_observed(struct run *run, const struct program *program, const struct run_observer *observer, int argc,
                        char **argv);
/* Goes through all documents of the operands, or of standard input where there are none. */
void run_records(struct run *run, const struct run_handler *handler, void *state);
/* The same for one more file, whose documents are only shown to the handler: baselines. False when it cannot be read.
 */
bool run_file(struct run *run, const char *path, const struct run_handler *handler, void *state);
/* The same for an open descriptor that is read from its current position and stays the caller's. */
bool run_descriptor(struct run *run, int descriptor, const char *name, const struct run_handler *handler, void *state);
/* False, with a message, where the path of an output (NULL: none) is that of a file that is read. */
bool run_may_replace(struct run *run, const char *path);
/* True, with a message, where an open input is the file that standard output goes to: reading it would never end. */
bool run_is_own_output(struct run *run, int descriptor, const char *name);
/* True while output can still be written and nothing has ended the job. */
bool run_going(const struct run *run);

void run_pass(struct run *run, const struct record *record);
void run_pass_with(struct run *run, const struct record *record, const char *key, struct text block);
/* Keeps the document for --rejects, under the messages since it was begun. */
void run_reject(struct run *run, const struct frame *frame);

/* For what reads operands itself: to be called before a read that may wait; after each piece of work, so many bytes of
 * input, done; and to keep bytes for --rejects. */
void run_before_wait(void *context);
void run_did(struct run *run, size_t bytes);
void run_reject_bytes(struct run *run, struct text bytes);

/* Writes what is pending, the seal, commits the rejects, frees everything; the result is the exit status. */
int run_finish(struct run *run);

#endif
