/* SPDX-License-Identifier: ISC */
#include "mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK_SIZE = 64 * 1024, SMALLEST = 64 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t size;
    _Alignas(ARENA_ALIGNMENT) char bytes[];
};

_Noreturn void mem_exhausted(void)
{
    static const char message[] = "antt: error: out of memory [out-of-memory]\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written; /* nothing is left to try */
    exit(2);
}

static size_t product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        mem_exhausted();
    return count * size;
}

void *mem_new(size_t count, size_t size)
{
    void *block = calloc(count ? count : 1, size ? size : 1);
    if (!block)
        mem_exhausted();
    return block;
}

void *mem_resize(void *block, size_t count, size_t size)
{
    size_t bytes = product(count, size);
    void *resized = realloc(block, bytes ? bytes : 1);
    if (!resized)
        mem_exhausted();
    return resized;
}

void *mem_grow(void *block, size_t *capacity, size_t wanted, size_t size)
{
    if (wanted <= *capacity)
        return block;
    size_t grown = *capacity ? *capacity : 8;
    while (grown < wanted)
        grown = grown > SIZE_MAX / 2 ? wanted : grown * 2;
    block = mem_resize(block, grown, size);
    *capacity = grown;
    return block;
}

void *mem_gap(void *block, size_t *count, size_t *capacity, size_t at, size_t size)
{
    char *bytes = mem_grow(block, capacity, *count + 1, size);
    memmove(bytes + (at + 1) * size, bytes + at * size, (*count - at) * size);
    ++*count;
    return bytes;
}

size_t mem_position(size_t count, bool (*before)(const void *context, size_t at), const void *context)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (before(context, middle))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

char *mem_copy(const char *bytes, size_t length)
{
    char *copy = mem_resize(NULL, length + 1, 1);
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

/* Makes room for so many bytes and a NUL. */
static void buffer_room(struct buffer *buffer, size_t length)
{
    if (length > SIZE_MAX - buffer->length - SMALLEST)
        mem_exhausted();
    if (buffer->capacity - buffer->length <= length) {
        size_t wanted = buffer->length + length + 1;
        buffer->bytes = mem_grow(buffer->bytes, &buffer->capacity, wanted > SMALLEST ? wanted : SMALLEST, 1);
    }
}

void buffer_append(struct buffer *buffer, const char *bytes, size_t length)
{
    buffer_room(buffer, length);
    if (length)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

void buffer_puts(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    buffer_room(buffer, SMALLEST);
    size_t room = buffer->capacity - buffer->length;
    int length = vsnprintf(buffer->bytes + buffer->length, room, format, arguments);
    if (length < 0)
        mem_exhausted();
    if ((size_t)length >= room) {
        buffer_room(buffer, (size_t)length);
        vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
    }
    va_end(again);
    buffer->length += (size_t)length;
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(buffer, format, arguments);
    va_end(arguments);
}

const char *buffer_text(struct buffer *buffer)
{
    buffer_append(buffer, "", 0); /* makes sure that there is room for the NUL */
    buffer->bytes[buffer->length] = '\0';
    return buffer->bytes;
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

static struct arena_chunk *next_chunk(const struct arena *arena, size_t wanted)
{
    struct arena_chunk *kept = arena->current ? arena->current->next : arena->first;
    if (kept && kept->size > wanted)
        return kept;
    if (wanted > SIZE_MAX - sizeof(struct arena_chunk) - ARENA_ALIGNMENT)
        mem_exhausted();
    size_t size = wanted < CHUNK_SIZE ? CHUNK_SIZE : wanted / ARENA_ALIGNMENT * ARENA_ALIGNMENT + ARENA_ALIGNMENT;
    struct arena_chunk *chunk = mem_resize(NULL, sizeof *chunk + size, 1);
    *chunk = (struct arena_chunk){.next = kept, .size = size};
    return chunk;
}

void arena_grow(struct arena *arena, size_t bytes)
{
    struct arena_chunk *chunk = next_chunk(arena, bytes);
    if (arena->current)
        arena->current->next = chunk;
    else
        arena->first = chunk;
    arena->current = chunk;
    arena->next = chunk->bytes;
    arena->room = chunk->size;
}

void *arena_new(struct arena *arena, size_t count, size_t size)
{
    size_t bytes = product(count, size);
    return memset(arena_take(arena, bytes), 0, bytes);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_take(arena, length + 1);
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void arena_reset(struct arena *arena)
{
    *arena = (struct arena){.first = arena->first};
}

void arena_free(struct arena *arena)
{
    for (struct arena_chunk *chunk = arena->first, *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    *arena = (struct arena){0};
}
