/* SPDX-License-Identifier: ISC */
#include "unitnames.h"

#include "namekey.h"

#include <stdlib.h>
#include <string.h>

struct name {
    char *folded, *loose; /* loose: without diacritics */
    const struct unit *unit;
};

struct unitnames {
    const struct units *units;
    struct name *items; /* ordered by name */
    size_t count, capacity;
};

static int compare_names(const void *a, const void *b)
{
    const struct name *first = a, *second = b;
    int order = strcmp(first->folded, second->folded);
    return order ? order : strcmp(first->unit->code, second->unit->code);
}

static void add_name(struct unitnames *names, const struct unit *unit, struct text name)
{
    struct buffer folded = {0}, loose = {0};
    namekey_append(name, &folded);
    text_fold((struct text){folded.bytes, folded.length}, &loose);
    names->items = mem_grow(names->items, &names->capacity, names->count + 1, sizeof *names->items);
    names->items[names->count++] =
        (struct name){mem_copy(buffer_text(&folded), folded.length), mem_copy(buffer_text(&loose), loose.length), unit};
    buffer_free(&folded);
    buffer_free(&loose);
}

struct unitnames *unitnames_new(const struct units *units)
{
    struct unitnames *names = mem_new(1, sizeof *names);
    struct buffer full = {0};
    names->units = units;
    for (size_t i = 0; i < units_count(units); i++) {
        const struct unit *unit = units_at(units, i);
        buffer_clear(&full);
        units_append_name(unit, &full);
        add_name(names, unit, (struct text){full.bytes, full.length});
        add_name(names, unit, text_of(unit->name));
    }
    buffer_free(&full);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    return names;
}

void unitnames_free(struct unitnames *names)
{
    for (size_t i = 0; names && i < names->count; i++) {
        free(names->items[i].folded);
        free(names->items[i].loose);
    }
    if (names)
        free(names->items);
    free(names);
}

struct wanted {
    const struct unitnames *names;
    const char *name;
};

static bool is_before(const void *context, size_t at)
{
    const struct wanted *wanted = context;
    return strcmp(wanted->names->items[at].folded, wanted->name) < 0;
}

static bool fits(const struct unitnames *names, const struct unit *unit, const char *level, int year)
{
    bool level_fits = strcmp(level, "unit") == 0 || strcmp(unit->level, level) == 0;
    return level_fits && (!year || units_in_year(names->units, text_of(unit->code), year) == unit);
}

const struct unit *unitnames_nearest(const struct unitnames *names, struct text name, const char *level, int year)
{
    struct buffer folded = {0}, loose = {0};
    const struct unit *nearest = NULL;
    namekey_append(name, &folded);
    text_fold((struct text){folded.bytes, folded.length}, &loose);
    for (size_t i = 0; i < names->count && !nearest; i++)
        if (strcmp(names->items[i].loose, buffer_text(&loose)) == 0 && fits(names, names->items[i].unit, level, year))
            nearest = names->items[i].unit;
    buffer_free(&folded);
    buffer_free(&loose);
    return nearest;
}

const char *unitnames_find(const struct unitnames *names, struct text name, const char *level, int year,
                           struct buffer *candidates)
{
    struct buffer folded = {0};
    const char *code = NULL;
    bool several = false;
    namekey_append(name, &folded);
    struct wanted wanted = {names, buffer_text(&folded)};
    for (size_t at = mem_position(names->count, is_before, &wanted);
         at < names->count && strcmp(names->items[at].folded, wanted.name) == 0; at++) {
        const struct unit *unit = names->items[at].unit;
        buffer_printf(candidates, "%s%s ", candidates->length ? ", " : "", unit->code);
        units_append_name(unit, candidates);
        if (!fits(names, unit, level, year))
            continue;
        several |= code && strcmp(code, unit->code) != 0;
        code = unit->code;
    }
    buffer_free(&folded);
    return several ? NULL : code;
}
