/* SPDX-License-Identifier: ISC
 *
 * aggregate: groups of records with their figures: counting records, adding up summaries, and writing summaries.
 *
 * Memory grows with the number of groups alone. The order in which records come does not show in the result.
 */
#ifndef ANTT_AGGREGATE_H
#define ANTT_AGGREGATE_H

#include "measure.h"
#include "units.h"

enum group_key { KEY_PROVINCE, KEY_DISTRICT, KEY_UNIT, KEY_YEAR, GROUP_KEYS };

struct grouping {
    enum group_key keys[GROUP_KEYS];
    size_t count;
};

/* Reads `unit,year`; false where it is no list of keys, each once. */
bool grouping_read(struct grouping *grouping, const char *keys);

struct aggregate;

/* What it is given must outlive it. `rollup_kind`: count only what belongs into rollups for that kind; else NULL. */
struct aggregate *aggregate_new(const struct grouping *grouping, const struct measures *measures,
                                const struct units *units, const char *rollup_kind, struct diag *diag);
/* Counts everything under the units that exist on a day: predecessors go to their successors. */
void aggregate_set_day(struct aggregate *aggregate, int32_t day);
void aggregate_free(struct aggregate *aggregate);
/* Counts a record, or adds a summary. Records that no measure speaks of are left alone. */
void aggregate_add(struct aggregate *aggregate, const struct kind *kind, const struct record *record);

/* The groups in the order of their keys; call after the last aggregate_add(). */
struct group;
size_t aggregate_sort(struct aggregate *aggregate);
const struct group *aggregate_group(const struct aggregate *aggregate, size_t index);
/* A key's value; length 0 where it is not known. */
struct text group_key(const struct group *group, enum group_key key);
/* Appends a summary document. */
void group_append_summary(const struct aggregate *aggregate, const struct group *group, struct buffer *document);
/* Appends the block `rollup:` for the record of the unit and year, with zeros where nothing was counted. */
void aggregate_append_rollup(struct aggregate *aggregate, struct text unit, struct text year, struct buffer *block);

#endif
