/* SPDX-License-Identifier: ISC */
#include "units.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_DAY = 0, LAST_DAY = 99991231, MOST_LEVELS = 8 };

struct units {
    struct unit **items; /* ordered by code, then first day */
    size_t count, capacity;
};

struct units *units_new(void)
{
    return mem_new(1, sizeof(struct units));
}

static void free_unit(struct unit *unit)
{
    for (size_t i = 0; i < unit->into_count; i++)
        free(unit->into[i]);
    free(unit->into);
    free(unit->code);
    free(unit->level);
    free(unit->type);
    free(unit->name);
    free(unit->parent);
    free(unit);
}

void units_free(struct units *units)
{
    if (!units)
        return;
    for (size_t i = 0; i < units->count; i++)
        free_unit(units->items[i]);
    free(units->items);
    free(units);
}

size_t units_count(const struct units *units)
{
    return units->count;
}

const struct unit *units_at(const struct units *units, size_t index)
{
    return units->items[index];
}

static char *text_at(const struct record *record, const char *key)
{
    const char *text = node_text_at(record->root, key);
    return text ? mem_copy(text, strlen(text)) : NULL;
}

static int32_t day_at(const struct record *record, const char *key, int32_t otherwise)
{
    const struct node *node = node_get(record->root, text_of(key));
    int32_t day;
    return node && node->type == NODE_SCALAR && text_date(node->value, &day) ? day : otherwise;
}

static void read_successors(struct unit *unit, const struct node *list)
{
    if (!list || list->type != NODE_SEQUENCE)
        return;
    unit->into = mem_new(list->count, sizeof(char *));
    for (const struct node *item = list->first; item; item = item->next)
        if (item->type == NODE_SCALAR)
            unit->into[unit->into_count++] = mem_copy(item->value.bytes, item->value.length);
}

/* What is looked for among the units: a code, and a first day. */
struct wanted {
    const struct units *units;
    struct text code;
    int32_t from;
};

static bool is_before(const void *context, size_t at)
{
    const struct wanted *wanted = context;
    const struct unit *unit = wanted->units->items[at];
    int order = text_compare(text_of(unit->code), wanted->code);
    return order < 0 || (order == 0 && unit->from < wanted->from);
}

/* The first position at which a unit with this code and a first day not before `from` stands or would stand. */
static size_t position(const struct units *units, struct text code, int32_t from)
{
    return mem_position(units->count, is_before, &(struct wanted){units, code, from});
}

static bool has_code(const struct units *units, size_t at, struct text code)
{
    return at < units->count && text_is(code, units->items[at]->code);
}

void units_add(struct units *units, const struct record *record)
{
    struct unit *unit = mem_new(1, sizeof *unit);
    unit->code = text_at(record, "id");
    unit->level = text_at(record, "level");
    unit->type = text_at(record, "type");
    unit->name = text_at(record, "name");
    unit->parent = text_at(record, "parent");
    unit->from = day_at(record, "from", FIRST_DAY);
    unit->until = day_at(record, "until", LAST_DAY);
    unit->place = record_first_place(record);
    read_successors(unit, node_get(record->root, text_of("into")));
    if (!unit->code || !unit->level || !unit->type || !unit->name) {
        free_unit(unit);
        return;
    }
    size_t at = position(units, text_of(unit->code), unit->from);
    if (has_code(units, at, text_of(unit->code)) && units->items[at]->from == unit->from) {
        free_unit(units->items[at]); /* given twice, as by --units and in the stream */
        units->items[at] = unit;
        return;
    }
    units->items = mem_gap(units->items, &units->count, &units->capacity, at, sizeof(struct unit *));
    units->items[at] = unit;
}

bool units_has_code(const struct units *units, struct text code)
{
    return has_code(units, position(units, code, FIRST_DAY), code);
}

const struct unit *units_on_day(const struct units *units, struct text code, int32_t day)
{
    for (size_t at = position(units, code, FIRST_DAY); has_code(units, at, code); at++)
        if (units->items[at]->from <= day && day <= units->items[at]->until)
            return units->items[at];
    return NULL;
}

const struct unit *units_next(const struct units *units, const char *level, int32_t day, size_t *at)
{
    while (*at < units->count) {
        const struct unit *unit = units->items[(*at)++];
        if (unit->from <= day && day <= unit->until && strcmp(unit->level, level) == 0)
            return unit;
    }
    return NULL;
}

const struct unit *units_last_before(const struct units *units, struct text code, int year)
{
    const struct unit *last = NULL;
    for (size_t at = position(units, code, FIRST_DAY); has_code(units, at, code); at++)
        if (units->items[at]->from <= date_of(year, 12, 31))
            last = units->items[at];
    return last;
}

const struct unit *units_in_year(const struct units *units, struct text code, int year)
{
    const struct unit *unit = units_last_before(units, code, year);
    return unit && unit->until >= date_of(year, 1, 1) ? unit : NULL;
}

int32_t units_day_in_year(const struct unit *unit, int year)
{
    int32_t end = date_of(year, 12, 31);
    return unit->until < end ? unit->until : end;
}

const struct unit *units_above(const struct units *units, const struct unit *unit, const char *level, int32_t day)
{
    for (int i = 0; i < MOST_LEVELS && unit; i++) { /* a circle of parents ends here */
        if (strcmp(unit->level, level) == 0)
            return unit;
        unit = unit->parent ? units_on_day(units, text_of(unit->parent), day) : NULL;
    }
    return NULL;
}

void units_append_name(const struct unit *unit, struct buffer *name)
{
    text_append_capital(text_of(unit->type), name);
    buffer_putc(name, ' ');
    buffer_puts(name, unit->name);
}

static int32_t day_after(int32_t day)
{
    return day >= LAST_DAY ? LAST_DAY : date_from_days(date_to_days(day) + 1);
}

enum units_result units_as_of(const struct units *units, int32_t day, const struct unit **unit)
{
    if ((*unit)->from > day) {
        const struct unit *earlier = units_on_day(units, text_of((*unit)->code), day);
        *unit = earlier ? earlier : *unit;
        return earlier ? UNITS_FOUND : UNITS_GONE;
    }
    while ((*unit)->until < day) { /* ends: each step leads to a unit that ends later */
        if ((*unit)->into_count > 1)
            return UNITS_SPLIT;
        const char *code = (*unit)->into_count ? (*unit)->into[0] : (*unit)->code;
        const struct unit *next = units_on_day(units, text_of(code), day_after((*unit)->until));
        if (!next)
            return UNITS_GONE;
        *unit = next;
    }
    return UNITS_FOUND;
}

static void fault(struct diag *diag, const struct unit *unit, const char *slug, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void fault(struct diag *diag, const struct unit *unit, const char *slug, const char *format, ...)
{
    struct buffer subject = {0};
    va_list arguments;
    buffer_printf(&subject, "unit %s %s", unit->code, unit->name);
    diag->subject = buffer_text(&subject);
    va_start(arguments, format);
    diag_vreport(diag, SEVERITY_ERROR, &unit->place, slug, format, arguments);
    va_end(arguments);
    diag->subject = NULL;
    buffer_free(&subject);
}

static void check_neighbours(const struct unit *unit, const struct unit *next, struct diag *diag)
{
    if (strcmp(unit->code, next->code) != 0)
        return;
    if (next->from <= unit->until)
        fault(diag, next, "unit-overlap", "begins before the unit of the same code at %s:%zu ends", unit->place.file,
              unit->place.line);
    else if (next->from != day_after(unit->until))
        fault(diag, next, "unit-gap", "days lie between it and the unit of the same code at %s:%zu", unit->place.file,
              unit->place.line);
}

/* Only what contradicts itself is a fault: unit records may be a part of the list, without parents or successors. */
static void check_successors(const struct units *units, const struct unit *unit, struct diag *diag)
{
    if (unit->into_count && unit->until == LAST_DAY)
        fault(diag, unit, "unit-successor", "has successors (into) and no last day (until)");
    for (size_t i = 0; i < unit->into_count && unit->until != LAST_DAY; i++) {
        struct text code = text_of(unit->into[i]);
        if (!units_has_code(units, code) || units_on_day(units, code, day_after(unit->until)))
            continue;
        const struct place *place = &units->items[position(units, code, FIRST_DAY)]->place;
        fault(diag, unit, "unit-successor", "its successor %s at %s:%zu is not there on the day after it ends",
              unit->into[i], place->file, place->line);
    }
}

static void check_parents(const struct units *units, const struct unit *unit, struct diag *diag)
{
    const struct unit *above = unit;
    int levels = 0;
    while (above && above->parent && levels++ < MOST_LEVELS)
        above = units_on_day(units, text_of(above->parent), above->until < unit->until ? above->until : unit->until);
    if (levels > MOST_LEVELS)
        fault(diag, unit, "unit-cycle", "the units above it lead in a circle");
}

void units_check(const struct units *units, struct diag *diag)
{
    for (size_t i = 0; i < units->count; i++) {
        if (i + 1 < units->count)
            check_neighbours(units->items[i], units->items[i + 1], diag);
        check_successors(units, units->items[i], diag);
        check_parents(units, units->items[i], diag);
    }
}
