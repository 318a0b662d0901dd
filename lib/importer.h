/* SPDX-License-Identifier: ISC
 *
 * importer: rows of CSV and TSV as records on standard output, one a row.
 *
 * A row is written when the record that it makes is sound, as antt-validate has it; else it is reported with row and
 * column, kept for --rejects as it came, and the rows behind it are read.
 */
#ifndef ANTT_IMPORTER_H
#define ANTT_IMPORTER_H

#include "run.h"

/* The options, as they were given. */
struct import_look {
    const char *kind, *map, *separator, *format, *title_row;
    struct option_list ignored;
};

struct importer;

/* NULL with a message where the look asks for what there is not. The look stays the caller's. */
struct importer *importer_new(struct run *run, const struct import_look *look);
/* Reads the operands. */
void importer_run(struct importer *importer);
void importer_free(struct importer *importer);

#endif
