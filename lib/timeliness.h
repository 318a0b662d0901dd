/* SPDX-License-Identifier: ISC
 *
 * timeliness: whether what was due by a day came in time, as of a day.
 *
 * The deadline is the last day that is on time. What was received after the day as of which one asks has not come yet.
 */
#ifndef ANTT_TIMELINESS_H
#define ANTT_TIMELINESS_H

#include "text.h"

enum outcome {
    OUTCOME_ON_TIME,
    OUTCOME_LATE,
    OUTCOME_MISSING, /* the deadline has passed */
    OUTCOME_AWAITED, /* it has not */
    OUTCOMES
};

struct timeliness {
    enum outcome outcome;
    int32_t deadline, as_of;
    int64_t days_late; /* of what is late or missing; else 0 */
    bool unexpected;   /* came from a unit that does not owe it */
};

/* `received` is 0 for what has not come at all. */
struct timeliness timeliness_of(int32_t deadline, int32_t received, int32_t as_of);
/* Appends the block `timeliness:`. Of what has come it says the same on every later day. */
void timeliness_append_block(const struct timeliness *timeliness, struct buffer *block);

#endif
