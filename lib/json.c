/* SPDX-License-Identifier: ISC */
#include "json.h"

#include <string.h>

struct reading {
    struct text text;
    size_t at;
    struct mark mark;
    struct arena *arena;
    struct buffer work; /* the string at hand */
    const char *why;
    int depth;
};

static struct node *read_value(struct reading *reading);

static struct node *refuse(struct reading *reading, const char *why)
{
    if (!reading->why)
        reading->why = why;
    return NULL;
}

static char next(struct reading *reading)
{
    while (reading->at < reading->text.length && reading->text.bytes[reading->at] &&
           strchr(" \t\r\n", reading->text.bytes[reading->at]))
        reading->at++;
    return reading->at < reading->text.length ? reading->text.bytes[reading->at] : '\0';
}

static bool take(struct reading *reading, char wanted)
{
    bool there = next(reading) == wanted && reading->at < reading->text.length;
    reading->at += there;
    return there;
}

static bool read_hex(struct reading *reading, uint32_t *value)
{
    *value = 0;
    for (int i = 0; i < 4; i++, reading->at++) {
        static const char digits[] = "0123456789abcdef";
        char byte = reading->at < reading->text.length ? reading->text.bytes[reading->at] : '\0';
        const char *digit = byte ? strchr(digits, byte >= 'A' && byte <= 'F' ? byte | 0x20 : byte) : NULL;
        if (!digit)
            return false;
        *value = *value << 4 | (uint32_t)(digit - digits);
    }
    return true;
}

static bool read_code_point(struct reading *reading)
{
    uint32_t first, second;
    if (!read_hex(reading, &first) || first == 0)
        return false;
    if (first >= 0xD800 && first < 0xDC00) {
        struct text rest = {reading->text.bytes + reading->at, reading->text.length - reading->at};
        if (rest.length < 6 || memcmp(rest.bytes, "\\u", 2) != 0)
            return false;
        reading->at += 2;
        if (!read_hex(reading, &second) || second < 0xDC00 || second > 0xDFFF)
            return false;
        first = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    } else if (first >= 0xDC00 && first <= 0xDFFF) {
        return false;
    }
    utf8_append(&reading->work, first);
    return true;
}

static bool read_escape(struct reading *reading)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char byte = reading->at < reading->text.length ? reading->text.bytes[reading->at++] : '\0';
    const char *found = byte ? strchr(letters, byte) : NULL;
    if (found)
        buffer_putc(&reading->work, meant[found - letters]);
    return found || (byte == 'u' && read_code_point(reading));
}

/* The text behind an opening quote, up to its closing one. */
static bool read_string(struct reading *reading, struct text *string)
{
    buffer_clear(&reading->work);
    while (reading->at < reading->text.length) {
        char byte = reading->text.bytes[reading->at++];
        if (byte == '"') {
            size_t length = reading->work.length;
            *string = (struct text){arena_copy(reading->arena, reading->work.bytes, length), length};
            return true;
        }
        if (byte != '\\')
            buffer_putc(&reading->work, byte);
        else if (!read_escape(reading))
            return refuse(reading, "an escape that is none");
    }
    return refuse(reading, "a string is not closed");
}

static struct node *new_node(struct reading *reading, enum node_type type)
{
    struct node *node = arena_new(reading->arena, 1, sizeof *node);
    node->type = type;
    node->at = node->end = node->key_at = reading->mark;
    return node;
}

static bool read_entry(struct reading *reading, struct node *mapping)
{
    struct text key = {"", 0};
    if (!take(reading, '"'))
        return refuse(reading, "a key in quotes is missing");
    if (!read_string(reading, &key))
        return false;
    if (!take(reading, ':'))
        return refuse(reading, "a colon is missing behind a key");
    struct node *value = read_value(reading);
    if (!value)
        return false;
    if (node_get(mapping, key))
        return refuse(reading, "a key stands twice");
    if (!node_is_null(value)) {
        value->key = key;
        node_attach(mapping, value);
    }
    return true;
}

static struct node *read_collection(struct reading *reading, enum node_type type, char close)
{
    struct node *node = new_node(reading, type);
    if (++reading->depth > JSON_DEPTH)
        return refuse(reading, "brackets too deep");
    if (!take(reading, close)) {
        do {
            struct node *item = NULL;
            if (type == NODE_MAPPING ? !read_entry(reading, node) : !(item = read_value(reading)))
                return NULL;
            if (item && !node_is_null(item))
                node_attach(node, item);
        } while (take(reading, ','));
        if (!take(reading, close))
            return refuse(reading, "a bracket is not closed, or a comma is missing");
    }
    reading->depth--;
    return node;
}

static struct node *read_word(struct reading *reading)
{
    size_t from = reading->at;
    struct node *node = new_node(reading, NODE_SCALAR);
    while (reading->at < reading->text.length && reading->text.bytes[reading->at] &&
           !strchr(" \t\r\n,]}:\"[{", reading->text.bytes[reading->at]))
        reading->at++;
    struct text word = {reading->text.bytes + from, reading->at - from};
    bool number = word.length && (word.bytes[0] == '-' || (word.bytes[0] >= '0' && word.bytes[0] <= '9'));
    if (!number && !text_is(word, "true") && !text_is(word, "false") && !text_is(word, "null"))
        return refuse(reading, "a value is missing or stands without quotes");
    node->value = (struct text){arena_copy(reading->arena, word.bytes, word.length), word.length};
    node->plain = true;
    return node;
}

static struct node *read_value(struct reading *reading)
{
    char first = next(reading);
    if (first == '{' || first == '[') {
        reading->at++;
        return read_collection(reading, first == '{' ? NODE_MAPPING : NODE_SEQUENCE, first == '{' ? '}' : ']');
    }
    if (first != '"')
        return read_word(reading);
    struct node *node = new_node(reading, NODE_SCALAR);
    reading->at++;
    return read_string(reading, &node->value) ? node : NULL;
}

struct node *json_read(struct text text, struct mark at, struct arena *arena, struct buffer *why)
{
    struct reading reading = {.text = text, .mark = at, .arena = arena};
    struct node *node = read_value(&reading);
    if (node && (next(&reading) || reading.at < text.length))
        node = refuse(&reading, "something stands behind the value");
    if (!node)
        buffer_puts(why, reading.why);
    buffer_free(&reading.work);
    return node;
}
