/* SPDX-License-Identifier: ISC
 *
 * vocabulary: what words stand for: titles for fields, `có` for true, names for codes.
 *
 * A word is looked for as it is, then as namekey does, then without diacritics; the first that finds something
 * decides.
 */
#ifndef ANTT_VOCABULARY_H
#define ANTT_VOCABULARY_H

#include "text.h"

struct vocabulary_entry {
    char *word, *folded, *loose;
    const void *meaning;
};

/* All zero is an empty vocabulary. */
struct vocabulary {
    struct vocabulary_entry *items;
    size_t count, capacity;
};

enum vocabulary_result { VOCABULARY_NONE, VOCABULARY_ONE, VOCABULARY_SEVERAL };

/* Meanings are told apart by their address; the caller keeps them. */
void vocabulary_add(struct vocabulary *vocabulary, const char *word, const void *meaning);
/* *meaning is the one, or the first of several. */
enum vocabulary_result vocabulary_find(const struct vocabulary *vocabulary, struct text word, const void **meaning);
/* The word that is nearest to one that is none; NULL for none. */
const char *vocabulary_nearest(const struct vocabulary *vocabulary, struct text word);
void vocabulary_free(struct vocabulary *vocabulary);

#endif
