/* SPDX-License-Identifier: ISC */
#include "xlsx_text.h"

#include "xlsx.h"

#include <math.h>
#include <string.h>

enum { LONGEST = XLSX_LONGEST_TEXT, ESCAPE_LENGTH = 7 }; /* the length of _xHHHH_ */

const char *xlsx_text_fault(struct text text)
{
    struct utf8_survey survey = utf8_survey(text);
    if (!survey.valid)
        return "text is not UTF-8";
    if (survey.control != SIZE_MAX || (text.length && memchr(text.bytes, '\r', text.length)))
        return "text holds a control character";
    if (text.length <= LONGEST && !survey.maybe_not_nfc)
        return NULL; /* nothing below can be wrong with it */
    size_t units = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point = utf8_next(text, &at);
        if (code_point == 0xFFFE || code_point == 0xFFFF)
            return "text holds a character that XML forbids";
        units += code_point > 0xFFFF ? 2 : 1;
    }
    return units > LONGEST ? "text is longer than 32767 characters" : NULL;
}

static bool is_hex(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

static bool is_escape(const char *bytes, size_t left)
{
    return left >= ESCAPE_LENGTH && bytes[0] == '_' && bytes[1] == 'x' && is_hex(bytes[2]) && is_hex(bytes[3]) &&
           is_hex(bytes[4]) && is_hex(bytes[5]) && bytes[6] == '_';
}

void xlsx_text_append(struct buffer *buffer, struct text text)
{
    size_t begun = 0;
    for (size_t at = 0; at < text.length; at++) {
        if (!is_escape(text.bytes + at, text.length - at))
            continue;
        buffer_append(buffer, text.bytes + begun, at - begun);
        buffer_puts(buffer, "_x005F"); /* the underscore itself, escaped */
        begun = at;
    }
    buffer_append(buffer, text.length ? text.bytes + begun : "", text.length - begun);
}

void xlsx_text_footer(struct buffer *buffer, struct text text)
{
    static const struct {
        const char *mark, *code;
    } marks[] = {{"{page}", "&P"}, {"{pages}", "&N"}, {"&", "&&"}};
    buffer_puts(buffer, "&C&\"Times New Roman,Regular\"&12 "); /* the space parts the size from a digit */
    for (size_t at = 0; at < text.length;) {
        size_t length = 1;
        const char *code = NULL;
        for (size_t i = 0; i < sizeof marks / sizeof *marks && !code; i++) {
            size_t mark = strlen(marks[i].mark);
            if (mark <= text.length - at && memcmp(text.bytes + at, marks[i].mark, mark) == 0) {
                code = marks[i].code;
                length = mark;
            }
        }
        buffer_append(buffer, code ? code : text.bytes + at, code ? strlen(code) : 1);
        at += length;
    }
}

size_t xlsx_text_number_length(double value, int decimals)
{
    double whole = fabs(value);
    size_t digits = whole >= 10 ? (size_t)log10(whole) + 1 : 1;
    return digits + (digits - 1) / 3 + (decimals > 0 ? 1 + (size_t)decimals : 0) + (value < 0);
}
