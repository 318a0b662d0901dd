/* SPDX-License-Identifier: ISC */
#include "timeliness.h"

#include <inttypes.h>

struct timeliness timeliness_of(int32_t deadline, int32_t received, int32_t as_of)
{
    struct timeliness timeliness = {.deadline = deadline, .as_of = as_of};
    bool came = received && received <= as_of;
    int32_t last = came ? received : as_of;
    if (last > deadline)
        timeliness.days_late = date_to_days(last) - date_to_days(deadline);
    if (came)
        timeliness.outcome = timeliness.days_late ? OUTCOME_LATE : OUTCOME_ON_TIME;
    else
        timeliness.outcome = timeliness.days_late ? OUTCOME_MISSING : OUTCOME_AWAITED;
    return timeliness;
}

static void append_day(struct buffer *block, const char *key, int32_t day)
{
    buffer_printf(block, "  %s: ", key);
    date_append(block, day);
    buffer_putc(block, '\n');
}

void timeliness_append_block(const struct timeliness *timeliness, struct buffer *block)
{
    static const char *const names[OUTCOMES] = {[OUTCOME_ON_TIME] = "on_time",
                                                [OUTCOME_LATE] = "late",
                                                [OUTCOME_MISSING] = "missing",
                                                [OUTCOME_AWAITED] = "awaited"};
    buffer_printf(block, "timeliness:\n  outcome: %s\n", names[timeliness->outcome]);
    append_day(block, "deadline", timeliness->deadline);
    if (timeliness->days_late)
        buffer_printf(block, "  days_late: %" PRId64 "\n", timeliness->days_late);
    if (timeliness->unexpected)
        buffer_puts(block, "  expected: false\n");
    if (timeliness->outcome == OUTCOME_MISSING || timeliness->outcome == OUTCOME_AWAITED)
        append_day(block, "as_of", timeliness->as_of);
}
