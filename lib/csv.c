/* SPDX-License-Identifier: ISC */
#include "csv.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 128 * 1024 };

/* Where in a row the search for its end stands. */
enum state { CELL_BEGINS, IN_CELL, IN_QUOTES, QUOTE_SEEN, BEHIND_QUOTE };

struct csv {
    int descriptor;
    size_t limit, chunk;
    struct csv_format format;
    struct buffer held; /* input that is not handed out yet */
    size_t start;       /* where the current row begins in `held` */
    size_t scanned;     /* the search for its end goes on here */
    enum state state;
    size_t quote;  /* where the cell in quotes that came last was opened, in `held` */
    size_t feed;   /* behind the first line break in it; 0: none yet */
    bool faulty;   /* text was seen behind a closing quote */
    bool skipping; /* the row is too long: its beginning is not held any more */
    bool at_end, begun;
    size_t line, number; /* of the row at `start` */
    struct csv_cell *cells;
    size_t capacity;
    struct buffer plain; /* cells without their quotes and escapes */
    void (*before_wait)(void *context);
    void *context;
};

struct csv *csv_open(int descriptor, size_t limit, size_t chunk)
{
    struct csv *csv = mem_new(1, sizeof *csv);
    csv->descriptor = descriptor;
    csv->limit = limit;
    csv->chunk = chunk ? chunk : CHUNK;
    csv->line = csv->number = 1;
    return csv;
}

void csv_close(struct csv *csv)
{
    if (!csv)
        return;
    buffer_free(&csv->held);
    buffer_free(&csv->plain);
    free(csv->cells);
    free(csv);
}

void csv_before_wait(struct csv *csv, void (*call)(void *context), void *context)
{
    csv->before_wait = call;
    csv->context = context;
}

/* Reads one chunk more behind what is held; false when a read failed. */
static bool refill(struct csv *csv)
{
    struct buffer *held = &csv->held;
    if (csv->start) {
        memmove(held->bytes, held->bytes + csv->start, held->length - csv->start);
        held->length -= csv->start;
        csv->scanned -= csv->start;
        csv->quote -= csv->quote < csv->start ? csv->quote : csv->start;
        csv->feed -= csv->feed < csv->start ? csv->feed : csv->start;
        csv->start = 0;
    }
    held->bytes = mem_grow(held->bytes, &held->capacity, held->length + csv->chunk, 1);
    if (csv->before_wait && poll(&(struct pollfd){.fd = csv->descriptor, .events = POLLIN}, 1, 0) == 0)
        csv->before_wait(csv->context);
    ssize_t got = read(csv->descriptor, held->bytes + held->length, csv->chunk);
    if (got < 0)
        return errno == EINTR;
    held->length += (size_t)got;
    csv->at_end = got == 0;
    return true;
}

bool csv_peek(struct csv *csv, struct text *held)
{
    while (csv->start == csv->held.length && !csv->at_end)
        if (!refill(csv))
            return false;
    *held = (struct text){csv->held.bytes + csv->start, csv->held.length - csv->start};
    return true;
}

static bool separates(const struct csv *csv, char byte)
{
    return csv->format.separator ? byte == csv->format.separator : byte == ',' || byte == ';' || byte == '\t';
}

/* The state behind a byte that does not end the row. */
static enum state step(struct csv *csv, char byte)
{
    switch (csv->state) {
    case CELL_BEGINS:
        if (byte == '"' && !csv->format.no_quotes)
            return IN_QUOTES;
        break;
    case IN_QUOTES:
        return byte == '"' ? QUOTE_SEEN : IN_QUOTES;
    case QUOTE_SEEN:
        if (byte == '"')
            return IN_QUOTES;
        if (byte == '\r' || separates(csv, byte))
            break;
        csv->faulty = true;
        return BEHIND_QUOTE;
    case BEHIND_QUOTE:
        return BEHIND_QUOTE; /* which quotes are which nobody knows: the row ends with its line */
    case IN_CELL:
        break;
    }
    return separates(csv, byte) ? CELL_BEGINS : csv->state == QUOTE_SEEN ? QUOTE_SEEN : IN_CELL;
}

/* Whether a quote is open that does not belong: the cell went over line breaks, and text is behind its end. */
static bool is_stray(const struct csv *csv)
{
    return csv->state == BEHIND_QUOTE && csv->feed && !csv->skipping;
}

/* Goes on to the end of the row, or to where it shows that one is passed; false where that is not held yet. */
static bool find_end(struct csv *csv)
{
    const char *bytes = csv->held.bytes;
    if (!csv->begun && csv->held.length >= csv->start + 3) {
        csv->scanned += utf8_order_mark((struct text){bytes + csv->start, csv->held.length - csv->start});
        csv->begun = true;
    }
    while (csv->scanned < csv->held.length && (csv->begun || csv->at_end)) {
        char byte = bytes[csv->scanned++];
        if (byte == '\n' && csv->state != IN_QUOTES)
            return true;
        if (byte == '\n' && !csv->feed)
            csv->feed = csv->scanned;
        if (byte == '"' && csv->state == CELL_BEGINS) {
            csv->quote = csv->scanned - 1;
            csv->feed = 0;
        }
        csv->state = step(csv, byte);
        if (is_stray(csv))
            return true;
    }
    return false;
}

static void add_escaped(struct buffer *plain, struct text text)
{
    static const char letters[] = "tnr\\", meant[] = "\t\n\r\\";
    for (size_t i = 0; i < text.length; i++) {
        const char *found = text.bytes[i] == '\\' && i + 1 < text.length && text.bytes[i + 1]
                                ? strchr(letters, text.bytes[i + 1])
                                : NULL;
        buffer_putc(plain, found ? meant[found - letters] : text.bytes[i]);
        i += found != NULL;
    }
}

static void add_unquoted(struct buffer *plain, struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        buffer_putc(plain, text.bytes[i]);
        i += text.bytes[i] == '"'; /* the second of two */
    }
}

/* Where the cell that begins at `at` ends: at its separator, or at the end of the row. */
static size_t cell_end(const struct csv *csv, struct text row, size_t at, bool quoted)
{
    if (quoted) {
        for (at++; at < row.length; at++) {
            if (row.bytes[at] != '"')
                continue;
            if (at + 1 == row.length || row.bytes[at + 1] != '"')
                break;
            at++;
        }
    }
    while (at < row.length && !separates(csv, row.bytes[at]))
        at++;
    return at;
}

static void take_cell(struct csv *csv, struct csv_cell *cell, struct text raw)
{
    bool escaped = !cell->quoted && csv->format.escapes && raw.length && memchr(raw.bytes, '\\', raw.length);
    while (cell->quoted && raw.length > 1 && raw.bytes[raw.length - 1] == '\r')
        raw.length--;
    cell->text = raw;
    if (cell->quoted)
        cell->text = (struct text){raw.bytes + 1, raw.length - (raw.length > 1 ? 2 : 1)};
    if (!escaped && !(cell->quoted && cell->text.length && memchr(cell->text.bytes, '"', cell->text.length)))
        return;
    size_t from = csv->plain.length;
    if (escaped)
        add_escaped(&csv->plain, cell->text);
    else
        add_unquoted(&csv->plain, cell->text);
    cell->text = (struct text){csv->plain.bytes + from, csv->plain.length - from};
}

/* Moves a place on over bytes of the row. */
static void advance(struct text passed, size_t *line, size_t *column)
{
    const char *feed;
    while (passed.length && (feed = memchr(passed.bytes, '\n', passed.length))) {
        size_t skipped = (size_t)(feed - passed.bytes) + 1;
        passed = (struct text){feed + 1, passed.length - skipped};
        ++*line;
        *column = 1;
    }
    *column += utf8_count(passed);
}

static void cut(struct csv *csv, struct csv_row *row)
{
    size_t skip = row->number == 1 ? utf8_order_mark(row->raw) : 0, line = row->line, column = 1;
    struct text text = {row->raw.bytes + skip, row->raw.length - skip};
    text.length -= text.length && text.bytes[text.length - 1] == '\n';
    text.length -= text.length && text.bytes[text.length - 1] == '\r';
    row->count = 0;
    buffer_clear(&csv->plain);
    /* cells point into it: it must not move while they are cut */
    csv->plain.bytes = mem_grow(csv->plain.bytes, &csv->plain.capacity, text.length + 1, 1);
    for (size_t at = 0, end; at <= text.length; at = end + 1) {
        csv->cells = mem_grow(csv->cells, &csv->capacity, row->count + 1, sizeof *csv->cells);
        struct csv_cell *cell = &csv->cells[row->count++];
        bool quoted = !csv->format.no_quotes && at < text.length && text.bytes[at] == '"';
        *cell = (struct csv_cell){.quoted = quoted, .line = line, .column = column};
        end = row->fault ? text.length : cell_end(csv, text, at, quoted);
        take_cell(csv, cell, (struct text){text.bytes + at, end - at});
        advance((struct text){text.bytes + at, end - at + (end < text.length)}, &line, &column);
    }
    row->cells = csv->cells;
}

void csv_set_format(struct csv *csv, struct csv_format format, struct csv_row *row)
{
    csv->format = format;
    if (row)
        cut(csv, row);
}

/* The place of a byte that is held, of the row at hand or behind it. */
static void find_place(const struct csv *csv, size_t at, size_t *line, size_t *column)
{
    struct text passed = {csv->held.bytes + csv->start, at - csv->start};
    size_t skip = csv->number == 1 ? utf8_order_mark(passed) : 0;
    *line = csv->line;
    *column = 1;
    advance((struct text){passed.bytes + skip, passed.length - skip}, line, column);
}

/* Hands the bytes up to `end` out as a row. */
static void hand_out(struct csv *csv, struct csv_row *row, size_t end, enum csv_fault fault)
{
    struct text raw = {csv->held.bytes + csv->start, end - csv->start};
    *row = (struct csv_row){.raw = raw, .line = csv->line, .number = csv->number, .fault = fault};
    if (fault)
        find_place(csv, csv->quote, &row->fault_line, &row->fault_column);
    if (fault == CSV_STRAY_QUOTE)
        find_place(csv, csv->scanned - 1, &row->noticed_line, &row->noticed_column);
    cut(csv, row);
    for (const char *at = raw.bytes; (at = memchr(at, '\n', (size_t)(raw.bytes + raw.length - at))); at++)
        csv->line++;
    csv->number++;
    csv->start = csv->scanned = end;
    csv->state = CELL_BEGINS;
    csv->feed = 0;
    csv->faulty = false;
}

/* Passes over a row that is too long to hold. */
static enum csv_result skip_row(struct csv *csv, struct csv_row *row)
{
    *row = (struct csv_row){.line = csv->line, .number = csv->number++, .fault = CSV_TOO_LONG};
    row->fault_line = row->line;
    row->fault_column = 1;
    csv->skipping = true;
    for (bool found = false; !found;) {
        csv->start = csv->scanned;
        found = find_end(csv);
        for (size_t i = csv->start; i < csv->scanned; i++)
            csv->line += csv->held.bytes[i] == '\n';
        csv->start = csv->scanned;
        if (!found && csv->at_end)
            break;
        if (!found && !refill(csv))
            return CSV_FAILED;
    }
    csv->state = CELL_BEGINS;
    csv->feed = 0;
    csv->faulty = csv->skipping = false;
    return CSV_ROW;
}

/* A quote that the rest of the input, or a whole document's worth of it, does not close: the row ends with the line in
 * which it is opened. */
static enum csv_result end_unclosed(struct csv *csv, struct csv_row *row)
{
    if (!csv->feed && !csv->at_end) {
        csv->scanned = csv->start;
        csv->state = BEHIND_QUOTE; /* it ends with its line */
        return skip_row(csv, row);
    }
    hand_out(csv, row, csv->feed ? csv->feed : csv->held.length, CSV_UNCLOSED);
    return CSV_ROW;
}

/* What is held up to `scanned` is a row. */
static enum csv_result end_row(struct csv *csv, struct csv_row *row)
{
    bool stray = is_stray(csv);
    size_t end = stray ? csv->feed : csv->scanned;
    if (end - csv->start > csv->limit) {
        csv->scanned = csv->start;
        csv->state = CELL_BEGINS;
        return skip_row(csv, row);
    }
    hand_out(csv, row, end, stray ? CSV_STRAY_QUOTE : csv->faulty ? CSV_BEHIND_QUOTE : CSV_SOUND);
    return CSV_ROW;
}

enum csv_result csv_next(struct csv *csv, struct csv_row *row)
{
    while (!find_end(csv)) {
        bool quoted = csv->state == IN_QUOTES, rest = csv->held.length > csv->start;
        if (quoted && (csv->at_end || csv->held.length - csv->start > csv->limit))
            return end_unclosed(csv, row);
        if (csv->held.length - csv->start > csv->limit)
            return skip_row(csv, row);
        if (csv->at_end && !rest)
            return CSV_END;
        if (csv->at_end)
            return end_row(csv, row);
        if (!refill(csv))
            return CSV_FAILED;
    }
    return end_row(csv, row);
}
