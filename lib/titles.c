/* SPDX-License-Identifier: ISC */
#include "titles.h"

#include <stdlib.h>

struct titles {
    const struct kind *kind;
    struct vocabulary words; /* for fields */
    const struct field **order;
    size_t count, capacity;
};

static void add_words(struct titles *titles, const struct field *field)
{
    struct buffer word = {0};
    const char *const names[] = {field->vi, field->en};
    vocabulary_add(&titles->words, field->path, field);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!names[i])
            continue;
        vocabulary_add(&titles->words, names[i], field);
        buffer_clear(&word);
        buffer_printf(&word, "%s (%s)", names[i], field->path);
        vocabulary_add(&titles->words, buffer_text(&word), field);
    }
    buffer_free(&word);
}

/* A mapping has a column where it may be false, or a value may stand for it; its fields have theirs. */
static bool has_column(const struct field *field)
{
    bool apart = field->type == FIELD_MAPPING && field->member_count > 0;
    return !apart || field->or_none || field->alone;
}

static void add_members(struct titles *titles, const struct field *parent)
{
    for (size_t i = 0; i < parent->member_count; i++) {
        const struct field *field = parent->members[i];
        titles->order = mem_grow(titles->order, &titles->capacity, titles->count + 1, sizeof *titles->order);
        titles->order[titles->count++] = field;
        if (has_column(field))
            add_words(titles, field);
        if (field->type == FIELD_MAPPING)
            add_members(titles, field);
    }
}

struct titles *titles_new(const struct kind *kind)
{
    struct titles *titles = mem_new(1, sizeof *titles);
    titles->kind = kind;
    add_members(titles, &kind->root);
    return titles;
}

void titles_free(struct titles *titles)
{
    if (!titles)
        return;
    vocabulary_free(&titles->words);
    free(titles->order);
    free(titles);
}

static size_t rank_of(const struct titles *titles, const struct field *field)
{
    size_t rank = 0;
    while (rank < titles->count && titles->order[rank] != field)
        rank++;
    return rank;
}

bool titles_resolve(const struct titles *titles, struct text path, struct target *target)
{
    const struct field *at = &titles->kind->root;
    struct text rest = path, part;
    *target = (struct target){0};
    while (text_next_part(&rest, '.', &part)) {
        if (part.length == 0)
            return false;
        if (!at || at->type == FIELD_TABLE || at->type == FIELD_FIGURES) {
            target->below = true; /* keys are the data's own */
            break;
        }
        if (at->type == FIELD_LIST)
            target->inside = at->path;
        const struct field *member = field_member(at, part);
        if (!member && !(at == &titles->kind->root && titles->kind->others_are_figures))
            return false;
        at = member;
    }
    target->field = at;
    target->below |= !at;
    target->rank = rank_of(titles, at);
    return true;
}

/* `title (path)`: the path; nothing where there is none. */
static struct text path_in_brackets(struct text title)
{
    size_t from = title.length;
    if (title.length == 0 || title.bytes[title.length - 1] != ')')
        return (struct text){"", 0};
    while (from > 0 && title.bytes[from - 1] != '(')
        from--;
    return (struct text){title.bytes + from, from ? title.length - 1 - from : 0};
}

static bool take_path(const struct titles *titles, struct text path, struct buffer *found)
{
    struct target target;
    if (path.length == 0 || !titles_resolve(titles, path, &target))
        return false;
    if (target.field && !target.below && !has_column(target.field)) /* `members` may be the title of members.total */
        return false;
    buffer_append(found, path.bytes, path.length);
    return true;
}

enum vocabulary_result titles_find(const struct titles *titles, struct text title, struct buffer *path)
{
    const void *meaning;
    title = text_trim(title);
    bool figures = titles->kind->others_are_figures && !field_member(&titles->kind->root, title) &&
                   !memchr(title.bytes, '.', title.length);
    if (!figures && take_path(titles, title, path))
        return VOCABULARY_ONE;
    enum vocabulary_result result = vocabulary_find(&titles->words, title, &meaning);
    if (result != VOCABULARY_NONE)
        buffer_puts(path, ((const struct field *)meaning)->path);
    else if (take_path(titles, path_in_brackets(title), path))
        result = VOCABULARY_ONE;
    return result;
}

const char *titles_nearest(const struct titles *titles, struct text title)
{
    return vocabulary_nearest(&titles->words, title);
}
