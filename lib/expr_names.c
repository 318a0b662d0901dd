/* SPDX-License-Identifier: ISC */
#include "expr_names.h"

#include <stdlib.h>
#include <string.h>

enum value_type names_type(enum field_type type)
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
        const struct field *member =
            field && (type == FIELD_MAPPING || (type == FIELD_LIST && i == 0)) ? field_member(field, part->name) : NULL;
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
    path->type = names_type(type);
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

/* A name as it was written, without the brackets around it. */
static struct text written(const struct binder *binder, const struct tree *tree)
{
    struct text text = {binder->expr->source + tree->from, tree->to - tree->from};
    while (text.length > 2 && strchr("( \t\r\n", text.bytes[0])) {
        text.bytes++;
        text.length--;
    }
    while (text.length > 1 && strchr(") \t\r\n", text.bytes[text.length - 1]))
        text.length--;
    return text;
}

/* No field at path->parts[failed_at] below `field`, the root of a kind or a list; false where nothing is near. */
static bool fail_below(const struct binder *binder, const struct tree *path, const struct field *field,
                       size_t failed_at, bool any)
{
    struct text name = written(binder, path);
    for (size_t i = 0; i < failed_at && field; i++)
        field = field_member(field, path->parts[i].name);
    if (field && failed_at > 0 && field->type == FIELD_LIST) {
        expr_fail(binder->error, path->column, "'%s' is a list; ask with every, some, no or count", field->path);
        return true;
    }
    const char *nearest = field ? field_nearest(field, path->parts[failed_at].name) : NULL;
    if (nearest || any)
        expr_fail(binder->error, path->column, "no field '%.*s'%s%s%s", (int)name.length, name.bytes,
                  nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    return nearest || any;
}

static bool bind_variable(struct binder *binder, struct tree *path, bool *bound)
{
    for (size_t i = binder->variable_count; i-- > 0;) {
        const struct variable *variable = &binder->variables[i];
        struct text name = variable->name;
        size_t failed_at;
        if (!text_equal(name, path->parts[0].name))
            continue;
        *bound = true;
        path->root = ROOT_VARIABLE;
        path->slot = i;
        drop_first_part(path);
        if (path->part_count == 0)
            return expr_fail(binder->error, path->column,
                             "'%.*s' stands for one of a list; write '%.*s.' and a field of it", (int)name.length,
                             name.bytes, (int)name.length, name.bytes);
        return follow(path, variable->list, false, &failed_at) ||
               !fail_below(binder, path, variable->list, failed_at, true);
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

/* Whether records are counted under this name, as `area` or `school`, in one of the kinds. */
static bool is_class(const struct expr_scope *scope, struct text name)
{
    for (size_t i = 0; i < scope->kind_count; i++) {
        const struct field *classes = scope->kinds[i]->class_field;
        if (!classes && text_is(name, scope->kinds[i]->name))
            return true;
        for (size_t j = 0; classes && j < classes->choice_count; j++)
            if (text_is(name, classes->choices[j]))
                return true;
    }
    return false;
}

static bool bind_field(const struct binder *binder, struct tree *path, size_t *failed_at)
{
    /* among other kinds a kind with figures of any name takes those of the classes alone, or any misspelling is good */
    const struct expr_scope *scope = binder->scope;
    bool figures_too = scope->kind_count == 1 || is_class(scope, path->parts[0].name);
    size_t furthest = 0;
    for (size_t i = 0; i < scope->kind_count; i++) {
        if (follow(path, &scope->kinds[i]->root, false, failed_at))
            return true;
        if (*failed_at > furthest)
            furthest = *failed_at;
    }
    for (size_t i = 0; i < scope->kind_count && figures_too; i++)
        if (scope->kinds[i]->others_are_figures && follow(path, &scope->kinds[i]->root, true, failed_at))
            return true;
    *failed_at = furthest;
    return false;
}

static bool fail_unknown_name(const struct binder *binder, const struct tree *path, size_t failed_at)
{
    bool told = false;
    for (size_t i = 0; i < binder->scope->kind_count && !told; i++)
        told = fail_below(binder, path, &binder->scope->kinds[i]->root, failed_at, false);
    if (!told)
        fail_below(binder, path, NULL, failed_at, true);
    return false;
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

bool names_bind_path(struct binder *binder, struct tree *path)
{
    bool bound = false;
    size_t failed_at = 0;
    path->choices_only = binder->scope->kind_count == 1;
    if (!bind_variable(binder, path, &bound) || bound)
        return binder->error->text.length == 0;
    if (binder->scope->previous && text_is(path->parts[0].name, "previous"))
        return bind_previous(binder, path);
    if (bind_extra(binder, path) || bind_field(binder, path, &failed_at))
        return true;
    if (text_is(path->parts[0].name, "previous"))
        return expr_fail(binder->error, path->column, "'previous' cannot be used here: no year before is kept");
    return fail_unknown_name(binder, path, failed_at);
}

bool names_bind_as(const struct binder *binder, struct tree *path, enum value_type wanted)
{
    size_t failed_at;
    if (path->type == wanted || path->op != OP_PATH || path->root != ROOT_RECORD)
        return path->type == wanted;
    for (size_t i = 0; i < binder->scope->kind_count; i++)
        if (follow(path, &binder->scope->kinds[i]->root, false, &failed_at) && path->type == wanted)
            return true;
    bind_field(binder, path, &failed_at); /* as it was */
    return false;
}

/* The field of this path in the kind, which may have other choices there than the kind that the path was bound by. */
static const struct field *same_field(const struct kind *kind, const struct tree *path)
{
    return path->field ? field_at_path(&kind->root, path->field->path) : NULL;
}

static bool is_kind_name(const struct tree *path)
{
    return path->field && strcmp(path->field->path, "record") == 0;
}

/* Whether the field has values to choose from; `all`: in every kind that has it, so that no other text can be meant. */
static bool has_choices(const struct binder *binder, const struct tree *path, bool all)
{
    size_t with = 0, without = 0;
    if (path->op != OP_PATH || !path->field)
        return false;
    for (size_t i = 0; i < binder->scope->kind_count; i++) {
        const struct field *field = same_field(binder->scope->kinds[i], path);
        with += field && field->choice_count > 0;
        without += field && field->choice_count == 0;
    }
    return is_kind_name(path) || (with > 0 && !(all && without > 0));
}

/* The values that the field may have in any of the kinds, a block that the caller frees; for `record` the kinds. */
static const char **choices_of(const struct binder *binder, const struct tree *path, size_t *count)
{
    const char **choices = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t i = 0; i < binder->scope->kind_count; i++) {
        const struct kind *kind = binder->scope->kinds[i];
        const struct field *field = same_field(kind, path);
        size_t more = is_kind_name(path) ? 1 : field ? field->choice_count : 0;
        choices = mem_grow(choices, &capacity, *count + more, sizeof *choices);
        for (size_t j = 0; j < more; j++)
            choices[(*count)++] = is_kind_name(path) ? kind->name : field->choices[j];
    }
    return choices;
}

static bool is_choice(const struct binder *binder, const struct tree *path, struct text word)
{
    size_t count;
    const char **choices = choices_of(binder, path, &count);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = text_is(word, choices[i]);
    free(choices);
    return found;
}

/* A word that is neither a value of the field nor a field. */
static bool fail_unknown_choice(const struct binder *binder, const struct tree *word, const struct tree *path)
{
    size_t count;
    const char **choices = choices_of(binder, path, &count);
    struct text name = word->op == OP_TEXT ? word->text : word->parts[0].name;
    const char *nearest = text_nearest(name, choices, count);
    expr_fail(binder->error, word->column, "'%.*s' is no value of %s%s%s%s", (int)name.length, name.bytes,
              path->field->path, nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    free(choices);
    return false;
}

bool names_bind_word(const struct binder *binder, struct tree *word, const struct tree *field)
{
    if (word->op == OP_TEXT)
        return !has_choices(binder, field, true) || is_choice(binder, field, word->text) ||
               fail_unknown_choice(binder, word, field);
    if (word->op != OP_PATH || word->part_count != 1 || !has_choices(binder, field, false))
        return true;
    size_t failed_at;
    struct tree probe = *word;
    if (is_choice(binder, field, word->parts[0].name)) {
        word->op = OP_TEXT;
        word->text = word->parts[0].name;
        return true;
    }
    bool known = bind_extra(binder, &probe) || bind_field(binder, &probe, &failed_at);
    return (known && probe.type != VALUE_NODE) || fail_unknown_choice(binder, word, field);
}
