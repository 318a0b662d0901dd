/* SPDX-License-Identifier: ISC
 *
 * xlsx_text: what text may stand in a cell of a workbook, and how.
 */
#ifndef ANTT_XLSX_TEXT_H
#define ANTT_XLSX_TEXT_H

#include "text.h"

/* NULL when the text may stand in a cell: UTF-8, at most 32,767 UTF-16 units, no control characters but tab and '\n',
 * nothing that XML forbids. Else what is wrong with it, a static string. */
const char *xlsx_text_fault(struct text text);
/* Appends the text with every literal _xHHHH_ written so that spreadsheet programs do not take it for a character. */
void xlsx_text_append(struct buffer *buffer, struct text text);
/* Appends a page footer in the codes of spreadsheet programs: Times New Roman 12, `{page}` and `{pages}` replaced. */
void xlsx_text_footer(struct buffer *buffer, struct text text);
/* The number of digits and signs in which a value is shown with thousands grouped and so many decimals. */
size_t xlsx_text_number_length(double value, int decimals);

#endif
