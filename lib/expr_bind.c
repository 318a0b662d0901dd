/* SPDX-License-Identifier: ISC */
#include "expr_tree.h"

#include <stdlib.h>
#include <string.h>

/* A quantifier's variable in sight, and the field of its list. */
struct variable {
    struct text name;
    const struct field *list;
};

struct binder {
    struct expr *expr;
    const struct expr_scope *scope;
    struct expr_error *error;
    struct variable variables[EXPR_VARIABLES];
    size_t variable_count;
};

static enum value_type type_of_field(enum field_type type)
{
    switch (type) {
    case FIELD_COUNT:
    case FIELD_MONEY:
    case FIELD_YEAR:
        return VALUE_INTEGER;
    case FIELD_DATE:
        return VALUE_DATE;
    case FIELD_BOOL:
        return VALUE_BOOL;
    case FIELD_MAPPING:
    case FIELD_LIST:
    case FIELD_TABLE:
    case FIELD_FIGURES:
        return VALUE_NODE;
    default:
        return VALUE_TEXT;
    }
}

static const char *type_name(enum value_type type)
{
    static const char *const names[] = {
        [VALUE_UNKNOWN] = "a condition", [VALUE_NONE] = "nothing",  [VALUE_BOOL] = "true or false",
        [VALUE_INTEGER] = "a number",    [VALUE_DATE] = "a date",   [VALUE_TEXT] = "text",
        [VALUE_NODE] = "a list or mapping",
    };
    return names[type];
}

/* Follows the parts of a path through the fields below `field`; false where a part has no field. */
static bool follow(struct tree *path, const struct field *field, bool figures, size_t *failed_at)
{
    enum field_type type = FIELD_MAPPING;
    for (size_t i = 0; i < path->part_count; i++) {
        struct path_part *part = &path->parts[i];
        *failed_at = i;
        part->field = NULL;
        if (type == FIELD_TABLE && field) {
            type = field->item;
            if (i + 1 != path->part_count)
                return false;
            continue; /* keeps `field`, whose choices are the values' */
        }
        if (type == FIELD_FIGURES) {
            field = NULL;
            continue;
        }
        const struct field *member = field && (type == FIELD_MAPPING || (type == FIELD_LIST && i == 0))
                                         ? field_member(field, part->name) : NULL;
        if (!member && i == 0 && figures) {
            type = FIELD_FIGURES;
            field = NULL;
            continue;
        }
        if (!member)
            return false;
        part->field = field = member;
        type = member->type;
    }
    path->field = field;
    path->field_type = type;
    path->type = type_of_field(type);
    /* within figures a path leads to a number, but for the whole group of them */
    if (type == FIELD_FIGURES)
        path->type = path->part_count > 1 ? VALUE_INTEGER : VALUE_NODE;
    return true;
}

static void drop_first_part(struct tree *path)
{
    path->parts++;
    path->part_count--;
}

static bool bind_variable(struct binder *binder, struct tree *path, bool *bound)
{
    for (size_t i = binder->variable_count; i-- > 0;) {
        const struct variable *variable = &binder->variables[i];
        size_t failed_at;
        if (!text_equal(variable->name, path->parts[0].name))
            continue;
        *bound = true;
        path->root = ROOT_VARIABLE;
        path->slot = i;
        drop_first_part(path);
        if (path->part_count > 0 && follow(path, variable->list, false, &failed_at))
            return true;
        const char *nearest = path->part_count ? field_nearest(variable->list, path->parts[0].name) : NULL;
        return expr_fail(binder->error, path->column, "'%.*s' needs the name of a field of the list%s%s",
                         (int)variable->name.length, variable->name.bytes, nearest ? "; nearest: " : "", nearest ? nearest : "");
    }
    return true;
}

static bool bind_extra(const struct binder *binder, struct tree *path)
{
    const struct expr_scope *scope = binder->scope;
    struct buffer name = {0};
    bool bound = false;
    for (size_t i = 0; i < path->part_count; i++) {
        if (i)
            buffer_putc(&name, '.');
        buffer_append(&name, path->parts[i].name.bytes, path->parts[i].name.length);
    }
    for (size_t i = 0; i < scope->extra_count && !bound; i++)
        if (strcmp(buffer_text(&name), scope->extras[i].name) == 0) {
            path->root = ROOT_EXTRA;
            path->slot = i;
            path->type = scope->extras[i].type;
            bound = true;
        }
    buffer_free(&name);
    return bound;
}

static bool bind_field(const struct binder *binder, struct tree *path, size_t *failed_at)
{
    size_t furthest = 0;
    for (size_t i = 0; i < binder->scope->kind_count; i++) {
        const struct kind *kind = binder->scope->kinds[i];
        if (follow(path, &kind->root, kind->others_are_figures, failed_at))
            return true;
        if (*failed_at > furthest)
            furthest = *failed_at;
    }
    *failed_at = furthest;
    return false;
}

static bool fail_unknown_name(const struct binder *binder, const struct tree *path, size_t failed_at)
{
    const char *nearest = NULL;
    for (size_t i = 0; i < binder->scope->kind_count && !nearest; i++) {
        const struct field *field = &binder->scope->kinds[i]->root;
        for (size_t j = 0; j < failed_at && field; j++)
            field = field_member(field, path->parts[j].name);
        nearest = field ? field_nearest(field, path->parts[failed_at].name) : NULL;
    }
    return expr_fail(binder->error, path->column, "no field '%.*s'%s%s%s", (int)(path->to - path->from),
                     binder->expr->source + path->from, nearest ? "; did you mean '" : "", nearest ? nearest : "",
                     nearest ? "'?" : "");
}

static bool bind_previous(const struct binder *binder, struct tree *path)
{
    struct expr_previous *previous = binder->scope->previous;
    struct buffer name = {0};
    size_t failed_at = 0;
    drop_first_part(path);
    if (path->part_count == 0)
        return expr_fail(binder->error, path->column, "'previous' needs the name of a figure");
    if (!bind_field(binder, path, &failed_at))
        return fail_unknown_name(binder, path, failed_at);
    if (path->type != VALUE_INTEGER)
        return expr_fail(binder->error, path->column, "of the year before only numbers are kept");
    for (size_t i = 0; i < path->part_count; i++)
        buffer_printf(&name, "%s%.*s", i ? "." : "", (int)path->parts[i].name.length, path->parts[i].name.bytes);
    for (path->slot = 0; path->slot < previous->count; path->slot++)
        if (strcmp(previous->paths[path->slot], buffer_text(&name)) == 0)
            break;
    if (path->slot == previous->count) {
        previous->paths = mem_grow(previous->paths, &previous->capacity, previous->count + 1, sizeof(char *));
        previous->paths[previous->count++] = mem_copy(buffer_text(&name), name.length);
    }
    buffer_free(&name);
    path->root = ROOT_PREVIOUS;
    return true;
}

static bool bind_path(struct binder *binder, struct tree *path)
{
    bool bound = false;
    size_t failed_at = 0;
    if (!bind_variable(binder, path, &bound) || bound)
        return binder->error->text.length == 0;
    if (binder->scope->previous && text_is(path->parts[0].name, "previous"))
        return bind_previous(binder, path);
    if (bind_extra(binder, path) || bind_field(binder, path, &failed_at))
        return true;
    return fail_unknown_name(binder, path, failed_at);
}

/* Whether a word is one of the values that the field may have, in any of the kinds. */
static bool is_choice(const struct binder *binder, const struct tree *path, struct text word)
{
    const struct expr_scope *scope = binder->scope;
    if (path->field_type == FIELD_TEXT && path->field && strcmp(path->field->path, "record") == 0)
        for (size_t i = 0; i < scope->kind_count; i++)
            if (text_is(word, scope->kinds[i]->name))
                return true;
    for (size_t i = 0; i <= scope->kind_count; i++) {
        const struct field *field = i == 0 ? path->field : field_at_path(&scope->kinds[i - 1]->root, path->field ? path->field->path : "");
        for (size_t j = 0; field && j < field->choice_count; j++)
            if (text_is(word, field->choices[j]))
                return true;
    }
    return false;
}

static bool has_choices(const struct tree *path)
{
    return path->op == OP_PATH && path->field && (path->field->choice_count > 0 || strcmp(path->field->path, "record") == 0);
}

/* A bare word beside a field of choices is one of them: `type == school`. */
static bool bind_beside(struct binder *binder, struct tree *word, const struct tree *path)
{
    if (word->op != OP_PATH || word->part_count != 1 || !has_choices(path))
        return false;
    if (!is_choice(binder, path, word->parts[0].name))
        return false;
    word->op = OP_TEXT;
    word->text = word->parts[0].name;
    word->type = VALUE_TEXT;
    return true;
}

static bool bind_value(struct binder *binder, struct tree *tree);
static bool bind_condition(struct binder *binder, struct tree *tree);

/* A word that is neither a value of the field nor a field: names the values. */
static bool fail_unknown_choice(const struct binder *binder, const struct tree *word, const struct tree *path)
{
    const char *nearest = text_nearest(word->op == OP_TEXT ? word->text : word->parts[0].name, path->field->choices,
                                       path->field->choice_count);
    return expr_fail(binder->error, word->column, "'%.*s' is no value of %s%s%s%s", (int)(word->to - word->from),
                     binder->expr->source + word->from, path->field->path, nearest ? "; did you mean '" : "",
                     nearest ? nearest : "", nearest ? "'?" : "");
}

static bool bind_side(struct binder *binder, struct tree *side, const struct tree *other)
{
    if (bind_beside(binder, side, other))
        return true;
    if (side->op == OP_PATH && side->part_count == 1 && has_choices(other)) {
        size_t failed_at;
        struct tree probe = *side;
        if (!bind_field(binder, &probe, &failed_at) && !bind_extra(binder, &probe))
            return fail_unknown_choice(binder, side, other);
    }
    if (side->op == OP_TEXT && has_choices(other) && !is_choice(binder, other, side->text))
        return fail_unknown_choice(binder, side, other);
    return bind_value(binder, side);
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
    if (list != (tree->a->type == VALUE_NODE && tree->a->field_type == FIELD_LIST && tree->a->field->member_count == 0))
        return expr_fail(binder->error, tree->a->column, list ? "covers needs a list of words before it"
                                                              : "in needs a single value before it");
    enum value_type wanted = list ? type_of_field(tree->a->field->item) : tree->a->type;
    for (struct tree *value = tree->b; value; value = value->next) {
        if (!bind_side(binder, value, tree->a))
            return false;
        if (value->type != wanted)
            return expr_fail(binder->error, value->column, "%s is compared with %s", type_name(wanted), type_name(value->type));
    }
    return true;
}

static bool bind_quantifier(struct binder *binder, struct tree *tree)
{
    if (binder->variable_count == EXPR_VARIABLES)
        return expr_fail(binder->error, tree->column, "too many quantifiers within each other");
    if (!bind_path(binder, tree->a))
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
    const struct tree *wrong = tree->a->type != VALUE_INTEGER ? tree->a : tree->b && tree->b->type != VALUE_INTEGER ? tree->b : NULL;
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
        return bind_path(binder, tree);
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
           (tree->a->type == VALUE_DATE ||
            expr_fail(binder->error, tree->a->column, "a date is wanted, not %s", type_name(tree->a->type)));
}

static bool bind_presence(struct binder *binder, struct tree *tree)
{
    return tree->a->op == OP_PATH ? bind_path(binder, tree->a)
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
               (tree->type == VALUE_BOOL ||
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
