/* SPDX-License-Identifier: ISC
 *
 * seen: where each key of a stream was seen first, in about 30 bytes a key.
 *
 * File names are kept by pointer and must outlive it, as those of frames do.
 */
#ifndef ANTT_SEEN_H
#define ANTT_SEEN_H

#include "diag.h"
#include "text.h"

struct seen;

struct seen *seen_new(void);
void seen_free(struct seen *seen);
/* True when the key is new, and was seen at `here`; else false, and *first is where it was seen first (its line). */
bool seen_first(struct seen *seen, struct text key, struct place here, struct place *first);
/* Whether the key has been seen. */
bool seen_has(const struct seen *seen, struct text key);

#endif
