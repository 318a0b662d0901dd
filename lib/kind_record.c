/* SPDX-License-Identifier: ISC */
#include "kind.h"

#include <string.h>

const struct node *field_node(const struct field *field, const struct node *root)
{
    const struct node *parent = field->parent->parent ? field_node(field->parent, root) : root;
    return node_get_hashed(parent, (struct text){field->name, field->name_length}, field->name_hash);
}

bool field_has_choice(const struct field *field, struct text text)
{
    for (size_t i = 0; i < field->choice_count && text.length > 0; i++)
        if (field->choices[i][0] == text.bytes[0] && text_is(text, field->choices[i]))
            return true;
    return false;
}

struct text kind_class(const struct kind *kind, const struct record *record)
{
    if (!kind->class_field)
        return text_of(kind->name);
    const struct node *value = field_node(kind->class_field, record->root);
    return value && value->type == NODE_SCALAR && !node_is_null(value) ? value->value : text_of("");
}

static void append_part(struct buffer *name, struct text value)
{
    buffer_putc(name, ' ');
    buffer_append(name, value.bytes, value.length);
}

void kind_append_name(const struct kind *kind, const struct record *record, struct buffer *name)
{
    buffer_puts(name, kind->name);
    for (size_t i = 0; i < kind->key_count; i++) {
        const struct node *value = field_node(kind->key[i], record->root);
        if (!node_is_null(value) && value->type == NODE_SCALAR && value->value.length <= 80)
            append_part(name, value->value);
    }
}

void kind_append_key(const struct kind *kind, const struct record *record, struct buffer *key)
{
    buffer_puts(key, kind->name);
    for (size_t i = 0; i < kind->key_count; i++) {
        const struct node *value = field_node(kind->key[i], record->root);
        buffer_putc(key, '\0');
        if (!node_is_null(value) && value->type == NODE_SCALAR)
            buffer_append(key, value->value.bytes, value->value.length);
    }
}

bool kind_append_thing(const struct kind *kind, const struct record *record, struct buffer *key)
{
    size_t before = key->length;
    for (size_t i = 0; i < kind->key_count; i++) {
        const struct node *part = field_node(kind->key[i], record->root);
        if (kind->key[i] == kind->year)
            continue;
        if (node_is_null(part) || part->type != NODE_SCALAR) {
            key->length = before;
            return false;
        }
        buffer_append(key, part->value.bytes, part->value.length);
        buffer_putc(key, '\0');
    }
    return true;
}

void kind_append_key_of(const struct kind *kind, struct text id, int year, struct buffer *key)
{
    char digits[] = {(char)('0' + year / 1000), (char)('0' + year / 100 % 10), (char)('0' + year / 10 % 10),
                     (char)('0' + year % 10)};
    buffer_puts(key, kind->name);
    for (size_t i = 0; i < kind->key_count; i++) {
        bool is_year = kind->key[i] == kind->year;
        buffer_putc(key, '\0');
        buffer_append(key, is_year ? digits : id.bytes, is_year ? sizeof digits : id.length);
    }
}

static int year_of(const struct node *value)
{
    int64_t year;
    bool good = value && value->type == NODE_SCALAR && value->value.length == 4 && text_integer(value->value, &year) &&
                year >= 1990 && year <= 2100;
    return good ? (int)year : 0;
}

int kind_year(const struct kind *kind, const struct record *record)
{
    return kind->year ? year_of(node_get(record->root, text_of("year"))) : 0;
}

bool kind_is_counted(const struct kind *kind, const struct record *record)
{
    return !kind->counted || !node_is_null(field_node(kind->counted, record->root));
}

int kind_counted_year(const struct kind *kind, const struct record *record)
{
    int32_t day;
    const struct node *value = kind->counted ? field_node(kind->counted, record->root) : NULL;
    if (!kind->counted)
        return kind_year(kind, record);
    if (kind->counted->type == FIELD_YEAR)
        return year_of(value);
    return value && value->type == NODE_SCALAR && text_date(value->value, &day) ? date_year(day) : 0;
}
