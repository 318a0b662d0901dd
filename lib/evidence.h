/* SPDX-License-Identifier: ISC
 *
 * evidence: what the other records of a stream say of the thing that a record speaks of, year by year, and what of it
 * stands against the record.
 *
 * What is looked for and what is a conflict stands in the definitions in evidence/. All records are shown first, in any
 * order; of each, one small item is kept for every collector that takes it, and no record is held. Then each record of
 * a kind that gets evidence is given its block.
 */
#ifndef ANTT_EVIDENCE_H
#define ANTT_EVIDENCE_H

#include "kind.h"

struct evidence;

/* NULL with a message where a definition is faulty. What it is given must outlive it. */
struct evidence *evidence_load(struct defs *defs, const struct kinds *kinds, struct diag *diag);
void evidence_free(struct evidence *evidence);

/* Keeps what a record is evidence of. */
void evidence_take(struct evidence *evidence, const struct kind *kind, const struct record *record);
/* Whether records of the kind (NULL: none that is known) get a block. */
bool evidence_is_wanted(const struct evidence *evidence, const struct kind *kind);
/* Appends the block `evidence:` for a record and reports its conflicts, after the last evidence_take(). Nothing, with a
 * message, where the record has no year. */
void evidence_append_block(struct evidence *evidence, const struct kind *kind, const struct record *record,
                           struct buffer *block);

#endif
