/* SPDX-License-Identifier: ISC */
#include "workbook.h"

#include "filling.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_DIGITS = 12 }; /* of the digest, on every page */

struct workbook {
    struct run *run;
    const struct report *report;
    const struct workbook_heading *heading;
    const struct provenance *provenance;
    struct xlsx *book;
    size_t most_rows;
    const struct xlsx_sheet *first; /* where the others link back to */
    struct filling **fillings;
    bool *kinds_seen; /* by sheet: records of its kind came */
    struct filling_context context;
    char digest[DIGEST_SIZE];
    struct buffer footer;
};

static void add_sheet(void *owner, struct filling *filling);

struct workbook *workbook_new(struct run *run, const struct report *report, const struct measures *measures,
                              const struct workbook_heading *heading, const struct provenance *provenance)
{
    struct workbook *workbook = mem_new(1, sizeof *workbook);
    size_t most = 0;
    *workbook = (struct workbook){.run = run, .report = report, .heading = heading, .provenance = provenance};
    workbook->context = (struct filling_context){.run = run,
                                                 .measures = measures,
                                                 .wording = &report->wording,
                                                 .reader = reader_new(&run->diag),
                                                 .owner = workbook,
                                                 .open_part = add_sheet};
    workbook->fillings = mem_new(report->sheet_count, sizeof *workbook->fillings);
    workbook->kinds_seen = mem_new(report->sheet_count, sizeof(bool));
    for (size_t i = 0; i < report->sheet_count; i++) {
        const struct report_sheet *sheet = &report->sheets[i];
        most = sheet->column_count > most ? sheet->column_count : most;
        workbook->fillings[i] = filling_new(sheet, &workbook->context);
    }
    cells_reserve(&workbook->context.row, most);
    return workbook;
}

void workbook_limit_rows(struct workbook *workbook, size_t most)
{
    workbook->most_rows = most;
}

void workbook_free(struct workbook *workbook)
{
    if (!workbook)
        return;
    xlsx_discard(workbook->book);
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        filling_free(workbook->fillings[i]);
    cells_free(&workbook->context.row);
    reader_free(workbook->context.reader);
    buffer_free(&workbook->context.unit_name);
    buffer_free(&workbook->footer);
    free(workbook->fillings);
    free(workbook->kinds_seen);
    free(workbook);
}

void workbook_survey(struct workbook *workbook, const struct kind *kind, const struct record *record)
{
    for (size_t i = 0; i < workbook->report->sheet_count; i++) {
        if (!filling_is_about(workbook->fillings[i], kind, record->root))
            continue;
        workbook->kinds_seen[i] = true;
        filling_survey(workbook->fillings[i], kind, record->root);
    }
}

/* Puts the wording's places: {year}, {latest_year}, {place} ... A brace that names nothing stays. */
static void fill_in(const struct workbook *workbook, const struct filling *filling, const char *pattern,
                    struct buffer *text)
{
    const struct workbook_heading *heading = workbook->heading;
    const struct {
        const char *name;
        int number, digits;
    } numbers[] = {
        {"{first_year}", filling ? filling_first_year(filling) : 0, 1},
        {"{latest_year}", filling ? filling_latest_year(filling) : 0, 1},
        {"{year}", heading->date / 10000, 1},
        {"{month}", heading->date / 100 % 100, heading->date / 100 % 100 < 3 ? 2 : 1},
        {"{day}", heading->date % 100, 2},
    };
    while (*pattern) {
        size_t i = 0, count = sizeof numbers / sizeof *numbers;
        while (i < count && strncmp(pattern, numbers[i].name, strlen(numbers[i].name)) != 0)
            i++;
        if (i < count) {
            buffer_printf(text, "%0*d", numbers[i].digits, numbers[i].number);
            pattern += strlen(numbers[i].name);
        } else if (strncmp(pattern, "{place}", 7) == 0) {
            buffer_puts(text, heading->place ? heading->place : "....................");
            pattern += 7;
        } else if (strncmp(pattern, "{digest}", 8) == 0) {
            buffer_printf(text, "%.*s", SHOWN_DIGITS, workbook->digest);
            pattern += 8;
        } else {
            buffer_putc(text, *pattern++);
        }
    }
    buffer_text(text);
}

static void list_columns(const struct report_sheet *sheet, struct xlsx_column *columns)
{
    static const enum xlsx_format formats[] = {
        [COLUMN_TEXT] = XLSX_TEXT,       [COLUMN_CODE] = XLSX_CODE,   [COLUMN_INTEGER] = XLSX_INTEGER,
        [COLUMN_PERCENT] = XLSX_PERCENT, [COLUMN_DATE] = XLSX_DATE,   [COLUMN_RATIO] = XLSX_RATIO,
        [COLUMN_RANGE] = XLSX_RATIO,     [COLUMN_CHANGE] = XLSX_RATIO};
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct report_column *column = &sheet->columns[i];
        columns[i] =
            (struct xlsx_column){column->caption, column->group, formats[column->format], (double)column->width};
    }
}

/* Gives the filling a sheet to be filled, its first or, where that is full, one more. */
static void add_sheet(void *owner, struct filling *filling)
{
    struct workbook *workbook = owner;
    const struct report_sheet *sheet = filling_sheet(filling);
    const struct report_wording *wording = &workbook->report->wording;
    struct buffer title = {0}, subtitle = {0}, place_date = {0};
    struct xlsx_column *columns = mem_new(sheet->column_count, sizeof *columns);
    fill_in(workbook, filling, workbook->heading->title ? workbook->heading->title : sheet->title, &title);
    fill_in(workbook, filling, sheet->subtitle ? sheet->subtitle : "", &subtitle);
    fill_in(workbook, filling, wording->place_date ? wording->place_date : "", &place_date);
    list_columns(sheet, columns);
    const struct xlsx_heading heading = {.parent = workbook->heading->parent,
                                         .issuer = workbook->heading->issuer,
                                         .nation = wording->nation,
                                         .motto = wording->motto,
                                         .number = workbook->heading->number,
                                         .place_date = place_date.bytes,
                                         .title = title.bytes,
                                         .subtitle = subtitle.bytes};
    const struct xlsx_sheet_spec spec = {.name = sheet->name,
                                         .landscape = sheet->landscape,
                                         .footer = workbook->footer.bytes,
                                         .heading = &heading,
                                         .back = workbook->first,
                                         .columns = columns,
                                         .column_count = sheet->column_count};
    struct xlsx_sheet *added = xlsx_add_sheet(workbook->book, &spec, &workbook->run->diag);
    filling_set_target(filling, added);
    if (!workbook->first)
        workbook->first = added;
    free(columns);
    buffer_free(&title);
    buffer_free(&subtitle);
    buffer_free(&place_date);
}

/* A step left out of the chain leaves sheets out, which whoever types it may not notice; a job has its report by name.
 */
static void note_missing_summaries(struct workbook *workbook)
{
    size_t missing = 0;
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        missing += workbook->report->sheets[i].grouped && !workbook->kinds_seen[i];
    if (missing && diag_is_watched())
        diag_report(&workbook->run->diag, SEVERITY_NOTE, NULL, "no-rows",
                    "%zu sheets are left out: the stream has no summaries for them; antt-aggregate --keep adds them",
                    missing);
}

/* Links lead to sheets that are there; others are text. */
static void connect(struct workbook *workbook)
{
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        for (size_t j = 0; j < workbook->report->sheet_count; j++)
            if (workbook->kinds_seen[i] && workbook->kinds_seen[j])
                filling_connect(workbook->fillings[i], workbook->fillings[j]);
}

bool workbook_begin(struct workbook *workbook, const char *path)
{
    struct run *run = workbook->run;
    bool any = false;
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        any |= workbook->kinds_seen[i];
    if (!any) {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "no-rows", "the stream has no records for the report '%s'%s",
                    workbook->report->name,
                    workbook->report->sheets[0].grouped ? "; summaries come from antt-aggregate" : "");
        return false;
    }
    note_missing_summaries(workbook);
    struct xlsx_options options = {.title = workbook->report->title,
                                   .author = workbook->heading->issuer,
                                   .most_rows = workbook->most_rows,
                                   .created = date_to_days(workbook->heading->date) * 86400};
    provenance_digest(workbook->provenance, workbook->digest);
    fill_in(workbook, NULL, workbook->report->wording.footer ? workbook->report->wording.footer : "",
            &workbook->footer);
    workbook->book = xlsx_create(path, &options, &run->diag);
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        if (workbook->kinds_seen[i] && workbook->book)
            add_sheet(workbook, workbook->fillings[i]);
    connect(workbook);
    return workbook->book != NULL;
}

void workbook_add(struct workbook *workbook, const struct kind *kind, const struct record *record)
{
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        if (filling_is_about(workbook->fillings[i], kind, record->root))
            filling_add(workbook->fillings[i], kind, record);
}

static void write_chart(struct workbook *workbook, struct filling *filling, const struct report_chart *chart)
{
    struct buffer title = {0}, finding = {0};
    if (!chart->given)
        return;
    bool found = filling_finding(filling, &finding);
    fill_in(workbook, filling, found ? buffer_text(&finding) : chart->title, &title);
    filling_chart(filling, title.bytes);
    buffer_free(&finding);
    buffer_free(&title);
}

static void write_signature(struct workbook *workbook, const struct filling *filling)
{
    const struct report_wording *wording = &workbook->report->wording;
    struct xlsx_signature signature = {wording->recipients_title, wording->recipients, wording->recipient_count,
                                       workbook->heading->office, wording->remark,     workbook->heading->signer};
    xlsx_signature(filling_target(filling), &signature, &workbook->run->diag);
}

bool workbook_end(struct workbook *workbook)
{
    for (size_t i = 0; i < workbook->report->sheet_count; i++)
        filling_plan(workbook->fillings[i]);
    for (size_t i = 0; i < workbook->report->sheet_count; i++) {
        struct filling *filling = workbook->fillings[i];
        if (!filling_target(filling))
            continue;
        filling_end(filling);
        write_chart(workbook, filling, &workbook->report->sheets[i].chart);
        if (workbook->report->sheets[i].signature)
            write_signature(workbook, filling);
    }
    const struct provenance_facts facts = {.report = workbook->report->name,
                                           .footer = workbook->footer.bytes,
                                           .words = workbook->report->wording.provenance,
                                           .date = workbook->heading->date,
                                           .shown = workbook->report->provenance,
                                           .first = workbook->first};
    provenance_write(workbook->provenance, workbook->run, &facts, workbook->book);
    bool closed = xlsx_close(workbook->book, &workbook->run->diag);
    workbook->book = NULL;
    return closed;
}
