/* SPDX-License-Identifier: ISC */
#include "columns.h"

#include <stdlib.h>
#include <string.h>

/* The names that are asked for; the slices point into the options. */
struct names {
    struct text *items;
    size_t count, capacity;
};

static bool take_names(struct names *names, const struct option_list *list, const char *what, struct diag *diag)
{
    for (size_t i = 0; i < list->count; i++) {
        struct text rest = text_of(list->items[i]), name;
        while (text_next_part(&rest, ',', &name)) {
            names->items = mem_grow(names->items, &names->capacity, names->count + 1, sizeof *names->items);
            names->items[names->count++] = name;
            if (name.length)
                continue;
            diag_report(diag, SEVERITY_TROUBLE, NULL, "usage", "--%s: an empty name in '%s'", what, list->items[i]);
            return false;
        }
    }
    return true;
}

bool columns_have_kind(const struct columns *columns, const struct kind *kind)
{
    for (size_t i = 0; i < columns->kind_count; i++)
        if (columns->kinds[i] == kind)
            return true;
    return false;
}

static void add_kind(struct columns *columns, const struct kind *kind)
{
    if (columns_have_kind(columns, kind))
        return;
    columns->kinds = mem_grow(columns->kinds, &columns->kind_capacity, columns->kind_count + 1, sizeof(struct kind *));
    columns->kinds[columns->kind_count++] = kind;
}

/* Among other kinds, one with figures of any name takes those of the classes alone, or any misspelling would be good.
 */
static const struct field *others(const struct kinds *kinds, const struct kind *kind, struct text name, bool only_kind)
{
    static const struct field figures = {.type = FIELD_FIGURES};
    if (!kind->others_are_figures)
        return NULL;
    char *class = mem_copy(name.bytes, name.length);
    bool good = only_kind || kinds_of_class(kinds, class);
    free(class);
    return good ? &figures : NULL;
}

/* Whether the kind has the path; *field is its field, NULL below tables and figures. */
static bool find_path(const struct kinds *kinds, const struct kind *kind, struct text path, bool only_kind,
                      const struct field **field)
{
    const struct field *at = &kind->root;
    struct text rest = path, part;
    while (text_next_part(&rest, '.', &part)) {
        if (part.length == 0)
            return false;
        if (at->type == FIELD_TABLE)
            break; /* the rest is its key, full stops and all */
        const struct field *member = at->type == FIELD_FIGURES ? at : field_member(at, part);
        if (!member && at == &kind->root)
            member = others(kinds, kind, part, only_kind);
        if (!member)
            return false;
        at = member;
    }
    *field = at->path && text_is(path, at->path) ? at : NULL;
    return true;
}

static void gather_paths(const struct field *field, const char ***paths, size_t *count, size_t *capacity)
{
    for (size_t i = 0; i < field->member_count; i++) {
        *paths = mem_grow(*paths, capacity, *count + 1, sizeof **paths);
        (*paths)[(*count)++] = field->members[i]->path;
        gather_paths(field->members[i], paths, count, capacity);
    }
}

static void fail_unknown(const struct columns *columns, struct text path, struct diag *diag)
{
    char written[TEXT_EXCERPT];
    const char **paths = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < columns->kind_count; i++)
        gather_paths(&columns->kinds[i]->root, &paths, &count, &capacity);
    const char *nearest = text_nearest(path, paths, count);
    diag_report(diag, SEVERITY_TROUBLE, NULL, "unknown-field", "--fields: no field '%s'%s%s%s%s%s",
                text_excerpt(path, written), columns->kind_count == 1 ? " in " : "",
                columns->kind_count == 1 ? columns->kinds[0]->name : "", nearest ? "; did you mean '" : "",
                nearest ? nearest : "", nearest ? "'?" : "");
    free(paths);
}

static bool check_names(const struct columns *columns, const struct kinds *kinds, const struct names *names,
                        struct diag *diag)
{
    const struct field *field;
    bool good = true;
    for (size_t i = 0; i < names->count; i++) {
        bool found = false;
        for (size_t j = 0; j < columns->kind_count && !found; j++)
            found = find_path(kinds, columns->kinds[j], names->items[i], columns->kind_count == 1, &field);
        if (!found)
            fail_unknown(columns, names->items[i], diag);
        good &= found;
    }
    return good;
}

/* Leaves the kinds that have every field. */
static bool keep_kinds_with(struct columns *columns, const struct kinds *kinds, const struct names *names,
                            struct diag *diag)
{
    const struct field *field;
    size_t kept = 0;
    for (size_t i = 0; i < columns->kind_count; i++) {
        bool all = true;
        for (size_t j = 0; j < names->count && all; j++)
            all = find_path(kinds, columns->kinds[i], names->items[j], false, &field);
        if (all)
            columns->kinds[kept++] = columns->kinds[i];
    }
    columns->kind_count = kept;
    if (kept == 0)
        diag_report(diag, SEVERITY_TROUBLE, NULL, "usage",
                    "--fields: no kind has all of these fields; name the kinds with --kind");
    return kept > 0;
}

/* A column that stands at `from` or behind it belongs to the same name and is not taken twice. */
static bool add_column(struct columns *columns, struct text path, const struct field *field, size_t from,
                       struct diag *diag)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (!text_is(path, columns->items[i].path))
            continue;
        if (i < from)
            diag_report(diag, SEVERITY_TROUBLE, NULL, "usage", "--fields: '%s' is asked for twice",
                        columns->items[i].path);
        return i >= from;
    }
    columns->items = mem_grow(columns->items, &columns->capacity, columns->count + 1, sizeof *columns->items);
    columns->items[columns->count++] = (struct column){mem_copy(path.bytes, path.length), field};
    return true;
}

static bool add_field(struct columns *columns, const struct field *field, size_t from, struct diag *diag)
{
    if (!columns->flat || field->type != FIELD_MAPPING || field->member_count == 0)
        return add_column(columns, text_of(field->path), field, from, diag);
    if (field->or_none && !add_column(columns, text_of(field->path), field, from, diag))
        return false;
    for (size_t i = 0; i < field->member_count; i++)
        if (!add_field(columns, field->members[i], from, diag))
            return false;
    return true;
}

static bool add_names(struct columns *columns, const struct kinds *kinds, const struct names *names, struct diag *diag)
{
    for (size_t i = 0; i < names->count; i++) {
        size_t from = columns->count;
        for (size_t j = 0; j < columns->kind_count; j++) {
            const struct field *field;
            if (!find_path(kinds, columns->kinds[j], names->items[i], columns->kind_count == 1, &field))
                continue;
            if (!(field ? add_field(columns, field, from, diag)
                        : add_column(columns, names->items[i], NULL, from, diag)))
                return false;
        }
    }
    return true;
}

static bool add_all_fields(struct columns *columns, const struct kind *kind, struct diag *diag)
{
    if (kind->others_are_figures) {
        diag_report(diag, SEVERITY_TROUBLE, NULL, "usage",
                    "records of kind '%s' hold figures of any name: say with --fields which are wanted", kind->name);
        return false;
    }
    for (size_t i = 0; i < kind->root.member_count; i++)
        add_field(columns, kind->root.members[i], 0, diag);
    return true;
}

bool columns_take_all(struct columns *columns, const struct kind *kind, struct diag *diag)
{
    add_kind(columns, kind);
    return add_all_fields(columns, kind, diag);
}

static bool choose_kinds(struct columns *columns, const struct kinds *kinds, const struct names *names,
                         struct diag *diag)
{
    bool good = true;
    for (size_t i = 0; i < names->count; i++) {
        const struct kind *kind = kinds_named(kinds, names->items[i], diag);
        if (kind)
            add_kind(columns, kind);
        good &= kind != NULL;
    }
    return good;
}

static bool choose_fields(struct columns *columns, const struct kinds *kinds, const struct names *names,
                          struct diag *diag)
{
    bool any_kind = columns->kind_count == 0;
    for (size_t i = 0; i < kinds_count(kinds) && any_kind; i++)
        add_kind(columns, kinds_at(kinds, i));
    return check_names(columns, kinds, names, diag) && (!any_kind || keep_kinds_with(columns, kinds, names, diag)) &&
           add_names(columns, kinds, names, diag);
}

bool columns_choose(struct columns *columns, const struct kinds *kinds, const struct option_list *kind_names,
                    const struct option_list *field_names, struct diag *diag)
{
    struct names wanted_kinds = {0}, wanted_fields = {0};
    bool good = take_names(&wanted_kinds, kind_names, "kind", diag) &&
                take_names(&wanted_fields, field_names, "fields", diag) &&
                choose_kinds(columns, kinds, &wanted_kinds, diag);
    if (good && wanted_fields.count)
        good = choose_fields(columns, kinds, &wanted_fields, diag);
    else
        for (size_t i = 0; i < columns->kind_count && good; i++)
            good = add_all_fields(columns, columns->kinds[i], diag);
    free(wanted_kinds.items);
    free(wanted_fields.items);
    return good;
}

static const char *title_of(const struct column *column, bool english)
{
    const char *title = !column->field ? NULL : english ? column->field->en : column->field->vi;
    return title ? title : column->path;
}

void columns_append_title(const struct columns *columns, size_t index, bool english, struct buffer *title)
{
    const struct column *column = &columns->items[index];
    const char *text = title_of(column, english);
    size_t same = 0;
    for (size_t i = 0; i < columns->count; i++)
        same += strcmp(title_of(&columns->items[i], english), text) == 0;
    buffer_puts(title, text);
    if (same > 1)
        buffer_printf(title, " (%s)", column->path);
}

void columns_free(struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        free(columns->items[i].path);
    free(columns->items);
    free(columns->kinds);
}
