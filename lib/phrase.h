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

#endif
