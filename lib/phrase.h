/* SPDX-License-Identifier: ISC
 *
 * phrase: puts the reasons of judgements, which are the same in every locale, into Vietnamese for people; and figures.
 *
 * `crimes 5 > 3 in 2022` becomes `số vụ phạm tội 5 > 3 năm 2022`: field paths become the titles of the kind's
 * definition, the few fixed phrases of reasons their Vietnamese, dates dd/mm/yyyy. What is not known stays as it is.
 */
#ifndef ANTT_PHRASE_H
#define ANTT_PHRASE_H

#include "kind.h"

void phrase_append_vietnamese(const struct kind *kind, struct text reason, struct buffer *text);

/* `1.234`: `.` groups thousands. */
void phrase_append_number(int64_t number, struct buffer *text);
/* `34/39 (87,18%)`, rounded half up in integers; without the percentage where there is nothing to divide by. */
void phrase_append_ratio(int64_t part, int64_t whole, struct buffer *text);
/* `87,18%` of a share, rounded. */
void phrase_append_share(double share, struct buffer *text);
/* `82,05%-87,18%`: from part / whole to (part + missing) / whole; one percentage where nothing is missing; nothing
 * where there is nothing to divide by. */
void phrase_append_range(int64_t part, int64_t missing, int64_t whole, struct buffer *text);
/* `+12 (+8,22% của 146)`: how a figure differs from the one before. The percentage is given where that is at least
 * `base` (0: never); a difference of at most `ordinary` times the standard deviation of the difference of two counts,
 * which is the root of their sum, is called ordinary variation (0: none is). */
void phrase_append_change(int64_t before, int64_t now, int64_t base, int64_t ordinary, struct buffer *text);

#endif
