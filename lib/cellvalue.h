/* SPDX-License-Identifier: ISC
 *
 * cellvalue: the cell of a table as a value of a field: what flatten and spreadsheets make of values, undone.
 *
 * Dates are taken as dd/mm/yyyy too, numbers with their thousands apart, truth and choices in words. An empty cell is
 * no value. Nothing is guessed: what can be read in two ways is refused.
 */
#ifndef ANTT_CELLVALUE_H
#define ANTT_CELLVALUE_H

#include "kind.h"
#include "vocabulary.h"

/* How the cells of one column are read. */
struct cellvalue {
    const struct field *field; /* whose choices, members and items they are; NULL below figures */
    enum field_type type;      /* of the cell: the field's, or that of the values of a table */
    struct vocabulary words;   /* for choices and truth */
};

/* Prepares for a field, or for the values in it where it is a table or figures and `below` is set. */
void cellvalue_begin(struct cellvalue *reading, const struct field *field, bool below);
void cellvalue_end(struct cellvalue *reading);
/* The value as a node in the arena, with the mark for its place; *node is NULL for none. False with a reason appended
 * to *why, as `'1,5' is not a count`. */
bool cellvalue_read(const struct cellvalue *reading, struct text cell, struct mark at, struct arena *arena,
                    struct buffer *why, struct node **node);
/* A scalar of text, in normal form C; plain where it can stand so in YAML. */
struct node *cellvalue_text(enum field_type type, struct text text, struct mark at, struct arena *arena);

#endif
