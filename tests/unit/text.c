/* SPDX-License-Identifier: ISC
 *
 * Numbers, dates, names and octets: the edges of what is one and what is not.
 */
#include "files.h"

static void test_integer(void **state)
{
    (void)state;
    static const struct {
        struct text text;
        int64_t value;
    } good[] = {
        {LITERAL("0"), 0},
        {LITERAL("-0"), 0},
        {LITERAL("007"), 7},
        {LITERAL("-12"), -12},
        {LITERAL("9223372036854775807"), INT64_MAX},
        {LITERAL("-9223372036854775808"), INT64_MIN},
        {LITERAL("000000000000000000000000000000000001"), 1},
    };
    static const struct text bad[] = {
        LITERAL(""),
        LITERAL("-"),
        LITERAL("+1"),
        LITERAL("--1"),
        LITERAL("1-"),
        LITERAL(" 1"),
        LITERAL("1 "),
        LITERAL("1\n"),
        LITERAL("1\0"),
        LITERAL("1e3"),
        LITERAL("0x10"),
        LITERAL("1_000"),
        LITERAL("1.0"),
        LITERAL("1,000"),
        LITERAL("12:30"),
        LITERAL("9223372036854775808"),
        LITERAL("-9223372036854775809"),
        LITERAL("99999999999999999999999"),
        LITERAL("\xD9\xA3"),
        LITERAL("\xEF\xBC\x91"),
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int64_t value = 99;
        assert_true(text_integer(good[i].text, &value));
        assert_true(value == good[i].value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t value = 99;
        assert_false(text_integer(bad[i], &value));
        assert_true(value == 99);
    }
}

static void test_date(void **state)
{
    (void)state;
    static const struct text bad[] = {
        LITERAL(""),           LITERAL("2023"),        LITERAL("2023-02-29"),  LITERAL("1900-02-29"),
        LITERAL("2023-04-31"), LITERAL("2023-13-01"),  LITERAL("2023-00-01"),  LITERAL("2023-01-00"),
        LITERAL("2023-01-32"), LITERAL("0000-01-01"),  LITERAL("2023-1-01"),   LITERAL("2023-01-1"),
        LITERAL("2023/01/01"), LITERAL("2023-01-01 "), LITERAL(" 2023-01-01"), LITERAL("2023-01-01T00:00"),
        LITERAL("02023-01-1"), LITERAL("+023-01-01"),  LITERAL("-023-01-01"),  LITERAL("2023-+1-01"),
        LITERAL("2023-01-0x"),
    };
    int32_t date = 99;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(text_date(bad[i], &date));
    assert_int_equal(date, 99);
    assert_true(text_date(TEXT("2000-02-29"), &date));
    assert_int_equal(date, 20000229);
    assert_true(text_date(TEXT("0001-01-01"), &date));
    assert_true(text_date(TEXT("9999-12-31"), &date));
    assert_int_equal(date_year(date), 9999);
}

/* Every day of eight centuries is followed by the next one, there and back. */
static void test_days(void **state)
{
    (void)state;
    int64_t days = date_to_days(date_of(1600, 1, 1));
    struct buffer written = {0};
    assert_true(date_to_days(date_of(1970, 1, 1)) == 0);
    assert_true(date_to_days(date_of(2000, 3, 1)) == 11017);
    for (int year = 1600; year < 2400; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= 31; day++) {
                int32_t date = date_of(year, month, day), read = 0;
                buffer_clear(&written);
                date_append(&written, date);
                bool exists = date_exists(year, month, day);
                assert_int_equal(text_date((struct text){written.bytes, written.length}, &read), exists);
                if (!exists)
                    continue;
                assert_int_equal(read, date);
                assert_true(date_to_days(date) == days);
                assert_int_equal(date_from_days(days), date);
                days++;
            }
    buffer_free(&written);
}

static void test_octets(void **state)
{
    (void)state;
    static const struct text good[] = {
        LITERAL("\x7E"),         LITERAL("\xC2\xA0"),         LITERAL("\xDF\xBF"),
        LITERAL("\xE0\xA0\x80"), LITERAL("\xED\x9F\xBF"),     LITERAL("\xEE\x80\x80"),
        LITERAL("\xEF\xBF\xBF"), LITERAL("\xF0\x90\x80\x80"), LITERAL("\xF4\x8F\xBF\xBF"),
    };
    static const struct text bad[] = {
        LITERAL("\x80"),
        LITERAL("\xBF"),
        LITERAL("\xC0\x80"),
        LITERAL("\xC1\xBF"),
        LITERAL("\xC2"),
        LITERAL("\xC2\x7F"),
        LITERAL("\xC2\xC2"),
        LITERAL("\xE0\x9F\xBF"),
        LITERAL("\xE0\x80\x80"),
        LITERAL("\xE1\xBA"),
        LITERAL("\xE1\xBA\x2E"),
        LITERAL("\xED\xA0\x80"),
        LITERAL("\xED\xBF\xBF"),
        LITERAL("\xF0\x8F\xBF\xBF"),
        LITERAL("\xF0\x9F\x8F"),
        LITERAL("\xF4\x90\x80\x80"),
        LITERAL("\xF5\x80\x80\x80"),
        LITERAL("\xF8\x88\x80\x80\x80"),
        LITERAL("\xFE"),
        LITERAL("\xFF"),
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct utf8_survey survey = utf8_survey(good[i]);
        size_t at = 0;
        assert_true(survey.valid && survey.control == SIZE_MAX);
        assert_int_equal(utf8_count(good[i]), 1);
        utf8_next(good[i], &at);
        assert_int_equal(at, good[i].length);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct buffer text = {0};
        buffer_puts(&text, "đ ");
        buffer_append(&text, bad[i].bytes, bad[i].length);
        struct utf8_survey survey = utf8_survey((struct text){text.bytes, text.length});
        assert_false(survey.valid);
        assert_int_equal(survey.bad_offset, 3);
        size_t at = 3;
        assert_int_equal(utf8_next((struct text){text.bytes, text.length}, &at), 0xFFFD);
        assert_int_equal(at, 4);
        buffer_free(&text);
    }
}

/* Vietnamese is nothing to look at more closely; what looks like it is. */
static void test_unclean(void **state)
{
    static const uint32_t unclean[] = {0xA0,   0xAD,   0xB7,   0xC3,   0xD0,   0xDE,   0xF0,   0x1680,
                                       0x180E, 0x2000, 0x200B, 0x200F, 0x2028, 0x202A, 0x202E, 0x202F,
                                       0x205F, 0x2060, 0x2069, 0x3000, 0xFEFF, 0xFFFD};
    (void)state;
    assert_false(utf8_survey(TEXT("name: “Khu phố” – 1…")).maybe_unclean);
    assert_false(
        utf8_survey(TEXT("ÀÁÂÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẰằẾếỆệỊịỒồỢợỤụỨứỲỳỸỹ")).maybe_unclean);
    for (size_t i = 0; i < sizeof unclean / sizeof *unclean; i++) {
        struct buffer text = {0};
        buffer_puts(&text, "name: Ba");
        utf8_append(&text, unclean[i]);
        assert_true(utf8_survey((struct text){text.bytes, text.length}).maybe_unclean);
        buffer_free(&text);
    }
}

/* Every code point there is comes out as it went in, is one, and is what the survey says. */
static void test_code_points(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        if (code_point == 0xD800)
            code_point = 0xE000;
        buffer_clear(&text);
        utf8_append(&text, code_point);
        struct text one = {text.bytes, text.length};
        struct utf8_survey survey = utf8_survey(one);
        size_t at = 0;
        bool control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
        bool line_break = code_point == '\n' || code_point == '\r' || code_point == 0x85;
        bool odd = code_point == '\r' || code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029;
        if (!survey.valid || utf8_next(one, &at) != code_point || at != one.length || utf8_count(one) != 1 ||
            (survey.control == 0) != (control && !line_break && code_point != '\t') || survey.odd_breaks != odd)
            fail_msg("U+%04X", (unsigned)code_point);
    }
    buffer_free(&text);
    assert_false(utf8_survey(TEXT("a\r\nb\r\n")).odd_breaks);
    assert_true(utf8_survey(TEXT("a\r\r\n")).odd_breaks);
    assert_int_equal(utf8_survey(TEXT("a\tb\n\x1B")).control, 4);
}

/* What is surely in normal form C is: no code point that the survey passes over is changed, alone or behind a letter.
 */
static void test_normal_form(void **state)
{
    (void)state;
    struct buffer text = {0}, normal = {0};
    for (uint32_t code_point = 0xA0; code_point <= 0x1FFFF; code_point++) {
        if (code_point == 0xD800)
            code_point = 0xE000;
        buffer_clear(&text);
        buffer_putc(&text, 'a');
        utf8_append(&text, code_point);
        if (!utf8_survey((struct text){text.bytes, text.length}).maybe_not_nfc &&
            !text_is_nfc((struct text){text.bytes, text.length}, &normal))
            fail_msg("U+%04X", (unsigned)code_point);
    }
    assert_false(text_is_nfc(TEXT("Ho\xCC\x80"
                                  "a, Ph\xC6\xB0\xCC\x80ng"),
                             &normal));
    ASSERT_TEXT(((struct text){normal.bytes, normal.length}), TEXT("H\xC3\xB2"
                                                                   "a, Ph\xE1\xBB\xABng"));
    assert_true(text_is_nfc(TEXT("Hòa, Phừng"), &normal));
    assert_true(text_is_nfc(TEXT(""), &normal));
    buffer_free(&text);
    buffer_free(&normal);
}

static void test_nearest(void **state)
{
    (void)state;
    static const char *const names[] = {"name", "unit", "year", "households", "population", "policy_implemented",
                                        "đường"};
    static const struct {
        const char *written, *nearest;
    } cases[] = {
        {"nam", "name"},
        {"nmae", "name"},
        {"NAME", "name"},
        {"namé", "name"},
        {"name_", "name"},
        {"yaer", "year"},
        {"unít", "unit"},
        {"houshold", "households"},
        {"populatoin", "population"},
        {"policy-implemented", "policy_implemented"},
        {"duong", "đường"},
        {"ĐƯỜNG", "đường"},
        {"\xC3\x90uong", "đường"},
        {"xxxx", NULL},
        {"", NULL},
        {"n", NULL},
        {"\xE1\xBA\xA1", NULL},
        {"household_total_x", NULL},
        {"a name that is longer than any name that a field of a record may ever have", NULL},
        {"\xFF\xFE", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest = text_nearest(text_of(cases[i].written), names, sizeof names / sizeof *names);
        if (nearest != cases[i].nearest && (!nearest || !cases[i].nearest || strcmp(nearest, cases[i].nearest) != 0))
            fail_msg("'%s': '%s', wanted '%s'", cases[i].written, nearest ? nearest : "-",
                     cases[i].nearest ? cases[i].nearest : "-");
    }
    static const char *const letters[] = {"x", "no", "abc"};
    assert_null(text_nearest(TEXT("0"), letters, 3));
    assert_null(text_nearest(TEXT(""), letters, 3));
    assert_string_equal(text_nearest(TEXT("X"), letters, 3), "x");
    assert_string_equal(text_nearest(TEXT("nô"), letters, 3), "no");
    assert_string_equal(text_nearest(TEXT("mo"), letters, 3), "no");
    assert_null(text_nearest(TEXT("name"), names, 0));
}

static void test_fold(void **state)
{
    (void)state;
    struct buffer folded = {0};
    text_fold(TEXT("Phường ĐÔNG SƠN, Ho\xCC\x80"
                   "a 2"),
              &folded);
    ASSERT_TEXT(((struct text){folded.bytes, folded.length}), TEXT("phuong dong son, hoa 2"));
    buffer_free(&folded);
}

static void test_excerpt(void **state)
{
    (void)state;
    char excerpt[TEXT_EXCERPT];
    assert_string_equal(text_excerpt(TEXT(""), excerpt), "");
    assert_string_equal(text_excerpt(TEXT("0123456789012345678901234567890123456789"), excerpt),
                        "0123456789012345678901234567890123456789");
    assert_string_equal(text_excerpt(TEXT("01234567890123456789012345678901234567890"), excerpt),
                        "0123456789012345678901234567890123456789...");
    assert_string_equal(text_excerpt(TEXT("0123456789012345678901234567890123456ạạạ"), excerpt),
                        "0123456789012345678901234567890123456ạ...");
    assert_true(utf8_survey(text_of(text_excerpt(TEXT("ạạạạạạạạạạạạạạạạạạạạạạạạạạạạ"), excerpt))).valid);
}

static void test_parts(void **state)
{
    (void)state;
    struct text rest = TEXT("a..b."), part;
    static const char *const wanted[] = {"a", "", "b", ""};
    for (size_t i = 0; i < 4; i++) {
        assert_true(text_next_part(&rest, '.', &part));
        assert_true(text_is(part, wanted[i]));
    }
    assert_false(text_next_part(&rest, '.', &part));
    assert_true(text_compare(TEXT("a"), TEXT("ab")) < 0);
    assert_true(text_compare(TEXT("b"), TEXT("ab")) > 0);
    assert_true(text_compare(TEXT("a\0b"), TEXT("a\0c")) < 0);
    assert_true(text_compare(TEXT("\xC3\xA0"), TEXT("z")) > 0);
    assert_false(text_equal(TEXT("a\0b"), TEXT("a\0c")));
    assert_true(text_equal((struct text){NULL, 0}, TEXT("")));
}

static void test_order_mark(void **state)
{
    (void)state;
    assert_int_equal(utf8_order_mark(TEXT("\xEF\xBB\xBFx")), 3);
    assert_int_equal(utf8_order_mark(TEXT("\xEF\xBB")), 0);
    assert_int_equal(utf8_order_mark(TEXT("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_integer), cmocka_unit_test(test_date),        cmocka_unit_test(test_days),
        cmocka_unit_test(test_octets),  cmocka_unit_test(test_code_points), cmocka_unit_test(test_normal_form),
        cmocka_unit_test(test_unclean), cmocka_unit_test(test_nearest),     cmocka_unit_test(test_fold),
        cmocka_unit_test(test_excerpt), cmocka_unit_test(test_parts),       cmocka_unit_test(test_order_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
