/* SPDX-License-Identifier: ISC */
#include "filling_inside.h"

#include <stdlib.h>
#include <string.h>

enum { SORT_BUFFER = 1 << 20 }; /* bytes of records that a sheet with an order holds in memory */

struct filling *filling_new(const struct report_sheet *sheet, struct filling_context *context)
{
    struct filling *filling = mem_new(1, sizeof *filling);
    size_t columns = sheet->column_count;
    filling->sheet = sheet;
    filling->context = context;
    tally_new(&filling->all, columns);
    tally_new(&filling->block, columns);
    filling->missing = mem_new(columns, sizeof *filling->missing);
    filling->links = mem_new(columns + 1, sizeof *filling->links);
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
    free(filling->chart.values);
    free(filling->chart.labels);
    for (size_t i = 0; i < filling->incoming_count; i++)
        anchors_free(filling->incoming[i].anchors);
    free(filling->incoming);
    free(filling->links);
    free(filling->parts);
    tally_free(&filling->all);
    tally_free(&filling->block);
    free(filling->missing);
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
    filling->parts = mem_grow(filling->parts, &filling->part_capacity, filling->part_count + 1, sizeof *filling->parts);
    filling->parts[filling->part_count++] = (struct part){target, xlsx_first_row(target), 0};
    if (filling->part_count > 1)
        return;
    filling->all.first_row = filling->block.first_row = xlsx_first_row(target);
}

const struct report_sheet *filling_sheet(const struct filling *filling)
{
    return filling->sheet;
}

struct xlsx_sheet *filling_target(const struct filling *filling)
{
    return filling->part_count ? filling->parts[filling->part_count - 1].sheet : NULL;
}

size_t filling_next_row(const struct filling *filling)
{
    return filling->planning ? filling->planned_row : xlsx_next_row(filling_target(filling));
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

/* --- rows --- */

static void put_row(struct filling *filling, const struct xlsx_cell *cells, size_t count, enum xlsx_row_style style)
{
    if (filling->planning)
        filling->planned_row++;
    else
        xlsx_row(filling_target(filling), cells, count, style, &filling->context->run->diag);
}

/* The heading that the rows stand under, again where they go on in another sheet (no root). */
static void put_heading(struct filling *filling, const struct node *root)
{
    struct xlsx_cell cell = {.kind = XLSX_CELL_TEXT, .text = {filling->heading.bytes, filling->heading.length}};
    if (root && !filling->planning)
        links_put(filling, root, filling->sheet->column_count, &cell);
    put_row(filling, &cell, 1, XLSX_ROW_GROUP);
}

/* Goes on in another sheet where this one has no more rows. */
static void make_room(struct filling *filling)
{
    struct part *part = &filling->parts[filling->part_count - 1];
    if (filling->planning || !part->sheet || xlsx_next_row(part->sheet) < xlsx_end_row(part->sheet))
        return;
    part->last_row = xlsx_next_row(part->sheet) - 1;
    filling->context->open_part(filling->context->owner, filling);
    if (filling->sheet->under.value && filling->number)
        put_heading(filling, NULL);
}

static void end_block(struct filling *filling)
{
    struct tally *block = &filling->block;
    if (!filling->sheet->subtotal || !filling->number)
        return;
    if (filling->planning)
        filling->planned_row++;
    else
        tally_write(filling, block, filling->sheet->subtotal);
}

/* No text is refused for its length; what is lost of one is told. */
static void fit_text(struct filling *filling, const struct kind *kind, const struct node *root, size_t index,
                     const char *caption)
{
    struct diag *diag = &filling->context->run->diag;
    if (filling->planning || !cells_cut_text(&filling->context->row, index))
        return;
    struct buffer name = {0};
    const struct record record = {.root = (struct node *)root};
    const char *subject = diag->subject;
    kind_append_name(kind, &record, &name);
    diag->subject = buffer_text(&name);
    diag_report(diag, SEVERITY_WARNING, NULL, "workbook-limit",
                "the text of the column '%s' is longer than a cell can be and was cut", caption);
    diag->subject = subject;
    buffer_free(&name);
}

/* A heading over the rows that have the same value of `under`, and the sums of those before it. */
static bool begin_block(struct filling *filling, const struct kind *kind, const struct expr_input *input)
{
    struct cells *row = &filling->context->row;
    cells_put_value(row, &filling->sheet->under, 0, expr_value(filling->sheet->under.value, input));
    fit_text(filling, kind, input->root, 0, filling->sheet->name);
    struct text text = row->cells[0].kind == XLSX_CELL_TEXT ? row->cells[0].text : text_of("");
    if (filling->number && text_equal(text, (struct text){filling->heading.bytes, filling->heading.length}))
        return false;
    buffer_clear(&filling->heading);
    buffer_append(&filling->heading, text.bytes, text.length);
    end_block(filling);
    put_heading(filling, input->root);
    tally_restart(filling, &filling->block);
    return true;
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
            cells_put_share(row, column, i, filling_next_row(filling));
        else if (column->each)
            cells_put_items(row, column, i, kind, input->root);
        else if (column->item)
            cells_put_member(row, column, i, kind, item);
        else
            cells_put_value(row, column, i, expr_value(column->value, input));
        if (column->unknown)
            sums_put_unknown(filling, input->root, i);
        fit_text(filling, kind, input->root, i, column->caption);
    }
}

static void put_row_of(struct filling *filling, const struct kind *kind, const struct expr_input *input,
                       const struct node *item)
{
    size_t columns = filling->sheet->column_count;
    put_cells(filling, kind, input, item);
    tally_add(filling, &filling->all);
    tally_add(filling, &filling->block);
    if (filling->sheet->chart.given)
        chart_keep(filling);
    keep_figures(filling);
    bool first = !filling->sheet->each || item->index == 0; /* of the rows of one record */
    for (size_t i = 0; i < columns && first; i++)
        if (filling->links[i].target)
            links_put(filling, input->root, i, &filling->context->row.cells[i]);
    put_row(filling, filling->context->row.cells, columns, XLSX_ROW_NORMAL);
}

/* One row, or one for each item of the sheet's list. */
static void write_row(struct filling *filling, const struct kind *kind, const struct node *root)
{
    const struct report_sheet *sheet = filling->sheet;
    struct value extras[REPORT_EXTRAS];
    const struct node *item = sheet->each ? node_first(node_at_path(root, sheet->each)) : root;
    for (; item; item = sheet->each ? item->next : NULL) {
        struct expr_input input = input_of(filling, kind, root, extras);
        make_room(filling);
        bool headed = sheet->under.value && begin_block(filling, kind, &input);
        filling->number++;
        extras[EXTRA_NUMBER] = integer((int64_t)filling->number);
        if (filling->incoming_count)
            links_note(filling, root, headed ? filling_next_row(filling) - 1 : SIZE_MAX);
        if (filling->planning)
            filling->planned_row++;
        else
            put_row_of(filling, kind, &input, item);
    }
}

void filling_add(struct filling *filling, const struct kind *kind, const struct record *record)
{
    if (!filling->part_count || !is_wanted(filling, kind, record->root))
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
    const char *note = filling->number ? filling->sheet->note : filling->context->wording->no_rows;
    if (!note)
        return;
    struct xlsx_cell cell = {.kind = XLSX_CELL_TEXT, .text = text_of(note)};
    put_row(filling, &cell, 1, XLSX_ROW_NOTE);
}

/* Shows the rows that waited. */
static void write_waiting(struct filling *filling)
{
    write_groups(filling);
    if (filling->sorter)
        sorter_each(filling->sorter, write_sorted, filling);
}

void filling_plan(struct filling *filling)
{
    if (!filling->incoming_count || !filling_target(filling) || (!filling->groups && !filling->sorter))
        return; /* rows that go out as they come are noted then */
    filling->planning = true;
    filling->planned_row = filling->parts[0].first_row;
    write_waiting(filling);
    filling->planning = false;
    filling->number = 0;
    tally_restart(filling, &filling->block);
}

void filling_end(struct filling *filling)
{
    if (!filling->part_count)
        return;
    write_waiting(filling);
    end_block(filling);
    if (filling->sheet->total && filling->number)
        tally_write(filling, &filling->all, filling->sheet->total);
    write_note(filling);
    sums_write_missing(filling);
}
