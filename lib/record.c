/* SPDX-License-Identifier: ISC */
#include "record.h"

#include <string.h>

struct node *node_first(const struct node *node)
{
    return node ? node->first : NULL;
}

void node_attach(struct node *parent, struct node *child)
{
    child->next = NULL;
    child->parent = parent;
    child->key_hash = text_hash(child->key);
    child->index = parent->count++;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
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

struct node *node_get_hashed(const struct node *node, struct text key, uint32_t hash)
{
    if (!node || node->type != NODE_MAPPING)
        return NULL;
    for (struct node *entry = node->first; entry; entry = entry->next)
        if (entry->key_hash == hash && text_equal(entry->key, key))
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

bool node_is_false(const struct node *node)
{
    return node && node->type == NODE_SCALAR && node->plain && text_is(node->value, "false");
}

const char *node_text_at(const struct node *node, const char *path)
{
    const struct node *found = node_at_path(node, path);
    return found && found->type == NODE_SCALAR && !node_is_null(found) ? found->value.bytes : NULL;
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

/* The length of the line break at the front of `rest`, by YAML 1.1: LF, CR, CRLF, NEL, LS, PS; 0 where there is none.
 */
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

/* Editors count lines by LF alone; a table keeps the cost of many messages about one document within its size. */
void record_find_lines(struct record *record, struct arena *arena)
{
    struct text bytes = record->frame.bytes;
    size_t count = 1, skip;
    for (size_t at = 0; at < bytes.length; at += skip ? skip : 1) {
        skip = break_length((struct text){bytes.bytes + at, bytes.length - at});
        count += skip > 0;
    }
    struct line_start *lines = arena_new(arena, count, sizeof *lines), *line = lines;
    size_t start = utf8_order_mark(bytes);
    *line = (struct line_start){.offset = (uint32_t)start};
    for (size_t at = start; at < bytes.length; at += skip ? skip : 1) {
        skip = break_length((struct text){bytes.bytes + at, bytes.length - at});
        if (!skip)
            continue;
        struct text passed = {bytes.bytes + line->offset, at + skip - line->offset};
        bool feed = bytes.bytes[at + skip - 1] == '\n';
        line[1] = (struct line_start){(uint32_t)(at + skip), line->line + feed,
                                      feed ? 0 : line->column + (uint32_t)utf8_count(passed)};
        line++;
    }
    record->lines = lines;
    record->line_count = count;
}

static const struct line_start *line_start(const struct record *record, uint32_t line)
{
    return &record->lines[line < record->line_count ? line : record->line_count - 1];
}

size_t record_line_offset(const struct record *record, uint32_t line)
{
    struct text bytes = record->frame.bytes;
    if (record->lines)
        return line < record->line_count ? line_start(record, line)->offset : bytes.length;
    if (line == 0)
        return utf8_order_mark(bytes);
    const char *end = bytes.bytes + bytes.length, *at = bytes.bytes;
    for (; line > 0 && at; line--)
        at = (at = memchr(at, '\n', (size_t)(end - at))) ? at + 1 : NULL;
    return at ? (size_t)(at - bytes.bytes) : bytes.length;
}

uint32_t record_column(const struct record *record, struct mark mark)
{
    struct text bytes = record->frame.bytes;
    size_t from = mark.column;
    if (!record->plain_style)
        return mark.column;
    while (from > 0 && bytes.bytes[from - 1] != '\n')
        from--;
    return (uint32_t)utf8_count((struct text){bytes.bytes + from, mark.column - from});
}

size_t record_offset(const struct record *record, struct mark mark)
{
    struct text bytes = record->frame.bytes;
    if (record->plain_style)
        return mark.column;
    size_t at = record_line_offset(record, mark.line);
    for (uint32_t column = 0; column < mark.column && at < bytes.length; column++)
        utf8_next(bytes, &at);
    return at;
}

struct place record_place(const struct record *record, struct mark mark)
{
    size_t column = record_column(record, mark);
    if (!record->lines)
        return (struct place){record->frame.file, record->frame.line + mark.line, column + 1};
    const struct line_start *start = line_start(record, mark.line);
    return (struct place){record->frame.file, record->frame.line + start->line, (size_t)start->column + column + 1};
}

struct place record_first_place(const struct record *record)
{
    return record_place(record, record->root ? record->root->at : (struct mark){0, 0});
}
