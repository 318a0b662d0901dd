/* SPDX-License-Identifier: ISC
 *
 * Rows of CSV and TSV: joined they are the input, the same ones whatever the size of a read, and a limit takes but
 * those over it. JSON: what is read holds no text that was not there; a string written as JSON is the same when it is
 * read.
 */
#include "csv.h"
#include "json.h"
#include "support/fuzz.h"

#include <unistd.h>

enum { LIMIT = 1 << 20 };

/* All that the rows are, as text. */
static void describe(int descriptor, struct text input, struct csv_format format, size_t chunk, struct buffer *rows)
{
    struct csv *csv = csv_open(descriptor, LIMIT, chunk);
    struct csv_row row;
    struct text held;
    size_t at = 0;
    FUZZ_CHECK(lseek(descriptor, 0, SEEK_SET) == 0 && csv_peek(csv, &held), "not read");
    csv_set_format(csv, format, NULL);
    for (enum csv_result result; (result = csv_next(csv, &row)) != CSV_END;) {
        FUZZ_CHECK(result == CSV_ROW, "not read");
        FUZZ_CHECK(row.raw.length && row.raw.length <= input.length - at &&
                       memcmp(row.raw.bytes, input.bytes + at, row.raw.length) == 0,
                   "row %zu is not the input's bytes", row.number);
        at += row.raw.length;
        buffer_printf(rows, "%zu:%zu:%d:%zu:%zu\n", row.line, row.number, (int)row.fault, row.fault_line,
                      row.fault_column);
        for (size_t i = 0; i < row.count; i++) {
            buffer_printf(rows, "%zu:%zu:%d:", row.cells[i].line, row.cells[i].column, row.cells[i].quoted);
            buffer_append(rows, row.cells[i].text.bytes, row.cells[i].text.length);
            buffer_putc(rows, '\n');
        }
    }
    FUZZ_CHECK(at == input.length, "the rows end before the input");
    csv_close(csv);
}

static void check_rows(struct text input, struct csv_format format)
{
    struct buffer whole = {0}, pieces = {0};
    uint32_t state = text_hash(input);
    int descriptor = fuzz_file_with(input);
    describe(descriptor, input, format, 0, &whole);
    for (int i = 0; i < 3; i++) {
        size_t chunk = 1 + fuzz_random(&state, 31);
        buffer_clear(&pieces);
        describe(descriptor, input, format, chunk, &pieces);
        FUZZ_CHECK(text_equal(fuzz_buffer(&whole), fuzz_buffer(&pieces)), "other rows with reads of %zu bytes", chunk);
    }
    close(descriptor);
    buffer_free(&whole);
    buffer_free(&pieces);
}

static void walk(const struct node *node, size_t depth, size_t longest)
{
    FUZZ_CHECK(depth <= JSON_DEPTH, "%zu levels", depth);
    FUZZ_CHECK(node->type != NODE_SCALAR || node->value.length <= longest, "text that was not there");
    for (const struct node *child = node->first; child; child = child->next) {
        FUZZ_CHECK(child->parent == node, "a child of another");
        walk(child, depth + 1, longest);
    }
}

static void check_json(struct text text)
{
    struct arena arena = {0};
    struct buffer why = {0}, string = {0};
    const struct node *node = json_read(text, (struct mark){0, 0}, &arena, &why);
    FUZZ_CHECK(node || why.length, "refused without a word");
    if (node)
        walk(node, 0, text.length);
    if (utf8_survey(text).valid && !memchr(text.bytes, '\0', text.length)) {
        text_append_json(text, &string);
        node = json_read(fuzz_buffer(&string), (struct mark){0, 0}, &arena, &why);
        FUZZ_CHECK(node && node->type == NODE_SCALAR && text_equal(node->value, text), "a string reads otherwise: %s",
                   buffer_text(&string));
    }
    arena_free(&arena);
    buffer_free(&why);
    buffer_free(&string);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct csv_format formats[] = {
        {',', false, false}, {';', false, false}, {'\t', true, true}, {'\t', false, false}, {0, false, false},
    };
    struct text input = fuzz_text(data, size);
    size_t choice = fuzz_choose(&input, sizeof formats / sizeof *formats + 1);
    if (input.length == 0)
        return 0;
    if (choice < sizeof formats / sizeof *formats)
        check_rows(input, formats[choice]);
    else
        check_json(input);
    return 0;
}
