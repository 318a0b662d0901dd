/* SPDX-License-Identifier: ISC */
#include "expr_scan.h"

#include <string.h>

static bool at_word(const struct parser *parser, const char *word)
{
    return parser->token.type == TOKEN_WORD && text_is(parser->token.text, word);
}

static bool at_sign(const struct parser *parser, const char *sign)
{
    return parser->token.type == TOKEN_SIGN && text_is(parser->token.text, sign);
}

static struct tree *give_up(struct parser *parser, const char *wanted)
{
    const struct token *token = &parser->token;
    if (parser->error->text.length == 0) {
        if (token->type == TOKEN_END)
            expr_fail(parser->error, token->column, "the expression ends where %s is wanted", wanted);
        else
            expr_fail(parser->error, token->column, "%s is wanted, found '%.*s'", wanted,
                      (int)(token->to - token->from), parser->source.bytes + token->from);
    }
    return NULL;
}

/* Takes the word or sign if it is next. On a scanning error parser->error is set and everything after gives up. */
static bool take_word(struct parser *parser, const char *word)
{
    return at_word(parser, word) && expr_scan(parser);
}

static bool take_sign(struct parser *parser, const char *sign)
{
    return at_sign(parser, sign) && expr_scan(parser);
}

static struct tree *new_tree(struct parser *parser, enum op op, struct tree *a, struct tree *b)
{
    struct tree *tree = arena_new(&parser->expr->arena, 1, sizeof *tree);
    tree->op = op;
    tree->a = a;
    tree->b = b;
    tree->column = a ? a->column : parser->token.column;
    tree->from = a ? a->from : parser->token.from;
    tree->to = parser->last_end;
    return tree;
}

/* One level down: brackets, `not` and signs within each other are what the C stack has to hold. */
static bool descend(struct parser *parser)
{
    return ++parser->depth <= EXPR_DEPTH ||
           expr_fail(parser->error, parser->token.column, "more than %d levels within each other", EXPR_DEPTH);
}

static struct tree *parse_or(struct parser *parser);

static bool is_reserved(struct text word)
{
    static const char *const words[] = {"and",       "or",    "not",       "in", "covers", "where",
                                        "satisfies", "in_q1", "in_period", "is", "true",   "false"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(word, words[i]))
            return true;
    return false;
}

static struct tree *parse_path(struct parser *parser)
{
    struct tree *tree = new_tree(parser, OP_PATH, NULL, NULL);
    struct path_part parts[EXPR_PATH];
    do {
        bool first = tree->part_count == 0, quoted = parser->token.type == TOKEN_TEXT;
        if ((parser->token.type != TOKEN_WORD || (first && is_reserved(parser->token.text))) && (!quoted || first))
            return give_up(parser, first ? "a value" : "a field's name");
        if (tree->part_count == EXPR_PATH) {
            expr_fail(parser->error, parser->token.column, "a path of more than %d names", EXPR_PATH);
            return NULL;
        }
        parts[tree->part_count++] =
            (struct path_part){.name = parser->token.text, .hash = text_hash(parser->token.text), .quoted = quoted};
        if (!expr_scan(parser))
            return NULL;
    } while (take_sign(parser, "."));
    tree->parts = arena_new(&parser->expr->arena, tree->part_count, sizeof *tree->parts);
    memcpy(tree->parts, parts, tree->part_count * sizeof *parts);
    tree->to = parser->last_end;
    return parser->error->text.length ? NULL : tree;
}

/* NAME in PATH [where CONDITION] [satisfies CONDITION] */
static struct tree *parse_quantified(struct parser *parser, enum op op, struct tree *tree)
{
    tree->op = op;
    if (parser->token.type != TOKEN_WORD || is_reserved(parser->token.text))
        return give_up(parser, "a name for one of the list");
    tree->text = parser->token.text;
    if (!expr_scan(parser) || !take_word(parser, "in"))
        return give_up(parser, "in");
    if (!(tree->a = parse_path(parser)))
        return NULL;
    if (take_word(parser, "where") && !(tree->b = parse_or(parser)))
        return NULL;
    if (op == OP_EVERY) {
        if (!take_word(parser, "satisfies"))
            return give_up(parser, "satisfies");
        if (!(tree->c = parse_or(parser)))
            return NULL;
    }
    tree->to = parser->last_end;
    return tree;
}

/* A quantifier's word counts as one only where a name and `in` follow: `every case in`; so fields may be called so. */
static bool begins_quantified(const struct parser *parser)
{
    struct parser ahead = *parser;
    struct expr_error ignored = {0};
    ahead.error = &ignored;
    bool begins = expr_scan(&ahead) && ahead.token.type == TOKEN_WORD && !is_reserved(ahead.token.text) &&
                  expr_scan(&ahead) && (at_word(&ahead, "in") || ahead.token.type == TOKEN_END);
    buffer_free(&ignored.text);
    return begins;
}

static struct tree *parse_count(struct parser *parser)
{
    struct tree *tree = new_tree(parser, OP_COUNT, NULL, NULL);
    if (!expr_scan(parser) || !take_sign(parser, "("))
        return give_up(parser, "( after count");
    if (!parse_quantified(parser, OP_COUNT, tree))
        return NULL;
    if (!take_sign(parser, ")"))
        return give_up(parser, ")");
    tree->to = parser->last_end;
    return tree;
}

static bool count_follows(const struct parser *parser)
{
    size_t at = parser->token.to;
    while (at < parser->source.length && strchr(" \t\r\n", parser->source.bytes[at]))
        at++;
    return at_word(parser, "count") && at < parser->source.length && parser->source.bytes[at] == '(';
}

static struct tree *parse_literal(struct parser *parser, enum op op)
{
    struct tree *tree = new_tree(parser, op, NULL, NULL);
    tree->integer = op == OP_BOOL ? at_word(parser, "true") : parser->token.integer;
    tree->text = parser->token.text;
    if (!expr_scan(parser))
        return NULL;
    tree->to = parser->last_end;
    return tree;
}

static struct tree *parse_primary(struct parser *parser)
{
    if (parser->token.type == TOKEN_INTEGER)
        return parse_literal(parser, OP_INTEGER);
    if (parser->token.type == TOKEN_DATE)
        return parse_literal(parser, OP_DATE);
    if (parser->token.type == TOKEN_TEXT)
        return parse_literal(parser, OP_TEXT);
    if (at_word(parser, "true") || at_word(parser, "false"))
        return parse_literal(parser, OP_BOOL);
    if (count_follows(parser))
        return parse_count(parser);
    if (parser->token.type == TOKEN_WORD)
        return parse_path(parser);
    if (!at_sign(parser, "("))
        return give_up(parser, "a value");
    size_t from = parser->token.from;
    if (!descend(parser) || !expr_scan(parser))
        return NULL;
    struct tree *tree = parse_or(parser);
    if (tree && !take_sign(parser, ")"))
        return give_up(parser, ")");
    if (tree) {
        tree->from = from;
        tree->to = parser->last_end;
    }
    parser->depth--;
    return tree;
}

static struct tree *parse_factor(struct parser *parser)
{
    if (!at_sign(parser, "-"))
        return parse_primary(parser);
    struct tree *tree = new_tree(parser, OP_NEGATE, NULL, NULL);
    if (!descend(parser) || !expr_scan(parser) || !(tree->a = parse_factor(parser)))
        return NULL;
    parser->depth--;
    tree->to = parser->last_end;
    return tree;
}

static struct tree *parse_product(struct parser *parser)
{
    struct tree *tree = parse_factor(parser);
    while (tree && take_sign(parser, "*")) {
        struct tree *right = parse_factor(parser);
        tree = right ? new_tree(parser, OP_MULTIPLY, tree, right) : NULL;
    }
    return tree;
}

static struct tree *parse_sum(struct parser *parser)
{
    struct tree *tree = parse_product(parser);
    while (tree && (at_sign(parser, "+") || at_sign(parser, "-"))) {
        enum op op = at_sign(parser, "+") ? OP_ADD : OP_SUBTRACT;
        struct tree *right = expr_scan(parser) ? parse_product(parser) : NULL;
        tree = right ? new_tree(parser, op, tree, right) : NULL;
    }
    return tree;
}

/* [a, b, c] */
static struct tree *parse_values(struct parser *parser, struct tree *tree)
{
    struct tree **end = &tree->b;
    if (!take_sign(parser, "["))
        return give_up(parser, "[");
    do {
        struct tree *value = parse_factor(parser);
        if (!value)
            return NULL;
        *end = value;
        end = &value->next;
    } while (take_sign(parser, ","));
    if (!take_sign(parser, "]"))
        return give_up(parser, ", or ]");
    tree->to = parser->last_end;
    return tree;
}

static bool at_comparison(const struct parser *parser, enum comparison *comparison)
{
    static const char *const signs[] = {
        [EQUAL] = "==",         [NOT_EQUAL] = "!=", [LESS] = "<",
        [LESS_OR_EQUAL] = "<=", [GREATER] = ">",    [GREATER_OR_EQUAL] = ">=",
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (at_sign(parser, signs[i])) {
            *comparison = (enum comparison)i;
            return true;
        }
    return false;
}

/* The right side of a comparison: a sum, or `70 % of` a sum. */
static struct tree *parse_right(struct parser *parser, struct tree *tree)
{
    bool number = parser->token.type == TOKEN_INTEGER;
    tree->b = parse_sum(parser);
    if (!tree->b)
        return NULL;
    if (at_sign(parser, "%")) {
        if (!number || tree->b->op != OP_INTEGER || tree->b->integer < 1 || tree->b->integer > 1000)
            return give_up(parser, "a percentage from 1 to 1000 before %");
        tree->integer = tree->b->integer;
        if (!expr_scan(parser) || !take_word(parser, "of"))
            return give_up(parser, "of");
        if (!(tree->b = parse_sum(parser)))
            return NULL;
    }
    tree->to = parser->last_end;
    return tree;
}

static struct tree *parse_comparison(struct parser *parser)
{
    struct tree *left = parse_sum(parser);
    enum comparison comparison;
    if (!left)
        return NULL;
    if (at_comparison(parser, &comparison)) {
        struct tree *tree = new_tree(parser, OP_COMPARE, left, NULL);
        tree->comparison = comparison;
        return expr_scan(parser) ? parse_right(parser, tree) : NULL;
    }
    if (take_word(parser, "in"))
        return parse_values(parser, new_tree(parser, OP_IN, left, NULL));
    if (take_word(parser, "covers"))
        return parse_values(parser, new_tree(parser, OP_COVERS, left, NULL));
    if (take_word(parser, "in_q1"))
        return new_tree(parser, OP_IN_Q1, left, NULL);
    if (take_word(parser, "in_period"))
        return new_tree(parser, OP_IN_PERIOD, left, NULL);
    if (!take_word(parser, "is"))
        return parser->error->text.length ? NULL : left;
    if (take_word(parser, "present"))
        return new_tree(parser, OP_PRESENT, left, NULL);
    if (take_word(parser, "missing"))
        return new_tree(parser, OP_MISSING, left, NULL);
    return give_up(parser, "present or missing");
}

static struct tree *parse_not(struct parser *parser)
{
    static const struct {
        const char *word;
        enum op op;
    } quantifiers[] = {{"every", OP_EVERY}, {"some", OP_SOME}, {"no", OP_NO}};
    for (size_t i = 0; i < sizeof quantifiers / sizeof *quantifiers; i++)
        if (at_word(parser, quantifiers[i].word) && begins_quantified(parser)) {
            struct tree *tree = new_tree(parser, quantifiers[i].op, NULL, NULL);
            return expr_scan(parser) ? parse_quantified(parser, quantifiers[i].op, tree) : NULL;
        }
    if (!at_word(parser, "not"))
        return parse_comparison(parser);
    struct tree *tree = new_tree(parser, OP_NOT, NULL, NULL);
    if (!descend(parser) || !expr_scan(parser) || !(tree->a = parse_not(parser)))
        return NULL;
    parser->depth--;
    tree->to = parser->last_end;
    return tree;
}

static struct tree *parse_and(struct parser *parser)
{
    struct tree *tree = parse_not(parser);
    while (tree && take_word(parser, "and")) {
        struct tree *right = parse_not(parser);
        tree = right ? new_tree(parser, OP_AND, tree, right) : NULL;
    }
    return tree;
}

static struct tree *parse_or(struct parser *parser)
{
    struct tree *tree = parse_and(parser);
    while (tree && take_word(parser, "or")) {
        struct tree *right = parse_and(parser);
        tree = right ? new_tree(parser, OP_OR, tree, right) : NULL;
    }
    return tree;
}

bool expr_parse(struct expr *expr, struct expr_error *error)
{
    struct parser parser = {.expr = expr, .source = text_of(expr->source), .error = error};
    if (parser.source.length > EXPR_LENGTH)
        return expr_fail(error, utf8_count((struct text){expr->source, EXPR_LENGTH}) + 1,
                         "an expression longer than %d bytes", EXPR_LENGTH);
    struct utf8_survey survey = utf8_survey(parser.source);
    if (!survey.valid)
        return expr_fail(error, utf8_count((struct text){expr->source, survey.bad_offset}) + 1,
                         "text that is not UTF-8");
    if (!expr_scan(&parser) || !(expr->tree = parse_or(&parser)))
        return error->text.length == 0 ? (give_up(&parser, "an expression"), false) : false;
    if (error->text.length)
        return false;
    return parser.token.type == TOKEN_END || (give_up(&parser, "and, or, or the end"), false);
}
