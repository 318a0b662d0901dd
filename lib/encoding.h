/* SPDX-License-Identifier: ISC
 *
 * encoding: which of the encodings of Vietnamese a text is in that is not UTF-8, or went through on its way there.
 *
 * A text is decoded by each of them, and that one is named whose words are Vietnamese syllables. Where it is not
 * plainly one, none is named.
 */
#ifndef ANTT_ENCODING_H
#define ANTT_ENCODING_H

#include "text.h"

struct encoding {
    const char *name;    /* TCVN3 (ABC) */
    const char *command; /* that makes UTF-8 of FILE; NULL where there is none */
};

/* What is said of text that no command makes whole. */
#define ENCODING_LETTERS_LOST ", and letters were lost; take it anew from where it came from"

/* The encoding of octets that are not UTF-8; NULL where that is not clear. */
const struct encoding *encoding_of(struct text text);
/* Appends what to do about octets that are not UTF-8: the encoding and its command, or that it is not clear. */
void encoding_append_advice(struct text text, struct buffer *advice);
/* Of valid UTF-8 that was certainly made from a text in one encoding which was taken for another: which, with the
 * command that undoes it. NULL for any other text, in particular for one that may be what it looks like. */
const struct encoding *encoding_of_mojibake(struct text text);
/* Appends that, for a message: `UTF-8 taken for Latin-1; if all of the file is: iconv ...`. False where it is none. */
bool encoding_append_mojibake(struct text text, struct buffer *advice);

#endif
