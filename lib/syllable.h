/* SPDX-License-Identifier: ISC
 *
 * syllable: whether letters make a syllable of Vietnamese. By that, encodings of Vietnamese are told apart.
 */
#ifndef ANTT_SYLLABLE_H
#define ANTT_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SYLLABLE_LONGEST = 16 };

/* All zero is an empty one. Letters are kept as they are typed: a6 is â, a8 ă, o7 ơ, d9 đ. */
struct syllable {
    char letters[SYLLABLE_LONGEST];
    size_t length;
    uint32_t tone; /* the combining mark; 0 for the level tone */
    bool odd;      /* something that no syllable has */
};

/* Takes a letter, with its marks or before them, into the syllable. */
void syllable_add(struct syllable *syllable, uint32_t code_point);
bool syllable_is_good(const struct syllable *syllable);

#endif
