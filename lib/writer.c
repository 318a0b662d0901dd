/* SPDX-License-Identifier: ISC */
#include "writer.h"

#include <string.h>

static void put(struct writer *writer, const char *bytes, size_t length)
{
    if (length == 0)
        return;
    output_write(writer->output, bytes, length);
    writer->line_open = bytes[length - 1] != '\n';
}

/* What must stand between the last document and this one, which their own marks do not say. */
static void separate(struct writer *writer, enum frame_start start)
{
    if (writer->line_open)
        put(writer, "\n", 1);
    if (writer->state == WRITER_OPEN && start == FRAME_BARE)
        put(writer, "---\n", 4);
    if (writer->state == WRITER_OPEN && start == FRAME_DIRECTIVE)
        put(writer, "...\n", 4);
}

void writer_pass_under(struct writer *writer, struct text comments, const struct frame *frame)
{
    /* A byte order mark is one at the front alone: behind a comment, or a `---` of ours, nobody could read the
     * document. */
    bool behind = frame->start != FRAME_MARKER &&
                  (comments.length || (writer->state == WRITER_OPEN && frame->start == FRAME_BARE));
    size_t skipped = behind ? utf8_order_mark(frame->bytes) : 0;
    separate(writer, frame->start);
    put(writer, comments.bytes, comments.length);
    put(writer, frame->bytes.bytes + skipped, frame->bytes.length - skipped);
    writer->state = frame->terminated ? WRITER_TERMINATED : WRITER_OPEN;
    writer->records++;
}

void writer_pass(struct writer *writer, const struct frame *frame)
{
    writer_pass_under(writer, (struct text){NULL, 0}, frame);
}

void writer_pass_empty(struct writer *writer, const struct frame *frame)
{
    struct frame only_comments = *frame;
    if (frame->start == FRAME_BARE && frame->bytes.bytes[0] == '#')
        only_comments.start =
            FRAME_MARKER; /* a comment at the margin can follow anything: no marker is put before it */
    writer_pass(writer, &only_comments);
    writer->records--;
}

void writer_continue(struct writer *writer, const struct frame *frame)
{
    put(writer, frame->bytes.bytes, frame->bytes.length);
    writer->state = frame->terminated ? WRITER_TERMINATED : WRITER_OPEN;
}

void writer_document(struct writer *writer, struct text document)
{
    separate(writer, FRAME_MARKER);
    put(writer, document.bytes, document.length);
    writer->state = WRITER_OPEN;
    writer->records++;
}

void writer_free(struct writer *writer)
{
    buffer_free(&writer->work);
}

static const char *line_end_of(const struct record *record)
{
    struct text bytes = record->frame.bytes;
    const char *newline = bytes.length ? memchr(bytes.bytes, '\n', bytes.length) : NULL;
    return newline && newline > bytes.bytes && newline[-1] == '\r' ? "\r\n" : "\n";
}

static void append_indented(struct buffer *work, struct text block, size_t indent, const char *line_end)
{
    struct text line;
    while (text_next_part(&block, '\n', &line)) {
        if (!block.bytes && line.length == 0)
            break;
        for (size_t i = 0; i < indent && line.length; i++)
            buffer_putc(work, ' ');
        buffer_append(work, line.bytes, line.length);
        buffer_puts(work, line_end);
    }
}

/* Where the content ends: before a closing `...` line. */
static size_t content_end(const struct record *record)
{
    struct text bytes = record->frame.bytes;
    if (!record->frame.terminated)
        return bytes.length;
    size_t at = bytes.length - 1; /* the line's own end is not looked at */
    while (at > 0 && bytes.bytes[at - 1] != '\n')
        at--;
    return at;
}

/* The bytes of a top-level entry, whole lines from its key to the end of its value; false where the key's line begins
 * with something else (`? key`), which only writing anew can handle. */
static bool entry_extent(const struct record *record, const struct node *entry, size_t *from, size_t *to)
{
    struct text bytes = record->frame.bytes;
    size_t key = record_offset(record, entry->key_at);
    *from = record_line_offset(record, entry->key_at.line);
    for (size_t at = *from; at < key; at++)
        if (bytes.bytes[at] != ' ')
            return false;
    bool at_line_start = entry->end.column == 0 && entry->end.line > entry->key_at.line;
    *to = record_line_offset(record, entry->end.line + !at_line_start);
    size_t last = content_end(record);
    if (*to > last)
        *to = last;
    return true;
}

static void write_anew(struct buffer *work, const struct record *record, const char *key, struct text block)
{
    struct buffer lines = {0};
    bool replaced = false;
    if (record->frame.start != FRAME_BARE)
        buffer_puts(&lines, "---\n");
    for (const struct node *entry = node_first(record->root); entry; entry = entry->next) {
        if (text_is(entry->key, key)) {
            buffer_append(&lines, block.bytes, block.length);
            replaced = true;
            continue;
        }
        struct node alone = *entry, mapping = {.type = NODE_MAPPING, .first = &alone};
        alone.next = NULL;
        yaml_append_mapping(&lines, &mapping, 0);
    }
    if (!replaced)
        buffer_append(&lines, block.bytes, block.length);
    if (record->frame.terminated)
        buffer_puts(&lines, "...\n");
    append_indented(work, (struct text){lines.bytes, lines.length}, 0, line_end_of(record));
    buffer_free(&lines);
}

static void splice(struct buffer *work, const struct record *record, size_t from, size_t to, struct text block)
{
    struct text bytes = record->frame.bytes;
    const char *line_end = line_end_of(record);
    buffer_append(work, bytes.bytes, from);
    bool line_open = from > utf8_order_mark(bytes) && bytes.bytes[from - 1] != '\n' && bytes.bytes[from - 1] != '\r';
    if (block.length && line_open)
        buffer_puts(work, line_end);
    append_indented(work, block, record_column(record, record->root->at), line_end);
    buffer_append(work, bytes.bytes + to, bytes.length - to);
}

void writer_pass_with(struct writer *writer, const struct record *record, const char *key, struct text block)
{
    const struct node *entry = node_get(record->root, text_of(key));
    if (!entry && block.length == 0) {
        writer_pass(writer, &record->frame);
        return;
    }
    size_t from = content_end(record), to = from;
    buffer_clear(&writer->work);
    bool anew = record->root->flow || (entry && !entry_extent(record, entry, &from, &to));
    if (anew)
        write_anew(&writer->work, record, key, block);
    else
        splice(&writer->work, record, from, to, block);
    struct frame changed = record->frame;
    changed.bytes = (struct text){buffer_text(&writer->work), writer->work.length};
    if (anew && changed.start == FRAME_DIRECTIVE)
        changed.start = FRAME_MARKER;
    writer_pass(writer, &changed);
}

void yaml_append_quoted(struct buffer *buffer, struct text text)
{
    bool escaped = false; /* a mark behind it would be one of the escape's last letter */
    buffer_putc(buffer, '"');
    for (size_t at = 0; at < text.length;) {
        size_t start = at, before = buffer->length;
        uint32_t code_point = utf8_next(text, &at);
        bool mark = code_point >= 0x300 && code_point < 0x370;
        if (code_point == '"' || code_point == '\\')
            buffer_printf(buffer, "\\%c", (char)code_point);
        else if (code_point == '\n')
            buffer_puts(buffer, "\\n");
        else if (code_point == '\t')
            buffer_puts(buffer, "\\t");
        else if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x2028 ||
                 code_point == 0x2029 || code_point == 0xFEFF || code_point == 0xFFFE || code_point == 0xFFFF ||
                 (mark && escaped))
            buffer_printf(buffer, "\\u%04X", code_point);
        else
            buffer_append(buffer, text.bytes + start, at - start);
        escaped = buffer->bytes[before] == '\\';
    }
    buffer_putc(buffer, '"');
}

/* Words that some reader of YAML takes for a boolean or nothing. */
static bool is_reserved_word(struct text text)
{
    static const char *const words[] = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
    enum { LONGEST = 5 };
    if (text.length == 0 || text.length > LONGEST || !strchr("tTfFnNyYoO", text.bytes[0]))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text.length == strlen(words[i]) && strncasecmp(text.bytes, words[i], text.length) == 0)
            return true;
    return false;
}

/* Plain in block and in flow style, and certainly text: begins with a letter, holds nothing that could mean something.
 */
bool yaml_is_plainly_text(struct text text)
{
    if (text.length == 0 || is_reserved_word(text) || text.bytes[text.length - 1] == ' ')
        return false;
    unsigned char first = (unsigned char)text.bytes[0];
    if (!((first | 0x20) >= 'a' && (first | 0x20) <= 'z') && first < 0xC3)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte < ' ' || byte == 0x7F || strchr(",[]{}:#\"'\\&*!|>%@`", byte) || byte == 0xC2 || byte == 0xE2 ||
            byte == 0xEF) /* odd blanks, breaks and marks begin so */
            return false;
    }
    return true;
}

void yaml_append_text(struct buffer *buffer, struct text text)
{
    if (yaml_is_plainly_text(text))
        buffer_append(buffer, text.bytes, text.length);
    else
        yaml_append_quoted(buffer, text);
}

/* A scalar that stood plain stays plain where that is safe, since others may read its type from its look. */
static void append_scalar(struct buffer *buffer, const struct node *node)
{
    struct text value = node->value;
    bool number_like = node->plain && value.length > 0;
    for (size_t i = 0; i < value.length && number_like; i++)
        number_like = (value.bytes[i] >= '0' && value.bytes[i] <= '9') ||
                      (value.bytes[i] == '-' && (i > 0 || (value.length > 1 && value.bytes[1] != '-')));
    bool word = node->plain && (is_reserved_word(value) || text_is(value, "~"));
    if (node->plain && value.length == 0)
        return;
    if (number_like || word)
        buffer_append(buffer, value.bytes, value.length);
    else if (node->plain)
        yaml_append_text(buffer, value);
    else
        yaml_append_quoted(buffer, value);
}

static void append_value(struct buffer *buffer, const struct node *node, size_t indent);

static void append_indent(struct buffer *buffer, size_t indent)
{
    for (size_t i = 0; i < indent; i++)
        buffer_putc(buffer, ' ');
}

static void append_sequence(struct buffer *buffer, const struct node *sequence, size_t indent)
{
    for (const struct node *item = sequence->first; item; item = item->next) {
        append_indent(buffer, indent);
        buffer_putc(buffer, '-');
        append_value(buffer, item, indent + 2);
    }
}

static void append_value(struct buffer *buffer, const struct node *node, size_t indent)
{
    if (node->type == NODE_SCALAR) {
        if (!node->plain || node->value.length)
            buffer_putc(buffer, ' ');
        append_scalar(buffer, node);
        buffer_putc(buffer, '\n');
    } else if (!node->first) {
        buffer_puts(buffer, node->type == NODE_MAPPING ? " {}\n" : " []\n");
    } else {
        buffer_putc(buffer, '\n');
        if (node->type == NODE_MAPPING)
            yaml_append_mapping(buffer, node, indent);
        else
            append_sequence(buffer, node, indent);
    }
}

void yaml_append_mapping(struct buffer *buffer, const struct node *mapping, size_t indent)
{
    for (const struct node *entry = mapping->first; entry; entry = entry->next) {
        append_indent(buffer, indent);
        struct node key = {.value = entry->key, .plain = true};
        if (entry->key.length == 0)
            buffer_puts(buffer, "\"\"");
        else
            append_scalar(buffer, &key);
        buffer_putc(buffer, ':');
        append_value(buffer, entry, indent + 2);
    }
}
