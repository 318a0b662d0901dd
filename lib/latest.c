/* SPDX-License-Identifier: ISC */
#include "latest.h"

#include "keyset.h"

#include <stdlib.h>

struct latest {
    struct keyset *keys;
    size_t *last; /* the record's number, by the key's number */
    size_t last_capacity;
    bool *replaced; /* by the record's number */
    size_t count, capacity;
    struct buffer key;
};

struct latest *latest_new(void)
{
    struct latest *latest = mem_new(1, sizeof *latest);
    latest->keys = keyset_new();
    return latest;
}

void latest_free(struct latest *latest)
{
    if (!latest)
        return;
    keyset_free(latest->keys);
    free(latest->last);
    free(latest->replaced);
    buffer_free(&latest->key);
    free(latest);
}

static bool has_key(const struct kind *kind, const struct record *record)
{
    for (size_t i = 0; kind && i < kind->key_count; i++) {
        const struct node *value = node_at_path(record->root, kind->key[i]->path);
        if (kind->key[i]->required && (node_is_null(value) || value->type != NODE_SCALAR))
            return false;
    }
    return kind && kind->key_count;
}

size_t latest_add(struct latest *latest, const struct kind *kind, const struct record *record)
{
    size_t number = latest->count++;
    latest->replaced = mem_grow(latest->replaced, &latest->capacity, latest->count, sizeof *latest->replaced);
    latest->replaced[number] = false;
    if (!has_key(kind, record))
        return number;
    bool added;
    buffer_clear(&latest->key);
    kind_append_key(kind, record, &latest->key);
    size_t key = keyset_add(latest->keys, (struct text){latest->key.bytes, latest->key.length}, &added);
    latest->last = mem_grow(latest->last, &latest->last_capacity, key + 1, sizeof *latest->last);
    if (!added)
        latest->replaced[latest->last[key]] = true;
    latest->last[key] = number;
    return number;
}

bool latest_holds(const struct latest *latest, size_t number)
{
    return !latest->replaced[number];
}
