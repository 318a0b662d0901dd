/* SPDX-License-Identifier: ISC
 *
 * record: one YAML document as a tree of values with their positions, beside the bytes it was read from.
 *
 * A record is made by the reader and is valid until the reader reads the next one. Nodes and their text live in the
 * record's arena; scalars are text of any bytes but NUL, their meaning comes from the kind's definition.
 */
#ifndef ANTT_RECORD_H
#define ANTT_RECORD_H

#include "diag.h"
#include "stream.h"

/* A position as the parser counts: from 0, lines by YAML's line breaks, columns in characters; or, where the record has
 * plain_style, instead of the column the offset in the document: characters are counted when somebody asks. */
struct mark {
    uint32_t line, column;
};

enum node_type { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING };

struct field;

struct node {
    enum node_type type;
    bool plain;        /* a scalar without quotes */
    bool flow;         /* a collection in [] or {} */
    struct text key;   /* in a mapping: the entry's key */
    uint32_t key_hash; /* and its text_hash() */
    struct text value; /* of a scalar */
    struct mark key_at, at;
    struct mark
        end; /* behind the last character of the value, where that is known (scalars, flow, and their parents) */
    struct node *first, *last, *next, *parent;
    uint32_t count;            /* of children */
    uint32_t index;            /* in a sequence: from 0 */
    const struct field *field; /* the kind's field that an entry is; set by check_fields(), NULL before */
};

/* Where a line by YAML's line breaks begins: its offset, and the line and column that an editor shows. */
struct line_start {
    uint32_t offset, line, column;
};

struct record {
    struct frame frame;
    struct node *root;              /* a mapping */
    const struct line_start *lines; /* where it holds line breaks that are not LF; else NULL */
    size_t line_count;
    bool plain_style;   /* read without libyaml: it has no escapes, and marks hold offsets */
    bool maybe_not_nfc; /* holds characters that may be out of normal form C */
    bool maybe_tabs;    /* holds tabs or CR */
    bool maybe_unclean; /* holds characters that Vietnamese text seldom has */
    struct text kind;   /* the value of its key `record`; empty when there is none */
};

/* Makes a node the last child of a collection; of a mapping under the node's own `key`. */
void node_attach(struct node *parent, struct node *child);
/* The value of a key of a mapping, NULL where there is none or `node` is NULL or no mapping. */
struct node *node_get(const struct node *node, struct text key);
/* The same where the key's text_hash() is known. */
struct node *node_get_hashed(const struct node *node, struct text key, uint32_t hash);
/* The value at a dotted path of keys. */
struct node *node_at_path(const struct node *node, const char *path);
/* The text of the scalar at a dotted path, NUL-terminated, living as long as the record; NULL where there is none. */
const char *node_text_at(const struct node *node, const char *path);
/* True for no value: absent (NULL), empty, or a plain `null` or `~`. */
static inline bool node_is_null(const struct node *node)
{
    if (!node)
        return true;
    if (node->type != NODE_SCALAR)
        return false;
    return node->value.length == 0 || (node->plain && (text_is(node->value, "null") || text_is(node->value, "~")));
}
/* True for a plain `false`. */
bool node_is_false(const struct node *node);
/* The node's own children, in the order of the input: `for (n = node_first(x); n; n = n->next)`. */
struct node *node_first(const struct node *node);
/* `households.total`, `cases[2].date`: the way to the node, appended. */
void node_append_path(const struct node *node, struct buffer *path);

/* Where a mark of this record is in its file, for messages. */
struct place record_place(const struct record *record, struct mark mark);
struct place record_first_place(const struct record *record);
/* Fills the table of lines of a document whose breaks are not all LF, in the arena. */
void record_find_lines(struct record *record, struct arena *arena);
/* The characters before a mark in its line, and the offset of a mark in the frame's bytes. */
uint32_t record_column(const struct record *record, struct mark mark);
size_t record_offset(const struct record *record, struct mark mark);
/* The offset in the frame's bytes at which the line of a mark begins. */
size_t record_line_offset(const struct record *record, uint32_t line);

#endif
