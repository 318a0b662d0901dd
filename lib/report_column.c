/* SPDX-License-Identifier: ISC */
#include "report_reading.h"

#include <inttypes.h>
#include <string.h>

static const struct expr_extra extras[REPORT_EXTRAS] = {
    [EXTRA_FIRST_YEAR] = {"first_year", VALUE_INTEGER},
    [EXTRA_LATEST_YEAR] = {"latest_year", VALUE_INTEGER},
    [EXTRA_NUMBER] = {"number", VALUE_INTEGER},
    [EXTRA_UNIT_NAME] = {"unit.name", VALUE_TEXT},
};

bool report_fault(const struct report_reading *reading, const struct node *node, const char *text)
{
    return defs_fault(reading->diag, reading->definition, node, "%s", text);
}

static bool is_measured(const void *context, struct text class, struct text figure)
{
    return measures_have(context, class, figure);
}

struct expr *report_expression(const struct report_reading *reading, const struct report_sheet *sheet,
                               const struct node *node, enum expr_wanted wanted)
{
    struct expr_scope scope = {.kinds = &sheet->kind, .kind_count = 1, .extras = extras, .extra_count = REPORT_EXTRAS};
    struct expr *expr = expr_of_definition(reading->definition, node, &scope, wanted, reading->diag);
    struct text refused =
        expr && sheet->grouped ? expr_refused_figure(expr, is_measured, reading->measures) : text_of("");
    if (refused.length == 0)
        return expr;
    struct text rest = refused, class;
    text_next_part(&rest, '.', &class);
    const char *nearest = measures_nearest(reading->measures, class, rest);
    defs_fault(reading->diag, reading->definition, node, "the measures have no figure '%.*s'%s%s%s",
               (int)refused.length, refused.bytes, nearest ? "; did you mean '" : "", nearest ? nearest : "",
               nearest ? "'?" : "");
    expr_free(expr);
    return NULL;
}

bool report_flag(const struct node *mapping, const char *key)
{
    const struct node *node = node_get(mapping, text_of(key));
    return node && node->type == NODE_SCALAR && text_is(node->value, "true");
}

static bool read_format(const struct report_reading *reading, const struct node *entry, struct report_column *column)
{
    static const char *const names[] = {
        [COLUMN_TEXT] = "text", [COLUMN_CODE] = "code",   [COLUMN_INTEGER] = "integer", [COLUMN_PERCENT] = "percent",
        [COLUMN_DATE] = "date", [COLUMN_RATIO] = "ratio", [COLUMN_RANGE] = "range",     [COLUMN_CHANGE] = "change"};
    const char *name = defs_text(entry, "format");
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            column->format = (enum column_format)i;
            return true;
        }
    return report_fault(reading, entry, "`format` must be text, code, integer, percent, date, ratio, range or change");
}

/* A number that may be left out. */
static bool read_number(const struct report_reading *reading, const struct node *entry, const char *key, int64_t least,
                        int64_t most, int64_t *number)
{
    const struct node *node = node_get(entry, text_of(key));
    if (!node)
        return true;
    if (node->type == NODE_SCALAR && text_integer(node->value, number) && *number >= least && *number <= most)
        return true;
    return defs_fault(reading->diag, reading->definition, node, "`%s` must be an integer from %" PRId64 " to %" PRId64,
                      key, least, most);
}

const struct report_column *report_column_at(const struct report_sheet *sheet, const char *id, size_t *index)
{
    for (size_t i = 0; id && i < sheet->column_count; i++)
        if (sheet->columns[i].id && strcmp(sheet->columns[i].id, id) == 0) {
            *index = i;
            return &sheet->columns[i];
        }
    return NULL;
}

static bool read_left(const struct report_sheet *sheet, const struct node *entry, const char *key,
                      const struct report_column **column, size_t *index)
{
    *column = report_column_at(sheet, defs_text(entry, key), index);
    return *column && (*column)->format == COLUMN_INTEGER;
}

static bool read_share(const struct report_reading *reading, const struct report_sheet *sheet, const struct node *entry,
                       struct report_column *column)
{
    bool change = column->format == COLUMN_CHANGE;
    if (!read_left(sheet, entry, change ? "of" : "part", &column->part, &column->part_index) ||
        (!change && !read_left(sheet, entry, "whole", &column->whole, &column->whole_index)))
        return report_fault(
            reading, entry,
            change ? "change needs `of`, the id of an integer column to the left"
                   : "percent, ratio and range need `part` and `whole`, the ids of integer columns to the left");
    bool missing = node_get(entry, text_of("missing")) != NULL;
    if ((missing || column->format == COLUMN_RANGE) &&
        !read_left(sheet, entry, "missing", &column->missing, &column->missing_index))
        return report_fault(reading, entry, "`missing` must be the id of an integer column to the left");
    return read_number(reading, entry, "base", 1, INT64_MAX, &column->base) &&
           read_number(reading, entry, "ordinary", 1, 10, &column->ordinary);
}

/* What a field's values are called is the kind's to say, if not the column's. */
static void take_words(struct report_column *column, const struct field *field)
{
    column->capital = !column->words;
    if (!column->words)
        column->words = field->words;
}

/* `item`: a field of the items that are the sheet's rows. */
static bool read_item(const struct report_reading *reading, const struct report_sheet *sheet, const struct node *entry,
                      struct report_column *column)
{
    const struct field *list = sheet->each ? field_at_path(&sheet->kind->root, sheet->each) : NULL;
    const char *name = defs_text(entry, "item");
    column->item = list && name ? field_member(list, text_of(name)) : NULL;
    if (!column->item)
        return report_fault(reading, entry, "`item` needs a field of the items of the sheet's `each`");
    take_words(column, column->item);
    return true;
}

bool report_read_value(const struct report_reading *reading, const struct report_sheet *sheet, const struct node *value,
                       struct report_column *column)
{
    if (!(column->value = report_expression(reading, sheet, value, EXPR_VALUE)))
        return false;
    column->source = value->type == NODE_SCALAR ? value->value.bytes : NULL;
    struct text figure = value->type == NODE_SCALAR ? value->value : text_of("");
    if (sheet->grouped && text_next_part(&figure, '.', &column->class))
        column->unknown = measures_missing(reading->measures, column->class, figure);
    const struct field *field = expr_path_field(column->value);
    if (field && column->format == COLUMN_TEXT)
        take_words(column, field);
    return true;
}

/* `each`: a list of the record, and `show`: which fields of its items. */
static bool read_each(const struct report_reading *reading, const struct report_sheet *sheet, const struct node *entry,
                      struct report_column *column)
{
    const struct field *list = field_at_path(&sheet->kind->root, column->each);
    const struct node *show = node_get(entry, text_of("show"));
    size_t count = 0;
    if (!list || list->type != FIELD_LIST || !show || show->type != NODE_SEQUENCE || show->count == 0 ||
        show->count > COLUMN_SHOWN)
        return report_fault(reading, entry,
                            "`each` needs the path of a list, and `show`, one to four fields of its items");
    for (const struct node *name = show->first; name; name = name->next) {
        if (name->type != NODE_SCALAR || !field_member(list, name->value))
            return report_fault(reading, name, "the list's items have no such field");
        column->shown[count++] = name->value.bytes;
    }
    return true;
}

bool report_read_column(const struct report_reading *reading, struct report_sheet *sheet, const struct node *entry)
{
    static const char *const keys[] = {"id",    "vi",   "en",      "group",   "format",   "width", "value",
                                       "words", "each", "show",    "reasons", "part",     "whole", "total",
                                       "item",  "of",   "missing", "base",    "ordinary", "link",  NULL};
    struct report_column column = {.id = defs_text(entry, "id"),
                                   .caption = defs_text(entry, "vi"),
                                   .group = defs_text(entry, "group"),
                                   .each = defs_text(entry, "each"),
                                   .words = node_get(entry, text_of("words")),
                                   .reasons = report_flag(entry, "reasons")};
    const char *total = defs_text(entry, "total");
    bool good = defs_only(reading->diag, reading->definition, entry, keys) &&
                (column.caption || report_fault(reading, entry, "a column needs `vi`, its caption")) &&
                read_format(reading, entry, &column);
    good = good && read_number(reading, entry, "width", 3, 100, &column.width);
    column.summed = total && strcmp(total, "sum") == 0;
    if (good && total && (!column.summed || column.format != COLUMN_INTEGER))
        good = report_fault(reading, entry, "`total` can be sum, of an integer column");
    bool share = column.format == COLUMN_PERCENT || column.format == COLUMN_RATIO || column.format == COLUMN_RANGE ||
                 column.format == COLUMN_CHANGE;
    if (good && share)
        good = read_share(reading, sheet, entry, &column);
    else if (good && column.each)
        good = read_each(reading, sheet, entry, &column);
    else if (good && node_get(entry, text_of("item")))
        good = read_item(reading, sheet, entry, &column);
    else if (good && !node_get(entry, text_of("value")))
        good =
            report_fault(reading, entry, "a column needs `value`, an expression, `each`, a list, or `item`, a field");
    else if (good)
        good = report_read_value(reading, sheet, node_get(entry, text_of("value")), &column);
    good = good && report_read_link(reading, sheet, node_get(entry, text_of("link")), &column.link);
    if (good && column.link.sheet && (!column.value || (column.format != COLUMN_TEXT && column.format != COLUMN_CODE)))
        good = report_fault(reading, entry, "only a `value` that is text or a code can have a `link`");
    sheet->columns[sheet->column_count++] = column;
    return good;
}
