/* SPDX-License-Identifier: ISC
 *
 * stream: cuts a YAML stream into its documents without parsing it.
 *
 * A line that is `---`, or begins with it and white space, starts a document wherever it stands, and a line `...` ends
 * one: YAML forbids both inside any scalar. Directives (`%YAML`) go with the document after them. Joined, the frames
 * are the input to the byte. A frame is valid until the next call; the stream owns its bytes.
 */
#ifndef ANTT_STREAM_H
#define ANTT_STREAM_H

#include "text.h"

#include <sys/types.h>

enum frame_start {
    FRAME_BARE,      /* without a marker of its own */
    FRAME_MARKER,    /* begins with `---` */
    FRAME_DIRECTIVE, /* begins with directives; a document before it must be ended by `...` */
};

struct frame {
    struct text bytes;
    const char *file;
    size_t line; /* of its first byte, from 1 */
    enum frame_start start;
    bool terminated; /* its last line is `...` */
    bool oversize;   /* longer than the limit: its bytes come in pieces */
    bool continued;  /* a further piece of an oversize document */
};

struct stream;

enum { STREAM_DOCUMENT_LIMIT = 1024 * 1024 };

/* Reads from an open descriptor, which stays the caller's. `chunk` is the size of one read (0: the default); a document
 * over `limit` bytes comes in pieces. The name is not copied. */
struct stream *stream_open(int descriptor, const char *name, size_t limit, size_t chunk);
void stream_close(struct stream *stream);
/* Called before a read that may wait: the place to write out what is pending. */
void stream_before_wait(struct stream *stream, void (*call)(void *context), void *context);
/* Called with whatever is read, before any of it is handed out. */
void stream_observe(struct stream *stream, void (*call)(void *context, const char *bytes, size_t length),
                    void *context);

enum stream_result { STREAM_FRAME, STREAM_END, STREAM_FAILED };
/* The next frame; STREAM_FAILED with errno when a read failed. */
enum stream_result stream_next(struct stream *stream, struct frame *frame);

#endif
