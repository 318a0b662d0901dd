/* SPDX-License-Identifier: ISC
 *
 * spool: keeps a stream on disk, to go through it again when all of it has been seen.
 *
 * The file has no name and mode 0600; it lies in TMPDIR, else /tmp. What was read from the operands comes back byte for
 * byte, and messages about it name the places where it was read.
 */
#ifndef ANTT_SPOOL_H
#define ANTT_SPOOL_H

#include "run.h"

struct spool;

/* NULL with a message where no file can be made. */
struct spool *spool_new(struct run *run);
void spool_free(struct spool *spool);
void spool_add(struct spool *spool, const struct record *record);
/* From now on whatever the run passes on goes into the spool instead, documents without a record too. Only a record
 * that is put in by spool_add() all the same comes back with the place where it was read. */
void spool_divert(struct spool *spool);
/* Shows every record to the handler once more; false with a message when writing or reading failed. Ends the diversion.
 */
bool spool_replay(struct spool *spool, const struct run_handler *handler, void *state);
/* The same as the part of the stream that was held back: what the handler rejects is counted and kept for --rejects,
 * and what was read is shown even if the job has failed since. */
bool spool_release(struct spool *spool, const struct run_handler *handler, void *state);

#endif
