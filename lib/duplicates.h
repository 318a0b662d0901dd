/* SPDX-License-Identifier: ISC
 *
 * duplicates: records that are there twice, under the same key or under names that a reader takes for one.
 *
 * Which names must be distinct, and within what, the kinds say: `distinct: {field: name, within: [unit, year]}`. Of
 * each record are kept the places of its key and of its name, in about 30 bytes each; file names by pointer, as in
 * seen.
 */
#ifndef ANTT_DUPLICATES_H
#define ANTT_DUPLICATES_H

#include "kind.h"

struct duplicates;
struct seen;

/* Reads what the kinds say; NULL with a message where one is faulty. */
struct duplicates *duplicates_new(const struct kinds *kinds, struct diag *diag);
void duplicates_free(struct duplicates *duplicates);
/* Whether a sound record is the first of its key. */
bool duplicates_check_key(struct duplicates *duplicates, const struct kind *kind, const struct record *record);
/* Whether it is the first of its name; the others are warned of, and false only where warnings are errors. */
bool duplicates_check_name(struct duplicates *duplicates, const struct kind *kind, const struct record *record);
/* The keys so far. */
const struct seen *duplicates_keys(const struct duplicates *duplicates);

#endif
