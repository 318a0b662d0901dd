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

enum {
    DEFAULT_SIZE = 12, /* of the default font, in whose digits columns are measured: 8 pixels each */
    TRUE_DIGIT = 8,
    BELIEVED_DIGIT = 7, /* libxlsxwriter takes every default font for Calibri 11 */
    PADDING = 5,
};

bool xlsx_trouble(struct xlsx *book, const char *text)
{
    if (!book->failed)
        diag_report(book->diag, SEVERITY_TROUBLE, NULL, "workbook", "the workbook cannot be written: %s", text);
    book->failed = true;
    return false;
}

bool xlsx_succeeded(struct xlsx *book, unsigned error)
{
    return error == LXW_NO_ERROR || xlsx_trouble(book, lxw_strerror((lxw_error)error));
}

bool xlsx_valid(struct xlsx *book, const char *string)
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
    if (!xlsx_valid(book, options->title) || !xlsx_valid(book, options->author) ||
        !can_write(book, book->path, directory))
        return false;
    lxw_workbook_options settings = {.constant_memory = LXW_TRUE, .tmpdir = (char *)directory};
    book->workbook = workbook_new_opt(book->path, &settings);
    if (!book->workbook)
        return xlsx_trouble(book, "out of memory");
    lxw_doc_properties properties = {.title = (char *)options->title, .author = (char *)options->author};
    properties.created = options->created ? (time_t)options->created : 1; /* 0 would be the clock's time */
    /* Columns are measured in digits of the default font: take one whose digits are the same everywhere. */
    lxw_format *format = STAILQ_FIRST(book->workbook->formats);
    format_set_font_name(format, XLSX_FONT);
    format_set_font_size(format, DEFAULT_SIZE);
    return xlsx_succeeded(book, workbook_set_properties(book->workbook, &properties));
}

struct xlsx *xlsx_create(const char *path, const struct xlsx_options *options, struct diag *diag)
{
    struct xlsx *book = mem_new(1, sizeof *book);
    book->path = mem_copy(path, strlen(path));
    book->diag = diag;
    book->end = &book->first;
    book->most_rows = options->most_rows ? options->most_rows : XLSX_MOST_ROWS;
    if (open_workbook(book, options))
        return book;
    xlsx_discard(book);
    return NULL;
}

bool xlsx_property(struct xlsx *book, const char *name, const char *value, struct diag *diag)
{
    book->diag = diag;
    return !book->failed && xlsx_valid(book, value) &&
           xlsx_succeeded(book, workbook_set_custom_property_string(book->workbook, name, value));
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
    format_set_font_name(format, XLSX_FONT);
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
    return !footer || xlsx_succeeded(sheet->book, worksheet_set_footer_opt(worksheet, footer, &options));
}

bool xlsx_set_captions(struct xlsx_sheet *sheet, size_t first, size_t last, bool frozen)
{
    if (frozen)
        worksheet_freeze_panes(sheet->worksheet, (lxw_row_t)last + 1, 0);
    return xlsx_succeeded(sheet->book, worksheet_repeat_rows(sheet->worksheet, (lxw_row_t)first, (lxw_row_t)last));
}

bool xlsx_set_filter(struct xlsx_sheet *sheet, size_t captions, size_t last)
{
    return xlsx_succeeded(sheet->book, worksheet_autofilter(sheet->worksheet, (lxw_row_t)captions, 0, (lxw_row_t)last,
                                                            (lxw_col_t)(sheet->columns - 1)));
}

bool xlsx_begin_row(struct xlsx_sheet *sheet, double height)
{
    if (sheet->row >= sheet->book->most_rows)
        return xlsx_trouble(sheet->book, "a sheet has no more than 1048576 rows");
    sheet->rows++;
    return xlsx_succeeded(sheet->book, worksheet_set_row(sheet->worksheet, (lxw_row_t)sheet->row, height, NULL));
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
        return xlsx_succeeded(book, worksheet_write_string(sheet->worksheet, row, left, string, format));
    return xlsx_succeeded(book, worksheet_merge_range(sheet->worksheet, row, left, row, right, string, format));
}

static enum look linked(enum look look)
{
    if (look < LOOK_TOTAL)
        return (enum look)((unsigned)look + LOOK_LINK - LOOK_CELL);
    return look == LOOK_GROUP ? LOOK_GROUP_LINK : look;
}

/* libxlsxwriter takes `#` in a name for the end of a URL. */
static bool can_link(struct xlsx_sheet *sheet, const struct xlsx_target *target)
{
    if (!target->sheet || strchr(target->sheet->name, '#'))
        return false;
    if (sheet->links < XLSX_MOST_LINKS)
        return true;
    if (!sheet->book->links_told)
        diag_report(sheet->book->diag, SEVERITY_NOTE, NULL, "workbook-limit",
                    "a sheet can have no more than %d links: further rows of '%s' have none", XLSX_MOST_LINKS,
                    sheet->name);
    sheet->book->links_told = true;
    return false;
}

bool xlsx_put_link(struct xlsx_sheet *sheet, struct text text, enum look look, size_t first, size_t last,
                   const struct xlsx_target *target)
{
    struct buffer url = {0};
    char reference[XLSX_REFERENCE_SIZE];
    if (!can_link(sheet, target))
        return xlsx_put_text(sheet, text, look, first, last);
    if (!xlsx_put_text(sheet, text, linked(look), first, last))
        return false;
    buffer_printf(&url, "internal:'%s'!%s", target->sheet->name,
                  xlsx_reference(target->row, target->column, reference));
    sheet->links++;
    bool done =
        xlsx_succeeded(sheet->book, worksheet_write_url_opt(sheet->worksheet, (lxw_row_t)sheet->row, (lxw_col_t)first,
                                                            buffer_text(&url), format_of(sheet->book, linked(look)),
                                                            buffer_text(&sheet->book->scratch), NULL));
    buffer_free(&url);
    return done;
}

/* The row above is written already, so libxlsxwriter cannot put anything into it, and need not: it notes the merge and
 * fills the cell of this row. */
bool xlsx_put_upwards(struct xlsx_sheet *sheet, enum look look, size_t column)
{
    lxw_row_t row = (lxw_row_t)sheet->row;
    lxw_col_t col = (lxw_col_t)column;
    sheet->cells++;
    return xlsx_succeeded(
        sheet->book, worksheet_merge_range(sheet->worksheet, row - 1, col, row, col, "", format_of(sheet->book, look)));
}

bool xlsx_put_blank(struct xlsx_sheet *sheet, enum look look, size_t column)
{
    sheet->cells++;
    return xlsx_succeeded(sheet->book, worksheet_write_blank(sheet->worksheet, (lxw_row_t)sheet->row, (lxw_col_t)column,
                                                             format_of(sheet->book, look)));
}

bool xlsx_put_number(struct xlsx_sheet *sheet, double value, enum look look, size_t column)
{
    sheet->cells++;
    return xlsx_succeeded(sheet->book, worksheet_write_number(sheet->worksheet, (lxw_row_t)sheet->row,
                                                              (lxw_col_t)column, value, format_of(sheet->book, look)));
}

bool xlsx_put_formula(struct xlsx_sheet *sheet, const char *formula, double value, enum look look, size_t column)
{
    lxw_row_t row = (lxw_row_t)sheet->row;
    lxw_col_t col = (lxw_col_t)column;
    lxw_format *format = format_of(sheet->book, look);
    if (!xlsx_valid(sheet->book, formula))
        return false;
    sheet->cells++;
    return xlsx_succeeded(
        sheet->book, isnan(value) ? worksheet_write_formula_str(sheet->worksheet, row, col, formula, format, "")
                                  : worksheet_write_formula_num(sheet->worksheet, row, col, formula, format, value));
}

/* The width that libxlsxwriter believes a column to have, in whole pixels. */
double xlsx_believed_width(double width)
{
    return (double)(long)(width * BELIEVED_DIGIT / TRUE_DIGIT) + 1;
}

/* A name for the rows of the table, by which people go there and formulas speak of them. */
static bool define_table(struct xlsx *book, struct sheetname_set *names, const struct xlsx_sheet *sheet)
{
    struct buffer name = {0}, range = {0};
    char first[XLSX_REFERENCE_SIZE], last[XLSX_REFERENCE_SIZE];
    if (sheet->last_row < sheet->first_row)
        return true;
    sheetname_make_defined(names, text_of(sheet->name), &name);
    lxw_rowcol_to_cell_abs(first, (lxw_row_t)sheet->first_row, 0, LXW_TRUE, LXW_TRUE);
    lxw_rowcol_to_cell_abs(last, (lxw_row_t)sheet->last_row, (lxw_col_t)(sheet->columns - 1), LXW_TRUE, LXW_TRUE);
    buffer_printf(&range, "='%s'!%s:%s", sheet->name, first, last);
    bool done = xlsx_succeeded(book, workbook_define_name(book->workbook, buffer_text(&name), buffer_text(&range)));
    buffer_free(&name);
    buffer_free(&range);
    return done;
}

/* What is known, or allowed, only when all rows are there. */
static bool finish_sheet(struct xlsx_sheet *sheet, struct sheetname_set *names)
{
    struct xlsx *book = sheet->book;
    if (!rows_end_filter(sheet) || !define_table(book, names, sheet))
        return false;
    if (sheet->backed && !xlsx_succeeded(book, worksheet_print_area(sheet->worksheet, 1, 0, (lxw_row_t)(sheet->row - 1),
                                                                    (lxw_col_t)(sheet->layout.count - 1))))
        return false;
    for (size_t i = 0; i < sheet->layout.count; i++) {
        double width = (xlsx_believed_width(sheet->layout.widths[i]) - PADDING) / BELIEVED_DIGIT;
        if (!xlsx_succeeded(book, worksheet_set_column(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL)))
            return false;
    }
    if (sheet->row > sheet->first_row) { /* digits in text are meant: no green corners */
        char first[XLSX_REFERENCE_SIZE], last[XLSX_REFERENCE_SIZE], range[2 * XLSX_REFERENCE_SIZE];
        snprintf(range, sizeof range, "%s:%s", xlsx_reference(sheet->first_row, 0, first),
                 xlsx_reference(sheet->row - 1, sheet->columns - 1, last));
        if (!xlsx_succeeded(book, worksheet_ignore_errors(sheet->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range)))
            return false;
    }
    rows_keep_last(sheet, false);
    if (!sheet->paged || sheet->break_count == 0 || sheet->break_count > XLSX_MOST_BREAKS)
        return true;
    sheet->breaks = mem_grow(sheet->breaks, &sheet->break_capacity, sheet->break_count + 1, sizeof *sheet->breaks);
    sheet->breaks[sheet->break_count] = 0; /* ends the list */
    return xlsx_succeeded(book, worksheet_set_h_pagebreaks(sheet->worksheet, sheet->breaks));
}

bool xlsx_close(struct xlsx *book, struct diag *diag)
{
    struct sheetname_set names = {0}; /* of the tables */
    book->diag = diag;
    bool done = !book->failed;
    if (done && book->sheets == 0)
        done = xlsx_trouble(book, "it has no sheet");
    for (struct xlsx_sheet *sheet = book->first; done && sheet; sheet = sheet->next)
        done = finish_sheet(sheet, &names);
    sheetname_free(&names);
    if (!done) {
        xlsx_discard(book);
        return false;
    }
    done = xlsx_succeeded(book, workbook_close(book->workbook)) && xlsx_read_back(book);
    free_book(book);
    return done;
}
