/* SPDX-License-Identifier: ISC
 *
 * The cutting of streams: joined, the frames are the input, whatever the size of a read; and they are libyaml's
 * documents.
 */
#include "stream.h"
#include "files.h"
#include "yaml_events.h"

enum { MOST_FRAMES = 400, RANDOM_STREAMS = 1500, LIMIT = 100000 };

struct cut {
    struct {
        size_t offset, length, line;
        enum frame_start start;
        bool terminated, oversize, continued;
    } frames[MOST_FRAMES];
    size_t count;
    struct buffer joined;
};

static const struct text corpus[] = {
    LITERAL(""),
    LITERAL("\n"),
    LITERAL("a: 1"),
    LITERAL("---"),
    LITERAL("---\n"),
    LITERAL("..."),
    LITERAL("...\n...\n"),
    LITERAL("--- a\n--- b\n---\tc\n---\r\nd: 1\r\n"),
    LITERAL("----\n---a\n--- \n-- -\n....\n...a\n... \n"),
    LITERAL("# c\n\n%YAML 1.1\n# d\n---\na: 1\n...\n%YAML 1.1\n---\nb: 2\n"),
    LITERAL("a: 1\n%YAML 1.1\n---\nb: 2\n"),
    LITERAL("\xEF\xBB\xBF---\na: 1\n\xEF\xBB\xBF---\nb: 2\n...\n\xEF\xBB\xBF%YAML 1.1\n---\nc: 3\n"),
    LITERAL("\xEF\xBB\xBF"
            "a: 1\n# c\n%x\n---\nb: 2\n"),
    LITERAL("a: '\n---\n'\n"),
    LITERAL("a: |\n  ---\n  ...\n---\nb: >\n  x"),
    LITERAL("---\xC2\x85"
            "a\n---\xE2\x80\xA8"
            "b\n...\xE2\x80\xA9\n---\xE2\x80\n"),
    LITERAL("a\r---\rb\r...\rc"),
    LITERAL("---\0\n---\n\0---\n"),
    LITERAL("\xFF\xFE-\0-\0-\0\n\0"),
    LITERAL("\xEF\n\xEF\xBB\n\xEF\xBB\xBF\n\xEF\xBB\xBF-\n\xEF\xBB\xBF--\n\xEF\xBB\xBF---"),
};

static void cut(struct text input, size_t limit, size_t chunk, struct cut *cut)
{
    int descriptor = file_with(input);
    struct stream *stream = stream_open(descriptor, "x.yaml", limit, chunk);
    struct frame frame;
    *cut = (struct cut){0};
    while (stream_next(stream, &frame) == STREAM_FRAME) {
        assert_true(cut->count < MOST_FRAMES);
        assert_string_equal(frame.file, "x.yaml");
        assert_true(frame.bytes.length > 0);
        cut->frames[cut->count].offset = cut->joined.length;
        cut->frames[cut->count].length = frame.bytes.length;
        cut->frames[cut->count].line = frame.line;
        cut->frames[cut->count].start = frame.start;
        cut->frames[cut->count].terminated = frame.terminated;
        cut->frames[cut->count].oversize = frame.oversize;
        cut->frames[cut->count++].continued = frame.continued;
        buffer_append(&cut->joined, frame.bytes.bytes, frame.bytes.length);
    }
    assert_int_equal(stream_next(stream, &frame), STREAM_END);
    stream_close(stream);
    close(descriptor);
}

/* What holds for any cut: nothing falls between, and lines are counted right. */
static void check_cut(struct text input, const struct cut *cut)
{
    ASSERT_TEXT(((struct text){cut->joined.bytes, cut->joined.length}), input);
    size_t line = 1, at = 0;
    for (size_t i = 0; i < cut->count; i++) {
        for (; at < cut->frames[i].offset; at++)
            line += input.bytes[at] == '\n';
        assert_int_equal(cut->frames[i].line, line);
    }
}

static void check_same(const struct cut *a, const struct cut *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->frames[i].offset, b->frames[i].offset);
        assert_int_equal(a->frames[i].start, b->frames[i].start);
        assert_int_equal(a->frames[i].terminated, b->frames[i].terminated);
        assert_false(a->frames[i].oversize || b->frames[i].oversize);
    }
}

static uint32_t random_below(uint32_t *state, uint32_t most)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % most;
}

/* Streams out of the pieces that matter, so that half of them are good YAML. */
static void make_stream(uint32_t *state, struct buffer *stream)
{
    static const char *const pieces[] = {
        "---\n",      "---\n",    "---",
        "--- ",       "...\n",    "... # c\n",
        "a: b\n",     "a: b\n",   "k: v\n",
        "- x\n",      "# c\n",    "\n",
        "\n",         " ",        "...\n%YAML 1.1\n---\n",
        "'t\n  u'\n", "\"q\"\n",  "|\n  l\n",
        "{a: b}\n",   "[x]\n",    "\r\n",
        "-",          ".",        "--",
        "..",         "\xC2\x85", "\xE2\x80\xA8",
        "\r",         "\t",       "'",
        "\"",         "%x\n",     "đ\n",
    };
    buffer_clear(stream);
    for (uint32_t i = random_below(state, 14); i > 0; i--)
        buffer_puts(stream, pieces[random_below(state, sizeof pieces / sizeof *pieces)]);
}

static void check_chunks(struct text input, size_t step)
{
    struct cut whole, pieces;
    cut(input, LIMIT, 0, &whole);
    check_cut(input, &whole);
    for (size_t chunk = 1; chunk <= 31; chunk += step) {
        cut(input, LIMIT, chunk, &pieces);
        check_cut(input, &pieces);
        check_same(&whole, &pieces);
        buffer_free(&pieces.joined);
    }
    buffer_free(&whole.joined);
}

static void test_chunks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof corpus / sizeof *corpus; i++)
        check_chunks(corpus[i], 1);
}

static void test_random_chunks(void **state)
{
    (void)state;
    uint32_t seed = 1;
    struct buffer stream = {0};
    for (size_t i = 0; i < RANDOM_STREAMS / 10; i++) {
        make_stream(&seed, &stream);
        check_chunks((struct text){stream.bytes, stream.length}, 6);
    }
    buffer_free(&stream);
}

static const char before[] = "---\na: 1\n", after[] = "---\nb: 2\n...\n";

static void check_oversize(struct text input, size_t chunk)
{
    struct cut pieces;
    cut(input, 16, chunk, &pieces);
    check_cut(input, &pieces);
    size_t last = pieces.count - 1;
    assert_true(last > 0);
    assert_int_equal(pieces.frames[0].length, sizeof before - 1);
    assert_int_equal(pieces.frames[last].length, sizeof after - 1);
    assert_true(pieces.frames[last].terminated && !pieces.frames[last].oversize);
    for (size_t i = 1; i < last; i++) {
        assert_true(pieces.frames[i].oversize);
        assert_int_equal(pieces.frames[i].continued, i > 1);
    }
    buffer_free(&pieces.joined);
}

/* A document over the limit comes in pieces; the frames before and after it are what they are without the limit. A
 * piece may begin in the middle of a line, with what looks like a mark: the length of the line is varied to meet that.
 */
static void test_oversize(void **state)
{
    (void)state;
    for (size_t length = 10; length < 60; length++)
        for (size_t chunk = 1; chunk <= 31; chunk++) {
            struct buffer input = {0};
            buffer_puts(&input, before);
            buffer_puts(&input, "--- ");
            for (size_t i = 0; i < length; i++)
                buffer_putc(&input, 'x');
            buffer_puts(&input, "--- x\n--\ny: 2\n--x\n\n");
            buffer_puts(&input, after);
            check_oversize((struct text){input.bytes, input.length}, chunk);
            buffer_free(&input);
        }
}

static void test_limit(void **state)
{
    (void)state;
    struct cut pieces;
    for (size_t chunk = 1; chunk <= 31; chunk++) {
        cut(TEXT("---\naaaa\n---\nb\n"), 9, chunk, &pieces);
        assert_int_equal(pieces.count, 2);
        assert_false(pieces.frames[0].oversize);
        buffer_free(&pieces.joined);
        cut(TEXT("---\naaaa\n---\nb\n"), 8, chunk, &pieces);
        assert_true(pieces.frames[0].oversize && !pieces.frames[pieces.count - 1].oversize);
        buffer_free(&pieces.joined);
    }
}

static bool agrees_with_libyaml(struct text input)
{
    struct buffer whole = {0}, framed = {0};
    struct cut cuts = {0};
    bool good = describe_events(input, &whole);
    if (good) {
        cut(input, LIMIT, 7, &cuts);
        for (size_t i = 0; i < cuts.count && good; i++) {
            struct text frame = {input.bytes + cuts.frames[i].offset, cuts.frames[i].length};
            if (is_without_document(frame) || describe_events(frame, &framed))
                continue;
            good = !has_late_directive(frame);
            if (good)
                fail_msg("a frame of a good stream is none: %.*s\nof: %.*s\n", (int)frame.length, frame.bytes,
                         (int)input.length, input.bytes);
        }
        if (good)
            ASSERT_TEXT(((struct text){framed.bytes, framed.length}), ((struct text){whole.bytes, whole.length}));
        buffer_free(&cuts.joined);
    }
    buffer_free(&whole);
    buffer_free(&framed);
    return good;
}

static void test_libyaml(void **state)
{
    (void)state;
    uint32_t seed = 7;
    size_t accepted = 0;
    struct buffer stream = {0};
    for (size_t i = 0; i < RANDOM_STREAMS; i++) {
        make_stream(&seed, &stream);
        struct text input = {stream.bytes, stream.length};
        if (!utf8_survey(input).odd_breaks) /* marks behind those are the reader's to refuse */
            accepted += agrees_with_libyaml(input);
    }
    assert_true(accepted > RANDOM_STREAMS / 10);
    buffer_free(&stream);
}

static void test_read_failure(void **state)
{
    (void)state;
    struct frame frame;
    struct stream *stream = stream_open(-1, "x.yaml", LIMIT, 0);
    assert_int_equal(stream_next(stream, &frame), STREAM_FAILED);
    stream_close(stream);
}

static void count_call(void *context)
{
    ++*(size_t *)context;
}

/* Before a read that would wait, what is pending can be written; where input is there, nobody is disturbed. */
static void test_before_wait(void **state)
{
    (void)state;
    int ends[2];
    size_t calls = 0;
    struct frame frame;
    assert_int_equal(pipe(ends), 0);
    struct stream *stream = stream_open(ends[0], "x.yaml", LIMIT, 0);
    stream_before_wait(stream, count_call, &calls);
    assert_int_equal(write(ends[1], "a: 1\n---\nb: 2\n", 14), 14);
    assert_int_equal(stream_next(stream, &frame), STREAM_FRAME);
    assert_int_equal(calls, 0);
    assert_int_equal(write(ends[1], "...\n", 4), 4);
    assert_int_equal(stream_next(stream, &frame), STREAM_FRAME);
    assert_int_equal(calls, 0);
    close(ends[1]);
    assert_int_equal(stream_next(stream, &frame), STREAM_END);
    stream_close(stream);
    close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chunks),      cmocka_unit_test(test_random_chunks), cmocka_unit_test(test_oversize),
        cmocka_unit_test(test_limit),       cmocka_unit_test(test_libyaml),       cmocka_unit_test(test_read_failure),
        cmocka_unit_test(test_before_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
