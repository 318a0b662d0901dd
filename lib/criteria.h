/* SPDX-License-Identifier: ISC
 *
 * criteria: the sets of legal criteria, and judging a record by one.
 *
 * A set is a definition: the years it judges, and for each class of records a section: the period, who is not
 * considered, the rules with article, wording and condition. Judging gives three values: a missing field leaves a rule
 * undecided.
 */
#ifndef ANTT_CRITERIA_H
#define ANTT_CRITERIA_H

#include "grade.h"

enum outcome { OUTCOME_MET, OUTCOME_NOT_MET, OUTCOME_UNDECIDED, OUTCOME_NOT_APPLICABLE, OUTCOME_NOT_CONSIDERED };
const char *outcome_name(enum outcome outcome);

struct rule {
    const char *id, *cite, *vi, *en, *text; /* text: how well the instrument's own text is known */
    const char *through;                    /* the clause that applies it to the class by reference; NULL: none */
    struct expr *holds;
    struct expr *applies; /* NULL: always */
    int64_t points;       /* when met; 0 in sets without points */
    struct expr *needs;   /* undecided unless this holds; NULL: nothing */
};

/* A day of a year: years_before 1 for one of the year before. */
struct day_of_year {
    int years_before, month, day;
};

struct exclusion {
    struct expr *when;
    const char *cite;
};

struct section {
    const char *class;
    const struct kind *kind;
    bool has_period;
    struct day_of_year from, to;       /* both included */
    const char *dated_list, *dated_by; /* a list whose items count only inside the period; NULL: none */
    struct exclusion *exclusions;
    size_t exclusion_count;
    struct rule *rules;
    size_t rule_count, rule_capacity;
    struct expr_previous previous;
    struct grading grading; /* the grades are the set's */
};

struct criteria_set {
    const char *name, *vi, *en, *instrument;
    const struct record *definition;
    const struct node *root; /* the definition's, or what it makes of the set that it extends */
    struct arena arena;
    struct grade *grades;
    size_t grade_count;
    int from_year, until_year;
    bool on_request; /* only by name */
    struct section *sections;
    size_t section_count;
};

struct criteria;

/* All sets of the definitions; `reduction` chooses among variants of a rule's condition (NULL: the set's default). NULL
 * with a message where a set is faulty. */
struct criteria *criteria_load(struct defs *defs, const struct kinds *kinds, const char *reduction, struct diag *diag);
void criteria_free(struct criteria *criteria);
size_t criteria_count(const struct criteria *criteria);
const struct criteria_set *criteria_at(const struct criteria *criteria, size_t index);
/* A set by name, else from the file of that path; NULL with a message. */
const struct criteria_set *criteria_named(struct criteria *criteria, const char *name);
/* The set in force for records of that class and year; NULL for none. */
const struct criteria_set *criteria_in_force(const struct criteria *criteria, struct text class, int year);
/* Whether any set has a section for the class: records of other classes are nobody's to judge. */
bool criteria_judges(const struct criteria *criteria, struct text class);
const struct section *criteria_section(const struct criteria_set *set, struct text class);

/* One record's judgement. */
struct judged_rule {
    enum outcome outcome;
    size_t reason_from, reason_length; /* in `reasons` */
};
struct judgement {
    const struct criteria_set *set;
    const struct section *section;  /* NULL: the set has nothing for the class */
    int32_t period_from, period_to; /* 0: unknown */
    enum outcome outcome;
    size_t counts[OUTCOME_NOT_APPLICABLE + 1]; /* rules by outcome */
    struct judged_rule *rules;                 /* in the order of the section's */
    size_t rule_capacity;
    struct buffer reasons;
    struct graded graded;  /* where the set has points */
    bool all_reasons;      /* set by the caller: for rules that are met too */
    size_t because_length; /* not 0: `reasons` says why the unit as a whole has this outcome */
};

/* The year whose period has that day; 0 where there is no period. */
int criteria_year_of_day(const struct section *section, int32_t day);
/* Judges; previous: the figures of the year before in the order of section->previous, or NULL. Fills *judgement, which
 * is all zero at first and used again for the next record. */
void criteria_judge(const struct criteria_set *set, const struct section *section, const struct record *record,
                    int year, const struct value *previous, struct judgement *judgement);
struct text judgement_reason(const struct judgement *judgement, size_t rule);
/* Appends the block `assessment:` that antt-score adds to the record. */
void judgement_append_block(const struct judgement *judgement, bool all_rules, struct buffer *block);
void judgement_free(struct judgement *judgement);

#endif
