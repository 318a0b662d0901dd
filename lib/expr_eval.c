/* SPDX-License-Identifier: ISC */
#include "expr_tree.h"

#include <string.h>

/* One step down from `node` along a path. A scalar may stand for its member alone: `resolution: 2023-01-12`. */
static const struct node *step(const struct node *node, const struct path_part *before, const struct path_part *part)
{
    if (node->type != NODE_SCALAR)
        return node_get_hashed(node, part->name, part->hash);
    bool alone = before && before->field && before->field->alone && text_is(part->name, before->field->alone);
    return alone ? node : NULL;
}

const struct node *tree_node(const struct tree *tree, const struct expr_input *input,
                             const struct frame_of_variables *variables, bool *none)
{
    const struct node *node = tree->root == ROOT_VARIABLE ? variables->nodes[tree->slot] : input->root;
    *none = false;
    for (size_t i = 0; i < tree->part_count && node; i++) {
        node = step(node, i ? &tree->parts[i - 1] : NULL, &tree->parts[i]);
        if (node_is_false(node) && tree->parts[i].field && tree->parts[i].field->or_none) {
            *none = true;
            return node;
        }
    }
    return node;
}

struct value tree_read(const struct tree *path, enum field_type type, const struct node *node)
{
    struct value value = field_read(type, node);
    bool allowed = type != FIELD_CHOICE || !path->choices_only || value.type != VALUE_TEXT;
    return allowed || field_has_choice(path->field, value.text)
               ? value
               : (struct value){0}; /* a fault in the record: reported where it is checked */
}

static struct value path_value(const struct tree *tree, const struct expr_input *input,
                               const struct frame_of_variables *variables)
{
    bool none;
    if (tree->root == ROOT_PREVIOUS)
        return input->previous ? input->previous[tree->slot] : (struct value){0};
    if (tree->root == ROOT_EXTRA)
        return input->extras[tree->slot];
    const struct node *node = tree_node(tree, input, variables, &none);
    if (none)
        return (struct value){.type = VALUE_NONE, .node = node};
    if (tree->type == VALUE_NODE) /* a date that stands alone is evidence as well as a mapping */
        return (struct value){.type = node_is_present(node) == TRUTH_UNKNOWN ? VALUE_UNKNOWN : VALUE_NODE,
                              .node = node};
    struct value value = tree_read(tree, tree->field_type, node);
    if (value.type == VALUE_NODE)
        value.type = VALUE_UNKNOWN;
    return value;
}

static struct value arithmetic(const struct tree *tree, const struct expr_input *input,
                               struct frame_of_variables *variables)
{
    struct value a = tree_value(tree->a, input, variables);
    struct value b = tree->b ? tree_value(tree->b, input, variables) : (struct value){.type = VALUE_INTEGER};
    struct value result = {.type = VALUE_INTEGER};
    bool overflow = false;
    if (a.type != VALUE_INTEGER || b.type != VALUE_INTEGER)
        return (struct value){0};
    switch (tree->op) {
    case OP_ADD:
        overflow = __builtin_add_overflow(a.integer, b.integer, &result.integer);
        break;
    case OP_SUBTRACT:
        overflow = __builtin_sub_overflow(a.integer, b.integer, &result.integer);
        break;
    case OP_MULTIPLY:
        overflow = __builtin_mul_overflow(a.integer, b.integer, &result.integer);
        break;
    default:
        overflow = __builtin_sub_overflow((int64_t)0, a.integer, &result.integer);
    }
    if (overflow)
        result.type = VALUE_UNKNOWN; /* a figure that does not fit is unknown, never another figure */
    return result;
}

static struct value count_elements(const struct tree *tree, const struct expr_input *input,
                                   struct frame_of_variables *variables)
{
    bool none;
    struct value count = {.type = VALUE_INTEGER};
    const struct node *list = tree_node(tree->a, input, variables, &none);
    if (!none && (node_is_null(list) || list->type != NODE_SEQUENCE))
        return (struct value){0};
    for (const struct node *element = list->first; element; element = element->next) {
        enum truth truth = tree_test_element(tree, element, input, variables);
        if (truth == TRUTH_UNKNOWN)
            return (struct value){0};
        count.integer += truth == TRUTH_TRUE;
    }
    return count;
}

struct value tree_value(const struct tree *tree, const struct expr_input *input, struct frame_of_variables *variables)
{
    switch (tree->op) {
    case OP_INTEGER:
        return (struct value){.type = VALUE_INTEGER, .integer = tree->integer};
    case OP_DATE:
        return (struct value){.type = VALUE_DATE, .integer = tree->integer};
    case OP_BOOL:
        return (struct value){.type = VALUE_BOOL, .integer = tree->integer};
    case OP_TEXT:
        return (struct value){.type = VALUE_TEXT, .text = tree->text};
    case OP_PATH:
        return path_value(tree, input, variables);
    case OP_COUNT:
        return count_elements(tree, input, variables);
    default:
        return arithmetic(tree, input, variables);
    }
}

static enum truth as_truth(bool holds)
{
    return holds ? TRUTH_TRUE : TRUTH_FALSE;
}

int tree_order(const struct tree *tree, struct value a, struct value b)
{
    if (a.type == VALUE_TEXT)
        return text_compare(a.text, b.text);
    wide_integer left = a.integer, right = b.integer;
    if (tree->integer) { /* 100 * part against percent * whole, in integers */
        left *= 100;
        right *= tree->integer;
    }
    return (left > right) - (left < right);
}

static enum truth compare(const struct tree *tree, struct value a, struct value b)
{
    if (tree->a->type == VALUE_NODE) { /* guard == false */
        if (a.type == VALUE_UNKNOWN)
            return TRUTH_UNKNOWN;
        return as_truth((a.type == VALUE_NONE) == (tree->comparison == EQUAL));
    }
    if (a.type == VALUE_NONE || b.type == VALUE_NONE)
        return as_truth(tree->comparison == NOT_EQUAL);
    if (a.type == VALUE_UNKNOWN || b.type == VALUE_UNKNOWN)
        return TRUTH_UNKNOWN;
    int order = tree_order(tree, a, b);
    switch (tree->comparison) {
    case EQUAL:
        return as_truth(order == 0);
    case NOT_EQUAL:
        return as_truth(order != 0);
    case LESS:
        return as_truth(order < 0);
    case LESS_OR_EQUAL:
        return as_truth(order <= 0);
    case GREATER:
        return as_truth(order > 0);
    default:
        return as_truth(order >= 0);
    }
}

static bool same_value(struct value a, struct value b)
{
    return a.type == b.type && (a.type == VALUE_TEXT ? text_equal(a.text, b.text) : a.integer == b.integer);
}

static enum truth is_in(const struct tree *tree, const struct expr_input *input, struct frame_of_variables *variables)
{
    struct value value = tree_value(tree->a, input, variables);
    enum truth result = TRUTH_FALSE;
    if (value.type == VALUE_UNKNOWN)
        return TRUTH_UNKNOWN;
    for (const struct tree *one = tree->b; one; one = one->next) {
        struct value other = tree_value(one, input, variables);
        result = truth_or(result, other.type == VALUE_UNKNOWN ? TRUTH_UNKNOWN : as_truth(same_value(value, other)));
    }
    return result;
}

enum truth tree_list_has(const struct tree *path, const struct node *list, struct value wanted)
{
    enum truth found = wanted.type == VALUE_UNKNOWN ? TRUTH_UNKNOWN : TRUTH_FALSE;
    for (const struct node *item = list->first; item; item = item->next) {
        struct value value = tree_read(path, path->field->item, item);
        bool known = value.type != VALUE_UNKNOWN && value.type != VALUE_NODE && wanted.type != VALUE_UNKNOWN;
        found = truth_or(found, known ? as_truth(same_value(value, wanted)) : TRUTH_UNKNOWN);
    }
    return found;
}

static enum truth covers(const struct tree *tree, const struct expr_input *input, struct frame_of_variables *variables)
{
    bool none;
    const struct node *list = tree_node(tree->a, input, variables, &none);
    if (node_is_null(list) || list->type != NODE_SEQUENCE)
        return none ? TRUTH_FALSE : TRUTH_UNKNOWN;
    enum truth result = TRUTH_TRUE;
    for (const struct tree *one = tree->b; one; one = one->next)
        result = truth_and(result, tree_list_has(tree->a, list, tree_value(one, input, variables)));
    return result;
}

static enum truth in_dates(const struct tree *tree, const struct expr_input *input,
                           struct frame_of_variables *variables)
{
    struct value date = tree_value(tree->a, input, variables);
    if (date.type == VALUE_NONE)
        return TRUTH_FALSE;
    if (date.type == VALUE_UNKNOWN)
        return TRUTH_UNKNOWN;
    if (tree->op == OP_IN_Q1)
        return input->year == 0 ? TRUTH_UNKNOWN
                                : as_truth(date.integer / 10000 == input->year && date.integer / 100 % 100 <= 3);
    if (input->period_from == 0 || input->period_to == 0)
        return TRUTH_UNKNOWN;
    return as_truth(date.integer >= input->period_from && date.integer <= input->period_to);
}

enum truth tree_test_element(const struct tree *tree, const struct node *element, const struct expr_input *input,
                             struct frame_of_variables *variables)
{
    variables->nodes[tree->slot] = element;
    enum truth chosen = tree->b ? tree_test(tree->b, input, variables) : TRUTH_TRUE;
    if (!tree->c || chosen == TRUTH_FALSE)
        return tree->c ? TRUTH_TRUE : chosen;
    return truth_or(truth_not(chosen), tree_test(tree->c, input, variables));
}

static enum truth quantify(const struct tree *tree, const struct expr_input *input,
                           struct frame_of_variables *variables)
{
    bool none;
    const struct node *list = tree_node(tree->a, input, variables, &none);
    if (!none && (node_is_null(list) || list->type != NODE_SEQUENCE))
        return TRUTH_UNKNOWN;
    enum truth result = as_truth(tree->op == OP_EVERY);
    for (const struct node *element = list->first; element; element = element->next) {
        enum truth truth = tree_test_element(tree, element, input, variables);
        result = tree->op == OP_EVERY ? truth_and(result, truth) : truth_or(result, truth);
    }
    return tree->op == OP_NO ? truth_not(result) : result;
}

static enum truth presence(const struct tree *tree, const struct expr_input *input,
                           struct frame_of_variables *variables)
{
    bool none = false;
    enum truth present;
    if (tree->a->root == ROOT_PREVIOUS || tree->a->root == ROOT_EXTRA)
        present = tree_value(tree->a, input, variables).type == VALUE_UNKNOWN ? TRUTH_UNKNOWN : TRUTH_TRUE;
    else
        present = node_is_present(tree_node(tree->a, input, variables, &none));
    if (present == TRUTH_FALSE && !none)
        present = TRUTH_TRUE; /* `false` says that there is none only where the field allows it; else it is a value */
    return tree->op == OP_PRESENT ? present : as_truth(present == TRUTH_UNKNOWN);
}

static enum truth bool_value(const struct tree *tree, const struct expr_input *input,
                             struct frame_of_variables *variables)
{
    struct value value = tree_value(tree, input, variables);
    if (value.type == VALUE_NONE)
        return TRUTH_FALSE;
    return value.type == VALUE_BOOL ? as_truth(value.integer) : TRUTH_UNKNOWN;
}

enum truth tree_test(const struct tree *tree, const struct expr_input *input, struct frame_of_variables *variables)
{
    enum truth a;
    switch (tree->op) {
    case OP_OR:
        a = tree_test(tree->a, input, variables);
        return a == TRUTH_TRUE ? a : truth_or(a, tree_test(tree->b, input, variables));
    case OP_AND:
        a = tree_test(tree->a, input, variables);
        return a == TRUTH_FALSE ? a : truth_and(a, tree_test(tree->b, input, variables));
    case OP_NOT:
        return truth_not(tree_test(tree->a, input, variables));
    case OP_COMPARE:
        return compare(tree, tree_value(tree->a, input, variables), tree_value(tree->b, input, variables));
    case OP_IN:
        return is_in(tree, input, variables);
    case OP_COVERS:
        return covers(tree, input, variables);
    case OP_IN_Q1:
    case OP_IN_PERIOD:
        return in_dates(tree, input, variables);
    case OP_PRESENT:
    case OP_MISSING:
        return presence(tree, input, variables);
    case OP_EVERY:
    case OP_SOME:
    case OP_NO:
        return quantify(tree, input, variables);
    default:
        return bool_value(tree, input, variables);
    }
}

enum truth expr_test(const struct expr *expr, const struct expr_input *input)
{
    struct frame_of_variables variables = {{0}};
    return tree_test(expr->tree, input, &variables);
}

struct value expr_value(const struct expr *expr, const struct expr_input *input)
{
    struct frame_of_variables variables = {{0}};
    if (expr->tree->op > OP_NO)
        return tree_value(expr->tree, input, &variables);
    enum truth truth = tree_test(expr->tree, input, &variables);
    return (struct value){.type = truth == TRUTH_UNKNOWN ? VALUE_UNKNOWN : VALUE_BOOL, .integer = truth == TRUTH_TRUE};
}

bool expr_share(const struct expr *expr, const struct expr_input *input, struct expr_share *share)
{
    struct frame_of_variables variables = {{0}};
    const struct tree *tree = expr->tree;
    if (tree->op != OP_COMPARE || !tree->integer || tree->comparison != GREATER_OR_EQUAL)
        return false;
    struct value part = tree_value(tree->a, input, &variables), whole = tree_value(tree->b, input, &variables);
    if (part.type != VALUE_INTEGER || whole.type != VALUE_INTEGER || part.integer < 0 || whole.integer < 0)
        return false;
    wide_integer wanted = ((wide_integer)whole.integer * tree->integer + 99) / 100;
    if (wanted - part.integer > INT64_MAX)
        return false;
    *share = (struct expr_share){part.integer, whole.integer, tree->integer,
                                 wanted > part.integer ? (int64_t)(wanted - part.integer) : 0};
    return true;
}

static const struct node *first_node(const struct tree *tree, const struct expr_input *input)
{
    struct frame_of_variables variables = {{0}};
    const struct tree *parts[] = {tree->a, tree->b, tree->c};
    const struct node *found = NULL;
    bool none;
    if (tree->op == OP_PATH)
        return tree->root == ROOT_RECORD ? tree_node(tree, input, &variables, &none) : NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !found; i++)
        found = parts[i] ? first_node(parts[i], input) : NULL;
    return found;
}

const struct node *expr_first_node(const struct expr *expr, const struct expr_input *input)
{
    return first_node(expr->tree, input);
}
