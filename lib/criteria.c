/* SPDX-License-Identifier: ISC */
#include "criteria.h"

#include "extend.h"

#include <stdlib.h>
#include <string.h>

struct criteria {
    struct defs *defs;
    const struct kinds *kinds;
    const char *reduction;
    struct diag *diag;
    struct criteria_set **sets;
    size_t count, capacity;
};

/* What stays the same while one section is read. */
struct loading {
    struct criteria *criteria;
    struct criteria_set *set;
    struct section *section;
    const char *reduction; /* the variant of conditions that is wanted */
    const char *through;   /* the clause that brings in the group being read; NULL: none */
};

static bool fault(const struct loading *loading, const struct node *node, const char *text)
{
    return defs_fault(loading->criteria->diag, loading->set->definition, node, "%s", text);
}

static bool is_rule_id(const char *id)
{
    struct text text = text_of(id);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        bool good = (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte >= 0x80 ||
                    strchr("._-", byte);
        if (!good)
            return false;
    }
    return text.length > 0;
}

static struct expr *compile(const struct loading *loading, const struct node *node, struct expr_previous *previous)
{
    const struct kind *kinds[] = {loading->section->kind};
    struct expr_scope scope = {.kinds = kinds, .kind_count = 1, .previous = previous};
    return expr_of_definition(loading->set->definition, node, &scope, EXPR_CONDITION, loading->criteria->diag);
}

/* The condition: text, or a mapping of variants of which the set's option `reduction` chooses one. */
static const struct node *condition_of(const struct loading *loading, const struct node *entry)
{
    const struct node *holds = node_get(entry, text_of("holds"));
    if (!holds || holds->type != NODE_MAPPING)
        return holds;
    const struct node *variant = loading->reduction ? node_get(holds, text_of(loading->reduction)) : NULL;
    return variant ? variant : holds;
}

static bool read_rule(const struct loading *loading, const struct node *entry)
{
    static const char *const keys[] = {"rule",    "cite",  "vi",     "en",      "text", "holds",
                                       "applies", "needs", "points", "through", NULL};
    struct section *section = loading->section;
    struct rule rule = {.id = defs_text(entry, "rule"),
                        .cite = defs_text(entry, "cite"),
                        .vi = defs_text(entry, "vi"),
                        .en = defs_text(entry, "en"),
                        .text = defs_text(entry, "text"),
                        .through = loading->through};
    const struct node *points = node_get(entry, text_of("points"));
    if (defs_text(entry, "through"))
        rule.through = defs_text(entry, "through");
    const struct node *applies = node_get(entry, text_of("applies")), *needs = node_get(entry, text_of("needs"));
    if (!defs_only(loading->criteria->diag, loading->set->definition, entry, keys))
        return false;
    if (!rule.id || !rule.cite || !rule.vi || !rule.en || !rule.text || !is_rule_id(rule.id))
        return fault(
            loading, entry,
            "a rule needs `rule`, an id of letters, digits and . - _, and `cite`, `vi`, `en`, `text`, `holds`");
    if (points && (points->type != NODE_SCALAR || !text_integer(points->value, &rule.points) || rule.points < 0 ||
                   rule.points > 10000))
        return fault(loading, points, "`points` must be 0 to 10000");
    for (size_t i = 0; i < section->rule_count; i++)
        if (strcmp(section->rules[i].id, rule.id) == 0)
            return fault(loading, entry, "a second rule of this id");
    const struct node *holds = condition_of(loading, entry);
    rule.holds = compile(loading, holds ? holds : entry, &section->previous);
    rule.applies = applies ? compile(loading, applies, &section->previous) : NULL;
    rule.needs = needs ? compile(loading, needs, &section->previous) : NULL;
    section->rules = mem_grow(section->rules, &section->rule_capacity, section->rule_count + 1, sizeof rule);
    section->rules[section->rule_count++] = rule;
    return rule.holds && (!applies || rule.applies) && (!needs || rule.needs);
}

/* Rules that sections share stand in the set's `groups`; `cite` beside `use` names the clause that uses them. */
static bool read_rules(const struct loading *loading, const struct node *list)
{
    static const char *const keys[] = {"use", "cite", NULL};
    const struct node *groups = node_get(loading->set->root, text_of("groups"));
    for (const struct node *entry = node_first(list); entry; entry = entry->next) {
        const struct node *use = node_get(entry, text_of("use"));
        const struct node *group = use && use->type == NODE_SCALAR ? node_get(groups, use->value) : NULL;
        struct loading within = *loading;
        if (use && (!group || list->parent == groups))
            return fault(loading, use, "`use` needs the name of one of the set's groups");
        if (use && !defs_only(loading->criteria->diag, loading->set->definition, entry, keys))
            return false;
        within.through = group ? defs_text(entry, "cite") : loading->through;
        if (!(group ? read_rules(&within, group) : read_rule(loading, entry)))
            return false;
    }
    return true;
}

static bool read_number(const struct node *mapping, const char *key, int otherwise, int least, int most, int *number)
{
    const struct node *node = node_get(mapping, text_of(key));
    int64_t value = otherwise;
    if (node && (node->type != NODE_SCALAR || !text_integer(node->value, &value)))
        return false;
    *number = (int)value;
    return value >= least && value <= most;
}

static bool read_day(const struct node *mapping, struct day_of_year *day)
{
    return mapping && read_number(mapping, "years_before", 0, 0, 5, &day->years_before) &&
           read_number(mapping, "month", 0, 1, 12, &day->month) && read_number(mapping, "day", 0, 1, 31, &day->day);
}

static bool read_period(const struct loading *loading, const struct node *mapping)
{
    struct section *section = loading->section;
    const struct node *period = node_get(mapping, text_of("period"));
    section->has_period = period != NULL;
    return !period ||
           (read_day(node_get(period, text_of("from")), &section->from) &&
            read_day(node_get(period, text_of("to")), &section->to)) ||
           fault(loading, period,
                 "a period needs `from` and `to` with `month`, `day` and, where it is not 0, `years_before`");
}

static bool read_dated(const struct loading *loading, const struct node *mapping)
{
    struct section *section = loading->section;
    const struct node *dated = node_get(mapping, text_of("dated"));
    const char *path = defs_text(mapping, "dated");
    const char *dot = path ? strrchr(path, '.') : NULL;
    if (!dated)
        return true;
    const struct field *field = dot ? field_at_path(&section->kind->root, path) : NULL;
    if (!field || field->type != FIELD_DATE || field->parent->type != FIELD_LIST)
        return fault(loading, dated, "`dated` must name the date of the items of a list, as cases.date");
    section->dated_list = field->parent->path;
    section->dated_by = field->name;
    return true;
}

static bool read_exclusions(const struct loading *loading, const struct node *mapping)
{
    struct section *section = loading->section;
    const struct node *list = node_get(mapping, text_of("not_considered"));
    section->exclusions = mem_new(list ? list->count : 0, sizeof *section->exclusions);
    for (const struct node *entry = node_first(list); entry; entry = entry->next) {
        struct exclusion exclusion = {.cite = defs_text(entry, "cite")};
        if (!exclusion.cite)
            return fault(loading, entry, "an exclusion needs `when` and `cite`");
        const struct node *when = node_get(entry, text_of("when"));
        exclusion.when = compile(loading, when ? when : entry, NULL);
        if (!exclusion.when)
            return false;
        section->exclusions[section->exclusion_count++] = exclusion;
    }
    return true;
}

static bool known_grade(const struct loading *loading, const char *name)
{
    for (size_t i = 0; i < loading->set->grade_count; i++)
        if (strcmp(loading->set->grades[i].name, name) == 0)
            return true;
    return false;
}

/* Caps (`when`, `most`) and vetoes (`when`, `grade`). */
static bool read_limits(const struct loading *loading, const struct node *list, bool caps)
{
    struct grading *grading = &loading->section->grading;
    for (const struct node *entry = node_first(list); entry; entry = entry->next) {
        const struct node *most = node_get(entry, text_of("most"));
        struct grade_limit limit = {.most = INT64_MAX, .grade = defs_text(entry, "grade")};
        if (caps && (!most || most->type != NODE_SCALAR || !text_integer(most->value, &limit.most) || limit.most < 0))
            return fault(loading, entry, "a cap needs `when` and `most`, a number of points");
        if (!caps && (!limit.grade || !known_grade(loading, limit.grade)))
            return fault(loading, entry, "a veto needs `when` and `grade`, one of the set's grades");
        const struct node *when = node_get(entry, text_of("when"));
        limit.when = compile(loading, when ? when : entry, &loading->section->previous);
        if (!limit.when)
            return false;
        grading->limits = mem_resize(grading->limits, grading->limit_count + 1, sizeof *grading->limits);
        grading->limits[grading->limit_count++] = limit;
    }
    return true;
}

static bool read_grades(const struct loading *loading)
{
    struct criteria_set *set = loading->set;
    const struct node *list = node_get(set->root, text_of("grades"));
    set->grades = mem_new(list ? list->count : 0, sizeof *set->grades);
    for (const struct node *entry = node_first(list); entry; entry = entry->next) {
        struct grade *grade = &set->grades[set->grade_count];
        const struct node *from = node_get(entry, text_of("from"));
        *grade = (struct grade){.name = defs_text(entry, "grade")};
        bool good = grade->name && from && from->type == NODE_SCALAR && text_integer(from->value, &grade->from) &&
                    grade->from >= 0 && (set->grade_count == 0 || grade->from < grade[-1].from) &&
                    (entry->next || grade->from == 0);
        if (!good)
            return fault(loading, entry, "a grade needs `grade` and `from`, points; best first, the last from 0");
        set->grade_count++;
    }
    return true;
}

static bool read_section(struct loading *loading, const struct node *mapping, const struct node *class)
{
    static const char *const keys[] = {"classes", "period", "dated", "not_considered", "rules", "caps", "vetoes", NULL};
    struct section *section = loading->section;
    section->class = class->type == NODE_SCALAR ? class->value.bytes : "";
    section->kind = kinds_of_class(loading->criteria->kinds, section->class);
    if (!section->kind)
        return fault(loading, class, "no kind has this class");
    return defs_only(loading->criteria->diag, loading->set->definition, mapping, keys) &&
           read_period(loading, mapping) && read_dated(loading, mapping) && read_exclusions(loading, mapping) &&
           read_limits(loading, node_get(mapping, text_of("caps")), true) &&
           read_limits(loading, node_get(mapping, text_of("vetoes")), false) &&
           read_rules(loading, node_get(mapping, text_of("rules")));
}

static bool read_sections(struct loading *loading)
{
    struct criteria_set *set = loading->set;
    const struct node *sections = node_get(set->root, text_of("sections"));
    size_t capacity = 0;
    if (!sections || sections->type != NODE_SEQUENCE)
        return fault(loading, sections, "`sections`, a list, is missing");
    for (const struct node *mapping = sections->first; mapping; mapping = mapping->next) {
        const struct node *classes = node_get(mapping, text_of("classes"));
        if (!classes || classes->type != NODE_SEQUENCE)
            return fault(loading, mapping, "`classes`, a list, is missing");
        for (const struct node *class = classes->first; class; class = class->next) {
            set->sections = mem_grow(set->sections, &capacity, set->section_count + 1, sizeof *set->sections);
            loading->section = &set->sections[set->section_count++];
            *loading->section = (struct section){.grading = {.grades = set->grades, .grade_count = set->grade_count}};
            if (!read_section(loading, mapping, class))
                return false;
        }
    }
    return true;
}

static bool read_reduction(struct loading *loading)
{
    const struct node *reduction = node_get(loading->set->root, text_of("reduction"));
    const struct node *values = node_get(reduction, text_of("values"));
    loading->reduction = defs_text(reduction, "default");
    if (!reduction)
        return true;
    for (const struct node *value = node_first(values); value && loading->criteria->reduction; value = value->next)
        if (value->type == NODE_SCALAR && text_is(value->value, loading->criteria->reduction))
            loading->reduction = loading->criteria->reduction;
    return (loading->reduction && values) || fault(loading, reduction, "`reduction` needs `values` and `default`");
}

static bool read_set(struct criteria *criteria, struct criteria_set *set)
{
    static const char *const keys[] = {"criteria",  "title",  "instrument", "in_force", "years", "on_request",
                                       "reduction", "groups", "sections",   "grades",   NULL};
    set->root = extend_criteria(criteria->defs, set->definition, &set->arena, criteria->diag);
    if (!set->root)
        return false;
    const struct node *root = set->root, *title = node_get(root, text_of("title"));
    const struct node *years = node_get(root, text_of("years")), *request = node_get(root, text_of("on_request"));
    struct loading loading = {.criteria = criteria, .set = set};
    set->name = defs_text(root, "criteria");
    set->vi = defs_text(title, "vi");
    set->en = defs_text(title, "en");
    set->instrument = defs_text(root, "instrument");
    set->on_request = request && text_is(request->value, "true");
    if (!set->name || !set->vi || !set->en || !set->instrument)
        return fault(&loading, NULL, "a set needs `criteria`, its name, `title` with `vi` and `en`, and `instrument`");
    if (!years || !read_number(years, "from", 1990, 1990, 2100, &set->from_year) ||
        !read_number(years, "until", 2100, 1990, 2100, &set->until_year) || set->until_year < set->from_year)
        return fault(&loading, years, "`years` with `from` and, where it ended, `until` is missing or wrong");
    return defs_only(criteria->diag, set->definition, root, keys) && read_reduction(&loading) &&
           read_grades(&loading) && read_sections(&loading);
}

static void free_section(struct section *section)
{
    for (size_t i = 0; i < section->rule_count; i++) {
        expr_free(section->rules[i].holds);
        expr_free(section->rules[i].applies);
        expr_free(section->rules[i].needs);
    }
    for (size_t i = 0; i < section->exclusion_count; i++)
        expr_free(section->exclusions[i].when);
    for (size_t i = 0; i < section->grading.limit_count; i++)
        expr_free(section->grading.limits[i].when);
    free(section->grading.limits);
    for (size_t i = 0; i < section->previous.count; i++)
        free(section->previous.paths[i]);
    free(section->previous.paths);
    free(section->rules);
    free(section->exclusions);
}

static const struct criteria_set *add_set(struct criteria *criteria, const struct record *definition)
{
    struct criteria_set *set = mem_new(1, sizeof *set);
    set->definition = definition;
    criteria->sets = mem_grow(criteria->sets, &criteria->capacity, criteria->count + 1, sizeof(struct criteria_set *));
    criteria->sets[criteria->count++] = set;
    return read_set(criteria, set) ? set : NULL;
}

struct criteria *criteria_load(struct defs *defs, const struct kinds *kinds, const char *reduction, struct diag *diag)
{
    struct criteria *criteria = mem_new(1, sizeof *criteria);
    *criteria = (struct criteria){.defs = defs, .kinds = kinds, .reduction = reduction, .diag = diag};
    for (size_t i = 0; i < defs_count(defs, "criteria"); i++) {
        const struct record *definition = defs_get(defs, "criteria", defs_name(defs, "criteria", i));
        if (!definition || !add_set(criteria, definition)) {
            criteria_free(criteria);
            return NULL;
        }
    }
    return criteria;
}

void criteria_free(struct criteria *criteria)
{
    if (!criteria)
        return;
    for (size_t i = 0; i < criteria->count; i++) {
        for (size_t j = 0; j < criteria->sets[i]->section_count; j++)
            free_section(&criteria->sets[i]->sections[j]);
        free(criteria->sets[i]->sections);
        free(criteria->sets[i]->grades);
        arena_free(&criteria->sets[i]->arena);
        free(criteria->sets[i]);
    }
    free(criteria->sets);
    free(criteria);
}

size_t criteria_count(const struct criteria *criteria)
{
    return criteria->count;
}

const struct criteria_set *criteria_at(const struct criteria *criteria, size_t index)
{
    return criteria->sets[index];
}

const struct criteria_set *criteria_named(struct criteria *criteria, const char *name)
{
    for (size_t i = 0; i < criteria->count; i++)
        if (strcmp(criteria->sets[i]->name, name) == 0)
            return criteria->sets[i];
    if (strchr(name, '/') || strchr(name, '.')) {
        const struct record *definition = defs_read_file(criteria->defs, name);
        return definition ? add_set(criteria, definition) : NULL;
    }
    struct buffer names = {0};
    for (size_t i = 0; i < criteria->count; i++)
        buffer_printf(&names, "%s%s", i ? ", " : "", criteria->sets[i]->name);
    diag_report(criteria->diag, SEVERITY_TROUBLE, NULL, "usage", "no criteria set '%s'; there are %s, or a file's path",
                name, buffer_text(&names));
    buffer_free(&names);
    return NULL;
}

const struct criteria_set *criteria_in_force(const struct criteria *criteria, struct text class, int year)
{
    const struct criteria_set *latest = NULL;
    for (size_t i = 0; i < criteria->count; i++) {
        const struct criteria_set *set = criteria->sets[i];
        bool covers =
            !set->on_request && set->from_year <= year && year <= set->until_year && criteria_section(set, class);
        if (covers && (!latest || set->from_year > latest->from_year))
            latest = set;
    }
    return latest;
}

bool criteria_judges(const struct criteria *criteria, struct text class)
{
    for (size_t i = 0; i < criteria->count; i++)
        if (criteria_section(criteria->sets[i], class))
            return true;
    return false;
}

const struct section *criteria_section(const struct criteria_set *set, struct text class)
{
    for (size_t i = 0; i < set->section_count; i++)
        if (text_is(class, set->sections[i].class))
            return &set->sections[i];
    return NULL;
}
