/* SPDX-License-Identifier: ISC
 *
 * files: unnamed files that hold some bytes, for tests of what reads from and writes to descriptors.
 */
#ifndef TESTS_FILES_H
#define TESTS_FILES_H

#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* A descriptor at the beginning of a new file with these bytes. */
static inline int file_with(struct text bytes)
{
    char name[] = "/tmp/antt-unit.XXXXXX";
    int descriptor = mkstemp(name);
    assert_true(descriptor >= 0);
    assert_int_equal(unlink(name), 0);
    for (size_t at = 0; at < bytes.length;) {
        ssize_t written = write(descriptor, bytes.bytes + at, bytes.length - at);
        assert_true(written > 0);
        at += (size_t)written;
    }
    assert_int_equal(lseek(descriptor, 0, SEEK_SET), 0);
    return descriptor;
}

/* All that a file holds, appended; closes it. */
static inline void file_content(int descriptor, struct buffer *content)
{
    char chunk[4096];
    ssize_t got;
    assert_int_equal(lseek(descriptor, 0, SEEK_SET), 0);
    while ((got = read(descriptor, chunk, sizeof chunk)) > 0)
        buffer_append(content, chunk, (size_t)got);
    assert_int_equal(got, 0);
    close(descriptor);
}

/* A literal that may hold NUL: as an initializer, and as a value. */
#define LITERAL(string)                                                                                                \
    {                                                                                                                  \
        (string), sizeof(string) - 1                                                                                   \
    }
#define TEXT(string) ((struct text)LITERAL(string))

#define ASSERT_TEXT(got, wanted) assert_text((got), (wanted), __FILE__, __LINE__)
static inline void assert_text(struct text got, struct text wanted, const char *file, int line)
{
    if (text_equal(got, wanted))
        return;
    print_error("got:\n%.*s\nwanted:\n%.*s\n", (int)got.length, got.bytes, (int)wanted.length, wanted.bytes);
    _fail(file, line);
}

#endif
