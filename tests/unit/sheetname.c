/* SPDX-License-Identifier: ISC */
#include "sheetname.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void expect(struct sheetname_set *set, const char *wanted, const char *expected)
{
    struct buffer name = {0};
    sheetname_make(set, text_of(wanted), &name);
    assert_string_equal(buffer_text(&name), expected);
    buffer_free(&name);
}

static void good_names_stay(void **state)
{
    struct sheetname_set set = {0};
    (void)state;
    expect(&set, "Khu dân cư", "Khu dân cư");
    expect(&set, "Cơ quan, doanh nghiệp & nhà trường", "Cơ quan, doanh nghiệp & nhà trư");
    expect(&set, "Phương", "Phương");
    expect(&set, "Phường", "Phường");
    sheetname_free(&set);
}

static void bad_characters_are_replaced(void **state)
{
    struct sheetname_set set = {0};
    (void)state;
    expect(&set, "a/b\\c?d*e[f]g:h", "a-b-c-d-e-f-g-h");
    expect(&set, "'x'", "\u2019x\u2019");
    expect(&set, "  a \t\n b  ", "a b");
    expect(&set, "a\x01\xC2\x85z", "a z");
    expect(&set, "a\xFFz\uFFFF", "a\uFFFDz\uFFFD");
    expect(&set, "", "-");
    expect(&set, " ", "- (2)");
    sheetname_free(&set);
}

static void equal_names_get_numbers(void **state)
{
    struct sheetname_set set = {0};
    (void)state;
    expect(&set, "Phường", "Phường");
    expect(&set, "PHƯỜNG", "PHƯỜNG (2)");
    expect(&set, "phường", "phường (3)");
    expect(&set, "phường (2)", "phường (2) (2)");
    expect(&set, "history", "history (2)");
    expect(&set, "ÀÉÔ ĂĐƠ ỆỰỸ", "ÀÉÔ ĂĐƠ ỆỰỸ");
    expect(&set, "àéô ăđơ ệựỹ", "àéô ăđơ ệựỹ (2)");
    sheetname_free(&set);
}

static void long_names_are_cut_and_stay_distinct(void **state)
{
    struct sheetname_set set = {0};
    (void)state;
    expect(&set, "ơơơơơơơơơơơơơơơơơơơơơơơơơơơơơơơ", "ơơơơơơơơơơơơơơơơơơơơơơơơơơơơơơơ");
    expect(&set, "ơơơơơơơơơơơơơơơơơơơơơơơơơơơơơơơ1", "ơơơơơơơơơơơơơơơơơơơơơơơơơơơ (2)");
    expect(&set, "ơơơơơơơơơơơơơơơơơơơơơơơơơơơơơơơ2", "ơơơơơơơơơơơơơơơơơơơơơơơơơơơ (3)");
    expect(&set, "123456789012345678901234567890 x", "123456789012345678901234567890");
    expect(&set, "12345678901234567890123456789\U0001F600", "12345678901234567890123456789\U0001F600");
    expect(&set, "x23456789012345678901234567890\U0001F600", "x23456789012345678901234567890");
    sheetname_free(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_names_stay),
        cmocka_unit_test(bad_characters_are_replaced),
        cmocka_unit_test(equal_names_get_numbers),
        cmocka_unit_test(long_names_are_cut_and_stay_distinct),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
