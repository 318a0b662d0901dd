/* SPDX-License-Identifier: ISC
 *
 * unitnames: the code of a unit that is given by its name, `Phường Ba Đình` or `Ba Đình`.
 */
#ifndef ANTT_UNITNAMES_H
#define ANTT_UNITNAMES_H

#include "units.h"

struct unitnames;

/* The names of all units that are there by now; the units are the caller's. */
struct unitnames *unitnames_new(const struct units *units);
void unitnames_free(struct unitnames *names);
/* The code of the one unit of that name and level (`unit`: any) in a year (0: at any time); NULL where there is none,
 * or several. *hint gets what a message about it ends with: the units of that name, with the days of one that is not
 * there in that year; else the nearest name that is in force. */
const char *unitnames_find(const struct unitnames *names, struct text name, const char *level, int year,
                           struct buffer *hint);

#endif
