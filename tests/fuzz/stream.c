/* SPDX-License-Identifier: ISC
 *
 * Joined, the frames are the input, the same ones whatever the size of a read; a limit changes none but those over it;
 * and they are the documents that libyaml sees.
 */
#include "stream.h"
#include "../unit/yaml_events.h"
#include "support/fuzz.h"

#include <unistd.h>

enum { MOST_FRAMES = 4096, LIMIT = 1 << 20 };

struct cut {
    struct cut_frame {
        size_t offset, length, line;
        enum frame_start start;
        bool terminated, oversize, continued;
    } frames[MOST_FRAMES];
    size_t count;
};

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return fuzz_mutate_yaml(data, size, most, seed);
}

/* Cuts, and looks whether anything falls between. */
static void cut(int descriptor, struct text input, size_t limit, size_t chunk, struct cut *cut)
{
    struct stream *stream = stream_open(descriptor, "x", limit, chunk);
    struct frame frame;
    enum stream_result result;
    size_t at = 0, line = 1;
    cut->count = 0;
    FUZZ_CHECK(lseek(descriptor, 0, SEEK_SET) == 0, "lseek");
    while ((result = stream_next(stream, &frame)) == STREAM_FRAME) {
        FUZZ_CHECK(cut->count < MOST_FRAMES, "more frames than the input can have");
        FUZZ_CHECK(frame.bytes.length > 0 && frame.bytes.length <= input.length - at &&
                       memcmp(frame.bytes.bytes, input.bytes + at, frame.bytes.length) == 0,
                   "frame %zu is not the input's bytes", cut->count);
        FUZZ_CHECK(frame.line == line, "frame %zu is in line %zu, not %zu", cut->count, line, frame.line);
        cut->frames[cut->count++] = (struct cut_frame){
            at, frame.bytes.length, frame.line, frame.start, frame.terminated, frame.oversize, frame.continued};
        for (size_t i = 0; i < frame.bytes.length; i++)
            line += frame.bytes.bytes[i] == '\n';
        at += frame.bytes.length;
    }
    FUZZ_CHECK(result == STREAM_END && at == input.length, "the frames end before the input");
    stream_close(stream);
}

static bool same_frame(const struct cut_frame *a, const struct cut_frame *b)
{
    return a->offset == b->offset && a->length == b->length && a->start == b->start && a->terminated == b->terminated &&
           a->oversize == b->oversize && a->continued == b->continued;
}

static void check_chunk(int descriptor, struct text input, size_t chunk, const struct cut *whole)
{
    static struct cut pieces;
    cut(descriptor, input, LIMIT, chunk, &pieces);
    FUZZ_CHECK(pieces.count == whole->count, "%zu frames with reads of %zu bytes, %zu else", pieces.count, chunk,
               whole->count);
    for (size_t i = 0; i < pieces.count; i++)
        FUZZ_CHECK(same_frame(&pieces.frames[i], &whole->frames[i]), "frame %zu differs with reads of %zu bytes", i,
                   chunk);
}

/* Documents within the limit come as they are without one; the others are marked in all their pieces. */
static void check_limit(int descriptor, struct text input, size_t limit, size_t chunk, const struct cut *whole)
{
    static struct cut pieces;
    size_t at = 0;
    cut(descriptor, input, limit, chunk, &pieces);
    for (size_t i = 0; i < whole->count; i++) {
        const struct cut_frame *wanted = &whole->frames[i];
        size_t end = wanted->offset + wanted->length;
        if (wanted->length <= limit) {
            FUZZ_CHECK(at < pieces.count && same_frame(&pieces.frames[at], wanted),
                       "frame %zu, of %zu bytes, differs under a limit of %zu with reads of %zu", i, wanted->length,
                       limit, chunk);
            at++;
            continue;
        }
        bool directive = wanted->start == FRAME_DIRECTIVE; /* a first piece without its `---` is a document */
        for (bool continued = false; at < pieces.count && pieces.frames[at].offset < end; at++, continued = true)
            FUZZ_CHECK(directive || (pieces.frames[at].oversize && pieces.frames[at].continued == continued &&
                                     pieces.frames[at].offset + pieces.frames[at].length <= end),
                       "a piece of frame %zu under a limit of %zu with reads of %zu", i, limit, chunk);
    }
    FUZZ_CHECK(at == pieces.count, "more frames under a limit of %zu", limit);
}

static void check_libyaml(struct text input, const struct cut *whole)
{
    struct buffer events = {0}, framed = {0};
    bool good = describe_events(input, &events);
    for (size_t i = 0; i < whole->count && good; i++) {
        struct text frame = {input.bytes + whole->frames[i].offset, whole->frames[i].length};
        if (is_without_document(frame) || describe_events(frame, &framed))
            continue;
        FUZZ_CHECK(has_late_directive(frame), "frame %zu of a good stream is none", i);
        good = false;
    }
    FUZZ_CHECK(!good || text_equal(fuzz_buffer(&events), fuzz_buffer(&framed)), "libyaml sees other documents: %s / %s",
               buffer_text(&events), buffer_text(&framed));
    buffer_free(&events);
    buffer_free(&framed);
}

/* Files joined by cat have them before a `---`, which is one then; for libyaml it is text. */
static bool has_inner_order_mark(struct text input)
{
    for (size_t i = 1; i < input.length; i++)
        if (utf8_order_mark((struct text){input.bytes + i, input.length - i}))
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cut whole;
    struct text input = fuzz_text(data, size);
    uint32_t state = text_hash(input);
    int descriptor = fuzz_file_with(input);
    cut(descriptor, input, LIMIT, 0, &whole);
    for (int i = 0; i < 3; i++)
        check_chunk(descriptor, input, 1 + fuzz_random(&state, 31), &whole);
    check_limit(descriptor, input, 1 + fuzz_random(&state, 40), 1 + fuzz_random(&state, 60), &whole);
    if (!utf8_survey(input).odd_breaks &&
        !has_inner_order_mark(input)) /* marks behind those are the reader's to refuse */
        check_libyaml(input, &whole);
    close(descriptor);
    return 0;
}
