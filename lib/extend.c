/* SPDX-License-Identifier: ISC */
#include "extend.h"

#include <string.h>

enum { LONGEST_CHAIN = 8 };

/* One set being merged. */
struct merging {
    struct defs *defs;
    struct arena *arena;
    struct diag *diag;
    const struct record *definition; /* whose changes are applied */
    int depth;
};

static bool fault(const struct merging *merging, const struct node *node, const char *text)
{
    return defs_fault(merging->diag, merging->definition, node, "%s", text);
}

static struct node *clone(struct arena *arena, const struct node *node)
{
    struct node *copy = arena_new(arena, 1, sizeof *copy);
    *copy = *node;
    copy->first = copy->last = copy->next = copy->parent = NULL;
    copy->count = 0;
    for (const struct node *child = node->first; child; child = child->next)
        node_attach(copy, clone(arena, child));
    return copy;
}

static struct node *empty_like(struct arena *arena, const struct node *node)
{
    struct node *copy = arena_new(arena, 1, sizeof *copy);
    *copy = *node;
    copy->first = copy->last = copy->next = copy->parent = NULL;
    copy->count = 0;
    return copy;
}

static void remove_child(struct node *parent, const struct node *child)
{
    struct node *kept = parent->first;
    parent->first = parent->last = NULL;
    parent->count = 0;
    for (struct node *next; kept; kept = next) {
        next = kept->next;
        if (kept != child)
            node_attach(parent, kept);
    }
}

/* Sets an entry of a mapping to a copy of another's. */
static void set_entry(struct arena *arena, struct node *mapping, const struct node *entry)
{
    struct node *old = node_get(mapping, entry->key);
    if (old)
        remove_child(mapping, old);
    node_attach(mapping, clone(arena, entry));
}

/* A rule of a group says by which clause it applies; that goes with it into the section. */
static void append_rule(struct arena *arena, struct node *rules, const struct node *rule, const struct node *through)
{
    struct node *copy = clone(arena, rule);
    if (through) {
        struct node *entry = clone(arena, through);
        entry->key = text_of("through");
        node_attach(copy, entry);
    }
    node_attach(rules, copy);
}

static struct node *expanded_rules(struct arena *arena, const struct node *list, const struct node *groups)
{
    struct node *rules = empty_like(arena, list);
    for (const struct node *entry = list->first; entry; entry = entry->next) {
        const struct node *use = node_get(entry, text_of("use"));
        const struct node *group = use ? node_get(groups, use->value) : NULL;
        if (!group)
            append_rule(arena, rules, entry, NULL);
        for (const struct node *rule = node_first(group); rule; rule = rule->next)
            append_rule(arena, rules, rule, node_get(entry, text_of("cite")));
    }
    return rules;
}

/* The sections of a set, each with one class, without groups. */
static struct node *split_sections(struct arena *arena, const struct node *root)
{
    const struct node *sections = node_get(root, text_of("sections")), *groups = node_get(root, text_of("groups"));
    struct node *split = empty_like(arena, sections);
    for (const struct node *section = sections->first; section; section = section->next) {
        const struct node *classes = node_get(section, text_of("classes"));
        for (const struct node *class = node_first(classes); class; class = class->next) {
            struct node *one = empty_like(arena, section);
            for (const struct node *entry = section->first; entry; entry = entry->next) {
                struct node *copy = text_is(entry->key, "rules")     ? expanded_rules(arena, entry, groups)
                                    : text_is(entry->key, "classes") ? empty_like(arena, entry)
                                                                     : clone(arena, entry);
                if (text_is(entry->key, "classes"))
                    node_attach(copy, clone(arena, class));
                node_attach(one, copy);
            }
            node_attach(split, one);
        }
    }
    return split;
}

/* What is taken over is spoken of where it is taken over: places of another definition mean nothing in this one. */
static void stand_at(struct node *node, const struct node *place)
{
    node->at = node->key_at = node->end = place->at;
    for (struct node *child = node->first; child; child = child->next)
        stand_at(child, place);
}

static struct node *section_of_class(struct node *sections, struct text class)
{
    for (struct node *section = sections->first; section; section = section->next)
        if (text_equal(node_get(section, text_of("classes"))->first->value, class))
            return section;
    return NULL;
}

static struct node *rule_of_id(const struct node *rules, struct text id)
{
    for (struct node *rule = rules->first; rule; rule = rule->next) {
        const struct node *name = node_get(rule, text_of("rule"));
        if (name && text_equal(name->value, id))
            return rule;
    }
    return NULL;
}

static bool change_rule(const struct merging *merging, const struct node *change, struct node *rules)
{
    const struct node *id = node_get(change, text_of("rule")), *removed = node_get(change, text_of("remove"));
    struct node *rule = id->type == NODE_SCALAR ? rule_of_id(rules, id->value) : NULL;
    if (!rule)
        return fault(merging, id, "the set that is extended has no rule of this id for this class");
    if (removed && (!text_is(removed->value, "true") || change->count != 3))
        return fault(merging, removed, "`remove` can only be true, and nothing else is changed then");
    if (removed)
        remove_child(rules, rule);
    for (const struct node *entry = change->first; entry && !removed; entry = entry->next)
        if (!text_is(entry->key, "classes") && !text_is(entry->key, "rule"))
            set_entry(merging->arena, rule, entry);
    return true;
}

static bool change_section(const struct merging *merging, const struct node *whole, struct node *section)
{
    if (whole->type != NODE_MAPPING || node_get(whole, text_of("classes")))
        return fault(merging, whole, "`section` is a mapping of keys of a section other than `classes`");
    for (const struct node *entry = whole->first; entry; entry = entry->next)
        set_entry(merging->arena, section, entry);
    return true;
}

static bool apply_change(const struct merging *merging, const struct node *change, struct node *section)
{
    const struct node *rule = node_get(change, text_of("rule")), *added = node_get(change, text_of("add"));
    const struct node *whole = node_get(change, text_of("section"));
    struct node *rules = node_get(section, text_of("rules"));
    if (!rule + !added + !whole != 2 || (!rule && change->count != 2))
        return fault(merging, change,
                     "a change needs `classes` and one of `rule` (with new keys, or remove: true), `add`, `section`");
    if (whole)
        return change_section(merging, whole, section);
    if (!rules || rules->type != NODE_SEQUENCE)
        return fault(merging, change, "the section has no list of rules to change");
    if (rule)
        return change_rule(merging, change, rules);
    node_attach(rules, clone(merging->arena, added));
    return true;
}

static bool apply_changes(const struct merging *merging, const struct node *changes, struct node *sections)
{
    for (const struct node *change = node_first(changes); change; change = change->next) {
        const struct node *classes = node_get(change, text_of("classes"));
        if (!classes || classes->type != NODE_SEQUENCE)
            return fault(merging, change, "a change needs `classes`, a list");
        for (const struct node *class = classes->first; class; class = class->next) {
            struct node *section = class->type == NODE_SCALAR ? section_of_class(sections, class->value) : NULL;
            if (!section)
                return fault(merging, class, "the set that is extended has no section for this class");
            if (!apply_change(merging, change, section))
                return false;
        }
    }
    return true;
}

static const struct node *merge(struct merging *merging);

static const struct node *merged_base(const struct merging *merging, const struct node *name)
{
    struct merging base = *merging;
    size_t errors = merging->diag->errors;
    base.depth++;
    if (base.depth > LONGEST_CHAIN) {
        fault(merging, name, "sets extend each other in a circle");
        return NULL;
    }
    base.definition = name->type == NODE_SCALAR ? defs_get(merging->defs, "criteria", name->value.bytes) : NULL;
    if (!base.definition && errors == merging->diag->errors)
        fault(merging, name, "there is no set of this name to extend");
    return base.definition ? merge(&base) : NULL;
}

static const struct node *merge(struct merging *merging)
{
    static const char *const own[] = {"extends", "changes"};
    static const char *const inherited[] = {"reduction", "grades"};
    const struct node *root = merging->definition->root, *extends = node_get(root, text_of("extends"));
    if (!extends)
        return root;
    const struct node *base = merged_base(merging, extends);
    const struct node *sections = node_get(base, text_of("sections"));
    if (!base)
        return NULL;
    if (!sections || sections->type != NODE_SEQUENCE) {
        fault(merging, extends, "the set that is extended has no list of sections");
        return NULL;
    }
    if (node_get(root, text_of("sections")) || node_get(root, text_of("groups"))) {
        fault(merging, root, "a set that extends another has `changes`, no `sections` or `groups` of its own");
        return NULL;
    }
    struct node *merged = empty_like(merging->arena, root), *split = split_sections(merging->arena, base);
    for (const struct node *entry = root->first; entry; entry = entry->next)
        if (!text_is(entry->key, own[0]) && !text_is(entry->key, own[1]))
            node_attach(merged, clone(merging->arena, entry));
    for (size_t i = 0; i < sizeof inherited / sizeof *inherited; i++) {
        const struct node *entry = node_get(base, text_of(inherited[i]));
        if (!entry || node_get(merged, text_of(inherited[i])))
            continue;
        node_attach(merged, clone(merging->arena, entry));
        stand_at(merged->last, extends);
    }
    stand_at(split, extends);
    split->key = text_of("sections");
    node_attach(merged, split);
    return apply_changes(merging, node_get(root, text_of("changes")), split) ? merged : NULL;
}

const struct node *extend_criteria(struct defs *defs, const struct record *definition, struct arena *arena,
                                   struct diag *diag)
{
    struct merging merging = {defs, arena, diag, definition, 0};
    return merge(&merging);
}
