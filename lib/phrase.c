/* SPDX-License-Identifier: ISC */
#include "phrase.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Longer phrases stand before those that they begin with. */
static const struct {
    const char *english, *vietnamese;
} phrases[] = {
    {" is not in the first quarter of ", " không thuộc quý I năm "},
    {" is in the first quarter of ", " thuộc quý I năm "},
    {" is not in ", " không thuộc "},
    {" is in ", " thuộc "},
    {" is missing in the year before", " năm trước chưa có số liệu"},
    {" is missing in ", " chưa có số liệu năm "},
    {" is missing", " chưa có số liệu"},
    {" cannot be read", " không đọc được"},
    {" does not cover ", " còn thiếu "},
    {" is complete", " đầy đủ"},
    {" is present", ": có"},
    {" is not_met", ": không đạt"},
    {" is met", ": đạt"},
    {" is false", ": không"},
    {" is true", ": có"},
    {" is ", ": "},
    {" has none", ": không có"},
    {" in the year before", " năm trước"},
    {" has no rule for this kind of unit", " không có tiêu chí cho loại đơn vị này"},
    {" % of ", "% của "},
    {"; and ", "; và "},
    {" more", " trường hợp khác"},
    {" in ", " năm "},
};

static bool starts_with(struct text text, const char *start)
{
    size_t length = strlen(start);
    return text.length >= length && memcmp(text.bytes, start, length) == 0;
}

static bool is_path_byte(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || byte == '_' || byte == '.' || (byte >= '0' && byte <= '9');
}

/* The field that a path names; within a list, whose items are labelled before, the item's. */
static const struct field *field_named(const struct kind *kind, struct text path, const struct field *list)
{
    struct buffer name = {0};
    buffer_append(&name, path.bytes, path.length);
    const struct field *field = field_at_path(&kind->root, buffer_text(&name));
    if (list && field_member(list, path))
        field = field_member(list, path);
    buffer_free(&name);
    return field;
}

static bool append_date(struct text rest, struct buffer *text)
{
    int32_t date;
    if (rest.length < 10 || !text_date((struct text){rest.bytes, 10}, &date))
        return false;
    buffer_printf(text, "%02d/%02d/%04d", date % 100, date / 100 % 100, date / 10000);
    return true;
}

/* What the words at the front of `rest` become; returns how many bytes were used. */
static size_t append_words(const struct kind *kind, struct text rest, const struct field **list, struct buffer *text)
{
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (starts_with(rest, phrases[i].english)) {
            buffer_puts(text, phrases[i].vietnamese);
            return strlen(phrases[i].english);
        }
    if (append_date(rest, text))
        return 10;
    size_t length = 0;
    while (length < rest.length && is_path_byte((unsigned char)rest.bytes[length]))
        length++;
    bool word = length > 0 && rest.bytes[0] >= 'a' && rest.bytes[0] <= 'z';
    const struct field *field = word ? field_named(kind, (struct text){rest.bytes, length}, *list) : NULL;
    size_t whole = length;
    while (word && !field && length > 0) { /* a key of a table has no title: its table has */
        do
            length--;
        while (length > 0 && rest.bytes[length] != '.');
        field = length ? field_named(kind, (struct text){rest.bytes, length}, *list) : NULL;
        field = field && field->type == FIELD_TABLE ? field : NULL;
    }
    length = field ? length : whole;
    if (!field || !field->vi) {
        length = length ? length : 1;
        buffer_append(text, rest.bytes, length);
        return length;
    }
    if (field->type == FIELD_LIST)
        *list = field;
    buffer_puts(text, field->vi);
    return length;
}

void phrase_append_vietnamese(const struct kind *kind, struct text reason, struct buffer *text)
{
    const struct field *list = NULL;
    while (reason.length) {
        size_t used = append_words(kind, reason, &list, text);
        reason = (struct text){reason.bytes + used, reason.length - used};
    }
}

void phrase_append_number(int64_t number, struct buffer *text)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%" PRId64, number);
    for (int i = 0; i < length; i++) {
        buffer_putc(text, digits[i]);
        if ((length - 1 - i) % 3 == 0 && i + 1 < length && digits[i] != '-')
            buffer_putc(text, '.');
    }
}

void phrase_append_ratio(int64_t part, int64_t whole, struct buffer *text)
{
    phrase_append_number(part, text);
    buffer_putc(text, '/');
    phrase_append_number(whole, text);
    if (whole <= 0 || part < 0 || whole > INT64_MAX / 10 || part / whole > INT64_MAX / 20000)
        return;
    int64_t hundredths = part / whole, rest = part % whole;
    for (int i = 0; i < 4; i++) { /* by long division, since ten thousand parts may not fit */
        hundredths = hundredths * 10 + rest * 10 / whole;
        rest = rest * 10 % whole;
    }
    hundredths += rest >= whole - rest;
    buffer_puts(text, " (");
    phrase_append_number(hundredths / 100, text);
    buffer_printf(text, ",%02" PRId64 "%%)", hundredths % 100);
}
