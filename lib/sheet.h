/* SPDX-License-Identifier: ISC
 *
 * sheet: what the columns of one table are, by the titles in its first row.
 */
#ifndef ANTT_SHEET_H
#define ANTT_SHEET_H

#include "cellvalue.h"
#include "csv.h"
#include "options.h"
#include "sheetmap.h"

/* What is the same for all tables. */
struct sheet_rules {
    const struct kind *kind;
    struct titles *titles;
    struct sheetmap map;
    struct option_list ignored; /* titles of columns that are left out */
};

struct sheet_column {
    char *title; /* as it stands in the table; NULL for a constant */
    size_t cell; /* in a row; of a constant SIZE_MAX */
    size_t line, column;
    char *path;
    struct target target;
    struct cellvalue reading;
    struct vocabulary words; /* of the map: what stands in the cell for what is meant */
    const char *constant;
    bool is_record;    /* it names the kind */
    struct node *node; /* the value in the row at hand; NULL for none */
};

/* All zero is none. */
struct sheet {
    struct sheet_column *columns; /* in the order of the kind's fields */
    size_t count, capacity;
    bool *titled; /* by cell: it has a title */
    size_t width;
};

/* How many of the cells are known as titles: by that separators are told apart. */
size_t sheet_recognise(const struct sheet_rules *rules, const struct csv_row *header);
/* False with messages, SEVERITY_TROUBLE, for titles that are unknown, unclear or mean one field twice, and for required
 * fields that have no column. */
bool sheet_begin(struct sheet *sheet, const struct sheet_rules *rules, const struct csv_row *header, const char *file,
                 struct diag *diag);
void sheet_free(struct sheet *sheet);

#endif
