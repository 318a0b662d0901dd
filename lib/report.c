/* SPDX-License-Identifier: ISC */
#include "report.h"

#include <stdlib.h>
#include <string.h>

struct loading {
    struct defs *defs;
    const struct kinds *kinds;
    const struct measures *measures;
    const struct record *definition;
    struct diag *diag;
};

static const struct expr_extra extras[REPORT_EXTRAS] = {
    [EXTRA_FIRST_YEAR] = {"first_year", VALUE_INTEGER},
    [EXTRA_LATEST_YEAR] = {"latest_year", VALUE_INTEGER},
    [EXTRA_NUMBER] = {"number", VALUE_INTEGER},
    [EXTRA_UNIT_NAME] = {"unit.name", VALUE_TEXT},
};

static bool fault(const struct loading *loading, const struct node *node, const char *text)
{
    return defs_fault(loading->diag, loading->definition, node, "%s", text);
}

static bool is_measured(const void *context, struct text class, struct text figure)
{
    return measures_have(context, class, figure);
}

static struct expr *compile(const struct loading *loading, const struct report_sheet *sheet, const struct node *node,
                            enum expr_wanted wanted)
{
    struct expr_scope scope = {.kinds = &sheet->kind, .kind_count = 1, .extras = extras, .extra_count = REPORT_EXTRAS};
    struct expr *expr = expr_of_definition(loading->definition, node, &scope, wanted, loading->diag);
    struct text refused =
        expr && sheet->grouped ? expr_refused_figure(expr, is_measured, loading->measures) : text_of("");
    if (refused.length == 0)
        return expr;
    struct text rest = refused, class;
    text_next_part(&rest, '.', &class);
    const char *nearest = measures_nearest(loading->measures, class, rest);
    defs_fault(loading->diag, loading->definition, node, "the measures have no figure '%.*s'%s%s%s",
               (int)refused.length, refused.bytes, nearest ? "; did you mean '" : "", nearest ? nearest : "",
               nearest ? "'?" : "");
    expr_free(expr);
    return NULL;
}

static bool is_true(const struct node *mapping, const char *key)
{
    const struct node *node = node_get(mapping, text_of(key));
    return node && node->type == NODE_SCALAR && text_is(node->value, "true");
}

static bool read_format(const struct loading *loading, const struct node *entry, struct report_column *column)
{
    static const char *const names[] = {
        [COLUMN_TEXT] = "text",       [COLUMN_CODE] = "code", [COLUMN_INTEGER] = "integer",
        [COLUMN_PERCENT] = "percent", [COLUMN_DATE] = "date", [COLUMN_RATIO] = "ratio"};
    const char *name = defs_text(entry, "format");
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            column->format = (enum column_format)i;
            return true;
        }
    return fault(loading, entry, "`format` must be text, code, integer, percent, date or ratio");
}

static const struct report_column *column_to_the_left(const struct report_sheet *sheet, const char *id, size_t *index)
{
    for (size_t i = 0; id && i < sheet->column_count; i++)
        if (sheet->columns[i].id && strcmp(sheet->columns[i].id, id) == 0) {
            *index = i;
            return &sheet->columns[i];
        }
    return NULL;
}

static bool read_share(const struct loading *loading, const struct report_sheet *sheet, const struct node *entry,
                       struct report_column *column)
{
    column->part = column_to_the_left(sheet, defs_text(entry, "part"), &column->part_index);
    column->whole = column_to_the_left(sheet, defs_text(entry, "whole"), &column->whole_index);
    if (!column->part || !column->whole || column->part->format != COLUMN_INTEGER ||
        column->whole->format != COLUMN_INTEGER)
        return fault(loading, entry,
                     "percent and ratio need `part` and `whole`, the ids of integer columns to the left");
    return true;
}

/* `each`: a list of the record, and `show`: which fields of its items. */
static bool read_each(const struct loading *loading, const struct report_sheet *sheet, const struct node *entry,
                      struct report_column *column)
{
    const struct field *list = field_at_path(&sheet->kind->root, column->each);
    const struct node *show = node_get(entry, text_of("show"));
    size_t count = 0;
    if (!list || list->type != FIELD_LIST || !show || show->type != NODE_SEQUENCE || show->count == 0 ||
        show->count > COLUMN_SHOWN)
        return fault(loading, entry, "`each` needs the path of a list, and `show`, one to four fields of its items");
    for (const struct node *name = show->first; name; name = name->next) {
        if (name->type != NODE_SCALAR || !field_member(list, name->value))
            return fault(loading, name, "the list's items have no such field");
        column->shown[count++] = name->value.bytes;
    }
    return true;
}

static bool read_column(const struct loading *loading, struct report_sheet *sheet, const struct node *entry)
{
    static const char *const keys[] = {"id",   "vi",   "en",      "group", "format", "width", "value", "words",
                                       "each", "show", "reasons", "part",  "whole",  "total", NULL};
    struct report_column column = {.id = defs_text(entry, "id"),
                                   .caption = defs_text(entry, "vi"),
                                   .group = defs_text(entry, "group"),
                                   .each = defs_text(entry, "each"),
                                   .words = node_get(entry, text_of("words")),
                                   .reasons = is_true(entry, "reasons")};
    const struct node *width = node_get(entry, text_of("width"));
    const char *total = defs_text(entry, "total");
    bool good = defs_only(loading->diag, loading->definition, entry, keys) &&
                (column.caption || fault(loading, entry, "a column needs `vi`, its caption")) &&
                read_format(loading, entry, &column);
    if (good && width &&
        (width->type != NODE_SCALAR || !text_integer(width->value, &column.width) || column.width < 3 ||
         column.width > 100))
        good = fault(loading, width, "`width` must be 3 to 100 characters");
    column.summed = total && strcmp(total, "sum") == 0;
    if (good && total && (!column.summed || column.format != COLUMN_INTEGER))
        good = fault(loading, entry, "`total` can be sum, of an integer column");
    bool share = column.format == COLUMN_PERCENT || column.format == COLUMN_RATIO;
    if (good && share)
        good = read_share(loading, sheet, entry, &column);
    else if (good && column.each)
        good = read_each(loading, sheet, entry, &column);
    else if (good && !node_get(entry, text_of("value")))
        good = fault(loading, entry, "a column needs `value`, an expression, or `each`, a list");
    else if (good)
        good = (column.value = compile(loading, sheet, node_get(entry, text_of("value")), EXPR_VALUE)) != NULL;
    sheet->columns[sheet->column_count++] = column;
    return good;
}

static bool read_series(const struct loading *loading, const struct report_sheet *sheet, const struct node *entry,
                        struct report_chart *chart)
{
    struct report_series series = {.name = defs_text(entry, "vi")};
    if (chart->series_count == CHART_SERIES)
        return fault(loading, entry, "a chart can have eight series");
    if (!series.name || !column_to_the_left(sheet, defs_text(entry, "column"), &series.column))
        return fault(loading, entry,
                     "a series needs `vi`, its name, and `column`, the id of one of the sheet's columns");
    chart->series[chart->series_count++] = series;
    return true;
}

static bool read_chart(const struct loading *loading, const struct node *node, struct report_sheet *sheet)
{
    static const char *const keys[] = {"kind", "vi", "en", "category", "category_title", "value_title", "series", NULL};
    struct report_chart *chart = &sheet->chart;
    const struct node *series = node_get(node, text_of("series"));
    const char *kind = defs_text(node, "kind");
    if (!node)
        return true;
    if (!defs_only(loading->diag, loading->definition, node, keys))
        return false;
    chart->given = true;
    chart->columns = kind && strcmp(kind, "columns") == 0;
    chart->title = defs_text(node, "vi");
    chart->category_title = defs_text(node, "category_title");
    chart->value_title = defs_text(node, "value_title");
    if (!chart->title || !sheet->grouped || !column_to_the_left(sheet, defs_text(node, "category"), &chart->category) ||
        !node_first(series))
        return fault(
            loading, node,
            "a chart needs `vi`, its title, `category`, the id of a column, and `series`; its sheet needs groups");
    for (const struct node *entry = series->first; entry; entry = entry->next)
        if (!read_series(loading, sheet, entry, chart))
            return false;
    return true;
}

static bool read_source(const struct loading *loading, const struct node *mapping, struct report_sheet *sheet)
{
    const struct node *groups = node_get(mapping, text_of("groups"));
    const char *records = defs_text(mapping, "records");
    sheet->grouped = groups != NULL;
    if (!groups == !records)
        return fault(loading, mapping, "a sheet needs either `records`, a kind, or `groups`, keys as unit,year");
    if (groups && (groups->type != NODE_SCALAR || !grouping_read(&sheet->grouping, groups->value.bytes)))
        return fault(loading, groups,
                     "`groups` must be some of unit, district, province, year, each once, parted by commas");
    sheet->kind = kinds_find(loading->kinds, text_of(groups ? "summary" : records));
    return sheet->kind || fault(loading, mapping, "no such kind of record");
}

static bool read_sheet(const struct loading *loading, const struct node *mapping, struct report_sheet *sheet)
{
    static const char *const keys[] = {"sheet", "title", "subtitle", "landscape", "signature", "records", "groups",
                                       "class", "where", "columns",  "total",     "note",      "chart",   NULL};
    const struct node *where = node_get(mapping, text_of("where")), *columns = node_get(mapping, text_of("columns"));
    sheet->name = defs_text(mapping, "sheet");
    sheet->title = defs_text(mapping, "title");
    sheet->subtitle = defs_text(mapping, "subtitle");
    sheet->total = defs_text(mapping, "total");
    sheet->note = defs_text(mapping, "note");
    sheet->class = defs_text(mapping, "class");
    sheet->landscape = is_true(mapping, "landscape");
    sheet->signature = is_true(mapping, "signature");
    if (!defs_only(loading->diag, loading->definition, mapping, keys) || !read_source(loading, mapping, sheet))
        return false;
    if (!sheet->name || !sheet->title || !columns || columns->type != NODE_SEQUENCE || columns->count == 0)
        return fault(loading, mapping, "a sheet needs `sheet`, its name, `title` and `columns`, a list");
    sheet->columns = mem_new(columns->count, sizeof *sheet->columns);
    if (where && !(sheet->where = compile(loading, sheet, where, EXPR_CONDITION)))
        return false;
    for (const struct node *entry = columns->first; entry; entry = entry->next)
        if (!read_column(loading, sheet, entry))
            return false;
    return read_chart(loading, node_get(mapping, text_of("chart")), sheet);
}

/* Wording stands in a report of its own that all others share, so that an office changes it once. */
static bool read_wording(struct loading *loading, struct report_wording *wording)
{
    const struct record *definition = defs_get(loading->defs, "reports", "wording");
    if (!definition)
        return false; /* it is built in: one that takes its place could not be read, and that was said */
    const struct node *root = definition->root, *recipients = node_get(root, text_of("recipients"));
    *wording = (struct report_wording){.nation = defs_text(root, "nation"),
                                       .motto = defs_text(root, "motto"),
                                       .place_date = defs_text(root, "place_date"),
                                       .footer = defs_text(root, "footer"),
                                       .recipients_title = defs_text(root, "recipients_title"),
                                       .remark = defs_text(root, "remark")};
    wording->recipients = mem_new(recipients ? recipients->count : 0, sizeof(char *));
    for (const struct node *line = node_first(recipients); line; line = line->next)
        if (line->type == NODE_SCALAR)
            wording->recipients[wording->recipient_count++] = line->value.bytes;
    return true;
}

static bool read_sheets(struct loading *loading, const struct node *sheets, struct report *report, int depth);

/* `use`: the sheets of another report. */
static bool read_used(const struct loading *loading, const struct node *use, struct report *report, int depth)
{
    struct loading inner = *loading;
    inner.definition = use->type == NODE_SCALAR ? defs_get(loading->defs, "reports", use->value.bytes) : NULL;
    const struct node *sheets = inner.definition ? node_get(inner.definition->root, text_of("sheets")) : NULL;
    if (!sheets || sheets->type != NODE_SEQUENCE || depth > 2)
        return fault(loading, use, "`use` needs the name of another report, which does not use this one");
    return read_sheets(&inner, sheets, report, depth + 1);
}

static bool read_sheets(struct loading *loading, const struct node *sheets, struct report *report, int depth)
{
    for (const struct node *mapping = sheets->first; mapping; mapping = mapping->next) {
        const struct node *use = node_get(mapping, text_of("use"));
        if (use && !read_used(loading, use, report, depth))
            return false;
        if (use)
            continue;
        report->sheets =
            mem_grow(report->sheets, &report->sheet_capacity, report->sheet_count + 1, sizeof *report->sheets);
        struct report_sheet *sheet = &report->sheets[report->sheet_count++];
        *sheet = (struct report_sheet){0};
        if (!read_sheet(loading, mapping, sheet))
            return false;
    }
    return true;
}

static bool read_report(struct loading *loading, struct report *report)
{
    static const char *const keys[] = {"report", "title", "sheets", NULL};
    const struct node *root = loading->definition->root, *sheets = node_get(root, text_of("sheets"));
    report->name = defs_text(root, "report");
    report->title = defs_text(root, "title");
    if (!report->name || !report->title || !sheets || sheets->type != NODE_SEQUENCE || sheets->count == 0)
        return fault(loading, report->title ? sheets : NULL,
                     "a report needs `report`, its name, `title` and `sheets`, a list");
    if (!defs_only(loading->diag, loading->definition, root, keys) || !read_wording(loading, &report->wording))
        return false;
    return read_sheets(loading, sheets, report, 0);
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
    struct loading loading = {defs, kinds, measures, NULL, diag};
    size_t errors = diag->errors;
    loading.definition = strcmp(name, "wording") == 0 ? NULL : defs_get(defs, "reports", name);
    if (!loading.definition) {
        struct buffer names = {0};
        name_reports(defs, &names);
        if (diag->errors == errors && diag->status != STATUS_TROUBLE) /* else it is there and was found broken */
            diag_report(diag, SEVERITY_TROUBLE, NULL, "usage", "no report '%s'; there are %s", name,
                        buffer_text(&names));
        buffer_free(&names);
        return NULL;
    }
    struct report *report = mem_new(1, sizeof *report);
    if (read_report(&loading, report))
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
        free(report->sheets[i].columns);
    }
    free(report->wording.recipients);
    free(report->sheets);
    free(report);
}
