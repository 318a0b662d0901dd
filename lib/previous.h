/* SPDX-License-Identifier: ISC
 *
 * previous: remembers of each unit the figures of its last year, for rules that compare a year with the one before.
 *
 * Kept are the compared figures alone: a unit costs its key (see keyset.h), two bytes for the year and eight a figure.
 */
#ifndef ANTT_PREVIOUS_H
#define ANTT_PREVIOUS_H

#include "criteria.h"

struct previous;

/* `figures` is how many are kept of a unit; with none it still sees that years ascend. */
struct previous *previous_new(size_t figures);
void previous_free(struct previous *previous);

/* Takes the figures of a unit's year from a file beside the stream; years may come in any order. */
void previous_add_baseline(struct previous *previous, struct text key, int year, const struct value *figures);

enum previous_result {
    PREVIOUS_NONE,  /* nothing is known of the year before */
    PREVIOUS_KNOWN, /* previous_values() has the figures of the year before */
    PREVIOUS_AGAIN, /* this year came last already */
    PREVIOUS_LATE,  /* a later year was there already: the records are not in order */
};
/* Looks up the year before, in the stream or else in the baseline, and keeps this year's figures for the next. */
enum previous_result previous_step(struct previous *previous, struct text key, int year, const struct value *now);
/* What the last step found, valid until the next one; NULL: nothing is known of the year before. */
const struct value *previous_values(const struct previous *previous);

#endif
