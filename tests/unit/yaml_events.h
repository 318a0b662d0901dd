/* SPDX-License-Identifier: ISC
 *
 * yaml_events: what libyaml sees in a text, for comparing streams with their frames.
 */
#ifndef ANTT_TEST_YAML_EVENTS_H
#define ANTT_TEST_YAML_EVENTS_H

#include "text.h"

#include <stdlib.h>
#include <yaml.h>

/* The events of a text as words, a `D` before each document; false where libyaml does not accept it. */
static inline bool describe_events(struct text input, struct buffer *events)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool good = true, done = false;
    if (!yaml_parser_initialize(&parser))
        abort();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)input.bytes, input.length);
    while (good && !done) {
        good = yaml_parser_parse(&parser, &event);
        if (!good)
            break;
        done = event.type == YAML_STREAM_END_EVENT;
        if (event.type == YAML_DOCUMENT_START_EVENT)
            buffer_puts(events, "D");
        else if (event.type == YAML_SCALAR_EVENT)
            buffer_printf(events, "(%s)", (char *)event.data.scalar.value);
        else if (event.type != YAML_STREAM_START_EVENT && !done && event.type != YAML_DOCUMENT_END_EVENT)
            buffer_printf(events, "%d", (int)event.type);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return good;
}

/* Nothing but `...`, comments and blanks, which libyaml accepts in a stream, but not alone. */
static inline bool is_without_document(struct text frame)
{
    struct text line;
    while (text_next_part(&frame, '\n', &line)) {
        size_t marker = line.length >= 3 && memcmp(line.bytes, "...", 3) == 0 ? 3 : 0, at = marker;
        while (at < line.length && strchr(" \t\r", line.bytes[at]))
            at++;
        if (at < line.length && (line.bytes[at] != '#' || (marker && at == marker))) /* `...#` is text */
            return false;
    }
    return true;
}

/* A directive behind a document that no `...` ends: libyaml takes it, YAML does not, and so do we not. */
static inline bool has_late_directive(struct text frame)
{
    struct text line;
    while (text_next_part(&frame, '\n', &line))
        if (line.length && line.bytes[0] == '%')
            return true;
    return false;
}

#endif
