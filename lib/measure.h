/* SPDX-License-Identifier: ISC
 *
 * measure: what is counted and summed of each class of records, read from the definitions in measures/.
 *
 * Every figure is an integer, so that figures of parts add up to the figures of the whole. Beside a sum X stands
 * X_missing, the number of records where it was unknown.
 */
#ifndef ANTT_MEASURE_H
#define ANTT_MEASURE_H

#include "expr.h"

struct figure {
    char *name;
    struct expr *count; /* counts the records for which it holds; NULL for a sum */
    struct expr *sum;   /* NULL for a count */
    struct expr *among; /* of a sum: the records that it is taken over; NULL: all */
};

struct measured_class {
    const char *name;
    const struct kind *kind;
    struct figure *figures; /* a sum is followed by its X_missing, which has neither count nor sum */
    size_t figure_count, figure_capacity;
    struct expr *rollup;     /* which records count for the unit that they belong to; NULL: none */
    const char *rollup_kind; /* the kind whose records get the rollup */
};

struct measures;

/* NULL with a message where a definition is faulty. */
struct measures *measures_load(struct defs *defs, const struct kinds *kinds, struct diag *diag);
void measures_free(struct measures *measures);
size_t measures_count(const struct measures *measures);
const struct measured_class *measures_at(const struct measures *measures, size_t index);
const struct measured_class *measures_find(const struct measures *measures, struct text class);

/* The name of X_missing, where X is a sum of the class; else NULL. */
const char *measures_missing(const struct measures *measures, struct text class, struct text figure);
/* Whether the measures of a class have a figure of that name, X_missing too. */
bool measures_have(const struct measures *measures, struct text class, struct text figure);
/* The figure of the class nearest to a misspelt name, or NULL. */
const char *measures_nearest(const struct measures *measures, struct text class, struct text figure);

/* Adds what one record is to the figures, in the order of class->figures; false when a sum overflows. */
bool measure_record(const struct measured_class *class, const struct expr_input *input, int64_t *figures);

#endif
