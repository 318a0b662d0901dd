/* SPDX-License-Identifier: ISC */
#include "world.h"

#include "fuzz.h"

void fuzz_world_open(struct fuzz_world *world)
{
    *world = (struct fuzz_world){.diag.program = "fuzz"};
    world->defs = defs_open(NULL, 0, &world->diag);
    FUZZ_CHECK(world->defs, "no definitions");
    world->kinds = kinds_load(world->defs, &world->diag);
    FUZZ_CHECK(world->kinds, "no kinds");
}

const struct node *fuzz_read(struct reader *reader, const char *yaml)
{
    static struct record record;
    struct frame frame = {.bytes = text_of(yaml), .file = "fuzz", .line = 1};
    FUZZ_CHECK(reader_read(reader, &frame, &record) == READ_RECORD, "the harness's own record");
    return record.root;
}
