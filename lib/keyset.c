/* SPDX-License-Identifier: ISC */
#include "keyset.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

struct entry {
    uint64_t hash[2]; /* both zero: empty */
    struct keyset_place place;
};

struct keyset {
    struct entry *entries;
    size_t capacity, count; /* the capacity is a power of two */
    uint64_t secret[2];
};

struct keyset *keyset_new(void)
{
    struct keyset *keyset = mem_new(1, sizeof *keyset);
    keyset->capacity = 64;
    keyset->entries = mem_new(keyset->capacity, sizeof *keyset->entries);
    if (getrandom(keyset->secret, sizeof keyset->secret, GRND_NONBLOCK) < 0)
        keyset->secret[0] = (uint64_t)(uintptr_t)keyset; /* early in boot: the address will do */
    return keyset;
}

void keyset_free(struct keyset *keyset)
{
    if (!keyset)
        return;
    free(keyset->entries);
    free(keyset);
}

static uint64_t rotate(uint64_t value, unsigned bits)
{
    return value << bits | value >> (64 - bits);
}

static void sip_round(uint64_t v[4])
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

/* SipHash-2-4 with 128 bits of result. */
static void sip_hash(const uint64_t secret[2], struct text key, uint64_t hash[2])
{
    uint64_t v[4] = {secret[0] ^ 0x736f6d6570736575, secret[1] ^ 0x646f72616e646f6d ^ 0xee, secret[0] ^ 0x6c7967656e657261,
                     secret[1] ^ 0x7465646279746573};
    size_t at = 0;
    for (; at + 8 <= key.length; at += 8)
        sip_absorb(v, load(key.bytes + at, 8));
    sip_absorb(v, load(key.bytes + at, key.length - at) | (uint64_t)key.length << 56);
    hash[0] = sip_finish(v, 0xee, 2);
    hash[1] = sip_finish(v, 0xdd, 1);
    if (hash[0] == 0 && hash[1] == 0)
        hash[1] = 1;
}

static struct entry *slot_for(const struct keyset *keyset, const uint64_t hash[2])
{
    for (size_t i = (size_t)hash[0];; i++) {
        struct entry *entry = &keyset->entries[i & (keyset->capacity - 1)];
        bool empty = entry->hash[0] == 0 && entry->hash[1] == 0;
        if (empty || (entry->hash[0] == hash[0] && entry->hash[1] == hash[1]))
            return entry;
    }
}

static void grow(struct keyset *keyset)
{
    struct keyset larger = *keyset;
    larger.capacity = keyset->capacity * 2;
    larger.entries = mem_new(larger.capacity, sizeof *larger.entries);
    for (size_t i = 0; i < keyset->capacity; i++)
        if (keyset->entries[i].hash[0] || keyset->entries[i].hash[1])
            *slot_for(&larger, keyset->entries[i].hash) = keyset->entries[i];
    free(keyset->entries);
    *keyset = larger;
}

const struct keyset_place *keyset_add(struct keyset *keyset, struct text key, struct keyset_place place)
{
    uint64_t hash[2];
    if (keyset->count + 1 > keyset->capacity / 3 * 2)
        grow(keyset);
    sip_hash(keyset->secret, key, hash);
    struct entry *entry = slot_for(keyset, hash);
    if (entry->hash[0] || entry->hash[1])
        return &entry->place;
    *entry = (struct entry){{hash[0], hash[1]}, place};
    keyset->count++;
    return NULL;
}
