/* SPDX-License-Identifier: ISC
 *
 * The condition language on records: what is true, false or unknown, and the reason given. Refusals are in expr_refused.c.
 */
#include "expr_scope.h"

/* An area of 2023, unless the row says otherwise; its period is 2022-11-01 to 2023-10-31. */
struct row {
    const char *source, *yaml;
    enum truth truth;
    const char *reason;
    const char *kinds;     /* as for world_scope(); NULL: "+area" */
    const char *before;    /* the record of the year before; NULL: none is known */
    bool no_year, no_period;
};

enum { F = TRUTH_FALSE, T = TRUTH_TRUE, U = TRUTH_UNKNOWN };

static struct world world;
static struct reader *reader, *reader_before;

static struct value *values_before(const char *yaml)
{
    const struct node *root = read_fields(reader_before, yaml);
    struct value *values = mem_new(world.previous.count, sizeof *values);
    for (size_t i = 0; i < world.previous.count; i++) {
        const struct field *field = field_at_path(&world.in_scope[0]->root, world.previous.paths[i]);
        values[i] = field ? field_value(field, root) : (struct value){0};
    }
    return values;
}

static struct expr *compile(const struct row *row, enum expr_wanted wanted)
{
    struct expr_error error = {0};
    struct expr *expr = expr_compile(row->source, world_scope(&world, row->kinds ? row->kinds : "+area"), wanted, &error);
    if (!expr)
        print_error("%s\n  refused, column %zu: %s\n", row->source, error.column, buffer_text(&error.text));
    buffer_free(&error.text);
    return expr;
}

static struct expr_input input_of(const struct row *row, struct value **before)
{
    struct expr_input input = {.root = read_fields(reader, row->yaml), .year = row->no_year ? 0 : 2023};
    if (!row->no_period) {
        input.period_from = 20221101;
        input.period_to = 20231031;
    }
    *before = row->before ? values_before(row->before) : NULL;
    input.previous = *before;
    return input;
}

static bool row_holds(const struct row *row)
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

static void check_rows(const struct row *rows, size_t count)
{
    size_t bad = 0;
    for (size_t i = 0; i < count; i++)
        bad += !row_holds(&rows[i]);
    assert_int_equal(bad, 0);
}
#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

static void figures_are_compared(void **state)
{
    static const struct row rows[] = {
        {"crimes == 5", "crimes: 5", T, "crimes 5 = 5"},
        {"crimes == 5", "crimes: 6", F, "crimes 6 > 5"},
        {"crimes != 5", "crimes: 5", F, "crimes 5 = 5"},
        {"crimes != 5", "crimes: 4", T, "crimes 4 < 5"},
        {"crimes < 5", "crimes: 4", T, "crimes 4 < 5"},
        {"crimes < 5", "crimes: 5", F, "crimes 5 = 5"},
        {"crimes <= 5", "crimes: 5", T, "crimes 5 = 5"},
        {"crimes <= 5", "crimes: 6", F, "crimes 6 > 5"},
        {"crimes > 5", "crimes: 6", T, "crimes 6 > 5"},
        {"crimes > 5", "crimes: 5", F, "crimes 5 = 5"},
        {"crimes >= 5", "crimes: 5", T, "crimes 5 = 5"},
        {"crimes >= 5", "crimes: 4", F, "crimes 4 < 5"},
        {"5 >= crimes", "crimes: 7", F, "5 < crimes 7"},
        {"households.registered >= households.total", "households: {total: 212, registered: 210}", F,
         "households.registered 210 < 212"},
        {"incidents.sabotage == 0", "incidents: {sabotage: 0}", T, "incidents.sabotage 0 = 0"},
        {"incidents.sabotage == 0", "crimes: 1", U, "incidents.sabotage is missing"},
        {"incidents.sabotage == 0", "incidents: {sabotage: }", U, "incidents.sabotage is missing"},
        {"incidents.sabotage == 0", "incidents: {sabotage: null}", U, "incidents.sabotage is missing"},
        {"incidents.sabotage == 0", "incidents: {sabotage: none}", U, "incidents.sabotage cannot be read"},
        {"incidents.sabotage == 0", "incidents: {sabotage: -1}", U, "incidents.sabotage cannot be read"},
        {"incidents.sabotage == 0", "incidents: {sabotage: 1e3}", U, "incidents.sabotage cannot be read"},
        {"incidents.sabotage == 0", "incidents: {sabotage: [0]}", U, "incidents.sabotage cannot be read"},
        {"incidents.sabotage == 0", "incidents: {sabotage: false}", U, "incidents.sabotage cannot be read"},
        {"incidents.sabotage == 0", "incidents: 0", U, "incidents.sabotage is missing"},
        {"year >= 2015", "year: 2023", T, "year 2023 > 2015"},
        {"year>=2015", "year: 2023", T, "year 2023 > 2015"},
        {"crimes==007", "crimes: 7", T, "crimes 7 = 7"},
        {"\tcrimes\r\n ==\n5 ", "crimes: 5", T, "crimes 5 = 5"},
        {"population == 9223372036854775807", "population: 9223372036854775807", T,
         "population 9223372036854775807 = 9223372036854775807"},
        {"population == 9223372036854775807", "population: 9223372036854775806", F,
         "population 9223372036854775806 < 9223372036854775807"},
        {"population > 0", "population: 9223372036854775808", U, "population cannot be read"},
        {"rollup.area.x == -9223372036854775807 - 1", "rollup: {area: {x: -9223372036854775808}}", T,
         "rollup.area.x -9223372036854775808 = -9223372036854775808", .kinds = "commune"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void arithmetic_is_exact(void **state)
{
    static const struct row rows[] = {
        {"crimes + violations * 2 == 11", "{crimes: 5, violations: 3}", T, "crimes + violations * 2 = 11 = 11"},
        {"(crimes + violations) * 2 == 16", "{crimes: 5, violations: 3}", T, "(crimes + violations) * 2 = 16 = 16"},
        {"crimes - violations - 1 > 0", "{crimes: 5, violations: 3}", T, "crimes - violations - 1 = 1 > 0"},
        {"-crimes < - -1", "crimes: 5", T, "-crimes = -5 < 1"},
        {"-5 < crimes", "crimes: 5", T, "-5 < crimes 5"},
        {"2 * -crimes == -10", "crimes: 5", T, "2 * -crimes = -10 = -10"},
        {"crimes +\n  violations > 9", "{crimes: 5, violations: 3}", F, "crimes + violations = 8 < 9"},
        {"1234-56-78 > crimes", "crimes: 5", T, "1234-56-78 = 1100 > crimes 5"},
        {"crimes + violations > 0", "crimes: 5", U, "violations is missing"},
        {"crimes + violations > 0", "{}", U, "crimes is missing; violations is missing"},
        {"population + 1 > 0", "population: 9223372036854775807", U, "population + 1 is over 64 bits"},
        {"population * 2 > 0", "population: 9223372036854775807", U, "population * 2 is over 64 bits"},
        {"-population - 2 < 0", "population: 9223372036854775807", U, "-population - 2 is over 64 bits"},
        {"-population - 1 < 0", "population: 9223372036854775807", T, "-population - 1 = -9223372036854775808 < 0"},
        {"-(-population - 1) > 0", "population: 9223372036854775807", U, "-(-population - 1) is over 64 bits"},
        {"0 * (population + 1) == 0", "population: 9223372036854775807", U, "(population + 1) is over 64 bits"},
        {"guard.disciplined + 1 > 0", "guard: false", U, "guard is false", .kinds = "commune"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void percentages_are_of_integers(void **state)
{
    static const struct row rows[] = {
        {"subunits.qualified >= 70 % of subunits.eligible", "subunits: {eligible: 8, qualified: 5}", F,
         "subunits.qualified 5 < 70 % of 8", .kinds = "institution"},
        {"subunits.qualified >= 70 % of subunits.eligible", "subunits: {eligible: 8, qualified: 6}", T,
         "subunits.qualified 6 > 70 % of 8", .kinds = "institution"},
        {"subunits.qualified >= 70 % of subunits.eligible", "subunits: {eligible: 10, qualified: 7}", T,
         "subunits.qualified 7 = 70 % of 10", .kinds = "institution"},
        {"subunits.qualified >= 70%of subunits.eligible", "subunits: {eligible: 1000, qualified: 699}", F,
         "subunits.qualified 699 < 70 % of 1000", .kinds = "institution"},
        {"subunits.qualified >= 70 % of subunits.eligible", "subunits: {eligible: 1000, qualified: 700}", T,
         "subunits.qualified 700 = 70 % of 1000", .kinds = "institution"},
        {"subunits.qualified >= 70 % of subunits.eligible", "subunits: {eligible: 8}", U,
         "subunits.qualified is missing", .kinds = "institution"},
        {"rollup.area.recognised >= 70 % of rollup.area.total", "rollup: {area: {total: 25, recognised: 16}}", F,
         "rollup.area.recognised 16 < 70 % of 25", .kinds = "commune"},
        {"rollup.area.recognised >= 70 % of rollup.area.total", "rollup: {area: {total: 25, recognised: 18}}", T,
         "rollup.area.recognised 18 > 70 % of 25", .kinds = "commune"},
        {"rollup.area.recognised >= 70 % of rollup.area.total", "rollup: {area: 3}", U,
         "rollup.area.recognised is missing; rollup.area.total is missing", .kinds = "commune"},
        {"rollup.area > 0", "rollup: {area: {total: 2}}", U, "rollup.area cannot be read", .kinds = "commune"},
        {"crimes >= 70 % of violations + social_evils", "{crimes: 7, violations: 4, social_evils: 6}", T,
         "crimes 7 = 70 % of 10"},
        {"crimes > 1000 % of violations", "{crimes: 9223372036854775807, violations: 922337203685477580}", T,
         "crimes 9223372036854775807 > 1000 % of 922337203685477580"},
        {"crimes < 1 % of violations", "{crimes: 9223372036854775807, violations: 9223372036854775807}", F,
         "crimes 9223372036854775807 > 1 % of 9223372036854775807"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void the_year_before_is_named(void **state)
{
    static const struct row rows[] = {
        {"crimes <= previous.crimes", "crimes: 5", F, "crimes 5 > 3 in 2022", .before = "crimes: 3"},
        {"crimes <= previous.crimes", "crimes: 3", T, "crimes 3 = 3 in 2022", .before = "crimes: 3"},
        {"crimes <= previous.crimes", "crimes: 5", U, "crimes is missing in 2022", .before = "violations: 3"},
        {"crimes <= previous.crimes", "crimes: 5", U, "crimes is missing in 2022"},
        {"crimes <= previous.crimes", "crimes: 5", U, "crimes is missing in the year before", .no_year = true},
        {"previous.crimes >= crimes", "crimes: 5", F, "crimes 3 in 2022 < 5", .before = "crimes: 3"},
        {"previous.crimes > 0", "{}", T, "crimes 3 in the year before > 0", .before = "crimes: 3", .no_year = true},
        {"crimes < previous.crimes or crimes == 0 and previous.crimes == 0", "crimes: 0", T,
         "crimes 0 = 0; crimes 0 in 2022 = 0", .before = "crimes: 0"},
        {"crimes < previous.crimes or crimes == 0 and previous.crimes == 0", "violations: 1", U,
         "crimes is missing; crimes is missing in 2022"},
        {"previous.crimes is present", "{}", U, "crimes is missing in 2022"},
        {"previous.crimes is present", "{}", T, "crimes is present in 2022", .before = "crimes: 3"},
        {"previous.crimes is missing", "{}", T, "crimes is missing in 2022", .before = "violations: 1"},
        {"previous.crimes in [0, 1]", "{}", F, "crimes is 3 in 2022", .before = "crimes: 3"},
        {"crimes in [previous.crimes, 9]", "crimes: 5", U, "crimes is missing in 2022"},
        {"crimes in [previous.crimes, 9]", "crimes: 9", T, "crimes is 9"},
        {"previous.rollup.area.total == rollup.area.total", "rollup: {area: {total: 2}}", U,
         "rollup.area.total is missing in 2022", .kinds = "+commune"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void dates_and_periods_have_edges(void **state)
{
    static const struct row rows[] = {
        {"resolution.date in_q1", "resolution: {date: 2023-01-01}", T,
         "resolution.date 2023-01-01 is in the first quarter of 2023"},
        {"resolution.date in_q1", "resolution: {date: 2023-03-31}", T,
         "resolution.date 2023-03-31 is in the first quarter of 2023"},
        {"resolution.date in_q1", "resolution: {date: 2023-04-01}", F,
         "resolution.date 2023-04-01 is not in the first quarter of 2023"},
        {"resolution.date in_q1", "resolution: {date: 2023-04-02}", F,
         "resolution.date 2023-04-02 is not in the first quarter of 2023"},
        {"resolution.date in_q1", "resolution: {date: 2022-12-31}", F,
         "resolution.date 2022-12-31 is not in the first quarter of 2023"},
        {"resolution.date in_q1", "resolution: {date: 2024-02-29}", F,
         "resolution.date 2024-02-29 is not in the first quarter of 2023"},
        {"resolution.date in_q1", "resolution: {date: 2023-02-29}", U, "resolution.date cannot be read"},
        {"resolution.date in_q1", "resolution: {date: 2023-01-12}", U, "year is missing", .no_year = true},
        {"resolution.date in_q1", "resolution: 2023-01-12", T,
         "resolution.date 2023-01-12 is in the first quarter of 2023"},
        {"resolution.date in_q1", "resolution: {number: 1-NQ}", U, "resolution.date is missing"},
        {"resolution.date in_q1", "resolution: false", F, "resolution is false"},
        {"resolution.date in_period", "resolution: 2022-10-31", F,
         "resolution.date 2022-10-31 is not in 2022-11-01..2023-10-31"},
        {"resolution.date in_period", "resolution: 2022-11-01", T,
         "resolution.date 2022-11-01 is in 2022-11-01..2023-10-31"},
        {"resolution.date in_period", "resolution: 2023-10-31", T,
         "resolution.date 2023-10-31 is in 2022-11-01..2023-10-31"},
        {"resolution.date in_period", "resolution: 2023-11-01", F,
         "resolution.date 2023-11-01 is not in 2022-11-01..2023-10-31"},
        {"resolution.date in_period", "resolution: 2023-11-01", U, "period is missing", .no_period = true},
        {"resolution.date in_period", "resolution: false", F, "resolution is false"},
        {"resolution.date in_period", "{}", U, "resolution.date is missing"},
        {"resolution.date < 2023-02-01", "resolution: 2023-01-31", T, "resolution.date 2023-01-31 < 2023-02-01"},
        {"resolution.date == 2024-02-29", "resolution: 2024-02-29", T, "resolution.date 2024-02-29 = 2024-02-29"},
        {"registration.date >= resolution.date", "{resolution: 2023-02-01, registration: 2023-01-31}", F,
         "registration.date 2023-01-31 < 2023-02-01"},
        {"registration.date >= resolution.date", "{resolution: false, registration: 2023-01-31}", F, "resolution is false"},
        {"2023-01-01 in_q1", "{}", T, "2023-01-01 is in the first quarter of 2023"},
        {"resolution.date in [2023-01-31, 2023-02-01]", "resolution: 2023-02-01", T, "resolution.date is 2023-02-01"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void none_is_known(void **state)
{
    static const struct row rows[] = {
        {"resolution is present", "resolution: 2023-01-12", T, "resolution is present"},
        {"resolution is present", "resolution: {number: 5}", T, "resolution is present"},
        {"resolution is present", "resolution: false", F, "resolution is false"},
        {"resolution is present", "resolution: {date: , number: }", U, "resolution is missing"},
        {"resolution is present", "{}", U, "resolution is missing"},
        {"resolution.date is present", "resolution: false", F, "resolution is false"},
        {"resolution.date is present", "resolution: 2023-01-12", T, "resolution.date is present"},
        {"resolution.number is present", "resolution: 2023-01-12", U, "resolution.number is missing"},
        {"resolution is missing", "resolution: false", F, "resolution is false"},
        {"resolution is missing", "resolution: 2023-01-12", F, "resolution is present"},
        {"resolution is missing", "resolution: ~", T, "resolution is missing"},
        {"not resolution is present", "resolution: false", T, "resolution is false"},
        {"policy_implemented is present", "policy_implemented: false", T, "policy_implemented is present"},
        {"name is present", "name: false", T, "name is present"},
        {"resolution == false", "resolution: false", T, "resolution is false"},
        {"resolution == false", "resolution: 2023-01-12", F, "resolution is present"},
        {"resolution != false", "resolution: {number: 5}", T, "resolution is present"},
        {"resolution == false", "{}", U, "resolution is missing"},
        {"resolution == false", "resolution: {}", U, "resolution is missing"},
        {"guard == false", "guard: false", T, "guard is false", .kinds = "institution"},
        {"guard != false and guard.eligible", "guard: {eligible: false}", F, "guard.eligible is false", .kinds = "institution"},
        {"guard != false and guard.eligible", "guard: false", F, "guard is false", .kinds = "institution"},
        {"guard.eligible", "guard: false", F, "guard is false", .kinds = "institution"},
        {"guard.title == none", "guard: false", F, "guard is false", .kinds = "institution"},
        {"guard.title != none", "guard: false", T, "guard is false", .kinds = "institution"},
        {"guard.title in [none, advanced_collective]", "guard: false", F, "guard is false", .kinds = "institution"},
        {"guard.disciplined == 0", "guard: false", F, "guard is false", .kinds = "institution"},
        {"guard.disciplined != 0", "guard: false", T, "guard is false", .kinds = "institution"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void text_and_choices_are_compared(void **state)
{
    static const struct row rows[] = {
        {"type == school", "type: school", T, "type is school", .kinds = "institution"},
        {"type == 'school'", "type: agency", F, "type is agency", .kinds = "institution"},
        {"type != school", "type: agency", T, "type is agency", .kinds = "institution"},
        {"(type) == (school)", "type: school", T, "type is school", .kinds = "institution"},
        {"school == guard.title or type == school", "type: school", T, "type is school", .kinds = "*"},
        {"victorious_unit == guard.title", "guard: {title: none}", F, "guard.title is none", .kinds = "commune"},
        {"police.title == guard.title", "{police: {title: none}, guard: {title: advanced_unit}}", F,
         "police.title is none; guard.title is advanced_unit", .kinds = "commune"},
        {"type == school", "{}", U, "type is missing", .kinds = "institution"},
        {"type == school", "{record: institution, type: school}", T, "type is school", .kinds = "*"},
        {"type == 'khu phố'", "type: khu phố", T, "type is khu phố", .kinds = "*"},
        {"type == \"khu phố\"", "type: thôn", F, "type is thôn"},
        {"name == 'it''s'", "name: it's", T, "name is it's"},
        {"name == \"a \"\"b\"\"\"", "name: a \"b\"", T, "name is a \"b\""},
        {"name == \"\"", "name: x", F, "name is x"},
        {"name == id", "{name: a, id: b}", F, "name is a; id is b"},
        {"'a' == id", "{name: a, id: b}", F, "id is b"},
        {"unit == '14809'", "unit: \"14809\"", T, "unit is 14809"},
        {"unit == \"01234\"", "unit: 01234", T, "unit is 01234"},
        {"force.rating in [excellent, well_completed, completed]", "force: {rating: not_completed}", F,
         "force.rating is not_completed"},
        {"force.rating in [excellent, well_completed, completed]", "force: {rating: completed}", T,
         "force.rating is completed"},
        {"force.rating in [excellent, well_completed, completed]", "force: {}", U, "force.rating is missing"},
        {"2 in [crimes, violations]", "{crimes: 3, violations: 4}", F, "crimes is 3; violations is 4"},
        {"2 in [crimes, violations]", "{crimes: 2}", T, "crimes is 2"},
        {"2 in [crimes, violations]", "{crimes: 3}", U, "violations is missing"},
        {"crimes in [-1, (2), crimes]", "{crimes: 3}", T, "crimes is 3"},
        {"review.findings.\"5.2\" == met", "review: {findings: {\"5.2\": met}}", T, "review.findings.5.2 is met"},
        {"review.findings.\"5.2\" == met", "review: {findings: {\"5.2\": not_met}}", F, "review.findings.5.2 is not_met"},
        {"review.findings.\"5.2\" == met", "review: {findings: {\"5.3\": met}}", U, "review.findings.5.2 is missing"},
        {"review.findings.'8.other' is missing", "review: {findings: {\"5.3\": met}}", T, "review.findings.8.other is missing"},
        {"review.findings.other in [met, not_met]", "review: {findings: {other: met}}", T, "review.findings.other is met"},
        {"record == area", "record: area", T, "record is area", .kinds = "*"},
        {"record == area and year >= 2015", "{record: commune, year: 2020}", F, "record is commune", .kinds = "*"},
        {"record in [area, commune]", "record: institution", F, "record is institution", .kinds = "*"},
        {"record == summary and area.total > 3", "{record: summary, area: {total: 4}}", T,
         "record is summary; area.total 4 > 3", .kinds = "*"},
        {"area.households.total > 3", "{record: summary, area: {households: {total: 2}}}", F,
         "area.households.total 2 < 3", .kinds = "summary"},
        {"anything.total > 3", "anything: {total: 4}", T, "anything.total 4 > 3", .kinds = "summary"},
        {"assessment.outcome == not_met", "assessment: {outcome: not_met}", T, "assessment.outcome is not_met"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void booleans_stand_alone(void **state)
{
    static const struct row rows[] = {
        {"policy_implemented", "policy_implemented: true", T, "policy_implemented is true"},
        {"policy_implemented", "policy_implemented: false", F, "policy_implemented is false"},
        {"policy_implemented", "{}", U, "policy_implemented is missing"},
        {"policy_implemented", "policy_implemented: yes", U, "policy_implemented cannot be read"},
        {"not policy_implemented", "policy_implemented: false", T, "policy_implemented is false"},
        {"not not policy_implemented", "policy_implemented: false", F, "policy_implemented is false"},
        {"policy_implemented == true", "policy_implemented: false", F, "policy_implemented is false"},
        {"policy_implemented != supervised_managed", "{policy_implemented: true, supervised_managed: false}", T,
         "policy_implemented is true; supervised_managed is false"},
        {"true", "{}", T, "true"},
        {"false", "{}", F, "false"},
        {"true and false", "{}", F, "false"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

/* `policy_implemented` and `supervised_managed` in all nine pairs of values. */
static void kleenes_tables(void **state)
{
    static const enum truth conjunction[3][3] = {[F] = {F, F, F}, [T] = {[F] = F, [T] = T, [U] = U}, [U] = {[F] = F, [T] = U, [U] = U}};
    static const enum truth disjunction[3][3] = {[F] = {[F] = F, [T] = T, [U] = U}, [T] = {T, T, T}, [U] = {[F] = U, [T] = T, [U] = U}};
    static const enum truth negation[3] = {[F] = T, [T] = F, [U] = U};
    static const char *const words[] = {[F] = "false", [T] = "true", [U] = "~"};
    char yaml[96];
    (void)state;
    for (enum truth a = F; a <= U; a++)
        for (enum truth b = F; b <= U; b++) {
            static const char *const sources[] = {"policy_implemented and supervised_managed",
                                                  "policy_implemented or supervised_managed", "not policy_implemented"};
            enum truth wanted[] = {conjunction[a][b], disjunction[a][b], negation[a]};
            snprintf(yaml, sizeof yaml, "{policy_implemented: %s, supervised_managed: %s}", words[a], words[b]);
            for (size_t i = 0; i < 3; i++) {
                struct row row = {.source = sources[i], .yaml = yaml};
                struct value *before;
                struct expr *expr = compile(&row, EXPR_CONDITION);
                struct expr_input input = input_of(&row, &before);
                assert_non_null(expr);
                assert_int_equal(expr_test(expr, &input), wanted[i]);
                expr_free(expr);
            }
        }
}

static void what_decided_is_what_is_named(void **state)
{
    static const struct row rows[] = {
        {"crimes == 0 and violations == 0", "{crimes: 1, violations: 2}", F, "crimes 1 > 0; violations 2 > 0"},
        {"crimes == 0 and violations == 0", "{crimes: 0, violations: 2}", F, "violations 2 > 0"},
        {"crimes == 0 and violations == 0", "{violations: 2}", F, "violations 2 > 0"},
        {"crimes == 0 and violations == 0", "{violations: 0}", U, "crimes is missing"},
        {"crimes == 0 or violations == 0", "{violations: 0}", T, "violations 0 = 0"},
        {"crimes == 0 or violations == 0", "{violations: 1}", U, "crimes is missing"},
        {"crimes == 0 or violations == 0", "{crimes: 1, violations: 1}", F, "crimes 1 > 0; violations 1 > 0"},
        {"not (crimes == 0 or violations == 0)", "{crimes: 1, violations: 0}", F, "violations 0 = 0"},
        {"crimes == 0 or violations == 0 and social_evils == 0", "{crimes: 0, violations: 1, social_evils: 1}", T, "crimes 0 = 0"},
        {"(crimes == 0 or violations == 0) and social_evils == 0", "{crimes: 0, violations: 1, social_evils: 1}", F,
         "social_evils 1 > 0"},
        {"not crimes == 0 and violations == 0", "{crimes: 0, violations: 0}", F, "crimes 0 = 0"},
        {"crimes > 1 or crimes > 1 or crimes > 2", "{}", U, "crimes is missing"},
        {"crimes > 1 and crimes > 11 and crimes > 1", "crimes: 20", T, "crimes 20 > 1; crimes 20 > 11"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void lists_cover(void **state)
{
    static const struct row rows[] = {
        {"rules covers [guarding, fire, environment]", "rules: [guarding, state_secrets]", F,
         "rules does not cover fire, environment", .kinds = "institution"},
        {"rules covers [guarding, 'fire']", "rules: [fire, guarding, environment]", T, "rules covers guarding, fire",
         .kinds = "institution"},
        {"rules covers [guarding]", "rules: []", F, "rules does not cover guarding", .kinds = "institution"},
        {"rules covers [guarding]", "{}", U, "rules is missing", .kinds = "institution"},
        {"rules covers [guarding]", "rules: guarding", U, "rules cannot be read", .kinds = "institution"},
        {"rules covers [guarding]", "rules: [fire, ~]", U, "rules[2] is missing", .kinds = "institution"},
        {"rules covers [guarding]", "rules: [fire, ~, guarding]", T, "rules covers guarding", .kinds = "institution"},
        {"rules covers [guarding]", "rules: [[guarding]]", U, "rules[1] cannot be read", .kinds = "institution"},
        {"rules covers [name]", "{rules: [fire], name: fire}", T, "rules covers fire", .kinds = "institution"},
        {"rules covers [name]", "{rules: [fire]}", U, "name is missing", .kinds = "institution"},
        {"into covers ['14812']", "into: [14812, 14813]", T, "into covers 14812", .kinds = "unit"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

#define CASES(rest) "cases:\n- {type: serious_fire, date: 2023-02-01, force_majeure: true}\n" rest
#define FATAL "- {type: fatal_accident, date: 2023-05-06, force_majeure: false}\n"
#define CRIME "- {type: serious_crime, date: 2023-06-07, detected: true, mitigated: false, reported: false}\n"
#define OPEN "- {type: serious_fire, date: 2023-07-08}\n"
#define BLANK "- {date: 2023-08-09, force_majeure: false}\n"

static void quantifiers_go_through_lists(void **state)
{
    static const char all_forced[] = "every case in cases where case.type in [serious_fire, fatal_accident] satisfies case.force_majeure";
    static const char excused[] = "every case in cases where case.type == serious_crime satisfies "
                                  "case.force_majeure or (case.detected and case.mitigated and case.reported)";
    static const struct row rows[] = {
        {all_forced, CASES(FATAL), F, "cases[2] fatal_accident 2023-05-06: force_majeure is false"},
        {all_forced, CASES(""), T, "cases[1] serious_fire 2023-02-01: force_majeure is true"},
        {all_forced, CASES(OPEN), U, "cases[2] serious_fire 2023-07-08: force_majeure is missing"},
        {all_forced, CASES(OPEN FATAL), F, "cases[3] fatal_accident 2023-05-06: force_majeure is false"},
        {all_forced, CASES(CRIME), T, "cases[1] serious_fire 2023-02-01: force_majeure is true"},
        {all_forced, CASES(BLANK), U, "cases[2] 2023-08-09: type is missing"},
        {all_forced, "cases:\n" CRIME, T, "cases has none such"},
        {all_forced, "cases: []", T, "cases is empty"},
        {all_forced, "{}", U, "cases is missing"},
        {all_forced, "cases: none", U, "cases cannot be read"},
        {excused, "cases:\n" CRIME, U, "cases[1] serious_crime 2023-06-07: force_majeure is missing"},
        {excused, "cases: [{type: serious_crime, date: 2023-01-01, force_majeure: false, detected: true, mitigated: false, "
         "reported: false}]", F,
         "cases[1] serious_crime 2023-01-01: force_majeure is false, mitigated is false, reported is false"},
        {"every case in cases satisfies case.date in_period", CASES("- {type: serious_fire, date: 2023-11-01}"), F,
         "cases[2] serious_fire 2023-11-01: date 2023-11-01 is not in 2022-11-01..2023-10-31"},
        {"some case in cases where case.type == serious_fire", CASES(FATAL), T, "cases[1] serious_fire 2023-02-01"},
        {"some case in cases where case.type == serious_crime", CASES(FATAL), F, "cases has none such"},
        {"some case in cases where case.type == serious_crime", CASES(BLANK), U, "cases[2] 2023-08-09: type is missing"},
        {"some case in cases where case.type == serious_fire", CASES(BLANK), T, "cases[1] serious_fire 2023-02-01"},
        {"some case in cases", "cases: []", F, "cases is empty"},
        {"some case in cases", CASES(""), T, "cases[1] serious_fire 2023-02-01"},
        {"some case in cases", "{}", U, "cases is missing"},
        {"no case in cases where case.type == serious_fire", CASES(FATAL), F, "cases[1] serious_fire 2023-02-01"},
        {"no case in cases where case.type == serious_crime", CASES(FATAL), T, "cases has none such"},
        {"no case in cases where case.type == serious_crime", CASES(BLANK), U, "cases[2] 2023-08-09: type is missing"},
        {"no case in cases where case.type == serious_fire", CASES(BLANK), F, "cases[1] serious_fire 2023-02-01"},
        {"no case in cases", "cases: []", T, "cases is empty"},
        {"no case in cases", "cases: ~", U, "cases is missing"},
        {"not no case in cases", CASES(""), T, "cases[1] serious_fire 2023-02-01"},
        {"no c in cases where c.force_majeure", "cases: [" "{type: a, date: b, force_majeure: true}, {force_majeure: true}, "
         "{force_majeure: true}, {force_majeure: true}, {force_majeure: true}, {force_majeure: true}, {force_majeure: true}]", F,
         "cases[1] a b; cases[2]; cases[3]; cases[4]; cases[5]; and 2 more"},
        {"every c in cases satisfies some d in cases where d.date > c.date", CASES(FATAL), F,
         "cases[2] fatal_accident 2023-05-06: cases has none such"},
        {"some a in cases where some b in cases where b.date > a.date and a.type != b.type", CASES(FATAL), T,
         "cases[1] serious_fire 2023-02-01"},
        {"some rule in assessment.rules where rule.outcome == undecided",
         "assessment: {rules: [{rule: 4.2, outcome: undecided, because: x}]}", T, "assessment.rules[1] 4.2 undecided"},
        {"every every in cases satisfies every.force_majeure", CASES(""), T,
         "cases[1] serious_fire 2023-02-01: force_majeure is true"},
        {"every crimes in cases satisfies crimes.force_majeure", CASES(""), T,
         "cases[1] serious_fire 2023-02-01: force_majeure is true"},
        {"count(case in cases) == 2", CASES(FATAL), T, "count(case in cases) = 2 = 2"},
        {"count (case in cases where case.type == serious_fire) > 1", CASES(FATAL), F,
         "count (case in cases where case.type == serious_fire) = 1 = 1"},
        {"count(case in cases where case.force_majeure) < 9", CASES(OPEN), U,
         "cases[2] serious_fire 2023-07-08: force_majeure is missing"},
        {"count(case in cases) > 0", "{}", U, "cases is missing"},
        {"count(case in cases) == 0", "cases: []", T, "count(case in cases) = 0 = 0"},
        {"2 * count\n(case in cases) > 0", "cases: []", F, "2 * count (case in cases) = 0 = 0"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

/* Words that begin or end like a keyword, or are one elsewhere, are names like any other. */
static void keywords_are_whole_words(void **state)
{
    static const struct row rows[] = {
        {"newsletter > 1", "newsletter: 2", T, "newsletter 2 > 1", .kinds = "words"},
        {"order > 1 or android > 1", "{order: 1, android: 2}", T, "android 2 > 1", .kinds = "words"},
        {"not nothing == 1", "nothing: 1", F, "nothing 1 = 1", .kinds = "words"},
        {"inside in [1]", "inside: 2", F, "inside is 2", .kinds = "words"},
        {"counter + count > 1", "{counter: 1, count: 2}", T, "counter + count = 3 > 1", .kinds = "words"},
        {"every == 1 and some == 2 and no == 3", "{every: 1, some: 2, no: 3}", T, "every 1 = 1; some 2 = 2; no 3 = 3",
         .kinds = "words"},
        {"of >= 70 % of of", "of: 1", T, "of 1 > 70 % of 1", .kinds = "words"},
        {"present is present and missing is missing", "present: 1", T, "present is present; missing is missing", .kinds = "words"},
        {"under.and == 1 and under.true == 2", "under: {and: 1, true: 2}", T, "under.and 1 = 1; under.true 2 = 2", .kinds = "words"},
        {"tuổi > 1", "tuổi: 2", T, "tuổi 2 > 1", .kinds = "words"},
        {"record == area", "record: area", T, "record is area", .kinds = "*"},
        {"record == words and area == 'X1'", "{record: words, area: X2}", F, "area is X2", .kinds = "*"},
        {"rating == area", "rating: area", T, "rating is area", .kinds = "words"},
        {"area == rating", "{rating: excellent, area: X1}", F, "area is X1; rating is excellent", .kinds = "words"},
        {"every i in items where i.cost > 1 satisfies i.inner.x == 1", "items: [{cost: 2, inner: {x: 3}}]", F,
         "items[1] 2: inner.x 3 > 1", .kinds = "words"},
        {"some i in items where some j in i.parts where j.n == i.cost", "items: [{cost: 2, parts: [{n: 1}, {n: 2}]}]", T,
         "items[1] 2", .kinds = "words"},
        {"every i in items satisfies no j in i.parts where j.n == 2", "items: [{cost: 2, parts: [{n: 1}, {n: 2}]}]", F,
         "items[1] 2: parts[2]", .kinds = "words"},
        {"no i in items", "items: false", T, "items is false", .kinds = "words"},
        {"every i in items satisfies i.cost == 1", "items: false", T, "items is false", .kinds = "words"},
        {"some i in items", "items: false", F, "items is false", .kinds = "words"},
        {"count(i in items) > 0", "items: false", F, "count(i in items) = 0 = 0", .kinds = "words"},
        {"numbers covers [3, 2]", "numbers: [1, 03]", F, "numbers does not cover 2", .kinds = "words"},
        {"numbers covers [3]", "numbers: false", F, "numbers is false", .kinds = "words"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void values_have_types(void **state)
{
    static const struct {
        const char *source, *yaml;
        enum value_type type;
        int64_t integer;
        const char *text;
    } rows[] = {
        {"crimes", "crimes: 5", VALUE_INTEGER, 5, NULL},
        {"crimes + 1", "crimes: 5", VALUE_INTEGER, 6, NULL},
        {"crimes + 1", "{}", VALUE_UNKNOWN, 0, NULL},
        {"9223372036854775807", "{}", VALUE_INTEGER, INT64_MAX, NULL},
        {"-9223372036854775807 - 1", "{}", VALUE_INTEGER, INT64_MIN, NULL},
        {"crimes > 3", "crimes: 5", VALUE_BOOL, 1, NULL},
        {"crimes > 3", "{}", VALUE_UNKNOWN, 0, NULL},
        {"policy_implemented", "policy_implemented: false", VALUE_BOOL, 0, NULL},
        {"resolution.date", "resolution: 2023-01-12", VALUE_DATE, 20230112, NULL},
        {"resolution.date", "resolution: false", VALUE_NONE, 0, NULL},
        {"resolution", "resolution: 2023-01-12", VALUE_NODE, 0, NULL},
        {"2023-01-12", "{}", VALUE_DATE, 20230112, NULL},
        {"name", "name: Khu phố 2", VALUE_TEXT, 0, "Khu phố 2"},
        {"'a''b'", "{}", VALUE_TEXT, 0, "a'b"},
        {"count(c in cases where c.date in_period)", "cases: [{date: 2023-01-01}, {date: 2024-01-01}]", VALUE_INTEGER, 1, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct row row = {.source = rows[i].source, .yaml = rows[i].yaml};
        struct value *before;
        struct expr *expr = compile(&row, EXPR_VALUE);
        struct expr_input input = input_of(&row, &before);
        assert_non_null(expr);
        struct value value = expr_value(expr, &input);
        if (value.type != rows[i].type || (value.type != VALUE_NODE && value.integer != rows[i].integer) ||
            (rows[i].text && !text_is(value.text, rows[i].text)))
            fail_msg("%s of %s: type %d, %lld", row.source, row.yaml, (int)value.type, (long long)value.integer);
        expr_free(expr);
    }
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
    struct expr *expr = expr_compile("late.days > 2 and today in_q1 and today is present", &scope, EXPR_CONDITION, &error);
    assert_non_null(expr);
    struct expr_input input = {.root = read_fields(reader, "crimes: 1"), .year = 2023, .extras = values};
    assert_int_equal(expr_test(expr, &input), TRUTH_UNKNOWN);
    expr_reason(expr, &input, &reason);
    assert_string_equal(buffer_text(&reason), "today is missing");
    values[1] = (struct value){.type = VALUE_DATE, .integer = 20230101};
    assert_int_equal(expr_test(expr, &input), TRUTH_TRUE);
    buffer_clear(&reason);
    expr_reason(expr, &input, &reason);
    assert_string_equal(buffer_text(&reason), "late.days 3 > 2; today 2023-01-01 is in the first quarter of 2023; today is present");
    expr_free(expr);
    buffer_free(&reason);
    buffer_free(&error.text);
}

/* A reason goes behind what the buffer holds, and takes nothing of it for its own. */
static void a_reason_is_appended(void **state)
{
    struct row row = {.source = "crimes > 1", .yaml = "crimes: 2"};
    struct value *before;
    struct expr *expr = compile(&row, EXPR_CONDITION);
    struct expr_input input = input_of(&row, &before);
    struct buffer reason = {0};
    (void)state;
    assert_non_null(expr);
    buffer_puts(&reason, "crimes 2 > 1; ");
    expr_reason(expr, &input, &reason);
    assert_string_equal(buffer_text(&reason), "crimes 2 > 1; crimes 2 > 1");
    expr_free(expr);
    buffer_free(&reason);
}

static int open_world(void **state)
{
    char directory[] = "/tmp/antt-expr-XXXXXX", kinds[64], file[64];
    static const char words[] =
        "kind: words\ntitle: {vi: từ, en: words}\nkey: [id]\nfields:\n"
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
    static const char *const counts[] = {"newsletter", "order", "android", "nothing", "inside", "counter", "count", "every",
                                         "some", "no", "of", "present", "missing", "tuổi"};
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

static int close_world(void **state)
{
    (void)state;
    reader_free(reader);
    reader_free(reader_before);
    world_close(&world);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_compared),
        cmocka_unit_test(arithmetic_is_exact),
        cmocka_unit_test(percentages_are_of_integers),
        cmocka_unit_test(the_year_before_is_named),
        cmocka_unit_test(dates_and_periods_have_edges),
        cmocka_unit_test(none_is_known),
        cmocka_unit_test(text_and_choices_are_compared),
        cmocka_unit_test(booleans_stand_alone),
        cmocka_unit_test(kleenes_tables),
        cmocka_unit_test(what_decided_is_what_is_named),
        cmocka_unit_test(lists_cover),
        cmocka_unit_test(quantifiers_go_through_lists),
        cmocka_unit_test(keywords_are_whole_words),
        cmocka_unit_test(values_have_types),
        cmocka_unit_test(a_program_may_add_names),
        cmocka_unit_test(a_reason_is_appended),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
