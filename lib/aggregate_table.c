/* SPDX-License-Identifier: ISC */
#include "aggregate_table.h"

#include "keyset.h"

#include <stdlib.h>
#include <string.h>

const char *const aggregate_key_names[GROUP_KEYS] = {
    [KEY_PROVINCE] = "province", [KEY_DISTRICT] = "district", [KEY_UNIT] = "unit", [KEY_YEAR] = "year"};

bool grouping_read(struct grouping *grouping, const char *keys)
{
    struct text rest = text_of(keys), part;
    *grouping = (struct grouping){0};
    while (text_next_part(&rest, ',', &part)) {
        size_t key = 0;
        while (key < GROUP_KEYS && !text_is(part, aggregate_key_names[key]))
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

struct column_set *aggregate_new_class(struct aggregate *aggregate, struct text name)
{
    aggregate->classes = mem_grow(aggregate->classes, &aggregate->class_capacity, aggregate->class_count + 1,
                                  sizeof *aggregate->classes);
    struct column_set *class = &aggregate->classes[aggregate->class_count++];
    *class = (struct column_set){.class = mem_copy(name.bytes, name.length)};
    return class;
}

size_t aggregate_column(struct column_set *class, struct text name)
{
    for (size_t i = 0; i < class->count; i++)
        if (text_is(name, class->names[i]))
            return i;
    class->names = mem_grow(class->names, &class->capacity, class->count + 1, sizeof(char *));
    class->names[class->count] = mem_copy(name.bytes, name.length);
    return class->count++;
}

bool aggregate_wants(const struct aggregate *aggregate, enum group_key key)
{
    for (size_t i = 0; i < aggregate->grouping.count; i++)
        if (aggregate->grouping.keys[i] == key)
            return true;
    return false;
}

struct aggregate *aggregate_new(const struct grouping *grouping, const struct measures *measures,
                                const struct units *units, const char *rollup_kind, struct diag *diag)
{
    struct aggregate *aggregate = mem_new(1, sizeof *aggregate);
    *aggregate = (struct aggregate){
        .grouping = *grouping, .measures = measures, .units = units, .rollup_kind = rollup_kind, .diag = diag};
    aggregate->numbers = keyset_new();
    aggregate->by_place = aggregate_wants(aggregate, KEY_DISTRICT) || aggregate_wants(aggregate, KEY_PROVINCE);
    for (size_t i = 0; i < measures_count(measures); i++) {
        const struct measured_class *measured = measures_at(measures, i);
        struct column_set *class = aggregate_new_class(aggregate, text_of(measured->name));
        for (size_t j = 0; j < measured->figure_count; j++)
            aggregate_column(class, text_of(measured->figures[j].name));
        class->defined = class->count;
    }
    return aggregate;
}

void aggregate_set_day(struct aggregate *aggregate, int32_t day)
{
    aggregate->as_of = day;
    aggregate->by_place |= day != 0;
}

void aggregate_free_group(struct group *group)
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
        aggregate_free_group(aggregate->groups[i]);
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

struct group *aggregate_group_for(struct aggregate *aggregate, const struct text keys[GROUP_KEYS], bool settled,
                                  const struct place *place)
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
    buffer_putc(&aggregate->key, settled && aggregate->by_place);
    size_t number = keyset_add(aggregate->numbers, (struct text){aggregate->key.bytes, aggregate->key.length}, &added);
    if (!added)
        return aggregate->groups[number];
    struct group *group = mem_new(1, sizeof *group);
    group->place = *place;
    group->settled = settled;
    for (size_t i = 0; i < grouping->count; i++) {
        enum group_key key = grouping->keys[i];
        group->keys[key] = keys[key].length ? mem_copy(keys[key].bytes, keys[key].length) : NULL;
    }
    aggregate->groups = mem_grow(aggregate->groups, &aggregate->capacity, aggregate->count + 1, sizeof(struct group *));
    return aggregate->groups[aggregate->count++] = group;
}

/* The figures of a class in a group, made as zeros where they are not there yet. */
int64_t *aggregate_figures(const struct aggregate *aggregate, struct group *group, size_t class)
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

void aggregate_overflow(const struct aggregate *aggregate, const struct place *place)
{
    diag_report(aggregate->diag, SEVERITY_TROUBLE, place, "overflow", "a sum does not fit in 64 bits with this record");
}
