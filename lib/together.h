/* SPDX-License-Identifier: ISC
 *
 * together: what must hold over all the records of a group, as the teams of a commune in a year; from the definitions.
 *
 * Of each group there are counts alone. A record whose part in a count is unknown makes the count lie between two
 * numbers, and a relation is broken only if it is so for the least and the most of every count.
 */
#ifndef ANTT_TOGETHER_H
#define ANTT_TOGETHER_H

#include "expr.h"

struct together;

/* Compiles `together` of all kinds; NULL with a message where one is faulty. */
struct together *together_new(const struct kinds *kinds, struct diag *diag);
void together_free(struct together *together);
/* Counts a record once. Of one that is not sound nothing is known but its group. */
void together_add(struct together *together, const struct kind *kind, const struct record *record, bool sound);
/* Reports each group for which a relation does not hold, at the first of its records that the first count counts. */
void together_report(const struct together *together);

#endif
