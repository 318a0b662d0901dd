/* SPDX-License-Identifier: ISC */
#include "reader_tree.h"

#include "encoding.h"

#include <stdlib.h>
#include <string.h>

struct reader *reader_new(struct diag *diag)
{
    struct reader *reader = mem_new(1, sizeof *reader);
    const char *way = getenv("ANTT_READER");
    reader->diag = diag;
    reader->plain_style = !way || strcmp(way, "libyaml") != 0;
    reader->name_slots = mem_new(READER_NAME_SLOTS, sizeof *reader->name_slots);
    return reader;
}

void reader_free(struct reader *reader)
{
    if (!reader)
        return;
    arena_free(&reader->arena);
    arena_free(&reader->names);
    free(reader->name_slots);
    free(reader->keys);
    free(reader);
}

/* Control characters from U+0080 on come of UTF-8 that was taken for Latin-1. */
static void refuse_control(struct reader *reader, struct text bytes, size_t offset, const struct place *place)
{
    struct buffer advice = {0};
    size_t from = offset, until = offset, at = offset;
    uint32_t code_point = utf8_next(bytes, &at);
    while (from > 0 && bytes.bytes[from - 1] != '\n')
        from--;
    while (until < bytes.length && bytes.bytes[until] != '\n')
        until++;
    if (code_point >= 0x80 && encoding_append_mojibake((struct text){bytes.bytes + from, until - from}, &advice))
        diag_report(reader->diag, SEVERITY_ERROR, place, "mojibake", "this is %s", buffer_text(&advice));
    else
        diag_report(reader->diag, SEVERITY_ERROR, place, "control-character",
                    "control character U+%04X; delete it or write what was meant", code_point);
    buffer_free(&advice);
}

static bool refuse_octet(struct reader *reader, const struct frame *frame, size_t offset, bool control)
{
    struct mark mark = reading_mark_at(frame->bytes, offset);
    struct place place = {frame->file, frame->line + mark.line, (size_t)mark.column + 1};
    unsigned octet = (unsigned char)frame->bytes.bytes[offset];
    if (frame->bytes.length >= 4 && memcmp(frame->bytes.bytes, "PK\3\4", 4) == 0) {
        diag_report(reader->diag, SEVERITY_ERROR, &place, "not-utf-8",
                    "this is a workbook (.xlsx) or another archive, not YAML text");
    } else if (control) {
        refuse_control(reader, frame->bytes, offset, &place);
    } else {
        struct buffer advice = {0};
        encoding_append_advice(frame->bytes, &advice);
        diag_report(reader->diag, SEVERITY_ERROR, &place, "not-utf-8", "octet 0x%02X is not UTF-8; %s", octet,
                    buffer_text(&advice));
        buffer_free(&advice);
    }
    return false;
}

/* Where a byte order mark stands that is not at the front; 0 for nowhere. libyaml takes it for nothing. */
static size_t find_order_mark(struct text bytes)
{
    const char *from = bytes.bytes + 1, *end = bytes.bytes + bytes.length;
    for (; from < end && (from = memchr(from, 0xEF, (size_t)(end - from))); from++)
        if (utf8_order_mark((struct text){from, (size_t)(end - from)}))
            return (size_t)(from - bytes.bytes);
    return 0;
}

static bool check_octets(struct reader *reader, const struct frame *frame, struct record *record)
{
    struct utf8_survey survey = utf8_survey(frame->bytes);
    size_t at;
    record->maybe_not_nfc = survey.maybe_not_nfc;
    record->maybe_tabs = survey.tabs;
    record->maybe_unclean = survey.maybe_unclean;
    if (!survey.valid && survey.control > survey.bad_offset)
        return refuse_octet(reader, frame, survey.bad_offset, false);
    if (!survey.valid && memchr(frame->bytes.bytes, '\0', frame->bytes.length)) /* UTF-16 has both */
        return refuse_octet(reader, frame, survey.bad_offset, false);
    if (survey.control != SIZE_MAX)
        return refuse_octet(reader, frame, survey.control, true);
    if (!survey.valid)
        return refuse_octet(reader, frame, survey.bad_offset, false);
    if (survey.maybe_not_nfc && (at = find_order_mark(frame->bytes)) > 0) {
        struct mark mark = reading_mark_at(frame->bytes, at);
        struct place place = {frame->file, frame->line + mark.line, (size_t)mark.column + 1};
        diag_report(reader->diag, SEVERITY_ERROR, &place, "byte-order-mark",
                    "byte order mark in the middle of a document; put `---` before the line it stands on");
        return false;
    }
    if (survey.odd_breaks)
        record_find_lines(record, &reader->arena);
    return true;
}

/* libyaml compares each %TAG with all before it, and takes an empty document that `...` ends for a broken one. So both
 * are looked for in the lines themselves: what stands before the content, and whether there is any. */
static bool has_content(struct reading *reading)
{
    struct text rest = reading->record->frame.bytes, line;
    bool directive = false;
    size_t order_mark = utf8_order_mark(rest);
    rest = (struct text){rest.bytes + order_mark, rest.length - order_mark};
    for (uint32_t number = 0; text_next_part(&rest, '\n', &line); number++) {
        bool marker = line.length >= 3 && (memcmp(line.bytes, "---", 3) == 0 || memcmp(line.bytes, "...", 3) == 0);
        size_t at = marker ? 3 : 0, end = line.length;
        end -= end > at && line.bytes[end - 1] == '\r';
        while (at < end && line.bytes[at] == ' ')
            at++;
        if (at == end || (line.bytes[at] == '#' && (!marker || at > 3)))
            continue;
        if (line.bytes[0] != '%')
            return true;
        directive = true;
        if (end >= 4 && memcmp(line.bytes, "%TAG", 4) == 0)
            return reading_refuse(reading, (struct mark){number, 0}, "tag",
                                  "a %TAG directive; records are plain data, types come from the kind");
    }
    return directive;
}

static enum read_result judge(struct reading *reading)
{
    struct record *record = reading->record;
    const struct node *root = record->root;
    if (!root || (root->type == NODE_SCALAR && root->value.length == 0 && root->plain))
        return READ_EMPTY;
    if (root->type != NODE_MAPPING) {
        reading_refuse(reading, root->at, "not-a-mapping",
                       "a document must be one mapping of fields, beginning with `record: KIND`");
        return READ_BROKEN;
    }
    const struct node *kind = node_get(root, text_of("record"));
    if (kind && kind->type == NODE_SCALAR && !node_is_null(kind))
        record->kind = kind->value;
    return READ_RECORD;
}

/* Most documents are in plain style; of the others nothing has been said or kept when libyaml reads them. */
static bool is_plain(struct reading *reading)
{
    struct reader *reader = reading->reader;
    struct record *record = reading->record;
    if (!reader->plain_style || record->lines || record->maybe_not_nfc)
        return false;
    if (reader_plain(reading) == PLAIN_READ)
        return true;
    arena_reset(&reader->arena);
    record->root = NULL;
    record->plain_style = false;
    *reading = (struct reading){.reader = reader, .record = record};
    return false;
}

enum read_result reader_read(struct reader *reader, const struct frame *frame, struct record *record)
{
    *record = (struct record){.frame = *frame, .kind = {"", 0}};
    arena_reset(&reader->arena);
    if (!check_octets(reader, frame, record))
        return READ_BROKEN;
    struct reading reading = {.reader = reader, .record = record};
    if (!has_content(&reading))
        return reading.refused ? READ_BROKEN : READ_EMPTY;
    if (!is_plain(&reading) && !reader_yaml(&reading))
        return READ_BROKEN;
    return judge(&reading);
}
