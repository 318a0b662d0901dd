/* SPDX-License-Identifier: ISC
 *
 * antt-expr(7) tells the truth: its grammar is what the parser accepts, no more and no less, its table of values is
 * what the evaluator does, and its examples compile. The page is man/antt-expr.7 below ANTT_TOP.
 */
#include "expr_scope.h"

enum { MOST_NODES = 400, MOST_RULES = 32, MOST_TOKENS = 60, LINE = 256 };

/* A part of the grammar: what it is, what it holds (`first`), what comes after it in its row (`next`); 0 is none. */
enum part_type { PART_ROW, PART_EITHER, PART_OPTION, PART_REPEAT, PART_WORD, PART_CLASS, PART_RULE };
struct part {
    enum part_type type;
    size_t first, next;
    char text[24];
};

struct grammar {
    struct part parts[MOST_NODES];
    size_t count;
    struct {
        char name[24];
        size_t body;
    } rules[MOST_RULES];
    size_t rule_count;
    const char *at;
};

struct sentence {
    char tokens[MOST_TOKENS][24];
    size_t count;
};

static struct grammar grammar;
static char *page;

static const char *const reserved[] = {"and", "covers", "false", "in",        "in_period", "in_q1",
                                       "is",  "not",    "or",    "satisfies", "true",      "where"};
static const char *const names[] = {"a",     "crimes", "every",   "some",    "no",
                                    "count", "of",     "present", "missing", "previous"};
static const char *const others[] = {"70", "1", "1000", "2023-01-12", "'x'", "\"5.2\"", "==", "!=", "<", "<=", ">",
                                     ">=", "+", "-",    "*",          "%",   "(",       ")",  "[",  "]", ",",  "."};
enum {
    RESERVED = sizeof reserved / sizeof *reserved,
    NAMES = sizeof names / sizeof *names,
    OTHERS = sizeof others / sizeof *others
};

static char *read_page(void)
{
    const char *top = getenv("ANTT_TOP");
    struct buffer path = {0}, content = {0};
    char chunk[4096];
    buffer_printf(&path, "%s/man/antt-expr.7", top ? top : ".");
    FILE *stream = fopen(buffer_text(&path), "r");
    if (!stream)
        fail_msg("%s cannot be read", buffer_text(&path));
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, stream)) > 0;)
        buffer_append(&content, chunk, got);
    fclose(stream);
    buffer_free(&path);
    buffer_text(&content);
    return content.bytes;
}

/* Where a text stands behind a place of the page; it must be there. */
static char *find(char *from, const char *text)
{
    char *at = from ? strstr(from, text) : NULL;
    if (at)
        return at;
    print_error("the page lacks: %s\n", text);
    exit(EXIT_FAILURE);
}

/* --- the grammar as it is printed --- */

static void skip_blanks(void)
{
    while (*grammar.at && strchr(" \n", *grammar.at))
        grammar.at++;
}

static size_t new_part(enum part_type type, const char *text, size_t length)
{
    assert_true(++grammar.count < MOST_NODES && length < sizeof grammar.parts->text);
    struct part *part = &grammar.parts[grammar.count];
    part->type = type;
    memcpy(part->text, text, length);
    return grammar.count;
}

static size_t read_alternatives(void);

static size_t read_part(void)
{
    static const char opening[] = "[{(", closing[] = "]})";
    static const enum part_type types[] = {PART_OPTION, PART_REPEAT, PART_EITHER};
    const char *bracket = strchr(opening, *grammar.at), *from = grammar.at;
    if (bracket) {
        grammar.at++;
        size_t part = new_part(types[bracket - opening], "", 0), inner = read_alternatives();
        grammar.parts[part].first = inner;
        assert_int_equal(*grammar.at++, closing[bracket - opening]);
        return part;
    }
    if (*from == '"') {
        grammar.at = strchr(from + 1, '"') + 1;
        return new_part(PART_WORD, from + 1, (size_t)(grammar.at - from) - 2);
    }
    while ((*grammar.at >= 'a' && *grammar.at <= 'z') || (*grammar.at >= 'A' && *grammar.at <= 'Z'))
        grammar.at++;
    assert_true(grammar.at > from);
    return new_part(*from >= 'a' ? PART_RULE : PART_CLASS, from, (size_t)(grammar.at - from));
}

/* Rows parted by bars; an EITHER of ROWs. */
static size_t read_alternatives(void)
{
    size_t either = new_part(PART_EITHER, "", 0), *row_link = &grammar.parts[either].first;
    for (;;) {
        size_t row = new_part(PART_ROW, "", 0), *link = &grammar.parts[row].first;
        *row_link = row;
        row_link = &grammar.parts[row].next;
        for (skip_blanks(); !strchr("|;]})", *grammar.at); skip_blanks()) {
            *link = read_part();
            link = &grammar.parts[*link].next;
        }
        if (*grammar.at != '|')
            return either;
        grammar.at++;
    }
}

static size_t rule_named(const char *name)
{
    for (size_t i = 0; i < grammar.rule_count; i++)
        if (strcmp(grammar.rules[i].name, name) == 0)
            return i;
    fail_msg("the grammar has no rule for '%s'", name);
    return 0;
}

static void read_grammar(void)
{
    char *display = find(find(page, "\n.Ss Grammar\n"), "\n.Bd -literal");
    char *block = find(display + 1, "\n"), *end = find(block, "\n.Ed");
    *end = '\0';
    for (grammar.at = block, skip_blanks(); *grammar.at; skip_blanks()) {
        size_t length = strcspn(grammar.at, " ");
        assert_true(grammar.rule_count < MOST_RULES && length < sizeof grammar.rules->name);
        memcpy(grammar.rules[grammar.rule_count].name, grammar.at, length);
        grammar.at += length;
        skip_blanks();
        assert_int_equal(*grammar.at++, '=');
        grammar.rules[grammar.rule_count++].body = read_alternatives();
        assert_int_equal(*grammar.at++, ';');
    }
    *end = '\n';
    for (size_t i = 1; i <= grammar.count; i++)
        if (grammar.parts[i].type == PART_RULE)
            rule_named(grammar.parts[i].text);
}

/* --- whether a sentence follows from it --- */

/* Where a match may end, as a set of bits, for each rule and place; `known` says which have been found out. */
struct matching {
    const struct sentence *sentence;
    uint64_t ends[MOST_RULES][MOST_TOKENS + 1];
    bool known[MOST_RULES][MOST_TOKENS + 1];
};

static bool is_one_of(const char *token, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(token, list[i]) == 0)
            return true;
    return false;
}

static bool is_of_class(const char *token, const char *class)
{
    bool digit = *token >= '0' && *token <= '9', word = (*token >= 'a' && *token <= 'z');
    if (strcmp(class, "DATE") == 0)
        return digit && strlen(token) == 10;
    if (strcmp(class, "INTEGER") == 0)
        return digit && strlen(token) < 10;
    if (strcmp(class, "TEXT") == 0)
        return *token == '\'' || *token == '"';
    if (strcmp(class, "WORD") == 0)
        return word;
    assert_string_equal(class, "NAME");
    return word && !is_one_of(token, reserved, RESERVED);
}

static uint64_t match(struct matching *matching, const struct part *part, uint64_t starts);

static uint64_t match_rule(struct matching *matching, size_t rule, uint64_t starts)
{
    uint64_t ends = 0;
    for (size_t at = 0; at <= matching->sentence->count; at++) {
        if (!(starts >> at & 1))
            continue;
        if (!matching->known[rule][at])
            matching->ends[rule][at] = match(matching, &grammar.parts[grammar.rules[rule].body], (uint64_t)1 << at);
        matching->known[rule][at] = true;
        ends |= matching->ends[rule][at];
    }
    return ends;
}

static uint64_t match_token(const struct matching *matching, const struct part *part, uint64_t starts)
{
    uint64_t ends = 0;
    for (size_t at = 0; at < matching->sentence->count; at++) {
        const char *token = matching->sentence->tokens[at];
        bool fits = part->type == PART_CLASS ? is_of_class(token, part->text) : strcmp(token, part->text) == 0;
        if ((starts >> at & 1) && fits)
            ends |= (uint64_t)1 << (at + 1);
    }
    return ends;
}

static uint64_t match(struct matching *matching, const struct part *part, uint64_t starts)
{
    uint64_t ends = 0, more = starts;
    switch (part->type) {
    case PART_ROW:
        for (size_t i = part->first; i; i = grammar.parts[i].next)
            more = match(matching, &grammar.parts[i], more);
        return more;
    case PART_EITHER:
        for (size_t i = part->first; i; i = grammar.parts[i].next)
            ends |= match(matching, &grammar.parts[i], starts);
        return ends;
    case PART_OPTION:
        return starts | match(matching, &grammar.parts[part->first], starts);
    case PART_REPEAT:
        for (ends = starts; (more = match(matching, &grammar.parts[part->first], ends) | ends) != ends;)
            ends = more;
        return ends;
    case PART_RULE:
        return starts ? match_rule(matching, rule_named(part->text), starts) : 0;
    default:
        return match_token(matching, part, starts);
    }
}

static bool grammar_accepts(const struct sentence *sentence)
{
    struct matching *matching = mem_new(1, sizeof *matching);
    matching->sentence = sentence;
    bool accepted = match_rule(matching, 0, 1) >> sentence->count & 1;
    free(matching);
    return accepted;
}

/* --- sentences made from it --- */

static const char *any_of_class(const char *class, uint32_t *random)
{
    if (strcmp(class, "INTEGER") == 0)
        return others[next_random(random, 3)];
    if (strcmp(class, "DATE") == 0)
        return others[3];
    if (strcmp(class, "TEXT") == 0)
        return others[4 + next_random(random, 2)];
    if (strcmp(class, "WORD") == 0 && next_random(random, 4) == 0)
        return reserved[next_random(random, RESERVED)];
    return names[next_random(random, NAMES)];
}

/* False where the sentence grows too long. */
static bool make(const struct part *part, struct sentence *sentence, uint32_t *random, unsigned depth)
{
    size_t rows = 0, chosen;
    if (depth > 60 || sentence->count == MOST_TOKENS)
        return false;
    switch (part->type) {
    case PART_ROW:
        for (size_t i = part->first; i; i = grammar.parts[i].next)
            if (!make(&grammar.parts[i], sentence, random, depth + 1))
                return false;
        return true;
    case PART_EITHER:
        for (size_t i = part->first; i; i = grammar.parts[i].next)
            rows++;
        chosen = part->first;
        for (uint32_t skip = next_random(random, (uint32_t)rows); skip > 0; skip--)
            chosen = grammar.parts[chosen].next;
        return make(&grammar.parts[chosen], sentence, random, depth + 1);
    case PART_OPTION:
    case PART_REPEAT:
        while (next_random(random, 4) == 0) {
            if (!make(&grammar.parts[part->first], sentence, random, depth + 1))
                return false;
            if (part->type == PART_OPTION)
                break;
        }
        return true;
    case PART_RULE:
        return make(&grammar.parts[grammar.rules[rule_named(part->text)].body], sentence, random, depth + 1);
    default:
        snprintf(sentence->tokens[sentence->count++], sizeof *sentence->tokens, "%s",
                 part->type == PART_WORD ? part->text : any_of_class(part->text, random));
        return true;
    }
}

static void make_sentence(struct sentence *sentence, uint32_t *random)
{
    do
        sentence->count = 0;
    while (!make(&grammar.parts[grammar.rules[0].body], sentence, random, 0));
}

/* A token is left out, doubled, or another one. */
static void spoil(struct sentence *sentence, uint32_t *random)
{
    size_t at = next_random(random, (uint32_t)sentence->count), size = sizeof *sentence->tokens;
    uint32_t what = next_random(random, 3);
    if (what == 0) {
        memmove(sentence->tokens[at], sentence->tokens[at + 1], (sentence->count - at - 1) * size);
        sentence->count--;
    } else if (what == 1 && sentence->count < MOST_TOKENS) {
        memmove(sentence->tokens[at + 1], sentence->tokens[at], (sentence->count - at) * size);
        sentence->count++;
    } else {
        uint32_t word = next_random(random, RESERVED + NAMES + OTHERS);
        snprintf(sentence->tokens[at], size, "%s",
                 word < RESERVED           ? reserved[word]
                 : word < RESERVED + NAMES ? names[word - RESERVED]
                                           : others[word - RESERVED - NAMES]);
    }
}

static bool parser_accepts(const struct sentence *sentence)
{
    struct buffer source = {0};
    for (size_t i = 0; i < sentence->count; i++)
        buffer_printf(&source, "%s%s", i ? " " : "", sentence->tokens[i]);
    buffer_text(&source);
    struct expr expr = {.source = source.bytes};
    struct expr_error error = {0};
    bool accepted = expr_parse(&expr, &error);
    if (accepted != (error.text.length == 0))
        fail_msg("%s: %s, and an error '%s'", source.bytes, accepted ? "accepted" : "refused",
                 buffer_text(&error.text));
    if (accepted != grammar_accepts(sentence))
        fail_msg("%s\n  is %s by the parser: %s; not by the manual", source.bytes, accepted ? "accepted" : "refused",
                 buffer_text(&error.text));
    arena_free(&expr.arena);
    buffer_free(&error.text);
    buffer_free(&source);
    return accepted;
}

static void what_the_grammar_gives_is_accepted(void **state)
{
    uint32_t random = 124;
    struct sentence sentence;
    (void)state;
    for (size_t i = 0; i < 10000; i++) {
        make_sentence(&sentence, &random);
        assert_true(parser_accepts(&sentence));
    }
}

static void nothing_else_is(void **state)
{
    uint32_t random = 2021;
    struct sentence sentence;
    size_t accepted = 0, refused = 0;
    (void)state;
    for (size_t i = 0; i < 40000; i++) {
        make_sentence(&sentence, &random);
        for (uint32_t times = 1 + next_random(&random, 3); times > 0 && sentence.count > 0; times--)
            spoil(&sentence, &random);
        *(parser_accepts(&sentence) ? &accepted : &refused) += 1;
    }
    assert_true(accepted > 1000 && refused > 10000);
}

/* --- the rest of the page --- */

static void reserved_words_are_those_of_the_page(void **state)
{
    const char *from = find(page, "\n.It NAME\n"), *end = find(page, "\n.It INTEGER\n");
    size_t count = 0;
    (void)state;
    for (const char *line = strstr(from, "\n.Cm "); line && line < end; line = strstr(line + 1, "\n.Cm ")) {
        char word[24];
        size_t length = strcspn(line + 5, " \n");
        assert_true(length < sizeof word);
        snprintf(word, sizeof word, "%.*s", (int)length, line + 5);
        assert_true(is_one_of(word, reserved, RESERVED));
        count++;
    }
    assert_int_equal(count, RESERVED);
}

static enum truth truth_named(const char *name)
{
    return strcmp(name, "true") == 0 ? TRUTH_TRUE : strcmp(name, "false") == 0 ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static void the_table_of_values_is_kleenes(void **state)
{
    char words[5][10];
    size_t rows = 0;
    (void)state;
    for (const char *line = strstr(page, "\n.It "); line; line = strstr(line + 1, "\n.It "))
        if (sscanf(line + 5, "%9s Ta %9s Ta %9s Ta %9s Ta %9s", words[0], words[1], words[2], words[3], words[4]) ==
                5 &&
            strcmp(words[0], "Em") != 0) {
            enum truth a = truth_named(words[0]), b = truth_named(words[1]);
            assert_int_equal(truth_named(words[2]), truth_and(a, b));
            assert_int_equal(truth_named(words[3]), truth_or(a, b));
            assert_int_equal(truth_named(words[4]), truth_not(a));
            rows++;
        }
    assert_int_equal(rows, 9);
}

/* The lines of the literal displays, an indented one going on from the one before; `\e` and its like do not occur. */
static void the_examples_compile(void **state)
{
    struct world world;
    struct buffer source = {0};
    bool literal = false;
    size_t count = 0;
    char *rest = find(page, "\n.Sh EXAMPLES\n") + 1, *end = find(rest, "\n.Sh SEE ALSO\n");
    (void)state;
    world_open(&world, NULL);
    for (struct text lines = {rest, (size_t)(end - rest) + 1}, line; text_next_part(&lines, '\n', &line);) {
        bool macro = line.length > 0 && line.bytes[0] == '.', more = line.length > 0 && line.bytes[0] == ' ';
        if (literal && !more && source.length > 0) {
            struct expr_error error = {0};
            struct expr *expr = expr_compile(buffer_text(&source), world_scope(&world, "+*"), EXPR_CONDITION, &error);
            if (!expr)
                fail_msg("%s, column %zu: %s", buffer_text(&source), error.column, buffer_text(&error.text));
            expr_free(expr);
            buffer_clear(&source);
            count++;
        }
        if (macro)
            literal = line.length > 3 && memcmp(line.bytes, ".Bd", 3) == 0;
        else if (literal)
            buffer_printf(&source, "%.*s\n", (int)line.length, line.bytes);
    }
    buffer_free(&source);
    world_close(&world);
    assert_true(count >= 15);
}

static int open_page(void **state)
{
    (void)state;
    page = read_page();
    read_grammar();
    return 0;
}

static int close_page(void **state)
{
    (void)state;
    free(page);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_grammar_gives_is_accepted),
        cmocka_unit_test(nothing_else_is),
        cmocka_unit_test(reserved_words_are_those_of_the_page),
        cmocka_unit_test(the_table_of_values_is_kleenes),
        cmocka_unit_test(the_examples_compile),
    };
    return cmocka_run_group_tests(tests, open_page, close_page);
}
