/* SPDX-License-Identifier: ISC
 *
 * missing: which fields a reason says are missing, for those who have to hand them in.
 */
#ifndef ANTT_MISSING_H
#define ANTT_MISSING_H

#include "kind.h"

/* Appends a line with the title and path of each field that the reason of a judgement says is missing; nothing where
 * none is. Figures that a program adds are named once, as a whole. */
void missing_append(const struct kind *kind, const char *reason, bool vietnamese, struct buffer *text);

#endif
