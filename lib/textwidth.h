/* SPDX-License-Identifier: ISC
 *
 * textwidth: how wide text is in Times New Roman.
 *
 * Widths are in ems: times the size of the font they are a length. Vietnamese letters measure as those without marks;
 * kerning is left out; letters of other scripts are guessed. Italics are taken for upright.
 */
#ifndef ANTT_TEXTWIDTH_H
#define ANTT_TEXTWIDTH_H

#include "text.h"

/* The width of the widest line; lines end at '\n'. */
double textwidth_of(struct text text, bool bold);
/* The width of the widest word; words end at spaces and line ends. */
double textwidth_of_word(struct text text, bool bold);
/* The number of lines, 1 or more, when the text is wrapped at spaces to the given width. */
size_t textwidth_lines(struct text text, bool bold, double width);

#endif
