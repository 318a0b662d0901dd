/* SPDX-License-Identifier: ISC
 *
 * kind_refers: what the values of a field name, units or other records; for the loading of kinds alone.
 */
#ifndef ANTT_KIND_REFERS_H
#define ANTT_KIND_REFERS_H

#include "kind.h"

/* Reads `refers` of a field's entry; false with a message. */
bool refers_read(struct field *field, const struct node *entry, const struct record *definition, struct diag *diag);
/* When all kinds are read: finds those that the fields of one refer to; false with a message. */
bool refers_link(struct kind *kind, const struct kinds *kinds, struct diag *diag);
void reference_free(struct reference *reference);

#endif
