/* SPDX-License-Identifier: ISC */
#include "seen.h"

#include "keyset.h"

#include <stdlib.h>

struct seen {
    struct keyset *keys;
    struct first_place {
        uint32_t file, line;
    } * first; /* by the key's number */
    size_t capacity;
    const char **files;
    size_t file_count, file_capacity;
};

struct seen *seen_new(void)
{
    struct seen *seen = mem_new(1, sizeof *seen);
    seen->keys = keyset_new();
    return seen;
}

void seen_free(struct seen *seen)
{
    if (!seen)
        return;
    keyset_free(seen->keys);
    free(seen->first);
    free(seen->files);
    free(seen);
}

static uint32_t file_number(struct seen *seen, const char *name)
{
    if (seen->file_count == 0 || seen->files[seen->file_count - 1] != name) {
        seen->files = mem_grow(seen->files, &seen->file_capacity, seen->file_count + 1, sizeof(char *));
        seen->files[seen->file_count++] = name;
    }
    return (uint32_t)(seen->file_count - 1);
}

bool seen_first(struct seen *seen, struct text key, struct place here, struct place *first)
{
    bool added;
    size_t number = keyset_add(seen->keys, key, &added);
    seen->first = mem_grow(seen->first, &seen->capacity, number + 1, sizeof *seen->first);
    if (added)
        seen->first[number] = (struct first_place){file_number(seen, here.file), (uint32_t)here.line};
    else
        *first = (struct place){seen->files[seen->first[number].file], seen->first[number].line, 0};
    return added;
}

bool seen_has(const struct seen *seen, struct text key)
{
    size_t number;
    return keyset_find(seen->keys, key, &number);
}
