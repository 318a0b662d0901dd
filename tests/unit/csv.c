/* SPDX-License-Identifier: ISC
 *
 * The cutting of CSV: whatever the size of a read, the rows are the same, and joined they are the input.
 */
#include "csv.h"
#include "files.h"

enum { LIMIT = 100 };

/* Rows as text: cells in brackets, faults as their number, and the place of each cell. */
static void describe(struct text input, struct csv_format format, size_t chunk, struct buffer *text,
                     struct buffer *joined)
{
    struct csv_row row;
    int descriptor = file_with(input);
    struct csv *csv = csv_open(descriptor, LIMIT, chunk);
    csv_set_format(csv, format, NULL);
    while (csv_next(csv, &row) == CSV_ROW) {
        buffer_append(joined, row.raw.bytes, row.raw.length);
        buffer_printf(text, "%zu", row.number);
        if (row.fault)
            buffer_printf(text, "!%d@%zu:%zu", (int)row.fault, row.fault_line, row.fault_column);
        if (row.fault == CSV_STRAY_QUOTE)
            buffer_printf(text, "..%zu:%zu", row.noticed_line, row.noticed_column);
        for (size_t i = 0; i < row.count && !row.fault; i++)
            buffer_printf(text, " %zu:%zu[%.*s]", row.cells[i].line, row.cells[i].column, (int)row.cells[i].text.length,
                          row.cells[i].text.bytes);
        buffer_putc(text, '\n');
    }
    csv_close(csv);
    close(descriptor);
}

static void cuts(const char *input, struct csv_format format, const char *wanted)
{
    for (size_t chunk = 0; chunk <= 31; chunk++) {
        struct buffer text = {0}, joined = {0};
        describe(text_of(input), format, chunk, &text, &joined);
        assert_string_equal(buffer_text(&text), wanted);
        if (!strstr(wanted, "!4"))
            assert_string_equal(buffer_text(&joined), input);
        buffer_free(&text);
        buffer_free(&joined);
    }
}

static const struct csv_format comma = {.separator = ','};

static void rows_and_cells(void **state)
{
    (void)state;
    cuts("", comma, "");
    cuts("a", comma, "1 1:1[a]\n");
    cuts("a,b\nc,d\n", comma, "1 1:1[a] 1:3[b]\n2 2:1[c] 2:3[d]\n");
    cuts("a,b\r\n\r\n,\r\n", comma, "1 1:1[a] 1:3[b]\n2 2:1[]\n3 3:1[] 3:2[]\n");
    cuts("ố,b;c", comma, "1 1:1[ố] 1:3[b;c]\n");
    cuts("\xEF\xBB\xBF"
         "a,b\n\xEF\xBB\xBFz\n",
         comma, "1 1:1[a] 1:3[b]\n2 2:1[\xEF\xBB\xBFz]\n");
    cuts("\xEF\xBB\xBF\"a\",b\n", comma, "1 1:1[a] 1:5[b]\n");
    cuts("\xEF\xBB", comma, "1 1:1[\xEF\xBB]\n");
}

static void quotes(void **state)
{
    (void)state;
    cuts("\"a\",\"\",\"b,\"\"c\"\"\"\r\n", comma, "1 1:1[a] 1:5[] 1:8[b,\"c\"]\n");
    cuts("\"a\nb\r\n\",c\nd\n", comma, "1 1:1[a\nb\r\n] 3:3[c]\n2 4:1[d]\n");
    cuts("a\"b\"\",c\n", comma, "1 1:1[a\"b\"\"] 1:7[c]\n");
    cuts("\"a\",b\n", (struct csv_format){.separator = ',', .no_quotes = true}, "1 1:1[\"a\"] 1:5[b]\n");
    cuts("a\\tb\\\\\\n\t\"\\t\"\t\\x\\\n", (struct csv_format){.separator = '\t', .escapes = true},
         "1 1:1[a\tb\\\n] 1:10[\\t] 1:15[\\x\\]\n");
}

static void what_cannot_be_cut_takes_nothing_with_it(void **state)
{
    (void)state;
    cuts("a,\"b\nc,d\n", comma, "1!1@1:3\n2 2:1[c] 2:3[d]\n");
    cuts("a,\"b\" c\nd\n", comma, "1!2@1:3\n2 2:1[d]\n");
    cuts("\"a\",\"b\nc\n", comma, "1!1@1:5\n2 2:1[c]\n");
    cuts("x,\"\n", comma, "1!1@1:3\n");
    cuts("a\n0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012"
         "\nb\n",
         comma, "1 1:1[a]\n2!4@2:1\n3 3:1[b]\n");
}

/* The rows between a quote that is too many and the next one are not part of a cell. */
static void a_stray_quote_ends_with_its_line(void **state)
{
    (void)state;
    cuts("a,\"b\nc\nd,\"e\"\nf\n", comma, "1!3@1:3..3:4\n2 2:1[c]\n3 3:1[d] 3:3[e]\n4 4:1[f]\n");
    cuts("\xEF\xBB\xBF\"a\nb\n\"c,x\nd\n", comma, "1!3@1:1..3:2\n2 2:1[b]\n3!1@3:1\n4 4:1[d]\n");
    cuts("\"a\r\nb\",\"c\r\nd\r\n\"e\"\r\nf\r\n", comma, "1!3@2:4..4:2\n2 3:1[d]\n3 4:1[e]\n4 5:1[f]\n");
    cuts("\"a\nb\" c\n", comma, "1!3@1:1..2:3\n2 2:1[b\" c]\n");
    cuts("\"ố\"\"\nb\" ", comma, "1!3@1:1..2:3\n2 2:1[b\" ]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_cells),
        cmocka_unit_test(quotes),
        cmocka_unit_test(what_cannot_be_cut_takes_nothing_with_it),
        cmocka_unit_test(a_stray_quote_ends_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
