/* SPDX-License-Identifier: ISC */
#include "reader.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { SORT_FROM = 64 /* keys in a mapping from which duplicates are looked for by sorting */ };

struct reader {
    struct arena arena;
    struct diag *diag;
    const struct node **keys; /* work space for finding duplicates */
    size_t keys_capacity;
};

/* One document on its way through the parser. */
struct reading {
    struct reader *reader;
    struct record *record;
    yaml_parser_t parser;
    struct node *open; /* the innermost collection that is not closed yet */
    size_t depth, nodes;
    bool key_next;   /* in a mapping: the next scalar is a key */
    struct text key; /* the key read last, and where */
    struct mark key_at;
    bool started, refused;
};

struct reader *reader_new(struct diag *diag)
{
    struct reader *reader = mem_new(1, sizeof *reader);
    reader->diag = diag;
    return reader;
}

void reader_free(struct reader *reader)
{
    if (!reader)
        return;
    arena_free(&reader->arena);
    free(reader->keys);
    free(reader);
}

static struct mark mark_of(yaml_mark_t mark)
{
    return (struct mark){(uint32_t)mark.line, (uint32_t)mark.column};
}

static bool refuse(struct reading *reading, struct mark mark, const char *slug, const char *text)
{
    struct place place = record_place(reading->record, mark);
    diag_report(reading->reader->diag, SEVERITY_ERROR, &place, slug, "%s", text);
    reading->refused = true;
    return false;
}

static struct mark mark_at_offset(struct text bytes, size_t offset)
{
    struct mark mark = {0, 0};
    size_t line_start = utf8_order_mark(bytes);
    for (size_t i = 0; i < offset; i++)
        if (bytes.bytes[i] == '\n') {
            mark.line++;
            line_start = i + 1;
        }
    mark.column = (uint32_t)utf8_count((struct text){bytes.bytes + line_start, offset - line_start});
    return mark;
}

static bool refuse_octet(struct reader *reader, const struct frame *frame, size_t offset, bool control)
{
    struct mark mark = mark_at_offset(frame->bytes, offset);
    struct place place = {frame->file, frame->line + mark.line, (size_t)mark.column + 1};
    unsigned octet = (unsigned char)frame->bytes.bytes[offset];
    if (frame->bytes.length >= 4 && memcmp(frame->bytes.bytes, "PK\3\4", 4) == 0) {
        diag_report(reader->diag, SEVERITY_ERROR, &place, "not-utf-8",
                    "this is a workbook (.xlsx) or another archive, not YAML text");
    } else if (control) {
        size_t at = offset;
        diag_report(reader->diag, SEVERITY_ERROR, &place, "control-character",
                    "control character U+%04X; delete it or write what was meant", utf8_next(frame->bytes, &at));
    } else {
        diag_report(reader->diag, SEVERITY_ERROR, &place, "not-utf-8",
                    "octet 0x%02X is not UTF-8; if the file is in %s: iconv -f %s -t UTF-8 FILE", octet,
                    utf8_likely_encoding(frame->bytes), utf8_likely_encoding(frame->bytes));
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
    if (!survey.valid && survey.control > survey.bad_offset)
        return refuse_octet(reader, frame, survey.bad_offset, false);
    if (!survey.valid && memchr(frame->bytes.bytes, '\0', frame->bytes.length)) /* UTF-16 has both */
        return refuse_octet(reader, frame, survey.bad_offset, false);
    if (survey.control != SIZE_MAX)
        return refuse_octet(reader, frame, survey.control, true);
    if (!survey.valid)
        return refuse_octet(reader, frame, survey.bad_offset, false);
    if (survey.maybe_not_nfc && (at = find_order_mark(frame->bytes)) > 0) {
        struct mark mark = mark_at_offset(frame->bytes, at);
        struct place place = {frame->file, frame->line + mark.line, (size_t)mark.column + 1};
        diag_report(reader->diag, SEVERITY_ERROR, &place, "byte-order-mark",
                    "byte order mark in the middle of a document; put `---` before the line it stands on");
        return false;
    }
    if (survey.odd_breaks)
        record_find_lines(record, &reader->arena);
    return true;
}

/* Something that was begun and not ended: its beginning is what must be mended. Of a block mapping or a plain scalar
 * the beginning says little, it is there that the problem lies where it was noticed. */
static bool find_unclosed(const struct reading *reading, struct mark *begun)
{
    static const char *const contexts[] = {"flow sequence", "flow mapping", "quoted scalar", "simple key"};
    const yaml_parser_t *parser = &reading->parser;
    bool at_end = parser->problem_mark.index + 1 >= utf8_count(reading->record->frame.bytes);
    *begun = mark_of(parser->context_mark);
    for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++)
        if (parser->context && strstr(parser->context, contexts[i]))
            return at_end || parser->context_mark.line != parser->problem_mark.line;
    if (at_end && reading->open && reading->open->flow) {
        *begun = reading->open->at;
        return true;
    }
    return false;
}

static bool at_tab(const struct reading *reading, struct mark mark)
{
    struct text bytes = reading->record->frame.bytes;
    size_t at = record_line_offset(reading->record, mark.line);
    for (uint32_t i = 0; i < mark.column && at < bytes.length; i++)
        utf8_next(bytes, &at);
    return at < bytes.length && bytes.bytes[at] == '\t';
}

/* A parser error, at the place where the construct began that could not be read, where libyaml tells it. */
static bool refuse_parse(struct reading *reading)
{
    const yaml_parser_t *parser = &reading->parser;
    struct buffer text = {0};
    if (parser->error == YAML_MEMORY_ERROR) {
        diag_report(reading->reader->diag, SEVERITY_TROUBLE, NULL, "out-of-memory", "out of memory");
        reading->refused = true;
        return false;
    }
    if (parser->error == YAML_READER_ERROR) {
        struct text bytes = reading->record->frame.bytes;
        size_t offset = parser->problem_offset + utf8_order_mark(bytes);
        offset = offset < bytes.length ? offset : bytes.length;
        return refuse(reading, mark_at_offset(bytes, offset), "control-character",
                      "a character that YAML does not allow");
    }
    struct mark problem = mark_of(parser->problem_mark), begun;
    bool unclosed = find_unclosed(reading, &begun);
    buffer_printf(&text, "cannot be read as YAML: %s", parser->problem ? parser->problem : "unknown problem");
    if (unclosed) {
        struct place seen = record_place(reading->record, problem);
        buffer_printf(&text, " %s that begins here; noticed at line %zu, column %zu",
                      parser->context ? parser->context : "in a collection", seen.line, seen.column);
    } else if (at_tab(reading, problem)) {
        buffer_puts(&text, "; a tab stands where only spaces may indent");
    } else if (parser->context) {
        buffer_printf(&text, " %s", parser->context);
    }
    refuse(reading, unclosed ? begun : problem, "yaml-syntax", buffer_text(&text));
    buffer_free(&text);
    return false;
}

static int compare_keys(const void *a, const void *b)
{
    const struct node *first = *(const struct node *const *)a, *second = *(const struct node *const *)b;
    int order = text_compare(first->key, second->key);
    if (order)
        return order;
    return first->key_at.line != second->key_at.line ? (first->key_at.line < second->key_at.line ? -1 : 1)
                                                     : (first->key_at.column < second->key_at.column ? -1 : 1);
}

static bool refuse_duplicate(struct reading *reading, const struct node *first, const struct node *second)
{
    char key[TEXT_EXCERPT];
    struct buffer text = {0};
    struct place place = record_place(reading->record, first->key_at);
    buffer_printf(&text, "duplicate key '%s'; the first is at line %zu, column %zu", text_excerpt(second->key, key),
                  place.line, place.column);
    refuse(reading, second->key_at, "duplicate-key", buffer_text(&text));
    buffer_free(&text);
    return false;
}

/* Sorted, so that a mapping of a hundred thousand hostile keys costs no more than its size. */
static bool check_many_keys(struct reading *reading, const struct node *mapping)
{
    struct reader *reader = reading->reader;
    reader->keys = mem_grow(reader->keys, &reader->keys_capacity, mapping->count, sizeof *reader->keys);
    size_t count = 0;
    for (const struct node *entry = mapping->first; entry; entry = entry->next)
        reader->keys[count++] = entry;
    qsort(reader->keys, count, sizeof *reader->keys, compare_keys);
    for (size_t i = 1; i < count; i++)
        if (text_equal(reader->keys[i - 1]->key, reader->keys[i]->key))
            return refuse_duplicate(reading, reader->keys[i - 1], reader->keys[i]);
    return true;
}

static bool check_keys(struct reading *reading, const struct node *mapping)
{
    if (mapping->count > SORT_FROM)
        return check_many_keys(reading, mapping);
    uint64_t seen = 0; /* a bit for each hash so far: few keys have to be compared with those before them */
    for (const struct node *entry = mapping->first; entry; entry = entry->next) {
        uint64_t bit = UINT64_C(1) << (entry->key_hash >> 26);
        for (const struct node *other = mapping->first; seen & bit && other != entry; other = other->next)
            if (other->key_hash == entry->key_hash && text_equal(other->key, entry->key))
                return refuse_duplicate(reading, other, entry);
        seen |= bit;
    }
    return true;
}

static void attach(struct reading *reading, struct node *node)
{
    struct node *parent = reading->open;
    node->parent = parent;
    if (!parent) {
        reading->record->root = node;
        return;
    }
    node->key = reading->key;
    node->key_hash = text_hash(node->key);
    node->key_at = reading->key_at;
    node->index = parent->count++;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    reading->key_next = parent->type == NODE_MAPPING;
}

static struct node *new_node(struct reading *reading, enum node_type type, const yaml_event_t *event)
{
    if (++reading->nodes > READER_NODES) {
        refuse(reading, mark_of(event->start_mark), "too-many-values", "more values than a record may have");
        return NULL;
    }
    struct node *node = arena_take(&reading->reader->arena, sizeof *node);
    *node = (struct node){.type = type, .at = mark_of(event->start_mark), .end = mark_of(event->end_mark)};
    return node;
}

static bool take_scalar(struct reading *reading, const yaml_event_t *event)
{
    const char *value = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    struct mark at = mark_of(event->start_mark);
    if (event->data.scalar.anchor)
        return refuse(reading, at, "anchor", "an anchor (&...); records are plain data, write the value out");
    if (event->data.scalar.tag)
        return refuse(reading, at, "tag", "a tag (!...); records are plain data, types come from the kind");
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && memchr(value, '\0', length))
        return refuse(reading, at, "control-character", "the character NUL (\\0)");
    struct text text = {arena_copy(&reading->reader->arena, value, length), length};
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (reading->key_next) {
        if (plain && text_is(text, "<<"))
            return refuse(reading, at, "merge-key", "a merge key (<<); records are plain data, write the fields out");
        reading->key = text;
        reading->key_at = at;
        reading->key_next = false;
        return true;
    }
    struct node *node = new_node(reading, NODE_SCALAR, event);
    if (!node)
        return false;
    node->value = text;
    node->plain = plain;
    attach(reading, node);
    return true;
}

static bool open_collection(struct reading *reading, enum node_type type, const yaml_event_t *event)
{
    bool mapping = type == NODE_MAPPING;
    const yaml_char_t *anchor = mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
    const yaml_char_t *tag = mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag;
    struct mark at = mark_of(event->start_mark);
    if (anchor)
        return refuse(reading, at, "anchor", "an anchor (&...); records are plain data, write the value out");
    if (tag)
        return refuse(reading, at, "tag", "a tag (!...); records are plain data, types come from the kind");
    if (reading->key_next)
        return refuse(reading, at, "key-not-text", "a key that is not text");
    if (++reading->depth > READER_DEPTH)
        return refuse(reading, at, "too-deep", "nested deeper than 32 levels");
    struct node *node = new_node(reading, type, event);
    if (!node)
        return false;
    node->flow = mapping ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                         : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    attach(reading, node);
    reading->open = node;
    reading->key_next = mapping;
    return true;
}

/* The end of a block collection is where its last value ends: libyaml's own mark stands at what comes after. */
static bool close_collection(struct reading *reading, const yaml_event_t *event)
{
    struct node *node = reading->open;
    if (node->flow)
        node->end = mark_of(event->end_mark);
    else if (node->last)
        node->end = node->last->end;
    if (node->type == NODE_MAPPING && !check_keys(reading, node))
        return false;
    reading->depth--;
    reading->open = node->parent;
    reading->key_next = node->parent && node->parent->type == NODE_MAPPING;
    return true;
}

static bool start_document(struct reading *reading, const yaml_event_t *event)
{
    struct mark at = mark_of(event->start_mark);
    if (reading->started)
        return refuse(reading, at, "document-marker", "a second document after a line break that is not LF");
    reading->started = true;
    if (event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end)
        return refuse(reading, at, "tag", "a %TAG directive; records are plain data, types come from the kind");
    return true;
}

static bool take_event(struct reading *reading, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return start_document(reading, event);
    case YAML_SCALAR_EVENT:
        return take_scalar(reading, event);
    case YAML_MAPPING_START_EVENT:
        return open_collection(reading, NODE_MAPPING, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(reading, NODE_SEQUENCE, event);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        return close_collection(reading, event);
    case YAML_ALIAS_EVENT:
        return refuse(reading, mark_of(event->start_mark), "alias",
                      "an alias (*...); records are plain data, write the value out");
    default:
        return true;
    }
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
            return refuse(reading, (struct mark){number, 0}, "tag",
                          "a %TAG directive; records are plain data, types come from the kind");
    }
    return directive;
}

static bool parse(struct reading *reading)
{
    yaml_event_t event;
    bool going = true;
    while (going) {
        if (!yaml_parser_parse(&reading->parser, &event))
            return refuse_parse(reading);
        bool last = event.type == YAML_STREAM_END_EVENT || event.type == YAML_NO_EVENT;
        going = take_event(reading, &event) && !last;
        yaml_event_delete(&event);
    }
    return !reading->refused;
}

static enum read_result judge(struct reading *reading)
{
    struct record *record = reading->record;
    const struct node *root = record->root;
    if (!root || (root->type == NODE_SCALAR && root->value.length == 0 && root->plain))
        return READ_EMPTY;
    if (root->type != NODE_MAPPING) {
        refuse(reading, root->at, "not-a-mapping",
               "a document must be one mapping of fields, beginning with `record: KIND`");
        return READ_BROKEN;
    }
    const struct node *kind = node_get(root, text_of("record"));
    if (kind && kind->type == NODE_SCALAR && !node_is_null(kind))
        record->kind = kind->value;
    return READ_RECORD;
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
    if (!yaml_parser_initialize(&reading.parser)) {
        diag_report(reader->diag, SEVERITY_TROUBLE, NULL, "out-of-memory", "out of memory");
        return READ_BROKEN;
    }
    size_t order_mark = utf8_order_mark(frame->bytes); /* libyaml would count it as a column */
    yaml_parser_set_encoding(&reading.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reading.parser, (const unsigned char *)frame->bytes.bytes + order_mark,
                                 frame->bytes.length - order_mark);
    bool parsed = parse(&reading);
    yaml_parser_delete(&reading.parser);
    return parsed ? judge(&reading) : READ_BROKEN;
}
