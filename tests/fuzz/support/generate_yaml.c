/* SPDX-License-Identifier: ISC
 *
 * Documents as people and programs write them, mostly right: what mutations alone seldom arrive at.
 */
#include "fuzz.h"

enum { DEEPEST = 6, MOST_ENTRIES = 5 };

struct generator {
    struct buffer *to;
    uint32_t *state;
};

static uint32_t below(struct generator *generator, size_t most)
{
    return fuzz_random(generator->state, most);
}

static void put(struct generator *generator, const char *text)
{
    buffer_puts(generator->to, text);
}

static void put_spaces(struct generator *generator, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_putc(generator->to, ' ');
}

#define PUT_ONE_OF(generator, list) put((generator), (list)[below((generator), sizeof(list) / sizeof *(list))])

static void put_key(struct generator *generator)
{
    static const char *const odd[] = {
        "\"a b\"", "'c'", "\"đ\"", "ngày", "a.b/c", "(d)", "_", "1", "-x", "\"\"", "a b", "'it''s'", "~", "e-f", "Đ",
    };
    if (below(generator, 4) == 0)
        PUT_ONE_OF(generator, odd);
    else
        buffer_putc(generator->to, (char)('a' + below(generator, 26)));
    if (below(generator, 3))
        buffer_printf(generator->to, "%u", below(generator, 100));
    put_spaces(generator, below(generator, 24) == 0);
    buffer_putc(generator->to, ':');
}

static void put_scalar(struct generator *generator)
{
    static const char *const scalars[] = {
        "a",     "Khu phố 1", "2018-01-12",  "'it''s'", "\"x: y\"", "\"a # b\"", "''",    "null",   "~",      "-1",
        "12:30", "a  b",      "true",        "a:b",     "x#y",      "'#'",       "1.5",   "(c)",    "a - b",  "+84 37",
        "a, b",  "a/b;c=d",   "đường 3/2",   "\"[\"",   "{}",       "[]",        "a'b",   "\"'\"",  "x\"y\"", "-a",
        "=a",    "a]",        "\"\\u0110\"", ".5",      "a? b!",    "50 %",      "a & b", "'a: b'", "...a",   "---a",
    };
    PUT_ONE_OF(generator, scalars);
}

static void put_flow(struct generator *generator, size_t depth)
{
    bool mapping = below(generator, 2) == 0;
    size_t count = below(generator, 4);
    buffer_putc(generator->to, mapping ? '{' : '[');
    put_spaces(generator, below(generator, 6) == 0);
    for (size_t i = 0; i < count; i++) {
        if (i)
            put(generator, below(generator, 6) ? ", " : " ,");
        if (mapping) {
            put_key(generator);
            put_spaces(generator, below(generator, 12) != 0);
        }
        if (depth < DEEPEST && below(generator, 4) == 0)
            put_flow(generator, depth + 1);
        else
            put_scalar(generator);
    }
    put(generator, count && below(generator, 16) == 0 ? "," : "");
    put_spaces(generator, below(generator, 6) == 0);
    buffer_putc(generator->to, mapping ? '}' : ']');
}

/* To the end of the line, with what may stand there and between lines. */
static void end_line(struct generator *generator)
{
    static const char *const between[] = {"\n", "  \n", "# c\n", "    # c: [\n", "\n\n", "#\n"};
    put_spaces(generator, below(generator, 10) == 0);
    put(generator, below(generator, 12) ? "\n" : " # c: d\n");
    if (below(generator, 12) == 0)
        PUT_ONE_OF(generator, between);
}

static void put_block(struct generator *generator, size_t indent, size_t depth, bool sequence);

static void put_below(struct generator *generator, size_t indent, size_t depth, bool in_sequence)
{
    bool sequence = below(generator, 2) == 0;
    size_t further = 1 + below(generator, 4);
    if (sequence && !in_sequence && below(generator, 2))
        further = 0;
    end_line(generator);
    put_block(generator, indent + further, depth + 1, sequence);
}

/* What stands behind a key or a dash. */
static void put_value(struct generator *generator, size_t indent, size_t depth, bool in_sequence)
{
    uint32_t choice = below(generator, 12);
    if (choice < 3 && depth < DEEPEST) {
        put_below(generator, indent, depth, in_sequence);
        return;
    }
    if (choice > 3) {
        put_spaces(generator, 1 + (below(generator, 8) == 0));
        if (choice > 5)
            put_scalar(generator);
        else
            put_flow(generator, depth);
    }
    end_line(generator);
}

static void put_item(struct generator *generator, size_t indent, size_t depth)
{
    size_t spaces = 1 + (below(generator, 6) == 0), inner = indent + 1 + spaces;
    buffer_putc(generator->to, '-');
    if (below(generator, 3)) {
        put_value(generator, indent, depth, true);
        return;
    }
    put_spaces(generator, spaces);
    put_key(generator);
    put_value(generator, inner, depth + 1, false);
    if (below(generator, 2) && depth < DEEPEST)
        put_block(generator, inner, depth + 1, false);
}

static void put_block(struct generator *generator, size_t indent, size_t depth, bool sequence)
{
    for (size_t count = 1 + below(generator, MOST_ENTRIES); count > 0; count--) {
        put_spaces(generator, indent + (below(generator, 60) == 0));
        if (sequence) {
            put_item(generator, indent, depth);
        } else {
            put_key(generator);
            put_value(generator, indent, depth, false);
        }
    }
}

void fuzz_generate_yaml(uint32_t *state, struct buffer *to)
{
    struct generator generator = {to, state};
    if (below(&generator, 4))
        put(&generator, below(&generator, 6) ? "---\n" : "--- # c\n");
    put_block(&generator, below(&generator, 12) ? 0 : 2, 0, false);
    if (below(&generator, 12) == 0)
        put(&generator, "...\n");
}
