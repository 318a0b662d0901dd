/* SPDX-License-Identifier: ISC
 *
 * Documents come out of the sorter as they went in, each once, in the order of their keys; those with equal keys in
 * the order in which they came; however little it may hold in memory.
 */
#include "sorter.h"
#include "support/fuzz.h"

enum { MOST = 512, SMALLEST = 64 };

struct document {
    struct text key, bytes;
    bool terminated;
};

struct documents {
    struct document items[MOST];
    size_t count, shown;
};

static int compare(const void *a, const void *b)
{
    const struct document *first = a, *second = b;
    int order = text_compare(first->key, second->key);
    return order ? order : (first->bytes.bytes > second->bytes.bytes) - (first->bytes.bytes < second->bytes.bytes);
}

static bool take(void *context, struct text key, const struct frame *frame)
{
    struct documents *wanted = context;
    FUZZ_CHECK(wanted->shown < wanted->count, "more documents than there were");
    const struct document *document = &wanted->items[wanted->shown++];
    FUZZ_CHECK(text_equal(document->key, key), "document %zu has another key", wanted->shown);
    FUZZ_CHECK(text_equal(document->bytes, frame->bytes) && document->terminated == frame->terminated,
               "document %zu is another", wanted->shown);
    return true;
}

/* Each line is a document; what stands before its first blank is its key. */
static void cut(struct text rest, struct documents *documents)
{
    struct text line, key;
    documents->count = documents->shown = 0;
    while (documents->count < MOST && text_next_part(&rest, '\n', &line)) {
        struct text parts = line;
        text_next_part(&parts, ' ', &key);
        documents->items[documents->count++] = (struct document){key, line, line.length % 2};
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct documents documents;
    struct diag diag = {.program = "fuzz"};
    struct text rest = fuzz_text(data, size);
    size_t room = (size_t)SMALLEST << fuzz_choose(&rest, 8);
    struct sorter *sorter = sorter_new(room, &diag);
    cut(rest, &documents);
    for (size_t i = 0; i < documents.count; i++) {
        struct document *document = &documents.items[i];
        struct frame frame = {.bytes = document->bytes, .file = "fuzz", .line = i + 1};
        frame.terminated = document->terminated;
        FUZZ_CHECK(sorter_add(sorter, document->key, &frame), "a document is not taken");
    }
    qsort(documents.items, documents.count, sizeof *documents.items, compare);
    FUZZ_CHECK(sorter_each(sorter, take, &documents), "not all came back");
    FUZZ_CHECK(documents.shown == documents.count, "%zu of %zu documents", documents.shown, documents.count);
    sorter_free(sorter);
    return 0;
}
