/* SPDX-License-Identifier: ISC */
#include "mem.h"

#include <stdlib.h>

/* Libraries that run out of memory crash (libxlsxwriter), take the input for broken (libyaml), or go on with less than
 * they were given. Whoever asks, the answer is the same as here. The sanitizers have a malloc of their own. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define HAS_OWN_MALLOC
#endif
#endif
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(HAS_OWN_MALLOC)
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t nmemb, size_t size);
extern void *__libc_realloc(void *ptr, size_t size);

void *malloc(size_t size)
{
    void *block = __libc_malloc(size);
    if (!block)
        mem_exhausted();
    return block;
}

void *calloc(size_t nmemb, size_t size)
{
    void *block = __libc_calloc(nmemb, size);
    if (!block)
        mem_exhausted();
    return block;
}

void *realloc(void *ptr, size_t size)
{
    void *resized = __libc_realloc(ptr, size);
    if (!resized && size)
        mem_exhausted();
    return resized;
}
#endif
