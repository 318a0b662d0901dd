/* SPDX-License-Identifier: ISC */
#include "anchors.h"

#include "keyset.h"

#include <stdlib.h>

enum { MOST_ANCHORS = 65530 };

struct anchors {
    struct keyset *keys;
    uint32_t *rows; /* by the key's number */
    size_t capacity;
};

struct anchors *anchors_new(void)
{
    struct anchors *anchors = mem_new(1, sizeof *anchors);
    anchors->keys = keyset_new();
    return anchors;
}

void anchors_free(struct anchors *anchors)
{
    if (!anchors)
        return;
    keyset_free(anchors->keys);
    free(anchors->rows);
    free(anchors);
}

void anchors_note(struct anchors *anchors, struct text key, size_t row)
{
    bool added;
    if (keyset_count(anchors->keys) == MOST_ANCHORS)
        return;
    size_t number = keyset_add(anchors->keys, key, &added);
    if (!added)
        return;
    anchors->rows = mem_grow(anchors->rows, &anchors->capacity, number + 1, sizeof *anchors->rows);
    anchors->rows[number] = (uint32_t)row;
}

bool anchors_find(const struct anchors *anchors, struct text key, size_t *row)
{
    size_t number;
    if (!keyset_find(anchors->keys, key, &number))
        return false;
    *row = anchors->rows[number];
    return true;
}
