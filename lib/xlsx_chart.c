/* SPDX-License-Identifier: ISC */
#include "xlsx_cells.h"

#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

enum {
    CHART_WIDTH = 480, /* pixels of a chart that is not scaled */
    CHART_HEIGHT = 288,
    MOST_SERIES = 8,
};

/* Gives a range the values that libxlsxwriter cannot read back itself in constant-memory mode. It has no function for
 * this, but frees the list with the chart, and leaves it alone while ignore_cache is set. */
static bool cache(struct xlsx *book, lxw_series_range *range, size_t count, const char *const *labels,
                  const double *numbers)
{
    if (lxw_version_id() != LXW_VERSION_ID || (!labels && !numbers))
        return true; /* not the structures that this was compiled with; spreadsheets read the cells anyway */
    for (size_t i = 0; i < count; i++) {
        if (labels && !xlsx_valid(book, labels[i]))
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
    if (!xlsx_valid(book, spec->name))
        return false;
    if (spec->name && *spec->name)
        chart_series_set_name(series, spec->name);
    style_series(series, index, kind);
    return cache(book, series->categories, label_count, spec->labels, NULL) &&
           cache(book, series->values, count, NULL, spec->numbers);
}

static void set_axis(lxw_chart_axis *axis, const char *title)
{
    lxw_chart_font plain = {.name = (char *)XLSX_FONT, .size = 11},
                   strong = {.name = (char *)XLSX_FONT, .size = 11, .bold = 1};
    chart_axis_set_num_font(axis, &plain);
    if (!title || !*title)
        return;
    chart_axis_set_name(axis, title);
    chart_axis_set_name_font(axis, &strong);
}

static void set_titles(lxw_chart *chart, const struct xlsx_chart_spec *spec)
{
    lxw_chart_font plain = {.name = (char *)XLSX_FONT, .size = 11},
                   strong = {.name = (char *)XLSX_FONT, .size = 13, .bold = 1};
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

/* The length that ends at the same point of the same column as the true length does. */
static double believed_length(const struct layout *layout, double length)
{
    double believed = 0;
    for (size_t i = 0; i < layout->count && length >= layout->widths[i]; i++) {
        believed += xlsx_believed_width(layout->widths[i]);
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
    if (!xlsx_valid(book, spec->title) || !xlsx_valid(book, spec->category_title) ||
        !xlsx_valid(book, spec->value_title))
        return false;
    bool lines = spec->kind == XLSX_CHART_LINE;
    lxw_chart *chart = workbook_add_chart(book->workbook, lines ? LXW_CHART_LINE : LXW_CHART_COLUMN);
    if (!chart)
        return xlsx_trouble(book, "out of memory");
    for (size_t i = 0; i < spec->series_count; i++)
        if (!add_series(sheet, chart, &spec->series[i], i, spec->kind))
            return false;
    set_titles(chart, spec);
    if (!lines)
        chart_axis_set_min(chart->y_axis, 0); /* bars are compared by their lengths */
    if (spec->percent) {
        chart_axis_set_max(chart->y_axis, 1);
        chart_axis_set_num_format(chart->y_axis, "0%");
    }
    lxw_chart_options options = {.x_scale = believed_length(&sheet->layout, width) / CHART_WIDTH,
                                 .y_scale = height / CHART_HEIGHT,
                                 .y_offset = 4, /* so that its frame is not drawn on the page before */
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    return xlsx_succeeded(book, worksheet_insert_chart_opt(sheet->worksheet, (lxw_row_t)row, 0, chart, &options));
}
