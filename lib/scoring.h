/* SPDX-License-Identifier: ISC
 *
 * scoring: the idea of antt-score: chooses the criteria set of each record, finds the year before, judges, adds the block.
 */
#ifndef ANTT_SCORING_H
#define ANTT_SCORING_H

#include "previous.h"
#include "run.h"

struct scoring {
    struct run *run;
    const char *set_name, *reduction;
    struct option_list baselines;
    bool all_rules;
    /* private */
    struct check *check;
    struct criteria *criteria;
    const struct criteria_set *set;
    struct previous **previous; /* by set and section, in their order */
    size_t previous_count;
    struct judgement judgement;
    struct buffer block, key;
    struct value *now, *before, *unused;
};

extern const struct run_handler scoring_handler;

/* Loads the criteria and reads the baselines; false with a message. */
bool scoring_start(struct scoring *scoring);
/* Prints the sets, or the rules of the sets that the operands name. */
void scoring_list(struct scoring *scoring);
void scoring_free(struct scoring *scoring);

#endif
