/* SPDX-License-Identifier: ISC
 *
 * xlsx: writing a workbook that prints as an official document.
 *
 * The only module that knows libxlsxwriter. Rows are streamed to temporary files, so memory stays flat; therefore what
 * decides the layout (columns, captions, heading) is given when a sheet is added, and rows come in order. Sheets may be
 * filled by turns. All captions come from the caller; strings are UTF-8, NUL-terminated unless `struct text`, copied
 * where they are kept; NULL or "" leaves the element out. Rows and columns count from 0.
 *
 * Functions that return bool or a pointer report their failure once, as trouble, and give false or NULL. After that the
 * workbook is spoilt: every later call fails quietly, xlsx_close() too; a sheet that is NULL only makes them fail. So a
 * caller may check at the end only.
 */
#ifndef ANTT_XLSX_H
#define ANTT_XLSX_H

#include "diag.h"
#include "text.h"

struct xlsx;       /* a workbook being written */
struct xlsx_sheet; /* one of its sheets; belongs to the workbook */

/* The workbook. */

struct xlsx_options {
    const char *title, *author; /* document properties */
    const char *directory;      /* for temporary files; NULL: $TMPDIR, else /tmp */
    size_t most_rows;           /* of a sheet, for tests; 0: as many as the format has */
    int64_t created;            /* seconds since 1970: the date it carries; same input and date give the same bytes */
};

/* Begins a workbook in the file `path`, which is made or emptied: pass a temporary name, rename it after closing. */
struct xlsx *xlsx_create(const char *path, const struct xlsx_options *options, struct diag *diag);
/* A document property of one's own; name and value have 1 to 255 characters. */
bool xlsx_property(struct xlsx *book, const char *name, const char *value, struct diag *diag);
/* Writes the file, reads it back (archive, checksums, XML, rows and cells of every sheet) and frees everything.
 * True only when the file is complete; on false it is left for the caller to remove. Fails with no sheet at all. */
bool xlsx_close(struct xlsx *book, struct diag *diag);
/* Frees everything without writing; the file is left for the caller to remove. NULL is allowed. */
void xlsx_discard(struct xlsx *book);

/* Sheets: heading block, then captions (repeated on each page, frozen, with filter buttons), then rows. */

enum xlsx_format {
    XLSX_TEXT,    /* left, wrapped */
    XLSX_CODE,    /* text that may look like a number; centred, never taken for one */
    XLSX_INTEGER, /* grouped by thousands */
    XLSX_PERCENT, /* two decimals */
    XLSX_DATE,    /* dd/mm/yyyy */
    XLSX_RATIO,   /* short text such as `34/39 (87,18%)`; centred */
    XLSX_FORMATS
};

struct xlsx_column {
    const char *caption;
    const char *group; /* neighbours with equal groups get it as a common caption above their own */
    enum xlsx_format format;
    double width; /* in characters, as xlsx_width_of() measures; 0: as the caption and the format need */
};

/* The block above the table: parent and issuer at left; nation and motto at right; below them number and place_date;
 * then title and subtitle over the whole width. A '\n' breaks a line of title and subtitle. */
struct xlsx_heading {
    const char *parent, *issuer, *nation, *motto, *number, *place_date, *title, *subtitle;
};

struct xlsx_sheet_spec {
    const char *name; /* any text; made into a legal name unlike those before it */
    bool landscape;
    const char *footer; /* `{page}` and `{pages}` stand for the numbers */
    const struct xlsx_heading *heading;
    const struct xlsx_sheet *back; /* a link to this sheet stands above all, for the screen only; NULL: none */
    const struct xlsx_column *columns;
    size_t column_count; /* 1 or more */
};

/* Adds a sheet, A4, one page wide, and writes its heading and captions. The spec is not kept. */
struct xlsx_sheet *xlsx_add_sheet(struct xlsx *book, const struct xlsx_sheet_spec *spec, struct diag *diag);
/* The name that the sheet got; valid as long as the workbook. */
const char *xlsx_sheet_name(const struct xlsx_sheet *sheet);
/* The column width in characters that shows the text in one line; the longest line where there are several. */
double xlsx_width_of(struct text text, bool bold);

/* Rows. */

enum xlsx_kind {
    XLSX_CELL_BLANK,
    XLSX_CELL_TEXT,
    XLSX_CELL_CODE,
    XLSX_CELL_INTEGER,
    XLSX_CELL_PERCENT, /* number / whole; blank when whole is 0 */
    XLSX_CELL_DATE,
    XLSX_CELL_FORMULA, /* shown in the format of its column */
};

/* Where a link leads. */
struct xlsx_target {
    const struct xlsx_sheet *sheet; /* NULL: nowhere */
    size_t row, column;
};

enum { XLSX_LONGEST_TEXT = 32767 }; /* of a cell, in UTF-16 units */

/* One cell; text is read during the call only. */
struct xlsx_cell {
    enum xlsx_kind kind;
    struct text text;      /* TEXT, CODE: at most 32,767 characters, no control character but '\n' and tab */
    int64_t number, whole; /* INTEGER, PERCENT */
    int32_t date;          /* DATE: year * 10000 + month * 100 + day, from 1900-03-01 */
    struct xlsx_target to; /* TEXT, CODE, and the text of a heading: underlined, a link; a sheet can have 65,530 */
    const char *formula;   /* FORMULA, as `=SUM(C10:C17)` */
    double value;          /* FORMULA: its true result, shown where nothing recalculates; NAN: the empty text */
};

enum xlsx_row_style {
    XLSX_ROW_NORMAL,
    XLSX_ROW_TOTAL, /* bold, under a stronger line */
    XLSX_ROW_GROUP, /* the first cell's text, bold, over the whole width */
    XLSX_ROW_NOTE,  /* the first cell's text, italic, over the whole width, no borders */
    XLSX_ROW_STYLES
};

/* Writes the next row; cells that are missing up to the last column are blank. */
bool xlsx_row(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count, enum xlsx_row_style style,
              struct diag *diag);
/* The row that the next call of xlsx_row() will write; the first row of the table. */
size_t xlsx_next_row(const struct xlsx_sheet *sheet);
size_t xlsx_first_row(const struct xlsx_sheet *sheet);
/* The first row that the table has not; from there on it goes on in another sheet of the same spec. */
size_t xlsx_end_row(const struct xlsx_sheet *sheet);

/* The cell's name in formulas, such as `C10`, in the caller's buffer, which is also returned. */
enum { XLSX_REFERENCE_SIZE = 16 };
char *xlsx_reference(size_t row, size_t column, char reference[XLSX_REFERENCE_SIZE]);

/* What may follow the table. */

enum xlsx_chart_kind { XLSX_CHART_LINE, XLSX_CHART_COLUMN };

struct xlsx_range {
    size_t first_row, first_column, last_row, last_column; /* one row or one column of cells */
};

/* labels and numbers repeat the cells of the ranges for viewers that do not read them, one for each cell; NULL: none.
 * A number that is NAN is a gap. */
struct xlsx_series {
    const char *name;
    const struct xlsx_sheet *source; /* where the ranges lie; NULL: the chart's own sheet */
    struct xlsx_range categories, values;
    const char *const *labels;
    const double *numbers;
};

struct xlsx_chart_spec {
    enum xlsx_chart_kind kind;
    const char *title, *category_title, *value_title;
    bool percent; /* the values are shares */
    const struct xlsx_series *series;
    size_t series_count;  /* 1 to 8 */
    double width, height; /* in mm; width 0: as wide as the table; height 0: 80 */
};

/* Puts a chart below what is written and moves the next row below it. Read it without colours: dashes and markers. */
bool xlsx_chart(struct xlsx_sheet *sheet, const struct xlsx_chart_spec *spec, struct diag *diag);

/* recipients: a list under its own title, at left; at right the signer's office (lines at '\n'), a remark below it,
 * room for the signature, the name. */
struct xlsx_signature {
    const char *recipients_title;
    const char *const *recipients;
    size_t recipient_count;
    const char *office, *remark, *name;
};

/* Writes the block and keeps it on one page with the rows before it, as far as heights can be foretold. */
bool xlsx_signature(struct xlsx_sheet *sheet, const struct xlsx_signature *signature, struct diag *diag);

#endif
