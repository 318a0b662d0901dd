/* SPDX-License-Identifier: ISC */
#include "sorter.h"

#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How many runs are merged at once, and the least that is read of each at a time. */
enum { MERGED_AT_ONCE = 64, LEAST_CHUNK = 4096 };

/* Stands before the key and the bytes of a document, in memory and on disk. */
struct head {
    size_t key_length, length;
    enum frame_start start;
    bool terminated;
};

struct item {
    struct text key;
    struct frame frame;
};

struct file {
    int descriptor;
    struct output *output; /* NULL: there is no file */
    off_t length;
};

/* A run of sorted documents in a file. */
struct stretch {
    off_t from, to;
};

struct stretches {
    struct stretch *items;
    size_t count, capacity;
};

struct sorter {
    struct diag *diag;
    size_t limit;
    struct buffer held; /* documents with their heads */
    size_t *offsets;    /* of the heads in `held` */
    size_t count, capacity;
    struct file file;
    struct stretches runs;
    bool failed;
};

/* One run that is being merged. */
struct source {
    int descriptor;
    off_t at, to;         /* what is still to be read */
    struct buffer window; /* what was read, from the item at hand on */
    size_t passed;        /* of the window */
    size_t chunk;
    struct item item;
};

typedef bool taker(void *context, struct text key, const struct frame *frame);

struct sorter *sorter_new(size_t buffer_size, struct diag *diag)
{
    struct sorter *sorter = mem_new(1, sizeof *sorter);
    sorter->diag = diag;
    sorter->limit = buffer_size;
    return sorter;
}

static void drop_documents(struct sorter *sorter)
{
    buffer_free(&sorter->held);
    free(sorter->offsets);
    sorter->offsets = NULL;
    sorter->count = sorter->capacity = 0;
}

void sorter_free(struct sorter *sorter)
{
    if (!sorter)
        return;
    drop_documents(sorter);
    output_discard(sorter->file.output);
    free(sorter->runs.items);
    free(sorter);
}

/* The item at the front of bytes that hold the whole of it. */
static struct item item_at(const char *bytes)
{
    struct head head;
    memcpy(&head, bytes, sizeof head);
    const char *key = bytes + sizeof head;
    return (struct item){
        .key = {key, head.key_length},
        .frame = {.bytes = {key + head.key_length, head.length}, .start = head.start, .terminated = head.terminated}};
}

static struct head head_of(struct text key, const struct frame *frame)
{
    struct head head;
    memset(&head, 0, sizeof head); /* what lies between its members is written too */
    head.key_length = key.length;
    head.length = frame->bytes.length;
    head.start = frame->start;
    head.terminated = frame->terminated;
    return head;
}

static int compare_held(const void *a, const void *b, void *context)
{
    const struct buffer *held = context;
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    int order = text_compare(item_at(held->bytes + left).key, item_at(held->bytes + right).key);
    return order ? order : (left > right) - (left < right); /* the one that came first is first */
}

static void sort_held(struct sorter *sorter)
{
    if (sorter->count)
        qsort_r(sorter->offsets, sorter->count, sizeof *sorter->offsets, compare_held, &sorter->held);
}

static bool each_held(struct sorter *sorter, taker *take, void *context)
{
    bool going = true;
    sort_held(sorter);
    for (size_t i = 0; i < sorter->count && going; i++) {
        struct item item = item_at(sorter->held.bytes + sorter->offsets[i]);
        going = take(context, item.key, &item.frame);
    }
    return going;
}

static bool open_file(struct file *file, struct diag *diag)
{
    *file = (struct file){0};
    file->output = output_to_unnamed(diag, &file->descriptor);
    return file->output != NULL;
}

static bool write_item(void *context, struct text key, const struct frame *frame)
{
    struct file *file = context;
    struct head head = head_of(key, frame);
    file->length += (off_t)(sizeof head + key.length + frame->bytes.length);
    return output_write(file->output, (const char *)&head, sizeof head) &&
           output_write(file->output, key.bytes, key.length) &&
           output_write(file->output, frame->bytes.bytes, frame->bytes.length);
}

static void add_stretch(struct stretches *runs, off_t from, off_t to)
{
    runs->items = mem_grow(runs->items, &runs->capacity, runs->count + 1, sizeof *runs->items);
    runs->items[runs->count++] = (struct stretch){from, to};
}

/* Writes what is held as one run more. */
static bool spill(struct sorter *sorter)
{
    off_t from = sorter->file.length;
    if (!sorter->file.output && !open_file(&sorter->file, sorter->diag))
        return false;
    if (!each_held(sorter, write_item, &sorter->file) || !output_flush(sorter->file.output))
        return false;
    add_stretch(&sorter->runs, from, sorter->file.length);
    buffer_clear(&sorter->held);
    sorter->count = 0;
    return true;
}

bool sorter_add(struct sorter *sorter, struct text key, const struct frame *frame)
{
    struct head head = head_of(key, frame);
    /* an offset is counted twice: sorting them takes as much again */
    size_t wanted = sorter->held.length + sizeof head + key.length + frame->bytes.length +
                    2 * (sorter->count + 1) * sizeof *sorter->offsets;
    if (!sorter->failed && sorter->count && wanted > sorter->limit && !spill(sorter)) {
        drop_documents(sorter);
        sorter->failed = true;
    }
    if (sorter->failed)
        return false;
    sorter->offsets = mem_grow(sorter->offsets, &sorter->capacity, sorter->count + 1, sizeof *sorter->offsets);
    sorter->offsets[sorter->count++] = sorter->held.length;
    buffer_append(&sorter->held, (const char *)&head, sizeof head);
    buffer_append(&sorter->held, key.bytes, key.length);
    buffer_append(&sorter->held, frame->bytes.bytes, frame->bytes.length);
    return true;
}

/* Makes sure that the window holds so many bytes from the item at hand on; false with errno where they are not there.
 */
static bool reach(struct source *source, size_t wanted)
{
    struct buffer *window = &source->window;
    if (window->length - source->passed >= wanted)
        return true;
    window->length -= source->passed;
    if (window->length)
        memmove(window->bytes, window->bytes + source->passed, window->length);
    source->passed = 0;
    size_t room = wanted > source->chunk ? wanted : source->chunk;
    window->bytes = mem_grow(window->bytes, &window->capacity, room, 1);
    while (window->length < room && source->at < source->to) {
        size_t left = (size_t)(source->to - source->at), most = room - window->length;
        ssize_t got = pread(source->descriptor, window->bytes + window->length, left < most ? left : most, source->at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        window->length += (size_t)got;
        source->at += got;
    }
    if (window->length < wanted && source->at == source->to)
        errno = EIO;
    return window->length >= wanted;
}

enum advance { ADVANCED, AT_END, ADVANCE_FAILED };

static enum advance advance(struct source *source)
{
    struct head head;
    if (source->item.key.bytes)
        source->passed += sizeof head + source->item.key.length + source->item.frame.bytes.length;
    if (source->at == source->to && source->passed == source->window.length)
        return AT_END;
    errno = EIO; /* a file that is shorter than it was */
    if (!reach(source, sizeof head))
        return ADVANCE_FAILED;
    memcpy(&head, source->window.bytes + source->passed, sizeof head);
    if (!reach(source, sizeof head + head.key_length + head.length))
        return ADVANCE_FAILED;
    source->item = item_at(source->window.bytes + source->passed);
    return ADVANCED;
}

/* Sources in a heap: each comes before the two below it. The earlier run has the earlier place in memory. */
struct heap {
    struct source *places[MERGED_AT_ONCE];
    size_t count;
};

static bool before(const struct source *a, const struct source *b)
{
    int order = text_compare(a->item.key, b->item.key);
    return order ? order < 0 : a < b;
}

static void sink(struct heap *heap, size_t at)
{
    for (size_t below; (below = 2 * at + 1) < heap->count; at = below) {
        if (below + 1 < heap->count && before(heap->places[below + 1], heap->places[below]))
            below++;
        if (!before(heap->places[below], heap->places[at]))
            return;
        struct source *source = heap->places[at];
        heap->places[at] = heap->places[below];
        heap->places[below] = source;
    }
}

/* Takes the first item of all till none is left. */
static bool drain(struct heap *heap, taker *take, void *context, struct diag *diag)
{
    for (size_t i = heap->count / 2; i-- > 0;)
        sink(heap, i);
    while (heap->count) {
        struct source *first = heap->places[0];
        if (!take(context, first->item.key, &first->item.frame))
            return false;
        enum advance result = advance(first);
        if (result == ADVANCE_FAILED) {
            diag_report(diag, SEVERITY_TROUBLE, &(struct place){.file = "temporary file"}, "unreadable", "%s",
                        strerror(errno));
            return false;
        }
        if (result == AT_END)
            heap->places[0] = heap->places[--heap->count];
        sink(heap, 0);
    }
    return true;
}

static bool merge(struct sorter *sorter, const struct stretch *runs, size_t count, taker *take, void *context)
{
    struct source sources[MERGED_AT_ONCE];
    struct heap heap = {.count = 0};
    size_t chunk = sorter->limit / MERGED_AT_ONCE;
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        sources[i] = (struct source){.descriptor = sorter->file.descriptor,
                                     .at = runs[i].from,
                                     .to = runs[i].to,
                                     .chunk = chunk > LEAST_CHUNK ? chunk : LEAST_CHUNK};
        good &= advance(&sources[i]) == ADVANCED;
        heap.places[heap.count++] = &sources[i];
    }
    if (!good)
        diag_report(sorter->diag, SEVERITY_TROUBLE, &(struct place){.file = "temporary file"}, "unreadable", "%s",
                    strerror(errno));
    good = good && drain(&heap, take, context, sorter->diag);
    for (size_t i = 0; i < count; i++)
        buffer_free(&sources[i].window);
    return good;
}

/* Merges neighbouring runs into longer ones, in a file of their own. */
static bool merge_some(struct sorter *sorter)
{
    struct file longer;
    struct stretches merged = {0};
    bool good = open_file(&longer, sorter->diag);
    for (size_t i = 0; i < sorter->runs.count && good; i += MERGED_AT_ONCE) {
        size_t left = sorter->runs.count - i;
        off_t from = longer.length;
        good =
            merge(sorter, sorter->runs.items + i, left < MERGED_AT_ONCE ? left : MERGED_AT_ONCE, write_item, &longer);
        add_stretch(&merged, from, longer.length);
    }
    good = good && output_flush(longer.output);
    output_discard(sorter->file.output);
    free(sorter->runs.items);
    sorter->file = longer;
    sorter->runs = merged;
    return good;
}

bool sorter_each(struct sorter *sorter, taker *take, void *context)
{
    if (sorter->failed)
        return false;
    if (!sorter->runs.count) {
        each_held(sorter, take, context);
        return true;
    }
    if (sorter->count && !spill(sorter))
        return false;
    drop_documents(sorter);
    while (sorter->runs.count > MERGED_AT_ONCE)
        if (!merge_some(sorter))
            return false;
    return merge(sorter, sorter->runs.items, sorter->runs.count, take, context);
}
