/* SPDX-License-Identifier: ISC */
#include "reader_tree.h"

#include <string.h>
#include <yaml.h>

/* One document on its way through the parser. */
struct parsing {
    struct reading *reading;
    yaml_parser_t parser;
    bool key_next; /* in a mapping: the next scalar is a key */
    bool started;
};

static struct mark mark_of(yaml_mark_t mark)
{
    return (struct mark){(uint32_t)mark.line, (uint32_t)mark.column};
}

static bool refuse(struct parsing *parsing, struct mark mark, const char *slug, const char *text)
{
    return reading_refuse(parsing->reading, mark, slug, text);
}

/* Something that was begun and not ended: its beginning is what must be mended. Of a block mapping or a plain scalar
 * the beginning says little, it is there that the problem lies where it was noticed. */
static bool find_unclosed(const struct parsing *parsing, struct mark *begun)
{
    static const char *const contexts[] = {"flow sequence", "flow mapping", "quoted scalar", "simple key"};
    const yaml_parser_t *parser = &parsing->parser;
    bool at_end = parser->problem_mark.index + 1 >= utf8_count(parsing->reading->record->frame.bytes);
    *begun = mark_of(parser->context_mark);
    for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++)
        if (parser->context && strstr(parser->context, contexts[i]))
            return at_end || parser->context_mark.line != parser->problem_mark.line;
    if (at_end && parsing->reading->open && parsing->reading->open->flow) {
        *begun = parsing->reading->open->at;
        return true;
    }
    return false;
}

static bool at_tab(const struct parsing *parsing, struct mark mark)
{
    struct text bytes = parsing->reading->record->frame.bytes;
    size_t at = record_offset(parsing->reading->record, mark);
    return at < bytes.length && bytes.bytes[at] == '\t';
}

/* A parser error, at the place where the construct began that could not be read, where libyaml tells it. */
static bool refuse_parse(struct parsing *parsing)
{
    const yaml_parser_t *parser = &parsing->parser;
    struct buffer text = {0};
    if (parser->error == YAML_MEMORY_ERROR) {
        diag_report(parsing->reading->reader->diag, SEVERITY_TROUBLE, NULL, "out-of-memory", "out of memory");
        parsing->reading->refused = true;
        return false;
    }
    if (parser->error == YAML_READER_ERROR) {
        struct text bytes = parsing->reading->record->frame.bytes;
        size_t offset = parser->problem_offset + utf8_order_mark(bytes);
        offset = offset < bytes.length ? offset : bytes.length;
        return refuse(parsing, reading_mark_at(bytes, offset), "control-character",
                      "a character that YAML does not allow");
    }
    struct mark problem = mark_of(parser->problem_mark), begun;
    bool unclosed = find_unclosed(parsing, &begun);
    buffer_printf(&text, "cannot be read as YAML: %s", parser->problem ? parser->problem : "unknown problem");
    if (unclosed) {
        struct place seen = record_place(parsing->reading->record, problem);
        buffer_printf(&text, " %s that begins here; noticed at line %zu, column %zu",
                      parser->context ? parser->context : "in a collection", seen.line, seen.column);
    } else if (at_tab(parsing, problem)) {
        buffer_puts(&text, "; a tab stands where only spaces may indent");
    } else if (parser->context) {
        buffer_printf(&text, " %s", parser->context);
    }
    refuse(parsing, unclosed ? begun : problem, "yaml-syntax", buffer_text(&text));
    buffer_free(&text);
    return false;
}

static bool check_keys(struct parsing *parsing, const struct node *mapping)
{
    const struct node *first, *second;
    if (!reading_find_duplicate(parsing->reading->reader, mapping, &first, &second))
        return true;
    char key[TEXT_EXCERPT];
    struct buffer text = {0};
    struct place place = record_place(parsing->reading->record, first->key_at);
    buffer_printf(&text, "duplicate key '%s'; the first is at line %zu, column %zu", text_excerpt(second->key, key),
                  place.line, place.column);
    refuse(parsing, second->key_at, "duplicate-key", buffer_text(&text));
    buffer_free(&text);
    return false;
}

static struct node *add_node(struct parsing *parsing, enum node_type type, const yaml_event_t *event)
{
    struct mark at = mark_of(event->start_mark);
    if (parsing->reading->nodes == READER_NODES) {
        refuse(parsing, at, "too-many-values", "more values than a record may have");
        return NULL;
    }
    struct node *node = reading_add(parsing->reading, type, at, mark_of(event->end_mark), 0);
    parsing->key_next = node->parent && node->parent->type == NODE_MAPPING;
    return node;
}

static bool take_scalar(struct parsing *parsing, const yaml_event_t *event)
{
    const char *value = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    struct mark at = mark_of(event->start_mark);
    if (event->data.scalar.anchor)
        return refuse(parsing, at, "anchor", "an anchor (&...); records are plain data, write the value out");
    if (event->data.scalar.tag)
        return refuse(parsing, at, "tag", "a tag (!...); records are plain data, types come from the kind");
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && memchr(value, '\0', length))
        return refuse(parsing, at, "control-character", "the character NUL (\\0)");
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (parsing->key_next) {
        struct text key = {value, length};
        if (plain && text_is(key, "<<"))
            return refuse(parsing, at, "merge-key", "a merge key (<<); records are plain data, write the fields out");
        reading_name(parsing->reading->reader, &key, &parsing->reading->key_hash);
        parsing->reading->key = key;
        parsing->reading->key_at = at;
        parsing->key_next = false;
        return true;
    }
    struct node *node = add_node(parsing, NODE_SCALAR, event);
    if (!node)
        return false;
    node->value = (struct text){arena_copy(&parsing->reading->reader->arena, value, length), length};
    node->plain = plain;
    return true;
}

static bool open_collection(struct parsing *parsing, enum node_type type, const yaml_event_t *event)
{
    bool mapping = type == NODE_MAPPING;
    const yaml_char_t *anchor = mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
    const yaml_char_t *tag = mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag;
    struct mark at = mark_of(event->start_mark);
    if (anchor)
        return refuse(parsing, at, "anchor", "an anchor (&...); records are plain data, write the value out");
    if (tag)
        return refuse(parsing, at, "tag", "a tag (!...); records are plain data, types come from the kind");
    if (parsing->key_next)
        return refuse(parsing, at, "key-not-text", "a key that is not text");
    if (++parsing->reading->depth > READER_DEPTH)
        return refuse(parsing, at, "too-deep", "nested deeper than 32 levels");
    struct node *node = add_node(parsing, type, event);
    if (!node)
        return false;
    node->flow = mapping ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                         : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    parsing->reading->open = node;
    parsing->key_next = mapping;
    return true;
}

/* The end of a block collection is where its last value ends: libyaml's own mark stands at what comes after. */
static bool close_collection(struct parsing *parsing, const yaml_event_t *event)
{
    struct node *node = parsing->reading->open;
    if (node->flow)
        node->end = mark_of(event->end_mark);
    else if (node->last)
        node->end = node->last->end;
    if (node->type == NODE_MAPPING && !check_keys(parsing, node))
        return false;
    parsing->reading->depth--;
    parsing->reading->open = node->parent;
    parsing->key_next = node->parent && node->parent->type == NODE_MAPPING;
    return true;
}

static bool start_document(struct parsing *parsing, const yaml_event_t *event)
{
    struct mark at = mark_of(event->start_mark);
    if (parsing->started)
        return refuse(parsing, at, "document-marker", "a second document after a line break that is not LF");
    parsing->started = true;
    if (event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end)
        return refuse(parsing, at, "tag", "a %TAG directive; records are plain data, types come from the kind");
    return true;
}

static bool take_event(struct parsing *parsing, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return start_document(parsing, event);
    case YAML_SCALAR_EVENT:
        return take_scalar(parsing, event);
    case YAML_MAPPING_START_EVENT:
        return open_collection(parsing, NODE_MAPPING, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(parsing, NODE_SEQUENCE, event);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        return close_collection(parsing, event);
    case YAML_ALIAS_EVENT:
        return refuse(parsing, mark_of(event->start_mark), "alias",
                      "an alias (*...); records are plain data, write the value out");
    default:
        return true;
    }
}

static bool parse(struct parsing *parsing)
{
    yaml_event_t event;
    bool going = true;
    while (going) {
        if (!yaml_parser_parse(&parsing->parser, &event))
            return refuse_parse(parsing);
        bool last = event.type == YAML_STREAM_END_EVENT || event.type == YAML_NO_EVENT;
        going = take_event(parsing, &event) && !last;
        yaml_event_delete(&event);
    }
    return !parsing->reading->refused;
}

bool reader_yaml(struct reading *reading)
{
    struct parsing parsing = {.reading = reading};
    struct text bytes = reading->record->frame.bytes;
    size_t order_mark = utf8_order_mark(bytes); /* libyaml would count it as a column */
    if (!yaml_parser_initialize(&parsing.parser)) {
        diag_report(reading->reader->diag, SEVERITY_TROUBLE, NULL, "out-of-memory", "out of memory");
        return false;
    }
    yaml_parser_set_encoding(&parsing.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parsing.parser, (const unsigned char *)bytes.bytes + order_mark,
                                 bytes.length - order_mark);
    bool parsed = parse(&parsing);
    yaml_parser_delete(&parsing.parser);
    return parsed;
}
