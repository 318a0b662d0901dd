/* SPDX-License-Identifier: ISC */
#include "kind_refers.h"

#include <stdlib.h>
#include <string.h>

struct kinds {
    struct kind **items;
    size_t count, capacity;
};

static const struct {
    const char *name, *expectation;
} types[] = {
    [FIELD_TEXT] = {"text", "text"},
    [FIELD_ID] = {"id", "an id: letters, digits and . - _ /"},
    [FIELD_CODE] = {"code", "a code: digits"},
    [FIELD_COUNT] = {"count", "a count: digits alone, 0 or more"},
    [FIELD_MONEY] = {"money", "an amount in VND: digits alone, 0 or more"},
    [FIELD_DATE] = {"date", "a date YYYY-MM-DD that exists"},
    [FIELD_YEAR] = {"year", "a year from 1990 to 2100"},
    [FIELD_BOOL] = {"bool", "true or false"},
    [FIELD_CHOICE] = {"one_of", "one of"},
    [FIELD_MAPPING] = {"mapping", "a mapping of fields"},
    [FIELD_LIST] = {"list", "a list"},
    [FIELD_TABLE] = {"table", "a mapping"},
    [FIELD_FIGURES] = {"figures", "a mapping of integers"},
};

const char *field_type_name(enum field_type type)
{
    return types[type].name;
}

const char *field_expectation(enum field_type type)
{
    return types[type].expectation;
}

static const struct field *find_member(const struct field *field, struct text name, uint32_t hash)
{
    if (field->slot_count == 0)
        return NULL;
    for (size_t i = hash;; i++) {
        uint16_t slot = field->slots[i & (field->slot_count - 1)];
        if (slot == 0)
            return NULL;
        const struct field *member = field->members[slot - 1];
        if (member->name_hash == hash && text_equal(name, (struct text){member->name, member->name_length}))
            return member;
    }
}

const struct field *field_member(const struct field *field, struct text name)
{
    return find_member(field, name, text_hash(name));
}

const struct field *field_find(const struct field *field, const struct node *entry)
{
    return find_member(field, entry->key, entry->key_hash);
}

const struct field *field_at_path(const struct field *field, const char *path)
{
    struct text rest = text_of(path), part;
    while (field && text_next_part(&rest, '.', &part))
        field = field_member(field, part);
    return field;
}

const char *field_nearest(const struct field *field, struct text name)
{
    const char **names = mem_new(field->member_count, sizeof *names);
    for (size_t i = 0; i < field->member_count; i++)
        names[i] = field->members[i]->name;
    const char *nearest = text_nearest(name, names, field->member_count);
    free(names);
    return nearest;
}

const char *field_word(const struct field *field, struct text value)
{
    const struct node *word = node_get(field->words, value);
    return word ? word->value.bytes : NULL;
}

static void index_members(struct field *field)
{
    free(field->slots);
    field->slot_count = 4;
    while (field->slot_count < field->member_count * 2)
        field->slot_count *= 2;
    field->slots = mem_new(field->slot_count, sizeof *field->slots);
    field->required_count = 0;
    for (size_t i = 0; i < field->member_count; i++) {
        struct field *member = field->members[i];
        size_t slot = member->name_hash;
        while (field->slots[slot & (field->slot_count - 1)])
            slot++;
        field->slots[slot & (field->slot_count - 1)] = (uint16_t)(i + 1);
        field->required_count += member->required;
        if (member->member_count)
            index_members(member);
        member->watched |= member->type == FIELD_DATE || member->refers;
        field->watched |= member->watched;
        enum field_type scalar = member->type == FIELD_LIST ? member->item : member->type;
        member->lines |= (scalar == FIELD_TEXT || scalar == FIELD_TABLE) && !member->prose;
        field->lines |= member->lines;
    }
}

static struct field *find_by_walk(const struct field *field, struct text name)
{
    for (size_t i = 0; i < field->member_count; i++)
        if (text_is(name, field->members[i]->name))
            return field->members[i];
    return NULL;
}

/* The member of that name, made as a plain mapping where it is not there yet. */
static struct field *member_for(struct field *field, struct text name)
{
    struct field *member = find_by_walk(field, name);
    if (member)
        return member;
    member = mem_new(1, sizeof *member);
    struct buffer path = {0};
    if (field->path)
        buffer_printf(&path, "%s.", field->path);
    size_t start = path.length;
    buffer_append(&path, name.bytes, name.length);
    member->path = mem_copy(buffer_text(&path), path.length);
    member->name = member->path + start;
    member->name_length = (uint32_t)name.length;
    member->name_hash = text_hash(name);
    buffer_free(&path);
    member->type = FIELD_MAPPING;
    member->most = INT64_MAX;
    member->parent = field;
    member->order = field->member_count;
    field->members = mem_grow(field->members, &field->member_capacity, field->member_count + 1, sizeof(struct field *));
    field->members[field->member_count++] = member;
    return member;
}

static void free_field(struct field *field)
{
    for (size_t i = 0; i < field->member_count; i++) {
        free_field(field->members[i]);
        free(field->members[i]);
    }
    free(field->members);
    free(field->choices);
    free(field->slots);
    free(field->path);
    reference_free(field->reference);
}

/* What stays the same while one definition is read. */
struct loading {
    struct defs *defs;
    struct diag *diag;
    const struct record *definition;
    struct kind *kind;
    int depth; /* of fragments in fragments */
};

static bool read_type(const struct loading *loading, const struct node *entry, enum field_type *type)
{
    const char *names[sizeof types / sizeof *types];
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        names[i] = types[i].name;
        if (entry->type == NODE_SCALAR && text_is(entry->value, types[i].name)) {
            *type = (enum field_type)i;
            return true;
        }
    }
    struct text written = entry->type == NODE_SCALAR ? entry->value : text_of("");
    const char *nearest = text_nearest(written, names, sizeof names / sizeof *names);
    return defs_fault(loading->diag, loading->definition, entry, "unknown type '%.*s'%s%s%s", (int)written.length,
                      written.bytes, nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

static bool read_flag(const struct loading *loading, const struct node *entry, const char *key, bool *flag)
{
    const struct node *node = node_get(entry, text_of(key));
    if (!node)
        return true;
    *flag = node->type == NODE_SCALAR && text_is(node->value, "true");
    if (*flag || node_is_false(node))
        return true;
    return defs_fault(loading->diag, loading->definition, node, "'%s' must be true or false", key);
}

static bool read_choices(const struct loading *loading, const struct node *entry, struct field *field)
{
    const struct node *values = node_get(entry, text_of("values"));
    bool wanted = field->type == FIELD_CHOICE || field->item == FIELD_CHOICE;
    if (wanted != (values && values->type == NODE_SEQUENCE && values->count > 0))
        return defs_fault(loading->diag, loading->definition, values ? values : entry, "%s",
                          wanted ? "one_of needs `values`, a list" : "`values` goes with one_of alone");
    if (!wanted)
        return true;
    free(field->choices);
    field->choices = mem_new(values->count, sizeof *field->choices);
    field->choice_count = 0;
    for (const struct node *value = values->first; value; value = value->next) {
        if (value->type != NODE_SCALAR)
            return defs_fault(loading->diag, loading->definition, value, "a value must be a word");
        field->choices[field->choice_count++] = value->value.bytes;
    }
    return true;
}

static bool has_choice(const struct field *field, struct text word)
{
    for (size_t i = 0; i < field->choice_count; i++)
        if (text_is(word, field->choices[i]))
            return true;
    return false;
}

/* Words that people read in place of values; a word for what is no value would be a slip. */
static bool read_words(const struct loading *loading, const struct node *entry, struct field *field)
{
    bool figures = field->type == FIELD_FIGURES;
    field->words = node_get(entry, text_of("words"));
    if (field->words && (field->words->type != NODE_MAPPING || (!field->choices && !figures)))
        return defs_fault(loading->diag, loading->definition, field->words,
                          "`words`, a mapping, goes with one_of and figures alone");
    for (const struct node *word = node_first(field->words); word; word = word->next)
        if (word->type != NODE_SCALAR || (!figures && !has_choice(field, word->key)))
            return defs_fault(loading->diag, loading->definition, word, "`words` gives text for values of the field");
    return true;
}

static bool read_details(const struct loading *loading, const struct node *entry, struct field *field)
{
    const struct node *most = node_get(entry, text_of("most")), *of = node_get(entry, text_of("of"));
    field->item = FIELD_TEXT;
    if (of && !read_type(loading, of, &field->item))
        return false;
    if (most && (most->type != NODE_SCALAR || !text_integer(most->value, &field->most)))
        return defs_fault(loading->diag, loading->definition, most, "`most` must be an integer");
    field->alone = defs_text(entry, "alone");
    field->unless = defs_text(entry, "unless");
    if (node_get(entry, text_of("unless")) && !field->unless)
        return defs_fault(loading->diag, loading->definition, entry, "`unless` must name a field");
    field->vi = defs_text(entry, "vi");
    field->en = defs_text(entry, "en");
    if (!field->vi || !field->en)
        return defs_fault(loading->diag, loading->definition, entry, "field '%s' needs its titles `vi` and `en`",
                          field->path);
    return refers_read(field, entry, loading->definition, loading->diag) &&
           read_flag(loading, entry, "required", &field->required) &&
           read_flag(loading, entry, "prose", &field->prose) && read_flag(loading, entry, "or_none", &field->or_none) &&
           read_choices(loading, entry, field) && read_words(loading, entry, field);
}

static bool read_field(const struct loading *loading, const struct node *entry)
{
    static const char *const keys[] = {"field", "type",  "of",   "values", "words", "required", "unless", "or_none",
                                       "prose", "alone", "most", "refers", "vi",    "en",       NULL};
    const char *path = defs_text(entry, "field");
    const struct node *type = node_get(entry, text_of("type"));
    if (entry->type != NODE_MAPPING || !path || !type)
        return defs_fault(loading->diag, loading->definition, entry, "a field needs `field`, its path, and `type`");
    if (!defs_only(loading->diag, loading->definition, entry, keys))
        return false;
    struct field *field = &loading->kind->root;
    struct text rest = text_of(path), part;
    while (text_next_part(&rest, '.', &part)) {
        if (part.length == 0 || (field->type != FIELD_MAPPING && field->type != FIELD_LIST))
            return defs_fault(loading->diag, loading->definition, entry, "'%s' lies below a field that has no members",
                              path);
        field = member_for(field, part);
    }
    return read_type(loading, type, &field->type) && read_details(loading, entry, field);
}

static bool read_fields(struct loading *loading, const struct node *mapping);

/* Fields that several kinds have stand in fragments/. */
static bool read_fragment(struct loading *loading, const struct node *name)
{
    const struct record *definition = loading->definition;
    struct loading inner = *loading;
    inner.depth++;
    if (name->type != NODE_SCALAR || inner.depth > 4)
        return defs_fault(loading->diag, definition, name, "%s",
                          inner.depth > 4 ? "fragments use each other in a circle" : "a fragment's name is wanted");
    size_t before = loading->diag->errors;
    inner.definition = defs_get(loading->defs, "fragments", name->value.bytes);
    if (!inner.definition)
        return loading->diag->errors == before &&
               defs_fault(loading->diag, definition, name, "no fragment '%s'", name->value.bytes);
    return read_fields(&inner, inner.definition->root);
}

static bool read_fields(struct loading *loading, const struct node *mapping)
{
    const struct node *fields = node_get(mapping, text_of("fields"));
    if (!fields || fields->type != NODE_SEQUENCE)
        return defs_fault(loading->diag, loading->definition, fields, "`fields`, a list, is missing");
    for (const struct node *entry = fields->first; entry; entry = entry->next) {
        const struct node *fragment = node_get(entry, text_of("use"));
        if (!(fragment ? read_fragment(loading, fragment) : read_field(loading, entry)))
            return false;
    }
    return true;
}

static bool read_key(const struct loading *loading)
{
    struct kind *kind = loading->kind;
    const struct node *key = node_get(loading->definition->root, text_of("key"));
    if (!key || key->type != NODE_SEQUENCE || key->count == 0)
        return defs_fault(loading->diag, loading->definition, key, "`key`, a list of fields, is missing");
    kind->key = mem_new(key->count, sizeof(struct field *));
    for (const struct node *part = key->first; part; part = part->next) {
        const struct field *field = part->type == NODE_SCALAR ? field_at_path(&kind->root, part->value.bytes) : NULL;
        if (!field)
            return defs_fault(loading->diag, loading->definition, part,
                              "the key names a field that the kind does not have");
        kind->key[kind->key_count++] = field;
    }
    return true;
}

static bool read_class(const struct loading *loading)
{
    struct kind *kind = loading->kind;
    const struct node *class = node_get(loading->definition->root, text_of("class"));
    if (!class)
        return true;
    kind->class_field = class->type == NODE_SCALAR ? field_at_path(&kind->root, class->value.bytes) : NULL;
    if (!kind->class_field || kind->class_field->type != FIELD_CHOICE)
        return defs_fault(loading->diag, loading->definition, class, "`class` must name a field of type one_of");
    return true;
}

static bool read_counted(const struct loading *loading)
{
    struct kind *kind = loading->kind;
    const struct node *path = node_get(loading->definition->root, text_of("counted"));
    if (!path)
        return true;
    kind->counted = path->type == NODE_SCALAR ? field_at_path(&kind->root, path->value.bytes) : NULL;
    return (kind->counted && (kind->counted->type == FIELD_DATE || kind->counted->type == FIELD_YEAR)) ||
           defs_fault(loading->diag, loading->definition, path, "`counted` must name a field of type date or year");
}

static bool read_rest(const struct loading *loading)
{
    static const char *const keys[] = {"kind",  "title",  "key",       "class",    "counted",  "others", "date_window",
                                       "about", "fields", "relations", "together", "distinct", NULL};
    struct kind *kind = loading->kind;
    const struct node *root = loading->definition->root, *title = node_get(root, text_of("title"));
    const struct node *window = node_get(root, text_of("date_window"));
    const char *others = defs_text(root, "others");
    kind->others_are_figures = others && strcmp(others, "figures") == 0;
    if (others && !kind->others_are_figures)
        return defs_fault(loading->diag, loading->definition, node_get(root, text_of("others")),
                          "`others` can only be figures");
    kind->vi = defs_text(title, "vi");
    kind->en = defs_text(title, "en");
    kind->date_window = -1;
    if (!kind->vi || !kind->en)
        return defs_fault(loading->diag, loading->definition, title, "`title` with `vi` and `en` is missing");
    if (window && (window->type != NODE_SCALAR || !text_integer(window->value, &kind->date_window)))
        return defs_fault(loading->diag, loading->definition, window, "`date_window` must be a number of years");
    return defs_only(loading->diag, loading->definition, root, keys);
}

/* `alone` and `unless` must name fields, which may be defined after it. */
static bool check_names(const struct loading *loading, const struct field *field)
{
    if (field->unless && (!field->required || !field_at_path(&loading->kind->root, field->unless)))
        return defs_fault(loading->diag, loading->definition, NULL, "`unless` of '%s' %s", field->path,
                          field->required ? "names no field of the kind" : "goes with `required: true` alone");
    if (field->alone && !field_member(field, text_of(field->alone)))
        return defs_fault(loading->diag, loading->definition, NULL, "`alone` of '%s' names no member of it",
                          field->path);
    for (size_t i = 0; i < field->member_count; i++)
        if (!check_names(loading, field->members[i]))
            return false;
    return true;
}

static bool load_kind(struct kinds *kinds, struct defs *defs, struct diag *diag, const char *file)
{
    const struct record *definition = defs_get(defs, "kinds", file);
    if (!definition)
        return false;
    struct kind *kind = mem_new(1, sizeof *kind);
    kinds->items = mem_grow(kinds->items, &kinds->capacity, kinds->count + 1, sizeof(struct kind *));
    kinds->items[kinds->count++] = kind;
    kind->order = kinds->count - 1;
    kind->definition = definition;
    kind->root.type = FIELD_MAPPING;
    kind->name = defs_text(definition->root, "kind");
    if (!kind->name)
        return defs_fault(diag, definition, NULL, "`kind`, the kind's name, is missing");
    if (kinds_find(kinds, text_of(kind->name)) != kind)
        return defs_fault(diag, definition, NULL, "a second definition of the kind '%s'", kind->name);
    struct loading loading = {defs, diag, definition, kind, 0};
    struct field *record = member_for(&kind->root, text_of("record"));
    record->type = FIELD_TEXT;
    record->required = true;
    record->vi = "loại bản ghi";
    record->en = "kind of record";
    if (!read_fields(&loading, definition->root))
        return false;
    index_members(&kind->root);
    if (!check_names(&loading, &kind->root))
        return false;
    kind->unit = field_at_path(&kind->root, "unit");
    kind->year = field_at_path(&kind->root, "year");
    return read_key(&loading) && read_class(&loading) && read_counted(&loading) && read_rest(&loading);
}

struct kinds *kinds_load(struct defs *defs, struct diag *diag)
{
    struct kinds *kinds = mem_new(1, sizeof *kinds);
    for (size_t i = 0; i < defs_count(defs, "kinds"); i++)
        if (!load_kind(kinds, defs, diag, defs_name(defs, "kinds", i))) {
            kinds_free(kinds);
            return NULL;
        }
    for (size_t i = 0; i < kinds->count; i++)
        if (!refers_link(kinds->items[i], kinds, diag)) {
            kinds_free(kinds);
            return NULL;
        }
    return kinds;
}

void kinds_free(struct kinds *kinds)
{
    if (!kinds)
        return;
    for (size_t i = 0; i < kinds->count; i++) {
        free_field(&kinds->items[i]->root);
        free(kinds->items[i]->key);
        free(kinds->items[i]->references);
        free(kinds->items[i]);
    }
    free(kinds->items);
    free(kinds);
}

size_t kinds_count(const struct kinds *kinds)
{
    return kinds->count;
}

const struct kind *kinds_at(const struct kinds *kinds, size_t index)
{
    return kinds->items[index];
}

const struct kind *kinds_find(const struct kinds *kinds, struct text name)
{
    for (size_t i = 0; i < kinds->count; i++)
        if (text_is(name, kinds->items[i]->name))
            return kinds->items[i];
    return NULL;
}

const char *kinds_nearest(const struct kinds *kinds, struct text name)
{
    const char **names = mem_new(kinds->count, sizeof *names);
    for (size_t i = 0; i < kinds->count; i++)
        names[i] = kinds->items[i]->name;
    const char *nearest = text_nearest(name, names, kinds->count);
    free(names);
    return nearest;
}

const struct kind *kinds_of_class(const struct kinds *kinds, const char *class)
{
    for (size_t i = 0; i < kinds->count; i++) {
        const struct kind *kind = kinds->items[i];
        if (!kind->class_field && strcmp(kind->name, class) == 0)
            return kind;
        for (size_t j = 0; kind->class_field && j < kind->class_field->choice_count; j++)
            if (strcmp(kind->class_field->choices[j], class) == 0)
                return kind;
    }
    return NULL;
}
