/* SPDX-License-Identifier: ISC */
#include "nearid.h"

enum { LONGEST = 64 };

struct search {
    bool (*is_there)(void *context, struct text id);
    void *context;
    struct buffer *found;
    bool several;
};

/* The id with its bytes from `at` to `to` replaced. */
static void try_id(struct search *search, struct text id, size_t at, size_t to, struct text by)
{
    char bytes[LONGEST + 1];
    struct text tried = {bytes, id.length - (to - at) + by.length};
    memcpy(bytes, id.bytes, at);
    memcpy(bytes + at, by.bytes, by.length);
    memcpy(bytes + at + by.length, id.bytes + to, id.length - to);
    struct text found = {search->found->bytes, search->found->length};
    if (text_equal(tried, id) || (found.length && text_equal(tried, found)) ||
        !search->is_there(search->context, tried))
        return;
    search->several |= found.length > 0;
    buffer_clear(search->found);
    buffer_append(search->found, tried.bytes, tried.length);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static void try_at(struct search *search, struct text id, size_t at)
{
    static const char signs[] = "-_./";
    const char *byte = id.bytes + at;
    try_id(search, id, at, at + 1, text_of(""));
    if (at + 1 < id.length)
        try_id(search, id, at, at + 2, (struct text){(char[]){byte[1], byte[0]}, 2});
    if (is_digit(*byte) && (at == 0 || !is_digit(byte[-1])))
        try_id(search, id, at, at, text_of("0"));
    if (!memchr(signs, *byte, sizeof signs - 1))
        return;
    for (size_t i = 0; i < sizeof signs - 1; i++)
        try_id(search, id, at, at + 1, (struct text){signs + i, 1});
}

static void try_case(struct search *search, struct text id, char first, char last)
{
    char bytes[LONGEST];
    for (size_t i = 0; i < id.length; i++)
        bytes[i] = (char)(id.bytes[i] >= first && id.bytes[i] <= last ? id.bytes[i] ^ ' ' : id.bytes[i]);
    try_id(search, id, 0, id.length, (struct text){bytes, id.length});
}

bool near_id(struct text id, bool (*is_there)(void *context, struct text id), void *context, struct buffer *found)
{
    struct search search = {is_there, context, found, false};
    buffer_clear(found);
    if (id.length == 0 || id.length > LONGEST)
        return false;
    for (size_t at = 0; at < id.length; at++)
        try_at(&search, id, at);
    try_case(&search, id, 'a', 'z');
    try_case(&search, id, 'A', 'Z');
    return found->length && !search.several;
}
