/* SPDX-License-Identifier: ISC
 *
 * sheetname: legal and distinct names for the sheets of a workbook and their tables.
 *
 * A name has 1 to 31 UTF-16 units, none of [ ] : * ? / \ or an apostrophe, is not `History`, and differs from the
 * others of its workbook in more than case. Names that are not fit are mended, never refused.
 */
#ifndef ANTT_SHEETNAME_H
#define ANTT_SHEETNAME_H

#include "text.h"

/* The names given so far. All zero is an empty set. */
struct sheetname_set {
    char **folded; /* in lower case */
    size_t count, capacity;
};

/* Puts into *name (which is emptied first) a legal name as near to the wanted one as can be, and into the set. */
void sheetname_make(struct sheetname_set *set, struct text wanted, struct buffer *name);
/* The same for the table of a sheet, of whose name it is made: `Bảng_Khu_dân_cư`, letters, digits and low lines, never
 * the name of a cell; in a set of its own. */
void sheetname_make_defined(struct sheetname_set *set, struct text sheet, struct buffer *name);
void sheetname_free(struct sheetname_set *set);

#endif
