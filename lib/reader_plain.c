/* SPDX-License-Identifier: ISC
 *
 * Reads plain block style: block mappings and sequences; scalars on one line, plain, in single quotes, or in double
 * quotes without a backslash; flow collections on one line; comments, blank lines. Whatever is not certain to be that
 * is left to libyaml, and so is everything that libyaml refuses: nothing here is ever reported.
 */
#include "reader_tree.h"

#include <string.h>

enum {
    KEY_CHARACTER = 1,   /* inside a plain key */
    PLAIN_FIRST = 2,     /* begins a plain scalar, whatever follows */
    FLOW_CHARACTER = 4,  /* inside a plain scalar in a flow collection */
    LONGEST_KEY = 256,   /* bytes; libyaml's limit is 1,024 characters, with the spaces before the colon */
    LONGEST_LINE = 8192, /* bytes: so that the column of a mark is never far to count */
};

#define WORD (KEY_CHARACTER | PLAIN_FIRST | FLOW_CHARACTER)
#define DIGITS(c) [(c)] = WORD, [(c) + 1] = WORD, [(c) + 2] = WORD, [(c) + 3] = WORD, [(c) + 4] = WORD
#define TEN(c) DIGITS(c), DIGITS((c) + 5)
#define HIGH(c)                                                                                                        \
    TEN(c), TEN((c) + 10), [(c) + 20] = WORD, [(c) + 21] = WORD, [(c) + 22] = WORD, [(c) + 23] = WORD,                 \
                                  [(c) + 24] = WORD, [(c) + 25] = WORD, [(c) + 26] = WORD, [(c) + 27] = WORD,          \
                                  [(c) + 28] = WORD, [(c) + 29] = WORD, [(c) + 30] = WORD, [(c) + 31] = WORD

static const unsigned char classes[256] = {
    TEN('0'),
    TEN('A'),
    TEN('K'),
    DIGITS('U'),
    ['Z'] = WORD,
    TEN('a'),
    TEN('k'),
    DIGITS('u'),
    ['z'] = WORD,
    ['_'] = WORD,
    ['.'] = WORD,
    ['/'] = WORD,
    ['('] = WORD,
    [')'] = FLOW_CHARACTER,
    ['-'] = KEY_CHARACTER | FLOW_CHARACTER,
    ['+'] = FLOW_CHARACTER | PLAIN_FIRST,
    ['='] = FLOW_CHARACTER,
    [';'] = FLOW_CHARACTER | PLAIN_FIRST,
    [' '] = FLOW_CHARACTER,
    ['~'] = FLOW_CHARACTER | PLAIN_FIRST,
    HIGH(0x80),
    HIGH(0xA0),
    HIGH(0xC0),
    HIGH(0xE0),
};

/* A key, or a value that is one scalar. */
struct token {
    const char *from, *to; /* its text without the quotes */
    const char *end;       /* behind it, quotes included */
    bool plain, doubled;   /* doubled: holds '' */
};

struct scan {
    struct reading *reading;
    const char *start, *at, *end; /* the document, and what of it is not read yet */
    const char *line, *eol;       /* the line at hand */
    uint32_t number;              /* of the line, from 0 */
    const struct name **guess;    /* the key that may come next */
    uint32_t last_hash;           /* of the key read last */
    bool marked;                  /* `---` was there */
    bool waiting;                 /* the key read last has no value yet */
    struct mark behind_key;       /* where that would stand, if there is none */
    uint32_t indents[READER_DEPTH + 1];
};

static struct mark mark_at(const struct scan *scan, const char *at)
{
    return (struct mark){scan->number, (uint32_t)(at - scan->start)};
}

static const char *skip_spaces(const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    return at;
}

static bool is_colon(const struct scan *scan, const char *colon)
{
    return colon < scan->eol && *colon == ':' && (colon + 1 == scan->eol || colon[1] == ' ');
}

/* Nothing but spaces, or a comment behind one. */
static bool ends_here(const struct scan *scan, const char *at)
{
    const char *next = skip_spaces(at, scan->eol);
    return next == scan->eol || (*next == '#' && next > at);
}

static struct node *add(struct scan *scan, enum node_type type, struct mark at, struct mark end, size_t room)
{
    return scan->reading->nodes < READER_NODES ? reading_add(scan->reading, type, at, end, room) : NULL;
}

static bool open_collection(struct scan *scan, enum node_type type, const char *at, bool flow)
{
    struct reading *reading = scan->reading;
    struct mark mark = mark_at(scan, at);
    struct node *node = reading->depth < READER_DEPTH ? add(scan, type, mark, mark, 0) : NULL;
    if (!node)
        return false;
    node->flow = flow;
    reading->open = node;
    scan->indents[++reading->depth] = (uint32_t)(at - scan->line);
    return true;
}

static bool close_collection(struct scan *scan)
{
    struct reading *reading = scan->reading;
    struct node *node = reading->open;
    const struct node *first, *second;
    if (node->type == NODE_MAPPING && reading_find_duplicate(reading->reader, node, &first, &second))
        return false;
    if (!node->flow && node->last)
        node->end = node->last->end;
    reading->open = node->parent;
    reading->depth--;
    return true;
}

/* --- scalars --- */

static bool scan_quoted(const struct scan *scan, const char *at, struct token *token)
{
    char quote = *at;
    *token = (struct token){.from = at + 1};
    for (at++; at < scan->eol; at++) {
        if (*at == '\\' && quote == '"')
            return false;
        if (*at != quote)
            continue;
        if (quote == '"' || at + 1 == scan->eol || at[1] != '\'') {
            token->to = at;
            token->end = at + 1;
            return true;
        }
        token->doubled = true;
        at++;
    }
    return false;
}

static bool begins_plain(const struct scan *scan, const char *at)
{
    if (classes[(unsigned char)*at] & PLAIN_FIRST)
        return true;
    return *at == '-' && at + 1 < scan->eol && classes[(unsigned char)at[1]] & PLAIN_FIRST;
}

/* The first `:` or `#`, or the end of the line; eight bytes at a time. */
static const char *find_sign(const char *at, const char *eol)
{
    const uint64_t each = 0x0101010101010101, top = each << 7;
    for (uint64_t word; eol - at >= (ptrdiff_t)sizeof word; at += sizeof word) {
        memcpy(&word, at, sizeof word);
        uint64_t colon = word ^ each * ':', hash = word ^ each * '#';
        if (((colon - each) & ~colon & top) | ((hash - each) & ~hash & top))
            break;
    }
    while (at < eol && *at != ':' && *at != '#')
        at++;
    return at;
}

/* To the end of the line or a comment. Not where it is a key, or could be one. */
static bool scan_plain(const struct scan *scan, const char *at, struct token *token)
{
    if (!begins_plain(scan, at))
        return false;
    *token = (struct token){.from = at, .plain = true};
    while ((at = find_sign(at, scan->eol)) < scan->eol && !(*at == '#' && at[-1] == ' ')) {
        if (is_colon(scan, at))
            return false;
        at++;
    }
    while (at[-1] == ' ')
        at--;
    token->to = token->end = at;
    return true;
}

static size_t halve_quotes(char *text, size_t length)
{
    size_t kept = 0;
    for (size_t i = 0; i < length; i++) {
        text[kept++] = text[i];
        i += text[i] == '\'';
    }
    return kept;
}

static bool add_scalar(struct scan *scan, const struct token *token)
{
    const char *from = token->plain ? token->from : token->from - 1;
    struct mark at = mark_at(scan, from), end = mark_at(scan, token->end);
    size_t length = (size_t)(token->to - token->from);
    struct node *node = add(scan, NODE_SCALAR, at, end, length + 1);
    if (!node)
        return false;
    char *text = (char *)(node + 1);
    bytes_copy(text, token->from, length);
    if (token->doubled)
        length = halve_quotes(text, length);
    text[length] = '\0';
    node->plain = token->plain;
    node->value = (struct text){text, length};
    return true;
}

/* --- keys --- */

static void set_key(struct scan *scan, struct text key, uint32_t hash, const char *at)
{
    struct reading *reading = scan->reading;
    reading->key = key;
    reading->key_hash = hash;
    reading->key_at = mark_at(scan, at);
    scan->guess = &reading->reader->guesses[(scan->last_hash * 0x9E3779B1u ^ hash) % READER_GUESSES];
    scan->last_hash = hash;
}

/* Records of a kind have their keys in the same order mostly: the key may be the one that came here the last time. */
static const char *guess_key(struct scan *scan, const char *at)
{
    const struct name *guess = *scan->guess;
    bool quoted = *at == '"' || *at == '\'';
    if (!guess || (size_t)(scan->eol - at) < guess->text.length + 2 * (size_t)quoted)
        return NULL;
    const char *from = at + quoted, *to = from + guess->text.length, *end = to + quoted;
    if (!is_colon(scan, end) || (quoted && *to != *at) || !bytes_equal(from, guess->text.bytes, guess->text.length))
        return NULL;
    set_key(scan, guess->text, guess->hash, at);
    return end;
}

/* Text that is a key in any quotes and without. */
static bool is_word(struct text key)
{
    for (size_t i = 0; i < key.length; i++)
        if (!(classes[(unsigned char)key.bytes[i]] & KEY_CHARACTER))
            return false;
    return key.length > 0 && classes[(unsigned char)key.bytes[0]] & PLAIN_FIRST;
}

static bool scan_key(const struct scan *scan, const char *at, struct token *token)
{
    if (*at == '"' || *at == '\'')
        return scan_quoted(scan, at, token) && !token->doubled;
    *token = (struct token){.from = at, .plain = true};
    if (!(classes[(unsigned char)*at] & PLAIN_FIRST))
        return false;
    while (at < scan->eol && classes[(unsigned char)*at] & KEY_CHARACTER)
        at++;
    token->to = token->end = at;
    return true;
}

/* `name:` with a space or nothing behind it; in flow style always a space. Gives its colon, NULL for something else. */
static const char *read_key(struct scan *scan, const char *at)
{
    struct token token;
    const char *end = guess_key(scan, at);
    if (end)
        return end;
    if (!scan_key(scan, at, &token) || !is_colon(scan, token.end) || token.end - token.from >= LONGEST_KEY)
        return NULL;
    struct text key = {token.from, (size_t)(token.to - token.from)};
    uint32_t hash;
    const struct name *name = reading_name(scan->reading->reader, &key, &hash);
    if (name && (token.plain || is_word(key)))
        *scan->guess = name;
    set_key(scan, key, hash, at);
    return token.end;
}

/* --- flow collections on one line --- */

static bool scan_flow_scalar(const struct scan *scan, const char *at, struct token *token)
{
    if (*at == '"' || *at == '\'')
        return scan_quoted(scan, at, token);
    if (!begins_plain(scan, at))
        return false;
    *token = (struct token){.from = at, .plain = true};
    while (at < scan->eol && classes[(unsigned char)*at] & FLOW_CHARACTER)
        at++;
    while (at[-1] == ' ')
        at--;
    token->to = token->end = at;
    return true;
}

static bool read_flow(struct scan *scan, const char **at);

static bool read_flow_entry(struct scan *scan, const char **at, bool mapping)
{
    struct token token;
    if (mapping) {
        const char *colon = read_key(scan, *at);
        if (!colon || colon + 1 == scan->eol)
            return false;
        *at = skip_spaces(colon + 1, scan->eol);
    }
    if (*at == scan->eol)
        return false;
    if (**at == '{' || **at == '[')
        return read_flow(scan, at);
    if (!scan_flow_scalar(scan, *at, &token) || !add_scalar(scan, &token))
        return false;
    *at = token.end;
    return true;
}

/* From the bracket that opens to behind the one that closes. */
static bool read_flow(struct scan *scan, const char **at)
{
    bool mapping = **at == '{';
    char close = mapping ? '}' : ']';
    if (!open_collection(scan, mapping ? NODE_MAPPING : NODE_SEQUENCE, *at, true))
        return false;
    struct node *node = scan->reading->open;
    *at = skip_spaces(*at + 1, scan->eol);
    bool more = *at < scan->eol && **at != close;
    while (more) {
        if (!read_flow_entry(scan, at, mapping))
            return false;
        *at = skip_spaces(*at, scan->eol);
        more = *at < scan->eol && **at == ',';
        if (more)
            *at = skip_spaces(*at + 1, scan->eol);
        if (*at == scan->eol)
            return false;
    }
    if (*at == scan->eol || **at != close)
        return false;
    ++*at;
    node->end = mark_at(scan, *at);
    return close_collection(scan);
}

/* --- lines --- */

/* What stands behind `key:` or `- `, to the end of the line. */
static bool read_value(struct scan *scan, const char *at)
{
    struct token token;
    if (*at == '{' || *at == '[')
        return read_flow(scan, &at) && ends_here(scan, at);
    if (*at == '"' || *at == '\'')
        return scan_quoted(scan, at, &token) && add_scalar(scan, &token) && ends_here(scan, token.end);
    return scan_plain(scan, at, &token) && add_scalar(scan, &token);
}

/* What stands behind a key. */
static bool read_entry(struct scan *scan, const char *colon)
{
    const char *at = skip_spaces(colon + 1, scan->eol);
    if (at < scan->eol && *at != '#')
        return read_value(scan, at);
    scan->waiting = true;
    scan->behind_key = mark_at(scan, colon + 1);
    return true;
}

/* `- value` or `- key: value`, whose mapping stands at the column of its key. */
static bool read_item(struct scan *scan, const char *dash)
{
    const char *at = skip_spaces(dash + 1, scan->eol), *colon;
    if (at == scan->eol)
        return false;
    if (!(colon = read_key(scan, at)))
        return read_value(scan, at);
    return open_collection(scan, NODE_MAPPING, at, false) && read_entry(scan, colon);
}

static bool is_item(const struct scan *scan, const char *at)
{
    return *at == '-' && at + 1 < scan->eol && at[1] == ' ';
}

static bool add_nothing(struct scan *scan)
{
    struct node *node = add(scan, NODE_SCALAR, scan->behind_key, scan->behind_key, 0);
    if (!node)
        return false;
    node->plain = true;
    node->value = text_of("");
    return true;
}

/* A key without a value on its line is followed by a collection further in, by a sequence at its own indent, or has
 * none. */
static bool settle_key(struct scan *scan, const char *at)
{
    struct reading *reading = scan->reading;
    uint32_t indent = scan->indents[reading->depth], column = (uint32_t)(at - scan->line);
    scan->waiting = false;
    if (column >= indent && is_item(scan, at))
        return open_collection(scan, NODE_SEQUENCE, at, false);
    if (column > indent)
        return open_collection(scan, NODE_MAPPING, at, false);
    return add_nothing(scan);
}

/* Closes what the line's indent ends; the collection that is open then is the line's own. */
static bool close_to(struct scan *scan, uint32_t column, bool item)
{
    struct reading *reading = scan->reading;
    while (reading->open && column < scan->indents[reading->depth])
        if (!close_collection(scan))
            return false;
    if (!reading->open || scan->indents[reading->depth] != column)
        return false;
    if (reading->open->type == NODE_SEQUENCE && !item) /* it stood at the indent of the mapping that it is in */
        return close_collection(scan) && reading->open && reading->open->type == NODE_MAPPING &&
               scan->indents[reading->depth] == column;
    return (reading->open->type == NODE_SEQUENCE) == item;
}

static bool read_line(struct scan *scan, const char *at)
{
    const char *colon;
    bool item = is_item(scan, at);
    if (!scan->reading->record->root && !open_collection(scan, NODE_MAPPING, at, false))
        return false;
    if (scan->waiting && !settle_key(scan, at))
        return false;
    if (!close_to(scan, (uint32_t)(at - scan->line), item))
        return false;
    return item ? read_item(scan, at) : (colon = read_key(scan, at)) && read_entry(scan, colon);
}

static bool is_marker(const struct scan *scan, const char *marker)
{
    return scan->eol - scan->line >= 3 && memcmp(scan->line, marker, 3) == 0;
}

static bool end_of_document(struct scan *scan)
{
    if (scan->waiting && !add_nothing(scan))
        return false;
    while (scan->reading->open)
        if (!close_collection(scan))
            return false;
    return scan->reading->record->root != NULL;
}

static bool next_line(struct scan *scan)
{
    if (scan->at == scan->end)
        return false;
    scan->line = scan->at;
    const char *feed = memchr(scan->line, '\n', (size_t)(scan->end - scan->line));
    scan->eol = feed ? feed : scan->end;
    scan->at = feed ? feed + 1 : scan->end;
    return true;
}

enum plain_result reader_plain(struct reading *reading)
{
    struct text bytes = reading->record->frame.bytes;
    struct scan scan = {.reading = reading,
                        .guess = reading->reader->guesses,
                        .start = bytes.bytes,
                        .at = bytes.bytes,
                        .end = bytes.bytes + bytes.length};
    if (utf8_order_mark(bytes) || reading->record->maybe_tabs)
        return PLAIN_OTHER;
    reading->record->plain_style = true;
    for (; next_line(&scan); scan.number++) {
        if (scan.eol - scan.line > LONGEST_LINE)
            return PLAIN_OTHER;
        const char *at = skip_spaces(scan.line, scan.eol);
        if (at == scan.eol || *at == '#')
            continue;
        if (at == scan.line && (is_marker(&scan, "---") || is_marker(&scan, "..."))) {
            if (scan.marked || reading->record->root || *at == '.' || !ends_here(&scan, at + 3))
                return PLAIN_OTHER;
            scan.marked = true;
            continue;
        }
        if (!read_line(&scan, at))
            return PLAIN_OTHER;
    }
    return end_of_document(&scan) ? PLAIN_READ : PLAIN_OTHER;
}
