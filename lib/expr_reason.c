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
    size_t start;          /* where this reason begins in the buffer */
    const char *separator; /* between its parts */
};

static void explain(const struct explaining *explaining, const struct tree *tree, enum truth result);
static void explain_quantifier(const struct explaining *explaining, const struct tree *tree, enum truth result);

/* Where the part begins, for end_part(). */
static size_t begin_part(const struct explaining *explaining)
{
    if (explaining->reason->length > explaining->start)
        buffer_puts(explaining->reason, explaining->separator);
    return explaining->reason->length;
}

/* What has been said already is taken back: `a < b or a == 0` would say twice that a is missing. */
static void end_part(const struct explaining *explaining, size_t part)
{
    struct buffer *reason = explaining->reason;
    const char *bytes = reason->bytes, *separator = explaining->separator;
    size_t length = reason->length - part, gap = strlen(separator);
    for (size_t at = explaining->start; at + length + gap <= part; at++)
        if ((at == explaining->start ||
             (at >= explaining->start + gap && memcmp(bytes + at - gap, separator, gap) == 0)) &&
            memcmp(bytes + at, bytes + part, length) == 0 && memcmp(bytes + at + length, separator, gap) == 0) {
            reason->length = part - gap;
            return;
        }
}

static void append_path(const struct explaining *explaining, const struct tree *tree)
{
    for (size_t i = 0; i < tree->part_count; i++)
        buffer_printf(explaining->reason, "%s%.*s", i ? "." : "", (int)tree->parts[i].name.length,
                      tree->parts[i].name.bytes);
}

/* The operand in words: a field's path, else the source text, on one line. */
static void append_operand(const struct explaining *explaining, const struct tree *tree)
{
    const char *source = explaining->expr->source;
    if (tree->op == OP_PATH)
        append_path(explaining, tree);
    for (size_t i = tree->from; i < tree->to && tree->op != OP_PATH; i++) {
        bool blank = strchr(" \t\r\n", source[i]), next_too = i + 1 < tree->to && strchr(" \t\r\n", source[i + 1]);
        if (!blank || !next_too)
            buffer_putc(explaining->reason, blank ? ' ' : source[i]);
    }
}

/* `in 2022` behind a figure of the year before. */
static void append_year_before(const struct explaining *explaining, const struct tree *tree)
{
    if (tree->op != OP_PATH || tree->root != ROOT_PREVIOUS)
        return;
    if (explaining->input->year)
        buffer_printf(explaining->reason, " in %d", explaining->input->year - 1);
    else
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

/* Whether nothing of the record is in it: then its value says all. */
static bool is_constant(const struct tree *tree)
{
    if (tree->op == OP_PATH || tree->op == OP_COUNT)
        return false;
    return (!tree->a || is_constant(tree->a)) && (!tree->b || is_constant(tree->b));
}

/* `crimes 5`, `a + b = 7`; a constant is its value alone. */
static void append_figure(const struct explaining *explaining, const struct tree *tree, struct value value)
{
    if (!is_constant(tree)) {
        append_operand(explaining, tree);
        buffer_puts(explaining->reason, tree->op == OP_PATH ? " " : " = ");
    }
    append_value(explaining, value);
    append_year_before(explaining, tree);
}

/* `type is school`; a constant says nothing. */
static void explain_is(const struct explaining *explaining, const struct tree *tree, struct value value)
{
    if (is_constant(tree))
        return;
    size_t part = begin_part(explaining);
    append_operand(explaining, tree);
    buffer_puts(explaining->reason, " is ");
    append_value(explaining, value);
    append_year_before(explaining, tree);
    end_part(explaining, part);
}

/* `resolution is false`: the part of the path that says so. */
static void explain_none(const struct explaining *explaining, const struct tree *tree)
{
    size_t part = begin_part(explaining);
    for (size_t i = 0; i < tree->part_count; i++) {
        buffer_printf(explaining->reason, "%s%.*s", i ? "." : "", (int)tree->parts[i].name.length,
                      tree->parts[i].name.bytes);
        if (tree->parts[i].field && tree->parts[i].field->or_none)
            break;
    }
    buffer_puts(explaining->reason, " is false");
    end_part(explaining, part);
}

static void explain_missing_path(const struct explaining *explaining, const struct tree *path)
{
    bool none = false, in_record = path->root == ROOT_RECORD || path->root == ROOT_VARIABLE;
    const struct node *node = in_record ? tree_node(path, explaining->input, explaining->variables, &none) : NULL;
    size_t part = begin_part(explaining);
    append_path(explaining, path);
    buffer_puts(explaining->reason, node_is_present(node) == TRUTH_UNKNOWN ? " is missing" : " cannot be read");
    append_year_before(explaining, path);
    end_part(explaining, part);
}

/* Names what is missing among the operands of a value that is unknown. */
static void explain_missing(const struct explaining *explaining, const struct tree *tree)
{
    struct value value = value_of(explaining, tree);
    if (value.type == VALUE_NONE) {
        explain_none(explaining, tree);
    } else if (value.type != VALUE_UNKNOWN) {
        return;
    } else if (tree->op == OP_PATH) {
        explain_missing_path(explaining, tree);
    } else if (tree->op == OP_COUNT) {
        explain_quantifier(explaining, tree, TRUTH_UNKNOWN);
    } else if (value_of(explaining, tree->a).type == VALUE_INTEGER &&
               (!tree->b || value_of(explaining, tree->b).type == VALUE_INTEGER)) {
        size_t part = begin_part(explaining);
        append_operand(explaining, tree);
        buffer_puts(explaining->reason, " is over 64 bits");
        end_part(explaining, part);
    } else {
        explain_missing(explaining, tree->a);
        if (tree->b)
            explain_missing(explaining, tree->b);
    }
}

static void explain_figures(const struct explaining *explaining, const struct tree *tree, struct value a,
                            struct value b)
{
    size_t part = begin_part(explaining);
    int order = tree_order(tree, a, b);
    append_figure(explaining, tree->a, a);
    buffer_puts(explaining->reason, order < 0 ? " < " : order > 0 ? " > " : " = ");
    if (tree->integer)
        buffer_printf(explaining->reason, "%" PRId64 " %% of ", tree->integer);
    if (is_constant(tree->a)) {
        append_figure(explaining, tree->b, b);
    } else {
        append_value(explaining, b);
        append_year_before(explaining, tree->b);
    }
    end_part(explaining, part);
}

static void explain_comparison(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    struct value a = value_of(explaining, tree->a), b = value_of(explaining, tree->b);
    if (a.type == VALUE_NONE || b.type == VALUE_NONE) {
        explain_none(explaining, a.type == VALUE_NONE ? tree->a : tree->b);
    } else if (result == TRUTH_UNKNOWN) {
        explain_missing(explaining, tree->a);
        explain_missing(explaining, tree->b);
    } else if (a.type == VALUE_NODE) {
        size_t part = begin_part(explaining);
        append_path(explaining, tree->a);
        buffer_puts(explaining->reason, " is present");
        end_part(explaining, part);
    } else if (a.type == VALUE_TEXT || a.type == VALUE_BOOL) {
        explain_is(explaining, tree->a, a);
        explain_is(explaining, tree->b, b);
    } else {
        explain_figures(explaining, tree, a, b);
    }
}

/* What is in the list does not matter where the value before it is a field's; else the list's fields do. */
static void explain_in(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    struct value value = value_of(explaining, tree->a);
    if (value.type == VALUE_NONE)
        explain_none(explaining, tree->a);
    else if (result == TRUTH_UNKNOWN)
        explain_missing(explaining, tree->a);
    else
        explain_is(explaining, tree->a, value);
    for (const struct tree *one = tree->b; one; one = one->next) {
        struct value other = value_of(explaining, one);
        if (result == TRUTH_UNKNOWN)
            explain_missing(explaining, one);
        else if (is_constant(tree->a) && other.type != VALUE_UNKNOWN)
            explain_is(explaining, one, other);
    }
}

/* Why it is unknown what a list covers: an item that is empty, or one of the values asked for. */
static void explain_unknown_items(const struct explaining *explaining, const struct tree *tree, const struct node *list)
{
    for (const struct tree *one = tree->b; one; one = one->next)
        explain_missing(explaining, one);
    for (const struct node *item = list->first; item; item = item->next) {
        enum value_type type = tree_read(tree->a, tree->a->field->item, item).type;
        if (type != VALUE_UNKNOWN && type != VALUE_NODE)
            continue;
        size_t part = begin_part(explaining);
        append_path(explaining, tree->a);
        buffer_printf(explaining->reason, "[%u] %s", item->index + 1,
                      node_is_null(item) ? "is missing" : "cannot be read");
        end_part(explaining, part);
    }
}

static void explain_covers(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    bool none, first = true;
    const struct node *list = tree_node(tree->a, explaining->input, explaining->variables, &none);
    if (none) {
        explain_none(explaining, tree->a);
        return;
    }
    if (node_is_null(list) || list->type != NODE_SEQUENCE) {
        explain_missing_path(explaining, tree->a);
        return;
    }
    if (result == TRUTH_UNKNOWN) {
        explain_unknown_items(explaining, tree, list);
        return;
    }
    size_t part = begin_part(explaining);
    append_path(explaining, tree->a);
    buffer_puts(explaining->reason, result == TRUTH_TRUE ? " covers " : " does not cover ");
    for (const struct tree *one = tree->b; one; one = one->next) {
        struct value value = value_of(explaining, one);
        if (tree_list_has(tree->a, list, value) != result)
            continue;
        if (!first)
            buffer_puts(explaining->reason, ", ");
        append_value(explaining, value);
        first = false;
    }
    end_part(explaining, part);
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
        return;
    }
    if (date.type == VALUE_UNKNOWN) {
        explain_missing(explaining, tree->a);
        return;
    }
    size_t part = begin_part(explaining);
    if (result == TRUTH_UNKNOWN) {
        buffer_puts(explaining->reason, tree->op == OP_IN_Q1 ? "year is missing" : "period is missing");
    } else {
        append_figure(explaining, tree->a, date);
        buffer_puts(explaining->reason, result == TRUTH_TRUE ? " is in " : " is not in ");
        append_period(explaining, tree);
    }
    end_part(explaining, part);
}

/* `cases[2] fatal_accident 2023-05-06`: where the element stands and what its required fields say. */
static void append_element_label(const struct explaining *explaining, const struct tree *list,
                                 const struct node *element)
{
    const struct field *field = list->field;
    append_path(explaining, list);
    buffer_printf(explaining->reason, "[%u]", element->index + 1);
    for (size_t i = 0; i < field->member_count; i++) {
        const struct field *member = field->members[i];
        const struct node *value = member->required ? node_get(element, text_of(member->name)) : NULL;
        if (value && value->type == NODE_SCALAR && !node_is_null(value))
            buffer_printf(explaining->reason, " %.*s", (int)value->value.length, value->value.bytes);
    }
}

static void explain_element(const struct explaining *explaining, const struct tree *tree, const struct node *element,
                            enum truth chosen, enum truth truth)
{
    size_t part = begin_part(explaining);
    append_element_label(explaining, tree->a, element);
    size_t label_end = explaining->reason->length;
    buffer_puts(explaining->reason, ": ");
    struct explaining within = *explaining;
    within.start = explaining->reason->length;
    within.separator = ", ";
    if (truth == TRUTH_UNKNOWN && chosen == TRUTH_UNKNOWN)
        explain(&within, tree->b, chosen);
    if (tree->c && tree_test(tree->c, explaining->input, explaining->variables) == truth)
        explain(&within, tree->c, truth);
    if (explaining->reason->length == within.start)
        explaining->reason->length = label_end;
    end_part(explaining, part);
}

static void explain_elements(const struct explaining *explaining, const struct tree *tree, const struct node *list,
                             enum truth wanted)
{
    size_t named = 0;
    for (const struct node *element = list->first; element; element = element->next) {
        enum truth truth = tree_test_element(tree, element, explaining->input, explaining->variables);
        enum truth chosen = tree->b ? tree_test(tree->b, explaining->input, explaining->variables) : TRUTH_TRUE;
        if (truth == wanted && chosen != TRUTH_FALSE && named++ < MOST_ELEMENTS)
            explain_element(explaining, tree, element, chosen, truth);
    }
    if (named == 0) {
        size_t part = begin_part(explaining);
        append_path(explaining, tree->a);
        buffer_puts(explaining->reason, list->first ? " has none such" : " is empty");
        end_part(explaining, part);
    }
    if (named > MOST_ELEMENTS)
        buffer_printf(explaining->reason, "%sand %zu more", explaining->separator, named - MOST_ELEMENTS);
}

static void explain_quantifier(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    bool none;
    const struct node *list = tree_node(tree->a, explaining->input, explaining->variables, &none);
    if (none)
        explain_none(explaining, tree->a);
    else if (node_is_null(list) || list->type != NODE_SEQUENCE)
        explain_missing_path(explaining, tree->a);
    else
        explain_elements(explaining, tree, list, tree->op == OP_NO ? truth_not(result) : result);
}

/* The operands that made the result: all of them in `and` that is true or `or` that is false. */
static void explain_both(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
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
    } else if (is_constant(tree)) {
        size_t part = begin_part(explaining);
        append_value(explaining, value);
        end_part(explaining, part);
    } else {
        explain_is(explaining, tree, value);
    }
}

static void explain_presence(const struct explaining *explaining, const struct tree *tree, enum truth result)
{
    const struct tree *path = tree->a;
    bool none = false, known = tree->op == OP_PRESENT ? result == TRUTH_TRUE : result == TRUTH_FALSE;
    if (path->root == ROOT_RECORD || path->root == ROOT_VARIABLE)
        tree_node(path, explaining->input, explaining->variables, &none);
    if (none) {
        explain_none(explaining, path);
        return;
    }
    size_t part = begin_part(explaining);
    append_path(explaining, path);
    buffer_puts(explaining->reason, known ? " is present" : " is missing");
    append_year_before(explaining, path);
    end_part(explaining, part);
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
        explain_in(explaining, tree, result);
        break;
    default:
        explain_value(explaining, tree, result);
    }
}

void expr_reason(const struct expr *expr, const struct expr_input *input, struct buffer *reason)
{
    struct frame_of_variables variables = {{0}};
    struct explaining explaining = {expr, input, &variables, reason, reason->length, "; "};
    explain(&explaining, expr->tree, tree_test(expr->tree, input, &variables));
}
