/* SPDX-License-Identifier: ISC
 *
 * report: what a workbook holds, read from the definitions in reports/: sheets, their rows, columns, totals and charts.
 *
 * A sheet's rows are either the records of a kind or groups of summaries; its cells are expressions over them.
 */
#ifndef ANTT_REPORT_H
#define ANTT_REPORT_H

#include "aggregate.h"
#include "sortkey.h"

enum column_format {
    COLUMN_TEXT,
    COLUMN_CODE,
    COLUMN_INTEGER,
    COLUMN_PERCENT, /* part / whole */
    COLUMN_DATE,
    COLUMN_RATIO,  /* `34/39 (87,18%)` */
    COLUMN_RANGE,  /* `82,05%-87,18%`: what the share may be, from part / whole to (part + missing) / whole */
    COLUMN_CHANGE, /* `+12 (+8,22% của 146)`: from the row above */
    COLUMN_FORMATS
};

/* Names that expressions of a report may use beside the fields. */
enum report_extra { EXTRA_FIRST_YEAR, EXTRA_LATEST_YEAR, EXTRA_NUMBER, EXTRA_UNIT_NAME, REPORT_EXTRAS };

enum { COLUMN_SHOWN = 4, LINK_KEYS = 3 };

/* From a cell to the first row of another sheet that has the same values in these fields. */
struct report_link {
    const char *sheet;         /* its name; NULL: no link */
    const char *by[LINK_KEYS]; /* paths, NULL behind the last; in groups of summaries, their keys */
    bool heading;              /* not to the row but to the heading that begins with it */
};

struct report_column {
    const char *id, *caption, *group;
    enum column_format format;
    int64_t width;      /* in characters; 0: as the caption needs */
    struct expr *value; /* NULL for all that follow */
    const char *source; /* the value as it is written in the definition */
    struct report_link link;
    const struct node *words;                 /* what stands for a value; NULL: the value */
    bool capital;                             /* those words are the kind's: they get a capital here */
    const char *each;                         /* a list: one line an item */
    const char *shown[COLUMN_SHOWN];          /* the item's fields, parted by `: ` */
    bool reasons;                             /* `each`: what it shows are reasons, to be put into Vietnamese */
    const struct field *item;                 /* a field of the item that the row is for */
    const struct report_column *part, *whole; /* columns to the left: of a share; of a change, part */
    const struct report_column *missing;      /* how many are unknown; NULL: none */
    size_t part_index, whole_index, missing_index;
    int64_t base, ordinary; /* of a change: percent from this figure on; ordinary up to so many standard deviations */
    bool summed;            /* the row of totals has its sum */
    struct text class;      /* of a sum in groups: its class, */
    const char *unknown;    /* and the figure that counts the records where it is unknown; NULL: it is no sum */
};

struct report_series {
    const char *name;
    size_t column;
};

enum { CHART_SERIES = 8 };

/* A title that says what the figures show is made of pieces: text, and what becomes of a column's figures. */
enum finding {
    FINDING_TEXT,
    FINDING_FIRST, /* the first figure that is known */
    FINDING_LAST,
    FINDING_LOWEST,
    FINDING_HIGHEST,
    FINDING_FIRST_AT, /* the category of that row */
    FINDING_LAST_AT,
    FINDING_LOWEST_AT,
    FINDING_HIGHEST_AT,
    FINDING_CHANGE, /* `tăng từ 5 lên 7`, from the first to the last */
    FINDINGS
};

struct report_piece {
    enum finding finding;
    struct text text;
    size_t column;
};

struct report_chart {
    bool given, columns; /* columns: upright bars, else lines */
    const char *title, *category_title, *value_title;
    struct report_piece *pieces; /* of the title where all its figures are known; none: always the other */
    size_t piece_count;
    bool counts_missing;
    size_t missing; /* the column that counts what is not in the figures of a row */
    size_t category;
    struct report_series series[CHART_SERIES];
    size_t series_count;
};

struct report_sheet {
    const char *name, *title, *subtitle, *total, *note;
    const char *subtotal; /* the word before the sums of the rows under a heading; NULL: none */
    const char *each;     /* a list of the record: its items are the rows */
    bool landscape, signature;
    const struct kind *kind; /* of the records; the kind of summaries where rows are groups */
    bool grouped;
    const char *class; /* of groups: only summaries that have figures of it; NULL: all */
    struct grouping grouping;
    struct expr *where;         /* NULL: all */
    struct report_column under; /* rows of the same value stand under it as their heading; no value: none */
    struct sortkey *order;      /* of records; NULL: as they come */
    struct report_column *columns;
    size_t column_count;
    struct report_chart chart;
};

/* Wording that is the same on every sheet. */
struct report_wording {
    const char *nation, *motto, *place_date, *footer, *recipients_title, *remark;
    const char *no_rows, *missing; /* below a table: that it is empty; in what sums records are missing */
    const struct node *provenance; /* the captions of the last sheet; NULL: none */
    const char **recipients;
    size_t recipient_count;
};

struct report {
    const char *name, *title;
    struct report_wording wording;
    struct report_sheet *sheets;
    size_t sheet_count, sheet_capacity;
    bool provenance; /* the last sheet says what the workbook was made from */
};

/* The report of that name; NULL with a message when there is none or it is faulty. */
struct report *report_load(struct defs *defs, const struct kinds *kinds, const struct measures *measures,
                           const char *name, struct diag *diag);
void report_free(struct report *report);

#endif
