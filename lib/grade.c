/* SPDX-License-Identifier: ISC */
#include "grade.h"

#include <string.h>

static size_t grade_of_points(const struct grading *grading, int64_t points)
{
    size_t grade = 0;
    while (grade + 1 < grading->grade_count && points < grading->grades[grade].from)
        grade++;
    return grade;
}

static size_t grade_number(const struct grading *grading, const char *name)
{
    size_t grade = 0;
    while (grade + 1 < grading->grade_count && strcmp(grading->grades[grade].name, name) != 0)
        grade++;
    return grade;
}

/* The points and the grade where limits that hold, and with `doubtful` those that may hold too, are applied. */
static const char *apply(const struct grading *grading, const struct expr_input *input, bool doubtful, int64_t *points)
{
    size_t worst_allowed = 0;
    for (size_t i = 0; i < grading->limit_count; i++) {
        const struct grade_limit *limit = &grading->limits[i];
        enum truth holds = expr_test(limit->when, input);
        if (holds == TRUTH_FALSE || (holds == TRUTH_UNKNOWN && !doubtful))
            continue;
        if (limit->most < *points)
            *points = limit->most;
        size_t grade = limit->grade ? grade_number(grading, limit->grade) : 0;
        worst_allowed = grade > worst_allowed ? grade : worst_allowed;
    }
    if (grading->grade_count == 0)
        return NULL;
    size_t grade = grade_of_points(grading, *points);
    return grading->grades[grade > worst_allowed ? grade : worst_allowed].name;
}

struct graded grade_points(const struct grading *grading, const struct expr_input *input, int64_t met, int64_t open,
                           int64_t whole)
{
    struct graded graded = {.lowest = met, .highest = met + open, .whole = whole};
    graded.worst = apply(grading, input, true, &graded.lowest);
    graded.best = apply(grading, input, false, &graded.highest);
    return graded;
}
