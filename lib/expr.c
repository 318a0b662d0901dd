/* SPDX-License-Identifier: ISC */
#include "expr_tree.h"

#include <stdlib.h>
#include <string.h>

struct expr *expr_compile(const char *source, const struct expr_scope *scope, enum expr_wanted wanted,
                          struct expr_error *error)
{
    struct expr *expr = mem_new(1, sizeof *expr);
    buffer_clear(&error->text);
    expr->source = mem_copy(source, strlen(source));
    if (expr_parse(expr, error) && expr_bind(expr, scope, wanted, error))
        return expr;
    expr_free(expr);
    return NULL;
}

void expr_free(struct expr *expr)
{
    if (!expr)
        return;
    arena_free(&expr->arena);
    free(expr->source);
    free(expr);
}

enum value_type expr_path_type(const struct expr *expr)
{
    return expr->tree->op == OP_PATH ? expr->tree->type : VALUE_UNKNOWN;
}

const struct field *expr_path_field(const struct expr *expr)
{
    return expr->tree->op == OP_PATH && expr->tree->root == ROOT_RECORD ? expr->tree->field : NULL;
}

const char *expr_source(const struct expr *expr)
{
    return expr->source;
}

struct expr *expr_of_definition(const struct record *definition, const struct node *node,
                                const struct expr_scope *scope, enum expr_wanted wanted, struct diag *diag)
{
    struct expr_error error = {0};
    if (!node || node->type != NODE_SCALAR) {
        defs_fault(diag, definition, node, "an expression is wanted");
        return NULL;
    }
    struct expr *expr = expr_compile(node->value.bytes, scope, wanted, &error);
    if (!expr)
        defs_fault(diag, definition, node, "in '%s', column %zu: %s", node->value.bytes, error.column,
                   buffer_text(&error.text));
    buffer_free(&error.text);
    return expr;
}

bool expr_fail(struct expr_error *error, size_t column, const char *format, ...)
{
    va_list arguments;
    error->column = column;
    buffer_clear(&error->text);
    va_start(arguments, format);
    buffer_vprintf(&error->text, format, arguments);
    va_end(arguments);
    buffer_text(&error->text);
    return false;
}

enum truth truth_not(enum truth truth)
{
    return truth == TRUTH_UNKNOWN ? TRUTH_UNKNOWN : truth == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
}

enum truth truth_and(enum truth a, enum truth b)
{
    if (a == TRUTH_FALSE || b == TRUTH_FALSE)
        return TRUTH_FALSE;
    return a == TRUTH_TRUE && b == TRUTH_TRUE ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

enum truth truth_or(enum truth a, enum truth b)
{
    return truth_not(truth_and(truth_not(a), truth_not(b)));
}

struct value field_read(enum field_type type, const struct node *scalar)
{
    struct value value = {.type = VALUE_UNKNOWN, .node = scalar};
    int32_t date;
    if (node_is_null(scalar))
        return value;
    if (scalar->type != NODE_SCALAR) {
        value.type = VALUE_NODE;
        return value;
    }
    struct text text = scalar->value;
    switch (type) {
    case FIELD_COUNT:
    case FIELD_MONEY:
    case FIELD_YEAR:
        if (text.bytes[0] != '-' && text_integer(text, &value.integer))
            value.type = VALUE_INTEGER;
        break;
    case FIELD_FIGURES:
        if (text_integer(text, &value.integer))
            value.type = VALUE_INTEGER;
        break;
    case FIELD_DATE:
        if (text_date(text, &date)) {
            value.type = VALUE_DATE;
            value.integer = date;
        }
        break;
    case FIELD_BOOL:
        value.integer = text_is(text, "true");
        if (value.integer || text_is(text, "false"))
            value.type = VALUE_BOOL;
        break;
    case FIELD_MAPPING:
    case FIELD_LIST:
    case FIELD_TABLE:
        break;
    default:
        value.type = VALUE_TEXT;
        value.text = text;
    }
    return value;
}

static bool has_known_value(const struct node *node)
{
    if (node->type == NODE_SCALAR)
        return !node_is_null(node);
    for (const struct node *child = node->first; child; child = child->next)
        if (has_known_value(child))
            return true;
    return false;
}

enum truth node_is_present(const struct node *node)
{
    if (!node || !has_known_value(node))
        return TRUTH_UNKNOWN;
    return node_is_false(node) ? TRUTH_FALSE : TRUTH_TRUE;
}

struct value field_value(const struct field *field, const struct node *root)
{
    const struct node *node = field_node(field, root);
    if (!node && field->parent && field->parent->alone && strcmp(field->parent->alone, field->name) == 0) {
        node = field_node(field->parent, root); /* the date that stands alone */
        if (node && (node->type != NODE_SCALAR || node_is_false(node)))
            node = NULL;
    }
    return field_read(field->type, node);
}

static struct text refused_figure(const struct expr *expr, const struct tree *tree,
                                  bool (*known)(const void *context, struct text class, struct text figure),
                                  const void *context)
{
    const struct tree *parts[] = {tree->a, tree->b, tree->c, tree->next};
    struct text refused = {"", 0};
    bool figure = tree->op == OP_PATH && tree->root == ROOT_RECORD && tree->part_count == 2 && !tree->parts[0].field;
    if (figure && !known(context, tree->parts[0].name, tree->parts[1].name))
        return (struct text){expr->source + tree->from, tree->to - tree->from};
    for (size_t i = 0; i < sizeof parts / sizeof *parts && refused.length == 0; i++)
        if (parts[i])
            refused = refused_figure(expr, parts[i], known, context);
    return refused;
}

struct text expr_refused_figure(const struct expr *expr,
                                bool (*known)(const void *context, struct text class, struct text figure),
                                const void *context)
{
    return refused_figure(expr, expr->tree, known, context);
}
