/* SPDX-License-Identifier: ISC */
#include "../../unit/pieces.h"
#include "fuzz.h"

enum { STEPS = 4, DEEPEST = 12 };

/* A document being changed: the lines of `from` go to `to`, one of them not as it is. */
struct mutation {
    struct text from;
    struct buffer to;
    uint32_t state;
    size_t lines, chosen;
};

static uint32_t below(struct mutation *mutation, size_t most)
{
    return fuzz_random(&mutation->state, most);
}

static void put(struct mutation *mutation, struct text text)
{
    buffer_append(&mutation->to, text.bytes, text.length);
}

static void put_spaces(struct mutation *mutation, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_putc(&mutation->to, ' ');
}

static void put_piece(struct mutation *mutation)
{
    static const char *const words[] = {
        "record: area\n",
        "id: 14809-01",
        "year: 2018",
        "cases:",
        "- type: serious_crime",
        "date: 2018-02-29",
        "resolution:",
        "[1, 2]",
        "---\n",
        "...\n",
        "# c\n",
        "\"x\\n\"",
        "|-\n  x\n",
        "period: {from: ",
        "null",
        "- - - a",
        "? a\n: b",
        "key: 'it''s'",
    };
    size_t pieces = sizeof yaml_pieces / sizeof *yaml_pieces, all = pieces + sizeof words / sizeof *words;
    size_t which = below(mutation, all);
    buffer_puts(&mutation->to, which < pieces ? yaml_pieces[which] : words[which - pieces]);
}

static struct text part(struct text text, size_t from, size_t to)
{
    return (struct text){text.bytes + from, to - from};
}

static size_t indent_of(struct text line)
{
    size_t indent = 0;
    while (indent < line.length && line.bytes[indent] == ' ')
        indent++;
    return indent;
}

/* Where the value of a line begins: behind the last `: ` or `- ` of its front, else behind the indent. */
static size_t value_of(struct text line)
{
    size_t at = indent_of(line), value = at;
    for (; at + 1 < line.length && at < 60; at++)
        if (line.bytes[at + 1] == ' ' && (line.bytes[at] == ':' || line.bytes[at] == '-'))
            value = at + 2;
    return value;
}

static struct text any_line(struct mutation *mutation)
{
    struct text rest = mutation->from, line = {"", 0};
    for (size_t wanted = below(mutation, mutation->lines) + 1; wanted && text_next_part(&rest, '\n', &line); wanted--)
        continue;
    return line;
}

static void put_line(struct mutation *mutation, struct text line, size_t indent)
{
    size_t old = indent_of(line);
    put_spaces(mutation, indent);
    put(mutation, part(line, old, line.length));
}

static void enclose(struct mutation *mutation, struct text line)
{
    static const char *const around[][2] = {
        {"\"", "\""}, {"'", "'"}, {"[", "]"},   {"{a: ", "}"}, {"- ", ""},
        {"a: ", ""},  {"", ":"},  {"", " # c"}, {"", " "},
    };
    size_t which = below(mutation, sizeof around / sizeof *around), value = value_of(line);
    put(mutation, part(line, 0, value));
    buffer_puts(&mutation->to, around[which][0]);
    put(mutation, part(line, value, line.length));
    buffer_puts(&mutation->to, around[which][1]);
}

/* Puts a piece somewhere into the line, over nothing, its value or its rest. */
static void insert(struct mutation *mutation, struct text line)
{
    size_t at = below(mutation, 2) ? value_of(line) : below(mutation, line.length + 1), to = at;
    if (below(mutation, 3))
        to = below(mutation, 2) ? line.length : at + below(mutation, line.length - at + 1);
    put(mutation, part(line, 0, at));
    put_piece(mutation);
    put(mutation, part(line, to, line.length));
}

/* The line again under another key or indent, or a line from elsewhere. */
static void add_line(struct mutation *mutation, struct text line)
{
    struct text other = any_line(mutation);
    size_t indent = below(mutation, 3) ? indent_of(line) : below(mutation, DEEPEST);
    put(mutation, line);
    buffer_putc(&mutation->to, '\n');
    if (below(mutation, 2)) {
        put_line(mutation, other, indent);
        return;
    }
    put_spaces(mutation, indent);
    buffer_putc(&mutation->to, (char)('a' + below(mutation, 8)));
    buffer_puts(&mutation->to, below(mutation, 3) ? ": " : ":\n  ");
    put_piece(mutation);
}

static void change_line(struct mutation *mutation, struct text line)
{
    size_t indent = indent_of(line);
    switch (below(mutation, 8)) {
    case 0:
        put_line(mutation, line, below(mutation, 2) ? indent + 1 + below(mutation, 3) : below(mutation, indent + 1));
        break;
    case 1:
        put_line(mutation, line, indent_of(any_line(mutation)));
        break;
    case 2:
        enclose(mutation, line);
        break;
    case 3:
    case 4:
        insert(mutation, line);
        break;
    case 5:
        put_line(mutation, any_line(mutation), indent);
        break;
    case 6: /* the line is left out, or stands alone before a blank one */
        if (below(mutation, 2))
            buffer_puts(&mutation->to, "\n");
        break;
    default:
        add_line(mutation, line);
    }
}

static void step(struct mutation *mutation)
{
    struct text rest = mutation->from, line;
    size_t number = 0;
    mutation->lines = 1;
    for (size_t i = 0; i < rest.length; i++)
        mutation->lines += rest.bytes[i] == '\n';
    mutation->chosen = below(mutation, mutation->lines);
    while (text_next_part(&rest, '\n', &line)) {
        if (number++ == mutation->chosen)
            change_line(mutation, line);
        else
            put(mutation, line);
        if (rest.bytes)
            buffer_putc(&mutation->to, '\n');
    }
}

/* Text stays text: what is none is refused before anything else is looked at. */
static void mend(uint8_t *data, size_t size)
{
    struct utf8_survey survey = utf8_survey(fuzz_text(data, size));
    for (; !survey.valid || survey.control != SIZE_MAX; survey = utf8_survey(fuzz_text(data, size)))
        data[!survey.valid ? survey.bad_offset : survey.control] = 'a';
}

size_t fuzz_mutate_yaml(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    struct mutation mutation = {.state = seed};
    if (below(&mutation, 5) == 0) {
        size = LLVMFuzzerMutate(data, size, most);
        if (below(&mutation, 16))
            mend(data, size);
        return size;
    }
    if (below(&mutation, 6) == 0) { /* in the place of all, or behind it */
        fuzz_generate_yaml(&mutation.state, &mutation.to);
        size_t kept = below(&mutation, 4) ? 0 : size;
        size = mutation.to.length < most - kept ? mutation.to.length : most - kept;
        memcpy(data + kept, mutation.to.bytes, size);
        buffer_free(&mutation.to);
        return kept + size;
    }
    for (size_t steps = 1 + below(&mutation, STEPS) * below(&mutation, 2); steps > 0; steps--) {
        mutation.from = fuzz_text(data, size);
        buffer_clear(&mutation.to);
        step(&mutation);
        size = mutation.to.length < most ? mutation.to.length : most;
        if (size)
            memcpy(data, mutation.to.bytes, size);
    }
    buffer_free(&mutation.to);
    return size;
}
