/* SPDX-License-Identifier: ISC
 *
 * diff: two sets of records, matched by kind and key: which came, which went, which say something else.
 *
 * Both sets are sorted by their keys, through temporary files where they are large, so they may stand in any order.
 */
#ifndef ANTT_DIFF_H
#define ANTT_DIFF_H

#include "run.h"

enum diff_side { DIFF_BEFORE, DIFF_AFTER };

struct diff;

struct diff *diff_new(struct run *run, bool by_unit);
void diff_free(struct diff *diff);
/* Takes a record of one side; those of unknown kinds are reported, since nobody knows their key. */
void diff_add(struct diff *diff, enum diff_side side, const struct kind *kind, const struct record *record);
/* Writes what differs to standard output, or with `by_unit` counts alone; a difference raises the status to
 * STATUS_DATA. */
void diff_write(struct diff *diff);

#endif
