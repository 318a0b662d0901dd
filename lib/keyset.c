/* SPDX-License-Identifier: ISC */
#include "keyset.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

struct hash {
    uint32_t words[3];
};

struct keyset {
    struct hash *hashes; /* by number */
    size_t count, hash_capacity;
    uint32_t *slots;   /* number + 1, 0 for empty */
    size_t slot_count; /* a power of two */
    uint64_t secret[2];
};

struct keyset *keyset_new(void)
{
    struct keyset *keyset = mem_new(1, sizeof *keyset);
    keyset->slot_count = 64;
    keyset->slots = mem_new(keyset->slot_count, sizeof *keyset->slots);
    if (getrandom(keyset->secret, sizeof keyset->secret, GRND_NONBLOCK) < 0)
        keyset->secret[0] = (uint64_t)(uintptr_t)keyset; /* early in boot: the address will do */
    return keyset;
}

void keyset_free(struct keyset *keyset)
{
    if (!keyset)
        return;
    free(keyset->hashes);
    free(keyset->slots);
    free(keyset);
}

size_t keyset_count(const struct keyset *keyset)
{
    return keyset->count;
}

static uint64_t rotate(uint64_t value, unsigned bits)
{
    return value << bits | value >> (64 - bits);
}

static inline void sip_round(uint64_t v[4])
{
    v[0] += v[1], v[1] = rotate(v[1], 13) ^ v[0], v[0] = rotate(v[0], 32);
    v[2] += v[3], v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3], v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1], v[1] = rotate(v[1], 17) ^ v[2], v[2] = rotate(v[2], 32);
}

static uint64_t load(const char *bytes, size_t count)
{
    uint64_t word = 0;
    for (size_t i = 0; i < count; i++)
        word |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
    return word;
}

static void sip_absorb(uint64_t v[4], uint64_t word)
{
    v[3] ^= word;
    sip_round(v);
    sip_round(v);
    v[0] ^= word;
}

static uint64_t sip_finish(uint64_t v[4], uint64_t constant, size_t lane)
{
    v[lane] ^= constant;
    for (int i = 0; i < 4; i++)
        sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* SipHash-2-4 with 128 bits of result, of which 96 are kept. */
static struct hash sip_hash(const uint64_t secret[2], struct text key)
{
    uint64_t v[4] = {secret[0] ^ 0x736f6d6570736575, secret[1] ^ 0x646f72616e646f6d ^ 0xee,
                     secret[0] ^ 0x6c7967656e657261, secret[1] ^ 0x7465646279746573};
    size_t at = 0;
    for (; at + 8 <= key.length; at += 8)
        sip_absorb(v, load(key.bytes + at, 8));
    sip_absorb(v, load(key.bytes + at, key.length - at) | (uint64_t)key.length << 56);
    uint64_t first = sip_finish(v, 0xee, 2), second = sip_finish(v, 0xdd, 1);
    return (struct hash){{(uint32_t)first, (uint32_t)(first >> 32), (uint32_t)second}};
}

/* The slot of the hash, or the empty one where it would go. */
static uint32_t *slot_for(const struct keyset *keyset, const struct hash *hash)
{
    for (size_t i = hash->words[0];; i++) {
        uint32_t *slot = &keyset->slots[i & (keyset->slot_count - 1)];
        if (*slot == 0 || memcmp(&keyset->hashes[*slot - 1], hash, sizeof *hash) == 0)
            return slot;
    }
}

static void grow(struct keyset *keyset)
{
    free(keyset->slots);
    keyset->slot_count *= 2;
    keyset->slots = mem_new(keyset->slot_count, sizeof *keyset->slots);
    for (size_t i = 0; i < keyset->count; i++)
        *slot_for(keyset, &keyset->hashes[i]) = (uint32_t)(i + 1);
}

size_t keyset_add(struct keyset *keyset, struct text key, bool *added)
{
    struct hash hash = sip_hash(keyset->secret, key);
    uint32_t *slot = slot_for(keyset, &hash);
    *added = *slot == 0;
    if (!*added)
        return *slot - 1;
    keyset->hashes = mem_grow(keyset->hashes, &keyset->hash_capacity, keyset->count + 1, sizeof *keyset->hashes);
    keyset->hashes[keyset->count++] = hash;
    *slot = (uint32_t)keyset->count;
    if (keyset->count > keyset->slot_count / 4 * 3)
        grow(keyset);
    return keyset->count - 1;
}

bool keyset_find(const struct keyset *keyset, struct text key, size_t *number)
{
    struct hash hash = sip_hash(keyset->secret, key);
    const uint32_t *slot = slot_for(keyset, &hash);
    if (*slot)
        *number = *slot - 1;
    return *slot != 0;
}
