/* SPDX-License-Identifier: ISC */
#include "sortkey.h"

#include "collate.h"

#include <stdlib.h>
#include <string.h>

/* One of the names, understood by each kind: the same name can be text in one and a date in another. */
struct part {
    bool descending;
    struct expr **of_kinds; /* in the order of the kinds; NULL where a kind has no such field */
};

struct sortkey {
    const struct kinds *kinds;
    struct part *parts;
    size_t count, capacity;
};

/* The bytes of a key, in their order. */
enum { UNIT_RECORD, OTHER_RECORD };
enum { VALUE_IS_THERE, THERE_IS_NONE, NOT_KNOWN };

/* Names that no kind has are told apart from misspelt ones only when all kinds are looked at together. */
static bool check_name(const char *name, const struct kinds *kinds, struct buffer *fault)
{
    size_t count = kinds_count(kinds);
    const struct kind **all = mem_new(count, sizeof(struct kind *));
    struct expr_scope scope = {.kinds = all, .kind_count = count};
    struct expr_error error = {0};
    for (size_t i = 0; i < count; i++)
        all[i] = kinds_at(kinds, i);
    struct expr *expr = expr_compile(name, &scope, EXPR_VALUE, &error);
    bool good = expr != NULL;
    if (!*name)
        buffer_puts(fault, "names of fields are wanted, parted by commas");
    else if (!good)
        buffer_puts(fault, buffer_text(&error.text));
    expr_free(expr);
    buffer_free(&error.text);
    free(all);
    return good;
}

static bool has_order(const struct expr *expr)
{
    enum value_type type = expr ? expr_path_type(expr) : VALUE_UNKNOWN;
    return type == VALUE_BOOL || type == VALUE_INTEGER || type == VALUE_DATE || type == VALUE_TEXT;
}

static bool bind(struct part *part, const char *name, const struct kinds *kinds, struct buffer *fault)
{
    size_t count = kinds_count(kinds);
    struct expr_error error = {0};
    bool any = false;
    part->of_kinds = mem_new(count, sizeof(struct expr *));
    for (size_t i = 0; i < count; i++) {
        const struct kind *kind = kinds_at(kinds, i);
        struct expr_scope scope = {.kinds = &kind, .kind_count = 1};
        part->of_kinds[i] = expr_compile(name, &scope, EXPR_VALUE, &error);
        any |= has_order(part->of_kinds[i]);
    }
    buffer_free(&error.text);
    if (!any)
        buffer_printf(fault, "'%s' is no field that holds a single value", name);
    return any;
}

static bool add_part(struct sortkey *sortkey, struct text written, bool reverse, struct buffer *fault)
{
    bool minus = written.length && written.bytes[0] == '-';
    char *name = mem_copy(written.bytes + minus, written.length - minus);
    bool good = check_name(name, sortkey->kinds, fault);
    if (good) {
        sortkey->parts = mem_grow(sortkey->parts, &sortkey->capacity, sortkey->count + 1, sizeof(struct part));
        struct part *part = &sortkey->parts[sortkey->count++];
        *part = (struct part){.descending = minus != reverse};
        good = bind(part, name, sortkey->kinds, fault);
    }
    free(name);
    return good;
}

struct sortkey *sortkey_new(const char *names, bool reverse, const struct kinds *kinds, struct buffer *fault)
{
    struct sortkey *sortkey = mem_new(1, sizeof *sortkey);
    struct text rest = text_of(names), name;
    sortkey->kinds = kinds;
    while (text_next_part(&rest, ',', &name))
        if (!add_part(sortkey, name, reverse, fault)) {
            sortkey_free(sortkey);
            return NULL;
        }
    return sortkey;
}

void sortkey_free(struct sortkey *sortkey)
{
    if (!sortkey)
        return;
    for (size_t i = 0; i < sortkey->count; i++) {
        for (size_t j = 0; j < kinds_count(sortkey->kinds); j++)
            expr_free(sortkey->parts[i].of_kinds[j]);
        free(sortkey->parts[i].of_kinds);
    }
    free(sortkey->parts);
    free(sortkey);
}

static void append_integer(int64_t integer, struct buffer *key)
{
    uint64_t bits = (uint64_t)integer ^ UINT64_C(1) << 63;
    for (int shift = 56; shift >= 0; shift -= 8)
        buffer_putc(key, (char)(bits >> shift & 0xFF));
}

static void append_value(struct value value, bool descending, struct buffer *key)
{
    bool is_value = value.type != VALUE_UNKNOWN && value.type != VALUE_NODE;
    if (!is_value || value.type == VALUE_NONE) {
        buffer_putc(key, is_value ? THERE_IS_NONE : NOT_KNOWN);
        return;
    }
    buffer_putc(key, VALUE_IS_THERE);
    size_t start = key->length;
    buffer_putc(key, (char)value.type); /* kinds may differ in the type */
    if (value.type == VALUE_TEXT)
        collate_append(value.text, key);
    else
        append_integer(value.integer, key);
    for (size_t i = start; descending && i < key->length; i++)
        key->bytes[i] = (char)~key->bytes[i];
}

bool sortkey_append(const struct sortkey *sortkey, const struct kind *kind, const struct record *record,
                    struct buffer *key)
{
    struct expr_input input = {.root = record->root};
    bool known = true;
    size_t number = 0;
    while (kind && kinds_at(sortkey->kinds, number) != kind)
        number++;
    buffer_putc(key, kind && strcmp(kind->name, "unit") == 0 ? UNIT_RECORD : OTHER_RECORD);
    for (size_t i = 0; i < sortkey->count; i++) {
        const struct part *part = &sortkey->parts[i];
        const struct expr *expr = kind && has_order(part->of_kinds[number]) ? part->of_kinds[number] : NULL;
        struct value value = expr ? expr_value(expr, &input) : (struct value){0};
        append_value(value, part->descending, key);
        known &= value.type != VALUE_UNKNOWN;
    }
    return known;
}
