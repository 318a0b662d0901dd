/* SPDX-License-Identifier: ISC */
#include "encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unicase.h>

#include <cmocka.h>

#define TEXT(literal) ((struct text){literal, sizeof(literal) - 1})

struct row {
    const char *name, *text;
};

/* Phường Bắc Sơn: tổ dân phố số 5, ông Nguyễn Đức Thưởng, đạt chuẩn */
static const struct row encoded[] = {
    {"TCVN3 (ABC)", "Ph\xAD\xEAng B\xBE"
                    "c S\xACn: t\xE6 d\xA9n ph\xE8 s\xE8 5, \xABng Nguy\xD4n \xA7\xF8"
                    "c Th\xAD\xEBng, \xAE\xB9t chu\xC8n"},
    {"VNI", "Ph\xF6\xF4\xF8ng Ba\xE9"
            "c S\xF4n: to\xE5 da\xE2n pho\xE1 so\xE1 5, o\xE2ng Nguye\xE3n \xD1\xF6\xF9"
            "c Th\xF6\xF4\xFBng, \xF1"
            "a\xEFt chua\xE5n"},
    {"VISCII", "Ph\xDF\xB6ng B\xA1"
               "c S\xBDn: t\xB1 d\xE2n ph\xAF s\xAF 5, \xF4ng Nguy\xADn \xD0\xD1"
               "c Th\xDF\xB7ng, \xF0\xD5t chu\xA6n"},
    {"CP1258", "Ph\xFD\xF5\xCCng B\xE3\xEC"
               "c S\xF5n: t\xF4\xD2 d\xE2n ph\xF4\xEC s\xF4\xEC 5, \xF4ng Nguy\xEA\xDEn \xD0\xFD\xEC"
               "c Th\xFD\xF5\xD2ng, \xF0"
               "a\xF2t chu\xE2\xD2n"},
};

static const struct row mojibake[] = {
    {"TCVN3 (ABC) taken for Latin-1", "Ph\xC2\xAD\xC3\xAAng Ba \xC2\xA7\xC3\x97nh, B\xC3\x98m S\xC2\xACn"},
    {"VNI taken for Latin-1", "Ph\xC3\xB6\xC3\xB4\xC3\xB8ng Ba \xC3\x91\xC3\xACnh, B\xC3\xA6m S\xC3\xB4n"},
    {"VISCII taken for Latin-1", "Ph\xC3\x9F\xC2\xB6ng Ba \xC3\x90\xC3\xACnh, B\xC3\xAFm S\xC2\xBDn"},
    {"CP1258 taken for Latin-1", "Ph\xC3\xBD\xC3\xB5\xC3\x8Cng Ba \xC3\x90i\xC3\x8Cnh, Bi\xC3\x92m S\xC3\xB5n"},
    {"UTF-8 taken for Latin-1", "Ba \xC3\x84\xC2\x90\xC3\x83\xC2\xACnh"},
    {"UTF-8 taken for CP1252", "B\xC3\xA1\xC2\xBB\xE2\x80\xB0m S\xC3\x86\xC2\xA1n, t\xC3\xA1\xC2\xBB\xE2\x80\xA2"},
};

static const char *name_of(const struct encoding *encoding)
{
    return encoding ? encoding->name : "";
}

static void vietnamese_is_known_in_every_encoding(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof encoded / sizeof *encoded; i++)
        assert_string_equal(name_of(encoding_of(text_of(encoded[i].text))), encoded[i].name);
}

/* ASCII around it, as the keys of records and English titles, does not matter. */
static void short_texts_are_known(void **state)
{
    (void)state;
    assert_string_equal(name_of(encoding_of(TEXT("name: Ph\xDD\xF5\xCCng B\xE3\xEC"
                                                 "c S\xF5n\n"))),
                        "CP1258");
    assert_string_equal(name_of(encoding_of(TEXT("name: Ph\xAD\xEAng B\xBE"
                                                 "c S\xACn\n"))),
                        "TCVN3 (ABC)");
    assert_string_equal(name_of(encoding_of(TEXT("B\xD8M S\xACN, KHU PH\xE8\n"))), "TCVN3 (ABC)");
    assert_string_equal(name_of(encoding_of(TEXT("\x93"
                                                 "m\xE3i m\xE3i l\xE0 t\xF4i\x94"))),
                        "CP1252");
}

static void utf_16_is_known_by_its_mark_and_its_zeros(void **state)
{
    (void)state;
    assert_string_equal(name_of(encoding_of(TEXT("\xFF\xFEr\0"))), "UTF-16LE");
    assert_string_equal(name_of(encoding_of(TEXT("\xFE\xFF\0r"))), "UTF-16BE");
    assert_string_equal(name_of(encoding_of(TEXT("r\0e\0c\0\xE1\x1E"))), "UTF-16LE");
    assert_string_equal(name_of(encoding_of(TEXT("\0r\0e\0c\x1E\xE1"))), "UTF-16BE");
}

static void what_is_not_plain_is_not_guessed(void **state)
{
    struct buffer advice = {0};
    (void)state;
    assert_null(encoding_of(TEXT("")));
    assert_null(encoding_of(TEXT("Kh\xE1\xBB ph\xE1\xBB\x91")));
    assert_null(encoding_of(TEXT("\x80\x81\x82 \x96 \xFE\xFE")));
    assert_null(encoding_of(TEXT("Stra\xDF"
                                 "e, K\xF6ln, M\xFCnchen")));
    encoding_append_advice(TEXT("Stra\xDF"
                                "e"),
                           &advice);
    assert_string_equal(buffer_text(&advice),
                        "in which encoding the text is, is not clear; it can be TCVN3 (ABC), VNI, "
                        "VISCII, CP1258, CP1252");
    buffer_free(&advice);
}

static void mojibake_is_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mojibake / sizeof *mojibake; i++)
        assert_string_equal(name_of(encoding_of_mojibake(text_of(mojibake[i].text))), mojibake[i].name);
    assert_string_equal(name_of(encoding_of_mojibake(TEXT("ThÞ x· BØm S¬n"))), "TCVN3 (ABC) taken for Latin-1");
    assert_string_equal(name_of(encoding_of_mojibake(TEXT("Khu phá»‘ 1"))), "UTF-8 taken for CP1252");
}

static void letters_may_be_lost(void **state)
{
    (void)state;
    struct buffer advice = {0};
    assert_true(encoding_append_mojibake(TEXT("Ba ÄÃ¬nh"), &advice));
    assert_string_equal(buffer_text(&advice),
                        "UTF-8 taken for CP1252, and letters were lost; take it anew from where it came from");
    buffer_clear(&advice);
    assert_true(encoding_append_mojibake(TEXT("ThÞ x·"), &advice));
    assert_string_equal(
        buffer_text(&advice),
        "TCVN3 (ABC) taken for Latin-1; if all of the file is: iconv -f UTF-8 -t ISO-8859-1 FILE | iconv "
        "-f TCVN5712-1 -t UTF-8");
    buffer_clear(&advice);
    assert_true(encoding_append_mojibake(TEXT("Ba \xEF\xBF\xBD\xEF\xBF\xBDình"), &advice));
    assert_string_equal(
        buffer_text(&advice),
        "text in another encoding taken for UTF-8, and letters were lost; take it anew from where it came from");
    buffer_clear(&advice);
    assert_false(encoding_append_mojibake(TEXT("Ba Đình"), &advice));
    assert_int_equal(advice.length, 0);
    buffer_free(&advice);
}

static void good_text_is_no_mojibake(void **state)
{
    static const char *const good[] = {
        "",
        "Ba",
        "Phường Bắc Sơn",
        "Hà Nam, Bà Rịa",
        "Tân Yên",
        "Ðông Sơn",
        "Ðông Tân, Ðình Bảng",
        "Zürich",
        "Citroën, Noël",
        "São Paulo",
        "Straße in Köln",
        "25 °C ± 1, 30 m²",
        "“Toàn dân bảo vệ an ninh Tổ quốc” – 2018…",
        "§ 5, © 2018",
        "Điều 4 khoản 2 điểm a",
        "Quỹ « Vì người nghèo »",
        "Café Müller",
        "François, Françoise, Hélène",
        "Äpfel, Öl, Übung",
        "‚Ä‘",
        "«cá»",
        "Ærø, Øresund",
        "Þingvellir",
        "100 m²",
        "Nhà 100 m², sân 50 m²",
        "50 µm, 10 Nº, 1ª",
        "£100, ¥100",
        "½",
        "XÃ²",
        "XÃ’",
        "XÃ BA LÀNG",
        "Công ty ABC®, ©ABC",
    };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_string_equal(name_of(encoding_of_mojibake(text_of(good[i]))), "");
}

/* Every syllable of these parts, as it is, with a capital and in capitals, and beside one more. */
static void syllables_are_no_mojibake(void **state)
{
    static const char *const onsets[] = {"", "b", "ch", "\u0111", "gi", "h", "kh", "ng", "ph", "qu", "s", "th", "x"};
    static const char *const rimes[] = {"a",        "\u0103n", "\u00E2u",  "e",         "\u00EAnh",
                                        "i",        "o",       "\u00F4ng", "\u01A1i",   "u",
                                        "\u01B0ng", "y",       "oa",       "uy\u00EAn", "\u01B0\u01A1ng"};
    static const char *const tones[] = {"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"};
    (void)state;
    for (size_t i = 0; i < 13 * 15 * 6; i++) {
        struct buffer plain = {0}, normal = {0};
        const char *rime = rimes[i / 6 % 15], *tone = tones[i % 6];
        size_t letter = 0;
        utf8_next(text_of(rime), &letter);
        buffer_puts(&plain, onsets[i / 90]);
        buffer_append(&plain, rime, letter);
        buffer_puts(&plain, tone);
        buffer_puts(&plain, rime + letter);
        struct text text = {plain.bytes, plain.length};
        if (!text_is_nfc(text, &normal))
            text = (struct text){normal.bytes, normal.length};
        size_t length;
        uint8_t *upper = u8_toupper((const uint8_t *)text.bytes, text.length, NULL, UNINORM_NFC, NULL, &length);
        assert_non_null(upper);
        struct buffer both = {0};
        buffer_append(&both, text.bytes, text.length);
        buffer_puts(&both, " \u2013 ");
        buffer_append(&both, (const char *)upper, length);
        assert_null(encoding_of_mojibake(text));
        assert_null(encoding_of_mojibake((struct text){(const char *)upper, length}));
        assert_null(encoding_of_mojibake((struct text){both.bytes, both.length}));
        free(upper);
        buffer_free(&plain);
        buffer_free(&normal);
        buffer_free(&both);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vietnamese_is_known_in_every_encoding),
        cmocka_unit_test(short_texts_are_known),
        cmocka_unit_test(utf_16_is_known_by_its_mark_and_its_zeros),
        cmocka_unit_test(what_is_not_plain_is_not_guessed),
        cmocka_unit_test(mojibake_is_known),
        cmocka_unit_test(letters_may_be_lost),
        cmocka_unit_test(good_text_is_no_mojibake),
        cmocka_unit_test(syllables_are_no_mojibake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
