/* SPDX-License-Identifier: ISC
 *
 * namefold: names and titles as people type them, so that the same ones are equal.
 *
 * Case, blanks (how many and of which kind), normal forms and where in its syllable a tone stands make no difference:
 * `Hoà  bình` is `hòa bình`. Letters and tones do; text_fold() takes them away as well.
 */
#ifndef ANTT_NAMEFOLD_H
#define ANTT_NAMEFOLD_H

#include "text.h"

/* Appends the folded name. */
void namefold_append(struct text name, struct buffer *folded);
/* The text without the blanks at either end, no-break ones too. */
struct text namefold_trim(struct text text);

#endif
