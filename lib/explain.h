/* SPDX-License-Identifier: ISC
 *
 * explain: says in plain sentences why each unit that antt-score judged is met, not met or undecided, and what would
 * decide it; of a unit that is judged by those below it, how many of them are missing and which are nearest.
 */
#ifndef ANTT_EXPLAIN_H
#define ANTT_EXPLAIN_H

#include "criteria.h"
#include "measure.h"
#include "run.h"

struct explain;

/* NULL with a message. `language`: vi, en, or NULL for that of the environment (LC_ALL, LC_MESSAGES, LANG). */
struct explain *explain_new(struct run *run, const char *language, bool short_form);
void explain_free(struct explain *explain);
extern const struct run_handler explain_handler;
/* Writes what had to wait for the whole stream: units that are judged by others. */
void explain_finish(struct explain *explain);

#endif
