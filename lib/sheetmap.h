/* SPDX-License-Identifier: ISC
 *
 * sheetmap: a file that says what the columns of somebody's sheet are: fields, constants, nothing at all.
 *
 *     columns:
 *       - {title: "Tên KDC", field: name}
 *       - {title: "Ghi chú", ignore: true}
 *       - {field: year, value: "2018"}
 */
#ifndef ANTT_SHEETMAP_H
#define ANTT_SHEETMAP_H

#include "titles.h"

struct sheetmap_entry {
    const char *title; /* of a column; NULL for a constant */
    const char *field; /* a path; NULL: the column is left out */
    const char *value; /* of a constant */
    const struct node *words, *node;
};

struct sheetmap {
    const struct record *definition;
    struct sheetmap_entry *entries;
    size_t count;
    struct vocabulary titles; /* for entries */
};

/* Reads the file at a path (NULL: an empty map), which the definitions keep; false with a message where it is faulty,
 * or names a field that the kind does not have. */
bool sheetmap_read(struct sheetmap *map, struct defs *defs, const char *path, const struct titles *titles,
                   struct diag *diag);
void sheetmap_free(struct sheetmap *map);

#endif
