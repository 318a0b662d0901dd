/* SPDX-License-Identifier: ISC */
#include "filling.h"

#include "sorter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SORT_BUFFER = 1 << 20 }; /* bytes of records that a sheet with an order holds in memory */

/* Sums of the columns over the rows since a heading, or over all. */
struct tally {
    int64_t *sums;
    bool *known; /* whether anything was known that went into the sum */
    size_t first_row;
};

struct filling {
    const struct report_sheet *sheet;
    struct filling_context *context;
    struct xlsx_sheet *target;
    struct aggregate *groups; /* of a sheet whose rows are groups */
    struct sorter *sorter;    /* of a sheet of records that has an order */
    struct buffer key, heading;
    int first_year, latest_year;
    size_t number; /* of the row written last, from 1 */
    struct tally all, block;
    struct previous_row {
        int64_t *numbers;
        bool *known;
    } before; /* the figures of the row above */
    struct chart_data {
        char **labels;
        double *values[CHART_SERIES];
        size_t count, capacity, value_capacity[CHART_SERIES];
    } chart;
};

struct filling *filling_new(const struct report_sheet *sheet, struct filling_context *context)
{
    struct filling *filling = mem_new(1, sizeof *filling);
    size_t columns = sheet->column_count;
    filling->sheet = sheet;
    filling->context = context;
    for (struct tally *tally = &filling->all; tally; tally = tally == &filling->all ? &filling->block : NULL) {
        tally->sums = mem_new(columns, sizeof *tally->sums);
        tally->known = mem_new(columns, sizeof *tally->known);
    }
    filling->before.numbers = mem_new(columns, sizeof *filling->before.numbers);
    filling->before.known = mem_new(columns, sizeof *filling->before.known);
    if (sheet->grouped)
        filling->groups =
            aggregate_new(&sheet->grouping, context->measures, context->run->units, NULL, &context->run->diag);
    if (sheet->order)
        filling->sorter = sorter_new(SORT_BUFFER, &context->run->diag);
    return filling;
}

void filling_free(struct filling *filling)
{
    if (!filling)
        return;
    for (size_t i = 0; i < filling->chart.count; i++)
        free(filling->chart.labels[i]);
    for (size_t i = 0; i < CHART_SERIES; i++)
        free(filling->chart.values[i]);
    free(filling->chart.labels);
    free(filling->all.sums);
    free(filling->all.known);
    free(filling->block.sums);
    free(filling->block.known);
    free(filling->before.numbers);
    free(filling->before.known);
    aggregate_free(filling->groups);
    sorter_free(filling->sorter);
    buffer_free(&filling->key);
    buffer_free(&filling->heading);
    free(filling);
}

void filling_set_target(struct filling *filling, struct xlsx_sheet *target)
{
    filling->target = target;
    filling->all.first_row = filling->block.first_row = xlsx_first_row(target);
}

struct xlsx_sheet *filling_target(const struct filling *filling)
{
    return filling->target;
}

/* The year that a record or summary speaks of; 0: none. */
static int year_of(const struct kind *kind, const struct node *root)
{
    const struct node *node = node_at_path(root, kind->year ? "year" : "group.year");
    struct value value = field_read(FIELD_YEAR, node);
    return value.type == VALUE_INTEGER && value.integer >= 1990 && value.integer <= 2100 ? (int)value.integer : 0;
}

bool filling_is_about(const struct filling *filling, const struct kind *kind, const struct node *root)
{
    const struct report_sheet *sheet = filling->sheet;
    return sheet->kind == kind && (!sheet->class || node_get(root, text_of(sheet->class)));
}

void filling_survey(struct filling *filling, const struct kind *kind, const struct node *root)
{
    int year = year_of(kind, root);
    if (year > filling->latest_year)
        filling->latest_year = year;
    if (year && (year < filling->first_year || !filling->first_year))
        filling->first_year = year;
}

int filling_first_year(const struct filling *filling)
{
    return filling->first_year;
}

int filling_latest_year(const struct filling *filling)
{
    return filling->latest_year;
}

/* --- what expressions may ask for beside the record --- */

/* The name of the unit that the row speaks of, else its code. */
static struct value unit_name(const struct filling *filling, const struct kind *kind, const struct node *root, int year)
{
    struct filling_context *context = filling->context;
    const struct node *code = node_at_path(root, kind->unit ? "unit" : "group.unit");
    if (node_is_null(code) || code->type != NODE_SCALAR)
        return (struct value){0};
    const struct unit *unit = units_in_year(context->run->units, code->value, year ? year : filling->latest_year);
    buffer_clear(&context->unit_name);
    if (unit)
        units_append_name(unit, &context->unit_name);
    else
        buffer_append(&context->unit_name, code->value.bytes, code->value.length);
    return (struct value){.type = VALUE_TEXT, .text = {context->unit_name.bytes, context->unit_name.length}};
}

static struct value integer(int64_t number)
{
    return (struct value){.type = VALUE_INTEGER, .integer = number};
}

static struct expr_input input_of(struct filling *filling, const struct kind *kind, const struct node *root,
                                  struct value extras[REPORT_EXTRAS])
{
    int year = year_of(kind, root);
    extras[EXTRA_FIRST_YEAR] = integer(filling->first_year);
    extras[EXTRA_LATEST_YEAR] = integer(filling->latest_year);
    extras[EXTRA_NUMBER] = integer((int64_t)filling->number);
    extras[EXTRA_UNIT_NAME] = unit_name(filling, kind, root, year);
    return (struct expr_input){.root = root, .year = year, .extras = extras};
}

static bool is_wanted(struct filling *filling, const struct kind *kind, const struct node *root)
{
    struct value extras[REPORT_EXTRAS];
    struct expr_input input = input_of(filling, kind, root, extras);
    return !filling->sheet->where || expr_test(filling->sheet->where, &input) == TRUTH_TRUE;
}

/* --- sums --- */

static void add_up(struct filling *filling, struct tally *tally)
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

/* A row of sums. Shares are computed from the sums, never averaged. */
static void write_sums(struct filling *filling, const struct tally *tally, const char *label)
{
    const struct report_sheet *sheet = filling->sheet;
    struct cells *row = &filling->context->row;
    bool labelled = false;
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct report_column *column = &sheet->columns[i];
        row->cells[i] = (struct xlsx_cell){.kind = XLSX_CELL_BLANK};
        if (column->summed && tally->known[i])
            cells_put_sum(row, i, sheet->subtotal ? CELLS_SUBTOTAL : CELLS_SUM, tally->first_row,
                          xlsx_next_row(filling->target) - 1, tally->sums[i]);
        else if (column->part)
            cells_put_share(row, column, i, xlsx_next_row(filling->target));
        else if (column->format == COLUMN_TEXT && !labelled)
            cells_put_text(row, i, text_of(label), XLSX_CELL_TEXT);
        labelled |= column->format == COLUMN_TEXT;
    }
    xlsx_row(filling->target, row->cells, sheet->column_count, XLSX_ROW_TOTAL, &filling->context->run->diag);
}

static void end_block(struct filling *filling)
{
    struct tally *block = &filling->block;
    if (filling->sheet->subtotal && filling->number && xlsx_next_row(filling->target) > block->first_row)
        write_sums(filling, block, filling->sheet->subtotal);
    memset(block->sums, 0, filling->sheet->column_count * sizeof *block->sums);
    memset(block->known, 0, filling->sheet->column_count * sizeof *block->known);
}

/* A heading over the rows that have the same value of `under`, and the sums of those before it. */
static void begin_block(struct filling *filling, const struct expr_input *input)
{
    struct cells *row = &filling->context->row;
    cells_put_value(row, &filling->sheet->under, 0, expr_value(filling->sheet->under.value, input));
    struct text text = row->cells[0].kind == XLSX_CELL_TEXT ? row->cells[0].text : text_of("");
    if (filling->number && text_equal(text, (struct text){filling->heading.bytes, filling->heading.length}))
        return;
    buffer_clear(&filling->heading);
    buffer_append(&filling->heading, text.bytes, text.length);
    end_block(filling);
    struct xlsx_cell cell = {.kind = XLSX_CELL_TEXT, .text = {filling->heading.bytes, filling->heading.length}};
    xlsx_row(filling->target, &cell, 1, XLSX_ROW_GROUP, &filling->context->run->diag);
    filling->block.first_row = xlsx_next_row(filling->target);
}

/* --- rows --- */

static void keep_for_chart(struct filling *filling)
{
    const struct report_chart *chart = &filling->sheet->chart;
    const struct cells *row = &filling->context->row;
    struct chart_data *data = &filling->chart;
    const struct xlsx_cell *label = &row->cells[chart->category];
    data->labels = mem_grow(data->labels, &data->capacity, data->count + 1, sizeof(char *));
    data->labels[data->count] =
        mem_copy(label->text.bytes ? label->text.bytes : "", label->text.bytes ? label->text.length : 0);
    for (size_t i = 0; i < chart->series_count; i++) {
        const struct xlsx_cell *cell = &row->cells[chart->series[i].column];
        data->values[i] = mem_grow(data->values[i], &data->value_capacity[i], data->count + 1, sizeof(double));
        data->values[i][data->count] = cell->kind == XLSX_CELL_INTEGER   ? (double)cell->number
                                       : cell->kind == XLSX_CELL_FORMULA ? cell->value
                                                                         : NAN;
    }
    data->count++;
}

/* What the next row's changes are counted from. */
static void keep_figures(struct filling *filling)
{
    const struct cells *row = &filling->context->row;
    for (size_t i = 0; i < filling->sheet->column_count; i++) {
        filling->before.known[i] = row->cells[i].kind == XLSX_CELL_INTEGER;
        filling->before.numbers[i] = row->cells[i].number;
    }
}

static void put_change(struct filling *filling, const struct report_column *column, size_t index)
{
    size_t of = column->part_index;
    bool known = filling->before.known[of], sure = true;
    if (column->missing)
        sure = filling->before.known[column->missing_index] && filling->before.numbers[column->missing_index] == 0;
    cells_put_change(&filling->context->row, column, index, known ? &filling->before.numbers[of] : NULL, sure);
}

static void put_cells(struct filling *filling, const struct kind *kind, const struct expr_input *input,
                      const struct node *item)
{
    const struct report_sheet *sheet = filling->sheet;
    struct cells *row = &filling->context->row;
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct report_column *column = &sheet->columns[i];
        if (column->format == COLUMN_CHANGE)
            put_change(filling, column, i);
        else if (column->part)
            cells_put_share(row, column, i, xlsx_next_row(filling->target));
        else if (column->each)
            cells_put_items(row, column, i, kind, input->root);
        else if (column->item)
            cells_put_member(row, column, i, kind, item);
        else
            cells_put_value(row, column, i, expr_value(column->value, input));
    }
}

/* One row, or one for each item of the sheet's list. */
static void write_row(struct filling *filling, const struct kind *kind, const struct node *root)
{
    const struct report_sheet *sheet = filling->sheet;
    struct value extras[REPORT_EXTRAS];
    const struct node *item = sheet->each ? node_first(node_at_path(root, sheet->each)) : root;
    for (; item; item = sheet->each ? item->next : NULL) {
        struct expr_input input = input_of(filling, kind, root, extras);
        if (sheet->under.value)
            begin_block(filling, &input);
        filling->number++;
        extras[EXTRA_NUMBER] = integer((int64_t)filling->number);
        put_cells(filling, kind, &input, item);
        add_up(filling, &filling->all);
        add_up(filling, &filling->block);
        if (sheet->chart.given)
            keep_for_chart(filling);
        keep_figures(filling);
        xlsx_row(filling->target, filling->context->row.cells, sheet->column_count, XLSX_ROW_NORMAL,
                 &filling->context->run->diag);
    }
}

void filling_add(struct filling *filling, const struct kind *kind, const struct record *record)
{
    if (!filling->target || !is_wanted(filling, kind, record->root))
        return;
    if (filling->groups) {
        aggregate_add(filling->groups, kind, record);
    } else if (filling->sorter) {
        buffer_clear(&filling->key);
        sortkey_append(filling->sheet->order, kind, record, &filling->key);
        sorter_add(filling->sorter, (struct text){filling->key.bytes, filling->key.length}, &record->frame);
    } else {
        write_row(filling, kind, record->root);
    }
}

/* A group is shown as the summary it is, so that columns mean the same as in antt-aggregate's output. */
static void write_groups(struct filling *filling)
{
    size_t count = filling->groups ? aggregate_sort(filling->groups) : 0;
    for (size_t i = 0; i < count; i++) {
        struct buffer document = {0};
        struct record record;
        group_append_summary(filling->groups, aggregate_group(filling->groups, i), &document);
        struct frame frame = {
            .bytes = {document.bytes, document.length}, .file = "<group>", .line = 1, .start = FRAME_MARKER};
        if (reader_read(filling->context->reader, &frame, &record) == READ_RECORD)
            write_row(filling, filling->sheet->kind, record.root);
        buffer_free(&document);
    }
}

static bool write_sorted(void *context, struct text key, const struct frame *frame)
{
    struct filling *filling = context;
    struct record record;
    (void)key;
    if (reader_read(filling->context->reader, frame, &record) == READ_RECORD)
        write_row(filling, filling->sheet->kind, record.root);
    return filling->context->run->diag.status != STATUS_TROUBLE;
}

static void write_note(struct filling *filling)
{
    const char *note = filling->number ? filling->sheet->note : "Không có số liệu.";
    if (!note)
        return;
    struct xlsx_cell cell = {.kind = XLSX_CELL_TEXT, .text = text_of(note)};
    xlsx_row(filling->target, &cell, 1, XLSX_ROW_NOTE, &filling->context->run->diag);
}

void filling_end(struct filling *filling)
{
    if (!filling->target)
        return;
    write_groups(filling);
    if (filling->sorter)
        sorter_each(filling->sorter, write_sorted, filling);
    end_block(filling);
    if (filling->sheet->total && filling->number)
        write_sums(filling, &filling->all, filling->sheet->total);
    write_note(filling);
}

static struct xlsx_range rows_of(size_t first, size_t count, size_t column)
{
    return (struct xlsx_range){first, column, first + count - 1, column};
}

void filling_chart(struct filling *filling, const char *title)
{
    const struct report_chart *chart = &filling->sheet->chart;
    size_t first = xlsx_first_row(filling->target), count = filling->chart.count;
    struct xlsx_series series[CHART_SERIES];
    if (!chart->given || count == 0)
        return;
    for (size_t i = 0; i < chart->series_count; i++)
        series[i] = (struct xlsx_series){.name = chart->series[i].name,
                                         .categories = rows_of(first, count, chart->category),
                                         .values = rows_of(first, count, chart->series[i].column),
                                         .labels = (const char *const *)filling->chart.labels,
                                         .numbers = filling->chart.values[i]};
    struct xlsx_chart_spec spec = {.kind = chart->columns ? XLSX_CHART_COLUMN : XLSX_CHART_LINE,
                                   .title = title,
                                   .category_title = chart->category_title,
                                   .value_title = chart->value_title,
                                   .series = series,
                                   .series_count = chart->series_count};
    xlsx_chart(filling->target, &spec, &filling->context->run->diag);
}
