/* SPDX-License-Identifier: ISC
 *
 * template: blank records of a kind, to be filled in.
 */
#ifndef ANTT_TEMPLATE_H
#define ANTT_TEMPLATE_H

#include "kind.h"

/* Appends a document `---` with every field of the kind in its order, empty but for `record`, each under comments that
 * say its titles, its type and whether it is required. Items of lists of mappings stand as comments: an item that is
 * there would say that there is such a thing. */
void template_append(const struct kind *kind, struct buffer *document);
/* Appends the names and titles of all kinds. */
void template_append_list(const struct kinds *kinds, struct buffer *list);

#endif
