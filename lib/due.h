/* SPDX-License-Identifier: ISC
 *
 * due: the idea of antt-due: who owes what by when, and what came of it.
 *
 * All records are taken first, then those of the stream are judged in a second pass: what is due and the units may
 * stand behind the submissions. Memory grows with what is due and with what was handed in, once a unit.
 */
#ifndef ANTT_DUE_H
#define ANTT_DUE_H

#include "run.h"

struct dues;

/* As of a day; NULL with a message where the definitions are faulty. The run must outlive it. */
struct dues *dues_new(struct run *run, int32_t as_of);
void dues_free(struct dues *dues);

/* First pass: takes in what is due and what came. Only the faults of what is due are reported here. */
void dues_take(struct dues *dues, const struct kind *kind, const struct record *record);
/* False with a message where nobody can be expected to hand anything in, since no unit is known. */
bool dues_have_units(const struct dues *dues);
/* Second pass: passes the record on, a submission with its timeliness; drops a record that was made for want of one. */
void dues_judge(struct dues *dues, const struct kind *kind, const struct record *record);
/* Makes a record for each submission that is missing, with `all` for each that is awaited too, in the order of
 * deadline, id and unit; raises the status to STATUS_DATA where any is missing. */
void dues_make_missing(struct dues *dues, bool all);
/* Says how things stand, after dues_make_missing(). */
void dues_tell(const struct dues *dues);

#endif
