/* SPDX-License-Identifier: ISC
 *
 * lint: looks at a criteria set for what is surely a slip: rules that can never apply, or whose outcome does not depend
 * on the record. What is not allowed at all is refused when the set is read.
 */
#ifndef ANTT_LINT_H
#define ANTT_LINT_H

#include "criteria.h"

/* Reports each finding as an error; returns their number. */
size_t lint_criteria(const struct criteria_set *set, struct diag *diag);

#endif
