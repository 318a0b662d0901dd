/* SPDX-License-Identifier: ISC */
#include "workbook.h"

#include "cells.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A sheet being filled. */
struct filling {
    const struct report_sheet *sheet;
    struct xlsx_sheet *target; /* NULL: not in this workbook */
    struct aggregate *groups;  /* of a sheet whose rows are groups */
    size_t number;             /* of the row written last, from 1 */
    int64_t *sums;             /* by column */
    bool *known;               /* whether anything was known that went into the sum */
    struct chart_data {
        char **labels;
        double *values[CHART_SERIES];
        size_t count, capacity, value_capacity[CHART_SERIES];
    } chart;
};

struct workbook {
    struct run *run;
    const struct report *report;
    const struct measures *measures;
    const struct workbook_heading *heading;
    struct reader *reader;
    struct xlsx *book;
    struct filling *fillings;
    bool *kinds_seen; /* by sheet: records of its kind came */
    int first_year, latest_year;
    struct cells row; /* the one being written */
    struct buffer unit_name;
};

struct workbook *workbook_new(struct run *run, const struct report *report, const struct measures *measures,
                              const struct workbook_heading *heading)
{
    struct workbook *workbook = mem_new(1, sizeof *workbook);
    size_t most = 0;
    *workbook = (struct workbook){.run = run, .report = report, .measures = measures, .heading = heading};
    workbook->reader = reader_new(&run->diag);
    workbook->fillings = mem_new(report->sheet_count, sizeof *workbook->fillings);
    workbook->kinds_seen = mem_new(report->sheet_count, sizeof(bool));
    for (size_t i = 0; i < report->sheet_count; i++) {
        const struct report_sheet *sheet = &report->sheets[i];
        struct filling *filling = &workbook->fillings[i];
        most = sheet->column_count > most ? sheet->column_count : most;
        filling->sheet = sheet;
        filling->sums = mem_new(sheet->column_count, sizeof *filling->sums);
        filling->known = mem_new(sheet->column_count, sizeof(bool));
        if (sheet->grouped)
            filling->groups = aggregate_new(&sheet->grouping, measures, run->units, NULL, &run->diag);
    }
    cells_reserve(&workbook->row, most);
    return workbook;
}

static void free_filling(struct filling *filling)
{
    for (size_t i = 0; i < filling->chart.count; i++)
        free(filling->chart.labels[i]);
    for (size_t i = 0; i < CHART_SERIES; i++)
        free(filling->chart.values[i]);
    free(filling->chart.labels);
    free(filling->sums);
    free(filling->known);
    aggregate_free(filling->groups);
}

void workbook_free(struct workbook *workbook)
{
    if (!workbook)
        return;
    xlsx_discard(workbook->book);
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        free_filling(&workbook->fillings[i]);
    cells_free(&workbook->row);
    reader_free(workbook->reader);
    buffer_free(&workbook->unit_name);
    free(workbook->fillings);
    free(workbook->kinds_seen);
    free(workbook);
}

/* The year that a record or summary speaks of; 0: none. */
static int year_of(const struct kind *kind, const struct node *root)
{
    const struct node *node = node_at_path(root, kind->year ? "year" : "group.year");
    struct value value = field_read(FIELD_YEAR, node);
    return value.type == VALUE_INTEGER && value.integer >= 1990 && value.integer <= 2100 ? (int)value.integer : 0;
}

/* Whether a summary has figures of the class that the sheet is about. */
static bool has_class(const struct report_sheet *sheet, const struct node *root)
{
    return !sheet->class || node_get(root, text_of(sheet->class));
}

void workbook_survey(struct workbook *workbook, const struct kind *kind, const struct record *record)
{
    for (size_t i = 0; i < workbook->report->sheet_count; i++) {
        const struct report_sheet *sheet = &workbook->report->sheets[i];
        int year = year_of(kind, record->root);
        if (sheet->kind != kind || !has_class(sheet, record->root))
            continue;
        workbook->kinds_seen[i] = true;
        if (year > workbook->latest_year)
            workbook->latest_year = year;
        if (year && (year < workbook->first_year || !workbook->first_year))
            workbook->first_year = year;
    }
}

/* Puts the wording's places: {year}, {latest_year}, {place} ... A brace that names nothing stays. */
static void fill_in(const struct workbook *workbook, const char *pattern, struct buffer *text)
{
    const struct workbook_heading *heading = workbook->heading;
    const struct {
        const char *name;
        int number, digits;
    } numbers[] = {
        {"{first_year}", workbook->first_year, 1},
        {"{latest_year}", workbook->latest_year, 1},
        {"{year}", heading->date / 10000, 1},
        {"{month}", heading->date / 100 % 100, heading->date / 100 % 100 < 3 ? 2 : 1},
        {"{day}", heading->date % 100, 2},
    };
    while (*pattern) {
        size_t i = 0, count = sizeof numbers / sizeof *numbers;
        while (i < count && strncmp(pattern, numbers[i].name, strlen(numbers[i].name)) != 0)
            i++;
        if (i < count) {
            buffer_printf(text, "%0*d", numbers[i].digits, numbers[i].number);
            pattern += strlen(numbers[i].name);
        } else if (strncmp(pattern, "{place}", 7) == 0) {
            buffer_puts(text, heading->place ? heading->place : "....................");
            pattern += 7;
        } else {
            buffer_putc(text, *pattern++);
        }
    }
    buffer_text(text);
}

static void list_columns(const struct report_sheet *sheet, struct xlsx_column *columns)
{
    static const enum xlsx_format formats[] = {
        [COLUMN_TEXT] = XLSX_TEXT,       [COLUMN_CODE] = XLSX_CODE, [COLUMN_INTEGER] = XLSX_INTEGER,
        [COLUMN_PERCENT] = XLSX_PERCENT, [COLUMN_DATE] = XLSX_DATE, [COLUMN_RATIO] = XLSX_RATIO};
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct report_column *column = &sheet->columns[i];
        columns[i] =
            (struct xlsx_column){column->caption, column->group, formats[column->format], (double)column->width};
    }
}

static void add_sheet(struct workbook *workbook, struct filling *filling)
{
    const struct report_sheet *sheet = filling->sheet;
    const struct report_wording *wording = &workbook->report->wording;
    struct buffer title = {0}, subtitle = {0}, place_date = {0};
    struct xlsx_column *columns = mem_new(sheet->column_count, sizeof *columns);
    fill_in(workbook, workbook->heading->title ? workbook->heading->title : sheet->title, &title);
    fill_in(workbook, sheet->subtitle ? sheet->subtitle : "", &subtitle);
    fill_in(workbook, wording->place_date ? wording->place_date : "", &place_date);
    list_columns(sheet, columns);
    const struct xlsx_heading heading = {.parent = workbook->heading->parent,
                                         .issuer = workbook->heading->issuer,
                                         .nation = wording->nation,
                                         .motto = wording->motto,
                                         .number = workbook->heading->number,
                                         .place_date = place_date.bytes,
                                         .title = title.bytes,
                                         .subtitle = subtitle.bytes};
    const struct xlsx_sheet_spec spec = {sheet->name, sheet->landscape, wording->footer,
                                         &heading,    columns,          sheet->column_count};
    filling->target = xlsx_add_sheet(workbook->book, &spec, &workbook->run->diag);
    free(columns);
    buffer_free(&title);
    buffer_free(&subtitle);
    buffer_free(&place_date);
}

/* A step left out of the chain leaves sheets out, which whoever types it may not notice; a job has its report by name.
 */
static void note_missing_summaries(struct workbook *workbook)
{
    size_t missing = 0;
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        missing += workbook->report->sheets[i].grouped && !workbook->kinds_seen[i];
    if (missing && diag_is_watched())
        diag_report(&workbook->run->diag, SEVERITY_NOTE, NULL, "no-rows",
                    "%zu sheets are left out: the stream has no summaries for them; antt-aggregate --keep adds them",
                    missing);
}

bool workbook_begin(struct workbook *workbook, const char *path)
{
    struct run *run = workbook->run;
    bool any = false;
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        any |= workbook->kinds_seen[i];
    if (!any) {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "no-rows", "the stream has no records for the report '%s'%s",
                    workbook->report->name,
                    workbook->report->sheets[0].grouped ? "; summaries come from antt-aggregate" : "");
        return false;
    }
    note_missing_summaries(workbook);
    struct xlsx_options options = {.title = workbook->report->title,
                                   .author = workbook->heading->issuer,
                                   .created = date_to_days(workbook->heading->date) * 86400};
    workbook->book = xlsx_create(path, &options, &run->diag);
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        if (workbook->kinds_seen[i] && workbook->book)
            add_sheet(workbook, &workbook->fillings[i]);
    return workbook->book != NULL;
}

/* The name of the unit that the row speaks of, else its code. */
static struct value unit_name(struct workbook *workbook, const struct kind *kind, const struct node *root, int year)
{
    const struct node *code = node_at_path(root, kind->unit ? "unit" : "group.unit");
    if (node_is_null(code) || code->type != NODE_SCALAR)
        return (struct value){0};
    const struct unit *unit = units_in_year(workbook->run->units, code->value, year ? year : workbook->latest_year);
    buffer_clear(&workbook->unit_name);
    if (unit)
        units_append_name(unit, &workbook->unit_name);
    else
        buffer_append(&workbook->unit_name, code->value.bytes, code->value.length);
    return (struct value){.type = VALUE_TEXT, .text = {workbook->unit_name.bytes, workbook->unit_name.length}};
}

static struct value integer(int64_t number)
{
    return (struct value){.type = VALUE_INTEGER, .integer = number};
}

static void add_to_sums(struct workbook *workbook, struct filling *filling)
{
    for (size_t i = 0; i < filling->sheet->column_count; i++) {
        const struct xlsx_cell *cell = &workbook->row.cells[i];
        if (!filling->sheet->columns[i].summed || cell->kind != XLSX_CELL_INTEGER)
            continue;
        filling->known[i] = true;
        if (__builtin_add_overflow(filling->sums[i], cell->number, &filling->sums[i]))
            diag_report(&workbook->run->diag, SEVERITY_TROUBLE, NULL, "overflow",
                        "the sum of a column does not fit in 64 bits");
    }
}

static void keep_for_chart(struct workbook *workbook, struct filling *filling)
{
    const struct report_chart *chart = &filling->sheet->chart;
    struct chart_data *data = &filling->chart;
    const struct xlsx_cell *label = &workbook->row.cells[chart->category];
    data->labels = mem_grow(data->labels, &data->capacity, data->count + 1, sizeof(char *));
    data->labels[data->count] =
        mem_copy(label->text.bytes ? label->text.bytes : "", label->text.bytes ? label->text.length : 0);
    for (size_t i = 0; i < chart->series_count; i++) {
        const struct xlsx_cell *cell = &workbook->row.cells[chart->series[i].column];
        data->values[i] = mem_grow(data->values[i], &data->value_capacity[i], data->count + 1, sizeof(double));
        data->values[i][data->count] = cell->kind == XLSX_CELL_INTEGER   ? (double)cell->number
                                       : cell->kind == XLSX_CELL_FORMULA ? cell->value
                                                                         : NAN;
    }
    data->count++;
}

static void fill_extras(struct workbook *workbook, const struct filling *filling, const struct kind *kind,
                        const struct node *root, struct value extras[REPORT_EXTRAS])
{
    extras[EXTRA_FIRST_YEAR] = integer(workbook->first_year);
    extras[EXTRA_LATEST_YEAR] = integer(workbook->latest_year);
    extras[EXTRA_NUMBER] = integer((int64_t)filling->number);
    extras[EXTRA_UNIT_NAME] = unit_name(workbook, kind, root, year_of(kind, root));
}

static bool is_wanted(struct workbook *workbook, const struct filling *filling, const struct kind *kind,
                      const struct node *root)
{
    struct value extras[REPORT_EXTRAS];
    struct expr_input input = {.root = root, .year = year_of(kind, root), .extras = extras};
    fill_extras(workbook, filling, kind, root, extras);
    return has_class(filling->sheet, root) &&
           (!filling->sheet->where || expr_test(filling->sheet->where, &input) == TRUTH_TRUE);
}

static void write_row(struct workbook *workbook, struct filling *filling, const struct kind *kind,
                      const struct node *root)
{
    const struct report_sheet *sheet = filling->sheet;
    struct value extras[REPORT_EXTRAS];
    struct expr_input input = {.root = root, .year = year_of(kind, root), .extras = extras};
    filling->number++;
    fill_extras(workbook, filling, kind, root, extras);
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct report_column *column = &sheet->columns[i];
        if (column->part)
            cells_put_share(&workbook->row, column, i, xlsx_next_row(filling->target));
        else if (column->each)
            cells_put_items(&workbook->row, column, i, kind, root);
        else
            cells_put_value(&workbook->row, column, i, expr_value(column->value, &input));
    }
    add_to_sums(workbook, filling);
    if (sheet->chart.given)
        keep_for_chart(workbook, filling);
    xlsx_row(filling->target, workbook->row.cells, sheet->column_count, XLSX_ROW_NORMAL, &workbook->run->diag);
}

void workbook_add(struct workbook *workbook, const struct kind *kind, const struct record *record)
{
    for (size_t i = 0; i < workbook->report->sheet_count; i++) {
        struct filling *filling = &workbook->fillings[i];
        if (filling->sheet->kind != kind || !filling->target || !is_wanted(workbook, filling, kind, record->root))
            continue;
        if (filling->groups)
            aggregate_add(filling->groups, kind, record);
        else
            write_row(workbook, filling, kind, record->root);
    }
}

/* A group is shown as the summary it is, so that columns mean the same as in antt-aggregate's output. */
static void write_groups(struct workbook *workbook, struct filling *filling)
{
    size_t count = filling->groups ? aggregate_sort(filling->groups) : 0;
    for (size_t i = 0; i < count; i++) {
        struct buffer document = {0};
        struct record record;
        group_append_summary(filling->groups, aggregate_group(filling->groups, i), &document);
        struct frame frame = {
            .bytes = {document.bytes, document.length}, .file = "<group>", .line = 1, .start = FRAME_MARKER};
        if (reader_read(workbook->reader, &frame, &record) == READ_RECORD)
            write_row(workbook, filling, filling->sheet->kind, record.root);
        buffer_free(&document);
    }
}

static void put_sum(struct workbook *workbook, const struct filling *filling, size_t index)
{
    if (filling->known[index])
        cells_put_sum(&workbook->row, index, xlsx_first_row(filling->target), xlsx_next_row(filling->target) - 1,
                      filling->sums[index]);
}

/* Shares of the row of totals are computed from its sums, never averaged. */
static void write_totals(struct workbook *workbook, struct filling *filling)
{
    const struct report_sheet *sheet = filling->sheet;
    bool labelled = false;
    if (!sheet->total || filling->number == 0)
        return;
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct report_column *column = &sheet->columns[i];
        workbook->row.cells[i] = (struct xlsx_cell){.kind = XLSX_CELL_BLANK};
        if (column->summed)
            put_sum(workbook, filling, i);
        else if (column->part)
            cells_put_share(&workbook->row, column, i, xlsx_next_row(filling->target));
        else if (column->format == COLUMN_TEXT && !labelled)
            cells_put_text(&workbook->row, i, text_of(sheet->total), XLSX_CELL_TEXT);
        labelled |= column->format == COLUMN_TEXT;
    }
    xlsx_row(filling->target, workbook->row.cells, sheet->column_count, XLSX_ROW_TOTAL, &workbook->run->diag);
}

static void write_note(struct workbook *workbook, const struct filling *filling)
{
    const char *note = filling->number ? filling->sheet->note : "Không có số liệu.";
    if (!note)
        return;
    struct xlsx_cell cell = {.kind = XLSX_CELL_TEXT, .text = text_of(note)};
    xlsx_row(filling->target, &cell, 1, XLSX_ROW_NOTE, &workbook->run->diag);
}

static struct xlsx_range rows_of(size_t first, size_t count, size_t column)
{
    return (struct xlsx_range){first, column, first + count - 1, column};
}

static void write_chart(struct workbook *workbook, const struct filling *filling)
{
    const struct report_chart *chart = &filling->sheet->chart;
    size_t first = xlsx_first_row(filling->target), count = filling->chart.count;
    struct xlsx_series series[CHART_SERIES];
    struct buffer title = {0};
    if (!chart->given || count == 0)
        return;
    for (size_t i = 0; i < chart->series_count; i++)
        series[i] = (struct xlsx_series){.name = chart->series[i].name,
                                         .categories = rows_of(first, count, chart->category),
                                         .values = rows_of(first, count, chart->series[i].column),
                                         .labels = (const char *const *)filling->chart.labels,
                                         .numbers = filling->chart.values[i]};
    fill_in(workbook, chart->title, &title);
    struct xlsx_chart_spec spec = {.kind = chart->columns ? XLSX_CHART_COLUMN : XLSX_CHART_LINE,
                                   .title = title.bytes,
                                   .category_title = chart->category_title,
                                   .value_title = chart->value_title,
                                   .series = series,
                                   .series_count = chart->series_count};
    xlsx_chart(filling->target, &spec, &workbook->run->diag);
    buffer_free(&title);
}

static void write_signature(struct workbook *workbook, const struct filling *filling)
{
    const struct report_wording *wording = &workbook->report->wording;
    if (!filling->sheet->signature)
        return;
    struct xlsx_signature signature = {wording->recipients_title, wording->recipients, wording->recipient_count,
                                       workbook->heading->office, wording->remark,     workbook->heading->signer};
    xlsx_signature(filling->target, &signature, &workbook->run->diag);
}

bool workbook_end(struct workbook *workbook)
{
    for (size_t i = 0; i < workbook->report->sheet_count; i++) {
        struct filling *filling = &workbook->fillings[i];
        if (!filling->target)
            continue;
        write_groups(workbook, filling);
        write_totals(workbook, filling);
        write_note(workbook, filling);
        write_chart(workbook, filling);
        write_signature(workbook, filling);
    }
    bool closed = xlsx_close(workbook->book, &workbook->run->diag);
    workbook->book = NULL;
    return closed;
}
