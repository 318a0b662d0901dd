/* SPDX-License-Identifier: ISC
 *
 * report: what a workbook holds, read from the definitions in reports/: sheets, their rows, columns, totals and charts.
 *
 * A sheet's rows are either the records of a kind or groups of summaries; its cells are expressions over them.
 */
#ifndef ANTT_REPORT_H
#define ANTT_REPORT_H

#include "aggregate.h"

enum column_format { COLUMN_TEXT, COLUMN_CODE, COLUMN_INTEGER, COLUMN_PERCENT, COLUMN_DATE, COLUMN_RATIO };

/* Names that expressions of a report may use beside the fields. */
enum report_extra { EXTRA_FIRST_YEAR, EXTRA_LATEST_YEAR, EXTRA_NUMBER, EXTRA_UNIT_NAME, REPORT_EXTRAS };

enum { COLUMN_SHOWN = 4 };

struct report_column {
    const char *id, *caption, *group;
    enum column_format format;
    int64_t width;                            /* in characters; 0: as the caption needs */
    struct expr *value;                       /* NULL for percent and ratio, and for `each` */
    const struct node *words;                 /* what stands for a value of choice; NULL: the value */
    const char *each;                         /* a list: one line an item */
    const char *shown[COLUMN_SHOWN];          /* the item's fields, parted by `: ` */
    bool reasons;                             /* `each`: what it shows are reasons, to be put into Vietnamese */
    const struct report_column *part, *whole; /* of percent and ratio: columns to the left */
    size_t part_index, whole_index;
    bool summed; /* the row of totals has its sum */
};

struct report_series {
    const char *name;
    size_t column;
};

enum { CHART_SERIES = 8 };

struct report_chart {
    bool given, columns; /* columns: upright bars, else lines */
    const char *title, *category_title, *value_title;
    size_t category;
    struct report_series series[CHART_SERIES];
    size_t series_count;
};

struct report_sheet {
    const char *name, *title, *subtitle, *total, *note;
    bool landscape, signature;
    const struct kind *kind; /* of the records; the kind of summaries where rows are groups */
    bool grouped;
    const char *class; /* of groups: only summaries that have figures of it; NULL: all */
    struct grouping grouping;
    struct expr *where; /* NULL: all */
    struct report_column *columns;
    size_t column_count;
    struct report_chart chart;
};

/* Wording that is the same on every sheet. */
struct report_wording {
    const char *nation, *motto, *place_date, *footer, *recipients_title, *remark;
    const char **recipients;
    size_t recipient_count;
};

struct report {
    const char *name, *title;
    struct report_wording wording;
    struct report_sheet *sheets;
    size_t sheet_count, sheet_capacity;
};

/* The report of that name; NULL with a message when there is none or it is faulty. */
struct report *report_load(struct defs *defs, const struct kinds *kinds, const struct measures *measures,
                           const char *name, struct diag *diag);
void report_free(struct report *report);

#endif
