/* SPDX-License-Identifier: ISC
 *
 * A table that is longer than a sheet: with sheets of 80 rows, of which 64 are kept for what follows the table.
 */
#include "provenance.h"
#include "workbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROWS = 12, MOST_ROWS = 80 };

static void write_file(const char *path, struct text text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text.bytes, 1, text.length, file), text.length);
    assert_int_equal(fclose(file), 0);
}

static const char report[] = "report: long\n"
                             "title: \"Dài\"\n"
                             "sheets:\n"
                             "  - sheet: \"Khu dân cư\"\n"
                             "    title: \"DANH SÁCH\"\n"
                             "    records: area\n"
                             "    order: unit,id\n"
                             "    under: unit\n"
                             "    total: \"Cộng\"\n"
                             "    subtotal: \"Cộng xã\"\n"
                             "    columns:\n"
                             "      - {vi: \"Mã\", format: code, value: id, link: {sheet: \"Khu dân cư\", by: id}}\n"
                             "      - {vi: \"Tên\", format: text, value: name}\n"
                             "      - {vi: \"Số hộ\", format: integer, value: households.total, total: sum}\n";

static void survey(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    (void)run;
    workbook_survey(state, kind, record);
}

static void add(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    (void)run;
    workbook_add(state, kind, record);
}

static int run_job(void)
{
    static const struct run_handler surveying = {survey}, adding = {add};
    static const struct program program = {"antt-xlsx", "", "", NULL, 0, true};
    static const struct workbook_heading heading = {.date = 20250110};
    char *arguments[] = {(char *)"antt-xlsx", (char *)"-d", (char *)"ours", NULL};
    struct run run;
    struct provenance *provenance = provenance_new();
    if (!run_start_observed(&run, &program, &provenance->observer, 3, arguments))
        return -1;
    run.passes = false;
    struct measures *measures = measures_load(run.defs, run.kinds, &run.diag);
    struct report *definition = report_load(run.defs, run.kinds, measures, "long", &run.diag);
    struct workbook *workbook = definition ? workbook_new(&run, definition, measures, &heading, provenance) : NULL;
    if (!workbook)
        return -1;
    workbook_limit_rows(workbook, MOST_ROWS);
    bool done = run_file(&run, "areas.yaml", &surveying, workbook) && workbook_begin(workbook, "long.xlsx") &&
                run_file(&run, "areas.yaml", &adding, workbook) && workbook_end(workbook);
    workbook_free(workbook);
    report_free(definition);
    measures_free(measures);
    provenance_free(provenance);
    int status = run_finish(&run);
    return done ? status : -1;
}

/* Writes a workbook of ROWS areas of five households in two communes, in a process of its own, since a run closes
 * standard output. */
static void write_book(void)
{
    struct buffer records = {0};
    int status;
    for (int i = 0; i < ROWS; i++)
        buffer_printf(&records,
                      "---\nrecord: area\nid: a-%02d\nunit: \"%d\"\nyear: 2024\nname: x\nhouseholds: {total: 5}\n", i,
                      i < ROWS / 2 ? 1 : 2);
    write_file("ours/reports/long.yaml", text_of(report));
    write_file("areas.yaml", (struct text){records.bytes, records.length});
    buffer_free(&records);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(run_job());
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

/* A part of the workbook. */
static struct buffer part(const char *name)
{
    struct buffer command = {0}, text = {0};
    char bytes[4096];
    buffer_printf(&command, "unzip -p long.xlsx %s", name);
    FILE *pipe = popen(buffer_text(&command), "r");
    assert_non_null(pipe);
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        buffer_append(&text, bytes, count);
    assert_int_equal(pclose(pipe), 0);
    buffer_free(&command);
    buffer_text(&text);
    return text;
}

static void assert_holds(const struct buffer *text, const char *wanted)
{
    if (!strstr(text->bytes, wanted))
        fail_msg("no %s in %s", wanted, text->bytes);
}

static void goes_on_in_another_sheet(void **state)
{
    (void)state;
    write_book();
    struct buffer book = part("xl/workbook.xml"), first = part("xl/worksheets/sheet1.xml"),
                  second = part("xl/worksheets/sheet2.xml");
    assert_holds(&book, "<sheet name=\"Khu dân cư (2)\"");
    assert_holds(&book, "name=\"Bảng_Khu_dân_cư__2_\"");
    for (const struct buffer *sheet = &first; sheet; sheet = sheet == &first ? &second : NULL) {
        assert_holds(sheet, "<t>DANH SÁCH</t>");
        assert_holds(sheet, "<t>Số hộ</t>");
    }
    assert_holds(&first, "<t>a-00</t>");
    assert_null(strstr(first.bytes, "<t>a-11</t>"));
    assert_holds(&second, "<t>a-11</t>");
    assert_null(strstr(second.bytes, "<t>a-00</t>"));
    buffer_free(&book);
    buffer_free(&first);
    buffer_free(&second);
}

static void totals_are_over_all_parts(void **state)
{
    (void)state;
    write_book();
    struct buffer first = part("xl/worksheets/sheet1.xml"), second = part("xl/worksheets/sheet2.xml");
    assert_null(strstr(first.bytes, "<t>Cộng</t>"));
    assert_holds(&second, "<f>SUBTOTAL(9,'Khu dân cư'!C8:C17,C9:C15)</f><v>60</v>");
    assert_holds(&second, "<f>SUBTOTAL(9,'Khu dân cư'!C17:C17,C9:C14)</f><v>30</v>"); /* of the commune */
    buffer_free(&first);
    buffer_free(&second);
}

static void links_lead_to_the_first_part(void **state)
{
    (void)state;
    write_book();
    struct buffer second = part("xl/worksheets/sheet2.xml");
    assert_holds(&second, "location=\"'Khu dân cư'!A5\" display=\"« Khu dân cư\"");
    assert_null(strstr(second.bytes, "display=\"a-11\"")); /* a text: its row is not in the first */
    buffer_free(&second);
}

static char directory[] = "/tmp/antt-unit.XXXXXX";

static int enter(void **state)
{
    (void)state;
    return mkdtemp(directory) && chdir(directory) == 0 && mkdir("ours", 0777) == 0 && mkdir("ours/reports", 0777) == 0
               ? 0
               : -1;
}

static int leave(void **state)
{
    struct buffer command = {0};
    (void)state;
    buffer_printf(&command, "cd / && rm -r %s", directory);
    int status = system(buffer_text(&command));
    buffer_free(&command);
    return status;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_on_in_another_sheet),
        cmocka_unit_test(totals_are_over_all_parts),
        cmocka_unit_test(links_lead_to_the_first_part),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
