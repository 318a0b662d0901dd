/* SPDX-License-Identifier: ISC */
#include "vocabulary.h"

#include "namekey.h"

#include <stdlib.h>

static char *folded(struct text word, void (*fold)(struct text word, struct buffer *folded))
{
    struct buffer buffer = {0};
    fold(word, &buffer);
    char *copy = mem_copy(buffer_text(&buffer), buffer.length);
    buffer_free(&buffer);
    return copy;
}

/* Without diacritics, and blanks as namekey has them. */
static void fold_loosely(struct text word, struct buffer *loose)
{
    struct buffer name = {0};
    namekey_append(word, &name);
    text_fold((struct text){name.bytes, name.length}, loose);
    buffer_free(&name);
}

void vocabulary_add(struct vocabulary *vocabulary, const char *word, const void *meaning)
{
    struct vocabulary_entry entry = {mem_copy(word, strlen(word)), folded(text_of(word), namekey_append),
                                     folded(text_of(word), fold_loosely), meaning};
    vocabulary->items =
        mem_grow(vocabulary->items, &vocabulary->capacity, vocabulary->count + 1, sizeof *vocabulary->items);
    vocabulary->items[vocabulary->count++] = entry;
}

enum form { AS_IT_IS, FOLDED, LOOSE };

static const char *form_of(const struct vocabulary_entry *entry, enum form form)
{
    return form == AS_IT_IS ? entry->word : form == FOLDED ? entry->folded : entry->loose;
}

static enum vocabulary_result find_form(const struct vocabulary *vocabulary, struct text word, enum form form,
                                        const void **meaning)
{
    enum vocabulary_result result = VOCABULARY_NONE;
    for (size_t i = 0; i < vocabulary->count; i++) {
        const struct vocabulary_entry *entry = &vocabulary->items[i];
        if (!text_is(word, form_of(entry, form)))
            continue;
        if (result == VOCABULARY_NONE)
            *meaning = entry->meaning;
        else if (*meaning != entry->meaning)
            return VOCABULARY_SEVERAL;
        result = VOCABULARY_ONE;
    }
    return result;
}

enum vocabulary_result vocabulary_find(const struct vocabulary *vocabulary, struct text word, const void **meaning)
{
    enum vocabulary_result result = find_form(vocabulary, word, AS_IT_IS, meaning);
    for (enum form form = FOLDED; form <= LOOSE && result == VOCABULARY_NONE; form++) {
        char *wanted = folded(word, form == FOLDED ? namekey_append : fold_loosely);
        result = find_form(vocabulary, text_of(wanted), form, meaning);
        free(wanted);
    }
    return result;
}

const char *vocabulary_nearest(const struct vocabulary *vocabulary, struct text word)
{
    const char **words = mem_new(vocabulary->count, sizeof *words);
    for (size_t i = 0; i < vocabulary->count; i++)
        words[i] = vocabulary->items[i].word;
    const char *nearest = text_nearest(word, words, vocabulary->count);
    free(words);
    return nearest;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    for (size_t i = 0; i < vocabulary->count; i++) {
        free(vocabulary->items[i].word);
        free(vocabulary->items[i].folded);
        free(vocabulary->items[i].loose);
    }
    free(vocabulary->items);
}
