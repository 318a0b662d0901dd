/* SPDX-License-Identifier: ISC */
#include "aggregate.h"

#include "keyset.h"
#include "writer.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LAST_DAY = 99991231 };

/* The figures of a class by name: the measures' first, in their order; then those that only summaries have. */
struct column_set {
    char *class;
    char **names;
    size_t count, capacity, defined;
};

struct class_row {
    int64_t *figures; /* NULL: the group has nothing of the class */
    size_t count;
};

struct group {
    char *keys[GROUP_KEYS]; /* NULL: not known or not asked for */
    struct place place;      /* of the first record that came */
    struct class_row *rows;  /* by class */
    size_t row_count;
};

struct aggregate {
    struct grouping grouping;
    const struct measures *measures;
    const struct units *units;
    const char *rollup_kind;
    int32_t as_of;              /* 0: records stay with the unit of their own year */
    bool by_place;              /* groups are by all keys for now, see place_groups() */
    struct diag *diag;
    struct column_set *classes; /* the measures' first */
    size_t class_count, class_capacity;
    struct keyset *numbers;
    struct group **groups;      /* by the key's number, until sorted */
    size_t count, capacity;
    struct group **sorted;
    struct buffer key;
};

static const char *const key_names[GROUP_KEYS] = {
    [KEY_PROVINCE] = "province", [KEY_DISTRICT] = "district", [KEY_UNIT] = "unit", [KEY_YEAR] = "year"};

bool grouping_read(struct grouping *grouping, const char *keys)
{
    struct text rest = text_of(keys), part;
    *grouping = (struct grouping){0};
    while (text_next_part(&rest, ',', &part)) {
        size_t key = 0;
        while (key < GROUP_KEYS && !text_is(part, key_names[key]))
            key++;
        for (size_t i = 0; i < grouping->count && key < GROUP_KEYS; i++)
            if (grouping->keys[i] == (enum group_key)key)
                key = GROUP_KEYS;
        if (key == GROUP_KEYS)
            return false;
        grouping->keys[grouping->count++] = (enum group_key)key;
    }
    return true;
}

static struct column_set *new_class(struct aggregate *aggregate, struct text name)
{
    aggregate->classes = mem_grow(aggregate->classes, &aggregate->class_capacity, aggregate->class_count + 1, sizeof *aggregate->classes);
    struct column_set *class = &aggregate->classes[aggregate->class_count++];
    *class = (struct column_set){.class = mem_copy(name.bytes, name.length)};
    return class;
}

static size_t column_of(struct column_set *class, struct text name)
{
    for (size_t i = 0; i < class->count; i++)
        if (text_is(name, class->names[i]))
            return i;
    class->names = mem_grow(class->names, &class->capacity, class->count + 1, sizeof(char *));
    class->names[class->count] = mem_copy(name.bytes, name.length);
    return class->count++;
}

static bool wants(const struct aggregate *aggregate, enum group_key key)
{
    for (size_t i = 0; i < aggregate->grouping.count; i++)
        if (aggregate->grouping.keys[i] == key)
            return true;
    return false;
}

struct aggregate *aggregate_new(const struct grouping *grouping, const struct measures *measures, const struct units *units,
                                const char *rollup_kind, struct diag *diag)
{
    struct aggregate *aggregate = mem_new(1, sizeof *aggregate);
    *aggregate = (struct aggregate){.grouping = *grouping, .measures = measures, .units = units, .rollup_kind = rollup_kind, .diag = diag};
    aggregate->numbers = keyset_new();
    aggregate->by_place = wants(aggregate, KEY_DISTRICT) || wants(aggregate, KEY_PROVINCE);
    for (size_t i = 0; i < measures_count(measures); i++) {
        const struct measured_class *measured = measures_at(measures, i);
        struct column_set *class = new_class(aggregate, text_of(measured->name));
        for (size_t j = 0; j < measured->figure_count; j++)
            column_of(class, text_of(measured->figures[j].name));
        class->defined = class->count;
    }
    return aggregate;
}

void aggregate_set_day(struct aggregate *aggregate, int32_t day)
{
    aggregate->as_of = day;
    aggregate->by_place |= day != 0;
}

static void free_group(struct group *group)
{
    for (size_t i = 0; i < GROUP_KEYS; i++)
        free(group->keys[i]);
    for (size_t i = 0; i < group->row_count; i++)
        free(group->rows[i].figures);
    free(group->rows);
    free(group);
}

void aggregate_free(struct aggregate *aggregate)
{
    if (!aggregate)
        return;
    for (size_t i = 0; i < aggregate->count; i++)
        free_group(aggregate->groups[i]);
    for (size_t i = 0; i < aggregate->class_count; i++) {
        for (size_t j = 0; j < aggregate->classes[i].count; j++)
            free(aggregate->classes[i].names[j]);
        free(aggregate->classes[i].names);
        free(aggregate->classes[i].class);
    }
    keyset_free(aggregate->numbers);
    free(aggregate->classes);
    free(aggregate->groups);
    free(aggregate->sorted);
    buffer_free(&aggregate->key);
    free(aggregate);
}

static struct group *group_for(struct aggregate *aggregate, const struct text keys[GROUP_KEYS], const struct place *place)
{
    static const struct grouping all = {{KEY_PROVINCE, KEY_DISTRICT, KEY_UNIT, KEY_YEAR}, GROUP_KEYS};
    const struct grouping *grouping = aggregate->by_place ? &all : &aggregate->grouping;
    bool added;
    buffer_clear(&aggregate->key);
    for (size_t i = 0; i < grouping->count; i++) {
        struct text key = keys[grouping->keys[i]];
        buffer_append(&aggregate->key, key.bytes, key.length);
        buffer_putc(&aggregate->key, '\0');
    }
    size_t number = keyset_add(aggregate->numbers, (struct text){aggregate->key.bytes, aggregate->key.length}, &added);
    if (!added)
        return aggregate->groups[number];
    struct group *group = mem_new(1, sizeof *group);
    group->place = *place;
    for (size_t i = 0; i < grouping->count; i++) {
        enum group_key key = grouping->keys[i];
        group->keys[key] = keys[key].length ? mem_copy(keys[key].bytes, keys[key].length) : NULL;
    }
    aggregate->groups = mem_grow(aggregate->groups, &aggregate->capacity, aggregate->count + 1, sizeof(struct group *));
    return aggregate->groups[aggregate->count++] = group;
}

/* The figures of a class in a group, made as zeros where they are not there yet. */
static int64_t *figures_of(const struct aggregate *aggregate, struct group *group, size_t class)
{
    size_t wanted = aggregate->classes[class].count;
    if (class >= group->row_count) {
        group->rows = mem_resize(group->rows, class + 1, sizeof *group->rows);
        memset(group->rows + group->row_count, 0, (class + 1 - group->row_count) * sizeof *group->rows);
        group->row_count = class + 1;
    }
    struct class_row *row = &group->rows[class];
    if (row->count < wanted || !row->figures) {
        row->figures = mem_resize(row->figures, wanted, sizeof *row->figures);
        memset(row->figures + row->count, 0, (wanted - row->count) * sizeof *row->figures);
        row->count = wanted;
    }
    return row->figures;
}

static struct text scalar_at(const struct node *root, const char *path)
{
    const struct node *node = node_at_path(root, path);
    return node && node->type == NODE_SCALAR && !node_is_null(node) ? node->value : (struct text){"", 0};
}

/* What is said of a group whose unit cannot be placed; once for a unit and year, at the first record that came. */
static void report_unplaced(const struct aggregate *aggregate, const struct group *group, const char *slug, const char *what)
{
    const char *unit = group->keys[KEY_UNIT], *year = group->keys[KEY_YEAR];
    diag_report(aggregate->diag, SEVERITY_ERROR, &group->place, slug, "unit %s%s%s: %s; counted in a group whose key is null",
                unit ? unit : "(missing)", year ? " in " : "", year ? year : "", what);
}

static void report_split(const struct aggregate *aggregate, const struct group *group, const struct unit *unit)
{
    struct buffer text = {0};
    buffer_puts(&text, "divided among ");
    for (size_t i = 0; i < unit->into_count; i++)
        buffer_printf(&text, "%s%s", i ? ", " : "", unit->into[i]);
    buffer_puts(&text, ", among which it cannot be apportioned");
    report_unplaced(aggregate, group, "split-unit", buffer_text(&text));
    buffer_free(&text);
}

/* The unit that the group's figures are counted under; NULL, reported, where the unit records do not say. */
static const struct unit *unit_of_group(const struct aggregate *aggregate, const struct group *group, int year)
{
    struct text code = group_key(group, KEY_UNIT);
    const struct unit *unit = year ? units_in_year(aggregate->units, code, year) : units_on_day(aggregate->units, code, LAST_DAY);
    enum units_result result = unit ? UNITS_FOUND : UNITS_GONE;
    if (unit && aggregate->as_of)
        result = units_as_of(aggregate->units, aggregate->as_of, &unit);
    if (result == UNITS_FOUND)
        return unit;
    if (result == UNITS_SPLIT)
        report_split(aggregate, group, unit);
    else
        report_unplaced(aggregate, group, "unplaced-record", "no unit record says what it is part of or what became of it");
    return NULL;
}

/* The keys of the group that these figures go to: the unit of the wanted day, and the codes above it. */
static void place_group(const struct aggregate *aggregate, const struct group *group, struct text keys[GROUP_KEYS])
{
    static const struct {
        enum group_key key;
        const char *level;
    } levels[] = {{KEY_DISTRICT, "district"}, {KEY_PROVINCE, "province"}};
    int64_t year = 0;
    for (size_t i = 0; i < GROUP_KEYS; i++)
        keys[i] = group_key(group, (enum group_key)i);
    text_integer(keys[KEY_YEAR], &year);
    if (keys[KEY_UNIT].length == 0)
        return; /* its keys are what a summary gave */
    const struct unit *unit = unit_of_group(aggregate, group, (int)year);
    int32_t day = aggregate->as_of ? aggregate->as_of : unit && year ? units_day_in_year(unit, (int)year) : LAST_DAY;
    if (aggregate->as_of)
        keys[KEY_UNIT] = unit ? text_of(unit->code) : (struct text){"", 0};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        const struct unit *above = unit ? units_above(aggregate->units, unit, levels[i].level, day) : NULL;
        if (keys[levels[i].key].length == 0 || aggregate->as_of)
            keys[levels[i].key] = above ? text_of(above->code) : (struct text){"", 0};
    }
}

static void overflow(const struct aggregate *aggregate, const struct place *place)
{
    diag_report(aggregate->diag, SEVERITY_TROUBLE, place, "overflow", "a sum does not fit in 64 bits with this record");
}

static void add_group(struct aggregate *aggregate, struct group *to, const struct group *from)
{
    for (size_t i = 0; i < from->row_count; i++) {
        int64_t *figures = from->rows[i].figures ? figures_of(aggregate, to, i) : NULL;
        for (size_t j = 0; figures && j < from->rows[i].count; j++)
            if (__builtin_add_overflow(figures[j], from->rows[i].figures[j], &figures[j]))
                overflow(aggregate, &from->place);
    }
}

/* Units are looked up when all unit records have come, so that it does not matter where in the stream they stand. */
static void place_groups(struct aggregate *aggregate)
{
    struct group **groups = aggregate->groups;
    size_t count = aggregate->count;
    keyset_free(aggregate->numbers);
    aggregate->numbers = keyset_new();
    aggregate->groups = NULL;
    aggregate->count = aggregate->capacity = 0;
    aggregate->by_place = false;
    for (size_t i = 0; i < count; i++) {
        struct text keys[GROUP_KEYS];
        place_group(aggregate, groups[i], keys);
        add_group(aggregate, group_for(aggregate, keys, &groups[i]->place), groups[i]);
        free_group(groups[i]);
    }
    free(groups);
}

static void report_figure(const struct aggregate *aggregate, const struct record *record, const struct node *entry, const char *expected)
{
    struct place place = record_place(record, entry->at);
    struct buffer path = {0};
    node_append_path(entry, &path);
    diag_report(aggregate->diag, SEVERITY_ERROR, &place, "bad-value", "%s: expected %s; not counted", buffer_text(&path), expected);
    buffer_free(&path);
}

static void add_figures(struct aggregate *aggregate, struct group *group, const struct node *mapping, const struct record *record)
{
    size_t class = 0;
    while (class < aggregate->class_count && !text_is(mapping->key, aggregate->classes[class].class))
        class++;
    if (class == aggregate->class_count)
        new_class(aggregate, mapping->key);
    for (const struct node *entry = mapping->first; entry; entry = entry->next) {
        struct value value = field_read(FIELD_FIGURES, entry);
        size_t column = column_of(&aggregate->classes[class], entry->key);
        int64_t *figures = figures_of(aggregate, group, class);
        if (value.type != VALUE_INTEGER)
            report_figure(aggregate, record, entry, "an integer");
        else if (__builtin_add_overflow(figures[column], value.integer, &figures[column]))
            overflow(aggregate, &group->place);
    }
    figures_of(aggregate, group, class);
}

/* The keys of a summary's group as far as they are asked for, so that it is added to where its records would have been
 * counted: the units above follow from unit and year, and what was null stays so. False with a message. */
static bool find_group_keys(struct aggregate *aggregate, const struct record *record, struct text keys[GROUP_KEYS])
{
    const struct node *given = node_get(record->root, text_of("group"));
    bool has_unit = node_get(given, text_of("unit")), has_year = node_get(given, text_of("year"));
    for (size_t i = 0; i < GROUP_KEYS; i++)
        keys[i] = scalar_at(given, key_names[i]);
    for (size_t i = 0; i < aggregate->grouping.count; i++) {
        enum group_key key = aggregate->grouping.keys[i];
        bool follows = (key == KEY_DISTRICT || key == KEY_PROVINCE) && has_unit && has_year;
        if (follows || node_get(given, text_of(key_names[key])))
            continue;
        struct place place = record_first_place(record);
        diag_report(aggregate->diag, SEVERITY_ERROR, &place, "no-group-key",
                    "the summary has no %s in its group, so it cannot be added up by %s", key_names[key], key_names[key]);
        return false;
    }
    return true;
}

static void add_summary(struct aggregate *aggregate, const struct record *record)
{
    struct text keys[GROUP_KEYS];
    if (!find_group_keys(aggregate, record, keys))
        return;
    struct place place = record_first_place(record);
    struct group *group = group_for(aggregate, keys, &place);
    for (const struct node *entry = record->root->first; entry; entry = entry->next) {
        if (entry->type == NODE_MAPPING && !text_is(entry->key, "group"))
            add_figures(aggregate, group, entry, record);
        else if (!text_is(entry->key, "record") && !text_is(entry->key, "group") && !node_is_null(entry))
            report_figure(aggregate, record, entry, "a mapping of integers");
    }
}

/* What belongs to no known unit may be missing from any: it is counted as unassigned, and rules that need the whole wait. */
static bool counts_for_rollup(struct aggregate *aggregate, const struct measured_class *measured, const struct expr_input *input,
                              struct group *group, size_t class, const struct record *record)
{
    enum truth belongs = expr_test(measured->rollup, input);
    if (belongs != TRUTH_UNKNOWN)
        return belongs == TRUTH_TRUE;
    struct buffer reason = {0};
    struct place place = record_first_place(record);
    expr_reason(measured->rollup, input, &reason);
    diag_report(aggregate->diag, SEVERITY_ERROR, &place, "unassigned-record", "%s, so it is not known whether the %s answers for it",
                buffer_text(&reason), measured->rollup_kind);
    buffer_free(&reason);
    size_t column = column_of(&aggregate->classes[class], text_of("unassigned"));
    figures_of(aggregate, group, class)[column]++;
    return false;
}

static void add_record(struct aggregate *aggregate, const struct measured_class *measured, size_t class, const struct record *record)
{
    int year = kind_year(measured->kind, record);
    struct text keys[GROUP_KEYS] = {[KEY_UNIT] = scalar_at(record->root, "unit"), [KEY_YEAR] = year ? scalar_at(record->root, "year") : (struct text){"", 0}};
    struct expr_input input = {.root = record->root, .year = year};
    struct place place = record_first_place(record);
    struct group *group = group_for(aggregate, keys, &place);
    if (keys[KEY_UNIT].length == 0 && (wants(aggregate, KEY_UNIT) || aggregate->by_place))
        diag_report(aggregate->diag, SEVERITY_ERROR, &place, "unplaced-record", "its unit is missing; counted in a group whose key is null");
    if (!year && wants(aggregate, KEY_YEAR))
        diag_report(aggregate->diag, SEVERITY_ERROR, &place, "unplaced-record", "its year is missing or wrong; counted in a group whose key is null");
    if (aggregate->rollup_kind && !counts_for_rollup(aggregate, measured, &input, group, class, record))
        return;
    if (!measure_record(measured, &input, figures_of(aggregate, group, class)))
        overflow(aggregate, &group->place);
}

void aggregate_add(struct aggregate *aggregate, const struct kind *kind, const struct record *record)
{
    if (strcmp(kind->name, "summary") == 0) {
        add_summary(aggregate, record);
        return;
    }
    const struct measured_class *measured = measures_find(aggregate->measures, kind_class(kind, record));
    if (!measured || measured->kind != kind)
        return;
    bool into_rollup = aggregate->rollup_kind && measured->rollup && strcmp(measured->rollup_kind, aggregate->rollup_kind) == 0;
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

size_t aggregate_sort(struct aggregate *aggregate)
{
    if (aggregate->by_place)
        place_groups(aggregate);
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

struct value group_figure(const struct aggregate *aggregate, const struct group *group, struct text class, struct text figure)
{
    for (size_t i = 0; i < group->row_count; i++)
        for (size_t j = 0; j < group->rows[i].count && text_is(class, aggregate->classes[i].class); j++)
            if (text_is(figure, aggregate->classes[i].names[j]))
                return (struct value){.type = VALUE_INTEGER, .integer = group->rows[i].figures[j]};
    return (struct value){0};
}

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

static void append_class(const struct aggregate *aggregate, const struct group *group, size_t class, struct buffer *text)
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
        buffer_printf(text, "%s%s: ", i ? ", " : "", key_names[key]);
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
    const struct group *group = group_for(aggregate, keys, &(struct place){0});
    buffer_puts(block, "rollup:\n");
    for (size_t i = 0; i < measures_count(aggregate->measures); i++) {
        const struct measured_class *measured = measures_at(aggregate->measures, i);
        if (!measured->rollup || strcmp(measured->rollup_kind, aggregate->rollup_kind) != 0)
            continue;
        buffer_puts(block, "  ");
        append_class(aggregate, group, i, block);
    }
}
