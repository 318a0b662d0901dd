/* SPDX-License-Identifier: ISC */
#include "namekey.h"

#include <unicase.h>
#include <uninorm.h>
#include <unictype.h>

/* More marks than a letter can have; what is beyond it stays where it is. */
enum { MOST_PARTS = 8 };

struct folding {
    struct buffer *key;
    size_t start;        /* of the name in the key */
    struct buffer tones; /* of the syllable at hand */
    bool blank;          /* before the next character */
};

static bool is_tone(uint32_t code_point)
{
    return code_point == 0x300 || code_point == 0x301 || code_point == 0x303 || code_point == 0x309 ||
           code_point == 0x323;
}

static void end_syllable(struct folding *folding)
{
    buffer_append(folding->key, folding->tones.bytes, folding->tones.length);
    buffer_clear(&folding->tones);
}

static void end_word(struct folding *folding)
{
    end_syllable(folding);
    if (folding->blank && folding->key->length > folding->start)
        buffer_putc(folding->key, ' ');
    folding->blank = false;
}

/* The small letter and its marks, one part each; how many. */
static size_t take_apart(uint32_t code_point, ucs4_t parts[MOST_PARTS])
{
    size_t count = 1;
    int taken;
    ucs4_t pair[UC_DECOMPOSITION_MAX_LENGTH];
    parts[0] = uc_tolower(code_point);
    while (count < MOST_PARTS && (taken = uc_canonical_decomposition(parts[0], pair)) > 0) {
        parts[0] = pair[0];
        if (taken == 1)
            continue;
        for (size_t i = count++; i > 1; i--)
            parts[i] = parts[i - 1];
        parts[1] = pair[1];
    }
    return count;
}

static void take_letter(struct folding *folding, uint32_t code_point)
{
    ucs4_t parts[MOST_PARTS];
    size_t count = take_apart(code_point, parts);
    for (size_t i = 0; i < count; i++) {
        if (is_tone(parts[i]))
            utf8_append(&folding->tones, parts[i]);
        else
            utf8_append(folding->key, parts[i] == 0xF0 ? 0x111 : parts[i]);
    }
}

static void take_ascii(struct folding *folding, char byte)
{
    bool capital = byte >= 'A' && byte <= 'Z', small = byte >= 'a' && byte <= 'z';
    if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
        folding->blank = true;
        return;
    }
    if (folding->blank || !(capital || small))
        end_word(folding);
    buffer_putc(folding->key, (char)(capital ? byte + ('a' - 'A') : byte));
}

static void take_other(struct folding *folding, uint32_t code_point)
{
    if (uc_is_property_white_space(code_point)) {
        folding->blank = true;
        return;
    }
    if (uc_is_property_default_ignorable_code_point(code_point))
        return;
    bool in_word = uc_is_alpha(code_point) || uc_combining_class(code_point) != UC_CCC_NR;
    if (folding->blank || !in_word)
        end_word(folding);
    take_letter(folding, code_point);
}

void namekey_append(struct text name, struct buffer *key)
{
    struct folding folding = {.key = key, .start = key->length};
    for (size_t at = 0; at < name.length;) {
        if ((unsigned char)name.bytes[at] < 0x80)
            take_ascii(&folding, name.bytes[at++]);
        else
            take_other(&folding, utf8_next(name, &at));
    }
    end_syllable(&folding);
    buffer_free(&folding.tones);
}
