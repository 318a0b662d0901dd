/* SPDX-License-Identifier: ISC */
#include "options.h"

#include "text.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_ONLY = 256, WIDTH = 78, HELP_COLUMN = 28 };

/* The program's own options and the common ones as one table. */
struct table {
    const struct option_spec **specs;
    size_t count;
};

static struct table join(const struct program *program, const struct option_spec *common, size_t common_count)
{
    struct table table = {.specs = mem_new(program->option_count + common_count, sizeof(struct option_spec *))};
    for (size_t i = 0; i < program->option_count; i++)
        table.specs[table.count++] = &program->options[i];
    for (size_t i = 0; i < common_count; i++) {
        bool own = false; /* a program may give a common option a letter of its own */
        for (size_t j = 0; j < program->option_count; j++)
            own |= strcmp(program->options[j].name, common[i].name) == 0;
        if (!own)
            table.specs[table.count++] = &common[i];
    }
    return table;
}

static bool read_size(const char *argument, size_t *size)
{
    struct text digits = text_of(argument);
    static const char units[] = "KMG";
    int64_t value, factor = 1;
    const char *unit = digits.length ? strchr(units, digits.bytes[digits.length - 1]) : NULL;
    if (unit && *unit) {
        digits.length--;
        for (const char *step = units; step <= unit; step++)
            factor *= 1024;
    }
    if (!text_integer(digits, &value) || value < 1 || __builtin_mul_overflow(value, factor, &value))
        return false;
    *size = (size_t)value;
    return true;
}

static void append(struct option_list *list, const char *argument)
{
    list->items = mem_grow(list->items, &list->capacity, list->count + 1, sizeof(char *));
    list->items[list->count++] = argument;
}

static bool take(const struct option_spec *spec, const char *argument, struct option_paths *paths, struct diag *diag)
{
    if (spec->type == OPTION_INPUT || spec->type == OPTION_INPUTS)
        append(&paths->read, argument);
    if (spec->type == OPTION_OUTPUT)
        append(&paths->written, argument);
    switch (spec->type) {
    case OPTION_FLAG:
        *(bool *)spec->target = true;
        return true;
    case OPTION_TEXT:
    case OPTION_INPUT:
    case OPTION_OUTPUT:
        *(const char **)spec->target = argument;
        return true;
    case OPTION_LIST:
    case OPTION_INPUTS:
        append(spec->target, argument);
        return true;
    default:
        if (read_size(argument, spec->target))
            return true;
        diag_report(diag, SEVERITY_TROUBLE, NULL, "usage", "--%s: '%s' is no size; write 65536, 64K or 4M", spec->name,
                    argument);
        return false;
    }
}

static void build_tables(const struct table *table, struct option *longs, char *shorts)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct option_spec *spec = table->specs[i];
        bool argument = spec->type != OPTION_FLAG;
        longs[i] = (struct option){spec->name, argument ? required_argument : no_argument, NULL, LONG_ONLY + (int)i};
        if (spec->letter) {
            *shorts++ = (char)spec->letter;
            if (argument)
                *shorts++ = ':';
        }
    }
    *shorts = '\0';
}

static const struct option_spec *find(const struct table *table, int code)
{
    if (code >= LONG_ONLY)
        return table->specs[code - LONG_ONLY];
    for (size_t i = 0; i < table->count; i++)
        if (table->specs[i]->letter == code)
            return table->specs[i];
    return NULL;
}

/* `antt-validate [-nqW] [-r FILE] [file ...]` */
static void append_usage(const struct program *program, const struct option_spec *common, size_t common_count,
                         struct buffer *usage)
{
    struct table table = join(program, common, common_count);
    buffer_puts(usage, program->name);
    bool flags = false;
    for (size_t i = 0; i < table.count; i++)
        if (table.specs[i]->letter && table.specs[i]->type == OPTION_FLAG) {
            buffer_printf(usage, "%s%c", flags ? "" : " [-", table.specs[i]->letter);
            flags = true;
        }
    if (flags)
        buffer_putc(usage, ']');
    for (size_t i = 0; i < table.count; i++)
        if (table.specs[i]->letter && table.specs[i]->type != OPTION_FLAG)
            buffer_printf(usage, " [-%c %s]", table.specs[i]->letter, table.specs[i]->argument);
    if (*program->operands)
        buffer_printf(usage, " %s", program->operands);
    free(table.specs);
}

static bool fail_usage(const struct program *program, const struct option_spec *common, size_t common_count, int code,
                       const char *word, struct diag *diag)
{
    struct buffer usage = {0};
    append_usage(program, common, common_count, &usage);
    if (code == ':')
        diag_report(diag, SEVERITY_TROUBLE, NULL, "usage", "option '%s' needs an argument; usage: %s", word,
                    buffer_text(&usage));
    else
        diag_report(diag, SEVERITY_TROUBLE, NULL, "usage", "unknown option '%s'; usage: %s", word, buffer_text(&usage));
    buffer_free(&usage);
    return false;
}

bool options_parse(const struct program *program, const struct option_spec *common, size_t common_count, int argc,
                   char **argv, int *first_operand, struct option_paths *paths, struct diag *diag)
{
    struct table table = join(program, common, common_count);
    struct option *longs = mem_new(table.count + 1, sizeof *longs);
    char *shorts = mem_new(table.count * 2 + 2, 1);
    bool good = true;
    shorts[0] = ':'; /* getopt reports to us, not to standard error */
    build_tables(&table, longs, shorts + 1);
    opterr = 0;
    optind = 1;
    for (int code; good && (code = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        char letter[3] = {'-', (char)optopt, '\0'};
        const char *word = optopt > 0 && optopt < LONG_ONLY ? letter : argv[optind - 1];
        const struct option_spec *spec = code == '?' || code == ':' ? NULL : find(&table, code);
        good = spec ? take(spec, optarg, paths, diag) : fail_usage(program, common, common_count, code, word, diag);
    }
    *first_operand = optind;
    free(longs);
    free(shorts);
    free(table.specs);
    return good;
}

/* Puts words from `column` on, broken before WIDTH. */
static void append_wrapped(struct buffer *help, const char *words, size_t column)
{
    size_t at = column;
    struct text rest = text_of(words), word;
    while (text_next_part(&rest, ' ', &word)) {
        size_t width = utf8_count(word);
        if (at > column && at + 1 + width > WIDTH) {
            buffer_printf(help, "\n%*s", (int)column, "");
            at = column;
        } else if (at > column) {
            buffer_putc(help, ' ');
            at++;
        }
        buffer_append(help, word.bytes, word.length);
        at += width;
    }
    buffer_putc(help, '\n');
}

static void append_option(struct buffer *help, const struct option_spec *spec)
{
    size_t start = help->length;
    if (spec->letter)
        buffer_printf(help, "  -%c, --%s", spec->letter, spec->name);
    else
        buffer_printf(help, "      --%s", spec->name);
    if (spec->argument)
        buffer_printf(help, "%c%s", '=', spec->argument);
    size_t width = help->length - start;
    if (width + 2 > HELP_COLUMN)
        buffer_printf(help, "\n%*s", HELP_COLUMN, "");
    else
        buffer_printf(help, "%*s", (int)(HELP_COLUMN - width), "");
    append_wrapped(help, spec->help, HELP_COLUMN);
}

/* The usage line, broken between its brackets. */
static void append_wrapped_usage(struct buffer *help, const char *usage)
{
    size_t at = strlen("usage: ");
    buffer_puts(help, "usage: ");
    for (const char *rest = usage; *rest;) {
        const char *end = strstr(rest, " [");
        size_t length = end ? (size_t)(end - rest) : strlen(rest);
        if (at + length > WIDTH) {
            buffer_puts(help, "\n         ");
            at = 9;
        }
        buffer_append(help, rest, length);
        at += length + 1;
        rest += length;
        if (*rest) {
            buffer_putc(help, ' ');
            rest++;
        }
    }
    buffer_putc(help, '\n');
}

void options_append_help(const struct program *program, const struct option_spec *common, size_t common_count,
                         struct buffer *help)
{
    struct table table = join(program, common, common_count);
    struct buffer usage = {0};
    append_usage(program, common, common_count, &usage);
    append_wrapped_usage(help, buffer_text(&usage));
    buffer_putc(help, '\n');
    append_wrapped(help, program->summary, 0);
    buffer_putc(help, '\n');
    for (size_t i = 0; i < table.count; i++)
        append_option(help, table.specs[i]);
    buffer_free(&usage);
    free(table.specs);
}
