/* SPDX-License-Identifier: ISC
 *
 * The numbering of keys: each key its own number, in the order of first sight, however many and however alike.
 */
#include "keyset.h"
#include "files.h"

enum { MANY = 200000 };

static void test_numbers(void **state)
{
    (void)state;
    struct keyset *keys = keyset_new();
    bool added;
    assert_int_equal(keyset_count(keys), 0);
    assert_int_equal(keyset_add(keys, TEXT("a"), &added), 0);
    assert_true(added);
    assert_int_equal(keyset_add(keys, TEXT(""), &added), 1);
    assert_true(added);
    assert_int_equal(keyset_add(keys, (struct text){NULL, 0}, &added), 1);
    assert_false(added);
    assert_int_equal(keyset_add(keys, TEXT("a"), &added), 0);
    assert_false(added);
    assert_int_equal(keyset_count(keys), 2);
    keyset_free(keys);
    keyset_free(NULL);
}

/* Keys of every length around the hash's words, with NUL in them, that differ in one octet or in length alone. */
static void test_alike(void **state)
{
    (void)state;
    struct keyset *keys = keyset_new();
    char zeros[300] = {0};
    bool added;
    size_t wanted = 0;
    for (size_t length = 0; length < sizeof zeros; length++, wanted++) {
        assert_int_equal(keyset_add(keys, (struct text){zeros, length}, &added), wanted);
        assert_true(added);
    }
    for (size_t at = 0; at < 40; at++, wanted++) {
        zeros[at] = 1;
        assert_int_equal(keyset_add(keys, (struct text){zeros, 40}, &added), wanted);
        assert_true(added);
        zeros[at] = 0;
    }
    keyset_free(keys);
}

static void test_many(void **state)
{
    (void)state;
    struct keyset *keys = keyset_new();
    for (size_t round = 0; round < 2; round++)
        for (size_t i = 0; i < MANY; i++) {
            char key[32];
            bool added;
            int length = snprintf(key, sizeof key, "area%c14809-%zu%c2022", 0, i, 0);
            assert_int_equal(keyset_add(keys, (struct text){key, (size_t)length}, &added), i);
            assert_int_equal(added, round == 0);
        }
    assert_int_equal(keyset_count(keys), MANY);
    keyset_free(keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
