/* SPDX-License-Identifier: ISC */
#include "sheet.h"

#include <stdlib.h>
#include <string.h>

/* One row of titles under examination. */
struct beginning {
    struct sheet *sheet;
    const struct sheet_rules *rules;
    const struct csv_row *header;
    const char *file;
    struct diag *diag;
    bool good;
    size_t faults;
};

/* What one title means. */
struct meaning {
    enum vocabulary_result result;
    bool ignored, is_record;
    const struct sheetmap_entry *entry;
};

static bool is_ignored(const struct sheet_rules *rules, struct text title)
{
    struct vocabulary ignored = {0};
    const void *meaning;
    for (size_t i = 0; i < rules->ignored.count; i++)
        vocabulary_add(&ignored, rules->ignored.items[i], rules);
    bool found = vocabulary_find(&ignored, title, &meaning) != VOCABULARY_NONE;
    vocabulary_free(&ignored);
    return found;
}

static struct text title_of(const struct csv_cell *cell)
{
    struct text title = text_trim(cell->text);
    bool guarded = title.length > 1 && title.bytes[0] == '\'';
    return (struct text){title.bytes + guarded, title.length - guarded};
}

static struct meaning meaning_of(const struct sheet_rules *rules, struct text title, struct buffer *path)
{
    const void *entry;
    struct meaning meaning = {.result = vocabulary_find(&rules->map.titles, title, &entry)};
    if (meaning.result == VOCABULARY_ONE) {
        meaning.entry = entry;
        meaning.ignored = !meaning.entry->field;
        buffer_puts(path, meaning.ignored ? "" : meaning.entry->field);
    } else if (is_ignored(rules, title)) {
        meaning = (struct meaning){.result = VOCABULARY_ONE, .ignored = true};
    } else {
        meaning.result = titles_find(rules->titles, title, path);
        meaning.is_record = text_is((struct text){path->bytes, path->length}, "record");
    }
    return meaning;
}

size_t sheet_recognise(const struct sheet_rules *rules, const struct csv_row *header)
{
    struct buffer path = {0};
    enum { ENOUGH = 1000 };
    size_t known = 0;
    for (size_t i = 0; i < header->count && i < ENOUGH; i++) {
        struct text title = title_of(&header->cells[i]);
        buffer_clear(&path);
        known += title.length > 0 && meaning_of(rules, title, &path).result != VOCABULARY_NONE;
    }
    buffer_free(&path);
    return known;
}

static void fail(struct beginning *beginning, size_t line, size_t column, const char *slug, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static void fail(struct beginning *beginning, size_t line, size_t column, const char *slug, const char *format, ...)
{
    struct place place = {beginning->file, line, column};
    va_list arguments;
    va_start(arguments, format);
    diag_vreport(beginning->diag, SEVERITY_TROUBLE, &place, slug, format, arguments);
    va_end(arguments);
    beginning->good = false;
    beginning->faults++;
}

static void fail_unknown(struct beginning *beginning, const struct csv_cell *cell, struct text title)
{
    char excerpt[TEXT_EXCERPT];
    const char *nearest = titles_nearest(beginning->rules->titles, title);
    bool one = beginning->header->count == 1, other = false;
    for (size_t i = 0; i < title.length; i++)
        other |= title.bytes[i] && strchr(",;\t|:", title.bytes[i]);
    fail(beginning, cell->line, cell->column, "unknown-title",
         "column %zu: no field of %s has the title '%s'%s%s%s --map says what it is, --ignore leaves it out%s",
         (size_t)(cell - beginning->header->cells) + 1, beginning->rules->kind->name, text_excerpt(title, excerpt),
         nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : ";",
         one && other ? "; or --separator says what parts the columns" : "");
}

static const struct sheet_column *find_path(const struct sheet *sheet, const char *path)
{
    for (size_t i = 0; i < sheet->count; i++)
        if (strcmp(sheet->columns[i].path, path) == 0)
            return &sheet->columns[i];
    return NULL;
}

static void add_words(struct beginning *beginning, struct sheet_column *column, const struct sheetmap_entry *entry)
{
    struct arena arena = {0};
    struct buffer why = {0};
    struct node *value;
    for (const struct node *word = entry ? node_first(entry->words) : NULL; word; word = word->next) {
        struct text meant = node_is_null(word) ? text_of("") : word->value; /* a word for what is unknown */
        vocabulary_add(&column->words, word->key.bytes, meant.bytes);
        buffer_clear(&why);
        if (!cellvalue_read(&column->reading, meant, word->at, &arena, &why, &value))
            beginning->good = defs_fault(beginning->diag, beginning->rules->map.definition, word, "%s: %s",
                                         column->path, buffer_text(&why));
    }
    arena_free(&arena);
    buffer_free(&why);
}

/* Where a column of the rank belongs: behind those of the same rank. */
static struct sheet_column *open_place(struct sheet *sheet, size_t rank)
{
    size_t at = sheet->count;
    while (at > 0 && sheet->columns[at - 1].target.rank > rank)
        at--;
    sheet->columns = mem_gap(sheet->columns, &sheet->count, &sheet->capacity, at, sizeof *sheet->columns);
    return &sheet->columns[at];
}

static void add_column(struct beginning *beginning, struct sheet_column column, const char *path,
                       const struct sheetmap_entry *entry)
{
    const struct sheet_column *first = find_path(beginning->sheet, path);
    if (first) {
        fail(beginning, column.line, column.column, "duplicate-title",
             "%s comes from '%s' and from '%s'; --map or --ignore leaves one out", path,
             first->title ? first->title : "the map", column.title ? column.title : "the map");
        free(column.title);
        return;
    }
    if (!column.is_record)
        titles_resolve(beginning->rules->titles, text_of(path), &column.target);
    if (column.target.inside) {
        fail(beginning, column.line, column.column, "unknown-title",
             "'%s': the items of %s stand in one cell, of that field", path, column.target.inside);
        free(column.title);
        return;
    }
    column.path = mem_copy(path, strlen(path));
    if (!column.is_record)
        cellvalue_begin(&column.reading, column.target.field, column.target.below);
    struct sheet_column *added = open_place(beginning->sheet, column.target.rank);
    *added = column;
    add_words(beginning, added, entry);
}

static void take_title(struct beginning *beginning, size_t index)
{
    const struct csv_cell *cell = &beginning->header->cells[index];
    struct text title = title_of(cell);
    struct buffer path = {0};
    char excerpt[TEXT_EXCERPT];
    beginning->sheet->titled[index] = title.length > 0;
    if (title.length == 0)
        return;
    struct meaning meaning = meaning_of(beginning->rules, title, &path);
    if (meaning.result == VOCABULARY_NONE)
        fail_unknown(beginning, cell, title);
    else if (meaning.result == VOCABULARY_SEVERAL)
        fail(beginning, cell->line, cell->column, "ambiguous-title",
             "'%s' is the title of several fields; write '%s' or another path in its place",
             text_excerpt(title, excerpt), buffer_text(&path));
    else if (!meaning.ignored)
        add_column(beginning,
                   (struct sheet_column){.title = mem_copy(title.bytes, title.length),
                                         .cell = index,
                                         .line = cell->line,
                                         .column = cell->column,
                                         .is_record = meaning.is_record},
                   buffer_text(&path), meaning.entry);
    buffer_free(&path);
}

static void take_constants(struct beginning *beginning)
{
    const struct sheetmap *map = &beginning->rules->map;
    for (size_t i = 0; i < map->count; i++)
        if (map->entries[i].value)
            add_column(
                beginning,
                (struct sheet_column){.cell = SIZE_MAX, .line = 1, .column = 1, .constant = map->entries[i].value},
                map->entries[i].field, NULL);
}

/* A field that every record must have, or one in it, comes from some column. */
static bool has_column(const struct sheet *sheet, const struct field *field)
{
    size_t length = strlen(field->path);
    for (size_t i = 0; i < sheet->count; i++)
        if (strncmp(sheet->columns[i].path, field->path, length) == 0 &&
            (sheet->columns[i].path[length] == '\0' || sheet->columns[i].path[length] == '.'))
            return true;
    return false;
}

bool sheet_begin(struct sheet *sheet, const struct sheet_rules *rules, const struct csv_row *header, const char *file,
                 struct diag *diag)
{
    enum { MOST_COLUMNS = 16384 /* of a spreadsheet */, MOST_FAULTS = 100 };
    struct beginning beginning = {sheet, rules, header, file, diag, true, 0};
    const struct field *root = &rules->kind->root;
    sheet->titled = mem_new(header->count, sizeof *sheet->titled);
    sheet->width = header->count;
    if (header->count > MOST_COLUMNS)
        fail(&beginning, header->line, 1, "bad-row", "%zu columns, more than a spreadsheet can have", header->count);
    for (size_t i = 0; i < header->count && header->count <= MOST_COLUMNS && beginning.faults < MOST_FAULTS; i++)
        take_title(&beginning, i);
    take_constants(&beginning);
    for (size_t i = 0; i < root->member_count && beginning.good; i++)
        if (root->members[i]->required && strcmp(root->members[i]->name, "record") != 0 &&
            !has_column(sheet, root->members[i]))
            fail(&beginning, header->line, 1, "missing-field", "no column gives %s ('%s'), which every record needs",
                 root->members[i]->path, root->members[i]->vi);
    return beginning.good;
}

void sheet_free(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        struct sheet_column *column = &sheet->columns[i];
        cellvalue_end(&column->reading);
        vocabulary_free(&column->words);
        free(column->title);
        free(column->path);
    }
    free(sheet->columns);
    free(sheet->titled);
    *sheet = (struct sheet){0};
}
