/* SPDX-License-Identifier: ISC */
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

int fuzz_file_with(struct text bytes)
{
    int descriptor = memfd_create("fuzz", MFD_CLOEXEC);
    FUZZ_CHECK(descriptor >= 0, "memfd_create");
    for (size_t at = 0; at < bytes.length;) {
        ssize_t written = write(descriptor, bytes.bytes + at, bytes.length - at);
        FUZZ_CHECK(written > 0, "write");
        at += (size_t)written;
    }
    FUZZ_CHECK(lseek(descriptor, 0, SEEK_SET) == 0, "lseek");
    return descriptor;
}

void fuzz_file_content(int descriptor, struct buffer *content)
{
    char chunk[16384];
    ssize_t got;
    FUZZ_CHECK(lseek(descriptor, 0, SEEK_SET) == 0, "lseek");
    while ((got = read(descriptor, chunk, sizeof chunk)) > 0)
        buffer_append(content, chunk, (size_t)got);
    FUZZ_CHECK(got == 0, "read");
}
