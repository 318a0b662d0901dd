/* SPDX-License-Identifier: ISC
 *
 * workbook: fills a report with the records of a stream and writes it as a workbook.
 *
 * Records are shown twice: first to learn which kinds and years there are, then to fill the sheets. Only groups are
 * kept in memory, rows of records go out as they come.
 */
#ifndef ANTT_WORKBOOK_H
#define ANTT_WORKBOOK_H

#include "provenance.h"
#include "report.h"
#include "run.h"

/* What the command line says of the heading; NULL: left out. */
struct workbook_heading {
    const char *issuer, *parent, *place, *title, *number;
    const char *office, *signer;
    int32_t date;
};

struct workbook;

/* All of it is kept, none of it owned. */
struct workbook *workbook_new(struct run *run, const struct report *report, const struct measures *measures,
                              const struct workbook_heading *heading, const struct provenance *provenance);
/* Lets no sheet have more rows than this, for tests; else it is what the format allows. */
void workbook_limit_rows(struct workbook *workbook, size_t most);
void workbook_free(struct workbook *workbook);
/* First showing: takes note of a record. */
void workbook_survey(struct workbook *workbook, const struct kind *kind, const struct record *record);
/* Begins the file at path with the sheets that have something to show; false with a message. */
bool workbook_begin(struct workbook *workbook, const char *path);
/* Second showing. */
void workbook_add(struct workbook *workbook, const struct kind *kind, const struct record *record);
/* Writes groups, totals, charts, signatures and the provenance, closes the file and reads it back; false with a
 * message. */
bool workbook_end(struct workbook *workbook);

#endif
