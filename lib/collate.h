/* SPDX-License-Identifier: ISC
 *
 * collate: the order of Vietnamese text, as keys whose order of bytes it is.
 *
 * Texts are compared as wholes, first by their letters, then by their tones, then by case, small letters first. The
 * letters are a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z; the tones ngang, huyền, hỏi, ngã, sắc,
 * nặng. Blanks come first, however many and of whatever kind, then signs, then numbers by their value, then letters.
 * It makes no difference how letters are put together (normal forms), and where in its syllable a tone stands (hoà,
 * hòa) only where nothing else does. Ð (U+00D0) counts as Đ. Nothing depends on the locale.
 */
#ifndef ANTT_COLLATE_H
#define ANTT_COLLATE_H

#include "text.h"

/* Appends the key of a text. Keys are equal just when the texts have the same normal form C; none is the beginning of
 * another, so that keys can be put one behind the other, and with all bits turned they sort the other way round. */
void collate_append(struct text text, struct buffer *key);
/* Appends what is equal just for texts of the same letters and tones: however they are put together, with whatever
 * blanks, in capitals or not, and wherever in its syllable a tone stands. For comparing names. */
void collate_append_name(struct text text, struct buffer *key);

#endif
