/* SPDX-License-Identifier: ISC
 *
 * report_reading: reading the definition of a report, shared by the files of report alone. What is faulty is reported
 * at its place, and false or NULL given.
 */
#ifndef ANTT_REPORT_READING_H
#define ANTT_REPORT_READING_H

#include "report.h"

struct report_reading {
    struct defs *defs;
    const struct kinds *kinds;
    const struct measures *measures;
    const struct record *definition;
    struct diag *diag;
};

/* Reports, and gives false. */
bool report_fault(const struct report_reading *reading, const struct node *node, const char *text);
/* An expression over the rows of the sheet. */
struct expr *report_expression(const struct report_reading *reading, const struct report_sheet *sheet,
                               const struct node *node, enum expr_wanted wanted);
/* Whether the key stands with `true`. */
bool report_flag(const struct node *mapping, const char *key);
/* The column of that id among those read so far; NULL for none. */
const struct report_column *report_column_at(const struct report_sheet *sheet, const char *id, size_t *index);
/* What a cell shows: an expression, and the words for its values. */
bool report_read_value(const struct report_reading *reading, const struct report_sheet *sheet, const struct node *value,
                       struct report_column *column);
/* The pieces of a chart's `finding`, if it has one. */
bool report_read_finding(const struct report_reading *reading, const struct report_sheet *sheet,
                         const struct node *chart_node, struct report_chart *chart);
/* A mapping `link`, or none; the sheet's records must wait in order, so that all rows are known when it is written. */
bool report_read_link(const struct report_reading *reading, const struct report_sheet *sheet, const struct node *node,
                      struct report_link *link);
/* What all sheets say alike; false with a message where it is faulty. */
bool report_read_wording(const struct report_reading *reading, struct report_wording *wording);
/* Reads the next column of the sheet. */
bool report_read_column(const struct report_reading *reading, struct report_sheet *sheet, const struct node *entry);

#endif
