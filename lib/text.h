/* SPDX-License-Identifier: ISC
 *
 * text: slices of UTF-8 text, and reading numbers, dates and names out of them.
 *
 * A `struct text` points into memory that somebody else owns, is not NUL-terminated by right, and may hold any byte.
 * Nothing here allocates unless it says so, and nothing depends on the locale.
 */
#ifndef ANTT_TEXT_H
#define ANTT_TEXT_H

#include "mem.h"

#include <stdint.h>
#include <string.h>

struct text {
    const char *bytes;
    size_t length;
};

/* A literal or NUL-terminated string as a slice. */
static inline struct text text_of(const char *string)
{
    return (struct text){string, strlen(string)};
}

/* memcmp() for equality, without the call where they are as short as most keys and values: as two words, which overlap.
 */
static inline bool bytes_equal(const char *a, const char *b, size_t length)
{
    uint64_t first[2], last[2];
    uint32_t short_first[2], short_last[2];
    if (length > 2 * sizeof *first)
        return memcmp(a, b, length) == 0;
    if (length >= sizeof *first) {
        memcpy(&first[0], a, sizeof *first);
        memcpy(&first[1], b, sizeof *first);
        memcpy(&last[0], a + length - sizeof *last, sizeof *last);
        memcpy(&last[1], b + length - sizeof *last, sizeof *last);
        return first[0] == first[1] && last[0] == last[1];
    }
    if (length >= sizeof *short_first) {
        memcpy(&short_first[0], a, sizeof *short_first);
        memcpy(&short_first[1], b, sizeof *short_first);
        memcpy(&short_last[0], a + length - sizeof *short_last, sizeof *short_last);
        memcpy(&short_last[1], b + length - sizeof *short_last, sizeof *short_last);
        return short_first[0] == short_first[1] && short_last[0] == short_last[1];
    }
    return length == 0 || (a[0] == b[0] && a[length / 2] == b[length / 2] && a[length - 1] == b[length - 1]);
}

/* The same way of copying. */
static inline void bytes_copy(char *to, const char *from, size_t length)
{
    uint64_t words[2];
    uint32_t halves[2];
    if (length > sizeof words) {
        memcpy(to, from, length);
    } else if (length >= sizeof *words) {
        memcpy(&words[0], from, sizeof *words);
        memcpy(&words[1], from + length - sizeof *words, sizeof *words);
        memcpy(to, &words[0], sizeof *words);
        memcpy(to + length - sizeof *words, &words[1], sizeof *words);
    } else if (length >= sizeof *halves) {
        memcpy(&halves[0], from, sizeof *halves);
        memcpy(&halves[1], from + length - sizeof *halves, sizeof *halves);
        memcpy(to, &halves[0], sizeof *halves);
        memcpy(to + length - sizeof *halves, &halves[1], sizeof *halves);
    } else {
        for (size_t i = 0; i < length; i++)
            to[i] = from[i];
    }
}

/* Every value of every record is compared a few times: inline, so that most are told apart by their length. */
static inline bool text_equal(struct text a, struct text b)
{
    return a.length == b.length && bytes_equal(a.bytes, b.bytes, a.length);
}

static inline bool text_is(struct text text, const char *string)
{
    return text_equal(text, text_of(string));
}

/* After FNV-1a, four bytes at a time: for tables whose content no input can choose; keyset is for the others. */
static inline uint32_t text_hash(struct text text)
{
    uint32_t hash = 2166136261u, word;
    size_t at = 0;
    for (; text.length - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text.bytes + at, sizeof word);
        hash = (hash ^ word) * 16777619u;
        hash ^= hash >> 15;
    }
    for (; at < text.length; at++)
        hash = (hash ^ (unsigned char)text.bytes[at]) * 16777619u;
    return hash ^ hash >> 15;
}

/* Order of bytes, which is the order of code points in UTF-8. <0, 0, >0. */
int text_compare(struct text a, struct text b);
/* Takes the part before the first `separator` off the front of *rest; false when *rest is used up (bytes NULL). */
bool text_next_part(struct text *rest, char separator, struct text *part);

/* What a look at every octet of a document finds. */
struct utf8_survey {
    bool valid;         /* UTF-8 throughout */
    size_t bad_offset;  /* where it is not */
    size_t control;     /* offset of the first control character other than tab and line breaks; SIZE_MAX: none */
    bool maybe_not_nfc; /* holds code points that may be out of normal form C; false is certain */
    bool maybe_unclean; /* holds code points that Vietnamese text seldom has; false is certain */
    bool tabs;          /* holds tabs or CR */
    bool odd_breaks;    /* holds CR without LF, U+0085, U+2028 or U+2029: YAML counts these as line breaks */
};
struct utf8_survey utf8_survey(struct text text);
/* The number of code points in valid UTF-8. */
size_t utf8_count(struct text text);
/* Reads the code point at *offset and moves past it; U+FFFD and one byte on for an invalid sequence. */
uint32_t utf8_next(struct text text, size_t *offset);
bool utf8_is_letter(uint32_t code_point);
/* The length of the byte order mark that the text begins with: 3, or 0 for none. */
size_t utf8_order_mark(struct text text);
void utf8_append(struct buffer *buffer, uint32_t code_point);
/* The text without the blanks at either end, no-break and zero-width ones too. */
struct text text_trim(struct text text);
/* Appends the text with its first letter as a capital. */
void text_append_capital(struct text text, struct buffer *buffer);

/* True when the text is in normal form C; on false *normal gets the text in that form. */
bool text_is_nfc(struct text text, struct buffer *normal);
/* Appends the text without tone marks, letter marks and case (đ is d): for comparing names loosely. */
void text_fold(struct text text, struct buffer *folded);

/* Appends the text as a string of JSON, in its quotes. */
void text_append_json(struct text text, struct buffer *json);

/* The beginning of a text for a message, whole letters, with `...` where something is left out. NUL-terminated. */
enum { TEXT_EXCERPT = 64 };
const char *text_excerpt(struct text text, char excerpt[TEXT_EXCERPT]);

/* A decimal integer, digits with at most one minus sign before them; false when it is anything else or over 64 bits. */
bool text_integer(struct text text, int64_t *value);
/* A day that exists, written YYYY-MM-DD, as year * 10000 + month * 100 + day, which keeps the order of days. */
bool text_date(struct text text, int32_t *date);
int32_t date_of(int year, int month, int day);
int date_year(int32_t date);
/* True when the day exists in the Gregorian calendar and its year is 1 to 9999. */
bool date_exists(int year, int month, int day);
/* Days since 1970-01-01, for differences and steps; and back. */
int64_t date_to_days(int32_t date);
int32_t date_from_days(int64_t days);
void date_append(struct buffer *buffer, int32_t date); /* YYYY-MM-DD */

/* The candidate (count of them, NUL-terminated) nearest to the name in a few slips of the finger, diacritics and case
 * folded; NULL when none is near. */
const char *text_nearest(struct text name, const char *const *candidates, size_t count);
/* Whether a spreadsheet takes a cell of this text for a formula. Apostrophes before it make no difference, so that
 * taking one away undoes a guard. */
bool text_begins_formula(struct text cell);
/* How many slips of the finger make one folded text of another: letters missing, too many, wrong or swapped; SIZE_MAX
 * where one is longer than names are. */
size_t text_slips(struct text a, struct text b);

#endif
