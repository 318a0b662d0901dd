/* SPDX-License-Identifier: ISC */
#include "filling_inside.h"

#include "phrase.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_POINTS = 32000, /* of a series */
    MOST_NAMED = 3,      /* rows that share the highest or the lowest figure */
};

void chart_keep(struct filling *filling)
{
    const struct cells *row = &filling->context->row;
    struct chart_data *data = &filling->chart;
    size_t columns = filling->sheet->column_count;
    const struct xlsx_cell *label = &row->cells[filling->sheet->chart.category];
    data->labels = mem_grow(data->labels, &data->capacity, data->count + 1, sizeof(char *));
    data->labels[data->count] =
        mem_copy(label->text.bytes ? label->text.bytes : "", label->text.bytes ? label->text.length : 0);
    data->values = mem_grow(data->values, &data->value_capacity, (data->count + 1) * columns, sizeof(double));
    for (size_t i = 0; i < columns; i++) {
        const struct xlsx_cell *cell = &row->cells[i];
        data->values[data->count * columns + i] = cell->kind == XLSX_CELL_INTEGER   ? (double)cell->number
                                                  : cell->kind == XLSX_CELL_FORMULA ? cell->value
                                                                                    : NAN;
    }
    data->count++;
}

/* --- titles --- */

static double figure(const struct filling *filling, size_t row, size_t column)
{
    return filling->chart.values[row * filling->sheet->column_count + column];
}

/* Whether nothing is missing in the figures of the row. */
static bool is_whole(const struct filling *filling, size_t row)
{
    const struct report_chart *chart = &filling->sheet->chart;
    return !chart->counts_missing || figure(filling, row, chart->missing) == 0;
}

/* The row whose figure the finding is; false where none is known, or where what is missing could make it another. */
static bool find_row(const struct filling *filling, enum finding finding, size_t column, size_t *found)
{
    bool any = false, extreme = finding == FINDING_LOWEST || finding == FINDING_HIGHEST;
    for (size_t i = 0; i < filling->chart.count; i++) {
        double value = figure(filling, i, column), best = any ? figure(filling, *found, column) : 0;
        if (extreme && (isnan(value) || !is_whole(filling, i)))
            return false;
        if (isnan(value))
            continue;
        if (!any || finding == FINDING_LAST || (finding == FINDING_LOWEST && value < best) ||
            (finding == FINDING_HIGHEST && value > best))
            *found = i;
        any = true;
    }
    return any && is_whole(filling, *found);
}

static void append_figure(const struct filling *filling, size_t row, size_t column, struct buffer *text)
{
    double value = figure(filling, row, column);
    if (filling->sheet->columns[column].format == COLUMN_PERCENT)
        phrase_append_share(value, text);
    else
        phrase_append_number((int64_t)value, text);
}

/* The categories of all rows with that figure; false where they are too many to be named. */
static bool append_categories(const struct filling *filling, size_t row, size_t column, bool all, struct buffer *text)
{
    double value = figure(filling, row, column);
    size_t count = 0;
    for (size_t i = all ? 0 : row; i < (all ? filling->chart.count : row + 1); i++) {
        double other = figure(filling, i, column);
        if (isnan(other) || other < value || other > value)
            continue;
        if (++count > MOST_NAMED || !*filling->chart.labels[i])
            return false;
        buffer_puts(text, count > 1 ? ", " : "");
        buffer_puts(text, filling->chart.labels[i]);
    }
    return true;
}

static bool append_change(const struct filling *filling, size_t column, struct buffer *text)
{
    struct buffer before = {0}, after = {0};
    size_t first, last;
    bool known = find_row(filling, FINDING_FIRST, column, &first) && find_row(filling, FINDING_LAST, column, &last) &&
                 first != last;
    if (!known)
        return false;
    append_figure(filling, first, column, &before);
    append_figure(filling, last, column, &after);
    bool up = figure(filling, last, column) > figure(filling, first, column);
    if (text_equal((struct text){before.bytes, before.length}, (struct text){after.bytes, after.length}))
        buffer_printf(text, "không đổi, %s", buffer_text(&after));
    else
        buffer_printf(text, "%s từ %s %s %s", up ? "tăng" : "giảm", buffer_text(&before), up ? "lên" : "xuống",
                      buffer_text(&after));
    buffer_free(&before);
    buffer_free(&after);
    return true;
}

static bool append_piece(const struct filling *filling, const struct report_piece *piece, struct buffer *text)
{
    size_t row;
    if (piece->finding == FINDING_TEXT) {
        buffer_append(text, piece->text.bytes, piece->text.length);
        return true;
    }
    if (piece->finding == FINDING_CHANGE)
        return append_change(filling, piece->column, text);
    bool where = piece->finding >= FINDING_FIRST_AT;
    enum finding finding =
        where ? (enum finding)((unsigned)piece->finding - FINDING_FIRST_AT + FINDING_FIRST) : piece->finding;
    if (!find_row(filling, finding, piece->column, &row))
        return false;
    if (where)
        return append_categories(filling, row, piece->column, finding >= FINDING_LOWEST, text);
    append_figure(filling, row, piece->column, text);
    return true;
}

bool filling_finding(const struct filling *filling, struct buffer *text)
{
    const struct report_chart *chart = &filling->sheet->chart;
    for (size_t i = 0; i < chart->piece_count; i++)
        if (!append_piece(filling, &chart->pieces[i], text))
            return false;
    return chart->piece_count > 0;
}

/* --- the chart --- */

static struct xlsx_range rows_of(size_t first, size_t count, size_t column)
{
    return (struct xlsx_range){first, column, first + count - 1, column};
}

void filling_chart(struct filling *filling, const char *title)
{
    const struct report_chart *chart = &filling->sheet->chart;
    struct xlsx_sheet *target = filling_target(filling);
    size_t first = filling->part_count ? filling->parts[0].first_row : 0, count = filling->chart.count;
    size_t room = filling->part_count ? xlsx_end_row(filling->parts[0].sheet) - first : 0;
    struct xlsx_series series[CHART_SERIES];
    count = count < room ? count : room;
    count = count < MOST_POINTS ? count : MOST_POINTS;
    if (!chart->given || count == 0)
        return;
    double *numbers = mem_new(chart->series_count * count, sizeof *numbers);
    for (size_t i = 0; i < chart->series_count * count; i++)
        numbers[i] = figure(filling, i % count, chart->series[i / count].column);
    for (size_t i = 0; i < chart->series_count; i++)
        series[i] = (struct xlsx_series){.name = chart->series[i].name,
                                         .categories = rows_of(first, count, chart->category),
                                         .values = rows_of(first, count, chart->series[i].column),
                                         .labels = (const char *const *)filling->chart.labels,
                                         .numbers = numbers + i * count};
    struct xlsx_chart_spec spec = {.kind = chart->columns ? XLSX_CHART_COLUMN : XLSX_CHART_LINE,
                                   .title = title,
                                   .percent = filling->sheet->columns[chart->series[0].column].format == COLUMN_PERCENT,
                                   .category_title = chart->category_title,
                                   .value_title = chart->value_title,
                                   .series = series,
                                   .series_count = chart->series_count};
    xlsx_chart(target, &spec, &filling->context->run->diag);
    free(numbers);
}
