/* SPDX-License-Identifier: ISC
 *
 * columns: which records are the rows of a table, and which of their fields are its columns.
 *
 * A path may lead through a list, to a field of each of its items; below a table or figures it goes on with their own
 * keys. Everything is checked against the kinds before any record is seen.
 */
#ifndef ANTT_COLUMNS_H
#define ANTT_COLUMNS_H

#include "kind.h"
#include "options.h"

struct column {
    char *path;
    const struct field *field; /* of the first kind that has it; NULL below tables and figures */
};

/* All zero but for `flat` is a choice that is still to be made. */
struct columns {
    bool flat;                 /* a mapping is taken apart into a column for each of its fields */
    const struct kind **kinds; /* whose records are rows; none: it is up to the first record */
    size_t kind_count, kind_capacity;
    struct column *items;
    size_t count, capacity;
};

/* Chooses by names, several in an item parted by commas. Without kinds: all kinds that have all of the fields; without
 * fields: all of the kinds'; with neither the choice is left open. False with a message for every name that is none, a
 * field named twice, or fields that no kind has together. */
bool columns_choose(struct columns *columns, const struct kinds *kinds, const struct option_list *kind_names,
                    const struct option_list *field_names, struct diag *diag);
/* Makes the choice that was left open: this kind and all its fields; false with a message where they have no end. */
bool columns_take_all(struct columns *columns, const struct kind *kind, struct diag *diag);
/* Whether records of the kind are rows. */
bool columns_have_kind(const struct columns *columns, const struct kind *kind);
/* Appends a column's title in Vietnamese or English, its path behind it where another has the same; the path alone
 * where it has none. */
void columns_append_title(const struct columns *columns, size_t index, bool english, struct buffer *title);
void columns_free(struct columns *columns);

#endif
