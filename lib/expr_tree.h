/* SPDX-License-Identifier: ISC
 *
 * expr_tree: the tree of a parsed expression, shared by the parser, the binder, the evaluator and the explainer alone.
 */
#ifndef ANTT_EXPR_TREE_H
#define ANTT_EXPR_TREE_H

#include "expr.h"

enum { EXPR_DEPTH = 64, EXPR_LENGTH = 4096, EXPR_VARIABLES = 8, EXPR_PATH = 16 /* names */ };

/* Holds 100 * part and percent * whole of any two 64-bit figures. */
__extension__ typedef __int128 wide_integer;

enum op {
    OP_OR,
    OP_AND,
    OP_NOT,
    OP_COMPARE,
    OP_IN,
    OP_COVERS,
    OP_IN_Q1,
    OP_IN_PERIOD,
    OP_PRESENT,
    OP_MISSING,
    OP_EVERY,
    OP_SOME,
    OP_NO,
    OP_COUNT,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_NEGATE,
    OP_INTEGER,
    OP_DATE,
    OP_TEXT,
    OP_BOOL,
    OP_PATH,
};

enum comparison { EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL };

struct path_part {
    struct text name;
    uint32_t hash;             /* of the name, text_hash() */
    const struct field *field; /* NULL within tables and figures */
    bool quoted;
};

enum path_root { ROOT_RECORD, ROOT_VARIABLE, ROOT_PREVIOUS, ROOT_EXTRA };

struct tree {
    enum op op;
    enum comparison comparison;
    struct tree *a, *b; /* operands; of a quantifier: the list, where, */
    struct tree *c;     /* and what it satisfies */
    struct tree *next;  /* in the list of values of IN and COVERS, which begins at b */
    int64_t integer;    /* literal; 70 in `70 % of` (0: none) for COMPARE */
    struct text text;   /* literal; a quantifier's variable */
    size_t column;      /* in characters, from 1 */
    size_t from, to;    /* the source text, in bytes */
    /* of a path, after binding */
    struct path_part *parts; /* from the first below the root */
    size_t part_count;
    enum path_root root;
    size_t slot;          /* which variable, previous figure or extra */
    enum value_type type; /* static type of a value; VALUE_UNKNOWN for conditions */
    enum field_type field_type;
    const struct field *field; /* the path's last field, NULL where it has none */
    bool choices_only;         /* a word that the field does not allow is no value; not known where kinds are mixed */
};

struct expr {
    struct arena arena;
    char *source;
    struct tree *tree;
};

/* Parses the source; false with *error. */
bool expr_parse(struct expr *expr, struct expr_error *error);
/* Resolves the names and checks the types; false with *error. */
bool expr_bind(struct expr *expr, const struct expr_scope *scope, enum expr_wanted wanted, struct expr_error *error);
/* Sets the error; always returns false. */
bool expr_fail(struct expr_error *error, size_t column, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Variables of the quantifiers that are being gone through, innermost last. */
struct frame_of_variables {
    const struct node *nodes[EXPR_VARIABLES];
};

enum truth tree_test(const struct tree *tree, const struct expr_input *input, struct frame_of_variables *variables);
/* A scalar that the path led to, read by a type: the path's, or that of its items. */
struct value tree_read(const struct tree *path, enum field_type type, const struct node *node);
struct value tree_value(const struct tree *tree, const struct expr_input *input, struct frame_of_variables *variables);
/* The node that a path leads to, NULL where it leads to none; *none: a `false` on the way says that there is none. */
const struct node *tree_node(const struct tree *tree, const struct expr_input *input,
                             const struct frame_of_variables *variables, bool *none);
/* What one element of a list makes of the quantifier: for EVERY where implies satisfies, else where. */
enum truth tree_test_element(const struct tree *tree, const struct node *element, const struct expr_input *input,
                             struct frame_of_variables *variables);
/* Whether a list, which the path led to, has an item of this value; unknown where the value or one of the items is. */
enum truth tree_list_has(const struct tree *path, const struct node *list, struct value wanted);
/* How two known values of a comparison stand: <0, 0, >0. A percentage is applied. */
int tree_order(const struct tree *tree, struct value a, struct value b);
enum truth truth_not(enum truth truth);
enum truth truth_and(enum truth a, enum truth b);
enum truth truth_or(enum truth a, enum truth b);

#endif
