/* SPDX-License-Identifier: ISC */
#include "aggregate_table.h"

#include "writer.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static int compare_names(const void *a, const void *b, void *context)
{
    char *const *names = context;
    return strcmp(names[*(const size_t *)a], names[*(const size_t *)b]);
}

/* 0 .. count-1 with those from `fixed` on in the order of their names, so that the order of arrival does not show. */
static size_t *stable_order(char **names, size_t count, size_t fixed)
{
    size_t *order = mem_new(count, sizeof *order);
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    if (count > fixed)
        qsort_r(order + fixed, count - fixed, sizeof *order, compare_names, names);
    return order;
}

static void append_class(const struct aggregate *aggregate, const struct group *group, size_t class,
                         struct buffer *text)
{
    const struct column_set *columns = &aggregate->classes[class];
    const struct class_row *row = group && class < group->row_count ? &group->rows[class] : NULL;
    size_t *order = stable_order(columns->names, columns->count, columns->defined);
    yaml_append_text(text, text_of(columns->class));
    buffer_puts(text, ": {");
    bool first = true;
    for (size_t i = 0; i < columns->count; i++) {
        size_t column = order[i];
        bool known = row && row->figures && column < row->count;
        int64_t value = known ? row->figures[column] : 0;
        if (column >= columns->defined && value == 0)
            continue;
        buffer_puts(text, first ? "" : ", ");
        first = false;
        yaml_append_text(text, text_of(columns->names[column]));
        buffer_printf(text, ": %" PRId64, value);
    }
    buffer_puts(text, "}\n");
    free(order);
}

static void append_group_keys(const struct aggregate *aggregate, const struct group *group, struct buffer *text)
{
    buffer_puts(text, "group: {");
    for (size_t i = 0; i < aggregate->grouping.count; i++) {
        enum group_key key = aggregate->grouping.keys[i];
        buffer_printf(text, "%s%s: ", i ? ", " : "", aggregate_key_names[key]);
        if (!group->keys[key])
            buffer_puts(text, "null");
        else if (key == KEY_YEAR)
            buffer_puts(text, group->keys[key]);
        else
            yaml_append_quoted(text, text_of(group->keys[key]));
    }
    buffer_puts(text, "}\n");
}

void group_append_summary(const struct aggregate *aggregate, const struct group *group, struct buffer *document)
{
    char **names = mem_new(aggregate->class_count, sizeof(char *));
    for (size_t i = 0; i < aggregate->class_count; i++)
        names[i] = aggregate->classes[i].class;
    size_t *order = stable_order(names, aggregate->class_count, measures_count(aggregate->measures));
    buffer_puts(document, "---\nrecord: summary\n");
    append_group_keys(aggregate, group, document);
    for (size_t i = 0; i < aggregate->class_count; i++)
        if (order[i] < group->row_count && group->rows[order[i]].figures)
            append_class(aggregate, group, order[i], document);
    free(order);
    free(names);
}

void aggregate_append_rollup(struct aggregate *aggregate, struct text unit, struct text year, struct buffer *block)
{
    struct text keys[GROUP_KEYS] = {[KEY_UNIT] = unit, [KEY_YEAR] = year};
    const struct group *group = aggregate_group_for(aggregate, keys, false, &(struct place){0});
    buffer_puts(block, "rollup:\n");
    for (size_t i = 0; i < measures_count(aggregate->measures); i++) {
        const struct measured_class *measured = measures_at(aggregate->measures, i);
        if (!measured->rollup || strcmp(measured->rollup_kind, aggregate->rollup_kind) != 0)
            continue;
        buffer_puts(block, "  ");
        append_class(aggregate, group, i, block);
    }
}
