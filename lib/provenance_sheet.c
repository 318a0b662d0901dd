/* SPDX-License-Identifier: ISC */
#include "provenance.h"

#include <stdio.h>

#ifndef ANTT_VERSION
#define ANTT_VERSION "unknown"
#endif

enum {
    COLUMNS = 5,
    MOST_TEXT = 8000,    /* bytes of a cell; what is cut off ends in an ellipsis */
    MOST_NAMED = 30,     /* units that one cell names */
    PROPERTY_TEXT = 250, /* bytes that surely fit into a property */
    NOTHING = -1,        /* an empty cell */
};

/* The sheet being written. */
struct page {
    const struct provenance *provenance;
    struct run *run;
    const struct provenance_facts *facts;
    struct xlsx *book;
    struct xlsx_sheet *sheet;
};

/* What the wording calls it. */
static const char *called(const struct page *page, const char *key)
{
    const char *word = defs_text(page->facts->words, key);
    return word ? word : key;
}

/* --- properties --- */

/* The beginning of a text of at most so many bytes, whole characters. */
static struct text beginning(struct text text, size_t most)
{
    size_t length = 0;
    for (size_t at = 0; at < text.length && at <= most; length = at <= most ? at : length)
        utf8_next(text, &at);
    return (struct text){text.bytes, length};
}

/* A text that is too long for one property goes on in NAME.2, NAME.3 ... */
static void put_property(void *context, const char *name, const char *value)
{
    const struct page *page = context;
    struct buffer legible = {0};
    provenance_append_legible(text_of(value), &legible);
    struct text rest = {legible.bytes, legible.length};
    for (size_t number = 1; rest.length || number == 1; number++) {
        struct text part = beginning(rest, PROPERTY_TEXT);
        struct buffer key = {0}, bytes = {0};
        buffer_printf(&key, number > 1 ? "antt.%s.%zu" : "antt.%s", name, number);
        buffer_append(&bytes, part.bytes, part.length);
        xlsx_property(page->book, buffer_text(&key), buffer_text(&bytes), &page->run->diag);
        rest = (struct text){rest.bytes + part.length, rest.length - part.length};
        buffer_free(&key);
        buffer_free(&bytes);
    }
    buffer_free(&legible);
}

static void put_properties(struct page *page)
{
    char digest[DIGEST_SIZE], limit[32];
    provenance_digest(page->provenance, digest);
    put_property(page, "version", ANTT_VERSION);
    put_property(page, "inputs", digest);
    provenance_each_option(page->run, page->facts, put_property, page);
    if (page->run->document_limit == STREAM_DOCUMENT_LIMIT)
        return;
    snprintf(limit, sizeof limit, "%zu", page->run->document_limit);
    put_property(page, "max-document", limit);
}

/* --- rows --- */

static struct xlsx_cell number_cell(int64_t number)
{
    return (struct xlsx_cell){.kind = number == NOTHING ? XLSX_CELL_BLANK : XLSX_CELL_INTEGER, .number = number};
}

static void put_row(struct page *page, const char *what, struct text text, const char *digest, int64_t count,
                    int64_t size)
{
    struct buffer legible = {0};
    struct text shown = beginning(text, MOST_TEXT);
    provenance_append_legible(shown, &legible);
    buffer_puts(&legible, shown.length < text.length ? "…" : "");
    const struct xlsx_cell cells[COLUMNS] = {
        {.kind = XLSX_CELL_TEXT, .text = text_of(what)},
        {.kind = XLSX_CELL_TEXT, .text = {legible.bytes, legible.length}},
        {.kind = digest ? XLSX_CELL_CODE : XLSX_CELL_BLANK, .text = text_of(digest ? digest : "")},
        number_cell(count),
        number_cell(size),
    };
    xlsx_row(page->sheet, cells, COLUMNS, XLSX_ROW_NORMAL, &page->run->diag);
    buffer_free(&legible);
}

static void put_definition(struct page *page, const char *what, struct text text, const struct defs_source *source,
                           int64_t count)
{
    char digest[DIGEST_SIZE];
    digest_of(source->bytes, digest);
    put_row(page, what, text, digest, count, (int64_t)source->bytes.length);
}

static bool find_definition(const struct run *run, const char *folder, const char *name, struct defs_source *source)
{
    struct buffer wanted = {0};
    buffer_printf(&wanted, "%s/%s.yaml", folder, name);
    size_t at = 0;
    while (defs_source(run->defs, at, source) && strcmp(source->name, buffer_text(&wanted)) != 0)
        at++;
    buffer_free(&wanted);
    return defs_source(run->defs, at, source);
}

static void put_making(struct page *page)
{
    struct buffer command = {0};
    struct defs_source source;
    put_row(page, called(page, "made_with"), text_of("antt " ANTT_VERSION), NULL, NOTHING, NOTHING);
    provenance_append_command(page->run, page->facts, &command);
    put_row(page, called(page, "command"), (struct text){command.bytes, command.length}, NULL, NOTHING, NOTHING);
    buffer_free(&command);
    if (find_definition(page->run, "reports", page->facts->report, &source))
        put_definition(page, called(page, "report"), text_of(page->facts->report), &source, NOTHING);
}

static void put_inputs(struct page *page)
{
    const struct provenance *provenance = page->provenance;
    char digest[DIGEST_SIZE];
    for (size_t i = 0; i < provenance->input_count; i++) {
        const struct provenance_input *input = &provenance->inputs[i];
        put_row(page, input->aside ? called(page, "units") : called(page, "data"), text_of(input->name), input->digest,
                (int64_t)input->records, input->bytes);
    }
    provenance_digest(provenance, digest);
    put_row(page, called(page, "files"), text_of(""), digest, (int64_t)provenance->input_count, NOTHING);
}

static void put_tallies(struct page *page)
{
    const struct provenance *provenance = page->provenance;
    for (size_t i = 0; i < provenance->tally_count; i++) {
        const struct provenance_tally *tally = &provenance->tallies[i];
        struct text title = text_of(tally->kind ? tally->kind->vi : called(page, "unknown"));
        put_row(page, called(page, "records"), title, NULL, tally->records, NOTHING);
        if (tally->undecided)
            put_row(page, called(page, "undecided"), title, NULL, tally->undecided, NOTHING);
    }
    put_row(page, called(page, "rejected"), text_of(called(page, "unreadable")), NULL, (int64_t)page->run->rejected,
            NOTHING);
}

static void put_sets(struct page *page)
{
    for (size_t i = 0; i < page->provenance->set_count; i++) {
        const struct provenance_set *set = &page->provenance->sets[i];
        struct defs_source source;
        struct buffer text = {0};
        buffer_puts(&text, set->name);
        if (set->last_year > set->first_year)
            buffer_printf(&text, " (%d–%d)", set->first_year, set->last_year);
        else if (set->first_year)
            buffer_printf(&text, " (%d)", set->first_year);
        if (find_definition(page->run, "criteria", set->name, &source))
            put_definition(page, called(page, "criteria"), (struct text){text.bytes, text.length}, &source,
                           set->records);
        else
            put_row(page, called(page, "criteria"), (struct text){text.bytes, text.length}, NULL, set->records,
                    NOTHING);
        buffer_free(&text);
    }
}

/* The level that records refer to: that of communes. NULL where the kinds speak of any unit. */
static const char *reporting_level(const struct kinds *kinds)
{
    for (size_t i = 0; i < kinds_count(kinds); i++) {
        const struct kind *kind = kinds_at(kinds, i);
        if (kind->unit && kind->year && kind->unit->refers && strcmp(kind->unit->refers, "unit") != 0)
            return kind->unit->refers;
    }
    return NULL;
}

/* Names the units that are in force at the end of the year and that nothing of this year speaks of. */
static int64_t list_missing(const struct page *page, const char *level, int year, struct buffer *names)
{
    const struct units *units = page->run->units;
    int32_t day = date_of(year, 12, 31);
    int64_t missing = 0;
    for (size_t i = 0; i < units_count(units); i++) {
        const struct unit *unit = units_at(units, i);
        struct buffer key = {0};
        size_t number;
        buffer_printf(&key, "%s %d", unit->code, year);
        if (strcmp(unit->level, level) == 0 && unit->from <= day && day <= unit->until &&
            !keyset_find(page->provenance->reported, (struct text){key.bytes, key.length}, &number) &&
            missing++ < MOST_NAMED) {
            buffer_puts(names, missing > 1 ? ", " : " ");
            units_append_name(unit, names);
        }
        buffer_free(&key);
    }
    return missing;
}

static void put_missing(struct page *page)
{
    const char *level = reporting_level(page->run->kinds);
    int64_t all = 0;
    for (size_t i = 0; level && i < sizeof page->provenance->years / sizeof(bool); i++) {
        int year = PROVENANCE_FIRST_YEAR + (int)i;
        struct buffer text = {0};
        buffer_printf(&text, "%d:", year);
        int64_t missing = page->provenance->years[i] ? list_missing(page, level, year, &text) : 0;
        buffer_puts(&text, missing > MOST_NAMED ? ", …" : "");
        if (missing)
            put_row(page, called(page, "missing"), (struct text){text.bytes, text.length}, NULL, missing, NOTHING);
        buffer_free(&text);
        all += missing;
    }
    if (units_count(page->run->units) == 0)
        put_row(page, called(page, "missing"), text_of(called(page, "no_units")), NULL, NOTHING, NOTHING);
    else if (all == 0)
        put_row(page, called(page, "missing"), text_of(called(page, "none_missing")), NULL, 0, NOTHING);
}

static void put_foreign_definitions(struct page *page)
{
    struct defs_source source;
    for (size_t i = 0; defs_source(page->run->defs, i, &source); i++)
        if (!source.built_in)
            put_definition(page, called(page, "definition"), text_of(source.name), &source, NOTHING);
}

static void put_note(struct page *page)
{
    const struct xlsx_cell cell = {.kind = XLSX_CELL_TEXT, .text = text_of(called(page, "note"))};
    xlsx_row(page->sheet, &cell, 1, XLSX_ROW_NOTE, &page->run->diag);
}

static void add_sheet(struct page *page)
{
    const struct xlsx_column columns[COLUMNS] = {{called(page, "what"), NULL, XLSX_TEXT, 23},
                                                 {called(page, "content"), NULL, XLSX_TEXT, 50},
                                                 {called(page, "digest"), NULL, XLSX_CODE, 74},
                                                 {called(page, "count"), NULL, XLSX_INTEGER, 12},
                                                 {called(page, "bytes"), NULL, XLSX_INTEGER, 14}};
    const struct xlsx_heading heading = {.title = called(page, "title")};
    const struct xlsx_sheet_spec spec = {.name = called(page, "sheet"),
                                         .landscape = true,
                                         .footer = page->facts->footer,
                                         .heading = &heading,
                                         .back = page->facts->first,
                                         .columns = columns,
                                         .column_count = COLUMNS};
    page->sheet = xlsx_add_sheet(page->book, &spec, &page->run->diag);
}

void provenance_write(const struct provenance *provenance, struct run *run, const struct provenance_facts *facts,
                      struct xlsx *book)
{
    struct page page = {provenance, run, facts, book, NULL};
    put_properties(&page);
    if (!facts->shown)
        return;
    add_sheet(&page);
    put_making(&page);
    put_inputs(&page);
    put_tallies(&page);
    put_sets(&page);
    put_missing(&page);
    put_foreign_definitions(&page);
    put_note(&page);
}
