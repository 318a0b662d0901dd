/* SPDX-License-Identifier: ISC */
#include "sheetrow.h"

#include "duplicates.h"
#include "encoding.h"
#include "hygiene.h"
#include "unitnames.h"

#include <stdlib.h>
#include <string.h>

struct sheetrow {
    struct run *run;
    const struct kind *kind;
    struct check *check;
    struct unitnames *names; /* made when the first is asked for */
    struct duplicates *duplicates;
    struct arena arena;
    struct buffer subject, why, document;
    struct buffer part; /* the subject of a message about one column */
    /* the row at hand */
    const char *file;
    struct sheet *sheet;
    const struct csv_row *row;
    bool sound;
};

struct sheetrow *sheetrow_new(struct run *run, const struct kind *kind)
{
    struct check *check = check_new(run->kinds, &run->diag);
    struct duplicates *duplicates = check ? duplicates_new(run->kinds, &run->diag) : NULL;
    if (!duplicates) {
        check_free(check);
        return NULL;
    }
    struct sheetrow *maker = mem_new(1, sizeof *maker);
    *maker = (struct sheetrow){.run = run, .kind = kind, .check = check, .duplicates = duplicates};
    return maker;
}

void sheetrow_free(struct sheetrow *maker)
{
    if (!maker)
        return;
    check_free(maker->check);
    unitnames_free(maker->names);
    duplicates_free(maker->duplicates);
    arena_free(&maker->arena);
    buffer_free(&maker->subject);
    buffer_free(&maker->part);
    buffer_free(&maker->why);
    buffer_free(&maker->document);
    free(maker);
}

static const char *describe(const struct sheetrow *maker, const struct sheet_column *column, struct buffer *subject)
{
    buffer_clear(subject);
    buffer_printf(subject, "row %zu", maker->row->number);
    if (column && column->title)
        buffer_printf(subject, ", column '%s' (%s)", column->title, column->path);
    else if (column)
        buffer_printf(subject, ", %s of the map", column->path);
    return buffer_text(subject);
}

static void name_subject(struct sheetrow *maker, const struct sheet_column *column)
{
    maker->run->diag.subject = describe(maker, column, &maker->subject);
}

static void fault(struct sheetrow *maker, const struct sheet_column *column, struct mark at, const char *slug,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

static void fault(struct sheetrow *maker, const struct sheet_column *column, struct mark at, const char *slug,
                  const char *format, ...)
{
    struct place place = {maker->file, maker->row->line + at.line, (size_t)at.column + 1};
    va_list arguments;
    va_start(arguments, format);
    name_subject(maker, column);
    diag_vreport(&maker->run->diag, SEVERITY_ERROR, &place, slug, format, arguments);
    va_end(arguments);
    maker->sound = false;
}

/* Where a message of the record's checks speaks of a path, as a word of its own. */
static const char *find_path(const char *text, const char *path)
{
    static const char part[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    size_t length = strlen(path);
    for (const char *at = text; (at = strstr(at, path)); at += length) {
        bool begins = at == text || !strchr(part, at[-1]);
        if (begins && at[length] != '.' && !(at[length] && strchr(part, at[length])))
            return at;
    }
    return NULL;
}

/* Such messages name fields; where the column has another title, that is what stands before who reads them. */
static const char *name_column(void *context, const struct place *place, const char *text)
{
    struct sheetrow *maker = context;
    for (size_t i = 0; i < maker->sheet->count; i++) {
        const struct sheet_column *column = &maker->sheet->columns[i];
        const char *named =
            column->title && strcmp(column->title, column->path) != 0 ? find_path(text, column->path) : NULL;
        bool here = named && column->node && place && place->line == maker->row->line + column->node->at.line &&
                    place->column == (size_t)column->node->at.column + 1;
        if (named != text && !here)
            continue;
        return describe(maker, column, &maker->part);
    }
    return NULL;
}

static struct mark mark_of(const struct sheetrow *maker, const struct csv_cell *cell)
{
    return cell ? (struct mark){(uint32_t)(cell->line - maker->row->line), (uint32_t)cell->column - 1}
                : (struct mark){0, 0};
}

static struct node *new_mapping(struct sheetrow *maker, struct mark at)
{
    struct node *mapping = arena_new(&maker->arena, 1, sizeof *mapping);
    mapping->type = NODE_MAPPING;
    mapping->at = mapping->key_at = at;
    return mapping;
}

/* Puts the value at its path, making the mappings on the way; false where another value is in the way. */
static bool put_value(struct sheetrow *maker, struct node *root, const struct sheet_column *column)
{
    struct text rest = text_of(column->path), part;
    const struct field *field = column->target.field;
    const char *keys = column->target.below && field && field->type == FIELD_TABLE
                           ? column->path + strlen(field->path) + 1
                           : NULL; /* from here on it is one key, full stops and all */
    for (struct node *parent = root;;) {
        if (keys && rest.bytes == keys) {
            part = rest;
            rest.bytes = NULL;
        } else {
            text_next_part(&rest, '.', &part);
        }
        struct node *child = node_get(parent, part);
        if (!rest.bytes) {
            column->node->key = part;
            if (!child)
                node_attach(parent, column->node);
            return !child;
        }
        if (!child) {
            child = new_mapping(maker, column->node->at);
            child->key = part;
            node_attach(parent, child);
        } else if (child->type != NODE_MAPPING) {
            return false;
        }
        parent = child;
    }
}

static void check_record_cell(struct sheetrow *maker, const struct sheet_column *column, struct text cell,
                              struct mark at)
{
    char excerpt[TEXT_EXCERPT];
    cell = text_trim(cell);
    if (cell.length && !text_is(cell, maker->kind->name))
        fault(maker, column, at, "bad-value", "'%s' is not the kind that --kind names: %s", text_excerpt(cell, excerpt),
              maker->kind->name);
}

/* Text in a wrong encoding is refused: nobody could find it again. */
static bool is_legible(struct sheetrow *maker, const struct sheet_column *column, struct text cell, struct mark at)
{
    char excerpt[TEXT_EXCERPT];
    const struct encoding *mojibake = column->reading.type == FIELD_TEXT ? encoding_of_mojibake(cell) : NULL;
    if (mojibake)
        fault(maker, column, at, "mojibake", "'%s' is %s%s%s", text_excerpt(cell, excerpt), mojibake->name,
              mojibake->command ? ": " : ENCODING_LETTERS_LOST, mojibake->command ? mojibake->command : "");
    return !mojibake;
}

/* A value stands where the column's belongs: of the column itself, or of one for the mapping that it is in. */
static void fault_place(struct sheetrow *maker, const struct sheet_column *column, struct mark at)
{
    for (size_t i = 0; i < maker->sheet->count; i++) {
        const struct sheet_column *whole = &maker->sheet->columns[i];
        const struct field *field = whole->target.field;
        size_t length = strlen(whole->path);
        bool date = whole->node && field && field->alone && whole->node->type == NODE_SCALAR &&
                    !text_is(whole->node->value, "false");
        if (date && strncmp(column->path, whole->path, length) == 0 && column->path[length] == '.') {
            fault(maker, column, at, "bad-value",
                  "the column '%s' gives %s.%s alone, which leaves no place for %s; give it the title '%s.%s'",
                  whole->title ? whole->title : whole->path, whole->path, field->alone, column->path, whole->path,
                  field->alone);
            return;
        }
    }
    fault(maker, column, at, "bad-value", "another column has a value in the place of %s", column->path);
}

static void read_cell(struct sheetrow *maker, struct sheet_column *column, struct node *root)
{
    const struct csv_row *row = maker->row;
    const struct csv_cell *cell = column->cell < row->count ? &row->cells[column->cell] : NULL;
    struct text text = column->constant ? text_of(column->constant) : cell ? cell->text : text_of("");
    struct mark at = mark_of(maker, cell);
    const void *meaning;
    column->node = NULL;
    if (text.length == 0)
        return;
    if (column->is_record) {
        check_record_cell(maker, column, text, at);
        return;
    }
    if (column->words.count && vocabulary_find(&column->words, text, &meaning) == VOCABULARY_ONE)
        text = text_of(meaning);
    buffer_clear(&maker->why);
    if (!is_legible(maker, column, text, at))
        return;
    if (!cellvalue_read(&column->reading, text, at, &maker->arena, &maker->why, &column->node)) {
        column->node = NULL;
        fault(maker, column, at, "bad-value", "%s", buffer_text(&maker->why));
    } else if (column->node && !put_value(maker, root, column)) {
        fault_place(maker, column, at);
    }
}

static bool is_code(struct text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return true;
}

/* A unit that is given by its name becomes its code. */
static void find_unit(struct sheetrow *maker, const struct sheet_column *column, int year)
{
    struct buffer hint = {0};
    struct node *node = column->node;
    const char *level = column->target.field->refers;
    char excerpt[TEXT_EXCERPT];
    if (!maker->names)
        maker->names = unitnames_new(maker->run->units);
    const char *code = unitnames_find(maker->names, node->value, level, year, &hint);
    if (code) {
        node->value = text_of(code);
        node->plain = false;
    } else if (units_count(maker->run->units) == 0) {
        fault(maker, column, node->at, "bad-value", "'%s' is not a code: digits; with --units names are looked up",
              text_excerpt(node->value, excerpt));
    } else {
        fault(maker, column, node->at, "unknown-unit", "'%s' is not a code, nor the name of one %s%s%s",
              text_excerpt(node->value, excerpt), level, year ? " in the record's year" : "", buffer_text(&hint));
    }
    buffer_free(&hint);
}

static void find_units(struct sheetrow *maker, const struct record *record)
{
    int year = kind_year(maker->kind, record);
    for (size_t i = 0; i < maker->sheet->count; i++) {
        const struct sheet_column *column = &maker->sheet->columns[i];
        const struct field *field = column->target.field;
        if (column->node && field && field->refers && column->node->type == NODE_SCALAR &&
            !is_code(column->node->value))
            find_unit(maker, column, year);
    }
}

static struct node *new_record(struct sheetrow *maker)
{
    struct node *root = new_mapping(maker, (struct mark){0, 0});
    struct node *kind = cellvalue_text(FIELD_TEXT, text_of(maker->kind->name), (struct mark){0, 0}, &maker->arena);
    kind->key = text_of("record");
    node_attach(root, kind);
    return root;
}

static void check_row(struct sheetrow *maker, struct record *record)
{
    const struct kind *kind = maker->kind;
    find_units(maker, record);
    name_subject(maker, NULL);
    if (!maker->sound) /* what else is wrong may follow from it */
        return;
    maker->run->diag.subject_of = name_column;
    maker->run->diag.context = maker;
    maker->sound = check_fields(maker->check, kind, record);
    maker->sound &= hygiene_check(&maker->run->diag, record);
    maker->sound &= check_relations(maker->check, kind, record, maker->run->units);
    maker->sound = maker->sound && duplicates_check_key(maker->duplicates, kind, record) &&
                   duplicates_check_name(maker->duplicates, kind, record);
    maker->run->diag.subject_of = NULL;
}

static void write_row(struct sheetrow *maker, const struct node *root)
{
    buffer_clear(&maker->document);
    buffer_puts(&maker->document, "---\n");
    yaml_append_mapping(&maker->document, root, 0);
    writer_document(&maker->run->writer, (struct text){maker->document.bytes, maker->document.length});
}

static void check_width(struct sheetrow *maker)
{
    const struct csv_row *row = maker->row;
    char excerpt[TEXT_EXCERPT];
    for (size_t i = 0; i < row->count; i++) {
        const struct csv_cell *cell = &row->cells[i];
        bool titled = i < maker->sheet->width && maker->sheet->titled[i];
        if (titled || text_trim(cell->text).length == 0)
            continue;
        fault(maker, NULL, mark_of(maker, cell), "bad-row", "'%s' stands in column %zu, which has no title",
              text_excerpt(cell->text, excerpt), i + 1);
        return; /* one message for one cause */
    }
}

static bool check_octets(struct sheetrow *maker, struct utf8_survey survey)
{
    if (survey.valid)
        return true;
    struct text before = {maker->row->raw.bytes, survey.bad_offset};
    struct mark at = {0, 0};
    const char *feed;
    for (; (feed = before.length ? memchr(before.bytes, '\n', before.length) : NULL); at.line++)
        before = (struct text){feed + 1, before.length - (size_t)(feed + 1 - before.bytes)};
    at.column = (uint32_t)utf8_count(before);
    buffer_clear(&maker->why);
    encoding_append_advice(maker->row->raw, &maker->why);
    fault(maker, NULL, at, "not-utf-8", "octet 0x%02X is not UTF-8; %s",
          (unsigned)(unsigned char)maker->row->raw.bytes[survey.bad_offset], buffer_text(&maker->why));
    return false;
}

static bool check_cut(struct sheetrow *maker)
{
    const struct csv_row *row = maker->row;
    static const char *const texts[] = {
        [CSV_UNCLOSED] = "a quote is opened here and not closed",
        [CSV_BEHIND_QUOTE] =
            "text stands behind the closing quote of this cell; inside quotes a quote is written twice",
    };
    struct mark at = {(uint32_t)(row->fault_line - row->line), (uint32_t)row->fault_column - 1};
    if (row->fault == CSV_STRAY_QUOTE)
        fault(
            maker, NULL, at, "bad-row",
            "a quote is opened here, and text stands behind the one that closes it (line %zu, column %zu): one of the "
            "two is too many, or inside quotes a quote is not written twice",
            row->noticed_line, row->noticed_column);
    else if (row->fault == CSV_TOO_LONG)
        fault(maker, NULL, at, "too-long", "a row longer than %zu bytes; --max-document sets the limit",
              maker->run->document_limit);
    else if (row->fault)
        fault(maker, NULL, at, "bad-row", "%s", texts[row->fault]);
    return !row->fault;
}

bool sheetrow_write(struct sheetrow *maker, struct sheet *sheet, const char *file, const struct csv_row *row)
{
    maker->file = file;
    maker->sheet = sheet;
    maker->row = row;
    maker->sound = true;
    arena_reset(&maker->arena);
    struct utf8_survey survey = utf8_survey(row->raw);
    if (check_cut(maker) && check_octets(maker, survey)) {
        struct record record = {.frame = {.file = file, .line = row->line, .bytes = row->raw},
                                .maybe_unclean = survey.maybe_unclean,
                                .root = new_record(maker),
                                .kind = text_of(maker->kind->name)};
        check_width(maker);
        for (size_t i = 0; i < sheet->count; i++)
            read_cell(maker, &sheet->columns[i], record.root);
        check_row(maker, &record);
        if (maker->sound)
            write_row(maker, record.root);
    }
    maker->run->diag.subject = NULL;
    return maker->sound;
}
