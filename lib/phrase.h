/* SPDX-License-Identifier: ISC
 *
 * phrase: puts the reasons of judgements, which are the same in every locale, into Vietnamese for people.
 *
 * `crimes 5 > 3 in 2022` becomes `số vụ phạm tội 5 > 3 năm 2022`: field paths become the titles of the kind's definition,
 * the few fixed phrases of reasons their Vietnamese, dates dd/mm/yyyy. What is not known stays as it is.
 */
#ifndef ANTT_PHRASE_H
#define ANTT_PHRASE_H

#include "kind.h"

void phrase_append_vietnamese(const struct kind *kind, struct text reason, struct buffer *text);

#endif
