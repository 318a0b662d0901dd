/* SPDX-License-Identifier: ISC
 *
 * table: records as rows of CSV, TSV or JSON lines on standard output.
 */
#ifndef ANTT_TABLE_H
#define ANTT_TABLE_H

#include "run.h"

/* What a table shall look like: the options, as they were given. */
struct table_look {
    const char *format;   /* csv, tsv, jsonl; NULL: csv */
    const char *language; /* of the titles: vi, en; NULL: vi */
    struct option_list kinds, fields;
    bool order_mark, no_header, titles, raw;
};

struct table;

/* NULL with a message where the look asks for what there is not, or for what does not go together. The lists of `look`
 * stay the caller's and are needed no longer. */
struct table *table_new(struct run *run, const struct table_look *look);
/* Writes a row for each record of the kinds that are chosen. */
extern const struct run_handler table_handler;
/* The header of a table without rows; a remark where there was no record to take the columns from. */
void table_finish(struct table *table);
void table_free(struct table *table);

#endif
