/* SPDX-License-Identifier: ISC
 *
 * scoring: the idea of antt-score: chooses the criteria set of each record, finds the year before, judges, adds the
 * block.
 */
#ifndef ANTT_SCORING_H
#define ANTT_SCORING_H

#include "flips.h"
#include "previous.h"
#include "run.h"

struct scoring {
    struct run *run;
    const char *set_name, *reduction;
    const char *other_name; /* judge by this set too and say what would change; NULL: no */
    struct option_list baselines;
    bool all_rules;
    /* private */
    struct check *check;
    struct criteria *criteria;
    const struct criteria_set *set;
    struct previous **previous; /* by set and section, in their order */
    size_t previous_count;
    const struct criteria_set *other;
    struct judgement judgement, other_judgement;
    struct flips flips;
    struct buffer block, key;
    struct value *now;
    size_t late; /* records that came behind a later year of theirs */
};

/* Loads the criteria and reads the baselines; false with a message. */
bool scoring_start(struct scoring *scoring);
/* Judges the stream; or, with other_name, writes what would change. */
void scoring_run(struct scoring *scoring);
/* Looks a set over, given by name or file. */
void scoring_check(struct scoring *scoring, const char *set);
/* Prints the sets, or the rules of the sets that the operands name. */
void scoring_list(struct scoring *scoring);
void scoring_free(struct scoring *scoring);

#endif
