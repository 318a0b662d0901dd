/* SPDX-License-Identifier: ISC
 *
 * latest: which records of a stream are the last of their kind's key, as corrections that follow what they correct.
 *
 * About 40 bytes a record.
 */
#ifndef ANTT_LATEST_H
#define ANTT_LATEST_H

#include "kind.h"

struct latest;

struct latest *latest_new(void);
void latest_free(struct latest *latest);
/* The record's number, from 0. The one of the same key before it, if any, is the last no more. A record of no known
 * kind, of a kind without a key, or without a required part of its key is equal to none. */
size_t latest_add(struct latest *latest, const struct kind *kind, const struct record *record);
/* Whether no record of the same key came after the one of that number. */
bool latest_holds(const struct latest *latest, size_t number);

#endif
