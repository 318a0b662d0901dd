/* SPDX-License-Identifier: ISC */
#include "differences.h"

#include <string.h>

struct comparison {
    struct buffer *lines;
    struct buffer before, after; /* the values at hand as text */
    size_t count;
};

/* --- values as text --- */

static void append_scalar(struct text value, struct buffer *text)
{
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] == '\n')
            buffer_puts(text, "\\n");
        else
            buffer_putc(text, value.bytes[i]);
    }
}

static void append_node(const struct node *node, struct buffer *text)
{
    if (!node || node_is_null(node)) {
        buffer_putc(text, '-');
        return;
    }
    if (node->type == NODE_SCALAR) {
        append_scalar(node->value, text);
        return;
    }
    bool mapping = node->type == NODE_MAPPING;
    buffer_putc(text, mapping ? '{' : '[');
    for (const struct node *child = node->first; child; child = child->next) {
        buffer_puts(text, child == node->first ? "" : ", ");
        if (mapping) {
            append_scalar(child->key, text);
            buffer_puts(text, ": ");
        }
        append_node(child, text);
    }
    buffer_putc(text, mapping ? '}' : ']');
}

/* Whether two values say the same, entries of mappings in any order. */
static bool same(const struct node *a, const struct node *b)
{
    if (!a || !b || node_is_null(a) || node_is_null(b))
        return node_is_null(a) && node_is_null(b);
    if (a->type != b->type)
        return false;
    if (a->type == NODE_SCALAR)
        return text_equal(a->value, b->value);
    const struct node *x = a->first, *y = b->first;
    for (; a->type == NODE_SEQUENCE && x && y; x = x->next, y = y->next)
        if (!same(x, y))
            return false;
    if (a->type == NODE_SEQUENCE)
        return !x && !y;
    for (; x; x = x->next)
        if (!same(x, node_get(b, x->key)))
            return false;
    for (; y; y = y->next)
        if (!node_is_null(y) && !node_get(a, y->key))
            return false;
    return true;
}

static void compare_values(struct comparison *comparison, const char *path, const struct node *a, const struct node *b)
{
    if (same(a, b))
        return;
    buffer_clear(&comparison->before);
    buffer_clear(&comparison->after);
    append_node(a, &comparison->before);
    append_node(b, &comparison->after);
    buffer_printf(comparison->lines, "    %s: %s -> %s\n", path, buffer_text(&comparison->before),
                  buffer_text(&comparison->after));
    comparison->count++;
}

/* --- fields --- */

/* The value of a member of a mapping, which may be a scalar that stands for one of its members. */
static const struct node *member_of(const struct field *field, const struct field *member, const struct node *node)
{
    if (!node || node->type == NODE_MAPPING)
        return node_get(node, text_of(member->name));
    bool alone = node->type == NODE_SCALAR && field->alone && strcmp(field->alone, member->name) == 0;
    return alone && !node_is_false(node) ? node : NULL;
}

static bool is_left_out(const struct field *field)
{
    static const char *const kept[] = {"assessment", "assessment.criteria", "assessment.outcome", "assessment.grade"};
    if (!field->path || strncmp(field->path, "assessment", strlen("assessment")) != 0)
        return false;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (strcmp(field->path, kept[i]) == 0)
            return false;
    return true;
}

static void compare_members(struct comparison *comparison, const struct field *field, const struct node *a,
                            const struct node *b)
{
    for (size_t i = 0; i < field->member_count; i++) {
        const struct field *member = field->members[i];
        const struct node *x = member_of(field, member, a), *y = member_of(field, member, b);
        bool nested = member->type == FIELD_MAPPING && member->member_count > 0;
        if (is_left_out(member) || (node_is_null(x) && node_is_null(y)))
            continue;
        if (nested && !node_is_false(x) && !node_is_false(y))
            compare_members(comparison, member, x, y);
        else
            compare_values(comparison, member->path, x, y);
    }
}

/* Entries that the kind has no field for: figures, and what is misspelt. */
static void compare_others(struct comparison *comparison, const struct field *root, struct buffer *path,
                           const struct node *a, const struct node *b)
{
    size_t length = path->length;
    for (const struct node *side = a; side; side = side == a ? b : NULL)
        for (const struct node *entry = node_first(side); entry; entry = entry->next) {
            const struct node *x = node_get(a, entry->key), *y = node_get(b, entry->key);
            if ((root && field_member(root, entry->key)) || (side == b && x))
                continue;
            path->length = length;
            buffer_puts(path, length ? "." : "");
            buffer_append(path, entry->key.bytes, entry->key.length);
            if (x && y && x->type == NODE_MAPPING && y->type == NODE_MAPPING)
                compare_others(comparison, NULL, path, x, y);
            else
                compare_values(comparison, buffer_text(path), x, y);
        }
    path->length = length;
}

size_t differences_append(const struct kind *kind, const struct record *before, const struct record *after,
                          struct buffer *lines)
{
    struct comparison comparison = {.lines = lines};
    compare_members(&comparison, &kind->root, before->root, after->root);
    struct buffer path = {0};
    compare_others(&comparison, &kind->root, &path, before->root, after->root);
    buffer_free(&path);
    buffer_free(&comparison.before);
    buffer_free(&comparison.after);
    return comparison.count;
}

bool differences_flipped(const struct record *before, const struct record *after)
{
    const char *from = node_text_at(before->root, "assessment.outcome");
    const char *to = node_text_at(after->root, "assessment.outcome");
    return from && to && strcmp(from, to) != 0;
}
