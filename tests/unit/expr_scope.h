/* SPDX-License-Identifier: ISC
 *
 * expr_scope: what the tests of the condition language share: the built-in kinds, a scope, a record from text.
 */
#ifndef ANTT_TESTS_EXPR_SCOPE_H
#define ANTT_TESTS_EXPR_SCOPE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "expr_tree.h"
#include "reader.h"

enum { SCOPE_KINDS = 32 };

/* The kinds, and what an expression compiled in them needs. */
struct world {
    struct diag diag;
    struct defs *defs;
    struct kinds *kinds;
    const struct kind *in_scope[SCOPE_KINDS];
    struct expr_scope scope;
    struct expr_previous previous;
};

/* The built-in kinds, and those of a directory, where one is given. */
static inline void world_open(struct world *world, const char *directory)
{
    *world = (struct world){.diag.program = "test"};
    world->defs = defs_open(&directory, directory ? 1 : 0, &world->diag);
    assert_non_null(world->defs);
    world->kinds = kinds_load(world->defs, &world->diag);
    assert_non_null(world->kinds);
}

static inline void forget_previous(struct world *world)
{
    for (size_t i = 0; i < world->previous.count; i++)
        free(world->previous.paths[i]);
    free(world->previous.paths);
    world->previous = (struct expr_previous){0};
}

static inline void world_close(struct world *world)
{
    forget_previous(world);
    kinds_free(world->kinds);
    defs_close(world->defs);
}

/* Puts one kind in scope, or all of them for "*"; a leading "+" allows `previous.`. */
static inline const struct expr_scope *world_scope(struct world *world, const char *kinds)
{
    bool previous = *kinds == '+';
    const char *name = kinds + previous;
    forget_previous(world);
    world->scope = (struct expr_scope){.kinds = world->in_scope, .previous = previous ? &world->previous : NULL};
    for (size_t i = 0; i < kinds_count(world->kinds) && world->scope.kind_count < SCOPE_KINDS; i++) {
        const struct kind *kind = kinds_at(world->kinds, i);
        if (strcmp(name, "*") == 0 || strcmp(name, kind->name) == 0)
            world->in_scope[world->scope.kind_count++] = kind;
    }
    assert_true(world->scope.kind_count > 0);
    return &world->scope;
}

/* The fields of a record, from block or flow YAML; valid until the reader reads again. */
static inline const struct node *read_fields(struct reader *reader, const char *yaml)
{
    static struct record record;
    struct frame frame = {.bytes = text_of(yaml), .file = "test", .line = 1};
    if (reader_read(reader, &frame, &record) != READ_RECORD)
        fail_msg("the test's own record cannot be read: %s", yaml);
    return record.root;
}

/* A fixed sequence, the same on every machine. */
static inline uint32_t next_random(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

#endif
