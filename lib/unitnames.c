/* SPDX-License-Identifier: ISC */
#include "unitnames.h"

#include "namekey.h"

#include <stdlib.h>
#include <string.h>

enum { LAST_DAY = 99991231 };

struct name {
    char *folded, *loose; /* loose: without diacritics */
    uint32_t letters;     /* which stand in `loose` */
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

/* The set of a text's letters: a slip adds one at most, and takes one away. */
static uint32_t letters_of(const char *text)
{
    uint32_t letters = 0;
    for (; *text; text++)
        letters |= UINT32_C(1) << (*text & 31);
    return letters;
}

static size_t count_bits(uint32_t bits)
{
    size_t count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

static void add_name(struct unitnames *names, const struct unit *unit, struct text name)
{
    struct buffer folded = {0}, loose = {0};
    namekey_append(name, &folded);
    text_fold((struct text){folded.bytes, folded.length}, &loose);
    names->items = mem_grow(names->items, &names->capacity, names->count + 1, sizeof *names->items);
    names->items[names->count++] =
        (struct name){mem_copy(buffer_text(&folded), folded.length), mem_copy(buffer_text(&loose), loose.length),
                      letters_of(buffer_text(&loose)), unit};
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
    if (!unit)
        return false;
    bool level_fits = strcmp(level, "unit") == 0 || strcmp(unit->level, level) == 0;
    return level_fits && (!year || units_in_year(names->units, text_of(unit->code), year) == unit);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Phường 6 is no slip for Phường 5. */
static bool same_digits(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a && !is_digit(*a))
            a++;
        while (*b && !is_digit(*b))
            b++;
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
}

/* The unit in force whose name is the fewest slips away from a folded one; one slip is allowed in five letters. */
static const struct unit *find_nearest(const struct unitnames *names, struct text wanted, const char *level, int year)
{
    enum { MOST_SLIPS = 3, LETTERS_A_SLIP = 5 };
    const struct unit *nearest = NULL;
    size_t best = wanted.length / LETTERS_A_SLIP + 1;
    uint32_t letters = letters_of(wanted.bytes);
    best = best > MOST_SLIPS + 1 ? MOST_SLIPS + 1 : best;
    for (size_t i = 0; i < names->count; i++) {
        const struct name *name = &names->items[i];
        if (count_bits(name->letters ^ letters) > 2 * (best - 1) || !same_digits(name->loose, wanted.bytes))
            continue;
        size_t slips = text_slips(wanted, text_of(name->loose));
        if (slips >= best || !fits(names, name->unit, level, year))
            continue;
        best = slips;
        nearest = name->unit;
    }
    return nearest;
}

/* `14809 Phường Bắc Sơn (until 2025-06-30)`: the days of one that is not there in the year. */
static void append_unit(const struct unitnames *names, const struct unit *unit, int year, struct buffer *hint)
{
    buffer_printf(hint, "%s ", unit->code);
    units_append_name(unit, hint);
    if (fits(names, unit, "unit", year))
        return;
    bool ends = unit->until < LAST_DAY;
    buffer_puts(hint, unit->from ? " (from " : " (");
    if (unit->from)
        date_append(hint, unit->from);
    buffer_puts(hint, ends && unit->from ? " until " : ends ? "until " : "");
    if (ends)
        date_append(hint, unit->until);
    buffer_putc(hint, ')');
}

/* Another name that may be meant: one in force that is that but for diacritics, one that was, one a few slips away. */
static void append_likely(const struct unitnames *names, struct text folded, const char *level, int year,
                          struct buffer *hint)
{
    struct buffer loose = {0};
    const struct unit *unit = NULL, *past = NULL;
    text_fold(folded, &loose);
    for (size_t i = 0; i < names->count && !unit; i++) {
        const struct name *name = &names->items[i];
        if (strcmp(name->loose, buffer_text(&loose)) != 0)
            continue;
        unit = fits(names, name->unit, level, year) ? name->unit : NULL;
        past = name->unit;
    }
    if (!unit && !past)
        unit = find_nearest(names, (struct text){buffer_text(&loose), loose.length}, level, year);
    if (unit || past)
        buffer_puts(hint, "; did you mean '");
    if (unit)
        units_append_name(unit, hint);
    else if (past)
        append_unit(names, past, year, hint);
    buffer_puts(hint, unit || past ? "'?" : "");
    buffer_free(&loose);
}

const char *unitnames_find(const struct unitnames *names, struct text name, const char *level, int year,
                           struct buffer *hint)
{
    struct buffer folded = {0};
    const char *code = NULL;
    bool several = false;
    size_t found = 0;
    namekey_append(name, &folded);
    struct wanted wanted = {names, buffer_text(&folded)};
    for (size_t at = mem_position(names->count, is_before, &wanted);
         at < names->count && strcmp(names->items[at].folded, wanted.name) == 0; at++) {
        const struct unit *unit = names->items[at].unit;
        buffer_puts(hint, found++ ? ", " : "; of that name are ");
        append_unit(names, unit, year, hint);
        if (!fits(names, unit, level, year))
            continue;
        several |= code && strcmp(code, unit->code) != 0;
        code = unit->code;
    }
    if (!found)
        append_likely(names, (struct text){folded.bytes, folded.length}, level, year, hint);
    buffer_free(&folded);
    return several ? NULL : code;
}
