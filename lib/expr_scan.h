/* SPDX-License-Identifier: ISC
 *
 * expr_scan: the words, numbers, dates, texts and signs of an expression, one after the other, for its parser.
 */
#ifndef ANTT_EXPR_SCAN_H
#define ANTT_EXPR_SCAN_H

#include "expr_tree.h"

enum token_type { TOKEN_END, TOKEN_WORD, TOKEN_INTEGER, TOKEN_DATE, TOKEN_TEXT, TOKEN_SIGN };

struct token {
    enum token_type type;
    size_t from, to, column;
    int64_t integer;
    struct text text; /* of words, quoted text without its quotes, and signs */
};

struct parser {
    struct expr *expr;
    struct text source;
    struct expr_error *error;
    struct token token; /* the next one, not taken yet */
    size_t last_end;    /* where the token taken last ends */
    size_t depth;
};

/* Takes parser->token and reads the one behind it; false with *error where there is none that could be. */
bool expr_scan(struct parser *parser);

#endif
