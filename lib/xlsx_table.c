/* SPDX-License-Identifier: ISC */
#include "xlsx.h"

#include "xlsx_rows.h"
#include "xlsx_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLANK_LINES = 4,       /* room for a signature by hand */
    SERIAL_1970 = 25569,   /* the day number of 1970-01-01 */
    FIRST_DATE = 19000301, /* before it spreadsheets disagree about day numbers */
    CHART_HEIGHT = 80,     /* mm */
};

/* The longest integer that a cell holds exactly. */
static const int64_t LARGEST = INT64_C(1) << 53;

/* A sheet that could not be added, and one of a workbook that is spoilt, were reported before. */
static bool usable(const struct xlsx_sheet *sheet, struct diag *diag)
{
    if (!sheet || sheet->book->failed)
        return false;
    sheet->book->diag = diag;
    return true;
}

/* --- rows of the table --- */

/* Makes a column wide enough for a number, which a spreadsheet shows as ##### when it does not fit. */
static void make_room(struct xlsx_sheet *sheet, size_t column, size_t characters)
{
    double width = layout_pixels_of_characters((double)characters * XLSX_BODY_SIZE / 12 + 1);
    if (sheet->layout.widths[column] < width)
        sheet->layout.widths[column] = width;
}

/* The format in which the cell is shown in its column. */
static enum xlsx_format shown_as(enum xlsx_kind kind, enum xlsx_format column)
{
    bool wordy = column == XLSX_TEXT || column == XLSX_CODE || column == XLSX_RATIO;
    switch (kind) {
    case XLSX_CELL_TEXT:
        return wordy ? column : XLSX_RATIO;
    case XLSX_CELL_CODE:
        return XLSX_CODE;
    case XLSX_CELL_INTEGER:
        return XLSX_INTEGER;
    case XLSX_CELL_PERCENT:
        return XLSX_PERCENT;
    case XLSX_CELL_DATE:
        return XLSX_DATE;
    case XLSX_CELL_BLANK:
        return column;
    case XLSX_CELL_FORMULA:
        break;
    }
    return column == XLSX_CODE ? XLSX_RATIO : column; /* in a cell for text the formula itself would be shown */
}

static bool put_integer(struct xlsx_sheet *sheet, int64_t value, enum look look, size_t column)
{
    if (value > LARGEST || value < -LARGEST)
        return xlsx_trouble(sheet->book, "a number is too large for a cell");
    make_room(sheet, column, xlsx_text_number_length((double)value, 0));
    return xlsx_put_number(sheet, (double)value, look, column);
}

static bool put_percent(struct xlsx_sheet *sheet, const struct xlsx_cell *cell, enum look look, size_t column)
{
    if (cell->whole == 0)
        return xlsx_put_blank(sheet, look, column);
    double value = (double)cell->number / (double)cell->whole;
    make_room(sheet, column, xlsx_text_number_length(value * 100, 2) + 1);
    return xlsx_put_number(sheet, value, look, column);
}

static bool put_date(struct xlsx_sheet *sheet, int32_t date, enum look look, size_t column)
{
    if (date < FIRST_DATE || !date_exists(date_year(date), date / 100 % 100, date % 100))
        return xlsx_trouble(sheet->book, "a date does not exist, or is before 1900-03-01");
    make_room(sheet, column, strlen("dd/mm/yyyy"));
    return xlsx_put_number(sheet, (double)(date_to_days(date) + SERIAL_1970), look, column);
}

static bool put_formula(struct xlsx_sheet *sheet, const struct xlsx_cell *cell, enum look look, size_t column)
{
    if (!cell->formula || cell->formula[0] != '=')
        return xlsx_trouble(sheet->book, "a formula does not begin with =");
    if (isinf(cell->value))
        return xlsx_trouble(sheet->book, "the value of a formula is infinite");
    bool percent = sheet->formats[column] == XLSX_PERCENT;
    if (!isnan(cell->value))
        make_room(sheet, column,
                  percent ? xlsx_text_number_length(cell->value * 100, 2) + 1
                          : xlsx_text_number_length(cell->value, 0));
    return xlsx_put_formula(sheet, cell->formula, cell->value, look, column);
}

static bool put_cell(struct xlsx_sheet *sheet, const struct xlsx_cell *cell, enum look base, size_t column)
{
    enum look look = (enum look)((unsigned)base + (unsigned)shown_as(cell->kind, sheet->formats[column]));
    switch (cell->kind) {
    case XLSX_CELL_TEXT:
    case XLSX_CELL_CODE:
        return xlsx_put_link(sheet, cell->text, look, column, column, &cell->to);
    case XLSX_CELL_INTEGER:
        return put_integer(sheet, cell->number, look, column);
    case XLSX_CELL_PERCENT:
        return put_percent(sheet, cell, look, column);
    case XLSX_CELL_DATE:
        return put_date(sheet, cell->date, look, column);
    case XLSX_CELL_FORMULA:
        return put_formula(sheet, cell, look, column);
    case XLSX_CELL_BLANK:
        break;
    }
    return xlsx_put_blank(sheet, look, column);
}

static double cells_height(const struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count, enum look base)
{
    double tallest = layout_row_height(1, XLSX_BODY_SIZE);
    for (size_t i = 0; i < count; i++) {
        if (cells[i].kind != XLSX_CELL_TEXT && cells[i].kind != XLSX_CELL_CODE)
            continue;
        double height = rows_text_height(sheet, cells[i].text, base, i, i);
        tallest = height > tallest ? height : tallest;
    }
    return tallest;
}

static bool put_cells(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count, enum look base)
{
    static const struct xlsx_cell blank = {.kind = XLSX_CELL_BLANK};
    bool done = rows_begin(sheet, cells_height(sheet, cells, count, base));
    for (size_t i = 0; done && i < sheet->columns; i++)
        done = put_cell(sheet, i < count ? &cells[i] : &blank, base, i);
    sheet->row++;
    return done;
}

static bool put_group(struct xlsx_sheet *sheet, const struct xlsx_cell *cell)
{
    size_t last = sheet->columns - 1;
    bool done = rows_begin(sheet, rows_text_height(sheet, cell->text, LOOK_GROUP, 0, last)) &&
                xlsx_put_link(sheet, cell->text, LOOK_GROUP, 0, last, &cell->to);
    sheet->row++;
    sheet->under_heading = sheet->paged = true;
    return done;
}

bool xlsx_row(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count, enum xlsx_row_style style,
              struct diag *diag)
{
    if (!usable(sheet, diag))
        return false;
    struct xlsx *book = sheet->book;
    if (count > sheet->columns)
        return xlsx_trouble(book, "a row has more cells than its sheet has columns");
    static const struct xlsx_cell blank = {.text = {"", 0}};
    struct text text = count > 0 ? cells[0].text : text_of("");
    if (style == XLSX_ROW_NORMAL || style == XLSX_ROW_GROUP) {
        sheet->filter_due = true;
        sheet->last_row = sheet->row;
        sheet->heading_row = style == XLSX_ROW_GROUP ? sheet->row : sheet->heading_row;
    }
    if (style != XLSX_ROW_NOTE)
        sheet->end_row = sheet->row;
    switch (style) {
    case XLSX_ROW_GROUP:
        return put_group(sheet, count > 0 ? &cells[0] : &blank);
    case XLSX_ROW_NOTE:
        return rows_end_filter(sheet) && rows_wide(sheet, text, LOOK_NOTE, sheet->layout.count);
    case XLSX_ROW_TOTAL:
        return rows_end_filter(sheet) && put_cells(sheet, cells, count, LOOK_TOTAL);
    case XLSX_ROW_NORMAL:
    case XLSX_ROW_STYLES:
        break;
    }
    return put_cells(sheet, cells, count, LOOK_CELL);
}

/* --- what follows the table --- */

static size_t chart_rows(double height)
{
    return (size_t)(height * 72 / 96 / XLSX_BARE_ROW) + 2;
}

/* Where the page has no room for a chart so high, it goes to the next, with the last rows of the table: captions are
 * repeated there, and would stand above none. */
static void find_page(struct xlsx_sheet *sheet, double height)
{
    if (rows_keep_last(sheet, false) || layout_pages_fit(&sheet->pages, height))
        return;
    if (!rows_keep_last(sheet, true))
        rows_break(sheet, 0, 0);
}

bool xlsx_chart(struct xlsx_sheet *sheet, const struct xlsx_chart_spec *spec, struct diag *diag)
{
    if (!usable(sheet, diag) || !rows_end_filter(sheet))
        return false;
    double table = layout_span(&sheet->layout, 0, sheet->columns - 1);
    double width = spec->width > 0 ? layout_pixels_of_mm(spec->width) : table;
    double height = layout_pixels_of_mm(spec->height > 0 ? spec->height : CHART_HEIGHT);
    find_page(sheet, (double)(chart_rows(height) + 1) * XLSX_BARE_ROW);
    size_t rows = chart_rows(height);
    sheet->row++; /* a gap */
    if (sheet->row + rows >= XLSX_MOST_ROWS)
        return xlsx_trouble(sheet->book, "there is no room for a chart");
    (void)layout_pages_add(&sheet->pages, (double)(rows + 1) * XLSX_BARE_ROW); /* higher than a page, it is cut */
    memset(sheet->kept, 0, sizeof sheet->kept);
    sheet->paged = true;
    if (!xlsx_put_chart(sheet, spec, sheet->row, width, height))
        return false;
    sheet->row += rows;
    return true;
}

/* Lines of one half of the signature. */
struct half {
    struct line *lines;
    size_t count, capacity;
};

static void add_line(struct half *half, struct text text, enum look look)
{
    half->lines = mem_grow(half->lines, &half->capacity, half->count + 1, sizeof *half->lines);
    half->lines[half->count++] = (struct line){text, look};
}

static void signature_halves(const struct xlsx_signature *signature, struct half *left, struct half *right)
{
    struct text office = rows_text_or_none(signature->office), line;
    if (signature->recipients_title)
        add_line(left, text_of(signature->recipients_title), LOOK_LIST_TITLE);
    for (size_t i = 0; i < signature->recipient_count; i++)
        add_line(left, text_of(signature->recipients[i]), LOOK_LIST);
    while (text_next_part(&office, '\n', &line))
        add_line(right, line, LOOK_NAME);
    if (signature->remark && *signature->remark)
        add_line(right, text_of(signature->remark), LOOK_ITALIC);
    for (size_t i = 0; i < BLANK_LINES; i++)
        add_line(right, text_of(""), LOOK_NAME);
    add_line(right, rows_text_or_none(signature->name), LOOK_NAME);
    while (left->count < right->count)
        add_line(left, text_of(""), LOOK_LIST);
    while (right->count < left->count)
        add_line(right, text_of(""), LOOK_LIST);
}

/* Sends the signature to the next page when it does not fit on this one, and the last rows with it in any case. */
static void keep_together(struct xlsx_sheet *sheet, double height)
{
    double kept = 0;
    size_t rows = 0, page = sheet->break_count > 0 ? sheet->breaks[sheet->break_count - 1] : 0;
    while (rows < XLSX_KEPT_ROWS && sheet->kept[rows] > 0)
        kept += sheet->kept[rows++];
    if (!layout_pages_fit(&sheet->pages, height) || page + rows > sheet->row)
        rows_break(sheet, rows, kept);
    sheet->paged = true;
}

bool xlsx_signature(struct xlsx_sheet *sheet, const struct xlsx_signature *signature, struct diag *diag)
{
    struct half left = {0}, right = {0};
    if (!usable(sheet, diag) || !rows_end_filter(sheet))
        return false;
    signature_halves(signature, &left, &right);
    double height = ROWS_GAP;
    for (size_t i = 0; i < left.count; i++)
        height += rows_pair_height(sheet, &left.lines[i], &right.lines[i]);
    keep_together(sheet, height);
    bool done = rows_gap(sheet);
    for (size_t i = 0; done && i < left.count; i++)
        done = rows_pair(sheet, &left.lines[i], &right.lines[i]);
    free(left.lines);
    free(right.lines);
    return done;
}
