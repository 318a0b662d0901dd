/* SPDX-License-Identifier: ISC
 *
 * writer: puts documents on an output, byte for byte as they came, or with one top-level block added, replaced or
 * removed.
 *
 * It keeps the documents apart when their own marks do not: a missing final newline, files joined. Write errors are the
 * output's to remember; see output.h.
 */
#ifndef ANTT_WRITER_H
#define ANTT_WRITER_H

#include "output.h"
#include "record.h"

struct writer {
    struct output *output;
    enum { WRITER_FRESH, WRITER_OPEN, WRITER_TERMINATED } state;
    bool line_open; /* the last byte was not a newline */
    size_t records; /* written so far; empty documents do not count */
    struct buffer work;
};

/* The frame of a record as it came. */
void writer_pass(struct writer *writer, const struct frame *frame);
/* The same for a document without a record. */
void writer_pass_empty(struct writer *writer, const struct frame *frame);
/* The record with the block in the place of its top-level entry `key`, or at its end where it has none. The block is
 * `key:` and its indented lines, each ended by a newline; it gets the record's own line ends and indentation. An empty
 * block removes the entry. A record in flow style is written anew in block style. */
void writer_pass_with(struct writer *writer, const struct record *record, const char *key, struct text block);
/* The frame as it came under lines of comment, each of which ends with a newline. */
void writer_pass_under(struct writer *writer, struct text comments, const struct frame *frame);
/* A further piece of the document written last. */
void writer_continue(struct writer *writer, const struct frame *frame);
/* A document of our own; the text begins with `---` and ends with a newline. */
void writer_document(struct writer *writer, struct text document);
void writer_free(struct writer *writer);

/* Whether text may stand without quotes, for every reader. */
bool yaml_is_plainly_text(struct text text);
/* Appends text as a YAML scalar that reads back as the same text, and as text for readers that guess types. */
void yaml_append_text(struct buffer *buffer, struct text text);
/* The same, always in double quotes. */
void yaml_append_quoted(struct buffer *buffer, struct text text);
/* Appends the entries of a mapping in block style at an indent. */
void yaml_append_mapping(struct buffer *buffer, const struct node *mapping, size_t indent);

#endif
