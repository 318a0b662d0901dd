/* SPDX-License-Identifier: ISC */
#include "xlsx_cells.h"
#include "zipcheck.h"

#include <stdlib.h>

/* When a disk fills, libxlsxwriter leaves a workbook that is cut short and calls it good. */
bool xlsx_read_back(struct xlsx *book)
{
    struct zipcheck_demand *demands = mem_new(book->sheets * 2, sizeof *demands);
    struct buffer fault = {0};
    size_t number = 0;
    for (struct xlsx_sheet *sheet = book->first; sheet; sheet = sheet->next, number++) {
        struct buffer part = {0};
        buffer_printf(&part, "xl/worksheets/sheet%zu.xml", number + 1);
        char *name = mem_copy(part.bytes, part.length);
        buffer_free(&part);
        demands[number * 2] = (struct zipcheck_demand){name, "row", sheet->rows};
        demands[number * 2 + 1] = (struct zipcheck_demand){name, "c", sheet->cells};
    }
    bool whole = zipcheck_file(book->path, demands, number * 2, &fault);
    if (!whole) {
        buffer_puts(&fault, " (read back; is a disk full?)");
        xlsx_trouble(book, buffer_text(&fault));
    }
    for (size_t i = 0; i < number; i++)
        free((char *)demands[i * 2].part);
    free(demands);
    buffer_free(&fault);
    return whole;
}
