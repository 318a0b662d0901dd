/* SPDX-License-Identifier: ISC */
#include "scoring.h"

#include "lint.h"

#include <stdlib.h>
#include <string.h>

static const struct run_handler baseline_handler;

/* The sections of all sets in one row, for what is kept beside each. */
static size_t section_number(const struct scoring *scoring, const struct section *section)
{
    size_t number = 0;
    for (size_t i = 0; i < criteria_count(scoring->criteria); i++) {
        const struct criteria_set *set = criteria_at(scoring->criteria, i);
        if (section >= set->sections && section < set->sections + set->section_count)
            return number + (size_t)(section - set->sections);
        number += set->section_count;
    }
    return number;
}

/* A class that no set compares with the year before is watched all the same, by its first section: its years must
 * ascend. */
static bool watches_order(const struct scoring *scoring, const struct section *section)
{
    const struct section *first = NULL;
    for (size_t i = 0; i < criteria_count(scoring->criteria); i++) {
        const struct section *other = criteria_section(criteria_at(scoring->criteria, i), text_of(section->class));
        if (other && other->previous.count)
            return false;
        first = first ? first : other;
    }
    return section == first;
}

static void prepare_previous(struct scoring *scoring)
{
    size_t most = 0;
    for (size_t i = 0; i < criteria_count(scoring->criteria); i++)
        scoring->previous_count += criteria_at(scoring->criteria, i)->section_count;
    scoring->previous = mem_new(scoring->previous_count, sizeof(struct previous *));
    for (size_t i = 0; i < criteria_count(scoring->criteria); i++) {
        const struct criteria_set *set = criteria_at(scoring->criteria, i);
        for (size_t j = 0; j < set->section_count; j++) {
            size_t figures = set->sections[j].previous.count;
            most = figures > most ? figures : most;
            if (figures || watches_order(scoring, &set->sections[j]))
                scoring->previous[section_number(scoring, &set->sections[j])] = previous_new(figures);
        }
    }
    scoring->now = mem_new(most, sizeof *scoring->now);
}

static bool known_reduction(struct scoring *scoring)
{
    if (!scoring->reduction || strcmp(scoring->reduction, "contained") == 0 ||
        strcmp(scoring->reduction, "strict") == 0)
        return true;
    diag_report(&scoring->run->diag, SEVERITY_TROUBLE, NULL, "usage",
                "--reduction: '%s' is neither contained nor strict", scoring->reduction);
    return false;
}

bool scoring_start(struct scoring *scoring)
{
    struct run *run = scoring->run;
    if (!known_reduction(scoring))
        return false;
    scoring->check = check_new(run->kinds, &run->diag);
    scoring->criteria = scoring->check ? criteria_load(run->defs, run->kinds, scoring->reduction, &run->diag) : NULL;
    if (!scoring->criteria)
        return false;
    scoring->set = scoring->set_name ? criteria_named(scoring->criteria, scoring->set_name) : NULL;
    if (scoring->set_name && !scoring->set)
        return false;
    scoring->other = scoring->other_name ? criteria_named(scoring->criteria, scoring->other_name) : NULL;
    if (scoring->other_name && !scoring->other)
        return false;
    run->passes = !scoring->other && run->passes;
    scoring->judgement.all_reasons = scoring->all_rules;
    prepare_previous(scoring);
    for (size_t i = 0; i < scoring->baselines.count; i++)
        if (!run_file(run, scoring->baselines.items[i], &baseline_handler, scoring))
            return false;
    return true;
}

void scoring_free(struct scoring *scoring)
{
    for (size_t i = 0; i < scoring->previous_count; i++)
        previous_free(scoring->previous[i]);
    free(scoring->previous);
    free(scoring->now);
    judgement_free(&scoring->judgement);
    judgement_free(&scoring->other_judgement);
    flips_free(&scoring->flips);
    buffer_free(&scoring->block);
    buffer_free(&scoring->key);
    criteria_free(scoring->criteria);
    check_free(scoring->check);
    free(scoring->baselines.items);
}

/* The figures of this record that next year's will be compared with. */
static void take_figures(struct scoring *scoring, const struct section *section, const struct record *record)
{
    for (size_t i = 0; i < section->previous.count; i++) {
        const struct field *field = field_at_path(&section->kind->root, section->previous.paths[i]);
        scoring->now[i] = field ? field_value(field, record->root) : (struct value){0};
    }
}

/* Each set keeps its own figures: which they are is its matter, and a unit's next year may fall under another set. A
 * year that is late for one is late for all: the worst of the results. */
static enum previous_result step_all_sets(struct scoring *scoring, const struct kind *kind, const struct record *record,
                                          struct text class, int year, bool baseline)
{
    enum previous_result worst = PREVIOUS_NONE;
    buffer_clear(&scoring->key);
    kind_append_thing(kind, record, &scoring->key);
    struct text key = {scoring->key.bytes, scoring->key.length};
    for (size_t i = 0; i < criteria_count(scoring->criteria); i++) {
        const struct section *section = criteria_section(criteria_at(scoring->criteria, i), class);
        struct previous *previous = section ? scoring->previous[section_number(scoring, section)] : NULL;
        if (!previous || key.length == 0)
            continue;
        take_figures(scoring, section, record);
        enum previous_result result = PREVIOUS_NONE;
        if (baseline)
            previous_add_baseline(previous, key, year, scoring->now);
        else
            result = previous_step(previous, key, year, scoring->now);
        worst = result > worst ? result : worst;
    }
    return worst;
}

static void take_baseline(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct scoring *scoring = state;
    int year = kind ? kind_year(kind, record) : 0;
    (void)run;
    if (year)
        step_all_sets(scoring, kind, record, kind_class(kind, record), year, true);
}

static const struct run_handler baseline_handler = {take_baseline};

/* An assessment that may be wrong now is taken out: no verdict is better than an old one. */
static void pass_unjudged(struct run *run, const struct record *record)
{
    if (!run->passes)
        return;
    run_pass_with(run, record, "assessment", (struct text){"", 0});
}

static void warn_of_dates_outside(struct scoring *scoring, const struct section *section, const struct record *record)
{
    const struct judgement *judgement = &scoring->judgement;
    if (!section || !section->dated_list || !judgement->period_from || !judgement->period_to)
        return;
    const struct node *list = node_at_path(record->root, section->dated_list);
    for (const struct node *item = node_first(list); item; item = item->next) {
        const struct node *node = node_get(item, text_of(section->dated_by));
        struct value date = field_read(FIELD_DATE, node);
        if (date.type != VALUE_DATE || (date.integer >= judgement->period_from && date.integer <= judgement->period_to))
            continue;
        struct place place = record_place(record, node->at);
        int year = criteria_year_of_day(section, (int32_t)date.integer);
        struct buffer text = {0};
        buffer_printf(&text, "%s[%u]: %s lies outside the period ", section->dated_list, item->index + 1,
                      node->value.bytes);
        date_append(&text, judgement->period_from);
        buffer_puts(&text, "..");
        date_append(&text, judgement->period_to);
        buffer_puts(&text, " and is not counted");
        if (year && year != kind_year(section->kind, record)) /* else the record's own period leaves it out */
            buffer_printf(&text, "; it belongs to %d", year);
        diag_report(&scoring->run->diag, SEVERITY_WARNING, &place, "case-outside-period", "%s", buffer_text(&text));
        buffer_free(&text);
    }
}

static bool refuse(struct scoring *scoring, const struct record *record, const char *slug, const char *text)
{
    struct place place = record_first_place(record);
    diag_report(&scoring->run->diag, SEVERITY_ERROR, &place, slug, "%s", text);
    pass_unjudged(scoring->run, record);
    return false;
}

static void judge_by(struct scoring *scoring, const struct criteria_set *set, const struct record *record,
                     struct text class, int year, struct judgement *judgement)
{
    const struct section *section = criteria_section(set, class);
    const struct previous *previous = section ? scoring->previous[section_number(scoring, section)] : NULL;
    criteria_judge(set, section, record, year, previous_values(previous), judgement);
}

/* That the stream is not sorted is one cause for all records that come late: the first is told, the rest are counted.
 */
static bool is_in_order(struct scoring *scoring, const struct record *record, enum previous_result result)
{
    if (result < PREVIOUS_AGAIN)
        return true;
    if (result == PREVIOUS_AGAIN)
        return refuse(scoring, record, "year-order", "this year comes a second time for the same id");
    if (scoring->late++ == 0)
        return refuse(scoring, record, "year-order",
                      "this year comes after a later one for the same id; sort by id and year first");
    pass_unjudged(scoring->run, record);
    return false;
}

static void judge(struct scoring *scoring, const struct kind *kind, const struct record *record, struct text class,
                  int year, const struct criteria_set *set)
{
    if (!is_in_order(scoring, record, step_all_sets(scoring, kind, record, class, year, false)))
        return;
    judge_by(scoring, set, record, class, year, &scoring->judgement);
    if (scoring->other) {
        judge_by(scoring, scoring->other, record, class, year, &scoring->other_judgement);
        flips_compare(&scoring->flips, scoring->run, &scoring->judgement, &scoring->other_judgement);
        return;
    }
    warn_of_dates_outside(scoring, criteria_section(set, class), record);
    buffer_clear(&scoring->block);
    judgement_append_block(&scoring->judgement, scoring->all_rules, &scoring->block);
    run_pass_with(scoring->run, record, "assessment", (struct text){scoring->block.bytes, scoring->block.length});
}

static void score(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct scoring *scoring = state;
    bool judged_kind = false;
    for (size_t i = 0; kind && i < criteria_count(scoring->criteria) && !judged_kind; i++)
        for (size_t j = 0; j < criteria_at(scoring->criteria, i)->section_count; j++)
            judged_kind |= criteria_at(scoring->criteria, i)->sections[j].kind == kind;
    if (!judged_kind) {
        if (!scoring->other)
            run_pass(run, record);
        return;
    }
    check_fields(scoring->check, kind, record); /* a faulty value is reported here and counts as unknown below */
    struct text class = kind_class(kind, record);
    int year = kind_year(kind, record);
    if (year == 0 || class.length == 0 || !criteria_judges(scoring->criteria, class)) {
        refuse(scoring, record, "not-judged",
               year ? "the record's type is missing or unknown, so no criteria can be chosen"
                    : "the record's year is missing or wrong, so no criteria can be chosen");
        return;
    }
    const struct criteria_set *set = scoring->set ? scoring->set : criteria_in_force(scoring->criteria, class, year);
    if (set)
        judge(scoring, kind, record, class, year, set);
    else
        refuse(scoring, record, "no-criteria",
               "no criteria set is in force for this kind of unit and year; --criteria names one");
}

void scoring_run(struct scoring *scoring)
{
    static const struct run_handler handler = {score};
    run_records(scoring->run, &handler, scoring);
    if (scoring->late > 1)
        diag_say(&scoring->run->diag, "%s: %zu records come after a later year of the same id and are not judged",
                 scoring->run->program->name, scoring->late);
    if (scoring->other)
        flips_finish(&scoring->flips, scoring->run);
}

void scoring_check(struct scoring *scoring, const char *set_name)
{
    const struct criteria_set *set = criteria_named(scoring->criteria, set_name);
    scoring->run->passes = false;
    if (set)
        lint_criteria(set, &scoring->run->diag);
}

static void print(struct scoring *scoring, const struct buffer *text)
{
    output_write(scoring->run->out, text->bytes, text->length);
}

static void list_set(struct scoring *scoring, const struct criteria_set *set, bool rules)
{
    struct buffer text = {0};
    buffer_printf(&text, "%s\n    %s\n    %s\n    %s; ", set->name, set->vi, set->en, set->instrument);
    buffer_printf(&text, set->until_year == 2100 ? "%d-\n" : "%d-%d\n", set->from_year, set->until_year);
    for (size_t i = 0; i < set->section_count && rules; i++) {
        const struct section *section = &set->sections[i];
        buffer_printf(&text, "\n%s: %zu rules\n", section->class, section->rule_count);
        for (size_t j = 0; j < section->rule_count; j++) {
            const struct rule *rule = &section->rules[j];
            buffer_printf(&text, "  %s  (%s%s%s; text: %s)\n", rule->id, rule->through ? rule->through : "",
                          rule->through ? ", " : "", rule->cite, rule->text);
            buffer_printf(&text, "    %s\n    %s\n    %s\n", rule->vi, rule->en, expr_source(rule->holds));
            if (rule->applies)
                buffer_printf(&text, "    applies where %s\n", expr_source(rule->applies));
            if (rule->needs)
                buffer_printf(&text, "    needs %s\n", expr_source(rule->needs));
        }
    }
    print(scoring, &text);
    buffer_free(&text);
}

void scoring_list(struct scoring *scoring)
{
    struct run *run = scoring->run;
    scoring->run->passes = false;
    for (size_t i = 0; i < criteria_count(scoring->criteria) && run->operand_count == 0; i++)
        list_set(scoring, criteria_at(scoring->criteria, i), false);
    for (size_t i = 0; i < run->operand_count; i++) {
        const struct criteria_set *set = criteria_named(scoring->criteria, run->operands[i]);
        if (set)
            list_set(scoring, set, true);
    }
}
