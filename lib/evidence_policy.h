/* SPDX-License-Identifier: ISC
 *
 * evidence_policy: a definition of evidence as it was read, and what has been found; shared by the files of evidence
 * alone.
 */
#ifndef ANTT_EVIDENCE_POLICY_H
#define ANTT_EVIDENCE_POLICY_H

#include "evidence.h"
#include "expr.h"
#include "keyset.h"
#include "reader.h"

/* What expressions of conflicts know of the one that was found. */
enum { FOUND_YEAR, FOUND_VALUE, FOUND_DISPUTED, FOUND_EXTRAS };

/* One name of the block: the years in which something was found, or what was found, by year. */
struct subject_list {
    const char *name;
    bool valued;
    bool plain; /* its values are numbers, days or truth */
};

/* A subject's id: a field of the record that gets the evidence, or a list's value for the latest year. */
struct subject_key {
    const struct field *field; /* NULL: of the list */
    size_t list;
};

struct collector {
    size_t list;
    const struct kind **from;
    size_t from_count;
    struct subject_key *keys; /* the kind's key without the year is one of these; else */
    size_t key_count;
    const char **same; /* these fields are the same in both */
    size_t same_count;
    struct expr *when;   /* of what is found; NULL: always */
    struct expr *wanted; /* of the record that gets the evidence; NULL: always */
    struct expr *value;  /* NULL: the year alone */
};

struct conflict {
    const char *name, *vi, *en;
    enum severity severity;
    struct expr *when;
    bool each; /* asked for each in the list */
    size_t list;
    bool once, told; /* one message is enough for all */
};

/* One record that a collector took. */
struct item {
    const char *file, *value;
    uint32_t number;     /* in the order of the stream */
    uint32_t line, next; /* `next` of the same key, as number + 1 */
    uint32_t more;       /* how many like it were not kept */
    uint16_t year, collector;
    const struct kind *kind;
};

struct findings {
    const struct item **items;
    size_t count, capacity;
};

/* All about one kind whose records get evidence. */
struct policy {
    const struct kind *kind;
    struct subject_list *lists;
    size_t list_count, list_capacity;
    struct collector *collectors;
    size_t collector_count, collector_capacity;
    struct conflict *conflicts;
    size_t conflict_count, conflict_capacity;
    struct keyset *keys;
    uint32_t *heads; /* by the key's number: its first item + 1 */
    size_t head_capacity;
    struct item **chunks; /* of ITEMS each, so that items stay where they are */
    size_t item_count, chunk_capacity;
    struct findings *found; /* by list, for the record at hand */
};

/* Of one key, so many items are kept that differ in the place alone: a stream of the same again and again costs no more
 * than its length. */
enum { ITEMS = 1024, MOST_ALIKE = 64 };

struct evidence {
    struct policy *policies;
    size_t count, capacity;
    struct diag *diag;
    struct arena values;
    struct reader *reader; /* of the block, for the expressions of conflicts */
    struct buffer key, text;
};

/* The policy for records of a kind; NULL: they get no evidence. */
struct policy *evidence_policy(const struct evidence *evidence, const struct kind *kind);
/* Fills policy->found for a record: by year, and in the order of the stream. */
void evidence_find(struct evidence *evidence, struct policy *policy, const struct record *record, int year);
void evidence_free_policy(struct policy *policy);

#endif
