/* SPDX-License-Identifier: ISC */
#include "duplicates.h"

#include "namekey.h"
#include "seen.h"

#include <stdlib.h>

/* What a kind says of its names. */
struct distinct {
    const struct kind *kind;
    const struct field *name, **within;
    size_t within_count;
};

struct duplicates {
    struct diag *diag;
    struct seen *keys, *names;
    struct distinct *distinct;
    size_t count, capacity;
    struct buffer key;
};

static const struct field *read_field(const struct duplicates *duplicates, const struct kind *kind,
                                      const struct node *path)
{
    const struct field *field = path->type == NODE_SCALAR ? field_at_path(&kind->root, path->value.bytes) : NULL;
    if (!field)
        defs_fault(duplicates->diag, kind->definition, path, "`distinct` names a field that the kind does not have");
    return field;
}

/* Else the records of one thing, as those of an area in its years, would be taken for several things. */
static bool check_parts(const struct duplicates *duplicates, const struct distinct *distinct, const struct node *entry)
{
    const struct kind *kind = distinct->kind;
    for (size_t i = 1; i < kind->key_count; i++) {
        bool there = false;
        for (size_t j = 0; j < distinct->within_count; j++)
            there |= distinct->within[j] == kind->key[i];
        if (!there)
            return defs_fault(duplicates->diag, kind->definition, entry,
                              "`within` lacks %s: all but the first of the key's fields must be in it",
                              kind->key[i]->path);
    }
    return true;
}

static bool read_distinct(struct duplicates *duplicates, const struct kind *kind, const struct node *entry)
{
    static const char *const keys[] = {"field", "within", NULL};
    const struct node *name = node_get(entry, text_of("field")), *within = node_get(entry, text_of("within"));
    if (!name || !within || within->type != NODE_SEQUENCE)
        return defs_fault(duplicates->diag, kind->definition, entry,
                          "`distinct` needs `field` and `within`, a list of fields");
    if (!defs_only(duplicates->diag, kind->definition, entry, keys))
        return false;
    duplicates->distinct =
        mem_grow(duplicates->distinct, &duplicates->capacity, duplicates->count + 1, sizeof *duplicates->distinct);
    struct distinct *distinct = &duplicates->distinct[duplicates->count++];
    *distinct = (struct distinct){.kind = kind,
                                  .name = read_field(duplicates, kind, name),
                                  .within = mem_new(within->count, sizeof(struct field *))};
    for (const struct node *part = within->first; part && distinct->name; part = part->next)
        if (!(distinct->within[distinct->within_count++] = read_field(duplicates, kind, part)))
            return false;
    return distinct->name && check_parts(duplicates, distinct, entry);
}

struct duplicates *duplicates_new(const struct kinds *kinds, struct diag *diag)
{
    struct duplicates *duplicates = mem_new(1, sizeof *duplicates);
    duplicates->diag = diag;
    duplicates->keys = seen_new();
    duplicates->names = seen_new();
    for (size_t i = 0; i < kinds_count(kinds); i++) {
        const struct kind *kind = kinds_at(kinds, i);
        const struct node *entry = node_get(kind->definition->root, text_of("distinct"));
        if (entry && !read_distinct(duplicates, kind, entry)) {
            duplicates_free(duplicates);
            return NULL;
        }
    }
    return duplicates;
}

void duplicates_free(struct duplicates *duplicates)
{
    if (!duplicates)
        return;
    for (size_t i = 0; i < duplicates->count; i++)
        free(duplicates->distinct[i].within);
    free(duplicates->distinct);
    seen_free(duplicates->keys);
    seen_free(duplicates->names);
    buffer_free(&duplicates->key);
    free(duplicates);
}

/* Whether what the key buffer holds is new. */
static bool is_first(struct duplicates *duplicates, struct seen *seen, struct place here, struct place *first)
{
    return seen_first(seen, (struct text){duplicates->key.bytes, duplicates->key.length}, here, first);
}

static bool check_name(struct duplicates *duplicates, const struct distinct *distinct, const struct record *record)
{
    const struct node *name = field_node(distinct->name, record->root);
    struct buffer *key = &duplicates->key;
    char written[TEXT_EXCERPT];
    struct place first;
    if (node_is_null(name) || name->type != NODE_SCALAR)
        return true;
    buffer_clear(key);
    buffer_puts(key, distinct->kind->name);
    for (size_t i = 0; i < distinct->within_count; i++) {
        const struct node *part = field_node(distinct->within[i], record->root);
        buffer_putc(key, '\0');
        if (!node_is_null(part) && part->type == NODE_SCALAR)
            buffer_append(key, part->value.bytes, part->value.length);
    }
    buffer_putc(key, '\0');
    namekey_append(name->value, key);
    if (is_first(duplicates, duplicates->names, record_first_place(record), &first))
        return true;
    struct place place = record_place(record, name->at);
    buffer_clear(key);
    for (size_t i = 0; i < distinct->within_count; i++)
        buffer_printf(key, "%s%s",
                      i == 0                            ? ""
                      : i + 1 == distinct->within_count ? " and "
                                                        : ", ",
                      distinct->within[i]->path);
    diag_report(duplicates->diag, SEVERITY_WARNING, &place, "similar-name",
                "%s: '%s' reads the same as that of the record at %s:%zu, which has the same %s", distinct->name->path,
                text_excerpt(name->value, written), first.file, first.line, buffer_text(key));
    return !duplicates->diag->warnings_are_errors;
}

bool duplicates_check_key(struct duplicates *duplicates, const struct kind *kind, const struct record *record)
{
    struct place here = record_first_place(record), first;
    buffer_clear(&duplicates->key);
    kind_append_key(kind, record, &duplicates->key);
    if (is_first(duplicates, duplicates->keys, here, &first))
        return true;
    diag_report(duplicates->diag, SEVERITY_ERROR, &here, "duplicate-record", "the same key as the record at %s:%zu",
                first.file, first.line);
    return false;
}

bool duplicates_check_name(struct duplicates *duplicates, const struct kind *kind, const struct record *record)
{
    for (size_t i = 0; i < duplicates->count; i++)
        if (duplicates->distinct[i].kind == kind)
            return check_name(duplicates, &duplicates->distinct[i], record);
    return true;
}

const struct seen *duplicates_keys(const struct duplicates *duplicates)
{
    return duplicates->keys;
}
