/* SPDX-License-Identifier: ISC */
#include "record.h"

#include <string.h>

struct node *node_first(const struct node *node)
{
    return node ? node->first : NULL;
}

struct node *node_get(const struct node *node, struct text key)
{
    if (!node || node->type != NODE_MAPPING)
        return NULL;
    for (struct node *entry = node->first; entry; entry = entry->next)
        if (text_equal(entry->key, key))
            return entry;
    return NULL;
}

struct node *node_at_path(const struct node *node, const char *path)
{
    struct text rest = text_of(path), key;
    struct node *found = NULL;
    while (text_next_part(&rest, '.', &key)) {
        found = node_get(node, key);
        node = found;
    }
    return found;
}

bool node_is_null(const struct node *node)
{
    if (!node)
        return true;
    if (node->type != NODE_SCALAR)
        return false;
    return node->value.length == 0 || (node->plain && (text_is(node->value, "null") || text_is(node->value, "~")));
}

bool node_is_false(const struct node *node)
{
    return node && node->type == NODE_SCALAR && node->plain && text_is(node->value, "false");
}

void node_append_path(const struct node *node, struct buffer *path)
{
    if (!node->parent)
        return;
    node_append_path(node->parent, path);
    if (node->parent->type == NODE_SEQUENCE) {
        buffer_printf(path, "[%u]", node->index + 1);
        return;
    }
    if (path->length)
        buffer_putc(path, '.');
    buffer_append(path, node->key.bytes, node->key.length);
}

/* The length of the line break at the front of `rest`, by YAML 1.1: LF, CR, CRLF, NEL, LS, PS; 0 where there is none. */
static size_t break_length(struct text rest)
{
    const char *bytes = rest.bytes;
    if (bytes[0] == '\n')
        return 1;
    if (bytes[0] == '\r')
        return rest.length > 1 && bytes[1] == '\n' ? 2 : 1;
    if (rest.length > 1 && memcmp(bytes, "\xC2\x85", 2) == 0)
        return 2;
    if (rest.length > 2 && (memcmp(bytes, "\xE2\x80\xA8", 3) == 0 || memcmp(bytes, "\xE2\x80\xA9", 3) == 0))
        return 3;
    return 0;
}

size_t record_line_offset(const struct record *record, uint32_t line)
{
    struct text bytes = record->frame.bytes;
    size_t at = 0;
    while (line > 0 && at < bytes.length) {
        size_t skip = break_length((struct text){bytes.bytes + at, bytes.length - at});
        line -= skip > 0;
        at += skip ? skip : 1;
    }
    return at;
}

/* Editors count lines by LF alone, so in a record with other breaks the place is found by its bytes. */
static struct place place_among_odd_breaks(const struct record *record, struct mark mark)
{
    struct text bytes = record->frame.bytes;
    size_t at = record_line_offset(record, mark.line);
    for (uint32_t i = 0; i < mark.column && at < bytes.length; i++)
        utf8_next(bytes, &at);
    struct place place = {.file = record->frame.file, .line = record->frame.line, .column = 1};
    size_t line_start = 0;
    for (size_t i = 0; i < at; i++)
        if (bytes.bytes[i] == '\n') {
            place.line++;
            line_start = i + 1;
        }
    place.column = utf8_count((struct text){bytes.bytes + line_start, at - line_start}) + 1;
    return place;
}

struct place record_place(const struct record *record, struct mark mark)
{
    if (record->odd_breaks)
        return place_among_odd_breaks(record, mark);
    return (struct place){record->frame.file, record->frame.line + mark.line, (size_t)mark.column + 1};
}

struct place record_first_place(const struct record *record)
{
    return record_place(record, record->root ? record->root->at : (struct mark){0, 0});
}
