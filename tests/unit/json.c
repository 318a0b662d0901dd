/* SPDX-License-Identifier: ISC */
#include "json.h"
#include "writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void reads(const char *json, const char *yaml)
{
    struct arena arena = {0};
    struct buffer why = {0}, text = {0};
    struct node root = {.type = NODE_MAPPING}, *value = json_read(text_of(json), (struct mark){0, 0}, &arena, &why);
    if (value) {
        value->key = text_of("v");
        node_attach(&root, value);
        yaml_append_mapping(&text, &root, 0);
    }
    assert_string_equal(value ? buffer_text(&text) : buffer_text(&why), yaml);
    buffer_free(&why);
    buffer_free(&text);
    arena_free(&arena);
}

static void values(void **state)
{
    (void)state;
    reads("1", "v: 1\n");
    reads(" -12 ", "v: -12\n");
    reads("true", "v: true\n");
    reads("\"tru\\u00eA\\n\\\"\\/\"", "v: \"truê\\n\\\"/\"\n");
    reads("\"\\ud83d\\ude00\"", "v: \"\xF0\x9F\x98\x80\"\n");
    reads("[]", "v: []\n");
    reads("{}", "v: {}\n");
    reads("[1, {\"a\": [\"b\"], \"c\":null}, null]", "v:\n  - 1\n  -\n    a:\n      - \"b\"\n");
}

static void what_is_no_json(void **state)
{
    static const char *const bare = "a value is missing or stands without quotes";
    static const char *const open = "a bracket is not closed, or a comma is missing";
    (void)state;
    reads("", bare);
    reads("a", bare);
    reads("[1 2]", open);
    reads("[1", open);
    reads("[1,]", bare);
    reads("{a: 1}", "a key in quotes is missing");
    reads("{\"a\" 1}", "a colon is missing behind a key");
    reads("{\"a\":1,\"a\":2}", "a key stands twice");
    reads("\"a", "a string is not closed");
    reads("\"\\x\"", "an escape that is none");
    reads("\"\\u0000\"", "an escape that is none");
    reads("\"\\ud83d\"", "an escape that is none");
    reads("\"\\ude00\"", "an escape that is none");
    reads("1 2", "something stands behind the value");
    reads("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "brackets too deep");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),
        cmocka_unit_test(what_is_no_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
