/* SPDX-License-Identifier: ISC
 *
 * cells: makes the cells of one row of a workbook from values. Figures stand as people here write them: `34/39
 * (87,18%)`.
 *
 * The cells point into the row's own texts and are good until the same column is put again.
 */
#ifndef ANTT_CELLS_H
#define ANTT_CELLS_H

#include "report.h"
#include "xlsx.h"

/* All zero is an empty row. */
struct cells {
    struct xlsx_cell *cells;
    struct buffer *texts; /* by column: what the cells point to */
    size_t count;
};

/* Makes room for `count` columns. */
void cells_reserve(struct cells *row, size_t count);
void cells_free(struct cells *row);

void cells_put_text(struct cells *row, size_t column, struct text text, enum xlsx_kind kind);
/* A value in the column's format; blank where it is unknown. */
void cells_put_value(struct cells *row, const struct report_column *column, size_t index, struct value value);
/* Cuts a text that is longer than a cell can be, and marks it; true when it was. */
bool cells_cut_text(struct cells *row, size_t index);
/* A share of two cells to the left, in the sheet's row `row_number`: a formula that carries its value, or text; blank
 * where one of them is blank. */
void cells_put_share(struct cells *row, const struct report_column *column, size_t index, size_t row_number);
/* One line an item of a list of the record. */
void cells_put_items(struct cells *row, const struct report_column *column, size_t index, const struct kind *kind,
                     const struct node *root);
/* A field of one item of a list of the record. */
void cells_put_member(struct cells *row, const struct report_column *column, size_t index, const struct kind *kind,
                      const struct node *item);
/* How a column to the left differs from the figure `before`; NULL: it is not known, and the cell blank. Where figures
 * are missing on either side (not `sure`), so it says. */
void cells_put_change(struct cells *row, const struct report_column *column, size_t index, const int64_t *before,
                      bool sure);
enum cells_sum {
    CELLS_SUM,
    CELLS_SUBTOTAL, /* leaves other subtotals in its range out */
};
/* Rows of a sheet; `sheet` is NULL for the one that the sum stands in. */
struct cells_range {
    const char *sheet;
    size_t first_row, last_row;
};
/* The sum of a column over ranges of rows, as a formula that carries its value. */
void cells_put_sum(struct cells *row, size_t index, enum cells_sum kind, const struct cells_range *ranges, size_t count,
                   int64_t sum);

#endif
