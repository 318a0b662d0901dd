/* SPDX-License-Identifier: ISC
 *
 * records-page TEMPLATE: prints antt-records(5), so that the page says what the definitions say. A tool of the build.
 *
 * Lines of the template are copied, but for these:
 *     @kinds [NAME ...]     a subsection for each kind of record, without the fields of these names and those below
 *     @fields KIND [PATH]   the fields of a kind, or those below one of its fields
 */
#include "kind.h"
#include "output.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct page {
    struct diag diag;
    struct kinds *kinds;
    struct buffer text;
    struct text left_out; /* names of fields, parted by blanks */
};

static void append_escaped(struct page *page, char byte)
{
    if (byte == '\\')
        buffer_puts(&page->text, "\\e");
    else if (byte == '"')
        buffer_puts(&page->text, "\\(dq");
    else
        buffer_putc(&page->text, byte);
}

/* Prose: nothing in it may be taken for a macro, and each sentence begins a line. */
static void append_text(struct page *page, const char *text)
{
    if (*text == '.' || *text == '\'')
        buffer_puts(&page->text, "\\&");
    for (char last = '\0'; *text; last = *text++)
        if (*text == ' ' && last == '.')
            buffer_putc(&page->text, '\n');
        else
            append_escaped(page, *text);
}

static void append_quoted(struct page *page, const char *macro, const char *text)
{
    buffer_printf(&page->text, "%s \"", macro);
    for (; *text; text++)
        append_escaped(page, *text);
    buffer_puts(&page->text, "\"\n");
}

static const char *item_name(const struct field *field)
{
    return field->item == FIELD_CHOICE ? "words" : field_type_name(field->item);
}

static void append_type(struct page *page, const struct field *field)
{
    struct buffer *text = &page->text;
    if (field->type == FIELD_CHOICE)
        buffer_puts(text, "word");
    else if (field->type == FIELD_LIST)
        buffer_printf(text, "list of %s", field->member_count ? "mappings" : item_name(field));
    else if (field->type == FIELD_TABLE)
        buffer_printf(text, "mapping of any keys to %s", item_name(field));
    else if (field->type == FIELD_FIGURES)
        buffer_puts(text, "mapping of any keys to integers, or to such mappings");
    else
        buffer_puts(text, field_type_name(field->type));
    if (field->required)
        buffer_puts(text, ", required");
    if (field->unless)
        buffer_printf(text, " unless there is %s", field->unless);
}

static void append_choices(struct page *page, const struct field *field)
{
    for (size_t i = 0; i < field->choice_count; i++)
        buffer_printf(&page->text, "%s%s",
                      i == 0                        ? "One of "
                      : i + 1 < field->choice_count ? ", "
                                                    : " and ",
                      field->choices[i]);
    if (field->choice_count)
        buffer_puts(&page->text, ".\n");
}

static void append_reference(struct page *page, const struct reference *reference)
{
    for (size_t i = 0; i < reference->kind_count; i++)
        buffer_printf(&page->text, "%s%s",
                      i == 0                          ? "It must be that of a record of kind "
                      : i + 1 < reference->kind_count ? ", "
                                                      : " or ",
                      reference->kinds[i]->name);
    bool by_year = reference->kinds[0]->key_count > 1;
    buffer_printf(&page->text, "%s%s.\n", by_year ? " of the same year" : "",
                  by_year && reference->earlier ? " or an earlier one" : "");
}

static void append_conditions(struct page *page, const struct field *field)
{
    struct buffer *text = &page->text;
    append_choices(page, field);
    if (field->most != INT64_MAX)
        buffer_printf(text, "At most %" PRId64 ".\n", field->most);
    if (field->refers && strcmp(field->refers, "unit") == 0)
        buffer_puts(text, "It must be the code of a unit, of whatever level.\n");
    else if (field->refers)
        buffer_printf(text, "It must be the code of a unit of level %s.\n", field->refers);
    if (field->reference)
        append_reference(page, field->reference);
    if (field->alone || field->or_none)
        buffer_printf(text, "In place of the mapping may stand %s%s%s%s%s.\n", field->alone ? "its " : "",
                      field->alone ? field->alone : "", field->alone ? " alone" : "",
                      field->alone && field->or_none ? ", or " : "", field->or_none ? "false" : "");
}

static void append_field(struct page *page, const struct field *field)
{
    if (!field->vi)
        return; /* a mapping that is only there for its members */
    buffer_printf(&page->text, ".It Ic %s Pq \"", field->path);
    append_type(page, field);
    buffer_puts(&page->text, "\"\n");
    append_text(page, field->vi);
    buffer_puts(&page->text, " \\(en ");
    append_text(page, field->en);
    buffer_puts(&page->text, ".\n");
    append_conditions(page, field);
}

static bool is_left_out(const struct page *page, const struct field *field)
{
    struct text rest = page->left_out, name;
    while (field->parent && !field->parent->path && text_next_part(&rest, ' ', &name))
        if (text_is(name, field->name))
            return true;
    return false;
}

static void append_members(struct page *page, const struct field *field)
{
    for (size_t i = 0; i < field->member_count; i++) {
        const struct field *member = field->members[i];
        if (is_left_out(page, member))
            continue;
        append_field(page, member);
        append_members(page, member);
    }
}

static void append_fields(struct page *page, const struct field *field)
{
    buffer_puts(&page->text, ".Pp\n.Bl -tag -width Ds -compact\n");
    append_members(page, field);
    buffer_puts(&page->text, ".El\n");
}

static void append_relations(struct page *page, const struct kind *kind)
{
    const struct node *relations = node_get(kind->definition->root, text_of("relations"));
    if (!node_first(relations))
        return;
    buffer_puts(&page->text, ".Pp\nWhere the fields are known, it must hold that\n.Pp\n.Bl -tag -width Ds -compact\n");
    for (const struct node *entry = node_first(relations); entry; entry = entry->next) {
        append_quoted(page, ".It Li", defs_text(entry, "holds"));
        buffer_printf(&page->text, "else %s: ", defs_text(entry, "severity"));
        append_text(page, defs_text(entry, "en"));
        buffer_puts(&page->text, ".\n");
    }
    buffer_puts(&page->text, ".El\n");
}

/* In quotation marks of the page, with the sign that follows. */
static void append_condition(struct page *page, const char *text, char sign)
{
    append_quoted(page, ".Ql", text);
    page->text.length--; /* the end of the line */
    buffer_printf(&page->text, " %c\n", sign);
}

static void append_group(struct page *page, const struct node *entry)
{
    const struct node *by = node_get(entry, text_of("by")), *counts = node_get(entry, text_of("count"));
    append_quoted(page, ".It Li", defs_text(entry, "holds"));
    for (const struct node *item = by->first; item; item = item->next)
        buffer_printf(&page->text, "%s%s",
                      item == by->first ? "for each "
                      : item->next      ? ", "
                                        : " and ",
                      item->value.bytes);
    if (defs_text(entry, "among")) {
        buffer_puts(&page->text, ", of the records with\n");
        append_condition(page, defs_text(entry, "among"), ';');
    } else {
        buffer_puts(&page->text, ";\n");
    }
    buffer_printf(&page->text, "else %s: ", defs_text(entry, "severity"));
    append_text(page, defs_text(entry, "en"));
    buffer_puts(&page->text, ".\n");
    for (const struct node *count = counts->first; count; count = count->next) {
        buffer_printf(&page->text, ".Ic %s\nis the number with\n", count->key.bytes);
        append_condition(page, count->value.bytes, '.');
    }
}

static void append_together(struct page *page, const struct kind *kind)
{
    const struct node *list = node_get(kind->definition->root, text_of("together"));
    if (!node_first(list))
        return;
    buffer_puts(&page->text, ".Pp\nOver all records together it must hold that\n.Pp\n.Bl -tag -width Ds -compact\n");
    for (const struct node *entry = node_first(list); entry; entry = entry->next)
        append_group(page, entry);
    buffer_puts(&page->text, ".El\n");
}

static void append_key(struct page *page, const struct kind *kind)
{
    struct buffer *text = &page->text;
    buffer_puts(text, "The key is\n.Ic ");
    for (size_t i = 0; i < kind->key_count; i++)
        buffer_printf(text, "%s%s", i ? " , " : "", kind->key[i]->path);
    buffer_puts(text, " .\n");
    if (kind->class_field)
        buffer_printf(text, "Records are judged and counted by their\n.Ic %s .\n", kind->class_field->path);
    if (kind->counted)
        buffer_printf(text, "They are counted in the year of\n.Ic %s .\n", kind->counted->path);
    if (kind->date_window >= 0)
        buffer_printf(text, "A date of a year more than %" PRId64 " away from the record's draws a warning.\n",
                      kind->date_window);
}

static void append_kind(struct page *page, const struct kind *kind)
{
    struct buffer title = {0};
    const char *about = defs_text(kind->definition->root, "about");
    buffer_printf(&title, "%s \\(en %s, %s", kind->name, kind->vi, kind->en);
    buffer_printf(&page->text, ".Ss \"%s\"\n", buffer_text(&title));
    buffer_free(&title);
    append_text(page, about ? about : "");
    buffer_puts(&page->text, about ? "\n" : "");
    append_key(page, kind);
    append_fields(page, &kind->root);
    append_relations(page, kind);
    append_together(page, kind);
}

static bool append_fields_at(struct page *page, struct text words)
{
    struct text name, path;
    const struct kind *kind = text_next_part(&words, ' ', &name) ? kinds_find(page->kinds, name) : NULL;
    const struct field *field = kind ? &kind->root : NULL;
    if (kind && text_next_part(&words, ' ', &path)) {
        char *copy = mem_copy(path.bytes, path.length);
        field = field_at_path(&kind->root, copy);
        free(copy);
    }
    if (field)
        append_fields(page, field);
    return field != NULL;
}

static bool append_line(struct page *page, struct text line)
{
    static const char kinds[] = "@kinds", fields[] = "@fields ";
    struct text behind_fields = {line.bytes + sizeof fields - 1, line.length - sizeof fields + 1};
    if (line.length >= sizeof fields && memcmp(line.bytes, fields, sizeof fields - 1) == 0)
        return append_fields_at(page, behind_fields);
    if (line.length < sizeof kinds - 1 || memcmp(line.bytes, kinds, sizeof kinds - 1) != 0) {
        buffer_append(&page->text, line.bytes, line.length);
        buffer_putc(&page->text, '\n');
        return true;
    }
    page->left_out = (struct text){line.bytes + sizeof kinds - 1, line.length - sizeof kinds + 1};
    for (size_t i = 0; i < kinds_count(page->kinds); i++)
        append_kind(page, kinds_at(page->kinds, i));
    page->left_out = text_of("");
    return true;
}

static bool fill(struct page *page, const char *path)
{
    FILE *template = fopen(path, "r");
    char *line = NULL;
    size_t size = 0, number = 0;
    bool good = template != NULL;
    for (ssize_t length; good && (length = getline(&line, &size, template)) > 0;) {
        number++;
        good = append_line(page, (struct text){line, (size_t)length - (line[length - 1] == '\n')});
    }
    good = good && !ferror(template);
    if (!good)
        diag_report(&page->diag, SEVERITY_TROUBLE, &(struct place){path, number, 0}, "unreadable",
                    "the template cannot be read");
    if (template)
        fclose(template);
    free(line);
    return good;
}

int main(int argc, char **argv)
{
    struct page page = {.diag.program = "records-page"};
    if (argc != 2) {
        diag_report(&page.diag, SEVERITY_TROUBLE, NULL, "usage", "usage: records-page TEMPLATE");
        return (int)page.diag.status;
    }
    struct output *output = output_to_descriptor(STDOUT_FILENO, "<stdout>", &page.diag);
    struct defs *defs = defs_open(NULL, 0, &page.diag);
    page.kinds = defs ? kinds_load(defs, &page.diag) : NULL;
    if (page.kinds && fill(&page, argv[1]))
        output_write(output, page.text.bytes, page.text.length);
    output_commit(output);
    kinds_free(page.kinds);
    defs_close(defs);
    buffer_free(&page.text);
    return (int)page.diag.status;
}
