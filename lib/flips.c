/* SPDX-License-Identifier: ISC */
#include "flips.h"

#include <string.h>

/* Met is better than undecided, undecided than not met; what is not considered is neither. */
static int severity(enum outcome outcome)
{
    static const int severities[] = {[OUTCOME_MET] = 0, [OUTCOME_UNDECIDED] = 1, [OUTCOME_NOT_MET] = 2};
    return outcome == OUTCOME_NOT_CONSIDERED || outcome == OUTCOME_NOT_APPLICABLE ? 3 : severities[outcome];
}

/* `4.4.a.crimes not_met: crimes 5 > 3 in 2022` of each rule that is not met or undecided. */
static void append_open_rules(const struct judgement *judgement, struct buffer *line)
{
    if (judgement->because_length) {
        buffer_puts(line, ": ");
        buffer_append(line, judgement->reasons.bytes, judgement->because_length);
        return;
    }
    bool any = false;
    for (size_t i = 0; i < judgement->section->rule_count; i++) {
        enum outcome outcome = judgement->rules[i].outcome;
        struct text reason = judgement_reason(judgement, i);
        if (outcome != OUTCOME_NOT_MET && outcome != OUTCOME_UNDECIDED)
            continue;
        buffer_printf(line, "%s%s %s: %.*s", any ? "; " : ": ", judgement->section->rules[i].id, outcome_name(outcome),
                      (int)reason.length, reason.bytes);
        any = true;
    }
}

void flips_compare(struct flips *flips, struct run *run, const struct judgement *now, const struct judgement *other)
{
    flips->judged++;
    flips->counts[now->outcome][other->outcome]++;
    if (now->outcome == other->outcome)
        return;
    const struct judgement *harder = severity(other->outcome) >= severity(now->outcome) ? other : now;
    flips->flipped++;
    buffer_clear(&flips->line);
    buffer_printf(&flips->line, "%s: %s -> %s", run->diag.subject ? run->diag.subject : "", outcome_name(now->outcome),
                  outcome_name(other->outcome));
    append_open_rules(harder, &flips->line);
    buffer_putc(&flips->line, '\n');
    output_write(run->out, flips->line.bytes, flips->line.length);
}

void flips_finish(struct flips *flips, struct run *run)
{
    buffer_clear(&flips->line);
    buffer_printf(&flips->line, "%zu of %zu units would get another outcome\n", flips->flipped, flips->judged);
    for (enum outcome from = OUTCOME_MET; from <= OUTCOME_NOT_CONSIDERED; from++)
        for (enum outcome to = OUTCOME_MET; to <= OUTCOME_NOT_CONSIDERED; to++)
            if (from != to && flips->counts[from][to])
                buffer_printf(&flips->line, "%s -> %s: %zu\n", outcome_name(from), outcome_name(to),
                              flips->counts[from][to]);
    output_write(run->out, flips->line.bytes, flips->line.length);
}

void flips_free(struct flips *flips)
{
    buffer_free(&flips->line);
}
