/* SPDX-License-Identifier: ISC */
#include "missing.h"

#include <string.h>

/* What a reason says is missing, as it is written. */
struct missing {
    bool vietnamese;
    const struct kind *kind;
    const struct field *figures; /* the last that were named: they come as a whole */
    bool any;
};

/* The field of a path, or the figures or table of whose keys it is one. */
static const struct field *field_of_path(const struct kind *kind, char *path)
{
    const struct field *field = field_at_path(&kind->root, path);
    for (char *dot = strrchr(path, '.'); !field && dot; dot = strrchr(path, '.')) {
        *dot = '\0';
        field = field_at_path(&kind->root, path);
    }
    return field;
}

/* What stands behind a semicolon in a title is how to fill the field in. */
static void append_title(const char *title, struct buffer *text)
{
    buffer_printf(text, "%.*s ", (int)strcspn(title, ";"), title);
}

/* `tổng số hộ (households.total)`; `label` is that of the item of a list, `cases[1]`, `year` that of the year before.
 */
static void append_missing_field(struct missing *missing, struct text label, struct text path, struct text year,
                                 struct buffer *text)
{
    const char *bracket = label.length ? memchr(label.bytes, '[', label.length) : NULL;
    struct buffer name = {0};
    if (bracket)
        buffer_printf(&name, "%.*s.", (int)(bracket - label.bytes), label.bytes);
    buffer_append(&name, path.bytes, path.length);
    const struct field *field = field_of_path(missing->kind, (char *)buffer_text(&name));
    bool figures = field && field->type == FIELD_FIGURES;
    if (!figures || field != missing->figures) {
        buffer_puts(text, missing->any          ? ", "
                          : missing->vietnamese ? "    Cần bổ sung số liệu: "
                                                : "    To be handed in: ");
        missing->any = true;
        if (field && field->vi)
            append_title(missing->vietnamese ? field->vi : field->en, text);
        buffer_printf(text, "(%.*s%s", (int)label.length, label.bytes, label.length ? "." : "");
        buffer_append(text, path.bytes, figures ? strlen(field->path) : path.length);
        if (year.length)
            buffer_printf(text, ", %s %.*s", missing->vietnamese ? "năm" : "year", (int)year.length, year.bytes);
        buffer_putc(text, ')');
    }
    missing->figures = figures ? field : missing->figures;
    buffer_free(&name);
}

/* One part of a reason: `crimes is missing in 2022`, `cases[1] serious_fire 2023-05-06: force_majeure is missing`. */
static void append_missing_part(struct missing *missing, struct text part, struct buffer *text)
{
    static const char gap[] = " is missing", year_gap[] = " in ";
    const char *colon = part.length ? memmem(part.bytes, part.length, ": ", 2) : NULL;
    struct text label = {part.bytes, 0}, rest = part, item;
    if (colon) {
        text_next_part(&rest, ' ', &label);
        rest = (struct text){colon + 2, part.length - (size_t)(colon + 2 - part.bytes)};
    }
    while (text_next_part(&rest, ',', &item)) {
        const char *at = item.length ? memmem(item.bytes, item.length, gap, sizeof gap - 1) : NULL;
        size_t skip = item.length && *item.bytes == ' ', before = at ? (size_t)(at - item.bytes) : 0;
        if (!at || before <= skip)
            continue;
        struct text path = {item.bytes + skip, before - skip};
        struct text year = {at + sizeof gap - 1, item.length - before - (sizeof gap - 1)};
        bool earlier = year.length == sizeof year_gap - 1 + 4;
        year = earlier ? (struct text){year.bytes + sizeof year_gap - 1, 4} : (struct text){year.bytes, 0};
        append_missing_field(missing, label, path, year, text);
    }
}

void missing_append(const struct kind *kind, const char *reason, bool vietnamese, struct buffer *text)
{
    struct missing missing = {.vietnamese = vietnamese, .kind = kind};
    struct text rest = text_of(reason), part;
    while (text_next_part(&rest, ';', &part)) {
        if (part.length && *part.bytes == ' ')
            part = (struct text){part.bytes + 1, part.length - 1};
        append_missing_part(&missing, part, text);
    }
    if (missing.any)
        buffer_putc(text, '\n');
}
