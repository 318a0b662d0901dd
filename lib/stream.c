/* SPDX-License-Identifier: ISC */
#include "stream.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEFAULT_CHUNK = 128 * 1024, LONGEST_MARK = 7 /* a BOM, three characters and what follows them */ };

struct stream {
    int descriptor;
    const char *name;
    size_t limit, chunk;
    struct buffer held; /* input that is not handed out yet */
    size_t start;       /* where the current document begins in `held` */
    size_t scanned;     /* the search for marks goes on here; the start of a line unless mid_line */
    size_t line;        /* number of the line at `start` */
    size_t lines;       /* line breaks from `start` to `scanned` */
    bool at_end;
    bool in_pieces; /* the current document is over the limit and partly handed out */
    bool mid_line;  /* `scanned` stands inside a line that is too long to wait for */
    bool ending;    /* that line is a `...` */
    bool marked;    /* the current document has a `---` of its own, or content */
    void (*before_wait)(void *context);
    void *context;
    void (*observe)(void *context, const char *bytes, size_t length);
    void *observer;
};

enum mark { MARK_NONE, MARK_START, MARK_END, MARK_DIRECTIVE };

struct stream *stream_open(int descriptor, const char *name, size_t limit, size_t chunk)
{
    struct stream *stream = mem_new(1, sizeof *stream);
    stream->descriptor = descriptor;
    stream->name = name;
    stream->limit = limit;
    stream->chunk = chunk ? chunk : DEFAULT_CHUNK;
    stream->line = 1;
    return stream;
}

void stream_close(struct stream *stream)
{
    if (!stream)
        return;
    buffer_free(&stream->held);
    free(stream);
}

void stream_before_wait(struct stream *stream, void (*call)(void *context), void *context)
{
    stream->before_wait = call;
    stream->context = context;
}

void stream_observe(struct stream *stream, void (*call)(void *context, const char *bytes, size_t length), void *context)
{
    stream->observe = call;
    stream->observer = context;
}

static void drop_handed_out(struct stream *stream)
{
    if (stream->start == 0)
        return;
    stream->held.length -= stream->start;
    memmove(stream->held.bytes, stream->held.bytes + stream->start, stream->held.length);
    stream->scanned -= stream->start;
    stream->start = 0;
}

/* Reads one chunk more; false when a read failed. */
static bool refill(struct stream *stream)
{
    drop_handed_out(stream);
    struct buffer *held = &stream->held;
    held->bytes = mem_grow(held->bytes, &held->capacity, held->length + stream->chunk, 1);
    struct pollfd ready = {.fd = stream->descriptor, .events = POLLIN};
    if (stream->before_wait && poll(&ready, 1, 0) == 0)
        stream->before_wait(stream->context);
    ssize_t got;
    do
        got = read(stream->descriptor, held->bytes + held->length, stream->chunk);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return false;
    if (stream->observe && got > 0)
        stream->observe(stream->observer, held->bytes + held->length, (size_t)got);
    held->length += (size_t)got;
    stream->at_end = got == 0;
    return true;
}

static bool ends_mark(struct text rest)
{
    if (rest.length == 0)
        return true;
    if (strchr(" \t\r\n", rest.bytes[0]) && rest.bytes[0] != '\0')
        return true;
    return (rest.length >= 2 && memcmp(rest.bytes, "\xC2\x85", 2) == 0) ||
           (rest.length >= 3 &&
            (memcmp(rest.bytes, "\xE2\x80\xA8", 3) == 0 || memcmp(rest.bytes, "\xE2\x80\xA9", 3) == 0));
}

/* What the line at the front of `rest` is. A byte order mark before it is looked through: files joined by cat have
 * them. */
static enum mark mark_at(struct text rest)
{
    size_t order_mark = utf8_order_mark(rest);
    rest = (struct text){rest.bytes + order_mark, rest.length - order_mark};
    if (rest.length == 0)
        return MARK_NONE;
    if (rest.bytes[0] == '%')
        return MARK_DIRECTIVE;
    if (rest.length < 3 || (rest.bytes[0] != '-' && rest.bytes[0] != '.') || rest.bytes[1] != rest.bytes[0] ||
        rest.bytes[2] != rest.bytes[0] || !ends_mark((struct text){rest.bytes + 3, rest.length - 3}))
        return MARK_NONE;
    return rest.bytes[0] == '-' ? MARK_START : MARK_END;
}

static bool has_content(struct text bytes)
{
    struct text line;
    while (text_next_part(&bytes, '\n', &line)) {
        size_t at = utf8_order_mark(line);
        while (at < line.length && strchr(" \t\r", line.bytes[at]) && line.bytes[at])
            at++;
        if (at < line.length && line.bytes[at] != '#')
            return true;
    }
    return false;
}

static struct text held_part(const struct stream *stream, size_t from, size_t to)
{
    return (struct text){stream->held.bytes + from, to - from};
}

static enum frame_start start_of(struct text bytes)
{
    if (mark_at(bytes) == MARK_START)
        return FRAME_MARKER;
    struct text line;
    while (text_next_part(&bytes, '\n', &line)) {
        if (mark_at(line) == MARK_DIRECTIVE)
            return FRAME_DIRECTIVE;
        if (has_content(line))
            break;
    }
    return FRAME_BARE;
}

/* Ends the current document, or its current piece, at `end`. */
static void hand_out(struct stream *stream, size_t end, bool terminated, struct frame *frame)
{
    *frame = (struct frame){
        .bytes = held_part(stream, stream->start, end),
        .file = stream->name,
        .line = stream->line,
        .terminated = terminated,
        .oversize = stream->in_pieces || end - stream->start > stream->limit,
        .continued = stream->in_pieces,
    };
    if (!stream->in_pieces)
        frame->start = start_of(frame->bytes);
    stream->line += stream->lines;
    stream->lines = 0;
    stream->start = end;
    stream->in_pieces = stream->marked = stream->ending = false;
}

/* Directives before the first content belong to the document that their `---` begins. */
static bool continues_directives(const struct stream *stream)
{
    return !stream->marked && start_of(held_part(stream, stream->start, stream->scanned)) == FRAME_DIRECTIVE;
}

/* A `...` ends the document with its line, which may be too long to wait for. */
static bool ends_document(struct stream *stream, struct frame *frame)
{
    if (!stream->ending || (stream->mid_line && !stream->at_end))
        return false;
    hand_out(stream, stream->scanned, true, frame);
    return true;
}

/* Looks at the line at `scanned` that may be a mark; true when it ends a frame, before it or with it. */
static bool cut_at_line(struct stream *stream, size_t line_end, struct frame *frame)
{
    enum mark mark = mark_at(held_part(stream, stream->scanned, stream->held.length));
    bool inside = stream->scanned > stream->start || stream->in_pieces;
    if (mark == MARK_START && inside && !continues_directives(stream)) {
        if (stream->scanned > stream->start) {
            hand_out(stream, stream->scanned, false, frame);
            return true;
        }
        stream->in_pieces = stream->marked = false; /* the last piece ended just here */
    }
    if (mark == MARK_START)
        stream->marked = true;
    stream->lines += stream->held.bytes[line_end - 1] == '\n';
    stream->mid_line = stream->held.bytes[line_end - 1] != '\n';
    stream->scanned = line_end;
    stream->ending = mark == MARK_END;
    return ends_document(stream, frame);
}

static bool may_be_mark(unsigned char byte)
{
    return byte == '-' || byte == '.' || byte == 0xEF;
}

/* Goes through the lines that are there; true when a frame is cut. A line whose end has not come yet waits for it,
 * unless it is longer than a document may be. */
static bool scan(struct stream *stream, struct frame *frame)
{
    const struct buffer *held = &stream->held;
    while (stream->scanned < held->length) {
        size_t left = held->length - stream->scanned;
        const char *line = held->bytes + stream->scanned, *newline = memchr(line, '\n', left);
        if (!newline && !stream->at_end && left <= stream->limit + LONGEST_MARK)
            return false;
        size_t line_end = newline ? (size_t)(newline - held->bytes) + 1 : held->length;
        if (may_be_mark((unsigned char)*line) && !stream->mid_line) {
            if (cut_at_line(stream, line_end, frame))
                return true;
            continue;
        }
        stream->lines += newline != NULL;
        stream->mid_line = newline == NULL;
        stream->scanned = line_end;
        if (ends_document(stream, frame))
            return true;
    }
    return false;
}

enum stream_result stream_next(struct stream *stream, struct frame *frame)
{
    for (;;) {
        if (scan(stream, frame))
            return STREAM_FRAME;
        if (stream->scanned - stream->start > stream->limit && !stream->at_end) {
            bool ending = stream->ending;
            hand_out(stream, stream->scanned, false, frame);
            stream->in_pieces = stream->marked = true;
            stream->ending = ending;
            return STREAM_FRAME;
        }
        if (stream->at_end)
            break;
        if (!refill(stream))
            return STREAM_FAILED;
    }
    if (stream->start == stream->held.length)
        return STREAM_END;
    hand_out(stream, stream->held.length, stream->ending, frame);
    return STREAM_FRAME;
}
