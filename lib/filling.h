/* SPDX-License-Identifier: ISC
 *
 * filling: fills one sheet of a report with rows, in the order it asks for, with headings, subtotals, totals, its note
 * and its chart.
 *
 * Rows of records that need no order go out as they come; those that do lie in temporary files till the end; groups
 * are kept in memory.
 */
#ifndef ANTT_FILLING_H
#define ANTT_FILLING_H

#include "cells.h"
#include "run.h"

struct filling;

/* What the sheets of one workbook share. */
struct filling_context {
    struct run *run;
    const struct measures *measures;
    struct reader *reader;
    struct cells row; /* the one being written */
    const struct report_wording *wording;
    struct buffer unit_name;
    void *owner;
    void (*open_part)(void *owner, struct filling *filling); /* gives it the next sheet as its target */
};

struct filling *filling_new(const struct report_sheet *sheet, struct filling_context *context);
void filling_free(struct filling *filling);
const struct report_sheet *filling_sheet(const struct filling *filling);
/* Makes the links of the one lead to rows of the other, if they are to its sheet. */
void filling_connect(struct filling *filling, struct filling *target);
/* The sheet that the rows go to from now on; until one is given, none are taken. */
void filling_set_target(struct filling *filling, struct xlsx_sheet *target);
struct xlsx_sheet *filling_target(const struct filling *filling);

/* Whether a record of the kind can be a row of the sheet, or go into one. */
bool filling_is_about(const struct filling *filling, const struct kind *kind, const struct node *root);
/* Takes note of the year of such a record, before any is added. */
void filling_survey(struct filling *filling, const struct kind *kind, const struct node *root);
/* The years of these; 0: none. */
int filling_first_year(const struct filling *filling);
int filling_latest_year(const struct filling *filling);
/* Takes a record that the sheet is about; whether it is wanted is the sheet's `where`. */
void filling_add(struct filling *filling, const struct kind *kind, const struct record *record);
/* Finds the rows that others link to, for all before the first is ended. */
void filling_plan(struct filling *filling);
/* Writes what waits: groups, ordered rows, totals, the note. */
void filling_end(struct filling *filling);
/* The title that says what the chart shows; false where it has none, or figures for it are missing. */
bool filling_finding(const struct filling *filling, struct buffer *text);
/* Writes the sheet's chart below, if it has one and there is something to draw. */
void filling_chart(struct filling *filling, const char *title);

#endif
