/* SPDX-License-Identifier: ISC */
#include "previous.h"

#include "keyset.h"

#include <stdlib.h>

/* Figures by key: of units for the stream, of units and years for the baseline. */
struct shelf {
    struct keyset *keys;
    int64_t *values; /* `figures` a key; UNKNOWN where one was */
    size_t capacity;
};

struct previous {
    size_t figures;
    struct shelf stream, baseline;
    int16_t *years; /* of the stream's figures, by the key's number */
    size_t year_capacity;
    struct buffer key;
    struct value *values; /* found by the last step */
    bool known;
};

static const int64_t UNKNOWN = INT64_MIN;

struct previous *previous_new(size_t figures)
{
    struct previous *previous = mem_new(1, sizeof *previous);
    previous->stream.keys = keyset_new();
    previous->baseline.keys = keyset_new();
    previous->figures = figures;
    previous->values = mem_new(figures, sizeof *previous->values);
    return previous;
}

void previous_free(struct previous *previous)
{
    if (!previous)
        return;
    keyset_free(previous->stream.keys);
    keyset_free(previous->baseline.keys);
    free(previous->stream.values);
    free(previous->baseline.values);
    free(previous->years);
    free(previous->values);
    buffer_free(&previous->key);
    free(previous);
}

static int64_t *place_on(const struct previous *previous, struct shelf *shelf, struct text key, size_t *number,
                         bool *added)
{
    *number = keyset_add(shelf->keys, key, added);
    size_t wanted = (*number + 1) * previous->figures + 1; /* never none: some sets compare nothing */
    shelf->values = mem_grow(shelf->values, &shelf->capacity, wanted, sizeof *shelf->values);
    return &shelf->values[*number * previous->figures];
}

static void keep(const struct previous *previous, int64_t *kept, const struct value *figures)
{
    for (size_t i = 0; i < previous->figures; i++)
        kept[i] = figures[i].type == VALUE_INTEGER ? figures[i].integer : UNKNOWN;
}

static void recall(struct previous *previous, const int64_t *kept)
{
    for (size_t i = 0; i < previous->figures; i++) {
        enum value_type type = kept[i] == UNKNOWN ? VALUE_UNKNOWN : VALUE_INTEGER;
        previous->values[i] = (struct value){.type = type, .integer = kept[i]};
    }
}

static struct text key_of_year(struct previous *previous, struct text key, int year)
{
    buffer_clear(&previous->key);
    buffer_printf(&previous->key, "%d ", year);
    buffer_append(&previous->key, key.bytes, key.length);
    return (struct text){previous->key.bytes, previous->key.length};
}

void previous_add_baseline(struct previous *previous, struct text key, int year, const struct value *figures)
{
    size_t number;
    bool added;
    keep(previous, place_on(previous, &previous->baseline, key_of_year(previous, key, year), &number, &added), figures);
}

static bool recall_baseline(struct previous *previous, struct text key, int year)
{
    size_t number;
    if (!keyset_find(previous->baseline.keys, key_of_year(previous, key, year), &number))
        return false;
    recall(previous, &previous->baseline.values[number * previous->figures]);
    return true;
}

enum previous_result previous_step(struct previous *previous, struct text key, int year, const struct value *now)
{
    bool added;
    size_t number;
    int64_t *kept = place_on(previous, &previous->stream, key, &number, &added);
    previous->years = mem_grow(previous->years, &previous->year_capacity, number + 1, sizeof *previous->years);
    int last = added ? 0 : previous->years[number];
    previous->known = last == year - 1;
    if (year <= last)
        return year == last ? PREVIOUS_AGAIN : PREVIOUS_LATE;
    if (previous->known)
        recall(previous, kept);
    else
        previous->known = recall_baseline(previous, key, year - 1);
    keep(previous, kept, now);
    previous->years[number] = (int16_t)year;
    return previous->known ? PREVIOUS_KNOWN : PREVIOUS_NONE;
}

const struct value *previous_values(const struct previous *previous)
{
    return previous && previous->known ? previous->values : NULL;
}
