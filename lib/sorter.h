/* SPDX-License-Identifier: ISC
 *
 * sorter: sorts documents by keys, more of them than memory holds.
 *
 * Documents are gathered in a buffer; when it is full they are sorted and written to a temporary file, and in the end
 * these runs are merged. The files have no name and lie in TMPDIR, else /tmp. Documents with equal keys stay in the
 * order in which they came.
 */
#ifndef ANTT_SORTER_H
#define ANTT_SORTER_H

#include "diag.h"
#include "stream.h"

struct sorter;

/* `buffer_size` is how many bytes are held in memory at most; a longer document is held alone. */
struct sorter *sorter_new(size_t buffer_size, struct diag *diag);
void sorter_free(struct sorter *sorter);
/* Takes copies of both; false when a temporary file could not be written, which is reported once. */
bool sorter_add(struct sorter *sorter, struct text key, const struct frame *frame);
/* Shows every document in the order of the keys' bytes, until `take` returns false. The frame has lost its place and is
 * valid during the call. False with a message when a temporary file could not be written or read; what was shown till
 * then is in order, but not all. Nothing can be added afterwards, but all be shown again. */
bool sorter_each(struct sorter *sorter, bool (*take)(void *context, struct text key, const struct frame *frame),
                 void *context);

#endif
