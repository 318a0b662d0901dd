/* SPDX-License-Identifier: ISC
 *
 * trees: whether the two ways of reading a document make the same record of it.
 */
#ifndef ANTT_TEST_TREES_H
#define ANTT_TEST_TREES_H

#include "reader.h"

#include <stdlib.h>

/* One reader of each way, and what they say. */
struct both {
    struct diag diags[2];
    struct buffer said[2];
    struct reader *readers[2];
};

static inline void both_open(struct both *both)
{
    static const char *const ways[] = {"libyaml", "fast"};
    for (int i = 0; i < 2; i++) {
        both->diags[i] = (struct diag){.program = "test", .copy = &both->said[i]};
        setenv("ANTT_READER", ways[i], 1);
        both->readers[i] = reader_new(&both->diags[i]);
    }
}

static inline void both_close(struct both *both)
{
    for (int i = 0; i < 2; i++) {
        reader_free(both->readers[i]);
        buffer_free(&both->said[i]);
    }
}

static inline bool same_marks(const struct record *x, struct mark a, const struct record *y, struct mark b)
{
    return a.line == b.line && record_column(x, a) == record_column(y, b) && record_offset(x, a) == record_offset(y, b);
}

/* NULL where the trees are the same, else what differs first. */
static inline const char *trees_differ(const struct record *of_a, const struct node *a, const struct record *of_b,
                                       const struct node *b)
{
    if (a->type != b->type)
        return "type";
    if (!text_equal(a->key, b->key) || a->key_hash != b->key_hash)
        return "key";
    if (a->parent && a->parent->type == NODE_MAPPING && !same_marks(of_a, a->key_at, of_b, b->key_at))
        return "place of a key";
    if (!same_marks(of_a, a->at, of_b, b->at))
        return "place";
    if (!same_marks(of_a, a->end, of_b, b->end))
        return "end";
    if (a->plain != b->plain || a->flow != b->flow || a->count != b->count || a->index != b->index)
        return "style";
    if (a->type == NODE_SCALAR && (!text_equal(a->value, b->value) || b->value.bytes[b->value.length] != '\0'))
        return "value";
    const struct node *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next) {
        const char *difference = x->parent != a || y->parent != b ? "parent" : trees_differ(of_a, x, of_b, y);
        if (difference)
            return difference;
    }
    return x || y ? "length" : NULL;
}

/* The same for whole documents: results, messages, records. */
static inline const char *both_read(struct both *both, struct text document)
{
    struct frame frame = {.bytes = document, .file = "document", .line = 1, .start = FRAME_MARKER};
    struct record records[2];
    enum read_result results[2];
    for (int i = 0; i < 2; i++) {
        buffer_clear(&both->said[i]);
        both->diags[i].last = 0;
        results[i] = reader_read(both->readers[i], &frame, &records[i]);
    }
    if (results[0] != results[1])
        return "result";
    if (!text_equal((struct text){both->said[0].bytes, both->said[0].length},
                    (struct text){both->said[1].bytes, both->said[1].length}))
        return "message";
    if (results[0] != READ_RECORD)
        return NULL;
    if (!text_equal(records[0].kind, records[1].kind) || records[0].maybe_not_nfc != records[1].maybe_not_nfc)
        return "kind";
    return trees_differ(&records[0], records[0].root, &records[1], records[1].root);
}

#endif
