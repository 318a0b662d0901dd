/* SPDX-License-Identifier: ISC */
#include "lint.h"

#include <string.h>

static void find(const struct criteria_set *set, struct diag *diag, const struct section *section, const char *rule,
                 const char *text, size_t *findings)
{
    struct place place = record_first_place(set->definition);
    diag_report(diag, SEVERITY_ERROR, &place, "doubtful-rule", "%s: %s%s%s", section->class, rule, *rule ? ": " : "",
                text);
    ++*findings;
}

static bool is_known_state(const char *text)
{
    static const char *const states[] = {"full", "near_full", "paraphrase", "not_available", "cut_off"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i], text) == 0)
            return true;
    return false;
}

static void lint_rule(const struct criteria_set *set, struct diag *diag, const struct section *section,
                      const struct rule *rule, const struct expr_input *input, size_t *findings)
{
    if (!is_known_state(rule->text))
        find(set, diag, section, rule->id, "`text` must be full, near_full, paraphrase, not_available or cut_off",
             findings);
    if (rule->applies && expr_test(rule->applies, input) == TRUTH_FALSE)
        find(set, diag, section, rule->id, "can never apply to this class", findings);
    if (expr_test(rule->holds, input) == TRUTH_TRUE)
        find(set, diag, section, rule->id, "is met whatever the record says", findings);
    if (expr_test(rule->holds, input) == TRUTH_FALSE)
        find(set, diag, section, rule->id, "can never be met", findings);
    if (rule->needs && expr_test(rule->needs, input) == TRUTH_FALSE)
        find(set, diag, section, rule->id, "can never be decided: what it needs never holds", findings);
}

/* A record of which nothing is known but its class: what is decided already does not depend on any record. */
static void lint_section(const struct criteria_set *set, struct diag *diag, const struct section *section,
                         size_t *findings)
{
    const struct field *class_field = section->kind->class_field;
    struct node class = {.type = NODE_SCALAR, .plain = true, .value = text_of(section->class)};
    struct node root = {.type = NODE_MAPPING};
    if (class_field) {
        class.key = text_of(class_field->name);
        class.key_hash = text_hash(class.key);
        root.first = root.last = &class;
    }
    struct expr_input input = {.root = &root};
    for (size_t i = 0; i < section->exclusion_count; i++)
        if (expr_test(section->exclusions[i].when, &input) == TRUTH_TRUE)
            find(set, diag, section, "", "an exclusion leaves no record of this class to be judged", findings);
    for (size_t i = 0; i < section->rule_count; i++)
        lint_rule(set, diag, section, &section->rules[i], &input, findings);
}

size_t lint_criteria(const struct criteria_set *set, struct diag *diag)
{
    size_t findings = 0;
    for (size_t i = 0; i < set->section_count; i++)
        lint_section(set, diag, &set->sections[i], &findings);
    return findings;
}
