/* SPDX-License-Identifier: ISC */
#include "provenance.h"

#include "criteria.h"

#include <stdlib.h>

static void begin_input(void *context, const char *name, bool aside)
{
    struct provenance *provenance = context;
    provenance->inputs = mem_grow(provenance->inputs, &provenance->input_capacity, provenance->input_count + 1,
                                  sizeof *provenance->inputs);
    provenance->inputs[provenance->input_count++] =
        (struct provenance_input){.name = mem_copy(name, strlen(name)), .aside = aside};
    provenance->digest = digest_begin();
}

static void add_bytes(void *context, const char *bytes, size_t length)
{
    struct provenance *provenance = context;
    digest_add(provenance->digest, bytes, length);
    provenance->inputs[provenance->input_count - 1].bytes += (int64_t)length;
}

static void end_input(void *context, size_t records)
{
    struct provenance *provenance = context;
    struct provenance_input *input = &provenance->inputs[provenance->input_count - 1];
    input->records = records;
    digest_end(provenance->digest, input->digest);
    provenance->digest = NULL;
}

struct provenance *provenance_new(void)
{
    struct provenance *provenance = mem_new(1, sizeof *provenance);
    provenance->observer = (struct run_observer){begin_input, add_bytes, end_input, provenance};
    provenance->set_names = keyset_new();
    provenance->reported = keyset_new();
    return provenance;
}

void provenance_free(struct provenance *provenance)
{
    char unused[DIGEST_SIZE];
    if (!provenance)
        return;
    for (size_t i = 0; i < provenance->input_count; i++)
        free(provenance->inputs[i].name);
    for (size_t i = 0; i < provenance->set_count; i++)
        free(provenance->sets[i].name);
    digest_end(provenance->digest, unused);
    free(provenance->inputs);
    free(provenance->tallies);
    free(provenance->sets);
    keyset_free(provenance->set_names);
    keyset_free(provenance->reported);
    free(provenance);
}

static void count_record(struct provenance *provenance, const struct kind *kind, const char *outcome)
{
    size_t at = 0;
    while (at < provenance->tally_count && provenance->tallies[at].kind != kind)
        at++;
    if (at == provenance->tally_count) {
        provenance->tallies =
            mem_grow(provenance->tallies, &provenance->tally_capacity, at + 1, sizeof *provenance->tallies);
        provenance->tallies[provenance->tally_count++] = (struct provenance_tally){.kind = kind};
    }
    provenance->tallies[at].records++;
    provenance->tallies[at].undecided += outcome && strcmp(outcome, outcome_name(OUTCOME_UNDECIDED)) == 0;
}

static void count_set(struct provenance *provenance, const char *name, int year)
{
    bool added;
    size_t at = keyset_add(provenance->set_names, text_of(name), &added);
    if (added) {
        provenance->sets = mem_grow(provenance->sets, &provenance->set_capacity, at + 1, sizeof *provenance->sets);
        provenance->sets[provenance->set_count++] = (struct provenance_set){.name = mem_copy(name, strlen(name))};
    }
    struct provenance_set *set = &provenance->sets[at];
    set->records++;
    if (year && (year < set->first_year || !set->first_year))
        set->first_year = year;
    if (year > set->last_year)
        set->last_year = year;
}

/* A unit has reported for a year when anything of that year names it. */
static void note_unit(struct provenance *provenance, const char *code, int year)
{
    struct buffer key = {0};
    bool added;
    if (!code || year < PROVENANCE_FIRST_YEAR || year > PROVENANCE_LAST_YEAR)
        return;
    provenance->years[year - PROVENANCE_FIRST_YEAR] = true;
    buffer_printf(&key, "%s %d", code, year);
    keyset_add(provenance->reported, (struct text){key.bytes, key.length}, &added);
    buffer_free(&key);
}

void provenance_take(struct provenance *provenance, const struct kind *kind, const struct record *record)
{
    const char *outcome = node_text_at(record->root, "assessment.outcome");
    const char *set = node_text_at(record->root, "assessment.criteria");
    const struct node *group = node_get(record->root, text_of("group")), *node = node_at_path(group, "year");
    struct value year = field_read(FIELD_YEAR, node);
    count_record(provenance, kind, outcome);
    if (!kind)
        return;
    if (set)
        count_set(provenance, set, kind_year(kind, record));
    if (kind->unit && kind->year)
        note_unit(provenance, node_text_at(record->root, "unit"), kind_year(kind, record));
    else if (group && year.type == VALUE_INTEGER)
        note_unit(provenance, node_text_at(group, "unit"), (int)year.integer);
}

void provenance_digest(const struct provenance *provenance, char text[DIGEST_SIZE])
{
    struct digest *digest = digest_begin();
    for (size_t i = 0; i < provenance->input_count; i++) {
        digest_add(digest, provenance->inputs[i].digest, DIGEST_SIZE - 1);
        digest_add(digest, "\n", 1);
    }
    digest_end(digest, text);
}

void provenance_append_legible(struct text text, struct buffer *legible)
{
    enum { REPLACEMENT = 0xFFFD };
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point = utf8_next(text, &at);
        bool control = code_point < ' ' || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0xFFFE ||
                       code_point == 0xFFFF;
        utf8_append(legible, control && code_point != '\n' && code_point != '\t' ? REPLACEMENT : code_point);
    }
}

void provenance_each_option(const struct run *run, const struct provenance_facts *facts,
                            void (*call)(void *context, const char *name, const char *value), void *context)
{
    struct buffer date = {0};
    date_append(&date, facts->date);
    call(context, "report", facts->report);
    call(context, "date", buffer_text(&date));
    for (size_t i = 0; i < run->program->option_count; i++) {
        const struct option_spec *option = &run->program->options[i];
        const char *value = option->type == OPTION_TEXT ? *(const char *const *)option->target : NULL;
        bool other = strcmp(option->name, "report") == 0 || strcmp(option->name, "date") == 0 ||
                     strcmp(option->name, "output") == 0; /* where it goes makes no difference to what it is */
        if (value && !other)
            call(context, option->name, value);
    }
    buffer_free(&date);
}

static void append_word(struct buffer *command, const char *word)
{
    static const char bare[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+,-";
    buffer_putc(command, ' ');
    if (*word && word[strspn(word, bare)] == '\0') {
        buffer_puts(command, word);
        return;
    }
    buffer_putc(command, '\'');
    for (; *word; word++)
        if (*word == '\'')
            buffer_puts(command, "'\\''");
        else
            buffer_putc(command, *word);
    buffer_putc(command, '\'');
}

static void append_option(void *context, const char *name, const char *value)
{
    struct buffer *command = context;
    buffer_printf(command, " --%s", name);
    append_word(command, value);
}

void provenance_append_command(const struct run *run, const struct provenance_facts *facts, struct buffer *command)
{
    struct buffer words = {0};
    buffer_puts(&words, run->program->name);
    provenance_each_option(run, facts, append_option, &words);
    for (size_t i = 0; i < run->unit_files.count; i++)
        append_option(&words, "units", run->unit_files.items[i]);
    for (size_t i = 0; i < run->definition_directories.count; i++)
        append_option(&words, "defs", run->definition_directories.items[i]);
    if (run->document_limit != STREAM_DOCUMENT_LIMIT)
        buffer_printf(&words, " --max-document %zu", run->document_limit);
    if (run->operand_count && run->operands[0][0] == '-' && run->operands[0][1])
        buffer_puts(&words, " --");
    for (size_t i = 0; i < run->operand_count; i++)
        append_word(&words, run->operands[i]);
    provenance_append_legible((struct text){words.bytes, words.length}, command);
    buffer_free(&words);
}
