/* SPDX-License-Identifier: ISC
 *
 * keyset: numbers keys in the order in which they are first seen; what goes with a key, its user keeps by that number.
 *
 * A key is kept as 96 bits of its SipHash under a secret of this run, so that no input can be made to collide: among a
 * billion keys, two that differ are taken for one with a probability of 1 in 10^11. The order of hashes never shows in
 * any output. At most 23 bytes a key.
 */
#ifndef ANTT_KEYSET_H
#define ANTT_KEYSET_H

#include "text.h"

struct keyset;

struct keyset *keyset_new(void);
void keyset_free(struct keyset *keyset);
/* The key's number, from 0; *added tells whether the key is new. */
size_t keyset_add(struct keyset *keyset, struct text key, bool *added);
/* The number of a key that is there; false where it is not. */
bool keyset_find(const struct keyset *keyset, struct text key, size_t *number);
size_t keyset_count(const struct keyset *keyset);

#endif
