/* SPDX-License-Identifier: ISC
 *
 * check: whether a record is what its kind says: fields, types, required fields, allowed values, relations, references.
 *
 * Every fault of a record is reported in one go, each once, at the offending value.
 */
#ifndef ANTT_CHECK_H
#define ANTT_CHECK_H

#include "expr.h"
#include "reader.h"
#include "units.h"

struct check;

/* Compiles the relations of all kinds; NULL with a message where one is faulty. */
struct check *check_new(const struct kinds *kinds, struct diag *diag);
void check_free(struct check *check);

enum check_text {
    CHECK_TEXT_SOUND,
    CHECK_TEXT_FAULTY, /* reported; the record is as it was */
    CHECK_TEXT_LOST,   /* reported; put in normal form it cannot be read, the record is none any more */
};

/* Whether the record's bytes are in Unicode normal form C. With a reader (NULL: none) those that are not are put in
 * that form and the record is read anew by it; its bytes are then the check's, until the next call. */
enum check_text check_normal_form(struct check *check, struct record *record, struct reader *fixer);
/* Fields and types alone, as judging and counting need them; true when there is no error. */
bool check_fields(struct check *check, const struct kind *kind, const struct record *record);
/* Whether a scalar is a value of that type, as of the field or of its items. */
bool check_scalar_fits(const struct field *field, enum field_type type, const struct node *node);
/* Of a record that check_fields() has seen: relations between fields, dates far from the record's year, and codes that
 * the unit records do not know. */
bool check_relations(struct check *check, const struct kind *kind, const struct record *record,
                     const struct units *units);

#endif
