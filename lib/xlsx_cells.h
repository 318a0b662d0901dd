/* SPDX-License-Identifier: ISC
 *
 * xlsx_cells: what lies between the two halves of xlsx: the writing of cells, which knows libxlsxwriter (xlsx.c), and
 * the making of a document out of them, which does not (xlsx_sheet.c).
 *
 * All functions that return bool report as xlsx.h says, through the book's diag of the running call. Rows are written
 * in order; cells go into the row that was begun last.
 */
#ifndef ANTT_XLSX_CELLS_H
#define ANTT_XLSX_CELLS_H

#include "sheetname.h"
#include "xlsx.h"
#include "xlsx_layout.h"

enum {
    XLSX_BODY_SIZE = 13,      /* points of most text */
    XLSX_MOST_ROWS = 1048576, /* of a sheet */
    XLSX_MOST_COLUMNS = 1024, /* our own limit */
    XLSX_MOST_BREAKS = 1023,  /* of a spreadsheet */
    XLSX_MOST_LINKS = 65530,  /* of a sheet */
    XLSX_KEPT_FREE = 64,      /* rows of a sheet for what follows the table: totals, note, chart, signature */
    XLSX_KEPT_ROWS = 4,       /* rows that go to the next page with the signature */
    XLSX_KNOWN_ROWS = 6,      /* rows whose heights are remembered, so that they can go to the next page */
};

#define XLSX_FONT "Times New Roman"

/* The height of rows that are not written, in points. */
#define XLSX_BARE_ROW 15.75

/* How a cell looks. The looks of table cells follow each other in the order of enum xlsx_format. */
enum look {
    LOOK_CELL,
    LOOK_TOTAL = LOOK_CELL + XLSX_FORMATS,
    LOOK_LINK = LOOK_TOTAL + XLSX_FORMATS, /* a cell that links */
    LOOK_GROUP = LOOK_LINK + XLSX_FORMATS,
    LOOK_GROUP_LINK,
    LOOK_BACK,
    LOOK_NOTE,
    LOOK_CAPTION,
    LOOK_SUPERIOR,
    LOOK_NATION,
    LOOK_NAME,
    LOOK_MOTTO,
    LOOK_RULE,
    LOOK_NUMBER,
    LOOK_ITALIC,
    LOOK_TITLE,
    LOOK_LIST_TITLE,
    LOOK_LIST,
    LOOKS
};

enum look_align { LOOK_LEFT, LOOK_CENTRE, LOOK_RIGHT };

struct look_table {
    double size;
    bool bold, italic, underlined, filled, bordered, heavy_top;
    enum look_align align;
    const char *number; /* the number format */
};

extern const struct look_table xlsx_looks[LOOKS];

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

struct xlsx_sheet {
    struct xlsx_sheet *next;
    struct xlsx *book;
    struct lxw_worksheet *worksheet;
    char *name;
    enum xlsx_format *formats; /* of the columns */
    size_t columns;
    struct layout layout;
    struct layout_pages pages;
    size_t row, first_row; /* the next row; the first of the table, just behind the captions */
    size_t last_row;       /* of the table, without totals */
    size_t end_row;        /* of the table or its totals */
    size_t heading_row;    /* the last heading among them; 0: none */
    size_t title_row;      /* where links to the sheet lead */
    bool backed;           /* the first row is a link for the screen, not to be printed */
    size_t links;
    bool filter_due;              /* there are rows that no filter buttons govern yet */
    double kept[XLSX_KNOWN_ROWS]; /* heights of the last rows, the very last at [0]; 0: not kept with what follows */
    uint64_t rows, cells;         /* written: what reading back must find */
    uint32_t *breaks;             /* the rows that pages begin with, as foretold */
    bool under_heading;           /* the row written last is a heading, to stand with the next */
    bool paged;                   /* the breaks matter: there is something to be kept together */
    size_t break_count, break_capacity;
};

struct xlsx {
    struct lxw_workbook *workbook;
    struct lxw_format *formats[LOOKS];
    char *path;
    struct diag *diag; /* of the call that is running */
    bool failed, links_told;
    size_t most_rows;
    struct sheetname_set names;
    struct buffer scratch;
    struct xlsx_sheet *first, **end;
    size_t sheets;
};

/* Reports, once, and gives false. */
bool xlsx_trouble(struct xlsx *book, const char *text);
/* Whether libxlsxwriter did it; whether the string, if there is one, may stand in a workbook. */
bool xlsx_succeeded(struct xlsx *book, unsigned error);
bool xlsx_valid(struct xlsx *book, const char *string);
/* The width that libxlsxwriter believes a column to have, in whole pixels. */
double xlsx_believed_width(double width);

/* Reads the closed file back: all that was written must be in it. */
bool xlsx_read_back(struct xlsx *book);

/* A worksheet of the given name, in `sheet`. */
bool xlsx_open_worksheet(struct xlsx_sheet *sheet);
/* Paper, margins, and a footer in the codes of xlsx_text_footer() or NULL. */
bool xlsx_set_page(struct xlsx_sheet *sheet, bool landscape, const char *footer);
/* Repeats these rows on each page, and freezes what is above `below` when `frozen`. */
bool xlsx_set_captions(struct xlsx_sheet *sheet, size_t first, size_t last, bool frozen);
/* Filter buttons in the row `captions` for the rows to `last`, which must be the one written last. */
bool xlsx_set_filter(struct xlsx_sheet *sheet, size_t captions, size_t last);

/* Begins the row sheet->row. */
bool xlsx_begin_row(struct xlsx_sheet *sheet, double height);
/* Text over the columns first..last, merged where these are several. */
bool xlsx_put_text(struct xlsx_sheet *sheet, struct text text, enum look look, size_t first, size_t last);
/* The same, as a link where there is a target; where there is no room for more links, as text, which is said once. */
bool xlsx_put_link(struct xlsx_sheet *sheet, struct text text, enum look look, size_t first, size_t last,
                   const struct xlsx_target *target);
/* Merges the cell with the one above it, which keeps its text. */
bool xlsx_put_upwards(struct xlsx_sheet *sheet, enum look look, size_t column);
bool xlsx_put_blank(struct xlsx_sheet *sheet, enum look look, size_t column);
bool xlsx_put_number(struct xlsx_sheet *sheet, double value, enum look look, size_t column);
/* A value that is NAN is the empty text. */
bool xlsx_put_formula(struct xlsx_sheet *sheet, const char *formula, double value, enum look look, size_t column);

/* A chart of this size with its corner in the first column of `row`. */
bool xlsx_put_chart(struct xlsx_sheet *sheet, const struct xlsx_chart_spec *spec, size_t row, double width,
                    double height);

#endif
