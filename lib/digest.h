/* SPDX-License-Identifier: ISC
 *
 * digest: SHA-256, by which one can tell later that bytes are the same.
 *
 * The only module that knows nettle, which uses what instructions for it a processor has.
 */
#ifndef ANTT_DIGEST_H
#define ANTT_DIGEST_H

#include "text.h"

enum { DIGEST_SIZE = 65 }; /* 64 hexadecimal digits and a NUL */

struct digest;

struct digest *digest_begin(void);
void digest_add(struct digest *digest, const char *bytes, size_t length);
/* Writes the digest of all that was added and frees the state. NULL is allowed: nothing is written. */
void digest_end(struct digest *digest, char text[DIGEST_SIZE]);
/* The digest of a text at once. */
void digest_of(struct text bytes, char text[DIGEST_SIZE]);

#endif
