/* SPDX-License-Identifier: ISC
 *
 * What is no expression of the condition language: where, and what is said about it. And that nothing, however odd,
 * does more than be refused.
 */
#include "expr_rows.h"

struct refusal {
    const char *source;
    size_t column;
    const char *text;
    const char *kinds; /* NULL: "+area" */
};
#define REFUSED(source_, column_, ...)                                                                                 \
    {                                                                                                                  \
        .source = source_, .column = column_, .text = __VA_ARGS__                                                      \
    }

static bool is_refused(const struct refusal *row)
{
    struct expr_error error = {0};
    const struct expr_scope *scope = world_scope(&world, row->kinds ? row->kinds : "+area");
    struct expr *expr = expr_compile(row->source, scope, EXPR_CONDITION, &error);
    bool good = !expr && error.column == row->column && strcmp(buffer_text(&error.text), row->text) == 0;
    if (!good)
        print_error("%.200s\n  %s, column %zu: %s\n  wanted column %zu: %s\n", row->source,
                    expr ? "accepted" : "refused", error.column, buffer_text(&error.text), row->column, row->text);
    expr_free(expr);
    buffer_free(&error.text);
    return good;
}

static void check_refusals(const struct refusal *rows, size_t count)
{
    size_t bad = 0;
    for (size_t i = 0; i < count; i++)
        bad += !is_refused(&rows[i]);
    assert_int_equal(bad, 0);
}
#define CHECK_REFUSALS(rows) check_refusals(rows, sizeof(rows) / sizeof *(rows))

static void odd_characters(void **state)
{
    static const struct refusal rows[] = {
        REFUSED("", 1, "the expression ends where a value is wanted"),
        REFUSED(" \t\n", 4, "the expression ends where a value is wanted"),
        REFUSED("crimes = 5", 8, "'=' alone; write == for equal"),
        REFUSED("crimes =", 8, "'=' alone; write == for equal"),
        REFUSED("crimes == = 5", 11, "'=' alone; write == for equal"),
        REFUSED("crimes ! 5", 8, "unexpected character '!'"),
        REFUSED("crimes && violations", 8, "unexpected character '&'"),
        REFUSED("crimes | violations", 8, "unexpected character '|'"),
        REFUSED("crimes / 5 > 1", 8, "unexpected character '/'"),
        REFUSED("crimes > 5;", 11, "unexpected character ';'"),
        REFUSED("{crimes}", 1, "unexpected character '{'"),
        REFUSED("crimes > 1\x01", 11, "a control character, U+0001"),
        REFUSED("crimes > \x7f", 10, "a control character, U+007F"),
        REFUSED("crimes\x0b> 1", 7, "a control character, U+000B"),
        REFUSED("crimes > 1 \xff", 12, "text that is not UTF-8"),
        REFUSED("name == 'kh\xe1\xbb'", 12, "text that is not UTF-8"),
        REFUSED("tuổi == 'một' !", 15, "unexpected character '!'"),
        REFUSED("name == 'Bắc Sơn", 9, "text without its closing '"),
        REFUSED("name == \"Bắc Sơn'", 9, "text without its closing \""),
        REFUSED("name == 'it''s", 9, "text without its closing '"),
        REFUSED("review.findings.\"5.2 == met", 17, "text without its closing \""),
        REFUSED("crimes > 5x", 10, "a number runs into what follows it"),
        REFUSED("crimes > 1_000", 10, "a number runs into what follows it"),
        REFUSED("crimes > 0x10", 10, "a number runs into what follows it"),
        REFUSED("crimes > 1and year > 2", 10, "a number runs into what follows it"),
        REFUSED("crimes > 9223372036854775808", 10, "a number over 64 bits"),
        REFUSED("crimes > -9223372036854775808", 11, "a number over 64 bits"),
        REFUSED("crimes > 99999999999999999999999999", 10, "a number over 64 bits"),
        REFUSED("crimes > 5.5", 11, "and, or, or the end is wanted, found '.'"),
        REFUSED("resolution.date > 2023-02-29", 19, "'2023-02-29' is no date that exists"),
        REFUSED("resolution.date > 2023-04-31", 19, "'2023-04-31' is no date that exists"),
        REFUSED("resolution.date > 2023-13-01", 19, "'2023-13-01' is no date that exists"),
        REFUSED("resolution.date > 2023-00-10", 19, "'2023-00-10' is no date that exists"),
        REFUSED("resolution.date > 0000-01-01", 19, "'0000-01-01' is no date that exists"),
        REFUSED("resolution.date > 1900-02-29", 19, "'1900-02-29' is no date that exists"),
        REFUSED("resolution.date > 2023-01-123", 19, "a date runs into what follows it"),
        REFUSED("resolution.date > 2023-01-12T00", 19, "a date runs into what follows it"),
        REFUSED("resolution.date > 31/12/2023", 21, "unexpected character '/'"),
        REFUSED("1234-56-78 > crimes", 1, "'1234-56-78' is no date that exists"),
    };
    (void)state;
    CHECK_REFUSALS(rows);
}

static void sentences_that_break_off(void **state)
{
    static const struct refusal rows[] = {
        REFUSED("crimes >", 9, "the expression ends where a value is wanted"),
        REFUSED("> 5", 1, "a value is wanted, found '>'"),
        REFUSED("crimes > > 5", 10, "a value is wanted, found '>'"),
        REFUSED("crimes + > 5", 10, "a value is wanted, found '>'"),
        REFUSED("crimes * + 5 > 1", 10, "a value is wanted, found '+'"),
        REFUSED("crimes -", 9, "the expression ends where a value is wanted"),
        REFUSED("and crimes > 1", 1, "a value is wanted, found 'and'"),
        REFUSED("crimes > 1 and", 15, "the expression ends where a value is wanted"),
        REFUSED("crimes > 1 and or year > 1", 16, "a value is wanted, found 'or'"),
        REFUSED("crimes > 1 or", 14, "the expression ends where a value is wanted"),
        REFUSED("not", 4, "the expression ends where a value is wanted"),
        REFUSED("not and", 5, "a value is wanted, found 'and'"),
        REFUSED("crimes > not policy_implemented", 10, "a value is wanted, found 'not'"),
        REFUSED("crimes > 1 year > 2", 12, "and, or, or the end is wanted, found 'year'"),
        REFUSED("crimes > 1 > 0", 12, "and, or, or the end is wanted, found '>'"),
        REFUSED("crimes > 1)", 11, "and, or, or the end is wanted, found ')'"),
        REFUSED("(crimes > 1", 12, "the expression ends where ) is wanted"),
        REFUSED("(crimes > 1]", 12, ") is wanted, found ']'"),
        REFUSED("()", 2, "a value is wanted, found ')'"),
        REFUSED("incidents. == 1", 12, "a field's name is wanted, found '=='"),
        REFUSED("incidents.", 11, "the expression ends where a field's name is wanted"),
        REFUSED("review.findings.5.2 == met", 17, "a field's name is wanted, found '5'"),
        REFUSED(".crimes > 1", 1, "a value is wanted, found '.'"),
        REFUSED("'crimes'.x > 1", 9, "and, or, or the end is wanted, found '.'"),
        REFUSED("year in 2023", 9, "[ is wanted, found '2023'"),
        REFUSED("year in []", 10, "a value is wanted, found ']'"),
        REFUSED("year in [2023", 14, "the expression ends where , or ] is wanted"),
        REFUSED("year in [2023,]", 15, "a value is wanted, found ']'"),
        REFUSED("year in [2023 2024]", 15, ", or ] is wanted, found '2024'"),
        REFUSED("year in [2023 + 1]", 15, ", or ] is wanted, found '+'"),
        REFUSED("year in", 8, "the expression ends where [ is wanted"),
        REFUSED("rules covers fire", 14, "[ is wanted, found 'fire'", .kinds = "institution"),
        REFUSED("name is", 8, "the expression ends where present or missing is wanted"),
        REFUSED("name is absent", 9, "present or missing is wanted, found 'absent'"),
        REFUSED("name is not present", 9, "present or missing is wanted, found 'not'"),
        REFUSED("crimes >= 70 %", 15, "the expression ends where of is wanted"),
        REFUSED("crimes >= 70 % violations", 16, "of is wanted, found 'violations'"),
        REFUSED("crimes >= 70 % of", 18, "the expression ends where a value is wanted"),
        REFUSED("crimes >= 0 % of year", 13, "a percentage from 1 to 1000 before % is wanted, found '%'"),
        REFUSED("crimes >= 1001 % of year", 16, "a percentage from 1 to 1000 before % is wanted, found '%'"),
        REFUSED("crimes >= -70 % of year", 15, "a percentage from 1 to 1000 before % is wanted, found '%'"),
        REFUSED("crimes >= (70) % of year", 16, "a percentage from 1 to 1000 before % is wanted, found '%'"),
        REFUSED("crimes >= 60 + 10 % of year", 19, "a percentage from 1 to 1000 before % is wanted, found '%'"),
        REFUSED("70 % of year <= crimes", 4, "and, or, or the end is wanted, found '%'"),
        REFUSED("every case in cases", 20, "the expression ends where satisfies is wanted"),
        REFUSED("every case in cases where case.detected", 40, "the expression ends where satisfies is wanted"),
        REFUSED("every case in cases satisfies", 30, "the expression ends where a value is wanted"),
        REFUSED("every case of cases satisfies case.detected", 7, "and, or, or the end is wanted, found 'case'"),
        REFUSED("some case in", 13, "the expression ends where a value is wanted"),
        REFUSED("some case in cases where", 25, "the expression ends where a value is wanted"),
        REFUSED("some case in cases satisfies case.detected", 20, "and, or, or the end is wanted, found 'satisfies'"),
        REFUSED("some case", 10, "the expression ends where in is wanted"),
        REFUSED("some true in cases", 6, "and, or, or the end is wanted, found 'true'"),
        REFUSED("no case in [cases]", 12, "a value is wanted, found '['"),
        REFUSED("crimes > some case in cases", 15, "and, or, or the end is wanted, found 'case'"),
        REFUSED("count(", 7, "the expression ends where a name for one of the list is wanted"),
        REFUSED("count() > 0", 7, "a name for one of the list is wanted, found ')'"),
        REFUSED("count(cases) > 0", 12, "in is wanted, found ')'"),
        REFUSED("count(case in cases > 0", 21, ") is wanted, found '>'"),
        REFUSED("count(case in cases satisfies case.detected) > 0", 21, ") is wanted, found 'satisfies'"),
    };
    (void)state;
    CHECK_REFUSALS(rows);
}

static void names_that_nobody_has(void **state)
{
    static const struct refusal rows[] = {
        REFUSED("crimse > 5", 1, "no field 'crimse'; did you mean 'crimes'?"),
        REFUSED("(crimse) > 5", 2, "no field 'crimse'; did you mean 'crimes'?"),
        REFUSED("crimes > 5 and ( polcy_implemented )", 18,
                "no field 'polcy_implemented'; did you mean 'policy_implemented'?"),
        REFUSED("newsletter > 5", 1, "no field 'newsletter'"),
        REFUSED("notcrimes > 5", 1, "no field 'notcrimes'; did you mean 'crimes'?"),
        REFUSED("crimes > 5 andcrimes", 12, "and, or, or the end is wanted, found 'andcrimes'"),
        REFUSED("crimes in_q2", 8, "and, or, or the end is wanted, found 'in_q2'"),
        REFUSED("crimes inside [1]", 8, "and, or, or the end is wanted, found 'inside'"),
        REFUSED("NOT crimes > 1", 5, "and, or, or the end is wanted, found 'crimes'"),
        REFUSED("crimes > 1 AND year > 2", 12, "and, or, or the end is wanted, found 'AND'"),
        REFUSED("incidents.sabotge == 0", 1, "no field 'incidents.sabotge'; did you mean 'sabotage'?"),
        REFUSED("incidents.sabotge == 0", 1, "no field 'incidents.sabotge'; did you mean 'sabotage'?", .kinds = "*"),
        REFUSED("incident.sabotage == 0", 1, "no field 'incident.sabotage'; did you mean 'incidents'?", .kinds = "*"),
        REFUSED("crimse > 5", 1, "no field 'crimse'; did you mean 'crimes'?", .kinds = "*"),
        REFUSED("crimes.total > 5", 1, "no field 'crimes.total'"),
        REFUSED("review.findings.a.b == met", 1, "no field 'review.findings.a.b'"),
        REFUSED("cases.type == serious_fire", 1, "'cases' is a list; ask with every, some, no or count"),
        REFUSED("stage == primary", 1, "no field 'stage'"),
        REFUSED("some case in cases where case", 26,
                "'case' stands for one of a list; write 'case.' and a field of it"),
        REFUSED("some case in cases where case.typ == serious_fire", 26, "no field 'case.typ'; did you mean 'type'?"),
        REFUSED("some case in cases where case.type.x == serious_fire", 26, "no field 'case.type.x'"),
        REFUSED("some case in cases where force_majeure", 26, "no field 'force_majeure'"),
        REFUSED("(some case in cases) and case.force_majeure", 26,
                "no field 'case.force_majeure'; did you mean 'cases'?"),
        REFUSED("some case in kases", 14, "no field 'kases'; did you mean 'cases'?"),
        REFUSED("count(c in crimes) > 0", 12, "a list of mappings is wanted"),
        REFUSED("some rule in rules", 14, "a list of mappings is wanted", .kinds = "institution"),
        REFUSED("some x in incidents", 11, "a list of mappings is wanted"),
        REFUSED("previous.crimes > 1", 1, "'previous' cannot be used here: no year before is kept", .kinds = "area"),
        REFUSED("previous > 1", 1, "'previous' needs the name of a figure"),
        REFUSED("previous.crimse > 1", 1, "no field 'previous.crimse'; did you mean 'crimes'?"),
        REFUSED("previous.resolution.date in_q1", 1, "of the year before only numbers are kept"),
        REFUSED("previous.policy_implemented", 1, "of the year before only numbers are kept"),
        REFUSED("some case in previous.cases", 14, "of the year before only numbers are kept"),
        REFUSED("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q > 1", 33, "a path of more than 16 names"),
    };
    (void)state;
    CHECK_REFUSALS(rows);
}

static void values_that_do_not_fit(void **state)
{
    static const struct refusal rows[] = {
        REFUSED("force.rating == excelent", 17, "'excelent' is no value of force.rating; did you mean 'excellent'?"),
        REFUSED("force.rating == 'excelent'", 17, "'excelent' is no value of force.rating; did you mean 'excellent'?"),
        REFUSED("force.rating in [excellent, complete]", 29,
                "'complete' is no value of force.rating; did you mean 'completed'?"),
        REFUSED("force.rating == bad", 17, "'bad' is no value of force.rating"),
        REFUSED("type == (scool)", 10, "'scool' is no value of type; did you mean 'school'?", .kinds = "institution"),
        REFUSED("type == scool", 9, "'scool' is no value of type; did you mean 'school'?", .kinds = "*"),
        REFUSED("school == guard.title", 1, "'school' is no value of guard.title", .kinds = "*"),
        REFUSED("record == aera", 11, "'aera' is no value of record; did you mean 'area'?", .kinds = "*"),
        REFUSED("record == commune", 11, "'commune' is no value of record"),
        REFUSED("review.findings.\"5.2\" == mett", 26, "'mett' is no value of review.findings; did you mean 'met'?"),
        REFUSED("some case in cases where case.type == fire", 39, "'fire' is no value of cases.type"),
        REFUSED("rules covers [fires]", 15, "'fires' is no value of rules; did you mean 'fire'?",
                .kinds = "institution"),
        REFUSED("rules covers [5]", 15, "text is compared with a number", .kinds = "institution"),
        REFUSED("name == school", 9, "no field 'school'", .kinds = "area"),
        REFUSED("crimes == 'five'", 11, "a number is compared with text"),
        REFUSED("name == 5", 9, "text is compared with a number"),
        REFUSED("unit == 14809", 9, "text is compared with a number"),
        REFUSED("resolution.date == 2023", 20, "a date is compared with a number"),
        REFUSED("year == resolution.date", 9, "a number is compared with a date"),
        REFUSED("crimes == true", 11, "a number is compared with true or false"),
        REFUSED("policy_implemented == 1", 23, "true or false is compared with a number"),
        REFUSED("incidents == 0", 14, "a list or mapping is compared with a number"),
        REFUSED("resolution == resolution", 15, "a list or mapping is compared with a list or mapping"),
        REFUSED("incidents == false", 14, "a list or mapping is compared with true or false"),
        REFUSED("resolution == true", 15, "a list or mapping is compared with true or false"),
        REFUSED("resolution < false", 14, "a list or mapping is compared with true or false"),
        REFUSED("false == resolution", 10, "true or false is compared with a list or mapping"),
        REFUSED("(crimes > 1) == true", 2, "a value is wanted, not a condition"),
        REFUSED("name < 'b'", 8, "text has no order; use == or !="),
        REFUSED("policy_implemented >= true", 23, "true or false has no order; use == or !="),
        REFUSED("name == 70 % of year", 17, "text is compared with a number"),
        REFUSED("resolution.date >= 70 % of registration.date", 28, "a percentage is of a number"),
        REFUSED("year in [2023, 'x']", 16, "a number is compared with text"),
        REFUSED("year in [2023, (year > 1)]", 17, "a value is wanted, not a condition"),
        REFUSED("rules in [fire]", 1, "in needs a single value before it", .kinds = "institution"),
        REFUSED("cases in [cases]", 1, "in needs a single value before it"),
        REFUSED("guard in [guard]", 1, "in needs a single value before it", .kinds = "institution"),
        REFUSED("type covers [school]", 1, "covers needs a list of words before it", .kinds = "institution"),
        REFUSED("cases covers [fire]", 1, "covers needs a list of words before it"),
        REFUSED("crimes in_q1", 1, "a date is wanted, not a number"),
        REFUSED("resolution in_period", 1, "a date is wanted, not a list or mapping"),
        REFUSED("5 is present", 1, "a field is wanted before is"),
        REFUSED("crimes + 1 is present", 1, "a field is wanted before is"),
        REFUSED("crimes + name > 1", 10, "a number is wanted, not text"),
        REFUSED("-name > 1", 2, "a number is wanted, not text"),
        REFUSED("resolution.date - 1 > 2023-01-01", 1, "a number is wanted, not a date"),
        REFUSED("crimes", 1, "a condition is wanted, not a number"),
        REFUSED("'text'", 1, "a condition is wanted, not text"),
        REFUSED("not resolution", 5, "a condition is wanted, not a list or mapping"),
        REFUSED("crimes and year > 1", 1, "a condition is wanted, not a number"),
        REFUSED("count(c in cases)", 1, "a condition is wanted, not a number"),
        REFUSED("every c in cases where c.type satisfies c.detected", 24, "a condition is wanted, not text"),
    };
    (void)state;
    CHECK_REFUSALS(rows);
}

/* front, `times` times the middle, back. */
static char *repeated(const char *front, const char *middle, size_t times, const char *back)
{
    struct buffer source = {0};
    buffer_puts(&source, front);
    for (size_t i = 0; i < times; i++)
        buffer_puts(&source, middle);
    buffer_puts(&source, back);
    char *copy = mem_copy(buffer_text(&source), source.length);
    buffer_free(&source);
    return copy;
}

static void bounds_hold(void **state)
{
    static const struct {
        const char *front, *middle;
        size_t times;
        const char *back;
        size_t column; /* 0: it is accepted */
        const char *text;
    } rows[] = {
        {"", "(", 64, "crimes > 1", 75, "the expression ends where ) is wanted"},
        {"", "(", 65, "crimes > 1", 65, "more than 64 levels within each other"},
        {"", "(", 4096, "", 65, "more than 64 levels within each other"},
        {"", "not ", 64, "policy_implemented", 0, NULL},
        {"", "not ", 65, "policy_implemented", 257, "more than 64 levels within each other"},
        {"", "not ", 1000, "policy_implemented", 257, "more than 64 levels within each other"},
        {"", "not ", 10000, "policy_implemented", 4097, "an expression longer than 4096 bytes"},
        {"1 > ", "-", 64, "1", 0, NULL},
        {"1 > ", "- ", 65, "1", 133, "more than 64 levels within each other"},
        {"crimes > 1", " ", 4086, "", 0, NULL},
        {"crimes > 1", " ", 4087, "", 4097, "an expression longer than 4096 bytes"},
        {"name == '", "ở", 1362, "'", 0, NULL},
        {"name == '", "ở", 1363, "'", 1373, "an expression longer than 4096 bytes"},
        {"name == '", "\xff", 5000, "'", 4097, "an expression longer than 4096 bytes"},
        {"crimes > 1", " and crimes > 1", 272, "", 0, NULL},
        {"crimes > 1", " + 1", 1020, "", 0, NULL},
        {"year in [1", ", 1", 1360, "]", 0, NULL},
        {"", "some c in cases where ", 8, "true", 0, NULL},
        {"", "some c in cases where ", 9, "true", 177, "more than 8 quantifiers within each other"},
        {"", "some c in cases where ", 186, "", 4093, "the expression ends where a value is wanted"},
        {"", "no a in b where ", 255, "true", 9, "no field 'b'"},
        {"1 > ", "1 * ", 1022, "", 4093, "the expression ends where a value is wanted"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *source = repeated(rows[i].front, rows[i].middle, rows[i].times, rows[i].back);
        struct refusal refusal = {source, rows[i].column, rows[i].text, NULL};
        struct row row = {.source = source};
        struct expr *expr = rows[i].column ? NULL : compile(&row, EXPR_CONDITION);
        assert_true(rows[i].column ? is_refused(&refusal) : expr != NULL);
        expr_free(expr);
        free(source);
    }
    char *deep = repeated("", "(", 64, "crimes > 1"), *closed = repeated(deep, ")", 64, "");
    struct expr *expr = compile(&(struct row){.source = closed}, EXPR_CONDITION);
    assert_non_null(expr);
    expr_free(expr);
    free(deep);
    free(closed);
}

/* Says what is wrong with an expression, or evaluates it: there is no third thing. */
static bool survives(const char *source, const char *kinds, const struct expr_input *input)
{
    struct expr_error error = {0};
    struct expr *expr = expr_compile(source, world_scope(&world, kinds), EXPR_CONDITION, &error);
    struct buffer reason = {0};
    bool good = true;
    if (expr) {
        expr_test(expr, input);
        expr_reason(expr, input, &reason);
        const char *text = buffer_text(&reason);
        size_t length = reason.length;
        good = length > 0 && !strstr(text, "; ;") && !strstr(text, ": ;") && strncmp(text, "; ", 2) != 0 &&
               (length < 2 || (strcmp(text + length - 2, "; ") != 0 && strcmp(text + length - 2, ": ") != 0));
        if (!good)
            print_error("%s\n  has the reason '%s'\n", source, text);
    } else {
        good = error.column >= 1 && error.column <= utf8_count(text_of(source)) + 1 && error.text.length > 0;
        if (!good)
            print_error("%s\n  refused at column %zu: '%s'\n", source, error.column, buffer_text(&error.text));
    }
    expr_free(expr);
    buffer_free(&reason);
    buffer_free(&error.text);
    return good;
}

static void every_prefix_is_judged(void **state)
{
    static const char *const sources[] = {
        "not (crimes <= previous.crimes and violations < 5) or policy_implemented",
        "subunits.qualified >= 70 % of subunits.eligible + 2 * - people.total",
        ("every case in cases where case.type in [serious_fire, 'fatal_accident'] and case.date in_period "
         "satisfies case.force_majeure"),
        "some case in cases where not case.detected is missing or count(c in cases where c.date > case.date) != 1",
        "no case in cases where case.date in_q1",
        "rules covers [guarding, fire] and review.findings.\"5.2\" == met and guard != false",
        "resolution is present and resolution.date >= 2023-01-01 and name != 'Tổ dân phố ''số'' 5'",
        "record == area and year >= 2015 and assessment.outcome == not_met",
    };
    struct expr_input input = {.root = read_fields(reader, "cases: [{date: 2023-01-01}, {type: serious_fire}]"),
                               .year = 2023};
    size_t bad = 0;
    (void)state;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        for (size_t length = 0; length <= strlen(sources[i]); length++) {
            char *prefix = mem_copy(sources[i], length); /* a block of its own size, so that a step too far is seen */
            bad += !survives(prefix, "*", &input);
            bad += !survives(prefix, "area", &input);
            bad += !survives(prefix, "+institution", &input);
            free(prefix);
        }
    assert_int_equal(bad, 0);
}

static void soups_of_words_do_no_harm(void **state)
{
    static const char *const words[] = {"and",
                                        "or",
                                        "not",
                                        "in",
                                        "covers",
                                        "where",
                                        "satisfies",
                                        "in_q1",
                                        "in_period",
                                        "is",
                                        "present",
                                        "missing",
                                        "every",
                                        "some",
                                        "no",
                                        "count",
                                        "true",
                                        "false",
                                        "of",
                                        "case",
                                        "c",
                                        "cases",
                                        "crimes",
                                        "previous",
                                        "year",
                                        "name",
                                        "rules",
                                        "resolution",
                                        "date",
                                        "type",
                                        "school",
                                        "serious_fire",
                                        "policy_implemented",
                                        "fire",
                                        "record",
                                        "area",
                                        "tuổi",
                                        "==",
                                        "!=",
                                        "<",
                                        "<=",
                                        ">",
                                        ">=",
                                        "+",
                                        "-",
                                        "*",
                                        "%",
                                        "(",
                                        ")",
                                        "[",
                                        "]",
                                        ",",
                                        ".",
                                        "'x'",
                                        "\"",
                                        "'",
                                        "0",
                                        "70",
                                        "2023-01-12",
                                        "2023-02-30",
                                        "9223372036854775807",
                                        "99999999999999999999",
                                        "=",
                                        "$",
                                        "\xc3",
                                        "\t",
                                        "\x01",
                                        "cases where",
                                        "case in cases",
                                        "(case in cases",
                                        "case.type ==",
                                        "crimes > 1",
                                        "previous.crimes",
                                        "resolution.date"};
    static const char *const records[] = {
        "{}", "{crimes: 5, year: 2023, name: x, resolution: 2023-01-12, policy_implemented: true}",
        "{resolution: false, crimes: 9223372036854775807, cases: [{type: serious_fire}, {}, 5], rules: [fire, ~]}"};
    uint32_t random = 375;
    size_t bad = 0;
    (void)state;
    for (size_t r = 0; r < sizeof records / sizeof *records; r++) {
        struct expr_input input = {.root = read_fields(reader, records[r]), .year = 2023};
        for (size_t i = 0; i < 20000; i++) {
            struct buffer soup = {0};
            for (uint32_t left = 1 + next_random(&random, 14); left > 0; left--) {
                buffer_puts(&soup, words[next_random(&random, sizeof words / sizeof *words)]);
                if (next_random(&random, 8))
                    buffer_putc(&soup, ' ');
            }
            char *source = mem_copy(buffer_text(&soup), soup.length);
            bad += !survives(source, next_random(&random, 2) ? "+area" : "institution", &input);
            free(source);
            buffer_free(&soup);
        }
    }
    assert_int_equal(bad, 0);
}

/* A condition of `depth` levels over bools that are true, false and unknown, and what it is by Kleene's tables. */
static enum truth make_condition(struct buffer *source, uint32_t *random, unsigned depth)
{
    static const char *const leaves[] = {[F] = "crimes > 9", [T] = "crimes > 1", [U] = "violations > 1"};
    uint32_t choice = next_random(random, depth == 0 ? 3 : 6);
    if (choice < 3) {
        buffer_puts(source, leaves[choice]);
        return (enum truth)choice;
    }
    buffer_puts(source, choice == 3 ? "not (" : "(");
    enum truth a = make_condition(source, random, depth - 1);
    if (choice == 3) {
        buffer_puts(source, ")");
        return a == U ? U : a == T ? F : T;
    }
    buffer_puts(source, choice == 4 ? ") and (" : ") or (");
    enum truth b = make_condition(source, random, depth - 1), decisive = choice == 4 ? F : T;
    buffer_puts(source, ")");
    return a == decisive || b == decisive ? decisive : a == U || b == U ? U : decisive == F ? T : F;
}

static void conditions_made_at_random_follow_kleene(void **state)
{
    struct expr_input input = {.root = read_fields(reader, "crimes: 5")};
    uint32_t random = 510;
    (void)state;
    for (size_t i = 0; i < 2000; i++) {
        struct buffer source = {0};
        enum truth wanted = make_condition(&source, &random, 5);
        struct expr *expr = compile(&(struct row){.source = buffer_text(&source)}, EXPR_CONDITION);
        assert_non_null(expr);
        if (expr_test(expr, &input) != wanted)
            fail_msg("%s", buffer_text(&source));
        expr_free(expr);
        assert_true(survives(buffer_text(&source), "area", &input));
        buffer_free(&source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odd_characters),
        cmocka_unit_test(sentences_that_break_off),
        cmocka_unit_test(names_that_nobody_has),
        cmocka_unit_test(values_that_do_not_fit),
        cmocka_unit_test(bounds_hold),
        cmocka_unit_test(every_prefix_is_judged),
        cmocka_unit_test(soups_of_words_do_no_harm),
        cmocka_unit_test(conditions_made_at_random_follow_kleene),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
