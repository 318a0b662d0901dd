/* SPDX-License-Identifier: ISC */
#include "expr_names.h"

static const char *type_name(enum value_type type)
{
    static const char *const names[] = {
        [VALUE_UNKNOWN] = "a condition",    [VALUE_NONE] = "nothing", [VALUE_BOOL] = "true or false",
        [VALUE_INTEGER] = "a number",       [VALUE_DATE] = "a date",  [VALUE_TEXT] = "text",
        [VALUE_NODE] = "a list or mapping",
    };
    return names[type];
}

static bool bind_value(struct binder *binder, struct tree *tree);
static bool bind_condition(struct binder *binder, struct tree *tree);

static bool bind_side(struct binder *binder, struct tree *side, const struct tree *other)
{
    return names_bind_word(binder, side, other) && bind_value(binder, side);
}

static bool is_word(const struct tree *tree)
{
    return tree->op == OP_PATH && tree->part_count == 1 && !tree->parts[0].quoted;
}

/* The side that is surely a field comes first, since a bare word is understood by it. */
static bool bind_sides(struct binder *binder, struct tree *tree)
{
    struct tree *first = tree->a, *second = tree->b;
    if (is_word(first) && !is_word(second) && second->op == OP_PATH) {
        first = tree->b;
        second = tree->a;
    }
    return bind_value(binder, first) && bind_side(binder, second, first);
}

static bool bind_comparison(struct binder *binder, struct tree *tree)
{
    if (!bind_sides(binder, tree))
        return false;
    enum value_type left = tree->a->type, right = tree->b->type;
    bool equality = tree->comparison == EQUAL || tree->comparison == NOT_EQUAL;
    bool none_test = left == VALUE_NODE && tree->b->op == OP_BOOL && !tree->b->integer && equality;
    if (none_test && tree->a->field && tree->a->field->or_none)
        return true;
    if (left != right && right != VALUE_NODE && names_bind_as(binder, tree->a, right))
        left = right;
    if (left != right && left != VALUE_NODE && names_bind_as(binder, tree->b, left))
        right = left;
    if (left != right || left == VALUE_NODE)
        return expr_fail(binder->error, tree->b->column, "%s is compared with %s", type_name(left), type_name(right));
    if ((left == VALUE_BOOL || left == VALUE_TEXT) && !equality)
        return expr_fail(binder->error, tree->b->column, "%s has no order; use == or !=", type_name(left));
    if (tree->integer && left != VALUE_INTEGER)
        return expr_fail(binder->error, tree->b->column, "a percentage is of a number");
    return true;
}

static bool bind_values(struct binder *binder, struct tree *tree)
{
    if (!bind_value(binder, tree->a))
        return false;
    bool list = tree->op == OP_COVERS;
    if (list ? tree->a->type != VALUE_NODE || tree->a->field_type != FIELD_LIST || tree->a->field->member_count > 0
             : tree->a->type == VALUE_NODE)
        return expr_fail(binder->error, tree->a->column,
                         list ? "covers needs a list of words before it" : "in needs a single value before it");
    enum value_type wanted = list ? names_type(tree->a->field->item) : tree->a->type;
    for (struct tree *value = tree->b; value; value = value->next) {
        if (!bind_side(binder, value, tree->a))
            return false;
        if (value->type != wanted)
            return expr_fail(binder->error, value->column, "%s is compared with %s", type_name(wanted),
                             type_name(value->type));
    }
    return true;
}

static bool bind_quantifier(struct binder *binder, struct tree *tree)
{
    if (binder->variable_count == EXPR_VARIABLES)
        return expr_fail(binder->error, tree->column, "more than %d quantifiers within each other", EXPR_VARIABLES);
    if (!names_bind_path(binder, tree->a))
        return false;
    if (tree->a->field_type != FIELD_LIST || tree->a->field->member_count == 0 || tree->a->type != VALUE_NODE)
        return expr_fail(binder->error, tree->a->column, "a list of mappings is wanted");
    tree->slot = binder->variable_count;
    binder->variables[binder->variable_count++] = (struct variable){tree->text, tree->a->field};
    bool good = (!tree->b || bind_condition(binder, tree->b)) && (!tree->c || bind_condition(binder, tree->c));
    binder->variable_count--;
    return good;
}

static bool bind_arithmetic(struct binder *binder, struct tree *tree)
{
    if (!bind_value(binder, tree->a) || (tree->b && !bind_value(binder, tree->b)))
        return false;
    const struct tree *wrong = NULL;
    if (!names_bind_as(binder, tree->a, VALUE_INTEGER))
        wrong = tree->a;
    else if (tree->b && !names_bind_as(binder, tree->b, VALUE_INTEGER))
        wrong = tree->b;
    tree->type = VALUE_INTEGER;
    return !wrong || expr_fail(binder->error, wrong->column, "a number is wanted, not %s", type_name(wrong->type));
}

static bool bind_value(struct binder *binder, struct tree *tree)
{
    switch (tree->op) {
    case OP_INTEGER:
        tree->type = VALUE_INTEGER;
        return true;
    case OP_DATE:
        tree->type = VALUE_DATE;
        return true;
    case OP_TEXT:
        tree->type = VALUE_TEXT;
        return true;
    case OP_BOOL:
        tree->type = VALUE_BOOL;
        return true;
    case OP_PATH:
        return names_bind_path(binder, tree);
    case OP_COUNT:
        tree->type = VALUE_INTEGER;
        return bind_quantifier(binder, tree);
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_NEGATE:
        return bind_arithmetic(binder, tree);
    default:
        return expr_fail(binder->error, tree->column, "a value is wanted, not a condition");
    }
}

static bool bind_date_test(struct binder *binder, struct tree *tree)
{
    return bind_value(binder, tree->a) &&
           (names_bind_as(binder, tree->a, VALUE_DATE) ||
            expr_fail(binder->error, tree->a->column, "a date is wanted, not %s", type_name(tree->a->type)));
}

static bool bind_presence(struct binder *binder, struct tree *tree)
{
    return tree->a->op == OP_PATH ? names_bind_path(binder, tree->a)
                                  : expr_fail(binder->error, tree->a->column, "a field is wanted before is");
}

static bool bind_condition(struct binder *binder, struct tree *tree)
{
    switch (tree->op) {
    case OP_OR:
    case OP_AND:
        return bind_condition(binder, tree->a) && bind_condition(binder, tree->b);
    case OP_NOT:
        return bind_condition(binder, tree->a);
    case OP_COMPARE:
        return bind_comparison(binder, tree);
    case OP_IN:
    case OP_COVERS:
        return bind_values(binder, tree);
    case OP_IN_Q1:
    case OP_IN_PERIOD:
        return bind_date_test(binder, tree);
    case OP_PRESENT:
    case OP_MISSING:
        return bind_presence(binder, tree);
    case OP_EVERY:
    case OP_SOME:
    case OP_NO:
        return bind_quantifier(binder, tree);
    default:
        return bind_value(binder, tree) &&
               (names_bind_as(binder, tree, VALUE_BOOL) ||
                expr_fail(binder->error, tree->column, "a condition is wanted, not %s", type_name(tree->type)));
    }
}

static bool is_condition(const struct tree *tree)
{
    return tree->op <= OP_NO;
}

bool expr_bind(struct expr *expr, const struct expr_scope *scope, enum expr_wanted wanted, struct expr_error *error)
{
    struct binder binder = {.expr = expr, .scope = scope, .error = error};
    if (wanted == EXPR_CONDITION || is_condition(expr->tree))
        return bind_condition(&binder, expr->tree);
    return bind_value(&binder, expr->tree);
}
