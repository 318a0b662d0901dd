/* SPDX-License-Identifier: ISC
 *
 * units: the administrative units and their dates.
 *
 * A code outlives the unit that it names, so a unit is looked up by code and day. A record of a year belongs to the
 * unit that its code names on 31 December of that year, else to the last that it named in that year.
 */
#ifndef ANTT_UNITS_H
#define ANTT_UNITS_H

#include "record.h"

struct unit {
    char *code, *level, *type, *name;
    char *parent;        /* NULL at the top */
    int32_t from, until; /* first and last day; 0 and 99991231 where they are open */
    char **into;         /* successors */
    size_t into_count;
    struct place place; /* of its record */
};

struct units;

struct units *units_new(void);
void units_free(struct units *units);
/* Takes a sound record of kind `unit` in. */
void units_add(struct units *units, const struct record *record);
size_t units_count(const struct units *units);
/* One of them, in the order of codes and days. */
const struct unit *units_at(const struct units *units, size_t index);

/* The units, ordered by code and first day. */
const struct unit *units_at(const struct units *units, size_t index);

/* Whether any unit of any time has the code. */
bool units_has_code(const struct units *units, struct text code);
const struct unit *units_on_day(const struct units *units, struct text code, int32_t day);
/* Goes through the units of a level that are there on a day, in the order of their codes: the first from position *at
 * (from 0) on, which is moved behind it; NULL after the last. */
const struct unit *units_next(const struct units *units, const char *level, int32_t day, size_t *at);
/* The unit that a record of the year means; NULL when its code names none in that year. */
const struct unit *units_in_year(const struct units *units, struct text code, int year);
/* The unit of that code with the last day nearest before the year's end, for naming successors; NULL for none. */
const struct unit *units_last_before(const struct units *units, struct text code, int year);
/* The unit itself or the one above it at a level (`district`) on a day; NULL where there is none. */
const struct unit *units_above(const struct units *units, const struct unit *unit, const char *level, int32_t day);
/* Where a unit's figures are counted on another day: itself, or its successors' successor. */
enum units_result { UNITS_FOUND, UNITS_SPLIT, UNITS_GONE };
/* Follows successors forward to the unit that is there on the day. UNITS_SPLIT: *unit is the one with several
 * successors; UNITS_GONE: *unit is the last that is known. For a day before the unit's first, the one that its code
 * named then. */
enum units_result units_as_of(const struct units *units, int32_t day, const struct unit **unit);
/* Reports units that overlap, leave gaps, have no parent, or whose successors are not there the day after. */
void units_check(const struct units *units, struct diag *diag);
/* The day at which a unit stands for a year: 31 December, or its last day in that year. */
int32_t units_day_in_year(const struct unit *unit, int year);
/* Appends `Phường Bắc Sơn`: the type with a capital, and the name. */
void units_append_name(const struct unit *unit, struct buffer *name);

#endif
