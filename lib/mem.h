/* SPDX-License-Identifier: ISC
 *
 * mem: memory that cannot fail quietly.
 *
 * Every allocation of the toolkit goes through here. Running out of memory, or asking for a size that does not fit in
 * size_t, ends the program with a message and status 2; so callers never see NULL. Functions registered with atexit()
 * still run, which is how temporary files go away.
 */
#ifndef ANTT_MEM_H
#define ANTT_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Ends the program for want of memory, with a message and status 2. The libraries' malloc() comes to this as well. */
_Noreturn void mem_exhausted(void);

/* A block of count * size bytes, zeroed; the caller frees it with free(). */
void *mem_new(size_t count, size_t size);
/* The block resized to count * size bytes; what is new is not cleared. */
void *mem_resize(void *block, size_t count, size_t size);
/* Makes room for at least `wanted` elements of `size` bytes, growing by doubling; updates *capacity. */
void *mem_grow(void *block, size_t *capacity, size_t wanted, size_t size);
/* Makes room for one element more at a position, moving those behind it; updates *count and *capacity. */
void *mem_gap(void *block, size_t *count, size_t *capacity, size_t at, size_t size);
/* The first of `count` ordered positions that is not before what is looked for, by halving. */
size_t mem_position(size_t count, bool (*before)(const void *context, size_t at), const void *context);
/* A copy of length bytes with a NUL behind them; the caller frees it. */
char *mem_copy(const char *bytes, size_t length);

/* Buffers: bytes that grow. All zero is an empty buffer. `bytes` is not NUL-terminated unless buffer_text() says so. */
struct buffer {
    char *bytes;
    size_t length, capacity;
};

void buffer_append(struct buffer *buffer, const char *bytes, size_t length);
void buffer_puts(struct buffer *buffer, const char *text);
static inline void buffer_putc(struct buffer *buffer, char byte)
{
    if (buffer->capacity - buffer->length > 1)
        buffer->bytes[buffer->length++] = byte;
    else
        buffer_append(buffer, &byte, 1);
}
void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));
void buffer_printf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The content with a NUL behind it, valid until the next change. */
const char *buffer_text(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);
void buffer_free(struct buffer *buffer);

/* Arenas: many small blocks that live and die together. All zero is an empty arena. */
enum { ARENA_ALIGNMENT = 16 };
struct arena_chunk;
struct arena {
    struct arena_chunk *first, *current;
    char *next; /* of the current chunk: what is not taken yet */
    size_t room;
};

/* Makes room for a block of that size; only for arena_take(). */
void arena_grow(struct arena *arena, size_t bytes);
/* A block of bytes, aligned for any type, valid until arena_reset() or arena_free(). Inline: every value takes some. */
static inline void *arena_take(struct arena *arena, size_t bytes)
{
    if (bytes >= arena->room) /* room is a multiple of the alignment */
        arena_grow(arena, bytes);
    char *block = arena->next;
    bytes = (bytes + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT;
    arena->next += bytes;
    arena->room -= bytes;
    return block;
}
/* The same for count * size bytes, zeroed. */
void *arena_new(struct arena *arena, size_t count, size_t size);
/* A NUL-terminated copy of length bytes, valid as above. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);
/* Forgets the blocks and keeps the memory for the next ones. */
void arena_reset(struct arena *arena);
void arena_free(struct arena *arena);

#endif
