/* SPDX-License-Identifier: ISC */
#include "criteria.h"

#include "writer.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *outcome_name(enum outcome outcome)
{
    static const char *const names[] = {
        [OUTCOME_MET] = "met",
        [OUTCOME_NOT_MET] = "not_met",
        [OUTCOME_UNDECIDED] = "undecided",
        [OUTCOME_NOT_APPLICABLE] = "not_applicable",
        [OUTCOME_NOT_CONSIDERED] = "not_considered",
    };
    return names[outcome];
}

static int32_t day_in_year(const struct day_of_year *day, int year)
{
    return date_of(year - day->years_before, day->month, day->day);
}

/* A day that the record gives for its own period; false where it gives none. One that cannot be read is unknown, 0. */
static bool own_day(const struct record *record, const char *path, int32_t *day)
{
    const struct node *node = node_at_path(record->root, path);
    struct value value = field_read(FIELD_DATE, node);
    *day = value.type == VALUE_DATE ? (int32_t)value.integer : 0;
    return !node_is_null(node);
}

/* The period that a record of the year is judged over: its own where it says so, else the section's; 0: unknown. */
static void find_period(const struct section *section, const struct record *record, int year, int32_t *from,
                        int32_t *to)
{
    bool known = section && section->has_period && year;
    if (!own_day(record, "period.from", from))
        *from = known ? day_in_year(&section->from, year) : 0;
    if (!own_day(record, "period.to", to))
        *to = known ? day_in_year(&section->to, year) : 0;
}

int criteria_year_of_day(const struct section *section, int32_t day)
{
    for (int year = date_year(day) - 1; section->has_period && year <= date_year(day) + 5; year++)
        if (day_in_year(&section->from, year) <= day && day <= day_in_year(&section->to, year))
            return year;
    return 0;
}

static bool lacks(const struct rule *rule, const struct expr_input *input)
{
    return rule->needs && expr_test(rule->needs, input) != TRUTH_TRUE;
}

/* A rule that may not apply: where that is unknown it is met if its condition holds all the same, else undecided. */
static enum outcome judge_rule(const struct rule *rule, const struct expr_input *input)
{
    enum truth applies = rule->applies ? expr_test(rule->applies, input) : TRUTH_TRUE;
    if (applies == TRUTH_FALSE)
        return OUTCOME_NOT_APPLICABLE;
    if (lacks(rule, input))
        return OUTCOME_UNDECIDED;
    enum truth holds = expr_test(rule->holds, input);
    if (holds == TRUTH_TRUE)
        return OUTCOME_MET;
    return holds == TRUTH_FALSE && applies == TRUTH_TRUE ? OUTCOME_NOT_MET : OUTCOME_UNDECIDED;
}

static void append_reason(const struct rule *rule, const struct expr_input *input, enum outcome outcome,
                          struct buffer *reasons)
{
    size_t start = reasons->length;
    bool applies_unknown = rule->applies && expr_test(rule->applies, input) == TRUTH_UNKNOWN;
    if (outcome == OUTCOME_NOT_APPLICABLE || (outcome == OUTCOME_UNDECIDED && applies_unknown))
        expr_reason(rule->applies, input, reasons);
    if (outcome == OUTCOME_NOT_APPLICABLE)
        return;
    if (reasons->length > start)
        buffer_puts(reasons, "; ");
    expr_reason(lacks(rule, input) ? rule->needs : rule->holds, input, reasons);
}

/* Rules that do not apply give nothing and could give nothing. */
static void grade(const struct section *section, const struct expr_input *input, struct judgement *judgement)
{
    int64_t points[OUTCOME_NOT_APPLICABLE + 1] = {0};
    for (size_t i = 0; i < section->rule_count; i++)
        points[judgement->rules[i].outcome] += section->rules[i].points;
    int64_t met = points[OUTCOME_MET], open = points[OUTCOME_UNDECIDED];
    judgement->graded = grade_points(&section->grading, input, met, open, met + open + points[OUTCOME_NOT_MET]);
}

static void judge_rules(const struct section *section, const struct expr_input *input, struct judgement *judgement)
{
    judgement->rules =
        mem_grow(judgement->rules, &judgement->rule_capacity, section->rule_count, sizeof *judgement->rules);
    for (size_t i = 0; i < section->rule_count; i++) {
        struct judged_rule *judged = &judgement->rules[i];
        *judged = (struct judged_rule){judge_rule(&section->rules[i], input), judgement->reasons.length, 0};
        if (judgement->all_reasons || judged->outcome == OUTCOME_NOT_MET || judged->outcome == OUTCOME_UNDECIDED)
            append_reason(&section->rules[i], input, judged->outcome, &judgement->reasons);
        judged->reason_length = judgement->reasons.length - judged->reason_from;
        judgement->counts[judged->outcome]++;
    }
    grade(section, input, judgement);
    if (judgement->counts[OUTCOME_NOT_MET])
        judgement->outcome = OUTCOME_NOT_MET;
    else if (judgement->counts[OUTCOME_UNDECIDED] || section->rule_count == 0)
        judgement->outcome = OUTCOME_UNDECIDED;
    else
        judgement->outcome = OUTCOME_MET;
}

/* True when the instrument surely does not cover the unit; unknown whether it does: it is judged. */
static bool is_excluded(const struct section *section, const struct expr_input *input, struct judgement *judgement)
{
    for (size_t i = 0; i < section->exclusion_count; i++)
        if (expr_test(section->exclusions[i].when, input) == TRUTH_TRUE) {
            expr_reason(section->exclusions[i].when, input, &judgement->reasons);
            judgement->outcome = OUTCOME_NOT_CONSIDERED;
            judgement->counts[OUTCOME_NOT_APPLICABLE] = section->rule_count;
            return true;
        }
    return false;
}

void criteria_judge(const struct criteria_set *set, const struct section *section, const struct record *record,
                    int year, const struct value *previous, struct judgement *judgement)
{
    struct expr_input input = {.root = record->root, .year = year, .previous = previous};
    buffer_clear(&judgement->reasons);
    memset(judgement->counts, 0, sizeof judgement->counts);
    judgement->graded = (struct graded){0};
    judgement->set = set;
    judgement->section = section;
    judgement->outcome = OUTCOME_UNDECIDED;
    find_period(section, record, year, &judgement->period_from, &judgement->period_to);
    input.period_from = judgement->period_from;
    input.period_to = judgement->period_to;
    if (section && !is_excluded(section, &input, judgement))
        judge_rules(section, &input, judgement);
    if (!section || (section->rule_count == 0 && judgement->outcome == OUTCOME_UNDECIDED))
        buffer_printf(&judgement->reasons, "%s has no rule for this kind of unit", set->name);
    bool whole = judgement->outcome == OUTCOME_NOT_CONSIDERED || !section || section->rule_count == 0;
    judgement->because_length = whole ? judgement->reasons.length : 0;
}

struct text judgement_reason(const struct judgement *judgement, size_t rule)
{
    const struct judged_rule *judged = &judgement->rules[rule];
    return (struct text){judgement->reasons.bytes + judged->reason_from, judged->reason_length};
}

/* An id of digits and dots alone would be a number for readers that guess types. */
static void append_rule_id(struct buffer *block, const char *id)
{
    const char *quote = strspn(id, "0123456789.") == strlen(id) ? "\"" : "";
    buffer_printf(block, "%s%s%s", quote, id, quote);
}

static void append_rule(const struct judgement *judgement, size_t rule, struct buffer *block)
{
    buffer_puts(block, "    - {rule: ");
    append_rule_id(block, judgement->section->rules[rule].id);
    buffer_printf(block, ", outcome: %s", outcome_name(judgement->rules[rule].outcome));
    if (judgement->rules[rule].outcome != OUTCOME_MET || judgement->rules[rule].reason_length) {
        buffer_puts(block, ", because: ");
        yaml_append_quoted(block, judgement_reason(judgement, rule));
    }
    buffer_puts(block, "}\n");
}

static void append_rules(const struct judgement *judgement, bool all_rules, struct buffer *block)
{
    bool any = false;
    size_t count = judgement->because_length || !judgement->section ? 0 : judgement->section->rule_count;
    for (size_t i = 0; i < count; i++) {
        enum outcome outcome = judgement->rules[i].outcome;
        if (!all_rules && outcome != OUTCOME_NOT_MET && outcome != OUTCOME_UNDECIDED)
            continue;
        if (!any)
            buffer_puts(block, "  rules:\n");
        any = true;
        append_rule(judgement, i, block);
    }
    if (!any)
        buffer_puts(block, "  rules: []\n");
}

/* While rules are undecided the points lie between two numbers, and the grade may lie between two grades. */
static void append_points(const struct graded *graded, struct buffer *block)
{
    if (graded->whole == 0)
        return;
    buffer_printf(block, "  points: {lowest: %" PRId64 ", highest: %" PRId64 ", of: %" PRId64 "}\n", graded->lowest,
                  graded->highest, graded->whole);
    if (!graded->best)
        return;
    if (strcmp(graded->best, graded->worst) == 0) {
        buffer_puts(block, "  grade: ");
        yaml_append_text(block, text_of(graded->best));
        buffer_putc(block, '\n');
        return;
    }
    buffer_puts(block, "  grade_between: [");
    yaml_append_text(block, text_of(graded->worst));
    buffer_puts(block, ", ");
    yaml_append_text(block, text_of(graded->best));
    buffer_puts(block, "]\n");
}

void judgement_append_block(const struct judgement *judgement, bool all_rules, struct buffer *block)
{
    buffer_puts(block, "assessment:\n  criteria: ");
    yaml_append_text(block, text_of(judgement->set->name));
    buffer_putc(block, '\n');
    if (judgement->period_from && judgement->period_to) {
        buffer_puts(block, "  period: {from: ");
        date_append(block, judgement->period_from);
        buffer_puts(block, ", to: ");
        date_append(block, judgement->period_to);
        buffer_puts(block, "}\n");
    }
    buffer_printf(block, "  outcome: %s\n", outcome_name(judgement->outcome));
    if (judgement->because_length) {
        buffer_puts(block, "  because: ");
        yaml_append_quoted(block, (struct text){judgement->reasons.bytes, judgement->because_length});
        buffer_putc(block, '\n');
    }
    for (enum outcome outcome = OUTCOME_MET; outcome <= OUTCOME_NOT_APPLICABLE; outcome++)
        buffer_printf(block, "  %s: %zu\n", outcome_name(outcome), judgement->counts[outcome]);
    append_points(&judgement->graded, block);
    append_rules(judgement, all_rules, block);
}

void judgement_free(struct judgement *judgement)
{
    free(judgement->rules);
    buffer_free(&judgement->reasons);
}
