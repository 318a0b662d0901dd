/* SPDX-License-Identifier: ISC */
#include "table.h"

#include "columns.h"
#include "flatten.h"

#include <stdlib.h>
#include <string.h>

enum format { FORMAT_CSV, FORMAT_TSV, FORMAT_JSON };

struct table {
    struct run *run;
    enum format format;
    bool order_mark, header, titles, english, raw;
    bool begun; /* the header is written, if there is one */
    struct columns columns;
    struct flattener flattener;
    struct buffer line;
};

static bool fail_usage(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool fail_usage(struct run *run, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diag_vreport(&run->diag, SEVERITY_TROUBLE, NULL, "usage", format, arguments);
    va_end(arguments);
    return false;
}

static bool read_format(struct table *table, const char *name)
{
    static const char *const names[] = {[FORMAT_CSV] = "csv", [FORMAT_TSV] = "tsv", [FORMAT_JSON] = "jsonl"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!name || strcmp(names[i], name) == 0) {
            table->format = (enum format)i;
            return true;
        }
    return false;
}

static bool read_look(struct table *table, const struct table_look *look)
{
    struct run *run = table->run;
    bool english = look->language && strcmp(look->language, "en") == 0;
    if (!read_format(table, look->format))
        return fail_usage(run, "--to: '%s' is not csv, tsv or jsonl", look->format);
    if (look->language && !english && strcmp(look->language, "vi") != 0)
        return fail_usage(run, "--lang: '%s' is neither vi nor en", look->language);
    if (look->language && !look->titles)
        return fail_usage(run, "--lang goes with --titles");
    if (look->titles && look->no_header)
        return fail_usage(run, "--titles and --no-header exclude each other");
    if (table->format == FORMAT_JSON && (look->order_mark || look->no_header || look->titles || look->raw))
        return fail_usage(run, "--bom, --no-header, --titles and --raw do not go with jsonl");
    table->order_mark = look->order_mark;
    table->header = !look->no_header && table->format != FORMAT_JSON;
    table->titles = look->titles;
    table->english = english;
    table->raw = look->raw;
    table->columns.flat = table->format != FORMAT_JSON;
    table->flattener = (struct flattener){.diag = &run->diag, .json = table->format == FORMAT_JSON};
    return columns_choose(&table->columns, run->kinds, &look->kinds, &look->fields, &run->diag);
}

struct table *table_new(struct run *run, const struct table_look *look)
{
    struct table *table = mem_new(1, sizeof *table);
    table->run = run;
    if (read_look(table, look))
        return table;
    table_free(table);
    return NULL;
}

static void append_csv(struct buffer *line, struct text cell, bool alone)
{
    bool quoted = (alone && cell.length == 0) || /* an empty line is no row to many readers */
                  (cell.length && (cell.bytes[0] == ' ' || cell.bytes[cell.length - 1] == ' '));
    for (size_t i = 0; i < cell.length && !quoted; i++)
        quoted = strchr("\",;\t\r\n", cell.bytes[i]) != NULL;
    buffer_puts(line, quoted ? "\"" : "");
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] == '"')
            buffer_putc(line, '"');
        buffer_putc(line, cell.bytes[i]);
    }
    buffer_puts(line, quoted ? "\"" : "");
}

static void append_tsv(struct buffer *line, struct text cell)
{
    static const char special[] = "\t\n\r\\", letters[] = "tnr\\";
    for (size_t i = 0; i < cell.length; i++) {
        const char *found = strchr(special, cell.bytes[i]);
        if (found)
            buffer_putc(line, '\\');
        buffer_putc(line, found ? letters[found - special] : cell.bytes[i]);
    }
}

/* What the flattener holds becomes the next cell of the line. */
static void append_cell(struct table *table, size_t index)
{
    struct buffer guarded = {0}, *text = &table->flattener.text;
    struct text cell = {text->bytes, text->length};
    if (table->flattener.is_text && !table->raw && text_begins_formula(cell)) {
        buffer_putc(&guarded, '\'');
        buffer_append(&guarded, cell.bytes, cell.length);
        cell = (struct text){guarded.bytes, guarded.length};
    }
    if (index)
        buffer_putc(&table->line, table->format == FORMAT_CSV ? ',' : '\t');
    if (table->format == FORMAT_CSV)
        append_csv(&table->line, cell, table->columns.count == 1);
    else
        append_tsv(&table->line, cell);
    buffer_clear(text);
    buffer_free(&guarded);
}

static void write_line(struct table *table)
{
    buffer_puts(&table->line, table->format == FORMAT_CSV ? "\r\n" : "\n");
    output_write(table->run->out, table->line.bytes, table->line.length);
    buffer_clear(&table->line);
}

static void begin(struct table *table)
{
    static const char order_mark[] = "\xEF\xBB\xBF";
    if (table->begun)
        return;
    table->begun = true;
    if (table->order_mark)
        output_write(table->run->out, order_mark, sizeof order_mark - 1);
    for (size_t i = 0; i < table->columns.count && table->header; i++) {
        if (table->titles)
            columns_append_title(&table->columns, i, table->english, &table->flattener.text);
        else
            buffer_puts(&table->flattener.text, table->columns.items[i].path);
        table->flattener.is_text = true;
        append_cell(table, i);
    }
    if (table->header)
        write_line(table);
}

static void write_cells(struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        flatten_value(&table->flattener, table->columns.items[i].path);
        append_cell(table, i);
    }
    write_line(table);
}

static void write_object(struct table *table)
{
    struct buffer *text = &table->flattener.text;
    for (size_t i = 0; i < table->columns.count; i++) {
        buffer_putc(text, i ? ',' : '{');
        text_append_json(text_of(table->columns.items[i].path), text);
        buffer_putc(text, ':');
        flatten_value(&table->flattener, table->columns.items[i].path);
    }
    buffer_puts(text, "}\n");
    output_write(table->run->out, text->bytes, text->length);
    buffer_clear(text);
}

static void take_record(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct table *table = state;
    if (table->columns.kind_count == 0 && kind && !columns_take_all(&table->columns, kind, &run->diag))
        return;
    if (!kind || !columns_have_kind(&table->columns, kind) || table->columns.count == 0)
        return;
    flatten_record(&table->flattener, kind, record);
    begin(table);
    if (table->format == FORMAT_JSON)
        write_object(table);
    else
        write_cells(table);
}

const struct run_handler table_handler = {take_record};

void table_finish(struct table *table)
{
    if (table->run->diag.status == STATUS_TROUBLE)
        return;
    if (table->columns.count)
        begin(table);
    else
        diag_report(&table->run->diag, SEVERITY_WARNING, NULL, "no-rows",
                    "no record came whose kind would tell the columns; --kind or --fields does");
}

void table_free(struct table *table)
{
    if (!table)
        return;
    columns_free(&table->columns);
    flatten_free(&table->flattener);
    buffer_free(&table->line);
    free(table);
}
