/* SPDX-License-Identifier: ISC
 *
 * sheetrow: a row of a table as a record.
 *
 * The record is checked as antt-validate does, and what is wrong is told at the cell that it stands in.
 */
#ifndef ANTT_SHEETROW_H
#define ANTT_SHEETROW_H

#include "run.h"
#include "sheet.h"

struct sheetrow;

/* NULL with a message where the kinds are faulty. Remembers the keys of the records, which must differ. */
struct sheetrow *sheetrow_new(struct run *run, const struct kind *kind);
void sheetrow_free(struct sheetrow *maker);
/* Writes the row as a record to standard output; false with messages where it makes no sound one. */
bool sheetrow_write(struct sheetrow *maker, struct sheet *sheet, const char *file, const struct csv_row *row);

#endif
