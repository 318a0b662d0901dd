/* SPDX-License-Identifier: ISC
 *
 * output: bytes on their way out, to a descriptor or to a file that replaces its target only when all went well.
 *
 * Bytes are kept until a block is full. The first failed write is reported once, raises the status to STATUS_TROUBLE
 * and makes every later call a no-op that returns false. A reader of a descriptor that went away (EPIPE) is not
 * reported: output_closed() tells. Files are written beside their target under a name of their own, flushed to disk and
 * renamed by output_commit(); until then the old file stands, and a program that ends early or by a signal leaves
 * nothing behind.
 */
#ifndef ANTT_OUTPUT_H
#define ANTT_OUTPUT_H

#include "diag.h"

#include <sys/types.h>

struct output;

/* Writes to an open descriptor that stays the caller's. The name stands in messages and is not copied. */
struct output *output_to_descriptor(int descriptor, const char *name, struct diag *diag);
/* Begins a replacement of the file at path, or of that to which a symbolic link leads, there or not; NULL with a
 * message where that cannot be. The new file gets the old one's mode, else `mode` less the umask. A target that is no
 * regular file is written directly. */
struct output *output_to_file(const char *path, mode_t mode, struct diag *diag);

bool output_write(struct output *output, const char *bytes, size_t length);
bool output_flush(struct output *output);
bool output_failed(const struct output *output);
bool output_closed(const struct output *output);

/* TMPDIR, else /tmp. */
const char *output_temporary_directory(void);
/* A file in TMPDIR, else /tmp, that goes away with the output. */
struct output *output_to_temporary(struct diag *diag);
/* A file in TMPDIR, else /tmp, that has no name and mode 0600, and is gone with its descriptor, which the output
 * closes; for reading it is *descriptor. NULL with a message where none can be made. */
struct output *output_to_unnamed(struct diag *diag, int *descriptor);
/* Writes all that a file holds so far to another output, and discards the file; false with a message. */
bool output_copy(struct output *from, struct output *to);

/* Where output_to_file() writes for now: for a library that insists on opening files by name. */
const char *output_temporary_path(const struct output *output);

/* Flushes, closes and, for a file, renames; false with a message when anything fails. Frees the output in any case. */
bool output_commit(struct output *output);
/* Closes and removes what was written to a file; frees the output. NULL is fine. */
void output_discard(struct output *output);

/* Lets SIGINT, SIGTERM and SIGHUP remove temporary files before they end the program, and makes SIGPIPE and SIGXFSZ
 * error codes.
 */
void output_catch_signals(void);
/* Occupies the standard descriptors that are closed, so that no file opened later gets their number and, say, the
 * messages as well. What is read from or written to them fails as before. */
void output_hold_descriptors(void);
/* Ends the program as the closed pipe would have done, without a word. */
_Noreturn void output_end_by_closed_pipe(void);

#endif
