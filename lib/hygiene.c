/* SPDX-License-Identifier: ISC */
#include "hygiene.h"

#include "encoding.h"

#include <uniname.h>

struct inspection {
    struct diag *diag;
    const struct record *record;
    bool sound;
};

/* A value or a key, and where it begins and ends in the record's bytes. */
struct specimen {
    const struct node *node;
    struct text text;
    struct mark at, end;
};

enum fault { FAULT_NONE, FAULT_SPACE, FAULT_INVISIBLE, FAULT_LETTER, FAULTS };

/* Greek, Cyrillic and full-width letters, many of which look like Latin ones. */
static bool is_foreign(uint32_t code_point)
{
    return (code_point >= 0x370 && code_point <= 0x52F) || (code_point >= 0xFF21 && code_point <= 0xFF5A);
}

static enum fault fault_of(uint32_t code_point)
{
    switch (code_point) {
    case 0xD0:
    case 0xF0:
        return FAULT_LETTER;
    case 0x85:
    case 0xA0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
        return FAULT_SPACE;
    case 0xAD:
    case 0x61C:
    case 0x180E:
    case 0xFEFF:
        return FAULT_INVISIBLE;
    default:
        if (code_point >= 0x2000 && code_point <= 0x200A)
            return FAULT_SPACE;
        if (is_foreign(code_point))
            return FAULT_LETTER;
        return (code_point >= 0x200B && code_point <= 0x200F) || (code_point >= 0x202A && code_point <= 0x202E) ||
                       (code_point >= 0x2060 && code_point <= 0x206F)
                   ? FAULT_INVISIBLE
                   : FAULT_NONE;
    }
}

/* Where the characters stand as they are written; the specimen's place where they are not (escapes, odd line ends). */
static struct place place_of(const struct record *record, const struct specimen *specimen, struct text wanted)
{
    struct text bytes = record->frame.bytes;
    size_t from = record_offset(record, specimen->at), until = record_offset(record, specimen->end);
    const char *found = NULL;
    if (specimen->at.line == specimen->end.line && until > from)
        found = memmem(bytes.bytes + from, until - from, wanted.bytes, wanted.length);
    struct place place = record_place(record, specimen->at);
    if (found)
        place.column += utf8_count((struct text){bytes.bytes + from, (size_t)(found - bytes.bytes) - from});
    return place;
}

static void report(struct inspection *inspection, enum severity severity, const struct specimen *specimen,
                   struct text wanted, const char *slug, const char *format, ...) __attribute__((format(printf, 6, 7)));

static void report(struct inspection *inspection, enum severity severity, const struct specimen *specimen,
                   struct text wanted, const char *slug, const char *format, ...)
{
    struct place place = place_of(inspection->record, specimen, wanted);
    struct buffer path = {0}, message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(&message, format, arguments);
    va_end(arguments);
    node_append_path(specimen->node, &path);
    diag_report(inspection->diag, severity, &place, slug, "%s: %s", buffer_text(&path), buffer_text(&message));
    inspection->sound &= severity == SEVERITY_WARNING && !inspection->diag->warnings_are_errors;
    buffer_free(&path);
    buffer_free(&message);
}

static void report_character(struct inspection *inspection, const struct specimen *specimen, enum fault fault,
                             uint32_t code_point, struct text written)
{
    char name[UNINAME_MAX] = "";
    const char *known = unicode_character_name(code_point, name) ? name : "without a name";
    switch (fault) {
    case FAULT_SPACE:
        report(inspection, SEVERITY_WARNING, specimen, written, "odd-space",
               "U+%04X %s, which looks like a space and compares as different; write a space", code_point, known);
        break;
    case FAULT_INVISIBLE:
        report(inspection, SEVERITY_WARNING, specimen, written, "invisible-character",
               "U+%04X %s, which nobody sees; delete it", code_point, known);
        break;
    default:
        if (is_foreign(code_point))
            report(inspection, SEVERITY_WARNING, specimen, written, "wrong-letter",
                   "U+%04X %s, which looks like another letter and compares as different; write that one", code_point,
                   known);
        else
            report(inspection, SEVERITY_WARNING, specimen, written, "wrong-letter",
                   "%s (U+%04X) is no letter of Vietnamese; write %s", code_point == 0xD0 ? "Ð" : "ð", code_point,
                   code_point == 0xD0 ? "Đ (U+0110)" : "đ (U+0111)");
    }
}

/* The first of each fault. */
static void inspect_characters(struct inspection *inspection, const struct specimen *specimen)
{
    bool told[FAULTS] = {[FAULT_NONE] = true};
    for (size_t at = 0; at < specimen->text.length;) {
        size_t start = at;
        uint32_t code_point = utf8_next(specimen->text, &at);
        enum fault fault = fault_of(code_point);
        if (told[fault])
            continue;
        told[fault] = true;
        struct text written = {specimen->text.bytes + start, at - start};
        report_character(inspection, specimen, fault, code_point, written);
    }
}

static void report_space(struct inspection *inspection, const struct specimen *specimen, size_t at)
{
    const char *what = "two spaces where one is enough", *written = "  ";
    char byte = at < specimen->text.length ? specimen->text.bytes[at] : '\0';
    if (at == specimen->text.length) {
        what = "a space at the end; delete it";
        written = " \"";
    } else if (byte == '\n' || byte == '\r') {
        what = "a line break; write it on one line";
        written = "\n";
    } else if (byte == '\t') {
        what = "a tab; write a space";
        written = "\t";
    } else if (at == 0) {
        what = "a space at the beginning; delete it";
        written = " ";
    }
    report(inspection, SEVERITY_WARNING, specimen, text_of(written), "extra-space", "%s", what);
}

/* Where the first space is that should not be there: the text's length for one at its end, SIZE_MAX for none. Every
 * text of every record comes here. */
static size_t find_space(struct text text)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    bool space = true;
    for (size_t at = 0; at < text.length; at++) {
        if (bytes[at] > ' ') {
            space = false;
            while (at + 1 < text.length && bytes[at + 1] > ' ')
                at++;
            continue;
        }
        if (bytes[at] < ' ' && bytes[at] != '\t' && bytes[at] != '\n' && bytes[at] != '\r')
            continue; /* an error that is told already */
        if (space || bytes[at] != ' ')
            return at;
        space = true;
    }
    return space && text.length ? text.length : SIZE_MAX;
}

static void inspect_line(struct inspection *inspection, const struct specimen *specimen)
{
    size_t at = find_space(specimen->text);
    if (at != SIZE_MAX)
        report_space(inspection, specimen, at);
}

/* Numbers, ids and the like have no spaces anyway. */
static void inspect_lines(struct inspection *inspection, const struct field *field, const struct node *parent)
{
    for (const struct node *child = parent->first; child; child = child->next) {
        const struct field *own = child->field ? child->field : field; /* items and entries are their list's */
        if (!own || !own->lines)
            continue;
        if (own->type == FIELD_TABLE && own == field && parent->type == NODE_MAPPING)
            inspect_line(inspection, &(struct specimen){child, child->key, child->key_at, child->at});
        if (child->type == NODE_SCALAR)
            inspect_line(inspection, &(struct specimen){child, child->value, child->at, child->end});
        else
            inspect_lines(inspection, own, child);
    }
}

/* Goes through all keys and values. */
static void inspect_all(struct inspection *inspection, const struct node *parent,
                        void (*inspect)(struct inspection *, const struct specimen *))
{
    for (const struct node *child = parent->first; child; child = child->next) {
        if (parent->type == NODE_MAPPING)
            inspect(inspection, &(struct specimen){child, child->key, child->key_at, child->at});
        if (child->type == NODE_SCALAR)
            inspect(inspection, &(struct specimen){child, child->value, child->at, child->end});
        else
            inspect_all(inspection, child, inspect);
    }
}

static void inspect_encoding(struct inspection *inspection, const struct specimen *specimen)
{
    char excerpt[TEXT_EXCERPT];
    struct buffer advice = {0};
    if (inspection->sound && encoding_append_mojibake(specimen->text, &advice))
        report(inspection, SEVERITY_ERROR, specimen, specimen->text, "mojibake", "'%s' is %s",
               text_excerpt(specimen->text, excerpt), buffer_text(&advice));
    buffer_free(&advice);
}

bool hygiene_check(struct diag *diag, const struct record *record)
{
    struct inspection inspection = {diag, record, true};
    struct text bytes = record->frame.bytes;
    /* escapes can make what the document's own octets are not */
    bool closely = record->maybe_unclean || memchr(bytes.bytes, '\\', bytes.length);
    if (closely)
        inspect_all(&inspection, record->root, inspect_encoding);
    if (!inspection.sound)
        return false;
    if (closely)
        inspect_all(&inspection, record->root, inspect_characters);
    inspect_lines(&inspection, NULL, record->root);
    return inspection.sound;
}
