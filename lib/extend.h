/* SPDX-License-Identifier: ISC
 *
 * extend: a criteria set that extends another, as one tree: the other's sections with the changes by rule id.
 *
 * In the result every section has one class, and rules of groups stand in their sections. It shares the text of the
 * definitions and lives in the caller's arena.
 */
#ifndef ANTT_EXTEND_H
#define ANTT_EXTEND_H

#include "defs.h"

/* The root of the merged set; the definition's own root where it extends nothing; NULL with a message for a faulty one:
 * an unknown set, a circle, a change of a rule that is not there. */
const struct node *extend_criteria(struct defs *defs, const struct record *definition, struct arena *arena,
                                   struct diag *diag);

#endif
