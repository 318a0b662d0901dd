/* SPDX-License-Identifier: ISC
 *
 * The condition language on text, names and lists: choices, keywords, covers, quantifiers, and their reasons.
 */
#include "expr_rows.h"

static void text_and_choices_are_compared(void **state)
{
    static const struct row rows[] = {
        ROW("type == school", "type: school", T, "type is school", .kinds = "institution"),
        ROW("type == 'school'", "type: agency", F, "type is agency", .kinds = "institution"),
        ROW("type != school", "type: agency", T, "type is agency", .kinds = "institution"),
        ROW("(type) == (school)", "type: school", T, "type is school", .kinds = "institution"),
        ROW("victorious_unit == guard.title", "guard: {title: none}", F, "guard.title is none", .kinds = "commune"),
        ROW("police.title == guard.title", "{police: {title: none}, guard: {title: advanced_unit}}", F,
            "police.title is none; guard.title is advanced_unit", .kinds = "commune"),
        ROW("type == school", "{}", U, "type is missing", .kinds = "institution"),
        ROW("type == school", "{record: institution, type: school}", T, "type is school", .kinds = "*"),
        ROW("type == 'khu phố'", "type: khu phố", T, "type is khu phố", .kinds = "*"),
        ROW("type == \"khu phố\"", "type: thôn", F, "type is thôn"),
        ROW("name == 'it''s'", "name: it's", T, "name is it's"),
        ROW("name == \"a \"\"b\"\"\"", "name: a \"b\"", T, "name is a \"b\""),
        ROW("name == \"\"", "name: x", F, "name is x"),
        ROW("name == id", "{name: a, id: b}", F, "name is a; id is b"),
        ROW("'a' == id", "{name: a, id: b}", F, "id is b"),
        ROW("unit == '14809'", "unit: \"14809\"", T, "unit is 14809"),
        ROW("unit == \"01234\"", "unit: 01234", T, "unit is 01234"),
        ROW("force.rating in [excellent, well_completed, completed]", "force: {rating: not_completed}", F,
            "force.rating is not_completed"),
        ROW("force.rating in [excellent, well_completed, completed]", "force: {rating: completed}", T,
            "force.rating is completed"),
        ROW("force.rating in [excellent, well_completed, completed]", "force: {}", U, "force.rating is missing"),
        ROW("2 in [crimes, violations]", "{crimes: 3, violations: 4}", F, "crimes is 3; violations is 4"),
        ROW("2 in [crimes, violations]", "{crimes: 2}", T, "crimes is 2"),
        ROW("2 in [crimes, violations]", "{crimes: 3}", U, "violations is missing"),
        ROW("crimes in [-1, (2), crimes]", "{crimes: 3}", T, "crimes is 3"),
        ROW("review.findings.\"5.2\" == met", "review: {findings: {\"5.2\": met}}", T, "review.findings.5.2 is met"),
        ROW("review.findings.\"5.2\" == met", "review: {findings: {\"5.2\": not_met}}", F,
            "review.findings.5.2 is not_met"),
        ROW("review.findings.\"5.2\" == met", "review: {findings: {\"5.3\": met}}", U,
            "review.findings.5.2 is missing"),
        ROW("review.findings.'8.other' is missing", "review: {findings: {\"5.3\": met}}", T,
            "review.findings.8.other is missing"),
        ROW("review.findings.other in [met, not_met]", "review: {findings: {other: met}}", T,
            "review.findings.other is met"),
        ROW("record == area", "record: area", T, "record is area", .kinds = "*"),
        ROW("record == area and year >= 2015", "{record: commune, year: 2020}", F, "record is commune", .kinds = "*"),
        ROW("record in [area, commune]", "record: institution", F, "record is institution", .kinds = "*"),
        ROW("record == summary and area.total > 3", "{record: summary, area: {total: 4}}", T,
            "record is summary; area.total 4 > 3", .kinds = "*"),
        ROW("area.households.total > 3", "{record: summary, area: {households: {total: 2}}}", F,
            "area.households.total 2 < 3", .kinds = "summary"),
        ROW("anything.total > 3", "anything: {total: 4}", T, "anything.total 4 > 3", .kinds = "summary"),
        ROW("assessment.outcome == not_met", "assessment: {outcome: not_met}", T, "assessment.outcome is not_met"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void lists_cover(void **state)
{
    static const struct row rows[] = {
        ROW("rules covers [guarding, fire, environment]", "rules: [guarding, state_secrets]", F,
            "rules does not cover fire, environment", .kinds = "institution"),
        ROW("rules covers [guarding, 'fire']", "rules: [fire, guarding, environment]", T, "rules covers guarding, fire",
            .kinds = "institution"),
        ROW("rules covers [guarding]", "rules: []", F, "rules does not cover guarding", .kinds = "institution"),
        ROW("rules covers [guarding]", "{}", U, "rules is missing", .kinds = "institution"),
        ROW("rules covers [guarding]", "rules: guarding", U, "rules cannot be read", .kinds = "institution"),
        ROW("rules covers [guarding]", "rules: [fire, ~]", U, "rules[2] is missing", .kinds = "institution"),
        ROW("rules covers [guarding]", "rules: [fire, ~, guarding]", T, "rules covers guarding",
            .kinds = "institution"),
        ROW("rules covers [guarding]", "rules: [[guarding]]", U, "rules[1] cannot be read", .kinds = "institution"),
        ROW("rules covers [name]", "{rules: [fire], name: fire}", T, "rules covers fire", .kinds = "institution"),
        ROW("rules covers [name]", "{rules: [fire]}", U, "name is missing", .kinds = "institution"),
        ROW("into covers ['14812']", "into: [14812, 14813]", T, "into covers 14812", .kinds = "unit"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

#define CASES(rest) "cases:\n- {type: serious_fire, date: 2023-02-01, force_majeure: true}\n" rest
#define FATAL "- {type: fatal_accident, date: 2023-05-06, force_majeure: false}\n"
#define CRIME "- {type: serious_crime, date: 2023-06-07, detected: true, mitigated: false, reported: false}\n"
#define OPEN "- {type: serious_fire, date: 2023-07-08}\n"
#define FORCED ", {force_majeure: true}, {force_majeure: true}, {force_majeure: true}"
#define BLANK "- {date: 2023-08-09, force_majeure: false}\n"

static void quantifiers_go_through_lists(void **state)
{
    static const char all_forced[] = "every case in cases where case.type in [serious_fire, fatal_accident] "
                                     "satisfies case.force_majeure";
    static const char excused[] = "every case in cases where case.type == serious_crime satisfies "
                                  "case.force_majeure or (case.detected and case.mitigated and case.reported)";
    static const struct row rows[] = {
        ROW(all_forced, CASES(FATAL), F, "cases[2] fatal_accident 2023-05-06: force_majeure is false"),
        ROW(all_forced, CASES(""), T, "cases[1] serious_fire 2023-02-01: force_majeure is true"),
        ROW(all_forced, CASES(OPEN), U, "cases[2] serious_fire 2023-07-08: force_majeure is missing"),
        ROW(all_forced, CASES(OPEN FATAL), F, "cases[3] fatal_accident 2023-05-06: force_majeure is false"),
        ROW(all_forced, CASES(CRIME), T, "cases[1] serious_fire 2023-02-01: force_majeure is true"),
        ROW(all_forced, CASES(BLANK), U, "cases[2] 2023-08-09: type is missing"),
        ROW(all_forced, "cases:\n" CRIME, T, "cases has none such"),
        ROW(all_forced, "cases: []", T, "cases is empty"),
        ROW(all_forced, "{}", U, "cases is missing"),
        ROW(all_forced, "cases: none", U, "cases cannot be read"),
        ROW(excused, "cases:\n" CRIME, U, "cases[1] serious_crime 2023-06-07: force_majeure is missing"),
        ROW(excused,
            "cases: [{type: serious_crime, date: 2023-01-01, force_majeure: false, detected: true, "
            "mitigated: false, reported: false}]",
            F, "cases[1] serious_crime 2023-01-01: force_majeure is false, mitigated is false, reported is false"),
        ROW("every case in cases satisfies case.date in_period", CASES("- {type: serious_fire, date: 2023-11-01}"), F,
            "cases[2] serious_fire 2023-11-01: date 2023-11-01 is not in 2022-11-01..2023-10-31"),
        ROW("some case in cases where case.type == serious_fire", CASES(FATAL), T, "cases[1] serious_fire 2023-02-01"),
        ROW("some case in cases where case.type == serious_crime", CASES(FATAL), F, "cases has none such"),
        ROW("some case in cases where case.type == serious_crime", CASES(BLANK), U,
            "cases[2] 2023-08-09: type is missing"),
        ROW("some case in cases where case.type == serious_fire", CASES(BLANK), T, "cases[1] serious_fire 2023-02-01"),
        ROW("some case in cases", "cases: []", F, "cases is empty"),
        ROW("some case in cases", CASES(""), T, "cases[1] serious_fire 2023-02-01"),
        ROW("some case in cases", "{}", U, "cases is missing"),
        ROW("no case in cases where case.type == serious_fire", CASES(FATAL), F, "cases[1] serious_fire 2023-02-01"),
        ROW("no case in cases where case.type == serious_crime", CASES(FATAL), T, "cases has none such"),
        ROW("no case in cases where case.type == serious_crime", CASES(BLANK), U,
            "cases[2] 2023-08-09: type is missing"),
        ROW("no case in cases where case.type == serious_fire", CASES(BLANK), F, "cases[1] serious_fire 2023-02-01"),
        ROW("no case in cases", "cases: []", T, "cases is empty"),
        ROW("no case in cases", "cases: ~", U, "cases is missing"),
        ROW("not no case in cases", CASES(""), T, "cases[1] serious_fire 2023-02-01"),
        ROW("no c in cases where c.force_majeure", "cases: [{type: a, date: b, force_majeure: true}" FORCED FORCED "]",
            F, "cases[1] a b; cases[2]; cases[3]; cases[4]; cases[5]; and 2 more"),
        ROW("every c in cases satisfies some d in cases where d.date > c.date", CASES(FATAL), F,
            "cases[2] fatal_accident 2023-05-06: cases has none such"),
        ROW("some a in cases where some b in cases where b.date > a.date and a.type != b.type", CASES(FATAL), T,
            "cases[1] serious_fire 2023-02-01"),
        ROW("some rule in assessment.rules where rule.outcome == undecided",
            "assessment: {rules: [{rule: 4.2, outcome: undecided, because: x}]}", T,
            "assessment.rules[1] 4.2 undecided"),
        ROW("every every in cases satisfies every.force_majeure", CASES(""), T,
            "cases[1] serious_fire 2023-02-01: force_majeure is true"),
        ROW("every crimes in cases satisfies crimes.force_majeure", CASES(""), T,
            "cases[1] serious_fire 2023-02-01: force_majeure is true"),
        ROW("count(case in cases) == 2", CASES(FATAL), T, "count(case in cases) = 2 = 2"),
        ROW("count (case in cases where case.type == serious_fire) > 1", CASES(FATAL), F,
            "count (case in cases where case.type == serious_fire) = 1 = 1"),
        ROW("count(case in cases where case.force_majeure) < 9", CASES(OPEN), U,
            "cases[2] serious_fire 2023-07-08: force_majeure is missing"),
        ROW("count(case in cases) > 0", "{}", U, "cases is missing"),
        ROW("count(case in cases) == 0", "cases: []", T, "count(case in cases) = 0 = 0"),
        ROW("2 * count\n(case in cases) > 0", "cases: []", F, "2 * count (case in cases) = 0 = 0"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

/* Words that begin or end like a keyword, or are one elsewhere, are names like any other. */
static void keywords_are_whole_words(void **state)
{
    static const struct row rows[] = {
        ROW("newsletter > 1", "newsletter: 2", T, "newsletter 2 > 1", .kinds = "words"),
        ROW("order > 1 or android > 1", "{order: 1, android: 2}", T, "android 2 > 1", .kinds = "words"),
        ROW("not nothing == 1", "nothing: 1", F, "nothing 1 = 1", .kinds = "words"),
        ROW("inside in [1]", "inside: 2", F, "inside is 2", .kinds = "words"),
        ROW("counter + count > 1", "{counter: 1, count: 2}", T, "counter + count = 3 > 1", .kinds = "words"),
        ROW("every == 1 and some == 2 and no == 3", "{every: 1, some: 2, no: 3}", T,
            "every 1 = 1; some 2 = 2; no 3 = 3", .kinds = "words"),
        ROW("of >= 70 % of of", "of: 1", T, "of 1 > 70 % of 1", .kinds = "words"),
        ROW("present is present and missing is missing", "present: 1", T, "present is present; missing is missing",
            .kinds = "words"),
        ROW("under.and == 1 and under.true == 2", "under: {and: 1, true: 2}", T, "under.and 1 = 1; under.true 2 = 2",
            .kinds = "words"),
        ROW("AZ_az09 > 1", "AZ_az09: 2", T, "AZ_az09 2 > 1", .kinds = "words"),
        ROW("tuổi > 1", "tuổi: 2", T, "tuổi 2 > 1", .kinds = "words"),
        ROW("record == area", "record: area", T, "record is area", .kinds = "*"),
        ROW("record == words and area == 'X1'", "{record: words, area: X2}", F, "area is X2", .kinds = "*"),
        ROW("rating == area", "rating: area", T, "rating is area", .kinds = "words"),
        ROW("area == rating", "{rating: excellent, area: X1}", F, "area is X1; rating is excellent", .kinds = "words"),
        ROW("every i in items where i.cost > 1 satisfies i.inner.x == 1", "items: [{cost: 2, inner: {x: 3}}]", F,
            "items[1] 2: inner.x 3 > 1", .kinds = "words"),
        ROW("some i in items where some j in i.parts where j.n == i.cost",
            "items: [{cost: 2, parts: [{n: 1}, {n: 2}]}]", T, "items[1] 2", .kinds = "words"),
        ROW("every i in items satisfies no j in i.parts where j.n == 2", "items: [{cost: 2, parts: [{n: 1}, {n: 2}]}]",
            F, "items[1] 2: parts[2]", .kinds = "words"),
        ROW("no i in items", "items: false", T, "items is false", .kinds = "words"),
        ROW("every i in items satisfies i.cost == 1", "items: false", T, "items is false", .kinds = "words"),
        ROW("some i in items", "items: false", F, "items is false", .kinds = "words"),
        ROW("count(i in items) > 0", "items: false", F, "count(i in items) = 0 = 0", .kinds = "words"),
        ROW("numbers covers [3, 2]", "numbers: [1, 03]", F, "numbers does not cover 2", .kinds = "words"),
        ROW("numbers covers [3]", "numbers: false", F, "numbers is false", .kinds = "words"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

/* Names that a program adds, as `age` in its own test here. */
static void a_program_may_add_names(void **state)
{
    static const struct expr_extra extras[] = {{"late.days", VALUE_INTEGER}, {"today", VALUE_DATE}};
    struct value values[] = {{.type = VALUE_INTEGER, .integer = 3}, {0}};
    struct expr_scope scope = *world_scope(&world, "area");
    struct expr_error error = {0};
    struct buffer reason = {0};
    (void)state;
    scope.extras = extras;
    scope.extra_count = 2;
    struct expr *expr =
        expr_compile("late.days > 2 and today in_q1 and today is present", &scope, EXPR_CONDITION, &error);
    assert_non_null(expr);
    struct expr_input input = {.root = read_fields(reader, "crimes: 1"), .year = 2023, .extras = values};
    assert_int_equal(expr_test(expr, &input), TRUTH_UNKNOWN);
    expr_reason(expr, &input, &reason);
    assert_string_equal(buffer_text(&reason), "today is missing");
    values[1] = (struct value){.type = VALUE_DATE, .integer = 20230101};
    assert_int_equal(expr_test(expr, &input), TRUTH_TRUE);
    buffer_clear(&reason);
    expr_reason(expr, &input, &reason);
    assert_string_equal(buffer_text(&reason),
                        "late.days 3 > 2; today 2023-01-01 is in the first quarter of 2023; today is present");
    expr_free(expr);
    buffer_free(&reason);
    buffer_free(&error.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_and_choices_are_compared), cmocka_unit_test(lists_cover),
        cmocka_unit_test(quantifiers_go_through_lists),  cmocka_unit_test(keywords_are_whole_words),
        cmocka_unit_test(a_program_may_add_names),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
