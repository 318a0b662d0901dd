/* SPDX-License-Identifier: ISC */
#include "phrase.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longer phrases stand before those that they begin with. */
static const struct {
    const char *english, *vietnamese;
    bool before_value; /* a value of the field before it follows */
} phrases[] = {
    {" is not in the first quarter of ", " không thuộc quý I năm ", false},
    {" is in the first quarter of ", " thuộc quý I năm ", false},
    {" is not in ", " không thuộc kỳ ", false},
    {" is in ", " thuộc kỳ ", false},
    {" is missing in the year before", " năm trước chưa có số liệu", false},
    {" is missing in ", " chưa có số liệu năm ", false},
    {" is missing", " chưa có số liệu", false},
    {"period is missing", "chưa rõ kỳ xét", false},
    {" cannot be read", " không đọc được", false},
    {" does not cover ", " còn thiếu ", true},
    {" covers ", " có ", true},
    {" is empty", ": không có", false},
    {" is over 64 bits", " vượt quá giới hạn tính toán", false},
    {" is present", ": có", false},
    {" is not_met", ": không đạt", false},
    {" is met", ": đạt", false},
    {" is false", ": không", false},
    {" is true", ": có", false},
    {" is ", ": ", true},
    {" has none such", ": không có trường hợp nào", false},
    {" has none", ": không có", false},
    {" in the year before", " năm trước", false},
    {" has no rule for this kind of unit", " không có tiêu chí cho loại đơn vị này", false},
    {" % of ", "% của ", false},
    {"; and ", "; và ", false},
    {", and ", ", và ", false},
    {" more", " trường hợp khác", false},
    {" in ", " năm ", false},
    {"..", " - ", false},
};

/* A reason on its way into Vietnamese. */
struct phrasing {
    const struct kind *kind;
    const struct field *list;   /* whose items are spoken of; NULL: none */
    const struct field *before; /* the last field that was named */
    bool value_follows;         /* words may be values of it, or of the items of a list */
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

/* The whole phrase, not the front of a longer word: ` is met` does not begin ` is metal`. */
static bool begins_with_phrase(struct text text, const char *phrase)
{
    size_t length = strlen(phrase);
    return starts_with(text, phrase) && (!is_path_byte((unsigned char)phrase[length - 1]) || length == text.length ||
                                         phrase[length - 1] == '.' || !is_path_byte((unsigned char)text.bytes[length]));
}

static struct text path_at_front(struct text rest)
{
    size_t length = 0;
    while (length < rest.length && is_path_byte((unsigned char)rest.bytes[length]))
        length++;
    while (length > 1 && rest.bytes[length - 1] == '.') /* `2022-11-01..` */
        length--;
    return (struct text){rest.bytes, length};
}

/* The field that a path names; within a list, whose items are labelled before, the item's. Of a table's or figures' key
 * it is the table, and *length is shortened to its path. */
static const struct field *field_named(const struct phrasing *phrasing, struct text path, size_t *length)
{
    const struct field *field = phrasing->list ? field_member(phrasing->list, path) : NULL;
    *length = path.length;
    while (!field && *length > 0) {
        char *name = mem_copy(path.bytes, *length);
        field = field_at_path(&phrasing->kind->root, name);
        free(name);
        if (field && *length < path.length && field->type != FIELD_TABLE && field->type != FIELD_FIGURES)
            return NULL;
        while (!field && *length > 0 && path.bytes[--*length] != '.')
            continue;
    }
    return field;
}

/* `khu dân cư được công nhận` for the keys behind the path of figures, as far as the kind has words for them. */
static void append_keys(const struct field *figures, struct text keys, struct buffer *text)
{
    struct text key;
    bool any = false;
    while (text_next_part(&keys, '.', &key)) {
        const char *word = field_word(figures, key);
        if (key.length == 0)
            continue;
        buffer_puts(text, any ? " " : "");
        if (word)
            buffer_puts(text, word);
        else
            buffer_append(text, key.bytes, key.length);
        any = true;
    }
}

static bool append_date(struct text rest, struct buffer *text)
{
    int32_t date;
    if (rest.length < 10 || !text_date((struct text){rest.bytes, 10}, &date))
        return false;
    buffer_printf(text, "%02d/%02d/%04d", date % 100, date / 100 % 100, date / 10000);
    return true;
}

/* The word for a value of the field before, or in a list of the items' fields; NULL where the kind has none. */
static const char *word_for_value(const struct phrasing *phrasing, struct text value)
{
    const struct field *field = phrasing->value_follows ? phrasing->before : NULL;
    const char *word = field ? field_word(field, value) : NULL;
    for (size_t i = 0; field && field->type == FIELD_LIST && i < field->member_count && !word; i++)
        word = field_word(field->members[i], value);
    return word;
}

static struct text last_part(struct text path)
{
    const char *dot = memrchr(path.bytes, '.', path.length);
    return dot ? (struct text){dot + 1, path.length - (size_t)(dot + 1 - path.bytes)} : path;
}

/* `a.x + b.x = ` of figures becomes `tổng số x `: which they are, the wording of the rule says. Returns the bytes used.
 */
static size_t append_sum(const struct phrasing *phrasing, struct text rest, struct buffer *text)
{
    struct text term = path_at_front(rest), key = last_part(term);
    size_t used = term.length, length;
    const struct field *field = term.length ? field_named(phrasing, term, &length) : NULL;
    bool alike = field && field->type == FIELD_FIGURES, sum = false;
    while (field && starts_with((struct text){rest.bytes + used, rest.length - used}, " + ")) {
        used += 3;
        term = path_at_front((struct text){rest.bytes + used, rest.length - used});
        alike &= text_equal(last_part(term), key);
        field = term.length ? field_named(phrasing, term, &length) : NULL;
        used += term.length;
        sum = true;
    }
    if (!sum || !field || !starts_with((struct text){rest.bytes + used, rest.length - used}, " = "))
        return 0;
    const char *word = alike ? field_word(field, key) : NULL;
    buffer_printf(text, "tổng%s%s ", word ? " số " : "", word ? word : "");
    return used + 3;
}

static size_t append_path(struct phrasing *phrasing, struct text path, struct buffer *text)
{
    size_t length;
    const struct field *field = field_named(phrasing, path, &length);
    if (!field || !field->vi) {
        buffer_append(text, path.bytes, path.length);
        return path.length;
    }
    phrasing->before = field;
    if (field->type == FIELD_LIST)
        phrasing->list = field;
    struct text keys = {path.bytes + length, path.length - length};
    if (field->type == FIELD_FIGURES && keys.length) {
        append_keys(field, keys, text);
    } else {
        buffer_puts(text, field->vi);
        if (keys.length) /* `kết luận theo từng khoản 5.2` */
            buffer_printf(text, " %.*s", (int)keys.length - 1, keys.bytes + 1);
    }
    return path.length;
}

/* What the words at the front of `rest` become; returns how many bytes were used. */
static size_t append_words(struct phrasing *phrasing, struct text rest, struct buffer *text)
{
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (begins_with_phrase(rest, phrases[i].english)) {
            buffer_puts(text, phrases[i].vietnamese);
            phrasing->value_follows = phrases[i].before_value;
            return strlen(phrases[i].english);
        }
    if (append_date(rest, text))
        return 10;
    struct text path = path_at_front(rest);
    bool word = path.length > 0 && rest.bytes[0] >= 'a' && rest.bytes[0] <= 'z';
    const char *value = word ? word_for_value(phrasing, path) : NULL;
    if (value) {
        buffer_puts(text, value);
        return path.length;
    }
    size_t sum = word ? append_sum(phrasing, rest, text) : 0;
    if (sum)
        return sum;
    if (word)
        return append_path(phrasing, path, text);
    if (rest.bytes[0] == ']' || rest.bytes[0] == ';' || rest.bytes[0] == ':') /* behind `cases[1]` stand its values */
        phrasing->value_follows = rest.bytes[0] == ']';
    buffer_append(text, rest.bytes, path.length ? path.length : 1);
    return path.length ? path.length : 1;
}

void phrase_append_vietnamese(const struct kind *kind, struct text reason, struct buffer *text)
{
    struct phrasing phrasing = {.kind = kind};
    while (reason.length) {
        size_t used = append_words(&phrasing, reason, text);
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

/* Ten thousand times part / whole, rounded half up, in integers; false where that is no percentage to show. */
static bool hundredths_of(int64_t part, int64_t whole, int64_t *hundredths)
{
    if (whole <= 0 || part < 0 || whole > INT64_MAX / 10 || part / whole > INT64_MAX / 20000)
        return false;
    int64_t rest = part % whole;
    *hundredths = part / whole;
    for (int i = 0; i < 4; i++) { /* by long division, since ten thousand parts may not fit */
        *hundredths = *hundredths * 10 + rest * 10 / whole;
        rest = rest * 10 % whole;
    }
    *hundredths += rest >= whole - rest;
    return true;
}

static void append_percent(int64_t hundredths, struct buffer *text)
{
    phrase_append_number(hundredths / 100, text);
    buffer_printf(text, ",%02" PRId64 "%%", hundredths % 100);
}

void phrase_append_share(double share, struct buffer *text)
{
    append_percent((int64_t)(share * 10000 + 0.5), text);
}

void phrase_append_ratio(int64_t part, int64_t whole, struct buffer *text)
{
    int64_t hundredths;
    phrase_append_number(part, text);
    buffer_putc(text, '/');
    phrase_append_number(whole, text);
    if (!hundredths_of(part, whole, &hundredths))
        return;
    buffer_puts(text, " (");
    append_percent(hundredths, text);
    buffer_putc(text, ')');
}

void phrase_append_range(int64_t part, int64_t missing, int64_t whole, struct buffer *text)
{
    int64_t lowest, highest, most;
    if (__builtin_add_overflow(part, missing, &most) || !hundredths_of(part, whole, &lowest) ||
        !hundredths_of(most, whole, &highest))
        return;
    append_percent(lowest, text);
    if (missing == 0)
        return;
    buffer_puts(text, "–");
    append_percent(highest, text);
}

static void append_signed(int64_t number, void (*append)(int64_t, struct buffer *), struct buffer *text)
{
    buffer_puts(text, number > 0 ? "+" : number < 0 ? "−" : "");
    append(number < 0 ? -number : number, text);
}

void phrase_append_change(int64_t before, int64_t now, int64_t base, int64_t ordinary, struct buffer *text)
{
    int64_t change, sum, square, bound, hundredths;
    if (__builtin_sub_overflow(now, before, &change) || change == INT64_MIN || before < 0 || now < 0)
        return;
    append_signed(change, phrase_append_number, text);
    if (base > 0 && before >= base && hundredths_of(change < 0 ? -change : change, before, &hundredths)) {
        buffer_puts(text, " (");
        append_signed(change < 0 ? -hundredths : hundredths, append_percent, text);
        buffer_puts(text, " của ");
        phrase_append_number(before, text);
        buffer_putc(text, ')');
    }
    /* |change| <= ordinary * sqrt(before + now), both squared */
    bool small = change != 0 && ordinary > 0 && !__builtin_add_overflow(before, now, &sum) &&
                 !__builtin_mul_overflow(change, change, &square) &&
                 !__builtin_mul_overflow(sum, ordinary * ordinary, &bound) && square <= bound;
    buffer_puts(text, small ? "; dao động thường" : "");
}
