/* SPDX-License-Identifier: ISC
 *
 * world: the built-in kinds, and records of the harness's own, opened once for all inputs.
 */
#ifndef ANTT_FUZZ_WORLD_H
#define ANTT_FUZZ_WORLD_H

#include "kind.h"
#include "reader.h"

struct fuzz_world {
    struct diag diag;
    struct defs *defs;
    struct kinds *kinds;
};

void fuzz_world_open(struct fuzz_world *world);
/* The fields of a record; valid until the reader reads again. */
const struct node *fuzz_read(struct reader *reader, const char *yaml);

#endif
