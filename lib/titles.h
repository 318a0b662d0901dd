/* SPDX-License-Identifier: ISC
 *
 * titles: the field that the title of a column means: its path, its title in Vietnamese or English, or `title (path)`.
 *
 * Titles are compared as vocabulary does. Keys below tables and figures have only their paths.
 */
#ifndef ANTT_TITLES_H
#define ANTT_TITLES_H

#include "kind.h"
#include "vocabulary.h"

struct target {
    const struct field *field; /* NULL for figures of any name */
    bool below;                /* it is a value in the field, a table or figures */
    size_t rank;               /* in the order of the kind */
    const char *inside;        /* where not NULL: the path leads into this list, and no cell can */
};

struct titles;

struct titles *titles_new(const struct kind *kind);
void titles_free(struct titles *titles);
/* What a path leads to; false where the kind has no such. */
bool titles_resolve(const struct titles *titles, struct text path, struct target *target);
/* *path gets the path of the field that the title means, or of one of several; it is the caller's buffer. */
enum vocabulary_result titles_find(const struct titles *titles, struct text title, struct buffer *path);
/* The nearest title or path, or NULL. */
const char *titles_nearest(const struct titles *titles, struct text title);

#endif
