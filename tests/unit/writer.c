/* SPDX-License-Identifier: ISC
 *
 * What the writer adds to records: it reads back as it was meant, twice is once, and the rest keeps its bytes.
 */
#include "writer.h"
#include "files.h"
#include "reader.h"

static const char block[] = "assessment:\n  outcome: met\n  rules:\n    - {rule: \"1\", outcome: met}\n";

/* The stream with the block put in every record of it under the key; NULL: as it came. */
static void filter(struct text input, const char *key, const char *added, struct buffer *result)
{
    struct diag diag = {.program = "test"};
    int in = file_with(input), out = file_with(TEXT(""));
    struct output *output = output_to_descriptor(dup(out), "out", &diag);
    struct stream *stream = stream_open(in, "in", STREAM_DOCUMENT_LIMIT, 0);
    struct reader *reader = reader_new(&diag);
    struct writer writer = {.output = output};
    struct frame frame;
    struct record record;
    while (stream_next(stream, &frame) == STREAM_FRAME) {
        enum read_result read = reader_read(reader, &frame, &record);
        assert_int_not_equal(read, READ_BROKEN);
        if (read == READ_EMPTY)
            writer_pass_empty(&writer, &frame);
        else if (key)
            writer_pass_with(&writer, &record, key, text_of(added));
        else
            writer_pass(&writer, &frame);
    }
    assert_true(output_commit(output));
    assert_int_equal(diag.status, STATUS_OK);
    buffer_clear(result);
    file_content(out, result);
    writer_free(&writer);
    reader_free(reader);
    stream_close(stream);
    close(in);
}

static struct text content(const struct buffer *buffer)
{
    return (struct text){buffer->bytes ? buffer->bytes : "", buffer->length};
}

struct addition {
    struct text before, after;
};

/* Adding gives the second; to that, the same and nothing more; and taking it out of there is final too. */
static void check_addition(const struct addition *addition)
{
    struct buffer once = {0}, twice = {0}, without = {0};
    filter(addition->before, "assessment", block, &once);
    ASSERT_TEXT(content(&once), addition->after);
    filter(content(&once), "assessment", block, &twice);
    ASSERT_TEXT(content(&twice), addition->after);
    filter(content(&once), "assessment", "", &without);
    assert_null(strstr(buffer_text(&without), "outcome"));
    filter(content(&without), "assessment", block, &twice);
    filter(content(&twice), "assessment", block, &once);
    ASSERT_TEXT(content(&twice), content(&once));
    buffer_free(&once);
    buffer_free(&twice);
    buffer_free(&without);
}

#define BLOCK "assessment:\n  outcome: met\n  rules:\n    - {rule: \"1\", outcome: met}\n"
#define CRLF_BLOCK "assessment:\r\n  outcome: met\r\n  rules:\r\n    - {rule: \"1\", outcome: met}\r\n"
#define INDENTED_BLOCK "  assessment:\n    outcome: met\n    rules:\n      - {rule: \"1\", outcome: met}\n"

static void test_block_style(void **state)
{
    (void)state;
    static const struct addition cases[] = {
        {LITERAL("---\nrecord: area\nid: a\n"), LITERAL("---\nrecord: area\nid: a\n" BLOCK)},
        {LITERAL("record: area\nid: a"), LITERAL("record: area\nid: a\n" BLOCK)},
        {LITERAL("record: area\nid: a\n---\nrecord: area\nid: b"),
         LITERAL("record: area\nid: a\n" BLOCK "---\nrecord: area\nid: b\n" BLOCK)},
        {LITERAL("---\r\nrecord: area\r\nid: a\r\n"), LITERAL("---\r\nrecord: area\r\nid: a\r\n" CRLF_BLOCK)},
        {LITERAL("---\r\nrecord: area\r\nid: a"), LITERAL("---\r\nrecord: area\r\nid: a\r\n" CRLF_BLOCK)},
        {LITERAL("---\n  record: area\n  id: a\n"), LITERAL("---\n  record: area\n  id: a\n" INDENTED_BLOCK)},
        {LITERAL("record: area\nid: a\n...\nrecord: area\nid: b\n... # end"),
         LITERAL("record: area\nid: a\n" BLOCK "...\nrecord: area\nid: b\n" BLOCK "... # end")},
        {LITERAL("record: area\r\nid: a\r\n...\r\n"), LITERAL("record: area\r\nid: a\r\n" CRLF_BLOCK "...\r\n")},
        {LITERAL("# head\n---\n# in\nrecord: area # behind\n\nid: a\n# tail\n\n---\n# nothing\n"),
         LITERAL("# head\n---\n# in\nrecord: area # behind\n\nid: a\n# tail\n\n" BLOCK "---\n# nothing\n")},
        {LITERAL("\xEF\xBB\xBFrecord: area\nid: a\n"), LITERAL("\xEF\xBB\xBFrecord: area\nid: a\n" BLOCK)},
        {LITERAL("%YAML 1.1\n---\nrecord: area\n"), LITERAL("%YAML 1.1\n---\nrecord: area\n" BLOCK)},
        {LITERAL("record: area\nname: |+\n  a\n\n\n"), LITERAL("record: area\nname: |+\n  a\n\n\n" BLOCK)},
        {LITERAL("record: area\nname: a\n  b\n"), LITERAL("record: area\nname: a\n  b\n" BLOCK)},
        {LITERAL("? record\n: area\n"), LITERAL("? record\n: area\n" BLOCK)},
        {LITERAL("record: area\ncases:\n- x\n"), LITERAL("record: area\ncases:\n- x\n" BLOCK)},
        {LITERAL("---\nrecord: area\nid: \"x\xE2\x80\xA8y\"\n"),
         LITERAL("---\nrecord: area\nid: \"x\xE2\x80\xA8y\"\n" BLOCK)},
        {LITERAL("record: area\rid: a\r"), LITERAL("record: area\rid: a\r" BLOCK)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_addition(&cases[i]);
}

/* A block that is there gives way, in its place, whatever it looks like; what stands around it keeps its bytes. */
static void test_replacement(void **state)
{
    (void)state;
    static const struct addition cases[] = {
        {LITERAL("record: area\nassessment:\n  outcome: not_met\nid: a\n"), LITERAL("record: area\n" BLOCK "id: a\n")},
        {LITERAL("record: area\nassessment: {outcome: not_met,\n  rules: []} # old\n# next\nid: a\n"),
         LITERAL("record: area\n" BLOCK "# next\nid: a\n")},
        {LITERAL("assessment:\nrecord: area\n"), LITERAL(BLOCK "record: area\n")},
        {LITERAL("\xEF\xBB\xBF"
                 "assessment: x\nrecord: area\n"),
         LITERAL("\xEF\xBB\xBF" BLOCK "record: area\n")},
        {LITERAL("record: area\nassessment:"), LITERAL("record: area\n" BLOCK)},
        {LITERAL("record: area\nassessment: |\n  text\n\n  more\nid: a\n"), LITERAL("record: area\n" BLOCK "id: a\n")},
        {LITERAL("record: area\nassessment: \"a\n  b\"\nid: a\n"), LITERAL("record: area\n" BLOCK "id: a\n")},
        {LITERAL("record: area\nassessment:\n- a\n- b\nid: a\n"), LITERAL("record: area\n" BLOCK "id: a\n")},
        {LITERAL("record: area\n\"assessment\":\n    outcome: met\n\n# c\nid: a\n"),
         LITERAL("record: area\n" BLOCK "\n# c\nid: a\n")},
        {LITERAL("record: area\r\nassessment:\r\n  outcome: met\r\nid: a\r\n"),
         LITERAL("record: area\r\n" CRLF_BLOCK "id: a\r\n")},
        {LITERAL("---\n  record: area\n  assessment:\n     outcome: met\n  id: a\n"),
         LITERAL("---\n  record: area\n" INDENTED_BLOCK "  id: a\n")},
        {LITERAL("record: area\nassessment:\n  outcome: met\n...\n"), LITERAL("record: area\n" BLOCK "...\n")},
        {LITERAL("record: area\nid: \"x\xC2\x85y\"\nassessment: old\nunit: \"1\"\n"),
         LITERAL("record: area\nid: \"x\xC2\x85y\"\n" BLOCK "unit: \"1\"\n")},
        {LITERAL("record: area\nnested: {assessment: 1}\n"), LITERAL("record: area\nnested: {assessment: 1}\n" BLOCK)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_addition(&cases[i]);
}

/* Flow style, and an entry that begins with `?`, are written anew in block style. */
static void test_flow_style(void **state)
{
    (void)state;
    static const struct addition cases[] = {
        {LITERAL("--- {record: area, id: 007, ok: true, no: no, none: ~, empty: , n: null}\n"),
         LITERAL("---\nrecord: area\nid: 007\nok: true\nno: no\nnone: ~\nempty:\nn: null\n" BLOCK)},
        {LITERAL("{\"record\": \"area\", \"id\": \"007\", \"date\": 2022-01-02, \"list\": [], \"map\": {}}"),
         LITERAL("record: \"area\"\nid: \"007\"\ndate: 2022-01-02\nlist: []\nmap: {}\n" BLOCK)},
        {LITERAL("--- {record: area, cases: [{a: 1, b: [x, y]}, z], m: {n: {o: p}}}\n---\nrecord: area\n"),
         LITERAL(
             "---\nrecord: area\ncases:\n  -\n    a: 1\n    b:\n      - x\n      - y\n  - z\nm:\n  n:\n    o: p\n" BLOCK
             "---\nrecord: area\n" BLOCK)},
        {LITERAL("--- {record: area, assessment: {outcome: met}, id: a}\n...\n"),
         LITERAL("---\nrecord: area\n" BLOCK "id: a\n...\n")},
        {LITERAL("%YAML 1.1\n---\n{record: area}\n"), LITERAL("---\nrecord: area\n" BLOCK)},
        {LITERAL("---\r\n{record: area}\r\n"), LITERAL("---\r\nrecord: area\r\n" CRLF_BLOCK)},
        {LITERAL("\xEF\xBB\xBF{record: area}\n"), LITERAL("record: area\n" BLOCK)},
        {LITERAL("record: area\n? assessment\n: outcome: met\n"), LITERAL("record: area\n" BLOCK)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_addition(&cases[i]);
}

/* What stands between documents, where their own marks do not part them. */
static void test_separation(void **state)
{
    (void)state;
    static const struct {
        const char *frames[4];
        const char *joined;
    } cases[] = {
        {{"---\na: 1", "---\nb: 2\n"}, "---\na: 1\n---\nb: 2\n"},
        {{"a: 1\n", "b: 2\n"}, "a: 1\n---\nb: 2\n"},
        {{"a: 1", "b: 2", "c: 3"}, "a: 1\n---\nb: 2\n---\nc: 3"},
        {{"a: 1\n...\n", "b: 2\n"}, "a: 1\n...\nb: 2\n"},
        {{"a: 1\n...", "b: 2\n"}, "a: 1\n...\nb: 2\n"},
        {{"a: 1\n", "%YAML 1.1\n---\nb: 2\n"}, "a: 1\n...\n%YAML 1.1\n---\nb: 2\n"},
        {{"a: 1\n", "\xEF\xBB\xBF"
                    "b: 2\n"},
         "a: 1\n---\nb: 2\n"},
        {{"a: 1\n...\n", "\xEF\xBB\xBF"
                         "b: 2\n"},
         "a: 1\n...\n\xEF\xBB\xBF"
         "b: 2\n"},
        {{"a: 1\n", "\xEF\xBB\xBF---\nb: 2\n"}, "a: 1\n\xEF\xBB\xBF---\nb: 2\n"},
        {{"a: 1\n", "# c\n", "---\nb: 2\n"}, "a: 1\n# c\n---\nb: 2\n"},
        {{"a: |\n  x\n", "\n", "---\nb: 2\n"}, "a: |\n  x\n---\n\n---\nb: 2\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diag diag = {.program = "test"};
        int out = file_with(TEXT(""));
        struct output *output = output_to_descriptor(dup(out), "out", &diag);
        struct writer writer = {.output = output};
        struct buffer joined = {0};
        for (size_t j = 0; cases[i].frames[j]; j++) {
            int in = file_with(text_of(cases[i].frames[j]));
            struct stream *stream = stream_open(in, "in", STREAM_DOCUMENT_LIMIT, 0);
            struct reader *reader = reader_new(&diag);
            struct frame frame;
            struct record record;
            assert_int_equal(stream_next(stream, &frame), STREAM_FRAME);
            if (reader_read(reader, &frame, &record) == READ_EMPTY)
                writer_pass_empty(&writer, &frame);
            else
                writer_pass(&writer, &frame);
            stream_close(stream);
            reader_free(reader);
            close(in);
        }
        assert_true(output_commit(output));
        file_content(out, &joined);
        ASSERT_TEXT(content(&joined), text_of(cases[i].joined));
        buffer_free(&joined);
        writer_free(&writer);
    }
}

/* The value of `key` in a record made of these lines. */
static void check_value(struct text lines, struct text wanted)
{
    struct diag diag = {.program = "test"};
    struct reader *reader = reader_new(&diag);
    struct frame frame = {.bytes = lines, .file = "lines", .line = 1};
    struct record record;
    assert_int_equal(reader_read(reader, &frame, &record), READ_RECORD);
    const struct node *value = node_get(record.root, text_of("key"));
    assert_non_null(value);
    assert_int_equal(value->type, NODE_SCALAR);
    ASSERT_TEXT(value->value, wanted);
    if (wanted.length)
        assert_false(node_is_null(value) || node_is_false(value));
    reader_free(reader);
}

static void check_round_trip(struct text text)
{
    for (int form = 0; form < 4; form++) {
        struct buffer lines = {0};
        buffer_puts(&lines, form < 2 ? "key: " : "{a: [x], key: ");
        if (form % 2)
            yaml_append_quoted(&lines, text);
        else
            yaml_append_text(&lines, text);
        buffer_puts(&lines, form < 2 ? "\nlast: x\n" : ", last: x}\n");
        check_value(content(&lines), text);
        buffer_free(&lines);
    }
}

static void test_text_round_trip(void **state)
{
    (void)state;
    static const struct text nasty[] = {
        LITERAL(""),
        LITERAL(" "),
        LITERAL("yes"),
        LITERAL("No"),
        LITERAL("null"),
        LITERAL("NULL"),
        LITERAL("~"),
        LITERAL("true"),
        LITERAL("false"),
        LITERAL("y"),
        LITERAL("0123"),
        LITERAL("1e3"),
        LITERAL("0x10"),
        LITERAL("1_000"),
        LITERAL("12:30"),
        LITERAL("2022-01-02"),
        LITERAL("-1"),
        LITERAL(".5"),
        LITERAL(".inf"),
        LITERAL("- a"),
        LITERAL("-"),
        LITERAL("--- a"),
        LITERAL("---"),
        LITERAL("..."),
        LITERAL("? a"),
        LITERAL("# x"),
        LITERAL("a # x"),
        LITERAL("a#x"),
        LITERAL(": "),
        LITERAL("a: b"),
        LITERAL("a:"),
        LITERAL("a:b"),
        LITERAL("a "),
        LITERAL(" a"),
        LITERAL("a\n"),
        LITERAL("a\n\nb"),
        LITERAL("\n"),
        LITERAL("a\tb"),
        LITERAL("\t"),
        LITERAL("a\t"),
        LITERAL("it's"),
        LITERAL("say \"x\""),
        LITERAL("\\n"),
        LITERAL("a\\"),
        LITERAL("'"),
        LITERAL("\""),
        LITERAL("[a]"),
        LITERAL("{a}"),
        LITERAL("a, b"),
        LITERAL("a]"),
        LITERAL("&a"),
        LITERAL("*a"),
        LITERAL("!a"),
        LITERAL("|"),
        LITERAL(">"),
        LITERAL("%a"),
        LITERAL("@a"),
        LITERAL("`a"),
        LITERAL("<<"),
        LITERAL("="),
        LITERAL("a\rb"),
        LITERAL("a\r\nb"),
        LITERAL("a\x1B[31m"),
        LITERAL("\x7F"),
        LITERAL("a\xC2\x85"
                "b"),
        LITERAL("\xC2\xA0"),
        LITERAL("a\xE2\x80\xA8"
                "b"),
        LITERAL("\xEF\xBB\xBF"
                "a"),
        LITERAL("a\xEF\xBB\xBF"),
        LITERAL("\xEF\xBF\xBE"),
        LITERAL("\xEF\xBF\xBF"),
        LITERAL("\xF0\x9F\x8F\x98"),
        LITERAL("\xE3\x80\x80"
                "a\xE3\x80\x80"),
        LITERAL("Phường Ba Đình"),
        LITERAL("đ"),
        LITERAL("Ấp 1/2"),
        LITERAL("\xCC\x80"
                "a"),
        LITERAL("a\xCC\x80"),
        LITERAL("02/NQ-CB"),
        LITERAL("crimes 5 > 3 in 2022"),
    };
    for (size_t i = 0; i < sizeof nasty / sizeof *nasty; i++)
        check_round_trip(nasty[i]);
    uint32_t seed = 3;
    for (size_t i = 0; i < 4000; i++) { /* and any two or three of them joined */
        struct buffer text = {0};
        for (size_t parts = 2 + i % 2; parts > 0; parts--) {
            seed = seed * 1664525u + 1013904223u;
            const struct text *part = &nasty[(seed >> 8) % (sizeof nasty / sizeof *nasty)];
            buffer_append(&text, part->bytes, part->length);
        }
        check_round_trip(content(&text));
        buffer_free(&text);
    }
}

/* A record in flow style whose values are nasty keeps them when it is written anew. */
static void test_anew_round_trip(void **state)
{
    (void)state;
    static const char flow[] = "{record: area, key: \"a: b # c\\n \\u2028\", \"k: 1\": 'it''s', list: [\"\", ' ', '-', "
                               "'no', 0123], \"\": x, '- y': z}\n";
    static const char wanted[] =
        "record: area\nkey: \"a: b # c\\n \\u2028\"\n\"k: 1\": \"it's\"\nlist:\n  - \"\"\n  - \" \"\n  - \"-\"\n"
        "  - \"no\"\n  - 0123\n\"\": x\n\"- y\": z\nx: 1\n";
    struct buffer once = {0}, twice = {0};
    filter(text_of(flow), "x", "x: 1\n", &once);
    check_value(content(&once), TEXT("a: b # c\n \xE2\x80\xA8"));
    filter(content(&once), "x", "x: 1\n", &twice);
    ASSERT_TEXT(content(&twice), content(&once));
    ASSERT_TEXT(content(&once), text_of(wanted));
    buffer_free(&once);
    buffer_free(&twice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_block_style),     cmocka_unit_test(test_replacement),
        cmocka_unit_test(test_flow_style),      cmocka_unit_test(test_separation),
        cmocka_unit_test(test_text_round_trip), cmocka_unit_test(test_anew_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
