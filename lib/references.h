/* SPDX-License-Identifier: ISC
 *
 * references: whether what records refer to is there, told as soon as it is sure, at the latest at the end.
 *
 * A reference is looked at only where the stream has records of every kind that it may mean. Where it has them and the
 * one that is meant has not come yet, the record is held back on disk, and all output after it, until the stream ends.
 * Where the first of them comes only later, the record has gone by then: it cannot be rejected any more.
 */
#ifndef ANTT_REFERENCES_H
#define ANTT_REFERENCES_H

#include "run.h"
#include "seen.h"

struct references;

/* `seen` holds the keys of the records that were sound. */
struct references *references_new(struct run *run, const struct seen *seen);
void references_free(struct references *references);
/* Takes note of a record that others may refer to. One that is rejected counts too: one cause, one message. */
void references_add(struct references *references, const struct kind *kind, const struct record *record, bool sound);
/* Whether a sound record may go on at once; else it is taken over, as it was read (`original`), until the end. */
bool references_settled(struct references *references, const struct kind *kind, const struct record *record,
                        const struct frame *original);
/* Takes note of what a record that is rejected for other faults refers to: that is told, too, in the same run. */
void references_refused(struct references *references, const struct kind *kind, const struct record *record);
/* At the end: reports the references to what is not there, passes on or rejects what was held back. The reader is that
 * of check_normal_form(). */
void references_finish(struct references *references, struct check *check, struct reader *fixer);

#endif
