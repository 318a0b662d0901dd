/* SPDX-License-Identifier: ISC */
#include "xlsx.h"

#include "xlsx_rows.h"
#include "xlsx_text.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define FONT "Times New Roman"

enum {
    DEFAULT_SIZE = 12, /* of the default font, in whose digits columns are measured: 8 pixels each */
    TRUE_DIGIT = 8,
    BELIEVED_DIGIT = 7, /* libxlsxwriter takes every default font for Calibri 11 */
    PADDING = 5,
    CHART_WIDTH = 480, /* pixels of a chart that is not scaled */
    CHART_HEIGHT = 288,
    MOST_SERIES = 8,
};

bool xlsx_trouble(struct xlsx *book, const char *text)
{
    if (!book->failed)
        diag_report(book->diag, SEVERITY_TROUBLE, NULL, "workbook", "the workbook cannot be written: %s", text);
    book->failed = true;
    return false;
}

static bool succeeded(struct xlsx *book, lxw_error error)
{
    return error == LXW_NO_ERROR || xlsx_trouble(book, lxw_strerror(error));
}

static bool valid(struct xlsx *book, const char *string)
{
    const char *fault = string ? xlsx_text_fault(text_of(string)) : NULL;
    return !fault || xlsx_trouble(book, fault);
}

/* libxlsxwriter reports on standard error what can be found out before. */
static bool can_write(struct xlsx *book, const char *path, const char *directory)
{
    struct buffer name = {0};
    buffer_printf(&name, "%s/anttXXXXXX", directory);
    buffer_text(&name);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int probe = file < 0 ? -1 : mkstemp(name.bytes);
    if (file < 0)
        xlsx_trouble(book, "its file cannot be opened");
    else if (probe < 0)
        xlsx_trouble(book, "the directory for temporary files cannot be written to");
    if (probe >= 0) {
        unlink(name.bytes);
        close(probe);
    }
    if (file >= 0)
        close(file);
    buffer_free(&name);
    return probe >= 0;
}

static bool open_workbook(struct xlsx *book, const struct xlsx_options *options)
{
    const char *directory = options->directory ? options->directory : getenv("TMPDIR");
    if (!directory || !*directory)
        directory = "/tmp";
    if (!valid(book, options->title) || !valid(book, options->author) || !can_write(book, book->path, directory))
        return false;
    lxw_workbook_options settings = {.constant_memory = LXW_TRUE, .tmpdir = (char *)directory};
    book->workbook = workbook_new_opt(book->path, &settings);
    if (!book->workbook)
        return xlsx_trouble(book, "out of memory");
    lxw_doc_properties properties = {.title = (char *)options->title, .author = (char *)options->author};
    properties.created = options->created ? (time_t)options->created : 1; /* 0 would be the clock's time */
    /* Columns are measured in digits of the default font: take one whose digits are the same everywhere. */
    lxw_format *format = STAILQ_FIRST(book->workbook->formats);
    format_set_font_name(format, FONT);
    format_set_font_size(format, DEFAULT_SIZE);
    return succeeded(book, workbook_set_properties(book->workbook, &properties));
}

struct xlsx *xlsx_create(const char *path, const struct xlsx_options *options, struct diag *diag)
{
    struct xlsx *book = mem_new(1, sizeof *book);
    book->path = mem_copy(path, strlen(path));
    book->diag = diag;
    book->end = &book->first;
    if (open_workbook(book, options))
        return book;
    xlsx_discard(book);
    return NULL;
}

bool xlsx_property(struct xlsx *book, const char *name, const char *value, struct diag *diag)
{
    book->diag = diag;
    return !book->failed && valid(book, value) &&
           succeeded(book, workbook_set_custom_property_string(book->workbook, name, value));
}

static void free_book(struct xlsx *book)
{
    for (struct xlsx_sheet *sheet = book->first, *next; sheet; sheet = next) {
        next = sheet->next;
        free(sheet->layout.widths);
        free(sheet->formats);
        free(sheet->breaks);
        free(sheet->name);
        free(sheet);
    }
    sheetname_free(&book->names);
    buffer_free(&book->scratch);
    free(book->path);
    free(book);
}

void xlsx_discard(struct xlsx *book)
{
    if (!book)
        return;
    for (struct xlsx_sheet *sheet = book->first; sheet; sheet = sheet->next)
        if (sheet->worksheet)
            fclose(sheet->worksheet->optimize_tmpfile); /* which lxw_workbook_free() forgets */
    if (book->workbook)
        lxw_workbook_free(book->workbook);
    free_book(book);
}

static lxw_format *new_format(struct xlsx *book, const struct look_table *look)
{
    static const uint8_t aligns[] = {LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT};
    lxw_format *format = workbook_add_format(book->workbook);
    if (!format)
        return NULL; /* looks plain then, that is all */
    format_set_font_name(format, FONT);
    format_set_font_size(format, look->size);
    if (look->bold)
        format_set_bold(format);
    if (look->italic)
        format_set_italic(format);
    if (look->underlined)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    if (look->filled)
        format_set_bg_color(format, 0xE7E6E6);
    if (look->bordered)
        format_set_border(format, LXW_BORDER_THIN);
    if (look->heavy_top)
        format_set_top(format, LXW_BORDER_MEDIUM);
    if (look->number)
        format_set_num_format(format, look->number);
    format_set_align(format, aligns[look->align]);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (look->bordered && look->align != LOOK_CENTRE)
        format_set_indent(format, 1); /* keeps text off the border */
    if (!look->number)
        format_set_text_wrap(format); /* LibreOffice loses the indent of numbers that may wrap */
    return format;
}

static lxw_format *format_of(struct xlsx *book, enum look look)
{
    if (!book->formats[look])
        book->formats[look] = new_format(book, &xlsx_looks[look]);
    return book->formats[look];
}

bool xlsx_open_worksheet(struct xlsx_sheet *sheet)
{
    sheet->worksheet = workbook_add_worksheet(sheet->book->workbook, sheet->name);
    if (!sheet->worksheet)
        return xlsx_trouble(sheet->book, "a sheet cannot be added");
    worksheet_set_default_row(sheet->worksheet, XLSX_BARE_ROW, LXW_FALSE);
    return true;
}

static double inches(double mm)
{
    return mm / 25.4;
}

bool xlsx_set_page(struct xlsx_sheet *sheet, bool landscape, const char *footer)
{
    enum { A4 = 9 };
    lxw_worksheet *worksheet = sheet->worksheet;
    worksheet_set_paper(worksheet, A4);
    if (landscape)
        worksheet_set_landscape(worksheet);
    worksheet_set_margins(worksheet, inches(LAYOUT_LEFT), inches(LAYOUT_RIGHT), inches(LAYOUT_TOP),
                          inches(LAYOUT_BOTTOM));
    worksheet_fit_to_pages(worksheet, 1, 0);
    worksheet_center_horizontally(worksheet);
    worksheet_gridlines(worksheet, LXW_HIDE_ALL_GRIDLINES);
    lxw_header_footer_options options = {.margin = inches(LAYOUT_BOTTOM / 2.0)};
    return !footer || succeeded(sheet->book, worksheet_set_footer_opt(worksheet, footer, &options));
}

bool xlsx_set_captions(struct xlsx_sheet *sheet, size_t first, size_t last, bool frozen)
{
    if (frozen)
        worksheet_freeze_panes(sheet->worksheet, (lxw_row_t)last + 1, 0);
    return succeeded(sheet->book, worksheet_repeat_rows(sheet->worksheet, (lxw_row_t)first, (lxw_row_t)last));
}

bool xlsx_set_filter(struct xlsx_sheet *sheet, size_t captions, size_t last)
{
    return succeeded(sheet->book, worksheet_autofilter(sheet->worksheet, (lxw_row_t)captions, 0, (lxw_row_t)last,
                                                       (lxw_col_t)(sheet->columns - 1)));
}

bool xlsx_begin_row(struct xlsx_sheet *sheet, double height)
{
    if (sheet->row >= XLSX_MOST_ROWS)
        return xlsx_trouble(sheet->book, "a sheet has no more than 1048576 rows");
    sheet->rows++;
    return succeeded(sheet->book, worksheet_set_row(sheet->worksheet, (lxw_row_t)sheet->row, height, NULL));
}

bool xlsx_put_text(struct xlsx_sheet *sheet, struct text text, enum look look, size_t first, size_t last)
{
    struct xlsx *book = sheet->book;
    lxw_row_t row = (lxw_row_t)sheet->row;
    lxw_col_t left = (lxw_col_t)first, right = (lxw_col_t)last;
    lxw_format *format = format_of(book, look);
    const char *fault = xlsx_text_fault(text);
    if (fault)
        return xlsx_trouble(book, fault);
    buffer_clear(&book->scratch);
    xlsx_text_append(&book->scratch, text);
    const char *string = buffer_text(&book->scratch);
    sheet->cells += last - first + 1;
    if (first == last)
        return succeeded(book, worksheet_write_string(sheet->worksheet, row, left, string, format));
    return succeeded(book, worksheet_merge_range(sheet->worksheet, row, left, row, right, string, format));
}

/* The row above is written already, so libxlsxwriter cannot put anything into it, and need not: it notes the merge and
 * fills the cell of this row. */
bool xlsx_put_upwards(struct xlsx_sheet *sheet, enum look look, size_t column)
{
    lxw_row_t row = (lxw_row_t)sheet->row;
    lxw_col_t col = (lxw_col_t)column;
    sheet->cells++;
    return succeeded(sheet->book,
                     worksheet_merge_range(sheet->worksheet, row - 1, col, row, col, "", format_of(sheet->book, look)));
}

bool xlsx_put_blank(struct xlsx_sheet *sheet, enum look look, size_t column)
{
    sheet->cells++;
    return succeeded(sheet->book, worksheet_write_blank(sheet->worksheet, (lxw_row_t)sheet->row, (lxw_col_t)column,
                                                        format_of(sheet->book, look)));
}

bool xlsx_put_number(struct xlsx_sheet *sheet, double value, enum look look, size_t column)
{
    sheet->cells++;
    return succeeded(sheet->book, worksheet_write_number(sheet->worksheet, (lxw_row_t)sheet->row, (lxw_col_t)column,
                                                         value, format_of(sheet->book, look)));
}

bool xlsx_put_formula(struct xlsx_sheet *sheet, const char *formula, double value, enum look look, size_t column)
{
    lxw_row_t row = (lxw_row_t)sheet->row;
    lxw_col_t col = (lxw_col_t)column;
    lxw_format *format = format_of(sheet->book, look);
    if (!valid(sheet->book, formula))
        return false;
    sheet->cells++;
    return succeeded(sheet->book,
                     isnan(value) ? worksheet_write_formula_str(sheet->worksheet, row, col, formula, format, "")
                                  : worksheet_write_formula_num(sheet->worksheet, row, col, formula, format, value));
}

/* Gives a range the values that libxlsxwriter cannot read back itself in constant-memory mode. It has no function for
 * this, but frees the list with the chart, and leaves it alone while ignore_cache is set. */
static bool cache(struct xlsx *book, lxw_series_range *range, size_t count, const char *const *labels,
                  const double *numbers)
{
    if (lxw_version_id() != LXW_VERSION_ID || (!labels && !numbers))
        return true; /* not the structures that this was compiled with; spreadsheets read the cells anyway */
    for (size_t i = 0; i < count; i++) {
        if (labels && !valid(book, labels[i]))
            return false;
        struct lxw_series_data_point *point = mem_new(1, sizeof *point);
        point->is_string = labels != NULL;
        if (labels)
            point->string = mem_copy(labels[i] ? labels[i] : "", strlen(labels[i] ? labels[i] : ""));
        else if (isfinite(numbers[i]))
            point->number = numbers[i];
        else
            point->no_data = LXW_TRUE;
        STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
    }
    range->ignore_cache = LXW_TRUE;
    range->has_string_cache = labels != NULL;
    range->num_data_points = (uint16_t)count;
    return true;
}

static size_t cells_of(const struct xlsx_range *range)
{
    bool ordered = range->first_row <= range->last_row && range->first_column <= range->last_column;
    bool straight = range->first_row == range->last_row || range->first_column == range->last_column;
    bool inside = range->last_row < XLSX_MOST_ROWS && range->last_column < XLSX_MOST_COLUMNS;
    size_t count = ordered && straight && inside
                       ? range->last_row - range->first_row + range->last_column - range->first_column + 1
                       : 0;
    return count <= UINT16_MAX ? count : 0;
}

/* Series are told apart without colours: by greys, dashes and markers, or by patterns. */
static void style_series(lxw_chart_series *series, size_t index, enum xlsx_chart_kind kind)
{
    static const struct {
        lxw_color_t colour;
        uint8_t dash, marker, pattern;
    } styles[MOST_SERIES] = {
        {0x000001, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_CIRCLE, LXW_CHART_PATTERN_PERCENT_75},
        {0x404040, LXW_CHART_LINE_DASH_DASH, LXW_CHART_MARKER_SQUARE, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL},
        {0x606060, LXW_CHART_LINE_DASH_ROUND_DOT, LXW_CHART_MARKER_TRIANGLE, LXW_CHART_PATTERN_PERCENT_20},
        {0x000001, LXW_CHART_LINE_DASH_LONG_DASH_DOT, LXW_CHART_MARKER_DIAMOND, LXW_CHART_PATTERN_DARK_HORIZONTAL},
        {0x404040, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_X, LXW_CHART_PATTERN_LARGE_CHECK},
        {0x606060, LXW_CHART_LINE_DASH_LONG_DASH, LXW_CHART_MARKER_PLUS, LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL},
        {0x000001, LXW_CHART_LINE_DASH_SQUARE_DOT, LXW_CHART_MARKER_STAR, LXW_CHART_PATTERN_DARK_VERTICAL},
        {0x404040, LXW_CHART_LINE_DASH_DASH_DOT, LXW_CHART_MARKER_SHORT_DASH, LXW_CHART_PATTERN_DOTTED_DIAMOND},
    };
    lxw_chart_line line = {.color = styles[index].colour, .width = 1.5F, .dash_type = styles[index].dash};
    lxw_chart_line thin = {.color = styles[index].colour, .width = 0.75F};
    lxw_chart_fill fill = {.color = styles[index].colour};
    lxw_chart_pattern pattern = {.fg_color = styles[index].colour, .bg_color = 0xFFFFFF, .type = styles[index].pattern};
    if (kind == XLSX_CHART_LINE) {
        chart_series_set_line(series, &line);
        chart_series_set_marker_type(series, styles[index].marker);
        chart_series_set_marker_size(series, 7);
        chart_series_set_marker_line(series, &thin);
        chart_series_set_marker_fill(series, &fill);
    } else {
        chart_series_set_line(series, &thin);
        chart_series_set_pattern(series, &pattern);
    }
}

static bool add_series(struct xlsx_sheet *sheet, lxw_chart *chart, const struct xlsx_series *spec, size_t index,
                       enum xlsx_chart_kind kind)
{
    struct xlsx *book = sheet->book;
    const char *name = (spec->source ? spec->source : sheet)->name;
    const struct xlsx_range *labels = &spec->categories, *values = &spec->values;
    size_t label_count = cells_of(labels), count = cells_of(values);
    if (count == 0 || label_count == 0)
        return xlsx_trouble(book, "a chart's range is not a row or a column of cells");
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (!series)
        return xlsx_trouble(book, "out of memory");
    chart_series_set_categories(series, name, (lxw_row_t)labels->first_row, (lxw_col_t)labels->first_column,
                                (lxw_row_t)labels->last_row, (lxw_col_t)labels->last_column);
    chart_series_set_values(series, name, (lxw_row_t)values->first_row, (lxw_col_t)values->first_column,
                            (lxw_row_t)values->last_row, (lxw_col_t)values->last_column);
    if (!valid(book, spec->name))
        return false;
    if (spec->name && *spec->name)
        chart_series_set_name(series, spec->name);
    style_series(series, index, kind);
    return cache(book, series->categories, label_count, spec->labels, NULL) &&
           cache(book, series->values, count, NULL, spec->numbers);
}

static void set_axis(lxw_chart_axis *axis, const char *title)
{
    lxw_chart_font plain = {.name = (char *)FONT, .size = 11}, strong = {.name = (char *)FONT, .size = 11, .bold = 1};
    chart_axis_set_num_font(axis, &plain);
    if (!title || !*title)
        return;
    chart_axis_set_name(axis, title);
    chart_axis_set_name_font(axis, &strong);
}

static void set_titles(lxw_chart *chart, const struct xlsx_chart_spec *spec)
{
    lxw_chart_font plain = {.name = (char *)FONT, .size = 11}, strong = {.name = (char *)FONT, .size = 13, .bold = 1};
    if (spec->title && *spec->title) {
        chart_title_set_name(chart, spec->title);
        chart_title_set_name_font(chart, &strong);
    } else
        chart_title_off(chart);
    set_axis(chart->x_axis, spec->category_title);
    set_axis(chart->y_axis, spec->value_title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &plain);
}

/* The width that libxlsxwriter believes a column to have, in whole pixels. */
static double believed_width(double width)
{
    return (double)(long)(width * BELIEVED_DIGIT / TRUE_DIGIT) + 1;
}

/* The length that ends at the same point of the same column as the true length does. */
static double believed_length(const struct layout *layout, double length)
{
    double believed = 0;
    for (size_t i = 0; i < layout->count && length >= layout->widths[i]; i++) {
        believed += believed_width(layout->widths[i]);
        length -= layout->widths[i];
    }
    return believed + length;
}

bool xlsx_put_chart(struct xlsx_sheet *sheet, const struct xlsx_chart_spec *spec, size_t row, double width,
                    double height)
{
    struct xlsx *book = sheet->book;
    if (spec->series_count == 0 || spec->series_count > MOST_SERIES)
        return xlsx_trouble(book, "a chart has 1 to 8 series");
    if (!valid(book, spec->title) || !valid(book, spec->category_title) || !valid(book, spec->value_title))
        return false;
    bool lines = spec->kind == XLSX_CHART_LINE;
    lxw_chart *chart = workbook_add_chart(book->workbook, lines ? LXW_CHART_LINE : LXW_CHART_COLUMN);
    if (!chart)
        return xlsx_trouble(book, "out of memory");
    for (size_t i = 0; i < spec->series_count; i++)
        if (!add_series(sheet, chart, &spec->series[i], i, spec->kind))
            return false;
    set_titles(chart, spec);
    lxw_chart_options options = {.x_scale = believed_length(&sheet->layout, width) / CHART_WIDTH,
                                 .y_scale = height / CHART_HEIGHT,
                                 .y_offset = 4, /* so that its frame is not drawn on the page before */
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    return succeeded(book, worksheet_insert_chart_opt(sheet->worksheet, (lxw_row_t)row, 0, chart, &options));
}

/* What is known, or allowed, only when all rows are there. */
static bool finish_sheet(struct xlsx_sheet *sheet)
{
    struct xlsx *book = sheet->book;
    if (!rows_end_filter(sheet))
        return false;
    for (size_t i = 0; i < sheet->layout.count; i++) {
        double width = (believed_width(sheet->layout.widths[i]) - PADDING) / BELIEVED_DIGIT;
        if (!succeeded(book, worksheet_set_column(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL)))
            return false;
    }
    if (sheet->row > sheet->first_row) { /* digits in text are meant: no green corners */
        char first[XLSX_REFERENCE_SIZE], last[XLSX_REFERENCE_SIZE], range[2 * XLSX_REFERENCE_SIZE];
        snprintf(range, sizeof range, "%s:%s", xlsx_reference(sheet->first_row, 0, first),
                 xlsx_reference(sheet->row - 1, sheet->columns - 1, last));
        if (!succeeded(book, worksheet_ignore_errors(sheet->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range)))
            return false;
    }
    if (!sheet->paged || sheet->break_count == 0 || sheet->break_count > XLSX_MOST_BREAKS)
        return true;
    sheet->breaks = mem_grow(sheet->breaks, &sheet->break_capacity, sheet->break_count + 1, sizeof *sheet->breaks);
    sheet->breaks[sheet->break_count] = 0; /* ends the list */
    return succeeded(book, worksheet_set_h_pagebreaks(sheet->worksheet, sheet->breaks));
}

bool xlsx_close(struct xlsx *book, struct diag *diag)
{
    book->diag = diag;
    bool done = !book->failed;
    if (done && book->sheets == 0)
        done = xlsx_trouble(book, "it has no sheet");
    for (struct xlsx_sheet *sheet = book->first; done && sheet; sheet = sheet->next)
        done = finish_sheet(sheet);
    if (!done) {
        xlsx_discard(book);
        return false;
    }
    done = succeeded(book, workbook_close(book->workbook)) && xlsx_read_back(book);
    free_book(book);
    return done;
}
