/* SPDX-License-Identifier: ISC */
#include "template.h"

#include "writer.h"

#include <inttypes.h>
#include <string.h>

enum { WIDTH = 78, STEP = 2 };

/* Where a line begins. */
struct margin {
    bool commented; /* `#` in the first column: taking it away makes the line YAML */
    size_t indent;
};

static void append_margin(struct margin margin, struct buffer *document)
{
    buffer_puts(document, margin.commented ? "#" : "");
    for (size_t i = 0; i < margin.indent; i++)
        buffer_putc(document, ' ');
}

/* Words as lines of comment, broken before WIDTH. What breaks a line in a definition's text breaks none here. */
static void append_comment(struct margin margin, const char *words, struct buffer *document)
{
    struct text text = text_of(words);
    size_t column = 0;
    for (size_t at = 0; at < text.length;) {
        size_t start = at, end = at;
        for (uint32_t letter; at < text.length; end = at) {
            letter = utf8_next(text, &at);
            if (letter <= ' ' || (letter >= 0x7F && letter < 0xA0) || letter == 0x2028 || letter == 0x2029)
                break;
        }
        struct text word = {text.bytes + start, end - start};
        size_t width = utf8_count(word);
        if (width && column && column + 1 + width > WIDTH) {
            buffer_putc(document, '\n');
            column = 0;
        }
        if (width && column == 0) {
            append_margin(margin, document);
            buffer_putc(document, '#');
            column = margin.commented + margin.indent + 1;
        }
        if (width) {
            buffer_putc(document, ' ');
            buffer_append(document, word.bytes, word.length);
            column += 1 + width;
        }
    }
    buffer_puts(document, column ? "\n" : "");
}

static void append_choices(const struct field *field, struct buffer *words)
{
    for (size_t i = 0; i < field->choice_count; i++)
        buffer_printf(words, "%s %s", i ? "," : "", field->choices[i]);
}

static void append_type(const struct field *field, struct buffer *words)
{
    buffer_puts(words, field_expectation(field->type));
    if (field->type == FIELD_LIST && field->member_count)
        buffer_puts(words, " of mappings");
    else if (field->type == FIELD_LIST || field->type == FIELD_TABLE)
        buffer_printf(words, "; each %s is %s", field->type == FIELD_LIST ? "item" : "value",
                      field_expectation(field->item));
    append_choices(field, words);
    if (field->most != INT64_MAX)
        buffer_printf(words, "; at most %" PRId64, field->most);
    if (field->refers)
        buffer_printf(words, "; the code of a %s", field->refers);
    if (field->reference)
        buffer_puts(words, "; that of a record of kind");
    for (size_t i = 0; field->reference && i < field->reference->kind_count; i++)
        buffer_printf(words, "%s %s", i ? "," : "", field->reference->kinds[i]->name);
    if (field->alone)
        buffer_printf(words, ", or its %s alone", field->alone);
    if (field->or_none)
        buffer_puts(words, field->alone ? ", or false" : ", or false alone");
}

/* A mapping that is only there for its fields has no titles. */
static void append_remarks(const struct field *field, struct margin margin, struct buffer *document)
{
    struct buffer words = {0};
    if (!field->vi)
        return;
    buffer_printf(&words, "%s / %s", field->vi, field->en);
    append_comment(margin, buffer_text(&words), document);
    buffer_clear(&words);
    buffer_puts(&words, field->required ? "required" : "");
    if (field->unless)
        buffer_printf(&words, ", unless there is %s", field->unless);
    buffer_puts(&words, field->required ? ": " : "");
    append_type(field, &words);
    append_comment(margin, buffer_text(&words), document);
    buffer_free(&words);
}

static void append_members(const struct field *field, struct margin margin, struct buffer *document);

static void append_field(const struct field *field, struct margin margin, struct buffer *document)
{
    append_remarks(field, margin, document);
    append_margin(margin, document);
    yaml_append_text(document, text_of(field->name));
    buffer_puts(document, ":\n");
    margin.indent += STEP;
    if (field->type == FIELD_LIST && field->member_count) {
        margin.commented = true;
        append_margin(margin, document);
        buffer_puts(document, "-\n");
        margin.indent += STEP;
    }
    append_members(field, margin, document);
}

static void append_members(const struct field *field, struct margin margin, struct buffer *document)
{
    for (size_t i = 0; i < field->member_count; i++)
        append_field(field->members[i], margin, document);
}

static void append_head(const struct kind *kind, struct buffer *document)
{
    const char *about = defs_text(kind->definition->root, "about");
    struct margin margin = {0};
    struct buffer words = {0};
    buffer_printf(&words, "%s / %s", kind->vi, kind->en);
    append_comment(margin, buffer_text(&words), document);
    append_comment(margin, about ? about : "", document);
    buffer_clear(&words);
    buffer_puts(&words, "What stays empty is unknown. No two records may have the same");
    for (size_t i = 0; i < kind->key_count; i++)
        buffer_printf(&words, "%s %s", i == 0 ? "" : i + 1 < kind->key_count ? "," : " and", kind->key[i]->path);
    buffer_putc(&words, '.');
    append_comment(margin, buffer_text(&words), document);
    buffer_free(&words);
}

void template_append(const struct kind *kind, struct buffer *document)
{
    struct margin margin = {0};
    buffer_puts(document, "---\n");
    append_head(kind, document);
    buffer_puts(document, "record: ");
    yaml_append_text(document, text_of(kind->name));
    buffer_putc(document, '\n');
    for (size_t i = 0; i < kind->root.member_count; i++)
        if (strcmp(kind->root.members[i]->name, "record") != 0)
            append_field(kind->root.members[i], margin, document);
    if (kind->others_are_figures)
        append_comment(margin, "any other key: a mapping of integers", document);
}

void template_append_list(const struct kinds *kinds, struct buffer *list)
{
    for (size_t i = 0; i < kinds_count(kinds); i++) {
        const struct kind *kind = kinds_at(kinds, i);
        buffer_printf(list, "%s\n    %s\n    %s\n", kind->name, kind->vi, kind->en);
    }
}
