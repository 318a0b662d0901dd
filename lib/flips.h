/* SPDX-License-Identifier: ISC
 *
 * flips: which units would get another outcome under another criteria set, and by which rules.
 */
#ifndef ANTT_FLIPS_H
#define ANTT_FLIPS_H

#include "criteria.h"
#include "run.h"

/* All zero at first. */
struct flips {
    size_t judged, flipped;
    size_t counts[OUTCOME_NOT_CONSIDERED + 1][OUTCOME_NOT_CONSIDERED + 1]; /* from, to */
    struct buffer line;
};

/* Writes a line to standard output where the outcomes differ: the unit, both outcomes, and the rules that stand against
 * it under the set that is harder on it. The unit is named by the run's subject. */
void flips_compare(struct flips *flips, struct run *run, const struct judgement *now, const struct judgement *other);
/* Writes the counts as the last lines. */
void flips_finish(struct flips *flips, struct run *run);
void flips_free(struct flips *flips);

#endif
