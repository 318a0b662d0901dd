/* SPDX-License-Identifier: ISC */
#include "flatten.h"

#include "expr.h"

#include <inttypes.h>
#include <stdlib.h>

static void put_value(struct flattener *flattener, const struct field *field, const struct node *node);
static void put_at(struct flattener *flattener, const struct field *field, const struct node *node, struct text rest);

static void put_unknown(struct flattener *flattener)
{
    if (flattener->json)
        buffer_puts(&flattener->text, "null");
}

/* True the first time that the node is at fault; from then on it counts as unknown. */
static bool begin_fault(struct flattener *flattener, const struct node *node)
{
    put_unknown(flattener);
    for (size_t i = 0; i < flattener->fault_count; i++)
        if (flattener->faults[i] == node)
            return false;
    flattener->faults =
        mem_grow(flattener->faults, &flattener->fault_capacity, flattener->fault_count + 1, sizeof(struct node *));
    flattener->faults[flattener->fault_count++] = node;
    return true;
}

static void fault(struct flattener *flattener, const struct node *node, const char *slug, const char *what,
                  const char *expected)
{
    struct place place = record_place(flattener->record, node->at);
    struct buffer path = {0};
    if (!begin_fault(flattener, node))
        return;
    node_append_path(node, &path);
    diag_report(flattener->diag, SEVERITY_ERROR, &place, slug, "%s: %s%s; it is left out of the table",
                buffer_text(&path), what, expected);
    buffer_free(&path);
}

static void fault_type(struct flattener *flattener, const struct node *node, const char *expected)
{
    char value[TEXT_EXCERPT];
    struct buffer what = {0};
    if (node->type == NODE_SCALAR)
        buffer_printf(&what, "'%s' is not ", text_excerpt(node->value, value));
    else
        buffer_printf(&what, "found a %s, expected ", node->type == NODE_MAPPING ? "mapping" : "list");
    fault(flattener, node, "bad-value", buffer_text(&what), expected);
    buffer_free(&what);
}

static void put_text(struct flattener *flattener, const struct node *node)
{
    if (flattener->json) {
        text_append_json(node->value, &flattener->text);
    } else if (!node->plain && utf8_survey(node->value).control != SIZE_MAX) {
        fault(flattener, node, "control-character", "a control character in the text", "");
    } else {
        buffer_append(&flattener->text, node->value.bytes, node->value.length);
        flattener->is_text = true;
    }
}

static void put_scalar(struct flattener *flattener, enum field_type type, const struct node *node)
{
    struct buffer *text = &flattener->text;
    struct value value = field_read(type, node);
    const char *quote = flattener->json ? "\"" : "";
    if (node_is_null(node)) {
        put_unknown(flattener);
    } else if (value.type == VALUE_TEXT) {
        put_text(flattener, node);
    } else if (value.type == VALUE_INTEGER) {
        buffer_printf(text, "%" PRId64, value.integer);
    } else if (value.type == VALUE_BOOL) {
        buffer_puts(text, value.integer ? "true" : "false");
    } else if (value.type == VALUE_DATE) {
        buffer_puts(text, quote);
        date_append(text, (int32_t)value.integer);
        buffer_puts(text, quote);
    } else {
        fault_type(flattener, node, field_expectation(type));
    }
}

static void put_key(struct flattener *flattener, struct text key, bool first)
{
    buffer_puts(&flattener->text, first ? "" : ",");
    text_append_json(key, &flattener->text);
    buffer_putc(&flattener->text, ':');
}

/* What the node of a mapping says of one of its fields; a node that is no such mapping is a fault. */
static const struct node *member_node(const struct field *field, const struct node *node, const struct field *member,
                                      bool *good)
{
    bool none = field->or_none && node_is_false(node);
    *good = node_is_null(node) || node->type == NODE_MAPPING || (node->type == NODE_SCALAR && (field->alone || none));
    if (!*good || node_is_null(node) || none)
        return NULL;
    if (node->type == NODE_MAPPING)
        return node_get(node, text_of(member->name));
    return text_is(text_of(member->name), field->alone) ? node : NULL;
}

/* The mapping's fields as an object, all of them. */
static void put_object(struct flattener *flattener, const struct field *field, const struct node *node)
{
    buffer_putc(&flattener->text, '{');
    for (size_t i = 0; i < field->member_count; i++) {
        bool good;
        const struct field *member = field->members[i];
        put_key(flattener, text_of(member->name), i == 0);
        put_value(flattener, member, member_node(field, node, member, &good));
    }
    buffer_putc(&flattener->text, '}');
}

/* In a cell a mapping's fields stand in cells of their own; here is told only whether there is one. */
static void put_mapping(struct flattener *flattener, const struct field *field, const struct node *node)
{
    if (field->or_none && node_is_false(node))
        buffer_puts(&flattener->text, "false");
    else if (node->type != NODE_MAPPING && !(node->type == NODE_SCALAR && field->alone))
        fault_type(flattener, node, field_expectation(field->type));
    else if (flattener->json)
        put_object(flattener, field, node);
}

/* The entries of a mapping whose keys are the record's own. */
static void put_entries(struct flattener *flattener, const struct field *field, const struct node *node)
{
    if (node->type != NODE_MAPPING) {
        fault_type(flattener, node, field_expectation(field->type));
        return;
    }
    buffer_putc(&flattener->text, '{');
    for (const struct node *entry = node->first; entry; entry = entry->next) {
        put_key(flattener, entry->key, entry == node->first);
        if (field->type == FIELD_TABLE)
            put_scalar(flattener, field->item, entry);
        else
            put_value(flattener, field, entry);
    }
    buffer_putc(&flattener->text, '}');
}

/* The items, or what stands at `rest` in each of them. */
static void put_items(struct flattener *flattener, const struct field *field, const struct node *node, struct text rest)
{
    bool array = flattener->json || !node->first;
    buffer_puts(&flattener->text, array ? "[" : "");
    for (const struct node *item = node->first; item; item = item->next) {
        if (item != node->first)
            buffer_puts(&flattener->text, array ? "," : "; ");
        if (field->member_count && item->type != NODE_MAPPING)
            fault_type(flattener, item, field_expectation(FIELD_MAPPING));
        else if (rest.length)
            put_at(flattener, field, item, rest);
        else if (field->member_count)
            put_object(flattener, field, item);
        else
            put_scalar(flattener, field->item, item);
    }
    buffer_puts(&flattener->text, array ? "]" : "");
}

static void put_list(struct flattener *flattener, const struct field *field, const struct node *node, struct text rest)
{
    if (node_is_null(node))
        put_unknown(flattener);
    else if (node->type != NODE_SEQUENCE)
        fault_type(flattener, node, field_expectation(FIELD_LIST));
    else
        put_items(flattener, field, node, rest);
}

static void put_value(struct flattener *flattener, const struct field *field, const struct node *node)
{
    bool json = flattener->json;
    bool scalar_figure = field->type == FIELD_FIGURES && node && node->type == NODE_SCALAR;
    if (node_is_null(node)) {
        put_unknown(flattener);
    } else if (field->type == FIELD_MAPPING) {
        put_mapping(flattener, field, node);
    } else if (field->type == FIELD_LIST) {
        flattener->json |= field->member_count > 0;
        put_list(flattener, field, node, text_of(""));
    } else if (field->type == FIELD_TABLE || (field->type == FIELD_FIGURES && !scalar_figure)) {
        flattener->json = true;
        put_entries(flattener, field, node);
    } else {
        put_scalar(flattener, field->type, node);
    }
    flattener->json = json;
}

/* Below a table the rest of the path is its key, full stops and all; figures go on part by part. */
static void put_below(struct flattener *flattener, const struct field *field, const struct node *node, struct text rest)
{
    struct text part = rest;
    bool table = field->type == FIELD_TABLE;
    if (node_is_null(node)) {
        put_unknown(flattener);
    } else if (node->type != NODE_MAPPING) {
        fault_type(flattener, node, field_expectation(field->type));
    } else if (table) {
        put_scalar(flattener, field->item, node_get(node, rest));
    } else {
        text_next_part(&rest, '.', &part);
        put_at(flattener, field, node_get(node, part), rest);
    }
}

/* What stands at a path below a mapping, or below one item of a list. */
static void put_member(struct flattener *flattener, const struct field *field, const struct node *node,
                       const struct field *member, struct text rest)
{
    bool good;
    const struct node *value = member_node(field, node, member, &good);
    if (!good)
        fault_type(flattener, node, field_expectation(field->type));
    else if (member->type == FIELD_LIST && rest.length)
        put_list(flattener, member, value, rest);
    else
        put_at(flattener, member, value, rest);
}

static void put_at(struct flattener *flattener, const struct field *field, const struct node *node, struct text rest)
{
    static const struct field figures = {.type = FIELD_FIGURES};
    struct text below = rest, part;
    if (rest.length == 0) {
        put_value(flattener, field, node);
        return;
    }
    if (field->type == FIELD_TABLE || field->type == FIELD_FIGURES) {
        put_below(flattener, field, node, rest);
        return;
    }
    text_next_part(&below, '.', &part);
    const struct field *member = field_member(field, part);
    if (member)
        put_member(flattener, field, node, member, below);
    else if (field == &flattener->kind->root && flattener->kind->others_are_figures)
        put_at(flattener, &figures, node_get(node, part), below);
    else
        put_unknown(flattener);
}

void flatten_record(struct flattener *flattener, const struct kind *kind, const struct record *record)
{
    flattener->kind = kind;
    flattener->record = record;
    flattener->fault_count = 0;
}

void flatten_value(struct flattener *flattener, const char *path)
{
    flattener->is_text = false;
    put_at(flattener, &flattener->kind->root, flattener->record->root, text_of(path));
}

void flatten_free(struct flattener *flattener)
{
    buffer_free(&flattener->text);
    free(flattener->faults);
}
