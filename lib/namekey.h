/* SPDX-License-Identifier: ISC
 *
 * namekey: names as a reader takes them: two are the same to a person where their keys are equal.
 *
 * It makes no difference how letters are put together (normal forms), whether they are capitals, how many spaces part
 * the words and of what kind, where in its syllable a tone stands (hoà, hòa), that Ð (U+00D0) stands for Đ, and what
 * nobody sees (U+200B, U+00AD). Letters, tones, numbers and signs do: Ba Đình is not Ba Dinh.
 */
#ifndef ANTT_NAMEKEY_H
#define ANTT_NAMEKEY_H

#include "text.h"

/* Appends the key of a name. It holds no NUL where the name holds none. */
void namekey_append(struct text name, struct buffer *key);

#endif
