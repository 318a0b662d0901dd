/* SPDX-License-Identifier: ISC
 *
 * Expressions: the input is one, behind a byte that chooses the kind (a capital letter: `previous.` is not allowed).
 * What compiles can be evaluated, means the same each time, and the opposite with `not` before it; its beginnings and
 * ends compile or are refused with a place inside.
 */
#include "expr.h"
#include "support/fuzz.h"
#include "support/world.h"

static const char area[] =
    "record: area\nid: 14809-01\nyear: 2018\nunit: '14809'\nname: Khu phố 1\nhouseholds: {total: 212, registered: "
    "210}\n"
    "crimes: 3\nincidents: {hot_spots: 0}\nresolution: 2018-01-12\nregistration: {date: 2018-02-01}\n"
    "cases: [{type: serious_fire, date: 2018-03-04, reported: true}, {type: environment, date: 2018-12-30}]\n";
static const char institution[] =
    "record: institution\nid: a\nyear: 2018\nunit: '14809'\ntype: school\nresolution: false\nrules: [guarding, fire]\n"
    "people: {total: 9223372036854775807, disciplined: 1}\n";
static const char faulty[] = "{record: commune, unit: '', year: null, cases: [], crimes: -1, tips: x}\n";
static const char *const records[] = {area, institution, faulty};
enum { RECORDS = sizeof records / sizeof *records, LONGEST = 400, PREVIOUS = 256 };

static struct fuzz_world world;
static struct reader *readers[RECORDS];
static const struct node *roots[RECORDS];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    fuzz_world_open(&world);
    for (size_t i = 0; i < RECORDS; i++) {
        readers[i] = reader_new(&world.diag);
        roots[i] = fuzz_read(readers[i], records[i]);
    }
    return 0;
}

static struct expr *compile(const char *source, const struct expr_scope *scope, enum expr_wanted wanted)
{
    struct expr_error error = {0};
    struct expr *expr = expr_compile(source, scope, wanted, &error);
    FUZZ_CHECK(expr || error.text.length, "refused without a word");
    FUZZ_CHECK(expr || (error.column > 0 && error.column <= utf8_count(text_of(source)) + 1), "column %zu",
               error.column);
    FUZZ_CHECK(utf8_survey(fuzz_buffer(&error.text)).valid || !utf8_survey(text_of(source)).valid,
               "the message is no UTF-8: %s", buffer_text(&error.text));
    buffer_free(&error.text);
    return expr;
}

static bool any_figure(const void *context, struct text class, struct text figure)
{
    (void)context, (void)class;
    return figure.length != 3;
}

static void evaluate(const struct expr *expr, const struct expr *opposite, const struct expr_input *input)
{
    struct buffer reason = {0};
    struct expr_share share;
    enum truth truth = expr_test(expr, input);
    FUZZ_CHECK(expr_test(expr, input) == truth, "another result the second time");
    FUZZ_CHECK(!opposite || truth == TRUTH_UNKNOWN ||
                   expr_test(opposite, input) == (truth == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE),
               "`not` does not turn it round");
    FUZZ_CHECK(!opposite || truth != TRUTH_UNKNOWN || expr_test(opposite, input) == TRUTH_UNKNOWN,
               "`not` makes unknown known");
    expr_reason(expr, input, &reason);
    FUZZ_CHECK(utf8_survey(fuzz_buffer(&reason)).valid || !utf8_survey(text_of(expr_source(expr))).valid,
               "the reason is no UTF-8");
    if (expr_share(expr, input, &share))
        FUZZ_CHECK(share.lacking >= 0, "a negative lack");
    expr_first_node(expr, input);
    buffer_free(&reason);
}

static void evaluate_all(const struct expr *expr, const struct expr *opposite, const struct expr_scope *scope,
                         bool condition)
{
    struct value previous[PREVIOUS] = {{.type = VALUE_INTEGER, .integer = 4}, {.type = VALUE_NONE}, {0}};
    struct value extras[] = {{.type = VALUE_INTEGER, .integer = 2018}, {.type = VALUE_TEXT, .text = {"Bỉm Sơn", 11}}};
    for (size_t i = 0; i < RECORDS * 2; i++) {
        struct expr_input input = {roots[i / 2], 2018, 20180101, 20181231, i % 2 ? previous : NULL, extras};
        if (condition)
            evaluate(expr, opposite, &input);
        else
            expr_value(expr, &input);
    }
    expr_path_type(expr);
    expr_path_field(expr);
    expr_refused_figure(expr, any_figure, NULL);
    FUZZ_CHECK(scope->previous == NULL || scope->previous->count <= PREVIOUS, "more figures than an expression names");
}

static void try_condition(const char *source, const struct expr_scope *scope)
{
    struct buffer not = {0};
    struct expr *expr = compile(source, scope, EXPR_CONDITION), *opposite;
    if (!expr)
        return;
    buffer_printf(&not, "not (%s)", source);
    opposite = compile(buffer_text(&not ), scope, EXPR_CONDITION); /* not where it is too deep */
    evaluate_all(expr, opposite, scope, true);
    expr_free(expr);
    expr_free(opposite);
    buffer_free(&not );
}

static void try(const char *source, const struct expr_scope *scope)
{
    try_condition(source, scope);
    struct expr *expr = compile(source, scope, EXPR_VALUE);
    if (expr)
        evaluate_all(expr, NULL, scope, false);
    expr_free(expr);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct expr_extra extras[] = {{"latest_year", VALUE_INTEGER}, {"unit_name", VALUE_TEXT}};
    struct text rest = fuzz_text(data, size);
    struct expr_previous previous = {0};
    const struct kind *kinds[2];
    bool with_previous = size && data[0] >= 'a';
    size_t choice = fuzz_choose(&rest, kinds_count(world.kinds));
    if (rest.length > LONGEST)
        return 0;
    kinds[0] = kinds_at(world.kinds, choice);
    kinds[1] = kinds_find(world.kinds, text_of("area"));
    struct expr_scope scope = {kinds, 2, with_previous ? &previous : NULL, extras, 2};
    char *source = mem_copy(rest.bytes, rest.length);
    try(source, &scope);
    try(source + rest.length / 2, &scope);
    source[rest.length * 2 / 3] = '\0';
    expr_free(compile(source, &scope, EXPR_CONDITION));
    free(source);
    for (size_t i = 0; i < previous.count; i++)
        free(previous.paths[i]);
    free(previous.paths);
    return 0;
}
