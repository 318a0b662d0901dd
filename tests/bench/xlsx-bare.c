/* SPDX-License-Identifier: ISC
 *
 * xlsx-bare FILE: the yardstick of antt-xlsx: the same cells written by libxlsxwriter alone, in constant-memory mode.
 * Standard input has one row a line, its cells parted by tabs; what is all digits is written as a number.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

static void write_cell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *cell, lxw_format *format)
{
    if (!*cell)
        worksheet_write_blank(sheet, row, column, format);
    else if (cell[strspn(cell, "0123456789")] == '\0' && cell[0] != '0')
        worksheet_write_number(sheet, row, column, strtod(cell, NULL), format);
    else
        worksheet_write_string(sheet, row, column, cell, format);
}

int main(int argc, char **argv)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    char *line = NULL;
    size_t size = 0;
    lxw_row_t row = 0;
    if (argc != 2)
        return 2;
    lxw_workbook *book = workbook_new_opt(argv[1], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
    lxw_format *format = workbook_add_format(book);
    format_set_border(format, LXW_BORDER_THIN);
    for (ssize_t length; (length = getline(&line, &size, stdin)) > 0; row++) {
        char *cell = line;
        line[length - 1] = '\0';
        worksheet_set_row(sheet, row, 19.5, NULL);
        for (lxw_col_t column = 0; cell; column++) {
            char *end = strchr(cell, '\t');
            if (end)
                *end = '\0';
            write_cell(sheet, row, column, cell, format);
            cell = end ? end + 1 : NULL;
        }
    }
    free(line);
    return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
