/* SPDX-License-Identifier: ISC */
#include "collate.h"

#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>
#include <unictype.h>

/* The bytes of a key. The least one ends it, the next ends a level of comparison; weights are above both. */
enum {
    END,
    END_OF_LEVEL,
    LEAST,
    BLANK = LEAST,
    ASCII_SIGN,
    SIGN,
    NUMBER,
    LETTER = 0x10, /* a; four weights a letter, one for each of its marks */
    OTHER_LETTER = 0x80,
};

enum { MARK_NONE, MARK_BREVE, MARK_CIRCUMFLEX, MARK_HORN, MARK_STROKE = MARK_HORN, MARKS };
enum { TONE_NONE = LEAST, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_ACUTE, TONE_DOT };

/* What is gathered while a text is gone through once. */
struct levels {
    struct buffer *letters, tones, cases;
    size_t tones_length, cases_length; /* up to the last that is not the least: what follows makes no difference */
    bool blank;                        /* before the next character */
    bool in_syllable, toned;
};

static unsigned mark_of(uint32_t code_point)
{
    switch (code_point) {
    case 0x306:
        return MARK_BREVE;
    case 0x302:
        return MARK_CIRCUMFLEX;
    case 0x31B:
        return MARK_HORN;
    default:
        return MARK_NONE;
    }
}

static char tone_of(uint32_t code_point)
{
    switch (code_point) {
    case 0x300:
        return TONE_GRAVE;
    case 0x309:
        return TONE_HOOK;
    case 0x303:
        return TONE_TILDE;
    case 0x301:
        return TONE_ACUTE;
    case 0x323:
        return TONE_DOT;
    default:
        return TONE_NONE;
    }
}

static void end_syllable(struct levels *levels)
{
    if (levels->in_syllable && !levels->toned)
        buffer_putc(&levels->tones, TONE_NONE);
    levels->in_syllable = levels->toned = false;
}

/* The marks and tones behind a letter, in whatever order; all others make no difference. */
static unsigned take_marks(struct levels *levels, struct text text, size_t *at)
{
    unsigned mark = MARK_NONE;
    for (size_t next = *at; next < text.length; *at = next) {
        uint32_t code_point = utf8_next(text, &next);
        if (uc_combining_class(code_point) == UC_CCC_NR)
            break;
        if (mark_of(code_point) != MARK_NONE)
            mark = mark_of(code_point);
        if (tone_of(code_point) == TONE_NONE)
            continue;
        buffer_putc(&levels->tones, tone_of(code_point));
        levels->tones_length = levels->tones.length;
        levels->toned = true;
    }
    return mark;
}

static void take_letter(struct levels *levels, uint32_t code_point, struct text text, size_t *at)
{
    uint32_t small = uc_tolower(code_point);
    levels->in_syllable = true;
    unsigned mark = take_marks(levels, text, at);
    if (small == 0x111 || small == 0xF0) {
        small = 'd';
        mark = MARK_STROKE;
    }
    if (small >= 'a' && small <= 'z') {
        buffer_putc(levels->letters, (char)(LETTER + (small - 'a') * MARKS + mark));
    } else {
        buffer_putc(levels->letters, (char)OTHER_LETTER);
        utf8_append(levels->letters, small);
    }
    buffer_putc(&levels->cases, (char)(LEAST + (small != code_point && code_point != 0x111 && code_point != 0xF0)));
    if (levels->cases.bytes[levels->cases.length - 1] != LEAST)
        levels->cases_length = levels->cases.length;
}

/* A number is its length in digits, then these. */
static void take_number(struct levels *levels, struct text text, size_t *at)
{
    size_t from = *at;
    while (*at < text.length && text.bytes[*at] >= '0' && text.bytes[*at] <= '9')
        ++*at;
    while (from < *at && text.bytes[from] == '0')
        from++;
    size_t length = *at - from, step = 200;
    buffer_putc(levels->letters, NUMBER);
    for (; length >= step; length -= step)
        buffer_putc(levels->letters, (char)0xFF);
    buffer_putc(levels->letters, (char)(LEAST + length));
    buffer_append(levels->letters, text.bytes + from, *at - from);
}

static bool is_digit(uint32_t code_point)
{
    return code_point >= '0' && code_point <= '9';
}

/* Whatever is neither a mark nor a blank. */
static void take_character(struct levels *levels, uint32_t code_point, struct text text, size_t *at)
{
    bool letter = uc_is_alpha(code_point);
    if (!letter || levels->blank)
        end_syllable(levels);
    if (levels->blank && levels->letters->length)
        buffer_putc(levels->letters, BLANK);
    levels->blank = false;
    if (letter) {
        take_letter(levels, code_point, text, at);
    } else if (is_digit(code_point)) {
        --*at;
        take_number(levels, text, at);
    } else {
        buffer_putc(levels->letters, code_point < 0x80 ? ASCII_SIGN : SIGN);
        utf8_append(levels->letters, code_point < LEAST ? LEAST : code_point);
    }
}

static void take_all(struct levels *levels, struct text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point = utf8_next(text, &at);
        if (uc_is_property_white_space(code_point))
            levels->blank = true;
        else if (uc_combining_class(code_point) == UC_CCC_NR &&
                 !uc_is_property_default_ignorable_code_point(code_point))
            take_character(levels, code_point, text, &at);
    }
    end_syllable(levels);
}

static bool is_ascii(struct text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] >= 0x80)
            return false;
    return true;
}

/* The text itself, for what no level has told apart. */
static void append_bytes(struct text text, struct buffer *key)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == END || text.bytes[i] == END_OF_LEVEL)
            buffer_putc(key, END_OF_LEVEL);
        buffer_putc(key, (char)(text.bytes[i] == END            ? END_OF_LEVEL
                                : text.bytes[i] == END_OF_LEVEL ? LEAST
                                                                : text.bytes[i]));
    }
    buffer_putc(key, END);
}

static void append_levels(struct text text, bool with_cases, struct buffer *key)
{
    struct buffer letters = {0};
    struct levels levels = {.letters = &letters};
    take_all(&levels, text);
    buffer_append(key, letters.bytes, letters.length);
    buffer_putc(key, END_OF_LEVEL);
    buffer_append(key, levels.tones.bytes, levels.tones_length);
    buffer_putc(key, END_OF_LEVEL);
    if (with_cases) {
        buffer_append(key, levels.cases.bytes, levels.cases_length);
        buffer_putc(key, END_OF_LEVEL);
    }
    buffer_free(&letters);
    buffer_free(&levels.tones);
    buffer_free(&levels.cases);
}

static uint8_t *parts_of(struct text text, size_t *length)
{
    return is_ascii(text) ? NULL : u8_normalize(UNINORM_NFD, (const uint8_t *)text.bytes, text.length, NULL, length);
}

void collate_append(struct text text, struct buffer *key)
{
    struct buffer normal = {0};
    size_t length = 0;
    uint8_t *parts = parts_of(text, &length);
    append_levels(parts ? (struct text){(const char *)parts, length} : text, true, key);
    if (parts && !text_is_nfc(text, &normal))
        text = (struct text){normal.bytes, normal.length};
    append_bytes(text, key);
    free(parts);
    buffer_free(&normal);
}

void collate_append_name(struct text text, struct buffer *key)
{
    size_t length = 0;
    uint8_t *parts = parts_of(text, &length);
    append_levels(parts ? (struct text){(const char *)parts, length} : text, false, key);
    buffer_putc(key, END);
    free(parts);
}
