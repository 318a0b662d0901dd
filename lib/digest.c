/* SPDX-License-Identifier: ISC */
#include "digest.h"

#include <sha2.h>
#include <stdlib.h>
#include <sys/types.h>

_Static_assert(DIGEST_SIZE == SHA256_DIGEST_STRING_LENGTH, "libmd writes so many characters");

struct digest {
    SHA2_CTX context;
};

struct digest *digest_begin(void)
{
    struct digest *digest = mem_new(1, sizeof *digest);
    SHA256Init(&digest->context);
    return digest;
}

void digest_add(struct digest *digest, const char *bytes, size_t length)
{
    SHA256Update(&digest->context, (const uint8_t *)bytes, length);
}

void digest_end(struct digest *digest, char text[DIGEST_SIZE])
{
    if (digest)
        SHA256End(&digest->context, text);
    free(digest);
}

void digest_of(struct text bytes, char text[DIGEST_SIZE])
{
    struct digest *digest = digest_begin();
    digest_add(digest, bytes.bytes, bytes.length);
    digest_end(digest, text);
}
