/* SPDX-License-Identifier: ISC */
#include "xlsx_text.h"

#include "xlsx.h"
#include "xlsx_layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void only_text_that_xml_can_hold_is_fit(void **state)
{
    (void)state;
    assert_null(xlsx_text_fault(text_of("Ẵ\n\tđ \U0001F600")));
    assert_null(xlsx_text_fault(text_of("")));
    assert_string_equal(xlsx_text_fault(text_of("a\xC3")), "text is not UTF-8");
    assert_string_equal(xlsx_text_fault(text_of("a\rb")), "text holds a control character");
    assert_string_equal(xlsx_text_fault(text_of("a\x0B")), "text holds a control character");
    assert_string_equal(xlsx_text_fault((struct text){"a\0b", 3}), "text holds a control character");
    assert_string_equal(xlsx_text_fault(text_of("a\uFFFE")), "text holds a character that XML forbids");
}

static void length_is_counted_as_spreadsheets_do(void **state)
{
    struct buffer text = {0};
    (void)state;
    for (int i = 0; i < 32767; i++)
        buffer_puts(&text, "ệ");
    assert_null(xlsx_text_fault((struct text){text.bytes, text.length}));
    buffer_putc(&text, 'x');
    assert_non_null(xlsx_text_fault((struct text){text.bytes, text.length}));
    buffer_clear(&text);
    for (int i = 0; i < 16384; i++)
        buffer_puts(&text, "\U0001F600"); /* two units each */
    assert_non_null(xlsx_text_fault((struct text){text.bytes, text.length}));
    buffer_free(&text);
}

static void expect_cell(const char *text, const char *expected)
{
    struct buffer buffer = {0};
    xlsx_text_append(&buffer, text_of(text));
    assert_string_equal(buffer_text(&buffer), expected);
    buffer_free(&buffer);
}

static void escapes_are_taken_literally(void **state)
{
    (void)state;
    expect_cell("", "");
    expect_cell("_x0041", "_x0041");
    expect_cell("_x00G1_ _X0041_", "_x00G1_ _X0041_");
    expect_cell("a_x0041_b_x00eF_", "a_x005F_x0041_b_x005F_x00eF_");
    expect_cell("_x0041_x0042_", "_x005F_x0041_x005F_x0042_");
}

static void expect_footer(const char *text, const char *expected)
{
    struct buffer buffer = {0};
    xlsx_text_footer(&buffer, text_of(text));
    assert_string_equal(buffer_text(&buffer), expected);
    buffer_free(&buffer);
}

static void footers_get_their_numbers(void **state)
{
    (void)state;
    expect_footer("Trang {page}/{pages}", "&C&\"Times New Roman,Regular\"&12 Trang &P/&N");
    expect_footer("1 & {pag} &G", "&C&\"Times New Roman,Regular\"&12 1 && {pag} &&G");
}

static void numbers_have_lengths(void **state)
{
    (void)state;
    assert_int_equal(xlsx_text_number_length(0, 0), 1);
    assert_int_equal(xlsx_text_number_length(999, 0), 3);
    assert_int_equal(xlsx_text_number_length(1000, 0), 5);
    assert_int_equal(xlsx_text_number_length(-1234567, 0), 10);
    assert_int_equal(xlsx_text_number_length(87.18, 2), 5);
}

static void references_have_letters_and_numbers(void **state)
{
    char reference[XLSX_REFERENCE_SIZE];
    (void)state;
    assert_string_equal(xlsx_reference(0, 0, reference), "A1");
    assert_string_equal(xlsx_reference(9, 25, reference), "Z10");
    assert_string_equal(xlsx_reference(9, 26, reference), "AA10");
    assert_string_equal(xlsx_reference(1048575, 701, reference), "ZZ1048576");
    assert_string_equal(xlsx_reference(0, 702, reference), "AAA1");
    assert_string_equal(xlsx_reference(0, 16383, reference), "XFD1");
}

static void rows_are_as_high_as_their_lines(void **state)
{
    (void)state;
    assert_true(layout_row_height(1, 13) == 19.5);
    assert_true(layout_row_height(3, 13) == 54.5);
    assert_true(layout_row_height(500, 13) == 409);
    double width = xlsx_width_of(text_of("Đơn vị"), true);
    assert_int_equal(layout_lines(text_of("Đơn vị"), true, 13, layout_pixels_of_characters(width)), 1);
    assert_int_equal(layout_lines(text_of("Đơn vị"), true, 13, layout_pixels_of_characters(width - 1)), 2);
}

static void halves_get_what_they_need(void **state)
{
    double wide[] = {100, 100, 100, 100, 100, 100}, few[] = {50, 200, 80};
    struct layout layout = {wide, 6, 0};
    (void)state;
    layout_halve(&layout, 200, 200);
    assert_int_equal(layout.split, 3); /* 50 % is nearer to 45 than 33 is */
    layout_halve(&layout, 0, 400);
    assert_int_equal(layout.split, 2);
    assert_true(layout_span(&layout, 0, 5) == 600);
    layout = (struct layout){few, 3, 0};
    layout_halve(&layout, 260, 300);
    assert_int_equal(layout.split, 2);
    assert_true(few[0] == 50 && few[1] == 210 && few[2] == 300); /* the widest column of each half grew */
}

static void pages_fill_and_begin_again(void **state)
{
    struct layout_pages narrow = layout_pages_begin(false, 10), pages = {.room = 100, .repeated = 20};
    (void)state;
    assert_true(narrow.room > 600 && narrow.room < 729);            /* 257 mm less a little */
    assert_true(layout_pages_begin(true, 1904).room > narrow.room); /* scaled to the half */
    assert_false(layout_pages_add(&pages, 90));
    assert_false(layout_pages_fit(&pages, 11));
    assert_true(layout_pages_add(&pages, 11));
    assert_true(pages.used == 31);
    layout_pages_break(&pages, 5);
    assert_true(pages.used == 25);
    assert_true(layout_pages_add(&pages, 300)); /* higher than a page */
    assert_true(layout_pages_add(&pages, 10));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_text_that_xml_can_hold_is_fit),
        cmocka_unit_test(length_is_counted_as_spreadsheets_do),
        cmocka_unit_test(escapes_are_taken_literally),
        cmocka_unit_test(footers_get_their_numbers),
        cmocka_unit_test(numbers_have_lengths),
        cmocka_unit_test(references_have_letters_and_numbers),
        cmocka_unit_test(rows_are_as_high_as_their_lines),
        cmocka_unit_test(halves_get_what_they_need),
        cmocka_unit_test(pages_fill_and_begin_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
