/* SPDX-License-Identifier: ISC
 *
 * The order of Vietnamese text: lists that stand in it, texts that are one, keys that hold together.
 */
#include "files.h"

#include "collate.h"

static struct buffer key_of(struct text text)
{
    struct buffer key = {0};
    collate_append(text, &key);
    return key;
}

static int order(struct text a, struct text b)
{
    struct buffer left = key_of(a), right = key_of(b);
    int result = text_compare((struct text){left.bytes, left.length}, (struct text){right.bytes, right.length});
    buffer_free(&left);
    buffer_free(&right);
    return (result > 0) - (result < 0);
}

static void assert_order(struct text a, struct text b, int wanted)
{
    if (order(a, b) == wanted && order(b, a) == -wanted)
        return;
    print_error("'%.*s' and '%.*s': not %d\n", (int)a.length, a.bytes, (int)b.length, b.bytes, wanted);
    fail();
}

/* Every text of the list comes before every one behind it. */
static void assert_ascending(const char *const *texts)
{
    for (size_t i = 0; texts[i]; i++)
        for (size_t j = i; texts[j]; j++)
            assert_order(text_of(texts[i]), text_of(texts[j]), i == j ? 0 : -1);
}
#define ASCENDING(...) assert_ascending((const char *const[]){__VA_ARGS__, NULL})

static void letters(void **state)
{
    (void)state;
    ASCENDING("a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "ô", "ơ",
              "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z");
    ASCENDING("A", "Ă", "Â", "B", "C", "D", "Đ", "E", "Ê", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "Ô", "Ơ",
              "P", "Q", "R", "S", "T", "U", "Ư", "V", "W", "X", "Y", "Z");
    ASCENDING("", "an", "ang", "ay", "ăn", "ân", "ba");
    ASCENDING("dung", "dũng", "duyên", "đa", "đức", "em"); /* đ is a letter behind d */
    ASCENDING("toz", "tô", "tố");
    ASCENDING("z", "ø", "α", "я"); /* letters that are none of ours */
}

static void tones(void **state)
{
    (void)state;
    ASCENDING("ma", "mà", "mả", "mã", "má", "mạ", "man");
    ASCENDING("ơ", "ờ", "ở", "ỡ", "ớ", "ợ");
    ASCENDING("Đông Đa", "Đống Đa", "Đống Đà");
    ASCENDING("ba ba", "bà ba", "ba bà con"); /* tones count when all letters are the same */
    ASCENDING("ma mà", "mà ma", "mà mà");     /* the first syllable's before the second's */
    ASCENDING("ma", "má");
    ASCENDING("hoa", "hoà", "hòa", "hoả", "hỏa"); /* the place of the tone comes last */
    ASCENDING("hòa Bình", "Hoà Bình", "hòa Bính");
}

static void capitals(void **state)
{
    (void)state;
    ASCENDING("ma", "mA", "Ma", "MA", "mà", "Mà");
    ASCENDING("đa", "Đa", "ĐA", "đà");
    ASCENDING("khu phổ", "khu phố", "Khu phố");
    ASCENDING("đa", "Đa",
              "\xC3\x90"
              "a"
              "b"); /* U+00D0 */
    assert_order(text_of("\xC3\x90"
                         "ông Sơn"),
                 text_of("Đông Tây"), -1);
    assert_order(text_of("\xC3\x90"
                         "ông Sơn"),
                 text_of("Đông Bắc"), 1);
}

static void numbers(void **state)
{
    (void)state;
    ASCENDING("Khu phố", "Khu phố 0", "Khu phố 1", "Khu phố 2", "Khu phố 10", "Khu phố 100", "Khu phố A");
    ASCENDING("2", "02a", "002b", "10");
    ASCENDING("002", "02", "2"); /* of one value: zeros tell at last */
    ASCENDING("0", "1", "9", "10", "99", "18446744073709551615", "18446744073709551616");
    ASCENDING("14809-2", "14809-07", "14809-10", "14809-100", "14812-01", "148090");
    ASCENDING("Tổ 2/5", "Tổ 2/15", "Tổ 10/1");
    ASCENDING("381", "14809");
}

static void long_numbers(void **state)
{
    (void)state;
    char digits[3][1001];
    static const size_t lengths[] = {1, 199, 200, 201, 399, 400, 999, 1000};
    for (size_t i = 1; i < sizeof lengths / sizeof *lengths; i++) {
        memset(digits, '9', sizeof digits);
        digits[1][0] = '1';
        digits[2][lengths[i] - 1] = '8';
        struct text shorter = {digits[0], lengths[i - 1]}, longer = {digits[1], lengths[i]};
        assert_order(shorter, longer, -1);
        assert_order((struct text){digits[2], lengths[i]}, (struct text){digits[0], lengths[i]}, -1);
    }
}

static void blanks_and_signs(void **state)
{
    (void)state;
    ASCENDING("Hà", "Hà 2", "Hà Lan", "Hà-Lan", "Hàm");
    assert_order(text_of("  Hà \t Lan\n"), text_of("Hà Lam"), 1);
    assert_order(text_of("  Hà \t Lan\n"), text_of("Hà Lao"), -1);
    assert_order(text_of("Hà\xC2\xA0Lan"), text_of("Hà Lao"), -1);    /* a blank that keeps lines together */
    assert_order(text_of("Hà\xE2\x80\x8BLan"), text_of("HàLao"), -1); /* one of no width is none */
    ASCENDING("!", "(", "–", "1", "a");
}

static void normal_forms(void **state)
{
    (void)state;
    static const char *const forms[][3] = {
        {"ố", "o\xCC\x82\xCC\x81", "ô\xCC\x81"},
        {"ự", "u\xCC\x9B\xCC\xA3", "ư\xCC\xA3"},
        {"ậ", "a\xCC\xA3\xCC\x82", "a\xCC\x82\xCC\xA3"},
        {"Khu phố 2", "Khu pho\xCC\x82\xCC\x81 2", "Khu phô\xCC\x81 2"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        for (size_t j = 0; j < 3; j++)
            assert_order(text_of(forms[i][0]), text_of(forms[i][j]), 0);
}

/* What is not the same has not the same key. */
static void all_is_told_apart(void **state)
{
    (void)state;
    static const struct text texts[] = {
        LITERAL(""),
        LITERAL("a"),
        LITERAL(" a"),
        LITERAL("a "),
        LITERAL("a  b"),
        LITERAL("a b"),
        LITERAL("a\xC2\xA0"),
        LITERAL("\0"),
        LITERAL("\1"),
        LITERAL("\0\1"),
        LITERAL("\1\1"),
        LITERAL("\1\2"),
        LITERAL("\2"),
        LITERAL("\xFF"),
        LITERAL("a\xCC\xB1"),
        LITERAL("\xCC\x81"),
        LITERAL("ð"),
        LITERAL("đ"),
        LITERAL("a\xE2\x80\x8B"),
        LITERAL("ｱ"),
        LITERAL("1"),
        LITERAL("01"),
        LITERAL("á"),
        LITERAL("a\xCC\x81\xCC\x80"),
        LITERAL("\1\0"),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
            assert_int_equal(order(texts[i], texts[j]) == 0, i == j);
}

/* No key begins another, so keys hold when others follow, and turned round they sort the other way. */
static void keys_stand_alone(void **state)
{
    (void)state;
    static const struct text texts[] = {LITERAL(""),    LITERAL("a"), LITERAL("a\0"),   LITERAL("a\0\0"),
                                        LITERAL("a\1"), LITERAL("A"), LITERAL("á"),     LITERAL("1"),
                                        LITERAL("10"),  LITERAL(" "), LITERAL("á\xFF"), LITERAL("Á b")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
            struct buffer a = key_of(texts[i]), b = key_of(texts[j]);
            size_t shorter = a.length < b.length ? a.length : b.length;
            assert_int_equal(memcmp(a.bytes, b.bytes, shorter) == 0, i == j);
            buffer_free(&a);
            buffer_free(&b);
        }
}

static void assert_names(const char *a, const char *b, bool equal)
{
    struct buffer left = {0}, right = {0};
    collate_append_name(text_of(a), &left);
    collate_append_name(text_of(b), &right);
    if (text_equal((struct text){left.bytes, left.length}, (struct text){right.bytes, right.length}) != equal)
        fail_msg("'%s' and '%s': not %s", a, b, equal ? "one name" : "two names");
    buffer_free(&left);
    buffer_free(&right);
}

static void names(void **state)
{
    (void)state;
    assert_names("Khu phố Hoà Bình", "khu phố  HÒA bình ", true);
    assert_names("H\303\262a", "Ho\314\200a", true); /* normal forms */
    assert_names("Tổ 02", "tổ 2", true);
    assert_names("", " ", true);
    assert_names("Hoa", "Hòa", false);
    assert_names("Dung", "Đung", false);
    assert_names("Hùng", "Hưng", false);
    assert_names("Hòa Binh", "Hoa Bình", false);
    assert_names("Tổ 2", "Tổ 20", false);
    assert_names("Hoa", "Hoan", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters),          cmocka_unit_test(tones),
        cmocka_unit_test(capitals),         cmocka_unit_test(numbers),
        cmocka_unit_test(long_numbers),     cmocka_unit_test(blanks_and_signs),
        cmocka_unit_test(normal_forms),     cmocka_unit_test(all_is_told_apart),
        cmocka_unit_test(keys_stand_alone), cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
