/* SPDX-License-Identifier: ISC */
#include "cells.h"

#include "phrase.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_DATE = 19000301 }; /* days before it are no dates to a spreadsheet; they are shown as text */

void cells_reserve(struct cells *row, size_t count)
{
    if (count <= row->count)
        return;
    row->cells = mem_resize(row->cells, count, sizeof *row->cells);
    row->texts = mem_resize(row->texts, count, sizeof *row->texts);
    memset(row->texts + row->count, 0, (count - row->count) * sizeof *row->texts);
    row->count = count;
}

void cells_free(struct cells *row)
{
    for (size_t i = 0; i < row->count; i++)
        buffer_free(&row->texts[i]);
    free(row->cells);
    free(row->texts);
}

void cells_put_text(struct cells *row, size_t column, struct text text, enum xlsx_kind kind)
{
    struct buffer *kept = &row->texts[column];
    buffer_clear(kept);
    buffer_append(kept, text.bytes, text.length);
    row->cells[column] = (struct xlsx_cell){.kind = kind, .text = {kept->bytes, kept->length}};
}

/* The bytes of a text that have at most so many UTF-16 units; all of them where there are no more. */
static size_t bytes_of_units(struct text text, size_t most)
{
    size_t units = 0;
    for (size_t at = 0, next = 0; at < text.length; at = next) {
        units += utf8_next(text, &next) > 0xFFFF ? 2 : 1;
        if (units > most)
            return at;
    }
    return text.length;
}

bool cells_cut_text(struct cells *row, size_t index)
{
    static const char mark[] = "… (đã cắt)";
    struct xlsx_cell *cell = &row->cells[index];
    struct buffer *text = &row->texts[index];
    if ((cell->kind != XLSX_CELL_TEXT && cell->kind != XLSX_CELL_CODE) || cell->text.length <= XLSX_LONGEST_TEXT ||
        bytes_of_units(cell->text, XLSX_LONGEST_TEXT) == cell->text.length)
        return false;
    text->length =
        bytes_of_units(cell->text, XLSX_LONGEST_TEXT - sizeof mark); /* the mark has fewer units than bytes */
    buffer_puts(text, mark);
    cell->text = (struct text){text->bytes, text->length};
    return true;
}

/* A sum's cell has its figure in integers too: a double holds no more than 53 bits. */
static bool cell_number(const struct xlsx_cell *cell, int64_t *number)
{
    *number = cell->number;
    return cell->kind == XLSX_CELL_INTEGER || cell->kind == XLSX_CELL_FORMULA;
}

/* A share of two cells to the left in the same row: a formula that carries its value, or text. */
void cells_put_share(struct cells *row, const struct report_column *column, size_t index, size_t row_number)
{
    struct xlsx_cell *cell = &row->cells[index];
    struct buffer *text = &row->texts[index];
    char part_name[XLSX_REFERENCE_SIZE], whole_name[XLSX_REFERENCE_SIZE];
    int64_t part, whole, missing = 0;
    *cell = (struct xlsx_cell){.kind = XLSX_CELL_BLANK};
    if (!cell_number(&row->cells[column->part_index], &part) || !cell_number(&row->cells[column->whole_index], &whole))
        return;
    buffer_clear(text);
    if (column->format == COLUMN_RATIO || column->format == COLUMN_RANGE) {
        if (column->missing && !cell_number(&row->cells[column->missing_index], &missing))
            return;
        if (column->format == COLUMN_RATIO)
            phrase_append_ratio(part, whole, text);
        else
            phrase_append_range(part, missing, whole, text);
        *cell = (struct xlsx_cell){.kind = XLSX_CELL_TEXT, .text = {text->bytes, text->length}};
        return;
    }
    xlsx_reference(row_number, column->part_index, part_name);
    xlsx_reference(row_number, column->whole_index, whole_name);
    buffer_printf(text, "=IF(%s=0,\"\",%s/%s)", whole_name, part_name, whole_name);
    *cell = (struct xlsx_cell){
        .kind = XLSX_CELL_FORMULA, .formula = buffer_text(text), .value = whole ? (double)part / (double)whole : NAN};
}

/* One line an item of a list, its fields parted by `: `. */
void cells_put_items(struct cells *row, const struct report_column *column, size_t index, const struct kind *kind,
                     const struct node *root)
{
    struct buffer *text = &row->texts[index];
    buffer_clear(text);
    for (const struct node *item = node_first(node_at_path(root, column->each)); item; item = item->next) {
        buffer_puts(text, text->length ? "\n" : "");
        for (size_t i = 0; i < COLUMN_SHOWN && column->shown[i]; i++) {
            const struct node *value = node_get(item, text_of(column->shown[i]));
            if (!value || value->type != NODE_SCALAR)
                continue;
            buffer_puts(text, i ? ": " : "");
            if (column->reasons)
                phrase_append_vietnamese(kind, value->value, text);
            else
                buffer_append(text, value->value.bytes, value->value.length);
        }
    }
    row->cells[index] = (struct xlsx_cell){.kind = text->length ? XLSX_CELL_TEXT : XLSX_CELL_BLANK,
                                           .text = {text->bytes, text->length}};
}

/* The word that stands for a value, in the column's own text; false where there is none. */
static bool put_word(struct cells *row, const struct report_column *column, size_t index, struct text value)
{
    const struct node *word = column->words ? node_get(column->words, value) : NULL;
    struct buffer *text = &row->texts[index];
    if (!word || word->type != NODE_SCALAR)
        return false;
    buffer_clear(text);
    if (column->capital)
        text_append_capital(word->value, text);
    else
        buffer_append(text, word->value.bytes, word->value.length);
    row->cells[index] = (struct xlsx_cell){.kind = XLSX_CELL_TEXT, .text = {text->bytes, text->length}};
    return true;
}

/* A list of scalars: `2013, 2014`. */
static void put_list(struct cells *row, size_t index, const struct node *list)
{
    struct buffer *text = &row->texts[index];
    buffer_clear(text);
    for (const struct node *item = node_first(list); item; item = item->next)
        if (item->type == NODE_SCALAR)
            buffer_printf(text, "%s%s", text->length ? ", " : "", item->value.bytes);
    if (text->length)
        row->cells[index] = (struct xlsx_cell){.kind = XLSX_CELL_TEXT, .text = {text->bytes, text->length}};
}

void cells_put_value(struct cells *row, const struct report_column *column, size_t index, struct value value)
{
    struct xlsx_cell *cell = &row->cells[index];
    char digits[32];
    *cell = (struct xlsx_cell){.kind = XLSX_CELL_BLANK};
    if (value.type == VALUE_TEXT) {
        if (!put_word(row, column, index, value.text))
            cells_put_text(row, index, value.text, column->format == COLUMN_CODE ? XLSX_CELL_CODE : XLSX_CELL_TEXT);
    } else if (value.type == VALUE_NODE && value.node->type == NODE_SEQUENCE) {
        put_list(row, index, value.node);
    } else if (value.type == VALUE_DATE && value.integer < FIRST_DATE) {
        snprintf(digits, sizeof digits, "%02d/%02d/%04d", (int)value.integer % 100, (int)value.integer / 100 % 100,
                 (int)value.integer / 10000);
        cells_put_text(row, index, text_of(digits), XLSX_CELL_TEXT);
    } else if (value.type == VALUE_DATE) {
        *cell = (struct xlsx_cell){.kind = XLSX_CELL_DATE, .date = (int32_t)value.integer};
    } else if (value.type == VALUE_INTEGER && (column->format == COLUMN_CODE || column->words)) {
        snprintf(digits, sizeof digits, "%" PRId64, value.integer);
        if (!put_word(row, column, index, text_of(digits)))
            cells_put_text(row, index, text_of(digits), XLSX_CELL_CODE);
    } else if (value.type == VALUE_INTEGER) {
        *cell = (struct xlsx_cell){.kind = XLSX_CELL_INTEGER, .number = value.integer};
    } else if (value.type == VALUE_BOOL) {
        if (!put_word(row, column, index, text_of(value.integer ? "true" : "false")))
            cells_put_text(row, index, text_of(value.integer ? "có" : "không"), XLSX_CELL_TEXT);
    }
}

void cells_put_sum(struct cells *row, size_t index, enum cells_sum kind, const struct cells_range *ranges, size_t count,
                   int64_t sum)
{
    char first[XLSX_REFERENCE_SIZE], last[XLSX_REFERENCE_SIZE];
    struct buffer *text = &row->texts[index];
    buffer_clear(text);
    buffer_puts(text, kind == CELLS_SUBTOTAL ? "=SUBTOTAL(9" : "=SUM");
    for (size_t i = 0; i < count; i++) {
        buffer_puts(text, i > 0 || kind == CELLS_SUBTOTAL ? "," : "(");
        if (ranges[i].sheet)
            buffer_printf(text, "'%s'!", ranges[i].sheet);
        buffer_printf(text, "%s:%s", xlsx_reference(ranges[i].first_row, index, first),
                      xlsx_reference(ranges[i].last_row, index, last));
    }
    buffer_putc(text, ')');
    row->cells[index] = (struct xlsx_cell){
        .kind = XLSX_CELL_FORMULA, .formula = buffer_text(text), .number = sum, .value = (double)sum};
}

void cells_put_member(struct cells *row, const struct report_column *column, size_t index, const struct kind *kind,
                      const struct node *item)
{
    const struct node *node = node_get(item, text_of(column->item->name));
    struct buffer *text = &row->texts[index];
    row->cells[index] = (struct xlsx_cell){.kind = XLSX_CELL_BLANK};
    if (node_is_null(node) || node->type != NODE_SCALAR || put_word(row, column, index, node->value))
        return;
    buffer_clear(text);
    if (column->reasons)
        phrase_append_vietnamese(kind, node->value, text);
    else
        buffer_append(text, node->value.bytes, node->value.length);
    enum xlsx_kind shown = column->format == COLUMN_CODE ? XLSX_CELL_CODE : XLSX_CELL_TEXT;
    row->cells[index] = (struct xlsx_cell){.kind = shown, .text = {text->bytes, text->length}};
}

void cells_put_change(struct cells *row, const struct report_column *column, size_t index, const int64_t *before,
                      bool sure)
{
    struct buffer *text = &row->texts[index];
    int64_t now, missing = 0;
    row->cells[index] = (struct xlsx_cell){.kind = XLSX_CELL_BLANK};
    if (!before || !cell_number(&row->cells[column->part_index], &now))
        return;
    if (column->missing)
        sure &= cell_number(&row->cells[column->missing_index], &missing) && missing == 0;
    buffer_clear(text);
    phrase_append_change(*before, now, column->base, column->ordinary, text);
    if (!sure)
        buffer_puts(text, "; thiếu số liệu");
    row->cells[index] = (struct xlsx_cell){.kind = XLSX_CELL_TEXT, .text = {text->bytes, text->length}};
}
