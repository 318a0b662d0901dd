/* SPDX-License-Identifier: ISC
 *
 * fuzz: what the harnesses share. Each defines LLVMFuzzerTestOneInput() and is linked either with libFuzzer (make fuzz)
 * or with replay.c, which shows it its seeds (make check).
 */
#ifndef ANTT_FUZZ_H
#define ANTT_FUZZ_H

#include "text.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* Those that have something to set up define this one too. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
/* libFuzzer's own. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

/* What must hold of every input; the text says what does not. */
#define FUZZ_CHECK(condition, ...)                                                                                     \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stdout, "%s:%d: ", __FILE__, __LINE__);                                                            \
            fprintf(stdout, __VA_ARGS__);                                                                              \
            fputc('\n', stdout);                                                                                       \
            fflush(stdout);                                                                                            \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/* The input as text; its bytes are libFuzzer's, with nothing behind them that may be read. */
static inline struct text fuzz_text(const uint8_t *data, size_t size)
{
    return (struct text){(const char *)data, size};
}

/* Takes one byte off the front, to choose one of so many: `a` the first, `b` the second. */
static inline size_t fuzz_choose(struct text *rest, size_t count)
{
    if (rest->length == 0)
        return 0;
    unsigned byte = (unsigned char)*rest->bytes;
    *rest = (struct text){rest->bytes + 1, rest->length - 1};
    return (byte + 256u - 'a') % 256 % count;
}

static inline struct text fuzz_buffer(const struct buffer *buffer)
{
    return (struct text){buffer->bytes, buffer->length};
}

/* A fixed sequence, the same on every machine. */
static inline uint32_t fuzz_random(uint32_t *state, size_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return below ? (uint32_t)((*state >> 8) % below) : 0;
}

/* A descriptor at the beginning of an unnamed file with these bytes. */
int fuzz_file_with(struct text bytes);
/* All that the file of a descriptor holds, appended. */
void fuzz_file_content(int descriptor, struct buffer *content);

/* A mutation that knows YAML: joins pieces of it, moves lines, changes indents and quotes. */
size_t fuzz_mutate_yaml(uint8_t *data, size_t size, size_t most, unsigned seed);

/* Appends a document that is made up, mostly a good one. */
void fuzz_generate_yaml(uint32_t *state, struct buffer *to);

#endif
