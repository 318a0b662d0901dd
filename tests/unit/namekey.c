/* SPDX-License-Identifier: ISC
 *
 * Names that a reader takes for the same, and names that he does not.
 */
#include "namekey.h"
#include "files.h"

static bool same(const char *a, const char *b)
{
    struct buffer first = {0}, second = {0};
    namekey_append(text_of(a), &first);
    namekey_append(text_of(b), &second);
    bool equal = text_equal((struct text){first.bytes, first.length}, (struct text){second.bytes, second.length});
    buffer_free(&first);
    buffer_free(&second);
    return equal;
}

static void test_same(void **state)
{
    static const char *const pairs[][2] = {
        {"Khu phố 1", "khu phố 1"},
        {"ĐƯỜNG THÚY", "đường thúy"},
        {"Hoà Bình", "Hòa Bình"}, /* the place of the tone */
        {"Thuý", "Thúy"},
        {"Hoàng Hoá", "Hoàng Hóa"},
        {"Khoẻ", "Khỏe"},
        {"Quỳ", "Qùy"},
        {"Phố", "Pho\u0302\u0301"}, /* normal forms */
        {"Phố", "Phô\u0301"},
        {"Đậu", "Đa\u0323\u0302u"},
        {"Đậu", "Đa\u0302\u0323u"},
        {"ngữ", "ngu\u031B\u0303"},
        {"Ba Đình", "Ba Ðình"},
        {"đình", "ðình"},
        {"Khu  phố\u00A01", " Khu phố 1 "},
        {"Khu\tphố\n1", "Khu phố 1"},
        {"Khu\u3000phố", "Khu phố"},
        {"Khu\u200B phố\u00AD", "Khu phố"},
        {"", "  "},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (!same(pairs[i][0], pairs[i][1]))
            fail_msg("'%s' and '%s'", pairs[i][0], pairs[i][1]);
}

static void test_other(void **state)
{
    static const char *const pairs[][2] = {
        {"Ba Đình", "Ba Dinh"},
        {"Ba Đình", "Ba Dình"},
        {"Hòa", "Hoa"},
        {"Hòa", "Hóa"},
        {"Hoà An", "Hoa Àn"}, /* a tone stays in its syllable */
        {"Khu phố 1", "Khu phố 2"},
        {"Khu phố 1", "Khu phố 11"},
        {"Khu phố 1", "Khu phố 1A"},
        {"Khu phố 1", "Phố 1"}, /* the type word belongs to the name */
        {"Thôn Tân", "Thôn Tấn"},
        {"Xuân", "Xuan"},
        {"Tô", "Tơ"},
        {"Ba Đình", "BaĐình"},
        {"Ba-Đình", "Ba Đình"},
        {"a.b", "ab"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (same(pairs[i][0], pairs[i][1]))
            fail_msg("'%s' and '%s'", pairs[i][0], pairs[i][1]);
}

static void test_key(void **state)
{
    struct buffer key = {0};
    (void)state;
    buffer_puts(&key, "x");
    namekey_append(TEXT("  Hoàng HOÁ 12 "), &key);
    assert_string_equal(buffer_text(&key), "xhoang\u0300 hoa\u0301 12");
    buffer_clear(&key);
    namekey_append(TEXT("\xFF\0a"), &key); /* any octets */
    assert_int_equal(key.length, 5);
    buffer_free(&key);
}

/* Of any letters, a name has the key of its normal forms. */
static void test_normal_forms(void **state)
{
    (void)state;
    struct buffer letters = {0}, composed = {0}, keys[2] = {{0}};
    for (uint32_t code_point = 0xC0; code_point < 0x1F00; code_point++) {
        buffer_clear(&letters);
        utf8_append(&letters, code_point);
        buffer_puts(&letters, "a\u0323\u0302i");
        struct text text = {letters.bytes, letters.length};
        if (text_is_nfc(text, &composed))
            continue;
        for (size_t i = 0; i < 2; i++) {
            buffer_clear(&keys[i]);
            namekey_append(i ? (struct text){composed.bytes, composed.length} : text, &keys[i]);
        }
        assert_string_equal(buffer_text(&keys[0]), buffer_text(&keys[1]));
    }
    buffer_free(&letters);
    buffer_free(&composed);
    buffer_free(&keys[0]);
    buffer_free(&keys[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_other),
        cmocka_unit_test(test_key),
        cmocka_unit_test(test_normal_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
