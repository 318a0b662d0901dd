/* SPDX-License-Identifier: ISC
 *
 * anchors: the rows of a sheet that links of other sheets lead to, by key.
 */
#ifndef ANTT_ANCHORS_H
#define ANTT_ANCHORS_H

#include "text.h"

struct anchors;

struct anchors *anchors_new(void);
void anchors_free(struct anchors *anchors);
/* Notes a row; the first of a key stays. No more than 65,530 are kept, as many as a sheet can have links. */
void anchors_note(struct anchors *anchors, struct text key, size_t row);
bool anchors_find(const struct anchors *anchors, struct text key, size_t *row);

#endif
