/* SPDX-License-Identifier: ISC
 *
 * A block that is added to any record reads back as it was meant, beside all that was there before; adding it twice is
 * adding it once; and text put into YAML is the same text when it is read.
 */
#include "writer.h"
#include "reader.h"
#include "support/fuzz.h"

#include <unistd.h>

enum { LIMIT = 1 << 20 };

static const char *const keys[] = {"assessment", "rollup", "a", "name"};
static const char block_rest[] = ":\n  outcome: met\n  rules:\n    - {rule: 4.1, because: \"x > 3\"}\n    - b\n";

static struct diag diag = {.program = "fuzz"};
static struct reader *readers[3];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        readers[i] = reader_new(&diag);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return fuzz_mutate_yaml(data, size, most, seed);
}

/* The record with the block, as bytes. */
static void add_block(const struct record *record, const char *key, struct text block, struct buffer *written)
{
    int descriptor = fuzz_file_with(text_of(""));
    struct writer writer = {.output = output_to_descriptor(dup(descriptor), "fuzz", &diag)};
    writer_pass_with(&writer, record, key, block);
    FUZZ_CHECK(output_commit(writer.output), "not written");
    writer_free(&writer);
    fuzz_file_content(descriptor, written);
    close(descriptor);
}

/* Reads the first document, as the stream cuts it; there must be no other. */
static bool read_back(struct reader *reader, const struct buffer *written, struct record *record, struct buffer *bytes)
{
    int descriptor = fuzz_file_with(fuzz_buffer(written));
    struct stream *stream = stream_open(descriptor, "fuzz", LIMIT, 0);
    struct frame frame;
    bool one = stream_next(stream, &frame) == STREAM_FRAME;
    if (one) {
        buffer_append(bytes, frame.bytes.bytes, frame.bytes.length);
        frame.bytes = fuzz_buffer(bytes);
        one = reader_read(reader, &frame, record) == READ_RECORD && stream_next(stream, &frame) == STREAM_END;
    }
    stream_close(stream);
    close(descriptor);
    return one;
}

static bool same_values(const struct node *a, const struct node *b)
{
    const struct node *x = a->first, *y = b->first;
    if (a->type != b->type || a->count != b->count || (a->type == NODE_SCALAR && !text_equal(a->value, b->value)))
        return false;
    for (; x && y; x = x->next, y = y->next)
        if (!text_equal(x->key, y->key) || !same_values(x, y))
            return false;
    return true;
}

/* All entries but the one of the key, in their order. */
static bool same_others(const struct node *a, const struct node *b, const char *key)
{
    const struct node *x = a->first, *y = b->first;
    for (;; x = x->next, y = y->next) {
        while (x && text_is(x->key, key))
            x = x->next;
        while (y && text_is(y->key, key))
            y = y->next;
        if (!x || !y)
            return !x && !y;
        if (!text_equal(x->key, y->key) || !same_values(x, y) || node_is_null(x) != node_is_null(y))
            return false;
    }
}

static void check_removal(const struct record *record, const char *key)
{
    struct buffer removed = {0}, bytes = {0};
    struct record without;
    bool alone = record->root->count == 1 && node_get(record->root, text_of(key));
    add_block(record, key, text_of(""), &removed);
    if (!alone) { /* else nothing is left that would be a record */
        FUZZ_CHECK(read_back(readers[2], &removed, &without, &bytes), "without the block it is no record:\n%s",
                   buffer_text(&removed));
        FUZZ_CHECK(!node_get(without.root, text_of(key)) && same_others(record->root, without.root, key),
                   "without the block it is another:\n%s", buffer_text(&removed));
    }
    buffer_free(&removed);
    buffer_free(&bytes);
}

static void check_adding(const struct record *record, const char *key)
{
    struct buffer block = {0}, once = {0}, twice = {0}, bytes = {0}, document = {0};
    struct record with, meant;
    buffer_printf(&block, "%s%s", key, block_rest);
    add_block(record, key, fuzz_buffer(&block), &once);
    FUZZ_CHECK(read_back(readers[1], &once, &with, &bytes), "with the block it is no record:\n%s", buffer_text(&once));
    struct frame frame = {.bytes = fuzz_buffer(&block), .file = "fuzz", .line = 1};
    FUZZ_CHECK(reader_read(readers[2], &frame, &meant) == READ_RECORD, "the harness's own block");
    const struct node *added = node_get(with.root, text_of(key));
    FUZZ_CHECK(added && same_values(added, meant.root->first), "the block reads otherwise:\n%s", buffer_text(&once));
    FUZZ_CHECK(same_others(record->root, with.root, key), "something else has changed:\n%s", buffer_text(&once));
    add_block(&with, key, fuzz_buffer(&block), &twice);
    FUZZ_CHECK(text_equal(fuzz_buffer(&once), fuzz_buffer(&twice)), "twice is not once:\n%s\n%s", buffer_text(&once),
               buffer_text(&twice));
    check_removal(&with, key);
    buffer_free(&block);
    buffer_free(&once);
    buffer_free(&twice);
    buffer_free(&bytes);
    buffer_free(&document);
}

static void check_text(struct text text)
{
    struct buffer document = {0};
    struct record record;
    struct utf8_survey survey = utf8_survey(text);
    if (!survey.valid || memchr(text.bytes, '\0', text.length))
        return;
    buffer_puts(&document, "a: ");
    yaml_append_text(&document, text);
    buffer_puts(&document, "\nb: [");
    yaml_append_quoted(&document, text);
    buffer_puts(&document, ", ");
    yaml_append_text(&document, text);
    buffer_puts(&document, "]\n");
    struct frame frame = {.bytes = fuzz_buffer(&document), .file = "fuzz", .line = 1};
    FUZZ_CHECK(reader_read(readers[0], &frame, &record) == READ_RECORD, "text is no YAML:\n%s", buffer_text(&document));
    const struct node *list = record.root->last;
    FUZZ_CHECK(text_equal(record.root->first->value, text) && text_equal(list->first->value, text) &&
                   text_equal(list->last->value, text) && list->count == 2,
               "text reads otherwise:\n%s", buffer_text(&document));
    buffer_free(&document);
}

/* The line end that is added where the last line has none becomes part of a block scalar there: nothing else can be. */
static bool may_end_in_block_scalar(struct text bytes)
{
    return bytes.bytes[bytes.length - 1] != '\n' &&
           (memchr(bytes.bytes, '|', bytes.length) || memchr(bytes.bytes, '>', bytes.length));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = fuzz_text(data, size);
    int descriptor = fuzz_file_with(input);
    struct stream *stream = stream_open(descriptor, "fuzz", LIMIT, 0);
    struct frame frame;
    struct record record;
    if (size && size < 4096)
        check_text(input);
    while (stream_next(stream, &frame) == STREAM_FRAME)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (!may_end_in_block_scalar(frame.bytes) && reader_read(readers[0], &frame, &record) == READ_RECORD) {
                check_adding(&record, keys[i]);
                check_removal(&record, keys[i]);
            }
    stream_close(stream);
    close(descriptor);
    return 0;
}
