/* SPDX-License-Identifier: ISC */
#include "cellvalue.h"

#include "json.h"
#include "writer.h"

#include <inttypes.h>

static void add_truth(struct vocabulary *words)
{
    static const char yes[] = "true", no[] = "false"; /* one address for each meaning */
    static const char *const positive[] = {yes, "có", "đúng", "yes", "x"}, *const negative[] = {no, "không", "sai",
                                                                                                "no"};
    for (size_t i = 0; i < sizeof positive / sizeof *positive; i++)
        vocabulary_add(words, positive[i], yes);
    for (size_t i = 0; i < sizeof negative / sizeof *negative; i++)
        vocabulary_add(words, negative[i], no);
}

static void add_choices(struct vocabulary *words, const struct field *field)
{
    for (size_t i = 0; i < field->choice_count; i++) {
        const char *word = field_word(field, text_of(field->choices[i]));
        vocabulary_add(words, field->choices[i], field->choices[i]);
        if (word)
            vocabulary_add(words, word, field->choices[i]);
    }
}

static const struct field *alone_of(const struct field *field)
{
    return field->type == FIELD_MAPPING && field->alone ? field_member(field, text_of(field->alone)) : NULL;
}

void cellvalue_begin(struct cellvalue *reading, const struct field *field, bool below)
{
    bool figures = !field || field->type == FIELD_FIGURES;
    *reading = (struct cellvalue){.field = field, .type = field ? field->type : FIELD_FIGURES};
    if (below)
        reading->type = figures ? FIELD_FIGURES : field->item;
    bool items = field && field->type == FIELD_LIST;
    enum field_type type = items ? field->item : reading->type;
    if (type == FIELD_CHOICE && field)
        add_choices(&reading->words, field);
    else if (type == FIELD_BOOL || type == FIELD_MAPPING)
        add_truth(&reading->words);
}

void cellvalue_end(struct cellvalue *reading)
{
    vocabulary_free(&reading->words);
}

static bool refuse(struct text cell, struct buffer *why, const char *expected)
{
    char excerpt[TEXT_EXCERPT];
    buffer_printf(why, "'%s' is not %s", text_excerpt(cell, excerpt), expected);
    return false;
}

static struct node *new_scalar(struct text text, bool plain, struct mark at, struct arena *arena)
{
    struct node *node = arena_new(arena, 1, sizeof *node);
    node->type = NODE_SCALAR;
    node->value = (struct text){arena_copy(arena, text.bytes, text.length), text.length};
    node->plain = plain;
    node->at = node->end = node->key_at = at;
    return node;
}

/* Digits and hyphens that nobody takes for a number or a day. */
static bool is_plain_id(struct text text)
{
    int32_t date;
    bool hyphen = false;
    for (size_t i = 0; i < text.length; i++) {
        hyphen |= text.bytes[i] == '-' && i > 0;
        if ((text.bytes[i] < '0' || text.bytes[i] > '9') && (text.bytes[i] != '-' || i == 0))
            return false;
    }
    return hyphen && !text_date(text, &date);
}

static bool stands_plain(enum field_type type, struct text text)
{
    switch (type) {
    case FIELD_COUNT:
    case FIELD_MONEY:
    case FIELD_YEAR:
    case FIELD_DATE:
    case FIELD_BOOL:
    case FIELD_FIGURES:
        return true;
    case FIELD_ID:
        return yaml_is_plainly_text(text) || is_plain_id(text);
    default:
        return yaml_is_plainly_text(text);
    }
}

struct node *cellvalue_text(enum field_type type, struct text text, struct mark at, struct arena *arena)
{
    struct buffer normal = {0};
    if (utf8_survey(text).maybe_not_nfc && !text_is_nfc(text, &normal))
        text = (struct text){normal.bytes, normal.length};
    struct node *node = new_scalar(text, stands_plain(type, text), at, arena);
    buffer_free(&normal);
    return node;
}

/* The apostrophe that keeps a spreadsheet from taking text for a formula. */
static struct text without_guard(struct text cell)
{
    bool guarded = cell.length && cell.bytes[0] == '\'' && text_begins_formula(cell);
    return guarded ? (struct text){cell.bytes + 1, cell.length - 1} : cell;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t skip_digits(struct text text, size_t at)
{
    while (at < text.length && is_digit(text.bytes[at]))
        at++;
    return at;
}

/* `1,4809E+4`, `14809.0`: what is left of a code in a spreadsheet's column of numbers. */
static bool is_damaged(struct text text)
{
    size_t at = skip_digits(text, 0), from = at;
    bool zeros = true;
    if (at == 0 || at == text.length)
        return false;
    if (text.bytes[at] == '.' || text.bytes[at] == ',') {
        for (at++; at < text.length && is_digit(text.bytes[at]); at++)
            zeros &= text.bytes[at] == '0';
        if (at == text.length)
            return zeros && at > from + 1;
    }
    if ((text.bytes[at] | 0x20) != 'e')
        return false;
    at++;
    if (at < text.length && (text.bytes[at] == '+' || text.bytes[at] == '-'))
        at++;
    else if (zeros && from + 1 >= at)
        return false; /* `12E5` may be an id */
    return at < text.length && skip_digits(text, at) == text.length;
}

static bool read_name(enum field_type type, struct text cell, struct mark at, struct arena *arena, struct buffer *why,
                      struct node **node)
{
    struct text name = cell;
    if (name.length > 1 && name.bytes[0] == '\'') /* no name begins so, it is a guard or a spreadsheet's mark of text */
        name = (struct text){cell.bytes + 1, cell.length - 1};
    if (is_damaged(name))
        return refuse(cell, why,
                      "a code: a spreadsheet took it for a number; make the column one of text and write it anew");
    *node = cellvalue_text(type, name, at, arena);
    return true;
}

/* The length of the mark between thousands at a position: `.`, `,` or a blank, no-break ones too; 0 for none. */
static size_t group_mark(struct text text, size_t at)
{
    struct text rest = {text.bytes + at, text.length - at};
    static const char *const marks[] = {".", ",", " ", "\xC2\xA0", "\xE2\x80\xAF"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (rest.length >= strlen(marks[i]) && memcmp(rest.bytes, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

/* Appends the digits of a number whose thousands may stand apart; *groups are the parts, *mark what is between. */
static bool take_digits(struct text text, struct buffer *digits, size_t *groups, struct text *mark)
{
    *groups = 0;
    for (size_t at = 0;;) {
        size_t end = skip_digits(text, at), length = group_mark(text, end);
        struct text found = {text.bytes + end, length};
        if (end == at || (*groups && end - at != 3) || (!*groups && length && end - at > 3))
            return false;
        if (!*groups && length && text.bytes[at] == '0')
            return false; /* `0.125` is a fraction */
        buffer_append(digits, text.bytes + at, end - at);
        if (end == text.length)
            return true;
        if (!length || (*groups && !text_equal(found, *mark)))
            return false;
        *mark = found;
        at = end + length;
        ++*groups;
    }
}

static struct text without_currency(struct text cell)
{
    static const char *const names[] = {"đồng", "VNĐ", "VND", "vnđ", "vnd", "đ", "₫"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i]);
        if (cell.length > length && memcmp(cell.bytes + cell.length - length, names[i], length) == 0)
            return text_trim((struct text){cell.bytes, cell.length - length});
    }
    return cell;
}

static bool read_number(enum field_type type, struct text cell, struct mark at, struct arena *arena, struct buffer *why,
                        struct node **node)
{
    struct text text = type == FIELD_MONEY ? without_currency(cell) : cell, mark = {"", 0};
    struct buffer digits = {0};
    size_t groups;
    int64_t value = 0;
    if (text.length && text.bytes[0] == '-' && type == FIELD_FIGURES) {
        buffer_putc(&digits, '-');
        text = (struct text){text.bytes + 1, text.length - 1};
    }
    bool good =
        take_digits(text, &digits, &groups, &mark) && text_integer((struct text){digits.bytes, digits.length}, &value);
    if (!good || memchr(digits.bytes, '0', digits.length < 2 ? 1 : 2)) { /* perhaps a zero in front */
        buffer_clear(&digits);
        buffer_printf(&digits, "%" PRId64, value);
    }
    bool unclear = good && groups == 1 && text_is(mark, ",");
    if (good && !unclear)
        *node = new_scalar((struct text){digits.bytes, digits.length}, true, at, arena);
    buffer_free(&digits);
    if (unclear)
        return refuse(cell, why, "clear: thousands stand apart by a full stop or a blank, or not at all");
    return good || refuse(cell, why, field_expectation(type));
}

/* d/m/yyyy with `/`, `-` or `.`, or YYYY-MM-DD. */
static bool read_date(struct text cell, struct mark at, struct arena *arena, struct buffer *why, struct node **node)
{
    int32_t date = 0;
    int parts[3] = {0};
    size_t part = 0, digits = 0;
    char separator = '\0';
    bool good = true;
    for (size_t i = 0; i < cell.length && good && !text_date(cell, &date); i++) {
        char byte = cell.bytes[i];
        if (is_digit(byte)) {
            parts[part] = parts[part] * 10 + (byte - '0');
            good = ++digits <= (part == 2 ? 4 : 2);
        } else {
            good = strchr("/-.", byte) && byte && digits && ++part < 3 && (!separator || byte == separator);
            separator = byte;
            digits = 0;
        }
    }
    if (!date && good && part == 2 && digits == 4 && date_exists(parts[2], parts[1], parts[0]))
        date = date_of(parts[2], parts[1], parts[0]);
    if (!date)
        return refuse(cell, why, "a date dd/mm/yyyy or YYYY-MM-DD that exists");
    struct buffer text = {0};
    date_append(&text, date);
    *node = new_scalar((struct text){text.bytes, text.length}, true, at, arena);
    buffer_free(&text);
    return true;
}

static bool read_word(const struct cellvalue *reading, struct text cell, struct mark at, struct arena *arena,
                      struct buffer *why, struct node **node)
{
    const void *meaning;
    struct buffer expected = {0};
    if (vocabulary_find(&reading->words, cell, &meaning) == VOCABULARY_ONE) {
        *node = new_scalar(text_of(meaning), true, at, arena);
        return true;
    }
    const char *nearest = vocabulary_nearest(&reading->words, cell);
    buffer_puts(&expected, "one of");
    for (size_t i = 0; i < reading->words.count; i++)
        buffer_printf(&expected, "%s %s", i ? "," : "", reading->words.items[i].word);
    if (nearest)
        buffer_printf(&expected, "; did you mean '%s'?", nearest);
    refuse(cell, why, buffer_text(&expected));
    buffer_free(&expected);
    return false;
}

static bool read_scalar(const struct cellvalue *reading, enum field_type type, struct text cell, struct mark at,
                        struct arena *arena, struct buffer *why, struct node **node)
{
    struct text trimmed = text_trim(cell);
    switch (type) {
    case FIELD_ID:
    case FIELD_CODE:
        return read_name(type, trimmed, at, arena, why, node);
    case FIELD_COUNT:
    case FIELD_MONEY:
    case FIELD_FIGURES:
        return read_number(type, trimmed, at, arena, why, node);
    case FIELD_YEAR:
        *node = new_scalar(trimmed, true, at, arena);
        return (trimmed.length == 4 && skip_digits(trimmed, 0) == 4) || refuse(cell, why, field_expectation(type));
    case FIELD_DATE:
        return read_date(trimmed, at, arena, why, node);
    case FIELD_BOOL:
    case FIELD_CHOICE:
        return read_word(reading, trimmed, at, arena, why, node);
    default:
        *node = cellvalue_text(type, without_guard(cell), at, arena);
        return true;
    }
}

static struct node *new_list(struct mark at, struct arena *arena)
{
    struct node *list = arena_new(arena, 1, sizeof *list);
    list->type = NODE_SEQUENCE;
    list->at = list->end = list->key_at = at;
    return list;
}

/* The items of texts are parted by `; `, those of others by a semicolon. */
static bool next_item(struct text *rest, bool texts, struct text *item)
{
    struct text whole = *rest;
    if (!texts)
        return text_next_part(rest, ';', item);
    if (!whole.bytes)
        return false;
    for (size_t at = 0; at + 1 < whole.length; at++)
        if (memcmp(whole.bytes + at, "; ", 2) == 0) {
            *item = (struct text){whole.bytes, at};
            *rest = (struct text){whole.bytes + at + 2, whole.length - at - 2};
            return true;
        }
    *item = whole;
    *rest = (struct text){NULL, 0};
    return true;
}

static bool read_items(const struct cellvalue *reading, struct text cell, struct mark at, struct arena *arena,
                       struct buffer *why, struct node **node)
{
    struct text rest = without_guard(cell), part;
    bool texts = reading->field->item == FIELD_TEXT; /* which may hold a semicolon themselves */
    *node = new_list(at, arena);
    if (text_is(text_trim(cell), "[]"))
        return true;
    while (next_item(&rest, texts, &part)) {
        struct node *item = NULL;
        part = texts ? part : text_trim(part);
        if (part.length == 0)
            continue;
        if (!read_scalar(reading, reading->field->item, part, at, arena, why, &item))
            return false;
        node_attach(*node, item);
    }
    return true;
}

/* Scalars of JSON get the look of those in records. */
static void dress(const struct field *field, enum field_type type, struct node *node, struct arena *arena)
{
    const struct field *alone = field ? alone_of(field) : NULL;
    if (node->type == NODE_SCALAR) {
        struct node *dressed = cellvalue_text(alone ? alone->type : type, node->value, node->at, arena);
        node->value = dressed->value;
        node->plain = dressed->plain || (type == FIELD_MAPPING && node->plain);
        return;
    }
    for (struct node *child = node->first; child; child = child->next) {
        const struct field *member =
            field && field->member_count && node->type == NODE_MAPPING ? field_of_entry(field, child, NULL) : field;
        bool values = member == field && field && (field->type == FIELD_LIST || field->type == FIELD_TABLE);
        dress(member,
              !member                                ? FIELD_FIGURES
              : values && child->type == NODE_SCALAR ? field->item
                                                     : member->type,
              child, arena);
    }
}

static bool read_json(const struct cellvalue *reading, struct text cell, struct mark at, struct arena *arena,
                      struct buffer *why, struct node **node)
{
    struct buffer reason = {0};
    *node = json_read(cell, at, arena, &reason);
    if (*node)
        dress(reading->field, reading->type, *node, arena);
    else
        buffer_printf(why, "the cell is not JSON: %s", buffer_text(&reason));
    buffer_free(&reason);
    return *node != NULL;
}

/* Whether there is such a thing at all; its fields have columns of their own, but for the one that may stand alone. */
static bool read_mapping(const struct cellvalue *reading, struct text cell, struct mark at, struct arena *arena,
                         struct buffer *why, struct node **node)
{
    const void *meaning;
    const struct field *alone = alone_of(reading->field);
    bool word = vocabulary_find(&reading->words, cell, &meaning) == VOCABULARY_ONE;
    if (word && *(const char *)meaning == 'f' && reading->field->or_none) {
        *node = new_scalar(text_of("false"), true, at, arena);
        return true;
    }
    if (alone && !word)
        return read_scalar(reading, alone->type, cell, at, arena, why, node);
    return refuse(cell, why,
                  reading->field->or_none ? "false: what there is stands in the columns of its fields"
                                          : "a value: its fields have columns of their own");
}

bool cellvalue_read(const struct cellvalue *reading, struct text cell, struct mark at, struct arena *arena,
                    struct buffer *why, struct node **node)
{
    const struct field *field = reading->field;
    struct text trimmed = text_trim(cell);
    *node = NULL;
    if (trimmed.length == 0)
        return true;
    if (reading->type == FIELD_MAPPING)
        return read_mapping(reading, trimmed, at, arena, why, node);
    if (reading->type == FIELD_LIST && field->member_count == 0)
        return read_items(reading, cell, at, arena, why, node);
    if (reading->type == FIELD_LIST || reading->type == FIELD_TABLE ||
        (reading->type == FIELD_FIGURES && trimmed.bytes[0] == '{'))
        return read_json(reading, trimmed, at, arena, why, node);
    return read_scalar(reading, reading->type, cell, at, arena, why, node);
}
