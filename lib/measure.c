/* SPDX-License-Identifier: ISC */
#include "measure.h"

#include <stdlib.h>
#include <string.h>

struct measures {
    struct measured_class *classes;
    size_t count, capacity;
};

struct loading {
    struct measures *measures;
    const struct kinds *kinds;
    const struct record *definition;
    struct diag *diag;
};

static struct expr *compile(const struct loading *loading, const struct measured_class *class, const struct node *node,
                            enum expr_wanted wanted)
{
    const struct kind *kinds[] = {class->kind};
    struct expr_scope scope = {.kinds = kinds, .kind_count = 1};
    return expr_of_definition(loading->definition, node, &scope, wanted, loading->diag);
}

static struct figure *new_figure(struct measured_class *class, const char *name, const char *suffix)
{
    class->figures = mem_grow(class->figures, &class->figure_capacity, class->figure_count + 1, sizeof *class->figures);
    struct figure *figure = &class->figures[class->figure_count++];
    struct buffer text = {0};
    buffer_printf(&text, "%s%s", name, suffix);
    *figure = (struct figure){.name = mem_copy(buffer_text(&text), text.length)};
    buffer_free(&text);
    return figure;
}

static bool read_figure(const struct loading *loading, struct measured_class *class, const struct node *entry)
{
    static const char *const keys[] = {"figure", "count", "sum", "among", "vi", "en", NULL};
    const char *name = defs_text(entry, "figure");
    const struct node *count = node_get(entry, text_of("count")), *sum = node_get(entry, text_of("sum"));
    const struct node *among = node_get(entry, text_of("among"));
    if (!defs_only(loading->diag, loading->definition, entry, keys))
        return false;
    if (!name || !count == !sum || (among && !sum))
        return defs_fault(loading->diag, loading->definition, entry,
                          "a figure needs `figure`, its name, and either `count` or `sum` (with `among`)");
    for (size_t i = 0; i < class->figure_count; i++)
        if (strcmp(class->figures[i].name, name) == 0)
            return defs_fault(loading->diag, loading->definition, entry, "a second figure '%s' of %s", name,
                              class->name);
    struct figure *figure = new_figure(class, name, "");
    if (count)
        return (figure->count = compile(loading, class, count, EXPR_CONDITION)) != NULL;
    figure->sum = compile(loading, class, sum, EXPR_VALUE);
    figure->among = among ? compile(loading, class, among, EXPR_CONDITION) : NULL;
    bool good = figure->sum && (!among || figure->among);
    new_figure(class, name, "_missing");
    return good;
}

static struct measured_class *class_for(const struct loading *loading, const struct node *node)
{
    struct measures *measures = loading->measures;
    const struct kind *kind = node->type == NODE_SCALAR ? kinds_of_class(loading->kinds, node->value.bytes) : NULL;
    if (!kind) {
        defs_fault(loading->diag, loading->definition, node, "no kind has this class");
        return NULL;
    }
    for (size_t i = 0; i < measures->count; i++)
        if (text_is(node->value, measures->classes[i].name))
            return &measures->classes[i];
    measures->classes =
        mem_grow(measures->classes, &measures->capacity, measures->count + 1, sizeof *measures->classes);
    measures->classes[measures->count] = (struct measured_class){.name = node->value.bytes, .kind = kind};
    return &measures->classes[measures->count++];
}

static bool read_rollup(const struct loading *loading, struct measured_class *class)
{
    const struct node *rollup = node_get(loading->definition->root, text_of("rollup"));
    if (!rollup)
        return true;
    class->rollup_kind = defs_text(rollup, "into");
    if (class->rollup || !class->rollup_kind || !kinds_find(loading->kinds, text_of(class->rollup_kind)))
        return defs_fault(loading->diag, loading->definition, rollup,
                          "`rollup` needs `into`, a kind, and `of`, a condition, once for a class");
    class->rollup = compile(loading, class, node_get(rollup, text_of("of")), EXPR_CONDITION);
    return class->rollup != NULL;
}

static bool read_definition(const struct loading *loading)
{
    static const char *const keys[] = {"measures", "classes", "rollup", "figures", NULL};
    const struct node *root = loading->definition->root;
    const struct node *classes = node_get(root, text_of("classes")), *figures = node_get(root, text_of("figures"));
    if (!defs_only(loading->diag, loading->definition, root, keys))
        return false;
    if (!classes || classes->type != NODE_SEQUENCE || !figures || figures->type != NODE_SEQUENCE)
        return defs_fault(loading->diag, loading->definition, classes, "measures need `classes` and `figures`, lists");
    for (const struct node *name = classes->first; name; name = name->next) {
        struct measured_class *class = class_for(loading, name);
        if (!class || !read_rollup(loading, class))
            return false;
        for (const struct node *entry = figures->first; entry; entry = entry->next)
            if (!read_figure(loading, class, entry))
                return false;
    }
    return true;
}

struct measures *measures_load(struct defs *defs, const struct kinds *kinds, struct diag *diag)
{
    struct measures *measures = mem_new(1, sizeof *measures);
    struct loading loading = {measures, kinds, NULL, diag};
    for (size_t i = 0; i < defs_count(defs, "measures"); i++) {
        loading.definition = defs_get(defs, "measures", defs_name(defs, "measures", i));
        if (!loading.definition || !read_definition(&loading)) {
            measures_free(measures);
            return NULL;
        }
    }
    return measures;
}

void measures_free(struct measures *measures)
{
    if (!measures)
        return;
    for (size_t i = 0; i < measures->count; i++) {
        struct measured_class *class = &measures->classes[i];
        for (size_t j = 0; j < class->figure_count; j++) {
            free(class->figures[j].name);
            expr_free(class->figures[j].count);
            expr_free(class->figures[j].sum);
            expr_free(class->figures[j].among);
        }
        free(class->figures);
        expr_free(class->rollup);
    }
    free(measures->classes);
    free(measures);
}

size_t measures_count(const struct measures *measures)
{
    return measures->count;
}

const struct measured_class *measures_at(const struct measures *measures, size_t index)
{
    return &measures->classes[index];
}

const struct measured_class *measures_find(const struct measures *measures, struct text class)
{
    for (size_t i = 0; i < measures->count; i++)
        if (text_is(class, measures->classes[i].name))
            return &measures->classes[i];
    return NULL;
}

bool measures_have(const struct measures *measures, struct text class, struct text figure)
{
    const struct measured_class *measured = measures_find(measures, class);
    for (size_t i = 0; measured && i < measured->figure_count; i++)
        if (text_is(figure, measured->figures[i].name))
            return true;
    return false;
}

const char *measures_nearest(const struct measures *measures, struct text class, struct text figure)
{
    const struct measured_class *measured = measures_find(measures, class);
    if (!measured)
        return NULL;
    const char **names = mem_new(measured->figure_count, sizeof(char *));
    for (size_t i = 0; i < measured->figure_count; i++)
        names[i] = measured->figures[i].name;
    const char *nearest = text_nearest(figure, names, measured->figure_count);
    free(names);
    return nearest;
}

const char *measures_missing(const struct measures *measures, struct text class, struct text figure)
{
    const struct measured_class *measured = measures_find(measures, class);
    for (size_t i = 0; measured && i < measured->figure_count; i++)
        if (measured->figures[i].sum && text_is(figure, measured->figures[i].name))
            return measured->figures[i + 1].name;
    return NULL;
}

bool measure_record(const struct measured_class *class, const struct expr_input *input, int64_t *figures)
{
    for (size_t i = 0; i < class->figure_count; i++) {
        const struct figure *figure = &class->figures[i];
        if (figure->count)
            figures[i] += expr_test(figure->count, input) == TRUTH_TRUE;
        if (!figure->sum || (figure->among && expr_test(figure->among, input) != TRUTH_TRUE))
            continue;
        struct value value = expr_value(figure->sum, input);
        if (value.type != VALUE_INTEGER)
            figures[i + 1]++; /* X_missing stands behind X */
        else if (__builtin_add_overflow(figures[i], value.integer, &figures[i]))
            return false;
    }
    return true;
}
