/* SPDX-License-Identifier: ISC
 *
 * filling_inside: what the files of filling share: the state of a sheet that is being filled.
 */
#ifndef ANTT_FILLING_INSIDE_H
#define ANTT_FILLING_INSIDE_H

#include "anchors.h"
#include "filling.h"
#include "sorter.h"

/* Sums of the columns over the rows since a heading, or over all. */
struct tally {
    int64_t *sums;
    bool *known;                  /* whether anything was known that went into the sum */
    size_t first_part, first_row; /* where they begin */
};

/* A sheet of the workbook: a table longer than one goes on in the next. */
struct part {
    struct xlsx_sheet *sheet;
    size_t first_row, last_row;
};

/* Where a cell's link leads. */
struct outgoing {
    const struct filling *target; /* NULL: nowhere */
    const struct anchors *anchors;
    size_t column;
};

/* Rows that others link to, by the keys and the manner of one link. */
struct incoming {
    const struct report_link *link;
    struct anchors *anchors;
};

struct filling {
    const struct report_sheet *sheet;
    struct filling_context *context;
    struct part *parts; /* the last is being filled; none: no rows are taken */
    size_t part_count, part_capacity;
    struct aggregate *groups; /* of a sheet whose rows are groups */
    struct sorter *sorter;    /* of a sheet of records that has an order */
    struct buffer key, heading;
    int first_year, latest_year;
    size_t number; /* of the row written last, from 1 */
    bool planning; /* rows are only counted, */
    size_t planned_row;
    struct tally all, block;
    int64_t *missing; /* by column: the records whose figures are not in its sums */
    struct previous_row {
        int64_t *numbers;
        bool *known;
    } before;               /* the figures of the row above */
    struct outgoing *links; /* by column; last that of the heading */
    struct incoming *incoming;
    size_t incoming_count, incoming_capacity;
    struct chart_data {
        char **labels;
        double *values; /* of all columns, row by row; NAN: no number */
        size_t count, capacity, value_capacity;
    } chart;
};

/* The row that is written, or counted, next. */
size_t filling_next_row(const struct filling *filling);

void tally_new(struct tally *tally, size_t columns);
void tally_free(struct tally *tally);
/* Adds the row at hand. */
void tally_add(struct filling *filling, struct tally *tally);
/* Begins anew at the next row. */
void tally_restart(struct filling *filling, struct tally *tally);
/* A row of sums. Shares are computed from the sums, never averaged. */
void tally_write(struct filling *filling, const struct tally *tally, const char *label);

/* The item at hand begins a row of its own at the next row, under a heading at `heading` or SIZE_MAX. */
void links_note(struct filling *filling, const struct node *root, size_t heading);
/* Makes a cell of the row a link, if its column has one that leads somewhere; the last index is the heading's. */
void links_put(struct filling *filling, const struct node *root, size_t index, struct xlsx_cell *cell);

/* The cell of a sum, which is empty where nothing of it is known: a zero that was not reported is none. */
void sums_put_unknown(struct filling *filling, const struct node *root, size_t index);
/* A note of the sums that records are missing from, where the sheet has no column that counts them. */
void sums_write_missing(struct filling *filling);

void chart_keep(struct filling *filling);

#endif
