/* SPDX-License-Identifier: ISC
 *
 * aggregate_table: the groups and their figures, shared by the files of aggregate alone.
 */
#ifndef ANTT_AGGREGATE_TABLE_H
#define ANTT_AGGREGATE_TABLE_H

#include "aggregate.h"

enum { LAST_DAY = 99991231 };

/* The figures of a class by name: the measures' first, in their order; then those that only summaries have. */
struct column_set {
    char *class;
    char **names;
    size_t count, capacity, defined;
};

struct class_row {
    int64_t *figures; /* NULL: the group has nothing of the class */
    size_t count;
};

struct group {
    char *keys[GROUP_KEYS]; /* NULL: not known or not asked for */
    struct place place;     /* of the first record that came */
    bool settled;           /* its keys are what a summary gave: none follows from the unit */
    const char *counted;    /* the file of the first record that went into it, */
    const char *summed;     /* and of the first summary; NULL: none did */
    struct class_row *rows; /* by class */
    size_t row_count;
};

struct aggregate {
    struct grouping grouping;
    const struct measures *measures;
    const struct units *units;
    const char *rollup_kind;
    int32_t as_of;                      /* 0: records stay with the unit of their own year */
    bool by_place;                      /* groups are by all keys for now, see place_groups() */
    const struct group *first_unplaced; /* while groups are placed: the one that is spoken of when all are alike */
    struct diag *diag;
    struct column_set *classes; /* the measures' first */
    size_t class_count, class_capacity;
    struct keyset *numbers;
    struct group **groups; /* by the key's number, until sorted */
    size_t count, capacity;
    struct group **sorted;
    struct buffer key;
};

extern const char *const aggregate_key_names[GROUP_KEYS];

/* A class that no measure names, from a summary. The result moves with the next one. */
struct column_set *aggregate_new_class(struct aggregate *aggregate, struct text name);
/* The number of a figure of that name, made where it is new. */
size_t aggregate_column(struct column_set *class, struct text name);
/* Whether groups are by this key. */
bool aggregate_wants(const struct aggregate *aggregate, enum group_key key);
/* The group of these keys, made where it is new; the place is that of its first record. */
struct group *aggregate_group_for(struct aggregate *aggregate, const struct text keys[GROUP_KEYS], bool settled,
                                  const struct place *place);
/* The figures of a class in a group, made as zeros where they are not there yet. */
int64_t *aggregate_figures(const struct aggregate *aggregate, struct group *group, size_t class);
void aggregate_free_group(struct group *group);
void aggregate_overflow(const struct aggregate *aggregate, const struct place *place);
/* Moves the groups to where they belong by the unit records; see aggregate_set_day(). */
void aggregate_place(struct aggregate *aggregate);

#endif
