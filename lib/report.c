/* SPDX-License-Identifier: ISC */
#include "report_reading.h"

#include <stdlib.h>
#include <string.h>

static bool read_series(const struct report_reading *reading, const struct report_sheet *sheet,
                        const struct node *entry, struct report_chart *chart)
{
    struct report_series series = {.name = defs_text(entry, "vi")};
    if (chart->series_count == CHART_SERIES)
        return report_fault(reading, entry, "a chart can have eight series");
    if (!series.name || !report_column_at(sheet, defs_text(entry, "column"), &series.column))
        return report_fault(reading, entry,
                            "a series needs `vi`, its name, and `column`, the id of one of the sheet's columns");
    chart->series[chart->series_count++] = series;
    return true;
}

static bool read_chart(const struct report_reading *reading, const struct node *node, struct report_sheet *sheet)
{
    static const char *const keys[] = {"kind",        "vi",     "en",      "category", "category_title",
                                       "value_title", "series", "finding", "missing",  NULL};
    struct report_chart *chart = &sheet->chart;
    const struct node *series = node_get(node, text_of("series"));
    const char *kind = defs_text(node, "kind");
    if (!node)
        return true;
    if (!defs_only(reading->diag, reading->definition, node, keys))
        return false;
    chart->given = true;
    chart->columns = kind && strcmp(kind, "columns") == 0;
    chart->title = defs_text(node, "vi");
    chart->category_title = defs_text(node, "category_title");
    chart->value_title = defs_text(node, "value_title");
    if (!chart->title || !sheet->grouped || !report_column_at(sheet, defs_text(node, "category"), &chart->category) ||
        !node_first(series))
        return report_fault(
            reading, node,
            "a chart needs `vi`, its title, `category`, the id of a column, and `series`; its sheet needs groups");
    for (const struct node *entry = series->first; entry; entry = entry->next)
        if (!read_series(reading, sheet, entry, chart))
            return false;
    return report_read_finding(reading, sheet, node, chart);
}

static bool read_source(const struct report_reading *reading, const struct node *mapping, struct report_sheet *sheet)
{
    const struct node *groups = node_get(mapping, text_of("groups"));
    const char *records = defs_text(mapping, "records");
    sheet->grouped = groups != NULL;
    if (!groups == !records)
        return report_fault(reading, mapping, "a sheet needs either `records`, a kind, or `groups`, keys as unit,year");
    if (groups && (groups->type != NODE_SCALAR || !grouping_read(&sheet->grouping, groups->value.bytes)))
        return report_fault(reading, groups,
                            "`groups` must be some of unit, district, province, year, each once, parted by commas");
    sheet->kind = kinds_find(reading->kinds, text_of(groups ? "summary" : records));
    return sheet->kind || report_fault(reading, mapping, "no such kind of record");
}

static bool read_sortkey(const struct report_reading *reading, const struct node *order, struct report_sheet *sheet)
{
    struct buffer text = {0};
    if (order->type == NODE_SCALAR)
        sheet->order = sortkey_new(order->value.bytes, false, reading->kinds, &text);
    if (!sheet->order)
        defs_fault(reading->diag, reading->definition, order, "`order` must be fields, as unit,-year%s%s",
                   text.length ? ": " : "", buffer_text(&text));
    buffer_free(&text);
    return sheet->order != NULL;
}

/* In which order the rows come, and what divides them. */
static bool read_order(const struct report_reading *reading, const struct node *mapping, struct report_sheet *sheet)
{
    const struct node *order = node_get(mapping, text_of("order")), *under = node_get(mapping, text_of("under"));
    const struct node *each = node_get(mapping, text_of("each"));
    sheet->subtotal = defs_text(mapping, "subtotal");
    sheet->each = defs_text(mapping, "each");
    const struct field *list = sheet->each ? field_at_path(&sheet->kind->root, sheet->each) : NULL;
    if (each && (!list || list->type != FIELD_LIST || list->member_count == 0))
        return report_fault(reading, each, "`each` needs the path of a list of mappings");
    if (order && sheet->grouped)
        return report_fault(reading, order, "`order` is for records; groups come by their keys");
    if (order && !read_sortkey(reading, order, sheet))
        return false;
    if (sheet->subtotal && !under)
        return report_fault(reading, mapping, "`subtotal` needs `under`, what the rows stand under");
    const struct node *link = node_get(mapping, text_of("under_link"));
    if (link && !under)
        return report_fault(reading, link, "`under_link` needs `under`, what the rows stand under");
    return !under || (report_read_value(reading, sheet, under, &sheet->under) &&
                      report_read_link(reading, sheet, link, &sheet->under.link));
}

static bool read_sheet(const struct report_reading *reading, const struct node *mapping, struct report_sheet *sheet)
{
    static const char *const keys[] = {"sheet", "title",    "subtitle", "landscape",  "signature", "records", "groups",
                                       "class", "where",    "columns",  "total",      "note",      "chart",   "order",
                                       "under", "subtotal", "each",     "under_link", NULL};
    const struct node *where = node_get(mapping, text_of("where")), *columns = node_get(mapping, text_of("columns"));
    sheet->name = defs_text(mapping, "sheet");
    sheet->title = defs_text(mapping, "title");
    sheet->subtitle = defs_text(mapping, "subtitle");
    sheet->total = defs_text(mapping, "total");
    sheet->note = defs_text(mapping, "note");
    sheet->class = defs_text(mapping, "class");
    sheet->landscape = report_flag(mapping, "landscape");
    sheet->signature = report_flag(mapping, "signature");
    if (!defs_only(reading->diag, reading->definition, mapping, keys) || !read_source(reading, mapping, sheet))
        return false;
    if (!sheet->name || !sheet->title || !columns || columns->type != NODE_SEQUENCE || columns->count == 0)
        return report_fault(reading, mapping, "a sheet needs `sheet`, its name, `title` and `columns`, a list");
    sheet->columns = mem_new(columns->count, sizeof *sheet->columns);
    if (where && !(sheet->where = report_expression(reading, sheet, where, EXPR_CONDITION)))
        return false;
    if (!read_order(reading, mapping, sheet))
        return false;
    for (const struct node *entry = columns->first; entry; entry = entry->next)
        if (!report_read_column(reading, sheet, entry))
            return false;
    return read_chart(reading, node_get(mapping, text_of("chart")), sheet);
}

static bool read_sheets(struct report_reading *reading, const struct node *sheets, struct report *report, int depth);

/* `use`: the sheets of another report. */
static bool read_used(const struct report_reading *reading, const struct node *use, struct report *report, int depth)
{
    struct report_reading inner = *reading;
    inner.definition = use->type == NODE_SCALAR ? defs_get(reading->defs, "reports", use->value.bytes) : NULL;
    const struct node *sheets = inner.definition ? node_get(inner.definition->root, text_of("sheets")) : NULL;
    if (!sheets || sheets->type != NODE_SEQUENCE || depth > 2)
        return report_fault(reading, use, "`use` needs the name of another report, which does not use this one");
    return read_sheets(&inner, sheets, report, depth + 1);
}

static bool read_sheets(struct report_reading *reading, const struct node *sheets, struct report *report, int depth)
{
    for (const struct node *mapping = sheets->first; mapping; mapping = mapping->next) {
        const struct node *use = node_get(mapping, text_of("use"));
        if (use && !read_used(reading, use, report, depth))
            return false;
        if (use)
            continue;
        report->sheets =
            mem_grow(report->sheets, &report->sheet_capacity, report->sheet_count + 1, sizeof *report->sheets);
        struct report_sheet *sheet = &report->sheets[report->sheet_count++];
        *sheet = (struct report_sheet){0};
        if (!read_sheet(reading, mapping, sheet))
            return false;
    }
    return true;
}

static bool read_report(struct report_reading *reading, struct report *report)
{
    static const char *const keys[] = {"report", "title", "sheets", "provenance", NULL};
    const struct node *root = reading->definition->root, *sheets = node_get(root, text_of("sheets"));
    const struct node *provenance = node_get(root, text_of("provenance"));
    report->name = defs_text(root, "report");
    report->title = defs_text(root, "title");
    if (!report->name || !report->title || !sheets || sheets->type != NODE_SEQUENCE || sheets->count == 0)
        return report_fault(reading, report->title ? sheets : NULL,
                            "a report needs `report`, its name, `title` and `sheets`, a list");
    if (provenance && !node_is_false(provenance) && !report_flag(root, "provenance"))
        return report_fault(reading, provenance, "`provenance` is true, or false where the last sheet is not wanted");
    report->provenance = !node_is_false(provenance);
    if (!defs_only(reading->diag, reading->definition, root, keys) || !report_read_wording(reading, &report->wording))
        return false;
    return read_sheets(reading, sheets, report, 0);
}

static void name_reports(const struct defs *defs, struct buffer *names)
{
    for (size_t i = 0; i < defs_count(defs, "reports"); i++) {
        struct text name = text_of(defs_name(defs, "reports", i));
        if (text_is(name, "wording.yaml"))
            continue;
        buffer_puts(names, names->length ? ", " : "");
        buffer_append(names, name.bytes, name.length - strlen(".yaml"));
    }
}

struct report *report_load(struct defs *defs, const struct kinds *kinds, const struct measures *measures,
                           const char *name, struct diag *diag)
{
    struct report_reading reading = {defs, kinds, measures, NULL, diag};
    size_t errors = diag->errors;
    reading.definition = strcmp(name, "wording") == 0 ? NULL : defs_get(defs, "reports", name);
    if (!reading.definition) {
        struct buffer names = {0};
        name_reports(defs, &names);
        if (diag->errors == errors && diag->status != STATUS_TROUBLE) /* else it is there and was found broken */
            diag_report(diag, SEVERITY_TROUBLE, NULL, "usage", "no report '%s'; there are %s", name,
                        buffer_text(&names));
        buffer_free(&names);
        return NULL;
    }
    struct report *report = mem_new(1, sizeof *report);
    if (read_report(&reading, report))
        return report;
    report_free(report);
    return NULL;
}

void report_free(struct report *report)
{
    if (!report)
        return;
    for (size_t i = 0; i < report->sheet_count; i++) {
        for (size_t j = 0; j < report->sheets[i].column_count; j++)
            expr_free(report->sheets[i].columns[j].value);
        expr_free(report->sheets[i].where);
        expr_free(report->sheets[i].under.value);
        sortkey_free(report->sheets[i].order);
        free(report->sheets[i].columns);
        free(report->sheets[i].chart.pieces);
    }
    free(report->wording.recipients);
    free(report->sheets);
    free(report);
}
