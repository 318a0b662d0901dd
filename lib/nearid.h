/* SPDX-License-Identifier: ISC
 *
 * nearid: the id that was meant by one that is not there, where ids can be looked up and not listed.
 *
 * Only slips are tried that ids of one series do not differ by: letters swapped, one too many, a missing zero, another
 * sign between the parts, another case. 14809-17 is no slip for 14809-07.
 */
#ifndef ANTT_NEARID_H
#define ANTT_NEARID_H

#include "text.h"

/* The one id that is there and a slip away, in *found, as long as the buffer is; false for none or several. */
bool near_id(struct text id, bool (*is_there)(void *context, struct text id), void *context, struct buffer *found);

#endif
