/* SPDX-License-Identifier: ISC */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int text_compare(struct text a, struct text b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared ? memcmp(a.bytes, b.bytes, shared) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

bool text_next_part(struct text *rest, char separator, struct text *part)
{
    if (!rest->bytes)
        return false;
    const char *end = rest->length ? memchr(rest->bytes, separator, rest->length) : NULL;
    if (!end) {
        *part = *rest;
        *rest = (struct text){NULL, 0};
        return true;
    }
    *part = (struct text){rest->bytes, (size_t)(end - rest->bytes)};
    *rest = (struct text){end + 1, rest->length - part->length - 1};
    return true;
}

const char *text_excerpt(struct text text, char excerpt[TEXT_EXCERPT])
{
    size_t length = text.length < TEXT_EXCERPT - 24 ? text.length : TEXT_EXCERPT - 24;
    while (length < text.length && length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
        length--; /* not in the middle of a letter */
    snprintf(excerpt, TEXT_EXCERPT, "%.*s%s", (int)length, text.bytes, length < text.length ? "..." : "");
    return excerpt;
}

bool text_integer(struct text text, int64_t *value)
{
    bool negative = text.length > 0 && text.bytes[0] == '-';
    size_t at = negative ? 1 : 0;
    if (at == text.length)
        return false;
    int64_t result = 0;
    for (; at < text.length; at++) {
        int digit = text.bytes[at] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(result, 10, &result) ||
            __builtin_sub_overflow(result, digit, &result)) /* downwards, since INT64_MIN has no positive twin */
            return false;
    }
    if (!negative && result == INT64_MIN)
        return false;
    *value = negative ? result : -result;
    return true;
}

static bool digits(const char *bytes, size_t count, int *value)
{
    *value = 0;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] < '0' || bytes[i] > '9')
            return false;
        *value = *value * 10 + (bytes[i] - '0');
    }
    return true;
}

bool date_exists(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && leap);
}

int32_t date_of(int year, int month, int day)
{
    return (int32_t)(year * 10000 + month * 100 + day);
}

int date_year(int32_t date)
{
    return (int)(date / 10000);
}

bool text_date(struct text text, int32_t *date)
{
    int year, month, day;
    if (text.length != 10 || text.bytes[4] != '-' || text.bytes[7] != '-' || !digits(text.bytes, 4, &year) ||
        !digits(text.bytes + 5, 2, &month) || !digits(text.bytes + 8, 2, &day) || !date_exists(year, month, day))
        return false;
    *date = date_of(year, month, day);
    return true;
}

/* Days from civil and back by counting in eras of 400 years that begin on 1 March, so that the leap day comes last. */
int64_t date_to_days(int32_t date)
{
    int64_t month = date / 100 % 100, day = date % 100;
    int64_t year = date / 10000 - (month <= 2);
    int64_t era = year / 400, year_of_era = year % 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

int32_t date_from_days(int64_t days)
{
    days += 719468;
    int64_t era = days / 146097, day_of_era = days % 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    int64_t day = day_of_year - (153 * shifted + 2) / 5 + 1;
    int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    return date_of((int)(year_of_era + era * 400 + (month <= 2)), (int)month, (int)day);
}

void date_append(struct buffer *buffer, int32_t date)
{
    buffer_printf(buffer, "%04d-%02d-%02d", date / 10000, date / 100 % 100, date % 100);
}

void text_append_json(struct text text, struct buffer *json)
{
    buffer_putc(json, '"');
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte == '"' || byte == '\\')
            buffer_putc(json, '\\');
        if ((unsigned char)byte < ' ')
            buffer_printf(json, "\\u%04x", (unsigned)byte);
        else
            buffer_putc(json, byte);
    }
    buffer_putc(json, '"');
}

/* Edit distance in bytes of folded text with swapped neighbours as one slip; rows of at most LONGEST_NAME. */
enum { LONGEST_NAME = 63 };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t smaller = a < b ? a : b;
    return smaller < c ? smaller : c;
}

size_t text_slips(struct text a, struct text b)
{
    if (a.length > LONGEST_NAME || b.length > LONGEST_NAME)
        return SIZE_MAX;
    size_t rows[3][LONGEST_NAME + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t cost = a.bytes[i - 1] != b.bytes[j - 1];
            now[j] = least(last[j] + 1, now[j - 1] + 1, last[j - 1] + cost);
            if (i > 1 && j > 1 && a.bytes[i - 1] == b.bytes[j - 2] && a.bytes[i - 2] == b.bytes[j - 1])
                now[j] = least(now[j], before[j - 2] + 1, now[j]);
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.length];
}

const char *text_nearest(struct text name, const char *const *candidates, size_t count)
{
    struct buffer wanted = {0}, folded = {0};
    const char *nearest = NULL;
    text_fold(name, &wanted);
    size_t best = wanted.length / 3 + 1; /* more slips than this and it is another word */
    if (best > 3)
        best = 3;
    if (best >= wanted.length)
        best = wanted.length ? wanted.length - 1 : 0; /* as many slips as letters, and nothing is left of it */
    for (size_t i = 0; i < count && wanted.length <= LONGEST_NAME; i++) {
        buffer_clear(&folded);
        text_fold(text_of(candidates[i]), &folded);
        size_t distance =
            text_slips((struct text){wanted.bytes, wanted.length}, (struct text){folded.bytes, folded.length});
        if (distance < best || (distance == best && !nearest)) {
            nearest = candidates[i];
            best = distance;
        }
    }
    buffer_free(&wanted);
    buffer_free(&folded);
    return nearest;
}

bool text_begins_formula(struct text cell)
{
    static const char *const signs[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"}; /* wide ones too */
    while (cell.length && *cell.bytes == '\'')
        cell = (struct text){cell.bytes + 1, cell.length - 1};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (cell.length >= strlen(signs[i]) && memcmp(cell.bytes, signs[i], strlen(signs[i])) == 0)
            return true;
    return false;
}
