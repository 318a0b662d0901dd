/* SPDX-License-Identifier: ISC
 *
 * json: a value of JSON as a tree of nodes.
 *
 * Entries and items that are null are left out: they are unknown. Strings are not plain, numbers and truth are.
 */
#ifndef ANTT_JSON_H
#define ANTT_JSON_H

#include "record.h"

enum { JSON_DEPTH = 32 };

/* All nodes stand at the mark and live in the arena. NULL with a reason appended to *why where the text is no JSON. */
struct node *json_read(struct text text, struct mark at, struct arena *arena, struct buffer *why);

#endif
