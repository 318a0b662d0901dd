/* SPDX-License-Identifier: ISC
 *
 * grade: points, caps, vetoes and grades of criteria sets that have them, as provincial point sheets do. Integers only.
 *
 * A rule that is met gives its points; one that is undecided may still give them. So there are a lowest and a highest
 * possible number of points and a lowest and a highest possible grade; the grade itself is known only where these
 * agree.
 */
#ifndef ANTT_GRADE_H
#define ANTT_GRADE_H

#include "expr.h"

struct grade {
    const char *name;
    int64_t from; /* points */
};

/* Where `when` holds: not more points than `most` (caps), or no better grade than `grade` (vetoes). */
struct grade_limit {
    struct expr *when;
    int64_t most;      /* INT64_MAX: no cap */
    const char *grade; /* NULL: no veto */
};

struct grading {
    struct grade *grades; /* from best to worst; the last from 0 */
    size_t grade_count;
    struct grade_limit *limits;
    size_t limit_count;
};

struct graded {
    int64_t lowest, highest, whole; /* points */
    const char *worst, *best;       /* grades; NULL where the set has none */
};

/* Applies caps and vetoes: `met` points are sure, `open` more are undecided, `whole` could be had. */
struct graded grade_points(const struct grading *grading, const struct expr_input *input, int64_t met, int64_t open,
                           int64_t whole);

#endif
