/* SPDX-License-Identifier: ISC
 *
 * reader_tree: building a record's tree, shared by the two ways of reading a document: by libyaml (reader_yaml) and,
 * for the plain block style that forms and our own programs write, without it (reader_plain).
 */
#ifndef ANTT_READER_TREE_H
#define ANTT_READER_TREE_H

#include "reader.h"

enum {
    READER_NAMES = 512, /* keys that are kept from record to record */
    READER_NAME_SLOTS = 1024,
    READER_NAME_LENGTH = 48, /* of the longest */
    READER_GUESSES = 2048,
};

struct reader {
    struct arena arena;
    struct diag *diag;
    bool plain_style;         /* documents in plain style are read without libyaml */
    const struct node **keys; /* work space for finding duplicates */
    size_t keys_capacity;
    struct arena names; /* the keys that records have in common */
    struct name {
        struct text text;
        uint32_t hash;
    } * name_slots;
    const struct name *guesses[READER_GUESSES]; /* by the two keys before: the key that came the last time, or NULL */
    size_t name_count;
};

/* One document being read. */
struct reading {
    struct reader *reader;
    struct record *record;
    struct node *open; /* the innermost collection that is not closed yet */
    size_t depth, nodes;
    struct text key; /* the key read last, its hash, and where */
    uint32_t key_hash;
    struct mark key_at;
    bool refused;
};

/* Reports, and gives false. */
bool reading_refuse(struct reading *reading, struct mark mark, const char *slug, const char *text);
/* The mark of an offset into a document's bytes whose line breaks are LF. */
struct mark reading_mark_at(struct text bytes, size_t offset);
/* Takes a copy of a key that lives as long as the record at least, NUL-terminated, and gives its hash. The name where
 * it is kept from record to record, else NULL. */
const struct name *reading_name(struct reader *reader, struct text *key, uint32_t *hash);

/* A node under the open collection, with reading->key where that is a mapping; the root where none is open. Its value
 * gets room for so many bytes. */
static inline struct node *reading_add(struct reading *reading, enum node_type type, struct mark at, struct mark end,
                                       size_t room)
{
    struct node *node = arena_take(&reading->reader->arena, sizeof *node + room), *parent = reading->open;
    reading->nodes++;
    *node = (struct node){.type = type, .at = at, .end = end, .parent = parent};
    if (!parent) {
        reading->record->root = node;
        return node;
    }
    if (parent->type == NODE_MAPPING) {
        node->key = reading->key;
        node->key_hash = reading->key_hash;
        node->key_at = reading->key_at;
    }
    node->index = parent->count++;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    return node;
}

/* Two entries of the mapping with the same key, the first of such; false where there are none. */
bool reading_find_duplicate(struct reader *reader, const struct node *mapping, const struct node **first,
                            const struct node **second);

enum plain_result {
    PLAIN_READ,
    PLAIN_OTHER, /* not for certain in plain style; what was built is to be forgotten */
};

/* Reads a document whose octets are sound and whose only line breaks are LF. Never reports. */
enum plain_result reader_plain(struct reading *reading);
/* Reads any document; false with a message where it is refused. */
bool reader_yaml(struct reading *reading);

#endif
