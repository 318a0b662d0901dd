/* SPDX-License-Identifier: ISC */
#include "expr_scan.h"

#include <string.h>

static bool is_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte >= 0x80;
}

static bool is_digit(unsigned char byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t column_at(const struct parser *parser, size_t offset)
{
    return utf8_count((struct text){parser->source.bytes, offset}) + 1;
}

/* Digits and hyphens as in a date; whether there is such a day is another matter. */
static bool looks_like_date(struct text text)
{
    static const char shape[] = "0000-00-00";
    for (size_t i = 0; shape[i]; i++)
        if (i == text.length || (shape[i] == '0' ? !is_digit((unsigned char)text.bytes[i]) : text.bytes[i] != '-'))
            return false;
    return true;
}

static bool scan_number(struct parser *parser, struct token *token)
{
    struct text text = {parser->source.bytes + token->from, parser->source.length - token->from};
    bool is_date = looks_like_date(text);
    size_t length = is_date ? 10 : 0;
    int32_t date = 0;
    while (!is_date && length < text.length && is_digit((unsigned char)text.bytes[length]))
        length++;
    token->to = token->from + length;
    token->type = is_date ? TOKEN_DATE : TOKEN_INTEGER;
    if (length < text.length &&
        (is_letter((unsigned char)text.bytes[length]) || is_digit((unsigned char)text.bytes[length])))
        return expr_fail(parser->error, token->column, "a %s runs into what follows it", is_date ? "date" : "number");
    text.length = length;
    if (!is_date)
        return text_integer(text, &token->integer) || expr_fail(parser->error, token->column, "a number over 64 bits");
    if (!text_date(text, &date))
        return expr_fail(parser->error, token->column, "'%.10s' is no date that exists", text.bytes);
    token->integer = date;
    return true;
}

/* Text in single or double quotes; the quote itself is written twice within. */
static bool scan_text(struct parser *parser, struct token *token)
{
    char quote = parser->source.bytes[token->from];
    struct buffer content = {0};
    size_t at = token->from + 1;
    for (; at < parser->source.length; at++) {
        char byte = parser->source.bytes[at];
        if (byte == quote && at + 1 < parser->source.length && parser->source.bytes[at + 1] == quote)
            at++;
        else if (byte == quote)
            break;
        buffer_putc(&content, byte);
    }
    if (at < parser->source.length) {
        token->type = TOKEN_TEXT;
        token->text = (struct text){arena_copy(&parser->expr->arena, content.bytes, content.length), content.length};
        token->to = at + 1;
    }
    buffer_free(&content);
    return at < parser->source.length || expr_fail(parser->error, token->column, "text without its closing %c", quote);
}

static bool scan_sign(struct parser *parser, struct token *token)
{
    static const char *const signs[] = {"==", "!=", "<=", ">=", "<", ">", "+", "-",
                                        "*",  "%",  "(",  ")",  "[", "]", ",", "."};
    struct text rest = {parser->source.bytes + token->from, parser->source.length - token->from};
    token->type = TOKEN_SIGN;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i]);
        if (rest.length >= length && memcmp(rest.bytes, signs[i], length) == 0) {
            token->text = (struct text){rest.bytes, length};
            token->to = token->from + length;
            return true;
        }
    }
    if (rest.bytes[0] == '=')
        return expr_fail(parser->error, token->column, "'=' alone; write == for equal");
    if (rest.bytes[0] < ' ' || rest.bytes[0] == 0x7F)
        return expr_fail(parser->error, token->column, "a control character, U+%04X", (unsigned)rest.bytes[0]);
    return expr_fail(parser->error, token->column, "unexpected character '%c'", rest.bytes[0]);
}

bool expr_scan(struct parser *parser)
{
    struct token *token = &parser->token;
    size_t at = token->to;
    parser->last_end = token->to;
    while (at < parser->source.length && strchr(" \t\r\n", parser->source.bytes[at]))
        at++;
    *token = (struct token){.from = at, .to = at, .column = column_at(parser, at)};
    if (at == parser->source.length)
        return true;
    unsigned char first = (unsigned char)parser->source.bytes[at];
    if (is_digit(first))
        return scan_number(parser, token);
    if (first == '\'' || first == '"')
        return scan_text(parser, token);
    if (!is_letter(first))
        return scan_sign(parser, token);
    while (at < parser->source.length &&
           (is_letter((unsigned char)parser->source.bytes[at]) || is_digit((unsigned char)parser->source.bytes[at])))
        at++;
    token->type = TOKEN_WORD;
    token->to = at;
    token->text = (struct text){parser->source.bytes + token->from, at - token->from};
    return true;
}
