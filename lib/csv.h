/* SPDX-License-Identifier: ISC
 *
 * csv: cuts CSV and TSV, as spreadsheets write them, into rows and cells, one row at a time.
 *
 * A cell in quotes may hold separators, line breaks and doubled quotes. Lines end with LF or CRLF. A row that cannot be
 * cut takes no other with it: what is behind it is read as if it had not been there. A row is valid until the next
 * call.
 */
#ifndef ANTT_CSV_H
#define ANTT_CSV_H

#include "text.h"

struct csv_cell {
    struct text text; /* without quotes and escapes */
    bool quoted;
    size_t line, column; /* of its first character in the file, from 1; columns count characters */
};

enum csv_fault {
    CSV_SOUND,
    CSV_UNCLOSED,     /* a quote is not closed: the row is taken to end with its line */
    CSV_BEHIND_QUOTE, /* text stands between a closing quote and the separator */
    CSV_STRAY_QUOTE,  /* so it does in a later line: one quote is too many, and the row ends with that of the first */
    CSV_TOO_LONG,     /* over the limit: it has no bytes and no cells */
};

struct csv_row {
    struct csv_cell *cells;
    size_t count;
    struct text raw; /* with its line end, and the byte order mark of a first row */
    size_t line;     /* of its beginning */
    size_t number;   /* among the rows of the file, blank ones too, from 1: what a spreadsheet shows beside it */
    enum csv_fault fault;
    size_t fault_line, fault_column;     /* of the quote that opens the faulty cell */
    size_t noticed_line, noticed_column; /* of the text behind the quote that closes it: CSV_STRAY_QUOTE */
};

/* How cells are written. */
struct csv_format {
    char separator; /* 0: not known yet; any of `,` `;` and tab ends a cell */
    bool no_quotes; /* a quote is a character like others */
    bool escapes;   /* in a cell without quotes \t \n \r \\ stand for a tab, line breaks, a backslash */
};

struct csv;

/* Reads from an open descriptor, which stays the caller's. `chunk` is the size of one read (0: the default). */
struct csv *csv_open(int descriptor, size_t limit, size_t chunk);
void csv_close(struct csv *csv);
/* Called before a read that may wait: the place to write out what is pending. */
void csv_before_wait(struct csv *csv, void (*call)(void *context), void *context);
/* What is read and not handed out yet, at least one read of it if there is any; false with errno when that failed. */
bool csv_peek(struct csv *csv, struct text *held);

enum csv_result { CSV_ROW, CSV_END, CSV_FAILED };
/* The next row, blank or not; CSV_FAILED with errno when a read failed. */
enum csv_result csv_next(struct csv *csv, struct csv_row *row);
/* Sets the format, and cuts the row that came last (NULL: none) into cells anew. */
void csv_set_format(struct csv *csv, struct csv_format format, struct csv_row *row);

#endif
