/* SPDX-License-Identifier: ISC */
#include "together.h"

#include "keyset.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MOST_COUNTS = 8 };

struct group {
    char *name, *subject; /* `unit 14809, year 2026`; the record at the place */
    struct place place;
    bool counted; /* the first count counts the record at the place */
    int64_t least[MOST_COUNTS], most[MOST_COUNTS];
};

struct relation {
    const struct kind *kind;
    const struct node *entry;
    const struct field **by;
    size_t by_count;
    struct expr *among, *holds;
    struct expr *counts[MOST_COUNTS];
    struct expr_extra names[MOST_COUNTS];
    size_t count_count;
    enum severity severity;
    struct keyset *keys;
    struct group *groups; /* by the number of their key */
    size_t capacity;
};

struct together {
    struct diag *diag;
    struct relation *relations;
    size_t count, capacity;
    struct buffer key, name, subject;
};

static bool read_by(struct relation *relation, const struct node *by, struct diag *diag)
{
    const struct record *definition = relation->kind->definition;
    if (!by || by->type != NODE_SEQUENCE || by->count == 0)
        return defs_fault(diag, definition, by ? by : relation->entry, "`by`, a list of fields, is missing");
    relation->by = mem_new(by->count, sizeof(struct field *));
    for (const struct node *path = by->first; path; path = path->next) {
        const struct field *field =
            path->type == NODE_SCALAR ? field_at_path(&relation->kind->root, path->value.bytes) : NULL;
        if (!field)
            return defs_fault(diag, definition, path, "`by` names a field that the kind does not have");
        relation->by[relation->by_count++] = field;
    }
    return true;
}

static bool read_counts(struct relation *relation, const struct node *counts, const struct expr_scope *scope,
                        struct diag *diag)
{
    const struct record *definition = relation->kind->definition;
    if (!counts || counts->type != NODE_MAPPING || counts->count == 0 || counts->count > MOST_COUNTS)
        return defs_fault(diag, definition, counts ? counts : relation->entry,
                          "`count` is a mapping of 1 to %d names to conditions", MOST_COUNTS);
    for (const struct node *count = counts->first; count; count = count->next) {
        struct expr *expr = expr_of_definition(definition, count, scope, EXPR_CONDITION, diag);
        if (!expr)
            return false;
        relation->names[relation->count_count] = (struct expr_extra){count->key.bytes, VALUE_INTEGER};
        relation->counts[relation->count_count++] = expr;
    }
    return true;
}

static bool read_relation(struct relation *relation, struct diag *diag)
{
    static const char *const keys[] = {"by", "among", "count", "holds", "severity", "en", "vi", "source", NULL};
    const struct node *entry = relation->entry, *among = node_get(entry, text_of("among"));
    const struct record *definition = relation->kind->definition;
    struct expr_scope records = {.kinds = &relation->kind, .kind_count = 1};
    const char *severity = defs_text(entry, "severity");
    if (!defs_only(diag, definition, entry, keys))
        return false;
    if (!severity || (strcmp(severity, "error") != 0 && strcmp(severity, "warning") != 0) || !defs_text(entry, "en") ||
        !defs_text(entry, "holds"))
        return defs_fault(diag, definition, entry,
                          "what must hold together needs `holds`, `severity` (error or warning) and `en`");
    relation->severity = *severity == 'w' ? SEVERITY_WARNING : SEVERITY_ERROR;
    if (!read_by(relation, node_get(entry, text_of("by")), diag) ||
        !read_counts(relation, node_get(entry, text_of("count")), &records, diag))
        return false;
    relation->among = among ? expr_of_definition(definition, among, &records, EXPR_CONDITION, diag) : NULL;
    struct expr_scope figures = {.extras = relation->names, .extra_count = relation->count_count};
    relation->holds = expr_of_definition(definition, node_get(entry, text_of("holds")), &figures, EXPR_CONDITION, diag);
    return relation->holds && (relation->among || !among);
}

static bool read_kind(struct together *together, const struct kind *kind)
{
    const struct node *list = node_get(kind->definition->root, text_of("together"));
    if (list && list->type != NODE_SEQUENCE)
        return defs_fault(together->diag, kind->definition, list, "`together` must be a list");
    for (const struct node *entry = node_first(list); entry; entry = entry->next) {
        together->relations =
            mem_grow(together->relations, &together->capacity, together->count + 1, sizeof *together->relations);
        struct relation *relation = &together->relations[together->count++];
        *relation = (struct relation){.kind = kind, .entry = entry, .keys = keyset_new()};
        if (!read_relation(relation, together->diag))
            return false;
    }
    return true;
}

struct together *together_new(const struct kinds *kinds, struct diag *diag)
{
    struct together *together = mem_new(1, sizeof *together);
    together->diag = diag;
    for (size_t i = 0; i < kinds_count(kinds); i++)
        if (!read_kind(together, kinds_at(kinds, i))) {
            together_free(together);
            return NULL;
        }
    return together;
}

static void free_relation(struct relation *relation)
{
    for (size_t i = 0; i < keyset_count(relation->keys); i++) {
        free(relation->groups[i].name);
        free(relation->groups[i].subject);
    }
    for (size_t i = 0; i < relation->count_count; i++)
        expr_free(relation->counts[i]);
    expr_free(relation->among);
    expr_free(relation->holds);
    keyset_free(relation->keys);
    free(relation->groups);
    free(relation->by);
}

void together_free(struct together *together)
{
    if (!together)
        return;
    for (size_t i = 0; i < together->count; i++)
        free_relation(&together->relations[i]);
    free(together->relations);
    buffer_free(&together->key);
    buffer_free(&together->name);
    buffer_free(&together->subject);
    free(together);
}

/* Empty where it is missing. */
static struct text key_part(const struct relation *relation, size_t i, const struct record *record)
{
    const struct node *value = node_at_path(record->root, relation->by[i]->path);
    return !node_is_null(value) && value->type == NODE_SCALAR ? value->value : text_of("");
}

static char *name_of(struct buffer *name, const struct relation *relation, const struct record *record)
{
    buffer_clear(name);
    for (size_t i = 0; i < relation->by_count; i++) {
        char written[TEXT_EXCERPT];
        buffer_printf(name, "%s%s %s", i ? ", " : "", relation->by[i]->path,
                      text_excerpt(key_part(relation, i, record), written));
    }
    return mem_copy(name->bytes, name->length);
}

/* NULL where a part of the group's key is missing. */
static struct group *group_for(struct together *together, struct relation *relation, const struct record *record)
{
    struct buffer *key = &together->key;
    bool added;
    buffer_clear(key);
    for (size_t i = 0; i < relation->by_count; i++) {
        struct text value = key_part(relation, i, record);
        if (value.length == 0)
            return NULL;
        buffer_putc(key, '\0');
        buffer_append(key, value.bytes, value.length);
    }
    size_t number = keyset_add(relation->keys, (struct text){key->bytes, key->length}, &added);
    relation->groups = mem_grow(relation->groups, &relation->capacity, number + 1, sizeof *relation->groups);
    if (added)
        relation->groups[number] = (struct group){.name = name_of(&together->name, relation, record)};
    return &relation->groups[number];
}

static void set_place(struct together *together, struct group *group, const struct kind *kind,
                      const struct record *record)
{
    buffer_clear(&together->subject);
    kind_append_name(kind, record, &together->subject);
    free(group->subject);
    group->subject = mem_copy(together->subject.bytes, together->subject.length);
    group->place = record_first_place(record);
}

static void count(struct together *together, struct relation *relation, const struct record *record, bool sound)
{
    struct expr_input input = {.root = record->root, .year = kind_year(relation->kind, record)};
    enum truth among = relation->among ? expr_test(relation->among, &input) : TRUTH_TRUE;
    struct group *group = among == TRUTH_FALSE ? NULL : group_for(together, relation, record);
    for (size_t i = 0; group && i < relation->count_count; i++) {
        bool known = sound && among == TRUTH_TRUE;
        enum truth counts = known ? expr_test(relation->counts[i], &input) : TRUTH_UNKNOWN;
        group->least[i] += counts == TRUTH_TRUE;
        group->most[i] += counts != TRUTH_FALSE;
        bool better = i == 0 && counts == TRUTH_TRUE && !group->counted;
        if (better || !group->subject)
            set_place(together, group, relation->kind, record);
        group->counted |= better;
    }
}

void together_add(struct together *together, const struct kind *kind, const struct record *record, bool sound)
{
    for (size_t i = 0; i < together->count; i++)
        if (together->relations[i].kind == kind)
            count(together, &together->relations[i], record, sound);
}

static bool is_broken(const struct relation *relation, const struct group *group)
{
    struct value values[MOST_COUNTS] = {0};
    struct expr_input input = {.extras = values};
    for (unsigned corner = 0; corner < 1u << relation->count_count; corner++) {
        for (size_t i = 0; i < relation->count_count; i++)
            values[i] =
                (struct value){.type = VALUE_INTEGER, .integer = corner >> i & 1 ? group->most[i] : group->least[i]};
        if (expr_test(relation->holds, &input) != TRUTH_FALSE)
            return false;
    }
    return true;
}

static void report(const struct together *together, const struct relation *relation, const struct group *group)
{
    struct buffer figures = {0};
    for (size_t i = 0; i < relation->count_count; i++) {
        buffer_printf(&figures, "%s%s %" PRId64, i ? ", " : "", relation->names[i].name, group->least[i]);
        if (group->most[i] > group->least[i])
            buffer_printf(&figures, " to %" PRId64, group->most[i]);
    }
    together->diag->subject = group->subject;
    diag_report(together->diag, relation->severity, &group->place, "group-relation", "%s: %s: %s", group->name,
                defs_text(relation->entry, "en"), buffer_text(&figures));
    together->diag->subject = NULL;
    buffer_free(&figures);
}

void together_report(const struct together *together)
{
    for (size_t i = 0; i < together->count; i++)
        for (size_t j = 0; j < keyset_count(together->relations[i].keys); j++)
            if (is_broken(&together->relations[i], &together->relations[i].groups[j]))
                report(together, &together->relations[i], &together->relations[i].groups[j]);
}
