/* SPDX-License-Identifier: ISC */
#include "kind_refers.h"

#include <stdlib.h>

void reference_free(struct reference *reference)
{
    if (reference)
        free(reference->kinds);
    free(reference);
}

static bool holds_ids(const struct field *field)
{
    enum field_type type = field->type == FIELD_LIST ? field->item : field->type;
    return type == FIELD_ID || type == FIELD_CODE;
}

/* One reference for one value: of what lies below a list, nobody could say which value it is. */
static bool lies_in_list(const struct field *field)
{
    for (field = field->parent; field; field = field->parent)
        if (field->type == FIELD_LIST || field->type == FIELD_TABLE)
            return true;
    return false;
}

bool refers_read(struct field *field, const struct node *entry, const struct record *definition, struct diag *diag)
{
    static const char *const keys[] = {"kind", "year", NULL};
    const struct node *refers = node_get(entry, text_of("refers"));
    const char *year = defs_text(refers, "year");
    reference_free(field->reference); /* of an entry for the same path that came before */
    field->reference = NULL;
    field->refers = defs_text(entry, "refers");
    if (!refers || field->refers)
        return true;
    if (refers->type != NODE_MAPPING)
        return defs_fault(diag, definition, refers, "`refers` is a level of units, or a mapping with `kind`");
    if (!defs_only(diag, definition, refers, keys))
        return false;
    if (!holds_ids(field) || lies_in_list(field))
        return defs_fault(diag, definition, refers,
                          "`refers` to records goes with an id, a code or a list of such, not below a list");
    if (node_get(refers, text_of("year")) && (!year || (strcmp(year, "same") != 0 && strcmp(year, "earlier") != 0)))
        return defs_fault(diag, definition, node_get(refers, text_of("year")), "`year` is `same` or `earlier`");
    field->reference = mem_new(1, sizeof *field->reference);
    *field->reference = (struct reference){.earlier = year && *year == 'e', .definition = definition, .node = refers};
    return true;
}

static bool add_kind(struct reference *reference, const struct kind *from, const struct node *name,
                     const struct kinds *kinds, struct diag *diag)
{
    char written[TEXT_EXCERPT];
    struct text text = name->type == NODE_SCALAR ? name->value : text_of("");
    const struct kind *kind = kinds_find(kinds, text);
    const char *nearest = kind ? NULL : kinds_nearest(kinds, text);
    if (!kind)
        return defs_fault(diag, reference->definition, name, "no kind '%s'%s%s%s", text_excerpt(text, written),
                          nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    bool by_year = kind->key_count == 2 && kind->year && kind->key[1] == kind->year;
    if ((kind->key_count != 1 && !by_year) || kind->key[0] == kind->year)
        return defs_fault(diag, reference->definition, name,
                          "a record of the kind '%s' cannot be referred to: its key is not one field, or one and year",
                          kind->name);
    if (by_year && !from->year)
        return defs_fault(diag, reference->definition, name,
                          "records of the kind '%s' are told apart by year, and the kind '%s' has none", kind->name,
                          from->name);
    reference->kinds[reference->kind_count++] = kind;
    return true;
}

static bool link_reference(struct reference *reference, const struct kind *from, const struct kinds *kinds,
                           struct diag *diag)
{
    const struct node *names = node_get(reference->node, text_of("kind"));
    bool is_list = names && names->type == NODE_SEQUENCE && names->count > 0;
    if (!names || (!is_list && names->type != NODE_SCALAR))
        return defs_fault(diag, reference->definition, reference->node,
                          "`refers` needs `kind`, the name of a kind or a list of such");
    reference->kinds = mem_new(is_list ? names->count : 1, sizeof(struct kind *));
    if (!is_list)
        return add_kind(reference, from, names, kinds, diag);
    for (const struct node *name = names->first; name; name = name->next)
        if (!add_kind(reference, from, name, kinds, diag))
            return false;
    return true;
}

/* Where unit records have levels it must be one of them, or `unit` for any. */
static bool check_level(const struct kind *kind, const struct field *field, const struct kinds *kinds,
                        struct diag *diag)
{
    const struct kind *unit = kinds_find(kinds, text_of("unit"));
    const struct field *level = unit ? field_at_path(&unit->root, "level") : NULL;
    bool known = !level || level->choice_count == 0 || strcmp(field->refers, "unit") == 0;
    for (size_t i = 0; !known && i < level->choice_count; i++)
        known = strcmp(field->refers, level->choices[i]) == 0;
    return known || defs_fault(diag, kind->definition, NULL, "`refers` of '%s': units have no level '%s'", field->path,
                               field->refers);
}

static bool link_members(struct kind *kind, struct field *field, const struct kinds *kinds, struct diag *diag)
{
    for (size_t i = 0; i < field->member_count; i++) {
        struct field *member = field->members[i];
        if (member->refers && !check_level(kind, member, kinds, diag))
            return false;
        if (member->reference) {
            if (!link_reference(member->reference, kind, kinds, diag))
                return false;
            kind->references = mem_grow(kind->references, &kind->reference_capacity, kind->reference_count + 1,
                                        sizeof(struct field *));
            kind->references[kind->reference_count++] = member;
        }
        if (!link_members(kind, member, kinds, diag))
            return false;
    }
    return true;
}

bool refers_link(struct kind *kind, const struct kinds *kinds, struct diag *diag)
{
    return link_members(kind, &kind->root, kinds, diag);
}
