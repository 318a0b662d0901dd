/* SPDX-License-Identifier: ISC
 *
 * provenance: from what a workbook was made: the bytes that were read, the records in them, the criteria they were
 * judged by, the units that they are missing for, the definitions and the command.
 *
 * It watches the run: as its observer it takes the digest of every file while it is read, and it is shown every record
 * once. What it knows at the end becomes the last sheet of the workbook, and document properties, from which
 * antt-verify(1) makes the workbook anew. Nothing in it depends on the clock or on where files lie: the same bytes
 * under the same names with the same options give the same sheet. Text that no cell can hold is made legible.
 */
#ifndef ANTT_PROVENANCE_H
#define ANTT_PROVENANCE_H

#include "digest.h"
#include "keyset.h"
#include "run.h"
#include "xlsx.h"

enum { PROVENANCE_FIRST_YEAR = 1990, PROVENANCE_LAST_YEAR = 2100 };

struct provenance_input {
    char *name; /* as it was given */
    bool aside; /* units */
    char digest[DIGEST_SIZE];
    size_t records;
    int64_t bytes;
};

/* The records of one kind. */
struct provenance_tally {
    const struct kind *kind;
    int64_t records, undecided;
};

/* The records that one criteria set has judged. */
struct provenance_set {
    char *name;
    int first_year, last_year; /* 0: none is known */
    int64_t records;
};

struct provenance {
    struct run_observer observer;
    struct digest *digest; /* of the input that is being read */
    struct provenance_input *inputs;
    size_t input_count, input_capacity;
    struct provenance_tally *tallies;
    size_t tally_count, tally_capacity;
    struct provenance_set *sets;
    size_t set_count, set_capacity;
    struct keyset *set_names; /* numbered as the sets are */
    struct keyset *reported;  /* `code year` of the units that there are records of */
    bool years[PROVENANCE_LAST_YEAR - PROVENANCE_FIRST_YEAR + 1];
};

/* What the sheet says beside it. */
struct provenance_facts {
    const char *report, *footer;
    const struct node *words; /* the captions; one that is not given is its key */
    int32_t date;
    bool shown;                     /* else only the properties are written */
    const struct xlsx_sheet *first; /* of the workbook, where this sheet links back to; NULL: none */
};

struct provenance *provenance_new(void);
void provenance_free(struct provenance *provenance);
/* Takes a record in; its kind may be NULL. */
void provenance_take(struct provenance *provenance, const struct kind *kind, const struct record *record);
/* One digest for all inputs in their order, for comparing at a glance. */
void provenance_digest(const struct provenance *provenance, char text[DIGEST_SIZE]);
/* Adds the properties and the sheet. Failures are xlsx's, and show when the workbook is closed. */
void provenance_write(const struct provenance *provenance, struct run *run, const struct provenance_facts *facts,
                      struct xlsx *book);

/* The command that makes the workbook, as one types it into a shell: without the file it goes to, with its date. */
void provenance_append_command(const struct run *run, const struct provenance_facts *facts, struct buffer *command);
/* The text with U+FFFD for whatever no cell can hold. */
void provenance_append_legible(struct text text, struct buffer *legible);
/* Calls back for every option that the workbook depends on: report, date and the texts of the command line. */
void provenance_each_option(const struct run *run, const struct provenance_facts *facts,
                            void (*call)(void *context, const char *name, const char *value), void *context);

#endif
