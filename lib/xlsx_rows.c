/* SPDX-License-Identifier: ISC */
#include "xlsx_rows.h"

#include <string.h>

struct text rows_text_or_none(const char *string)
{
    return text_of(string ? string : "");
}

/* A page that begins with this row; later beginnings are forgotten. */
static void begin_page(struct xlsx_sheet *sheet, size_t row)
{
    while (sheet->break_count > 0 && sheet->breaks[sheet->break_count - 1] >= row)
        sheet->break_count--;
    if (sheet->break_count > XLSX_MOST_BREAKS)
        return;
    sheet->breaks = mem_grow(sheet->breaks, &sheet->break_capacity, sheet->break_count + 1, sizeof *sheet->breaks);
    sheet->breaks[sheet->break_count++] = (uint32_t)row;
}

bool rows_begin(struct xlsx_sheet *sheet, double height)
{
    bool next = layout_pages_add(&sheet->pages, height);
    if (next && sheet->under_heading) {
        begin_page(sheet, sheet->row - 1);
        layout_pages_break(&sheet->pages, sheet->kept[0] + height);
    } else if (next) {
        begin_page(sheet, sheet->row);
    }
    sheet->under_heading = false;
    memmove(sheet->kept + 1, sheet->kept, sizeof sheet->kept - sizeof *sheet->kept);
    sheet->kept[0] = height;
    return xlsx_begin_row(sheet, height);
}

bool rows_gap(struct xlsx_sheet *sheet)
{
    bool done = rows_begin(sheet, ROWS_GAP);
    sheet->row++;
    return done;
}

double rows_text_height(const struct xlsx_sheet *sheet, struct text text, enum look look, size_t first, size_t last)
{
    const struct look_table *font = &xlsx_looks[look];
    double width = layout_span(&sheet->layout, first, last);
    return layout_row_height(layout_lines(text, font->bold, font->size, width), font->size);
}

bool rows_wide(struct xlsx_sheet *sheet, struct text text, enum look look, size_t columns)
{
    bool done = rows_begin(sheet, rows_text_height(sheet, text, look, 0, columns - 1)) &&
                xlsx_put_text(sheet, text, look, 0, columns - 1);
    sheet->row++;
    return done;
}

double rows_pair_height(const struct xlsx_sheet *sheet, const struct line *left, const struct line *right)
{
    size_t split = sheet->layout.split;
    double a = rows_text_height(sheet, left->text, left->look, 0, split - 1);
    double b = rows_text_height(sheet, right->text, right->look, split, sheet->layout.count - 1);
    if (right->text.length == 0 && left->text.length > 0)
        return a;
    return left->text.length == 0 || b > a ? b : a;
}

bool rows_pair(struct xlsx_sheet *sheet, const struct line *left, const struct line *right)
{
    size_t split = sheet->layout.split, last = sheet->layout.count - 1;
    bool done = rows_begin(sheet, rows_pair_height(sheet, left, right)) &&
                (left->text.length == 0 || xlsx_put_text(sheet, left->text, left->look, 0, split - 1)) &&
                (right->text.length == 0 || xlsx_put_text(sheet, right->text, right->look, split, last));
    sheet->row++;
    return done;
}

void rows_break(struct xlsx_sheet *sheet, size_t rows, double kept)
{
    begin_page(sheet, sheet->row - rows);
    layout_pages_break(&sheet->pages, kept);
}

bool rows_keep_last(struct xlsx_sheet *sheet, bool full)
{
    size_t page = sheet->break_count > 0 ? sheet->breaks[sheet->break_count - 1] : 0;
    size_t wanted = sheet->end_row - (sheet->end_row > 0);
    if (sheet->heading_row && sheet->heading_row + 1 == wanted)
        wanted--;
    size_t rows = sheet->row - wanted;
    if (wanted <= sheet->first_row || rows > XLSX_KNOWN_ROWS || (!full && page <= wanted) || page == wanted)
        return false;
    double kept = 0;
    for (size_t i = 0; i < rows; i++) {
        if (sheet->kept[i] <= 0)
            return false;
        kept += sheet->kept[i];
    }
    rows_break(sheet, rows, kept);
    return true;
}

bool rows_end_filter(struct xlsx_sheet *sheet)
{
    if (!sheet->filter_due)
        return true;
    sheet->filter_due = false;
    return xlsx_set_filter(sheet, sheet->first_row - 1, sheet->row - 1);
}
