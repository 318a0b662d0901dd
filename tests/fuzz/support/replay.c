/* SPDX-License-Identifier: ISC
 *
 * Shows a harness files, each as it is and in some mutations, and documents that are made up: always the same ones.
 * Without libFuzzer's counting, documents come much faster than with it.
 *
 *     replay [-n MUTATIONS] [-g DOCUMENTS] [-s SEED] FILE...
 */
#include "fuzz.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 1 << 20, STEPS = 8 /* mutations of mutations, then from the file again */ };

#pragma weak LLVMFuzzerInitialize
#pragma weak LLVMFuzzerCustomMutator

/* In the place of libFuzzer's: a byte of another value, one less, one more. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most)
{
    static uint32_t state = 1;
    size_t at = fuzz_random(&state, size);
    if (size == 0 || (size < most && fuzz_random(&state, 3) == 0)) {
        memmove(data + at + 1, data + at, size - at);
        size++;
    } else if (fuzz_random(&state, 2) == 0) {
        memmove(data + at, data + at + 1, size - at - 1);
        return size - 1;
    }
    data[at] = (uint8_t)fuzz_random(&state, 256);
    return size;
}

/* A copy of its own size, so that a look behind its end is seen. */
static void show(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy)
        abort();
    memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void show_file(const char *path, long mutations)
{
    struct buffer file = {0};
    uint8_t *data = malloc(MOST);
    int descriptor = open(path, O_RDONLY);
    FUZZ_CHECK(descriptor >= 0 && data, "%s: cannot be read", path);
    fuzz_file_content(descriptor, &file);
    close(descriptor);
    show((const uint8_t *)file.bytes, file.length);
    size_t size = 0;
    for (long i = 0; i < mutations && file.length < MOST / 2; i++) {
        if (i % STEPS == 0)
            memcpy(data, file.bytes, size = file.length);
        size = LLVMFuzzerCustomMutator ? LLVMFuzzerCustomMutator(data, size, MOST, (unsigned)i + 1)
                                       : LLVMFuzzerMutate(data, size, MOST);
        show(data, size);
    }
    free(data);
    buffer_free(&file);
}

/* Of each third one as it is, with one mutation, with two. */
static void show_made_up(long documents, uint32_t state)
{
    struct buffer made = {0};
    uint8_t *data = malloc(MOST);
    FUZZ_CHECK(data, "no memory");
    for (long i = 0; i < documents; i++) {
        buffer_clear(&made);
        fuzz_generate_yaml(&state, &made);
        size_t size = made.length < MOST / 2 ? made.length : MOST / 2;
        memcpy(data, made.bytes, size);
        for (long j = i % 3; j > 0; j--)
            size = fuzz_mutate_yaml(data, size, MOST / 2, fuzz_random(&state, 1 << 24) + 1);
        show(data, size);
    }
    free(data);
    buffer_free(&made);
}

int main(int argc, char **argv)
{
    long mutations = 0, documents = 0, seed = 1;
    int option;
    while ((option = getopt(argc, argv, "n:g:s:")) != -1) {
        if (option == '?') {
            fputs("usage: replay [-n mutations] [-g documents] [-s seed] [file ...]\n", stderr);
            return 2;
        }
        *(option == 'n' ? &mutations : option == 'g' ? &documents : &seed) = strtol(optarg, NULL, 10);
    }
    int first = optind;
    if (LLVMFuzzerInitialize)
        LLVMFuzzerInitialize(&argc, &argv);
    for (int i = first; i < argc; i++)
        show_file(argv[i], mutations);
    show_made_up(documents, (uint32_t)seed);
    printf("%d files\n", argc - first);
    return 0;
}
