/* SPDX-License-Identifier: ISC */
#include "expr_tree.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_ELEMENTS = 5 /* of a list are named in a reason */ };

struct explaining {
    const struct expr *expr;
    const struct expr_input *input;
    struct frame_of_variables *variables;
    struct buffer *reason;
    size_t start; /* where this reason begins in the buffer */
};

static void explain(const struct explaining *explaining, const struct tree *tree, enum truth result);

static void begin_part(const struct explaining *explaining)
{
    struct buffer *reason = explaining->reason;
    bool after_label = reason->length >= 2 && memcmp(reason->bytes + reason->length - 2, ": ", 2) == 0;
    if (reason->length > explaining->start && !after_label)
        buffer_puts(reason, "; ");
}

static void append_path(const struct explaining *explaining, const struct tree *tree)
{
    for (size_t i = 0; i < tree->part_count; i++)
        buffer_printf(explaining->reason, "%s%.*s", i ? "." : "", (int)tree->parts[i].name.length, tree->parts[i].name.bytes);
}

/* The operand in words: a field's path, else the source text. */
static void append_operand(const struct explaining *explaining, const struct tree *tree)
{
    if (tree->op == OP_PATH)
        append_path(explaining, tree);
    else
        buffer_append(explaining->reason, explaining->expr->source + tree->from, tree->to - tree->from);
}

static bool is_of_year_before(const struct tree *tree)
{
    return tree->op == OP_PATH && tree->root == ROOT_PREVIOUS;
}

static void append_year_before(const struct explaining *explaining, const struct tree *tree)
{
    if (is_of_year_before(tree) && explaining->input->year)
        buffer_printf(explaining->reason, " in %d", explaining->input->year - 1);
    else if (is_of_year_before(tree))
        buffer_puts(explaining->reason, " in the year before");
}

static void append_value(const struct explaining *explaining, struct value value)
{
    struct buffer *reason = explaining->reason;
    switch (value.type) {
    case VALUE_INTEGER:
        buffer_printf(reason, "%" PRId64, value.integer);
        break;
    case VALUE_DATE:
        date_append(reason, (int32_t)value.integer);
        break;
    case VALUE_TEXT:
        buffer_append(reason, value.text.bytes, value.text.length);
        break;
    case VALUE_BOOL:
        buffer_puts(reason, value.integer ? "true" : "false");
        break;
    case VALUE_NONE:
        buffer_puts(reason, "false");
        break;
    default:
        buffer_puts(reason, "unknown");
    }
}

static struct value value_of(const struct explaining *explaining, const struct tree *tree)
{
    return tree_value(tree, explaining->input, explaining->variables);
}

/* `resolution is false`: the part of the path that says so. */
static void explain_none(const struct explaining *explaining, const struct tree *tree)
{
    begin_part(explaining);
    for (size_t i = 0; i < tree->part_count; i++) {
        buffer_printf(explaining->reason, "%s%.*s", i ? "." : "", (int)tree->parts[i].name.length, tree->parts[i].name.bytes);
        if (tree->parts[i].field && tree->parts[i].field->or_none)
            break;
    }
    buffer_puts(explaining->reason, " is false");
}

/* Names what is missing among the operands. */
static void explain_missing(const struct explaining *explaining, const struct tree *tree)
{
    if (!tree)
        return;
    if (tree->op != OP_PATH && tree->op != OP_COUNT) {
        explain_missing(explaining, tree->a);
        explain_missing(explaining, tree->b);
        return;
    }
    if (value_of(explaining, tree).type != VALUE_UNKNOWN)
        return;
    const struct tree *path = tree->op == OP_COUNT ? tree->a : tree;
    bool none = false;
    const struct node *node = path->root == ROOT_RECORD || path->root == ROOT_VARIABLE
                                  ? tree_node(path, explaining->input, explaining->variables, &none) : NULL;
    begin_part(explaining);
    append_operand(explaining, path);
    buffer_puts(explaining->reason, node_is_null(node) || tree->op == OP_COUNT ? " is missing" : " cannot be read");
    append_year_before(explaining, path);
}

static void explain_comparison(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    struct value a = value_of(explaining, tree->a), b = value_of(explaining, tree->b);
    if (a.type == VALUE_NONE || b.type == VALUE_NONE) {
        explain_none(explaining, a.type == VALUE_NONE ? tree->a : tree->b);
        return;
    }
    if (result == TRUTH_UNKNOWN) {
        explain_missing(explaining, tree->a);
        explain_missing(explaining, tree->b);
        return;
    }
    begin_part(explaining);
    append_operand(explaining, tree->a);
    if (a.type == VALUE_NODE) {
        buffer_puts(explaining->reason, " is present");
        return;
    }
    if (a.type == VALUE_TEXT || a.type == VALUE_BOOL) {
        buffer_puts(explaining->reason, " is ");
        append_value(explaining, a);
        return;
    }
    int order = tree_order(tree, a, b);
    buffer_puts(explaining->reason, tree->a->op == OP_PATH ? " " : " = ");
    append_value(explaining, a);
    append_year_before(explaining, tree->a);
    buffer_puts(explaining->reason, order < 0 ? " < " : order > 0 ? " > " : " = ");
    if (tree->integer)
        buffer_printf(explaining->reason, "%" PRId64 " %% of ", tree->integer);
    append_value(explaining, b);
    append_year_before(explaining, tree->b);
}

static bool list_has(const struct node *list, struct text word)
{
    for (const struct node *item = list->first; item; item = item->next)
        if (item->type == NODE_SCALAR && text_equal(item->value, word))
            return true;
    return false;
}

static void explain_covers(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    bool none, first = true;
    const struct node *list = tree_node(tree->a, explaining->input, explaining->variables, &none);
    begin_part(explaining);
    append_operand(explaining, tree->a);
    if (result != TRUTH_FALSE || !list) {
        buffer_puts(explaining->reason, result == TRUTH_TRUE ? " is complete" : " is missing");
        return;
    }
    buffer_puts(explaining->reason, " does not cover ");
    for (const struct tree *one = tree->b; one; one = one->next)
        if (!list_has(list, one->text)) {
            buffer_printf(explaining->reason, "%s%.*s", first ? "" : ", ", (int)one->text.length, one->text.bytes);
            first = false;
        }
}

static void append_period(const struct explaining *explaining, const struct tree *tree)
{
    const struct expr_input *input = explaining->input;
    if (tree->op == OP_IN_Q1) {
        buffer_printf(explaining->reason, "the first quarter of %d", input->year);
        return;
    }
    date_append(explaining->reason, input->period_from);
    buffer_puts(explaining->reason, "..");
    date_append(explaining->reason, input->period_to);
}

static void explain_dates(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    struct value date = value_of(explaining, tree->a);
    if (date.type == VALUE_NONE) {
        explain_none(explaining, tree->a);
    } else if (date.type == VALUE_UNKNOWN) {
        explain_missing(explaining, tree->a);
    } else if (result == TRUTH_UNKNOWN) {
        begin_part(explaining);
        buffer_puts(explaining->reason, tree->op == OP_IN_Q1 ? "year is missing" : "period is missing");
    } else {
        begin_part(explaining);
        append_operand(explaining, tree->a);
        buffer_putc(explaining->reason, ' ');
        append_value(explaining, date);
        buffer_puts(explaining->reason, result == TRUTH_TRUE ? " is in " : " is not in ");
        append_period(explaining, tree);
    }
}

/* `cases[2] fatal_accident 2023-05-06: ` : where the element stands and what its required fields say. */
static void append_element_label(const struct explaining *explaining, const struct tree *list, const struct node *element)
{
    const struct field *field = list->field;
    append_path(explaining, list);
    buffer_printf(explaining->reason, "[%u]", element->index + 1);
    for (size_t i = 0; i < field->member_count; i++) {
        const struct node *value = field->members[i]->required ? node_get(element, text_of(field->members[i]->name)) : NULL;
        if (value && value->type == NODE_SCALAR)
            buffer_printf(explaining->reason, " %.*s", (int)value->value.length, value->value.bytes);
    }
}

static void explain_element(const struct explaining *explaining, const struct tree *tree, const struct node *element,
                            enum truth truth)
{
    begin_part(explaining);
    append_element_label(explaining, tree->a, element);
    enum truth chosen = tree->b ? tree_test(tree->b, explaining->input, explaining->variables) : TRUTH_TRUE;
    enum truth satisfied = tree->c ? tree_test(tree->c, explaining->input, explaining->variables) : TRUTH_TRUE;
    if (tree->c || truth == TRUTH_UNKNOWN)
        buffer_puts(explaining->reason, ": ");
    if (truth == TRUTH_UNKNOWN && tree->b && chosen == TRUTH_UNKNOWN)
        explain(explaining, tree->b, chosen);
    if (tree->c && satisfied == truth)
        explain(explaining, tree->c, satisfied);
}

static void explain_quantifier(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    bool none;
    size_t named = 0, unnamed = 0;
    const struct node *list = tree_node(tree->a, explaining->input, explaining->variables, &none);
    if (node_is_null(list) || list->type != NODE_SEQUENCE) {
        begin_part(explaining);
        append_path(explaining, tree->a);
        buffer_puts(explaining->reason, node_is_null(list) ? " is missing" : " cannot be read");
        return;
    }
    enum truth wanted = tree->op == OP_NO ? truth_not(result) : result;
    for (const struct node *element = list->first; element; element = element->next) {
        enum truth truth = tree_test_element(tree, element, explaining->input, explaining->variables);
        if (truth != wanted)
            continue;
        if (named++ < MOST_ELEMENTS)
            explain_element(explaining, tree, element, truth);
        else
            unnamed++;
    }
    if (named == 0) {
        begin_part(explaining);
        append_path(explaining, tree->a);
        buffer_puts(explaining->reason, " has none");
    }
    if (unnamed)
        buffer_printf(explaining->reason, "; and %zu more", unnamed);
}

static void explain_both(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    /* the operands that made the result: all of them in `and` that is true or `or` that is false */
    const struct tree *sides[] = {tree->a, tree->b};
    for (size_t i = 0; i < 2; i++)
        if (tree_test(sides[i], explaining->input, explaining->variables) == result)
            explain(explaining, sides[i], result);
}

static void explain_value(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    struct value value = value_of(explaining, tree);
    if (value.type == VALUE_NONE) {
        explain_none(explaining, tree);
    } else if (result == TRUTH_UNKNOWN) {
        explain_missing(explaining, tree);
    } else {
        begin_part(explaining);
        append_operand(explaining, tree);
        buffer_puts(explaining->reason, " is ");
        append_value(explaining, value);
    }
}

static void explain_presence(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    enum truth present = tree->op == OP_MISSING && result != TRUTH_UNKNOWN ? truth_not(result) : result;
    begin_part(explaining);
    append_operand(explaining, tree->a);
    buffer_puts(explaining->reason, present == TRUTH_TRUE ? " is present" : present == TRUTH_FALSE && tree->op == OP_PRESENT
                                                                                 ? " is false" : " is missing");
}

static void explain(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    switch (tree->op) {
    case OP_OR:
    case OP_AND:
        explain_both(explaining, tree, result);
        break;
    case OP_NOT:
        explain(explaining, tree->a, truth_not(result));
        break;
    case OP_COMPARE:
        explain_comparison(explaining, tree, result);
        break;
    case OP_COVERS:
        explain_covers(explaining, tree, result);
        break;
    case OP_IN_Q1:
    case OP_IN_PERIOD:
        explain_dates(explaining, tree, result);
        break;
    case OP_PRESENT:
    case OP_MISSING:
        explain_presence(explaining, tree, result);
        break;
    case OP_EVERY:
    case OP_SOME:
    case OP_NO:
        explain_quantifier(explaining, tree, result);
        break;
    case OP_IN:
        explain_value(explaining, tree->a, result);
        break;
    default:
        explain_value(explaining, tree, result);
    }
}

void expr_reason(const struct expr *expr, const struct expr_input *input, struct buffer *reason)
{
    struct frame_of_variables variables = {{0}};
    struct explaining explaining = {expr, input, &variables, reason, reason->length};
    explain(&explaining, expr->tree, tree_test(expr->tree, input, &variables));
}
