/* SPDX-License-Identifier: ISC */
#include "xlsx.h"
#include "zipcheck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define BOOK "readback.xlsx"
#define DAMAGED "damaged.xlsx"

enum { ROWS = 300 };

static struct buffer whole; /* the bytes of a good workbook */

static void read_file(const char *path, struct buffer *content)
{
    char bytes[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t length; (length = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buffer_append(content, bytes, length);
    fclose(file);
}

static int write_book(void **state)
{
    struct diag diag = {.program = "test"};
    struct xlsx_column column = {.caption = "Tên"};
    struct xlsx_cell cell = {.kind = XLSX_CELL_TEXT, .text = text_of("Bỉm Sơn")};
    struct xlsx *book = xlsx_create(BOOK, &(struct xlsx_options){.created = 1}, &diag);
    struct xlsx_sheet *sheet =
        xlsx_add_sheet(book, &(struct xlsx_sheet_spec){.name = "A", .columns = &column, .column_count = 1}, &diag);
    (void)state;
    for (int i = 0; i < ROWS; i++)
        xlsx_row(sheet, &cell, 1, XLSX_ROW_NORMAL, &diag);
    assert_true(xlsx_close(book, &diag));
    read_file(BOOK, &whole);
    return 0;
}

static int forget_book(void **state)
{
    (void)state;
    buffer_free(&whole);
    unlink(BOOK);
    unlink(DAMAGED);
    return 0;
}

static bool check(const char *path, const char *part, const char *element, uint64_t count, const char *expected)
{
    struct zipcheck_demand demand = {part, element, count};
    struct buffer fault = {0};
    bool good = zipcheck_file(path, &demand, part ? 1 : 0, &fault);
    assert_int_equal(good, fault.length == 0);
    if (expected && !strstr(buffer_text(&fault), expected))
        fail_msg("the fault is: %s", buffer_text(&fault));
    buffer_free(&fault);
    return good;
}

static void a_good_workbook_passes(void **state)
{
    (void)state;
    assert_true(check(BOOK, NULL, NULL, 0, NULL));
    assert_true(check(BOOK, "xl/worksheets/sheet1.xml", "row", ROWS + 1, NULL));
    assert_true(check(BOOK, "xl/worksheets/sheet1.xml", "c", ROWS + 1, NULL));
}

static void demands_are_heard(void **state)
{
    (void)state;
    assert_false(check(BOOK, "xl/worksheets/sheet1.xml", "row", ROWS, "301 elements <row> instead of 300, in xl/work"));
    assert_false(check(BOOK, "xl/worksheets/sheet2.xml", "row", 0, "a part is missing"));
    assert_false(check("no/such/file", NULL, NULL, 0, "No such file"));
}

static void write_damaged(const char *bytes, size_t length)
{
    FILE *file = fopen(DAMAGED, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void every_shorter_file_fails(void **state)
{
    (void)state;
    for (size_t length = 0; length < whole.length; length += length < 64 ? 1 : 37) {
        write_damaged(whole.bytes, length);
        assert_false(check(DAMAGED, NULL, NULL, 0, NULL));
    }
    write_damaged(whole.bytes, whole.length - 1);
    assert_false(check(DAMAGED, NULL, NULL, 0, "directory"));
}

/* Whether a byte of the directory or of the packed data is wrong, it shows. Fields that nobody reads may differ. */
static void damage_shows(void **state)
{
    char *bytes = mem_copy(whole.bytes, whole.length);
    size_t unseen = 0, tried = 0;
    (void)state;
    for (size_t at = 0; at < whole.length; at += 61, tried++) {
        bytes[at] = (char)(bytes[at] ^ 0x55);
        write_damaged(bytes, whole.length);
        unseen += check(DAMAGED, NULL, NULL, 0, NULL);
        bytes[at] = (char)(bytes[at] ^ 0x55);
    }
    free(bytes);
    assert_true(tried > 50);
    assert_true(unseen * 6 < tried);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_workbook_passes),
        cmocka_unit_test(demands_are_heard),
        cmocka_unit_test(every_shorter_file_fails),
        cmocka_unit_test(damage_shows),
    };
    return cmocka_run_group_tests(tests, write_book, forget_book);
}
