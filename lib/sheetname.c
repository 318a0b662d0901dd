/* SPDX-License-Identifier: ISC */
#include "sheetname.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 31 }; /* UTF-16 units */

static size_t utf16_units(uint32_t code_point)
{
    return code_point > 0xFFFF ? 2 : 1;
}

/* Lower case for Latin and Vietnamese letters, which is what names here are written in. */
static uint32_t lower(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7))
        return c + 0x20;
    if (c == 0x1AF)
        return 0x1B0;
    bool paired = (c >= 0x100 && c <= 0x137) || c == 0x1A0 || (c >= 0x1EA0 && c <= 0x1EF9);
    return paired ? c | 1 : c;
}

static char *folded_copy(struct text name)
{
    struct buffer folded = {0};
    for (size_t at = 0; at < name.length;)
        utf8_append(&folded, lower(utf8_next(name, &at)));
    char *copy = mem_copy(folded.bytes, folded.length);
    buffer_free(&folded);
    return copy;
}

static bool taken(const struct sheetname_set *set, const char *folded)
{
    if (strcmp(folded, "history") == 0) /* the name of a sheet that spreadsheet programs make themselves */
        return true;
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->folded[i], folded) == 0)
            return true;
    return false;
}

static uint32_t legal(uint32_t code_point)
{
    if (code_point < 0xA0 && (code_point < ' ' || code_point >= 0x7F))
        return ' ';
    if (code_point == '\'')
        return 0x2019;
    if (code_point == 0xFFFE || code_point == 0xFFFF)
        return 0xFFFD;
    return code_point < 0x80 && strchr("[]:*?/\\", (int)code_point) ? '-' : code_point;
}

/* The name without what is not legal in it, with single spaces. */
static void clean(struct text wanted, struct buffer *cleaned)
{
    bool gap = false;
    for (size_t at = 0; at < wanted.length;) {
        uint32_t code_point = legal(utf8_next(wanted, &at));
        if (code_point == ' ') {
            gap = cleaned->length > 0;
            continue;
        }
        if (gap)
            buffer_putc(cleaned, ' ');
        gap = false;
        utf8_append(cleaned, code_point);
    }
}

/* As much of the name as leaves room for the suffix, then the suffix. */
static void fit(struct text name, const char *suffix, struct buffer *fitted)
{
    size_t at = 0, units = strlen(suffix), end = 0;
    while (at < name.length) {
        uint32_t code_point = utf8_next(name, &at);
        units += utf16_units(code_point);
        if (units > LONGEST)
            break;
        if (code_point != ' ')
            end = at;
    }
    buffer_clear(fitted);
    buffer_append(fitted, name.bytes, end);
    buffer_puts(fitted, suffix);
}

void sheetname_make(struct sheetname_set *set, struct text wanted, struct buffer *name)
{
    struct buffer cleaned = {0};
    clean(wanted, &cleaned);
    if (cleaned.length == 0)
        buffer_putc(&cleaned, '-');
    struct text base = {cleaned.bytes, cleaned.length};
    fit(base, "", name);
    char *folded = folded_copy((struct text){name->bytes, name->length});
    for (size_t number = 2; taken(set, folded); number++) {
        struct buffer suffix = {0};
        buffer_printf(&suffix, " (%zu)", number);
        fit(base, buffer_text(&suffix), name);
        buffer_free(&suffix);
        free(folded);
        folded = folded_copy((struct text){name->bytes, name->length});
    }
    set->folded = mem_grow(set->folded, &set->capacity, set->count + 1, sizeof *set->folded);
    set->folded[set->count++] = folded;
    buffer_free(&cleaned);
}

static void append_letters(struct text text, struct buffer *name)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t c = utf8_next(text, &at);
        bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        bool letter = c >= 0xC0 && c <= 0x1EFF && c != 0xD7 && c != 0xF7;
        utf8_append(name, plain || letter ? c : '_');
    }
}

void sheetname_make_defined(struct sheetname_set *set, struct text sheet, struct buffer *name)
{
    struct buffer base = {0};
    buffer_puts(&base, "Bảng_");
    append_letters(sheet, &base);
    buffer_clear(name);
    buffer_append(name, base.bytes, base.length);
    char *folded = folded_copy((struct text){name->bytes, name->length});
    for (size_t number = 2; taken(set, folded); number++) {
        buffer_clear(name);
        buffer_append(name, base.bytes, base.length);
        buffer_printf(name, "_%zu", number);
        free(folded);
        folded = folded_copy((struct text){name->bytes, name->length});
    }
    buffer_text(name);
    set->folded = mem_grow(set->folded, &set->capacity, set->count + 1, sizeof *set->folded);
    set->folded[set->count++] = folded;
    buffer_free(&base);
}

void sheetname_free(struct sheetname_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        free(set->folded[i]);
    free(set->folded);
    *set = (struct sheetname_set){0};
}
