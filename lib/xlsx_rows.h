/* SPDX-License-Identifier: ISC
 *
 * xlsx_rows: the rows that a document is made of, under the heading and the table alike.
 *
 * Each writes the row sheet->row and moves on to the next, and keeps the account of heights and pages.
 */
#ifndef ANTT_XLSX_ROWS_H
#define ANTT_XLSX_ROWS_H

#include "xlsx_cells.h"

enum { ROWS_GAP = 9 }; /* points between the parts of a document */

struct text rows_text_or_none(const char *string);

/* Begins a row for cells that the caller puts; the caller moves on. */
bool rows_begin(struct xlsx_sheet *sheet, double height);
/* An empty low row. */
bool rows_gap(struct xlsx_sheet *sheet);
/* The height of a row for text over the columns first..last. */
double rows_text_height(const struct xlsx_sheet *sheet, struct text text, enum look look, size_t first, size_t last);
/* A row of one text over the first columns. */
bool rows_wide(struct xlsx_sheet *sheet, struct text text, enum look look, size_t columns);

/* One half of a row; the columns are divided at sheet->layout.split. */
struct line {
    struct text text;
    enum look look;
};

double rows_pair_height(const struct xlsx_sheet *sheet, const struct line *left, const struct line *right);
bool rows_pair(struct xlsx_sheet *sheet, const struct line *left, const struct line *right);

/* A page break before the last `rows` rows, which are `kept` points high. */
void rows_break(struct xlsx_sheet *sheet, size_t rows, double kept);
/* The last two rows of the table go to the next page with what follows them: where the last one would stand there
 * alone, and in any case where `full` says that what comes next begins a page. Gives whether they do. */
bool rows_keep_last(struct xlsx_sheet *sheet, bool full);
/* Puts filter buttons for the rows since the captions; to be called before a row that they should not govern. */
bool rows_end_filter(struct xlsx_sheet *sheet);

#endif
