/* SPDX-License-Identifier: ISC
 *
 * differences: what two versions of a record say differently, field by field.
 *
 * Values are compared by what they mean to the kind: comments, order, quotes and layout make no difference, nor whether
 * a date stands alone for a mapping (`resolution: 2023-01-12`), nor how unknown is written (absent, empty, null).
 */
#ifndef ANTT_DIFFERENCES_H
#define ANTT_DIFFERENCES_H

#include "kind.h"

/* Appends a line `  PATH: OLD -> NEW` for each field that differs and gives their number; `-` is unknown. Lists and
 * tables are one value. Of an assessment only its set, its outcome and its grade are compared. */
size_t differences_append(const struct kind *kind, const struct record *before, const struct record *after,
                          struct buffer *lines);
/* True where both have an outcome of their assessment, and it is another. */
bool differences_flipped(const struct record *before, const struct record *after);

#endif
