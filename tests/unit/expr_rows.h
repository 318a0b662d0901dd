/* SPDX-License-Identifier: ISC
 *
 * expr_rows: tables of an expression, a record, and what comes of them. The kind `words` is made for the tests.
 */
#ifndef ANTT_TESTS_EXPR_ROWS_H
#define ANTT_TESTS_EXPR_ROWS_H

#include "expr_scope.h"

/* An area of 2023, unless the row says otherwise; its period is 2022-11-01 to 2023-10-31. */
struct row {
    const char *source, *yaml;
    enum truth truth;
    const char *reason;
    const char *kinds;  /* as for world_scope(); NULL: "+area" */
    const char *before; /* the record of the year before; NULL: none is known */
    bool no_year, no_period, no_last_day;
};

#define ROW(source_, yaml_, truth_, ...)                                                                               \
    {                                                                                                                  \
        .source = source_, .yaml = yaml_, .truth = truth_, .reason = __VA_ARGS__                                       \
    }
#define F TRUTH_FALSE
#define T TRUTH_TRUE
#define U TRUTH_UNKNOWN

static struct world world;
static struct reader *reader, *reader_before;

static inline struct value *values_before(const char *yaml)
{
    const struct node *root = read_fields(reader_before, yaml);
    struct value *values = mem_new(world.previous.count, sizeof *values);
    for (size_t i = 0; i < world.previous.count; i++) {
        const struct field *field = field_at_path(&world.in_scope[0]->root, world.previous.paths[i]);
        values[i] = field ? field_value(field, root) : (struct value){0};
    }
    return values;
}

static inline struct expr *compile(const struct row *row, enum expr_wanted wanted)
{
    struct expr_error error = {0};
    struct expr *expr =
        expr_compile(row->source, world_scope(&world, row->kinds ? row->kinds : "+area"), wanted, &error);
    if (!expr)
        print_error("%s\n  refused, column %zu: %s\n", row->source, error.column, buffer_text(&error.text));
    buffer_free(&error.text);
    return expr;
}

static inline struct expr_input input_of(const struct row *row, struct value **before)
{
    struct expr_input input = {.root = read_fields(reader, row->yaml), .year = row->no_year ? 0 : 2023};
    if (!row->no_period) {
        input.period_from = 20221101;
        input.period_to = row->no_last_day ? 0 : 20231031;
    }
    *before = row->before ? values_before(row->before) : NULL;
    input.previous = *before;
    return input;
}

static inline bool row_holds(const struct row *row)
{
    static const char *const names[] = {[TRUTH_FALSE] = "false", [TRUTH_TRUE] = "true", [TRUTH_UNKNOWN] = "unknown"};
    struct expr *expr = compile(row, EXPR_CONDITION);
    if (!expr)
        return false;
    struct value *before;
    struct expr_input input = input_of(row, &before);
    struct buffer reason = {0};
    enum truth truth = expr_test(expr, &input);
    expr_reason(expr, &input, &reason);
    bool good = truth == row->truth && strcmp(buffer_text(&reason), row->reason) == 0;
    if (!good)
        print_error("%s\n  of %s\n  is %s: %s\n  wanted %s: %s\n", row->source, row->yaml, names[truth],
                    buffer_text(&reason), names[row->truth], row->reason);
    buffer_free(&reason);
    free(before);
    expr_free(expr);
    return good;
}

static inline void check_rows(const struct row *rows, size_t count)
{
    size_t bad = 0;
    for (size_t i = 0; i < count; i++)
        bad += !row_holds(&rows[i]);
    assert_int_equal(bad, 0);
}
#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

static inline int open_world(void **state)
{
    char directory[] = "/tmp/antt-expr-XXXXXX", kinds[64], file[96];
    static const char words[] = "kind: words\ntitle: {vi: từ, en: words}\nkey: [id]\nfields:\n"
                                "  - {field: id, type: id, vi: id, en: id}\n"
                                "  - {field: area, type: id, vi: area, en: area}\n"
                                "  - {field: rating, type: one_of, values: [excellent, area], vi: r, en: r}\n"
                                "  - {field: items, type: list, or_none: true, vi: i, en: i}\n"
                                "  - {field: items.cost, type: count, required: true, vi: c, en: c}\n"
                                "  - {field: items.inner.x, type: count, vi: x, en: x}\n"
                                "  - {field: items.parts, type: list, vi: p, en: p}\n"
                                "  - {field: items.parts.n, type: count, vi: n, en: n}\n"
                                "  - {field: numbers, type: list, of: count, or_none: true, vi: n, en: n}\n"
                                "  - {field: under.and, type: count, vi: u, en: u}\n"
                                "  - {field: under.true, type: count, vi: u, en: u}\n";
    static const char *const counts[] = {"newsletter", "order",   "android", "nothing", "inside",
                                         "counter",    "count",   "every",   "some",    "no",
                                         "of",         "present", "missing", "tuổi",    "AZ_az09"};
    (void)state;
    assert_non_null(mkdtemp(directory));
    snprintf(kinds, sizeof kinds, "%s/kinds", directory);
    snprintf(file, sizeof file, "%s/words.yaml", kinds);
    assert_int_equal(mkdir(kinds, 0700), 0);
    FILE *stream = fopen(file, "w");
    assert_non_null(stream);
    fputs(words, stream);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        fprintf(stream, "  - {field: %s, type: count, vi: n, en: n}\n", counts[i]);
    assert_int_equal(fclose(stream), 0);
    world_open(&world, directory);
    assert_int_equal(unlink(file) | rmdir(kinds) | rmdir(directory), 0);
    reader = reader_new(&world.diag);
    reader_before = reader_new(&world.diag);
    return 0;
}

static inline int close_world(void **state)
{
    (void)state;
    reader_free(reader);
    reader_free(reader_before);
    world_close(&world);
    return 0;
}

#endif
