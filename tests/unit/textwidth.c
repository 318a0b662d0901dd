/* SPDX-License-Identifier: ISC */
#include "textwidth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Widths are held in 1/2048 em, which is what the fonts say. */
static long units(const char *text, bool bold)
{
    return (long)(textwidth_of(text_of(text), bold) * 2048 + 0.5);
}

static void letters_have_the_widths_of_the_font(void **state)
{
    (void)state;
    assert_int_equal(units("0", false), 1024);
    assert_int_equal(units("W", false), 1933);
    assert_int_equal(units("W", true), 2048);
    assert_int_equal(units("~", false), 1108);
    assert_int_equal(units("il", false), 2 * 569);
    assert_int_equal(units("", false), 0);
}

static void marks_take_no_room(void **state)
{
    static const char *const pairs[][2] = {
        {"Ắ", "A"},       {"ặ", "a"},      {"Ậ", "A"},  {"Ế", "E"}, {"ệ", "e"}, {"Ị", "I"}, {"ỉ", "i"},
        {"Ộ", "O"},       {"ổ", "o"},      {"Ự", "Ư"},  {"ử", "ư"}, {"Ờ", "Ơ"}, {"ợ", "ơ"}, {"Ủ", "U"},
        {"ụ", "u"},       {"Ỹ", "Y"},      {"ỵ", "y"},  {"Đ", "D"}, {"đ", "d"}, {"Ă", "A"}, {"ĩ", "i"},
        {"ũ", "u"},       {"à", "a"},      {"Ý", "Y"},  {"ô", "o"}, {"Ê", "E"}, {"ú", "u"}, {"a\u0301", "a"},
        {"ư\u0323", "ư"}, {"\u00A0", " "}, {"\t", " "},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int bold = 0; bold < 2; bold++)
            assert_int_equal(units(pairs[i][0], bold), units(pairs[i][1], bold));
    assert_int_equal(units("ư", false), 1110);
    assert_int_equal(units("Ơ", true), 1593);
    assert_int_equal(units("×", false), 1155);
    assert_int_equal(units("—", false), 2048);
}

static void what_is_not_known_is_guessed_wide(void **state)
{
    (void)state;
    assert_int_equal(units("Ж", false), 1536);
    assert_int_equal(units("警", false), 2048);
    assert_int_equal(units("\xFF", false), 2048); /* a byte that is no UTF-8 counts as one letter */
}

static void the_widest_line_and_word_count(void **state)
{
    (void)state;
    assert_int_equal(units("00\n0000\n000", false), 4 * 1024);
    assert_true(textwidth_of_word(text_of("00 0000\n000 0"), false) * 2048 == 4 * 1024);
}

static size_t lines(const char *text, double width)
{
    return textwidth_lines(text_of(text), false, width);
}

static void text_wraps_at_spaces(void **state)
{
    (void)state;
    assert_int_equal(lines("", 5), 1);
    assert_int_equal(lines("00 00", 2.25), 1); /* 2 ems and a space of a quarter */
    assert_int_equal(lines("00 00", 2.2), 2);
    assert_int_equal(lines("00 00 00", 2.25), 2);
    assert_int_equal(lines("0\n\n0", 5), 3);
    assert_int_equal(lines("00000000", 2), 2); /* one word over two lines */
    assert_int_equal(lines("0 00000000 0", 2), 4);
    assert_int_equal(lines("0000", 0), 4096); /* no width at all: a line for every unit, and no division by zero */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_have_the_widths_of_the_font),
        cmocka_unit_test(marks_take_no_room),
        cmocka_unit_test(what_is_not_known_is_guessed_wide),
        cmocka_unit_test(the_widest_line_and_word_count),
        cmocka_unit_test(text_wraps_at_spaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
