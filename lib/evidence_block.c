/* SPDX-License-Identifier: ISC */
#include "evidence_policy.h"
#include "writer.h"

#include <string.h>

struct policy *evidence_policy(const struct evidence *evidence, const struct kind *kind)
{
    for (size_t i = 0; i < evidence->count; i++)
        if (evidence->policies[i].kind == kind)
            return &evidence->policies[i];
    return NULL;
}

bool evidence_is_wanted(const struct evidence *evidence, const struct kind *kind)
{
    return kind && evidence_policy(evidence, kind);
}

/* `name: [2013, 2014]` or `name: {2013: completed}`, each year once; of several values the first. */
static void append_list(const struct subject_list *list, const struct findings *found, struct buffer *block)
{
    if (found->count == 0)
        return;
    buffer_printf(block, "  %s: %c", list->name, list->valued ? '{' : '[');
    for (size_t i = 0; i < found->count; i++) {
        const struct item *item = found->items[i];
        if (i && found->items[i - 1]->year == item->year)
            continue;
        buffer_printf(block, "%s%u", i ? ", " : "", item->year);
        if (list->valued) {
            buffer_puts(block, ": ");
            if (list->plain)
                buffer_puts(block, item->value);
            else
                yaml_append_text(block, text_of(item->value));
        }
    }
    buffer_printf(block, "%c\n", list->valued ? '}' : ']');
}

/* Where the findings of the year of `from` end. */
static size_t end_of_year(const struct findings *found, size_t from)
{
    size_t end = from;
    while (end < found->count && found->items[end]->year == found->items[from]->year)
        end++;
    return end;
}

/* Whether what was found for a year is of several kinds, or has several values. */
static bool is_disputed(const struct findings *found, size_t from, size_t end)
{
    const struct item *first = found->items[from];
    for (size_t i = from + 1; i < end; i++) {
        const struct item *item = found->items[i];
        bool same_value = !item->value || !first->value || strcmp(item->value, first->value) == 0;
        if (item->kind != first->kind || !same_value)
            return true;
    }
    return false;
}

static void append_conflict(const struct conflict *conflict, int year, struct buffer *conflicts)
{
    buffer_puts(conflicts, "    - {conflict: ");
    yaml_append_text(conflicts, text_of(conflict->name));
    if (year)
        buffer_printf(conflicts, ", year: %d", year);
    buffer_puts(conflicts, ", text: ");
    yaml_append_quoted(conflicts, text_of(conflict->vi));
    buffer_puts(conflicts, "}\n");
}

/* `where`: the places of what was found. */
static void report(struct evidence *evidence, struct conflict *conflict, const struct record *record, const char *where)
{
    struct place place = record_first_place(record);
    if (!conflict->once || !conflict->told)
        diag_report(evidence->diag, conflict->severity, &place, "conflict", "%s: %s%s", conflict->name, conflict->en,
                    where);
    conflict->told = true;
}

/* Asks of each of one year; what holds of several is one conflict, and names them. */
static void ask_year(struct evidence *evidence, const struct findings *found, size_t from, size_t end,
                     struct conflict *conflict, const struct record *record, const struct expr_input *asked,
                     struct buffer *conflicts)
{
    enum { NAMED = 3 };
    struct buffer *where = &evidence->text;
    struct expr_input input = *asked;
    int year = found->items[from]->year;
    size_t count = 0, more = 0;
    struct value extras[FOUND_EXTRAS] = {
        [FOUND_YEAR] = {.type = VALUE_INTEGER, .integer = year},
        [FOUND_DISPUTED] = {.type = VALUE_BOOL, .integer = is_disputed(found, from, end)},
    };
    input.extras = extras;
    buffer_clear(where);
    for (size_t i = from; i < end; i++) {
        const struct item *item = found->items[i];
        extras[FOUND_VALUE] =
            item->value ? (struct value){.type = VALUE_TEXT, .text = text_of(item->value)} : (struct value){0};
        if (expr_test(conflict->when, &input) != TRUTH_TRUE)
            continue;
        if (++count <= NAMED)
            buffer_printf(where, "%s%s:%u", count > 1 ? ", " : "; see ", item->file, item->line);
        more = item->more > more ? item->more : more;
    }
    if (count == 0)
        return;
    if (more) /* the record itself may be one that was not kept */
        buffer_printf(where, " and at least %zu more", count - NAMED + more - 1);
    else if (count > NAMED)
        buffer_printf(where, " and %zu more", count - NAMED);
    report(evidence, conflict, record, buffer_text(where));
    append_conflict(conflict, year, conflicts);
}

/* Conflicts are asked of the record with its new evidence, which hides that of an earlier run. */
static void append_conflicts(struct evidence *evidence, const struct policy *policy, const struct record *record,
                             int year, struct buffer *block)
{
    struct record written;
    struct frame frame = {.bytes = {block->bytes, block->length}, .file = record->frame.file, .line = 1};
    struct buffer conflicts = {0};
    if (reader_read(evidence->reader, &frame, &written) != READ_RECORD)
        return;
    struct node root = *written.root;
    root.first->next = node_first(record->root);
    struct expr_input input = {.root = &root, .year = year};
    for (size_t i = 0; i < policy->conflict_count; i++) {
        struct conflict *conflict = &policy->conflicts[i];
        const struct findings *found = conflict->each ? &policy->found[conflict->list] : NULL;
        for (size_t from = 0, end; found && from < found->count; from = end) {
            end = end_of_year(found, from);
            ask_year(evidence, found, from, end, conflict, record, &input, &conflicts);
        }
        if (!found && expr_test(conflict->when, &input) == TRUTH_TRUE) {
            report(evidence, conflict, record, "");
            append_conflict(conflict, 0, &conflicts);
        }
    }
    buffer_puts(block, conflicts.length ? "  conflicts:\n" : "  conflicts: []\n");
    buffer_append(block, conflicts.bytes, conflicts.length);
    buffer_free(&conflicts);
}

void evidence_append_block(struct evidence *evidence, const struct kind *kind, const struct record *record,
                           struct buffer *block)
{
    struct policy *policy = evidence_policy(evidence, kind);
    int year = kind_year(kind, record);
    if (!year) {
        struct place place = record_first_place(record);
        diag_report(evidence->diag, SEVERITY_ERROR, &place, "no-evidence",
                    "the record's year is missing or wrong, so it is not known which years are evidence");
        return;
    }
    if (!policy)
        return; /* nothing is asked of this kind */
    evidence_find(evidence, policy, record, year);
    buffer_puts(block, "evidence:\n");
    for (size_t i = 0; i < policy->list_count; i++)
        append_list(&policy->lists[i], &policy->found[i], block);
    append_conflicts(evidence, policy, record, year, block);
}
