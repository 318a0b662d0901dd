/* SPDX-License-Identifier: ISC
 *
 * keyset: remembers which keys have been seen, and where, in 24 bytes a key at a load of at most two thirds.
 *
 * A key is kept as its 128-bit SipHash under a secret of this run, so that no input can be made to collide: two keys that
 * differ are taken for one with a probability that does not matter. The order of keys never shows in any output.
 */
#ifndef ANTT_KEYSET_H
#define ANTT_KEYSET_H

#include "text.h"

/* What is kept beside a key. */
struct keyset_place {
    uint32_t file, line;
};

struct keyset;

struct keyset *keyset_new(void);
void keyset_free(struct keyset *keyset);
/* Adds the key; NULL when it is new, else the place it was added with. */
const struct keyset_place *keyset_add(struct keyset *keyset, struct text key, struct keyset_place place);

#endif
