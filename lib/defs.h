/* SPDX-License-Identifier: ISC
 *
 * defs: the definition files (kinds, criteria, measures, reports), built in and from directories that replace or add.
 *
 * A definition is one YAML document. It is read when first asked for, and stays, with its positions, until
 * defs_close(). A fault in a definition is reported with its place as SEVERITY_TROUBLE: a job with a wrong policy is
 * not done.
 */
#ifndef ANTT_DEFS_H
#define ANTT_DEFS_H

#include "record.h"

/* The built-in files, made from lib/defs when the programs are built; names are like `kinds/area.yaml`. */
struct defs_file {
    const char *name;
    const unsigned char *bytes;
    size_t length;
};
extern const struct defs_file defs_builtin[];
extern const size_t defs_builtin_count;

struct defs;

/* A later directory wins over an earlier one, any over the built-in files. NULL with a message where one cannot be
 * read. */
struct defs *defs_open(const char *const *directories, size_t count, struct diag *diag);
void defs_close(struct defs *defs);

/* The number of definitions in a folder (`kinds`), and the file name of one without the folder, in byte order. */
size_t defs_count(const struct defs *defs, const char *folder);
const char *defs_name(const struct defs *defs, const char *folder, size_t index);
/* A definition as it was found, by its position in the order of all names; false behind the last. */
struct defs_source {
    const char *name; /* folder/name.yaml */
    struct text bytes;
    bool built_in;
};
bool defs_source(const struct defs *defs, size_t index, struct defs_source *source);
/* The definition of that name; NULL with a message when it cannot be read, without one when there is none. */
const struct record *defs_get(struct defs *defs, const char *folder, const char *name);
/* A definition from a file anywhere, given by its path; NULL with a message. */
const struct record *defs_read_file(struct defs *defs, const char *path);

/* Reports a fault in a definition at a node of it; always returns false. */
bool defs_fault(struct diag *diag, const struct record *definition, const struct node *node, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Text of a scalar entry, NULL when absent. The result is NUL-terminated and lives as long as the definitions. */
const char *defs_text(const struct node *mapping, const char *key);
/* True when every key of the mapping is one of `keys` (NULL-terminated); else a fault with the nearest name. */
bool defs_only(struct diag *diag, const struct record *definition, const struct node *mapping, const char *const *keys);

#endif
