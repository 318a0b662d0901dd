/* SPDX-License-Identifier: ISC */
#include "filling_inside.h"
#include "phrase.h"

#include <stdlib.h>
#include <string.h>

void tally_new(struct tally *tally, size_t columns)
{
    tally->sums = mem_new(columns, sizeof *tally->sums);
    tally->known = mem_new(columns, sizeof *tally->known);
}

void tally_free(struct tally *tally)
{
    free(tally->sums);
    free(tally->known);
}

void tally_add(struct filling *filling, struct tally *tally)
{
    const struct cells *row = &filling->context->row;
    for (size_t i = 0; i < filling->sheet->column_count; i++) {
        if (!filling->sheet->columns[i].summed || row->cells[i].kind != XLSX_CELL_INTEGER)
            continue;
        tally->known[i] = true;
        if (__builtin_add_overflow(tally->sums[i], row->cells[i].number, &tally->sums[i]))
            diag_report(&filling->context->run->diag, SEVERITY_TROUBLE, NULL, "overflow",
                        "the sum of a column does not fit in 64 bits");
    }
}

void tally_restart(struct filling *filling, struct tally *tally)
{
    size_t columns = filling->sheet->column_count;
    memset(tally->sums, 0, columns * sizeof *tally->sums);
    memset(tally->known, 0, columns * sizeof *tally->known);
    tally->first_part = filling->part_count - 1;
    tally->first_row = filling_next_row(filling);
}

/* The rows that the tally is over, sheet by sheet. */
static size_t list_ranges(const struct filling *filling, const struct tally *tally, struct cells_range *ranges)
{
    size_t count = 0;
    for (size_t i = tally->first_part; i < filling->part_count; i++) {
        const struct part *part = &filling->parts[i];
        bool last = i + 1 == filling->part_count;
        size_t first_row = i == tally->first_part ? tally->first_row : part->first_row;
        size_t end = last ? xlsx_next_row(part->sheet) : part->last_row + 1;
        if (first_row < end)
            ranges[count++] = (struct cells_range){last ? NULL : xlsx_sheet_name(part->sheet), first_row, end - 1};
    }
    return count;
}

void tally_write(struct filling *filling, const struct tally *tally, const char *label)
{
    const struct report_sheet *sheet = filling->sheet;
    struct cells *row = &filling->context->row;
    struct xlsx_sheet *target = filling_target(filling);
    struct cells_range *ranges = mem_new(filling->part_count, sizeof *ranges);
    size_t count = list_ranges(filling, tally, ranges);
    bool labelled = false;
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct report_column *column = &sheet->columns[i];
        row->cells[i] = (struct xlsx_cell){.kind = XLSX_CELL_BLANK};
        if (column->summed && tally->known[i])
            cells_put_sum(row, i, sheet->subtotal ? CELLS_SUBTOTAL : CELLS_SUM, ranges, count, tally->sums[i]);
        else if (column->part)
            cells_put_share(row, column, i, xlsx_next_row(target));
        else if (column->format == COLUMN_TEXT && !labelled)
            cells_put_text(row, i, text_of(label), XLSX_CELL_TEXT);
        labelled |= column->format == COLUMN_TEXT;
    }
    free(ranges);
    xlsx_row(target, row->cells, sheet->column_count, XLSX_ROW_TOTAL, &filling->context->run->diag);
}

void sums_put_unknown(struct filling *filling, const struct node *root, size_t index)
{
    const struct report_column *column = &filling->sheet->columns[index];
    struct xlsx_cell *cell = &filling->context->row.cells[index];
    const struct node *figures = node_get(root, column->class);
    struct value missing = field_read(FIELD_COUNT, node_get(figures, text_of(column->unknown)));
    if (missing.type != VALUE_INTEGER || missing.integer <= 0)
        return;
    if (__builtin_add_overflow(filling->missing[index], missing.integer, &filling->missing[index]))
        filling->missing[index] = INT64_MAX;
    if (cell->kind == XLSX_CELL_INTEGER && cell->number == 0)
        *cell = (struct xlsx_cell){.kind = XLSX_CELL_BLANK};
}

/* Whether a column of the sheet counts the records that are missing from this one. */
static bool is_counted(const struct report_sheet *sheet, const struct report_column *column)
{
    struct buffer path = {0};
    bool found = false;
    buffer_append(&path, column->class.bytes, column->class.length);
    buffer_printf(&path, ".%s", column->unknown);
    for (size_t i = 0; i < sheet->column_count && !found; i++)
        found = sheet->columns[i].source && strcmp(sheet->columns[i].source, buffer_text(&path)) == 0;
    buffer_free(&path);
    return found;
}

void sums_write_missing(struct filling *filling)
{
    static const char place[] = "{columns}";
    const char *note = filling->context->wording->missing, *at = note ? strstr(note, place) : NULL;
    struct buffer columns = {0}, text = {0};
    for (size_t i = 0; i < filling->sheet->column_count; i++) {
        const struct report_column *column = &filling->sheet->columns[i];
        if (!filling->missing[i] || is_counted(filling->sheet, column))
            continue;
        buffer_printf(&columns, "%s%s%s%s: ", columns.length ? "; " : "", column->group ? column->group : "",
                      column->group ? " – " : "", column->caption);
        phrase_append_number(filling->missing[i], &columns);
    }
    if (at && columns.length) {
        buffer_append(&text, note, (size_t)(at - note));
        buffer_append(&text, columns.bytes, columns.length);
        buffer_puts(&text, at + strlen(place));
        const struct xlsx_cell cell = {.kind = XLSX_CELL_TEXT, .text = {text.bytes, text.length}};
        xlsx_row(filling_target(filling), &cell, 1, XLSX_ROW_NOTE, &filling->context->run->diag);
    }
    buffer_free(&columns);
    buffer_free(&text);
}
