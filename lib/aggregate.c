/* SPDX-License-Identifier: ISC */
#include "aggregate_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct text scalar_at(const struct node *root, const char *path)
{
    const char *text = node_text_at(root, path);
    return text_of(text ? text : "");
}

static void report_figure(const struct aggregate *aggregate, const struct record *record, const struct node *entry,
                          const char *expected)
{
    struct place place = record_place(record, entry->at);
    struct buffer path = {0};
    node_append_path(entry, &path);
    diag_report(aggregate->diag, SEVERITY_ERROR, &place, "bad-value", "%s: expected %s; not counted",
                buffer_text(&path), expected);
    buffer_free(&path);
}

static void add_figures(struct aggregate *aggregate, struct group *group, const struct node *mapping,
                        const struct record *record)
{
    size_t class = 0;
    while (class < aggregate->class_count && !text_is(mapping->key, aggregate->classes[class].class))
        class ++;
    if (class == aggregate->class_count)
        aggregate_new_class(aggregate, mapping->key);
    struct place place = record_first_place(record);
    for (const struct node *entry = mapping->first; entry; entry = entry->next) {
        struct value value = field_read(FIELD_FIGURES, entry);
        size_t column = aggregate_column(&aggregate->classes[class], entry->key);
        int64_t *figures = aggregate_figures(aggregate, group, class);
        if (value.type != VALUE_INTEGER)
            report_figure(aggregate, record, entry, "an integer");
        else if (__builtin_add_overflow(figures[column], value.integer, &figures[column]))
            aggregate_overflow(aggregate, &place);
    }
    aggregate_figures(aggregate, group, class);
}

/* The keys of a summary's group as far as they are asked for, so that it is added to where its records would have been
 * counted: the units above follow from unit and year, and what was null stays so; *settled where none must follow.
 * False with a message. */
static bool find_group_keys(struct aggregate *aggregate, const struct record *record, struct text keys[GROUP_KEYS],
                            bool *settled)
{
    const struct node *given = node_get(record->root, text_of("group"));
    bool has_unit = node_get(given, text_of("unit")), has_year = node_get(given, text_of("year"));
    for (size_t i = 0; i < GROUP_KEYS; i++)
        keys[i] = scalar_at(given, aggregate_key_names[i]);
    *settled = !aggregate->as_of;
    for (size_t i = 0; i < aggregate->grouping.count; i++) {
        enum group_key key = aggregate->grouping.keys[i];
        bool follows = (key == KEY_DISTRICT || key == KEY_PROVINCE) && has_unit && has_year;
        if (node_get(given, text_of(aggregate_key_names[key])))
            continue;
        *settled = false;
        if (follows)
            continue;
        struct place place = record_first_place(record);
        diag_report(aggregate->diag, SEVERITY_ERROR, &place, "no-group-key",
                    "the summary has no %s in its group, so it cannot be added up by %s", aggregate_key_names[key],
                    aggregate_key_names[key]);
        return false;
    }
    return true;
}

static void add_summary(struct aggregate *aggregate, const struct record *record)
{
    struct text keys[GROUP_KEYS];
    bool settled;
    if (!find_group_keys(aggregate, record, keys, &settled))
        return;
    struct place place = record_first_place(record);
    struct group *group = aggregate_group_for(aggregate, keys, settled, &place);
    group->summed = group->summed ? group->summed : place.file;
    for (const struct node *entry = record->root->first; entry; entry = entry->next) {
        if (entry->type == NODE_MAPPING && !text_is(entry->key, "group"))
            add_figures(aggregate, group, entry, record);
        else if (!text_is(entry->key, "record") && !text_is(entry->key, "group") && !node_is_null(entry))
            report_figure(aggregate, record, entry, "a mapping of integers");
    }
}

/* What belongs to no known unit may be missing from any: it is counted as unassigned, and rules that need the whole
 * wait. */
static bool counts_for_rollup(struct aggregate *aggregate, const struct measured_class *measured,
                              const struct expr_input *input, struct group *group, size_t class,
                              const struct record *record)
{
    enum truth belongs = expr_test(measured->rollup, input);
    if (belongs != TRUTH_UNKNOWN)
        return belongs == TRUTH_TRUE;
    struct buffer reason = {0};
    struct place place = record_first_place(record);
    expr_reason(measured->rollup, input, &reason);
    diag_report(aggregate->diag, SEVERITY_ERROR, &place, "unassigned-record",
                "%s, so it is not known whether the %s answers for it", buffer_text(&reason), measured->rollup_kind);
    buffer_free(&reason);
    size_t column = aggregate_column(&aggregate->classes[class], text_of("unassigned"));
    aggregate_figures(aggregate, group, class)[column]++;
    return false;
}

static void add_record(struct aggregate *aggregate, const struct measured_class *measured, size_t class,
                       const struct record *record)
{
    int year = kind_counted_year(measured->kind, record);
    char digits[16];
    snprintf(digits, sizeof digits, "%d", year);
    struct text keys[GROUP_KEYS] = {
        [KEY_UNIT] = scalar_at(record->root, "unit"), [KEY_YEAR] = text_of(year ? digits : "")};
    struct expr_input input = {.root = record->root, .year = kind_year(measured->kind, record)};
    struct place place = record_first_place(record);
    struct group *group = aggregate_group_for(aggregate, keys, false, &place);
    group->counted = group->counted ? group->counted : place.file;
    if (keys[KEY_UNIT].length == 0 && (aggregate_wants(aggregate, KEY_UNIT) || aggregate->by_place))
        diag_report(aggregate->diag, SEVERITY_ERROR, &place, "unplaced-record",
                    "its unit is missing; counted in a group whose key is null");
    if (!year && aggregate_wants(aggregate, KEY_YEAR))
        diag_report(aggregate->diag, SEVERITY_ERROR, &place, "unplaced-record",
                    "its year is missing or wrong; counted in a group whose key is null");
    if (aggregate->rollup_kind && !counts_for_rollup(aggregate, measured, &input, group, class, record))
        return;
    if (!measure_record(measured, &input, aggregate_figures(aggregate, group, class)))
        aggregate_overflow(aggregate, &place);
}

void aggregate_add(struct aggregate *aggregate, const struct kind *kind, const struct record *record)
{
    if (strcmp(kind->name, "summary") == 0) {
        add_summary(aggregate, record);
        return;
    }
    const struct measured_class *measured = measures_find(aggregate->measures, kind_class(kind, record));
    if (!measured || measured->kind != kind || !kind_is_counted(kind, record))
        return;
    bool into_rollup =
        aggregate->rollup_kind && measured->rollup && strcmp(measured->rollup_kind, aggregate->rollup_kind) == 0;
    if (into_rollup || !aggregate->rollup_kind)
        add_record(aggregate, measured, (size_t)(measured - measures_at(aggregate->measures, 0)), record);
}

static int compare_keys(const void *a, const void *b, void *context)
{
    const struct aggregate *aggregate = context;
    const struct group *first = *(struct group *const *)a, *second = *(struct group *const *)b;
    for (size_t i = 0; i < aggregate->grouping.count; i++) {
        const char *x = first->keys[aggregate->grouping.keys[i]], *y = second->keys[aggregate->grouping.keys[i]];
        int order = x && y ? strcmp(x, y) : !x - !y; /* what is not known comes last */
        if (order)
            return order;
    }
    return 0;
}

/* Parts may come as records in one file and as summaries in another; both in one are as --keep has written them, and of
 * the same. */
static void warn_of_mixture(const struct aggregate *aggregate)
{
    size_t mixed = 0;
    const struct group *first = NULL;
    for (size_t i = 0; i < aggregate->count; i++) {
        const struct group *group = aggregate->groups[i];
        if (!group->counted || !group->summed || strcmp(group->counted, group->summed) != 0)
            continue;
        first = first ? first : group;
        mixed++;
    }
    if (first)
        diag_report(aggregate->diag, SEVERITY_WARNING, &first->place, "mixed-stream",
                    "%zu groups have both records and summaries in one file: where the summaries were made from these "
                    "records, they "
                    "are counted twice; antt-select 'record != summary' leaves summaries out",
                    mixed);
}

size_t aggregate_sort(struct aggregate *aggregate)
{
    if (aggregate->by_place)
        aggregate_place(aggregate);
    warn_of_mixture(aggregate);
    free(aggregate->sorted);
    aggregate->sorted = mem_new(aggregate->count, sizeof(struct group *));
    if (aggregate->count)
        memcpy(aggregate->sorted, aggregate->groups, aggregate->count * sizeof(struct group *));
    qsort_r(aggregate->sorted, aggregate->count, sizeof(struct group *), compare_keys, aggregate);
    return aggregate->count;
}

const struct group *aggregate_group(const struct aggregate *aggregate, size_t index)
{
    return aggregate->sorted[index];
}

struct text group_key(const struct group *group, enum group_key key)
{
    return group->keys[key] ? text_of(group->keys[key]) : (struct text){"", 0};
}
