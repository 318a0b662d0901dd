/* SPDX-License-Identifier: ISC */
#include "evidence_policy.h"

#include <stdlib.h>
#include <string.h>

static const char block_name[] = "evidence";

struct loading {
    const struct kinds *kinds;
    const struct record *definition;
    struct policy *policy;
    struct diag *diag;
};

static bool fault(const struct loading *loading, const struct node *node, const char *text)
{
    return defs_fault(loading->diag, loading->definition, node, "%s", text);
}

static bool compile(const struct loading *loading, const struct node *entry, const char *key, struct expr_scope scope,
                    enum expr_wanted wanted, struct expr **expr)
{
    const struct node *node = node_get(entry, text_of(key));
    *expr = node ? expr_of_definition(loading->definition, node, &scope, wanted, loading->diag) : NULL;
    return !node || *expr;
}

/* A scalar alone is a list of one. */
static const struct node *first_name(const struct node *node)
{
    return node && node->type == NODE_SCALAR ? node : node_first(node);
}

static const struct node *next_name(const struct node *names, const struct node *name)
{
    return names == name ? NULL : name->next;
}

static size_t find_list(const struct policy *policy, struct text name)
{
    size_t list = 0;
    while (list < policy->list_count && !text_is(name, policy->lists[list].name))
        list++;
    return list;
}

static bool is_plain(enum field_type type)
{
    return type != FIELD_TEXT && type != FIELD_ID && type != FIELD_CODE && type != FIELD_CHOICE;
}

/* The kind must have the field that the block will show. */
static bool add_list(const struct loading *loading, const struct node *entry, const char *name, bool valued,
                     size_t *list)
{
    struct policy *policy = loading->policy;
    const struct field *block = field_member(&policy->kind->root, text_of(block_name));
    const struct field *field = block ? field_member(block, text_of(name)) : NULL;
    bool fits = field && (valued ? field->type == FIELD_TABLE
                                 : field->type == FIELD_LIST && field->member_count == 0 && field->item == FIELD_YEAR);
    if (!fits)
        return defs_fault(loading->diag, loading->definition, entry, "the kind %s has no field '%s.%s' that is %s",
                          policy->kind->name, block_name, name, valued ? "a table" : "a list of years");
    *list = find_list(policy, text_of(name));
    if (*list < policy->list_count)
        return true;
    policy->lists = mem_grow(policy->lists, &policy->list_capacity, policy->list_count + 1, sizeof *policy->lists);
    policy->lists[policy->list_count++] = (struct subject_list){name, valued, is_plain(field->item)};
    return true;
}

static bool read_from(const struct loading *loading, struct collector *collector, const struct node *entry)
{
    const struct node *names = node_get(entry, text_of("from"));
    collector->from = mem_new(names ? names->count + 1 : 1, sizeof(struct kind *));
    for (const struct node *name = first_name(names); name; name = next_name(names, name)) {
        const struct kind *kind = name->type == NODE_SCALAR ? kinds_find(loading->kinds, name->value) : NULL;
        if (!kind || !kind->year)
            return fault(loading, name, "`from` names kinds whose records have a year");
        collector->from[collector->from_count++] = kind;
    }
    return collector->from_count > 0 || fault(loading, entry, "`from`, the kinds of what is collected, is missing");
}

static size_t parts_of_key(const struct kind *kind)
{
    size_t parts = 0;
    for (size_t i = 0; i < kind->key_count; i++)
        parts += kind->key[i] != kind->year;
    return parts;
}

static bool read_keys(const struct loading *loading, struct collector *collector, const struct node *names)
{
    const struct policy *policy = loading->policy;
    static const char prefix[] = "evidence.";
    collector->keys = mem_new(names->count + 1, sizeof *collector->keys);
    for (size_t i = 0; i < collector->from_count; i++)
        if (parts_of_key(collector->from[i]) != 1)
            return fault(loading, names, "`key` is for kinds with a key of one field beside the year");
    for (const struct node *name = first_name(names); name; name = next_name(names, name)) {
        struct subject_key key = {0};
        const char *path = name->type == NODE_SCALAR ? name->value.bytes : "";
        bool listed = strncmp(path, prefix, strlen(prefix)) == 0;
        if (listed)
            key.list = find_list(policy, text_of(path + strlen(prefix)));
        else
            key.field = field_at_path(&policy->kind->root, path);
        if (listed ? key.list == policy->list_count || !policy->lists[key.list].valued : !key.field)
            return defs_fault(loading->diag, loading->definition, name,
                              "'%s' is neither a field of the kind %s nor `evidence.` and values that were collected "
                              "above",
                              path, policy->kind->name);
        collector->keys[collector->key_count++] = key;
    }
    return true;
}

static bool read_same(const struct loading *loading, struct collector *collector, const struct node *names)
{
    const struct policy *policy = loading->policy;
    collector->same = mem_new(names->count + 1, sizeof(char *));
    for (const struct node *name = first_name(names); name; name = next_name(names, name)) {
        const char *path = name->type == NODE_SCALAR ? name->value.bytes : "";
        const struct field *ours = field_at_path(&policy->kind->root, path);
        bool both = ours != NULL;
        for (size_t i = 0; i < collector->from_count && both; i++)
            both = field_at_path(&collector->from[i]->root, path) != NULL;
        if (!both)
            return defs_fault(loading->diag, loading->definition, name, "'%s' is not a field of all these kinds", path);
        collector->same[collector->same_count++] = path;
    }
    return true;
}

static bool read_collector(const struct loading *loading, const struct node *entry)
{
    static const char *const keys[] = {"name", "from", "key", "same", "when", "for", "value", NULL};
    struct policy *policy = loading->policy;
    const struct node *key = node_get(entry, text_of("key")), *same = node_get(entry, text_of("same"));
    const char *name = defs_text(entry, "name");
    if (!defs_only(loading->diag, loading->definition, entry, keys))
        return false;
    if (!name || !key == !same)
        return fault(loading, entry, "what is collected needs `name`, `from`, and either `key` or `same`");
    policy->collectors = mem_grow(policy->collectors, &policy->collector_capacity, policy->collector_count + 1,
                                  sizeof *policy->collectors);
    struct collector *collector = &policy->collectors[policy->collector_count++];
    *collector = (struct collector){0};
    if (policy->collector_count > UINT16_MAX)
        return fault(loading, entry, "more is collected than can be");
    if (!read_from(loading, collector, entry) || !(key ? read_keys : read_same)(loading, collector, key ? key : same))
        return false;
    struct expr_scope theirs = {.kinds = collector->from, .kind_count = collector->from_count};
    struct expr_scope ours = {.kinds = (const struct kind *const[]){policy->kind}, .kind_count = 1};
    return compile(loading, entry, "when", theirs, EXPR_CONDITION, &collector->when) &&
           compile(loading, entry, "for", ours, EXPR_CONDITION, &collector->wanted) &&
           compile(loading, entry, "value", theirs, EXPR_VALUE, &collector->value) &&
           add_list(loading, entry, name, collector->value, &collector->list);
}

static bool read_conflict(const struct loading *loading, const struct node *entry)
{
    static const char *const keys[] = {"conflict", "each", "when", "severity", "once", "vi", "en", "source", NULL};
    static const struct expr_extra extras[FOUND_EXTRAS] = {
        [FOUND_YEAR] = {"found.year", VALUE_INTEGER},
        [FOUND_VALUE] = {"found.value", VALUE_TEXT},
        [FOUND_DISPUTED] = {"found.disputed", VALUE_BOOL},
    };
    struct policy *policy = loading->policy;
    struct conflict conflict = {
        .name = defs_text(entry, "conflict"), .vi = defs_text(entry, "vi"), .en = defs_text(entry, "en")};
    const char *severity = defs_text(entry, "severity"), *each = defs_text(entry, "each");
    const char *once = defs_text(entry, "once");
    bool error = severity && strcmp(severity, "error") == 0;
    if (!defs_only(loading->diag, loading->definition, entry, keys))
        return false;
    if (!conflict.name || !conflict.vi || !conflict.en || !node_get(entry, text_of("when")) || !severity ||
        (!error && strcmp(severity, "warning") != 0))
        return fault(loading, entry,
                     "a conflict needs `conflict`, its name, `when`, `severity` (error or warning), `vi` and `en`");
    conflict.severity = error ? SEVERITY_ERROR : SEVERITY_WARNING;
    conflict.once = once && strcmp(once, "true") == 0;
    conflict.each = each != NULL;
    conflict.list = each ? find_list(policy, text_of(each)) : 0;
    if (each && conflict.list == policy->list_count)
        return fault(loading, node_get(entry, text_of("each")), "nothing of this name is collected");
    struct expr_scope scope = {.kinds = (const struct kind *const[]){policy->kind},
                               .kind_count = 1,
                               .extras = extras,
                               .extra_count = each ? FOUND_EXTRAS : 0};
    if (!compile(loading, entry, "when", scope, EXPR_CONDITION, &conflict.when))
        return false;
    policy->conflicts =
        mem_grow(policy->conflicts, &policy->conflict_capacity, policy->conflict_count + 1, sizeof *policy->conflicts);
    policy->conflicts[policy->conflict_count++] = conflict;
    return true;
}

static struct policy *policy_for(struct evidence *evidence, const struct kind *kind)
{
    struct policy *policy = evidence_policy(evidence, kind);
    if (policy)
        return policy;
    evidence->policies =
        mem_grow(evidence->policies, &evidence->capacity, evidence->count + 1, sizeof *evidence->policies);
    policy = &evidence->policies[evidence->count++];
    *policy = (struct policy){.kind = kind, .keys = keyset_new()};
    return policy;
}

static bool read_entries(const struct loading *loading, const char *key,
                         bool (*read)(const struct loading *loading, const struct node *entry))
{
    const struct node *list = node_get(loading->definition->root, text_of(key));
    if (list && list->type != NODE_SEQUENCE)
        return defs_fault(loading->diag, loading->definition, list, "`%s` must be a list", key);
    for (const struct node *entry = node_first(list); entry; entry = entry->next)
        if (!read(loading, entry))
            return false;
    return true;
}

static bool read_definition(struct loading *loading, struct evidence *evidence)
{
    static const char *const keys[] = {"evidence", "collect", "conflicts", NULL};
    const struct node *root = loading->definition->root;
    const char *name = defs_text(root, "evidence");
    const struct kind *kind = name ? kinds_find(loading->kinds, text_of(name)) : NULL;
    if (!defs_only(loading->diag, loading->definition, root, keys))
        return false;
    if (!kind || !kind->year)
        return fault(loading, node_get(root, text_of("evidence")),
                     "`evidence` names the kind, one with a year, whose records get it");
    loading->policy = policy_for(evidence, kind);
    return read_entries(loading, "collect", read_collector) && read_entries(loading, "conflicts", read_conflict);
}

struct evidence *evidence_load(struct defs *defs, const struct kinds *kinds, struct diag *diag)
{
    struct evidence *evidence = mem_new(1, sizeof *evidence);
    struct loading loading = {kinds, NULL, NULL, diag};
    evidence->diag = diag;
    evidence->reader = reader_new(diag);
    for (size_t i = 0; i < defs_count(defs, "evidence"); i++) {
        loading.definition = defs_get(defs, "evidence", defs_name(defs, "evidence", i));
        if (!loading.definition || !read_definition(&loading, evidence)) {
            evidence_free(evidence);
            return NULL;
        }
    }
    for (size_t i = 0; i < evidence->count; i++)
        evidence->policies[i].found = mem_new(evidence->policies[i].list_count, sizeof(struct findings));
    return evidence;
}

static void free_collector(struct collector *collector)
{
    free(collector->from);
    free(collector->keys);
    free(collector->same);
    expr_free(collector->when);
    expr_free(collector->wanted);
    expr_free(collector->value);
}

void evidence_free(struct evidence *evidence)
{
    if (!evidence)
        return;
    for (size_t i = 0; i < evidence->count; i++) {
        struct policy *policy = &evidence->policies[i];
        evidence_free_policy(policy);
        for (size_t j = 0; j < policy->collector_count; j++)
            free_collector(&policy->collectors[j]);
        for (size_t j = 0; j < policy->conflict_count; j++)
            expr_free(policy->conflicts[j].when);
        free(policy->collectors);
        free(policy->conflicts);
        free(policy->lists);
    }
    free(evidence->policies);
    arena_free(&evidence->values);
    reader_free(evidence->reader);
    buffer_free(&evidence->key);
    buffer_free(&evidence->text);
    free(evidence);
}
