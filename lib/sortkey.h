/* SPDX-License-Identifier: ISC
 *
 * sortkey: what records are sorted by, as bytes: records are in order when their keys are in the order of bytes.
 *
 * Values compare by the type that the record's kind gives the field: text as collate has it, numbers, dates, false
 * before true. In either direction, what is known not to exist (`resolution: false`) comes behind every value, and
 * what is unknown behind that. Unit records come before all others, since a stream has them before the records that
 * refer to them.
 */
#ifndef ANTT_SORTKEY_H
#define ANTT_SORTKEY_H

#include "expr.h"

struct sortkey;

/* Reads `unit,-year`: fields of any kind, a minus before those that descend; `reverse` turns them all. NULL where
 * a name is no field, or that of a list or mapping, which *fault then says. The kinds must outlive it. */
struct sortkey *sortkey_new(const char *names, bool reverse, const struct kinds *kinds, struct buffer *fault);
void sortkey_free(struct sortkey *sortkey);
/* Appends the record's key; false when one of its values is unknown, so that nobody can say which records are equal to
 * it. `kind` is NULL for a kind that no definition has, of which nothing is known. */
bool sortkey_append(const struct sortkey *sortkey, const struct kind *kind, const struct record *record,
                    struct buffer *key);

#endif
