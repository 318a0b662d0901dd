/* SPDX-License-Identifier: ISC
 *
 * flatten: the value at a path of a record as JSON, or as the text of one cell.
 *
 * In JSON numbers and truth are what the kind's type says, all else is a string, a list an array, a mapping an object
 * with all its fields; null is unknown. In a cell nothing is unknown, the items of a list are joined by `; `, `[]` is a
 * list that is known to be empty, and lists of mappings, tables and figures are JSON. In both a value that stands alone
 * for a mapping is read as the field that it is, and `false` for a mapping says that there is none.
 */
#ifndef ANTT_FLATTEN_H
#define ANTT_FLATTEN_H

#include "kind.h"

/* All zero but for `diag` and `json` is ready for use. */
struct flattener {
    struct diag *diag;
    bool json;
    struct buffer text; /* what was written; the caller clears it */
    bool is_text;       /* set where text of the record's own stands in it, not only numbers, days, truth or JSON */
    /* private */
    const struct kind *kind;
    const struct record *record;
    const struct node **faults; /* told already for this record */
    size_t fault_count, fault_capacity;
};

/* Begins a record. */
void flatten_record(struct flattener *flattener, const struct kind *kind, const struct record *record);
/* Appends the value at a path. One that is not of its type is reported once and taken for unknown; a path that the kind
 * does not have is unknown. */
void flatten_value(struct flattener *flattener, const char *path);
void flatten_free(struct flattener *flattener);

#endif
