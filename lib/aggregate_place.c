/* SPDX-License-Identifier: ISC */
#include "aggregate_table.h"

#include "keyset.h"

#include <stdlib.h>

/* What is said of a group whose unit cannot be placed; once for a unit and year, at the first record that came. */
static void report_unplaced(const struct aggregate *aggregate, const struct group *group, const char *slug,
                            const char *what)
{
    const char *unit = group->keys[KEY_UNIT], *year = group->keys[KEY_YEAR];
    diag_report(aggregate->diag, SEVERITY_ERROR, &group->place, slug,
                "unit %s%s%s: %s; counted in a group whose key is null", unit ? unit : "(missing)", year ? " in " : "",
                year ? year : "", what);
}

/* Without any unit record there is one cause, and one message. */
static void report_no_units(const struct aggregate *aggregate, const struct group *group)
{
    if (group == aggregate->first_unplaced)
        report_unplaced(aggregate, group, "unplaced-record",
                        "there are no unit records at all; --units FILE gives them; this and all others are");
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
    const struct unit *unit =
        year ? units_in_year(aggregate->units, code, year) : units_on_day(aggregate->units, code, LAST_DAY);
    enum units_result result = unit ? UNITS_FOUND : UNITS_GONE;
    if (unit && aggregate->as_of)
        result = units_as_of(aggregate->units, aggregate->as_of, &unit);
    if (result == UNITS_FOUND)
        return unit;
    if (result == UNITS_SPLIT)
        report_split(aggregate, group, unit);
    else if (units_count(aggregate->units) == 0)
        report_no_units(aggregate, group);
    else
        report_unplaced(aggregate, group, "unplaced-record",
                        "no unit record says what it is part of or what became of it");
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
    if (keys[KEY_UNIT].length == 0 || group->settled)
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

static void add_group(struct aggregate *aggregate, struct group *to, const struct group *from)
{
    to->counted = to->counted ? to->counted : from->counted;
    to->summed = to->summed ? to->summed : from->summed;
    for (size_t i = 0; i < from->row_count; i++) {
        int64_t *figures = from->rows[i].figures ? aggregate_figures(aggregate, to, i) : NULL;
        for (size_t j = 0; figures && j < from->rows[i].count; j++)
            if (__builtin_add_overflow(figures[j], from->rows[i].figures[j], &figures[j]))
                aggregate_overflow(aggregate, &from->place);
    }
}

/* Units are looked up when all unit records have come, so that it does not matter where in the stream they stand. */
void aggregate_place(struct aggregate *aggregate)
{
    struct group **groups = aggregate->groups;
    size_t count = aggregate->count;
    keyset_free(aggregate->numbers);
    aggregate->numbers = keyset_new();
    aggregate->groups = NULL;
    aggregate->count = aggregate->capacity = 0;
    aggregate->by_place = false;
    aggregate->first_unplaced = count ? groups[0] : NULL;
    for (size_t i = 0; i < count; i++) {
        struct text keys[GROUP_KEYS];
        place_group(aggregate, groups[i], keys);
        add_group(aggregate, aggregate_group_for(aggregate, keys, false, &groups[i]->place), groups[i]);
        aggregate_free_group(groups[i]);
    }
    free(groups);
}
