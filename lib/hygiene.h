/* SPDX-License-Identifier: ISC
 *
 * hygiene: text that looks right and compares as different, or is not the text that was meant.
 *
 * Spaces that are no plain ones, doubled, leading or trailing, characters that nobody sees, Ð for Đ: a warning each,
 * once a value. Text that was read in a wrong encoding is an error, told once a record, and nothing else is said of
 * that record.
 */
#ifndef ANTT_HYGIENE_H
#define ANTT_HYGIENE_H

#include "kind.h"

/* Whether the text of a record that check_fields() has seen can stay: with warnings as errors, without a warning. */
bool hygiene_check(struct diag *diag, const struct record *record);

#endif
