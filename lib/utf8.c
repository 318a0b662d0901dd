/* SPDX-License-Identifier: ISC */
#include "text.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>
#include <unictype.h>

/* The length of the valid sequence at bytes[0..left), 0 where there is none (overlong and surrogates are none). */
static size_t sequence(const unsigned char *bytes, size_t left)
{
    unsigned char lead = bytes[0];
    size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    if ((lead == 0xE0 && bytes[1] < 0xA0) || (lead == 0xED && bytes[1] > 0x9F) || (lead == 0xF0 && bytes[1] < 0x90) ||
        (lead == 0xF4 && bytes[1] > 0x8F))
        return 0;
    return length;
}

static uint32_t decode(const unsigned char *bytes, size_t length)
{
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code_point = bytes[0] & lead_bits[length];
    for (size_t i = 1; i < length; i++)
        code_point = code_point << 6 | (bytes[i] & 0x3F);
    return code_point;
}

static const uint64_t usual_latin1 = 0x263C370F263C3707; /* from U+00C0 on, a bit each */

/* Letters of Vietnamese, dashes, quotes. Ã is one, and what UTF-8 taken for Latin-1 is full of. */
static bool is_usual(uint32_t code_point)
{
    if (code_point >= 0x1EA0 && code_point <= 0x1EF9)
        return true;
    if (code_point < 0x100)
        return code_point >= 0xC0 && usual_latin1 >> (code_point - 0xC0) & 1;
    return code_point < 0x370 || (code_point >= 0x2010 && code_point <= 0x2027);
}

static void note_code_point(struct utf8_survey *survey, uint32_t code_point, size_t offset)
{
    bool nfc_for_sure = code_point < 0x300 || (code_point >= 0x1EA0 && code_point <= 0x1EF9) ||
                        (code_point >= 0x2002 && code_point <= 0x2069);
    if (!nfc_for_sure)
        survey->maybe_not_nfc = true;
    survey->maybe_unclean |= !is_usual(code_point);
    if (code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029)
        survey->odd_breaks = true;
    else if (code_point < 0xA0 && survey->control == SIZE_MAX)
        survey->control = offset;
}

static void note_ascii(struct utf8_survey *survey, const unsigned char *bytes, size_t at, size_t length)
{
    unsigned char byte = bytes[at];
    survey->tabs |= byte == '\t' || byte == '\r';
    if (byte == '\r')
        survey->odd_breaks |= at + 1 == length || bytes[at + 1] != '\n';
    else if (byte != '\t' && byte != '\n' && (byte < ' ' || byte == 0x7F) && survey->control == SIZE_MAX)
        survey->control = at;
}

/* The length of the letter at bytes[0..left) if it is one of those that Vietnamese text is made of, which are usual and
 * in normal form C; 0 for what needs a closer look. */
static size_t vietnamese(const unsigned char *bytes, size_t left)
{
    if (left >= 3 && bytes[0] == 0xE1)
        return (bytes[1] == 0xBA && bytes[2] >= 0xA0 && bytes[2] < 0xC0) ||
                       (bytes[1] == 0xBB && bytes[2] >= 0x80 && bytes[2] <= 0xB9)
                   ? 3
                   : 0;
    if (left < 2 || (bytes[1] & 0xC0) != 0x80)
        return 0;
    if (bytes[0] == 0xC3)
        return usual_latin1 >> (bytes[1] & 0x3F) & 1 ? 2 : 0;
    return bytes[0] >= 0xC4 && bytes[0] <= 0xCB ? 2 : 0;
}

/* How many of eight bytes, from the first on, are printable ASCII or LF, in a dozen instructions for all: the top bit
 * of each byte of a sum tells. A carry spoils only bytes above one that is something else, so the first such is right.
 */
static size_t plain_run(const unsigned char *bytes)
{
    const uint64_t each = 0x0101010101010101, top = each << 7;
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    word = le64toh(word);
    uint64_t low = ~(word + each * (0x80 - ' ')), not_feed = (word ^ each * '\n') + each * 0x7F, delete = word + each;
    uint64_t odd = (word | delete | (low & not_feed)) & top;
    return odd ? (size_t)__builtin_ctzll(odd) / 8 : sizeof word;
}

struct utf8_survey utf8_survey(struct text text)
{
    struct utf8_survey survey = {.valid = true, .control = SIZE_MAX};
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    for (size_t at = 0; at < text.length;) {
        if (text.length - at >= sizeof(uint64_t)) {
            size_t run = plain_run(bytes + at);
            at += run;
            if (run == sizeof(uint64_t))
                continue;
        }
        if (bytes[at] < 0x80) {
            if (bytes[at] < ' ' || bytes[at] == 0x7F)
                note_ascii(&survey, bytes, at, text.length);
            at++;
            continue;
        }
        size_t length = vietnamese(bytes + at, text.length - at);
        if (length > 0) {
            at += length;
            continue;
        }
        length = sequence(bytes + at, text.length - at);
        if (length == 0) {
            survey.valid = false;
            survey.bad_offset = at;
            return survey;
        }
        note_code_point(&survey, decode(bytes + at, length), at);
        at += length;
    }
    return survey;
}

size_t utf8_count(struct text text)
{
    size_t count = 0;
    size_t i = 0;
    for (uint64_t word; text.length - i >= sizeof word; i += sizeof word) {
        memcpy(&word, text.bytes + i, sizeof word);
        uint64_t continuing = word >> 7 & ~word >> 6 & 0x0101010101010101;      /* 10xxxxxx */
        count += sizeof word - (size_t)(continuing * 0x0101010101010101 >> 56); /* their sum */
    }
    for (; i < text.length; i++)
        count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    return count;
}

uint32_t utf8_next(struct text text, size_t *offset)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes + *offset;
    size_t length = sequence(bytes, text.length - *offset);
    *offset += length ? length : 1;
    return length ? decode(bytes, length) : 0xFFFD;
}

bool utf8_is_letter(uint32_t code_point)
{
    return uc_is_alpha(code_point);
}

size_t utf8_order_mark(struct text text)
{
    return text.length >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

void utf8_append(struct buffer *buffer, uint32_t code_point)
{
    uint8_t bytes[6];
    int length = u8_uctomb(bytes, code_point, sizeof bytes);
    if (length > 0)
        buffer_append(buffer, (const char *)bytes, (size_t)length);
}

bool text_is_nfc(struct text text, struct buffer *normal)
{
    size_t length = 0;
    uint8_t *result = u8_normalize(UNINORM_NFC, (const uint8_t *)text.bytes, text.length, NULL, &length);
    if (!result)
        return true; /* not UTF-8, or no memory: neither is a question of normal form */
    bool same = text_equal(text, (struct text){(const char *)result, length});
    if (!same) {
        buffer_clear(normal);
        buffer_append(normal, (const char *)result, length);
    }
    free(result);
    return same;
}

void text_fold(struct text text, struct buffer *folded)
{
    size_t length = 0;
    uint8_t *parts = u8_normalize(UNINORM_NFD, (const uint8_t *)text.bytes, text.length, NULL, &length);
    struct text decomposed = {parts ? (const char *)parts : text.bytes, parts ? length : text.length};
    for (size_t at = 0; at < decomposed.length;) {
        uint32_t code_point = utf8_next(decomposed, &at);
        if (code_point == 0x110 || code_point == 0x111 || code_point == 0xD0)
            code_point = 'd';
        if (code_point < 0x300 || code_point > 0x36F)
            utf8_append(folded, uc_tolower(code_point));
    }
    free(parts);
}

void text_append_capital(struct text text, struct buffer *buffer)
{
    size_t at = 0;
    if (text.length == 0)
        return;
    utf8_append(buffer, uc_toupper(utf8_next(text, &at)));
    buffer_append(buffer, text.bytes + at, text.length - at);
}

static bool is_blank(uint32_t code_point)
{
    return code_point <= ' ' || code_point == 0xA0 || (code_point >= 0x2000 && code_point <= 0x200B) ||
           code_point == 0x202F || code_point == 0x3000 || code_point == 0xFEFF;
}

struct text text_trim(struct text text)
{
    size_t from = 0, to = text.length;
    for (size_t at = 0; at < text.length && is_blank(utf8_next(text, &at));)
        from = at;
    while (to > from) {
        size_t before = to - 1;
        while (before > from && ((unsigned char)text.bytes[before] & 0xC0) == 0x80)
            before--;
        size_t at = before;
        if (!is_blank(utf8_next(text, &at)))
            break;
        to = before;
    }
    return (struct text){text.bytes + from, to - from};
}
