/* SPDX-License-Identifier: ISC */
#include "namefold.h"

#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>

static bool is_blank(uint32_t code_point)
{
    return code_point <= ' ' || code_point == 0xA0 || (code_point >= 0x2000 && code_point <= 0x200B) ||
           code_point == 0x202F || code_point == 0x3000 || code_point == 0xFEFF;
}

static bool is_tone(uint32_t code_point)
{
    return code_point == 0x300 || code_point == 0x301 || code_point == 0x303 || code_point == 0x309 ||
           code_point == 0x323;
}

static void end_word(struct buffer *folded, uint32_t *tone)
{
    if (*tone)
        utf8_append(folded, *tone);
    *tone = 0;
}

static void fold(struct text decomposed, struct buffer *folded)
{
    uint32_t tone = 0;
    bool blank = false, begun = false;
    for (size_t at = 0; at < decomposed.length;) {
        uint32_t code_point = utf8_next(decomposed, &at);
        if (is_blank(code_point)) {
            blank = begun;
            end_word(folded, &tone);
            continue;
        }
        if (is_tone(code_point) && !tone) {
            tone = code_point;
            continue;
        }
        if (blank)
            buffer_putc(folded, ' ');
        blank = false;
        begun = true;
        utf8_append(folded, code_point == 0xD0 || code_point == 0x110 ? 0x111 : uc_tolower(code_point));
    }
    end_word(folded, &tone);
}

void namefold_append(struct text name, struct buffer *folded)
{
    size_t length = 0;
    uint8_t *parts = u8_normalize(UNINORM_NFD, (const uint8_t *)name.bytes, name.length, NULL, &length);
    fold(parts ? (struct text){(const char *)parts, length} : name, folded);
    free(parts);
}

struct text namefold_trim(struct text text)
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
