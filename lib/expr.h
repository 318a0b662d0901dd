/* SPDX-License-Identifier: ISC
 *
 * expr: the condition language of the definitions and of antt-select. antt-expr(7) has the grammar.
 *
 * An expression is scanned, parsed and checked against the kinds' fields as a whole before any record is looked at, and
 * evaluated in Kleene's logic: what is missing is unknown, and unknown is neither true nor false. It can say in figures
 * what made its result. Expressions own their memory; values point into the record that they were taken from.
 */
#ifndef ANTT_EXPR_H
#define ANTT_EXPR_H

#include "kind.h"

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

enum value_type {
    VALUE_UNKNOWN,
    VALUE_NONE, /* known not to exist: `resolution: false` */
    VALUE_BOOL,
    VALUE_INTEGER,
    VALUE_DATE, /* year * 10000 + month * 100 + day */
    VALUE_TEXT,
    VALUE_NODE, /* a list or mapping */
};

struct value {
    enum value_type type;
    int64_t integer; /* of BOOL, INTEGER, DATE */
    struct text text;
    const struct node *node;
};

/* Names beside the fields that an expression may use, and what they stand for. */
struct expr_extra {
    const char *name;
    enum value_type type;
};

/* Figures of the year before that expressions ask for; compiling adds to the list, the caller keeps the values. */
struct expr_previous {
    char **paths;
    size_t count, capacity;
};

struct expr_scope {
    const struct kind *const *kinds; /* a name is good when one of these has it */
    size_t kind_count;
    struct expr_previous *previous; /* NULL: `previous.` is not allowed here */
    const struct expr_extra *extras;
    size_t extra_count;
};

struct expr_error {
    size_t column;      /* in characters, from 1 */
    struct buffer text; /* freed by the caller */
};

struct expr;

enum expr_wanted { EXPR_CONDITION, EXPR_VALUE };

/* NULL with *error where the source is no expression of the kind wanted. */
struct expr *expr_compile(const char *source, const struct expr_scope *scope, enum expr_wanted wanted,
                          struct expr_error *error);
void expr_free(struct expr *expr);
/* The type of the values of a single field; VALUE_UNKNOWN where the expression is more or less than a field. */
enum value_type expr_path_type(const struct expr *expr);
/* That field; NULL where the expression is more or less, or the field is none of the kind's own. */
const struct field *expr_path_field(const struct expr *expr);
/* The text that it was compiled from. */
const char *expr_source(const struct expr *expr);

/* What an expression is evaluated over. */
struct expr_input {
    const struct node *root;        /* the record's */
    int year;                       /* of the record; 0: unknown */
    int32_t period_from, period_to; /* both included; 0: unknown */
    const struct value *previous;   /* in the order of expr_previous; NULL: no record of the year before is known */
    const struct value *extras;     /* in the order of expr_scope.extras */
};

enum truth expr_test(const struct expr *expr, const struct expr_input *input);
struct value expr_value(const struct expr *expr, const struct expr_input *input);
/* Appends why the expression has the result it has, as `households.registered 210 < 212`; parts are parted by `; `. */
void expr_reason(const struct expr *expr, const struct expr_input *input, struct buffer *reason);

/* A rule that asks for a share, `PART >= P % of WHOLE`, in figures. */
struct expr_share {
    int64_t part, whole, percent;
    int64_t lacking; /* how much more PART must be; 0: nothing */
};
/* False where the expression is of another form or a figure is unknown. */
bool expr_share(const struct expr *expr, const struct expr_input *input, struct expr_share *share);

/* Figures have no fields that their names could be checked against. This shows the caller each `CLASS.FIGURE` that the
 * expression asks for until one is refused, which is then returned as the text it stands in; empty: none was. */
struct text expr_refused_figure(const struct expr *expr,
                                bool (*known)(const void *context, struct text class, struct text figure),
                                const void *context);

/* The first value of the record that the expression looks at, for messages; NULL where it looks at none that is there.
 */
const struct node *expr_first_node(const struct expr *expr, const struct expr_input *input);

/* The value of a field in a record, read by the field's type; for a path below a list or table, VALUE_UNKNOWN. */
struct value field_value(const struct field *field, const struct node *root);
/* One scalar read by a type; VALUE_UNKNOWN where it is no such value. */
struct value field_read(enum field_type type, const struct node *scalar);
/* Kleene's logic over "has a known value": unknown when there is nothing, false for `false`. */
enum truth node_is_present(const struct node *node);

/* Compiles an expression of a definition; a fault is reported at its node with the column in the text. */
struct expr *expr_of_definition(const struct record *definition, const struct node *node,
                                const struct expr_scope *scope, enum expr_wanted wanted, struct diag *diag);

#endif
