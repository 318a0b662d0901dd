/* SPDX-License-Identifier: ISC
 *
 * The condition language on records: what is true, false or unknown, and the reason that is given for it.
 */
#include "expr_rows.h"

static void figures_are_compared(void **state)
{
    static const struct row rows[] = {
        ROW("crimes == 5", "crimes: 5", T, "crimes 5 = 5"),
        ROW("crimes == 5", "crimes: 6", F, "crimes 6 > 5"),
        ROW("crimes != 5", "crimes: 5", F, "crimes 5 = 5"),
        ROW("crimes != 5", "crimes: 4", T, "crimes 4 < 5"),
        ROW("crimes < 5", "crimes: 4", T, "crimes 4 < 5"),
        ROW("crimes < 5", "crimes: 5", F, "crimes 5 = 5"),
        ROW("crimes <= 5", "crimes: 5", T, "crimes 5 = 5"),
        ROW("crimes <= 5", "crimes: 6", F, "crimes 6 > 5"),
        ROW("crimes > 5", "crimes: 6", T, "crimes 6 > 5"),
        ROW("crimes > 5", "crimes: 5", F, "crimes 5 = 5"),
        ROW("crimes >= 5", "crimes: 5", T, "crimes 5 = 5"),
        ROW("crimes >= 5", "crimes: 4", F, "crimes 4 < 5"),
        ROW("5 >= crimes", "crimes: 7", F, "5 < crimes 7"),
        ROW("households.registered >= households.total", "households: {total: 212, registered: 210}", F,
            "households.registered 210 < 212"),
        ROW("incidents.sabotage == 0", "incidents: {sabotage: 0}", T, "incidents.sabotage 0 = 0"),
        ROW("incidents.sabotage == 0", "crimes: 1", U, "incidents.sabotage is missing"),
        ROW("incidents.sabotage == 0", "incidents: {sabotage: }", U, "incidents.sabotage is missing"),
        ROW("incidents.sabotage == 0", "incidents: {sabotage: null}", U, "incidents.sabotage is missing"),
        ROW("incidents.sabotage == 0", "incidents: {sabotage: none}", U, "incidents.sabotage cannot be read"),
        ROW("incidents.sabotage == 0", "incidents: {sabotage: -1}", U, "incidents.sabotage cannot be read"),
        ROW("incidents.sabotage == 0", "incidents: {sabotage: 1e3}", U, "incidents.sabotage cannot be read"),
        ROW("incidents.sabotage == 0", "incidents: {sabotage: [0]}", U, "incidents.sabotage cannot be read"),
        ROW("incidents.sabotage == 0", "incidents: {sabotage: false}", U, "incidents.sabotage cannot be read"),
        ROW("incidents.sabotage == 0", "incidents: 0", U, "incidents.sabotage is missing"),
        ROW("year >= 2015", "year: 2023", T, "year 2023 > 2015"),
        ROW("year>=2015", "year: 2023", T, "year 2023 > 2015"),
        ROW("crimes==007", "crimes: 7", T, "crimes 7 = 7"),
        ROW("\tcrimes\r\n ==\n5 ", "crimes: 5", T, "crimes 5 = 5"),
        ROW("population == 9223372036854775807", "population: 9223372036854775807", T,
            "population 9223372036854775807 = 9223372036854775807"),
        ROW("population == 9223372036854775807", "population: 9223372036854775806", F,
            "population 9223372036854775806 < 9223372036854775807"),
        ROW("population > 0", "population: 9223372036854775808", U, "population cannot be read"),
        ROW("rollup.area.x == -9223372036854775807 - 1", "rollup: {area: {x: -9223372036854775808}}", T,
            "rollup.area.x -9223372036854775808 = -9223372036854775808", .kinds = "commune"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void arithmetic_is_exact(void **state)
{
    static const struct row rows[] = {
        ROW("crimes + violations * 2 == 11", "{crimes: 5, violations: 3}", T, "crimes + violations * 2 = 11 = 11"),
        ROW("(crimes + violations) * 2 == 16", "{crimes: 5, violations: 3}", T, "(crimes + violations) * 2 = 16 = 16"),
        ROW("crimes - violations - 1 > 0", "{crimes: 5, violations: 3}", T, "crimes - violations - 1 = 1 > 0"),
        ROW("-crimes < - -1", "crimes: 5", T, "-crimes = -5 < 1"),
        ROW("-5 < crimes", "crimes: 5", T, "-5 < crimes 5"),
        ROW("2 * -crimes == -10", "crimes: 5", T, "2 * -crimes = -10 = -10"),
        ROW("crimes +\n  violations > 9", "{crimes: 5, violations: 3}", F, "crimes + violations = 8 < 9"),
        ROW("1234-56 -78 > crimes", "crimes: 5", T, "1100 > crimes 5"),
        ROW("100 -12-345 < crimes", "crimes: 5", T, "-257 < crimes 5"),
        ROW("crimes + violations > 0", "crimes: 5", U, "violations is missing"),
        ROW("crimes + violations > 0", "{}", U, "crimes is missing; violations is missing"),
        ROW("population + 1 > 0", "population: 9223372036854775807", U, "population + 1 is over 64 bits"),
        ROW("population * 2 > 0", "population: 9223372036854775807", U, "population * 2 is over 64 bits"),
        ROW("-population - 2 < 0", "population: 9223372036854775807", U, "-population - 2 is over 64 bits"),
        ROW("-population - 1 < 0", "population: 9223372036854775807", T, "-population - 1 = -9223372036854775808 < 0"),
        ROW("-(-population - 1) > 0", "population: 9223372036854775807", U, "-(-population - 1) is over 64 bits"),
        ROW("0 * (population + 1) == 0", "population: 9223372036854775807", U, "(population + 1) is over 64 bits"),
        ROW("guard.disciplined + 1 > 0", "guard: false", U, "guard is false", .kinds = "commune"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void percentages_are_of_integers(void **state)
{
    static const struct row rows[] = {
        ROW("subunits.qualified >= 70 % of subunits.eligible", "subunits: {eligible: 8, qualified: 5}", F,
            "subunits.qualified 5 < 70 % of 8", .kinds = "institution"),
        ROW("subunits.qualified >= 70 % of subunits.eligible", "subunits: {eligible: 8, qualified: 6}", T,
            "subunits.qualified 6 > 70 % of 8", .kinds = "institution"),
        ROW("subunits.qualified >= 70 % of subunits.eligible", "subunits: {eligible: 10, qualified: 7}", T,
            "subunits.qualified 7 = 70 % of 10", .kinds = "institution"),
        ROW("subunits.qualified >= 70%of subunits.eligible", "subunits: {eligible: 1000, qualified: 699}", F,
            "subunits.qualified 699 < 70 % of 1000", .kinds = "institution"),
        ROW("subunits.qualified >= 70 % of subunits.eligible", "subunits: {eligible: 1000, qualified: 700}", T,
            "subunits.qualified 700 = 70 % of 1000", .kinds = "institution"),
        ROW("subunits.qualified >= 70 % of subunits.eligible", "subunits: {eligible: 8}", U,
            "subunits.qualified is missing", .kinds = "institution"),
        ROW("rollup.area.recognised >= 70 % of rollup.area.total", "rollup: {area: {total: 25, recognised: 16}}", F,
            "rollup.area.recognised 16 < 70 % of 25", .kinds = "commune"),
        ROW("rollup.area.recognised >= 70 % of rollup.area.total", "rollup: {area: {total: 25, recognised: 18}}", T,
            "rollup.area.recognised 18 > 70 % of 25", .kinds = "commune"),
        ROW("rollup.area.recognised >= 70 % of rollup.area.total", "rollup: {area: 3}", U,
            "rollup.area.recognised is missing; rollup.area.total is missing", .kinds = "commune"),
        ROW("rollup.area > 0", "rollup: {area: {total: 2}}", U, "rollup.area cannot be read", .kinds = "commune"),
        ROW("crimes >= 70 % of violations + social_evils", "{crimes: 7, violations: 4, social_evils: 6}", T,
            "crimes 7 = 70 % of 10"),
        ROW("crimes > 1000 % of violations", "{crimes: 9223372036854775807, violations: 922337203685477580}", T,
            "crimes 9223372036854775807 > 1000 % of 922337203685477580"),
        ROW("crimes < 1 % of violations", "{crimes: 9223372036854775807, violations: 9223372036854775807}", F,
            "crimes 9223372036854775807 > 1 % of 9223372036854775807"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void the_year_before_is_named(void **state)
{
    static const struct row rows[] = {
        ROW("crimes <= previous.crimes", "crimes: 5", F, "crimes 5 > 3 in 2022", .before = "crimes: 3"),
        ROW("crimes <= previous.crimes", "crimes: 3", T, "crimes 3 = 3 in 2022", .before = "crimes: 3"),
        ROW("crimes <= previous.crimes", "crimes: 5", U, "crimes is missing in 2022", .before = "violations: 3"),
        ROW("crimes <= previous.crimes", "crimes: 5", U, "crimes is missing in 2022"),
        ROW("crimes <= previous.crimes", "crimes: 5", U, "crimes is missing in the year before", .no_year = true),
        ROW("previous.crimes >= crimes", "crimes: 5", F, "crimes 3 in 2022 < 5", .before = "crimes: 3"),
        ROW("previous.crimes > 0", "{}", T, "crimes 3 in the year before > 0", .before = "crimes: 3", .no_year = true),
        ROW("crimes < previous.crimes or crimes == 0 and previous.crimes == 0", "crimes: 0", T,
            "crimes 0 = 0; crimes 0 in 2022 = 0", .before = "crimes: 0"),
        ROW("crimes < previous.crimes or crimes == 0 and previous.crimes == 0", "violations: 1", U,
            "crimes is missing; crimes is missing in 2022"),
        ROW("previous.crimes is present", "{}", U, "crimes is missing in 2022"),
        ROW("previous.crimes is present", "{}", T, "crimes is present in 2022", .before = "crimes: 3"),
        ROW("previous.crimes is missing", "{}", T, "crimes is missing in 2022", .before = "violations: 1"),
        ROW("previous.crimes in [0, 1]", "{}", F, "crimes is 3 in 2022", .before = "crimes: 3"),
        ROW("crimes in [previous.crimes, 9]", "crimes: 5", U, "crimes is missing in 2022"),
        ROW("crimes in [previous.crimes, 9]", "crimes: 9", T, "crimes is 9"),
        ROW("previous.rollup.area.total == rollup.area.total", "rollup: {area: {total: 2}}", U,
            "rollup.area.total is missing in 2022", .kinds = "+commune"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void dates_and_periods_have_edges(void **state)
{
    static const struct row rows[] = {
        ROW("resolution.date in_q1", "resolution: {date: 2023-01-01}", T,
            "resolution.date 2023-01-01 is in the first quarter of 2023"),
        ROW("resolution.date in_q1", "resolution: {date: 2023-03-31}", T,
            "resolution.date 2023-03-31 is in the first quarter of 2023"),
        ROW("resolution.date in_q1", "resolution: {date: 2023-04-01}", F,
            "resolution.date 2023-04-01 is not in the first quarter of 2023"),
        ROW("resolution.date in_q1", "resolution: {date: 2023-04-02}", F,
            "resolution.date 2023-04-02 is not in the first quarter of 2023"),
        ROW("resolution.date in_q1", "resolution: {date: 2022-12-31}", F,
            "resolution.date 2022-12-31 is not in the first quarter of 2023"),
        ROW("resolution.date in_q1", "resolution: {date: 2024-02-29}", F,
            "resolution.date 2024-02-29 is not in the first quarter of 2023"),
        ROW("resolution.date in_q1", "resolution: {date: 2023-02-29}", U, "resolution.date cannot be read"),
        ROW("resolution.date in_q1", "resolution: {date: 2023-01-12}", U, "year is missing", .no_year = true),
        ROW("resolution.date in_q1", "resolution: 2023-01-12", T,
            "resolution.date 2023-01-12 is in the first quarter of 2023"),
        ROW("resolution.date in_q1", "resolution: {number: 1-NQ}", U, "resolution.date is missing"),
        ROW("resolution.date in_q1", "resolution: false", F, "resolution is false"),
        ROW("resolution.date in_period", "resolution: 2022-10-31", F,
            "resolution.date 2022-10-31 is not in 2022-11-01..2023-10-31"),
        ROW("resolution.date in_period", "resolution: 2022-11-01", T,
            "resolution.date 2022-11-01 is in 2022-11-01..2023-10-31"),
        ROW("resolution.date in_period", "resolution: 2023-10-31", T,
            "resolution.date 2023-10-31 is in 2022-11-01..2023-10-31"),
        ROW("resolution.date in_period", "resolution: 2023-11-01", F,
            "resolution.date 2023-11-01 is not in 2022-11-01..2023-10-31"),
        ROW("resolution.date in_period", "resolution: 2023-11-01", U, "period is missing", .no_period = true),
        ROW("resolution.date in_period", "resolution: 2023-11-01", U, "period is missing", .no_last_day = true),
        ROW("resolution.date in_period", "resolution: false", F, "resolution is false"),
        ROW("resolution.date in_period", "{}", U, "resolution.date is missing"),
        ROW("resolution.date < 2023-02-01", "resolution: 2023-01-31", T, "resolution.date 2023-01-31 < 2023-02-01"),
        ROW("resolution.date == 2024-02-29", "resolution: 2024-02-29", T, "resolution.date 2024-02-29 = 2024-02-29"),
        ROW("registration.date >= resolution.date", "{resolution: 2023-02-01, registration: 2023-01-31}", F,
            "registration.date 2023-01-31 < 2023-02-01"),
        ROW("registration.date >= resolution.date", "{resolution: false, registration: 2023-01-31}", F,
            "resolution is false"),
        ROW("2023-01-01 in_q1", "{}", T, "2023-01-01 is in the first quarter of 2023"),
        ROW("resolution.date in [2023-01-31, 2023-02-01]", "resolution: 2023-02-01", T,
            "resolution.date is 2023-02-01"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void none_is_known(void **state)
{
    static const struct row rows[] = {
        ROW("resolution is present", "resolution: 2023-01-12", T, "resolution is present"),
        ROW("resolution is present", "resolution: {number: 5}", T, "resolution is present"),
        ROW("resolution is present", "resolution: false", F, "resolution is false"),
        ROW("resolution is present", "resolution: {date: , number: }", U, "resolution is missing"),
        ROW("resolution is present", "{}", U, "resolution is missing"),
        ROW("resolution.date is present", "resolution: false", F, "resolution is false"),
        ROW("resolution.date is present", "resolution: 2023-01-12", T, "resolution.date is present"),
        ROW("resolution.number is present", "resolution: 2023-01-12", U, "resolution.number is missing"),
        ROW("resolution is missing", "resolution: false", F, "resolution is false"),
        ROW("resolution is missing", "resolution: 2023-01-12", F, "resolution is present"),
        ROW("resolution is missing", "resolution: ~", T, "resolution is missing"),
        ROW("not resolution is present", "resolution: false", T, "resolution is false"),
        ROW("policy_implemented is present", "policy_implemented: false", T, "policy_implemented is present"),
        ROW("name is present", "name: false", T, "name is present"),
        ROW("resolution == false", "resolution: false", T, "resolution is false"),
        ROW("resolution == false", "resolution: 2023-01-12", F, "resolution is present"),
        ROW("resolution != false", "resolution: {number: 5}", T, "resolution is present"),
        ROW("resolution == false", "{}", U, "resolution is missing"),
        ROW("resolution == false", "resolution: {}", U, "resolution is missing"),
        ROW("guard == false", "guard: false", T, "guard is false", .kinds = "institution"),
        ROW("guard != false and guard.eligible", "guard: {eligible: false}", F, "guard.eligible is false",
            .kinds = "institution"),
        ROW("guard != false and guard.eligible", "guard: false", F, "guard is false", .kinds = "institution"),
        ROW("guard.eligible", "guard: false", F, "guard is false", .kinds = "institution"),
        ROW("guard.title == none", "guard: false", F, "guard is false", .kinds = "institution"),
        ROW("guard.title != none", "guard: false", T, "guard is false", .kinds = "institution"),
        ROW("guard.title in [none, advanced_collective]", "guard: false", F, "guard is false", .kinds = "institution"),
        ROW("guard.disciplined == 0", "guard: false", F, "guard is false", .kinds = "institution"),
        ROW("guard.disciplined != 0", "guard: false", T, "guard is false", .kinds = "institution"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void booleans_stand_alone(void **state)
{
    static const struct row rows[] = {
        ROW("policy_implemented", "policy_implemented: true", T, "policy_implemented is true"),
        ROW("policy_implemented", "policy_implemented: false", F, "policy_implemented is false"),
        ROW("policy_implemented", "{}", U, "policy_implemented is missing"),
        ROW("policy_implemented", "policy_implemented: yes", U, "policy_implemented cannot be read"),
        ROW("not policy_implemented", "policy_implemented: false", T, "policy_implemented is false"),
        ROW("not not policy_implemented", "policy_implemented: false", F, "policy_implemented is false"),
        ROW("policy_implemented == true", "policy_implemented: false", F, "policy_implemented is false"),
        ROW("policy_implemented != supervised_managed", "{policy_implemented: true, supervised_managed: false}", T,
            "policy_implemented is true; supervised_managed is false"),
        ROW("true", "{}", T, "true"),
        ROW("false", "{}", F, "false"),
        ROW("true and false", "{}", F, "false"),
    };
    (void)state;
    CHECK_ROWS(rows);
}

/* `policy_implemented` and `supervised_managed` in all nine pairs of values. */
static void kleenes_tables(void **state)
{
    static const enum truth conjunction[3][3] = {
        [F] = {F, F, F}, [T] = {[F] = F, [T] = T, [U] = U}, [U] = {[F] = F, [T] = U, [U] = U}};
    static const enum truth disjunction[3][3] = {
        [F] = {[F] = F, [T] = T, [U] = U}, [T] = {T, T, T}, [U] = {[F] = U, [T] = T, [U] = U}};
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
        ROW("crimes == 0 and violations == 0", "{crimes: 1, violations: 2}", F, "crimes 1 > 0; violations 2 > 0"),
        ROW("crimes == 0 and violations == 0", "{crimes: 0, violations: 2}", F, "violations 2 > 0"),
        ROW("crimes == 0 and violations == 0", "{violations: 2}", F, "violations 2 > 0"),
        ROW("crimes == 0 and violations == 0", "{violations: 0}", U, "crimes is missing"),
        ROW("crimes == 0 or violations == 0", "{violations: 0}", T, "violations 0 = 0"),
        ROW("crimes == 0 or violations == 0", "{violations: 1}", U, "crimes is missing"),
        ROW("crimes == 0 or violations == 0", "{crimes: 1, violations: 1}", F, "crimes 1 > 0; violations 1 > 0"),
        ROW("not (crimes == 0 or violations == 0)", "{crimes: 1, violations: 0}", F, "violations 0 = 0"),
        ROW("crimes == 0 or violations == 0 and social_evils == 0", "{crimes: 0, violations: 1, social_evils: 1}", T,
            "crimes 0 = 0"),
        ROW("(crimes == 0 or violations == 0) and social_evils == 0", "{crimes: 0, violations: 1, social_evils: 1}", F,
            "social_evils 1 > 0"),
        ROW("not crimes == 0 and violations == 0", "{crimes: 0, violations: 0}", F, "crimes 0 = 0"),
        ROW("crimes > 1 or crimes > 1 or crimes > 2", "{}", U, "crimes is missing"),
        ROW("crimes > 1 and crimes > 11 and crimes > 1", "crimes: 20", T, "crimes 20 > 1; crimes 20 > 11"),
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
        {"count(c in cases where c.date in_period)", "cases: [{date: 2023-01-01}, {date: 2024-01-01}]", VALUE_INTEGER,
         1, NULL},
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

static void a_field_is_read_by_its_type(void **state)
{
    static const struct {
        const char *path, *yaml;
        enum value_type type;
        int64_t integer;
    } rows[] = {
        {"resolution.date", "resolution: {date: 2023-01-12}", VALUE_DATE, 20230112},
        {"resolution.date", "resolution: 2023-01-12", VALUE_DATE, 20230112},
        {"resolution.date", "resolution: 2023-01-32", VALUE_UNKNOWN, 0},
        {"resolution.date", "resolution: false", VALUE_UNKNOWN, 0},
        {"resolution.date", "resolution: [2023-01-12]", VALUE_UNKNOWN, 0},
        {"resolution.date", "{}", VALUE_UNKNOWN, 0},
        {"resolution.number", "resolution: 2023-01-12", VALUE_UNKNOWN, 0},
        {"resolution", "resolution: 2023-01-12", VALUE_UNKNOWN, 0},
        {"resolution", "resolution: {}", VALUE_NODE, 0},
        {"crimes", "crimes: 12", VALUE_INTEGER, 12},
        {"crimes", "crimes: -0", VALUE_UNKNOWN, 0},
        {"policy_implemented", "policy_implemented: true", VALUE_BOOL, 1},
        {"policy_implemented", "policy_implemented: True", VALUE_UNKNOWN, 0},
        {"name", "name: 12", VALUE_TEXT, 0},
        {"name", "name: ''", VALUE_UNKNOWN, 0},
    };
    const struct kind *area = kinds_find(world.kinds, text_of("area"));
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct value value = field_value(field_at_path(&area->root, rows[i].path), read_fields(reader, rows[i].yaml));
        if (value.type != rows[i].type || value.integer != rows[i].integer)
            fail_msg("%s of %s: type %d, %lld", rows[i].path, rows[i].yaml, (int)value.type, (long long)value.integer);
    }
}

static void shares_say_how_much_is_lacking(void **state)
{
    static const struct {
        const char *source, *yaml;
        bool is_share;
        struct expr_share share;
    } rows[] = {
        {"crimes >= 70 % of year", "{crimes: 16, year: 25}", true, {16, 25, 70, 2}},
        {"crimes >= 70 % of year", "{crimes: 17, year: 25}", true, {17, 25, 70, 1}},
        {"crimes >= 70 % of year", "{crimes: 18, year: 25}", true, {18, 25, 70, 0}},
        {"crimes >= 70 % of year", "{crimes: 7, year: 10}", true, {7, 10, 70, 0}},
        {"crimes + 1 >= 70 % of year", "{crimes: 5, year: 10}", true, {6, 10, 70, 1}},
        {"crimes >= 70 % of year", "{crimes: 0, year: 0}", true, {0, 0, 70, 0}},
        {"crimes >= 70 % of year", "{crimes: 7}", false, {0, 0, 0, 0}},
        {"crimes > 70 % of year", "{crimes: 7, year: 10}", false, {0, 0, 0, 0}},
        {"crimes >= year", "{crimes: 7, year: 10}", false, {0, 0, 0, 0}},
        {"not crimes >= 70 % of year", "{crimes: 7, year: 10}", false, {0, 0, 0, 0}},
        {"crimes - 9 >= 70 % of year", "{crimes: 7, year: 10}", false, {0, 0, 0, 0}},
        {"crimes >= 1000 % of population", "{crimes: 7, population: 9223372036854775807}", false, {0, 0, 0, 0}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct row row = {.source = rows[i].source, .yaml = rows[i].yaml};
        struct value *before;
        struct expr_share share = {0};
        struct expr *expr = compile(&row, EXPR_CONDITION);
        struct expr_input input = input_of(&row, &before);
        assert_non_null(expr);
        if (expr_share(expr, &input, &share) != rows[i].is_share || memcmp(&share, &rows[i].share, sizeof share) != 0)
            fail_msg("%s of %s: lacking %lld", row.source, row.yaml, (long long)share.lacking);
        expr_free(expr);
    }
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_compared),          cmocka_unit_test(arithmetic_is_exact),
        cmocka_unit_test(percentages_are_of_integers),   cmocka_unit_test(the_year_before_is_named),
        cmocka_unit_test(dates_and_periods_have_edges),  cmocka_unit_test(none_is_known),
        cmocka_unit_test(booleans_stand_alone),          cmocka_unit_test(kleenes_tables),
        cmocka_unit_test(what_decided_is_what_is_named), cmocka_unit_test(values_have_types),
        cmocka_unit_test(a_field_is_read_by_its_type),   cmocka_unit_test(shares_say_how_much_is_lacking),
        cmocka_unit_test(a_reason_is_appended),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
