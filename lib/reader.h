/* SPDX-License-Identifier: ISC
 *
 * reader: turns one document's bytes into a record. The only user of libyaml, which reads all but the plain style.
 *
 * Refused, each with one message at its place: text that is not UTF-8, control characters, YAML that does not parse,
 * anchors, aliases, tags, duplicate keys, keys that are not text, more than READER_DEPTH levels, more than READER_NODES
 * values, a document that is not a mapping. What is refused never reaches the next document: each has a parser of its
 * own.
 */
#ifndef ANTT_READER_H
#define ANTT_READER_H

#include "record.h"

enum { READER_DEPTH = 32, READER_NODES = 200000 };

enum read_result {
    READ_RECORD, /* *record is filled */
    READ_EMPTY,  /* nothing but comments and white space */
    READ_BROKEN, /* reported */
};

struct reader;

struct reader *reader_new(struct diag *diag);
void reader_free(struct reader *reader);
/* Reads one frame. The record, its nodes and text are valid until the next call; its bytes as long as the frame's. */
enum read_result reader_read(struct reader *reader, const struct frame *frame, struct record *record);

#endif
