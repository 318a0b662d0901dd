/* SPDX-License-Identifier: ISC
 *
 * expr_names: what the names of an expression stand for: variables, fields of the kinds, figures, values of a field.
 */
#ifndef ANTT_EXPR_NAMES_H
#define ANTT_EXPR_NAMES_H

#include "expr_tree.h"

/* A quantifier's variable in sight, and the field of its list. */
struct variable {
    struct text name;
    const struct field *list;
};

struct binder {
    struct expr *expr;
    const struct expr_scope *scope;
    struct expr_error *error;
    struct variable variables[EXPR_VARIABLES];
    size_t variable_count;
};

enum value_type names_type(enum field_type type);
/* Finds what a path stands for and its type; false with the binder's error. */
bool names_bind_path(struct binder *binder, struct tree *path);
/* Kinds may have fields of one name and several types: has the path stand for one of this type, if there is one. False,
 * and as it was, if not, or if `path` is no path and of another type. */
bool names_bind_as(const struct binder *binder, struct tree *path, enum value_type wanted);
/* Beside a field of choices a bare word is one of them (`type == school`) and becomes text, and text must be one. False
 * with the binder's error for what is neither a choice nor a name. */
bool names_bind_word(const struct binder *binder, struct tree *word, const struct tree *field);

#endif
