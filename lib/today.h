/* SPDX-License-Identifier: ISC
 *
 * today: the one place where a day comes from outside the records.
 */
#ifndef ANTT_TODAY_H
#define ANTT_TODAY_H

#include "diag.h"

#include <stdint.h>

/* The day given (an option's text, NULL: none), else that of SOURCE_DATE_EPOCH, else the clock's, in local time; as
 * year * 10000 + month * 100 + day. False with a message where what is given is no day. */
bool today(struct diag *diag, const char *given, int32_t *date);

#endif
