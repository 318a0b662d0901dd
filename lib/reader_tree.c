/* SPDX-License-Identifier: ISC */
#include "reader_tree.h"

#include <stdlib.h>
#include <string.h>

enum { SORT_FROM = 64 /* keys in a mapping from which duplicates are looked for by sorting */ };

bool reading_refuse(struct reading *reading, struct mark mark, const char *slug, const char *text)
{
    struct place place = record_place(reading->record, mark);
    diag_report(reading->reader->diag, SEVERITY_ERROR, &place, slug, "%s", text);
    reading->refused = true;
    return false;
}

struct mark reading_mark_at(struct text bytes, size_t offset)
{
    struct mark mark = {0, 0};
    size_t line_start = utf8_order_mark(bytes);
    for (size_t i = 0; i < offset; i++)
        if (bytes.bytes[i] == '\n') {
            mark.line++;
            line_start = i + 1;
        }
    mark.column = (uint32_t)utf8_count((struct text){bytes.bytes + line_start, offset - line_start});
    return mark;
}

/* Keys recur from record to record, so each is copied once. What the table has no room for is the record's own. */
const struct name *reading_name(struct reader *reader, struct text *key, uint32_t *hash)
{
    *hash = text_hash(*key);
    struct name *slot = &reader->name_slots[*hash % READER_NAME_SLOTS];
    bool fits = key->length <= READER_NAME_LENGTH, known = fits && slot->hash == *hash && text_equal(slot->text, *key);
    if (!known && (!fits || slot->text.bytes || reader->name_count == READER_NAMES)) {
        key->bytes = arena_copy(&reader->arena, key->bytes, key->length);
        return NULL;
    }
    if (!known) {
        reader->name_count++;
        *slot = (struct name){{arena_copy(&reader->names, key->bytes, key->length), key->length}, *hash};
    }
    *key = slot->text;
    return slot;
}

static int compare_keys(const void *a, const void *b)
{
    const struct node *first = *(const struct node *const *)a, *second = *(const struct node *const *)b;
    int order = text_compare(first->key, second->key);
    if (order)
        return order;
    return first->key_at.line != second->key_at.line ? (first->key_at.line < second->key_at.line ? -1 : 1)
                                                     : (first->key_at.column < second->key_at.column ? -1 : 1);
}

/* Sorted, so that a mapping of a hundred thousand hostile keys costs no more than its size. */
static bool find_among_many(struct reader *reader, const struct node *mapping, const struct node **first,
                            const struct node **second)
{
    reader->keys = mem_grow(reader->keys, &reader->keys_capacity, mapping->count, sizeof *reader->keys);
    size_t count = 0;
    for (const struct node *entry = mapping->first; entry; entry = entry->next)
        reader->keys[count++] = entry;
    qsort(reader->keys, count, sizeof *reader->keys, compare_keys);
    for (size_t i = 1; i < count; i++)
        if (text_equal(reader->keys[i - 1]->key, reader->keys[i]->key)) {
            *first = reader->keys[i - 1];
            *second = reader->keys[i];
            return true;
        }
    return false;
}

bool reading_find_duplicate(struct reader *reader, const struct node *mapping, const struct node **first,
                            const struct node **second)
{
    if (mapping->count > SORT_FROM)
        return find_among_many(reader, mapping, first, second);
    uint64_t seen = 0; /* a bit for each hash so far: few keys have to be compared with those before them */
    for (const struct node *entry = mapping->first; entry; entry = entry->next) {
        uint64_t bit = UINT64_C(1) << (entry->key_hash >> 26);
        for (const struct node *other = mapping->first; seen & bit && other != entry; other = other->next)
            if (other->key_hash == entry->key_hash && text_equal(other->key, entry->key)) {
                *first = other;
                *second = entry;
                return true;
            }
        seen |= bit;
    }
    return false;
}
