/* SPDX-License-Identifier: ISC */
#include "importer.h"

#include "encoding.h"
#include "sheetrow.h"

#include <stdlib.h>
#include <string.h>

struct importer {
    struct run *run;
    struct sheet_rules rules;
    struct csv_format format;
    size_t title_row; /* 0: the first that is not blank */
    struct sheetrow *maker;
    struct buffer rejected_titles; /* the row of titles that --rejects begins with */
    /* the table at hand */
    const char *file;
    struct csv *csv;
    struct sheet sheet;
    struct buffer titles, why;
};

static void fail_usage(struct run *run, const char *option, const char *argument, const char *expected)
{
    diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "--%s: '%s' is not %s", option, argument, expected);
}

static bool read_title_row(struct importer *importer, const char *number)
{
    int64_t row;
    if (!number)
        return true;
    if (!text_integer(text_of(number), &row) || row < 1) {
        fail_usage(importer->run, "title-row", number, "the number of a row, from 1");
        return false;
    }
    importer->title_row = (size_t)row;
    return true;
}

static bool read_look(struct importer *importer, const struct import_look *look)
{
    struct run *run = importer->run;
    const char *separator = look->separator ? look->separator : "";
    bool tsv = look->format && strcmp(look->format, "tsv") == 0, tab = strcmp(separator, "tab") == 0;
    if (!look->kind) {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "--kind says of which kind the records are");
        return false;
    }
    if (look->format && !tsv && strcmp(look->format, "csv") != 0) {
        fail_usage(run, "from", look->format, "csv or tsv");
        return false;
    }
    if (*separator && !tab && (strlen(separator) != 1 || strchr("\"\r\n\\", *separator) || *separator < 0)) {
        fail_usage(run, "separator", separator, "one character, or tab");
        return false;
    }
    if (!read_title_row(importer, look->title_row))
        return false;
    importer->format = (struct csv_format){tsv || tab ? '\t' : *separator, tsv, tsv};
    importer->rules.ignored = look->ignored;
    importer->rules.kind = kinds_named(run->kinds, text_of(look->kind), &run->diag);
    if (!importer->rules.kind)
        return false;
    importer->rules.titles = titles_new(importer->rules.kind);
    return sheetmap_read(&importer->rules.map, run->defs, look->map, importer->rules.titles, &run->diag);
}

struct importer *importer_new(struct run *run, const struct import_look *look)
{
    struct importer *importer = mem_new(1, sizeof *importer);
    importer->run = run;
    if (read_look(importer, look) && (importer->maker = sheetrow_new(run, importer->rules.kind)))
        return importer;
    importer_free(importer);
    return NULL;
}

static size_t count_filled(const struct csv_row *row)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++)
        filled += text_trim(row->cells[i].text).length > 0;
    return filled;
}

static void reject_row(struct importer *importer, const struct csv_row *row)
{
    struct text raw = row->raw;
    importer->run->rejected++;
    if (!raw.length)
        return;
    if (importer->rejected_titles.length == 0) {
        buffer_append(&importer->rejected_titles, importer->titles.bytes, importer->titles.length);
        run_reject_bytes(importer->run, (struct text){importer->titles.bytes, importer->titles.length});
    }
    run_reject_bytes(importer->run, raw);
    if (raw.bytes[raw.length - 1] != '\n')
        run_reject_bytes(importer->run, text_of("\n"));
}

static void take_row(struct importer *importer, const struct csv_row *row)
{
    importer->run->documents++;
    if (!sheetrow_write(importer->maker, &importer->sheet, importer->file, row))
        reject_row(importer, row);
}

static void fail_table(struct importer *importer, size_t line, const char *slug, const char *text)
{
    struct place place = {importer->file, line, line ? 1 : 0};
    diag_report(&importer->run->diag, SEVERITY_TROUBLE, &place, slug, "%s", text);
}

/* Excel's own way to say what parts the columns. */
static bool is_separator_line(struct importer *importer, const struct csv_row *row)
{
    struct text line = row->raw;
    size_t skip = utf8_order_mark(line);
    line = (struct text){line.bytes + skip, line.length - skip};
    if (row->number != 1 || line.length < 5 || strncasecmp(line.bytes, "sep=", 4) != 0 ||
        (line.length > 5 && line.bytes[5] != '\r' && line.bytes[5] != '\n'))
        return false;
    importer->format.separator = importer->format.separator ? importer->format.separator : line.bytes[4];
    return true;
}

/* The separator that makes most titles of the line. */
static void choose_format(struct importer *importer, struct csv_row *row)
{
    static const char separators[] = ",;\t";
    struct csv_format best = importer->format, tried = best;
    size_t most = 0, cells = 0;
    for (size_t i = 0; separators[i] && !importer->format.separator; i++) {
        tried.separator = separators[i];
        tried.escapes = separators[i] == '\t';
        csv_set_format(importer->csv, tried, row);
        size_t known = sheet_recognise(&importer->rules, row);
        if (i && (known < most || (known == most && row->count <= cells)))
            continue;
        most = known;
        cells = row->count;
        best = tried;
    }
    csv_set_format(importer->csv, best, row);
}

/* Reads on to a row that looks like titles, as below the heading of an office's sheet; 0 where there is none near. */
static size_t find_titles(struct importer *importer, size_t known)
{
    enum { NEAR = 10 };
    struct csv_row row;
    for (size_t i = 0; i < NEAR; i++) {
        csv_set_format(importer->csv, importer->format, NULL);
        if (csv_next(importer->csv, &row) != CSV_ROW)
            return 0;
        if (row.fault)
            continue;
        choose_format(importer, &row);
        size_t titles = sheet_recognise(&importer->rules, &row);
        if (titles > 1 && titles > 2 * known && 2 * titles >= count_filled(&row))
            return row.number;
    }
    return 0;
}

/* A row that is no titles, where titles are found below it, gets one message; true where the row may be them. */
static bool may_be_titles(struct importer *importer, struct csv_row *row)
{
    size_t known = sheet_recognise(&importer->rules, row), line = row->line, number = row->number;
    if (2 * known >= count_filled(row))
        return true;
    row->raw = (struct text){importer->titles.bytes, importer->titles.length}; /* what is read on is another row */
    size_t found = find_titles(importer, known);
    if (!found) {
        csv_set_format(importer->csv, importer->format, NULL);
        choose_format(importer, row);
        return true;
    }
    buffer_clear(&importer->why);
    buffer_printf(
        &importer->why,
        "row %zu has %s title of %s; the titles seem to stand in row %zu; --title-row %zu takes them from there",
        number, known ? "hardly any" : "no", importer->rules.kind->name, found, found);
    fail_table(importer, line, "unknown-title", buffer_text(&importer->why));
    return false;
}

static bool same_titles(struct importer *importer)
{
    const struct buffer *first = &importer->rejected_titles;
    if (first->length == 0 || !importer->run->rejects_path ||
        text_equal((struct text){first->bytes, first->length},
                   (struct text){importer->titles.bytes, importer->titles.length}))
        return true;
    fail_table(importer, 1, "usage", "other titles than those that --rejects begins with: import this file by itself");
    return false;
}

static bool take_titles(struct importer *importer, struct csv_row *row)
{
    const struct encoding *mojibake = encoding_of_mojibake(row->raw);
    if (row->fault) {
        fail_table(importer, row->fault_line, "bad-row",
                   "the line of titles cannot be cut: a quote is not closed, or it "
                   "is too long");
        return false;
    }
    struct utf8_survey survey = utf8_survey(row->raw);
    buffer_clear(&importer->why);
    if (!survey.valid) {
        buffer_printf(&importer->why, "octet 0x%02X among the titles is not UTF-8; ",
                      (unsigned)(unsigned char)row->raw.bytes[survey.bad_offset]);
        encoding_append_advice(row->raw, &importer->why);
        fail_table(importer, row->line, "not-utf-8", buffer_text(&importer->why));
        return false;
    }
    if (mojibake) {
        buffer_printf(&importer->why, "the titles are %s%s%s", mojibake->name,
                      mojibake->command ? ": " : ENCODING_LETTERS_LOST, mojibake->command ? mojibake->command : "");
        fail_table(importer, row->line, "mojibake", buffer_text(&importer->why));
        return false;
    }
    choose_format(importer, row);
    buffer_clear(&importer->titles);
    buffer_append(&importer->titles, row->raw.bytes, row->raw.length);
    return same_titles(importer) && may_be_titles(importer, row) &&
           sheet_begin(&importer->sheet, &importer->rules, row, importer->file, &importer->run->diag);
}

/* What a file is by its first bytes, where it is no table. */
struct format_sign {
    const char *sign, *slug, *text;
    bool is_markup; /* blanks may stand before it, and case makes no difference */
};

#define HTML "this is a page of HTML, which spreadsheets open as a sheet (.xls): save the sheet as CSV UTF-8"

static const struct format_sign *sign_of(struct text held)
{
    static const struct format_sign signs[] = {
        {"PK\3\4", "not-utf-8", "this is a workbook (.xlsx) or another archive: save the sheet as CSV UTF-8", false},
        {"\xD0\xCF\x11\xE0", "not-utf-8", "this is an old workbook (.xls): save the sheet as CSV UTF-8", false},
        {"<!DOCTYPE", "bad-row", HTML, true},
        {"<html", "bad-row", HTML, true},
        {"<table", "bad-row", HTML, true},
        {"<?xml", "bad-row", "this is XML, as spreadsheets write it (.xml): save the sheet as CSV UTF-8", true},
    };
    size_t skip = utf8_order_mark(held);
    struct text markup = text_trim((struct text){held.bytes + skip, held.length - skip});
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        struct text begins = signs[i].is_markup ? markup : held;
        size_t length = strlen(signs[i].sign);
        if (begins.length >= length && strncasecmp(begins.bytes, signs[i].sign, length) == 0)
            return &signs[i];
    }
    return NULL;
}

/* Lines that end with CR alone make one row of the whole file. What a read has cut off may be CR LF. */
static bool has_bare_returns(struct text held)
{
    bool quoted = false, found = false;
    for (size_t i = 0; i + 1 < held.length; i++) {
        quoted ^= held.bytes[i] == '"';
        found |= held.bytes[i] == '\r' && !quoted && held.bytes[i + 1] != '\n';
        if (held.bytes[i + 1] == '\n')
            return false;
    }
    return found;
}

/* A file that is not UTF-8 is refused as a whole, before anything of it is written; single octets are their row's. */
static bool check_beginning(struct importer *importer, struct text held)
{
    struct utf8_survey survey = utf8_survey(held);
    const struct encoding *encoding = survey.valid ? NULL : encoding_of(held);
    const struct format_sign *sign = sign_of(held);
    if (sign)
        fail_table(importer, 1, sign->slug, sign->text);
    else if (encoding) {
        buffer_clear(&importer->why);
        buffer_printf(&importer->why, "the text is in %s, not in UTF-8: %s", encoding->name, encoding->command);
        fail_table(importer, 0, "not-utf-8", buffer_text(&importer->why));
    } else if (has_bare_returns(held)) {
        fail_table(importer, 1, "bad-row",
                   "lines end with CR alone, as in the format CSV (Macintosh): save the sheet as CSV UTF-8");
    } else {
        return true;
    }
    return false;
}

static bool read_rows(struct importer *importer)
{
    struct csv_row row;
    enum csv_result result;
    bool begun = false;
    while ((result = csv_next(importer->csv, &row)) == CSV_ROW && run_going(importer->run)) {
        run_did(importer->run, row.raw.length);
        bool passed = !begun && (is_separator_line(importer, &row) || row.number < importer->title_row);
        if (passed || (!row.fault && count_filled(&row) == 0))
            continue;
        if (begun)
            take_row(importer, &row);
        else if (!take_titles(importer, &row))
            return true;
        begun = true;
    }
    if (result == CSV_END && !begun)
        fail_table(importer, 0, "unreadable",
                   importer->title_row ? "there is no line of titles in it at --title-row or below"
                                       : "there is no line of titles in it");
    return result != CSV_FAILED;
}

static bool read_table(struct run *run, int descriptor, const char *name, void *state)
{
    struct importer *importer = state;
    struct csv_format format = importer->format;
    struct text held;
    importer->file = name;
    importer->csv = csv_open(descriptor, run->document_limit, 0);
    csv_before_wait(importer->csv, run_before_wait, run);
    csv_set_format(importer->csv, format, NULL);
    bool read = csv_peek(importer->csv, &held);
    if (read && check_beginning(importer, held))
        read = read_rows(importer);
    importer->format = format; /* the next table may have another separator */
    sheet_free(&importer->sheet);
    csv_close(importer->csv);
    return read;
}

static void take_nothing(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    (void)run, (void)kind, (void)record, (void)state; /* the operands are tables */
}

void importer_run(struct importer *importer)
{
    static const struct run_handler handler = {take_nothing};
    struct run *run = importer->run;
    run->read = read_table;
    run_records(run, &handler, importer);
    if (run->rejected)
        diag_say(&run->diag, "%s: %zu rows, %zu of them not written", run->program->name, run->documents,
                 run->rejected);
}

void importer_free(struct importer *importer)
{
    if (!importer)
        return;
    titles_free(importer->rules.titles);
    sheetmap_free(&importer->rules.map);
    sheetrow_free(importer->maker);
    buffer_free(&importer->rejected_titles);
    buffer_free(&importer->titles);
    buffer_free(&importer->why);
    free(importer);
}
