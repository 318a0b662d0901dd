/* SPDX-License-Identifier: ISC */
#include "sheetmap.h"

#include <stdlib.h>

struct reading {
    struct sheetmap *map;
    const struct titles *titles;
    struct diag *diag;
};

static bool check_field(const struct reading *reading, const struct node *entry)
{
    const struct node *field = node_get(entry, text_of("field"));
    const struct record *definition = reading->map->definition;
    struct target target;
    if (!field)
        return true;
    if (field->type != NODE_SCALAR || !titles_resolve(reading->titles, field->value, &target)) {
        struct text written = field->type == NODE_SCALAR ? field->value : text_of("");
        const char *nearest = titles_nearest(reading->titles, written);
        return defs_fault(reading->diag, definition, field, "no field '%s'%s%s%s", written.bytes,
                          nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    }
    if (target.inside)
        return defs_fault(reading->diag, definition, field, "the items of '%s' stand in one cell, of that field",
                          target.inside);
    return true;
}

static bool check_words(const struct reading *reading, const struct node *words)
{
    if (words && words->type != NODE_MAPPING)
        return defs_fault(reading->diag, reading->map->definition, words,
                          "`words` is a mapping of what stands in the sheet to values");
    for (const struct node *word = node_first(words); word; word = word->next)
        if (word->type != NODE_SCALAR)
            return defs_fault(reading->diag, reading->map->definition, word, "a word stands for one value");
    return true;
}

static bool read_entry(const struct reading *reading, const struct node *node)
{
    static const char *const keys[] = {"title", "field", "value", "words", "ignore", NULL};
    struct sheetmap *map = reading->map;
    if (node->type != NODE_MAPPING)
        return defs_fault(reading->diag, map->definition, node, "a column is a mapping, as {title: A, field: name}");
    if (!defs_only(reading->diag, map->definition, node, keys))
        return false;
    const struct node *ignore = node_get(node, text_of("ignore"));
    struct sheetmap_entry entry = {
        .title = defs_text(node, "title"),
        .field = defs_text(node, "field"),
        .value = defs_text(node, "value"),
        .words = node_get(node, text_of("words")),
        .node = node,
    };
    bool ignored = ignore && ignore->type == NODE_SCALAR && text_is(ignore->value, "true");
    bool good = entry.title ? (ignored ? !entry.field && !entry.words : entry.field != NULL) && !entry.value
                            : entry.field && entry.value && !ignore && !entry.words;
    if (!good || (ignore && !ignored))
        return defs_fault(reading->diag, map->definition, node,
                          "a column is `title` with `field`, `title` with `ignore: true`, or `field` with `value`");
    map->entries[map->count++] = entry;
    return check_field(reading, node) && check_words(reading, entry.words);
}

static bool add_title(const struct reading *reading, struct sheetmap_entry *entry)
{
    const void *meaning;
    if (!entry->title)
        return true;
    if (vocabulary_find(&reading->map->titles, text_of(entry->title), &meaning) != VOCABULARY_NONE &&
        strcmp(((const struct sheetmap_entry *)meaning)->title, entry->title) == 0)
        return defs_fault(reading->diag, reading->map->definition, entry->node, "the title '%s' stands twice",
                          entry->title);
    vocabulary_add(&reading->map->titles, entry->title, entry);
    return true;
}

bool sheetmap_read(struct sheetmap *map, struct defs *defs, const char *path, const struct titles *titles,
                   struct diag *diag)
{
    static const char *const keys[] = {"columns", NULL};
    struct reading reading = {map, titles, diag};
    *map = (struct sheetmap){0};
    if (!path)
        return true;
    map->definition = defs_read_file(defs, path);
    if (!map->definition || !defs_only(diag, map->definition, map->definition->root, keys))
        return false;
    const struct node *columns = node_get(map->definition->root, text_of("columns"));
    if (!columns || columns->type != NODE_SEQUENCE)
        return defs_fault(diag, map->definition, columns, "`columns`, a list, is missing");
    map->entries = mem_new(columns->count, sizeof *map->entries);
    bool good = true; /* all faults in one go */
    for (const struct node *node = columns->first; node; node = node->next)
        good &= read_entry(&reading, node);
    for (size_t i = 0; i < map->count && good; i++)
        good &= add_title(&reading, &map->entries[i]);
    return good;
}

void sheetmap_free(struct sheetmap *map)
{
    vocabulary_free(&map->titles);
    free(map->entries);
}
