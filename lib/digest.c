/* SPDX-License-Identifier: ISC */
#include "digest.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>

_Static_assert(DIGEST_SIZE == 2 * SHA256_DIGEST_SIZE + 1, "two digits a byte and a NUL");

struct digest {
    struct sha256_ctx context;
};

struct digest *digest_begin(void)
{
    struct digest *digest = mem_new(1, sizeof *digest);
    sha256_init(&digest->context);
    return digest;
}

void digest_add(struct digest *digest, const char *bytes, size_t length)
{
    sha256_update(&digest->context, length, (const uint8_t *)bytes);
}

void digest_end(struct digest *digest, char text[DIGEST_SIZE])
{
    uint8_t bytes[SHA256_DIGEST_SIZE];
    if (!digest)
        return;
    sha256_digest(&digest->context, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    free(digest);
}

void digest_of(struct text bytes, char text[DIGEST_SIZE])
{
    struct digest *digest = digest_begin();
    digest_add(digest, bytes.bytes, bytes.length);
    digest_end(digest, text);
}
